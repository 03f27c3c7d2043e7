//! Reads the inputs in batches and works on each with all threads; results come in input order.

use super::{Stop, args::Inputs, complain};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::{
    io::{self, IsTerminal},
    path::Path,
};
use verwijs::{
    Document, Extraction, ReadError, Verwijs,
    index::{Index, StoredDocument},
};

/// A batch is as large as keeps all threads busy, and no larger than memory bears.
const DOCUMENTS: usize = 512;
const BYTES: usize = 16 << 20;

/// Gives each document and what is found in it to `work` on any thread and the results to `take` in input order; the number of inputs that could not be read.
pub fn each<T: Send>(
    engine: &Verwijs,
    inputs: &Inputs,
    work: impl Fn(&Document<'_>, &Extraction) -> T + Sync,
    take: impl FnMut(T) -> Result<(), Stop>,
) -> Result<usize, Stop> {
    if let Some(db) = &inputs.db {
        return stored(&open(db, engine)?, work, take).map(|()| 0);
    }
    let source = inputs.source();
    documents(inputs, |document| work(document, &engine.extract_from(document, source)), take)
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
    let mut reader = inputs.reading.reader(paths);
    let bar = progress();
    let mut unread = 0;
    let mut batch = reader.batch(DOCUMENTS, BYTES);
    while !batch.is_empty() {
        // While the threads work on one batch, the next is read.
        let (done, next) = rayon::join(|| worked(&batch, &work), || reader.batch(DOCUMENTS, BYTES));
        for (result, read) in done.into_iter().zip(&batch) {
            match (result, read) {
                (Some(result), _) => take(result)?,
                (None, Err(error)) => {
                    unread += 1;
                    bar.suspend(|| complain(&error.to_string()));
                }
                (None, Ok(_)) => {}
            }
        }
        bar.inc(batch.len() as u64);
        batch = next;
    }
    bar.finish_and_clear();
    Ok(unread)
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

fn worked<T: Send>(batch: &[Result<Document<'static>, ReadError>], work: &(impl Fn(&Document<'_>) -> T + Sync)) -> Vec<Option<T>> {
    batch.par_iter().map(|read| read.as_ref().ok().map(work)).collect()
}

/// A count of documents, where somebody watches and the results go elsewhere.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {human_pos} documents, {per_sec}, {elapsed}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}
