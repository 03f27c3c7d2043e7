//! A law whose name is not written as the register has it: "Wet rechtpositie rechterlijke ambtenaren", "Wet financieel
//! toezicht".

use super::{LawRef, cursor, phrases::Phrases, words::Parser};
use crate::{
    register::laws::{Found, Sort},
    span::Span,
};

impl Parser<'_> {
    /// Whether a name may stand at `at` that is written nearly as the register has it: where the first word, which ends at `end`, or
    /// the second one ends as a title does, as in "Europese Verdrag inzake uitlevering".
    #[inline]
    pub(super) fn may_be_near(&self, at: usize, end: usize) -> bool {
        let titled = |at: usize, end: usize| self.capital(at) && self.lexicon.ends_as_title(&self.bytes[at..end]);
        let second = || self.byte(end) == Some(b' ') && self.capital(end + 1) && titled(end + 1, cursor::letters_end(self.bytes, end + 1));
        self.capital(at) && (titled(at, end) || second())
    }

    /// The law whose name stands at `at` nearly as it is written, and goes further than the one found.
    pub(super) fn nearly(&self, at: usize, found: Option<&Found>) -> Option<Found> {
        if !self.may_be_near(at, cursor::word_end(self.text, at)) {
            return None;
        }
        // "een Wet om de arbeid te regelen" is any such law.
        let before = self.text[..at].trim_end();
        if Phrases::is(&self.lexicon.phrases.any, &before[before.rfind([' ', '\n']).map_or(0, |i| i + 1)..]) {
            return None;
        }
        // A name ends at a sign; and an abbreviation is no word of a longer one.
        if found.is_some_and(|found| found.sort != Sort::Title || self.byte(found.end) != Some(b' ')) {
            return None;
        }
        self.laws.nearest(self.text, at).filter(|near| found.is_none_or(|found| near.end > found.end))
    }

    /// "Hw: Hinderwet", "de Hinderwet (Hw)": the name that a text gives a law that no register has is no other law's there.
    pub(super) fn name_unlisted(&self, at: usize) -> Option<String> {
        let end = cursor::word_end(self.text, at);
        if !self.capital(at) || !self.lexicon.ends_as_title(&self.bytes[at..end]) {
            return None;
        }
        let (_, behind) = self.alias(end);
        let name = self.defined_as(at).or(behind).filter(|name| !self.is_short_for_like(name, &self.text[at..end]))?;
        self.give(&name, &LawRef::Unlisted { span: Span::new(at, end) });
        Some(name)
    }

    /// Whether a law that is abbreviated so has a word that begins as `word` does, which then may be that law's, misspelt:
    /// "Werkeloosheidswet (WW)".
    fn is_short_for_like(&self, name: &str, word: &str) -> bool {
        const LETTERS: usize = 4;
        let Some(begin) = word.get(..LETTERS) else { return true };
        let like = |label: &str| label.split(' ').any(|w| w.get(..LETTERS).is_some_and(|w| w.eq_ignore_ascii_case(begin)));
        self.laws.longest(name, 0, true).is_some_and(|known| known.laws.iter().any(|law| like(&self.laws.get(*law).label)))
    }
}
