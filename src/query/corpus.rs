//! What questions are asked of: documents and the citations in them, wherever they come from.

use super::{Filter, Scope};
use crate::{
    articles::article_at,
    citation::{Candidates, Citation, Status, Target},
    cite,
    document::Document,
    engine::{Extraction, Verwijs},
    family::Family,
    graph::{GraphBuilder, Level, ReferenceGraph},
    id::Id,
    period::Period,
    sentence::sentence,
    span::{Locator, Place, Span},
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
};

/// A document and those of its citations that a question wants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reading {
    /// Its canonical identifier; of a document that shows none, its name.
    pub id: Id,
    /// The name it goes by: the id that the input gives it, or its path.
    pub name: String,
    /// The name that records give it: the id that the input gives it, else its own identifier, else its path.
    pub doc: String,
    /// What a reader would call it, where that is known.
    pub title: Option<String>,
    /// Its other identifiers.
    pub others: Vec<Id>,
    /// When it is from.
    pub date: Option<Period>,
    /// The articles that it is divided into, where it is a law that shows them; for [`Scan::All`] and [`Scan::Articles`].
    pub articles: Vec<Id>,
    /// The citations in it, by start.
    pub citations: Vec<Mention>,
}

/// A citation in a [`Reading`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// How many citations it stands for: one, but for [`Scan::Edges`].
    pub count: u32,
    /// The article of the document in which it stands, where that is a law; not for [`Scan::Edges`].
    pub article: Option<Id>,
    /// What kind of thing it names.
    pub family: Family,
    /// How far it could be resolved.
    pub status: Status,
    /// Whether the document names itself here.
    pub own: bool,
    /// The rule that found it; empty where its words were not asked for.
    pub rule: String,
    /// The words; empty where they were not asked for.
    pub text: String,
    /// The sentence, where it was asked for.
    pub sentence: Option<String>,
    /// What it names.
    pub targets: Vec<Target>,
    /// What it may name.
    pub candidates: Candidates,
}

/// Which citations a question wants.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Scan {
    /// All.
    All,
    /// Those that make edges; one mention may stand for all of a document that name the same work, article or not.
    Edges,
    /// Those that make edges, with the articles in which they stand.
    Articles,
    /// Those that name one of these, or a part of it.
    Naming(Vec<Scope>),
    /// Those in the documents and articles that are one of these, or a part of it.
    In(Vec<Scope>),
    /// Those with one of these statuses.
    With(Vec<Status>),
}

/// What a question wants of a corpus.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Want {
    /// Which citations.
    pub scan: Scan,
    /// Their words.
    pub words: bool,
    /// Their sentences.
    pub sentences: bool,
}

impl Want {
    /// All citations, without their words.
    pub const fn all() -> Self {
        Self::of(Scan::All)
    }

    /// These citations, without their words.
    pub const fn of(scan: Scan) -> Self {
        Self { scan, words: false, sentences: false }
    }

    /// The same with the words.
    #[must_use]
    pub fn with_words(mut self) -> Self {
        self.words = true;
        self
    }

    /// The same with words and sentences.
    #[must_use]
    pub fn with_sentences(mut self) -> Self {
        self.sentences = true;
        self.with_words()
    }

    /// Whether a document may have citations that are wanted.
    pub fn wants_document(&self, id: &Id) -> bool {
        !matches!(&self.scan, Scan::In(scopes) if !scopes.iter().any(|s| s.holds(id) || cite::whole(s.id()) == *id))
    }

    /// Whether citations in this article of the document `id`, or outside of its articles, are wanted.
    pub fn wants_in(&self, id: &Id, article: Option<&Id>) -> bool {
        !matches!(&self.scan, Scan::In(scopes) if !scopes.iter().any(|s| s.holds(id) || article.is_some_and(|a| s.holds(a))))
    }

    /// Whether a citation is wanted, given that its document is.
    pub fn wants(&self, status: Status, targets: &[Target]) -> bool {
        match &self.scan {
            Scan::All | Scan::In(_) => true,
            Scan::Edges | Scan::Articles => matches!(status, Status::Resolved | Status::Unknown),
            Scan::With(wanted) => wanted.contains(&status),
            Scan::Naming(scopes) => targets.iter().any(|t| names(scopes, t)),
        }
    }
}

/// Whether a target is, under one of its identifiers, within one of the scopes.
pub(super) fn names(scopes: &[Scope], target: &Target) -> bool {
    scopes.iter().any(|s| s.holds(&target.id) || target.also.iter().any(|a| s.holds(a)))
}

/// What questions are asked of.
pub trait Corpus {
    /// Why it can't be read.
    type Error;

    /// Gives every document with those of its citations that `want` wants, in the order of the corpus; for
    /// other wants than all, documents without such a citation may be left out.
    ///
    /// # Errors
    /// Where it can't be read at all.
    fn read(&self, want: &Want, take: &mut dyn FnMut(Reading)) -> Result<(), Self::Error>;

    /// What those of its documents are called that are one of `ids`, as far as that is known. Asked after reading, so that
    /// who reads documents on the fly can tell what it met.
    ///
    /// # Errors
    /// Where it can't be read at all.
    fn titles(&self, ids: &BTreeSet<Id>) -> Result<BTreeMap<Id, String>, Self::Error> {
        let _ = ids;
        Ok(BTreeMap::new())
    }
}

impl Corpus for [Reading] {
    type Error = Infallible;

    fn read(&self, want: &Want, take: &mut dyn FnMut(Reading)) -> Result<(), Infallible> {
        for reading in self.iter().filter(|r| want.wants_document(&r.id)) {
            let wanted = reading.citations.iter().filter(|m| want.wants(m.status, &m.targets) && want.wants_in(&reading.id, m.article.as_ref()));
            let citations = wanted.cloned().collect();
            take(Reading { citations, ..reading.clone() });
        }
        Ok(())
    }

    fn titles(&self, ids: &BTreeSet<Id>) -> Result<BTreeMap<Id, String>, Infallible> {
        Ok(self.iter().filter(|r| ids.contains(&r.id)).filter_map(|r| Some((r.id.clone(), r.title.clone()?))).collect())
    }
}

impl Reading {
    /// A reading without citations.
    pub fn new(id: Id, name: impl Into<String>, doc: impl Into<String>, date: Option<Period>) -> Self {
        Self { id, name: name.into(), doc: doc.into(), title: None, others: Vec::new(), date, articles: Vec::new(), citations: Vec::new() }
    }

    /// What `want` wants of a document that was read just now. Its title is that of its metadata; plain text tells one in its
    /// head, which [`Verwijs::identify`] reads.
    pub fn of(document: &Document<'_>, extraction: &Extraction, want: &Want) -> Self {
        let id = extraction.own.clone().unwrap_or_else(|| Id::new(&document.name));
        let doc = if document.named || extraction.own.is_none() { document.name.clone() } else { id.to_string() };
        let mut reading = Self::new(id, document.name.clone(), doc, extraction.date);
        reading.title = document.metadata.heading();
        reading.others.clone_from(&extraction.others);
        if matches!(want.scan, Scan::Edges) {
            reading.citations = edges(&document.text, &extraction.citations);
        } else if want.wants_document(&reading.id) {
            let mut locator = Locator::new(&document.text);
            reading.articles = extraction.articles.iter().map(|a| a.id.clone()).collect();
            for citation in extraction.citations.iter().filter(|c| want.wants(c.status, &c.targets)) {
                let article = article_at(&extraction.articles, citation.span.start).map(|a| a.id.clone());
                if want.wants_in(&reading.id, article.as_ref()) {
                    let mut mention = Mention::of(citation, locator.locate(citation.span.start), &document.text, want);
                    mention.article = article;
                    reading.citations.push(mention);
                }
            }
        }
        reading
    }
}

/// What a text cites, each whole work once, as an index keeps it.
fn edges(text: &str, citations: &[Citation]) -> Vec<Mention> {
    let mut locator = Locator::new(text);
    let mut edges: Vec<Mention> = Vec::new();
    // By the identifier as cited, for most are cited again; then by that of the whole.
    let mut cited: FxHashMap<(&Id, &[Id], &Family), usize> = FxHashMap::default();
    let mut wholes: FxHashMap<(Id, &[Id], &Family), usize> = FxHashMap::default();
    for citation in citations.iter().filter(|c| !c.own && matches!(c.status, Status::Resolved | Status::Unknown)) {
        for target in &citation.targets {
            let at = *cited.entry((&target.id, &target.also, &citation.family)).or_insert_with(|| {
                let whole = cite::whole(&target.id);
                *wholes.entry((whole.clone(), &target.also, &citation.family)).or_insert_with(|| {
                    let mut thing = Target::new(whole, Span::new(0, 0));
                    thing.also.clone_from(&target.also);
                    let place = locator.locate(citation.span.start);
                    let mut mention = Mention::new(0, 0, place, citation.family.clone(), Status::Resolved, vec![thing]);
                    mention.count = 0;
                    edges.push(mention);
                    edges.len() - 1
                })
            });
            edges[at].count = edges[at].count.saturating_add(1);
        }
    }
    edges
}

impl Mention {
    /// A mention of `targets` by the words at `start..end`.
    pub fn new(start: usize, end: usize, place: Place, family: Family, status: Status, targets: Vec<Target>) -> Self {
        Self {
            start,
            end,
            line: place.line,
            column: place.column,
            count: 1,
            article: None,
            family,
            status,
            own: false,
            rule: String::new(),
            text: String::new(),
            sentence: None,
            targets,
            candidates: Candidates::default(),
        }
    }

    fn of(citation: &Citation, place: Place, text: &str, want: &Want) -> Self {
        Self {
            own: citation.own,
            rule: if want.words { citation.rule.clone().into_owned() } else { String::new() },
            text: if want.words { text[citation.span.range()].to_owned() } else { String::new() },
            sentence: want.sentences.then(|| text[sentence(text, citation.span).range()].to_owned()),
            candidates: citation.candidates.clone(),
            ..Self::new(citation.span.start, citation.span.end, place, citation.family.clone(), citation.status, citation.targets.clone())
        }
    }

    /// The node that it is an edge from, in a document with this identifier.
    pub(super) fn source(&self, level: Level, document: &Id) -> Id {
        match &self.article {
            Some(article) if level == Level::Article => article.clone(),
            _ => level.source(document),
        }
    }

    /// Whether it makes an edge: it names something, and not its own document.
    pub fn counts(&self) -> bool {
        !self.own && matches!(self.status, Status::Resolved | Status::Unknown)
    }
}

/// The reference graph of a corpus, or of the part that `filter` keeps.
///
/// # Errors
/// What the corpus gives.
pub fn graph<C: Corpus + ?Sized>(corpus: &C, verwijs: &Verwijs, level: Level, filter: &Filter) -> Result<ReferenceGraph, C::Error> {
    let mut builder = GraphBuilder::new(level);
    // Edges may be kept ready for whole works, under one of the families that these were cited as.
    let scan = match level {
        Level::Article => Scan::Articles,
        _ if filter.wants_articles() => Scan::Articles,
        _ if filter.families.is_empty() => Scan::Edges,
        _ => Scan::All,
    };
    corpus.read(&Want::of(scan), &mut |mut reading| {
        if !filter.keeps(&mut reading) {
            return;
        }
        let source = builder.document(&reading.id, &reading.name, reading.date);
        builder.known_as(source, &reading.others);
        builder.called_in_full(source, reading.title.as_deref());
        builder.divide(source, &reading.articles);
        for mention in reading.citations.iter().filter(|m| m.counts()) {
            let source = mention.article.as_ref().map_or(source, |article| builder.article(source, article));
            let place = Place { char: 0, line: mention.line, column: mention.column };
            for target in &mention.targets {
                builder.cite(source, &target.id, &target.also, &mention.family, place, mention.count);
            }
        }
    })?;
    let whole = builder.finish(verwijs);
    if filter.families.is_empty() {
        return Ok(whole);
    }
    // Of documents that cite nothing of the families there is nothing to see.
    Ok(whole.part(|at| whole.graph().neighbors_undirected(at).next().is_some(), |_| true))
}
