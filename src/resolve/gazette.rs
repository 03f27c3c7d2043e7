//! Staatsblad, Staatscourant and Tractatenblad: a year and a number.

use super::{Outcome, context::Registers};
use crate::{
    citation::{Candidate, Status, Target},
    grammar::Rule,
    id::Id,
    recognise::{RuleMatch, Value},
    span,
};
use std::borrow::Cow;

/// How far before a citation the year may stand that it leaves out.
const REACH: usize = 90;
/// Years in which these gazettes appeared.
const YEARS: std::ops::RangeInclusive<u16> = 1813..=2099;
/// The year of letter A of the Staatsblad; each letter is a year.
const LETTER_A: u16 = 1940;

pub(super) fn resolve(found: &RuleMatch, rule: &Rule, text: &str, registers: &Registers) -> Option<Outcome> {
    let prefix = rule.set.get("prefix")?;
    let register = &registers.publications;
    let mut outcome = Outcome::default();
    for index in 0..found.groups.len() {
        let group = &found.groups[index];
        let date = || ["date", "ended"].into_iter().find_map(|field| found.value(rule, index, field));
        let written = found.value(rule, index, "year").map(str::to_owned).or_else(|| date().and_then(last_year));
        for letter in group.values("letter") {
            let year = written.clone().or_else(|| Some((LETTER_A + u16::from(letter.text.as_bytes().first()? - b'A')).to_string()))?;
            outcome.targets.push(Target::new(Id::from(format!("{prefix}-{year}-{}", letter.text)), letter.span));
        }
        // "Stb. 2011, …": a year alone, whose number is not printed.
        let is_year = |v: &&Value| written.is_none() && v.text.len() == 4 && v.text.parse().is_ok_and(|y| YEARS.contains(&y));
        if group.values("number").iter().any(|v| is_year(&v)) {
            outcome.status = Some(Status::Incomplete);
            continue;
        }
        let numbers = group.values("number");
        if numbers.is_empty() {
            continue;
        }
        let Some(year) = written.or_else(|| year_before(text, found.span.start)) else {
            outcome.status = Some(Status::Incomplete);
            continue;
        };
        for number in numbers {
            if let Some(letter) = misread_letter(prefix, &year, &number.text) {
                outcome.targets.push(Target::new(Id::from(format!("{prefix}-{year}-{letter}")), number.span));
                continue;
            }
            let id = Id::from(format!("{prefix}-{year}-{}", without_bracket(prefix, &year, &number.text)));
            if !register.has(id.as_str()) {
                let known = outcome.candidates.len();
                outcome.candidates.extend(register.with_prefix(&format!("{id}-")).into_iter().map(|p| Candidate::new(Id::from(p), "a piece of this issue")));
                if outcome.candidates.len() == known && register.claims(id.as_str()) {
                    outcome.status = Some(Status::Unknown);
                }
            }
            outcome.targets.push(Target::new(id, number.span));
        }
    }
    Some(outcome)
}

/// The number of 1948 whose letter I was read as the digit 1: no year of the Staatsblad has a thousand numbers.
fn misread_letter(prefix: &str, year: &str, number: &str) -> Option<String> {
    let rest = number.strip_prefix('1').filter(|r| prefix == "stb" && year == "1948" && r.len() == 3)?;
    Some(format!("I{}", rest.trim_start_matches('0')))
}

/// The number without a bracket that was read as the digit 1 behind it, "Stb. 1927, 2591": before 1990 no year of the
/// Staatsblad had two thousand.
fn without_bracket<'n>(prefix: &str, year: &str, number: &'n str) -> &'n str {
    const LAST_YEAR: u16 = 1989;
    let early = prefix == "stb" && year.parse().is_ok_and(|year: u16| year <= LAST_YEAR);
    let high = number.len() == 4 && !number.starts_with('1');
    number.strip_suffix('1').filter(|_| early && high).unwrap_or(number)
}

/// The last year in `words`.
fn last_year(words: &str) -> Option<String> {
    let bytes = words.as_bytes();
    let mut end = bytes.len();
    while end >= 4 {
        let four = &bytes[end - 4..end];
        let alone = bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric()) && (end == 4 || !bytes[end - 5].is_ascii_digit());
        if four.iter().all(u8::is_ascii_digit) && alone {
            let year = words[end - 4..end].to_owned();
            if year.parse().is_ok_and(|y| YEARS.contains(&y)) {
                return Some(year);
            }
        }
        end -= 1;
    }
    None
}

/// The last year shortly before `at`, in the same sentence: that of the act whose place this is.
fn year_before(text: &str, at: usize) -> Option<String> {
    // "wet van 9 december 1999 tot wijziging van … (deregulering taxivervoer; Stb. 535)": the brackets stand far from the date.
    let far = text[..at].trim_end().ends_with(';');
    let from = span::floor(text, at.saturating_sub(if far { 2 * REACH } else { REACH }));
    // Right behind a semicolon the place belongs to what stands before it: "(taxivervoer; Stb. 560)".
    let before = text[from..at].trim_end().trim_end_matches(';');
    // A month without a year behind it is of a date that cannot be read: the year before that is another's.
    let before = &*mended(before);
    let dated = |s: &str| last_year(s).filter(|year| !names_month(&s[s.rfind(year.as_str()).unwrap_or(0)..]));
    let sentence = before.rfind(['\n', ';']).filter(|i| before[*i..].contains("\n\n") || before.as_bytes()[*i] == b';').map_or(before, |i| &before[i..]);
    dated(sentence)
}

/// What a scan says, with its years whole: "24 april 1 985" is of 1985, "12 December 1S92" of 1892.
fn mended(words: &str) -> Cow<'_, str> {
    const READ: [(&str, &str); 4] = [(" 1 9", " 19"), (" 1 8", " 18"), (" 1S", " 18"), (" 18S", " 188")];
    READ.iter().filter(|(read, _)| words.contains(read)).fold(Cow::Borrowed(words), |mended, (read, meant)| Cow::Owned(mended.replace(read, meant)))
}

/// Whether a month stands in `words`, behind a day.
fn names_month(words: &str) -> bool {
    const MONTHS: [&str; 14] =
        ["januar", "februar", "maart", "april", "mei", "juni", "juli", "augustus", "september", "october", "oktober", "november", "december", "maert"];
    let lower = words.to_lowercase();
    let mut tokens = lower.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        let day = token.starts_with(|c: char| c.is_ascii_digit());
        if day && tokens.peek().is_some_and(|next| MONTHS.iter().any(|m| next.starts_with(m))) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_plausible_year_counts() {
        assert_eq!(last_year("Wet van 1 juli 1992, nr. 12345").as_deref(), Some("1992"));
        assert_eq!(last_year("nr. 3456").as_deref(), None);
        assert_eq!(year_before("wet van 3 mei 1970; besluit (", 29), None);
        assert_eq!(year_before("besluit van 16 december 1999 (taxivervoer; ", 43).as_deref(), Some("1999"));
    }
}
