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
    /// What a reader would call the document: its title, behind what it is where that is a paper of parliament.
    ///
    /// ```
    /// let mut paper = verwijs::Metadata::default();
    /// paper.title = Some("Wijziging van de Jeugdwet".to_owned());
    /// paper.kind = Some("AMENDEMENT VAN HET LID VAN EGMOND C.S. TER VERVANGING VAN DAT GEDRUKT ONDER NR. 8".to_owned());
    /// paper.chamber = Some("tk".to_owned());
    /// assert_eq!(paper.heading().unwrap(), "Amendement van het lid van Egmond c.s.: Wijziging van de Jeugdwet");
    /// ```
    pub fn heading(&self) -> Option<String> {
        heading(self.title.as_deref(), self.kind.as_deref(), self.chamber.is_some())
    }

    /// The year of its date.
    pub fn year(&self) -> Option<u16> {
        self.date.as_deref()?.get(..4)?.parse().ok()
    }
}

/// A title behind what the paper is.
pub(crate) fn heading(title: Option<&str>, kind: Option<&str>, paper: bool) -> Option<String> {
    let tight = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.map(tight).filter(|title| !title.is_empty());
    let kind = kind.filter(|_| paper).map(|kind| calm(&tight(kind))).filter(|kind| !kind.is_empty());
    match (title, kind) {
        (Some(title), Some(kind)) if !title.starts_with(&kind) => Some(format!("{kind}: {title}")),
        (title, kind) => title.or(kind),
    }
}

/// "MOTIE VAN HET LID CEDER" as a sentence has it, without what it takes the place of.
fn calm(kind: &str) -> String {
    const NAMED: [&str; 2] = ["lid", "leden"];
    const SMALL: [&str; 12] = ["van", "de", "den", "der", "het", "ten", "ter", "te", "en", "c.s.", "over", "in"];
    if kind.chars().any(char::is_lowercase) {
        return kind.to_owned();
    }
    let mut names = false;
    let mut words = Vec::new();
    for word in kind.split(' ') {
        let small = word.to_lowercase();
        if small == "ter" && !words.is_empty() {
            break;
        }
        words.push(if words.is_empty() || names && !SMALL.contains(&small.as_str()) { capital(&small) } else { small.clone() });
        names |= NAMED.contains(&small.as_str());
    }
    words.join(" ")
}

/// A word, and what follows a hyphen in it, with a capital.
fn capital(word: &str) -> String {
    let part = |part: &str| {
        let mut chars = part.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    word.split('-').map(part).collect::<Vec<_>>().join("-")
}
