//! What is cited and not in the corpus.

use super::Row;
use crate::{family::Family, graph::ReferenceGraph, id::Id};
use serde::Serialize;

/// Something that is cited and not in the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Dangling {
    /// Its identifier.
    pub id: Id,
    /// The words that a reader knows it by.
    pub label: String,
    /// What kind of thing it is.
    pub family: Family,
    /// How often it is cited.
    pub citations: u64,
    /// By how many things.
    pub cited_by: usize,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Row for Dangling {
    const COLUMNS: &'static [&'static str] = &["citations", "cited_by", "id", "label", "family", "url"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.citations.to_string(),
            self.cited_by.to_string(),
            self.id.to_string(),
            self.label.clone(),
            self.family.to_string(),
            self.url.clone().unwrap_or_default(),
        ]
    }

    const SHOWN: &'static [&'static str] = &["citations", "cited_by", "id", "title", "family"];

    fn shown(&self) -> Vec<String> {
        vec![self.citations.to_string(), self.cited_by.to_string(), self.id.to_string(), self.label.clone(), self.family.to_string()]
    }
}

/// What is cited and not in the corpus, the most cited first: what to fetch next.
pub fn dangling(graph: &ReferenceGraph) -> Vec<Dangling> {
    let mut counts = vec![(0_u64, 0); graph.graph().node_count()];
    for edge in graph.graph().raw_edges() {
        let count = &mut counts[edge.target().index()];
        count.0 += u64::from(edge.weight.count);
        count.1 += 1;
    }
    let cited = graph.graph().node_weights().zip(counts).filter(|(node, count)| !node.in_corpus && count.1 > 0);
    let mut rows: Vec<Dangling> = cited
        .map(|(node, (citations, cited_by))| Dangling {
            url: node.id.url(),
            id: node.id.clone(),
            label: node.label.clone(),
            family: node.family.clone(),
            citations,
            cited_by,
        })
        .collect();
    rows.sort_by(|x, y| y.citations.cmp(&x.citations).then_with(|| y.cited_by.cmp(&x.cited_by)).then_with(|| x.id.cmp(&y.id)));
    rows
}
