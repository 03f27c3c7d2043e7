//! What linked data says of a node: the terms for Turtle and JSON-LD, in one place.
//!
//! Laws, treaties and EU acts are `eli:LegalResource` and `schema:Legislation`, their articles
//! `eli:LegalResourceSubdivision` that are `eli:is_part_of` them; everything else is a
//! `schema:CreativeWork`. Names, dates and references are Dublin Core terms, with ELI's and schema.org's
//! beside them where those have one. A reference is a `cito:Citation` too, which tells how often and where
//! first. docs/graph.md lists them.

use super::html::Sentences;
use crate::{
    cite,
    graph::{Edge, Level, ReferenceGraph},
    id::{Ecli, Id},
    period::Period,
};
use petgraph::{graph::NodeIndex, visit::EdgeRef};
use std::fmt::Write;

/// The vocabularies, by prefix.
pub(super) const PREFIXES: [(&str, &str); 6] = [
    ("cito", "http://purl.org/spar/cito/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("schema", "https://schema.org/"),
    ("verwijs", "urn:x-verwijs:term:"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What linked data says of a graph beyond its nodes and edges.
#[derive(Debug, Clone, Copy)]
pub struct Account<'s> {
    level: Level,
    sentences: Option<&'s Sentences>,
}

impl<'s> Account<'s> {
    /// Of a graph of this level.
    pub fn new(level: Level) -> Self {
        Self { level, sentences: None }
    }

    /// The same with the sentences in which things are cited.
    #[must_use]
    pub fn with_sentences(self, sentences: &'s Sentences) -> Self {
        Self { sentences: Some(sentences), ..self }
    }
}

/// The properties of a thing, each with its values, in a fixed order.
pub(super) type Properties = Vec<(&'static str, Vec<Value>)>;

/// The graph itself.
pub(super) const GRAPH: &str = "urn:x-verwijs:graph";

/// What is said of the graph itself.
pub(super) fn graph(reference: &ReferenceGraph, account: &Account<'_>) -> Properties {
    let count = |n: usize| vec![Value::Typed(n.to_string(), "xsd:integer")];
    vec![
        ("a", vec![Value::Term("schema:Dataset")]),
        ("verwijs:level", vec![Value::Text(account.level.as_str().to_owned())]),
        ("verwijs:nodes", count(reference.graph().node_count())),
        ("verwijs:references", count(reference.graph().edge_count())),
    ]
}

/// The references of a node, each with its IRI and what is said of it.
pub(super) fn citations(reference: &ReferenceGraph, at: NodeIndex, account: &Account<'_>) -> Vec<(String, Properties)> {
    let graph = reference.graph();
    let mut edges: Vec<_> = graph.edges(at).map(|e| (e.target(), *e.weight())).collect();
    edges.sort_unstable_by_key(|(to, _)| *to);
    let source = &graph[at].id;
    let number = |n: u32| vec![Value::Typed(n.to_string(), "xsd:integer")];
    let of = |(to, edge): (NodeIndex, Edge)| {
        let target = &graph[to].id;
        let mut said = vec![
            ("a", vec![Value::Term("cito:Citation")]),
            ("cito:hasCitingEntity", vec![Value::Thing(iri(source))]),
            ("cito:hasCitedEntity", vec![Value::Thing(iri(target))]),
            ("verwijs:count", number(edge.count)),
            ("verwijs:line", number(edge.line)),
            ("verwijs:column", number(edge.column)),
        ];
        if let Some(found) = account.sentences.and_then(|s| s.of(source, target)) {
            let mut words: Vec<&str> = found.first.iter().map(|s| s.marked.as_str()).collect();
            words.sort_unstable();
            words.dedup();
            let sentences = found.first.iter().map(|s| Value::Text([&*s.before, &*s.marked, &*s.after].concat()));
            said.push(("verwijs:words", words.into_iter().map(|w| Value::Text(w.to_owned())).collect()));
            said.push(("verwijs:sentence", sentences.collect()));
            said.retain(|(_, values)| !values.is_empty());
        }
        (format!("urn:x-verwijs:citation:{}/{}", encoded(source.as_str(), ""), encoded(target.as_str(), "")), said)
    };
    edges.into_iter().map(of).collect()
}

/// The value of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Another thing, by its IRI.
    Thing(String),
    /// A class or other term, with its prefix.
    Term(&'static str),
    /// Words.
    Text(String),
    /// Words in Dutch.
    Dutch(String),
    /// A value of a type of XML Schema.
    Typed(String, &'static str),
}

/// The properties of a node.
pub(super) fn properties(reference: &ReferenceGraph, at: NodeIndex) -> Properties {
    let graph = reference.graph();
    let node = &graph[at];
    let mut all: Properties = Vec::new();
    let mut say = |term, values: Vec<Value>| {
        if !values.is_empty() {
            all.push((term, values));
        }
    };
    let whole = cite::whole(&node.id);
    let part = whole != node.id;
    let legislation = matches!(node.family.as_str(), "regelgeving" | "verdrag" | "eu");
    say("a", kinds(legislation, part).map(Value::Term).collect());
    let id = node.id.to_string();
    say("dcterms:identifier", vec![Value::Text(id.clone())]);
    say("dcterms:type", vec![Value::Text(node.family.to_string())]);
    if legislation {
        say("eli:id_local", vec![Value::Text(id.clone())]);
        say("schema:legislationIdentifier", vec![Value::Text(id)]);
    }
    say("dcterms:title", vec![Value::Dutch(node.title.clone().filter(|_| !part).unwrap_or_else(|| node.label.clone()))]);
    if node.title.as_ref().is_some_and(|t| *t != node.label) {
        say("dcterms:alternative", vec![Value::Dutch(node.label.clone())]);
    }
    say("dcterms:date", node.date.map(date).into_iter().collect());
    if legislation {
        say("eli:date_document", node.date.filter(|d| d.to_string().len() == 10).map(date).into_iter().collect());
    }
    say("schema:url", node.id.url().map(Value::Thing).into_iter().collect());
    if part {
        say("dcterms:isPartOf", vec![Value::Thing(iri(&whole))]);
        say("eli:is_part_of", vec![Value::Thing(iri(&whole))]);
    }
    let mut cited: Vec<NodeIndex> = graph.neighbors(at).collect();
    cited.sort_unstable();
    let cited: Vec<Value> = cited.into_iter().map(|to| Value::Thing(iri(&graph[to].id))).collect();
    if legislation {
        say("eli:cites", cited.clone());
    } else {
        say("schema:citation", cited.clone());
    }
    say("dcterms:references", cited);
    all
}

fn kinds(legislation: bool, part: bool) -> impl Iterator<Item = &'static str> {
    let kinds: &[&str] = match (legislation, part) {
        (true, false) => &["eli:LegalResource", "schema:Legislation"],
        (true, true) => &["eli:LegalResourceSubdivision", "schema:Legislation"],
        (false, _) => &["schema:CreativeWork"],
    };
    kinds.iter().copied()
}

fn date(period: Period) -> Value {
    let text = period.to_string();
    match text.len() {
        10 => Value::Typed(text, "xsd:date"),
        7 => Value::Typed(text, "xsd:gYearMonth"),
        4 => Value::Typed(text, "xsd:gYear"),
        // A session of parliament has no type.
        _ => Value::Text(text),
    }
}

/// The IRI of a thing: the publisher's lasting address where it has one.
pub(super) fn iri(id: &Id) -> String {
    let text = id.as_str();
    if let Ok(ecli) = text.parse::<Ecli>() {
        return format!("https://e-justice.europa.eu/ecli/{}", encoded(&ecli.to_string(), ""));
    }
    if text.parse::<crate::id::EuArticle>().is_ok() {
        return format!("http://publications.europa.eu/resource/celex/{}", encoded(text, "&="));
    }
    match id.url() {
        Some(url) => encoded(&url, "/?&="),
        None => format!("urn:x-verwijs:{}", encoded(text, "/")),
    }
}

/// A text with everything percent-encoded that an IRI does not bear, and with `also` left as it is.
fn encoded(text: &str, also: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || "-._~:+%".contains(c) || also.contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
