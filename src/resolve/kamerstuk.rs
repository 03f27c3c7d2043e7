//! Which parliamentary paper a citation names.

use super::{
    Outcome,
    context::{Context, Registers},
};
use crate::{
    citation::{Candidate, Status, Target},
    grammar::Rule,
    id::{Dossier, Id, Kamerstuk, SessionYear},
    recognise::{RuleMatch, Value},
};

/// The last session year whose Eerste Kamer papers bear it in their identifier.
const LAST_YEAR_IN_ID: u16 = 2009;
/// The first session year from which dossiers are numbered through.
const NUMBERED_THROUGH: u16 = 1945;
/// Dossier numbers that a paper without any label may have.
const PLAUSIBLE: std::ops::RangeInclusive<u32> = 9000..=41000;

/// A "range" with more dossiers than this is a slip of the pattern.
const LONGEST_RANGE: usize = 40;

/// What the match names; `None` where it is no citation after all.
pub(super) fn resolve(found: &RuleMatch, rule: &Rule, context: &Context, registers: &Registers) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    for index in 0..found.groups.len() {
        let reading = Reading { found, rule, index, context, registers };
        reading.add_to(&mut outcome)?;
    }
    Some(outcome)
}

struct Reading<'a> {
    found: &'a RuleMatch,
    rule: &'a Rule,
    index: usize,
    context: &'a Context,
    registers: &'a Registers,
}

impl Reading<'_> {
    fn value(&self, field: &str) -> Option<&str> {
        self.found.value(self.rule, self.index, field)
    }

    fn session(&self) -> Option<SessionYear> {
        let text = self.value("session")?;
        text.parse().ok().or_else(|| text.parse().ok().filter(|_| text.len() == 4).map(SessionYear::beginning))
    }

    fn add_to(&self, outcome: &mut Outcome) -> Option<()> {
        let group = &self.found.groups[self.index];
        let dossiers = members(self.found.values(self.index, "dossier"));
        let first = dossiers.first()?.text.clone();
        let bare = self.rule.name.starts_with("bare") || self.rule.name == "number-first";
        if bare && !first.parse().is_ok_and(|d| PLAUSIBLE.contains(&d)) {
            return None;
        }
        // A chapter goes with its own dossier; a later group that names a dossier anew has its own.
        let own_dossier = !group.values("dossier").is_empty();
        let suffix = if own_dossier { group.values("suffix").first().map(|v| v.text.as_str()) } else { self.value("suffix") };
        let numbers: Vec<&Value> = group.values("number").iter().chain(group.values("letter")).collect();
        if numbers.is_empty() {
            for value in dossiers {
                let dossier = Dossier::new(&value.text, suffix).ok()?;
                outcome.targets.push(Target::new(dossier.id(), value.span));
            }
            return Some(());
        }
        for number in numbers {
            self.paper(&first, suffix, &dossiers[1..], number, outcome)?;
        }
        Some(())
    }

    fn paper(&self, dossier: &str, suffix: Option<&str>, others: &[&Value], number: &Value, outcome: &mut Outcome) -> Option<()> {
        let register = &self.registers.publications;
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
        if register.claims(id.as_str()) && !register.has(id.as_str()) && register.with_prefix(&format!("{id}-")).next().is_none() {
            outcome.status = Some(Status::Unknown);
        }
        let mut target = Target::new(id, number.span);
        for other in others {
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
            None => Some(false),
        }
    }

    /// `id`, or the same paper where the list has it: in a neighbouring session, as a reprint, without the year.
    fn existing(&self, id: Id, without: &Id) -> Id {
        let register = &self.registers.publications;
        if register.is_empty() || register.has(id.as_str()) {
            return id;
        }
        let reprint = register.with_prefix(&format!("{id}-h")).next().map(Id::new);
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

    /// A budget's paper whose chapter is missing.
    fn budget(&self, dossier: &str, number: &str, chapters: Vec<&str>, outcome: &mut Outcome) {
        let register = &self.registers.publications;
        let named = |suffix: &str| self.context.chapters.iter().any(|(d, s)| d == dossier && s == suffix);
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
    fn a_range_of_dossiers_is_no_panic() {
        let engine = crate::Verwijs::new();
        let ids = |text: &str| engine.extract(text)[0].targets.iter().map(|t| t.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids("wetsontwerpen 12 137 tot en met 12 143").len(), 7);
        assert_eq!(ids("wetsontwerpen 12 137 tot en met 12 239"), ["dossier/12137"]);
        assert_eq!(ids("Kamerstukken II, 12 137 tot en met 12 143, nr. 3"), ["kst-12137-3"]);
    }
}
