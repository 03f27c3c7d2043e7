//! The rows of an answer.

use super::corpus::{Mention, Reading};
use crate::id::Id;
use serde::Serialize;

/// One row of an answer; as JSON it is what serde makes of it.
pub trait Row: Serialize {
    /// The names of the columns of a table.
    const COLUMNS: &'static [&'static str];

    /// The cells of this row.
    fn cells(&self) -> Vec<String>;

    /// The columns that a table on a terminal has: what a person looks for, in 80 characters.
    const SHOWN: &'static [&'static str] = Self::COLUMNS;

    /// The cells of this row in such a table.
    fn shown(&self) -> Vec<String> {
        self.cells()
    }

    /// Its places, where the answer is rather read than looked up: they were asked for with their sentences.
    fn quoted(&self) -> &[Spot] {
        &[]
    }
}

/// The places of a row, where sentences were asked for.
pub(super) fn sentences(places: &[Spot]) -> &[Spot] {
    if places.iter().any(|place| place.sentence.is_some()) { places } else { &[] }
}

/// The first of the places, and how many there are more.
pub(super) fn first(places: &[Spot]) -> String {
    places.first().map_or_else(String::new, Spot::cell)
}

/// A title, or else the words that a reader knows it by.
pub(super) fn title_or(title: Option<&str>, label: &str) -> String {
    title.unwrap_or(label).to_owned()
}

/// Identifiers with their names, one under the other, each citing the next.
pub(super) fn chain(ids: &[Id], titles: &[String]) -> String {
    let step = |(at, (id, title)): (usize, (&Id, &String))| {
        let arrow = if at == 0 { "  " } else { "→ " };
        if id.as_str() == title { format!("{arrow}{title}") } else { format!("{arrow}{title} ({id})") }
    };
    ids.iter().zip(titles).enumerate().map(step).collect::<Vec<_>>().join("\n")
}

/// Where something is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Spot {
    /// The citing document.
    pub doc: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// First byte of the words.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The sentence that they stand in, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

impl Spot {
    pub(super) fn new(reading: &Reading, mention: &Mention) -> Self {
        Self {
            doc: reading.doc.clone(),
            line: mention.line,
            column: mention.column,
            start: mention.start,
            end: mention.end,
            text: mention.text.clone(),
            sentence: mention.sentence.clone(),
        }
    }

    /// Its line and column, and the sentence or else the words.
    pub(super) fn cell(&self) -> String {
        let words = self.sentence.as_deref().unwrap_or(&self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{}:{} {words}", self.line, self.column)
    }
}

/// The places of a row, one a line.
pub(super) fn spots(places: &[Spot]) -> String {
    places.iter().map(Spot::cell).collect::<Vec<_>>().join("\n")
}

/// A score.
pub(super) fn decimals(value: f64) -> String {
    format!("{value:.6}")
}

/// A score from 0 to 1 as a person reads it.
pub(super) fn short(value: f64) -> String {
    if value == 0.0 { "–".to_owned() } else { format!("{value:.3}") }
}
