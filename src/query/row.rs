//! The rows of an answer.

use super::corpus::{Mention, Reading};
use serde::Serialize;

/// One row of an answer; as JSON it is what serde makes of it.
pub trait Row: Serialize {
    /// The names of the columns of a table.
    const COLUMNS: &'static [&'static str];

    /// The cells of this row.
    fn cells(&self) -> Vec<String>;
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

/// A score as a person reads it.
pub(super) fn decimals(value: f64) -> String {
    format!("{value:.6}")
}
