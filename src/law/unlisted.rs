//! Rules that no register has, behind an article: "artikel 5 van de planvoorschriften", "artikel 4 van hun statuten".

use super::{LawRef, lexicon::Meaning, phrases::Phrases, tail::Tail, words::Parser};
use crate::span::Span;

/// Words that may stand before the noun.
const MOST_ADJECTIVES: usize = 3;

impl Parser<'_> {
    /// "artikel 5 van de planvoorschriften", "van de algemene voorwaarden": rules by a noun in small letters that stands for none
    /// of the register.
    pub(super) fn other_rules(&self, at: usize) -> Option<Tail> {
        let phrases = &self.lexicon.phrases;
        let other = |word: &str| [&phrases.other_rules, &phrases.other_articles].iter().any(|of| Phrases::ends(of, word));
        let (from, end) = self.behind_adjectives(at, other)?;
        Some(Tail::new(LawRef::Unlisted { span: Span::new(from, end) }, end))
    }

    /// "van onze Grondwet", "van zijn reglement": a law by its name, or somebody's own rules, which are none that the text has named.
    pub(super) fn of_somebody(&self, at: usize) -> Option<Tail> {
        let phrases = &self.lexicon.phrases;
        let own = || {
            let rules = |word: &str| {
                let word = word.to_lowercase();
                // "bedoeld in artikel 10, van zijn besluit in kennis stelt" is of any decision.
                !Phrases::is(&phrases.decision, &word)
                    && (self.lexicon.entry(word.as_bytes()).noun().is_some()
                        || [&phrases.other_rules, &phrases.other_articles, &phrases.law_ending].iter().any(|of| Phrases::ends(of, &word)))
            };
            let (from, end) = self.behind_adjectives(at, rules)?;
            Some(Tail::new(LawRef::Unlisted { span: Span::new(from, end) }, end))
        };
        // "artikel III van haar Statuut" is not of the one that is called just so.
        let word = self.word(at);
        let named = self.law_name(at, true).filter(|tail| word.entry.noun().is_none() || tail.end > word.end);
        named.or_else(own)
    }

    /// Behind the "(nieuwe) " at `at`.
    pub(super) fn over_version(&self, at: usize) -> Option<usize> {
        let version = self.word(at + usize::from(self.byte(at)? == b'('));
        (version.start > at && version.is(Meaning::Version) && self.starts(version.end, ") ")).then(|| version.end + ") ".len())
    }

    /// Where the noun stands that is one of `rules`, at `at` or behind a few adjectives there.
    pub(super) fn behind_adjectives(&self, at: usize, rules: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
        const SHORTEST: usize = 3;
        let mut from = at;
        for _ in 0..=MOST_ADJECTIVES {
            let word = self.word(from);
            if word.end < from + SHORTEST {
                return None;
            }
            if rules(self.str(word)) {
                return Some((from, word.end));
            }
            if !Phrases::ends(&self.lexicon.phrases.adjective_end, self.str(word)) || self.capital(from) {
                return None;
            }
            from = self.space(word.end);
        }
        None
    }
}
