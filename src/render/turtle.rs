//! Turtle, as rdflib, Jena and triple stores read it.

use super::linked::{self, Account, GRAPH, PREFIXES, Properties, Value, iri, properties};
use crate::graph::ReferenceGraph;
use std::{
    fmt,
    io::{self, Write},
};

/// Writes what linked data says of the graph.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, reference: &ReferenceGraph, account: &Account<'_>) -> io::Result<()> {
    for (prefix, vocabulary) in PREFIXES {
        writeln!(out, "@prefix {prefix}: <{vocabulary}> .")?;
    }
    thing(out, GRAPH, &linked::graph(reference, account))?;
    for at in reference.graph().node_indices() {
        thing(out, &iri(&reference.graph()[at].id), &properties(reference, at))?;
        for (citation, said) in linked::citations(reference, at, account) {
            thing(out, &citation, &said)?;
        }
    }
    Ok(())
}

fn thing(out: &mut impl Write, iri: &str, said: &Properties) -> io::Result<()> {
    write!(out, "\n<{iri}>")?;
    for (number, (term, values)) in said.iter().enumerate() {
        let before = if number == 0 { " " } else { " ;\n  " };
        write!(out, "{before}{term} ")?;
        for (number, value) in values.iter().enumerate() {
            write!(out, "{}{}", if number == 0 { "" } else { ", " }, Object(value))?;
        }
    }
    writeln!(out, " .")
}

struct Object<'v>(&'v Value);

impl fmt::Display for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Thing(iri) => write!(f, "<{iri}>"),
            Value::Term(term) => f.write_str(term),
            Value::Text(text) => quoted(f, text),
            Value::Dutch(text) => quoted(f, text).and_then(|()| f.write_str("@nl")),
            Value::Typed(text, kind) => quoted(f, text).and_then(|()| write!(f, "^^{kind}")),
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    text.chars().try_for_each(|c| match c {
        '"' => f.write_str("\\\""),
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c)),
        c => write!(f, "{c}"),
    })?;
    f.write_str("\"")
}
