//! Families whose identifier is nothing but a template.

use crate::{
    citation::{Citation, Status, Target},
    grammar::{Grammar, Rule},
    id::Id,
    recognise::{RuleMatch, Value},
    span::Span,
    view::View,
};
use std::collections::BTreeMap;

/// The citation of a match, as its rule's template has it.
pub(crate) fn citation(found: &RuleMatch, grammar: &Grammar, view: &View<'_>) -> Citation {
    let rule = &grammar.rules[found.rule];
    let mut targets = Vec::new();
    for index in 0..found.groups.len() {
        targets.extend(group_targets(found, index, rule));
    }
    let status = if targets.is_empty() { Status::Incomplete } else { Status::Resolved };
    let span = found.span;
    close_spans(&mut targets, span);
    for target in &mut targets {
        target.span = view.to_source(target.span);
    }
    Citation {
        span: view.to_source(span),
        family: rule.family.clone(),
        status,
        targets,
        candidates: Vec::new(),
        fields: fields(found, rule),
        own: false,
        rule: format!("{}/{}", rule.family, rule.name),
    }
}

/// One target a combination of the values of the template's fields.
fn group_targets(found: &RuleMatch, index: usize, rule: &Rule) -> Vec<Target> {
    let Some(template) = &rule.template else { return Vec::new() };
    let names = template.fields();
    let lists: Vec<(&str, &[Value])> = names.iter().map(|n| (*n, found.values(index, n))).filter(|(_, v)| v.len() > 1).collect();
    let mut targets = Vec::new();
    let rounds: usize = lists.iter().map(|(_, v)| v.len()).product();
    for round in 0..rounds {
        let mut rest = round;
        let mut chosen: Vec<(&str, &Value)> = Vec::new();
        for (name, values) in lists.iter().rev() {
            chosen.push((name, &values[rest % values.len()]));
            rest /= values.len();
        }
        let value = |name: &str| chosen.iter().find(|(n, _)| *n == name).map(|(_, v)| v.text.as_str()).or_else(|| found.value(rule, index, name));
        if let Some(id) = template.fill(&value) {
            let span = chosen.iter().map(|(_, v)| v.span).reduce(Span::cover).unwrap_or(found.groups[index].span);
            targets.push(Target::new(Id::from(id), span));
        }
    }
    targets
}

/// A single target's words are the whole citation; of several, the first begins with it.
pub(crate) fn close_spans(targets: &mut [Target], whole: Span) {
    match targets {
        [only] => only.span = whole,
        [first, ..] => first.span.start = whole.start,
        [] => {}
    }
}

/// What was read, by name.
pub(crate) fn fields(found: &RuleMatch, rule: &Rule) -> BTreeMap<String, Vec<String>> {
    let mut fields: BTreeMap<String, Vec<String>> = rule.set.iter().map(|(k, v)| (k.clone(), vec![v.clone()])).collect();
    for group in &found.groups {
        for (name, values) in &group.fields {
            fields.entry(name.clone()).or_default().extend(values.iter().map(|v| v.text.clone()));
        }
    }
    fields
}
