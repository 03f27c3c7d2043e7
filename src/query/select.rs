//! The part of a graph that is asked about.

use super::Scope;
use crate::{
    graph::{Level, ReferenceGraph},
    id::Id,
};
use petgraph::{graph::NodeIndex, visit::EdgeRef};
use std::{collections::VecDeque, str::FromStr};

/// Which way references are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// To what cites.
    In,
    /// To what is cited.
    #[default]
    Out,
    /// Both ways.
    Both,
}

impl FromStr for Direction {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "in" => Ok(Self::In),
            "out" => Ok(Self::Out),
            "both" => Ok(Self::Both),
            _ => Err("expected in, out or both".to_owned()),
        }
    }
}

impl Direction {
    /// The neighbours of a node this way.
    pub(super) fn of(self, graph: &ReferenceGraph, at: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let walk = |wanted: bool, way| wanted.then(|| graph.graph().neighbors_directed(at, way)).into_iter().flatten();
        walk(self != Self::In, petgraph::Direction::Outgoing).chain(walk(self != Self::Out, petgraph::Direction::Incoming))
    }
}

/// The part of a graph that is asked about; the whole, where nothing is said. It will grow: name what you set, and
/// take the rest from [`Default`].
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only what can be reached from these.
    pub from: Vec<Id>,
    /// In so many steps.
    pub depth: Option<usize>,
    /// This way.
    pub direction: Direction,
    /// Only edges that stand for so many citations.
    pub min_weight: u32,
}

impl Selection {
    /// Whether it is the whole.
    pub fn is_whole(&self) -> bool {
        self.from.is_empty() && self.min_weight <= 1
    }

    /// The part of `graph` that it selects; nodes that no edge is left to go, but for those it starts from.
    #[must_use]
    pub fn of(&self, graph: ReferenceGraph, level: Level) -> ReferenceGraph {
        if self.is_whole() {
            return graph;
        }
        let heavy = graph.part(|_| true, |edge| graph.graph()[edge].count >= self.min_weight);
        let starts: Vec<NodeIndex> = self.from.iter().flat_map(|id| nodes(&heavy, level, id)).collect();
        let linked = |at: NodeIndex| heavy.graph().neighbors_undirected(at).next().is_some();
        if self.from.is_empty() {
            return heavy.part(linked, |_| true);
        }
        let reached = self.reach(&heavy, &starts);
        heavy.part(|at| reached[at.index()], |_| true)
    }

    fn reach(&self, graph: &ReferenceGraph, starts: &[NodeIndex]) -> Vec<bool> {
        let mut reached = vec![false; graph.graph().node_count()];
        let mut queue: VecDeque<(NodeIndex, usize)> = VecDeque::new();
        for &at in starts {
            if !std::mem::replace(&mut reached[at.index()], true) {
                queue.push_back((at, 0));
            }
        }
        while let Some((at, steps)) = queue.pop_front() {
            if self.depth.is_some_and(|most| steps >= most) {
                continue;
            }
            for next in self.direction.of(graph, at) {
                if !std::mem::replace(&mut reached[next.index()], true) {
                    queue.push_back((next, steps + 1));
                }
            }
        }
        reached
    }
}

/// The nodes that are what `id` names, or a part of it, in their order.
pub fn nodes(graph: &ReferenceGraph, level: Level, id: &Id) -> Vec<NodeIndex> {
    let folded = level.target(id).unwrap_or_else(|| id.clone());
    let scope = Scope::new(folded);
    graph.graph().node_indices().filter(|&at| scope.holds(&graph.graph()[at].id)).collect()
}

/// The nodes that one end of the edges of some nodes are, with the citations that each edge stands for added up.
pub(super) fn around(graph: &ReferenceGraph, middle: &[NodeIndex], way: petgraph::Direction) -> std::collections::BTreeMap<NodeIndex, u32> {
    let mut found = std::collections::BTreeMap::new();
    for &at in middle {
        for edge in graph.graph().edges_directed(at, way) {
            let other = if way == petgraph::Direction::Outgoing { edge.target() } else { edge.source() };
            *found.entry(other).or_insert(0) += edge.weight().count;
        }
    }
    found
}
