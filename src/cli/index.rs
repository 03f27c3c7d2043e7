//! `verwijs index`: documents, citations and the graph in a database.

use super::{Stop, args::Index, complain};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use verwijs::{
    Verwijs,
    index::{Event, IndexError, Summary, Update},
};

impl From<IndexError> for Stop {
    fn from(error: IndexError) -> Self {
        Self::usage(error.to_string())
    }
}

/// Fills or refreshes the index; the number of inputs that could not be read.
pub fn run(engine: &Verwijs, args: &Index) -> Result<usize, Stop> {
    if args.paths.is_empty() && !args.reading.is_usual() {
        return Err(Stop::usage("--input and --field are for the files named with them, and are kept with these; name files or folders"));
    }
    let mut update = Update::new(&args.db).format(args.reading.format()).field(args.reading.field()).limits(args.limits.limits());
    for path in &args.paths {
        update = update.path(path);
    }
    for path in &args.forget {
        update = update.forget(path);
    }
    let bar = progress();
    let db = args.db.display();
    let done = update.run(engine, |event| match event {
        Event::Waiting => bar.suspend(|| complain(&format!("{db}: another process is writing into it; waiting until it is done"))),
        Event::OtherRules => bar.suspend(|| {
            complain(&format!("{db}: it was made by other rules than today's (another verwijs, --grammar, --names or --register); everything is read again"))
        }),
        Event::OtherLayout => bar.suspend(|| complain(&format!("{db}: another version of verwijs made it; everything is read again"))),
        Event::Unread(message) => bar.suspend(|| complain(message)),
        Event::Progress(summary) => bar.set_position((summary.documents + summary.same) as u64),
        _ => {}
    })?;
    bar.finish_and_clear();
    let mut out = anstream::stdout().lock();
    writeln!(out, "{db}: {}", words(&done))?;
    out.flush()?;
    Ok(done.unread)
}

/// What was done, in one line.
fn words(done: &Summary) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let mut line = format!("{} read, {} unchanged, {} gone", plural(done.read, "file"), done.unchanged, done.gone);
    line += &format!("; {} with {} written", plural(done.documents, "document"), plural(done.citations, "citation"));
    if done.same > 0 {
        line += &format!(", {} as they were", done.same);
    }
    if done.dropped > 0 {
        line += &format!(", {} dropped", done.dropped);
    }
    if done.unread > 0 {
        line += &format!("; {} could not be read", done.unread);
    }
    line
}

/// A count of documents, where somebody watches.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {human_pos} documents, {per_sec}, {elapsed}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}
