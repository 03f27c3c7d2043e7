//! Applies the rules of the grammar where their triggers stand.

mod list;

use crate::{
    grammar::{Field, Grammar, Pattern, Rule},
    limits::Deadline,
    range::Ranges,
    scan::Hit,
    span::Span,
};

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
    // What each rule of a place matches there.
    let mut here: Vec<(usize, Span)> = Vec::new();
    for hits in hits.chunk_by(|a, b| a.start == b.start) {
        if watch.passed() {
            break;
        }
        if found.len() > deadline.most {
            return found;
        }
        let at = hits[0].start;
        let open = |rule: usize, stays: Span| grammar.rules[rule].back > 0 || stays.start >= at || at >= stays.end;
        let rules = hits.iter().map(|hit| usize::from(hit.rule)).filter(|rule| open(*rule, stays) && at >= ends[*rule]);
        here.clear();
        here.extend(rules.filter_map(|rule| Some((rule, words(text, at, &grammar.rules[rule])?))));
        // The longest first: what it outdoes is not read for its fields.
        if here.iter().all(|(_, words)| words.start == at) {
            here.sort_by_key(|(_, words)| std::cmp::Reverse(words.end));
        }
        let mut longest: Option<(usize, Span)> = None;
        for &(number, words) in &here {
            let rule = &grammar.rules[number];
            let outdone = |(other, span): (usize, Span)| span.start == words.start && (words.end < span.end || words.end == span.end && other < number);
            if rule.more.is_empty() && longest.is_some_and(outdone) {
                ends[number] = words.end;
                continue;
            }
            if !open(number, stays) {
                continue;
            }
            let Some(m) = read(text, words, number, grammar, &ranges) else { continue };
            ends[number] = m.span.end;
            if longest.is_none_or(|(_, span)| m.span.end > span.end) {
                longest = Some((number, m.span));
            }
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

/// The words that the main pattern of a rule matches where its trigger stands at `at`.
fn words(text: &str, at: usize, rule: &Rule) -> Option<Span> {
    let machine = rule.pattern.regex.get();
    let end = |from: usize| machine.end(text, Span::new(from, text.len()));
    if rule.back == 0 {
        return Some(Span::new(at, end(at)?));
    }
    // The first that begins at most so many bytes before the trigger and takes it in.
    let mut from = at.saturating_sub(rule.back);
    while from <= at {
        match text.is_char_boundary(from).then(|| end(from)).flatten() {
            Some(end) if end > at => return Some(Span::new(from, end)),
            Some(end) => from = end.max(from + 1),
            None => from += 1,
        }
    }
    None
}

/// What rule `number`, whose main pattern matches `words`, reads there and behind it.
fn read(text: &str, words: Span, number: usize, grammar: &Grammar, ranges: &Ranges) -> Option<RuleMatch> {
    let rule = &grammar.rules[number];
    let reader = Reader { text, rule, grammar, ranges };
    let mut groups = vec![reader.group(&rule.pattern, words)?];
    let mut end = groups[0].span.end;
    let more = |end: usize| {
        rule.more.iter().find_map(|pattern| {
            let words = Span::new(end, pattern.regex.get().end(text, Span::new(end, text.len()))?);
            reader.group(pattern, words)
        })
    };
    // Each group may ask all before it for what it leaves out: a list without end is cut.
    const MOST: usize = 400;
    while let Some(group) = more(end).filter(|group| group.span.end > end && groups.len() < MOST) {
        end = group.span.end;
        groups.push(group);
    }
    Some(RuleMatch { rule: number, span: Span::new(groups[0].span.start, end), groups })
}

struct Reader<'a> {
    text: &'a str,
    rule: &'a Rule,
    grammar: &'a Grammar,
    ranges: &'a Ranges,
}

impl Reader<'_> {
    /// What `pattern` reads in the words that it matches; `None` where a field's guard refuses it.
    fn group(&self, pattern: &Pattern, words: Span) -> Option<Group> {
        let read = pattern.regex.get().groups(self.text, words)?;
        let mut span = words;
        let mut fields: Vec<(String, Vec<Value>)> = Vec::new();
        for (number, group) in pattern.groups.iter().enumerate() {
            let Some(words) = read.get(number + 1).copied().flatten() else { continue };
            if words.is_empty() {
                continue;
            }
            let field = &self.rule.fields[&group.field];
            let values = match &group.member {
                Some(member) => list::values(self.text, words, member, field, self.grammar, self.ranges),
                None => {
                    let (end, _) = list::accepted(self.text, words, field)?;
                    let span = Span::new(words.start, list::foreign_at(self.text, words, field, self.grammar).unwrap_or(end));
                    vec![Value { text: field.value(&self.text[span.range()]), span, range: false }]
                }
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
