//! What a document's markup tells of its text: structure and links, as spans over the text.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum MarkKind {
    /// A heading.
    Heading,
    /// A part of a regulation above its articles: a book, chapter, title, section, annex.
    Part,
    /// A whole article, its heading included.
    Article,
    /// A lid of an article.
    Lid,
    /// An item of a list.
    Item,
    /// A footnote; it stands as lines of its own after the paragraph that refers to it.
    Note,
    /// What one speaker says.
    Turn,
}

/// A stretch of text, and what it is. Marks stand by start, outer ones first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mark {
    /// The stretch.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
    /// The number of an article, lid, item or note, the kind and number of a part ("hoofdstuk 3"), the name of a speaker.
    pub name: Option<String>,
    /// Of a note: the byte of the text at which it is referred to.
    pub anchor: Option<usize>,
}

/// A link that the publisher put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// The words that are the link.
    pub span: Span,
    /// What it points to, as the markup says.
    pub target: String,
    /// The element: "extref", "intref", "dossierref", "a" …
    pub element: String,
}

impl Mark {
    /// A stretch of text that is something.
    pub fn new(kind: MarkKind, span: Span, name: Option<String>) -> Self {
        Self { span, kind, name, anchor: None }
    }
}

impl Link {
    /// A link over the words at `span`.
    pub fn new(element: impl Into<String>, target: impl Into<String>, span: Span) -> Self {
        Self { span, target: target.into(), element: element.into() }
    }
}

/// From where the citations of a document are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub enum CitationSource {
    /// From its words.
    #[default]
    Text,
    /// From the links that the publisher put in.
    Markup,
    /// From both: what both say stands twice.
    Both,
}
