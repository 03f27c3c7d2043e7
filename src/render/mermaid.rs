//! A Mermaid flowchart, as Markdown pages draw it.

use super::color;
use crate::{grammar::Grammar, graph::ReferenceGraph};
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
};

/// Where nobody sets `maxEdges`, Mermaid draws no more edges than this.
pub const MOST_EDGES: usize = 500;

/// Writes the graph.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph, grammar: &Grammar) -> io::Result<()> {
    let graph = reference.graph();
    writeln!(out, "flowchart LR")?;
    let mut families: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (at, node) in graph.node_weights().enumerate() {
        writeln!(out, "  n{at}[\"{}\"]", Label(&node.label))?;
        families.entry((node.family.as_str(), node.in_corpus)).or_default().push(at);
    }
    for edge in graph.raw_edges() {
        let (from, to) = (edge.source().index(), edge.target().index());
        match edge.weight.count {
            1 => writeln!(out, "  n{from} --> n{to}")?,
            count => writeln!(out, "  n{from} -->|{count}| n{to}")?,
        }
    }
    for (at, node) in graph.node_weights().enumerate() {
        if let Some(url) = node.id.url() {
            writeln!(out, "  click n{at} href \"{}\" _blank", url.replace('"', "%22"))?;
        }
    }
    for (class, ((family, in_corpus), members)) in families.iter().enumerate() {
        let paint = color::of(family, grammar);
        let (fill, dash) = if *in_corpus { (paint.light(45), "") } else { (paint.light(14), ",stroke-dasharray:4 3") };
        writeln!(out, "  classDef f{class} fill:{},stroke:{},color:#16191f{dash}", fill, paint)?;
        let members: Vec<String> = members.iter().map(|at| format!("n{at}")).collect();
        writeln!(out, "  class {} f{class}", members.join(","))?;
    }
    Ok(())
}

/// Words within the quotes of a label; what has a meaning there is written as its number.
struct Label<'t>(&'t str);

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | ';' => write!(f, "#{};", u32::from(c)),
            c if c.is_control() => f.write_str(" "),
            c => write!(f, "{c}"),
        })
    }
}
