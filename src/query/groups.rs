//! What belongs together.

use super::Row;
use crate::{graph::ReferenceGraph, id::Id};
use petgraph::unionfind::UnionFind;
use serde::Serialize;

/// Things that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Group {
    /// From 1, the largest first.
    pub group: usize,
    /// How many things it has.
    pub size: usize,
    /// How many references stay within it.
    pub inside: usize,
    /// How many go in or out.
    pub across: usize,
    /// The words that its most cited things are known by.
    pub labels: Vec<String>,
    /// All its things, the most cited ones first.
    pub ids: Vec<Id>,
}

impl Row for Group {
    const COLUMNS: &'static [&'static str] = &["group", "size", "inside", "across", "labels", "ids"];

    fn cells(&self) -> Vec<String> {
        let ids: Vec<&str> = self.ids.iter().map(Id::as_str).collect();
        vec![self.group.to_string(), self.size.to_string(), self.inside.to_string(), self.across.to_string(), self.labels.join("; "), ids.join(" ")]
    }

    const SHOWN: &'static [&'static str] = &["group", "size", "inside", "across", "most cited"];

    fn shown(&self) -> Vec<String> {
        vec![self.group.to_string(), self.size.to_string(), self.inside.to_string(), self.across.to_string(), self.labels.join("; ")]
    }
}

/// How many labels stand for a group.
const LABELS: usize = 5;

/// Groups from the number of the group of each node.
fn groups(graph: &ReferenceGraph, of: &[u32]) -> Vec<Group> {
    let graph = graph.graph();
    let mut cited = vec![0_u32; graph.node_count()];
    let count = of.iter().max().map_or(0, |m| *m as usize + 1);
    let mut edges = vec![(0, 0); count];
    for edge in graph.raw_edges() {
        cited[edge.target().index()] += 1;
        let (from, to) = (of[edge.source().index()] as usize, of[edge.target().index()] as usize);
        if from == to {
            edges[from].0 += 1;
        } else {
            edges[from].1 += 1;
            edges[to].1 += 1;
        }
    }
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    of.iter().enumerate().for_each(|(at, group)| members[*group as usize].push(at));
    let nodes = graph.raw_nodes();
    let mut found: Vec<Group> = members
        .into_iter()
        .zip(edges)
        .filter(|(members, _)| !members.is_empty())
        .map(|(mut members, (inside, across))| {
            // Stable: equally cited ones stay in the order of their identifiers.
            members.sort_by_key(|&at| std::cmp::Reverse(cited[at]));
            let labels = members.iter().take(LABELS).map(|&at| nodes[at].weight.label.clone()).collect();
            Group { group: 0, size: members.len(), inside, across, labels, ids: members.iter().map(|&at| nodes[at].weight.id.clone()).collect() }
        })
        .collect();
    found.sort_by(|x, y| y.size.cmp(&x.size).then_with(|| x.ids.cmp(&y.ids)));
    found.iter_mut().enumerate().for_each(|(at, group)| group.group = at + 1);
    found
}

/// What hangs together by references of any direction.
pub fn components(graph: &ReferenceGraph) -> Vec<Group> {
    groups(graph, &component_of(graph))
}

/// A node of the same component for each node.
pub(super) fn component_of(graph: &ReferenceGraph) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(graph.graph().node_count());
    for edge in graph.graph().raw_edges() {
        // Indices of a graph with u32 indices fit.
        sets.union(edge.source().index() as u32, edge.target().index() as u32);
    }
    sets.into_labeling()
}

/// Communities by the Leiden method: groups with many references inside and few across. Directions do not
/// count, an edge counts as often as it stands for a citation; a higher `resolution` than 1 gives smaller groups.
/// The second value is the modularity.
#[cfg(feature = "communities")]
pub fn communities(graph: &ReferenceGraph, resolution: f64) -> (Vec<Group>, f64) {
    let nodes = graph.graph().node_count();
    let mut links = std::collections::BTreeMap::new();
    for edge in graph.graph().raw_edges() {
        let (a, b) = (edge.source().index(), edge.target().index());
        *links.entry((a.min(b), a.max(b))).or_insert(0.0) += f64::from(edge.weight.count);
    }
    // Ends exist and weights are positive; what the method refuses is a graph without edges, where each node is alone.
    let of = leiden(nodes, &links, resolution).unwrap_or_else(|_| (0..nodes as u32).collect());
    let of = connected(&links, &of);
    let modularity = modularity(&links, &of, resolution);
    (groups(graph, &of), modularity)
}

/// The community of each node. The method depends on the order in which it looks at nodes: it goes on from what it
/// found until three orders find nothing better, and a small graph is begun more than once.
#[cfg(feature = "communities")]
fn leiden(nodes: usize, links: &std::collections::BTreeMap<(usize, usize), f64>, resolution: f64) -> Result<Vec<u32>, leiden_rs::LeidenError> {
    use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};
    const SMALL: usize = 20_000;
    const GAIN: f64 = 1e-7;
    let mut builder = GraphDataBuilder::new(nodes);
    for (&(a, b), &weight) in links {
        builder.add_edge(a, b, weight)?;
    }
    let data = builder.build()?;
    // Fixed seeds make the answer the same each time.
    let method = |seed| Leiden::new(LeidenConfig { resolution, seed: Some(seed), ..LeidenConfig::default() });
    let mut best = method(0).run(&data)?;
    for start in 0..if links.len() < SMALL { 8 } else { 1 } {
        let mut found = method(1000 * start).run(&data)?;
        let (mut seed, mut idle) = (1000 * start, 0);
        while idle < 3 {
            seed += 1;
            let next = method(seed).run_with_initial_partition(&data, found.partition.clone())?;
            if next.quality > found.quality + GAIN {
                (found, idle) = (next, 0);
            } else {
                idle += 1;
            }
        }
        if found.quality > best.quality + GAIN {
            best = found;
        }
    }
    Ok((0..nodes).map(|at| best.partition.community_of(at) as u32).collect())
}

/// The same division with each community that does not hang together in its parts, which never lowers the modularity.
#[cfg(feature = "communities")]
fn connected(links: &std::collections::BTreeMap<(usize, usize), f64>, of: &[u32]) -> Vec<u32> {
    let mut sets = UnionFind::<u32>::new(of.len());
    for &(a, b) in links.keys().filter(|(a, b)| of[*a] == of[*b]) {
        sets.union(a as u32, b as u32);
    }
    sets.into_labeling()
}

/// The modularity of a division of a graph without directions.
#[cfg(feature = "communities")]
fn modularity(links: &std::collections::BTreeMap<(usize, usize), f64>, of: &[u32], resolution: f64) -> f64 {
    let total: f64 = links.values().sum();
    if total == 0.0 {
        return 0.0;
    }
    let count = of.iter().max().map_or(0, |m| *m as usize + 1);
    let (mut inside, mut degree) = (vec![0.0; count], vec![0.0; count]);
    for (&(a, b), &w) in links {
        let (from, to) = (of[a] as usize, of[b] as usize);
        degree[from] += w;
        degree[to] += w;
        if from == to {
            inside[from] += w;
        }
    }
    inside.iter().zip(&degree).map(|(i, d)| i / total - resolution * (d / (2.0 * total)).powi(2)).sum()
}
