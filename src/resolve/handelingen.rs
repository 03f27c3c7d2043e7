//! Which piece of the Handelingen a citation names. The identifiers follow four schemes, by period.

use super::{
    Outcome,
    context::{Context, Registers},
};
use crate::{
    citation::{Candidate, Status, Target},
    grammar::Rule,
    id::{Id, SessionYear},
    recognise::RuleMatch,
    register::publications::Piece,
};

/// From this session year on pieces have item numbers throughout.
const ITEMS: u16 = 2011;
/// The session year in which item numbers began, and the first meeting of each chamber that has them.
const TURN: (u16, u32, u32) = (2010, 37, 14);
/// Session years whose identifiers have first and last page.
const PAGED: std::ops::RangeInclusive<u16> = 1996..=2009;
/// The first session year of which pieces are published.
const FIRST: u16 = 1994;
/// A "range" of pages longer than this is a meeting and a page.
const LONGEST: u32 = 150;

pub(super) fn resolve(found: &RuleMatch, rule: &Rule, context: &Context, registers: &Registers) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    let session = found.value(rule, 0, "session").and_then(|s| s.parse().ok()).or(context.session);
    let Some(session): Option<SessionYear> = session else { return Some(outcome) };
    if found.value(rule, 0, "committee").is_some() {
        return Some(outcome);
    }
    let house = found.value(rule, 0, "house").unwrap_or("tk");
    let year = format!("{house}-{session}");
    for index in 0..found.groups.len() {
        let meeting = found.value(rule, index, "meeting").and_then(|m| m.parse::<u32>().ok());
        let has_items = session.first() >= ITEMS || (session.first() == TURN.0 && meeting.is_some_and(|m| m >= if house == "tk" { TURN.1 } else { TURN.2 }));
        let items = found.groups[index].values("item");
        if let (Some(meeting), false, true) = (meeting, items.is_empty(), has_items) {
            outcome.targets.extend(items.iter().map(|i| Target::new(Id::from(format!("h-{year}-{meeting}-{}", i.text)), i.span)));
            continue;
        }
        let number = |field: &str| found.value(rule, index, field).and_then(|p| p.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok());
        match (number("page"), meeting) {
            (Some(page), _) if !has_items => page_of(session, &year, meeting, page, number("last"), found, registers, &mut outcome),
            (_, Some(meeting)) => the_meeting(&year, meeting, found, registers, &mut outcome),
            _ => outcome.status = Some(Status::Incomplete),
        }
    }
    Some(outcome)
}

/// The meeting as a whole, with its pieces as candidates.
fn the_meeting(year: &str, meeting: u32, found: &RuleMatch, registers: &Registers, outcome: &mut Outcome) {
    let id = format!("h-{year}-{meeting}");
    let pieces = registers
        .publications
        .with_prefix(&format!("{id}-"))
        .into_iter()
        .map(|piece| Candidate::new(Id::from(piece), "a piece of this meeting"))
        .collect::<Vec<_>>();
    outcome.candidates.extend(pieces);
    outcome.targets.push(Target::new(Id::from(id), found.span));
    outcome.status = Some(Status::Incomplete);
}

#[allow(clippy::too_many_arguments)]
fn page_of(
    session: SessionYear,
    year: &str,
    meeting: Option<u32>,
    page: u32,
    last: Option<u32>,
    found: &RuleMatch,
    registers: &Registers,
    outcome: &mut Outcome,
) {
    // "39-2410" is page 2410 of meeting 39.
    let (meeting, page, last) = match last {
        Some(last) if last > page && last - page > LONGEST => (Some(page), last, None),
        other => (meeting, page, other.filter(|&l| l >= page)),
    };
    if session.first() < FIRST {
        match meeting {
            Some(meeting) => outcome.targets.push(Target::new(Id::from(format!("h-{year}-{meeting}-{page}")), found.span)),
            None => outcome.status = Some(Status::Incomplete),
        }
        return;
    }
    let pieces = registers.publications.pieces(year);
    let holding = holding(&pieces, session, meeting, page, last);
    match &holding[..] {
        [only] => outcome.targets.push(Target::new(Id::new(&only.id), found.span)),
        [] => match last.filter(|_| PAGED.contains(&session.first()) && pieces.is_empty()) {
            Some(last) => outcome.targets.push(Target::new(Id::from(format!("h-{year}-{page}-{last}")), found.span)),
            None => match (meeting, last) {
                (Some(meeting), Some(last)) if session.first() < *PAGED.start() && pieces.is_empty() => {
                    outcome.targets.push(Target::new(Id::from(format!("h-{year}-{meeting}-{page}-{last}")), found.span));
                }
                _ => outcome.status = Some(Status::Incomplete),
            },
        },
        several => {
            outcome.candidates.extend(several.iter().map(|p| Candidate::new(Id::new(&p.id), format!("holds page {page}"))));
            outcome.status = Some(Status::Ambiguous);
        }
    }
}

/// The pieces that hold `page`: those with exactly the cited pages, else all around it.
fn holding(pieces: &[Piece], session: SessionYear, meeting: Option<u32>, page: u32, last: Option<u32>) -> Vec<&Piece> {
    let of_meeting = |p: &&Piece| p.meeting.is_none() || meeting.is_none_or(|m| p.meeting == Some(m));
    let exact: Vec<&Piece> = pieces.iter().filter(of_meeting).filter(|p| p.first == page && p.last.is_some() && p.last == last).collect();
    if exact.len() == 1 {
        return exact;
    }
    let ranged: Vec<&Piece> = pieces.iter().filter(of_meeting).filter(|p| p.last.is_some_and(|l| p.first <= page && page <= l)).collect();
    if !ranged.is_empty() || session.first() < TURN.0 - 1 || (session.first() == TURN.0 && meeting.is_none()) {
        return ranged;
    }
    // Where the identifier has the first page alone: the last piece that begins no later.
    pieces.iter().filter(of_meeting).filter(|p| p.last.is_none() && p.first <= page).max_by_key(|p| p.first).into_iter().collect()
}
