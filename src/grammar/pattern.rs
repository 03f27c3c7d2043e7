//! Patterns: regular expressions with named pieces, compiled when they are first used.

use super::{GrammarError, compose::Fragments, error::Source, machine::Machine};
use std::sync::{Arc, OnceLock};

/// An expression that is compiled when it is first used: a run needs few of the many.
#[derive(Debug, Clone)]
pub(crate) struct LazyRegex {
    source: String,
    machine: OnceLock<Arc<Machine>>,
}

impl LazyRegex {
    pub fn new(source: String) -> Self {
        Self { source, machine: OnceLock::new() }
    }

    /// The expression's text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The compiled expression.
    ///
    /// # Panics
    /// If it is none. Rule files from outside go through [`LazyRegex::check`] when they are loaded, and
    /// a test compiles each of our own.
    pub fn get(&self) -> &Machine {
        self.machine.get_or_init(|| Arc::new(Machine::new(&self.source).expect("checked when it was loaded")))
    }

    /// Compiles it now; the error says where in its source what is wrong.
    pub fn check(&self) -> Result<(), (usize, String)> {
        let machine = Machine::compile(&self.source).map_err(|message| fault(&self.source, &message))?;
        let _ = self.machine.set(Arc::new(machine));
        Ok(())
    }
}

/// A composed pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub regex: LazyRegex,
    /// For each capture group, from 1: the field it fills.
    pub groups: Vec<GroupField>,
    /// The pattern as its author wrote it.
    pub written: String,
    /// Which offsets of the composed expression stand for which of the written one.
    places: Vec<(usize, usize)>,
}

/// What a capture group fills.
#[derive(Debug, Clone)]
pub(crate) struct GroupField {
    pub field: String,
    /// For a list: its member.
    pub member: Option<LazyRegex>,
}

impl Pattern {
    /// Composes `text`, which stands at `offset` of `source`.
    pub(super) fn compose(
        fragments: &Fragments,
        text: &str,
        offset: usize,
        source: &Source<'_>,
        is_field: &dyn Fn(&str) -> bool,
    ) -> Result<Self, GrammarError> {
        let composed = fragments.compose(text, is_field).map_err(|(at, message)| source.error(offset + at, message))?;
        let groups = composed.groups.into_iter().map(|g| GroupField { field: g.field, member: g.member.map(LazyRegex::new) }).collect();
        Ok(Self { regex: LazyRegex::new(composed.expression), groups, written: text.to_owned(), places: composed.places })
    }

    /// Compiles it now; the error says where in the written pattern what is wrong.
    pub fn check(&self) -> Result<(), (usize, String)> {
        self.regex.check().map_err(|(at, message)| {
            let after = self.places.partition_point(|(composed, _)| *composed <= at);
            (after.checked_sub(1).map_or(0, |i| self.places[i].1), message)
        })
    }
}

/// What is wrong with an expression, and where in it; `message` is what the compiler said.
fn fault(source: &str, message: &str) -> (usize, String) {
    let (at, kind) = match regex_syntax::parse(source) {
        Err(regex_syntax::Error::Parse(e)) => (e.span().start.offset, e.kind().to_string()),
        Err(regex_syntax::Error::Translate(e)) => (e.span().start.offset, e.kind().to_string()),
        Err(other) => (0, other.to_string()),
        Ok(_) => (0, format!("it cannot be compiled; mostly a repetition within a repetition grows too large ({message})")),
    };
    (at, format!("this is no valid regular expression: {kind}"))
}
