//! Lists and ranges: "3, 4 en 7", "1–3", "125 tot en met 127", "96, 96a, 96b", "11b en d".

use super::{Value, refused};
use crate::{
    grammar::{Field, Grammar, LazyRegex},
    range::Ranges,
    span::Span,
};

/// The members of the list at `words`, as far as they are members; ranges are counted out.
pub(super) fn values(text: &str, words: Span, member: &LazyRegex, field: &Field, grammar: &Grammar, ranges: &Ranges) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    let mut at = words.start;
    let mut range_from: Option<usize> = None;
    while let Some(end) = anchored(member, text, at, words.end) {
        let foreign = !values.is_empty() && field.not_at.as_ref().is_some_and(|g| anchored(g, text, at, text.len()).is_some());
        if foreign {
            break;
        }
        let Some((end, apart)) = accepted(text, Span::new(at, end), field) else { break };
        let span = Span::new(at, end);
        let value = field.value(&text[span.range()]);
        match range_from.take() {
            Some(start) => {
                let first = values.pop().expect("a range has a first member");
                values.extend(range(first, value, Span::new(start, end), ranges));
            }
            None => values.push(Value { text: value, span, range: false }),
        }
        if apart || end >= words.end {
            break;
        }
        if let Some(next) = anchored(&grammar.range, text, end, words.end) {
            range_from = Some(at);
            at = next;
        } else if let Some(next) = anchored(&grammar.list, text, end, words.end) {
            at = next;
        } else {
            break;
        }
    }
    values
}

/// Where a field ends that `words` would be, and whether a letter that stands apart was no part of it ("nr. 12 d.d. 3 mei");
/// `None` where what follows says that the words are no such field.
pub(super) fn accepted(text: &str, words: Span, field: &Field) -> Option<(usize, bool)> {
    if !refused(text, words.end, field) {
        return Some((words.end, false));
    }
    let without = text[words.range()].trim_end_matches(|c: char| c.is_ascii_lowercase());
    let end = words.start + without.strip_suffix(' ')?.len();
    let lettered = words.end == end + 2 && end > words.start && !refused(text, end, field);
    lettered.then_some((end, true))
}

/// Where a list that a field holds as it stands goes on with something else: "p. 22 en 36 200 C, nr. 1".
pub(super) fn foreign_at(text: &str, words: Span, field: &Field, grammar: &Grammar) -> Option<usize> {
    let foreign = field.not_at.as_ref()?;
    let begins_foreign = |at: &usize| anchored(&grammar.list, text, *at, words.end).is_some_and(|next| anchored(foreign, text, next, text.len()).is_some());
    (words.start + 1..words.end).filter(|at| matches!(text.as_bytes()[*at], b' ' | b',' | b';')).find(begins_foreign)
}

fn anchored(regex: &LazyRegex, text: &str, at: usize, end: usize) -> Option<usize> {
    regex.get().end(text, Span::new(at, end))
}

/// The members from `first` to `last`, each with the whole range's words; the two ends alone where
/// nobody can count what lies between, or more lies between than `ranges` allow.
fn range(first: Value, last: String, span: Span, ranges: &Ranges) -> Vec<Value> {
    let value = |text: String| Value { text, span, range: true };
    match ranges.members(&first.text, &last, span.end) {
        Some(members) => members.into_iter().map(value).collect(),
        None => vec![value(first.text), value(last)],
    }
}
