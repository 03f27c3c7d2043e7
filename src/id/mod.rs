//! Canonical identifiers as small value types: each reads, prints and links itself.

mod celex;
mod ecli;
mod jci;
mod kamerstuk;
mod publication;
mod session;

pub(crate) use celex::is_eu_part;
pub use celex::{Celex, EuArticle};
pub use ecli::Ecli;
pub use jci::Jci;
pub(crate) use jci::is_number as is_law_number;
pub use kamerstuk::{Dossier, Kamerstuk};
pub use publication::Publication;
pub(crate) use publication::tweede_kamer_kind;
pub use session::SessionYear;

use crate::date::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// A canonical identifier of any family, as it is written.
///
/// ```
/// use verwijs::Id;
/// let id = Id::new("kst-34550-V-52");
/// assert_eq!(id.url().unwrap(), "https://zoek.officielebekendmakingen.nl/kst-34550-V-52.html");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

impl Id {
    /// The identifier with this text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it can be read, for the kinds of identifier that have an official page.
    pub fn url(&self) -> Option<String> {
        self.url_at(None)
    }

    /// The same, for a law in its state of a day.
    pub fn url_at(&self, day: Option<Date>) -> Option<String> {
        let text = self.as_str();
        if let Some(url) = jci::url(text).filter(|_| day.is_none()) {
            return Some(url);
        }
        if let Ok(jci) = text.parse::<Jci>() {
            return Some(day.map_or_else(|| jci.url(), |day| jci.url_at(day)));
        }
        if let Ok(ecli) = text.parse::<Ecli>() {
            return Some(ecli.url());
        }
        if let Ok(celex) = text.parse::<EuArticle>() {
            return Some(celex.act().url());
        }
        if let Some(dossier) = text.strip_prefix("dossier/") {
            return Some(format!("https://zoek.officielebekendmakingen.nl/dossier/{dossier}"));
        }
        if let Ok(publication) = text.parse::<Publication>() {
            return Some(publication.url());
        }
        publication::commission_url(text).or_else(|| publication::council_url(text)).or_else(|| publication::tweede_kamer_url(text))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

/// A text that is no identifier of the kind it was read as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no {kind}; expected {expected}")]
pub struct IdError {
    text: String,
    kind: &'static str,
    expected: &'static str,
}

impl IdError {
    fn new(text: &str, kind: &'static str, expected: &'static str) -> Self {
        Self { text: text.to_owned(), kind, expected }
    }
}
