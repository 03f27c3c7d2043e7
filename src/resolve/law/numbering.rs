//! Numbers that are written otherwise than the law has them: with a dot for its colon, or for its lid.

use super::{Reader, memory::has_dotted_articles};
use crate::law::{Item, Key, Phrases, is_roman};

impl Reader<'_> {
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
        let numbered = article.split('.').count() <= 2 && article.split('.').all(digits);
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

/// Whether the law cannot have such an article: no EU act has an article 2:1 or 2.1.
pub(super) fn is_no_article_of(law: &str, number: &str) -> bool {
    law.starts_with('3') && number.contains([':', '.'])
}
