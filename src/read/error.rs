//! Why an input could not be read.

use super::walk::Closed;
use std::io;

/// Why an input could not be read: where, what, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It cannot be opened or read.
    #[error("{path}: cannot be read: {source}; check the path, its permissions, and that it is whole")]
    Io {
        /// The input.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// It is of a format that is not read.
    #[error("{path}: this is {kind}, which is not read; convert it to text, PDF, DOCX or HTML first")]
    Format {
        /// The input.
        path: String,
        /// What it is: "a PNG image".
        kind: &'static str,
    },
    /// It is of a format for which the library was built without.
    #[error("{path}: this is {kind}; verwijs was built without the feature \"formats\", which reads it")]
    Built {
        /// The input.
        path: String,
        /// What it is: "a PDF".
        kind: &'static str,
    },
    /// It is not UTF-8.
    #[error("{path}: byte {byte:#04x} at offset {offset} is not UTF-8; convert the file, for instance with iconv -f WINDOWS-1252 -t UTF-8")]
    Utf8 {
        /// The input.
        path: String,
        /// Where the first wrong byte stands.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// It is neither text nor of a format known.
    #[error("{path}: a NUL byte stands at offset {offset}, so this is no text, and it is of no format known; convert it to text first")]
    Nul {
        /// The input.
        path: String,
        /// Where the first NUL byte stands.
        offset: usize,
    },
    /// It begins with the mark of UTF-16 and is not that.
    #[error("{path}: not valid UTF-16 at offset {offset}; convert the file to UTF-8")]
    Utf16 {
        /// The input.
        path: String,
        /// Where the first wrong unit stands.
        offset: usize,
    },
    /// Its markup is broken.
    #[error("{path}:{line}:{column}: {message}; mend the file, or read it with --input html or --input text")]
    Markup {
        /// The input.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It is damaged, or locked, or has no text.
    #[error("{path}: {message}")]
    Unreadable {
        /// The input.
        path: String,
        /// What is wrong, and what to do.
        message: String,
    },
    /// It is packed in too many layers.
    #[error("{path}: archives are nested more than {limit} deep; unpack it yourself if it is sound, or allow more (--max-layers)")]
    Nested {
        /// The input.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// It was written to while it was read.
    #[error("{path}: the file changed while it was read; what was read of it may be mixed, so read it again")]
    Changed {
        /// The input.
        path: String,
    },
    /// A line of a corpus is broken.
    #[error("{path}:{line}:{column}: {message}; expected one object a line: {{\"id\": \"…\", \"text\": \"…\"}}; --field names another key than text")]
    Line {
        /// The input.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// Verwijs itself fails on it.
    #[error("{path}: verwijs fails on this document, which is a fault of verwijs; please send the document in")]
    Failed {
        /// The document.
        path: String,
    },
    /// A document is larger than the limit.
    #[error("{path}:{line}:1: this document is larger than {}, the most that is read at once; split it, or allow more (--max-size)", size(*limit))]
    TooLarge {
        /// The input.
        path: String,
        /// The line on which it begins.
        line: usize,
        /// The limit in bytes.
        limit: usize,
    },
}

/// A number of bytes, for people.
fn size(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        mebibytes => format!("{mebibytes} MiB"),
    }
}

impl ReadError {
    /// Whether one of the [`Limits`](crate::Limits) keeps the input out, and others would let it in.
    pub const fn is_limit(&self) -> bool {
        matches!(self, Self::TooLarge { .. } | Self::Nested { .. })
    }

    pub(super) fn io(path: &str, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            // A budget that is spent says itself what to do.
            io::ErrorKind::FileTooLarge => Self::Unreadable { path, message: source.to_string() },
            _ => Self::Io { path, source },
        }
    }

    /// A folder, or something in it, that cannot be walked.
    pub(super) fn walk(error: &Closed) -> Self {
        Self::Io { path: error.path.display().to_string(), source: io::Error::other(error.cause.clone()) }
    }
}
