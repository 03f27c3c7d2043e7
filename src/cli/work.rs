//! Reads the inputs in batches and works on each with all threads; results come in input order.

use super::{Stop, args::Inputs, complain};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::{
    cell::Cell,
    io::{self, IsTerminal},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::mpsc,
    thread,
};
use verwijs::{
    Document, Extraction, ReadError, Verwijs,
    index::{Index, StoredDocument},
};

/// A batch is as large as keeps all threads busy, and no larger than memory bears.
const DOCUMENTS: usize = 2048;
const BYTES: usize = 10 << 20;

/// Gives each document and what is found in it to `work` on any thread and the results to `take` in input order; the number of inputs that could not be read.
pub fn each<T: Send>(
    engine: &Verwijs,
    inputs: &Inputs,
    work: impl Fn(&Document<'_>, &Extraction) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<usize, Stop> {
    if let Some(db) = &inputs.db {
        return stored(&open(db, engine)?, work, take).map(|()| 0);
    }
    let source = inputs.source();
    let limit = inputs.limits().time;
    let over = Cell::new(0);
    let work = |document: &Document<'_>| match engine.extract_within(document, source, limit) {
        Ok(extraction) => Ok(work(document, &extraction)),
        Err(exceeded) => Err(format!("{}: {exceeded}", document.place())),
    };
    let unread = documents(inputs, work, |result| match result {
        Ok(result) => take(result),
        Err(message) => {
            complain(&message);
            over.set(over.get() + 1);
            Ok(())
        }
    })?;
    Ok(unread + over.get())
}

/// Gives each document to `work` on any thread and the results to `take` in input order, without looking for
/// citations; the number of inputs that could not be read.
pub fn documents<T: Send>(inputs: &Inputs, work: impl Fn(&Document<'_>) -> T + Sync, mut take: impl FnMut(T) -> Result<(), Stop>) -> Result<usize, Stop> {
    let paths = if inputs.paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err(Stop::usage("no input: name files or folders, or pipe text in; verwijs --help tells more"));
        }
        vec!["-".into()]
    } else {
        inputs.paths.clone()
    };
    let mut reader = inputs.reading.reader(paths).limits(inputs.limits()).leave_out(inputs.output.clone());
    let bar = progress();
    let mut unread = 0;
    // What is done waits here while the batch before it is taken.
    let (send, done) = mpsc::sync_channel(0);
    thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || {
            // The first is small, for nothing else goes on while it is read.
            let mut batch = reader.batch(DOCUMENTS, BYTES / 8);
            while !batch.is_empty() {
                // While the threads work on one batch, the next is read, and the one before is taken.
                let (done, next) = rayon::join(|| worked(batch, work), || reader.batch(DOCUMENTS, BYTES));
                if send.send(done).is_err() {
                    break;
                }
                batch = next;
            }
        });
        for batch in done {
            bar.inc(batch.len() as u64);
            for result in batch {
                match result {
                    Ok(result) => take(result)?,
                    Err(error) => {
                        unread += 1;
                        bar.suspend(|| complain(&error.to_string()));
                    }
                }
            }
        }
        bar.finish_and_clear();
        Ok(unread)
    })
}

/// Opens an index, and says so where its citations were found by other rules.
pub fn open(db: &Path, engine: &Verwijs) -> Result<Index, Stop> {
    let index = Index::open(db)?;
    if !index.made_by(engine)? {
        let db = db.display();
        complain(&format!(
            "{db}: its citations were found by other rules than today's (another verwijs, --grammar, --names or --register); verwijs index --db {db} finds them anew"
        ));
    }
    Ok(index)
}

/// The same for the documents of an index, whose citations stand there.
fn stored<T: Send>(index: &Index, work: impl Fn(&Document<'_>, &Extraction) -> T + Sync, mut take: impl FnMut(T) -> Result<(), Stop>) -> Result<(), Stop> {
    let mut documents = index.documents()?;
    let bar = progress();
    loop {
        let mut batch: Vec<StoredDocument> = Vec::new();
        let mut bytes = 0;
        while batch.len() < DOCUMENTS && bytes < BYTES {
            let Some(next) = documents.next().transpose()? else { break };
            bytes += next.document.text.len();
            batch.push(next);
        }
        if batch.is_empty() {
            break;
        }
        let done: Vec<T> = batch.par_iter().map(|stored| work(&stored.document, &stored.extraction)).collect();
        done.into_iter().try_for_each(&mut take)?;
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    Ok(())
}

fn worked<T: Send>(batch: Vec<Result<Document<'static>, ReadError>>, work: &(impl Fn(&Document<'_>) -> T + Sync)) -> Vec<Result<T, ReadError>> {
    // A fault of ours that one document shows harms no other.
    let one = |document: Document<'_>| catch_unwind(AssertUnwindSafe(|| work(&document))).map_err(|_| ReadError::Failed { path: document.place() });
    // One by one, for they are of all sizes: else a thread is left with a long row at the end.
    batch.into_par_iter().with_max_len(1).map(|read| read.and_then(one)).collect()
}

/// A count of documents, where somebody watches and the results go elsewhere.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {human_pos} documents, {per_sec}, {elapsed}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}
