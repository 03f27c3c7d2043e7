//! Parts of a law that are cited by their titles.

use super::{
    Item, LawMention, LawRef,
    lexicon::Key,
    words::{Parser, Word},
};
use crate::span::Span;

impl Parser<'_> {
    /// "het Deel Gedragstoezicht financiële markten van de wet": a part by its title, which only one law has.
    pub(super) fn titled_part(&self, head: Word, at: usize) -> Option<LawMention> {
        if !self.capital(at) {
            return None;
        }
        let (law, end, number) = self.lexicon.numbering.titled.iter().find_map(|(id, titles)| {
            let (end, number) = titles.iter().find_map(|(title, number)| Some((self.after_title(at, title)?, number)))?;
            Some((self.laws.by_id(id)?, end, number))
        })?;
        let stop = self.tail(end, Key::Deel).filter(|tail| tail.law.is_name() || matches!(tail.law, LawRef::Noun { .. })).map_or(end, |tail| tail.end);
        let span = Span::new(head.start, stop);
        let items = vec![Item { parts: vec![(Key::Deel, number.clone())], below: Vec::new(), span }];
        let law = LawRef::Named { laws: vec![law], span: Span::new(at, end) };
        Some(LawMention { span, items, law, served_by: None, plural: false, alias: None })
    }

    /// Where `title` ends that stands at `at`, without regard to case.
    fn after_title(&self, at: usize, title: &str) -> Option<usize> {
        let words = self.text.get(at..at + title.len())?;
        (words.to_lowercase() == title.to_lowercase()).then_some(at + title.len())
    }
}
