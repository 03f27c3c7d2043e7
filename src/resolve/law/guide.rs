//! The law that a guide is about by its own title: "Richtlijn voor strafvordering Drank- en Horecawet".

use crate::register::laws::{Laws, Sort};

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
