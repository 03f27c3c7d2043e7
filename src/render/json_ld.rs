//! JSON-LD, the same statements as in Turtle.

use super::linked::{PREFIXES, Value, iri, properties};
use crate::graph::ReferenceGraph;
use serde_json::{Map, Value as Json, json};
use std::io::{self, Write};

/// Writes what linked data says of the graph, a node a line.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph) -> io::Result<()> {
    let context: Map<String, Json> = PREFIXES.iter().map(|(prefix, vocabulary)| ((*prefix).to_owned(), json!(vocabulary))).collect();
    out.write_all(b"{\"@context\": ")?;
    serde_json::to_writer(&mut *out, &context)?;
    out.write_all(b", \"@graph\": [")?;
    let mut before = "\n";
    for at in reference.graph().node_indices() {
        let mut object = Map::new();
        object.insert("@id".to_owned(), json!(iri(&reference.graph()[at].id)));
        for (term, values) in properties(reference, at) {
            let (key, values): (&str, Vec<Json>) = if term == "a" {
                ("@type", values.iter().filter_map(|v| if let Value::Term(term) = v { Some(json!(term)) } else { None }).collect())
            } else {
                (term, values.into_iter().map(value).collect())
            };
            object.insert(key.to_owned(), Json::Array(values));
        }
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut *out, &object)?;
        before = ",\n";
    }
    out.write_all(b"\n]}\n")
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
