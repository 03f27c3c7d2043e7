//! Divisions of a circular in parts: "B8/3.1 Vc 2000", and "B8/3.1" alone in a text about it.

use super::{Item, LawMention, LawRef, cursor, lexicon::Key, members::is_lettered, phrases::Phrases, scan::Scan, words::Parser};
use crate::span::Span;

impl Scan<'_> {
    /// "B8/3.1 Vc 2000", "onderdeel C7/11 van de Vc": with the division that stands before the circular's name.
    pub(super) fn with_division_before(&self, mention: LawMention) -> LawMention {
        let parser = &self.parser;
        let before = parser.text[..mention.span.start].trim_end_matches(' ');
        let before = Phrases::before(&parser.lexicon.phrases.of_circular, before).unwrap_or(before);
        let length = before.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/')).count();
        let start = before.len() - length;
        let free = self.found.last().is_none_or(|last| last.span.end <= start);
        let mut parts = before[start..].split('/');
        let first = parts.next().filter(|first| free && is_lettered(first) && parser.lexicon.numbering.lettered.contains_key(&first[..1]));
        if first.is_none() || !parts.all(|part| part.starts_with(|c: char| c.is_ascii_digit())) {
            return mention;
        }
        let span = Span::new(start, mention.span.end);
        let parts = before[start..].split('/').map(|part| (Key::Divisie, part.to_owned())).collect();
        LawMention { span, items: vec![Item { parts, below: Vec::new(), span }], ..mention }
    }
}

impl Parser<'_> {
    /// "B8/3.1" at `at`, unless the name of the circular follows, which takes it in.
    pub(super) fn division(&self, at: usize) -> Option<LawMention> {
        let numbering = &self.lexicon.numbering.lettered;
        let free = at == 0 || matches!(self.bytes[at - 1], b' ' | b'\n' | b'(');
        let slash = at + 1 + self.bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        let first = &self.text[at..slash];
        if !free || self.byte(slash) != Some(b'/') || !is_lettered(first) || !numbering.contains_key(&first[..1]) {
            return None;
        }
        let (inner, end) = cursor::number(self.text, slash + 1, false, &self.lexicon.keywords)?;
        let behind = Phrases::at(&self.lexicon.phrases.of_circular, &self.text[end..]).map_or(end, |of| end + of);
        let named = self.byte(behind) == Some(b' ')
            && self
                .laws
                .longest(self.text, behind + 1, true)
                .is_some_and(|found| found.laws.iter().any(|law| numbering.values().any(|id| *id == self.laws.get(*law).id)));
        if named || !inner.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        let span = Span::new(at, end);
        let parts = vec![(Key::Divisie, first.to_owned()), (Key::Divisie, inner)];
        let items = vec![Item { parts, below: Vec::new(), span }];
        Some(LawMention { span, items, law: LawRef::None, served_by: None, plural: false, alias: None })
    }
}
