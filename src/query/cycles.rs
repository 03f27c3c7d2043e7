//! References that run in a circle.

use super::{Row, path::Chain, row::chain};
use crate::{graph::ReferenceGraph, id::Id};
use petgraph::{algo::kosaraju_scc, graph::NodeIndex};
use serde::Serialize;
use std::collections::VecDeque;

/// Things that all lead to each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Circle {
    /// How many things lead to each other.
    pub size: usize,
    /// A shortest circle among them.
    pub circle: Vec<Id>,
    /// The words that a reader knows those of the circle by.
    pub labels: Vec<String>,
    /// All of them.
    pub ids: Vec<Id>,
}

impl Row for Circle {
    const COLUMNS: &'static [&'static str] = &["size", "circle", "labels", "ids"];

    fn cells(&self) -> Vec<String> {
        let join = |ids: &[Id], by: &str| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(by);
        vec![self.size.to_string(), join(&self.circle, " → "), self.labels.join(" → "), join(&self.ids, " ")]
    }

    const SHOWN: &'static [&'static str] = &["size", "a shortest circle"];

    fn shown(&self) -> Vec<String> {
        vec![self.size.to_string(), chain(&self.circle, &self.labels)]
    }
}

/// The strongly connected parts of more than one thing, the largest first, each with a shortest circle in it.
pub fn circles(graph: &ReferenceGraph) -> Vec<Circle> {
    let inner = graph.graph();
    let mut part = vec![u32::MAX; inner.node_count()];
    let mut found = Vec::new();
    let parts = kosaraju_scc(inner).into_iter().filter(|p| p.len() > 1);
    for (number, mut members) in (0_u32..).zip(parts) {
        members.sort_unstable();
        members.iter().for_each(|at| part[at.index()] = number);
        let shortest = members.iter().filter_map(|&at| around(graph, at, |n| part[n.index()] == number)).min_by_key(Vec::len).unwrap_or_default();
        let chain = Chain::of(graph, &shortest);
        found.push(Circle { size: members.len(), circle: chain.ids, labels: chain.labels, ids: members.iter().map(|&at| inner[at].id.clone()).collect() });
    }
    found.sort_by(|x, y| y.size.cmp(&x.size).then_with(|| x.ids.cmp(&y.ids)));
    found
}

/// A shortest way from a node back to itself, which stands at both ends; two steps at least.
fn around(graph: &ReferenceGraph, start: NodeIndex, inside: impl Fn(NodeIndex) -> bool) -> Option<Vec<NodeIndex>> {
    let inner = graph.graph();
    // Most circles are of two that cite each other.
    if let Some(mutual) = inner.neighbors(start).filter(|&n| inner.contains_edge(n, start)).min() {
        return Some(vec![start, mutual, start]);
    }
    let mut before = rustc_hash::FxHashMap::default();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        let mut next: Vec<NodeIndex> = inner.neighbors(at).filter(|&n| inside(n)).collect();
        next.sort_unstable();
        for to in next {
            if to == start {
                let mut way = vec![start, at];
                let mut last = at;
                while last != start {
                    last = before[&last];
                    way.push(last);
                }
                way.reverse();
                return Some(way);
            }
            if let std::collections::hash_map::Entry::Vacant(slot) = before.entry(to) {
                slot.insert(at);
                queue.push_back(to);
            }
        }
    }
    None
}

/// All circles of at most `longest` references that pass no thing twice, at most `limit` of them; each begins and
/// ends with the first of its identifiers.
pub fn circuits(graph: &ReferenceGraph, longest: usize, limit: usize) -> Vec<Chain> {
    let inner = graph.graph();
    let mut found = Vec::new();
    let mut part = vec![u32::MAX; inner.node_count()];
    for (number, members) in (0_u32..).zip(kosaraju_scc(inner)) {
        if members.len() > 1 {
            members.iter().for_each(|at| part[at.index()] = number);
        }
    }
    for start in inner.node_indices().filter(|at| part[at.index()] != u32::MAX) {
        // Only what can come back in time is walked: the steps that lead back to the start, from nodes after it.
        let back = steps_back(graph, start, longest, &part);
        let mut open = vec![vec![start]];
        while let Some(path) = open.pop() {
            if found.len() == limit {
                return found;
            }
            let at = path[path.len() - 1];
            let mut next: Vec<NodeIndex> = inner.neighbors(at).filter(|n| back.contains_key(n)).collect();
            next.sort_unstable_by(|x, y| y.cmp(x));
            for to in next {
                if to == start {
                    let whole: Vec<NodeIndex> = path.iter().copied().chain([start]).collect();
                    found.push(Chain::of(graph, &whole));
                } else if path.len() + back[&to] <= longest && !path.contains(&to) {
                    open.push(path.iter().copied().chain([to]).collect());
                }
            }
        }
    }
    found.sort_by(|x, y| x.length.cmp(&y.length).then_with(|| x.ids.cmp(&y.ids)));
    found
}

fn steps_back(graph: &ReferenceGraph, start: NodeIndex, longest: usize, part: &[u32]) -> rustc_hash::FxHashMap<NodeIndex, usize> {
    let mut steps = rustc_hash::FxHashMap::from_iter([(start, 0)]);
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        let here = steps[&at];
        if here + 1 >= longest {
            continue;
        }
        for before in graph.graph().neighbors_directed(at, petgraph::Direction::Incoming) {
            if before > start && part[before.index()] == part[start.index()] {
                steps.entry(before).or_insert_with(|| {
                    queue.push_back(before);
                    here + 1
                });
            }
        }
    }
    steps
}
