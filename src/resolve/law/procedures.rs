//! Procedures that are known by the article of a law, "de artikel 12-regeling".

use super::Reader;
use crate::law::{Key, LawMention};

impl<'a> Reader<'a> {
    /// The law of an article that stands in the name of such a procedure.
    pub(super) fn law_of_procedure(&self, mention: &LawMention) -> Option<&'a str> {
        let behind = self.text[mention.span.end..].strip_prefix('-').filter(|word| word.starts_with(char::is_lowercase))?;
        let [item] = &mention.items[..] else { return None };
        let [(Key::Artikel, number)] = &item.parts[..] else { return None };
        let known = &self.lexicon.numbering.procedures;
        known.iter().find(|known| known.article == *number && known.words.at(behind.as_bytes()).is_some()).map(|known| known.law.as_str())
    }
}
