//! Tells from its first bytes what an input is.

use super::{InputFormat, pack::Packing};

/// How many bytes are looked at.
pub(super) const HEAD: usize = 4096;

/// What an input shows itself to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Compressed.
    Packed(Packing),
    /// A tar archive.
    Tar,
    /// A zip archive, or an Office file in one.
    Zip,
    /// A document or a corpus.
    Format(InputFormat),
    /// Something that is not read; the words for it.
    Refused(&'static str),
}

/// First bytes of formats that are not read, and what to call them.
const OTHERS: [(&[u8], &str); 14] = [
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"\0\0\0\x20ftyp", "a film"),
];
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
/// The mark of UTF-8, encoded twice.
const DOUBLED_MARK: &[u8] = b"\xc3\xaf\xc2\xbb\xc2\xbf";

/// What the first bytes of an input show.
pub(super) fn kind(head: &[u8]) -> Kind {
    if let Some(packing) = Packing::of(head) {
        return Kind::Packed(packing);
    }
    if is_tar(head) {
        return Kind::Tar;
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if head.starts_with(OLE) {
        return Kind::Format(InputFormat::Compound);
    }
    // Small words such as "BM" begin texts as well.
    let binary = head.iter().take(512).any(|b| *b == 0);
    if let Some((_, kind)) = OTHERS.iter().find(|(magic, _)| head.starts_with(magic) && (magic.len() > 3 || binary)) {
        return Kind::Refused(kind);
    }
    let head = if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") { narrowed(head) } else { head.to_vec() };
    Kind::Format(format(&head))
}

#[cfg(feature = "formats")]
fn is_tar(head: &[u8]) -> bool {
    super::pack::is_tar(head)
}

#[cfg(not(feature = "formats"))]
fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// The ASCII letters of UTF-16, enough to tell what it begins with.
fn narrowed(head: &[u8]) -> Vec<u8> {
    head[2..].iter().copied().filter(|b| *b != 0).collect()
}

fn format(head: &[u8]) -> InputFormat {
    let marks = [UTF8_MARK, DOUBLED_MARK];
    let mut rest = head;
    while let Some(after) = marks.iter().find_map(|m| rest.strip_prefix(*m)).or_else(|| rest.strip_prefix(b" ")).or_else(|| rest.strip_prefix(b"\n")) {
        rest = after;
    }
    let rest = rest.trim_ascii_start();
    // A printer's leader may stand before the mark of a PDF.
    if rest.starts_with(b"%PDF-") || head.starts_with(b"%!PS-Adobe") && memchr::memmem::find(head, b"%PDF-").is_some() {
        return InputFormat::Pdf;
    }
    if rest.starts_with(b"{\\rtf") {
        return InputFormat::Rtf;
    }
    match rest.first() {
        // "[overzicht] [besluiten]" is a text.
        Some(b'{') if matches!(rest[1..].trim_ascii_start().first(), Some(b'"' | b'}') | None) => InputFormat::Json,
        Some(b'[') if matches!(rest[1..].trim_ascii_start().first(), Some(b'{' | b'[' | b'"') | None) => InputFormat::Json,
        Some(b'<') => markup(rest).unwrap_or(InputFormat::Text),
        _ if is_email(rest) => InputFormat::Email,
        _ => InputFormat::Text,
    }
}

/// XML or HTML, by how it begins; none for a text that happens to begin with "<".
fn markup(rest: &[u8]) -> Option<InputFormat> {
    let lower = rest[..rest.len().min(2048)].to_ascii_lowercase();
    let has = |word: &str| memchr::memmem::find(&lower, word.as_bytes()).is_some();
    if has("<!doctype html") || has("<html") {
        return Some(InputFormat::Html);
    }
    if lower.starts_with(b"<?xml") || lower.starts_with(b"<!doctype") {
        return Some(InputFormat::Xml);
    }
    let name: Vec<u8> = lower[1..].iter().copied().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_' | b'.')).collect();
    if lower.starts_with(b"<!--") {
        return Some(if has("<head") || has("<body") { InputFormat::Html } else { InputFormat::Xml });
    }
    let html = ["head", "body", "div", "p", "table", "span", "a", "ul", "h1", "h2", "h3", "article", "main", "section", "br", "meta", "b", "i", "center"];
    if html.iter().any(|h| h.as_bytes() == name) {
        return Some(InputFormat::Html);
    }
    // "<bron: ...>" is no element.
    let end = lower.iter().position(|b| *b == b'>')?;
    let attributes = &lower[1 + name.len()..end.max(1 + name.len())];
    let looks = attributes.is_empty() || attributes == b"/" || attributes[0].is_ascii_whitespace() && attributes.contains(&b'=');
    (!name.is_empty() && looks).then_some(InputFormat::Xml)
}

/// Whether it begins with the lines that messages begin with, or as a mailbox does.
fn is_email(rest: &[u8]) -> bool {
    // "From jan@example.nl Tue Nov 13 10:00:00 2018", then a message.
    let rest = match rest.strip_prefix(b"From ").and_then(|from| from.iter().position(|b| *b == b'\n').map(|end| from.split_at(end + 1))) {
        Some((from, message)) if from.iter().filter(|b| **b == b':').count() >= 2 => message,
        Some(_) => return false,
        None => rest,
    };
    has_header(rest)
}

/// Whether it begins with the header of a message.
fn has_header(rest: &[u8]) -> bool {
    const NAMES: [&str; 12] =
        ["from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version", "delivered-to", "content-type", "dkim-signature", "cc"];
    let mut known = 0;
    for line in rest.split(|b| *b == b'\n').take(40) {
        if line.first().is_some_and(|b| matches!(b, b' ' | b'\t')) && known > 0 {
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else { break };
        let name = line[..colon].to_ascii_lowercase();
        if !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-') {
            break;
        }
        known += usize::from(NAMES.iter().any(|n| n.as_bytes() == name));
    }
    // A letter may begin with "Date:" or "Subject:" as well: a message has more of them, and how it is written.
    let lower = rest.to_ascii_lowercase();
    let has = |word: &str| memchr::memmem::find(&lower, word.as_bytes()).is_some();
    known >= 3 && (has("mime-version:") || has("message-id:") || has("received:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        for (head, format) in [
            ("zie Stb. 2018, 123", InputFormat::Text),
            ("<?xml version=\"1.0\"?><wetgeving>", InputFormat::Xml),
            ("ï»¿\n<?xml version=\"1.0\"?><a>", InputFormat::Xml),
            ("<metadata_gegevens>\n", InputFormat::Xml),
            ("  \n<!DOCTYPE html><html>", InputFormat::Html),
            ("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html xmlns=\"y\">", InputFormat::Html),
            ("<p>Zie", InputFormat::Html),
            ("<bron: ANP> Zie Stb. 2018, 123 > 4", InputFormat::Text),
            ("< 5 jaar", InputFormat::Text),
            ("%PDF-1.7\n", InputFormat::Pdf),
            ("{\\rtf1\\ansi", InputFormat::Rtf),
            ("{\"id\": 1}", InputFormat::Json),
            ("Received: from a\nFrom: b\nTo: c\nSubject: d\nMIME-Version: 1.0\n", InputFormat::Email),
            ("From a Tue Nov 13 10:00:00 2018\nFrom: b\nTo: c\nSubject: d\nMessage-ID: <e>\n", InputFormat::Email),
            ("From here on: to: and so on\n", InputFormat::Text),
            ("Date: 3 mei\nSubject: brief\n", InputFormat::Text),
            ("", InputFormat::Text),
        ] {
            assert_eq!(kind(head.as_bytes()), Kind::Format(format), "{head}");
        }
        assert_eq!(kind(b"BMW en andere auto's"), Kind::Format(InputFormat::Text));
        assert_eq!(kind(b"PK\x03\x04..."), Kind::Zip);
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0"), Kind::Refused("a PNG image"));
    }
}
