//! Annexes that are called otherwise: "model M100", "lijst II", "de bij deze wet behorende kaart".

use super::{
    Item, LawMention, LawRef, cursor,
    lexicon::{Key, Lexicon, Meaning},
    phrases::Phrases,
    words::{Parser, Word},
};
use crate::span::Span;

impl Parser<'_> {
    /// The annex whose word is `head`: with its number, or without one where it is said to belong to a law.
    pub(super) fn annexed(&self, head: Word) -> Option<LawMention> {
        let at = self.space(head.end);
        let (first, stop) = match cursor::number(self.text, at, true, &self.lexicon.keywords).filter(|_| at > head.end) {
            Some(found) => found,
            None => {
                let led = Phrases::ends(&self.lexicon.phrases.belonging, &self.text[..head.start]);
                return led.then(|| Self::annex(Span::new(head.start, head.end), String::new()));
            }
        };
        // "model 1.14-1a": a form of that model.
        let form = self.bytes[stop..].iter().skip(1).take_while(|b| b.is_ascii_alphanumeric()).count();
        if first.contains('.') && self.byte(stop) == Some(b'-') && form > 0 {
            return Some(Self::annex(Span::new(head.start, stop + 1 + form), first));
        }
        let mention = self.members(head.start, at, Key::Bijlage, head.is(Meaning::Plural))?;
        // "de tabellen 1 en 2 van bijlage B" stand in that one.
        if self.stands_in_bijlage(mention.span.end) {
            return None;
        }
        let lettered = mention.items.iter().all(|item| item.parts.iter().all(|(_, number)| number.starts_with(|c: char| c.is_ascii_uppercase())));
        match mention.law {
            LawRef::None => Some(mention),
            LawRef::Unlisted { .. } | LawRef::Thereof => None,
            // "tabel 3 van de wet" stands in one of its articles.
            _ => lettered.then_some(mention),
        }
    }

    /// Whether "van bijlage B", "in de bijlage" stands at `at`.
    fn stands_in_bijlage(&self, at: usize) -> bool {
        self.bijlage_behind(at).is_some()
    }

    /// The word for the bijlage in "van bijlage B", "in de bijlage" at `at`.
    fn bijlage_behind(&self, at: usize) -> Option<Word> {
        let of = self.word(self.space(at));
        let next = self.word(self.space(of.end));
        let bijlage = if next.is(Meaning::Determiner) { self.word(self.space(next.end)) } else { next };
        (of.is(Meaning::Of) && bijlage.entry.part() == Some(Key::Bijlage)).then_some(bijlage)
    }

    /// The word for the bijlage in which the table whose word is `head` stands: "tabel B4.1 van bijlage 4".
    pub(super) fn bijlage_around(&self, head: Word) -> Option<Word> {
        let at = self.space(head.end);
        let (_, stop) = cursor::number(self.text, at, true, &self.lexicon.keywords).filter(|_| head.is(Meaning::Annexed) && at > head.end)?;
        self.bijlage_behind(stop)
    }

    fn annex(span: Span, number: String) -> LawMention {
        let item = Item { parts: vec![(Key::Bijlage, number)], below: Vec::new(), span };
        LawMention { span, items: vec![item], law: LawRef::None, served_by: None, plural: false, alias: None }
    }
}

/// Whether the mention is of an annex under another name: its first word is one, and its number stands right behind it.
pub(crate) fn is_annexed(text: &str, lexicon: &Lexicon, mention: &LawMention) -> bool {
    let Some((Key::Bijlage, number)) = mention.items.first().and_then(|item| item.parts.first()) else { return false };
    let end = cursor::word_end(text, mention.span.start);
    let named = || text[end..].trim_start().strip_prefix(number.as_str());
    // "tabel 1 van bijlage 1" begins with one too.
    let bijlage = |word: &str| lexicon.entry(word.as_bytes()).part() == Some(Key::Bijlage);
    let within = || text.get(end..mention.span.end).is_some_and(|rest| rest.split(' ').any(bijlage));
    lexicon.entry(&text.as_bytes()[mention.span.start..end]).is(Meaning::Annexed) && named().is_some() && !within()
}

/// The word that the annex is called by.
pub(crate) fn annex_word<'t>(text: &'t str, mention: &LawMention) -> &'t str {
    &text[mention.span.start..cursor::word_end(text, mention.span.start)]
}

/// Whether annexes that are called by this word are numbered within others, "model 3.2"; tables are within articles.
pub(crate) fn may_be_within(lexicon: &Lexicon, word: &str) -> bool {
    !lexicon.entry(word.as_bytes()).is(Meaning::Onderdeel)
}
