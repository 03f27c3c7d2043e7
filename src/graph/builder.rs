//! Gathers the citations of many documents into one graph.
//!
//! Identifiers are interned and an edge is twenty bytes until the graph is finished, twenty-eight in it,
//! so that a hundred million edges fit into the memory of one machine.

use super::{
    Edge, Level, Node, ReferenceGraph,
    names::{Name, Names},
};
use crate::{
    articles::article_at,
    citation::Status,
    cite,
    document::Document,
    engine::{Extraction, Verwijs},
    family::Family,
    id::Id,
    period::Period,
    span::{Locator, Place},
};
use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    sync::Arc,
};

/// Edges are folded together when there are twice as many as after the last time, and at least so many.
const FOLD: usize = 1 << 20;

/// Gathers the citations of documents, in any order and in parts that are merged: the graph is the same.
#[derive(Debug, Clone, Default)]
pub struct GraphBuilder {
    level: Level,
    names: Names,
    /// The name of what was cited under one identifier alone: most things are cited many times.
    cited: FxHashMap<Id, Option<u32>>,
    /// Other identifiers of documents, with the first that their documents go by.
    others: BTreeMap<Id, Id>,
    /// The documents of each citing node.
    sources: FxHashMap<u32, Sources>,
    /// As what each name was cited, by its number, where it was.
    cited_as: Vec<Option<Family>>,
    /// Laws of which it is known into which articles they are divided; at the level of articles alone.
    divided: FxHashSet<u32>,
    /// These articles.
    articles: FxHashSet<u32>,
    /// The law of each article that cites.
    laws: FxHashMap<u32, u32>,
    edges: Vec<Row>,
    folded: usize,
}

#[derive(Debug, Clone, Default)]
struct Sources {
    /// Sorted, each once.
    names: Vec<Arc<str>>,
    date: Option<Period>,
}

impl Sources {
    fn add(&mut self, name: &str, date: Option<Period>) {
        if let Err(at) = self.names.binary_search_by(|n| (**n).cmp(name)) {
            self.names.insert(at, name.into());
        }
        self.date = earlier(self.date, date);
    }
}

/// A document of the builder, to hang its citations on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(u32);

/// That one name cites another.
#[derive(Debug, Clone, Copy)]
struct Row {
    source: u32,
    target: u32,
    edge: Edge,
}

impl Edge {
    fn fold(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        if (other.line, other.column) < (self.line, self.column) {
            (self.line, self.column) = (other.line, other.column);
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
        let source = self.document(&own, &document.name, Period::of_document(Some(&own), document));
        self.known_as(source, &extraction.others);
        self.divide(source, extraction.articles.iter().map(|a| &a.id));
        let cited = extraction.citations.iter().filter(|c| !c.own && matches!(c.status, Status::Resolved | Status::Unknown));
        let mut locator = Locator::new(&document.text);
        for citation in cited {
            let place = locator.locate(citation.span.start);
            let source = article_at(&extraction.articles, citation.span.start).map_or(source, |article| self.article(source, &article.id));
            for target in &citation.targets {
                self.cite(source, &target.id, &target.also, &citation.family, place, 1);
            }
        }
        self.fold_when_many();
    }

    /// Adds a document by its identifier and name; [`cite`](Self::cite) adds what it cites.
    pub fn document(&mut self, own: &Id, name: &str, date: Option<Period>) -> Source {
        let number = self.names.number(self.level.source(own), Box::default());
        self.sources.entry(number).or_default().add(name, date);
        self.fold_when_many();
        Source(number)
    }

    /// Adds that the document of `source` has other identifiers too: what is cited under them is it.
    pub fn known_as(&mut self, source: Source, others: &[Id]) {
        // A joint paper is in several dossiers, which are not one.
        if self.level != Level::Dossier {
            let own = self.names.get(source.0).id.clone();
            others.iter().for_each(|other| self.other(other.clone(), own.clone()));
        }
    }

    fn other(&mut self, other: Id, own: Id) {
        match self.others.entry(other) {
            Entry::Vacant(slot) => {
                slot.insert(own);
            }
            Entry::Occupied(mut slot) => {
                let first = slot.get().clone().min(own);
                slot.insert(first);
            }
        }
    }

    /// Adds that a document is a law that is divided into these articles: at the level of articles, what the law
    /// has no such article for is not in the corpus.
    pub fn divide<'i>(&mut self, source: Source, articles: impl IntoIterator<Item = &'i Id>) {
        if self.level != Level::Article {
            return;
        }
        for article in articles {
            self.divided.insert(source.0);
            let number = self.names.number(article.clone(), Box::default());
            self.articles.insert(number);
        }
    }

    /// An article of a document, to hang on it what it cites; at other levels than that of articles the document itself.
    pub fn article(&mut self, source: Source, article: &Id) -> Source {
        if self.level != Level::Article {
            return source;
        }
        let number = self.names.number(article.clone(), Box::default());
        if !self.sources.contains_key(&number) {
            let whole = self.sources.get(&source.0).cloned().unwrap_or_default();
            self.sources.insert(number, whole);
        }
        self.laws.insert(number, source.0);
        Source(number)
    }

    /// Adds that `source` cites `target`, which may have other identifiers too, `count` times, first at `place`.
    pub fn cite(&mut self, source: Source, target: &Id, also: &[Id], family: &Family, place: Place, count: u32) {
        let Some(target) = self.target(target, also) else { return };
        // "Deze wet" in one of its articles.
        if self.laws.get(&source.0) == Some(&target) {
            return;
        }
        self.called(target, family);
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let edge = Edge { count, line: small(place.line), column: small(place.column) };
        // Citations of one document often stand together: the last edge may be this one.
        match self.edges.last_mut() {
            Some(last) if last.source == source.0 && last.target == target => last.edge.fold(edge),
            _ => self.edges.push(Row { source: source.0, target, edge }),
        }
    }

    fn target(&mut self, target: &Id, also: &[Id]) -> Option<u32> {
        if also.is_empty()
            && let Some(known) = self.cited.get(target)
        {
            return *known;
        }
        let number = self.level.target(target).map(|id| {
            let others: BTreeSet<Id> = also.iter().filter_map(|a| self.level.target(a)).filter(|a| *a != id).collect();
            self.names.number(id, others.into_iter().collect())
        });
        if also.is_empty() {
            self.cited.insert(target.clone(), number);
        }
        number
    }

    /// Adds what another builder of the same level gathered.
    pub fn merge(&mut self, other: Self) {
        let numbers: Vec<u32> = other.names.iter().map(|name| self.names.number(name.id.clone(), name.also.clone())).collect();
        for (source, theirs) in other.sources {
            let ours = self.sources.entry(numbers[source as usize]).or_default();
            theirs.names.iter().for_each(|name| ours.add(name, theirs.date));
        }
        self.divided.extend(other.divided.iter().map(|&name| numbers[name as usize]));
        self.laws.extend(other.laws.iter().map(|(&article, &law)| (numbers[article as usize], numbers[law as usize])));
        self.articles.extend(other.articles.iter().map(|&name| numbers[name as usize]));
        for (&number, family) in numbers.iter().zip(&other.cited_as) {
            family.iter().for_each(|family| self.called(number, family));
        }
        other.others.into_iter().for_each(|(other, own)| self.other(other, own));
        self.edges.extend(other.edges.iter().map(|row| Row { source: numbers[row.source as usize], target: numbers[row.target as usize], ..*row }));
        self.fold_when_many();
    }

    /// Adds a finished graph of the same level, say of an earlier run over other documents.
    pub fn add_graph(&mut self, graph: &ReferenceGraph) {
        let graph = graph.graph();
        let mut numbers = Vec::with_capacity(graph.node_count());
        for node in graph.node_weights() {
            let number = self.names.number(node.id.clone(), Box::default());
            if node.in_corpus {
                let ours = self.sources.entry(number).or_default();
                node.documents.iter().for_each(|name| ours.add(name, node.date));
            } else {
                self.called(number, &node.family);
            }
            numbers.push(number);
        }
        let rows = graph.raw_edges().iter().map(|e| Row { source: numbers[e.source().index()], target: numbers[e.target().index()], edge: e.weight });
        self.edges.extend(rows);
        self.fold_when_many();
    }

    /// Of the families that a thing was cited as, the first by name.
    fn called(&mut self, name: u32, family: &Family) {
        let at = name as usize;
        if self.cited_as.len() <= at {
            self.cited_as.resize(at + 1, None);
        }
        match &mut self.cited_as[at] {
            Some(known) if *known <= *family => {}
            slot => *slot = Some(family.clone()),
        }
    }

    fn fold_when_many(&mut self) {
        if self.edges.len() > FOLD.max(2 * self.folded) {
            fold(&mut self.edges);
            self.folded = self.edges.len();
        }
    }

    /// The graph; `verwijs` names its nodes. A document's citations of itself make no edge.
    pub fn finish(self, verwijs: &Verwijs) -> ReferenceGraph {
        let Self { level, names, others, sources, cited_as, divided, articles, mut edges, .. } = self;
        let in_corpus: FxHashMap<&Id, u32> = sources.keys().map(|&number| (&names.get(number).id, number)).collect();
        // A joint paper is one thing: of its identifiers, the one that the corpus has.
        let mut meant: Vec<&Id> = Vec::new();
        for Name { id, also } in names.iter() {
            let ids = || std::iter::once(id).chain(also);
            let known = ids().find(|id| in_corpus.contains_key(*id)).or_else(|| ids().find_map(|id| others.get(id)));
            meant.push(known.unwrap_or(id));
        }
        let mut is_node = vec![false; meant.len()];
        sources.keys().for_each(|&number| is_node[number as usize] = true);
        for row in edges.iter().filter(|row| meant[row.source as usize] != meant[row.target as usize]) {
            is_node[row.target as usize] = true;
        }
        // Names that mean the same stand together; those of which none is a node are those that only their own document
        // cites, and no row of theirs is left below.
        let mut order: Vec<u32> = (0..u32::try_from(meant.len()).unwrap_or(u32::MAX)).collect();
        order.par_sort_unstable_by(|a, b| meant[*a as usize].cmp(meant[*b as usize]));
        let mut at = vec![u32::MAX; meant.len()];
        let mut nodes: Vec<(&Id, Option<&Family>)> = Vec::new();
        for same in order.chunk_by(|a, b| meant[*a as usize] == meant[*b as usize]) {
            if !same.iter().any(|&number| is_node[number as usize]) {
                continue;
            }
            let here = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            same.iter().for_each(|&number| at[number as usize] = here);
            let family = same.iter().filter_map(|&number| cited_as.get(number as usize)?.as_ref()).min();
            nodes.push((meant[same[0] as usize], family));
        }
        edges.retain_mut(|row| {
            (row.source, row.target) = (at[row.source as usize], at[row.target as usize]);
            row.source != row.target
        });
        fold(&mut edges);
        let document = |id: &Id| match in_corpus.get(id) {
            Some(number) => Some(&sources[number]),
            None if level == Level::Article => {
                // An article of a law that the corpus has.
                let number = in_corpus.get(&cite::whole(id))?;
                // Chapters and annexes it may have: only its articles are known.
                let article = id.as_str().contains("&artikel=") || !id.as_str().contains('&');
                let has = !article || !divided.contains(number) || names.find(id).is_some_and(|n| articles.contains(&n));
                has.then(|| &sources[number])
            }
            None => None,
        };
        let made: Vec<Node> = nodes.par_iter().map(|&(id, cited_as)| node(id, cited_as, document(id), verwijs)).collect();
        let mut graph = DiGraph::with_capacity(made.len(), edges.len());
        for node in made {
            graph.add_node(node);
        }
        for row in edges {
            graph.add_edge(NodeIndex::new(row.source as usize), NodeIndex::new(row.target as usize), row.edge);
        }
        ReferenceGraph { graph }
    }
}

fn node(id: &Id, cited_as: Option<&Family>, own: Option<&Sources>, verwijs: &Verwijs) -> Node {
    Node {
        family: Family::of(id).or_else(|| cited_as.cloned()).unwrap_or_else(|| Family::new("document")),
        label: cite::label(id).or_else(|| verwijs.cite(id)).unwrap_or_else(|| id.to_string()),
        title: verwijs.label(id).map(str::to_owned),
        in_corpus: own.is_some(),
        documents: own.map(|o| o.names.iter().map(|name| name.to_string()).collect()).unwrap_or_default(),
        date: own.and_then(|o| o.date).or_else(|| Period::of_id(id)),
        id: id.clone(),
    }
}

fn earlier(a: Option<Period>, b: Option<Period>) -> Option<Period> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Sorts edges by their ends and makes one of those that have the same.
fn fold(edges: &mut Vec<Row>) {
    edges.sort_unstable_by_key(|row| (row.source, row.target));
    edges.dedup_by(|next, kept| {
        let same = (next.source, next.target) == (kept.source, kept.target);
        if same {
            kept.edge.fold(next.edge);
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Candidates, Citation, Fields, Span, Target};

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
                candidates: Candidates::default(),
                fields: Fields::default(),
                own: false,
                rule: "".into(),
            }
        };
        (document, Extraction { own: Some(Id::new(own)), others: Vec::new(), citations: targets.iter().map(citation).collect(), articles: Vec::new() })
    }

    #[test]
    fn a_document_is_cited_under_each_of_its_identifiers() {
        let mut builder = GraphBuilder::new(Level::Document);
        let (document, mut extraction) = paper("a", "kst-32175-64", &[]);
        extraction.others = vec![Id::new("2018D54210")];
        builder.add(&document, &extraction);
        let (document, extraction) = paper("b", "kst-1-2", &[("2018D54210", &[]), ("kst-32175-64", &[])]);
        builder.add(&document, &extraction);
        let graph = builder.finish(&Verwijs::new());
        assert_eq!((graph.graph().node_count(), graph.graph().edge_count()), (2, 1));
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
