//! Which citations count: by the family of what they name and the time of who cites.

use super::{Scope, corpus::Reading};
use crate::{cite, family::Family, id::Id, period::Period};

/// Which citations count; all, where nothing is said. It will grow: name what you set, and take the rest from [`Default`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only citations of something of these families.
    pub families: Vec<Family>,
    /// Only in documents that are themselves of these families.
    pub citing: Vec<Family>,
    /// Only in documents that are not wholly before this.
    pub since: Option<Period>,
    /// Only in documents that are not wholly after this.
    pub until: Option<Period>,
    /// Only in the documents and articles that are one of these, or a part of it.
    pub within: Vec<Scope>,
}

impl Filter {
    /// Whether everything counts.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a document of this time counts; one without a date does where no time is asked for.
    pub fn keeps_date(&self, date: Option<Period>) -> bool {
        match date {
            Some(date) => date.touches(self.since, self.until),
            None => self.since.is_none() && self.until.is_none(),
        }
    }

    /// Whether a document of this kind counts; one that shows no identifier is a `document`, as in the graph.
    fn keeps_family(&self, id: &Id) -> bool {
        self.citing.is_empty() || self.citing.iter().any(|family| family.as_str() == Family::name_of(id).unwrap_or("document"))
    }

    /// Whether it has to know in which article a citation stands.
    pub(super) fn wants_articles(&self) -> bool {
        self.within.iter().any(|scope| cite::whole(scope.id()) != *scope.id())
    }

    /// Takes from a document what does not count; `false`: the document itself does not.
    pub fn keeps(&self, reading: &mut Reading) -> bool {
        if !self.keeps_date(reading.date) || !self.keeps_family(&reading.id) {
            return false;
        }
        if !self.within.is_empty() && !self.within.iter().any(|scope| scope.holds(&reading.id)) {
            reading.citations.retain(|m| m.article.as_ref().is_some_and(|a| self.within.iter().any(|scope| scope.holds(a))));
            if reading.citations.is_empty() {
                return false;
            }
        }
        if !self.families.is_empty() {
            for mention in &mut reading.citations {
                // A paper's identifier written out is cited as a "publicatie" and is a paper nevertheless.
                if !self.families.contains(&mention.family) {
                    mention.targets.retain(|t| Family::name_of(&t.id).is_some_and(|f| self.families.iter().any(|w| w.as_str() == f)));
                }
            }
            reading.citations.retain(|m| !m.targets.is_empty() || self.families.contains(&m.family));
        }
        true
    }
}
