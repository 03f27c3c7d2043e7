//! How articles are numbered: with a dot for a colon, or for a lid; what a law cannot have.

use super::{
    Reader,
    ids::{BURGERLIJK_WETBOEK, is_old_number},
    memory::{has_dotted_articles, shape},
};
use crate::{
    law::{Item, Key, LawMention, LawRef, Phrases, is_roman},
    register::books::{book, is_book},
};

impl<'a> Reader<'a> {
    /// "artikel 3.4" of a law whose articles have a colon: 3:4.
    pub(super) fn with_colon(&self, law: &str, item: &Item) -> Option<Item> {
        let (Key::Artikel, number) = item.parts.last()? else { return None };
        let (chapter, rest) = number.split_once('.').filter(|_| Phrases::is(&self.lexicon.numbering.colon, law))?;
        (!rest.contains(['.', ':'])).then(|| Item { parts: vec![(Key::Artikel, format!("{chapter}:{rest}"))], ..item.clone() })
    }

    /// "artikel 2:17" of a law whose articles have a dot: 2.17.
    pub(super) fn with_dot(&self, law: &str, item: &Item) -> Option<Item> {
        let (Key::Artikel, number) = item.parts.last()? else { return None };
        let (chapter, rest) = number.split_once(':').filter(|_| Phrases::is(&self.lexicon.numbering.dotted, law))?;
        (!rest.contains(['.', ':'])).then(|| Item { parts: vec![(Key::Artikel, format!("{chapter}.{rest}"))], ..item.clone() })
    }

    /// "art. 6:101, 106 en 162 BW": behind an article of the book or the chapter `part`, one that leaves it out.
    pub(super) fn with_part_before(&self, law: &str, item: &Item, part: Option<&str>) -> Option<Item> {
        let [(Key::Artikel, number)] = &item.parts[..] else { return None };
        let parted = law == BURGERLIJK_WETBOEK && !is_old_number(number) || Phrases::is(&self.lexicon.numbering.colon, law);
        let part = part.filter(|_| parted && number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains([':', '.']))?;
        Some(Item { parts: vec![(Key::Artikel, format!("{part}:{number}"))], ..item.clone() })
    }

    /// Whether a law whose articles have whole numbers has none of those cited: "artikel 1:114 Sr" is of the code of another land.
    pub(super) fn has_no_such(&self, law: &str, items: &[Item]) -> bool {
        const DIGITS: usize = 2;
        // But "artikel 6:2:10 Sv" is of the book that was inserted.
        let parted = |item: &Item| part_of(item).is_some_and(|part| number_of(item).len() > part.len() + DIGITS) && number_of(item).matches(':').count() == 1;
        // "artikel 2.2.2" is none of a law with a colon behind its chapters.
        let deep = |item: &Item| !number_of(item).contains(':') && number_of(item).matches('.').count() > 1;
        // "artikel 2.5.10 Sv" is of the code that is to come.
        let threefold = |item: &Item| {
            let mut parts = number_of(item).split('.');
            let digits = |part: &str| !part.is_empty() && part.trim_end_matches(|c: char| c.is_ascii_lowercase()).bytes().all(|b| b.is_ascii_digit());
            // "artikel 359.2.3 Sv" is a lid and what stands below it.
            let book = parts.clone().next().is_some_and(|book| book.len() == 1);
            book && parts.clone().count() > 2 && parts.all(digits)
        };
        let article = |item: &&Item| matches!(item.parts[..], [(Key::Artikel, _)]);
        let numbering = &self.lexicon.numbering;
        let mut articles = items.iter().filter(article);
        if Phrases::is(&numbering.whole, law) {
            articles.any(|item| parted(item) || threefold(item))
        } else {
            Phrases::is(&numbering.colon, law) && articles.any(deep)
        }
    }

    /// Whether an article that is cited without its law is none of `law`, as that numbers its articles: "artikel 310" is none of the
    /// Awb, "artikel 2:10" none of the Wabo. What the text has shown of it goes first.
    pub(super) fn is_numbered_unlike(&self, law: &str, mention: &LawMention) -> bool {
        let numbering = &self.lexicon.numbering;
        let Some((Key::Artikel, number)) = mention.items.first().and_then(|item| item.parts.last()) else { return false };
        let unlike = Phrases::is(&numbering.colon, law) && !number.contains([':', '.']) || Phrases::is(&numbering.dotted, law) && !number.contains('.');
        unlike
            && matches!(mention.law, LawRef::None)
            && number.starts_with(|c: char| c.is_ascii_digit())
            && self.own.as_ref().is_none_or(|own| own.id != law)
            && !self.memory.is_known_to_have(law, number)
            && self.law_before(mention).is_none()
    }

    /// Whether the law may have an article of that number, as far as its parts tell: few laws number with a colon, and many local rules do.
    pub(super) fn may_be_parted(&self, law: &str, number: &str) -> bool {
        let numbering = &self.lexicon.numbering;
        let has_chapters = || [&numbering.colon, &numbering.dotted].iter().any(|list| Phrases::is(list, law));
        let known = || self.memory.is_known_to_have(law, number);
        let code = || law == BURGERLIJK_WETBOEK || is_book(law);
        if number.contains(':') {
            return code() || has_chapters() || known();
        }
        match number.matches('.').count() {
            // All articles of the Awb have a colon, and all of the Omgevingswet a dot.
            0 => !has_chapters() || known(),
            // "7.2a" is none of a directive, nor of the code.
            1 => known() || self.is_of_book(law, number) || !(code() || is_no_article_of(law, number) && !Phrases::is(&numbering.whole, law)),
            // "5.1.2" is none of the Awb.
            _ => !Phrases::is(&numbering.colon, law) || known(),
        }
    }

    /// The law of an article that is cited without one, behind `law`: "artikel 4.1" behind the Awb, in a text that has cited no article
    /// of that with a dot, is of the Woo that it has named too.
    pub(super) fn numbered_so(&self, law: &'a str, number: &str) -> &'a str {
        let numbering = &self.lexicon.numbering;
        let dot = number.matches('.').count() == 1 && !number.contains(':');
        let other = || self.memory.last_of(&numbering.dotted);
        let unlike = dot && Phrases::is(&numbering.colon, law) && !self.memory.is_known_to_have(law, number);
        if unlike { other().unwrap_or(law) } else { law }
    }

    /// "artikel 7.658" of Boek 7.
    fn is_of_book(&self, law: &str, number: &str) -> bool {
        number.split_once('.').is_some_and(|(part, article)| article.len() > 1 && book(part) == Some(law))
    }

    /// "artikel 14.1" of a law whose articles have plain numbers: its first lid.
    pub(super) fn with_lid(&self, law: &str, item: &Item) -> Option<Item> {
        let (Key::Artikel, number) = item.parts.last()? else { return None };
        let (article, lid) = match self.own.as_ref().filter(|own| own.id == law && !own.policy) {
            Some(own) => own.with_lid(number)?,
            None if number.matches('.').count() > 1 => number.rsplit_once('.').filter(|_| Phrases::is(&self.lexicon.numbering.dotted, law))?,
            None if has_dotted_articles(number) => return None,
            None => {
                let whole = || Phrases::is(&self.lexicon.numbering.whole, law);
                number.split_once('.').filter(|_| whole() || self.memory.has_plain_articles(law) || self.memory.has_roman_articles(law, number))?
            }
        };
        // "1.1c": its onderdeel c.
        let letter = lid.as_bytes().last().is_some_and(u8::is_ascii_lowercase);
        let (lid, letter) = lid.split_at(lid.len() - usize::from(letter));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // "5.1" of a law whose articles have a dot.
        let lettered = || Phrases::is(&self.lexicon.numbering.whole, law) && digits(article.trim_end_matches(|c: char| c.is_ascii_lowercase()));
        let numbered = article.split('.').count() <= 2 && article.split('.').all(digits) || lettered();
        let plain = (numbered || is_roman(article)) && digits(lid) && lid.len() <= 2 && !lid.starts_with('0');
        // "457.1.c": the onderdeel stands below the lid.
        let below: Vec<_> = if letter.is_empty() { item.below.clone() } else { vec![vec![("o", letter.to_owned())]] };
        let inner = item.below.is_empty() || letter.is_empty() && below.iter().flatten().all(|(key, _)| *key == "o");
        let below = if below.is_empty() { vec![Vec::new()] } else { below };
        (plain && inner).then(|| Item {
            parts: vec![(Key::Artikel, article.to_owned())],
            below: below.into_iter().map(|path| std::iter::once(("lid", lid.to_owned())).chain(path).collect()).collect(),
            span: item.span,
        })
    }
}

/// The number of the part of a law that is cited.
pub(super) fn number_of(item: &Item) -> &str {
    item.parts.last().map_or("", |(_, number)| number)
}

/// The book or the chapter that an article's number begins with: "6:162".
pub(super) fn part_of(item: &Item) -> Option<&str> {
    item.parts.last().filter(|(key, _)| *key == Key::Artikel)?.1.split_once(':').map(|(part, _)| part)
}

/// Whether the law cannot have such an article: no EU act has an article 2:1 or 2.1.
pub(super) fn is_no_article_of(law: &str, number: &str) -> bool {
    law.starts_with('3') && number.contains([':', '.'])
}

/// Whether the first number of `served` is of another kind, with a dot: "artikel 12 en artikel 15.20 van de Wet milieubeheer".
pub(super) fn is_numbered_otherwise(number: &str, served: &LawMention) -> bool {
    let first = served.items.first().and_then(|item| item.parts.last());
    first.is_some_and(|(_, other)| shape(other) != shape(number) && other.contains(['.', ':']))
}

/// Whether its first number is no Roman one.
pub(super) fn is_counted(mention: &LawMention) -> bool {
    mention.items.first().and_then(|item| item.parts.last()).is_some_and(|(_, number)| number.starts_with(|c: char| c.is_ascii_digit()))
}
