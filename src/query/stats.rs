//! Figures about a corpus and its citations.

use super::{
    Filter, Row,
    corpus::{Corpus, Want},
    groups::component_of,
};
use crate::{
    engine::Verwijs,
    family::Family,
    graph::{GraphBuilder, Level, ReferenceGraph},
    id::Id,
    span::Place,
};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::collections::BTreeMap;

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figure {
    /// What it is of: `documents`, `citations`, `graph`.
    pub of: &'static str,
    /// What it counts.
    pub figure: String,
    /// The figure.
    pub value: f64,
}

impl Row for Figure {
    const COLUMNS: &'static [&'static str] = &["of", "figure", "value"];

    fn cells(&self) -> Vec<String> {
        let value = if self.value.fract() == 0.0 { format!("{:.0}", self.value) } else { format!("{:.4}", self.value) };
        vec![self.of.to_owned(), self.figure.clone(), value]
    }
}

#[derive(Default)]
struct Counts {
    documents: usize,
    dated: usize,
    citing: usize,
    own: usize,
    citations: usize,
    statuses: BTreeMap<&'static str, usize>,
    families: BTreeMap<Family, usize>,
    targets: FxHashSet<Id>,
    years: BTreeMap<u32, usize>,
}

/// A page of figures about a corpus, its citations and the graph of them.
///
/// # Errors
/// What the corpus gives.
pub fn stats<C: Corpus + ?Sized>(corpus: &C, verwijs: &Verwijs, level: Level, filter: &Filter) -> Result<Vec<Figure>, C::Error> {
    let mut counts = Counts::default();
    let mut builder = GraphBuilder::new(level);
    corpus.read(&Want::all(), &mut |mut reading| {
        if !filter.keeps(&mut reading) {
            return;
        }
        counts.documents += 1;
        if let Some(date) = reading.date {
            counts.dated += 1;
            *counts.years.entry(date.year()).or_default() += 1;
        }
        let source = builder.document(&reading.id, &reading.name, reading.date);
        builder.known_as(source, &reading.others);
        builder.divide(source, &reading.articles);
        counts.citing += usize::from(reading.citations.iter().any(|m| !m.own));
        for mention in &reading.citations {
            if mention.own {
                counts.own += 1;
                continue;
            }
            counts.citations += 1;
            *counts.statuses.entry(mention.status.as_str()).or_default() += 1;
            match counts.families.get_mut(&mention.family) {
                Some(count) => *count += 1,
                None => _ = counts.families.insert(mention.family.clone(), 1),
            }
            if mention.counts() {
                let source = mention.article.as_ref().map_or(source, |article| builder.article(source, article));
                let place = Place { char: 0, line: mention.line, column: mention.column };
                for target in &mention.targets {
                    if !counts.targets.contains(&target.id) {
                        counts.targets.insert(target.id.clone());
                    }
                    builder.cite(source, &target.id, &target.also, &mention.family, place, mention.count);
                }
            }
        }
    })?;
    Ok(page(&counts, &builder.finish(verwijs)))
}

fn page(counts: &Counts, graph: &ReferenceGraph) -> Vec<Figure> {
    let mut rows = Vec::new();
    let mut figure = |of, figure: &str, value: f64| rows.push(Figure { of, figure: figure.to_owned(), value });
    figure("documents", "documents", counts.documents as f64);
    figure("documents", "with a date", counts.dated as f64);
    if let (Some(first), Some(last)) = (counts.years.first_key_value(), counts.years.last_key_value()) {
        figure("documents", "first year", f64::from(*first.0));
        figure("documents", "last year", f64::from(*last.0));
    }
    figure("documents", "with a citation", counts.citing as f64);
    figure("citations", "citations", counts.citations as f64);
    figure("citations", "citations a document", ratio(counts.citations, counts.documents));
    for (status, count) in &counts.statuses {
        figure("citations", status, *count as f64);
    }
    for (family, count) in &counts.families {
        figure("citations", &format!("family {family}"), *count as f64);
    }
    figure("citations", "of the document itself", counts.own as f64);
    figure("citations", "different targets", counts.targets.len() as f64);
    let inner = graph.graph();
    let in_corpus = inner.node_weights().filter(|n| n.in_corpus).count();
    figure("graph", "nodes", inner.node_count() as f64);
    figure("graph", "nodes in the corpus", in_corpus as f64);
    figure("graph", "nodes only cited", (inner.node_count() - in_corpus) as f64);
    figure("graph", "references", inner.edge_count() as f64);
    let within = inner.raw_edges().iter().filter(|e| inner[e.target()].in_corpus).count();
    figure("graph", "references within the corpus", within as f64);
    figure("graph", "references a citing node", ratio(inner.edge_count(), inner.node_indices().filter(|&at| inner.neighbors(at).next().is_some()).count()));
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    component_of(graph).into_iter().for_each(|set| *sizes.entry(set).or_default() += 1);
    figure("graph", "components", sizes.len() as f64);
    figure("graph", "nodes in the largest component", sizes.values().copied().max().unwrap_or_default() as f64);
    let mutual = inner.raw_edges().iter().filter(|e| e.source() < e.target() && inner.contains_edge(e.target(), e.source())).count();
    figure("graph", "pairs that cite each other", mutual as f64);
    rows
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}
