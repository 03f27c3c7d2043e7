//! The letters and numbers that onderdelen are named by: "a, b en c", "1° tot en met 3°", "A, B.1 en Ca".

use super::{
    cursor,
    lexicon::Meaning,
    parse::Joint,
    pieces::{Below, MOST},
    words::Parser,
};

impl Parser<'_> {
    /// "a", "a en b", "a tot en met c", "2°", "b, 1°", "2.1.C", "A, B.1, onder 2, en Ca": the values, and where they
    /// end. Numbers with a letter ("10, 16a") are more of them where they are `counted`.
    pub fn letters(&self, at: usize, mut counted: bool) -> Option<(Vec<String>, usize)> {
        let (first, mut end) = self.letter(at)?;
        // "1e tot en met 3e".
        let point = |value: String| match value.strip_suffix('e') {
            Some(number) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => format!("{number}°"),
            _ => value,
        };
        let first = if counted { first } else { point(first) };
        let mut values = vec![first];
        let mut closed = false;
        while values.len() < MOST {
            let upper = |v: &str| v.starts_with(|c: char| c.is_ascii_uppercase());
            let between = if upper(&values[0]) { self.below_letter(end) } else { end };
            let Some((next, joint)) = self.joint(between) else { break };
            let again = self.word(next);
            let next = if again.is(Meaning::Onderdeel) && !self.is_one(again, &self.lexicon.keywords.opening) { self.space(again.end) } else { next };
            counted |= again.is(Meaning::Plural);
            let Some((value, stop)) = self.letter(next).or_else(|| self.double_letter(next, values.last()?)) else { break };
            let value = if values[0].ends_with('°') { point(value) } else { value };
            // "onderdelen a en f;⏎b. hoofdstuk 4", "onder a;⏎b. 100 bewijzen": the marker of the next item.
            let dotted = || self.text[..next].ends_with('\n') && self.starts(stop, ". ");
            if self.text[between..next].contains('\n') && (self.text[..stop].ends_with(['.', ')']) || dotted()) {
                break;
            }
            let point = value.ends_with('°');
            let letter = value.starts_with(|c: char| c.is_ascii_lowercase()) || (again.is(Meaning::Onderdeel) && again.start < next);
            // "onderdelen A, B en Ca", but "artikel I, onderdeel A, II en III".
            let capital = upper(&values[0]) && upper(&value) && (value.len() == 1 || !cursor::is_roman(&value));
            let number = |v: &str| v.bytes().next().is_some_and(|b| b.is_ascii_digit()) && (counted || v.bytes().all(|b| b.is_ascii_digit()));
            // "onder 2 en 3", as long as no lid follows: "onder 2, 14, eerste lid".
            let digits = number(&value) && !self.text[..end].ends_with('°') && values.last().is_some_and(|last| number(last)) && {
                let then = self.word(self.space(stop + usize::from(self.byte(stop) == Some(b','))));
                !then.is(Meaning::Ordinal) && !then.is(Meaning::Lid)
            };
            // "de artikelen II, onderdelen D en G, V en XI": the "en" closed the letters.
            let stands = (between == end || capital) && !(closed && capital && self.byte(between) == Some(b','));
            closed |= self.word(self.space(between)).is(Meaning::Join);
            if !stands || !(letter || point || capital || digits) {
                break;
            }
            if joint == Joint::Range {
                values.extend(between_onderdelen(values.last()?, &value));
            }
            values.push(value);
            end = stop;
        }
        Some((values, end))
    }

    /// Over what stands below one onderdeel of an amending law, where another follows: "A, onder 1, B, tweede lid, en C".
    fn below_letter(&self, at: usize) -> usize {
        let comma = self.byte(at) == Some(b',');
        let next = self.space(at + usize::from(comma));
        let word = self.word(next);
        if !(word.is(Meaning::Ordinal) || word.is(Meaning::Lid) || self.is_one(word, &self.lexicon.keywords.below)) {
            return at;
        }
        let Some(stop) = self.piece(next, &mut Below::default(), comma) else { return at };
        let letter = self.joint(stop).is_some_and(|(next, _)| self.capital(next) && self.letter(next).is_some());
        if letter { stop } else { at }
    }

    /// "AB" behind "AA".
    fn double_letter(&self, at: usize, last: &str) -> Option<(String, usize)> {
        let double = |letters: &[u8]| letters.len() == 2 && letters.iter().all(u8::is_ascii_uppercase);
        let ends = !self.byte(at + 2).is_some_and(|b| cursor::in_word(b) || b.is_ascii_digit() || b == b'-');
        let value = self.bytes.get(at..at + 2).filter(|letters| ends && double(letters) && double(last.as_bytes()))?;
        Some((String::from_utf8_lossy(value).into_owned(), at + 2))
    }

    /// One letter or number of an onderdeel.
    fn letter(&self, at: usize) -> Option<(String, usize)> {
        let count = |from: usize, wanted: fn(&u8) -> bool| self.bytes.get(from..).map_or(0, |b| b.iter().take_while(|b| wanted(b)).count());
        let lower = count(at, u8::is_ascii_lowercase);
        let upper = count(at, u8::is_ascii_uppercase);
        let digits = count(at, u8::is_ascii_digit);
        let length = lower.max(upper).max(digits);
        let mut end = at + length;
        let word = &self.text[at..end];
        let fits = (1..=2).contains(&lower)
            || (1..=4).contains(&upper) && (upper == 1 || cursor::is_roman(word) || (upper == 2 && word[1..].starts_with(&word[..1])))
            || (1..=3).contains(&digits)
            || (lower == 3 && word.bytes().all(|b| b == word.as_bytes()[0]));
        if !fits || (lower > 0 && self.lexicon.entry(word.as_bytes()).is(Meaning::NoLetter)) {
            return None;
        }
        // "2.1.C", "a1", "E.8".
        while self.byte(end) == Some(b'.') && self.byte(end + 1).is_some_and(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
            end += 1 + count(end + 1, u8::is_ascii_alphanumeric);
        }
        if lower > 0 || upper > 0 {
            end += count(end, u8::is_ascii_digit).min(2);
        }
        // "onderdelen G, Ga en H", "nummers 16, 16a": one inserted later.
        if (upper > 0 || digits > 0) && end == at + length && count(end, u8::is_ascii_lowercase) == 1 {
            end += 1;
        }
        // "onderdelen A, B,1 en C".
        if upper > 0 && self.byte(end) == Some(b',') && count(end + 1, u8::is_ascii_digit) == 1 && !self.digit(end + 2) {
            end += 2;
        }
        if self.starts(end, "°") {
            end += "°".len();
        }
        let value = self.text[at..end].to_owned();
        let colon = self.byte(end) == Some(b':') && self.digit(end + 1);
        if colon || self.byte(end).is_some_and(|b| b.is_ascii_digit() || cursor::in_word(b)) {
            return None;
        }
        let dot = self.byte(end) == Some(b'.') && (self.byte(end + 1) == Some(b',') || (self.byte(end + 1) == Some(b' ') && self.after_dot(end + 2)));
        let bracket = self.byte(end) == Some(b')') && !self.closes_bracket(at);
        Some((value, end + usize::from(bracket || dot)))
    }

    /// Whether a bracket was opened shortly before `at`: "(artikel 10, tweede lid, onder e)" ends with the letter.
    fn closes_bracket(&self, at: usize) -> bool {
        const REACH: usize = 80;
        self.bytes[at.saturating_sub(REACH)..at].iter().rev().find(|b| matches!(b, b'(' | b')')) == Some(&b'(')
    }

    /// Whether the sentence goes on behind "onderdeel a. " at `at`.
    fn after_dot(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|b| b.is_ascii_lowercase()) || self.laws.longest(self.text, at, true).is_some()
    }
}

/// The onderdelen of a range between its ends: "b" and "c" of "a tot en met d", "B" of "A-C", "2°" of "1° tot en met 3°".
fn between_onderdelen(first: &str, last: &str) -> Vec<String> {
    let ends = first.as_bytes().split_last().zip(last.as_bytes().split_last()).filter(|((_, first), (_, last))| first == last);
    // "a" to "d", "aa" to "ad", but "ii" to "iv" are Roman numbers.
    let roman = |end: &str| end.len() > 1 && end.bytes().all(|b| b"ivxIVX".contains(&b));
    if roman(first) && roman(last) {
        return Vec::new();
    }
    if let Some(((from, before), (to, _))) = ends
        && (from.is_ascii_lowercase() && to.is_ascii_lowercase() || from.is_ascii_uppercase() && to.is_ascii_uppercase())
    {
        let before = String::from_utf8_lossy(before);
        return (from + 1..*to).map(|letter| format!("{before}{}", char::from(letter))).collect();
    }
    let point = if last.ends_with('°') { "°" } else { "" };
    let number = |value: &str| value.trim_end_matches('°').parse::<usize>().ok();
    let ends = number(first).zip(number(last)).filter(|(from, to)| from < to && to - from <= MOST);
    ends.map_or(Vec::new(), |(from, to)| (from + 1..to).map(|number| format!("{number}{point}")).collect())
}
