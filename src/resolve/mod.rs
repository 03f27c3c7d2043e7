//! From what was read to what it names.

pub(crate) mod context;
mod day;
mod eu;
pub(crate) mod gazette;
mod handelingen;
mod heading;
pub(crate) mod identity;
mod kamerstuk;
pub(crate) mod law;
pub(crate) mod markup;
mod papers;
mod rechtspraak;
pub(crate) mod template;

use crate::{
    citation::{Candidate, Citation, Status, Target},
    grammar::Grammar,
    recognise::RuleMatch,
    span::Span,
    view::View,
};
use context::{Context, Registers};

/// What a resolver made of a match.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub targets: Vec<Target>,
    pub candidates: Vec<Candidate>,
    /// The words, where they are fewer than the rule matched.
    pub words: Option<Span>,
    /// The status, where it is not what the targets say: resolved if there are any, else incomplete.
    pub status: Option<Status>,
}

/// The citation of a match; `None` where it is none after all.
pub(crate) fn citation(found: &RuleMatch, grammar: &Grammar, view: &View<'_>, context: &Context, registers: &Registers) -> Option<Citation> {
    let rule = &grammar.rules[found.rule];
    let mut outcome = match rule.resolver.as_deref().filter(|_| rule.template.is_none()) {
        Some("handelingen") => handelingen::resolve(found, rule, context, registers)?,
        Some("gazette") => gazette::resolve(found, rule, view.text(), registers)?,
        Some("rechtspraak") => rechtspraak::resolve(found, rule, view.text())?,
        Some("eu") => eu::resolve(found, rule, view.text())?,
        Some("kamerstuk") => kamerstuk::resolve(found, rule, view.text(), context, registers)?,
        _ => template::resolve(found, rule, registers),
    };
    let words = outcome.words.unwrap_or(found.span);
    // The words of a paper are its dossier and number, without "Kamerstukken II 2008/09".
    if rule.resolver.as_deref() != Some("kamerstuk") {
        close_spans(&mut outcome.targets, words);
    }
    for target in &mut outcome.targets {
        target.span = view.to_source(target.span);
    }
    let status = outcome.status.unwrap_or(if outcome.targets.is_empty() { Status::Incomplete } else { Status::Resolved });
    Some(Citation {
        span: view.to_source(words),
        family: rule.family.clone(),
        status,
        targets: outcome.targets,
        candidates: outcome.candidates.into(),
        fields: template::fields(found, rule),
        own: false,
        rule: format!("{}/{}", rule.family, rule.name).into(),
    })
}

/// The latest year that a text dates a gazette to: it is no older than that.
pub(crate) fn latest_year(citations: &[Citation]) -> Option<u16> {
    const GAZETTES: [&str; 3] = ["stb-", "stcrt-", "trb-"];
    let ids = citations.iter().flat_map(|c| &c.targets).map(|t| t.id.as_str());
    ids.filter_map(|id| GAZETTES.iter().find_map(|g| id.strip_prefix(g))?.get(..4)?.parse().ok()).max()
}

/// A single target's words are the whole citation; of several, the first begins with it.
fn close_spans(targets: &mut [Target], whole: Span) {
    match targets {
        [only] => only.span = whole,
        [first, ..] => first.span.start = whole.start,
        [] => {}
    }
}
