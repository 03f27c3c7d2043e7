//! EU acts by number: which half is the year, and which letter the act has in its CELEX number.

use super::Outcome;
use crate::{
    citation::{Status, Target},
    grammar::Rule,
    id::Celex,
    recognise::RuleMatch,
    span::{self, Span},
};

/// From this year on every act is numbered year first.
const YEAR_FIRST: u16 = 2015;
/// Years in which acts were adopted.
const YEARS: std::ops::RangeInclusive<u16> = 1952..=2035;
/// How far before a bare number the word for the act may stand.
const REACH: usize = 400;

pub(super) fn resolve(found: &RuleMatch, rule: &Rule, text: &str) -> Option<Outcome> {
    let mut outcome = Outcome::default();
    if found.groups[0].values("first").is_empty() {
        outcome.status = Some(Status::Incomplete);
        return Some(outcome);
    }
    for index in 0..found.groups.len() {
        let group = &found.groups[index];
        let (first, second) = (group.values("first").first()?, group.values("second").first()?);
        let treaty = group.values("treaty").first().map(|v| v.text.as_str());
        let kind = match found.value(rule, index, "type") {
            Some(letter) => letter.chars().next()?,
            None if rule.option("type_from").is_some() => word_before(rule, text, found.span)?,
            None => kind_before(rule, text, found.span, treaty),
        };
        let counted = !group.values("nr").is_empty();
        let known = treaty.is_some() || found.value(rule, index, "treaty").is_some();
        let words = &text[found.span.range()];
        let known = known || kind == 'D' && rule.has_word("of_union", words);
        if !known && is_local(rule, text, found.span) {
            return None;
        }
        let union = treaty.is_some_and(is_of_union);
        let (year, number) = order(kind, &first.text, &second.text, counted && !union, known, union)?;
        outcome.targets.push(Target::new(Celex::act(year, letter(kind, treaty, year), number).into(), group.span));
    }
    Some(outcome)
}

/// Whether the words behind say that a municipality, province or water board made it.
fn is_local(rule: &Rule, text: &str, span: Span) -> bool {
    const REACH: usize = 48;
    let end = span::floor(text, span.end + REACH);
    let behind = text[span.end..end].to_lowercase();
    let behind = behind.split(['.', ';', '\n']).next().unwrap_or_default();
    rule.has_word("local", behind)
}

/// Whether the treaty in brackets is one under which acts of today are made: "(EU)", "(Euratom)", "(EU, Euratom)".
fn is_of_union(treaty: &str) -> bool {
    let mut parts = treaty.split([',', ' ']).filter(|part| !part.is_empty());
    parts.all(|part| part == "EU" || part.eq_ignore_ascii_case("Euratom"))
}

/// The year and the number of "first/second"; `None` where it can be no EU act. No act of the `union` has a year in two digits.
fn order(kind: char, first: &str, second: &str, counted: bool, known: bool, union: bool) -> Option<(u16, u32)> {
    let year = |text: &str| -> Option<u16> {
        let n: u16 = text.parse().ok()?;
        match text.len() {
            4 => YEARS.contains(&n).then_some(n),
            2 if n >= 52 => Some(1900 + n),
            _ => None,
        }
    };
    let pair = |y: Option<u16>, n: &str| Some((y?, n.parse().ok()?));
    let (as_first, as_second) = (pair(year(first), second), pair(year(second), first));
    let full = |text: &str| text.len() == 4;
    match kind {
        'R' => match (as_first, as_second) {
            // "Verordening (EU) 2016/93".
            (Some(read), _) if union && read.0 >= YEAR_FIRST && second.len() < 4 => Some(read),
            // A year in two digits stands behind a regulation's number.
            (_, Some(read)) if second.len() == 2 => Some(read),
            (Some(read), Some(_)) if read.0 >= YEAR_FIRST && !counted => Some(read),
            (_, Some(read)) if full(second) => Some(read),
            (Some(read), _) if full(first) => Some(read),
            _ => None,
        },
        // A decision without a treaty may be anybody's.
        'D' if !known => None,
        'D' => match (as_first, as_second) {
            (Some(read), _) if full(first) && !counted => Some(read),
            (_, Some(read)) if full(second) => Some(read),
            (read @ Some(_), _) => read,
            (None, read) => read,
        },
        // Directives were always numbered year first.
        'L' => as_first.or(as_second.filter(|_| known)),
        _ if !known && first.len() != 4 => None,
        _ => as_first.or(as_second),
    }
}

/// The letter of the CELEX number: acts of the second and third pillar have their own.
fn letter(kind: char, treaty: Option<&str>, year: u16) -> char {
    match (kind, treaty) {
        ('L' | 'D', Some("JBZ" | "JHA")) if year < 1999 => 'F',
        ('L', Some("JBZ" | "JHA" | "GBVB")) => 'D',
        ('D', Some("EGKS")) => 'S',
        _ => kind,
    }
}

/// What the words before a bare number say that it is; what its treaty tells where they say nothing.
fn kind_before(rule: &Rule, text: &str, span: Span, treaty: Option<&str>) -> char {
    match (word_before(rule, text, span), treaty) {
        (Some(kind), _) => kind,
        (None, Some("GBVB")) => 'E',
        (None, Some("JBZ")) => 'F',
        _ => 'L',
    }
}

/// The letter of the last word for an act before `span`, in the same paragraph, or sentence, and not far.
fn word_before(rule: &Rule, text: &str, span: Span) -> Option<char> {
    let from = span::floor(text, span.start.saturating_sub(REACH));
    let before = text[from..span.start].to_lowercase();
    let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
    let in_sentence = rule.option("type_from") == Some("sentence");
    let sentence = if in_sentence { paragraph.rsplit(['.', '\n']).next().unwrap_or_default() } else { paragraph };
    let found = rule.words("act").iter().filter_map(|word| Some((sentence.rfind(word.as_str())?, word)));
    let (at, word) = found.max_by_key(|(at, _)| *at)?;
    // "de verordening van de gemeente Utrecht (2020/1234)".
    if in_sentence && rule.has_word("local", &sentence[at..]) {
        return None;
    }
    rule.fields.get("type")?.map.get(word)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_half_is_the_year() {
        for (kind, act, counted, known, expected) in [
            ('R', "1408/71", false, true, Some((1971, 1408))),
            ('R', "2016/679", false, true, Some((2016, 679))),
            ('R', "2015/2016", false, true, Some((2015, 2016))),
            // "Verordening (EU) nr. 1972/2014": with a "nr." the year stands behind.
            ('R', "2016/2017", true, true, Some((2017, 2016))),
            ('R', "1972/2003", false, true, Some((2003, 1972))),
            ('R', "1049/2001", false, true, Some((2001, 1049))),
            ('R', "12/345", false, true, None),
            ('R', "88/345", false, true, None),
            ('D', "2001/822", false, false, None),
            ('D', "2001/822", false, true, Some((2001, 822))),
            ('D', "1999/2000", false, true, Some((1999, 2000))),
            ('D', "1999/2000", true, true, Some((2000, 1999))),
            ('D', "77/143", false, true, Some((1977, 143))),
            ('D', "143/77", false, true, Some((1977, 143))),
            ('D', "77/2003", false, true, Some((2003, 77))),
            ('L', "2014/24", false, false, Some((2014, 24))),
            ('L', "24/2014", false, false, None),
            ('L', "24/2014", false, true, Some((2014, 24))),
            ('E', "90/5", false, false, None),
            ('E', "90/5", false, true, Some((1990, 5))),
            ('E', "2001/931", false, false, Some((2001, 931))),
        ] {
            let (first, second) = act.split_once('/').expect("two halves");
            assert_eq!(order(kind, first, second, counted, known, false), expected, "{kind} {act}");
        }
    }

    #[test]
    fn no_year_of_the_union_has_two_digits() {
        assert_eq!(order('R', "2016", "93", false, true, true), Some((2016, 93)));
        assert_eq!(order('R', "2016", "93", false, true, false), Some((1993, 2016)));
        assert_eq!(order('R', "1234", "2012", false, true, true), Some((2012, 1234)));
        for (treaty, union) in [("EU", true), ("EU, Euratom", true), ("EURATOM", true), ("EEG", false), ("Euratom, EEG", false)] {
            assert_eq!(is_of_union(treaty), union, "{treaty}");
        }
    }

    #[test]
    fn acts_of_the_pillars_have_letters_of_their_own() {
        for (kind, treaty, year, expected) in [
            ('D', Some("JBZ"), 1998, 'F'),
            ('L', Some("JHA"), 1998, 'F'),
            ('D', Some("JBZ"), 1999, 'D'),
            ('L', Some("JBZ"), 1999, 'D'),
            ('L', Some("GBVB"), 2001, 'D'),
            ('D', Some("EGKS"), 1990, 'S'),
            ('L', Some("EG"), 1990, 'L'),
            ('D', None, 1990, 'D'),
        ] {
            assert_eq!(letter(kind, treaty, year), expected, "{kind} {treaty:?} {year}");
        }
    }
}
