//! The citation grammar: rules as data, loaded and checked.
//!
//! Rule files are TOML; `docs/grammar.md` describes them. The files under `grammar/` are part of the
//! library; [`Grammar::add_dir`] adds others to them, or replaces rules of the same family and name.

mod ascii;
mod captures;
mod check;
mod compiled;
mod compose;
mod error;
mod explain;
mod field;
mod law_examples;
mod machine;
mod pattern;
mod raw;
mod states;
mod template;

pub use check::{Failure, Report};
pub use error::GrammarError;
pub use explain::{Explanation, NearMiss};
pub(crate) use field::Field;
pub(crate) use pattern::{LazyRegex, Pattern};
pub(crate) use template::Template;

use crate::{
    family::Family,
    span::{Locator, Span},
    view::BrokenWords,
};
use compose::{Fragments, LIST, RANGE};
use error::Source;
use field::FieldKind;
use raw::{RawField, RawFile, RawRule};
use std::{cell::RefCell, collections::BTreeMap, path::Path, sync::Arc};

/// Our own rule files: name and text.
const OWN_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/grammar_files.rs"));
const SHARED_FILE: &str = "fragments.toml";
/// The words of the article parser; its own schema.
const LEXICON_FILE: &str = "law.toml";
/// The examples of the article parser, which has words in place of rules.
const LAW_EXAMPLES_FILE: &str = "law_examples.toml";

/// What begins a trigger that is the shape of a number.
const SHAPE: char = '#';
/// The trigger that stands for a number of five digits, "34550", "34 550" or "34.550".
pub(crate) const DOSSIER_SHAPE: &str = "#dossier";
/// The trigger that stands for a number of four digits right behind a bracket, "(4861".
pub(crate) const BRACKETED_SHAPE: &str = "#bracketed";
const SHAPES: [&str; 2] = [DOSSIER_SHAPE, BRACKETED_SHAPE];
/// What a trigger ends in behind which no word may go on, as in an expression: `vo\b`.
pub(crate) const WORD_END: &str = r"\b";
/// The resolvers that a family may name.
const RESOLVERS: [&str; 5] = ["kamerstuk", "handelingen", "gazette", "rechtspraak", "eu"];
/// What a rule may tell its resolver.
const OPTIONS: [&str; 11] = ["act", "bare", "below_2000", "beside", "elided", "foot", "funds", "heading", "series", "type_from", "weak"];
/// What an example may expect.
const STATUSES: [&str; 4] = ["resolved", "ambiguous", "incomplete", "unknown"];
/// How far before its trigger a pattern may begin, in bytes.
const LONGEST_BACK: usize = 200;

/// All rules, with what they share.
#[derive(Debug, Clone)]
pub struct Grammar {
    pub(crate) rules: Vec<Rule>,
    pub(crate) families: BTreeMap<String, FamilyInfo>,
    pub(crate) broken_words: BrokenWords,
    /// Words that only the spelling before 1947 has.
    pub(crate) old_spelling: Vec<String>,
    pub(crate) list: LazyRegex,
    pub(crate) range: LazyRegex,
    shared: Shared,
}

/// What every file may use.
#[derive(Debug, Clone, Default)]
struct Shared {
    fragments: Fragments,
    fields: BTreeMap<String, Field>,
    broken: Vec<String>,
    /// Groups of words that the families share.
    words: Words,
}

/// What a rule file says of its family.
#[derive(Debug, Clone, Default)]
pub(crate) struct FamilyInfo {
    pub title: String,
    pub url: Option<String>,
    pub color: Option<String>,
    /// Groups of words that the resolver looks for around a citation.
    words: Arc<Words>,
}

type Words = BTreeMap<String, Vec<String>>;

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name, unique within its file's family.
    pub name: String,
    /// The family of what it finds.
    pub family: Family,
    /// The file it stands in.
    pub file: String,
    /// The line it begins on.
    pub line: usize,
    pub(crate) triggers: Vec<String>,
    pub(crate) back: usize,
    pub(crate) pattern: Pattern,
    pub(crate) more: Vec<Pattern>,
    pub(crate) set: BTreeMap<String, String>,
    pub(crate) options: BTreeMap<String, String>,
    pub(crate) template: Option<Template>,
    pub(crate) resolver: Option<String>,
    pub(crate) fields: Arc<BTreeMap<String, Field>>,
    words: Arc<Words>,
    examples: Vec<Example>,
    counter_examples: Vec<(String, usize)>,
}

/// A text that a rule must find something in.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The identifiers expected, in order; `None`: not compared.
    pub targets: Option<Vec<String>>,
    /// The status expected.
    pub status: Option<String>,
    /// The words expected; `None`: the whole text.
    pub span: Option<String>,
    /// The document that the text stands in.
    pub own: Option<String>,
    line: usize,
}

impl Rule {
    /// What the scanner looks for.
    pub fn triggers(&self) -> &[String] {
        &self.triggers
    }

    /// The pattern as it was written.
    pub fn pattern(&self) -> &str {
        &self.pattern.written
    }

    /// What the rule tells the resolver of its family; nothing of it is in records.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    /// Whether `text` holds a word of the family's group `name`.
    pub(crate) fn has_word(&self, name: &str, text: &str) -> bool {
        self.words(name).iter().any(|word| text.contains(word.as_str()))
    }

    /// The words of the family's group `name`; none where no file has it.
    pub(crate) fn words(&self, name: &str) -> &[String] {
        self.words.get(name).map_or(&[], Vec::as_slice)
    }

    /// Texts that it must find.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// Texts in which it must find nothing.
    pub fn counter_examples(&self) -> impl Iterator<Item = &str> {
        self.counter_examples.iter().map(|(text, _)| text.as_str())
    }
}

impl Grammar {
    /// The grammar that comes with the library.
    ///
    /// # Panics
    /// Never: the files are part of the library and a test loads them.
    pub fn own() -> Self {
        Self::read_own(Checked::Later).expect("our own rule files are checked by a test")
    }

    fn read_own(checked: Checked) -> Result<Self, GrammarError> {
        let mut grammar = Self::empty();
        let shared = OWN_FILES.iter().filter(|(name, _)| *name == SHARED_FILE);
        let others = OWN_FILES.iter().filter(|(name, _)| ![SHARED_FILE, LEXICON_FILE, LAW_EXAMPLES_FILE].contains(name));
        for (name, text) in shared.chain(others) {
            grammar.add_file(name, text, checked)?;
        }
        Ok(grammar)
    }

    /// The text of the article parser's word list.
    pub(crate) fn own_lexicon() -> &'static str {
        OWN_FILES.iter().find(|(name, _)| *name == LEXICON_FILE).map_or("", |(_, text)| text)
    }

    /// The file of the article parser's examples, and its text.
    pub(crate) fn own_law_examples() -> (&'static str, &'static str) {
        OWN_FILES.iter().find(|(name, _)| *name == LAW_EXAMPLES_FILE).map_or((LAW_EXAMPLES_FILE, ""), |(name, text)| (name, text))
    }

    /// A grammar without a rule.
    pub fn empty() -> Self {
        let nothing = || LazyRegex::new(String::from("[^\\s\\S]"));
        Self {
            rules: Vec::new(),
            families: BTreeMap::new(),
            broken_words: BrokenWords::default(),
            old_spelling: Vec::new(),
            list: nothing(),
            range: nothing(),
            shared: Shared::default(),
        }
    }

    /// The families of all rules and rule files.
    pub fn families(&self) -> impl Iterator<Item = Family> {
        self.families.keys().map(|name| Family::new(name)).chain(self.rules.iter().map(|rule| rule.family.clone()))
    }

    /// What a family is, in words, as its rule file has it.
    pub fn title(&self, family: &Family) -> Option<&str> {
        self.families.get(family.as_str()).map(|info| info.title.as_str())
    }

    /// All rules, in the order in which they are tried.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Adds the rule files (`*.toml`) of a folder, `fragments.toml` first, the others by name.
    ///
    /// # Errors
    /// The first fault found, with file, line and column; a folder or file that cannot be read is one too.
    pub fn add_dir(&mut self, dir: &Path) -> Result<usize, GrammarError> {
        let fault =
            |path: &Path, e: std::io::Error| GrammarError { file: path.display().to_string(), line: 0, column: 0, message: format!("cannot be read: {e}") };
        let entries = std::fs::read_dir(dir).map_err(|e| fault(dir, e))?;
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
        paths.sort_by_key(|p| (p.file_name().is_none_or(|n| n != SHARED_FILE), p.clone()));
        if paths.is_empty() {
            return Err(GrammarError { file: dir.display().to_string(), line: 0, column: 0, message: "this folder holds no rule file (*.toml)".to_owned() });
        }
        let before = self.rules.len();
        for path in paths.iter().filter(|p| p.file_name().is_none_or(|n| n != LEXICON_FILE && n != LAW_EXAMPLES_FILE)) {
            let bytes = std::fs::read(path).map_err(|e| fault(path, e))?;
            let name = path.display().to_string();
            let text = String::from_utf8(bytes).map_err(|e| {
                let valid = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]).into_owned();
                Source { file: &name, text: &valid }.error(valid.len(), "this is not UTF-8; save the file as UTF-8")
            })?;
            self.add_file(&name, &text, Checked::Now)?;
        }
        Ok(self.rules.len().saturating_sub(before))
    }

    /// Adds one rule file from its text; `name` stands in messages.
    ///
    /// # Errors
    /// The first fault found, with line and column.
    pub fn add_text(&mut self, name: &str, text: &str) -> Result<(), GrammarError> {
        self.add_file(name, text, Checked::Now)
    }

    fn add_file(&mut self, name: &str, text: &str, checked: Checked) -> Result<(), GrammarError> {
        let source = Source { file: name, text };
        let raw: RawFile = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let hint = if e.message().starts_with("missing field") { "; a rule has at least a name, trigger and pattern, an example a text" } else { "" };
            source.error(at, format!("{}{hint}", e.message()))
        })?;
        let Some(family) = raw.family else { return self.add_shared(raw, &source, checked) };
        let mut fragments = self.shared.fragments.clone();
        for (key, value) in &raw.fragment {
            fragments.insert(key, value.get_ref());
        }
        let mut fields = self.shared.fields.clone();
        for (key, field) in &raw.field {
            fields.insert(key.clone(), read_field(field, &source, &fragments, checked)?);
        }
        let fields = Arc::new(fields);
        if let Some(unknown) = raw.resolver.as_ref().filter(|r| !RESOLVERS.contains(&r.get_ref().as_str())) {
            let message = format!("{:?} is no resolver; there are {}; without one, each rule has an id", unknown.get_ref(), RESOLVERS.join(", "));
            return Err(source.error(unknown.span().start, message));
        }
        let resolver = raw.resolver.map(toml::Spanned::into_inner);
        let info = self.families.entry(family.clone()).or_default();
        // What a file leaves out is as the file before it has it.
        let mut words = Arc::unwrap_or_clone(std::mem::take(&mut info.words));
        words.extend(raw.words);
        for (name, group) in &self.shared.words {
            words.entry(name.clone()).or_insert_with(|| group.clone());
        }
        let words = Arc::new(words);
        *info = FamilyInfo {
            title: raw.title.unwrap_or_else(|| family.clone()),
            url: raw.url.or(info.url.take()),
            color: raw.color.or(info.color.take()),
            words: Arc::clone(&words),
        };
        let lines = RefCell::new(Locator::new(text));
        let context = FileContext {
            family: &family,
            source: &source,
            fragments: &fragments,
            fields: &fields,
            words: &words,
            resolver: resolver.as_deref(),
            checked,
            lines,
        };
        for rule in raw.rule {
            let at = rule.span().start;
            if self.rules.len() == MOST_RULES {
                return Err(source.error(at, format!("a grammar has at most {MOST_RULES} rules")));
            }
            let rule = context.rule(rule.into_inner(), at)?;
            if let Some(twin) = self.rules.iter().find(|r| r.file == rule.file && r.family == rule.family && r.name == rule.name) {
                return Err(source.error(at, format!("there is a rule {} on line {} already; give this one another name", rule.name, twin.line)));
            }
            match self.rules.iter_mut().find(|r| r.family == rule.family && r.name == rule.name) {
                Some(old) => *old = rule,
                None => self.rules.push(rule),
            }
        }
        Ok(())
    }

    fn add_shared(&mut self, raw: RawFile, source: &Source<'_>, checked: Checked) -> Result<(), GrammarError> {
        if let Some(rule) = raw.rule.first() {
            return Err(source.error(rule.span().start, "a file with rules names its family: add family = \"…\" at the top"));
        }
        for (key, value) in &raw.fragment {
            self.shared.fragments.insert(key, value.get_ref());
        }
        for (key, field) in &raw.field {
            let field = read_field(field, source, &self.shared.fragments, checked)?;
            self.shared.fields.insert(key.clone(), field);
        }
        self.shared.words.extend(raw.words);
        self.shared.broken.extend(raw.broken_words);
        self.old_spelling.extend(raw.old_spelling);
        self.broken_words = BrokenWords::new(self.shared.broken.iter().cloned());
        for (name, slot) in [(LIST, &mut self.list), (RANGE, &mut self.range)] {
            if let Ok(expression) = self.shared.fragments.plain(name) {
                *slot = LazyRegex::new(expression);
                if checked == Checked::Now {
                    slot.check().map_err(|(_, m)| source.error(raw.fragment.get(name).map_or(0, |f| f.span().start), m))?;
                }
            }
        }
        Ok(())
    }
}

/// More rules than anyone writes.
const MOST_RULES: usize = 10_000;

/// When a pattern is compiled: our own when it is first used, others when they are loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Checked {
    Now,
    Later,
}

struct FileContext<'a> {
    family: &'a str,
    source: &'a Source<'a>,
    fragments: &'a Fragments,
    fields: &'a Arc<BTreeMap<String, Field>>,
    words: &'a Arc<Words>,
    resolver: Option<&'a str>,
    checked: Checked,
    lines: RefCell<Locator<'a>>,
}

impl FileContext<'_> {
    fn rule(&self, raw: RawRule, at: usize) -> Result<Rule, GrammarError> {
        let source = self.source;
        if raw.trigger.is_empty() {
            return Err(source.error(at, format!("rule {} has no trigger: name the letters that its text must hold", raw.name)));
        }
        let mut triggers = Vec::new();
        for trigger in raw.trigger {
            let text = trigger.get_ref();
            if text.trim_end_matches(WORD_END).is_empty() || !text.is_ascii() {
                return Err(source.error(trigger.span().start, "a trigger is one or more ASCII characters"));
            }
            if text.starts_with(SHAPE) && !SHAPES.contains(&text.as_str()) {
                return Err(source.error(trigger.span().start, format!("{text:?} is no shape; there are {}", SHAPES.join(", "))));
            }
            triggers.push(trigger.into_inner());
        }
        let is_field = |name: &str| self.fields.contains_key(name);
        let compile = |text: &toml::Spanned<String>| -> Result<Pattern, GrammarError> {
            // Past the quotes of a '''literal string'''.
            let written = &source.text[text.span()];
            let quotes = written.len() - written.trim_start_matches(['\'', '"']).len();
            let offset = text.span().start + if quotes == 2 { 1 } else { quotes };
            let pattern = Pattern::compose(self.fragments, text.get_ref(), offset, source, &is_field)?;
            if self.checked == Checked::Now {
                pattern.check().map_err(|(at, m)| source.error(offset + at, m))?;
                if pattern.regex.get().end("", Span::new(0, 0)).is_some() {
                    return Err(source.error(offset, "this pattern is content with no text at all; let it hold something that must stand there"));
                }
            }
            Ok(pattern)
        };
        if raw.back.get_ref() > &LONGEST_BACK {
            return Err(source.error(raw.back.span().start, format!("a pattern may begin at most {LONGEST_BACK} bytes before its trigger")));
        }
        for example in &raw.example {
            if let Some(status) = example.status.as_ref().filter(|s| !STATUSES.contains(&s.get_ref().as_str())) {
                return Err(source.error(status.span().start, format!("{:?} is no status; there are {}", status.get_ref(), STATUSES.join(", "))));
            }
        }
        let pattern = compile(&raw.pattern)?;
        let more = raw.more.iter().map(&compile).collect::<Result<Vec<_>, _>>()?;
        let template =
            raw.id.as_ref().map(|id| Template::parse(id.get_ref()).map_err(|(offset, m)| source.error(id.span().start + 1 + offset, m))).transpose()?;
        if template.is_none() && self.resolver.is_none() {
            return Err(source.error(at, format!("rule {} has no id: add id = \"…\" with fields in braces", raw.name)));
        }
        if let (Some(template), Some(id)) = (&template, &raw.id) {
            let filled = |name: &str| raw.set.contains_key(name) || std::iter::once(&pattern).chain(&more).any(|p| p.groups.iter().any(|g| g.field == name));
            if let Some(missing) = template.fields().into_iter().find(|f| self.resolver.is_none() && !filled(f)) {
                return Err(source.error(id.span().start, format!("the id names {{{missing}}}, which no pattern of rule {} reads", raw.name)));
            }
        }
        if let Some(option) = raw.options.keys().find(|option| !OPTIONS.contains(&option.get_ref().as_str())) {
            return Err(source.error(option.span().start, format!("{:?} is no option; there are {}", option.get_ref(), OPTIONS.join(", "))));
        }
        let line_of = |at: usize| self.lines.borrow_mut().locate(at).line;
        Ok(Rule {
            name: raw.name,
            family: Family::new(raw.family.as_deref().unwrap_or(self.family)),
            file: source.file.to_owned(),
            line: line_of(at),
            triggers,
            back: *raw.back.get_ref(),
            pattern,
            more,
            set: raw.set,
            options: raw.options.into_iter().map(|(name, told)| (name.into_inner(), told)).collect(),
            template,
            resolver: self.resolver.map(str::to_owned),
            fields: Arc::clone(self.fields),
            words: Arc::clone(self.words),
            examples: raw
                .example
                .into_iter()
                .map(|e| Example {
                    line: line_of(e.text.span().start),
                    text: e.text.into_inner(),
                    targets: e.targets,
                    status: e.status.map(toml::Spanned::into_inner),
                    span: e.span,
                    own: e.own,
                })
                .collect(),
            counter_examples: raw.not.into_iter().map(|n| (line_of(n.text.span().start), n.text.into_inner())).map(|(l, t)| (t, l)).collect(),
        })
    }
}

fn read_field(raw: &RawField, source: &Source<'_>, fragments: &Fragments, checked: Checked) -> Result<Field, GrammarError> {
    let kind = match &raw.kind {
        None => FieldKind::Text,
        Some(kind) => FieldKind::from_name(kind.get_ref())
            .ok_or_else(|| source.error(kind.span().start, format!("{:?} is no kind of field; there are {}", kind.get_ref(), FieldKind::NAMES)))?,
    };
    let guard = |text: &Option<toml::Spanned<String>>| -> Result<Option<LazyRegex>, GrammarError> {
        let Some(text) = text else { return Ok(None) };
        let pattern = Pattern::compose(fragments, text.get_ref(), text.span().start, source, &|_| false)?;
        if checked == Checked::Now {
            pattern.check().map_err(|(_, m)| source.error(text.span().start, m))?;
        }
        Ok(Some(pattern.regex))
    };
    let (not_before, not_at) = (guard(&raw.not_before)?, guard(&raw.not_at)?);
    Ok(Field { kind, map: raw.map.clone(), not_before, not_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is compiled when it is first used is compiled here.
    #[test]
    fn every_expression_of_ours_is_valid() {
        let grammar = Grammar::read_own(Checked::Now).unwrap();
        assert!(!grammar.rules().is_empty());
    }
}
