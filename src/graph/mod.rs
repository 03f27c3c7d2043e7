//! The reference graph: which document cites what, and how often.

mod best;
mod builder;
mod level;

pub use best::Best;
pub use builder::GraphBuilder;
pub use level::Level;

use crate::{family::Family, id::Id, span::Place};
use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};

/// Something that cites or is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Node {
    /// Its canonical identifier; of a document that shows none, its name.
    pub id: Id,
    /// What kind of thing it is.
    pub family: Family,
    /// The short words that a reader knows it by.
    pub label: String,
    /// Its full title, where a register has one.
    pub title: Option<String>,
    /// Whether a document of the corpus is it.
    pub in_corpus: bool,
    /// The names of those documents, sorted.
    pub documents: Vec<String>,
}

/// That one thing cites another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edge {
    /// How often.
    pub count: usize,
    /// Where, in the citing document: the first of them.
    pub places: Vec<Place>,
}

/// A graph of citations. Nodes stand by their identifier, edges by those of their ends.
///
/// ```
/// use verwijs::{Document, GraphBuilder, Level, Verwijs};
///
/// let verwijs = Verwijs::new();
/// let document = Document::from_text("zie Kamerstuk 34 550 V, nr. 52").with_own("kst-32175-64");
/// let mut builder = GraphBuilder::new(Level::Document);
/// builder.add(&document, &verwijs.extract_document(&document));
/// let graph = builder.finish(&verwijs).into_inner();
/// assert_eq!((graph.node_count(), graph.edge_count()), (2, 1));
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReferenceGraph {
    graph: DiGraph<Node, Edge>,
}

impl ReferenceGraph {
    /// The graph, to work on with `petgraph`.
    pub fn graph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The graph, to keep and change.
    pub fn into_inner(self) -> DiGraph<Node, Edge> {
        self.graph
    }

    /// The node of an identifier.
    pub fn node(&self, id: &Id) -> Option<NodeIndex> {
        let nodes = self.graph.raw_nodes();
        nodes.binary_search_by(|n| n.weight.id.cmp(id)).ok().map(NodeIndex::new)
    }
}
