//! What matters most.

use super::{
    Row,
    row::{decimals, title_or},
};
use crate::{family::Family, graph::ReferenceGraph, id::Id};
use serde::Serialize;
use std::str::FromStr;

/// By what things are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub enum Measure {
    /// How many things cite it.
    InDegree,
    /// How often it is cited.
    Citations,
    /// PageRank: it counts for more to be cited by what is itself much cited.
    #[default]
    PageRank,
    /// HITS: cited by what cites much that matters.
    Authority,
    /// HITS: cites much that matters.
    Hub,
}

impl FromStr for Measure {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "in-degree" => Ok(Self::InDegree),
            "citations" => Ok(Self::Citations),
            "pagerank" => Ok(Self::PageRank),
            "authority" => Ok(Self::Authority),
            "hub" => Ok(Self::Hub),
            _ => Err("expected in-degree, citations, pagerank, authority or hub".to_owned()),
        }
    }
}

/// A thing with its rank and all measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ranked {
    /// From 1, by the measure asked for.
    pub rank: usize,
    /// Its identifier.
    pub id: Id,
    /// The words that a reader knows it by.
    pub label: String,
    /// Its full title, where one is known.
    pub title: Option<String>,
    /// What kind of thing it is.
    pub family: Family,
    /// Whether the corpus has it.
    pub in_corpus: bool,
    /// How many things cite it.
    pub in_degree: usize,
    /// How often they do.
    pub citations: u64,
    /// PageRank; those of all things add up to 1.
    pub pagerank: f64,
    /// HITS; those of all things add up to 1.
    pub authority: f64,
    /// HITS; those of all things add up to 1.
    pub hub: f64,
    /// By what it was ranked.
    #[serde(skip)]
    by: Measure,
}

impl Row for Ranked {
    const COLUMNS: &'static [&'static str] = &["rank", "id", "label", "title", "family", "in_corpus", "in_degree", "citations", "pagerank", "authority", "hub"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.rank.to_string(),
            self.id.to_string(),
            self.label.clone(),
            self.title.clone().unwrap_or_default(),
            self.family.to_string(),
            self.in_corpus.to_string(),
            self.in_degree.to_string(),
            self.citations.to_string(),
            decimals(self.pagerank),
            decimals(self.authority),
            decimals(self.hub),
        ]
    }

    const SHOWN: &'static [&'static str] = &["rank", "id", "title", "cited_by", "citations", "score"];

    fn shown(&self) -> Vec<String> {
        let score = match self.by {
            Measure::Authority => self.authority,
            Measure::Hub => self.hub,
            _ => self.pagerank,
        };
        vec![
            self.rank.to_string(),
            self.id.to_string(),
            title_or(self.title.as_deref(), &self.label),
            self.in_degree.to_string(),
            self.citations.to_string(),
            format!("{score:.5}"),
        ]
    }
}

/// All things by `measure`; equal ones by their identifier. With `weighted`, PageRank and HITS let an edge
/// count as often as it stands for a citation.
pub fn rank(graph: &ReferenceGraph, measure: Measure, weighted: bool) -> Vec<Ranked> {
    let pageranks = pagerank(graph, weighted);
    let (hubs, authorities) = hits(graph, weighted);
    let mut rows: Vec<Ranked> = graph
        .graph()
        .node_weights()
        .enumerate()
        .map(|(at, node)| Ranked {
            rank: 0,
            id: node.id.clone(),
            label: node.label.clone(),
            title: node.title.clone(),
            family: node.family.clone(),
            in_corpus: node.in_corpus,
            in_degree: 0,
            citations: 0,
            pagerank: pageranks[at],
            authority: authorities[at],
            hub: hubs[at],
            by: measure,
        })
        .collect();
    for edge in graph.graph().raw_edges() {
        let row = &mut rows[edge.target().index()];
        row.in_degree += 1;
        row.citations += u64::from(edge.weight.count);
    }
    let score = |row: &Ranked| match measure {
        Measure::InDegree => row.in_degree as f64,
        Measure::Citations => row.citations as f64,
        Measure::PageRank => row.pagerank,
        Measure::Authority => row.authority,
        Measure::Hub => row.hub,
    };
    // Nodes stand by their identifier, and the sort is stable.
    rows.sort_by(|x, y| score(y).total_cmp(&score(x)));
    rows.iter_mut().enumerate().for_each(|(at, row)| row.rank = at + 1);
    rows
}

const DAMPING: f64 = 0.85;
/// By how much all scores together may still change in the last round.
const TOLERANCE: f64 = 1e-10;
const ROUNDS: usize = 500;

/// The PageRank of each node, damped by 0.85; what cites nothing passes its rank on to all alike.
///
/// This is the PageRank of networkx and igraph, and takes as long as there are edges. `petgraph::algo::page_rank`
/// compares every node with every other one in each round, and lets nobody jump along a link.
pub fn pagerank(graph: &ReferenceGraph, weighted: bool) -> Vec<f64> {
    let graph = graph.graph();
    let nodes = graph.node_count();
    if nodes == 0 {
        return Vec::new();
    }
    let mut out = vec![0.0; nodes];
    for edge in graph.raw_edges() {
        out[edge.source().index()] += weight(edge.weight.count, weighted);
    }
    let even = 1.0 / nodes as f64;
    let mut ranks = vec![even; nodes];
    for _ in 0..ROUNDS {
        let idle: f64 = ranks.iter().zip(&out).filter(|(_, out)| **out == 0.0).map(|(rank, _)| rank).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * idle) * even; nodes];
        for edge in graph.raw_edges() {
            let from = edge.source().index();
            next[edge.target().index()] += DAMPING * ranks[from] * weight(edge.weight.count, weighted) / out[from];
        }
        let change: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
        ranks = next;
        if change < TOLERANCE {
            break;
        }
    }
    ranks
}

/// The hub and authority scores of each node (Kleinberg's HITS).
pub fn hits(graph: &ReferenceGraph, weighted: bool) -> (Vec<f64>, Vec<f64>) {
    let graph = graph.graph();
    let nodes = graph.node_count();
    let mut hubs = vec![1.0 / nodes.max(1) as f64; nodes];
    let mut authorities = vec![0.0; nodes];
    for _ in 0..ROUNDS {
        authorities = vec![0.0; nodes];
        for edge in graph.raw_edges() {
            authorities[edge.target().index()] += hubs[edge.source().index()] * weight(edge.weight.count, weighted);
        }
        even_out(&mut authorities);
        let mut next = vec![0.0; nodes];
        for edge in graph.raw_edges() {
            next[edge.source().index()] += authorities[edge.target().index()] * weight(edge.weight.count, weighted);
        }
        even_out(&mut next);
        let change: f64 = next.iter().zip(&hubs).map(|(a, b)| (a - b).abs()).sum();
        hubs = next;
        if change < TOLERANCE {
            break;
        }
    }
    (hubs, authorities)
}

fn weight(count: u32, weighted: bool) -> f64 {
    if weighted { f64::from(count) } else { 1.0 }
}

/// Makes scores add up to 1, where there are any.
fn even_out(scores: &mut [f64]) {
    let sum: f64 = scores.iter().sum();
    if sum > 0.0 {
        scores.iter_mut().for_each(|s| *s /= sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Level, Place, Span, Status, Target, Verwijs,
        query::{Filter, Mention, Reading, graph},
    };

    #[test]
    fn ranks_stay_when_they_are_passed_on() {
        let reading = |id: &str, cited: &[&str]| {
            let place = Place { char: 0, line: 1, column: 1 };
            let mut reading = Reading::new(Id::new(id), id, id, None);
            let mention = |c: &&str| Mention::new(0, 1, place, Family::new("document"), Status::Resolved, vec![Target::new(Id::new(c), Span::new(0, 1))]);
            reading.citations = cited.iter().map(mention).collect();
            reading
        };
        let corpus = [reading("a", &["b", "c", "d", "d"]), reading("b", &["c"]), reading("c", &["a"]), reading("e", &["d", "c"])];
        let graph = graph(&corpus[..], &Verwijs::new(), Level::Document, &Filter::default()).unwrap();
        let ranks = pagerank(&graph, false);
        // a, b, c, d, e; d cites nothing.
        let even = (0.15 + 0.85 * ranks[3]) / 5.0;
        let expected = [
            even + 0.85 * ranks[2],
            even + 0.85 * ranks[0] / 3.0,
            even + 0.85 * (ranks[0] / 3.0 + ranks[1] + ranks[4] / 2.0),
            even + 0.85 * (ranks[0] / 3.0 + ranks[4] / 2.0),
            even,
        ];
        for (rank, expected) in ranks.iter().zip(expected) {
            assert!((rank - expected).abs() < 1e-9, "{rank} {expected}");
        }
        assert!(pagerank(&graph, true)[3] > ranks[3]);
        let (hubs, authorities) = hits(&graph, false);
        assert!((hubs.iter().sum::<f64>() - 1.0).abs() < 1e-9 && (authorities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert_eq!(rank(&graph, Measure::InDegree, false)[0].id.as_str(), "c");
    }
}
