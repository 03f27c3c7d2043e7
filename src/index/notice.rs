//! What the walk has to say to the writer, and nobody between them works on.

use super::{update::Root, write::FileState};

/// One thing to note down, in its place among the documents.
pub(super) enum Notice {
    /// A root is there.
    Root(Root),
    /// A root is there no more.
    RootGone(String),
    /// Something in the file that is being read cannot be read.
    Problem(String),
    /// A limit keeps out something in it.
    Limited(String),
    /// The file ends.
    End,
    /// A file's content is as it was, its time stamp is not.
    Touch(i64, FileState),
    /// A file is as it was, with what could not be read of it.
    Same(Vec<String>),
    /// A file is gone.
    Drop(i64),
    /// Something that belongs to no file cannot be read.
    Unread(String),
}

impl Notice {
    /// What could not be read, in words.
    pub fn unread(&self) -> &[String] {
        match self {
            Self::Problem(message) | Self::Limited(message) | Self::Unread(message) => std::slice::from_ref(message),
            Self::Same(messages) => messages,
            _ => &[],
        }
    }
}
