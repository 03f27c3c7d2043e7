//! Rule files as they stand in TOML.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    /// The family of the rules; absent in a file of shared fragments.
    pub family: Option<String>,
    pub title: Option<String>,
    /// Link of a target, with `{id}`.
    pub url: Option<String>,
    /// The resolver that knows the family's identifiers; absent, the rules' `id` is all there is.
    pub resolver: Option<Spanned<String>>,
    /// Colour of the family in drawings.
    pub color: Option<String>,
    /// Words that may be broken by a hyphen anywhere.
    #[serde(default)]
    pub broken_words: Vec<String>,
    /// Words that only the spelling before 1947 has.
    #[serde(default)]
    pub old_spelling: Vec<String>,
    #[serde(default)]
    pub fragment: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub field: BTreeMap<String, RawField>,
    /// Groups of words that the family's resolver looks for around a citation.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub rule: Vec<Spanned<RawRule>>,
}

#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    /// How the words become a value: text, number, dossier, suffix, session, year.
    pub kind: Option<Spanned<String>>,
    /// Values by the words that stand for them.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
    /// A member of a list is none where this follows it.
    pub not_before: Option<Spanned<String>>,
    /// A further member of a list is none where this begins at it.
    pub not_at: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub name: String,
    pub trigger: Vec<Spanned<String>>,
    /// How many bytes before its trigger the pattern may begin.
    #[serde(default = "no_bytes")]
    pub back: Spanned<usize>,
    pub pattern: Spanned<String>,
    /// Patterns that may follow, again and again; what they leave out is taken from before.
    #[serde(default)]
    pub more: Vec<Spanned<String>>,
    /// Fields that the rule itself fixes.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// What the family's resolver is told.
    #[serde(default)]
    pub options: BTreeMap<Spanned<String>, String>,
    pub id: Option<Spanned<String>>,
    /// The family, where it differs from the file's.
    pub family: Option<String>,
    #[serde(default)]
    pub example: Vec<RawExample>,
    #[serde(default)]
    pub not: Vec<RawCounterExample>,
}

fn no_bytes() -> Spanned<usize> {
    Spanned::new(0..0, 0)
}

#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExample {
    pub text: Spanned<String>,
    /// The ids expected of this rule's family, all of them and in order; absent: not compared.
    pub targets: Option<Vec<String>>,
    pub status: Option<Spanned<String>>,
    /// The words of the citation; absent: the whole text.
    pub span: Option<String>,
    /// The id of the document itself.
    #[serde(rename = "self")]
    pub own: Option<String>,
}

#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCounterExample {
    pub text: Spanned<String>,
    /// Why nothing may be found; for readers.
    #[serde(default)]
    #[allow(dead_code)]
    pub why: String,
}
