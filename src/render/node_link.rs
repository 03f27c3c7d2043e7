//! Node-link JSON, as networkx and D3 read it.

use crate::{
    graph::{Node, ReferenceGraph},
    id::Id,
};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Point<'a> {
    #[serde(flatten)]
    node: &'a Node,
    url: Option<String>,
}

#[derive(Serialize)]
struct Link<'a> {
    source: &'a Id,
    target: &'a Id,
    weight: u32,
    line: u32,
    column: u32,
}

/// Writes the graph, a node or edge a line: `networkx.node_link_graph(data, edges="edges")` reads it.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph) -> io::Result<()> {
    let graph = reference.graph();
    out.write_all(b"{\"directed\": true, \"multigraph\": false, \"graph\": {}, \"nodes\": [")?;
    let mut before = "\n";
    for node in graph.node_weights() {
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut *out, &Point { url: node.id.url(), node })?;
        before = ",\n";
    }
    out.write_all(b"\n], \"edges\": [")?;
    before = "\n";
    for edge in graph.raw_edges() {
        out.write_all(before.as_bytes())?;
        let (source, target) = (&graph[edge.source()].id, &graph[edge.target()].id);
        let (weight, line, column) = (edge.weight.count, edge.weight.line, edge.weight.column);
        serde_json::to_writer(&mut *out, &Link { source, target, weight, line, column })?;
        before = ",\n";
    }
    out.write_all(b"\n]}\n")
}
