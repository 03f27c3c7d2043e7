//! What the command line may say.

use super::Stop;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};
use verwijs::{CitationSource, InputFormat, Limits, Reader, render::color::Coloring};

/// Finds and resolves citations in Dutch policy and legal text, and builds the reference graph.
///
/// Exit code: 0 all read; 1 some inputs could not be read (each named on stderr, the others' results are all there); 2 wrong usage or a broken rule.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Adds the rule files (*.toml) of a folder
    #[arg(long, global = true, value_name = "DIR")]
    pub grammar: Vec<PathBuf>,
    /// Adds names of laws: lines of a name, a tab and an identifier
    #[arg(long, global = true, value_name = "FILE")]
    pub names: Vec<PathBuf>,
    /// Adds real publication identifiers: a file of `verwijs register build`, or a list, one a line, plain or compressed
    #[arg(long, global = true, value_name = "FILE")]
    pub register: Vec<PathBuf>,
    /// The day whose law is meant where a text tells no other: names stand for the laws of that day, links open their state of it
    #[arg(long, global = true, value_name = "DATE")]
    pub at: Option<verwijs::Date>,
    /// How many threads work; all cores where it is not said. The output is the same
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// How many members a range of articles or papers is counted out to; a longer one gives its first and its last
    #[arg(long, global = true, value_name = "N", default_value_t = verwijs::Verwijs::MAX_RANGE, help_heading = "Limits")]
    pub max_range: usize,
}

/// What goes beyond these is refused by name, and harms no other input.
#[derive(Debug, Clone, Args)]
pub struct LimitArgs {
    /// The largest document that is read, in MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().size >> 20, value_parser = mebibytes, help_heading = "Limits")]
    max_size: usize,
    /// How many layers of archives and compression are taken off
    #[arg(long, value_name = "N", default_value_t = Limits::default().layers, help_heading = "Limits")]
    max_layers: usize,
    /// How long finding the citations of one document may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds, help_heading = "Limits")]
    max_time: Duration,
}

impl LimitArgs {
    /// The limits.
    pub fn limits(&self) -> Limits {
        Limits::default().size(self.max_size << 20).layers(self.max_layers).time(self.max_time)
    }
}

fn mebibytes(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=4095).contains(n)).ok_or_else(|| "a whole number from 1 to 4095 is needed".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|s| *s > 0.0);
    seconds.and_then(|s| Duration::try_from_secs_f64(s).ok()).ok_or_else(|| "a number of seconds above 0 is needed".to_owned())
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Finds and resolves citations; one record a citation
    Extract(Extract),
    /// Resolves citations in words or identifiers: ids, links, and how to cite them
    Resolve(Resolve),
    /// Builds the reference graph over all inputs and writes it
    Graph(Graph),
    /// Answers questions about a corpus and its references
    Query {
        #[command(subcommand)]
        question: super::query::Question,
    },
    /// Keeps documents, citations and the graph in a database; run again, it reads what is new or changed
    Index(Index),
    /// Finds words in the full text of an index
    Search(Search),
    /// Says which document each input is: identifiers, title, date, and what it was read as
    Info(Info),
    /// Prints the text of the inputs, into which offsets point
    Text(Text),
    /// Compiles lists of real publication identifiers
    Register {
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// Shows and checks the rules
    Grammar {
        #[command(subcommand)]
        command: GrammarCommand,
    },
}

/// How inputs are read: the same for every command that reads paths.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// What the inputs are read as, where their content does not show it
    #[arg(long, value_name = "FORMAT", value_parser = InputFormat::NAMES.map(|(name, _)| name))]
    input: Option<String>,
    /// The field of JSON and JSONL that holds the text; a.b is the field b of the field a
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,
}

impl Reading {
    /// The format to read the inputs as.
    pub fn format(&self) -> InputFormat {
        self.input.as_deref().and_then(|name| name.parse().ok()).unwrap_or_default()
    }

    /// The field that holds the text.
    pub fn field(&self) -> Option<String> {
        self.field.clone()
    }

    /// Whether nothing is said of it.
    pub const fn is_usual(&self) -> bool {
        self.input.is_none() && self.field.is_none()
    }

    /// A reader of these paths.
    pub fn reader(&self, paths: Vec<PathBuf>) -> Reader {
        Reader::new(paths).format(self.format()).field(self.field())
    }
}

#[derive(Debug, Clone, Args)]
pub struct Inputs {
    /// Files, folders (walked recursively), archives, or - for standard input, which is also read where none is named
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
    /// Takes the documents and citations of an index (see verwijs index) in place of paths
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "input", "field"])]
    pub db: Option<PathBuf>,
    /// From where citations are taken: the words, the links that the publisher put in, or both
    #[arg(long, value_enum, default_value = "text", conflicts_with = "db")]
    source: SourceName,
    #[command(flatten)]
    limits: LimitArgs,
    /// The file that results go to, which a folder may hold.
    #[arg(skip)]
    pub output: Option<PathBuf>,
}

/// The file that stdout is, where it is one and the system tells.
fn stdout_file() -> Option<PathBuf> {
    std::fs::read_link("/proc/self/fd/1").ok().filter(|path| path.is_file())
}

impl Inputs {
    /// The same, for results that go to this file or to stdout: it is no input, though a folder hold it.
    pub fn sparing(&self, output: Option<&Path>) -> Result<Self, Stop> {
        let output = match output {
            Some(path) if path != Path::new("-") => path.canonicalize().ok().filter(|p| p.is_file()),
            _ => stdout_file(),
        };
        let input = output.as_ref().and_then(|output| self.paths.iter().find(|p| p.canonicalize().is_ok_and(|p| p == *output)));
        if let Some(input) = input {
            return Err(Stop::usage(format!("{}: it is an input and the output too, and would be lost; write to another file", input.display())));
        }
        Ok(Self { output, ..self.clone() })
    }

    /// How much one input, and one document, may take.
    pub fn limits(&self) -> Limits {
        self.limits.limits()
    }

    /// From where citations are taken.
    pub fn source(&self) -> CitationSource {
        match self.source {
            SourceName::Text => CitationSource::Text,
            SourceName::Markup => CitationSource::Markup,
            SourceName::Both => CitationSource::Both,
        }
    }

    /// The same with another path, which may be an index.
    pub fn with(&self, path: &Path) -> Self {
        const SQLITE: &[u8] = b"SQLite format 3\0";
        let mut head = Vec::new();
        // What cannot be opened is named when it is read.
        let read = std::fs::File::open(path).and_then(|file| file.take(SQLITE.len() as u64).read_to_end(&mut head));
        let index = read.is_ok() && head == SQLITE;
        Self { paths: if index { Vec::new() } else { vec![path.to_owned()] }, db: index.then(|| path.to_owned()), ..self.clone() }
    }

    /// The inputs in a few words, for the head of a page.
    pub fn title(&self) -> String {
        let name = |path: &PathBuf| path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |n| n.to_string_lossy().into_owned());
        if let Some(db) = &self.db {
            return db.file_stem().map_or_else(|| name(db), |stem| stem.to_string_lossy().into_owned());
        }
        match &self.paths[..] {
            [] => "standard input".to_owned(),
            [one] if one.as_os_str() == "-" => "standard input".to_owned(),
            [one] => name(one),
            [first, rest @ ..] => format!("{} and {} more", name(first), rest.len()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SourceName {
    Text,
    Markup,
    Both,
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How the records are written; a table on a terminal, JSONL otherwise
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Writes to a file, which appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Info {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How it is written; for people on a terminal, JSONL otherwise
    #[arg(long, value_enum)]
    pub format: Option<InfoFormat>,
}

#[derive(Debug, Args)]
pub struct Text {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How it is written; JSONL is a corpus with structure and links, which other commands read
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextFormat,
    /// Writes to a file, which appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Resolve {
    /// Citations or identifiers, one an argument; standard input, one a line, where none is named
    #[arg(value_name = "TEXT")]
    pub texts: Vec<String>,
    /// How the results are written; a table on a terminal, JSONL otherwise
    #[arg(long, value_enum)]
    pub format: Option<ResolveFormat>,
}

#[derive(Debug, Args)]
pub struct Graph {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How the graph is written
    #[arg(long, value_enum, default_value = "dot")]
    pub format: GraphFormat,
    #[command(flatten)]
    pub select: super::select::Select,
    /// What the colour of a node says (dot, gexf, html): its family, or the community that it is in. Where nothing is
    /// said the family; the page of a graph that is nearly all of one family begins with communities
    #[arg(long, value_name = "BY", value_parser = ["family", "community"])]
    color: Option<String>,
    /// How many sentences of each reference are kept at most (html: 3 where nothing is said; turtle, json-ld: none)
    #[arg(long, value_name = "N")]
    pub sentences: Option<usize>,
    /// Writes to a file, which appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Graph {
    /// What colours say, where that is said.
    pub fn coloring(&self) -> Option<Coloring> {
        self.color.as_deref().map(|by| if by == "community" { Coloring::Group } else { Coloring::Family })
    }
}

#[derive(Debug, Args)]
pub struct Index {
    /// Files and folders to keep; where none is named, those kept so far are looked at again
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The database
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
    /// Drops a file or folder from the database
    #[arg(long, value_name = "PATH")]
    pub forget: Vec<PathBuf>,
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Debug, Args)]
pub struct Search {
    /// Words that a document shall hold, all of them; "several words" in quotes stand together, a beginning* for all that begin so
    #[arg(value_name = "WORD", required = true)]
    pub words: Vec<String>,
    /// The database
    #[arg(long, value_name = "FILE")]
    pub db: PathBuf,
    /// How many documents are shown, the best first
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How the documents are written; for people on a terminal, JSONL otherwise
    #[arg(long, value_enum)]
    pub format: Option<ResolveFormat>,
}

#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// Compiles a list to a compact file for --register
    Build {
        /// Lists of identifiers, one a line, plain or compressed, or files that this command made
        #[arg(value_name = "IDS", required = true)]
        lists: Vec<PathBuf>,
        /// The file to write, which appears when it is complete
        #[arg(short, long, value_name = "FILE", required = true)]
        output: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum GrammarCommand {
    /// Lists the rules with their triggers, patterns and an example
    List,
    /// Runs the examples that stand beside the rules
    Check {
        /// A folder of rules; those that come with verwijs where none is named
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Says for a text which rule matched what, and why a near miss did not
    Explain {
        /// The text
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Table,
    /// One JSON object a line
    Jsonl,
    /// One JSON array
    Json,
    /// One row a target
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ResolveFormat {
    /// For people
    Table,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InfoFormat {
    /// For people
    Table,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// As it is
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// For Graphviz
    Dot,
    /// XML for networkx, igraph, yEd, Gephi
    Graphml,
    /// XML with colours and sizes for Gephi
    Gexf,
    /// Node-link JSON for networkx and D3
    Json,
    /// A line a node
    CsvNodes,
    /// A line an edge
    CsvEdges,
    /// A flowchart for Markdown
    Mermaid,
    /// Statements for Neo4j and Memgraph
    Cypher,
    /// A line a node, for neo4j-admin database import
    Neo4jNodes,
    /// A line an edge, for neo4j-admin database import
    Neo4jEdges,
    /// Linked data with ELI, Dublin Core and schema.org
    Turtle,
    /// The same as JSON-LD
    JsonLd,
    /// One page to look at, which opens in any browser without a network
    Html,
}
