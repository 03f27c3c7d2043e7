//! Names that begin or end like a law's, and are another's: "Wet op de inkomstenbelasting 1964", "Belgische Grondwet".

use super::{cursor, lexicon::Meaning, phrases::Phrases, words::Parser};
use crate::{
    date::Date,
    register::laws::{Found, Sort},
};

impl Parser<'_> {
    /// Where the name of another law ends that begins like the one found: "Wet op de inkomstenbelasting 1964",
    /// "Waterwet BES".
    pub(super) fn other_law(&self, at: usize, found: &Found) -> Option<usize> {
        let rest = &self.text[found.end..];
        let words = &self.text[at..found.end];
        if let Some(end) = self.of_another_state(at, found) {
            return Some(end);
        }
        if let Some(end) = self.with_a_name_behind(found, words) {
            return Some(end);
        }
        if let Some(end) = self.with_more_words(found, words) {
            return Some(end);
        }
        if rest.starts_with(" BES") && !rest[4..].starts_with(|c: char| c.is_alphanumeric() || c == '-') && !words.ends_with("BES") {
            return Some(found.end + " BES".len());
        }
        // "de Successiewet van 1859", "de Luchtvaartwet van 30 juli 1926"; a Grondwet or Statuut of some year is a state of the one.
        let state = found.laws.iter().any(|law| self.lexicon.numbering.states.contains(&self.laws.get(*law).id));
        let behind_van = rest.strip_prefix(" van ").filter(|_| !state && found.sort == Sort::Title);
        if let Some((year, length)) = behind_van.and_then(year_or_day).map(|(year, length)| (year, length + " van ".len())) {
            let ends = !rest[length..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/'));
            // A day behind a younger law may be that of the paper in which it stands: "het advies van de Commissie Warenwet van 2 mei 1990".
            let of_day = length > " van 1859".len();
            let near = |from: u16| from.abs_diff(year) <= 1 || (of_day && from < year);
            if (1800..2100).contains(&year) && ends && found.laws.iter().all(|law| self.laws.get(*law).from.is_some_and(|from| !near(from))) {
                return Some(found.end + length);
            }
        }
        let year: u16 = rest.strip_prefix(' ')?.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        let ends = !rest[5..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '/');
        let has_year = words.ends_with(|c: char| c.is_ascii_digit());
        // "het Verdrag van Wenen inzake consulaire betrekkingen 1963": a long title with the year of the treaty, which no register has.
        const LONG: usize = 4;
        let treaty = |law: &crate::register::laws::Law| law.from.is_none() && law.id.starts_with("BWBV") && words.split(' ').count() > LONG;
        let own = found.laws.iter().map(|law| self.laws.get(*law)).any(|law| law.from == Some(year) || treaty(law));
        ((1800..2100).contains(&year) && ends && !has_year && !own && !state).then_some(found.end + 5)
    }

    /// "de Belgische Grondwet", "het Wetboek van Strafrecht van de Nederlandse Antillen": where the name of a law of another
    /// state ends that is called like one of ours.
    fn of_another_state(&self, at: usize, found: &Found) -> Option<usize> {
        let phrases = &self.lexicon.phrases;
        if found.sort != Sort::Title || !found.laws.iter().all(|law| self.laws.get(*law).id.starts_with("BWBR")) {
            return None;
        }
        let before = &self.text[..at];
        if Phrases::ends(&phrases.of_state, before) {
            return Some(found.end);
        }
        let rest = &self.text[found.end..];
        let end = Phrases::at(&phrases.state_behind, rest)?;
        // "de Grondwet van Nederland en België".
        (!rest[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-')).then_some(found.end + end)
    }

    /// "Bekostigingsbesluit ISOVSO", "Wijzigingswet Burgerlijk Wetboek Boek 2 (opheffing …)": where a name ends that goes on
    /// with another name, or with a bracket that the register does not have.
    fn with_a_name_behind(&self, found: &Found, words: &str) -> Option<usize> {
        const LONGEST: usize = 200;
        let phrases = &self.lexicon.phrases;
        if found.sort != Sort::Title {
            return None;
        }
        let rest = &self.text[found.end..];
        if let Some(inner) = rest.strip_prefix(" (").filter(|_| Phrases::at(&phrases.with_bracket, words).is_some()) {
            let close = inner.bytes().take(LONGEST).position(|b| b == b')')?;
            return inner.starts_with(char::is_lowercase).then_some(found.end + " (".len() + close + 1);
        }
        let general = !words.contains(' ') && Phrases::ends(&phrases.decree, words) && words.starts_with(char::is_uppercase);
        let next = rest.strip_prefix(' ').filter(|next| general && next.starts_with(char::is_uppercase))?;
        let end = cursor::word_end(self.text, found.end + 1);
        let word = &self.text[found.end + 1..end];
        let sentence = self.lexicon.entry(word.as_bytes()).is(Meaning::Part) || Phrases::is(&phrases.publication, word) || word.len() < 2;
        // In a table one law stands beside the other.
        let listed = self.laws.longest(self.text, found.end + 1, false).is_some_and(|law| law.sort == Sort::Title);
        let capitals = word.chars().all(|c| c.is_uppercase() || c == '-');
        (!sentence && !listed && (capitals || next[word.len()..].starts_with(['-', ' ']))).then_some(end)
    }

    /// "besluit buitengewoon opsporingsambtenaar ProRail 2007": a few words more, and a year, make another title.
    fn with_more_words(&self, found: &Found, words: &str) -> Option<usize> {
        const MOST: usize = 5;
        if found.sort != Sort::Title || !words.contains(' ') || words.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut at = found.end;
        let mut capital = false;
        for count in 0..=MOST {
            let rest = self.text[at..].strip_prefix(' ')?;
            if count > 0 && rest.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()) && (1800..2100).contains(&y.parse().unwrap_or(0))) {
                let ends = !rest[4..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/'));
                // "de Wet werk en bijstand ontvingen ruim 2000 huishoudens", "werd eind 2014 beslist": the sentence goes on.
                let sentence = rest[4..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase));
                return (ends && (capital || !sentence)).then_some(at + 5);
            }
            let end = cursor::word_end(self.text, at + 1);
            let word = self.lexicon.entry(&self.bytes[at + 1..end]);
            let runs_on =
                word.is(Meaning::Preposition) || word.is(Meaning::Of) || word.is(Meaning::Join) || word.is(Meaning::Determiner) || word.is(Meaning::Unit);
            if end < at + 3 || runs_on || !self.text[at + 1..end].chars().all(char::is_alphabetic) {
                return None;
            }
            capital |= self.capital(at + 1);
            at = end;
        }
        None
    }
}

/// The year that `text` begins with, or that of the day, and the length of it: "1859", "30 juli 1926".
fn year_or_day(text: &str) -> Option<(u16, usize)> {
    if let Some(year) = text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit())) {
        return Some((year.parse().ok()?, 4));
    }
    let mut words = text.splitn(3, ' ');
    let (day, month) = (words.next()?, words.next()?);
    let year = words.next()?.get(..4)?;
    Date::of_words(day, month, year)?;
    Some((year.parse().ok()?, day.len() + month.len() + year.len() + 2))
}
