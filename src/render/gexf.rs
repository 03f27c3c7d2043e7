//! GEXF, with attributes, colours and sizes as Gephi reads them.

use super::{
    color::{Paint, Rgb},
    xml::Xml,
};
use crate::graph::ReferenceGraph;
use std::io::{self, Write};

const ATTRIBUTES: [(&str, &str); 6] =
    [("family", "string"), ("title", "string"), ("in_corpus", "boolean"), ("date", "string"), ("url", "anyURI"), ("group", "integer")];

/// Writes the graph; what is only cited is lighter, what is cited by many is larger. Where colours tell groups, an attribute
/// has their numbers, from 0 for the largest.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph, paint: &Paint<'_>) -> io::Result<()> {
    let graph = reference.graph();
    let mut cited = vec![0_u32; graph.node_count()];
    graph.raw_edges().iter().for_each(|e| cited[e.target().index()] += 1);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://www.gexf.net/1.2draft\" xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" version=\"1.2\">")?;
    writeln!(out, "  <meta><creator>verwijs {}</creator><description>References</description></meta>", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "  <graph mode=\"static\" defaultedgetype=\"directed\">")?;
    writeln!(out, "    <attributes class=\"node\" mode=\"static\">")?;
    for (at, (name, kind)) in ATTRIBUTES.iter().enumerate() {
        writeln!(out, "      <attribute id=\"{at}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>\n    <attributes class=\"edge\" mode=\"static\">")?;
    writeln!(out, "      <attribute id=\"0\" title=\"line\" type=\"integer\"/>\n    </attributes>\n    <nodes>")?;
    for (number, (node, cited)) in graph.node_weights().zip(cited).enumerate() {
        write!(out, "      <node id=\"{}\" label=\"{}\"><attvalues>", Xml(node.id.as_str()), Xml(&node.label))?;
        let date = node.date.map(|d| d.to_string());
        let group = paint.grouped().map(|groups| groups.of(number).to_string());
        let values = [Some(node.family.to_string()), node.title.clone(), Some(node.in_corpus.to_string()), date, node.id.url(), group];
        for (at, value) in values.iter().enumerate() {
            if let Some(value) = value {
                write!(out, "<attvalue for=\"{at}\" value=\"{}\"/>", Xml(value))?;
            }
        }
        let color = paint.of(number, node);
        let Rgb(r, g, b) = if node.in_corpus { color } else { color.light(55) };
        writeln!(out, "</attvalues><viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/><viz:size value=\"{}.0\"/></node>", size(cited))?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (at, edge) in graph.raw_edges().iter().enumerate() {
        let (from, to) = (&graph[edge.source()].id, &graph[edge.target()].id);
        write!(out, "      <edge id=\"{at}\" source=\"{}\" target=\"{}\" weight=\"{}.0\">", Xml(from.as_str()), Xml(to.as_str()), edge.weight.count)?;
        writeln!(out, "<attvalues><attvalue for=\"0\" value=\"{}\"/></attvalues></edge>", edge.weight.line)?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

/// The size of a node grows with the logarithm of what cites it.
fn size(cited: u32) -> u32 {
    4 + 4 * (u32::BITS - cited.leading_zeros())
}
