//! The names of laws, treaties and EU acts, and how a text is matched against them.
//!
//! A name is compared by its letters and digits alone, without case, white space, hyphens or accents:
//! "Drank-⏎ en Horecawet" is "Drank- en Horecawet". Each name is a chain of hashes, one at the end of
//! each of its words, so that a text is read only as far as some name begins like it.

use rustc_hash::{FxHashMap, FxHashSet};
use std::{fs, io, path::Path};

const LAWS: &str = include_str!("../../grammar/register/laws.tsv");
const NAMES: &str = include_str!("../../grammar/register/names.tsv");
const COUNTRIES: &str = include_str!("../../grammar/register/treaty_countries.tsv");

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A title in words: found without regard to case.
    Title,
    /// An abbreviation: found as it is spelled.
    Abbreviation,
    /// An abbreviation that is a word or a letter otherwise: found behind an article only.
    Context,
}

/// A name and the law it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub text: String,
    pub law: u32,
    pub sort: Sort,
}

/// A law, treaty or EU act.
#[derive(Debug, Clone)]
pub(crate) struct Law {
    pub id: String,
    pub label: String,
    /// Whether it sets policy or explains: its text speaks of other laws' articles as a letter does.
    pub policy: bool,
    pub from: Option<u16>,
    pub until: Option<u16>,
}

/// All names.
#[derive(Debug, Default)]
pub(crate) struct Laws {
    laws: Vec<Law>,
    ids: FxHashMap<String, u32>,
    names: Vec<Name>,
    /// The names that end at a hash, in order of plausibility.
    ends: FxHashMap<u64, Vec<u32>>,
    /// Where some name goes on.
    prefixes: FxHashSet<u64>,
    /// Treaties by kind and country, folded.
    countries: FxHashMap<String, u32>,
}

/// The longest name that stands at a place.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub end: usize,
    /// The laws it may stand for, likeliest first.
    pub laws: Vec<u32>,
    pub sort: Sort,
}

/// Names longer than this are never typed.
const LONGEST: usize = 400;
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

impl Laws {
    /// The register that comes with the library.
    pub fn own() -> Self {
        let mut laws = Self::default();
        for line in LAWS.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, kind, label, from, until] = cells[..] else { continue };
            let at = laws.law(id);
            laws.laws[at as usize] = Law {
                id: id.to_owned(),
                label: label.to_owned(),
                policy: matches!(kind, "beleidsregel" | "circulaire"),
                from: from.parse().ok(),
                until: until.parse().ok(),
            };
        }
        for line in NAMES.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, id, sort, _] = cells[..] else { continue };
            let sort = match sort {
                "abbr" => Sort::Abbreviation,
                "abbr-context" => Sort::Context,
                _ => Sort::Title,
            };
            laws.add(name, id, sort);
        }
        for line in COUNTRIES.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, kind, country, "general"] = cells[..] else { continue };
            let law = laws.law(id);
            laws.countries.entry(fold_key(&format!("{kind} {country}"))).or_insert(law);
        }
        laws
    }

    /// Adds the names of a file, lines of a name, a tab and an identifier.
    pub fn read(&mut self, path: &Path) -> io::Result<()> {
        for (number, line) in fs::read_to_string(path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
            let fault = || io::Error::other(format!("line {}: expected a name, a tab and an identifier", number + 1));
            let (name, id) = line.split_once('\t').ok_or_else(fault)?;
            let id = id.split('\t').next().unwrap_or(id).trim();
            let short = !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() > 1;
            let law = self.law(id);
            if self.laws[law as usize].label == id {
                self.laws[law as usize].label = name.to_owned();
            }
            self.add(name, id, if short { Sort::Abbreviation } else { Sort::Title });
        }
        Ok(())
    }

    /// The law with this number in the register.
    pub fn get(&self, law: u32) -> &Law {
        &self.laws[law as usize]
    }

    /// The law with this identifier.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// All names, in order of plausibility for each.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }

    /// The treaty of a kind ("belastingverdrag") with a country.
    pub fn treaty_with(&self, kind: &str, country: &str) -> Option<u32> {
        self.countries.get(&fold_key(&format!("{kind} {country}"))).copied()
    }

    fn law(&mut self, id: &str) -> u32 {
        if let Some(&at) = self.ids.get(id) {
            return at;
        }
        let at = u32::try_from(self.laws.len()).expect("there are fewer than four billion laws");
        self.laws.push(Law { id: id.to_owned(), label: id.to_owned(), policy: false, from: None, until: None });
        self.ids.insert(id.to_owned(), at);
        at
    }

    fn add(&mut self, name: &str, id: &str, sort: Sort) {
        let law = self.law(id);
        let number = u32::try_from(self.names.len()).expect("there are fewer than four billion names");
        let mut hash = SEED;
        let mut any = false;
        let mut chars = name.chars().peekable();
        while let Some(c) = chars.next() {
            any |= push(&mut hash, c);
            if chars.peek().is_some_and(|n| !n.is_alphanumeric()) && c.is_alphanumeric() {
                self.prefixes.insert(hash);
            }
        }
        if any {
            self.ends.entry(hash).or_default().push(number);
            self.names.push(Name { text: name.to_owned(), law, sort });
        }
    }

    /// The longest name that begins at `at` of `text`; abbreviations that need one only behind an article.
    pub fn longest(&self, text: &str, at: usize, behind_article: bool) -> Option<Found> {
        let mut hash = SEED;
        let mut best = None;
        let rest = &text[at..];
        let limit = rest.char_indices().map(|(i, _)| i).take_while(|&i| i <= LONGEST).last().unwrap_or(0);
        let mut chars = rest.char_indices().peekable();
        let mut newlines = 0;
        while let Some((offset, c)) = chars.next() {
            if offset > limit {
                break;
            }
            if push(&mut hash, c) {
                newlines = 0;
                let end = offset + c.len_utf8();
                let next = chars.peek().map(|&(_, n)| n);
                if next.is_some_and(char::is_alphanumeric) {
                    // "art. 99 RO6": a footnote's number glued to the abbreviation.
                    let footnote = behind_article && c.is_ascii_alphabetic() && next.is_some_and(|n| n.is_ascii_digit());
                    if let Some(found) = footnote.then(|| self.at_end(hash, &rest[..end], at + end, behind_article)).flatten() {
                        best = best.or(Some(found));
                    }
                    continue;
                }
                if let Some(found) = self.at_end(hash, &rest[..end], at + end, behind_article) {
                    best = Some(found);
                }
                // A hyphen may be a broken word's; anything else ends a word, which some name must begin with.
                if next.is_none() || (next != Some('-') && !self.prefixes.contains(&hash)) {
                    break;
                }
            } else {
                newlines += usize::from(c == '\n');
                if newlines > 1 || matches!(c, ';' | ':' | '!' | '?' | '|' | '[' | ']') {
                    break;
                }
            }
        }
        best
    }

    fn at_end(&self, hash: u64, words: &str, end: usize, behind_article: bool) -> Option<Found> {
        let numbers = self.ends.get(&hash)?;
        let names = || numbers.iter().map(|&n| &self.names[n as usize]);
        let spelled = names().filter(|n| n.sort == Sort::Abbreviation || (n.sort == Sort::Context && behind_article)).filter(|n| even(&n.text) == even(words));
        let mut chosen: Vec<&Name> = spelled.collect();
        if chosen.is_empty() {
            chosen = names().filter(|n| n.sort == Sort::Title && titled(&n.text, words)).collect();
        }
        // "TOZO" for Tozo: capitals throughout, and no other law is spelled so.
        if chosen.is_empty() && words.len() >= 3 && words.chars().all(|c| !c.is_lowercase()) {
            chosen = names().filter(|n| n.sort == Sort::Abbreviation).collect();
            if chosen.iter().any(|n| n.law != chosen[0].law) {
                return None;
            }
        }
        let sort = chosen.first()?.sort;
        let mut laws: Vec<u32> = Vec::new();
        for name in chosen {
            if !laws.contains(&name.law) {
                laws.push(name.law);
            }
        }
        Some(Found { end, sort, laws })
    }

    /// Whether some name begins with this word.
    pub fn begins(&self, word: &str) -> bool {
        let mut hash = SEED;
        for c in word.chars() {
            push(&mut hash, c);
        }
        self.prefixes.contains(&hash) || self.ends.contains_key(&hash)
    }
}

/// Whether words in these capitals may be the title: a short one is taken only with its capital.
fn titled(title: &str, words: &str) -> bool {
    const SHORT: usize = 6;
    let capital = |s: &str| s.starts_with(char::is_uppercase);
    words.chars().filter(|c| c.is_alphabetic()).count() >= SHORT || capital(words) || !capital(title)
}

fn even(text: &str) -> impl PartialEq {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect::<String>()
}

fn fold_key(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        fold(c, &mut |b| out.push(char::from(b)));
    }
    out
}

/// Adds a character to a hash; whether it was a letter or digit.
fn push(hash: &mut u64, c: char) -> bool {
    let mut any = false;
    fold(c, &mut |byte| {
        any = true;
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        *hash ^= *hash >> 29;
    });
    any
}

/// The ASCII letters and digits of a character without case and accent.
fn fold(c: char, each: &mut impl FnMut(u8)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            each(c.to_ascii_lowercase() as u8);
        }
        return;
    }
    let plain: &[u8] = match c {
        'à'..='å' | 'À'..='Å' => b"a",
        'è'..='ë' | 'È'..='Ë' => b"e",
        'ì'..='ï' | 'Ì'..='Ï' => b"i",
        'ò'..='ö' | 'Ò'..='Ö' => b"o",
        'ù'..='ü' | 'Ù'..='Ü' => b"u",
        'ç' | 'Ç' => b"c",
        'ñ' | 'Ñ' => b"n",
        'ĳ' | 'Ĳ' => b"ij",
        c if c.is_alphanumeric() => b"x",
        _ => b"",
    };
    plain.iter().for_each(|&b| each(b));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(laws: &Laws, text: &str, behind_article: bool) -> Option<(String, usize)> {
        laws.longest(text, 0, behind_article).map(|f| (laws.get(f.laws[0]).id.clone(), f.end))
    }

    #[test]
    fn names_are_found_as_people_write_them() {
        let laws = Laws::own();
        let id = |text: &str| first(&laws, text, false).map(|(id, _)| id);
        assert_eq!(id("Drank-\n en Horecawet bepaalt").as_deref(), Some("BWBR0002458"));
        assert_eq!(id("Drank-en Horecawet").as_deref(), Some("BWBR0002458"));
        assert_eq!(id("Wetboek van Strafrecht (WvSr)").as_deref(), Some("BWBR0001854"));
        assert_eq!(id("algemene wet bestuursrecht").as_deref(), Some("BWBR0005537"));
        assert_eq!(id("Awb-procedure").as_deref(), Some("BWBR0005537"));
        assert_eq!(id("awb").as_deref(), None);
        assert_eq!(first(&laws, "F", false), None);
        assert_eq!(first(&laws, "F", true).unwrap().0, "BWBR0001860");
        assert_eq!(laws.treaty_with("belastingverdrag", "Spanje").map(|l| laws.get(l).id.as_str()), Some("BWBV0003462"));
    }
}
