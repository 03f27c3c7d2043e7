//! The words on which the article parser turns, by what they do there: `[keyword]` of `grammar/law.toml`.

use serde::Deserialize;

/// The words, each with those that do the same.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keywords {
    pub of: Vec<String>,
    pub of_the: Vec<String>,
    pub english_of: Vec<String>,
    pub within: Vec<String>,
    pub at: Vec<String>,
    pub on: Vec<String>,
    pub and: Vec<String>,
    pub until: Vec<String>,
    pub possessive: Vec<String>,
    pub ours: Vec<String>,
    pub both: Vec<String>,
    pub belongs: Vec<String>,
    pub earlier: Vec<String>,
    pub meant: Vec<String>,
    pub book: Vec<String>,
    pub lid: Vec<String>,
    pub below: Vec<String>,
    pub section: Vec<String>,
    pub opening: Vec<String>,
    pub in_order: Vec<String>,
    pub recital: Vec<String>,
    pub sign: Vec<String>,
    pub numbered: Vec<String>,
    pub of_a_day: Vec<String>,
    pub glued: Vec<String>,
    pub glued_law: Vec<String>,
    /// Numbers in words, from two on: "artikel twaalf".
    pub cardinal: Vec<String>,
    pub ordinal_end: Vec<String>,
    /// What may follow the number of an inserted article without a space: the `latin` words.
    #[serde(skip)]
    pub latin: Vec<String>,
}
