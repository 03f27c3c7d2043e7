//! JSON-LD, the same statements as in Turtle.

use super::linked::{self, Account, GRAPH, PREFIXES, Properties, Value, iri, properties};
use crate::graph::ReferenceGraph;
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// Writes what linked data says of the graph, a thing a line.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph, account: &Account<'_>) -> io::Result<()> {
    let context: Map<String, Json> = PREFIXES.iter().map(|(prefix, vocabulary)| ((*prefix).to_owned(), json!(vocabulary))).collect();
    out.write_all(b"{\"@context\": ")?;
    serde_json::to_writer(&mut *out, &context)?;
    out.write_all(b", \"@graph\": [")?;
    out.write_all(b"\n")?;
    serde_json::to_writer(&mut *out, &thing(GRAPH, linked::graph(reference, account)))?;
    for at in reference.graph().node_indices() {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, &thing(&iri(&reference.graph()[at].id), properties(reference, at)))?;
        for (citation, said) in linked::citations(reference, at, account) {
            out.write_all(b",\n")?;
            serde_json::to_writer(&mut *out, &thing(&citation, said))?;
        }
    }
    out.write_all(b"\n]}\n")
}

fn thing(iri: &str, said: Properties) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("@id".to_owned(), json!(iri));
    for (term, values) in said {
        let (key, values): (&str, Vec<Json>) = if term == "a" {
            ("@type", values.iter().filter_map(|v| if let Value::Term(term) = v { Some(json!(term)) } else { None }).collect())
        } else {
            (term, values.into_iter().map(value).collect())
        };
        object.insert(key.to_owned(), Json::Array(values));
    }
    object
}

fn value(value: Value) -> Json {
    match value {
        Value::Thing(iri) => json!({ "@id": iri }),
        Value::Term(term) => json!({ "@id": term }),
        Value::Text(text) => json!(text),
        Value::Dutch(text) => json!({ "@value": text, "@language": "nl" }),
        Value::Typed(text, kind) => json!({ "@value": text, "@type": kind }),
    }
}
