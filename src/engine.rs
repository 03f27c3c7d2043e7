//! The engine: everything compiled once, shared between threads.

use crate::law::{self, Act, Lexicon};
use crate::register::{
    budgets::Budgets,
    laws::{Law, Laws},
    publications::Publications,
};
use crate::resolve::{
    self,
    context::{Context, Registers},
};
use crate::{
    articles::{self, Article},
    citation::Citation,
    date::Date,
    document::Document,
    family::Family,
    grammar::{Grammar, GrammarError},
    id::{self, Id},
    limits::{Deadline, Exceeded},
    metadata::Identity,
    period::Period,
    recognise,
    scan::Scanner,
    span::{self, Span},
    structure::CitationSource,
    view::View,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::{path::PathBuf, time::Duration};

/// What a document gave: its own identity and its citations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Extraction {
    /// The document's own canonical identifier: given, or read from its text or name.
    pub own: Option<Id>,
    /// Its other identifiers: a joint paper's under its other dossiers, its number of the Tweede Kamer.
    pub others: Vec<Id>,
    /// Its citations, by start.
    pub citations: Vec<Citation>,
    /// The articles of the law that the document is, by start; none where it is no law.
    pub articles: Vec<Article>,
    /// When it is from: of a law the day or year in which it was made, of others what head and identifier tell.
    pub date: Option<Period>,
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
    at: Option<Date>,
    registers: Registers,
    laws: Laws,
    lexicon: Lexicon,
    #[cfg(feature = "index")]
    given: Builder,
}

/// Gathers what an engine shall know.
#[derive(Debug, Default, Clone)]
pub struct Builder {
    pub(crate) grammar_dirs: Vec<PathBuf>,
    pub(crate) name_files: Vec<PathBuf>,
    pub(crate) register_files: Vec<PathBuf>,
    max_range: Option<usize>,
    at: Option<Date>,
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

    /// How many members a range may be counted out to; [`Verwijs::MAX_RANGE`] where it is not set.
    #[must_use]
    pub fn max_range(mut self, members: usize) -> Self {
        self.max_range = Some(members);
        self
    }

    /// The day whose law is meant where a text tells no other: names stand for the laws of that day, and links
    /// open their state of it.
    ///
    /// ```
    /// let verwijs = verwijs::Verwijs::builder().at("2018-11-13".parse().unwrap()).build().unwrap();
    /// let found = verwijs.extract("artikel 3 van de Vreemdelingenwet 2000");
    /// assert_eq!(found[0].at().unwrap().to_string(), "2018-11-13");
    /// ```
    #[must_use]
    pub fn at(mut self, day: Date) -> Self {
        self.at = Some(day);
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
            let list = Publications::read(file).map_err(|e| BuildError::Register { path: file.display().to_string(), message: e.to_string() })?;
            publications.add(list);
        }
        let registers = Registers { publications, budgets: Budgets::own() };
        let mut laws = Laws::own();
        for file in &self.name_files {
            laws.read(file).map_err(|e| BuildError::Register { path: file.display().to_string(), message: e.to_string() })?;
        }
        let lexicon = Lexicon::own();
        Ok(Verwijs {
            laws,
            lexicon,
            grammar,
            scanner,
            max_range: self.max_range.unwrap_or(Verwijs::MAX_RANGE),
            at: self.at,
            registers,
            #[cfg(feature = "index")]
            given: self,
        })
    }
}

impl Default for Verwijs {
    fn default() -> Self {
        Self::new()
    }
}

impl Verwijs {
    /// How many members a range is counted out to, where it is not said.
    pub const MAX_RANGE: usize = 200;

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

    /// What it was built from beyond what comes with the library.
    #[cfg(feature = "index")]
    pub(crate) fn given(&self) -> &Builder {
        &self.given
    }

    /// The day whose law is meant where a text tells no other.
    pub fn day(&self) -> Option<Date> {
        self.at
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
        self.found(document, Deadline::NEVER).unwrap_or_default()
    }

    /// What is found of a document before `deadline`; none where it names more than may be.
    fn found(&self, document: &Document<'_>, deadline: Deadline) -> Option<Extraction> {
        let view = View::new(&document.text, &self.grammar.broken_words);
        let hits = self.scanner.scan(view.text());
        let matches = recognise::recognise(view.text(), &hits, &self.grammar, self.max_range, deadline);
        if matches.len() > deadline.most {
            return None;
        }
        let mut context = Context::read(document, &view, &self.grammar, &matches);
        context.at = self.at;
        let mut watch = deadline.watch();
        let mut left = deadline.most;
        let mut citations: Vec<Citation> = Vec::new();
        let mut acts: Vec<Act> = Vec::new();
        let mut feet = FxHashSet::default();
        let mut beside: FxHashMap<Span, &str> = FxHashMap::default();
        for found in matches.iter().take_while(|_| !watch.passed()) {
            // "paragraaf 5.1.2a" is no ground of a law.
            let rule = &self.grammar.rules[found.rule];
            let before = || view.text()[..found.span.start].trim_end();
            if rule.option("beside").is_some() && rule.words("sections").iter().any(|section| before().ends_with(section.as_str())) {
                continue;
            }
            if let Some(citation) = resolve::citation(found, &self.grammar, &view, &context, &self.registers) {
                left = left.checked_sub(citation.targets.len().max(1))?;
                if rule.option("act").is_some()
                    && let Some(target) = citation.targets.first()
                {
                    acts.push(Act { span: view.to_view(citation.span), id: target.id.as_str().to_owned() });
                }
                if rule.option("foot").is_some() {
                    feet.insert(citation.span);
                }
                beside.extend(rule.option("beside").map(|id| (citation.span, id)));
                citations.push(citation);
            }
        }
        resolve::gazette::complete(&mut citations);
        let mentions = law::mentions(view.text(), &self.lexicon, &self.laws, &acts, self.max_range, deadline);
        left.checked_sub(mentions.iter().map(|mention| mention.items.len().max(1)).sum())?;
        let mut reader = resolve::law::Reader::new(&view, &self.laws, &self.lexicon, &context, resolve::latest_year(&citations));
        let laws = reader.citations(&mentions, deadline);
        citations = merge(citations, laws, &view);
        if !beside.is_empty() {
            without_what_stands_alone(&mut citations, &beside);
        }
        if let Some(own) = context.own.as_deref() {
            for citation in &mut citations {
                citation.own =
                    names_itself(citation, own, &context.others) || feet.contains(&citation.span) && resolve::identity::is_foot(citation, own, &document.text);
            }
        }
        let articles = context
            .own
            .as_deref()
            .map(|own| articles::of(document, own, &self.lexicon.phrases.behind_articles, || reader.headings(&mentions)))
            .unwrap_or_default();
        let others = context.others.iter().map(|id| Id::new(id)).collect();
        let own = context.own.as_deref().map(Id::new);
        let date = self.date(own.as_ref(), document);
        Some(Extraction { own, others, citations, articles, date })
    }

    /// When a document is from.
    fn date(&self, own: Option<&Id>, document: &Document<'_>) -> Option<Period> {
        let made = || {
            let law = own.filter(|own| id::is_law_number(own.as_str()))?;
            let title = document.text.lines().find(|line| !line.trim().is_empty())?;
            Some(Period::of_law(title, self.known(law).and_then(|law| law.from)).or_else(|| Period::told(document)))
        };
        made().unwrap_or_else(|| Period::of_document(own, document))
    }

    /// The citations of a document, from its words, from the publisher's links, or from both, by start.
    pub fn extract_from(&self, document: &Document<'_>, source: CitationSource) -> Extraction {
        self.found_from(document, source, Deadline::NEVER).unwrap_or_default()
    }

    /// The same, given up where it takes longer than `limit`: for a service, which waits for no document.
    ///
    /// ```
    /// use std::time::Duration;
    /// use verwijs::{CitationSource, Document, Limits, Verwijs};
    ///
    /// let (verwijs, document) = (Verwijs::new(), Document::from_text("zie Stb. 2018, 123"));
    /// let found = verwijs.extract_within(&document, CitationSource::Text, Limits::default().time)?;
    /// assert_eq!(found.citations.len(), 1);
    /// assert!(verwijs.extract_within(&document, CitationSource::Text, Duration::ZERO).is_err());
    /// # Ok::<(), verwijs::Exceeded>(())
    /// ```
    ///
    /// # Errors
    /// It took longer; the time is looked at between citations, so that it ends a moment after the limit. Or it names
    /// more than a million things.
    pub fn extract_within(&self, document: &Document<'_>, source: CitationSource, limit: Duration) -> Result<Extraction, Exceeded> {
        let deadline = Deadline::after(limit);
        let extraction = self.found_from(document, source, deadline);
        if deadline.passed() { Err(Exceeded::Time { limit }) } else { extraction.ok_or(Exceeded::Names { limit: deadline.most }) }
    }

    fn found_from(&self, document: &Document<'_>, source: CitationSource, deadline: Deadline) -> Option<Extraction> {
        let mut extraction = match source {
            CitationSource::Text => return self.found(document, deadline),
            CitationSource::Markup => {
                let identity = self.identify(document);
                let articles =
                    identity.id.as_deref().map(|own| articles::of(document, own, &self.lexicon.phrases.behind_articles, Vec::new)).unwrap_or_default();
                let others = identity.metadata.other_ids.iter().map(|id| Id::new(id)).collect();
                let own = identity.id.as_deref().map(Id::new);
                let date = self.date(own.as_ref(), document);
                Extraction { own, others, citations: Vec::new(), articles, date }
            }
            CitationSource::Both => self.found(document, deadline)?,
        };
        extraction.citations.extend(resolve::markup::citations(document));
        extraction.citations.sort_by_key(|c| c.span.start);
        Some(extraction)
    }

    /// Which document a text is: by what the input tells, by its heading, by its file's name.
    ///
    /// ```
    /// use verwijs::{Document, Evidence, Verwijs};
    /// let paper = Document::from_text("Vergaderjaar 2018-2019\n32 175 Huwelijksmigratie\nNr. 64 BRIEF VAN DE MINISTER\nDen Haag, 13 november 2018");
    /// let identity = Verwijs::new().identify(&paper);
    /// assert_eq!((identity.id.as_deref(), identity.from), (Some("kst-32175-64"), Some(Evidence::Heading)));
    /// assert_eq!(identity.metadata.date.as_deref(), Some("2018-11-13"));
    /// ```
    pub fn identify(&self, document: &Document<'_>) -> Identity {
        const HEAD: usize = 1 << 14;
        const FOOT: usize = 1 << 10;
        let text = &*document.text;
        let head = View::new(&text[..span::floor(text, HEAD)], &self.grammar.broken_words);
        resolve::identity::identify(document, &head, || {
            let start = span::floor(text, text.len().saturating_sub(FOOT));
            let foot = View::new(&text[start..], &self.grammar.broken_words);
            let matches = recognise::recognise(foot.text(), &self.scanner.scan(foot.text()), &self.grammar, self.max_range, Deadline::NEVER);
            resolve::identity::from_foot(&foot, &self.grammar, &matches)
        })
    }

    /// A name that a person would know the thing by, where a register has one: "Algemene wet bestuursrecht".
    pub fn label(&self, id: &Id) -> Option<&str> {
        self.known(id).map(|law| law.label.as_str())
    }

    /// What the register has of the law, treaty or EU act that an identifier names a part of, or the whole.
    pub(crate) fn known(&self, id: &Id) -> Option<&Law> {
        let bare = id.as_str().strip_prefix("jci1.3:c:").unwrap_or(id.as_str()).split('&').next()?;
        self.laws.by_id(bare).map(|law| self.laws.get(law))
    }

    /// The families that citations may be of, sorted by their names.
    pub fn families(&self) -> Vec<Family> {
        let ours = Family::ALL.into_iter().map(Family::new);
        let mut all: Vec<Family> = self.grammar.families().chain(ours).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The names that laws, treaties and EU acts go by, each with its identifier, ("Awb", "BWBR0005537"), in no order.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.laws.all_names().map(|(name, law)| (name, self.laws.get(law).id.as_str()))
    }
}

/// Leaves out the citations at `beside` whose law, given with each, no other citation names: "5.1.2e" is a ground of the Woo
/// where the text speaks of the Woo.
fn without_what_stands_alone(citations: &mut Vec<Citation>, beside: &FxHashMap<Span, &str>) {
    let mut unnamed: FxHashSet<&str> = beside.values().copied().collect();
    for citation in citations.iter().filter(|c| !beside.contains_key(&c.span)) {
        unnamed.retain(|law| !citation.targets.iter().any(|t| t.id.as_str().contains(law)));
    }
    citations.retain(|citation| beside.get(&citation.span).is_none_or(|law| !unnamed.contains(law)));
}

/// The citations of the rules and those of laws together: of overlapping ones the longer stays, as the view has it, whose lines
/// end alike on all systems.
fn merge(rules: Vec<Citation>, laws: Vec<Citation>, view: &View<'_>) -> Vec<Citation> {
    let length = |citation: &Citation| view.to_view(citation.span).len();
    let mut all: Vec<Citation> = rules.into_iter().chain(laws).collect();
    all.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    let mut kept: Vec<Citation> = Vec::with_capacity(all.len());
    for citation in all {
        match kept.last_mut() {
            Some(last) if citation.span.start < last.span.end => {
                if length(&citation) > length(last) {
                    *last = citation;
                }
            }
            _ => kept.push(citation),
        }
    }
    kept
}

/// Whether the words are the document's own name: its identifier, number or heading, not one of its articles.
fn names_itself(citation: &Citation, own: &str, others: &[String]) -> bool {
    let of_law = citation.rule.starts_with("law/");
    !of_law && !citation.targets.is_empty() && citation.targets.iter().all(|t| t.id.as_str() == own || others.iter().any(|other| t.id.as_str() == other))
}
