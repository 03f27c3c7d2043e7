//! Where the name of rules ends that no register has: "Verordening Leerlingenvervoer 2011", "Algemene plaatselijke verordening
//! Vaals".

use super::{
    LawRef,
    aliases::is_year,
    cursor,
    lexicon::Meaning,
    phrases::Phrases,
    tail::Tail,
    words::{Parser, Word},
};
use crate::span::Span;

/// Words that a name may go on with.
const MOST: usize = 6;
/// Digits of a year.
const YEAR: usize = 4;

impl Parser<'_> {
    /// The law behind an article with all words of its name, where that is in no register; a year or a date ends it.
    pub(super) fn whole_title(&self, tail: Tail) -> Tail {
        let LawRef::Unlisted { span } = tail.law else { return tail };
        if span.end != tail.end || !self.capital(span.start) || tail.alias.is_some() || self.bytes[..span.end].last().is_some_and(u8::is_ascii_digit) {
            return tail;
        }
        let end = match self.kind_behind(span) {
            // "Koninklijk besluit van 27 Augustus 1880".
            Some(kind) => self.day_behind(kind).unwrap_or_else(|| self.title_in_capitals(kind)),
            None => self.title_in_capitals(span.end),
        };
        Tail { law: LawRef::Unlisted { span: Span::new(span.start, end) }, end, ..tail }
    }

    /// Whether words with capitals follow the noun at `at`, from `next` on, and make it the name of other rules. Behind the
    /// word for a treaty a party may follow: "de bepalingen van artikel 3 van het Verdrag Nederland niet beletten".
    pub(super) fn is_titled_in_capitals(&self, at: usize, next: usize) -> bool {
        const SHORTEST: usize = 4;
        let (noun, word) = (self.word(at), self.word(next));
        let small = |rest: &str| rest.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
        let treaty = || Phrases::is(&self.lexicon.phrases.treaty_in_capitals, &self.str(noun).to_lowercase());
        let behind = self.capital(at) && next == noun.end + 1 && self.byte(noun.end) == Some(b' ');
        // "de Wet Raad voor het openbaar bestuur": a body without a comma before it can only be what a wet is about.
        let wet = || self.same(noun, &self.lexicon.numbering.state_noun);
        let about = || {
            let joins = self.word(word.end + usize::from(self.byte(word.end) == Some(b' ')));
            wet() && (joins.is(Meaning::Preposition) || joins.is(Meaning::Of)) && !joins.is_empty() && word.entry.part().is_none()
        };
        let titled = || self.is_of_title(word) || self.capital(next) && about();
        behind && word.end >= next + SHORTEST && small(self.str(word)) && titled() && !treaty()
    }

    /// Where the kind of rules ends behind the adjectives of `name`: "Algemene" in "Algemene plaatselijke verordening".
    fn kind_behind(&self, name: Span) -> Option<usize> {
        let phrases = &self.lexicon.phrases;
        if self.byte(name.end) != Some(b' ') || !Phrases::ends(&phrases.adjective_end, &self.text[name.range()]) {
            return None;
        }
        self.behind_adjectives(name.end + 1, |word| Phrases::ends(&phrases.law_ending, word)).map(|(_, end)| end)
    }

    /// The end of the words with capitals that go on behind `at`, with a year.
    fn title_in_capitals(&self, at: usize) -> usize {
        let mut end = at;
        for _ in 0..MOST {
            if self.byte(end) != Some(b' ') {
                break;
            }
            let next = end + 1;
            if self.is_year(next) {
                return next + YEAR;
            }
            // "Bouwverordening gemeente Vaals".
            let next = next + Phrases::at(&self.lexicon.phrases.municipality, &self.text[next..]).unwrap_or(0);
            if !self.is_of_title(self.word(next)) {
                break;
            }
            end = self.hyphened_end(next);
        }
        end
    }

    /// The end of the word at `at` with what hyphens join to it: "Weduwen-en".
    pub(super) fn hyphened_end(&self, at: usize) -> usize {
        let mut end = cursor::word_end(self.text, at);
        while self.byte(end) == Some(b'-') && self.byte(end + 1).is_some_and(|b| b.is_ascii_alphanumeric()) {
            end = cursor::word_end(self.text, end + 1).max(end + 2);
        }
        end
    }

    /// The end of the date behind `at`, "van 27 Augustus 1880".
    fn day_behind(&self, at: usize) -> Option<usize> {
        let day = self.space(at) + Phrases::at(&self.lexicon.phrases.of_day, &self.text[self.space(at)..])?;
        self.digit(day).then(|| self.date_end(day))
    }

    /// Whether a year stands at `at` by itself.
    fn is_year(&self, at: usize) -> bool {
        let digits = self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        is_year(&self.text[at..at + digits]) && self.byte(at + YEAR) != Some(b'/')
    }

    /// Whether a word with a capital may be one of a title: no body, part of a law or article.
    fn is_of_title(&self, word: Word) -> bool {
        let phrases = &self.lexicon.phrases;
        self.capital(word.start)
            && word.entry.part().is_none()
            && !word.is(Meaning::Determiner)
            && !Phrases::ends(&phrases.no_rules, self.str(word))
            && !Phrases::is(&phrases.no_title, self.str(word))
    }
}
