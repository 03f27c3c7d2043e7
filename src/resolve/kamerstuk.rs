//! Which parliamentary paper a citation names.

use super::{
    Outcome,
    context::{Context, Registers},
    papers::Paper,
};
use crate::{
    citation::{Candidate, Status, Target},
    grammar::Rule,
    id::{Dossier, Id, Kamerstuk, SessionYear},
    recognise::{RuleMatch, Value},
    register::budgets::Budgets,
    span,
};

/// The last session year whose Eerste Kamer papers bear it in their identifier.
const LAST_YEAR_IN_ID: u16 = 2009;
/// The first session year from which dossiers are numbered through.
const NUMBERED_THROUGH: u16 = 1945;
/// The number of the newest bill at the end of a year, in the years of those of four digits; in between they rise evenly.
const NEWEST: [(u16, u32); 7] = [(1950, 2000), (1952, 2800), (1955, 4000), (1957, 5100), (1960, 6200), (1965, 8400), (1970, 11_000)];
/// A bill that is still spoken of has at most so many newer ones, and a paper may be so many bills younger than it seems.
const PENDING: u32 = 1500;
const YOUNGER: u32 = 400;
/// The last year in which bills had numbers below 2000.
const FIRST_DOSSIERS: u16 = 1953;
/// Dossier numbers that a paper without any label may have.
const PLAUSIBLE: std::ops::RangeInclusive<u32> = 9000..=41000;

/// A "range" with more dossiers than this is a slip of the pattern.
const LONGEST_RANGE: usize = 40;

/// The dossier of the EU Councils, which has a series for each of them.
const SERIES: &str = "21501";
/// More dossiers than any paper belongs to.
const JOINT: usize = 40;
/// The budget's own papers bear numbers up to this one.
const LAST_OF_THE_BUDGET_ITSELF: u32 = 3;
/// How far before a dossier in brackets the words may stand that say that it is a bill's.
const TITLE: usize = 320;
/// The first dossier of the last decades, in which numbers are mostly written without a space.
const MODERN: u32 = 20_000;

/// What the match names; `None` where it is no citation after all.
pub(super) fn resolve(found: &RuleMatch, rule: &Rule, text: &str, context: &Context, registers: &Registers) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    for index in 0..found.groups.len() {
        let reading = Reading { found, rule, index, text, context, registers, named: None };
        match rule.option("elided") {
            Some(elided) if found.values(index, "dossier").is_empty() => reading.elided(elided, &mut outcome)?,
            _ => reading.add_to(&mut outcome)?,
        }
    }
    Some(outcome)
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    found: &'a RuleMatch,
    rule: &'a Rule,
    index: usize,
    text: &'a str,
    context: &'a Context,
    registers: &'a Registers,
    /// The paper that the document names elsewhere and that fills in what the words leave out.
    named: Option<&'a Paper>,
}

impl Reading<'_> {
    fn value(&self, field: &str) -> Option<&str> {
        let named = || match field {
            "suffix" => self.named?.suffix.as_deref(),
            "house" => self.named?.house.as_deref(),
            "session" => self.named?.session.as_deref(),
            _ => None,
        };
        self.found.value(self.rule, self.index, field).or_else(named)
    }

    /// A citation whose dossier stands elsewhere in the document: `elided` says where.
    fn elided(self, elided: &str, outcome: &mut Outcome) -> Option<()> {
        let at = self.found.groups[self.index].span.start;
        let papers = &self.context.papers;
        let numbers = self.numbers();
        // Before 1945 a number behind the session alone is the dossier.
        let old = self.found.value(self.rule, self.index, "session").and_then(|s| s.get(..4)?.parse::<u16>().ok()).is_some_and(|y| y < NUMBERED_THROUGH);
        if numbers.is_empty() {
            if let Some(paper) = papers.before(at).filter(|p| !p.numbers.is_empty()) {
                let span = self.found.groups[self.index].span;
                let reading = Self { named: Some(paper), ..self };
                for number in &paper.numbers {
                    reading.paper(&paper.dossier, paper.suffix.as_deref(), &[], &Value { text: number.clone(), span, range: false }, outcome)?;
                }
            }
            return Some(());
        }
        for number in numbers.into_iter().filter(|_| !old) {
            let paper = match elided {
                "adjacent" => papers.adjacent(at),
                "number" => papers.numbered(&number.text, at),
                _ => papers.before(at),
            };
            let Some(paper) = paper else { continue };
            let reading = Self { named: Some(paper), ..self };
            reading.paper(&paper.dossier, paper.suffix.as_deref(), &[], &number, outcome)?;
        }
        Some(())
    }

    /// The numbers that the words give; a letter alone goes on from the number before it ("11b en d").
    fn numbers(&self) -> Vec<Value> {
        let group = &self.found.groups[self.index];
        let mut numbers: Vec<Value> = group.values("number").iter().chain(group.values("letter")).cloned().collect();
        for letter in group.values("further") {
            let Some(stem) = numbers.last().map(|n| n.text.trim_end_matches(|c: char| c.is_ascii_lowercase()).to_owned()) else { continue };
            if numbers.last().is_some_and(|n| n.text.len() > stem.len()) {
                numbers.push(Value { text: format!("{stem}{}", letter.text), ..letter.clone() });
            }
        }
        numbers
    }

    /// Whether the words are one number without a space.
    fn tight(&self) -> bool {
        self.words().bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether the words stand first on their line, as a heading does, maybe behind the session's years.
    fn opens_line(&self) -> bool {
        // The years of a session are shorter than this, and a whole document may be one line.
        const YEARS: usize = 60;
        let from = span::floor(self.text, self.found.span.start.saturating_sub(YEARS));
        let before = &self.text[from..self.found.span.start];
        if from > 0 && !before.contains('\n') {
            return false;
        }
        let line = before.rsplit('\n').next().unwrap_or_default();
        let rest = line.trim().to_lowercase();
        let rest = rest.trim_start_matches("zitting").trim_start_matches("vergaderjaar");
        rest.bytes().all(|b| b.is_ascii_digit() || b" -/".contains(&b))
    }

    /// Whether a dossier without any label is one: the document names it elsewhere, or a bill's title stands before it.
    fn is_dossier(&self, dossier: &str) -> bool {
        let span = self.found.span;
        let (before, behind) = (self.text[..span.start].trim_end(), self.behind());
        let bracketed = before.ends_with('(') && behind.starts_with([')', ';']);
        let modern = self.tight() && dossier.parse::<u32>().is_ok_and(|d| d >= MODERN);
        // "Jeugdwet - 33694 (Wetgevingsoverleg)", as a list of meetings has it.
        let closes = behind.is_empty() || behind.starts_with('\n') || modern && behind.starts_with('(');
        let closes_line = !self.opens_line() && before.ends_with('-') && closes;
        let weak = self.rule.option("weak");
        if weak == Some("brackets") {
            // "Afgedaan met 31 765-745", where the text names the dossier elsewhere.
            return (bracketed || !self.opens_line() && self.context.papers.name_dossier(dossier)) && dossier.parse::<u32>().is_ok_and(|d| d >= MODERN);
        }
        if !(bracketed || closes_line) {
            return false;
        }
        let early = weak == Some("early");
        if early {
            const NEAR: usize = 60;
            let near = &self.text[span::floor(self.text, span.start.saturating_sub(NEAR))..span.start];
            // "de wet van 17 juli 1923 (Stb. 364) (9236)": what another bracket says is not of this number.
            let closed = near.trim_end_matches([' ', '(']).strip_suffix(')').and_then(|near| near.rfind('('));
            let near = closed.map_or(near, |open| &near[..open]);
            if !self.context.year.is_some_and(|year| may_pend(dossier, year)) || self.rule.has_word("of_amount", &near.to_lowercase()) {
                return false;
            }
            // "(6301, nr. 4)", "(2262, Zitting 1950—1951)" are hardly anything else.
            if !self.numbers().is_empty() || self.session().is_some() {
                return true;
            }
        }
        let from = span::floor(self.text, span.start.saturating_sub(TITLE));
        let title = self.text[from..span.start].to_lowercase();
        // "Goedkeuring van het Protocol; Brussel (18373)": a place alone behind a semicolon.
        const PLACE: usize = 24;
        let from = last_sign(&title).filter(|sign| title.len() - sign > PLACE || !title[*sign..].starts_with(';'));
        let from = from.or_else(|| title.rfind(';').and_then(|sign| last_sign(&title[..sign]))).map_or(0, |sign| sign + 1);
        let sentence = title[from..].rsplit("\n\n").next().unwrap_or_default();
        // "Wijziging van de omzetbelasting (12 001); Gefaseerde invoering van een reserve (12 002)": the next of a list of bills.
        let digits = dossier.bytes().filter(u8::is_ascii_digit).count();
        let listed = || bracketed && ends_in_bracketed_dossier(&title[..from], digits) && self.rule.has_word("of_bill", &title);
        self.context.papers.name_dossier(dossier)
            || self.rule.has_word("of_bill", sentence)
            || modern && self.rule.has_word("of_modern_bill", sentence)
            || listed()
    }

    /// Whether a dossier by itself has this fund: a letter alone is that of many things.
    fn may_have(&self, dossier: &str, suffix: &str) -> bool {
        let fund = suffix.len() == 1 && !matches!(suffix, "I" | "V" | "X");
        let budget = || self.context.chapters_of(dossier).any(|chapter| chapter != suffix);
        !fund || self.rule.option("funds").is_some() || self.registers.budgets.has(dossier, suffix) || budget()
    }

    fn session(&self) -> Option<SessionYear> {
        let text = self.value("session")?;
        text.parse().ok().or_else(|| text.parse().ok().filter(|_| text.len() == 4).map(SessionYear::beginning))
    }

    fn add_to(&self, outcome: &mut Outcome) -> Option<()> {
        let group = &self.found.groups[self.index];
        let dossiers = members(self.found.values(self.index, "dossier"));
        let first = dossiers.first()?.text.clone();
        let bare = self.rule.option("bare").is_some();
        if bare && !first.parse().is_ok_and(|d| PLAUSIBLE.contains(&d))
            || self.rule.option("weak").is_some() && !self.is_dossier(&first)
            || self.rule.option("heading").is_some() && self.opens_line() && (self.behind().starts_with('\n') || self.context.papers.is_of(&first))
        {
            return None;
        }
        // Dossiers of three digits, and the first thousands, are of the first years of the numbering.
        let early = self.context.year.is_some_and(|y| (NUMBERED_THROUGH..=FIRST_DOSSIERS).contains(&y));
        if self.rule.option("below_2000").is_some() && !early && first.parse::<u32>().is_ok_and(|d| d < 2000) {
            return None;
        }
        // A chapter goes with its own dossier; a later group that names a dossier anew has its own.
        let own_dossier = !group.values("dossier").is_empty();
        // "28 258 en 29 200 VI, nr. 7": the chapter is that of the last dossier.
        let budget = || self.registers.budgets.chapters(&first, 1).is_some();
        let of_last = |v: &Value| dossiers.len() > 1 && dossiers.last().is_some_and(|last| last.span.end <= v.span.start) && !budget();
        let suffix = if own_dossier { group.values("suffix").first().filter(|v| !of_last(v)).map(|v| v.text.as_str()) } else { self.value("suffix") };
        if bare && suffix.is_some_and(|s| !self.may_have(&first, s)) {
            return None;
        }
        let numbers = self.numbers();
        if numbers.is_empty() {
            // A judgment's own files are dossiers too.
            if self.context.own.as_deref().is_some_and(|own| own.starts_with("ECLI")) && self.words().starts_with("dossier") {
                return None;
            }
            if self.value("session").and_then(|s| s.get(..4)?.parse::<u16>().ok()).is_some_and(|y| y < NUMBERED_THROUGH) {
                return Some(());
            }
            for value in dossiers {
                let dossier = Dossier::new(&value.text, suffix).ok()?;
                outcome.targets.push(Target::new(dossier.id(), value.span));
            }
            return Some(());
        }
        for (at, number) in numbers.iter().enumerate() {
            // The words of the first are the dossier's too.
            let words = dossiers.first().filter(|_| at == 0 && own_dossier).map_or(number.span, |d| number.span.cover(d.span));
            self.paper(&first, suffix, &dossiers[1..], &Value { span: words, ..number.clone() }, outcome)?;
        }
        Some(())
    }

    /// What follows, without blanks.
    fn behind(&self) -> &str {
        self.text[self.found.span.end..].trim_start_matches([' ', '\t'])
    }

    fn words(&self) -> &str {
        &self.text[self.found.span.range()]
    }

    fn paper(&self, dossier: &str, suffix: Option<&str>, others: &[&Value], number: &Value, outcome: &mut Outcome) -> Option<()> {
        let register = &self.registers.publications;
        // "21 501-20" is the series of a Council, not paper 20.
        if dossier == SERIES && suffix.is_none() && number.text.len() <= 2 && self.rule.option("series").is_some() {
            outcome.targets.push(Target::new(Dossier::new(dossier, Some(&format!("{:0>2}", number.text))).ok()?.id(), number.span));
            return Some(());
        }
        let plain = number.text.bytes().all(|b| b.is_ascii_digit());
        if let (None, Ok(n), true) = (suffix, number.text.parse::<u32>(), plain)
            && let Some(chapters) = self.registers.budgets.chapters(dossier, n)
        {
            let bare = Kamerstuk::new(None, Dossier::new(dossier, None).ok()?, &number.text).ok()?.id();
            let exists = if register.is_empty() { n <= 45 } else { register.has(bare.as_str()) };
            if !exists {
                self.budget(dossier, &number.text, chapters, outcome);
                return Some(());
            }
        }
        if let (None, Ok(n), true) = (suffix, number.text.parse::<u32>(), plain)
            && n > LAST_OF_THE_BUDGET_ITSELF
            && self.value("house") != Some("ek")
            && Budgets::is_early(dossier)
        {
            self.early_budget(dossier, &number.text, outcome);
            return Some(());
        }
        let paper = |session| Some(Kamerstuk::new(session, Dossier::new(dossier, suffix).ok()?, &number.text).ok()?.id());
        let with_year = self.session().and_then(|s| paper(Some(s)));
        let without = paper(None)?;
        let id = match (self.year_is_part(&number.text, plain), with_year) {
            (Some(true), Some(id)) => self.existing(id, &without),
            (Some(true), None) => self.any_session(&without).unwrap_or(without),
            (None, Some(id)) => {
                if register.has(id.as_str()) && !register.has(without.as_str()) {
                    id
                } else {
                    without
                }
            }
            _ => without,
        };
        if register.claims(id.as_str()) && !register.has(id.as_str()) && register.first_with_prefix(&format!("{id}-")).is_none() {
            outcome.status = Some(Status::Unknown);
        }
        let mut target = Target::new(id, number.span);
        for other in others.iter().take(JOINT) {
            let twin = Kamerstuk::new(None, Dossier::new(&other.text, None).ok()?, &number.text).ok()?.id();
            if register.has(twin.as_str()) {
                target.also.push(twin);
            }
        }
        outcome.targets.push(target);
        Some(())
    }

    /// Whether the session year is part of the identifier; `None` where that depends on which exists.
    fn year_is_part(&self, number: &str, plain: bool) -> Option<bool> {
        let session = self.session();
        if session.is_some_and(|s| s.first() < NUMBERED_THROUGH) {
            return Some(true);
        }
        let early = session.is_none_or(|s| s.first() <= LAST_YEAR_IN_ID);
        let letters = number.bytes().all(|b| b.is_ascii_uppercase());
        match self.value("house") {
            Some("ek") if letters => Some(early && session.is_some()),
            Some("ek") => Some(early),
            // Numbers with a letter behind them are the Eerste Kamer's, whoever is named.
            _ if !plain && !letters && number.starts_with(|c: char| c.is_ascii_digit()) => {
                if session.is_some() && self.value("house").is_none() {
                    Some(early)
                } else {
                    None
                }
            }
            Some(_) => Some(false),
            None if letters => None,
            // "13872 (96, 96a, 96b)": the plain one is of the same chamber as its neighbours.
            None if session.is_some() && self.numbers().iter().any(|n| n.text.ends_with(|c: char| c.is_ascii_lowercase())) => Some(early),
            None => Some(false),
        }
    }

    /// `id`, or the same paper where the list has it: in a neighbouring session, as a reprint, without the year.
    fn existing(&self, id: Id, without: &Id) -> Id {
        let register = &self.registers.publications;
        if register.is_empty() || register.has(id.as_str()) {
            return id;
        }
        let reprint = register.first_with_prefix(&format!("{id}-h")).map(Id::from);
        let neighbour = || {
            let session = self.session()?;
            let paper: Kamerstuk = id.as_str().parse().ok()?;
            [session.first() - 1, session.first() + 1].into_iter().find_map(|first| {
                let near = Kamerstuk::new(Some(SessionYear::beginning(first)), paper.dossier().clone(), paper.number()).ok()?.id();
                register.has(near.as_str()).then_some(near)
            })
        };
        let plain =
            || (without.as_str().rsplit('-').next()?.starts_with(|c: char| c.is_ascii_uppercase()) && register.has(without.as_str())).then(|| without.clone());
        reprint.or_else(neighbour).or_else(plain).unwrap_or(id)
    }

    /// The Eerste Kamer's paper under whichever session has it.
    fn any_session(&self, without: &Id) -> Option<Id> {
        let paper = without.as_str().strip_prefix("kst-")?;
        let register = &self.registers.publications;
        (!register.is_empty()).then_some(())?;
        (1994..=LAST_YEAR_IN_ID).find_map(|first| {
            let id = format!("kst-{}-{paper}", SessionYear::beginning(first));
            register.has(&id).then(|| Id::from(id))
        })
    }

    /// A paper of a budget before 1995 whose chapter is missing: the chapters that the text names, then the budget itself.
    fn early_budget(&self, dossier: &str, number: &str, outcome: &mut Outcome) {
        outcome.status = Some(Status::Ambiguous);
        let of_chapter =
            |s: &str| Candidate::new(Id::from(format!("kst-{dossier}-{s}-{number}")), format!("the text names chapter {s} of {dossier} elsewhere"));
        outcome.candidates.extend(self.context.chapters_of(dossier).map(of_chapter));
        outcome
            .candidates
            .push(Candidate::new(Id::from(format!("kst-{dossier}-{number}")), "the dossier is a budget's, whose papers mostly belong to a chapter"));
    }

    /// A budget's paper whose chapter is missing.
    fn budget(&self, dossier: &str, number: &str, chapters: Vec<&str>, outcome: &mut Outcome) {
        let register = &self.registers.publications;
        let named = |suffix: &str| self.context.chapters_of(dossier).any(|chapter| chapter == suffix);
        let mut candidates: Vec<(bool, String, Id)> = chapters
            .into_iter()
            .map(|suffix| (named(suffix), suffix.to_owned(), Id::from(format!("kst-{dossier}-{suffix}-{number}"))))
            .filter(|(_, _, id)| register.is_empty() || register.has(id.as_str()))
            .collect();
        candidates.sort_by_key(|(named, _, _)| !named);
        outcome.status = Some(if candidates.is_empty() { Status::Incomplete } else { Status::Ambiguous });
        outcome.candidates.extend(candidates.into_iter().map(|(named, suffix, id)| {
            let reason = if named {
                format!("the text names chapter {suffix} of {dossier} elsewhere")
            } else {
                format!("chapter {suffix} of {dossier} has a paper of this number")
            };
            Candidate::new(id, reason)
        }));
    }
}

/// Whether a bill of this number may have been before the houses in `year`.
fn may_pend(dossier: &str, year: u16) -> bool {
    let newest = NEWEST.windows(2).find_map(|around| {
        let [(from, low), (to, high)] = around else { return None };
        let of = |year: u16| u32::from(year - from) * (high - low) / u32::from(to - from);
        (*from..=*to).contains(&year).then(|| low + of(year))
    });
    newest.zip(dossier.parse::<u32>().ok()).is_some_and(|(newest, number)| (newest.saturating_sub(PENDING)..=newest + YOUNGER).contains(&number))
}

/// The last sign that parts sentences or the members of a list, not counting what stands in brackets: "(slotwet; derde wijziging)".
fn last_sign(text: &str) -> Option<usize> {
    const LONGEST: usize = 120;
    let mut end = text.len();
    loop {
        let at = text[..end].rfind([';', '?', '!', ')'])?;
        if !text[at..].starts_with(')') {
            return Some(at);
        }
        end = text[..at].rfind('(').filter(|open| at - open <= LONGEST).unwrap_or(at);
    }
}

/// Whether `list` ends in a dossier in brackets and a semicolon: "(12 001);".
fn ends_in_bracketed_dossier(list: &str, digits: usize) -> bool {
    let Some(inside) = list.trim_end().strip_suffix(';').and_then(|list| list.trim_end().strip_suffix(')')) else { return false };
    let Some((_, number)) = inside.rsplit_once('(') else { return false };
    number.bytes().filter(u8::is_ascii_digit).count() == digits && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'.'))
}

/// The dossiers that the words name; of a range too long to be one of dossiers, its first alone.
fn members(values: &[Value]) -> Vec<&Value> {
    let ranged = |v: &&Value| v.range;
    let too_long = values.iter().filter(ranged).count() > LONGEST_RANGE;
    let first = values.iter().position(|v| v.range);
    values.iter().enumerate().filter(|(at, v)| !(too_long && v.range) || Some(*at) == first).map(|(_, v)| v).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn bills_of_four_digits_have_their_years() {
        for (dossier, year, pends) in
            [("5711", 1960, true), ("4711", 1960, true), ("1776", 1960, false), ("9999", 1960, false), ("2262", 1951, true), ("5711", 2016, false)]
        {
            assert_eq!(super::may_pend(dossier, year), pends, "{dossier} in {year}");
        }
    }

    #[test]
    fn what_stands_in_brackets_parts_no_list() {
        assert_eq!(super::last_sign("een; twee (slotwet; derde) ("), Some(3));
        assert_eq!(super::last_sign("een; twee) ("), Some(3));
        assert_eq!(super::last_sign("twee (een; drie) ("), None);
    }

    #[test]
    fn a_range_of_dossiers_is_no_panic() {
        let engine = crate::Verwijs::new();
        let ids = |text: &str| engine.extract(text)[0].targets.iter().map(|t| t.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids("wetsontwerpen 12 137 tot en met 12 143").len(), 7);
        assert_eq!(ids("wetsontwerpen 12 137 tot en met 12 239"), ["dossier/12137"]);
        assert_eq!(ids("Kamerstukken II, 12 137 tot en met 12 143, nr. 3"), ["kst-12137-3"]);
    }

    #[test]
    fn the_chapters_that_a_text_names_with_a_budget_are_its_candidates() {
        let text = "Kamerstukken II 1989/90, 21 300 XIII, nr. 13; Kamerstukken II 1988/89, 20 200 V, nr. 3; Kamerstukken II 1989/90, 21 300, nr. 9";
        let found = crate::Verwijs::new().extract(text);
        let candidates: Vec<&str> = found[2].candidates.iter().map(|candidate| candidate.id.as_str()).collect();
        assert_eq!(candidates, ["kst-21300-XIII-9", "kst-21300-9"]);
    }
}
