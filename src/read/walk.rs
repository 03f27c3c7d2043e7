//! The files below a folder: by name, hidden ones left out, links followed.

use ignore::{Walk, WalkBuilder};
use std::path::{Path, PathBuf};

/// A folder, or something in it, that cannot be looked into: where, and what is wrong.
#[derive(Debug)]
pub(crate) struct Closed {
    pub path: PathBuf,
    pub cause: String,
}

/// The files of a folder, one after another.
pub(crate) struct Files {
    walk: Walk,
    root: PathBuf,
}

impl Files {
    /// Those below `root`. What a .gitignore names is among them.
    pub fn below(root: &Path) -> Self {
        let mut builder = WalkBuilder::new(root);
        builder.standard_filters(false).hidden(true).follow_links(true).sort_by_file_name(Ord::cmp);
        Self { walk: builder.build(), root: root.to_owned() }
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf, Closed>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.walk.next()? {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => return Some(Ok(entry.into_path())),
                Ok(_) => {}
                Err(error) => {
                    if let Some(closed) = closed(&error, &self.root) {
                        return Some(Err(closed));
                    }
                }
            }
        }
    }
}

/// What is wrong; nothing for a link that leads back to a folder in which it stands: all that it leads to is read.
fn closed(error: &ignore::Error, root: &Path) -> Option<Closed> {
    let (mut inner, mut path) = (error, root);
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => (inner, path) = (err, at),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Loop { .. } => return None,
            _ => break,
        }
    }
    // "IO error for operation on a/b: Permission denied (os error 13)"
    let words = inner.to_string();
    let cause = words.split_once(&format!("{}: ", path.display())).map_or(&*words, |(_, cause)| cause).to_owned();
    Some(Closed { path: path.to_owned(), cause })
}
