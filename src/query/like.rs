//! What is like something: it cites the same things, or is cited together with it.

use super::{
    Row,
    row::{decimals, short, title_or},
    select::{around, nodes},
};
use crate::{
    graph::{Level, ReferenceGraph},
    id::Id,
};
use petgraph::{Direction, graph::NodeIndex};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Something that is like another thing. Scores are cosines, from 0 to 1: what both share, over the geometric
/// mean of what each has (Salton's measure).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Like {
    /// Its identifier.
    pub id: Id,
    /// The words that a reader knows it by.
    pub label: String,
    /// Its full title, where one is known.
    pub title: Option<String>,
    /// Bibliographic coupling: the score by what both cite.
    pub coupling: f64,
    /// How many things both cite.
    pub both_cite: usize,
    /// Co-citation: the score by what cites both.
    pub cocitation: f64,
    /// How many things cite both.
    pub cite_both: usize,
}

impl Row for Like {
    const COLUMNS: &'static [&'static str] = &["id", "label", "title", "coupling", "both_cite", "cocitation", "cite_both"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.label.clone(),
            self.title.clone().unwrap_or_default(),
            decimals(self.coupling),
            self.both_cite.to_string(),
            decimals(self.cocitation),
            self.cite_both.to_string(),
        ]
    }

    const SHOWN: &'static [&'static str] = &["id", "title", "coupling", "both_cite", "cocitation", "cite_both"];

    fn shown(&self) -> Vec<String> {
        let title = title_or(self.title.as_deref(), &self.label);
        vec![self.id.to_string(), title, short(self.coupling), self.both_cite.to_string(), short(self.cocitation), self.cite_both.to_string()]
    }
}

/// What is like `id`, taken with its parts; the higher of the two scores decides the order.
pub fn like(graph: &ReferenceGraph, level: Level, id: &Id) -> Vec<Like> {
    let own: BTreeSet<NodeIndex> = nodes(graph, level, id).into_iter().collect();
    let coupling = shared(graph, &own, Direction::Outgoing);
    let cocitation = shared(graph, &own, Direction::Incoming);
    let others: BTreeSet<NodeIndex> = coupling.keys().chain(cocitation.keys()).copied().collect();
    let mut rows: Vec<Like> = others
        .into_iter()
        .map(|at| {
            let node = &graph.graph()[at];
            let (both_cite, coupling) = coupling.get(&at).copied().unwrap_or_default();
            let (cite_both, cocitation) = cocitation.get(&at).copied().unwrap_or_default();
            Like { id: node.id.clone(), label: node.label.clone(), title: node.title.clone(), coupling, both_cite, cocitation, cite_both }
        })
        .collect();
    rows.sort_by(|x, y| {
        let score = |row: &Like| row.coupling.max(row.cocitation);
        score(y).total_cmp(&score(x)).then_with(|| (y.both_cite + y.cite_both).cmp(&(x.both_cite + x.cite_both))).then_with(|| x.id.cmp(&y.id))
    });
    rows
}

/// Of every node that shares neighbours this way with those of `own`: how many, and the cosine.
fn shared(graph: &ReferenceGraph, own: &BTreeSet<NodeIndex>, way: Direction) -> BTreeMap<NodeIndex, (usize, f64)> {
    let mine = around(graph, &own.iter().copied().collect::<Vec<_>>(), way);
    let mut counts: BTreeMap<NodeIndex, usize> = BTreeMap::new();
    for &common in mine.keys() {
        for other in graph.graph().neighbors_directed(common, way.opposite()).filter(|o| !own.contains(o)) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let cosine = |at: NodeIndex, count: usize| {
        let theirs = graph.graph().neighbors_directed(at, way).count();
        count as f64 / ((mine.len() * theirs) as f64).sqrt()
    };
    counts.into_iter().map(|(at, count)| (at, (count, cosine(at, count)))).collect()
}
