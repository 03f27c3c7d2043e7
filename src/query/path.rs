//! The shortest chains of reference from one thing to another.

use super::{Direction, Row, row::chain, select::nodes};
use crate::{
    graph::{Level, ReferenceGraph},
    id::Id,
};
use petgraph::graph::NodeIndex;
use serde::Serialize;
use std::collections::VecDeque;

/// A chain of references, each thing citing the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Chain {
    /// How many references it has.
    pub length: usize,
    /// The things, from the first to the last.
    pub ids: Vec<Id>,
    /// The words that a reader knows them by.
    pub labels: Vec<String>,
}

impl Row for Chain {
    const COLUMNS: &'static [&'static str] = &["length", "chain", "labels"];

    fn cells(&self) -> Vec<String> {
        let ids: Vec<&str> = self.ids.iter().map(Id::as_str).collect();
        vec![self.length.to_string(), ids.join(" → "), self.labels.join(" → ")]
    }

    const SHOWN: &'static [&'static str] = &["length", "chain"];

    fn shown(&self) -> Vec<String> {
        vec![self.length.to_string(), chain(&self.ids, &self.labels)]
    }
}

impl Chain {
    pub(super) fn of(graph: &ReferenceGraph, path: &[NodeIndex]) -> Self {
        let nodes = path.iter().map(|&at| &graph.graph()[at]);
        Self { length: path.len().saturating_sub(1), ids: nodes.clone().map(|n| n.id.clone()).collect(), labels: nodes.map(|n| n.label.clone()).collect() }
    }
}

/// The shortest chains from `a` to `b`, or parts of them, at most `limit` of them, in the order of their identifiers.
pub fn paths(graph: &ReferenceGraph, level: Level, a: &Id, b: &Id, direction: Direction, limit: usize) -> Vec<Chain> {
    const FAR: u32 = u32::MAX;
    let (starts, ends) = (nodes(graph, level, a), nodes(graph, level, b));
    // Steps to the end, walked backwards from it, so that each chain can be told forwards from its start.
    let mut steps = vec![FAR; graph.graph().node_count()];
    let mut queue: VecDeque<NodeIndex> = ends.iter().copied().collect();
    ends.iter().for_each(|end| steps[end.index()] = 0);
    let back = match direction {
        Direction::In => Direction::Out,
        Direction::Out => Direction::In,
        Direction::Both => Direction::Both,
    };
    while let Some(at) = queue.pop_front() {
        for before in back.of(graph, at) {
            if steps[before.index()] == FAR {
                steps[before.index()] = steps[at.index()] + 1;
                queue.push_back(before);
            }
        }
    }
    let Some(shortest) = starts.iter().map(|s| steps[s.index()]).filter(|s| *s != FAR).min() else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Vec<Vec<NodeIndex>> = starts.into_iter().filter(|s| steps[s.index()] == shortest).rev().map(|s| vec![s]).collect();
    while let Some(path) = open.pop() {
        if found.len() == limit {
            break;
        }
        let at = path[path.len() - 1];
        if steps[at.index()] == 0 {
            found.push(Chain::of(graph, &path));
            continue;
        }
        let mut next: Vec<NodeIndex> = direction.of(graph, at).filter(|n| steps[n.index()] != FAR && steps[n.index()] + 1 == steps[at.index()]).collect();
        next.sort_unstable_by(|x, y| y.cmp(x));
        next.dedup();
        open.extend(next.into_iter().map(|n| path.iter().copied().chain([n]).collect()));
    }
    found
}
