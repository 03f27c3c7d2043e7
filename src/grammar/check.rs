//! Runs the examples that stand beside the rules.

use super::{Example, Rule};
use crate::{citation::Citation, document::Document, engine::Verwijs};
use std::fmt;

/// What running the examples gave.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Report {
    /// How many examples and counter-examples were run.
    pub run: usize,
    /// Those that did not give what they say.
    pub failures: Vec<Failure>,
    /// Rules with fewer than three examples or no counter-example.
    pub thin: Vec<String>,
}

/// An example that did not give what it says.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Failure {
    /// The rule file.
    pub file: String,
    /// The line of the example's text.
    pub line: usize,
    /// The rule, `family/name`.
    pub rule: String,
    /// What was expected and what was found.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.rule, self.message)
    }
}

impl Verwijs {
    /// Runs all examples and counter-examples of the grammar; `only` names the files to run, all where it is empty.
    pub fn check_grammar(&self, only: &[String]) -> Report {
        let engine = self;
        let mut report = Report::default();
        for rule in engine.grammar().rules().iter().filter(|r| only.is_empty() || only.contains(&r.file)) {
            let name = format!("{}/{}", rule.family, rule.name);
            let fail = |line: usize, message: String| Failure { file: rule.file.clone(), line, rule: name.clone(), message };
            for example in &rule.examples {
                report.run += 1;
                if let Some(message) = fault(engine, rule, example) {
                    report.failures.push(fail(example.line, message));
                }
            }
            for (text, line) in &rule.counter_examples {
                report.run += 1;
                let found = engine.extract(text);
                if let Some(c) = found.iter().find(|c| c.rule == name) {
                    report.failures.push(fail(*line, format!("{text:?} must find nothing, but {:?} was found", &text[c.span.range()])));
                }
            }
            if rule.examples.len() < 3 || rule.counter_examples.is_empty() {
                report.thin.push(name);
            }
        }
        if only.is_empty() {
            super::law_examples::run(engine, &mut report);
        }
        report
    }
}

/// What is wrong with what `example` gives, if anything is.
fn fault(engine: &Verwijs, rule: &Rule, example: &Example) -> Option<String> {
    let mut document = Document::from_text(example.text.as_str());
    document.own = example.own.clone();
    let found: Vec<Citation> = engine.extract_document(&document).citations;
    let name = format!("{}/{}", rule.family, rule.name);
    let mine: Vec<&Citation> = found.iter().filter(|c| c.rule == name).collect();
    let describe = || {
        let all: Vec<String> = found.iter().map(|c| format!("{} {:?} {} {:?}", c.rule, &example.text[c.span.range()], c.status.as_str(), ids(c))).collect();
        format!("; found: {}", if all.is_empty() { "nothing".to_owned() } else { all.join("; ") })
    };
    let Some(first) = mine.first() else { return Some(format!("{:?} is not matched by its rule{}", example.text, describe())) };
    if let Some(targets) = &example.targets {
        let got: Vec<String> = mine.iter().flat_map(|c| ids(c)).collect();
        if got != *targets {
            return Some(format!("{:?} should name {targets:?}{}", example.text, describe()));
        }
    }
    if let Some(status) = example.status.as_deref().or(example.targets.as_ref().map(|_| "resolved"))
        && first.status.as_str() != status
        && !(example.status.is_none() && first.status.as_str() == "unknown")
    {
        return Some(format!("{:?} should be {status}{}", example.text, describe()));
    }
    if let Some(span) = &example.span
        && example.text[first.span.range()] != **span
    {
        return Some(format!("{:?} should span {span:?}{}", example.text, describe()));
    }
    None
}

fn ids(citation: &Citation) -> Vec<String> {
    citation.targets.iter().map(|t| t.id.to_string()).collect()
}
