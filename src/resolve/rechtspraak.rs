//! Judgments: ECLI as printed, LJN with court and year, cases of the EU courts by number.

use super::Outcome;
use crate::{
    citation::{Status, Target},
    date::Date,
    grammar::Rule,
    id::{Celex, Ecli, Id},
    recognise::RuleMatch,
    span::{self, Span},
    spelling::month_of,
};

/// The EU courts were founded after this year; a two-digit year up to this one is of this century.
const CENTURY: u16 = 50;

/// A range of more cases than this is none.
const LONGEST_RANGE: u32 = 50;

pub(super) fn resolve(found: &RuleMatch, rule: &Rule, text: &str) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    let group = &found.groups[0];
    if let Some(printed) = group.values("ecli").first() {
        let ecli = complete(&printed.text).parse::<Ecli>().ok()?;
        let first = ecli.to_string();
        outcome.targets.push(Target::new(Id::from(first.clone()), printed.span));
        for group in &found.groups[1..] {
            let further = group.values("ordinal").first().filter(|o| is_ordinal(&first, &o.text));
            // What is no further number is not part of the citation either.
            let Some(further) = further else {
                outcome.words = Some(Span::new(found.span.start, outcome.targets.last()?.span.end));
                break;
            };
            let stem = &first[..=first.rfind(':')?];
            outcome.targets.push(Target::new(Id::from(format!("{stem}{}", further.text)), further.span));
        }
    } else if let Some(ljn) = group.values("ljn").first() {
        let court = ["court", "hof", "rechtbank"].iter().find_map(|field| found.value(rule, 0, field));
        match (court, found.value(rule, 0, "year")) {
            (Some(court), Some(year)) => {
                let court = court_then(court, year);
                let ecli = format!("ECLI:NL:{court}:{year}:{}", ljn.text).parse::<Ecli>().ok()?;
                outcome.targets.push(Target::new(Id::from(ecli.to_string()), found.span));
            }
            _ => outcome.status = Some(Status::Incomplete),
        }
    } else if let Some(application) = group.values("application").first() {
        // "nr. 26543/05, ECLI:CE:ECHR:2011:…": what is printed is the judgment.
        const PRINTED: &str = "ECLI:";
        if text[found.span.end..].trim_start_matches([',', ' ', '(', ')']).starts_with(PRINTED) {
            return None;
        }
        outcome.targets.push(Target::new(of_human_rights(found, rule, &application.text)?, group.span));
    } else {
        for index in 0..found.groups.len() {
            let number: u32 = found.groups[index].values("case").first()?.text.parse().ok()?;
            let year: u16 = found.groups[index].values("year").first()?.text.get(2..)?.parse().ok()?;
            let year = if year <= CENTURY { 2000 + year } else { 1900 + year };
            let court = found.value(rule, index, "kind").unwrap_or("C");
            let span = found.groups[index].span;
            let kind = document_kind(court, text, span);
            // A range is counted out from the case before it.
            let before = found.groups[..index].last().and_then(|g| g.values("case").first()?.text.parse::<u32>().ok());
            let ranged = !found.groups[index].values("through").is_empty();
            let from = before.filter(|b| ranged && *b < number && number - b <= LONGEST_RANGE).map_or(number, |b| b + 1);
            outcome.targets.extend((from..=number).map(|n| Target::new(Celex::case(year, kind, n).into(), span)));
        }
    }
    Some(outcome)
}

/// The ECLI of a judgment of the European Court of Human Rights, which has its day and the number of the (first) application:
/// "0305JUD001234503".
fn of_human_rights(found: &RuleMatch, rule: &Rule, application: &str) -> Option<Id> {
    /// The year of the first judgment, and that of the first application.
    const FIRST: (u16, u16) = (1959, 1955);
    let value = |field: &str| found.value(rule, 0, field);
    let (year, filed) = (value("year")?.parse::<u16>().ok()?, value("filed")?);
    let (month, day) = (u8::try_from(month_of(value("month")?)?).ok()?, value("day")?.parse().ok()?);
    Date::new(year, month, day)?;
    let century = year - year % 100;
    let filed_in = [century, century - 100].map(|century| century + filed.parse::<u16>().unwrap_or(99)).into_iter().find(|filed| *filed <= year)?;
    // "nr. 2009/12" is a place in a journal.
    let journal = application.parse().is_ok_and(|number: u16| (FIRST.1..2100).contains(&number));
    if year < FIRST.0 || filed_in < FIRST.1 || journal || application.bytes().all(|b| b == b'0') {
        return None;
    }
    let kind = if value("admissible").is_some() { "DEC" } else { "JUD" };
    let ecli = format!("ECLI:CE:ECHR:{year}:{month:02}{day:02}{kind}{application:0>7}{filed}").parse::<Ecli>().ok()?;
    Some(Id::from(ecli.to_string()))
}

/// The code that a court had in `year`: that of The Hague was renamed in 2013.
fn court_then<'a>(court: &'a str, year: &str) -> &'a str {
    match (court, year < "2013") {
        ("GHDHA", true) => "GHSGR",
        ("RBDHA", true) => "RBSGR",
        ("GHSGR", false) => "GHDHA",
        ("RBSGR", false) => "RBDHA",
        _ => court,
    }
}

/// Whether `further` can be another number of the court and year of `ecli`: about as long as its own, and no year.
fn is_ordinal(ecli: &str, further: &str) -> bool {
    let own = ecli.rsplit(':').next().unwrap_or_default();
    let year = further.parse().is_ok_and(|n: u32| (1900..=2100).contains(&n));
    own.len().abs_diff(further.len()) <= 1 && own.bytes().all(|b| b.is_ascii_digit()) && !year
}

/// The letters of a case document: the court, and judgment, order or opinion as the words before say.
fn document_kind(court: &str, text: &str, span: Span) -> &'static str {
    const REACH: usize = 60;
    let from = span::floor(text, span.start.saturating_sub(REACH));
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
