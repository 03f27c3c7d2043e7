//! A document as the rows that it becomes: worked out on any thread, written by one.

use crate::{
    citation::Status,
    document::Document,
    engine::{Extraction, Verwijs},
    family::Family,
    graph::Level,
    id::Id,
    sentence::sentence,
    span::{Locator, Place, Span},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// What tells whether a document is still the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// All that is known of it but its text, as JSON.
    pub given: String,
    /// A hash of its text.
    pub hash: String,
    /// A hash of both.
    pub state: [u8; 16],
}

impl Stamp {
    /// The stamp of a document; its text is lent for a moment.
    pub fn of(document: &mut Document<'static>) -> Self {
        let text = std::mem::replace(&mut document.text, Cow::Borrowed(""));
        // A document is made of strings and numbers: it can always be written.
        let given = serde_json::to_string(document).unwrap_or_default();
        document.text = text;
        let hash = blake3::hash(document.text.as_bytes());
        let whole = blake3::Hasher::new().update(hash.as_bytes()).update(given.as_bytes()).finalize();
        let mut state = [0; 16];
        state.copy_from_slice(&whole.as_bytes()[..16]);
        Self { given, hash: hash.to_hex()[..32].to_owned(), state }
    }
}

/// What was found in a document, with all places worked out.
#[derive(Debug)]
pub(super) struct Found {
    /// The document, as records name it.
    pub doc: String,
    /// Its node in the graph.
    pub node: Id,
    pub extraction: Extraction,
    /// One for each citation.
    pub places: Vec<Places>,
    pub edges: Vec<EdgeRow>,
}

/// Where a citation stands.
#[derive(Debug)]
pub(super) struct Places {
    pub start: Place,
    pub end_char: usize,
    pub sentence: Span,
    /// The code points of each target.
    pub targets: Vec<(usize, usize)>,
}

/// That the document cites something.
#[derive(Debug)]
pub(super) struct EdgeRow {
    pub target: Id,
    pub also: String,
    pub family: Family,
    pub count: usize,
    pub first: Place,
}

impl Found {
    /// Extracts, and works out what the rows need.
    pub fn of(document: &Document<'_>, verwijs: &Verwijs) -> Self {
        let extraction = verwijs.extract_document(document);
        let places = places(&document.text, &extraction);
        let edges = edges(&extraction, &places);
        let node = extraction.own.clone().unwrap_or_else(|| Id::new(&document.name));
        let doc = if document.named { document.name.clone() } else { node.as_str().to_owned() };
        Self { doc, node, extraction, places, edges }
    }
}

fn places(text: &str, extraction: &Extraction) -> Vec<Places> {
    let spans = extraction.citations.iter().flat_map(|c| std::iter::once(c.span).chain(c.targets.iter().map(|t| t.span)));
    let mut offsets: Vec<usize> = spans.flat_map(|s| [s.start, s.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut locator = Locator::new(text);
    let located: Vec<Place> = offsets.iter().map(|&o| locator.locate(o)).collect();
    let at = |offset: usize| offsets.binary_search(&offset).map_or(located[0], |i| located[i]);
    let of = |c: &crate::citation::Citation| Places {
        start: at(c.span.start),
        end_char: at(c.span.end).char,
        sentence: sentence(text, c.span),
        targets: c.targets.iter().map(|t| (at(t.span.start).char, at(t.span.end).char)).collect(),
    };
    extraction.citations.iter().map(of).collect()
}

/// What the graph takes of a document, articles folded into their act.
fn edges(extraction: &Extraction, places: &[Places]) -> Vec<EdgeRow> {
    let mut edges: BTreeMap<(Id, String), EdgeRow> = BTreeMap::new();
    for (citation, place) in extraction.citations.iter().zip(places) {
        if citation.own || !matches!(citation.status, Status::Resolved | Status::Unknown) {
            continue;
        }
        for target in &citation.targets {
            let Some(id) = Level::Document.target(&target.id) else { continue };
            let also: BTreeSet<Id> = target.also.iter().filter_map(|a| Level::Document.target(a)).filter(|a| *a != id).collect();
            let also = also.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
            let edge = edges.entry((id.clone(), also.clone())).or_insert_with(|| EdgeRow {
                target: id,
                also,
                family: citation.family.clone(),
                count: 0,
                first: place.start,
            });
            edge.count += 1;
            if citation.family < edge.family {
                edge.family = citation.family.clone();
            }
        }
    }
    edges.into_values().collect()
}
