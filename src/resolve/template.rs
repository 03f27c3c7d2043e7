//! Families whose identifier is nothing but a template.

use super::{Outcome, context::Registers};
use crate::{
    citation::{Status, Target},
    fields::Fields,
    grammar::Rule,
    id::Id,
    recognise::{RuleMatch, Value},
    span::Span,
};

/// What the match names, as its rule's template has it.
pub(super) fn resolve(found: &RuleMatch, rule: &Rule, registers: &Registers) -> Outcome {
    let targets: Vec<Target> = (0..found.groups.len()).flat_map(|index| group_targets(found, index, rule)).collect();
    let register = &registers.publications;
    let missing = |t: &Target| register.claims(t.id.as_str()) && !register.has(t.id.as_str()) && register.first_with_prefix(&format!("{}-", t.id)).is_none();
    let status = targets.iter().any(missing).then_some(Status::Unknown);
    Outcome { targets, status, ..Outcome::default() }
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
        // An empty template says that no identifier can be told.
        if let Some(id) = template.fill(&value).filter(|id| !id.is_empty()) {
            let span = chosen.iter().map(|(_, v)| v.span).reduce(Span::cover).unwrap_or(found.groups[index].span);
            targets.push(Target::new(Id::from(id), span));
        }
    }
    targets
}

/// What was read, by name.
pub(crate) fn fields(found: &RuleMatch, rule: &Rule) -> Fields {
    let read = found.groups.iter().flat_map(|group| &group.fields).flat_map(|(name, values)| values.iter().map(move |value| (name, &value.text)));
    rule.set.iter().chain(read).map(|(name, value)| (name.clone().into(), value.clone())).collect()
}
