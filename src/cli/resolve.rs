//! `verwijs resolve`: one citation or identifier to ids, links, and how to cite it.

use super::{
    Stop,
    args::{Resolve, ResolveFormat},
    output::Output,
};
use serde::Serialize;
use std::io::{self, BufRead, IsTerminal, Write};
use verwijs::{Citation, Date, Id, Status, Verwijs, query};

/// What a text resolves to.
#[derive(Serialize)]
struct Answer<'a> {
    input: &'a str,
    status: &'static str,
    targets: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<Named>,
}

/// One thing that it names.
#[derive(Serialize)]
struct Named {
    id: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cite: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Resolves the texts, or the lines of standard input; the number of lines that could not be read.
pub fn run(engine: &Verwijs, args: &Resolve) -> Result<usize, Stop> {
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { ResolveFormat::Table } else { ResolveFormat::Jsonl });
    let mut out = Output::to(None)?;
    for text in &args.texts {
        write(&mut out, engine, text, format)?;
    }
    let mut unread = 0;
    if args.texts.is_empty() {
        for (at, line) in io::stdin().lock().split(b'\n').enumerate() {
            let line = line.map_err(|e| Stop::Fault(format!("-:{}:1: cannot be read: {e}; check the input", at + 1), 1))?;
            match std::str::from_utf8(&line) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => write(&mut out, engine, text, format)?,
                Err(error) => {
                    unread += 1;
                    super::complain(&format!("-:{}:{}: not UTF-8; convert the input to UTF-8", at + 1, error.valid_up_to() + 1));
                }
            }
        }
    }
    out.finish()?;
    Ok(unread)
}

fn write(out: &mut Output, engine: &Verwijs, text: &str, format: ResolveFormat) -> Result<(), Stop> {
    let text = text.trim();
    let answers = answers(engine, text);
    for answer in &answers {
        match format {
            ResolveFormat::Jsonl => {
                serde_json::to_writer(&mut *out, answer).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            ResolveFormat::Table => person(out, answer)?,
        }
    }
    Ok(())
}

fn answers<'a>(engine: &Verwijs, text: &'a str) -> Vec<Answer<'a>> {
    let found: Vec<Citation> = engine.extract(text);
    let known = query::identifier(text);
    // An identifier gives itself; the engine may know more of it, such as that no register has it.
    if let Some(id) = known {
        let status = found.iter().find(|c| c.targets.iter().any(|t| t.id == id)).map_or(Status::Resolved, |c| c.status);
        return vec![Answer { input: text, status: status.as_str(), targets: vec![named(engine, id, engine.day())], candidates: Vec::new() }];
    }
    if found.is_empty() {
        return vec![Answer { input: text, status: "none", targets: Vec::new(), candidates: Vec::new() }];
    }
    let answer = |citation: Citation| {
        let day = citation.at().or(engine.day());
        Answer {
            input: &text[citation.span.range()],
            status: citation.status.as_str(),
            targets: citation.targets.into_iter().map(|t| Named { also: t.also, ..named(engine, t.id, day) }).collect(),
            candidates: citation.candidates.iter().map(|c| Named { reason: Some(c.reason.clone()), ..named(engine, c.id.clone(), day) }).collect(),
        }
    };
    found.into_iter().map(answer).collect()
}

fn named(engine: &Verwijs, id: Id, day: Option<Date>) -> Named {
    Named { url: id.url_at(day), cite: engine.cite(&id), also: Vec::new(), reason: None, id }
}

fn person(out: &mut Output, answer: &Answer<'_>) -> io::Result<()> {
    writeln!(out, "{}: {}", answer.input, if answer.status == "none" { "no citation found" } else { answer.status })?;
    for (mark, named) in answer.targets.iter().map(|n| ("→", n)).chain(answer.candidates.iter().map(|n| ("?", n))) {
        let reason = named.reason.as_ref().map_or_else(String::new, |r| format!(" ({r})"));
        writeln!(out, "  {mark} {}{reason}", named.id)?;
        for other in &named.also {
            writeln!(out, "    also {other}")?;
        }
        for line in named.cite.iter().chain(&named.url) {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}
