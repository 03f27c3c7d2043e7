//! Inputs to documents: files, folders, standard input.
//!
//! A [`Reader`] streams: it holds one open file, and of a corpus one line.

mod compress;
mod error;
mod jsonl;
mod sniff;
mod text;

pub use error::ReadError;

use crate::document::Document;
use ignore::WalkBuilder;
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    str::FromStr,
};

/// What an input is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum InputFormat {
    /// What its content shows.
    #[default]
    Auto,
    /// Plain text, one document a file.
    Text,
    /// A corpus, one JSON object a line.
    Jsonl,
}

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "auto" => Ok(Self::Auto),
            "text" => Ok(Self::Text),
            "jsonl" => Ok(Self::Jsonl),
            _ => Err("expected auto, text or jsonl".to_owned()),
        }
    }
}

type Stream = Box<dyn BufRead + Send>;

/// Streams the documents of files, folders and standard input, in the order given; folders by name.
///
/// ```
/// let folder = std::env::temp_dir().join("verwijs-reader");
/// std::fs::create_dir_all(&folder).unwrap();
/// std::fs::write(folder.join("a.txt"), "zie Stb. 2018, 123").unwrap();
/// let documents: Vec<_> = verwijs::Reader::new([&folder]).collect::<Result<_, _>>().unwrap();
/// assert_eq!(documents[0].text, "zie Stb. 2018, 123");
/// ```
pub struct Reader {
    roots: std::vec::IntoIter<PathBuf>,
    format: InputFormat,
    limit: usize,
    walk: Option<ignore::Walk>,
    lines: Option<jsonl::Lines>,
}

impl Reader {
    /// Larger documents are refused, so that no input can use up the memory.
    const LIMIT: usize = 256 << 20;

    /// A reader of these files and folders; `-` is standard input.
    pub fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let roots: Vec<PathBuf> = paths.into_iter().map(|p| p.as_ref().to_owned()).collect();
        Self { roots: roots.into_iter(), format: InputFormat::Auto, limit: Self::LIMIT, walk: None, lines: None }
    }

    /// The same, reading every input as `format`.
    #[must_use]
    pub fn format(mut self, format: InputFormat) -> Self {
        self.format = format;
        self
    }

    /// The same with another limit to the bytes of one document.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// The next documents: until there are `documents` of them or their texts come to `bytes`; none at the end.
    pub fn batch(&mut self, documents: usize, bytes: usize) -> Vec<Result<Document<'static>, ReadError>> {
        let (mut batch, mut size) = (Vec::new(), 0);
        while batch.len() < documents && size < bytes {
            let Some(next) = self.next() else { break };
            size += next.as_ref().map_or(0, |d| d.text.len());
            batch.push(next);
        }
        batch
    }

    /// The next file: a path, or why it can't be reached.
    fn next_path(&mut self) -> Option<Result<PathBuf, ReadError>> {
        loop {
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(Ok(entry)) if entry.file_type().is_some_and(|t| t.is_file()) => return Some(Ok(entry.into_path())),
                    Some(Ok(_)) => continue,
                    Some(Err(error)) => return Some(Err(ReadError::walk(&error))),
                    None => self.walk = None,
                }
            }
            let root = self.roots.next()?;
            if !root.is_dir() {
                return Some(Ok(root));
            }
            // Hidden files are left out; what a .gitignore names is read.
            let mut builder = WalkBuilder::new(&root);
            builder.standard_filters(false).hidden(true).follow_links(true).sort_by_file_name(Ord::cmp);
            self.walk = Some(builder.build());
        }
    }

    fn open(&mut self, path: &Path) -> Result<Option<Document<'static>>, ReadError> {
        let name = path.display().to_string();
        let raw: Stream = if name == "-" {
            Box::new(BufReader::new(io::stdin()))
        } else {
            Box::new(BufReader::with_capacity(1 << 16, File::open(path).map_err(|e| ReadError::io(&name, e))?))
        };
        let stream = compress::unpacked(raw).map_err(|e| ReadError::io(&name, e))?;
        let (format, stream) = sniff::format(stream, &name, self.format, self.limit)?;
        if format == InputFormat::Jsonl {
            self.lines = Some(jsonl::Lines::new(stream, name, self.limit));
            return Ok(None);
        }
        text::read(stream, &name, self.limit).map(Some)
    }
}

impl Iterator for Reader {
    type Item = Result<Document<'static>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(next) => return Some(next),
                    None => self.lines = None,
                }
            }
            match self.next_path()?.and_then(|path| self.open(&path)) {
                Ok(Some(document)) => return Some(Ok(document)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
