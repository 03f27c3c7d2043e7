//! A document as it goes through the engine.

use crate::{
    metadata::Metadata,
    source::SourceMap,
    structure::{Link, Mark, MarkKind},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A text, and what is known of it before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document<'t> {
    /// The name it goes by: the id that the input gives it, or its path.
    pub name: String,
    /// Whether `name` is an id that the input gave.
    pub named: bool,
    /// Where it was read.
    pub path: Option<String>,
    /// Its own canonical identifier, where the input tells it.
    pub own: Option<String>,
    /// The text.
    pub text: Cow<'t, str>,
    /// What else the input tells of it.
    pub metadata: Metadata,
    /// Its structure, by start, outer stretches first.
    pub marks: Vec<Mark>,
    /// The links that the publisher put in, by start.
    pub links: Vec<Link>,
    /// The way back to the file.
    pub source: SourceMap,
}

impl<'t> Document<'t> {
    /// A document that is nothing but its text.
    pub fn from_text(text: impl Into<Cow<'t, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with its own canonical identifier.
    #[must_use]
    pub fn with_own(mut self, id: impl Into<String>) -> Self {
        self.own = Some(id.into());
        self
    }

    /// Where it stands, for a message: its path, and its id where several stand in one file.
    pub fn place(&self) -> String {
        match &self.path {
            Some(path) if self.named && *path != self.name => format!("{path} ({})", self.name),
            Some(path) => path.clone(),
            None => self.name.clone(),
        }
    }

    /// How much is lost on the way from the document itself to this source of it, the less the better:
    /// 0 a line of a corpus, 1 XML, 2 HTML and JSON, 3 Office files, 4 PDF, 5 plain text, of which nobody knows what
    /// it was made of, 6 metadata alone.
    pub fn loss(&self) -> u8 {
        match self.metadata.format.as_str() {
            "" | "JSONL" => 0,
            "metadata XML" => 6,
            "text" => 5,
            "HTML" | "JSON" => 2,
            "DOC" | "DOCX" | "ODT" | "RTF" | "e-mail" => 3,
            "PDF" => 4,
            _ => 1,
        }
    }

    /// The innermost stretch of a kind that holds the byte at `offset`: the article or lid in which it stands.
    ///
    /// ```
    /// use verwijs::{Document, Mark, MarkKind, Span};
    /// let mut document = Document::from_text("Artikel 3\n1 Het tweede lid geldt niet.");
    /// document.marks.push(Mark::new(MarkKind::Article, Span::new(0, 38), Some("3".to_owned())));
    /// assert_eq!(document.within(MarkKind::Article, 12).and_then(|m| m.name.as_deref()), Some("3"));
    /// ```
    pub fn within(&self, kind: MarkKind, offset: usize) -> Option<&Mark> {
        let before = self.marks.partition_point(|m| m.span.start <= offset);
        self.marks[..before].iter().rev().find(|m| m.kind == kind && offset < m.span.end)
    }
}
