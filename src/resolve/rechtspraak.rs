//! Judgments: ECLI as printed, LJN with court and year, cases of the EU courts by number.

use super::Outcome;
use crate::{
    citation::{Status, Target},
    grammar::Rule,
    id::{Celex, Ecli, Id},
    recognise::RuleMatch,
    span::Span,
};

/// The EU courts were founded after this year; a two-digit year up to this one is of this century.
const CENTURY: u16 = 50;

pub(super) fn resolve(found: &RuleMatch, rule: &Rule, text: &str) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    let group = &found.groups[0];
    if let Some(printed) = group.values("ecli").first() {
        let ecli = complete(&printed.text).parse::<Ecli>().ok()?;
        outcome.targets.push(Target::new(Id::from(ecli.to_string()), printed.span));
    } else if let Some(ljn) = group.values("ljn").first() {
        match (found.value(rule, 0, "court"), found.value(rule, 0, "year")) {
            (Some(court), Some(year)) => {
                let ecli = format!("ECLI:NL:{court}:{year}:{}", ljn.text).parse::<Ecli>().ok()?;
                outcome.targets.push(Target::new(Id::from(ecli.to_string()), found.span));
            }
            _ => outcome.status = Some(Status::Incomplete),
        }
    } else {
        for index in 0..found.groups.len() {
            let number: u32 = found.groups[index].values("case").first()?.text.parse().ok()?;
            let year: u16 = found.groups[index].values("year").first()?.text.get(2..)?.parse().ok()?;
            let year = if year <= CENTURY { 2000 + year } else { 1900 + year };
            let court = found.value(rule, index, "kind").unwrap_or("C");
            let kind = document_kind(court, text, found.groups[index].span);
            outcome.targets.push(Target::new(Celex::case(year, kind, number).into(), found.groups[index].span));
        }
    }
    Some(outcome)
}

/// The letters of a case document: the court, and judgment, order or opinion as the words before say.
fn document_kind(court: &str, text: &str, span: Span) -> &'static str {
    const REACH: usize = 60;
    let mut from = span.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..span.start].to_lowercase();
    let before = before.rsplit([';', '\n']).next().unwrap_or_default();
    match court {
        "T" => "TJ",
        "F" => "FJ",
        _ if before.contains("conclusie") => "CC",
        _ if before.contains("beschikking") => "CO",
        _ => "CJ",
    }
}

/// An ECLI that is printed without its first parts.
fn complete(printed: &str) -> String {
    let tight: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    match tight.matches(':').count() {
        4 => tight,
        3 => format!("ECLI:{tight}"),
        _ => format!("ECLI:NL:{tight}"),
    }
}
