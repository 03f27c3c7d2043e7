//! Procedures that are known by the article of a law, "de artikel 12-regeling".

use super::Reader;
use crate::{
    id::Id,
    law::{Key, LawMention},
};

impl<'a> Reader<'a> {
    /// The law of an article that stands in the name of such a procedure.
    pub(super) fn law_of_procedure(&self, mention: &LawMention) -> Option<&'a str> {
        let behind = self.text[mention.span.end..].strip_prefix('-').filter(|word| word.starts_with(char::is_lowercase))?;
        let [item] = &mention.items[..] else { return None };
        let [(Key::Artikel, number)] = &item.parts[..] else { return None };
        let known = &self.lexicon.numbering.procedures;
        // "Artikel 12 van de Jeugdwet … de artikel 12-aanvraag": that one.
        let of_procedure = |law: &str| known.iter().any(|known| law.ends_with(known.law.as_str()));
        let named = |id: &Id| id.as_str().split_once("&artikel=").is_some_and(|(law, article)| article == number && !of_procedure(law));
        if self.last.articles.iter().chain(&self.last.before).any(named) {
            return None;
        }
        known.iter().find(|known| known.article == *number && known.words.at(behind.as_bytes()).is_some()).map(|known| known.law.as_str())
    }
}
