//! Staatsblad, Staatscourant and Tractatenblad: a year and a number.

use super::{Outcome, context::Registers};
use crate::{
    citation::{Candidate, Citation, Status, Target},
    grammar::Rule,
    id::Id,
    recognise::{RuleMatch, Value},
    span,
    spelling::month_of,
};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The rules of the gazettes.
const RULES: [&str; 3] = ["staatsblad/", "staatscourant/", "tractatenblad/"];

/// How far before a citation the year may stand that it leaves out.
const REACH: usize = 90;
/// Digits of a year.
const YEAR: usize = 4;
/// Years in which these gazettes appeared.
const YEARS: std::ops::RangeInclusive<u16> = 1813..=2099;
/// From this year on the numbers of a year's Staatscourant go into thousands.
const MANY: u16 = 2009;
/// A number so near to the year of the act is a year, whose number is missing.
const NEIGHBOURS: u16 = 10;
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
        // "besluit van 5 februari 2010, nr. 12, Stcrt. 1983": a number of that year, which has so many.
        let numbered = |number: &Value| {
            let before = &text[span::floor(text, found.span.start.saturating_sub(REACH))..found.span.start];
            let act = rule.has_word("numbered_act", before);
            let told = || year_told(text, found.span.start, rule)?.parse::<u16>().ok();
            let apart = |year: u16| number.text.parse::<u16>().is_ok_and(|number| number.abs_diff(year) > NEIGHBOURS);
            prefix == "stcrt" && act && told().is_some_and(|year| year >= MANY && apart(year))
        };
        if group.values("number").iter().any(|v| is_year(&v) && !numbered(v)) {
            outcome.status = Some(Status::Incomplete);
            continue;
        }
        let numbers = group.values("number");
        if numbers.is_empty() {
            continue;
        }
        let Some(year) = written.or_else(|| year_told(text, found.span.start, rule)) else {
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

/// Gives a number without its year that of the only gazette with this number in the text: "de Winkelwet 1930 (Stb. 460)",
/// and "(Stb. 460)" again where nothing tells the year.
pub(crate) fn complete(citations: &mut [Citation]) {
    let open = |c: &Citation| c.status == Status::Incomplete && c.targets.is_empty() && c.rule.ends_with("/number");
    if !citations.iter().any(open) {
        return;
    }
    let number = |id: &str| id.split_once('-').and_then(|(prefix, rest)| Some((prefix.to_owned(), rest.split_once('-')?.1.to_owned())));
    let mut known: FxHashMap<(String, String), Option<Id>> = FxHashMap::default();
    for target in citations.iter().filter(|c| RULES.iter().any(|family| c.rule.starts_with(family))).flat_map(|c| &c.targets) {
        if let Some(key) = number(target.id.as_str()) {
            let told = known.entry(key).or_insert_with(|| Some(target.id.clone()));
            *told = told.take().filter(|id| *id == target.id);
        }
    }
    for citation in citations.iter_mut().filter(|c| open(c)) {
        let (Some(prefix), Some(number)) = (citation.fields.get("prefix"), citation.fields.get("number")) else { continue };
        if let Some(Some(id)) = known.get(&(prefix.to_owned(), number.to_owned())) {
            citation.targets.push(Target::new(id.clone(), citation.span));
            citation.status = Status::Resolved;
        }
    }
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

/// The year that the words before `at` tell: that right before it or of a day near it, else that of the act whose words end
/// here, else the last one near it.
fn year_told(text: &str, at: usize, rule: &Rule) -> Option<String> {
    let near = year_before(text, at);
    let sure = || {
        let window = mended(&text[span::floor(text, at.saturating_sub(2 * REACH))..at]);
        let (before, behind) = window.rsplit_once(near.as_deref()?)?;
        let month = before.trim_end().rsplit([' ', '\n']).next().and_then(month_of);
        Some(month.is_some() || behind.trim_matches([' ', '(', '[', '{', ',', '\n']).is_empty())
    };
    if sure() == Some(true) { near } else { year_of_act(text, at, rule).or(near) }
}

/// The year of an act by its day and what it does, up to `at`: "besluit van 8 mei 2003, nr. 12, houdende aanwijzing van
/// een instantie (".
fn year_of_act(text: &str, at: usize, rule: &Rule) -> Option<String> {
    /// Bytes that a title takes.
    const LONGEST: usize = 700;
    /// Bytes from the day to the word for what the act does.
    const NUMBERED: usize = 60;
    let line = text[span::floor(text, at.saturating_sub(LONGEST))..at].rsplit(['\n', ';']).next()?;
    let mut end = line.len();
    loop {
        let year = last_year(&line[..end])?;
        let from = line[..end].rfind(year.as_str())?;
        let title = &line[from + year.len()..];
        let near = &title[..span::floor(title, NUMBERED)];
        if names_day(&line[..from]).is_some_and(|before| rule.has_word("made_on", before)) && !rule.has_word("treaty_day", near) {
            let does = rule.has_word("dated_act", near);
            return (does && !rule.has_word("another_act", title)).then_some(year);
        }
        end = from;
    }
}

/// The word before the day and the month that `words` end in.
fn names_day(words: &str) -> Option<&str> {
    let mut before = words.split_ascii_whitespace().rev();
    let (month, day) = (before.next()?, before.next()?);
    let dated = words.ends_with(' ') && month_of(month).is_some() && day.starts_with(|c: char| c.is_ascii_digit());
    before.next().filter(|_| dated)
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
    let sentence = before.rfind(';').map_or(before, |i| &before[i..]);
    dated(sentence)
}

/// What a scan says, with its years whole: "24 april 1 985" is of 1985, "12 December 1S92" of 1892.
fn mended(words: &str) -> Cow<'_, str> {
    const READ: [(&str, &str); 4] = [(" 1 9", " 19"), (" 1 8", " 18"), (" 1S", " 18"), (" 18S", " 188")];
    let mended =
        READ.iter().filter(|(read, _)| words.contains(read)).fold(Cow::Borrowed(words), |mended, (read, meant)| Cow::Owned(mended.replace(read, meant)));
    let misread = mended.split(' ').zip(mended.split(' ').skip(1)).find_map(|(month, word)| {
        let year = word.get(..YEAR).filter(|_| month_of(month).is_some())?;
        read_year(year).map(|meant| (year.to_owned(), meant))
    });
    match misread {
        Some((read, meant)) => Cow::Owned(mended.replace(&read, &meant)),
        None => mended,
    }
}

/// The year that a scan shows with letters for digits: "18G3" is 1863.
fn read_year(word: &str) -> Option<String> {
    if !word.starts_with('1') || word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().filter(u8::is_ascii_digit).count() < YEAR / 2 {
        return None;
    }
    let year: String = word
        .chars()
        .map(|c| match c {
            'o' | 'O' => '0',
            'l' | 'I' => '1',
            'G' => '6',
            'S' | 'B' => '8',
            _ => c,
        })
        .collect();
    year.parse().is_ok_and(|year| YEARS.contains(&year)).then_some(year)
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
        for (words, year) in [
            ("Wet van 1 juli 1992, nr. 12345", Some("1992")),
            ("1992", Some("1992")),
            ("in 1992 en nr. 3456", Some("1992")),
            ("in 1992, 2004a", Some("1992")),
            ("in 1992, nr. 52004", Some("1992")),
            ("in 1992, nr. 20045", Some("1992")),
            ("nr. 3456", None),
            ("192", None),
        ] {
            assert_eq!(last_year(words).as_deref(), year, "{words}");
        }
    }

    #[test]
    fn the_year_before_is_that_of_its_sentence() {
        let told = |words: &str| year_before(words, words.len());
        assert_eq!(told("wet van 3 mei 1970; besluit ("), None);
        // Text of a PDF has blank lines within a title.
        assert_eq!(told("wet van 3 mei 1970\n\nhoudende regels (").as_deref(), Some("1970"));
        assert_eq!(told("besluit van 16 december 1999 (taxivervoer; ").as_deref(), Some("1999"));
        // The day behind it has a year that cannot be read.
        assert_eq!(told("wet van 3 mei 1970 en die van 4 juli 19?? ("), None);
        assert_eq!(told("wet van 3 mei 1970 en die van juli (").as_deref(), Some("1970"));
    }

    #[test]
    fn a_day_stands_before_a_year() {
        assert_eq!(names_day("het besluit van 8 mei "), Some("van"));
        for other in ["het besluit van 8 mei", "het besluit van acht mei ", "het besluit van 8 delen "] {
            assert_eq!(names_day(other), None, "{other}");
        }
        assert!(names_month("1970 en 4 Julij"));
        assert!(!names_month("1970 en in juli"));
        assert!(!names_month("1970 en 4 leden"));
    }

    #[test]
    fn what_a_scan_misread_is_mended() {
        for (read, meant) in [
            ("24 april 1 985", "24 april 1985"),
            ("24 april 1 885", "24 april 1885"),
            ("12 December 1S92", "12 December 1892"),
            ("3 Junij 18G4", "3 Junij 1864"),
            ("3 Junij 1B3o", "3 Junij 1830"),
            ("3 Junij 186l", "3 Junij 1861"),
            // Before the gazettes appeared.
            ("3 Junij 1I64", "3 Junij 1I64"),
            ("het lid 18G4", "het lid 18G4"),
            ("3 Junij 1GoS", "3 Junij 1GoS"),
            ("3 Junij l864", "3 Junij l864"),
        ] {
            assert_eq!(mended(read), meant, "{read}");
        }
        for (number, letter) in [(("stb", "1948", "1513"), Some("I513")), (("stb", "1948", "1090"), Some("I90")), (("stb", "1949", "1513"), None)] {
            assert_eq!(misread_letter(number.0, number.1, number.2).as_deref(), letter);
        }
        assert_eq!(misread_letter("stcrt", "1948", "1513"), None);
        assert_eq!(misread_letter("stb", "1948", "151"), None);
        assert_eq!(without_bracket("stb", "1927", "2591"), "259");
        for (prefix, year, number) in
            [("stcrt", "1927", "2591"), ("stb", "1990", "2591"), ("stb", "1927", "1591"), ("stb", "1927", "591"), ("stb", "1927", "2592")]
        {
            assert_eq!(without_bracket(prefix, year, number), number);
        }
        assert_eq!(without_bracket("stb", "1989", "2591"), "259");
    }
}
