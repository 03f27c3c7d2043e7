//! `verwijs info`: which document each input is.

use super::{
    Stop,
    args::{Info, InfoFormat},
    output::Output,
    work,
};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use verwijs::{Document, Evidence, Identity, MarkKind, Verwijs};

/// What is known of one document.
#[derive(Serialize)]
struct Line {
    path: String,
    #[serde(flatten)]
    identity: Identity,
    /// Bytes of its text, articles, footnotes, speakers' turns, links of the publisher, pages.
    bytes: usize,
    #[serde(skip_serializing_if = "is_none")]
    headings: usize,
    #[serde(skip_serializing_if = "is_none")]
    articles: usize,
    #[serde(skip_serializing_if = "is_none")]
    notes: usize,
    #[serde(skip_serializing_if = "is_none")]
    turns: usize,
    #[serde(skip_serializing_if = "is_none")]
    links: usize,
    #[serde(skip_serializing_if = "is_none")]
    pages: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Prints what is known of all inputs; the number of those that could not be read.
pub fn run(engine: &Verwijs, args: &Info) -> Result<usize, Stop> {
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { InfoFormat::Table } else { InfoFormat::Jsonl });
    let inputs = args.inputs.sparing(None)?;
    let mut out = Output::to(None)?;
    let unread = work::documents(
        &inputs,
        |document| line(engine, document),
        |line| {
            match format {
                InfoFormat::Table => person(&mut out, &line)?,
                InfoFormat::Jsonl => {
                    serde_json::to_writer(&mut out, &line).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
            Ok(())
        },
    )?;
    out.finish()?;
    Ok(unread)
}

fn line(engine: &Verwijs, document: &Document<'_>) -> Line {
    let count = |kind: MarkKind| document.marks.iter().filter(|m| m.kind == kind).count();
    let path = match (&document.path, document.named) {
        (Some(path), true) => format!("{path}: {}", document.name),
        _ => document.name.clone(),
    };
    Line {
        path,
        identity: engine.identify(document),
        bytes: document.text.len(),
        headings: count(MarkKind::Heading),
        articles: count(MarkKind::Article),
        notes: count(MarkKind::Note),
        turns: count(MarkKind::Turn),
        links: document.links.len(),
        pages: document.source.pages(),
    }
}

fn person(out: &mut Output, line: &Line) -> io::Result<()> {
    let identity = &line.identity;
    let meta = &identity.metadata;
    writeln!(out, "{}", line.path)?;
    let mut row = |name: &str, value: &str| if value.is_empty() { Ok(()) } else { writeln!(out, "  {name:<9} {value}") };
    let from = identity.from.map_or("", |from| match from {
        Evidence::Metadata => " (metadata)",
        Evidence::Heading => " (heading)",
        Evidence::Name => " (file name)",
        Evidence::Foot => " (foot of the last page)",
        _ => "",
    });
    row("id", &identity.id.as_deref().map_or_else(|| "not known".to_owned(), |id| format!("{id}{from}")))?;
    row("also", &meta.other_ids.join(", "))?;
    row("title", meta.title.as_deref().unwrap_or_default())?;
    row("kind", meta.kind.as_deref().unwrap_or_default())?;
    row("date", meta.date.as_deref().unwrap_or_default())?;
    row(
        "chamber",
        meta.chamber.as_deref().map_or("", |c| match c {
            "tk" => "Tweede Kamer",
            "ek" => "Eerste Kamer",
            _ => "Verenigde Vergadering",
        }),
    )?;
    row("session", &meta.session.as_deref().map_or_else(String::new, |s| format!("{}-{}", &s[..4.min(s.len())], &s[4.min(s.len())..])))?;
    row("author", meta.author.as_deref().unwrap_or_default())?;
    for other in &identity.disagreements {
        row(
            "but",
            &format!(
                "{} (the {})",
                other.says,
                match other.from {
                    Evidence::Metadata => "metadata says so",
                    Evidence::Heading => "heading says so",
                    _ => "file name says so",
                }
            ),
        )?;
    }
    let counts = [
        (line.bytes, "bytes of text"),
        (line.pages, "pages"),
        (line.headings, "headings"),
        (line.articles, "articles"),
        (line.notes, "footnotes"),
        (line.turns, "turns"),
        (line.links, "links of the publisher"),
    ];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    row("read as", &format!("{}: {}", meta.format, counts.join(", ")))?;
    writeln!(out)
}
