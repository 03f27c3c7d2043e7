//! `verwijs query`: questions about a corpus and its references.

use super::{
    Stop,
    args::{Format, Inputs},
    corpus::Files,
    near,
    output::Output,
    select::Select,
};
use clap::{Args, Subcommand};
use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};
use verwijs::{
    Id, Level, ReferenceGraph, Status, Verwijs,
    query::{self, Corpus, Direction, Filter, Measure, Row},
    render::rows,
};

/// How many rows a table shows where nobody says.
const SHOWN: usize = 50;
/// How many chains and circles are looked for where nobody asks for more.
const CHAINS: usize = 10_000;

#[derive(Debug, Args)]
pub struct Ask {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    select: Select,
    /// Gives every place with its sentence
    #[arg(long)]
    context: bool,
    /// At most so many rows; 0 for all. A table shows 50 where nothing is said
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How the rows are written; a table on a terminal, JSONL otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Writes to a file, which appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Question {
    /// What something cites
    Cites {
        /// In words ("Kamerstuk 34 550 V, nr. 52") or as an identifier
        id: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// What cites something: a paper, a dossier, a law, an article with its leden
    CitedBy {
        /// In words ("artikel 3 Awb") or as an identifier
        id: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// The shortest chains of reference from one thing to another
    Path {
        /// Where the chains begin
        a: String,
        /// Where they end
        b: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// What two things both cite, and what cites both
    Between {
        /// The first
        a: String,
        /// The second
        b: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// What cites the same things, or is cited together with something
    Like {
        /// In words or as an identifier
        id: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// What matters most
    Rank {
        /// By what: in-degree, citations, pagerank, authority or hub
        #[arg(long, value_name = "MEASURE", default_value = "pagerank", value_parser = ["in-degree", "citations", "pagerank", "authority", "hub"])]
        by: String,
        /// Lets a reference count as often as it stands for a citation
        #[arg(long)]
        weighted: bool,
        #[command(flatten)]
        ask: Ask,
    },
    /// What belongs together: communities by the Leiden method, or connected components
    Groups {
        /// Connected components instead of communities
        #[arg(long)]
        components: bool,
        /// Above 1 for smaller communities, below for larger ones
        #[arg(long, value_name = "R", default_value_t = 1.0)]
        resolution: f64,
        #[command(flatten)]
        ask: Ask,
    },
    /// References that run in a circle
    Cycles {
        /// Every circle of at most so many references, instead of one for each set of things that lead to each other
        #[arg(long, value_name = "N")]
        longest: Option<usize>,
        #[command(flatten)]
        ask: Ask,
    },
    /// What is cited and not in the corpus: what to fetch next
    Dangling {
        #[command(flatten)]
        ask: Ask,
    },
    /// Citations of which a part is missing, or that no register knows, by kind
    Unresolved {
        #[command(flatten)]
        ask: Ask,
    },
    /// Citations that may name several things, by kind
    Ambiguous {
        #[command(flatten)]
        ask: Ask,
    },
    /// Figures about the corpus, its citations and their graph
    Stats {
        #[command(flatten)]
        ask: Ask,
    },
    /// Who cited something over time
    History {
        /// In words or as an identifier
        id: String,
        #[command(flatten)]
        ask: Ask,
    },
    /// What came and went between two states of a corpus
    Diff {
        /// The first state: a file or folder
        a: PathBuf,
        /// The second
        b: PathBuf,
        #[command(flatten)]
        ask: Ask,
    },
}

impl Question {
    fn name(&self) -> &'static str {
        match self {
            Self::Cites { .. } => "cites",
            Self::CitedBy { .. } => "cited-by",
            Self::Unresolved { .. } => "unresolved",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Stats { .. } => "stats",
            Self::History { .. } => "history",
            _ => "this question",
        }
    }

    fn ask(&self) -> &Ask {
        match self {
            Self::Cites { ask, .. }
            | Self::CitedBy { ask, .. }
            | Self::Path { ask, .. }
            | Self::Between { ask, .. }
            | Self::Like { ask, .. }
            | Self::Rank { ask, .. }
            | Self::Groups { ask, .. }
            | Self::Cycles { ask, .. }
            | Self::Dangling { ask }
            | Self::Unresolved { ask }
            | Self::Ambiguous { ask }
            | Self::Stats { ask }
            | Self::History { ask, .. }
            | Self::Diff { ask, .. } => ask,
        }
    }
}

/// Answers the question; the number of inputs that could not be read.
pub fn run(engine: &Verwijs, question: &Question) -> Result<usize, Stop> {
    let ask = question.ask();
    if let Question::Diff { a, b, .. } = question {
        return diff(engine, ask, a, b);
    }
    let inputs = ask.inputs.sparing(ask.output.as_deref())?;
    let files = Files::new(engine, &inputs);
    answer(engine, question, ask, &files)?;
    Ok(files.unread())
}

fn answer<C: Corpus<Error = Stop>>(engine: &Verwijs, question: &Question, ask: &Ask, corpus: &C) -> Result<(), Stop> {
    let (filter, level) = (ask.select.filter(engine)?, ask.select.level());
    let selection = ask.select.selection(engine)?;
    let graph = || -> Result<ReferenceGraph, Stop> {
        let whole = query::graph(corpus, engine, level, &filter)?;
        ask.select.warn(engine, &whole, level)?;
        Ok(selection.of(whole, level))
    };
    let all = filter.is_open() && selection.is_whole();
    // Why nothing is found is looked for in the whole graph, which may be there.
    let why = |level: Level, graph: Option<&ReferenceGraph>, given: &[&str], none: &str| -> Result<Option<String>, Stop> {
        let read;
        let whole = match graph.filter(|_| all) {
            Some(graph) => graph,
            None => {
                read = query::graph(corpus, engine, level, &Filter::default())?;
                &read
            }
        };
        let mut told = Vec::new();
        for given in given {
            told.extend(names(engine, given)?.iter().map(|id| near::standing(engine, whole, level, given, id)));
        }
        let kept = if all { "" } else { " that the options keep" };
        let there = told.iter().any(|(there, _)| *there);
        let told = told.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("; ");
        Ok(Some(if there { format!("{none}{kept}: {told}") } else { told }))
    };
    match question {
        Question::Unresolved { .. } | Question::Ambiguous { .. } | Question::Stats { .. } | Question::History { .. } => ask.select.no_graph(question.name())?,
        Question::Cites { .. } | Question::CitedBy { .. } if !selection.from.is_empty() => ask.select.no_graph(question.name())?,
        _ => {}
    }
    // Of chains there may be more than anyone can count: as many are looked for, and the shown ones are the first of them.
    let most = ask.limit.map_or(CHAINS, |limit| if limit == 0 { usize::MAX } else { limit.max(CHAINS) });
    match question {
        Question::Cites { id, .. } => {
            let ids = names(engine, id)?;
            // What one article cites are articles, of its own law too.
            let parts = ids.iter().all(|id| Level::Document.target(id).is_some_and(|whole| whole != *id));
            let level = if parts { ask.select.level_or(Level::Article) } else { level };
            let mut rows = query::cites(corpus, engine, &ids, &filter, level, ask.context)?;
            rows.retain(|row| row.count >= ask.select.min_weight());
            ask.write_or(&rows, || why(level, None, &[id], "it cites nothing"))
        }
        Question::CitedBy { id, .. } => {
            let mut rows = query::cited_by(corpus, engine, &names(engine, id)?, &filter, level, ask.context)?;
            rows.retain(|row| row.count >= ask.select.min_weight());
            ask.write_or(&rows, || why(level, None, &[id], "nothing cites it"))
        }
        Question::History { id, .. } => {
            let rows = query::history(corpus, &names(engine, id)?, &filter, level)?;
            ask.write_or(&rows, || why(level, None, &[id], "nothing cites it"))
        }
        Question::Path { a, b, .. } => {
            let (from, to) = (name(engine, a)?, name(engine, b)?);
            let graph = graph()?;
            let rows = query::paths(&graph, level, &from, &to, ask.select.direction(), most);
            let none = if ask.select.direction() == Direction::Both {
                "no chain of references"
            } else {
                "no chain of references (--direction both follows them either way)"
            };
            ask.write_or(&rows, || why(level, Some(&graph), &[a, b], none))
        }
        Question::Between { a, b, .. } => {
            let (first, second) = (name(engine, a)?, name(engine, b)?);
            let graph = graph()?;
            ask.write_or(&query::between(&graph, level, &first, &second), || why(level, Some(&graph), &[a, b], "they have nothing in common"))
        }
        Question::Like { id, .. } => {
            let (thing, graph) = (name(engine, id)?, graph()?);
            ask.write_or(&query::like(&graph, level, &thing), || why(level, Some(&graph), &[id], "nothing is like it"))
        }
        Question::Rank { by, weighted, .. } => {
            let measure = by.parse::<Measure>().unwrap_or_default();
            ask.write(&query::rank(&graph()?, measure, *weighted))
        }
        Question::Groups { components: true, .. } => ask.write(&query::components(&graph()?)),
        Question::Groups { resolution, .. } => {
            if !(resolution.is_finite() && *resolution > 0.0) {
                return Err(Stop::usage(format!("--resolution {resolution}: no resolution; name a number above 0")));
            }
            let (groups, modularity) = query::communities(&graph()?, *resolution);
            super::complain(&format!("{} communities, modularity {modularity:.4}", groups.len()));
            ask.write(&groups)
        }
        Question::Cycles { longest: Some(longest), .. } => ask.write(&query::circuits(&graph()?, *longest, most)),
        Question::Cycles { .. } => ask.write(&query::circles(&graph()?)),
        Question::Dangling { .. } => ask.write(&query::dangling(&graph()?)),
        Question::Unresolved { .. } => ask.write(&query::open(corpus, &[Status::Incomplete, Status::Unknown], &filter, ask.context)?),
        Question::Ambiguous { .. } => ask.write(&query::open(corpus, &[Status::Ambiguous], &filter, ask.context)?),
        Question::Stats { .. } => ask.write(&query::stats(corpus, engine, level, &filter)?),
        Question::Diff { .. } => Ok(()),
    }
}

fn diff(engine: &Verwijs, ask: &Ask, a: &std::path::Path, b: &std::path::Path) -> Result<usize, Stop> {
    let level = ask.select.level();
    let selection = ask.select.selection(engine)?;
    let filter = ask.select.filter(engine)?;
    let mut unread = 0;
    let mut state = |path: &std::path::Path| -> Result<ReferenceGraph, Stop> {
        let inputs = ask.inputs.with(path).sparing(ask.output.as_deref())?;
        let files = Files::new(engine, &inputs);
        let graph = query::graph(&files, engine, level, &filter)?;
        unread += files.unread();
        Ok(selection.of(graph, level))
    };
    let (a, b) = (state(a)?, state(b)?);
    ask.write(&query::diff(&a, &b))?;
    Ok(unread)
}

fn names(engine: &Verwijs, text: &str) -> Result<Vec<Id>, Stop> {
    query::identify(engine, text).map_err(|e| Stop::usage(e.to_string()))
}

/// The one thing that a text names.
fn name(engine: &Verwijs, text: &str) -> Result<Id, Stop> {
    let ids = names(engine, text)?;
    match &ids[..] {
        [id] => Ok(id.clone()),
        _ => Err(Stop::usage(format!("{text:?} names {} things; name one of them", ids.len()))),
    }
}

impl Ask {
    fn write<R: Row>(&self, found: &[R]) -> Result<(), Stop> {
        self.write_or(found, || Ok(None))
    }

    /// Writes the rows; says why where there are none.
    fn write_or<R: Row>(&self, found: &[R], why: impl FnOnce() -> Result<Option<String>, Stop>) -> Result<(), Stop> {
        if found.is_empty() {
            super::complain(why()?.as_deref().unwrap_or("nothing found; verwijs query stats shows what the corpus holds"));
        }
        let person = self.output.is_none() && io::stdout().is_terminal();
        let format = self.format.unwrap_or(if person { Format::Table } else { Format::Jsonl });
        let limit = match self.limit {
            Some(0) => usize::MAX,
            Some(limit) => limit,
            None if format == Format::Table => SHOWN,
            None => usize::MAX,
        };
        let mut out = Output::to(self.output.as_deref())?;
        let first = &found[..found.len().min(limit)];
        match format {
            Format::Table => rows::table(&mut out, found, limit)?,
            Format::Jsonl => rows::jsonl(&mut out, first)?,
            Format::Json => rows::json(&mut out, first)?,
            Format::Csv => rows::csv(&mut out, first)?,
        }
        out.finish()
    }
}
