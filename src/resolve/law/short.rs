//! A law by the first word of its name alone, where the text has named it in full: "het Instellingsbesluit".

use super::{Reader, Settled};
use crate::{
    law::{Item, Key, LawMention},
    span::{self, Span},
};

impl<'a> Reader<'a> {
    /// The law that a name of no register stands for: one named before, whose name begins with that word, "het
    /// Instellingsbesluit", or with all the words that stand there, "het Besluit bewijzen van bevoegdheid".
    pub(super) fn unlisted(&self, name: Span, behind_article: bool) -> Settled<'a> {
        if let Some(own) = self.own.as_ref().filter(|_| behind_article && self.begins_title(name)) {
            return Settled::Law(own.id);
        }
        const SHORTEST: usize = 7;
        let word = &self.text[name.range()];
        if let Some(law) = self.of_year(word).or_else(|| self.memory.defined_later(word)) {
            return Settled::Law(law);
        }
        // "het Protocol betreffende …" is another.
        let single = word.len() >= SHORTEST && word.chars().all(char::is_alphabetic) && self.lexicon.entry(word.as_bytes()).noun().is_none();
        let found = if single && !self.title_goes_on(name.end) { self.memory.of_first_word(word) } else { None };
        found.or_else(|| self.cut_name(name)).or_else(|| self.dated_before(word)).map_or_else(|| Settled::Open(Vec::new()), Settled::Law)
    }

    /// "zie aanwijzing 9.15": of the instructions that the text has named.
    pub(super) fn of_instructions(&self, key: Key) -> Option<Settled<'a>> {
        let named = || self.lexicon.phrases.instructions.iter().find_map(|word| self.memory.last_of_first_word(word));
        (key == Key::Aanwijzing).then(named)?.map(Settled::Law)
    }

    /// "het besluit van 15 maart 2000" where "het Besluit van 15 maart 2000" was named.
    fn dated_before(&self, words: &str) -> Option<&'a str> {
        let dated = words.ends_with(|c: char| c.is_ascii_digit()) && words.starts_with(char::is_lowercase) && words.contains(' ');
        let same = |named: Span| {
            let named = self.text.as_bytes().get(named.range()).unwrap_or_default();
            named.len().checked_sub(words.len()).is_some_and(|from| named[from..].eq_ignore_ascii_case(words.as_bytes()))
        };
        if dated { self.memory.named_so(same) } else { None }
    }

    /// "de wet van 1986": the only law of that kind that the text has named with the year behind its name.
    fn of_year(&self, words: &str) -> Option<&'a str> {
        let mut words = words.split([' ', '\n']);
        let (noun, _, year) = (words.next()?, words.next()?, words.next()?);
        let year = Some(year).filter(|year| year.len() == 4 && words.next().is_none() && year.bytes().all(|b| b.is_ascii_digit()))?;
        let noun = self.lexicon.entry(noun.to_lowercase().as_bytes()).noun()?;
        self.memory.of_year(noun, year)
    }

    /// Whether the text's own title begins with the same words.
    pub(super) fn begins_title(&self, name: Span) -> bool {
        const WORDS: usize = 5;
        let words = |text: &'a str| text.split([' ', ',', ';', '.', '\n']).take(WORDS);
        let several = words(self.title).nth(1).is_some_and(|second| !second.is_empty());
        let mut here = words(&self.text[name.start..]);
        several && words(self.title).all(|title| here.next() == Some(title))
    }

    /// The only law named before whose name goes on behind the words from the beginning of `name` to a sign or an "en".
    fn cut_name(&self, name: Span) -> Option<&'a str> {
        const LONGEST: usize = 120;
        /// Bytes that the words must have behind the first one.
        const ENOUGH: usize = 10;
        let text = &self.text[name.start..span::floor(self.text, name.start + LONGEST)];
        let sign = text.find([',', ';', '.', ':', ')', '\n']);
        let ends = self.lexicon.phrases.and.iter().filter_map(|and| text.find(and.as_str())).chain(sign).min()?;
        let words = &text[..ends];
        let first = words.find(' ').unwrap_or(words.len());
        if words.len() < first + ENOUGH {
            return None;
        }
        self.memory.of_first_word(words)
    }

    /// "hoofdstuk B5", "deel B10" of a circular in parts: the part that the letter says.
    pub(super) fn part_by_letter(&self, law: &str, mention: &LawMention) -> Option<&'a str> {
        let parts = &self.lexicon.numbering.lettered;
        let (key, number) = mention.items.first()?.parts.first()?;
        let lettered = *key != Key::Artikel && parts.values().any(|id| id == law) && is_lettered(number);
        parts.get(number.get(..1)?).filter(|_| lettered).map(String::as_str)
    }

    /// The same as one of its divisions: "B5".
    pub(super) fn as_division(&self, law: &str, item: &Item) -> Option<Item> {
        let (key, number) = item.parts.first()?;
        if matches!(key, Key::Artikel | Key::Divisie | Key::Bijlage) || !is_lettered(number) || !self.lexicon.numbering.lettered.values().any(|id| id == law) {
            return None;
        }
        let division = |(_, number): &(Key, String)| (Key::Divisie, number.replace(' ', ""));
        Some(Item { parts: item.parts.iter().map(division).collect(), ..item.clone() })
    }

    /// The part of a circular that a division with a letter is of, "B8/3.1", where the text is a part of it or has named
    /// one; no citation elsewhere. `None` for other divisions.
    pub(super) fn part_of_circular(&self, mention: &LawMention) -> Option<Option<Settled<'a>>> {
        let parts = &self.lexicon.numbering.lettered;
        let (_, number) = mention.items.first()?.parts.first()?;
        let part = number.get(..1).and_then(|letter| parts.get(letter))?;
        let known = parts.values().any(|id| self.own.as_ref().is_some_and(|own| own.id == id) || self.memory.has_named(id));
        Some(known.then_some(Settled::Law(part.as_str())))
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

/// "B5", "B 10": a capital letter and digits.
fn is_lettered(number: &str) -> bool {
    let digits = number.strip_prefix(|c: char| c.is_ascii_uppercase()).map(|digits| digits.trim_start_matches(' '));
    digits.is_some_and(|digits| (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
}
