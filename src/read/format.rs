//! What inputs are read as.

use std::{fmt, str::FromStr};

/// What an input is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// What its content shows.
    #[default]
    Auto,
    /// Plain text, one document a file; Markdown is read as it stands, its headings and links known.
    Text,
    /// A corpus, one JSON object a line.
    Jsonl,
    /// JSON: a document, or a list of documents.
    Json,
    /// XML: official publications, laws, judgments, debates, metadata, and any other.
    Xml,
    /// A web page.
    Html,
    /// The text layer of a PDF.
    Pdf,
    /// A Word document since 2007.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// An e-mail message, or a mailbox.
    Email,
    /// A Word document of 1993 to 2003, or a message of Outlook: what is inside tells which.
    Compound,
}

impl InputFormat {
    /// All of them, by their names on the command line.
    pub const NAMES: [(&'static str, Self); 14] = [
        ("auto", Self::Auto),
        ("text", Self::Text),
        ("markdown", Self::Text),
        ("jsonl", Self::Jsonl),
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("html", Self::Html),
        ("pdf", Self::Pdf),
        ("docx", Self::Docx),
        ("odt", Self::Odt),
        ("rtf", Self::Rtf),
        ("email", Self::Email),
        ("doc", Self::Compound),
        ("msg", Self::Compound),
    ];
}

impl fmt::Display for InputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAMES.iter().find(|(_, format)| format == self).map_or("auto", |(name, _)| name))
    }
}

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, format)| *format);
        found.ok_or_else(|| format!("{name}: no such format; one of {}", Self::NAMES.map(|(n, _)| n).join(", ")))
    }
}
