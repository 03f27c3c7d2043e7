//! `verwijs text`: the text that offsets point into.

use super::{
    Stop,
    args::{Text, TextFormat},
    output::Output,
    work,
};
use serde::Serialize;
use std::io::Write;
use verwijs::{Document, Link, Mark, Metadata, Verwijs};

/// A document as a line of a corpus, with what its markup tells.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    own: Option<&'a str>,
    text: &'a str,
    #[serde(flatten)]
    metadata: &'a Metadata,
    #[serde(skip_serializing_if = "<[Mark]>::is_empty")]
    marks: &'a [Mark],
    #[serde(skip_serializing_if = "<[Link]>::is_empty")]
    links: &'a [Link],
}

/// Prints the text of all inputs; the number of those that could not be read.
pub fn run(engine: &Verwijs, args: &Text) -> Result<usize, Stop> {
    let inputs = args.inputs.sparing(args.output.as_deref())?;
    let mut out = Output::to(args.output.as_deref())?;
    // One text stands as it is, so that offsets are those of the output; several have a line that names each.
    let mut first: Option<(String, Vec<u8>)> = None;
    let mut several = false;
    let part = |document: &Document<'_>| {
        let name = document.path.clone().unwrap_or_else(|| document.name.clone());
        let bytes = match args.format {
            TextFormat::Text => document.text.as_bytes().to_vec(),
            TextFormat::Jsonl => line(engine, document),
        };
        (name, bytes)
    };
    let unread = work::documents(&inputs, part, |(name, bytes)| {
        if args.format == TextFormat::Jsonl {
            out.write_all(&bytes)?;
            return Ok(());
        }
        match first.take() {
            None if !several => {
                first = Some((name, bytes));
                several = true;
            }
            before => {
                for (name, bytes) in before.into_iter().chain([(name, bytes)]) {
                    writeln!(out, "==> {name} <==")?;
                    out.write_all(&bytes)?;
                    writeln!(out, "\n")?;
                }
            }
        }
        Ok(())
    })?;
    if let Some((_, bytes)) = first {
        out.write_all(&bytes)?;
    }
    out.finish()?;
    Ok(unread)
}

fn line(engine: &Verwijs, document: &Document<'_>) -> Vec<u8> {
    let identity = engine.identify(document);
    let own = identity.id.as_deref();
    let id = if document.named { &document.name } else { own.unwrap_or(&document.name) };
    let line =
        Line { id, path: document.path.as_deref(), own, text: &document.text, metadata: &identity.metadata, marks: &document.marks, links: &document.links };
    let mut bytes = serde_json::to_vec(&line).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
