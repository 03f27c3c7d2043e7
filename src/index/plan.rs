//! Walks the roots, compares each file with what the index has of it, and reads those that changed.

use super::{
    IndexError,
    files::{self, OwnFiles},
    notice::Notice,
    update::Root,
    write::FileState,
};
use crate::{
    document::Document,
    limits::Limits,
    read::{
        Reader,
        walk::{Closed, Files},
    },
};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::FxHashSet;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::mpsc::SyncSender,
};

/// A batch is as large as keeps all threads busy, and no larger than memory bears.
const STEPS: usize = 512;
const BYTES: usize = 8 << 20;

/// So many files are read at once, each so far: the rest of a larger one follows when its turn comes.
const FILES: usize = 32;
const FIRST_BYTES: usize = 2 << 20;

/// One thing to do, in order.
pub(super) enum Step {
    /// A file begins, and the number it had, if it was known; what follows is of it until it ends.
    Begin(FileState, Option<i64>),
    /// A document of it.
    Document(Box<Document<'static>>),
    /// Something to note down.
    Notice(Notice),
}

/// A file that has to be read.
struct Waiting {
    file: FileState,
    path: PathBuf,
    known: Option<i64>,
}

/// What is to be looked at.
pub(super) struct Plan<'a> {
    /// A connection that reads.
    pub connection: Connection,
    pub path: &'a Path,
    pub roots: Vec<Root>,
    /// The number of the rules that hold.
    pub rules: i64,
    pub own: OwnFiles,
    pub limits: Limits,
}

/// What the index has of a file.
struct Known {
    source: i64,
    /// Whether it was read to its end, by the rules that hold, as the format asked for.
    sound: bool,
    size: u64,
    modified: Option<i64>,
    hash: Option<String>,
}

/// Nobody wants to hear more: the writer stopped.
struct Deaf;

struct Walker<'a> {
    plan: &'a Plan<'a>,
    sender: SyncSender<Vec<Step>>,
    /// Files to be read, before anything that comes after them is sent.
    waiting: Vec<Waiting>,
    waiting_bytes: u64,
    batch: Vec<Step>,
    bytes: usize,
    /// Files of the index that were met.
    met: FxHashSet<i64>,
    /// Paths that were met, as hashes: a file below two roots is read once.
    paths: FxHashSet<u128>,
    /// Below these nothing is gone, for nobody could look.
    closed: Vec<PathBuf>,
}

enum Fault {
    Deaf,
    Index(IndexError),
}

impl From<Deaf> for Fault {
    fn from(_: Deaf) -> Self {
        Self::Deaf
    }
}

impl From<IndexError> for Fault {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

/// Sends what is to be done, in batches and in order.
pub(super) fn run(plan: &Plan<'_>, sender: SyncSender<Vec<Step>>) -> Result<(), IndexError> {
    let walker = Walker {
        plan,
        sender,
        waiting: Vec::new(),
        waiting_bytes: 0,
        batch: Vec::new(),
        bytes: 0,
        met: FxHashSet::default(),
        paths: FxHashSet::default(),
        closed: Vec::new(),
    };
    match walker.walk() {
        Ok(()) | Err(Fault::Deaf) => Ok(()),
        Err(Fault::Index(error)) => Err(error),
    }
}

impl Walker<'_> {
    fn walk(mut self) -> Result<(), Fault> {
        let newest = self.newest()?;
        for root in &self.plan.roots {
            let path = PathBuf::from(&root.path);
            match fs::metadata(&path) {
                Ok(metadata) => {
                    self.note(Notice::Root(root.clone()))?;
                    if metadata.is_dir() {
                        self.folder(&path, root)?;
                    } else {
                        self.file(&path, root)?;
                    }
                }
                Err(error) => self.missing(&path, root, &error)?,
            }
        }
        self.gone(newest)?;
        self.read()?;
        self.flush()?;
        Ok(())
    }

    fn folder(&mut self, path: &Path, root: &Root) -> Result<(), Fault> {
        for met in Files::below(path) {
            match met {
                Ok(path) => self.file(&path, root)?,
                Err(Closed { path, cause }) => {
                    self.note(Notice::Unread(files::closed(&path, &cause)))?;
                    self.closed.push(path);
                }
            }
        }
        Ok(())
    }

    /// A root that is not there: gone where it was seen from this folder before, else probably looked for in a wrong one.
    fn missing(&mut self, path: &Path, root: &Root, error: &io::Error) -> Result<(), Fault> {
        let name = path.display();
        let known = self.known_root(&root.path)?;
        let gone = error.kind() == io::ErrorKind::NotFound && known.as_ref().is_some_and(|folder| path.is_absolute() || *folder == root.folder);
        let message = if gone {
            self.note(Notice::RootGone(root.path.clone()))?;
            format!("{name}: it is gone; what the index had of it is dropped")
        } else {
            self.closed.push(path.to_owned());
            let advice = known.map_or_else(
                || "check the path".to_owned(),
                |folder| format!("it was indexed from {folder}, and what the index has of it stays; run from there, or drop it with --forget {name}"),
            );
            format!("{name}: cannot be read: {error}; {advice}")
        };
        self.note(Notice::Unread(message))?;
        Ok(())
    }

    fn file(&mut self, path: &Path, root: &Root) -> Result<(), Fault> {
        if self.plan.own.have(path) || !self.paths.insert(fold(path)) {
            return Ok(());
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => metadata,
            Ok(_) => return Ok(self.note(Notice::Unread(format!("{}: this is no file; name files or folders", path.display())))?),
            Err(error) => {
                self.closed.push(path.to_owned());
                return Ok(self.note(Notice::Unread(files::closed(path, &error)))?);
            }
        };
        let mut file = files::state(path, &root.asked, &metadata);
        let known = self.known(&file)?;
        if let Some(known) = &known {
            self.met.insert(known.source);
            if known.sound && known.hash.is_some() && file.modified.is_some() && (known.size, known.modified) == (file.size, file.modified) {
                return self.same(known.source);
            }
        }
        let hash = files::hash(path);
        file.hash = hash.ok();
        if let Some(known) = known.as_ref().filter(|k| k.sound && file.hash.is_some() && k.hash == file.hash) {
            if (known.size, known.modified) != (file.size, file.modified) {
                self.note(Notice::Touch(known.source, file))?;
            }
            return self.same(known.source);
        }
        self.waiting_bytes += file.size;
        self.waiting.push(Waiting { file, path: path.to_owned(), known: known.map(|k| k.source) });
        if self.waiting.len() >= FILES || self.waiting_bytes >= BYTES as u64 {
            self.read()?;
        }
        Ok(())
    }

    /// Reads the files that wait, all at once, and sends what is in them in order.
    fn read(&mut self) -> Result<(), Deaf> {
        self.waiting_bytes = 0;
        let limits = self.plan.limits;
        let begun = |waiting: Waiting| {
            let asked = &waiting.file.asked;
            let mut reader = Reader::new([&waiting.path]).format(asked.format).field(asked.field.clone()).limits(limits);
            let first = reader.batch(STEPS, FIRST_BYTES);
            (waiting, reader, first)
        };
        let begun: Vec<_> = std::mem::take(&mut self.waiting).into_par_iter().map(begun).collect();
        for (waiting, mut reader, mut batch) in begun {
            self.push(Step::Begin(waiting.file, waiting.known))?;
            while !batch.is_empty() {
                for read in batch {
                    self.push(match read {
                        Ok(document) => Step::Document(Box::new(document)),
                        Err(error) if error.is_limit() => Step::Notice(Notice::Limited(error.to_string())),
                        Err(error) => Step::Notice(Notice::Problem(error.to_string())),
                    })?;
                }
                batch = reader.batch(STEPS, BYTES);
            }
            self.note(Notice::End)?;
        }
        Ok(())
    }

    fn same(&mut self, source: i64) -> Result<(), Fault> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.plan.connection.prepare_cached("SELECT message FROM problems WHERE source_id = ?1 ORDER BY n")?;
            statement.query_map([source], |row| row.get(0))?.collect()
        };
        let problems = read().map_err(|e| self.fault(e))?;
        self.note(Notice::Same(problems))?;
        Ok(())
    }

    /// What was below the roots and was not met.
    fn gone(&mut self, newest: i64) -> Result<(), Fault> {
        let below = |path: &Path, roots: &[PathBuf]| roots.iter().any(|root| path.starts_with(root));
        let roots: Vec<PathBuf> = self.plan.roots.iter().map(|r| PathBuf::from(&r.path)).collect();
        let read = || -> rusqlite::Result<Vec<i64>> {
            let mut statement = self.plan.connection.prepare("SELECT source_id, path FROM sources WHERE source_id <= ?1 ORDER BY source_id")?;
            let mut rows = statement.query([newest])?;
            let mut gone = Vec::new();
            while let Some(row) = rows.next()? {
                let source = row.get(0)?;
                let path = Path::new(row.get_ref(1)?.as_str()?);
                if !self.met.contains(&source) && below(path, &roots) && !below(path, &self.closed) {
                    gone.push(source);
                }
            }
            Ok(gone)
        };
        for source in read().map_err(|e| self.fault(e))? {
            self.note(Notice::Drop(source))?;
        }
        Ok(())
    }

    fn newest(&self) -> Result<i64, IndexError> {
        self.plan.connection.query_row("SELECT coalesce(max(source_id), 0) FROM sources", [], |row| row.get(0)).map_err(|e| self.fault(e))
    }

    fn known_root(&self, path: &str) -> Result<Option<String>, IndexError> {
        self.plan.connection.query_row("SELECT folder FROM roots WHERE path = ?1", [path], |row| row.get(0)).optional().map_err(|e| self.fault(e))
    }

    fn known(&self, file: &FileState) -> Result<Option<Known>, IndexError> {
        let read = || {
            let mut statement = self.plan.connection.prepare_cached(
                "SELECT source_id, complete AND rules_id = ?2 AND input = ?3 AND field IS ?4, size, modified, hash FROM sources WHERE path = ?1",
            )?;
            let known =
                |row: &rusqlite::Row<'_>| Ok(Known { source: row.get(0)?, sound: row.get(1)?, size: row.get(2)?, modified: row.get(3)?, hash: row.get(4)? });
            statement.query_row((&file.path, self.plan.rules, file.asked.format.to_string(), &file.asked.field), known).optional()
        };
        read().map_err(|e| self.fault(e))
    }

    fn fault(&self, error: rusqlite::Error) -> IndexError {
        IndexError::database(self.plan.path, error)
    }

    fn note(&mut self, notice: Notice) -> Result<(), Deaf> {
        self.push(Step::Notice(notice))
    }

    fn push(&mut self, step: Step) -> Result<(), Deaf> {
        if let Step::Document(document) = &step {
            self.bytes += document.text.len();
        }
        self.batch.push(step);
        if self.batch.len() >= STEPS || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Deaf> {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() { Ok(()) } else { self.sender.send(batch).map_err(|_| Deaf) }
    }
}

/// A path as a number; two with the same do not occur.
fn fold(path: &Path) -> u128 {
    let hash = blake3::hash(path.as_os_str().as_encoded_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    u128::from_le_bytes(bytes)
}
