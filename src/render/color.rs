//! The colours of nodes, the same in every picture: those of their families, or of the groups that they are in.

use crate::{
    grammar::Grammar,
    graph::{Node, ReferenceGraph},
    query::Group,
};
use std::fmt;

/// For families whose rule file names none.
const PALETTE: [(&str, Rgb); 12] = [
    ("kamerstuk", Rgb(0x1f, 0x77, 0xb4)),
    ("handelingen", Rgb(0x17, 0xa2, 0xb8)),
    ("aanhangsel", Rgb(0x6f, 0x8f, 0xd8)),
    ("regelgeving", Rgb(0xd9, 0x6b, 0x1f)),
    ("verdrag", Rgb(0xc8, 0x55, 0x9f)),
    ("eu", Rgb(0xc9, 0xa2, 0x00)),
    ("rechtspraak", Rgb(0xc0, 0x39, 0x2b)),
    ("staatsblad", Rgb(0x2e, 0x8b, 0x57)),
    ("staatscourant", Rgb(0x6a, 0xa8, 0x4f)),
    ("tractatenblad", Rgb(0x8e, 0x6b, 0x3d)),
    ("gemeenteblad", Rgb(0x3d, 0x8e, 0x86)),
    ("document", Rgb(0x60, 0x60, 0x60)),
];

/// A colour by its red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Mixed with white: `share` percent of the colour stay.
    pub fn light(self, share: u8) -> Self {
        let mix = |c: u8| ((u16::from(c) * u16::from(share) + 255 * (100 - u16::from(share))) / 100) as u8;
        Self(mix(self.0), mix(self.1), mix(self.2))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colour that a family's rule file names, or ours.
pub fn of(family: &str, grammar: &Grammar) -> Rgb {
    let own = grammar.families.get(family).and_then(|f| f.color.as_deref()).and_then(Rgb::parse);
    own.or_else(|| PALETTE.iter().find(|(name, _)| *name == family).map(|(_, c)| *c)).unwrap_or(Rgb(0x80, 0x80, 0x80))
}

/// By what nodes are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Coloring {
    /// By their families.
    #[default]
    Family,
    /// By the groups that they are in.
    Group,
}

impl Coloring {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Group => "group",
        }
    }
}

/// For groups, the largest first: told apart in light and dark, and by those who see few colours.
const GROUPS: [Rgb; 12] = [
    Rgb(0x1f, 0x77, 0xb4),
    Rgb(0xe0, 0x7b, 0x1a),
    Rgb(0x2c, 0x9a, 0x5b),
    Rgb(0xc4, 0x3c, 0x3c),
    Rgb(0x8a, 0x63, 0xc2),
    Rgb(0xb0, 0x8a, 0x00),
    Rgb(0x12, 0xa0, 0xa8),
    Rgb(0xd1, 0x5a, 0x9e),
    Rgb(0x7a, 0x8f, 0x2a),
    Rgb(0x8c, 0x5a, 0x3c),
    Rgb(0x5b, 0x7c, 0xe0),
    Rgb(0xb7, 0x6e, 0x79),
];
/// For all smaller groups.
const REST: Rgb = Rgb(0x8a, 0x8f, 0x98);

/// Which nodes belong together, for pictures: the largest groups have a colour and a name each.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    /// Of each node the number of its group; the largest is 0.
    of: Vec<u32>,
    /// The largest: the name of what is cited most in each, and how many nodes it has.
    named: Vec<(String, usize)>,
    /// How many there are.
    count: usize,
}

impl Groups {
    /// The groups of a graph, as `query::communities` or `query::components` gives them.
    ///
    /// ```
    /// use verwijs::{Document, GraphBuilder, Level, Verwijs, query, render::color::Groups};
    ///
    /// let verwijs = Verwijs::new();
    /// let letter = Document::from_text("Zie Stb. 2021, 312.").with_own("kst-32175-64");
    /// let mut builder = GraphBuilder::new(Level::Document);
    /// builder.add(&letter, &verwijs.extract_document(&letter));
    /// let graph = builder.finish(&verwijs);
    /// let groups = Groups::new(&graph, &query::components(&graph));
    /// assert_eq!(groups.count(), 1);
    /// ```
    pub fn new(reference: &ReferenceGraph, groups: &[Group]) -> Self {
        let graph = reference.graph();
        let mut cited = vec![0_u32; graph.node_count()];
        graph.raw_edges().iter().for_each(|e| cited[e.target().index()] += 1);
        let mut order: Vec<&Group> = groups.iter().collect();
        order.sort_by(|a, b| b.ids.len().cmp(&a.ids.len()).then_with(|| a.ids.cmp(&b.ids)));
        let mut of = vec![u32::MAX; graph.node_count()];
        let mut named = Vec::new();
        for (number, group) in (0_u32..).zip(&order) {
            let members = group.ids.iter().filter_map(|id| reference.node(id));
            let mut most: Option<(u32, &Node)> = None;
            for at in members {
                of[at.index()] = number;
                if most.is_none_or(|(count, _)| cited[at.index()] > count) {
                    most = Some((cited[at.index()], &graph[at]));
                }
            }
            // Of what belongs to nothing, or to one other thing, no picture speaks.
            if let Some((_, node)) = most.filter(|_| named.len() < GROUPS.len() && group.ids.len() > 2) {
                named.push((node.label.clone(), group.ids.len()));
            }
        }
        Self { of, named, count: order.len() }
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of the group of a node; 0 is the largest.
    pub(super) fn of(&self, at: usize) -> usize {
        self.of.get(at).map_or(usize::MAX, |group| *group as usize)
    }

    /// Those that have a colour and a name.
    pub(super) fn named(&self) -> impl Iterator<Item = (Rgb, &str, usize)> {
        GROUPS.iter().zip(&self.named).map(|(color, (name, size))| (*color, name.as_str(), *size))
    }

    /// The colour of a node.
    pub(super) fn color(&self, at: usize) -> Rgb {
        let group = self.of(at);
        if group < self.named.len() { GROUPS[group] } else { REST }
    }

    /// The colour of what is in no group that has one.
    pub(super) const fn rest() -> Rgb {
        REST
    }
}

/// What the colour of a node says.
#[derive(Debug, Clone, Copy)]
pub struct Paint<'p> {
    grammar: &'p Grammar,
    groups: Option<&'p Groups>,
}

impl<'p> Paint<'p> {
    /// Its family, in the colour that the family's rules name.
    pub fn families(grammar: &'p Grammar) -> Self {
        Self { grammar, groups: None }
    }

    /// The group that it is in.
    pub fn groups(grammar: &'p Grammar, groups: &'p Groups) -> Self {
        Self { grammar, groups: Some(groups) }
    }

    /// The groups, where colours tell these.
    pub(super) fn grouped(&self) -> Option<&'p Groups> {
        self.groups
    }

    pub(super) fn of(&self, at: usize, node: &Node) -> Rgb {
        match self.groups {
            Some(groups) => groups.color(at),
            None => of(node.family.as_str(), self.grammar),
        }
    }

    /// What each colour says.
    pub(super) fn legend(&self, nodes: &[&Node]) -> Vec<(Rgb, String)> {
        if let Some(groups) = self.groups {
            let mut legend: Vec<(Rgb, String)> = groups.named().map(|(color, name, size)| (color, format!("{name} and {} more", size - 1))).collect();
            if groups.count > legend.len() {
                legend.push((REST, "smaller groups".to_owned()));
            }
            return legend;
        }
        let mut families: Vec<&str> = nodes.iter().map(|n| n.family.as_str()).collect();
        families.sort_unstable();
        families.dedup();
        families.into_iter().map(|family| (of(family, self.grammar), family.to_owned())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, GraphBuilder, Level, Verwijs, query};

    #[test]
    fn the_largest_groups_have_colours() {
        let verwijs = Verwijs::new();
        let mut builder = GraphBuilder::new(Level::Document);
        for (own, text) in [("kst-32175-64", "Zie Stb. 2021, 312."), ("kst-32175-65", "Zie Stb. 2021, 312 en Stb. 2021, 313."), ("kst-32175-66", "Niets.")] {
            let document = Document::from_text(text).with_own(own);
            builder.add(&document, &verwijs.extract_document(&document));
        }
        let graph = builder.finish(&verwijs);
        let groups = Groups::new(&graph, &query::components(&graph));
        let paint = Paint::groups(verwijs.grammar(), &groups);
        let nodes: Vec<&Node> = graph.graph().node_weights().collect();
        let color = |id: &str| nodes.iter().position(|n| n.id.as_str() == id).map(|at| paint.of(at, nodes[at])).unwrap();
        assert_eq!((color("kst-32175-64"), color("stb-2021-313"), color("kst-32175-66")), (GROUPS[0], GROUPS[0], REST));
        let legend: Vec<String> = paint.legend(&nodes).into_iter().map(|(_, words)| words).collect();
        assert_eq!(legend, ["Stb. 2021, 312 and 3 more", "smaller groups"]);
    }
}
