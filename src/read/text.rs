//! Plain text: UTF-8 as it stands, other encodings decoded; the headings and links of Markdown are known.

use super::encoding::Decoded;
use crate::{
    document::Document,
    span::Span,
    structure::{Link, Mark, MarkKind},
};
use std::borrow::Cow;

/// The document of a text. The mark of UTF-8 stays in it, so that offsets are those of the file.
pub(super) fn read(decoded: Decoded, path: &str) -> Document<'static> {
    let mut document = Document::from_text("");
    document.name = path.to_owned();
    document.path = Some(path.to_owned());
    document.metadata.format = "text".to_owned();
    markdown(&decoded.text, &mut document);
    document.text = Cow::Owned(decoded.text);
    document.source.decoded = decoded.runs;
    document
}

/// Headings ("## Kop") and links ("[woorden](https://…)").
fn markdown(text: &str, document: &mut Document<'_>) {
    /// Longer than the words or the target of any link.
    const LONGEST: usize = 4096;
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"](").map(|at| from + at) {
        from = at + 2;
        let begin = at.saturating_sub(LONGEST);
        let open = memchr::memrchr2(b'[', b'\n', &bytes[begin..at]).map(|i| begin + i + 1).filter(|open| bytes[open - 1] == b'[');
        let close = memchr::memchr3(b')', b'\n', b' ', &bytes[from..bytes.len().min(from + LONGEST)]);
        let (Some(open), Some(close)) = (open, close) else { continue };
        let target = &text[from..from + close];
        if target.contains("://") || target.ends_with(".html") {
            document.links.push(Link::new("link", target, Span::new(open, at)));
        }
    }
    if document.links.is_empty() && !text.starts_with('#') && !text.contains("\n## ") {
        return;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let title = line.trim_start_matches('#');
        if title.len() < line.len() && line.len() - title.len() <= 6 && title.starts_with(' ') && !title.trim().is_empty() {
            let start = at + line.len() - title.trim_start().len();
            document.marks.push(Mark::new(MarkKind::Heading, Span::new(start, start + title.trim().len()), None));
        }
        at += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_text_with_links() {
        let text = "# Kop\nZie [het besluit](https://zoek.officielebekendmakingen.nl/stb-2018-1.html), [niet dit](x.md).\n";
        let document = read(Decoded { text: text.to_owned(), ..Decoded::default() }, "a.md");
        assert_eq!(document.text, text);
        assert_eq!(document.links.len(), 1);
        assert_eq!(&text[document.links[0].span.range()], "het besluit");
        assert_eq!(&text[document.marks[0].span.range()], "Kop");
    }

    #[test]
    fn brackets_without_end_are_no_links() {
        let text = format!("{}[het besluit](https://a.nl/)", "[a](".repeat(100_000));
        let document = read(Decoded { text: text.clone(), ..Decoded::default() }, "a.md");
        assert_eq!(document.links.iter().map(|l| &text[l.span.range()]).collect::<Vec<_>>(), ["het besluit"]);
    }
}
