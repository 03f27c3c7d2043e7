//! The names of laws, treaties and EU acts, and how a text is matched against them.
//!
//! A name is compared by its letters and digits alone, without case, white space, hyphens or accents:
//! "Drank-⏎ en Horecawet" is "Drank- en Horecawet". Each name is a chain of hashes, one at the end of
//! each of its words, so that a text is read only as far as some name begins like it.

use super::{
    fold, layout, near,
    table::{Node, Table},
    written::{foreign, spelled, titled, within_abbreviation},
};
use crate::span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{fs, io, path::Path, sync::OnceLock};

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

/// A law, treaty or EU act.
#[derive(Debug, Clone)]
pub(crate) struct Law {
    pub id: String,
    pub label: String,
    /// "wet", "amvb", "verdrag" …; empty where it is not known.
    pub kind: &'static str,
    pub from: Option<u16>,
    pub until: Option<u16>,
}

/// All names: those that come with the library, read in place, and those of the user.
#[derive(Debug)]
pub(crate) struct Laws {
    table: Table,
    /// Each law as it is first asked for; those of the user's files stand behind those of the table.
    laws: Vec<OnceLock<Box<Law>>>,
    added: Option<Box<Added>>,
}

/// What the user's files add.
#[derive(Debug, Default)]
struct Added {
    ids: FxHashMap<String, u32>,
    /// The names that end at a hash, in the order of the files.
    ends: FxHashMap<u64, Vec<AddedName>>,
    /// Where some name goes on.
    prefixes: FxHashSet<u64>,
}

#[derive(Debug)]
struct AddedName {
    text: String,
    law: u32,
    sort: Sort,
}

/// Whether behind a name a sentence ends and a short number follows, or a line begins with the number of an item.
fn begins_next(rest: &[u8]) -> bool {
    const LONGEST: usize = 2;
    let dot = usize::from(rest.first() == Some(&b'.'));
    let space = rest[dot..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let (space, rest) = rest[dot..].split_at(space);
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let item = || space.contains(&b'\n') && matches!(rest.get(digits), Some(b'.' | b')'));
    !space.is_empty() && (1..=LONGEST).contains(&digits) && (dot > 0 || item())
}

/// A name and the law it stands for.
#[derive(Clone, Copy)]
struct Name<'a> {
    text: &'a str,
    law: u32,
    sort: Sort,
}

/// What the names know of a place in a text.
struct Here<'a> {
    node: Option<Node>,
    added: &'a [AddedName],
    goes_on: bool,
}

/// Which of the names that end at a place are meant.
#[derive(Clone, Copy)]
enum Choice {
    /// Abbreviations in this very spelling.
    Spelled,
    Titles,
    /// "TOZO" for Tozo: capitals throughout, and no other law is spelled so.
    Capitals,
}

/// The longest name that stands at a place.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub end: usize,
    /// The laws it may stand for, likeliest first.
    pub laws: Vec<u32>,
    pub sort: Sort,
}

/// The identifier of names whose law has none.
pub(crate) const NO_ID: &str = "-";
/// Names longer than this are never typed.
const LONGEST: usize = 400;

impl Laws {
    /// The register that comes with the library.
    pub fn own() -> Self {
        let table = Table::own();
        let mut laws = Vec::new();
        laws.resize_with(table.len(), OnceLock::new);
        Self { table, laws, added: None }
    }

    /// Adds the names of a file, lines of a name, a tab and an identifier.
    pub fn read(&mut self, path: &Path) -> io::Result<()> {
        for (number, line) in fs::read_to_string(path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
            let fault = || io::Error::other(format!("line {}: expected a name, a tab and an identifier", number + 1));
            let (name, id) = line.split_once('\t').ok_or_else(fault)?;
            let id = id.split('\t').next().unwrap_or(id).trim();
            let short = !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() > 1;
            self.add(name, id, if short { Sort::Abbreviation } else { Sort::Title });
        }
        Ok(())
    }

    fn add(&mut self, name: &str, id: &str, sort: Sort) {
        let law = self.by_id(id).unwrap_or_else(|| {
            let law = u32::try_from(self.laws.len()).expect("there are fewer than four billion laws");
            self.laws.push(OnceLock::from(Box::new(Law { id: id.to_owned(), label: id.to_owned(), kind: "", from: None, until: None })));
            self.added.get_or_insert_default().ids.insert(id.to_owned(), law);
            law
        });
        // A law that the register knows by its number alone now has a name to show.
        let nameless = self.get(law).label == id;
        if let Some(known) = self.laws[law as usize].get_mut().filter(|_| nameless) {
            known.label = name.to_owned();
        }
        let added = self.added.get_or_insert_default();
        fold::ends(name, |hash, last| {
            if last {
                added.ends.entry(hash).or_default().push(AddedName { text: name.to_owned(), law, sort });
            } else {
                added.prefixes.insert(hash);
            }
        });
    }

    /// The law with this number in the register.
    pub fn get(&self, law: u32) -> &Law {
        self.laws[law as usize].get_or_init(|| {
            let row = self.table.law(law as usize);
            let year = |year: u16| (year > 0).then_some(year);
            Box::new(Law { id: row.id.to_owned(), label: row.label.to_owned(), kind: row.kind, from: year(row.from), until: year(row.until) })
        })
    }

    /// Whether the law has no identifier: its name is known all the same.
    pub fn is_without_id(&self, law: u32) -> bool {
        self.get(law).id == NO_ID
    }

    /// The law with this identifier.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.table.by_id(id).or_else(|| self.added.as_ref()?.ids.get(id).copied())
    }

    /// All names with the laws they stand for, in no order.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, u32)> {
        let added = self.added.iter().flat_map(|added| added.ends.values().flatten());
        self.table.all_names().map(|row| (row.text, row.law)).chain(added.map(|name| (name.text.as_str(), name.law)))
    }

    /// The long titles of a law, as "Wet van 3 mei 1990, houdende regels".
    pub fn long_titles(&self, law: u32) -> impl Iterator<Item = &'static str> {
        self.table.long_titles(law)
    }

    /// The treaty of a kind ("belastingverdrag") with a country.
    pub fn treaty_with(&self, kind: &str, country: &str) -> Option<u32> {
        let mut hash = fold::whole(kind);
        for c in country.chars() {
            fold::push(&mut hash, c);
        }
        self.table.treaty(hash)
    }

    /// Whether some name begins with this word.
    pub fn begins(&self, word: &str) -> bool {
        let here = self.here(fold::whole(word));
        here.goes_on || here.ends()
    }

    /// Whether some name may begin with this word, or be it.
    pub fn may_begin(&self, word: &str) -> bool {
        self.added.is_some() || self.table.node(fold::whole(word)).is_some()
    }

    /// Whether no name is the word of `text` from `at` to `end`, or begins with it and the one that begins at `next`.
    pub fn stops(&self, text: &str, at: usize, end: usize, next: usize) -> bool {
        if self.added.is_some() {
            return false;
        }
        let mut hash = fold::whole(&text[at..end]);
        let Some(node) = self.table.node(hash) else { return true };
        let letters = || text.as_bytes()[next..].iter().map(|b| fold::ASCII[usize::from(*b)]).take_while(|letter| *letter != 0);
        if node.ends() || !letters().next().is_some_and(|first| node.goes_on_with(first)) {
            return !node.ends();
        }
        let mut behind = next;
        for letter in letters() {
            hash = fold::step(hash, letter);
            behind += 1;
        }
        // Behind anything else the word may go on.
        matches!(text.as_bytes().get(behind), Some(b' ' | b',' | b';' | b')')) && self.table.node(hash).is_none()
    }

    /// Whether some name goes on behind these words.
    pub fn goes_on(&self, words: &str) -> bool {
        self.here(fold::whole(words)).goes_on
    }

    /// The longest name that begins at `at` of `text`; abbreviations that need one only behind an article.
    pub fn longest(&self, text: &str, at: usize, behind_article: bool) -> Option<Found> {
        let bytes = text.as_bytes();
        let stop = bytes.len().min(at + LONGEST + 1);
        let mut best: Option<(usize, u64, Choice)> = None;
        let mut hash = fold::SEED;
        let mut newlines = 0;
        let mut end = at;
        let mut before: Option<Node> = None;
        loop {
            let from = end;
            // Most words that may begin a name are followed by a letter with which none goes on.
            if let Some(letter) = bytes.get(end).map(|b| fold::ASCII[usize::from(*b)]).filter(|letter| *letter != 0)
                && before.is_some_and(|node| !node.goes_on_with(letter))
            {
                break;
            }
            while end < stop {
                let letter = fold::ASCII[usize::from(bytes[end])];
                if letter != 0 {
                    // "art. 99 RO6", "de Kieswet3": a footnote's number glued to the name.
                    if letter.is_ascii_digit() && end > at {
                        let short = behind_article && best.is_none() && bytes[end - 1].is_ascii_alphabetic();
                        let long = is_footnote(&bytes[at..stop], end - at);
                        let choice = (short || long).then(|| self.choose(&self.here(hash), &text[at..end], behind_article)).flatten();
                        best = choice.filter(|choice| short || matches!(choice, Choice::Titles)).map(|choice| (end, hash, choice)).or(best);
                    }
                    hash = fold::step(hash, letter);
                    end += 1;
                    continue;
                }
                match foreign(text, end) {
                    Some(c) => {
                        fold::push(&mut hash, c);
                        end += c.len_utf8();
                    }
                    None if within_abbreviation(bytes, end) => end += 1,
                    None => break,
                }
            }
            if end > from {
                newlines = 0;
                let next = bytes.get(end).copied();
                if end >= stop && next.is_some_and(|b| b.is_ascii_alphanumeric() || foreign(text, end).is_some()) {
                    break;
                }
                let here = self.here(hash);
                before = here.node.filter(|_| self.added.is_none());
                if let Some(choice) = self.choose(&here, &text[at..end], behind_article) {
                    best = Some((end, hash, choice));
                }
                // A hyphen may be a broken word's; anything else ends a word, which some name must begin with.
                if next.is_none() || (next != Some(b'-') && !here.goes_on) {
                    break;
                }
                // "artikel 7:610 BW.⏎2. In afwijking daarvan": the name ends with its sentence.
                if best.is_some_and(|(whole, ..)| whole == end) && begins_next(&bytes[end..stop]) {
                    break;
                }
            }
            let c = match bytes.get(end).filter(|_| end < stop) {
                Some(b) if b.is_ascii() => char::from(*b),
                Some(_) => text[end..].chars().next().unwrap_or_default(),
                None => break,
            };
            newlines += usize::from(c == '\n');
            if newlines > 1 || matches!(c, ';' | ':' | '!' | '?' | '|' | '[' | ']') {
                break;
            }
            end += c.len_utf8();
        }
        let (end, hash, choice) = best?;
        let (laws, sort) = self.chosen(&self.here(hash), &text[at..end], behind_article, choice);
        Some(Found { end, laws, sort: sort? })
    }

    /// The longest name at `at` of `text` that is written nearly so, and as no other law's name is; of two words at least.
    pub fn nearest(&self, text: &str, at: usize) -> Option<Found> {
        let text = &text[..span::floor(text, at + LONGEST)];
        let mut best = None;
        near::steps(&text[at..], |step| {
            if step.words < near::FIRST {
                return true;
            }
            if step.words == near::FIRST && !self.table.near_begins(step.hash) {
                return false;
            }
            if step.may_differ()
                && let Some(name) = self.table.near(step.hash)
            {
                best = Some((at + step.end, name));
            }
            true
        });
        let (end, name) = best?;
        let (laws, sort) = self.chosen(&self.here(name), &text[at..end], false, Choice::Titles);
        Some(Found { end, laws, sort: sort? })
    }

    #[inline]
    fn here(&self, hash: u64) -> Here<'_> {
        let node = self.table.node(hash);
        let goes_on = node.is_some_and(Node::goes_on);
        match &self.added {
            None => Here { node, added: &[], goes_on },
            Some(added) => Here { node, added: added.ends.get(&hash).map_or(&[], Vec::as_slice), goes_on: goes_on || added.prefixes.contains(&hash) },
        }
    }

    /// The names that end here, likeliest first.
    fn names<'a>(&self, here: &'a Here<'_>) -> impl Iterator<Item = Name<'a>> {
        let own = here.node.map(|node| self.table.names(node)).into_iter().flatten();
        let own = own.map(|row| Name { text: row.text, law: row.law, sort: Sort::of(row.sort) });
        own.chain(here.added.iter().map(|name| Name { text: &name.text, law: name.law, sort: name.sort }))
    }

    /// Which of the names that end here the words mean, if any.
    fn choose(&self, here: &Here<'_>, words: &str, behind_article: bool) -> Option<Choice> {
        if !here.ends() {
            return None;
        }
        let some = |choice: Choice| self.names(here).any(|name| choice.takes(&name, words, behind_article));
        if let Some(choice) = [Choice::Spelled, Choice::Titles].into_iter().find(|choice| some(*choice)) {
            return Some(choice);
        }
        // Behind an article an abbreviation may have other capitals: "art. 15 Rwn".
        let behind = behind_article && words.starts_with(|c: char| c.is_ascii_uppercase()) && !words.contains(char::is_whitespace);
        // "V&W", "IV-B", "M.W." are something else.
        if words.len() < 3 || !behind && (words.chars().any(char::is_lowercase) || !words.chars().all(char::is_alphanumeric)) {
            return None;
        }
        let mut laws = self.names(here).filter(|name| Choice::Capitals.takes(name, words, behind_article)).map(|name| name.law);
        let first = laws.next()?;
        laws.all(|law| law == first).then_some(Choice::Capitals)
    }

    fn chosen(&self, here: &Here<'_>, words: &str, behind_article: bool, choice: Choice) -> (Vec<u32>, Option<Sort>) {
        let mut laws: Vec<u32> = Vec::new();
        let mut sort = None;
        for name in self.names(here).filter(|name| choice.takes(name, words, behind_article)) {
            sort.get_or_insert(name.sort);
            if !laws.contains(&name.law) {
                laws.push(name.law);
            }
        }
        (laws, sort)
    }
}

/// Whether the digits at `end` of what a name may be are a footnote's number: behind a letter, a year ("Vreemdelingenwet 20003"), or
/// the number of a disease ("covid-192").
fn is_footnote(bytes: &[u8], end: usize) -> bool {
    /// Digits of a year.
    const YEAR: usize = 4;
    let digits = bytes[end..].iter().take_while(|b| b.is_ascii_digit()).count();
    let ends = !matches!(bytes.get(end + digits), Some(b'-' | b'/' | b'%' | b'\''))
        && !bytes.get(end + digits).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC3);
    let decimal = matches!(bytes.get(end + digits), Some(b'.' | b',')) && bytes.get(end + digits + 1).is_some_and(u8::is_ascii_digit);
    if !ends || decimal {
        return false;
    }
    let before = bytes[..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let of_number = || match before {
        YEAR => matches!(&bytes[end - YEAR..end - 2], b"19" | b"20") && bytes[..end - YEAR].ends_with(b" "),
        2 => bytes[..end - 2].ends_with(b"-"),
        _ => false,
    };
    if before == 0 { (1..=3).contains(&digits) && bytes[end - 1].is_ascii_alphabetic() } else { digits <= 2 && of_number() }
}

impl Here<'_> {
    /// Whether some name ends here.
    fn ends(&self) -> bool {
        self.node.is_some_and(Node::ends) || !self.added.is_empty()
    }
}

impl Choice {
    /// Whether `words` may mean this name.
    fn takes(self, name: &Name<'_>, words: &str, behind_article: bool) -> bool {
        match self {
            Self::Spelled => (name.sort == Sort::Abbreviation || (name.sort == Sort::Context && behind_article)) && spelled(name.text, words),
            Self::Titles => name.sort == Sort::Title && titled(name.text, words),
            Self::Capitals => name.sort == Sort::Abbreviation,
        }
    }
}

impl Sort {
    const fn of(sort: u8) -> Self {
        match sort {
            layout::ABBREVIATION => Self::Abbreviation,
            layout::CONTEXT => Self::Context,
            _ => Self::Title,
        }
    }
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

    /// Every row of the register's files, against what the build script made of them.
    #[test]
    fn the_compiled_register_is_that_of_the_files() {
        let laws = Laws::own();
        for line in include_str!("../../grammar/register/laws.tsv").lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let law = laws.get(laws.by_id(cells[0]).unwrap());
            assert_eq!((&*law.id, &*law.label, law.from, law.until), (cells[0], cells[2], cells[3].parse().ok(), cells[4].parse().ok()));
            assert_eq!(law.kind, cells[1], "{line}");
        }
        for line in include_str!("../../grammar/register/names.tsv").lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let here = laws.here(fold::whole(cells[0]));
            let law = laws.by_id(cells[1]).unwrap();
            assert!(laws.names(&here).any(|name| name.text == cells[0] && name.law == law), "{line}");
            let mut places = 0;
            fold::ends(cells[0], |hash, last| {
                places += 1;
                let here = laws.here(hash);
                assert!(if last { here.ends() } else { here.goes_on }, "{line}");
            });
            assert!(places > 0, "{line}");
        }
    }

    #[test]
    fn a_users_names_stand_beside_the_register() {
        let mut laws = Laws::own();
        let known = laws.laws.len();
        laws.add("Wet op de proefballonnen", "BWBR9999999", Sort::Title);
        laws.add("WPB", "BWBR9999999", Sort::Abbreviation);
        laws.add("Proefbestuurswet", "BWBR0005537", Sort::Title);
        assert_eq!(laws.laws.len(), known + 1);
        assert_eq!(first(&laws, "Wet op de proefballonnen.", false), Some(("BWBR9999999".to_owned(), 24)));
        assert_eq!(first(&laws, "WPB", false).unwrap().0, "BWBR9999999");
        assert_eq!(first(&laws, "Proefbestuurswet", false).unwrap().0, "BWBR0005537");
        assert_eq!(laws.get(laws.by_id("BWBR9999999").unwrap()).label, "Wet op de proefballonnen");
        assert_eq!(laws.get(laws.by_id("BWBR0005537").unwrap()).label, "Algemene wet bestuursrecht");
        assert!(laws.begins("proefbestuurswet") && !laws.begins("proefballonnetje"));
    }

    #[test]
    fn nothing_is_read_past_the_longest_name() {
        let laws = Laws::own();
        for text in ["a".repeat(1000), "é".repeat(1000), " ".repeat(1000), format!("Wet{}op", " ".repeat(500)), String::new()] {
            assert!(laws.longest(&text, 0, true).is_none_or(|f| f.end <= 3));
        }
    }
}
