//! `verwijs search`: words in the full text of an index.

use super::{
    Stop,
    args::{ResolveFormat, Search},
    output::Output,
};
use std::io::{self, IsTerminal, Write};
use verwijs::index::{Hit, Index};

/// Finds the documents that hold the words.
pub fn run(args: &Search) -> Result<usize, Stop> {
    let terminal = io::stdout().is_terminal();
    let format = args.format.unwrap_or(if terminal { ResolveFormat::Table } else { ResolveFormat::Jsonl });
    let (hits, total) = Index::open(&args.db)?.search(&args.words, args.limit)?;
    let mut out = Output::to(None)?;
    match format {
        ResolveFormat::Jsonl => {
            for hit in &hits {
                serde_json::to_writer(&mut out, hit).map_err(io::Error::from)?;
                writeln!(out)?;
            }
        }
        ResolveFormat::Table => {
            let marks = if terminal {
                (anstyle::Style::new().bold().render().to_string(), anstyle::Reset.render().to_string())
            } else {
                ("[".to_owned(), "]".to_owned())
            };
            for hit in &hits {
                person(&mut out, hit, (&marks.0, &marks.1))?;
            }
            match (hits.len(), total) {
                (_, 0) => writeln!(out, "no document holds all of it")?,
                (shown, total) if shown < total => writeln!(out, "the {shown} best of {total} documents; --limit {total} shows all")?,
                (_, 1) => writeln!(out, "1 document")?,
                (_, total) => writeln!(out, "{total} documents")?,
            }
        }
    }
    out.finish()?;
    Ok(0)
}

/// Where it stands, and below that the passage.
fn person(out: &mut impl Write, hit: &Hit, marks: (&str, &str)) -> io::Result<()> {
    let path = hit.path.as_deref().filter(|p| *p != hit.doc).map_or_else(String::new, |p| format!(" ({p})"));
    let title = hit.title.as_deref().map_or_else(String::new, |t| format!(" {t}"));
    writeln!(out, "{}:{}:{}{path}{title}", hit.doc, hit.line, hit.column)?;
    let (mut passage, mut last) = (String::new(), 0);
    for &(start, end) in &hit.found {
        passage += &hit.passage[last..start];
        passage += marks.0;
        passage += &hit.passage[start..end];
        passage += marks.1;
        last = end;
    }
    passage += &hit.passage[last..];
    writeln!(out, "    {}\n", passage.split_whitespace().collect::<Vec<_>>().join(" "))
}
