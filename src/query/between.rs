//! What two things have in common.

use super::{
    Row,
    row::title_or,
    select::{around, nodes},
};
use crate::{
    graph::{Level, ReferenceGraph},
    id::Id,
};
use petgraph::Direction;
use serde::Serialize;

/// Something that both cite, or that cites both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Common {
    /// `both-cite` or `cites-both`.
    pub relation: &'static str,
    /// Its identifier.
    pub id: Id,
    /// The words that a reader knows it by.
    pub label: String,
    /// Its full title, where one is known.
    pub title: Option<String>,
    /// How often it is cited by the first, or cites it.
    pub first: u32,
    /// How often it is cited by the second, or cites it.
    pub second: u32,
}

impl Row for Common {
    const COLUMNS: &'static [&'static str] = &["relation", "first", "second", "id", "label", "title"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.relation.to_owned(),
            self.first.to_string(),
            self.second.to_string(),
            self.id.to_string(),
            self.label.clone(),
            self.title.clone().unwrap_or_default(),
        ]
    }

    const SHOWN: &'static [&'static str] = &["relation", "first", "second", "id", "title"];

    fn shown(&self) -> Vec<String> {
        let relation = self.relation.replace('-', " ");
        vec![relation, self.first.to_string(), self.second.to_string(), self.id.to_string(), title_or(self.title.as_deref(), &self.label)]
    }
}

/// What both `a` and `b` cite, then what cites both; what is most often cited by the one that cites it less first.
pub fn between(graph: &ReferenceGraph, level: Level, a: &Id, b: &Id) -> Vec<Common> {
    let (a, b) = (nodes(graph, level, a), nodes(graph, level, b));
    let side = |relation, way| {
        let (first, second) = (around(graph, &a, way), around(graph, &b, way));
        let both = first.into_iter().filter_map(|(at, count)| Some((at, count, *second.get(&at)?)));
        let mut rows: Vec<Common> = both
            .map(|(at, first, second)| {
                let node = &graph.graph()[at];
                Common { relation, id: node.id.clone(), label: node.label.clone(), title: node.title.clone(), first, second }
            })
            .collect();
        rows.sort_by(|x, y| {
            y.first.min(y.second).cmp(&x.first.min(x.second)).then_with(|| (y.first + y.second).cmp(&(x.first + x.second))).then_with(|| x.id.cmp(&y.id))
        });
        rows
    };
    let mut rows = side("both-cite", Direction::Outgoing);
    rows.extend(side("cites-both", Direction::Incoming));
    rows
}
