//! Why a text was matched, or was not.

use super::{Grammar, Rule};
use crate::{
    engine::Verwijs,
    limits::Deadline,
    recognise::{self, RuleMatch},
    scan::Hit,
    span::Span,
    view::View,
};
use regex_automata::{Anchored, Input, meta::Regex};
use std::fmt;

/// A rule that matched, with what each field read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explanation {
    /// The rule, `family/name`.
    pub rule: String,
    /// The file and line it stands at.
    pub place: String,
    /// The words it matched, in bytes of the text.
    pub span: Span,
    /// Each field with its value and its words.
    pub fields: Vec<(String, String, Span)>,
}

/// A rule whose trigger stood in the text and which came only so far.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NearMiss {
    /// The rule, `family/name`.
    pub rule: String,
    /// The file and line it stands at.
    pub place: String,
    /// The words it read, in bytes of the text.
    pub span: Span,
    /// The piece of the pattern that found nothing to match.
    pub expected: String,
    /// The pattern as it was written.
    pub pattern: String,
    /// A text that the rule finds something in.
    pub example: Option<String>,
}

impl fmt::Display for NearMiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) read bytes {}..{} and then expected {}", self.rule, self.place, self.span.start, self.span.end, self.expected)
    }
}

impl Verwijs {
    /// Which rules match in `text`, and, where a trigger stands in no match, which rule came furthest.
    pub fn explain(&self, text: &str) -> (Vec<Explanation>, Vec<NearMiss>) {
        let grammar = self.grammar();
        let view = View::new(text, &grammar.broken_words);
        let hits = self.scanner().scan(view.text());
        let found = recognise::recognise(view.text(), &hits, grammar, self.max_range(), Deadline::NEVER);
        let explanations = found.iter().map(|m| explanation(m, grammar, &view)).collect();
        let mut misses: Vec<NearMiss> = Vec::new();
        let free = |at: usize| !found.iter().any(|m| m.span.start <= at && at < m.span.end);
        let mut rest: &[Hit] = &hits;
        while let Some(first) = rest.first() {
            let (here, later) = rest.split_at(rest.iter().take_while(|h| h.start == first.start).count());
            rest = later;
            if free(first.start) {
                let best = here
                    .iter()
                    .filter(|h| grammar.rules[usize::from(h.rule)].back == 0)
                    .filter_map(|h| near(&grammar.rules[usize::from(h.rule)], view.text(), h.start));
                if let Some((rule, end, expected)) = best.max_by_key(|(_, end, _)| *end) {
                    let span = view.to_source(Span::new(first.start, end));
                    // Within a miss that reached as far, there is nothing more to say.
                    if misses.last().is_some_and(|m| m.span.end >= span.end) {
                        continue;
                    }
                    let example = rule.examples.first().map(|e| e.text.clone());
                    misses.push(NearMiss { rule: title(rule), place: place(rule), span, expected, pattern: rule.pattern.written.clone(), example });
                }
            }
        }
        (explanations, misses)
    }
}

fn title(rule: &Rule) -> String {
    format!("{}/{}", rule.family, rule.name)
}

fn place(rule: &Rule) -> String {
    format!("{}:{}", rule.file, rule.line)
}

fn explanation(found: &RuleMatch, grammar: &Grammar, view: &View<'_>) -> Explanation {
    let rule = &grammar.rules[found.rule];
    let mut fields: Vec<_> =
        rule.set.iter().map(|(name, value)| (name.clone(), value.clone(), view.to_source(Span::new(found.span.start, found.span.start)))).collect();
    for group in &found.groups {
        for (name, values) in &group.fields {
            fields.extend(values.iter().map(|v| (name.clone(), v.text.clone(), view.to_source(v.span))));
        }
    }
    Explanation { rule: title(rule), place: place(rule), span: view.to_source(found.span), fields }
}

/// How far `rule` reads from `at`, by trying its pattern with ever fewer pieces at its end.
fn near<'g>(rule: &'g Rule, text: &str, at: usize) -> Option<(&'g Rule, usize, String)> {
    let source = rule.pattern.regex.source();
    let pieces = pieces(source);
    for count in (1..pieces.len()).rev() {
        let prefix = &source[..pieces[count]];
        let Ok(regex) = Regex::new(prefix) else { continue };
        let input = Input::new(text).span(at..text.len()).anchored(Anchored::Yes);
        if let Some(found) = regex.find(input).filter(|m| m.end() > at) {
            let field = field_of(rule, &source[..pieces[count]]);
            return Some((rule, found.end(), field.map_or_else(|| "the rest of its pattern".to_owned(), |f| format!("{{{f}}}"))));
        }
    }
    None
}

/// The field that comes next after a prefix of the composed pattern.
fn field_of(rule: &Rule, prefix: &str) -> Option<String> {
    let captured = prefix.matches('(').count() - prefix.matches("(?").count() - prefix.matches("\\(").count();
    rule.pattern.groups.get(captured).map(|g| g.field.clone())
}

/// Where each piece of a composed pattern begins: its groups and the literals between them, with their repetition.
fn pieces(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut starts = vec![0];
    let (mut depth, mut class, mut at) = (0usize, false, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => class = true,
            b']' => class = false,
            b'(' if !class => {
                if depth == 0 && at > 0 {
                    starts.push(at);
                }
                depth += 1;
            }
            b')' if !class => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    while bytes.get(at + 1).is_some_and(|b| matches!(b, b'?' | b'*' | b'+')) {
                        at += 1;
                    }
                    starts.push(at + 1);
                }
            }
            b'|' if depth == 0 => return vec![0],
            _ => {}
        }
        at += 1;
    }
    starts.retain(|&s| source.is_char_boundary(s));
    starts.dedup();
    starts
}
