//! What is found: citations with their targets.

use crate::{date::Date, family::Family, fields::Fields, id::Id, span::Span};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, ops::Deref, sync::Arc};

/// How far a citation could be resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Status {
    /// Its targets are what it names.
    Resolved,
    /// Several real things fit; they stand in `candidates`.
    Ambiguous,
    /// A part is missing, say the number.
    Incomplete,
    /// Well formed, but the register, which claims to be complete there, does not have it.
    Unknown,
}

impl Status {
    /// Its name, as records carry it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Ambiguous => "ambiguous",
            Self::Incomplete => "incomplete",
            Self::Unknown => "unknown",
        }
    }
}

/// The field with the day of the state that is meant.
pub(crate) const AT: &str = "at";

/// One whole expression that cites something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// Its words, in bytes of the text as given.
    pub span: Span,
    /// What kind of thing it names.
    pub family: Family,
    /// How far it could be resolved.
    pub status: Status,
    /// What it names, in the order of its words.
    pub targets: Vec<Target>,
    /// What it may name, likeliest first, where that stays open or the choice was close.
    pub candidates: Candidates,
    /// What was read, by name.
    pub fields: Fields,
    /// Whether the document names itself here.
    pub own: bool,
    /// The rule that found it, `family/name`.
    pub rule: Cow<'static, str>,
}

/// One thing that a citation names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Target {
    /// Its canonical identifier.
    pub id: Id,
    /// The same paper's identifiers under the other dossiers that the citation names.
    pub also: Vec<Id>,
    /// The words that name it, in bytes of the text as given.
    pub span: Span,
}

/// Something that a citation may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Candidate {
    /// Its canonical identifier.
    pub id: Id,
    /// Why it is one.
    pub reason: String,
}

/// Several candidates, likeliest first. Those of a name that a text repeats are kept once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Candidate>")]
pub struct Candidates(Option<Arc<[Candidate]>>);

impl From<Vec<Candidate>> for Candidates {
    fn from(candidates: Vec<Candidate>) -> Self {
        Self((!candidates.is_empty()).then(|| candidates.into()))
    }
}

impl FromIterator<Candidate> for Candidates {
    fn from_iter<T: IntoIterator<Item = Candidate>>(candidates: T) -> Self {
        candidates.into_iter().collect::<Vec<_>>().into()
    }
}

impl Deref for Candidates {
    type Target = [Candidate];

    fn deref(&self) -> &[Candidate] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl Citation {
    /// Whether it is a link that the publisher put in, not read from the words.
    pub fn is_markup(&self) -> bool {
        self.rule.starts_with(crate::resolve::markup::RULE)
    }

    /// The day of the state of the law that it means, where its words or the caller tell one
    /// (`fields["at"]`).
    ///
    /// ```
    /// let found = verwijs::Verwijs::new().extract("artikel 2.1 Wabo, zoals dat luidde tot 1 oktober 2012");
    /// assert_eq!(found[0].at().unwrap().to_string(), "2012-09-30");
    /// assert!(found[0].url(&found[0].targets[0].id).unwrap().ends_with("&artikel=2.1&z=2012-09-30&g=2012-09-30"));
    /// ```
    pub fn at(&self) -> Option<Date> {
        self.fields.get(AT)?.parse().ok()
    }

    /// The page of one of its targets, in the state that it means.
    pub fn url(&self, target: &Id) -> Option<String> {
        target.url_at(self.at())
    }
}

impl Target {
    /// A target named by the words at `span`.
    pub fn new(id: Id, span: Span) -> Self {
        Self { id, also: Vec::new(), span }
    }
}

impl Candidate {
    /// A candidate, and why it is one.
    pub fn new(id: Id, reason: impl Into<String>) -> Self {
        Self { id, reason: reason.into() }
    }
}
