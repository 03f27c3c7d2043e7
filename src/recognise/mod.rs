//! Applies the rules of the grammar where their triggers stand.

mod list;

use crate::{
    grammar::{Field, Grammar, Pattern, Rule},
    limits::Deadline,
    range::Ranges,
    scan::Hit,
    span::Span,
};
use regex_automata::util::captures::Captures;

/// What a rule matched: its words, and what each field read.
#[derive(Debug, Clone)]
pub(crate) struct RuleMatch {
    /// The rule, by its place in the grammar.
    pub rule: usize,
    /// The words, in the view.
    pub span: Span,
    /// The main pattern's fields, then those of each continuation.
    pub groups: Vec<Group>,
}

/// The fields that one pattern read.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub span: Span,
    pub fields: Vec<(String, Vec<Value>)>,
}

/// A value, and the words that give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub text: String,
    pub span: Span,
    /// Whether it comes of a range: then its words are the whole range's.
    pub range: bool,
}

impl Group {
    /// The values of `field`, in order; none where the pattern did not read it.
    pub fn values(&self, field: &str) -> &[Value] {
        self.fields.iter().find(|(name, _)| name == field).map_or(&[], |(_, values)| values)
    }
}

impl RuleMatch {
    /// The values of `field` for group `index`: its own, or the nearest earlier group's.
    pub fn values(&self, index: usize, field: &str) -> &[Value] {
        self.groups[..=index].iter().rev().map(|g| g.values(field)).find(|v| !v.is_empty()).unwrap_or(&[])
    }

    /// The first value of `field` for group `index`, inherited or fixed by the rule.
    pub fn value<'a>(&'a self, rule: &'a Rule, index: usize, field: &str) -> Option<&'a str> {
        self.values(index, field).first().map(|v| v.text.as_str()).or_else(|| rule.set.get(field).map(String::as_str))
    }
}

/// All matches of rules in `text`, by start; of overlapping ones the earliest, then the longest, stays.
/// Once `deadline` has passed, no more are sought; where there are more than it allows, that many and one come back as they are.
pub(crate) fn recognise(text: &str, hits: &[Hit], grammar: &Grammar, max_range: usize, deadline: Deadline) -> Vec<RuleMatch> {
    let mut found: Vec<RuleMatch> = Vec::new();
    // Where each rule's last match ended, so that a list is not matched again from its second member.
    let mut ends = vec![0; grammar.rules.len()];
    // The match that will stay so far: what begins within it will not.
    let mut stays = Span::new(0, 0);
    let ranges = Ranges::up_to(max_range);
    let mut watch = deadline.watch();
    for hit in hits {
        if watch.passed() {
            break;
        }
        if found.len() > deadline.most {
            return found;
        }
        let number = usize::from(hit.rule);
        let within = stays.start < hit.start && hit.start < stays.end && grammar.rules[number].back == 0;
        if within || hit.start < ends[number] {
            continue;
        }
        if let Some(m) = match_rule(text, hit.start, number, grammar, &ranges) {
            ends[number] = m.span.end;
            if m.span.start >= stays.end || m.span.start < stays.start {
                stays = m.span;
            } else if m.span.start == stays.start {
                stays = stays.cover(m.span);
            }
            found.push(m);
        }
    }
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.rule));
    let mut end = 0;
    found.retain(|m| {
        let stays = m.span.start >= end;
        if stays {
            end = m.span.end;
        }
        stays
    });
    found
}

/// The match of rule `number` whose trigger stands at `at`.
pub(crate) fn match_rule(text: &str, at: usize, number: usize, grammar: &Grammar, ranges: &Ranges) -> Option<RuleMatch> {
    let rule = &grammar.rules[number];
    let captures = if rule.back == 0 { anchored(&rule.pattern, text, at) } else { around(&rule.pattern, text, at, rule.back) }?;
    let reader = Reader { text, rule, grammar, ranges };
    let mut groups = vec![reader.group(&rule.pattern, &captures)?];
    let mut end = groups[0].span.end;
    while let Some(group) = rule.more.iter().find_map(|p| reader.group(p, &anchored(p, text, end)?)) {
        if group.span.end <= end {
            break;
        }
        end = group.span.end;
        groups.push(group);
    }
    Some(RuleMatch { rule: number, span: Span::new(groups[0].span.start, end), groups })
}

fn anchored(pattern: &Pattern, text: &str, at: usize) -> Option<Captures> {
    pattern.regex.get().groups(text, Span::new(at, text.len()))
}

/// The first match that begins at most `back` bytes before `at` and takes `at` in.
fn around(pattern: &Pattern, text: &str, at: usize, back: usize) -> Option<Captures> {
    let machine = pattern.regex.get();
    let mut from = at.saturating_sub(back);
    while from <= at {
        if text.is_char_boundary(from)
            && let Some(end) = machine.end(text, Span::new(from, text.len()))
        {
            if end > at {
                return machine.groups(text, Span::new(from, end));
            }
            from = end.max(from + 1);
        } else {
            from += 1;
        }
    }
    None
}

struct Reader<'a> {
    text: &'a str,
    rule: &'a Rule,
    grammar: &'a Grammar,
    ranges: &'a Ranges,
}

impl Reader<'_> {
    /// What `pattern` read; `None` where a field's guard refuses it.
    fn group(&self, pattern: &Pattern, captures: &Captures) -> Option<Group> {
        let whole = captures.get_match()?;
        let mut span = Span::new(whole.start(), whole.end());
        let mut fields: Vec<(String, Vec<Value>)> = Vec::new();
        for (number, group) in pattern.groups.iter().enumerate() {
            let Some(words) = captures.get_group(number + 1) else { continue };
            let words = Span::new(words.start, words.end);
            if words.is_empty() {
                continue;
            }
            let field = &self.rule.fields[&group.field];
            let values = match &group.member {
                Some(member) => list::values(self.text, words, member, field, self.grammar, self.ranges),
                None if refused(self.text, words.end, field) => return None,
                None => vec![Value { text: field.value(&self.text[words.range()]), span: words, range: false }],
            };
            let last = values.last()?.span.end;
            if last < words.end {
                // The list's tail was none of it, so what stands behind it is not either.
                if words.end == span.end || !fields.is_empty() {
                    span.end = last;
                } else {
                    return None;
                }
            }
            match fields.iter_mut().find(|(name, _)| *name == group.field) {
                Some((_, earlier)) => earlier.extend(values),
                None => fields.push((group.field.clone(), values)),
            }
            if last < words.end {
                break;
            }
        }
        Some(Group { span, fields })
    }
}

/// Whether what stands behind `end` says that the words before it are no such field.
fn refused(text: &str, end: usize, field: &Field) -> bool {
    field.not_before.as_ref().is_some_and(|guard| guard.get().end(text, Span::new(end, text.len())).is_some())
}
