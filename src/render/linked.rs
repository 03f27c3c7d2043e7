//! What linked data says of a node: the terms for Turtle and JSON-LD, in one place.
//!
//! Laws, treaties and EU acts are `eli:LegalResource` and `schema:Legislation`, their articles
//! `eli:LegalResourceSubdivision` that are `eli:is_part_of` them; everything else is a
//! `schema:CreativeWork`. Names, dates and references are Dublin Core terms, with ELI's and schema.org's
//! beside them where those have one. docs/graph.md lists them.

use crate::{
    cite,
    graph::ReferenceGraph,
    id::{Ecli, Id},
    period::Period,
};
use petgraph::graph::NodeIndex;
use std::fmt::Write;

/// The vocabularies, by prefix.
pub(super) const PREFIXES: [(&str, &str); 4] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("schema", "https://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

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

/// The properties of a node, each with its values, in a fixed order.
pub(super) fn properties(reference: &ReferenceGraph, at: NodeIndex) -> Vec<(&'static str, Vec<Value>)> {
    let graph = reference.graph();
    let node = &graph[at];
    let mut all: Vec<(&'static str, Vec<Value>)> = Vec::new();
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
