//! A document as the rows that it becomes: worked out on any thread, written by one.

use crate::{
    citation::Status,
    document::Document,
    engine::{Extraction, Verwijs},
    family::Family,
    graph::{Level, Sighting},
    id::Id,
    limits::Exceeded,
    metadata::Metadata,
    sentence::sentence,
    span::{Locator, Place, Span},
    structure::CitationSource,
};
use serde_json::{Map, Value};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// What is known of a document before it is searched, and what tells whether it is still the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// What is known of it but for its text and layout, as JSON.
    pub given: String,
    /// What leads from places in the text to the file's structure and bytes, as JSON under zstd, where there is any.
    pub layout: Option<Vec<u8>>,
    /// A hash of its text.
    pub hash: String,
    /// A hash of all.
    pub state: [u8; 16],
}

impl Stamp {
    /// The stamp of a document; its text is lent for a moment.
    pub fn of(document: &mut Document<'static>) -> Self {
        let text = std::mem::replace(&mut document.text, Cow::Borrowed(""));
        // A document is made of strings and numbers: it can always be written.
        let value = serde_json::to_value(&*document).unwrap_or_default();
        document.text = text;
        let (given, layout) = split(value);
        let layout = layout.map(|l| l.to_string());
        let hash = blake3::hash(document.text.as_bytes());
        let mut whole = blake3::Hasher::new();
        whole.update(hash.as_bytes()).update(given.as_bytes()).update(layout.as_deref().unwrap_or_default().as_bytes());
        let mut state = [0; 16];
        state.copy_from_slice(&whole.finalize().as_bytes()[..16]);
        let layout = layout.map(|l| zstd::encode_all(l.as_bytes(), 3).unwrap_or_default());
        Self { given, layout, hash: hash.to_hex()[..32].to_owned(), state }
    }
}

/// Parts the long lists of a document from what people look for in it.
fn split(value: Value) -> (String, Option<Value>) {
    let Value::Object(all) = value else { return (value.to_string(), None) };
    let long = |(key, value): &(String, Value)| match value {
        Value::Array(items) => !items.is_empty(),
        Value::Object(items) => key != "metadata" && items.values().any(|v| v.as_array().is_some_and(|a| !a.is_empty())),
        _ => false,
    };
    let (layout, given): (Vec<_>, Vec<_>) = all.into_iter().partition(long);
    let object = |entries: Vec<(String, Value)>| Value::Object(entries.into_iter().collect());
    (object(given).to_string(), (!layout.is_empty()).then(|| object(layout)))
}

/// A document without its text, from what a stamp keeps of it.
pub(super) fn document(given: &str, layout: Option<&[u8]>) -> Result<Document<'static>, Box<dyn std::error::Error + Send + Sync>> {
    let mut value: Value = serde_json::from_str(given)?;
    if let (Some(layout), Value::Object(all)) = (layout, &mut value) {
        let layout: Map<String, Value> = serde_json::from_slice(&zstd::decode_all(layout)?)?;
        all.extend(layout);
    }
    Ok(serde_json::from_value(value)?)
}

/// What was found in a document, with all places worked out.
#[derive(Debug)]
pub(super) struct Found {
    /// The document, as records name it.
    pub doc: String,
    /// Its node in the graph.
    pub node: Id,
    pub extraction: Extraction,
    /// Its day and first words as a number.
    pub opening: Option<u64>,
    /// What is known of it apart from its words.
    pub metadata: Metadata,
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
    ///
    /// # Errors
    /// It takes longer than `limit`, or names too many things.
    pub fn of(document: &Document<'_>, verwijs: &Verwijs, limit: Duration) -> Result<Self, Exceeded> {
        #[cfg(test)]
        assert!(!document.text.contains(tests::FAULT), "a fault for the tests");
        let extraction = verwijs.extract_within(document, CitationSource::Text, limit)?;
        let places = places(&document.text, &extraction);
        let edges = edges(&extraction, &places);
        let node = extraction.own.clone().unwrap_or_else(|| Id::new(&document.name));
        let doc = if document.named { document.name.clone() } else { node.as_str().to_owned() };
        let metadata = verwijs.identify(document).metadata;
        let opening = Sighting::of(document, &extraction, verwijs).opening;
        Ok(Self { doc, node, extraction, opening, metadata, places, edges })
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// On a text with these words the engine of the tests fails.
    pub const FAULT: &str = "verwijs struikelt hier";

    #[test]
    fn a_document_comes_back_as_it_was() {
        let mut paper = Document::from_text("zie Stb. 2018, 123").with_own("kst-32175-64");
        paper.name = "een \"brief\"".to_owned();
        let stamp = Stamp::of(&mut paper);
        let mut back = document(&stamp.given, stamp.layout.as_deref()).unwrap();
        back.text = paper.text.clone();
        assert_eq!(back, paper);
        assert_eq!(Stamp::of(&mut back), stamp);
        back.own = None;
        assert_ne!(Stamp::of(&mut back).state, stamp.state);
    }

    #[test]
    fn long_lists_stand_apart() {
        let value =
            serde_json::json!({"name": "a", "metadata": {"ids": ["x"]}, "marks": [1], "links": [], "source": {"pages": [0, 9]}, "other": {"pages": []}});
        let (given, layout) = split(value);
        assert_eq!(given, r#"{"links":[],"metadata":{"ids":["x"]},"name":"a","other":{"pages":[]}}"#);
        assert_eq!(layout.unwrap().to_string(), r#"{"marks":[1],"source":{"pages":[0,9]}}"#);
    }
}
