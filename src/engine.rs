//! The engine: everything compiled once, shared between threads.

use crate::register::{budgets::Budgets, publications::Publications};
use crate::resolve::{self, context::{Context, Registers}};
use crate::{
    citation::Citation,
    document::Document,
    grammar::{Grammar, GrammarError},
    id::Id,
    recognise,
    scan::Scanner,
    view::View,
};
use std::path::PathBuf;

/// What a document gave: its own identity and its citations.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Extraction {
    /// The document's own canonical identifier: given, or read from its text or name.
    pub own: Option<Id>,
    /// Its citations, by start.
    pub citations: Vec<Citation>,
}

/// Why an engine could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A rule file is broken.
    #[error(transparent)]
    Grammar(#[from] GrammarError),
    /// A register file cannot be read.
    #[error("{path}: {message}")]
    Register {
        /// The file.
        path: String,
        /// What is wrong.
        message: String,
    },
}

/// Finds and resolves citations. Build once, share between threads.
///
/// ```
/// let verwijs = verwijs::Verwijs::new();
/// let found = verwijs.extract("zie Kamerstuk 34 550 V, nr. 52");
/// assert_eq!(found[0].targets[0].id.as_str(), "kst-34550-V-52");
/// ```
#[derive(Debug)]
pub struct Verwijs {
    grammar: Grammar,
    scanner: Scanner,
    max_range: usize,
    registers: Registers,
}

/// Gathers what an engine shall know.
#[derive(Debug, Default)]
pub struct Builder {
    grammar_dirs: Vec<PathBuf>,
    name_files: Vec<PathBuf>,
    register_files: Vec<PathBuf>,
    max_range: Option<usize>,
}

impl Builder {
    /// Adds the rules of a folder; rules of the same family and name are replaced.
    #[must_use]
    pub fn grammar_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.grammar_dirs.push(dir.into());
        self
    }

    /// Adds names of laws: lines of a name, a tab and an identifier.
    #[must_use]
    pub fn names(mut self, file: impl Into<PathBuf>) -> Self {
        self.name_files.push(file.into());
        self
    }

    /// Adds a list of real publication identifiers, one a line, plain or compressed.
    #[must_use]
    pub fn register(mut self, file: impl Into<PathBuf>) -> Self {
        self.register_files.push(file.into());
        self
    }

    /// How many members a range may be counted out to; 200 where it is not set.
    #[must_use]
    pub fn max_range(mut self, members: usize) -> Self {
        self.max_range = Some(members);
        self
    }

    /// Builds the engine.
    ///
    /// # Errors
    /// A broken rule, with file, line and column, or a file that cannot be read.
    pub fn build(self) -> Result<Verwijs, BuildError> {
        let mut grammar = Grammar::own();
        for dir in &self.grammar_dirs {
            grammar.add_dir(dir)?;
        }
        let scanner = Scanner::new(&grammar);
        let mut publications = Publications::default();
        for file in &self.register_files {
            publications = Publications::read(file).map_err(|e| BuildError::Register { path: file.display().to_string(), message: e.to_string() })?;
        }
        let registers = Registers { publications, budgets: Budgets::own() };
        Ok(Verwijs { grammar, scanner, max_range: self.max_range.unwrap_or(200), registers })
    }
}

impl Default for Verwijs {
    fn default() -> Self {
        Self::new()
    }
}

impl Verwijs {
    /// An engine with the grammar and the registers that come with the library.
    ///
    /// # Panics
    /// Never: what comes with the library is tested.
    pub fn new() -> Self {
        Self::builder().build().expect("our own grammar is tested")
    }

    /// Gathers what an engine shall know beyond that.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The grammar.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    pub(crate) fn scanner(&self) -> &Scanner {
        &self.scanner
    }

    pub(crate) fn max_range(&self) -> usize {
        self.max_range
    }

    /// The citations of a text.
    pub fn extract(&self, text: &str) -> Vec<Citation> {
        self.extract_document(&Document::from_text(text)).citations
    }

    /// The citations of a document, with what its identity and its own words tell of them.
    pub fn extract_document(&self, document: &Document<'_>) -> Extraction {
        let view = View::new(&document.text, &self.grammar.broken_words);
        let hits = self.scanner.scan(view.text());
        let matches = recognise::recognise(view.text(), &hits, &self.grammar, self.max_range);
        let context = Context { own: document.own.clone(), ..Context::default() };
        let citations = matches.iter().filter_map(|m| resolve::citation(m, &self.grammar, &view, &context, &self.registers)).collect();
        Extraction { own: document.own.as_deref().map(Id::new), citations }
    }

    /// A name that a person would know the thing by, where a register has one: "Algemene wet bestuursrecht".
    pub fn label(&self, id: &Id) -> Option<&str> {
        let _ = id;
        None
    }
}
