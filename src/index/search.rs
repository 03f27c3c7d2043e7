//! Words in the full text.

use super::{Index, IndexError};
use crate::span::Locator;
use rusqlite::params;
use serde::Serialize;

/// What marks a word found in the text that the database gives: no text has these, Unicode keeps them for programs.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// A document in which words were found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// Its number in this index.
    #[serde(skip)]
    pub document: i64,
    /// The document, as records name it.
    pub doc: String,
    /// Where it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its title, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its date, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The line of the first word in the passage, from 1.
    pub line: usize,
    /// Its column in code points, from 1.
    pub column: usize,
    /// The passage that fits best.
    pub passage: String,
    /// The words found in the passage, as ranges of its bytes.
    pub found: Vec<(usize, usize)>,
}

impl Index {
    /// The documents that hold all of `words`, best first, at most `limit`; and how many there are in all. Of
    /// several sources of one document the best one is searched.
    ///
    /// A word stands for itself without regard to case or accents, several in one string for a phrase, a word with `*` at its end for all that begin so.
    ///
    /// # Errors
    /// There is no word to find, or the database cannot be read.
    pub fn search<S: AsRef<str>>(&self, words: &[S], limit: usize) -> Result<(Vec<Hit>, usize), IndexError> {
        let query = expression(words)?;
        let read = || -> rusqlite::Result<(Vec<Hit>, usize)> {
            let total = self.connection.query_row(
                "SELECT count(*) FROM search JOIN documents d ON d.document_id = search.rowid WHERE search MATCH ?1 AND d.best",
                [&query],
                |row| row.get(0),
            )?;
            let mut statement = self.connection.prepare_cached(
                "SELECT d.document_id, d.doc, d.path, d.title, d.date, snippet(search, 0, char(64976), char(64977), '', 24), t.text
                 FROM (SELECT search.rowid FROM search JOIN documents d ON d.document_id = search.rowid WHERE search MATCH ?1 AND d.best ORDER BY rank, search.rowid LIMIT ?2) best
                 JOIN search ON search.rowid = best.rowid JOIN documents d ON d.document_id = search.rowid JOIN texts t ON t.document_id = search.rowid
                 WHERE search MATCH ?1 ORDER BY search.rank, search.rowid",
            )?;
            let mut rows = statement.query(params![query, limit])?;
            let mut hits = Vec::new();
            while let Some(row) = rows.next()? {
                let (passage, found) = marked(row.get_ref(5)?.as_str()?);
                let text = row.get_ref(6)?.as_str()?;
                let first = text.find(&passage).unwrap_or_default() + found.first().map_or(0, |f| f.0);
                let place = Locator::new(text).locate(first.min(text.len()));
                hits.push(Hit {
                    document: row.get(0)?,
                    doc: row.get(1)?,
                    path: row.get(2)?,
                    title: row.get(3)?,
                    date: row.get(4)?,
                    line: place.line,
                    column: place.column,
                    passage,
                    found,
                });
            }
            Ok((hits, total))
        };
        read().map_err(|e| self.fault(e))
    }
}

/// The words as an expression of FTS5, each a string of its own.
fn expression<S: AsRef<str>>(words: &[S]) -> Result<String, IndexError> {
    let mut parts = Vec::new();
    for word in words {
        let word = word.as_ref().trim();
        let (word, star) = word.strip_suffix('*').map_or((word, ""), |w| (w, " *"));
        if word.chars().any(char::is_alphanumeric) {
            parts.push(format!("\"{}\"{star}", word.replace('"', "\"\"").replace('\0', " ")));
        }
    }
    if parts.is_empty() {
        return Err(IndexError::Query { message: "there is no word to find".to_owned() });
    }
    Ok(parts.join(" "))
}

/// A passage without its marks, and where they stood.
fn marked(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut passage, mut found, mut start) = (String::with_capacity(text.len()), Vec::new(), 0);
    for letter in text.chars() {
        match letter {
            OPEN => start = passage.len(),
            CLOSE => found.push((start, passage.len())),
            other => passage.push(other),
        }
    }
    (passage, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words_whatever_they_hold() {
        let made = |words: &[&str]| expression(words).ok();
        assert_eq!(made(&["kinder*", "de \"wet\"", "NOT"]).as_deref(), Some("\"kinder\" * \"de \"\"wet\"\"\" \"NOT\""));
        assert_eq!(made(&["*", " - "]), None);
    }

    #[test]
    fn marks_become_ranges() {
        assert_eq!(marked("a \u{fdd0}bé\u{fdd1} c"), ("a bé c".to_owned(), vec![(2, 5)]));
    }
}
