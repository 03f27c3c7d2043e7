//! One citation as programs get it.

use crate::{
    citation::{Citation, Target},
    document::Document,
    engine::Extraction,
    span::{Locator, Place},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// One citation as programs get it; its keys and their order are part of the contract.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Record<'a> {
    /// The document: its given id, else its own canonical one, else its path.
    pub doc: &'a str,
    /// Where the document was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'a str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First code point.
    pub char_start: usize,
    /// One past the last code point.
    pub char_end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The words.
    pub text: &'a str,
    /// What kind of thing it names.
    pub family: &'a str,
    /// How far it could be resolved.
    pub status: &'static str,
    /// What it names.
    pub targets: Vec<TargetRecord<'a>>,
    /// What it may name, likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<CandidateRecord<'a>>,
    /// What was read, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: &'a BTreeMap<String, Vec<String>>,
    /// Whether the document names itself here.
    #[serde(rename = "self", skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The rule that found it.
    pub rule: &'a str,
    /// `markup` where it is a link that the publisher put in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static str>,
    /// First byte of it in the file, where the text is not the file itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_start: Option<usize>,
    /// One past the last byte of it in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_end: Option<usize>,
    /// Its page, from 1, in a file that has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
}

/// One thing that a citation names.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct TargetRecord<'a> {
    /// Its canonical identifier.
    pub id: &'a str,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The same paper's identifiers under other dossiers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<&'a str>,
    /// First byte of the words that name it.
    pub start: usize,
    /// One past the last byte of them.
    pub end: usize,
    /// First code point of them.
    pub char_start: usize,
    /// One past the last code point of them.
    pub char_end: usize,
}

/// Something that a citation may name.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct CandidateRecord<'a> {
    /// Its canonical identifier.
    pub id: &'a str,
    /// Why it is one.
    pub reason: &'a str,
}

/// The records of a document, in the order of its citations.
pub fn records<'a>(document: &'a Document<'_>, extraction: &'a Extraction) -> Vec<Record<'a>> {
    let mut places = Places::of(document, extraction);
    let own = extraction.own.as_ref().map(crate::id::Id::as_str);
    let doc = match own {
        Some(own) if !document.named => own,
        _ => &document.name,
    };
    extraction.citations.iter().map(|c| record(doc, document, c, &mut places)).collect()
}

fn record<'a>(doc: &'a str, document: &'a Document<'_>, citation: &'a Citation, places: &mut Places) -> Record<'a> {
    let (start, end) = (places.at(citation.span.start), places.at(citation.span.end));
    let target = |t: &'a Target| TargetRecord {
        id: t.id.as_str(),
        url: citation.url(&t.id),
        also: t.also.iter().map(crate::id::Id::as_str).collect(),
        start: t.span.start,
        end: t.span.end,
        char_start: places.at(t.span.start).char,
        char_end: places.at(t.span.end).char,
    };
    let targets = citation.targets.iter().map(target).collect();
    let bytes = document.source.bytes(citation.span);
    Record {
        doc,
        path: document.path.as_deref(),
        start: citation.span.start,
        end: citation.span.end,
        char_start: start.char,
        char_end: end.char,
        line: start.line,
        column: start.column,
        text: &document.text[citation.span.range()],
        family: citation.family.as_str(),
        status: citation.status.as_str(),
        targets,
        candidates: citation.candidates.iter().map(|c| CandidateRecord { id: c.id.as_str(), reason: &c.reason }).collect(),
        fields: &citation.fields,
        own: citation.own,
        rule: &citation.rule,
        source: citation.is_markup().then_some("markup"),
        source_start: bytes.map(|b| b.start),
        source_end: bytes.map(|b| b.end),
        page: document.source.page(citation.span.start),
    }
}

/// The places of all offsets that a document's records name, found in one pass over its text.
struct Places {
    places: Vec<(usize, Place)>,
    /// Which of them was asked for last: the next is near it.
    last: usize,
}

impl Places {
    fn of(document: &Document<'_>, extraction: &Extraction) -> Self {
        let spans = extraction.citations.iter().flat_map(|c| std::iter::once(c.span).chain(c.targets.iter().map(|t| t.span)));
        let mut offsets: Vec<usize> = Vec::with_capacity(extraction.citations.len() * 4);
        for span in spans {
            // Most targets share their words with the one before, or with the whole.
            if !offsets.ends_with(&[span.start, span.end]) {
                offsets.extend([span.start, span.end]);
            }
        }
        offsets.sort_unstable();
        offsets.dedup();
        let mut locator = Locator::new(&document.text);
        Self { places: offsets.into_iter().map(|o| (o, locator.locate(o))).collect(), last: 0 }
    }

    /// The place of an offset that a citation or target names.
    fn at(&mut self, offset: usize) -> Place {
        let mut at = self.last;
        while at + 1 < self.places.len() && self.places[at].0 < offset {
            at += 1;
        }
        while at > 0 && self.places[at].0 > offset {
            at -= 1;
        }
        self.last = at;
        self.places[at].1
    }
}
