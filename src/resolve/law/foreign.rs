//! The law of an article that a law cites without one and has not itself.

use super::{NEAR, Reader, Settled, ids::BURGERLIJK_WETBOEK, memory::shape, numbering::is_no_article_of, own::Own, settle::ends_sentence};
use crate::law::{Item, Key, LawMention, LawRef, Phrases};

impl<'a> Reader<'a> {
    /// The other law that an article without one is of; `None` where it may be the text's own. `listed` is the law that
    /// stands above the list in which it is cited.
    pub(super) fn of_another(&self, own: &Own<'a>, mention: &LawMention, listed: Option<&'a str>, later: &'a [LawMention]) -> Option<&'a str> {
        let (key, number) = mention.items.first()?.parts.last()?;
        let at = mention.span.start;
        // "Rule 4.10" in the regulations to a treaty is their own.
        if *key != Key::Artikel || Phrases::at(&self.lexicon.phrases.rule, &self.text[at..]).is_some() {
            return None;
        }
        // Letters that states exchange speak of the articles of the treaty that they have named.
        if own.is_of_letters() {
            let last = || self.memory.last().filter(|(law, named)| at - named < NEAR && !is_no_article_of(law, number)).map(|(law, _)| law);
            return listed.or_else(|| self.later_in_sentence(mention, later)).or_else(|| self.memory.of_article(number)).or_else(last);
        }
        let lacks = own.lacks_most(mention) && own.with_lid(number).is_none();
        // One that it has no heading of is of the law that its sentence names for the next, or was cited with its law before.
        if (lacks || own.misses(number))
            && let Some(law) = self.later_in_sentence(mention, later).or_else(|| self.memory.of_article(number)).filter(|law| *law != own.id)
        {
            return Some(law);
        }
        // An article that the law does not have is of the law that the section is about.
        if lacks {
            let last = || self.memory.last().filter(|(law, named)| at - named < NEAR && !is_no_article_of(law, number)).map(|(law, _)| law);
            let section = || self.memory.of_section().filter(|law| self.memory.may_have(law, number));
            return listed.or_else(|| self.later_in_line(mention, later)).or_else(section).or_else(last);
        }
        // "Gelet op de artikelen 8 en 12, juncto artikel 72 van de Kadasterwet": no preamble cites its own law, nor a decision without
        // articles.
        let before = || own.precedes(at) || own.has_no_articles() && Phrases::at(&self.lexicon.phrases.looks_at, &self.text[self.line.0..]).is_some();
        if before() { listed.or_else(|| self.later_in_line(mention, later)) } else { None }
    }

    /// The law with which the sentence goes on to cite an article that is numbered alike: "bedoeld in artikel 9a of de bureaus,
    /// bedoeld in artikel 9b, tweede lid, van die wet".
    fn later_in_sentence(&self, mention: &LawMention, later: &'a [LawMention]) -> Option<&'a str> {
        /// How many references may stand between the two.
        const REACH: usize = 12;
        /// And how many bytes.
        const FAR: usize = 200;
        let number = |mention: &LawMention| match mention.items.first()?.parts.last()? {
            (Key::Artikel, number) => Some(shape(number)),
            _ => None,
        };
        let wanted = number(mention)?;
        let joins = |word: &str| self.lexicon.entry(word.as_bytes()).joins();
        let mut end = mention.span.end;
        let mut joined = false;
        for next in later.iter().take(REACH) {
            let between = self.text.get(end..next.span.start)?;
            let apart = Phrases::at(&self.lexicon.phrases.apart, between.trim_start_matches([',', ' '])).is_some();
            if apart || ends_sentence(between) || between.contains(['«', '"', '\n']) || next.span.start - mention.span.end > FAR {
                return None;
            }
            joined |= between.split([' ', ',']).any(joins);
            end = next.span.end;
            let alike = number(next)? == wanted;
            let law = match &next.law {
                LawRef::None => continue,
                LawRef::Named { .. } | LawRef::Act { .. } => self.named(next),
                LawRef::Noun { noun, how } => self.pointed(*noun, *how, next)?,
                _ => return None,
            };
            return match law {
                Settled::Law(law) if alike && joined => Some(law),
                _ => None,
            };
        }
        None
    }

    /// The law with which the text cites the same article later on, where it is not one that any law has: a longer
    /// number, or the same leden.
    pub(super) fn later_with_law(&self, mention: &LawMention, number: &str, later: &'a [LawMention]) -> Option<&'a str> {
        const REACH: usize = 150;
        let telling = number.len() > 1 && number.starts_with(|c: char| c.is_ascii_digit());
        let below = mention.items.first().map(|item| &item.below).filter(|below| !below.is_empty());
        let like = |item: &Item| (telling || Some(&item.below) == below) && matches!(item.parts.last(), Some((Key::Artikel, n)) if n == number);
        let same = |m: &&LawMention| m.law.is_name() && m.items.iter().any(like);
        match self.named(later.iter().take(REACH).filter(|_| (telling || below.is_some()) && self.enacted.is_none()).find(same)?) {
            Settled::Law(law) if law != BURGERLIJK_WETBOEK => Some(law),
            _ => None,
        }
    }

    /// For an article of no law so far: the law that the same line names behind it, where none stands before it.
    fn later_in_line(&self, mention: &LawMention, later: &'a [LawMention]) -> Option<&'a str> {
        const REACH: usize = 30;
        if let Some((law, _)) = self.lent.get().filter(|(_, line)| *line == self.line.0) {
            return Some(law);
        }
        if self.memory.last().is_some_and(|(_, at)| at >= self.line.0) {
            return None;
        }
        let next = later
            .iter()
            .take(REACH)
            .take_while(|m| !self.text[mention.span.end..m.span.start.max(mention.span.end)].contains('\n'))
            .find(|m| m.law.is_name())?;
        match self.named(next) {
            Settled::Law(law) if law != BURGERLIJK_WETBOEK => {
                self.lent.set(Some((law, self.line.0)));
                Some(law)
            }
            _ => None,
        }
    }
}
