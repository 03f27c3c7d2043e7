//! `verwijs resolve`: one citation or identifier to ids, links, and how to cite it.

use super::{
    Stop,
    args::{Resolve, ResolveFormat},
    output::Output,
};
use serde::Serialize;
use std::io::{self, BufRead, IsTerminal, Write};
use verwijs::{Celex, Citation, Ecli, EuArticle, Id, Jci, Kamerstuk, Publication, Status, Verwijs};

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
    let known = identifier(text);
    // An identifier gives itself; the engine may know more of it, such as that no register has it.
    if let Some(id) = known {
        let status = found.iter().find(|c| c.targets.iter().any(|t| t.id == id)).map_or(Status::Resolved, |c| c.status);
        return vec![Answer { input: text, status: status.as_str(), targets: vec![named(engine, id)], candidates: Vec::new() }];
    }
    if found.is_empty() {
        return vec![Answer { input: text, status: "none", targets: Vec::new(), candidates: Vec::new() }];
    }
    let answer = |citation: Citation| Answer {
        input: &text[citation.span.range()],
        status: citation.status.as_str(),
        targets: citation.targets.into_iter().map(|t| Named { also: t.also, ..named(engine, t.id) }).collect(),
        candidates: citation.candidates.into_iter().map(|c| Named { reason: Some(c.reason), ..named(engine, c.id) }).collect(),
    };
    found.into_iter().map(answer).collect()
}

fn named(engine: &Verwijs, id: Id) -> Named {
    Named { url: id.url(), cite: engine.cite(&id), also: Vec::new(), reason: None, id }
}

/// The canonical form of a text that is nothing but an identifier.
fn identifier(text: &str) -> Option<Id> {
    canonical(text).or_else(|| canonical(&even_case(text)?))
}

/// An identifier that differs from its canonical form in case: "KST-34550-V-52", "bwbr0005537".
fn even_case(text: &str) -> Option<String> {
    let (prefix, rest) = text.split_once('-').unwrap_or((text, ""));
    if prefix.eq_ignore_ascii_case("kst") || prefix.eq_ignore_ascii_case("stb") || prefix.eq_ignore_ascii_case("blg") {
        return Some(format!("{}-{}", prefix.to_ascii_lowercase(), rest.to_ascii_uppercase()));
    }
    if text.get(..3).is_some_and(|p| p.eq_ignore_ascii_case("bwb")) {
        return Some(format!("{}{}", text.get(..4)?.to_ascii_uppercase(), text.get(4..)?));
    }
    Some(text.to_ascii_lowercase()).filter(|even| even != text)
}

/// The canonical form of a text as it stands.
fn canonical(text: &str) -> Option<Id> {
    if let Ok(jci) = text.parse::<Jci>() {
        return Some(jci.id());
    }
    if let Ok(ecli) = text.parse::<Ecli>() {
        return Some(Id::from(ecli.to_string()));
    }
    if let Ok(paper) = text.parse::<Kamerstuk>() {
        return Some(paper.id());
    }
    let celex = text.split('&').next().is_some_and(|act| act.parse::<Celex>().is_ok()) && text.parse::<EuArticle>().is_ok();
    let dossier = text.strip_prefix("dossier/").is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let id = Id::new(text);
    (celex || dossier || text.parse::<Publication>().is_ok() || id.url().is_some()).then_some(id)
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
