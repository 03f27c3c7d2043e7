//! A script of Cypher statements that makes the graph in Neo4j or Memgraph; run twice, it makes it once.

use crate::graph::{Node, ReferenceGraph};
use std::{
    fmt,
    io::{self, Write},
};

/// How many nodes or edges one statement makes.
const BATCH: usize = 1000;

/// Writes the script: nodes are `Work`, those in the corpus `Document` too, and edges `CITES`.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph) -> io::Result<()> {
    let graph = reference.graph();
    writeln!(out, "CREATE CONSTRAINT work_id IF NOT EXISTS FOR (w:Work) REQUIRE w.id IS UNIQUE;")?;
    for (in_corpus, label) in [(false, ""), (true, ", w:Document")] {
        let mut rows = Rows::new(out, format!("MERGE (w:Work {{id: row.id}}) SET w += row{label};"));
        for node in graph.node_weights().filter(|n| n.in_corpus == in_corpus) {
            rows.row(|out| work(out, node))?;
        }
        rows.finish()?;
    }
    let mut rows = Rows::new(
        out,
        "MATCH (a:Work {id: row.a}) MATCH (b:Work {id: row.b}) MERGE (a)-[r:CITES]->(b) SET r.weight = row.weight, r.line = row.line;".to_owned(),
    );
    for edge in graph.raw_edges() {
        let (from, to) = (graph[edge.source()].id.as_str(), graph[edge.target()].id.as_str());
        rows.row(|out| write!(out, "{{a: {}, b: {}, weight: {}, line: {}}}", Text(from), Text(to), edge.weight.count, edge.weight.line))?;
    }
    rows.finish()
}

fn work(out: &mut dyn Write, node: &Node) -> io::Result<()> {
    write!(out, "{{id: {}, label: {}, family: {}", Text(node.id.as_str()), Text(&node.label), Text(node.family.as_str()))?;
    if let Some(title) = &node.title {
        write!(out, ", title: {}", Text(title))?;
    }
    if let Some(date) = node.date {
        write!(out, ", date: {}", Text(&date.to_string()))?;
    }
    if let Some(url) = node.id.url() {
        write!(out, ", url: {}", Text(&url))?;
    }
    write!(out, ", in_corpus: {}}}", node.in_corpus)
}

/// Rows in statements of so many each.
struct Rows<'o, W: Write> {
    out: &'o mut W,
    then: String,
    open: usize,
}

impl<'o, W: Write> Rows<'o, W> {
    fn new(out: &'o mut W, then: String) -> Self {
        Self { out, then, open: 0 }
    }

    fn row(&mut self, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.out.write_all(if self.open == 0 { b"UNWIND [\n  " } else { b",\n  " })?;
        write(self.out)?;
        self.open += 1;
        if self.open == BATCH { self.close() } else { Ok(()) }
    }

    fn close(&mut self) -> io::Result<()> {
        self.open = 0;
        writeln!(self.out, "\n] AS row {}", self.then)
    }

    fn finish(mut self) -> io::Result<()> {
        if self.open > 0 { self.close() } else { Ok(()) }
    }
}

/// A quoted string.
struct Text<'t>(&'t str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        self.0.chars().try_for_each(|c| match c {
            '"' => f.write_str("\\\""),
            '\\' => f.write_str("\\\\"),
            '\n' => f.write_str("\\n"),
            '\r' => f.write_str("\\r"),
            '\t' => f.write_str("\\t"),
            c if c.is_control() => write!(f, "\\u{:04x}", u32::from(c)),
            c => write!(f, "{c}"),
        })?;
        f.write_str("\"")
    }
}
