//! RTF as Outlook packs it in its messages (MS-OXRTFCP): words of a dictionary of the last 4,096 bytes.
//!
//! No word is longer than 17 bytes and each costs two, so that nothing expands beyond nine times its size.

/// What the dictionary holds at first.
const FIRST: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const SIZE: usize = 4096;
/// Sizes, kind and checksum, of four bytes each.
const HEAD: usize = 16;
const PACKED: &[u8] = b"LZFu";
const PLAIN: &[u8] = b"MELA";

/// The RTF in a packed stream; none where it is none. What is cut off in the middle is read so far.
pub(in crate::read) fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let body = bytes.get(HEAD..)?;
    match bytes.get(8..12)? {
        PLAIN => Some(body[..size.min(body.len())].to_vec()),
        PACKED => {
            let mut rtf = words(body);
            rtf.truncate(size);
            Some(rtf)
        }
        _ => None,
    }
}

fn words(body: &[u8]) -> Vec<u8> {
    let mut rtf = Vec::with_capacity(2 * body.len());
    let mut dictionary = [0; SIZE];
    dictionary[..FIRST.len()].copy_from_slice(FIRST);
    let mut write = FIRST.len();
    let mut put = |rtf: &mut Vec<u8>, dictionary: &mut [u8; SIZE], byte: u8| {
        rtf.push(byte);
        dictionary[write] = byte;
        write = (write + 1) % SIZE;
        write
    };
    let mut end = FIRST.len();
    let mut rest = body.iter().copied();
    while let Some(control) = rest.next() {
        for bit in 0..8 {
            if control & (1 << bit) == 0 {
                let Some(byte) = rest.next() else { return rtf };
                end = put(&mut rtf, &mut dictionary, byte);
                continue;
            }
            let (Some(high), Some(low)) = (rest.next(), rest.next()) else { return rtf };
            let word = usize::from(u16::from_be_bytes([high, low]));
            let (start, length) = (word >> 4, (word & 15) + 2);
            // A word that begins where the dictionary ends is the end.
            if start == end {
                return rtf;
            }
            for at in start..start + length {
                let byte = dictionary[at % SIZE];
                end = put(&mut rtf, &mut dictionary, byte);
            }
        }
    }
    rtf
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use super::*;

    /// A packed stream without words, which every reader has to take.
    pub(in crate::read) fn packed(rtf: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        let (chunks, rest) = rtf.as_chunks::<8>();
        for chunk in chunks {
            body.push(0);
            body.extend(chunk);
        }
        body.push(1 << rest.len());
        body.extend(rest);
        let end = (FIRST.len() + rtf.len()) % SIZE;
        body.extend(u16::try_from(end << 4).unwrap().to_be_bytes());
        let mut bytes = u32::try_from(body.len() + 12).unwrap().to_le_bytes().to_vec();
        bytes.extend(u32::try_from(rtf.len()).unwrap().to_le_bytes());
        bytes.extend(PACKED);
        bytes.extend([0; 4]);
        bytes.extend(body);
        bytes
    }

    #[test]
    fn what_is_packed_comes_out() {
        // The example of the specification.
        let example = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125\x42\x32\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        assert_eq!(unpacked(example).unwrap(), b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        // A word may reach into what it writes itself.
        let repeated = b"\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x51\x41\0\x04\x20WXYZ\x0d\x6e\x7d\x01\x0e\xb0";
        assert_eq!(unpacked(repeated).unwrap(), b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
        let text = b"{\\rtf1 Zie Stb. 2018, 123, en nog veel meer dan dit.}".repeat(200);
        assert_eq!(unpacked(&packed(&text)).unwrap(), text);
        assert_eq!(unpacked(b"\x20\0\0\0\x03\0\0\0MELA\0\0\0\0{\\rtf"), Some(b"{\\r".to_vec()));
        for length in 0..example.len() {
            let _ = unpacked(&example[..length]);
        }
        assert_eq!(unpacked(b"{\\rtf1 geen pakket}"), None);
    }
}
