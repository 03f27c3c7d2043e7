//! The command-line program: a thin user of the library.

mod args;
mod corpus;
mod extract;
mod grammar;
mod graph;
mod index;
mod info;
mod near;
mod output;
mod query;
mod register;
mod resolve;
mod search;
mod select;
mod text;
mod work;

use args::{Cli, Command, Global};
use clap::Parser;
use std::{io, process::ExitCode};
use verwijs::Verwijs;

/// Why the program ends before its work is done.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads on: no fault.
    Closed,
    /// A fault, and the exit code for it.
    Fault(String, u8),
}

impl Stop {
    /// Wrong usage, or a broken rule.
    fn usage(message: impl Into<String>) -> Self {
        Self::Fault(message.into(), 2)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Fault(format!("output: cannot be written: {error}; check the space left"), 1)
        }
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    quiet_pdf_crates();
    let cli = Cli::parse();
    match dispatch(&cli) {
        Ok(0) | Err(Stop::Closed) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(Stop::Fault(message, code)) => {
            complain(&message);
            ExitCode::from(code)
        }
    }
}

/// The crates that read PDF panic on broken files. The library catches that and names the file; what the
/// panic itself says would only be in the way.
fn quiet_pdf_crates() {
    const CRATES: [&str; 6] = ["pdf-extract", "lopdf", "cff-parser", "adobe-cmap-parser", "type1-encoding-parser", "postscript"];
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|at| CRATES.iter().any(|name| at.file().contains(name))) {
            usual(panic);
        }
    }));
}

/// Does what the command line says; the number of inputs that could not be read.
fn dispatch(cli: &Cli) -> Result<usize, Stop> {
    if let Some(threads) = cli.global.threads {
        if threads == 0 {
            return Err(Stop::usage("--threads 0: no thread can work with none; name 1 or more"));
        }
        // So many only get in each other's way, and the system may not have them.
        const MOST: usize = 1024;
        if threads > MOST {
            return Err(Stop::usage(format!("--threads {threads}: more than {MOST} threads only wait for each other; name fewer")));
        }
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|e| Stop::usage(format!("--threads {threads}: {e}; name fewer")))?;
    }
    match &cli.command {
        Command::Extract(args) => extract::run(&engine(&cli.global)?, args),
        Command::Resolve(args) => resolve::run(&engine(&cli.global)?, args),
        Command::Graph(args) => graph::run(&engine(&cli.global)?, args),
        Command::Query { question } => query::run(&engine(&cli.global)?, question),
        Command::Search(args) => search::run(args),
        Command::Index(args) => index::run(&engine(&cli.global)?, args),
        Command::Info(args) => info::run(&engine(&cli.global)?, args),
        Command::Text(args) => text::run(&engine(&cli.global)?, args),
        Command::Register { command } => register::run(command),
        Command::Grammar { command } => grammar::run(&cli.global, command),
    }
}

fn engine(global: &Global) -> Result<Verwijs, Stop> {
    let mut builder = Verwijs::builder().max_range(global.max_range);
    for dir in &global.grammar {
        builder = builder.grammar_dir(dir);
    }
    for file in &global.names {
        builder = builder.names(file);
    }
    for file in &global.register {
        builder = builder.register(file);
    }
    if let Some(day) = global.at {
        builder = builder.at(day);
    }
    builder.build().map_err(|e| Stop::usage(e.to_string()))
}

/// Says on stderr what is wrong.
fn complain(message: &str) {
    use io::Write;
    // Where nobody can read it, nobody can be told.
    let message = output::calm(message.as_bytes());
    let _ = writeln!(anstream::stderr().lock(), "verwijs: {}", String::from_utf8_lossy(&message));
}
