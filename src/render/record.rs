//! One citation as programs get it.

use crate::{
    citation::{Citation, Target},
    document::Document,
    engine::Extraction,
    fields::Fields,
    span::{self, Locator, Place},
};
use serde::Serialize;

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
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: &'a Fields,
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

/// The records of a document, in the order of its citations, each made when it is asked for.
pub fn records<'a>(document: &'a Document<'_>, extraction: &'a Extraction) -> impl Iterator<Item = Record<'a>> {
    let own = extraction.own.as_ref().map(crate::id::Id::as_str);
    let doc = match own {
        Some(own) if !document.named => own,
        _ => &document.name,
    };
    let mut locator = Locator::new(&document.text);
    extraction.citations.iter().map(move |citation| record(doc, document, citation, locator.locate(citation.span.start)))
}

fn record<'a>(doc: &'a str, document: &'a Document<'_>, citation: &'a Citation, start: Place) -> Record<'a> {
    let mut chars = Chars { text: &document.text, at: citation.span.start, char: start.char };
    let day = citation.at();
    let target = |t: &'a Target| TargetRecord {
        id: t.id.as_str(),
        url: t.id.url_at(day),
        also: t.also.iter().map(crate::id::Id::as_str).collect(),
        start: t.span.start,
        end: t.span.end,
        char_start: chars.before(t.span.start),
        char_end: chars.before(t.span.end),
    };
    let targets = citation.targets.iter().map(target).collect();
    let bytes = document.source.bytes(citation.span);
    Record {
        doc,
        path: document.path.as_deref(),
        start: citation.span.start,
        end: citation.span.end,
        char_start: start.char,
        char_end: chars.before(citation.span.end),
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

/// Counts code points up to offsets that lie near each other.
struct Chars<'t> {
    text: &'t str,
    at: usize,
    char: usize,
}

impl Chars<'_> {
    /// How many code points of the text stand before `offset`.
    fn before(&mut self, offset: usize) -> usize {
        if offset >= self.at {
            self.char += span::chars(&self.text.as_bytes()[self.at..offset]);
        } else {
            self.char -= span::chars(&self.text.as_bytes()[offset..self.at]);
        }
        self.at = offset;
        self.char
    }
}
