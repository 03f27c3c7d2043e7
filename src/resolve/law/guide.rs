//! The law that a guide is about by its own title: "Richtlijn voor strafvordering Drank- en Horecawet".

use super::{Reader, Settled};
use crate::{
    law::Key,
    register::laws::{Laws, Sort},
};

impl<'a> Reader<'a> {
    /// The law of a part that is no article and is cited without one: of "aanwijzing 19" what was named that has such.
    pub(super) fn of_instructions(&self, key: Key) -> Option<Settled<'a>> {
        let mut words = self.lexicon.phrases.instructions.iter().filter(|_| key == Key::Aanwijzing);
        words.find_map(|word| self.memory.last_of_first_word(word)).map(Settled::Law)
    }
}

/// The one law with whose name the title of the policy rule `own` ends.
pub(super) fn law_of_title<'a>(own: &str, laws: &'a Laws) -> Option<&'a str> {
    let title = laws.by_id(own).map(|law| laws.get(law).label.as_str())?;
    let ends_in = |(space, _): (usize, &str)| laws.longest(title, space + 1, false).filter(|found| found.end == title.len() && found.sort == Sort::Title);
    let found = title.match_indices(' ').find_map(ends_in)?;
    match found.laws[..] {
        [law] => Some(laws.get(law).id.as_str()).filter(|id| id.starts_with("BWBR") && *id != own),
        _ => None,
    }
}
