//! Lists of nodes and of edges as CSV, plain or for `neo4j-admin database import`.

use crate::graph::ReferenceGraph;
use std::io::{self, Write};

/// For whom a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// Any program: plain names of columns.
    Plain,
    /// The import of Neo4j: its header tells identifiers, labels and types.
    Neo4j,
}

/// Writes a line a node.
///
/// # Errors
/// What `out` gives.
pub fn nodes(out: &mut impl Write, reference: &ReferenceGraph, dialect: Dialect) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    match dialect {
        Dialect::Plain => rows.write_record(["id", "label", "title", "family", "in_corpus", "date", "url", "documents"])?,
        Dialect::Neo4j => rows.write_record(["id:ID", "label", "title", "family", "in_corpus:boolean", "date", "url", "documents:string[]", ":LABEL"])?,
    }
    for node in reference.graph().node_weights() {
        let date = node.date.map_or_else(String::new, |d| d.to_string());
        let url = node.id.url().unwrap_or_default();
        // The import parts a list by semicolons and knows no escape for them.
        let documents = node.documents.iter().map(|d| d.replace(';', ",")).collect::<Vec<_>>().join(if dialect == Dialect::Neo4j { ";" } else { "\n" });
        let title = node.title.as_deref().unwrap_or_default();
        let in_corpus = if node.in_corpus { "true" } else { "false" };
        let row = [node.id.as_str(), &node.label, title, node.family.as_str(), in_corpus, &date, &url, &documents];
        match dialect {
            Dialect::Plain => rows.write_record(row)?,
            Dialect::Neo4j => rows.write_record(row.into_iter().chain([if node.in_corpus { "Work;Document" } else { "Work" }]))?,
        }
    }
    rows.flush()
}

/// Writes a line an edge.
///
/// # Errors
/// What `out` gives.
pub fn edges(out: &mut impl Write, reference: &ReferenceGraph, dialect: Dialect) -> io::Result<()> {
    let graph = reference.graph();
    let mut rows = csv::Writer::from_writer(out);
    match dialect {
        Dialect::Plain => rows.write_record(["source", "target", "weight", "line", "column"])?,
        Dialect::Neo4j => rows.write_record([":START_ID", ":END_ID", "weight:int", "line:int", "column:int", ":TYPE"])?,
    }
    for edge in graph.raw_edges() {
        let numbers = [edge.weight.count, edge.weight.line, edge.weight.column].map(|n| n.to_string());
        let ends = [graph[edge.source()].id.as_str(), graph[edge.target()].id.as_str()];
        let row = ends.into_iter().chain(numbers.iter().map(String::as_str));
        match dialect {
            Dialect::Plain => rows.write_record(row)?,
            Dialect::Neo4j => rows.write_record(row.chain(["CITES"]))?,
        }
    }
    rows.flush()
}
