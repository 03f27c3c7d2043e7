//! A law by the first word of its name alone, where the text has named it in full: "het Instellingsbesluit".

use super::{Reader, Settled};
use crate::{law::LawMention, span::Span};

impl<'a> Reader<'a> {
    /// The law that a name of no register stands for: the one named before whose name begins with that word.
    pub(super) fn unlisted(&self, name: Span) -> Settled<'a> {
        const SHORTEST: usize = 8;
        let word = &self.text[name.range()];
        // "het Protocol betreffende …" is another.
        let single = word.len() >= SHORTEST && word.chars().all(char::is_alphabetic) && self.lexicon.entry(word.as_bytes()).noun().is_none();
        let found = if single && !self.title_goes_on(name.end) { self.memory.of_first_word(word) } else { None };
        found.map_or_else(|| Settled::Open(Vec::new()), Settled::Law)
    }

    /// The part of a circular that a division with a letter is of, "B8/3.1", where the text is a part of it or has named
    /// one; no citation elsewhere. `None` for other divisions.
    pub(super) fn part_of_circular(&self, mention: &LawMention) -> Option<Option<Settled<'a>>> {
        let parts = &self.lexicon.numbering.lettered;
        let (_, number) = mention.items.first()?.parts.first()?;
        let part = number.get(..1).and_then(|letter| parts.get(letter))?;
        let known = parts.values().any(|id| self.own.as_ref().is_some_and(|own| own.id == id) || self.memory.has_named(id));
        Some(known.then(|| Settled::Law(part.as_str())))
    }

    /// Whether the words at `at` look as if they belong to a title: "Instellingsbesluit Productschap", "Besluit
    /// registratie vaartuigen".
    fn title_goes_on(&self, at: usize) -> bool {
        const SMALL: usize = 4;
        let Some(next) = self.text[at..].strip_prefix(' ') else { return false };
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || word.len() > SMALL && !self.lexicon.entry(word.as_bytes()).is_small_word()
    }
}
