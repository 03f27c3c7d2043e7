//! What the command line may say.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use verwijs::{InputFormat, Level, Source};

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

#[derive(Debug, Args)]
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
    /// How many threads work; all cores where it is not said. The output is the same
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Finds and resolves citations; one record a citation
    Extract(Extract),
    /// Resolves citations in words or identifiers: ids, links, and how to cite them
    Resolve(Resolve),
    /// Builds the reference graph over all inputs and writes it
    Graph(Graph),
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

#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders (walked recursively), archives, or - for standard input, which is also read where none is named
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the inputs are read as, where their content does not show it
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = InputFormat::NAMES.map(|(name, _)| name))]
    input: String,
    /// The field of JSON and JSONL that holds the text; a.b is the field b of the field a
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
}

impl Inputs {
    /// The format to read the inputs as.
    pub fn format(&self) -> InputFormat {
        self.input.parse().unwrap_or_default()
    }
}

#[derive(Debug, Args)]
pub struct From {
    /// From where citations are taken: the words, the links that the publisher put in, or both
    #[arg(long, value_enum, default_value = "text")]
    source: SourceName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SourceName {
    Text,
    Markup,
    Both,
}

impl From {
    /// From where citations are taken.
    pub fn source(&self) -> Source {
        match self.source {
            SourceName::Text => Source::Text,
            SourceName::Markup => Source::Markup,
            SourceName::Both => Source::Both,
        }
    }
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub from: From,
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
    #[command(flatten)]
    pub from: From,
    /// How the graph is written
    #[arg(long, value_enum, default_value = "dot")]
    pub format: GraphFormat,
    /// How finely nodes are told apart
    #[arg(long, value_name = "LEVEL", default_value = "document", value_parser = ["document", "dossier", "regulation", "article"])]
    level: String,
    /// Writes to a file, which appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl Graph {
    /// How finely nodes are told apart.
    pub fn level(&self) -> Level {
        self.level.parse().unwrap_or_default()
    }
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
}
