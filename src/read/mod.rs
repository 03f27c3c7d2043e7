//! Inputs to documents: files, folders, archives, standard input; text, JSONL and, with the feature
//! `formats`, XML, HTML, PDF, Office files and e-mail.
//!
//! A [`Reader`] streams: of a folder or an archive it holds one file at a time, of a corpus one line.

#[cfg(feature = "formats")]
mod builder;
#[cfg(feature = "formats")]
mod codepage;
#[cfg(feature = "formats")]
mod compound;
#[cfg(feature = "formats")]
mod doc;
#[cfg(feature = "formats")]
mod docx;
#[cfg(feature = "formats")]
mod email;
mod encoding;
#[cfg(feature = "formats")]
mod entity;
mod error;
#[cfg_attr(not(feature = "formats"), allow(dead_code, reason = "JSON needs less of it"))]
mod facts;
mod format;
#[cfg(feature = "formats")]
mod html;
mod json;
mod jsonl;
#[cfg(feature = "formats")]
mod msg;
#[cfg(feature = "formats")]
mod odt;
#[cfg(feature = "formats")]
mod office;
mod pack;
mod parse;
#[cfg(feature = "formats")]
mod pdf;
#[cfg(feature = "formats")]
mod rtf;
mod sniff;
mod text;
pub(crate) mod walk;
#[cfg(feature = "formats")]
mod xml;

pub use error::ReadError;
pub use format::InputFormat;

use crate::{document::Document, limits::Limits};
use pack::{Budget, Input};
use parse::Raw;
use rayon::prelude::*;
use sniff::Kind;
use std::{
    collections::VecDeque,
    fs::{self, File},
    io::{self, BufRead, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};
use walk::Files;

type Stream = Box<dyn BufRead + Send>;
type Found = Result<Document<'static>, ReadError>;

/// Streams the documents of files, folders, archives and standard input, in the order given; folders by name.
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
    field: Option<String>,
    limits: Limits,
    /// A file that is no input, canonical.
    left_out: Option<PathBuf>,
    walk: Option<Files>,
    /// The archives and the corpus that are being read, inner ones last.
    open: Vec<Open>,
    /// Documents that are read and not given yet.
    ready: VecDeque<Found>,
    /// A fault that comes after the documents of its input.
    late: Option<ReadError>,
}

/// Something that holds several documents.
enum Source {
    Lines(jsonl::Lines),
    #[cfg(feature = "formats")]
    Tar(pack::Tar),
    #[cfg(feature = "formats")]
    Zip(pack::Zip),
}

struct Open {
    source: Source,
    /// The file that it is, to see whether it changes.
    watch: Option<Watch>,
    budget: Arc<Budget>,
}

/// A file as it was when it was opened.
struct Watch {
    path: PathBuf,
    name: String,
    state: (u64, Option<SystemTime>),
}

impl Watch {
    fn of(path: &Path, name: &str) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), name: name.to_owned(), state: state(path)? })
    }

    fn check(&self) -> Result<(), ReadError> {
        match state(&self.path) {
            Ok(now) if now == self.state => Ok(()),
            _ => Err(ReadError::Changed { path: self.name.clone() }),
        }
    }
}

fn state(path: &Path) -> io::Result<(u64, Option<SystemTime>)> {
    let metadata = fs::metadata(path)?;
    Ok((metadata.len(), metadata.modified().ok()))
}

/// A file of an input: a document that is read, or bytes to read one from.
enum Piece {
    Document(Box<Document<'static>>),
    Raw(Raw),
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { roots, format, field, limits, left_out, .. } = self;
        f.debug_struct("Reader")
            .field("roots", &roots.as_slice())
            .field("format", format)
            .field("field", field)
            .field("limits", limits)
            .field("left_out", left_out)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// A reader of these files and folders; `-` is standard input.
    pub fn new<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let roots: Vec<PathBuf> = paths.into_iter().map(|p| p.as_ref().to_owned()).collect();
        Self {
            roots: roots.into_iter(),
            format: InputFormat::Auto,
            field: None,
            limits: Limits::default(),
            left_out: None,
            walk: None,
            open: Vec::new(),
            ready: VecDeque::new(),
            late: None,
        }
    }

    /// The documents in these bytes, which `path` names; archives are not opened.
    ///
    /// # Errors
    /// Bytes of a format that is not read, or that are broken.
    pub fn read(bytes: Vec<u8>, path: &str, format: InputFormat) -> Result<Vec<Document<'static>>, ReadError> {
        let format = match (format, sniff::kind(&bytes[..bytes.len().min(sniff::HEAD)])) {
            (InputFormat::Auto, Kind::Format(format)) => format,
            #[cfg(feature = "formats")]
            (InputFormat::Auto, Kind::Zip) => {
                office(&mut Cursor::new(&bytes), path)?.ok_or_else(|| ReadError::Format { path: path.to_owned(), kind: "an archive" })?
            }
            (InputFormat::Auto, Kind::Refused(kind)) => return Err(ReadError::Format { path: path.to_owned(), kind }),
            (InputFormat::Auto, _) => return Err(ReadError::Format { path: path.to_owned(), kind: "an archive" }),
            (format, _) => format,
        };
        parse::documents(Raw { path: path.to_owned(), bytes, format }, None)
    }

    /// The same, reading every input as `format`.
    #[must_use]
    pub fn format(mut self, format: InputFormat) -> Self {
        self.format = format;
        self
    }

    /// The same, with the text of JSON and JSONL in this field; "a.b" is the field b of the field a.
    #[must_use]
    pub fn field(mut self, field: Option<String>) -> Self {
        self.field = field;
        self
    }

    /// The same with other limits; what goes beyond them is refused by name.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits.size(limits.size);
        self
    }

    /// The same without this file, which a folder may hold: the one that results are written to.
    #[must_use]
    pub fn leave_out(mut self, path: Option<PathBuf>) -> Self {
        self.left_out = path.map(|p| p.canonicalize().unwrap_or(p));
        self
    }

    /// The next documents: until there are `documents` of them or their inputs come to `bytes`; none at
    /// the end. They are made from their files' bytes on all threads.
    pub fn batch(&mut self, documents: usize, bytes: usize) -> Vec<Found> {
        let (mut pieces, mut size) = (Vec::new(), 0);
        let mut batch: Vec<Found> = self.ready.drain(..).collect();
        while batch.len() + pieces.len() < documents && size < bytes {
            let Some(next) = self.next_piece() else { break };
            size += match &next {
                Ok(Piece::Document(document)) => document.text.len(),
                Ok(Piece::Raw(raw)) => raw.bytes.len(),
                Err(_) => 0,
            };
            pieces.push(next);
        }
        let field = self.field.as_deref();
        let found: Vec<Vec<Found>> = pieces.into_par_iter().map(|piece| read_piece(piece, field)).collect();
        batch.extend(found.into_iter().flatten());
        batch
    }

    /// The next file: a path, or why it can't be reached.
    fn next_path(&mut self) -> Option<Result<PathBuf, ReadError>> {
        loop {
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(Ok(path)) => {
                        let same = |out: &PathBuf| out.file_name() == path.file_name() && path.canonicalize().is_ok_and(|p| p == *out);
                        if !self.left_out.as_ref().is_some_and(same) {
                            return Some(Ok(path));
                        }
                    }
                    Some(Err(closed)) => return Some(Err(ReadError::walk(&closed))),
                    None => self.walk = None,
                }
            }
            let root = self.roots.next()?;
            if !root.is_dir() {
                return Some(Ok(root));
            }
            self.walk = Some(Files::below(&root));
        }
    }

    /// The next file or line of all inputs; none at the end.
    fn next_piece(&mut self) -> Option<Result<Piece, ReadError>> {
        loop {
            if let Some(error) = self.late.take() {
                return Some(Err(error));
            }
            if !self.open.is_empty() {
                match self.next_open() {
                    Some(Ok(None)) => continue,
                    Some(Ok(Some(piece))) => return Some(Ok(piece)),
                    Some(Err(error)) => return Some(Err(error)),
                    None => continue,
                }
            }
            match self.next_path()?.and_then(|path| self.open_file(&path)) {
                Ok(Some(piece)) => return Some(Ok(piece)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The next file or line of the innermost archive or corpus; none when it has ended.
    fn next_open(&mut self) -> Option<Result<Option<Piece>, ReadError>> {
        let open = self.open.last_mut()?;
        let found = match &mut open.source {
            Source::Lines(lines) => lines.next().map(|line| line.map(|d| Some(Piece::Document(Box::new(d))))),
            #[cfg(feature = "formats")]
            Source::Tar(tar) => {
                let next = tar.next();
                let path = tar.path().to_owned();
                next.map(|input| input.map_err(|e| ReadError::io(&path, e)).and_then(|input| self.enter(input, None)))
            }
            #[cfg(feature = "formats")]
            Source::Zip(zip) => zip.next().map(|(path, input)| input.map_err(|e| ReadError::io(&path, e)).and_then(|input| self.enter(input, None))),
        };
        // Once an input has expanded beyond measure, nothing more of it is read.
        if found.is_none() || matches!(&found, Some(Err(_))) && self.open.last().is_some_and(|o| o.budget.is_spent()) {
            let ended = self.open.pop();
            if let Some(Err(error)) = ended.and_then(|o| o.watch).map(|w| w.check()) {
                self.late = Some(error);
            }
        }
        found
    }

    /// Opens a file or standard input.
    fn open_file(&mut self, path: &Path) -> Result<Option<Piece>, ReadError> {
        let name = path.display().to_string();
        let budget = Arc::new(Budget::default());
        if name == "-" {
            let stream = budget.counted(io::stdin());
            return self.enter(Input { path: name, stream, layers: 0, budget }, None);
        }
        let io = |e| ReadError::io(&name, e);
        let watch = Watch::of(path, &name).map_err(io)?;
        let stream = budget.counted(File::open(path).map_err(io)?);
        self.enter(Input { path: name, stream, layers: 0, budget }, Some(watch))
    }

    /// Takes off what an input is packed in: a piece, or none where an archive or a corpus is open now.
    fn enter(&mut self, input: Input, watch: Option<Watch>) -> Result<Option<Piece>, ReadError> {
        let mut input = input;
        loop {
            let path = input.path.clone();
            let io = |e| ReadError::io(&path, e);
            let mut head = Vec::new();
            input.stream.by_ref().take(sniff::HEAD as u64).read_to_end(&mut head).map_err(io)?;
            let kind = sniff::kind(&head);
            input.stream = Box::new(Cursor::new(head.clone()).chain(input.stream));
            if matches!(kind, Kind::Packed(_) | Kind::Tar | Kind::Zip) && input.layers >= self.limits.layers {
                return Err(ReadError::Nested { path, limit: self.limits.layers });
            }
            let format = match kind {
                Kind::Packed(packing) => {
                    input = pack::unpacked(input, packing).map_err(io)?;
                    continue;
                }
                #[cfg(feature = "formats")]
                Kind::Tar => {
                    let budget = input.budget.clone();
                    self.open.push(Open { source: Source::Tar(pack::Tar::new(input)), watch, budget });
                    return Ok(None);
                }
                #[cfg(feature = "formats")]
                Kind::Zip => return self.enter_zip(input, watch),
                #[cfg(not(feature = "formats"))]
                Kind::Tar | Kind::Zip => return Err(ReadError::Built { path, kind: "an archive" }),
                Kind::Refused(kind) => return Err(ReadError::Format { path, kind }),
                Kind::Format(format) => format,
            };
            let format = match (self.format, format) {
                (InputFormat::Auto, InputFormat::Json) => {
                    let (jsonl, stream) = self.json(&path, head, input.stream)?;
                    input.stream = stream;
                    if jsonl { InputFormat::Jsonl } else { InputFormat::Json }
                }
                // An empty corpus is one.
                (InputFormat::Auto, InputFormat::Text) if is_corpus_name(&path) && !head.starts_with(b"\xff\xfe") && !head.starts_with(b"\xfe\xff") => {
                    InputFormat::Jsonl
                }
                (InputFormat::Auto, format) => format,
                (forced, _) => forced,
            };
            if format == InputFormat::Jsonl {
                let lines = jsonl::Lines::new(input.stream, path, self.limits.size, self.field.clone());
                self.open.push(Open { source: Source::Lines(lines), watch, budget: input.budget });
                return Ok(None);
            }
            let bytes = self.bytes(input.stream, &path)?;
            if let Some(watch) = watch {
                watch.check()?;
            }
            return Ok(Some(Piece::Raw(Raw { path, bytes, format })));
        }
    }

    /// A zip archive, or the Office file that it is.
    #[cfg(feature = "formats")]
    fn enter_zip(&mut self, input: Input, watch: Option<Watch>) -> Result<Option<Piece>, ReadError> {
        let Input { path, stream, layers, budget } = input;
        let io = |e| ReadError::io(&path, e);
        let zip = match &watch {
            Some(file) if layers == 0 => {
                if let Some(format) = office(&mut io::BufReader::new(File::open(&file.path).map_err(io)?), &path)? {
                    let bytes = self.bytes(stream, &path)?;
                    file.check()?;
                    return Ok(Some(Piece::Raw(Raw { path, bytes, format })));
                }
                pack::Zip::file(file.path.clone(), path.clone(), layers, budget.clone())
            }
            _ => {
                let bytes = self.bytes(stream, &path)?;
                if let Some(format) = office(&mut Cursor::new(&bytes), &path)? {
                    return Ok(Some(Piece::Raw(Raw { path, bytes, format })));
                }
                pack::Zip::memory(bytes, path.clone(), layers, budget.clone())
            }
        };
        self.open.push(Open { source: Source::Zip(zip.map_err(io)?), watch, budget });
        Ok(None)
    }

    /// All bytes of a stream, up to the limit.
    fn bytes(&self, stream: Stream, path: &str) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let limit = self.limits.size;
        stream.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|e| ReadError::io(path, e))?;
        if bytes.len() > limit {
            return Err(ReadError::TooLarge { path: path.to_owned(), line: 1, limit });
        }
        Ok(bytes)
    }

    /// Whether a stream that begins with a bracket is a corpus: its first line is an object with the text.
    fn json(&self, path: &str, mut head: Vec<u8>, mut stream: Stream) -> Result<(bool, Stream), ReadError> {
        if is_corpus_name(path) {
            return Ok((true, stream));
        }
        let start = head.iter().take_while(|b| b.is_ascii_whitespace() || matches!(b, 0xef | 0xbb | 0xbf)).count();
        if !head[start..].contains(&b'\n') && head.len() == sniff::HEAD {
            head.clear();
            stream.by_ref().take(self.limits.size as u64).read_until(b'\n', &mut head).map_err(|e| ReadError::io(path, e))?;
            stream = Box::new(Cursor::new(head.clone()).chain(stream));
        }
        let line = head[start.min(head.len())..].split(|b| *b == b'\n').next().unwrap_or_default();
        Ok((jsonl::is_document(line.trim_ascii(), self.field.as_deref().unwrap_or("text")), stream))
    }
}

/// Whether a file is named as a corpus.
fn is_corpus_name(path: &str) -> bool {
    let bare = pack::bare_name(path);
    bare.ends_with(".jsonl") || bare.ends_with(".ndjson")
}

/// The format of a zip archive that is an Office file.
#[cfg(feature = "formats")]
fn office(bytes: &mut (impl Read + io::Seek), path: &str) -> Result<Option<InputFormat>, ReadError> {
    match pack::office(bytes) {
        None => Ok(None),
        Some(pack::Office::Docx) => Ok(Some(InputFormat::Docx)),
        Some(pack::Office::Odt) => Ok(Some(InputFormat::Odt)),
        Some(pack::Office::Other(kind)) => Err(ReadError::Format { path: path.to_owned(), kind }),
    }
}

fn read_piece(piece: Result<Piece, ReadError>, field: Option<&str>) -> Vec<Found> {
    match piece {
        Ok(Piece::Document(document)) => vec![Ok(*document)],
        Ok(Piece::Raw(raw)) => {
            let path = raw.path.clone();
            // A fault of ours that one document shows harms no other.
            match catch_unwind(AssertUnwindSafe(|| parse::documents(raw, field))).unwrap_or(Err(ReadError::Failed { path })) {
                Ok(documents) => documents.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            }
        }
        Err(error) => vec![Err(error)],
    }
}

impl Iterator for Reader {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(found);
            }
            let piece = self.next_piece()?;
            self.ready.extend(read_piece(piece, self.field.as_deref()));
        }
    }
}
