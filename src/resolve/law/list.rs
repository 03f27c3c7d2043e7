//! Lists of articles under a line that names their law: "In de Wet dieren worden vervangen:⏎a. artikel 3;⏎b. artikel 5".

use super::Reader;
use crate::{
    law::{LawMention, Phrases},
    span::Span,
};
use std::cell::Cell;

/// The list that was read last: where its last item begins, and the law that the line above it names.
#[derive(Debug, Default)]
pub(super) struct List<'a>(Cell<Option<(usize, Option<Lead<'a>>)>>);

/// What the line above a list names last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead<'a> {
    pub law: &'a str,
    /// Whether the list goes through that law: it fills the line, or the line says that its articles follow ("Opiumwet:",
    /// "vrijgesteld van de volgende artikelen van de Wet dieren:").
    pub listed: bool,
    /// Whether the article stands first in its item.
    pub first: bool,
}

impl<'a> Reader<'a> {
    /// The law of an article in an item of a list: the one that the line above the list names last.
    pub(super) fn law_of_list(&self, mention: &LawMention) -> Option<Lead<'a>> {
        let begin = self.line.0;
        let inside = marked(&self.text[begin..mention.span.start])?.trim_end();
        let first = inside.is_empty() || Phrases::is_word(&self.lexicon.phrases.the, inside);
        let lead = match self.list.0.get() {
            Some((line, lead)) if line == begin || self.goes_on(line, begin) => lead,
            _ => self.law_above(begin),
        };
        self.list.0.set(Some((begin, lead)));
        let another = |lead: &Lead<'a>| self.memory.last().is_some_and(|(law, at)| at >= begin && law != lead.law);
        lead.filter(|lead| first || !another(lead)).map(|lead| Lead { first, ..lead })
    }

    /// "Gezien Verordening A tot wijziging van verordening B, en met name artikel 3": of the first act of its line.
    pub(super) fn law_looked_at(&self, mention: &LawMention) -> Option<&'a str> {
        const LONGEST: usize = 1000;
        let phrases = &self.lexicon.phrases;
        let line = self.text.get(self.line.0..mention.span.start).filter(|line| line.len() <= LONGEST)?;
        let before = Phrases::before(&phrases.the, line).unwrap_or(line).trim_end();
        let led = Phrases::is(&phrases.in_particular, before.rsplit(' ').next().unwrap_or_default());
        (led && Phrases::at(&phrases.seen, line.trim_start()).is_some()).then(|| self.memory.first_since(self.line.0)).flatten()
    }

    /// Whether no line but items and short headings stands between the items that begin at `line` and at `begin`.
    fn goes_on(&self, line: usize, begin: usize) -> bool {
        const REACH: usize = 600;
        begin - line.min(begin) <= REACH && self.text[line..begin].lines().all(is_within)
    }

    /// The law named last in the line above the list whose item begins at `begin`.
    fn law_above(&self, begin: usize) -> Option<Lead<'a>> {
        const REACH: usize = 2000;
        const LINES: usize = 30;
        let mut end = begin.checked_sub(1)?;
        for _ in 0..LINES {
            let start = memchr::memrchr(b'\n', &self.text.as_bytes()[..end]).map_or(0, |i| i + 1);
            let line = self.text[start..end].trim_end();
            if let Some(words) = line.strip_suffix(':') {
                let Some((law, named)) = self.memory.last_between(start, end) else {
                    // "a. de Minister, in de artikelen:" within the list: the line above that has the law.
                    marked(line).filter(|_| begin - start <= REACH)?;
                    end = start.checked_sub(1)?;
                    continue;
                };
                return Some(Lead { law, listed: self.is_of_list(Span::new(start, start + words.len()), named), first: true });
            }
            if begin - start > REACH || start == 0 || !is_within(line) {
                return None;
            }
            end = start - 1;
        }
        None
    }
}

impl Reader<'_> {
    /// Whether the law at `named` ends `line` and fills it, or stands in it as that of the articles that follow.
    fn is_of_list(&self, line: Span, named: Span) -> bool {
        let before = &self.text[line.start..named.start.max(line.start)];
        let fills = || before.trim_end().is_empty() || Phrases::is_word(&self.lexicon.phrases.the, before.trim_end());
        named.end == line.end && (fills() || Phrases::ends(&self.lexicon.phrases.articles_of, before))
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
