//! Annexes: whose they are, and which one.

use super::{NEAR, Reader, Settled};
use crate::law::{Item, Key, LawMention, Phrases, annex_word, is_annexed, is_roman, may_be_within};

/// The annex named last.
#[derive(Debug)]
pub(super) struct Annex<'a> {
    pub law: &'a str,
    number: String,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The law of an annex that is named without one, where the words before it tell.
    pub(super) fn of_belonging(&self, mention: &LawMention) -> Option<&'a str> {
        let (law, end) = self.excepting?;
        let between = self.text.get(end..mention.span.start)?;
        Phrases::is(&self.lexicon.phrases.belonging, between).then_some(law)
    }

    /// The text itself, for an article in the heading of an annex, which may name it by a title that no register has: "Bijlage A,
    /// behorend bij artikel 3 van het Besluit …", "Bijlage 2 Model (art. 13 RPB)".
    pub(super) fn of_annex_heading(&self, mention: &LawMention) -> Option<Settled<'a>> {
        /// Bytes between the beginning of the heading and the article.
        const HEAD: usize = 60;
        /// Letters of a number: "1", "IIA".
        const NUMBER: usize = 5;
        let own = self.own.as_ref()?;
        let heading = self.text.get(self.line.0..mention.span.start).filter(|heading| heading.len() <= HEAD)?;
        let (word, behind) = heading.split_once(' ')?;
        let (key, number) = mention.items.first()?.parts.last()?;
        let numbered = *key == Key::Artikel && (number.starts_with(|c: char| c.is_ascii_digit()) || is_roman(number));
        let annex = word.starts_with(char::is_uppercase) && self.lexicon.entry(word.as_bytes()).part() == Some(Key::Bijlage);
        let rest = behind
            .split_once([' ', ','])
            .filter(|(number, _)| number.len() <= NUMBER && !number.starts_with(char::is_lowercase))
            .map_or(behind, |(_, rest)| rest);
        let rest = rest.trim_matches([' ', ',']);
        let joined = behind.trim_end().ends_with('(') || self.lexicon.phrases.annexed_to.iter().any(|words| words.trim_matches([' ', ',']) == rest);
        // "artikel 7 van de Verordening bonte katten" in a law is of another.
        let words = &self.text[mention.items.last()?.span.start..mention.span.end];
        let noun = words.split(' ').filter_map(|word| self.lexicon.entry(word.to_lowercase().as_bytes()).noun()).next_back();
        (numbered && annex && joined && noun.is_none_or(|noun| own.is_kind(noun))).then_some(Settled::Law(own.id))
    }

    /// "die bijlage": the one named last.
    pub(super) fn that_annex(&self, mention: &LawMention) -> Option<&Annex<'a>> {
        let that = || Phrases::ends(&self.lexicon.phrases.that_bijlage, self.text[..mention.span.start].trim_end());
        self.last_annex.as_ref().filter(|annex| mention.span.start - annex.at < NEAR && that())
    }

    /// The law of an annex under another name, "model M100", "lijst II": the text's own, where a heading of it has that name
    /// or the words before it say so. No citation elsewhere.
    pub(super) fn of_annexed(&self, mention: &LawMention) -> Option<Settled<'a>> {
        let own = self.own.as_ref()?;
        let (_, number) = mention.items.first()?.parts.first()?;
        let known = !number.is_empty() && self.own_annex(mention, number).is_some();
        (known || self.is_of_article(mention, number) || self.of_belonging(mention) == Some(own.id)).then_some(Settled::Law(own.id))
    }

    /// The annex that is meant, where its number is not the one that is written: "model 3.2" stands in bijlage 3, "die bijlage" is the
    /// one named last, "de bijlage" the only one.
    pub(super) fn annex_meant(&self, law: &str, mention: &LawMention, item: &Item) -> Option<Item> {
        let [(Key::Bijlage, number)] = &item.parts[..] else { return None };
        let own = self.own.as_ref().filter(|own| own.id == law);
        let meant = if is_annexed(self.text, self.lexicon, mention) {
            own?;
            if self.is_of_article(mention, number) {
                return Some(Item { parts: vec![(Key::Artikel, number.clone())], ..item.clone() });
            }
            // "de bij deze wet behorende tabel II" may stand in an excerpt without it; "kaart 2" is no annex's number.
            self.own_annex(mention, number).unwrap_or_else(|| if number.starts_with(|c: char| c.is_ascii_uppercase()) { number } else { "" })
        } else if !number.is_empty() {
            return None;
        } else {
            match self.that_annex(mention) {
                Some(annex) => Some(annex.number.as_str()).filter(|_| annex.law == law)?,
                None => own?.only_bijlage()?,
            }
        };
        Some(Item { parts: vec![(Key::Bijlage, meant.to_owned())], ..item.clone() })
    }

    /// "tabel 2.111" is that of the text's own article 2.111.
    fn is_of_article(&self, mention: &LawMention, number: &str) -> bool {
        let has = || self.own.as_ref().is_some_and(|own| own.has(number));
        number.contains('.') && has() && !may_be_within(self.lexicon, self.word_of(mention))
    }

    /// The word that the annex is called by.
    fn word_of(&self, mention: &LawMention) -> &'a str {
        annex_word(self.text, mention)
    }

    /// Keeps the annex that the mention names.
    pub(super) fn keep_annex(&mut self, law: &'a str, mention: &LawMention) {
        if let Some([(Key::Bijlage, number)]) = mention.items.last().map(|item| &item.parts[..])
            && !number.is_empty()
        {
            self.last_annex = Some(Annex { law, number: number.clone(), at: mention.span.start });
        }
    }

    /// The number of the text's own annex that a heading calls so: the one that is written, or what stands before its dot where
    /// they are numbered within annexes ("model 3.2").
    fn own_annex<'n>(&self, mention: &LawMention, number: &'n str) -> Option<&'n str> {
        let own = self.own.as_ref()?;
        let word = self.word_of(mention);
        match number.split_once('.') {
            None => own.has_annex(word, number).then_some(number),
            Some((outer, _)) => (own.has_annexes_within(word) && may_be_within(self.lexicon, word)).then_some(outer),
        }
    }
}
