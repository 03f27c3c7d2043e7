//! The year that a node is of, as its document, its identifier or its title tells.

use crate::graph::Node;

/// The year that a reader would look for a node under, where something tells it.
pub fn of(node: &Node) -> Option<u32> {
    node.date.map(|date| date.year()).or_else(|| of_title(node.title.as_deref()?))
}

/// The last number of a title that can be a year: "Vreemdelingenwet 2000", "Wet van 4 juni 1992".
fn of_title(title: &str) -> Option<u32> {
    let numbers = title.rsplit(|c: char| !c.is_ascii_digit());
    numbers.filter(|n| n.len() == 4).filter_map(|n| n.parse().ok()).find(|year| (1800..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_years() {
        assert_eq!(of_title("Vreemdelingenwet 2000"), Some(2000));
        assert_eq!(of_title("Wet van 4 juni 1992, houdende algemene regels van bestuursrecht"), Some(1992));
        assert_eq!(of_title("Gemeentewet, artikel 12345"), None);
    }
}
