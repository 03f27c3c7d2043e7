//! The reference graph for Graphviz.

use super::color::{Paint, Rgb};
use crate::{
    graph::{Edge, Node, ReferenceGraph},
    id::{Dossier, Kamerstuk},
    layout::{self, Point},
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Beyond this many nodes ranks no longer help: the nodes come with their places, and Graphviz makes room for the names.
const RANKED: usize = 250;
/// Beyond this many nodes nobody reads their names: they become dots, and only the most cited are named.
pub const READABLE: usize = 800;
/// So many of the dots are named.
const NAMED: usize = 60;
/// A drawing of names needs less height than one of circles.
const WIDE: f32 = 0.45;
const HIGH: f32 = 0.3;
const FONT: &str = "Helvetica,Arial,sans-serif";

/// Writes the graph for Graphviz: families or groups as colours, weights as widths of lines, names as large as what cites them;
/// dossiers as clusters, or, of more nodes than ranks can show, each at its place.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph, paint: &Paint<'_>) -> io::Result<()> {
    let graph = reference.graph();
    if graph.node_count() > READABLE {
        return dots(out, reference, paint);
    }
    head(out, graph.node_count())?;
    let looks = Looks::new(reference);
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut loose = Vec::new();
    for (at, node) in graph.node_weights().enumerate() {
        // Where nodes have their places, the boxes of dossiers would lie across each other.
        match group(node).filter(|_| looks.places.is_empty()) {
            Some(name) => groups.entry(name).or_default().push(at),
            None => loose.push(at),
        }
    }
    let nodes: Vec<&Node> = graph.node_weights().collect();
    for (name, members) in &groups {
        if members.len() < 2 {
            loose.extend(members);
            continue;
        }
        writeln!(out, "  subgraph {} {{", quote(&format!("cluster_{name}")))?;
        writeln!(
            out,
            "    label={}; style=\"rounded,filled\"; color=\"#d0d4da\"; fillcolor=\"#f6f7f9\"; fontcolor=\"#555b66\"; fontsize=10; labeljust=l; margin=10;",
            quote(name)
        )?;
        for &at in members {
            draw(out, "    ", nodes[at], &looks.of(at), paint.of(at, nodes[at]))?;
        }
        writeln!(out, "  }}")?;
    }
    loose.sort_unstable();
    for at in loose {
        draw(out, "  ", nodes[at], &looks.of(at), paint.of(at, nodes[at]))?;
    }
    for edge in graph.raw_edges() {
        let (from, to) = (edge.source().index(), edge.target().index());
        let tip = format!("{} → {}: {} ×", nodes[from].label, nodes[to].label, edge.weight.count);
        writeln!(out, "  n{from} -> n{to} [penwidth={}, weight={}, tooltip={}];", width(edge.weight.count), edge.weight.count.min(10), quote(&tip))?;
    }
    legend(out, &nodes, looks.corner(), paint)?;
    writeln!(out, "}}")
}

fn head(out: &mut impl Write, nodes: usize) -> io::Result<()> {
    writeln!(out, "digraph references {{")?;
    let layout = if nodes > RANKED {
        "layout=neato, inputscale=72, overlap=prism, overlap_scaling=0, sep=\"+3\", splines=line"
    } else {
        "rankdir=LR, splines=spline, ranksep=1.1, nodesep=0.18, newrank=true"
    };
    writeln!(out, "  graph [{layout}, fontname=\"{FONT}\", bgcolor=white, pad=0.3, outputorder=edgesfirst];")?;
    writeln!(out, "  node [shape=box, style=\"rounded,filled\", fontname=\"{FONT}\", fontsize=11, height=0.3, margin=\"0.12,0.05\"];")?;
    writeln!(out, "  edge [color=\"#8a93a3b0\", arrowsize=0.6];")
}

/// Draws a large graph: dots that grow with what cites them, the most cited ones named, and thin lines.
fn dots(out: &mut impl Write, reference: &ReferenceGraph, paint: &Paint<'_>) -> io::Result<()> {
    let graph = reference.graph();
    let mut cited = vec![0_u32; graph.node_count()];
    graph.raw_edges().iter().for_each(|e| cited[e.target().index()] += 1);
    let mut order: Vec<usize> = (0..cited.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(cited[at]));
    let mut named = vec![false; cited.len()];
    order.iter().take(NAMED).for_each(|&at| named[at] = true);
    writeln!(out, "digraph references {{")?;
    writeln!(
        out,
        "  graph [layout=sfdp, overlap=true, splines=false, K=0.6, repulsiveforce=1.4, fontname=\"{FONT}\", bgcolor=white, pad=0.3, outputorder=edgesfirst];"
    )?;
    writeln!(out, "  node [shape=circle, style=filled, fixedsize=true, label=\"\", fontname=\"{FONT}\", fontcolor=\"#16191f\", penwidth=0.3];")?;
    writeln!(out, "  edge [color=\"#8a93a340\", arrowhead=none, penwidth=0.4];")?;
    for (at, node) in graph.node_weights().enumerate() {
        let tenths = 1 + 2 * (u32::BITS - cited[at].leading_zeros());
        let line = paint.of(at, node);
        let fill = if node.in_corpus { line } else { line.light(45) };
        let name = if named[at] { format!(", label={}, fontsize={}", quote(&wrap(&node.label)), 8 + tenths) } else { String::new() };
        let url = node.id.url().map_or_else(String::new, |u| format!(", URL={}, target=\"_blank\"", quote(&u)));
        let tip = format!("{} ({})", node.title.as_deref().unwrap_or(&node.label), node.id);
        writeln!(out, "  n{at} [width={}.{}, fillcolor=\"{}\", color=\"{}\", tooltip={}{name}{url}];", tenths / 10, tenths % 10, fill, line, quote(&tip))?;
    }
    for edge in graph.raw_edges() {
        writeln!(out, "  n{} -> n{};", edge.source().index(), edge.target().index())?;
    }
    writeln!(out, "}}")
}

/// The cluster of a node: its dossier, or its kind of law.
fn group(node: &Node) -> Option<String> {
    let dossier = |d: &Dossier| crate::cite::brief(&d.id()).map(|words| format!("dossier {words}"));
    if let Ok(paper) = node.id.as_str().parse::<Kamerstuk>() {
        return dossier(paper.dossier());
    }
    if node.id.as_str().starts_with("dossier/") {
        return crate::cite::brief(&node.id).map(|words| format!("dossier {words}"));
    }
    match node.family.as_str() {
        "regelgeving" => Some("laws and decrees".to_owned()),
        "verdrag" => Some("treaties".to_owned()),
        "eu" => Some("European Union".to_owned()),
        _ => None,
    }
}

/// How large each node's name is written, by what cites it, and where it stands.
struct Looks {
    sizes: Vec<u32>,
    /// In points; none where Graphviz ranks the nodes.
    places: Vec<Point>,
}

/// One node's number and looks.
struct Look {
    at: usize,
    size: u32,
    place: Option<Point>,
}

impl Looks {
    fn new(reference: &ReferenceGraph) -> Self {
        let graph = reference.graph();
        let mut cited = vec![0_u32; graph.node_count()];
        graph.raw_edges().iter().for_each(|e| cited[e.target().index()] += 1);
        let sizes: Vec<u32> = cited.iter().map(|&n| 10 + 2 * (u32::BITS - n.leading_zeros()).saturating_sub(1)).collect();
        if graph.node_count() <= RANKED {
            return Self { sizes, places: Vec::new() };
        }
        // A name is about half as wide as its letters are high, and much wider than high.
        let radius = |(node, size): (&Node, &u32)| {
            let longest = wrap(&node.label).lines().map(|line| line.chars().count()).max().unwrap_or(0);
            0.27 * *size as f32 * longest as f32 + 9.0
        };
        let radii: Vec<f32> = graph.node_weights().zip(&sizes).map(radius).collect();
        let link = |e: &petgraph::graph::Edge<Edge>| (e.source().index() as u32, e.target().index() as u32, 1.0 + (e.weight.count as f32).ln());
        let links: Vec<(u32, u32, f32)> = graph.raw_edges().iter().map(link).collect();
        let places = layout::place(&radii, &links).into_iter().map(|[x, y]| [x * WIDE, -y * HIGH]).collect();
        Self { sizes, places }
    }

    fn of(&self, at: usize) -> Look {
        Look { at, size: self.sizes[at], place: self.places.get(at).copied() }
    }

    /// Beside the upper left of all nodes.
    fn corner(&self) -> Option<Point> {
        let left = self.places.iter().map(|p| p[0]).min_by(f32::total_cmp)?;
        let top = self.places.iter().map(|p| p[1]).max_by(f32::total_cmp)?;
        Some([left, top])
    }
}

/// The attribute that pins a node.
fn pinned(place: Option<Point>) -> String {
    place.map_or_else(String::new, |[x, y]| format!(", pos=\"{},{}!\"", x.round(), y.round()))
}

fn draw(out: &mut impl Write, indent: &str, node: &Node, Look { at, size, place }: &Look, color: Rgb) -> io::Result<()> {
    let look = if node.in_corpus {
        format!("fillcolor=\"{}\", color=\"{}\", fontcolor=\"#16191f\", penwidth=1.4", color.light(45), color)
    } else {
        format!("fillcolor=\"{}\", color=\"{}\", fontcolor=\"#3c424d\", style=\"rounded,filled,dashed\"", color.light(14), color.light(55))
    };
    let url = node.id.url().map_or_else(String::new, |u| format!(", URL={}, target=\"_blank\"", quote(&u)));
    let tip = node.title.as_deref().map_or_else(|| node.id.to_string(), |title| format!("{title} ({})", node.id));
    writeln!(out, "{indent}n{at} [label={}, fontsize={size}{}, tooltip={}, {look}{url}];", quote(&wrap(&node.label)), pinned(*place), quote(&tip))
}

/// A small cluster that says what each colour is, and what a lighter node is.
fn legend(out: &mut impl Write, nodes: &[&Node], place: Option<Point>, paint: &Paint<'_>) -> io::Result<()> {
    let legend = paint.legend(nodes);
    if legend.is_empty() {
        return Ok(());
    }
    let mut rows = String::new();
    for (color, words) in legend {
        rows += &format!("<TR><TD BGCOLOR=\"{}\" WIDTH=\"18\"></TD><TD ALIGN=\"LEFT\">{}</TD></TR>", color.light(45), html(&words));
    }
    rows += "<TR><TD COLSPAN=\"2\" ALIGN=\"LEFT\"><FONT COLOR=\"#3c424d\">solid: in the corpus</FONT></TD></TR>";
    rows += "<TR><TD COLSPAN=\"2\" ALIGN=\"LEFT\"><FONT COLOR=\"#3c424d\">light, dashed: cited only</FONT></TD></TR>";
    writeln!(out, "  subgraph cluster_legend {{ style=rounded; color=\"#d0d4da\"; fontcolor=\"#555b66\"; fontsize=10;")?;
    // In a drawing of so many nodes as come with their places, small letters cannot be read.
    let size = if place.is_some() { 18 } else { 10 };
    let at = pinned(place);
    writeln!(out, "    legend [shape=plain, style=\"\", fontsize={size}{at}, label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\">{rows}</TABLE>>];")?;
    writeln!(out, "  }}")
}

/// A line grows with the logarithm of its count, in steps that need no rounding.
fn width(count: u32) -> String {
    let tenths = 8 + 7 * (u32::BITS - count.max(1).leading_zeros() - 1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Long labels on several lines.
fn wrap(label: &str) -> String {
    let mut text = String::new();
    let mut line = 0;
    for word in label.split_whitespace() {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > 32 {
            text.push('\n');
            line = 0;
        } else if line > 0 {
            text.push(' ');
            line += 1;
        }
        text += word;
        line += length;
    }
    text
}

/// A quoted string of the DOT language.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        assert_eq!(quote("a\"b\\c\nd\u{7}"), "\"a\\\"b\\\\c\\nd \"");
        assert_eq!(html("<a&b>"), "&lt;a&amp;b&gt;");
        assert_eq!((width(1), width(2), width(9)), ("0.8".to_owned(), "1.5".to_owned(), "2.9".to_owned()));
    }
}
