//! GraphML, as networkx, igraph, yEd and Gephi read it.

use super::xml::Xml;
use crate::graph::ReferenceGraph;
use std::io::{self, Write};

const KEYS: [(&str, &str, &str); 10] = [
    ("node", "label", "string"),
    ("node", "title", "string"),
    ("node", "family", "string"),
    ("node", "in_corpus", "boolean"),
    ("node", "date", "string"),
    ("node", "url", "string"),
    ("node", "documents", "string"),
    ("edge", "weight", "int"),
    ("edge", "line", "int"),
    ("edge", "column", "int"),
];

/// Writes the graph; the identifier of a node is its canonical one, the weight of an edge the citations it stands for.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph) -> io::Result<()> {
    let graph = reference.graph();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    for (of, name, kind) in KEYS {
        writeln!(out, "  <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "  <graph id=\"references\" edgedefault=\"directed\">")?;
    for node in graph.node_weights() {
        write!(out, "    <node id=\"{}\">", Xml(node.id.as_str()))?;
        data(out, "label", &node.label)?;
        if let Some(title) = &node.title {
            data(out, "title", title)?;
        }
        data(out, "family", node.family.as_str())?;
        data(out, "in_corpus", if node.in_corpus { "true" } else { "false" })?;
        if let Some(date) = node.date {
            data(out, "date", &date.to_string())?;
        }
        if let Some(url) = node.id.url() {
            data(out, "url", &url)?;
        }
        if node.in_corpus {
            data(out, "documents", &node.documents.join("\n"))?;
        }
        writeln!(out, "</node>")?;
    }
    for edge in graph.raw_edges() {
        let (from, to) = (&graph[edge.source()].id, &graph[edge.target()].id);
        write!(out, "    <edge source=\"{}\" target=\"{}\">", Xml(from.as_str()), Xml(to.as_str()))?;
        let edge = edge.weight;
        writeln!(out, "<data key=\"weight\">{}</data><data key=\"line\">{}</data><data key=\"column\">{}</data></edge>", edge.count, edge.line, edge.column)?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn data(out: &mut impl Write, key: &str, value: &str) -> io::Result<()> {
    write!(out, "<data key=\"{key}\">{}</data>", Xml(value))
}
