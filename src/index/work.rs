//! Between reading and writing: what is new or changed goes through the engine, on all threads.

use super::{
    IndexError,
    notice::Notice,
    plan::Step,
    rows::{Found, Stamp},
    write::{FileState, Put},
};
use crate::{document::Document, engine::Verwijs, read::ReadError};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension};
use rustc_hash::{FxHashMap, FxHasher};
use std::{
    hash::{Hash, Hasher},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::mpsc::{Receiver, SyncSender},
    time::Duration,
};

/// One thing to write, in order.
pub(super) enum Work {
    Begin(FileState),
    /// A document that is as it was, and its new place where that is another.
    Keep(i64, Option<usize>),
    Put(Box<Put>),
    Notice(Notice),
}

/// What the index has of a document.
struct Known {
    number: i64,
    n: usize,
    /// Whether text, metadata and rules are the same.
    same: bool,
}

/// A document on its way: what is known of it, and its place.
struct Draft {
    document: Document<'static>,
    stamp: Stamp,
    n: usize,
    copy: u32,
    known: Option<Known>,
}

enum Drafted {
    Done(Work),
    Draft(Box<Draft>),
}

/// The engine, and what the index held when this run began.
pub(super) struct Worker<'a> {
    pub connection: Connection,
    pub path: &'a Path,
    pub verwijs: &'a Verwijs,
    pub rules: i64,
    /// How long the citations of one document may take.
    pub limit: Duration,
}

/// The file being read.
#[derive(Default)]
struct Current {
    source: Option<i64>,
    n: usize,
    /// How many documents had a key, by its hash.
    copies: FxHashMap<u64, u32>,
}

impl Worker<'_> {
    /// Turns steps into work until there are no more.
    pub fn run(&self, steps: &Receiver<Vec<Step>>, sender: &SyncSender<Vec<Work>>) -> Result<(), IndexError> {
        let mut current = Current::default();
        for batch in steps {
            let stamped: Vec<(Step, Option<Stamp>)> = batch.into_par_iter().map(stamp).collect();
            let drafted: Vec<Drafted> =
                stamped.into_iter().filter_map(|(step, stamp)| self.draft(step, stamp, &mut current).transpose()).collect::<Result<_, _>>()?;
            let (verwijs, limit) = (self.verwijs, self.limit);
            let done: Vec<Work> = drafted.into_par_iter().map(|d| finish(d, verwijs, limit)).collect();
            if sender.send(done).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn draft(&self, step: Step, stamp: Option<Stamp>, current: &mut Current) -> Result<Option<Drafted>, IndexError> {
        let work = match (step, stamp) {
            (Step::Document(document), Some(stamp)) => {
                current.n += 1;
                let mut hasher = FxHasher::default();
                document.name.hash(&mut hasher);
                let copy = current.copies.entry(hasher.finish()).or_default();
                *copy += 1;
                let known = current.source.map(|source| self.known(source, &document.name, *copy, &stamp)).transpose()?.flatten();
                return Ok(Some(Drafted::Draft(Box::new(Draft { document: *document, stamp, n: current.n, copy: *copy, known }))));
            }
            (Step::Begin(file, source), _) => {
                *current = Current { source, ..Current::default() };
                Work::Begin(file)
            }
            (Step::Document(_), None) => return Ok(None),
            (Step::Notice(notice), _) => Work::Notice(notice),
        };
        Ok(Some(Drafted::Done(work)))
    }

    fn known(&self, source: i64, key: &str, copy: u32, stamp: &Stamp) -> Result<Option<Known>, IndexError> {
        let read = || {
            let mut statement = self
                .connection
                .prepare_cached("SELECT document_id, n, state = ?4 AND rules_id = ?5 FROM documents WHERE source_id = ?1 AND key = ?2 AND copy = ?3")?;
            let known = |row: &rusqlite::Row<'_>| Ok(Known { number: row.get(0)?, n: row.get(1)?, same: row.get(2)? });
            statement.query_row((source, key, copy, stamp.state, self.rules), known).optional()
        };
        read().map_err(|e| IndexError::database(self.path, e))
    }
}

fn finish(drafted: Drafted, verwijs: &Verwijs, limit: Duration) -> Work {
    let draft = match drafted {
        Drafted::Done(work) => return work,
        Drafted::Draft(draft) => *draft,
    };
    let Draft { document, stamp, n, copy, known } = draft;
    match known {
        Some(Known { number, n: before, same: true }) => Work::Keep(number, (before != n).then_some(n)),
        // A fault of ours that one document shows harms no other.
        known => match catch_unwind(AssertUnwindSafe(|| Found::of(&document, verwijs, limit))) {
            Ok(Ok(found)) => Work::Put(Box::new(Put { old: known.map(|k| k.number), n, copy, document, stamp, found })),
            Ok(Err(exceeded)) => Work::Notice(Notice::Limited(format!("{}: {exceeded}", document.place()))),
            Err(_) => Work::Notice(Notice::Problem(ReadError::Failed { path: document.place() }.to_string())),
        },
    }
}

fn stamp(step: Step) -> (Step, Option<Stamp>) {
    match step {
        Step::Document(mut document) => {
            let stamp = Stamp::of(&mut document);
            (Step::Document(document), Some(stamp))
        }
        other => (other, None),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        engine::Verwijs,
        index::{Event, Index, Update, rows::tests::FAULT},
    };
    use std::fs;

    #[test]
    fn a_document_on_which_verwijs_fails_harms_no_other() {
        let folder = std::env::temp_dir().join(format!("verwijs-index-fault-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in")).unwrap();
        let line = |id: &str, text: &str| format!("{}\n", serde_json::json!({"id": id, "text": text}));
        fs::write(folder.join("in/a.jsonl"), line("eerst", "zie Stb. 2018, 1") + &line("stuk", FAULT) + &line("daarna", "zie Stb. 2018, 2")).unwrap();
        fs::write(folder.join("in/b.txt"), FAULT).unwrap();
        fs::write(folder.join("in/c.txt"), "zie Stb. 2018, 3").unwrap();
        let verwijs = Verwijs::new();
        let run = || {
            let mut said = Vec::new();
            let summary = Update::new(folder.join("x.db")).path(folder.join("in")).run(&verwijs, |event| {
                if let Event::Unread(message) = event {
                    said.push(message.to_owned());
                }
            });
            (summary.unwrap(), said)
        };
        let (summary, said) = run();
        assert_eq!((summary.documents, summary.citations, summary.unread), (3, 3, 2));
        assert!(said[0].contains("a.jsonl (stuk): verwijs fails") && said[1].contains("b.txt: verwijs fails"), "{said:?}");
        assert_eq!(Index::open(folder.join("x.db")).unwrap().documents().unwrap().count(), 3);
        // It stays so, and is said again.
        let (summary, again) = run();
        assert_eq!((summary.unchanged, summary.unread, again), (3, 2, said));
        fs::remove_dir_all(folder).unwrap();
    }
}
