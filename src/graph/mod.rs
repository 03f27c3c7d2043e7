//! The reference graph: which document cites what, and how often.

mod best;
mod builder;
mod level;
mod names;
mod opening;

#[cfg(feature = "index")]
pub(crate) use best::groups;
pub use best::{Best, Sighting, Standing};
pub use builder::{GraphBuilder, Source};
pub use level::Level;

use crate::{family::Family, id::Id, period::Period};
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
    /// When it is from: what its document tells, else its identifier.
    pub date: Option<Period>,
}

/// That one thing cites another. Small, for there may be a hundred million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edge {
    /// How often.
    pub count: u32,
    /// The line of the first citation in the citing document, from 1.
    pub line: u32,
    /// Its column in code points, from 1.
    pub column: u32,
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
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
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

    /// The part of the graph that holds the nodes and edges for which the two say so.
    #[must_use]
    pub fn part(&self, node: impl Fn(NodeIndex) -> bool, edge: impl Fn(petgraph::graph::EdgeIndex) -> bool) -> Self {
        let keep_node = |at: NodeIndex, weight: &Node| node(at).then(|| weight.clone());
        Self { graph: self.graph.filter_map(keep_node, |at, weight| edge(at).then_some(*weight)) }
    }
}
