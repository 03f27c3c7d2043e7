//! Lists of articles under a line that names their law: "In de Wet dieren worden vervangen:⏎a. artikel 3;⏎b. artikel 5".

use super::Reader;
use crate::law::LawMention;
use std::cell::Cell;

/// The list that was read last: where its last item begins, and the law that the line above it names.
#[derive(Debug, Default)]
pub(super) struct List<'a>(Cell<Option<(usize, Option<&'a str>)>>);

impl<'a> Reader<'a> {
    /// The law of an article that stands first in an item of a list: the one that the line above the list names last.
    pub(super) fn law_of_list(&self, mention: &LawMention) -> Option<&'a str> {
        let begin = self.line.0;
        let inside = marked(&self.text[begin..mention.span.start])?;
        if !matches!(inside.trim_end(), "" | "de" | "het") {
            return None;
        }
        let law = match self.list.0.get() {
            Some((line, law)) if line == begin || self.goes_on(line, begin) => law,
            _ => self.law_above(begin),
        };
        self.list.0.set(Some((begin, law)));
        law
    }

    /// Whether no line but items and short headings stands between the items that begin at `line` and at `begin`.
    fn goes_on(&self, line: usize, begin: usize) -> bool {
        const REACH: usize = 600;
        begin - line.min(begin) <= REACH && self.text[line..begin].lines().all(is_within)
    }

    /// The law named last in the line above the list whose item begins at `begin`.
    fn law_above(&self, begin: usize) -> Option<&'a str> {
        const REACH: usize = 2000;
        const LINES: usize = 30;
        let mut end = begin.checked_sub(1)?;
        for _ in 0..LINES {
            let start = memchr::memrchr(b'\n', &self.text.as_bytes()[..end]).map_or(0, |i| i + 1);
            let line = self.text[start..end].trim_end();
            if line.ends_with(':') {
                return self.memory.last_between(start, end);
            }
            if begin - start > REACH || start == 0 || !is_within(line) {
                return None;
            }
            end = start - 1;
        }
        None
    }
}

/// Whether the line may stand within a list: an item, or a short heading as "Categorie II".
fn is_within(line: &str) -> bool {
    const LONGEST: usize = 30;
    let line = line.trim_end();
    !line.ends_with(':') && (marked(line).is_some() || (line.len() <= LONGEST && !line.ends_with('.')))
}

/// What stands behind the marker of a list's item: "a. ", "2°. ", "– ".
fn marked(line: &str) -> Option<&str> {
    const LONGEST: usize = 5;
    const INDENT: usize = 200;
    // A line may be as long as the text, and is looked at for each article in it.
    let indent = line.bytes().take(INDENT).take_while(u8::is_ascii_whitespace).count();
    let line = &line[indent..];
    let end = line.bytes().take(LONGEST + 1).position(|b| b == b' ')?;
    let (marker, rest) = (&line[..end], &line[end + 1..]);
    let dash = matches!(marker, "-" | "–" | "—" | "•" | "*");
    let number = marker.len() <= LONGEST && marker.ends_with(['.', ')', '°']) && marker.starts_with(|c: char| c.is_ascii_alphanumeric());
    (dash || number).then_some(rest)
}
