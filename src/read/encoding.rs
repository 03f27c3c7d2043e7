//! Bytes to text: by the mark at the start, by what is declared, then by what the bytes look like.

#[cfg(feature = "formats")]
use super::codepage::{self, CodePage};
use crate::source::Runs;
#[cfg(feature = "formats")]
use encoding_rs::{UTF_8, WINDOWS_1252};

/// A text, and the way back to the bytes where they were not the same.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub text: String,
    pub runs: Runs,
}

/// How a text is found to be none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A NUL byte stands at this offset.
    Nul(usize),
    /// It has the mark of UTF-16 and is broken at this offset.
    Utf16(usize),
    /// The byte at this offset is not UTF-8, and nothing else is read.
    #[cfg_attr(feature = "formats", allow(dead_code, reason = "with the feature, other encodings are read"))]
    Utf8(usize, u8),
}

/// The text of bytes, which may declare their encoding by a label ("windows-1252").
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, Fault> {
    match bytes.get(..4) {
        Some([0xff, 0xfe, ..]) => return utf16(&bytes, 2, u16::from_le_bytes),
        Some([0xfe, 0xff, ..]) => return utf16(&bytes, 2, u16::from_be_bytes),
        Some([b'<', 0, _, 0]) => return utf16(&bytes, 0, u16::from_le_bytes),
        Some([0, b'<', 0, _]) => return utf16(&bytes, 0, u16::from_be_bytes),
        _ => {}
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return utf16(&bytes, 2, u16::from_le_bytes);
    }
    if let Some(unit) = bare_utf16(&bytes) {
        return utf16(&bytes, 0, unit);
    }
    if let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(Fault::Nul(offset));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, runs: Runs::default() }),
        Err(error) => other(error.into_bytes(), declared),
    }
}

/// The order of bytes of UTF-16 without a mark: of letters in Latin script nearly every second byte is none.
fn bare_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let (pairs, _) = bytes[..bytes.len().min(1024)].as_chunks::<2>();
    let none = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    match (none(0), none(1)) {
        (0, zeros) if 10 * zeros >= 8 * pairs.len() && zeros >= 4 => Some(u16::from_le_bytes),
        (zeros, 0) if 10 * zeros >= 8 * pairs.len() && zeros >= 4 => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn utf16(bytes: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> Result<Decoded, Fault> {
    let (pairs, rest) = bytes[mark..].as_chunks::<2>();
    let mut decoded = Decoded { text: String::with_capacity(bytes.len()), runs: Runs::default() };
    let mut at = mark;
    for letter in char::decode_utf16(pairs.iter().map(|p| unit(*p))) {
        let letter = letter.map_err(|_| Fault::Utf16(at))?;
        let len = 2 * letter.len_utf16();
        decoded.runs.push(decoded.text.len(), letter.len_utf8(), at, len);
        decoded.text.push(letter);
        at += len;
    }
    if rest.is_empty() { Ok(decoded) } else { Err(Fault::Utf16(at)) }
}

#[cfg(not(feature = "formats"))]
fn other(bytes: Vec<u8>, _declared: Option<&str>) -> Result<Decoded, Fault> {
    let at = std::str::from_utf8(&bytes).err().map_or(0, |e| e.valid_up_to());
    Err(Fault::Utf8(at, bytes.get(at).copied().unwrap_or_default()))
}

/// Bytes that are not UTF-8 as they stand.
#[cfg(feature = "formats")]
fn other(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, Fault> {
    const UNICODE: CodePage = CodePage::Web(UTF_8);
    let declared = declared.and_then(CodePage::of_label);
    let encoding = match declared.filter(|e| *e != UNICODE) {
        Some(encoding) => encoding,
        // Mostly UTF-8 with a few letters of an old code page: a file put together from several.
        None if declared == Some(UNICODE) || mostly_utf8(&bytes) => return Ok(mixed(&bytes)),
        None if codepage::is_dos(&bytes) => CodePage::DOS,
        None => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            CodePage::Web(detector.guess(Some(b"nl"), chardetng::Utf8Detection::Deny))
        }
    };
    Ok(decode_as(&bytes, encoding))
}

#[cfg(feature = "formats")]
fn decode_as(bytes: &[u8], encoding: CodePage) -> Decoded {
    let mut decoded = Decoded { text: String::with_capacity(bytes.len() + bytes.len() / 16), runs: Runs::default() };
    if encoding.is_single_byte() {
        let mut at = 0;
        while at < bytes.len() {
            let plain = bytes[at..].iter().position(|b| !encoding.keeps(*b)).unwrap_or(bytes.len() - at);
            let piece = &bytes[at..at + plain.max(1)];
            let letters = encoding.decode(piece);
            decoded.runs.push(decoded.text.len(), letters.len(), at, piece.len());
            decoded.text.push_str(&letters);
            at += piece.len();
        }
        return decoded;
    }
    let text = encoding.decode(bytes);
    decoded.runs.push(0, text.len(), 0, bytes.len());
    decoded.text = text.into_owned();
    decoded
}

/// Whether most of what is beyond ASCII is UTF-8.
#[cfg(feature = "formats")]
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

/// UTF-8 as far as it is; the other bytes as windows-1252.
#[cfg(feature = "formats")]
fn mixed(bytes: &[u8]) -> Decoded {
    let mut decoded = Decoded { text: String::with_capacity(bytes.len()), runs: Runs::default() };
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        decoded.runs.push(decoded.text.len(), chunk.valid().len(), at, chunk.valid().len());
        decoded.text.push_str(chunk.valid());
        at += chunk.valid().len();
        for byte in chunk.invalid() {
            let letter = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte)).0;
            decoded.runs.push(decoded.text.len(), letter.len(), at, 1);
            decoded.text.push_str(&letter);
            at += 1;
        }
    }
    decoded
}

/// Undoes a second encoding of a whole text: UTF-8 that was read as windows-1252 and written as UTF-8.
/// None where it is not that.
#[cfg(feature = "formats")]
pub(super) fn undoubled(text: &str) -> Option<Decoded> {
    const SIGNS: [&str; 3] = ["Ã", "â€", "ï»¿"];
    // All of them begin with the same byte, which few letters have.
    const FIRST: u8 = SIGNS[0].as_bytes()[0];
    let bytes = text.as_bytes();
    if !memchr::memchr_iter(FIRST, bytes).any(|at| SIGNS.iter().any(|sign| bytes[at..].starts_with(sign.as_bytes()))) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut places = Vec::new();
    for (at, letter) in text.char_indices() {
        let byte = single(letter)?;
        if !letter.is_ascii() {
            places.push((bytes.len(), at, letter.len_utf8()));
        }
        bytes.push(byte);
    }
    let text_len = text.len();
    let text = String::from_utf8(bytes).ok()?;
    let mut runs = Runs::default();
    // Each letter beyond ASCII stood for one byte; several of them make one letter now.
    let mut places = places.into_iter().peekable();
    let (mut at, mut source) = (0, 0);
    while let Some((byte, from, len)) = places.next() {
        runs.push(at, byte - at, source, from - source);
        let letter = text[byte..].chars().next().map_or(1, char::len_utf8);
        let mut end = from + len;
        while let Some((_, more, len)) = places.next_if(|(next, ..)| *next < byte + letter) {
            end = more + len;
        }
        runs.push(byte, letter, from, end - from);
        (at, source) = (byte + letter, end);
    }
    runs.push(at, text.len() - at, source, text_len - source);
    Some(Decoded { text, runs })
}

/// The byte that windows-1252 has for a letter; the five bytes that it leaves open stand for themselves.
#[cfg(feature = "formats")]
fn single(letter: char) -> Option<u8> {
    if letter.is_ascii() || matches!(letter, '\u{80}'..='\u{ff}') {
        return Some(letter as u8);
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
    (!failed && bytes.len() == 1).then(|| bytes[0])
}

#[cfg(all(test, feature = "formats"))]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn encodings_are_told_apart() {
        let text = |bytes: &[u8], label| decode(bytes.to_vec(), label).map(|d| d.text);
        assert_eq!(text(b"caf\xe9 x", None).unwrap(), "café x");
        assert_eq!(text(b"caf\xc3\xa9 x", Some("windows-1252")).unwrap(), "café x");
        assert_eq!(text(b"\xa4 \xe9", Some("iso-8859-15")).unwrap(), "€ é");
        assert_eq!(
            text("één überhaupt café \u{20ac}".as_bytes().iter().chain(b" \x80 5").copied().collect::<Vec<_>>().as_slice(), None).unwrap(),
            "één überhaupt café € € 5"
        );
        assert_eq!(text(b"een re\x89le co\x94rdinatie, \x15 3", None).unwrap(), "een reële coördinatie, § 3");
        assert_eq!(text(b"\xff\xfeS\0t\0", None).unwrap(), "St");
        assert_eq!(text(b"\xff\xfeS", None), Err(Fault::Utf16(2)));
        assert_eq!(text(b"S\0t\0b\0.\0", None).unwrap(), "Stb.");
        assert_eq!(text(b"\0S\0t\0b\0.", None).unwrap(), "Stb.");
        assert_eq!(text(b"ab\0", None), Err(Fault::Nul(2)));
        assert_eq!(text(b"", None).unwrap(), "");
    }

    #[test]
    fn a_second_encoding_is_undone_and_leads_back() {
        let doubled = "ï»¿<a>coÃ¶rdinatie â‚¬ 5</a>";
        let undone = undoubled(doubled).unwrap();
        assert_eq!(undone.text, "\u{feff}<a>coördinatie € 5</a>");
        let at = undone.text.find("5").unwrap();
        assert_eq!(undone.runs.source(Span::new(at, at + 1)).map(|s| &doubled[s.range()]), Some("5"));
        let at = undone.text.find("ö").unwrap();
        assert_eq!(undone.runs.source(Span::new(at, at + 2)).map(|s| &doubled[s.range()]), Some("Ã¶"));
        assert!(undoubled("coördinatie").is_none());
    }
}
