//! The year that a node is of, as its identifier or its title tells.

use crate::{
    graph::Node,
    id::{Celex, Ecli, Kamerstuk},
};

/// The year that a reader would look for a node under, where something tells it.
pub fn of(node: &Node) -> Option<u16> {
    of_id(node.id.as_str()).or_else(|| of_title(node.title.as_deref()?))
}

fn of_id(id: &str) -> Option<u16> {
    if let Ok(paper) = id.parse::<Kamerstuk>() {
        return paper.session().map(|s| s.first());
    }
    if id.parse::<Ecli>().is_ok() {
        return id.split(':').nth(3).and_then(year);
    }
    if id.split('&').next().is_some_and(|act| act.parse::<Celex>().is_ok()) {
        return year(id.get(1..5)?);
    }
    id.split(['-', 'D', 'Z']).take(3).find_map(|part| year(part.get(..4).filter(|_| matches!(part.len(), 4 | 8))?))
}

/// The last number of a title that can be a year: "Vreemdelingenwet 2000", "Wet van 4 juni 1992".
fn of_title(title: &str) -> Option<u16> {
    title.rsplit(|c: char| !c.is_ascii_digit()).find_map(year)
}

fn year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|y| text.len() == 4 && (1800..2100).contains(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_and_titles_tell_years() {
        for (id, expected) in [
            ("stb-2021-312", Some(2021)),
            ("h-tk-20232024-61-5", Some(2023)),
            ("kst-20082009-31700-VI-D", Some(2008)),
            ("kst-34550-V-52", None),
            ("ECLI:NL:HR:2016:162", Some(2016)),
            ("32016R0679&artikel=6", Some(2016)),
            ("2018D54210", Some(2018)),
            ("BWBR0005537", None),
        ] {
            assert_eq!(of_id(id), expected, "{id}");
        }
        assert_eq!(of_title("Vreemdelingenwet 2000"), Some(2000));
        assert_eq!(of_title("Gemeentewet"), None);
    }
}
