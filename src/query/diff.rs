//! What came and went between two states of a corpus.

use super::Row;
use crate::{cite, graph::ReferenceGraph, id::Id};
use petgraph::visit::EdgeRef;
use serde::Serialize;
use std::{cmp::Ordering, iter::Peekable};

/// Something that is not the same in both states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// `document` or `reference`.
    pub what: &'static str,
    /// `came`, `went` or `changed`.
    pub change: &'static str,
    /// The document, or what cites.
    pub id: Id,
    /// What it cites.
    pub target: Option<Id>,
    /// How many documents it is, or how often it cites, in the first state.
    pub before: u32,
    /// The same in the second.
    pub after: u32,
}

impl Row for Change {
    const COLUMNS: &'static [&'static str] = &["what", "change", "id", "target", "before", "after"];

    fn cells(&self) -> Vec<String> {
        let target = self.target.as_ref().map_or_else(String::new, Id::to_string);
        vec![self.what.to_owned(), self.change.to_owned(), self.id.to_string(), target, self.before.to_string(), self.after.to_string()]
    }
}

/// What came, went and changed from `a` to `b`: documents, then references.
pub fn diff(a: &ReferenceGraph, b: &ReferenceGraph) -> Vec<Change> {
    let mut rows = Vec::new();
    compare(documents(a), documents(b), |key| *key, |key, before, after| rows.push(change("document", key, None, before, after)));
    compare(references(a), references(b), |key| *key, |key, before, after| rows.push(change("reference", key.0, Some(key.1), before, after)));
    rows
}

fn change(what: &'static str, id: &Id, target: Option<&Id>, before: u32, after: u32) -> Change {
    let change = match (before, after) {
        (0, _) => "came",
        (_, 0) => "went",
        _ => "changed",
    };
    Change { what, change, id: id.clone(), target: target.cloned(), before, after }
}

fn documents(graph: &ReferenceGraph) -> impl Iterator<Item = (&Id, u32)> {
    // An article is a node where it cites or is cited; the document is its law.
    graph.graph().node_weights().filter(|n| n.in_corpus && cite::whole(&n.id) == n.id).map(|n| (&n.id, u32::try_from(n.documents.len()).unwrap_or(u32::MAX)))
}

/// The references in the order of their ends.
fn references(graph: &ReferenceGraph) -> impl Iterator<Item = ((&Id, &Id), u32)> {
    let inner = graph.graph();
    inner.node_indices().flat_map(move |at| {
        let mut edges: Vec<_> = inner.edges(at).map(|e| ((&inner[at].id, &inner[e.target()].id), e.weight().count)).collect();
        edges.sort_unstable();
        edges
    })
}

/// Walks two sorted sequences together and gives what is not in both with the same count.
fn compare<K, O: Ord>(a: impl Iterator<Item = (K, u32)>, b: impl Iterator<Item = (K, u32)>, order: impl Fn(&K) -> O, mut differs: impl FnMut(&K, u32, u32)) {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    loop {
        let side = match (a.peek(), b.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((x, _)), Some((y, _))) => order(x).cmp(&order(y)),
        };
        let (before, after) = (take(&mut a, side.is_le()), take(&mut b, side.is_ge()));
        let counts = (before.as_ref().map_or(0, |x| x.1), after.as_ref().map_or(0, |x| x.1));
        if let Some((key, _)) = before.or(after).filter(|_| counts.0 != counts.1) {
            differs(&key, counts.0, counts.1);
        }
    }
}

fn take<T>(from: &mut Peekable<impl Iterator<Item = T>>, wanted: bool) -> Option<T> {
    if wanted { from.next() } else { None }
}
