//! Plain text: UTF-8 as it stands, UTF-16 where its mark says so.

use super::{ReadError, Stream};
use crate::document::Document;
use std::{borrow::Cow, io::Read};

/// The one document of a stream. The mark of UTF-8 stays in the text, so that offsets are those of the file.
pub(super) fn read(stream: Stream, path: &str, limit: usize) -> Result<Document<'static>, ReadError> {
    let mut bytes = Vec::new();
    stream.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|e| ReadError::io(path, e))?;
    if bytes.len() > limit {
        return Err(ReadError::TooLarge { path: path.to_owned(), line: 1, limit });
    }
    let text = decode(bytes, path)?;
    Ok(Document { name: path.to_owned(), named: false, path: Some(path.to_owned()), own: None, text: Cow::Owned(text) })
}

fn decode(bytes: Vec<u8>, path: &str) -> Result<String, ReadError> {
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => return utf16(&bytes[2..], u16::from_le_bytes, path),
        Some([0xfe, 0xff]) => return utf16(&bytes[2..], u16::from_be_bytes, path),
        _ => {}
    }
    if let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(ReadError::Nul { path: path.to_owned(), offset });
    }
    String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to();
        ReadError::Utf8 { path: path.to_owned(), offset, byte: e.as_bytes()[offset] }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, path: &str) -> Result<String, ReadError> {
    let fault = |units: usize| ReadError::Utf16 { path: path.to_owned(), offset: 2 + 2 * units };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut units = 0;
    for letter in char::decode_utf16(pairs.iter().map(|p| unit(*p))) {
        let letter = letter.map_err(|_| fault(units))?;
        units += letter.len_utf16();
        text.push(letter);
    }
    if rest.is_empty() { Ok(text) } else { Err(fault(units)) }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn faults_name_their_offset() {
        assert_eq!(decode(b"\xff\xfeS\0t\0".to_vec(), "a").unwrap(), "St");
        assert!(decode(b"caf\xe9 x".to_vec(), "a").unwrap_err().to_string().contains("byte 0xe9 at offset 3"));
        assert!(decode(b"ab\0".to_vec(), "a").unwrap_err().to_string().contains("offset 2"));
        assert!(decode(b"\xff\xfeS".to_vec(), "a").is_err());
        assert_eq!(decode(Vec::new(), "a").unwrap(), "");
    }
}
