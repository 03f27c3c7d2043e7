//! Tells from its content what an input is.

use super::{InputFormat, ReadError, Stream, jsonl};
use std::io::{BufRead, Cursor, Read};

/// First bytes of formats that are not read, and what to call them.
const OTHERS: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, or a .docx, .odt or .epub"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
];
const TAR: (usize, &[u8]) = (257, b"ustar");
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// What the stream is to be read as, and the stream, still whole.
pub(super) fn format(mut stream: Stream, path: &str, wanted: InputFormat, limit: usize) -> Result<(InputFormat, Stream), ReadError> {
    let mut head = Vec::new();
    stream.by_ref().take(512).read_to_end(&mut head).map_err(|e| ReadError::io(path, e))?;
    let other = OTHERS.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, kind)| *kind);
    let tar = head.get(TAR.0..).is_some_and(|h| h.starts_with(TAR.1)).then_some("a tar archive");
    if let Some(kind) = other.or(tar) {
        return Err(ReadError::Format { path: path.to_owned(), kind });
    }
    if wanted != InputFormat::Auto {
        return Ok((wanted, Box::new(Cursor::new(head).chain(stream))));
    }
    let named = [".jsonl", ".ndjson"].iter().any(|end| path.trim_end_matches(".gz").trim_end_matches(".zst").trim_end_matches(".xz").ends_with(end));
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if named && !utf16 {
        return Ok((InputFormat::Jsonl, Box::new(Cursor::new(head).chain(stream))));
    }
    let start = first_letter(&head);
    if head.get(start) != Some(&b'{') {
        return Ok((InputFormat::Text, Box::new(Cursor::new(head).chain(stream))));
    }
    if !head[start..].contains(&b'\n') {
        stream.by_ref().take(limit as u64).read_until(b'\n', &mut head).map_err(|e| ReadError::io(path, e))?;
    }
    let line = head[start..].split(|&b| b == b'\n').next().unwrap_or_default();
    let format = if jsonl::is_document(line) { InputFormat::Jsonl } else { InputFormat::Text };
    Ok((format, Box::new(Cursor::new(head).chain(stream))))
}

/// Where the first byte stands that is neither white space nor the mark of UTF-8.
fn first_letter(head: &[u8]) -> usize {
    let mark = if head.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
    mark + head[mark..].iter().take_while(|b| b.is_ascii_whitespace()).count()
}
