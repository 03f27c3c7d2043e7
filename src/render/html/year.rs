//! The year that a node is of, as its document, its identifier or the register tells.

use crate::{engine::Verwijs, graph::Node};

/// The year that a reader would look for a node under, where something tells it.
pub fn of(node: &Node, engine: &Verwijs) -> Option<u32> {
    node.date.map(|date| date.year()).or_else(|| engine.year(&node.id).map(u32::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, GraphBuilder, Level};

    #[test]
    fn laws_are_of_the_year_that_the_register_tells() {
        let engine = Verwijs::new();
        let document = Document::from_text("Zie de Vreemdelingenwet 2000 en Stb. 2021, 312.").with_own("kst-32175-64");
        let mut builder = GraphBuilder::new(Level::Document);
        builder.add(&document, &engine.extract_document(&document));
        let graph = builder.finish(&engine);
        let years: Vec<_> = graph.graph().node_weights().map(|node| (node.id.as_str(), of(node, &engine))).collect();
        assert_eq!(years, [("BWBR0011823", Some(2000)), ("kst-32175-64", None), ("stb-2021-312", Some(2021))]);
    }
}
