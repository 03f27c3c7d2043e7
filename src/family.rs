//! The kinds of citation.

use crate::id::{Celex, Ecli, EuArticle, Id, Jci, Publication};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// The kind of thing that a citation names: `kamerstuk`, `staatsblad`, `regelgeving` …
///
/// Families are open: a rule file may bring one of its own.
///
/// ```
/// use verwijs::Family;
/// assert_eq!(Family::new("raadsvoorstel").as_str(), "raadsvoorstel");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Family(Arc<str>);

impl Family {
    /// Laws, decrees and their articles.
    pub const REGELGEVING: &'static str = "regelgeving";
    /// Treaties.
    pub const VERDRAG: &'static str = "verdrag";
    /// Acts and documents of the European Union.
    pub const EU: &'static str = "eu";

    /// The family of this name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The family that the form of an identifier shows.
    pub(crate) fn of(id: &Id) -> Option<Self> {
        let text = id.as_str();
        let name = match () {
            () if text.starts_with("dossier/") => "kamerstuk",
            () if text.starts_with("CVDR") => Self::REGELGEVING,
            () if text.parse::<Jci>().is_ok_and(|j| j.bwb().starts_with("BWBV")) => Self::VERDRAG,
            () if text.parse::<Jci>().is_ok() => Self::REGELGEVING,
            () if text.parse::<Ecli>().is_ok() || text.parse::<Celex>().is_ok_and(|c| c.as_str().starts_with('6')) => "rechtspraak",
            () if text.parse::<EuArticle>().is_ok() => Self::EU,
            () if text.len() == 10 && text.as_bytes()[4] == b'D' => "document",
            () if text.len() == 10 && text.as_bytes()[4] == b'Z' => "zaak",
            () => match text.parse::<Publication>().ok()?.prefix() {
                "kst" | "blg" => "kamerstuk",
                "h" => "handelingen",
                "ah" => "aanhangsel",
                "ag" => "agenda",
                "stb" => "staatsblad",
                "stcrt" => "staatscourant",
                "trb" => "tractatenblad",
                "gmb" => "gemeenteblad",
                _ => return None,
            },
        };
        Some(Self::new(name))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
