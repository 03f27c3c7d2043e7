//! Fills and refreshes an index.
//!
//! One thread walks, compares and reads; all work on the documents; the caller's writes. Between them
//! stand short queues of batches, so that memory holds a few batches, however large the corpus.

use super::{
    IndexError,
    files::OwnFiles,
    notice::Notice,
    plan::{self, Plan},
    reader, rules,
    schema::Prepared,
    work::{Work, Worker},
    write::{FileState, Writer},
};
use crate::{engine::Verwijs, limits::Limits, read::InputFormat};
use rustc_hash::FxHashSet;
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

/// So many batches wait between two stages.
const QUEUE: usize = 1;

/// Fills or refreshes the index in a file: reads what is new or changed, drops what is gone.
///
/// It may be killed at any moment: the next run goes on, and ends where one whole run would have ended.
/// A second run on the same file waits for the first.
#[derive(Debug, Clone)]
pub struct Update {
    db: PathBuf,
    paths: Vec<PathBuf>,
    forget: Vec<PathBuf>,
    asked: Asked,
    limits: Limits,
}

/// How files are to be read, as it was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub format: InputFormat,
    /// The field of JSON that holds the text.
    pub field: Option<String>,
}

/// A file or folder that an index keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root {
    pub path: String,
    /// The working folder when it was named.
    pub folder: String,
    pub asked: Asked,
}

/// What happens during an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Another process is writing into the index; this one waits.
    Waiting,
    /// The rules are others than at the last run: everything is read again.
    OtherRules,
    /// Another version of verwijs laid out the index: it is made anew.
    OtherLayout,
    /// Something could not be read: where, why, and what to do.
    Unread(&'a str),
    /// So far.
    Progress(&'a Summary),
}

/// What an update did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Files that were read, for they were new, changed, or read by other rules.
    pub read: usize,
    /// Files that were as they had been.
    pub unchanged: usize,
    /// Files that were gone.
    pub gone: usize,
    /// Documents that were new or changed.
    pub documents: usize,
    /// Documents of the files read that were as they had been.
    pub same: usize,
    /// Documents that were gone.
    pub dropped: usize,
    /// Citations in the documents that were new or changed.
    pub citations: usize,
    /// How many things could not be read.
    pub unread: usize,
}

impl Update {
    /// An update of the index in the file `db`, which is made where there is none.
    pub fn new(db: impl Into<PathBuf>) -> Self {
        Self { db: db.into(), paths: Vec::new(), forget: Vec::new(), asked: Asked::default(), limits: Limits::default() }
    }

    /// Keeps a file or folder from now on. Where none is named, those kept so far are looked at again.
    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.paths.push(path.into());
        self
    }

    /// Forgets a file or folder, and what was read below it.
    #[must_use]
    pub fn forget(mut self, path: impl Into<PathBuf>) -> Self {
        self.forget.push(path.into());
        self
    }

    /// What the files named are read as, today and at later runs; by their content where it is not said.
    #[must_use]
    pub fn format(mut self, format: InputFormat) -> Self {
        self.asked.format = format;
        self
    }

    /// The field of JSON and JSONL that holds the text in the files named; "a.b" is the field b of the field a.
    #[must_use]
    pub fn field(mut self, field: Option<String>) -> Self {
        self.asked.field = field;
        self
    }

    /// Other limits to one input and one document; what goes beyond them is told and counted, and tried again at the next run.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Brings the index up to date, and tells what happens meanwhile.
    ///
    /// # Errors
    /// The database cannot be written, or there is nothing to index. What could not be read is no error: it is told and counted.
    pub fn run(&self, verwijs: &Verwijs, mut tell: impl FnMut(Event<'_>)) -> Result<Summary, IndexError> {
        let _lock = lock(&self.db, &mut tell)?;
        let (mut writer, prepared) = Writer::open(&self.db, verwijs)?;
        let fingerprint = rules::fingerprint(verwijs)?;
        let other = writer.hold(&fingerprint).map_err(|e| writer.fault(e))?;
        writer.commit().map_err(|e| writer.fault(e))?;
        match (prepared, other) {
            (Prepared::Anew, _) => tell(Event::OtherLayout),
            (_, true) => tell(Event::OtherRules),
            _ => {}
        }
        let mut summary = Summary::default();
        self.drop_forgotten(&mut writer, &mut summary)?;
        let roots = self.roots(&writer)?;
        if !roots.is_empty() {
            let rules = writer.rules();
            let plan = Plan { connection: reader(&self.db)?, path: &self.db, roots, rules, own: OwnFiles::of(&self.db), limits: self.limits };
            let worker = Worker { connection: reader(&self.db)?, path: &self.db, verwijs, rules, limit: self.limits.time };
            stages(plan, worker, &mut writer, &mut summary, &mut tell)?;
        }
        let path = self.db.clone();
        writer.finish().map_err(|e| IndexError::database(&path, e))?;
        Ok(summary)
    }

    /// The roots to look at: those named, else those kept.
    fn roots(&self, writer: &Writer<'_>) -> Result<Vec<Root>, IndexError> {
        let folder = std::env::current_dir().map(|f| f.display().to_string()).unwrap_or_default();
        let fault = |path: &Path, message: &str| IndexError::Root { path: path.display().to_string(), message: message.to_owned() };
        if let Some(path) = self.paths.iter().find(|p| p.as_os_str() == "-") {
            return Err(fault(path, "standard input cannot be read again; keep it in a file and name that"));
        }
        if !self.paths.is_empty() {
            // A slash at the end is none of the name's.
            let path = |p: &PathBuf| p.components().collect::<PathBuf>().display().to_string();
            return Ok(self.paths.iter().map(|p| Root { path: path(p), folder: folder.clone(), asked: self.asked.clone() }).collect());
        }
        let kept = writer.roots().map_err(|e| writer.fault(e))?;
        if kept.is_empty() && self.forget.is_empty() {
            return Err(fault(&self.db, "there is nothing to index: name files or folders"));
        }
        Ok(kept.into_iter().map(|root| Root { folder: folder.clone(), ..root }).collect())
    }

    fn drop_forgotten(&self, writer: &mut Writer<'_>, summary: &mut Summary) -> Result<(), IndexError> {
        if self.forget.is_empty() {
            return Ok(());
        }
        for path in &self.forget {
            let path: PathBuf = path.components().collect();
            let forgotten = writer.forget_root(&path.display().to_string()).map_err(|e| writer.fault(e))?;
            let others: Vec<PathBuf> = writer.roots().map_err(|e| writer.fault(e))?.into_iter().map(|root| PathBuf::from(root.path)).collect();
            let sources = writer.sources().map_err(|e| writer.fault(e))?;
            let below: Vec<i64> = sources
                .into_iter()
                .filter(|(_, source)| Path::new(source).starts_with(&path) && !others.iter().any(|o| Path::new(source).starts_with(o)))
                .map(|(number, _)| number)
                .collect();
            if !forgotten && below.is_empty() {
                return Err(IndexError::Root {
                    path: path.display().to_string(),
                    message: "the index keeps nothing by this name; name it as it was indexed".to_owned(),
                });
            }
            for source in below {
                summary.dropped += writer.drop_source(source).map_err(|e| writer.fault(e))?;
                summary.gone += 1;
            }
        }
        writer.commit().map_err(|e| writer.fault(e))
    }
}

/// Keeps other updates of the same index out until it is dropped, or the process dies.
fn lock(db: &Path, tell: &mut impl FnMut(Event<'_>)) -> Result<File, IndexError> {
    let mut name = db.as_os_str().to_owned();
    name.push(".lock");
    let fault = |source| IndexError::Lock { path: name.to_string_lossy().into_owned(), source };
    let file = File::options().create(true).truncate(false).write(true).open(&name).map_err(fault)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            tell(Event::Waiting);
            file.lock().map_err(fault)?;
        }
        Err(TryLockError::Error(error)) => return Err(fault(error)),
    }
    Ok(file)
}

/// Runs the three stages until all is read, worked on and written.
fn stages(plan: Plan<'_>, worker: Worker<'_>, writer: &mut Writer<'_>, summary: &mut Summary, tell: &mut impl FnMut(Event<'_>)) -> Result<(), IndexError> {
    let (step_sender, steps) = sync_channel(QUEUE);
    let (work_sender, works) = sync_channel(QUEUE);
    thread::scope(|scope| {
        let planning = scope.spawn(move || plan::run(&plan, step_sender));
        let working = scope.spawn(move || worker.run(&steps, &work_sender));
        let written = write(&works, writer, summary, tell);
        // Where writing failed, the others hear it when they next send.
        drop(works);
        let joined = [planning, working].map(|stage| stage.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        written?;
        joined.into_iter().collect()
    })
}

/// The file being written.
#[derive(Default)]
struct Current {
    source: i64,
    file: Option<FileState>,
    kept: FxHashSet<i64>,
    problems: usize,
    /// Whether a limit kept something out: then the next run, whose limits may be others, reads it again.
    limited: bool,
}

fn write(works: &Receiver<Vec<Work>>, writer: &mut Writer<'_>, summary: &mut Summary, tell: &mut impl FnMut(Event<'_>)) -> Result<(), IndexError> {
    let mut current = Current::default();
    for batch in works {
        for work in batch {
            let told = match &work {
                Work::Notice(notice) => notice.unread().to_vec(),
                _ => Vec::new(),
            };
            summary.unread += told.len();
            for message in &told {
                tell(Event::Unread(message));
            }
            one(work, writer, summary, &mut current).map_err(|e| writer.fault(e))?;
        }
        writer.commit().map_err(|e| writer.fault(e))?;
        tell(Event::Progress(summary));
    }
    Ok(())
}

fn one(work: Work, writer: &mut Writer<'_>, summary: &mut Summary, current: &mut Current) -> rusqlite::Result<()> {
    match work {
        Work::Begin(file) => {
            *current = Current { source: writer.begin_source(&file)?, file: Some(file), ..Current::default() };
            Ok(())
        }
        Work::Keep(document, place) => {
            summary.same += 1;
            current.kept.insert(document);
            place.map_or(Ok(()), |n| writer.place(document, n))
        }
        Work::Put(put) => {
            summary.documents += 1;
            summary.citations += put.found.extraction.citations.len();
            current.kept.insert(writer.put(current.source, &put)?);
            Ok(())
        }
        Work::Notice(notice) => heed(notice, writer, summary, current),
    }
}

fn heed(notice: Notice, writer: &mut Writer<'_>, summary: &mut Summary, current: &mut Current) -> rusqlite::Result<()> {
    match notice {
        Notice::Root(root) => writer.keep_root(&root),
        Notice::RootGone(path) => writer.forget_root(&path).map(drop),
        Notice::Problem(ref message) | Notice::Limited(ref message) => {
            current.problems += 1;
            current.limited |= matches!(notice, Notice::Limited(_));
            writer.problem(current.source, current.problems, message)
        }
        Notice::End => {
            summary.read += 1;
            let file = current.file.take().map(|file| FileState { hash: file.hash.filter(|_| !current.limited), ..file });
            summary.dropped += file.map_or(Ok(0), |file| writer.end_source(current.source, &file, &current.kept))?;
            Ok(())
        }
        Notice::Touch(source, file) => writer.touch_source(source, &file),
        Notice::Same(_) => {
            summary.unchanged += 1;
            Ok(())
        }
        Notice::Drop(source) => {
            summary.gone += 1;
            summary.dropped += writer.drop_source(source)?;
            Ok(())
        }
        Notice::Unread(_) => Ok(()),
    }
}
