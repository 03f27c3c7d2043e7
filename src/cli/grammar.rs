//! `verwijs grammar`: the rules and their examples.

use super::{
    Stop,
    args::{Global, GrammarCommand},
    output::Output,
};
use std::{collections::BTreeSet, io::Write, path::Path};
use verwijs::{Locator, Verwijs};

/// Shows or checks the rules.
pub fn run(global: &Global, command: &GrammarCommand) -> Result<usize, Stop> {
    let mut out = Output::to(None)?;
    match command {
        GrammarCommand::List => list(&mut out, &super::engine(global)?)?,
        GrammarCommand::Check { dir } => check(&mut out, global, dir.as_deref())?,
        GrammarCommand::Explain { text } => explain(&mut out, &super::engine(global)?, &text.join(" "))?,
    }
    out.finish()?;
    Ok(0)
}

fn list(out: &mut Output, engine: &Verwijs) -> Result<(), Stop> {
    for rule in engine.grammar().rules() {
        writeln!(out, "{}/{} ({}:{})", rule.family, rule.name, rule.file, rule.line)?;
        writeln!(out, "  triggers  {}", rule.triggers().join(" | "))?;
        writeln!(out, "  pattern   {}", rule.pattern())?;
        if let Some(example) = rule.examples().first() {
            let arrow = example.targets.as_ref().map_or_else(String::new, |t| format!(" → {}", t.join(" ")));
            writeln!(out, "  example   {}{arrow}", example.text)?;
        }
    }
    Ok(())
}

fn check(out: &mut Output, global: &Global, dir: Option<&Path>) -> Result<(), Stop> {
    let mut with_dir = global.clone();
    with_dir.grammar.extend(dir.map(Path::to_owned));
    let engine = super::engine(&with_dir)?;
    let only: BTreeSet<String> = match dir {
        Some(dir) => engine.grammar().rules().iter().map(|r| r.file.clone()).filter(|f| Path::new(f).parent() == Some(dir)).collect(),
        None => BTreeSet::new(),
    };
    if dir.is_some() && only.is_empty() {
        writeln!(out, "no rule to check")?;
        return Ok(());
    }
    let report = engine.check_grammar(&only.into_iter().collect::<Vec<_>>());
    for failure in &report.failures {
        super::complain(&failure.to_string());
    }
    for rule in &report.thin {
        writeln!(out, "{rule}: fewer than three examples, or no counter-example")?;
    }
    writeln!(out, "{} examples, {} failed", report.run, report.failures.len())?;
    if report.failures.is_empty() {
        return Ok(());
    }
    out.flush()?;
    Err(Stop::usage(format!("{} of {} examples failed; mend the rule or the example", report.failures.len(), report.run)))
}

fn explain(out: &mut Output, engine: &Verwijs, text: &str) -> Result<(), Stop> {
    let (found, misses) = engine.explain(text);
    let mut locator = Locator::new(text);
    for one in &found {
        let place = locator.locate(one.span.start);
        writeln!(out, "{}:{} {:?} matches {} ({})", place.line, place.column, &text[one.span.range()], one.rule, one.place)?;
        for (name, value, span) in &one.fields {
            let words = &text[span.range()];
            let read = if words.is_empty() { " (set by the rule)".to_owned() } else { format!(" from {words:?}") };
            writeln!(out, "  {name} = {value}{read}")?;
        }
    }
    for miss in &misses {
        let place = locator.locate(miss.span.start);
        writeln!(out, "{}:{} {:?} is as far as {} came ({})", place.line, place.column, &text[miss.span.range()], miss.rule, miss.place)?;
        writeln!(out, "  next it expected {}", miss.expected)?;
        if let Some(example) = &miss.example {
            writeln!(out, "  as in     {}", example.replace('\n', " "))?;
        }
        writeln!(out, "  pattern   {}", miss.pattern)?;
    }
    let citations = engine.extract(text);
    for one in found.iter().filter(|one| !citations.iter().any(|c| c.span.start < one.span.end && one.span.start < c.span.end)) {
        let words = &text[one.span.range()];
        writeln!(out, "result: {words:?} is no citation: the words fit {}, but what it read names nothing, or needs more around it", one.rule)?;
    }
    for citation in &citations {
        let ids: Vec<&str> = citation.targets.iter().map(|t| t.id.as_str()).collect();
        writeln!(out, "result: {:?} is {} {} by {}", &text[citation.span.range()], citation.status.as_str(), ids.join(" "), citation.rule)?;
    }
    if found.is_empty() && misses.is_empty() && citations.is_empty() {
        writeln!(out, "no trigger of any rule stands in this text")?;
    }
    Ok(())
}
