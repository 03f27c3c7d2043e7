//! Gathers the citations of many documents into one graph.

use super::{Edge, Level, Node, ReferenceGraph};
use crate::{
    citation::Status,
    cite,
    document::Document,
    engine::{Extraction, Verwijs},
    family::Family,
    id::{Celex, Ecli, EuArticle, Id, Jci, Publication},
    span::{Locator, Place},
};
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet};

/// Of each edge only the first places are kept.
const PLACES: usize = 8;

/// Gathers the citations of documents, in any order and in parts that are merged: the graph is the same.
#[derive(Debug, Clone, Default)]
pub struct GraphBuilder {
    level: Level,
    sources: BTreeMap<Id, BTreeSet<String>>,
    /// By the citing node, then by the cited one and the other identifiers of the same paper.
    edges: BTreeMap<Id, BTreeMap<(Id, Vec<Id>), Weight>>,
}

#[derive(Debug, Clone)]
struct Weight {
    count: usize,
    places: Vec<Place>,
    family: Family,
}

impl Weight {
    fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.places.extend(other.places);
        self.places.sort_by_key(|p| (p.line, p.column));
        self.places.truncate(PLACES);
        if other.family < self.family {
            self.family = other.family;
        }
    }
}

impl GraphBuilder {
    /// An empty graph whose nodes are told apart as `level` says.
    pub fn new(level: Level) -> Self {
        Self { level, ..Self::default() }
    }

    /// Adds a document and what it cites: resolved citations, and unknown ones that name something.
    pub fn add(&mut self, document: &Document<'_>, extraction: &Extraction) {
        let own = extraction.own.clone().unwrap_or_else(|| Id::new(&document.name));
        let source = self.level.source(&own);
        self.sources.entry(source.clone()).or_default().insert(document.name.clone());
        let cited = extraction.citations.iter().filter(|c| !c.own && matches!(c.status, Status::Resolved | Status::Unknown));
        let mut locator = Locator::new(&document.text);
        for citation in cited {
            let place = locator.locate(citation.span.start);
            for target in &citation.targets {
                let Some(id) = self.level.target(&target.id) else { continue };
                let also: BTreeSet<Id> = target.also.iter().filter_map(|a| self.level.target(a)).filter(|a| *a != id).collect();
                let weight = Weight { count: 1, places: vec![place], family: citation.family.clone() };
                self.join(source.clone(), (id, also.into_iter().collect()), weight);
            }
        }
    }

    /// Adds what another builder of the same level gathered.
    pub fn merge(&mut self, other: Self) {
        for (id, names) in other.sources {
            self.sources.entry(id).or_default().extend(names);
        }
        for (source, targets) in other.edges {
            for (target, weight) in targets {
                self.join(source.clone(), target, weight);
            }
        }
    }

    fn join(&mut self, source: Id, target: (Id, Vec<Id>), weight: Weight) {
        match self.edges.entry(source).or_default().entry(target) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(weight);
            }
            std::collections::btree_map::Entry::Occupied(mut slot) => slot.get_mut().merge(weight),
        }
    }

    /// The graph; `verwijs` names its nodes. A document's citations of itself make no edge.
    pub fn finish(self, verwijs: &Verwijs) -> ReferenceGraph {
        let mut families: BTreeMap<Id, Option<Family>> = self.sources.keys().map(|id| (id.clone(), None)).collect();
        let mut edges: BTreeMap<(Id, Id), Weight> = BTreeMap::new();
        for (source, targets) in self.edges {
            for ((id, also), weight) in targets {
                // A joint paper is one thing: of its identifiers, the one that the corpus has.
                let target = std::iter::once(&id).chain(&also).find(|i| self.sources.contains_key(*i)).unwrap_or(&id).clone();
                if target == source {
                    continue;
                }
                let family = families.entry(target.clone()).or_default();
                *family = Some(family.take().map_or_else(|| weight.family.clone(), |f| f.min(weight.family.clone())));
                match edges.entry((source.clone(), target)) {
                    std::collections::btree_map::Entry::Vacant(slot) => {
                        slot.insert(weight);
                    }
                    std::collections::btree_map::Entry::Occupied(mut slot) => slot.get_mut().merge(weight),
                }
            }
        }
        let mut graph = DiGraph::with_capacity(families.len(), edges.len());
        let mut at = BTreeMap::new();
        for (id, cited_as) in families {
            let documents: Vec<String> = self.sources.get(&id).into_iter().flatten().cloned().collect();
            let title = verwijs.label(&id).map(str::to_owned);
            let family = family_of(&id).map(Family::new).or(cited_as).unwrap_or_else(|| Family::new("document"));
            let label = cite::label(&id).or_else(|| verwijs.cite(&id)).unwrap_or_else(|| id.to_string());
            let node = Node { family, label, title, in_corpus: !documents.is_empty(), documents, id: id.clone() };
            at.insert(id, graph.add_node(node));
        }
        for ((source, target), weight) in edges {
            graph.add_edge(at[&source], at[&target], Edge { count: weight.count, places: weight.places });
        }
        ReferenceGraph { graph }
    }
}

/// The family that the form of an identifier shows, however it was cited.
fn family_of(id: &Id) -> Option<&'static str> {
    let text = id.as_str();
    if text.starts_with("dossier/") {
        return Some("kamerstuk");
    }
    if let Ok(jci) = text.parse::<Jci>() {
        return Some(if jci.bwb().starts_with("BWBV") { Family::VERDRAG } else { Family::REGELGEVING });
    }
    if text.parse::<Ecli>().is_ok() || text.parse::<Celex>().is_ok_and(|c| c.as_str().starts_with('6')) {
        return Some("rechtspraak");
    }
    if text.parse::<EuArticle>().is_ok() {
        return Some(Family::EU);
    }
    if let Some(family) = tweede_kamer(text) {
        return Some(family);
    }
    Some(match text.parse::<Publication>().ok()?.prefix() {
        "kst" | "blg" => "kamerstuk",
        "h" => "handelingen",
        "ah" => "aanhangsel",
        "ag" => "agenda",
        "stb" => "staatsblad",
        "stcrt" => "staatscourant",
        "trb" => "tractatenblad",
        "gmb" => "gemeenteblad",
        _ => return None,
    })
}

/// A document (2018D54210) or zaak (2018Z20967) of the Tweede Kamer.
fn tweede_kamer(text: &str) -> Option<&'static str> {
    let digits = text.bytes().enumerate().all(|(at, b)| at == 4 || b.is_ascii_digit());
    match text.as_bytes().get(4)? {
        b'D' if digits && text.len() == 10 => Some("document"),
        b'Z' if digits && text.len() == 10 => Some("zaak"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Citation, Span, Target};

    fn paper(name: &str, own: &str, targets: &[(&str, &[&str])]) -> (Document<'static>, Extraction) {
        let mut document = Document::from_text("een tekst").with_own(own);
        document.name = name.to_owned();
        let citation = |(id, also): &(&str, &[&str])| {
            let mut target = Target::new(Id::new(id), Span::new(4, 9));
            target.also = also.iter().map(|a| Id::new(a)).collect();
            let family = Family::new("kamerstuk");
            Citation {
                span: target.span,
                family,
                status: Status::Resolved,
                targets: vec![target],
                candidates: Vec::new(),
                fields: BTreeMap::new(),
                own: false,
                rule: String::new(),
            }
        };
        (document, Extraction { own: Some(Id::new(own)), citations: targets.iter().map(citation).collect() })
    }

    #[test]
    fn order_does_not_matter_and_joint_papers_are_one() {
        let papers = [
            paper("a", "kst-31015-186", &[("kst-31015-186", &[])]),
            paper("b", "kst-30000-1", &[("kst-28345-186", &["kst-31015-186"]), ("kst-31015-186", &[]), ("BWBR0005537", &[])]),
        ];
        let build = |order: &[usize]| {
            let mut whole = GraphBuilder::new(Level::Document);
            for &i in order {
                let mut part = GraphBuilder::new(Level::Document);
                part.add(&papers[i].0, &papers[i].1);
                whole.merge(part);
            }
            whole.finish(&Verwijs::new())
        };
        let graph = build(&[0, 1]);
        assert_eq!(format!("{graph:?}"), format!("{:?}", build(&[1, 0])));
        let ids: Vec<&str> = graph.graph().node_weights().map(|n| n.id.as_str()).collect();
        assert_eq!(ids, ["BWBR0005537", "kst-30000-1", "kst-31015-186"]);
        let joint = graph.node(&Id::new("kst-31015-186")).unwrap();
        let citing = graph.node(&Id::new("kst-30000-1")).unwrap();
        let edge = graph.graph().find_edge(citing, joint).unwrap();
        assert_eq!(graph.graph()[edge].count, 2);
    }
}
