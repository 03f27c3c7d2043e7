//! What is known of a document apart from its words.

use serde::{Deserialize, Serialize};

/// What is known of a document apart from its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Metadata {
    /// What it was read as: "kamerstuk XML", "PDF", "text".
    pub format: String,
    /// Its other identifiers: a joint paper's under its other dossiers, its document number of the Tweede Kamer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_ids: Vec<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is, in the publisher's words: "Motie", "Brief", "wet", "Uitspraak".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its date, `2018-11-13`: of a judgment the day it was given, of a law the day from which this text holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The chamber it is of: `tk`, `ek` or `vv` (both, assembled).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chamber: Option<String>,
    /// Its session year, `20182019`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// Who wrote or gave it: a ministry, a court, a member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

/// Which document a text is, and from where that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Identity {
    /// Its canonical identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where the identifier was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Evidence>,
    /// The rest.
    #[serde(flatten)]
    pub metadata: Metadata,
    /// What other places say against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disagreements: Vec<Disagreement>,
}

/// Where something about a document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Evidence {
    /// In what the input gives beside the text: `self` of a JSONL line, the metadata of an XML file.
    Metadata,
    /// In the heading of the text.
    Heading,
    /// In the file's name.
    Name,
    /// At the foot of its last page.
    Foot,
}

/// Two places that say different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Disagreement {
    /// Where the other thing was read.
    pub from: Evidence,
    /// What stands there.
    pub says: String,
}

impl Metadata {
    /// The year of its date.
    pub fn year(&self) -> Option<u16> {
        self.date.as_deref()?.get(..4)?.parse().ok()
    }
}
