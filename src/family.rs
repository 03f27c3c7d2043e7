//! The kinds of citation.

use crate::id::{Celex, Ecli, EuArticle, Id, Jci, Publication, is_law_number};
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

    /// Those that the form of an identifier shows, and laws are found under.
    pub(crate) const ALL: [&'static str; 13] = [
        Self::REGELGEVING,
        Self::VERDRAG,
        Self::EU,
        "rechtspraak",
        "kamerstuk",
        "handelingen",
        "aanhangsel",
        "agenda",
        "staatsblad",
        "staatscourant",
        "tractatenblad",
        "gemeenteblad",
        "publicatie",
    ];

    /// The family of this name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The family that the form of an identifier shows.
    pub(crate) fn of(id: &Id) -> Option<Self> {
        Self::name_of(id).map(Self::new)
    }

    /// The name of the family that the form of an identifier shows, however it was cited.
    pub(crate) fn name_of(id: &Id) -> Option<&'static str> {
        let text = id.as_str();
        if text.starts_with("dossier/") {
            return Some("kamerstuk");
        }
        if text.starts_with("CVDR") {
            return Some(Self::REGELGEVING);
        }
        if is_law_number(text) {
            return Some(if text.starts_with("BWBV") { Self::VERDRAG } else { Self::REGELGEVING });
        }
        if let Ok(jci) = text.parse::<Jci>() {
            return Some(if jci.bwb().starts_with("BWBV") { Self::VERDRAG } else { Self::REGELGEVING });
        }
        if text.parse::<Ecli>().is_ok() || text.parse::<Celex>().is_ok_and(|c| c.as_str().starts_with('6')) {
            return Some("rechtspraak");
        }
        if text.parse::<EuArticle>().is_ok() {
            return Some(Self::EU);
        }
        if let Some(family) = tweede_kamer(text) {
            return Some(family);
        }
        Some(match text.parse::<Publication>().ok()?.prefix() {
            "kst" | "blg" => "kamerstuk",
            "h" => "handelingen",
            "ah" => "aanhangsel",
            "ag" => "agenda",
            "stb" => "staatsblad",
            "stcrt" => "staatscourant",
            "trb" => "tractatenblad",
            "gmb" => "gemeenteblad",
            _ => return None,
        })
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

/// A document (2018D54210) or zaak (2018Z20967) of the Tweede Kamer.
fn tweede_kamer(text: &str) -> Option<&'static str> {
    let digits = text.bytes().enumerate().all(|(at, b)| at == 4 || b.is_ascii_digit());
    match text.as_bytes().get(4)? {
        b'D' if digits && text.len() == 10 => Some("document"),
        b'Z' if digits && text.len() == 10 => Some("zaak"),
        _ => None,
    }
}
