//! One pass over the text for everything that may begin a citation.
//!
//! A trigger that begins with a letter begins a word. So the text is gone through in blocks for the
//! places where words and numbers begin, sixty-four bytes at a time; a small table of first letters
//! turns most of them away, and only what is left is compared with the triggers themselves.

use crate::grammar::{BRACKETED_SHAPE, DOSSIER_SHAPE, Grammar, WORD_END};
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, ops::Range};

/// Finds the triggers of all rules in one pass.
pub(crate) struct Scanner {
    /// Which first three letters some trigger has, a bit for each [`key`].
    first: Box<[u64; KEYS / 64]>,
    /// The triggers, by key.
    triggers: Vec<Trigger>,
    /// Where the triggers of a key stand.
    by_key: FxHashMap<usize, Range<usize>>,
    /// The first bytes of triggers that are neither letter nor digit.
    signs: Vec<u8>,
    /// Rules whose trigger is the shape of a dossier number.
    dossier_rules: Vec<u16>,
    /// The same of a bracket and a number of four digits.
    bracketed_rules: Vec<u16>,
}

/// A trigger in small letters, and the rules it belongs to, by their place in the grammar.
#[derive(Debug, Clone)]
struct Trigger {
    /// Its first eight bytes, which of them it has, and which are letters, of whose bits one is the case.
    head: u64,
    has: u64,
    case: u64,
    tail: Box<[u8]>,
    /// How many bytes it has, if a word must end behind them.
    word: Option<usize>,
    rules: Vec<u16>,
}

/// A place worth looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub start: usize,
    pub rule: u16,
}

const BLOCK: usize = 64;
const WINDOW: usize = BLOCK + 1;
/// Five bits for each of three letters.
const KEYS: usize = 1 << 15;

impl Scanner {
    /// A scanner for the triggers of `grammar`.
    pub fn new(grammar: &Grammar) -> Self {
        let mut words: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        let mut dossier_rules = Vec::new();
        let mut bracketed_rules = Vec::new();
        for (number, rule) in grammar.rules.iter().enumerate() {
            let number = u16::try_from(number).expect("a grammar has fewer than 65,536 rules");
            for trigger in &rule.triggers {
                if trigger == DOSSIER_SHAPE {
                    dossier_rules.push(number);
                    continue;
                }
                if trigger == BRACKETED_SHAPE {
                    bracketed_rules.push(number);
                    continue;
                }
                let rules = words.entry(trigger.to_ascii_lowercase()).or_default();
                if !rules.contains(&number) {
                    rules.push(number);
                }
            }
        }
        Self::of(words, dossier_rules, bracketed_rules)
    }

    fn of(words: BTreeMap<String, Vec<u16>>, dossier_rules: Vec<u16>, bracketed_rules: Vec<u16>) -> Self {
        let first = Box::new([0; KEYS / 64]);
        let mut scanner = Self { first, triggers: Vec::new(), by_key: FxHashMap::default(), signs: Vec::new(), dossier_rules, bracketed_rules };
        let mut keyed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let words: Vec<(String, Vec<u16>)> = words.into_iter().collect();
        for (number, (word, _)) in words.iter().enumerate() {
            let bytes = word.trim_end_matches(WORD_END).as_bytes();
            // What a short trigger leaves open may be anything.
            let byte = |at: usize| bytes.get(at).map_or(0..=31, |&b| b..=b);
            for (a, b, c) in byte(0).flat_map(|a| byte(1).flat_map(move |b| byte(2).map(move |c| (a, b, c)))) {
                keyed.entry(key(first_eight(&[a, b, c]))).or_default().push(number);
            }
            if !bytes[0].is_ascii_alphanumeric() && !scanner.signs.contains(&bytes[0]) {
                scanner.signs.push(bytes[0]);
            }
        }
        for (key, numbers) in keyed {
            scanner.first[key / 64] |= 1 << (key % 64);
            let from = scanner.triggers.len();
            scanner.triggers.extend(numbers.into_iter().map(|n| Trigger::new(&words[n].0, &words[n].1)));
            scanner.by_key.insert(key, from..scanner.triggers.len());
        }
        scanner
    }

    /// All hits in `text`, by start, then by the order of the rules.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let mut hits = Vec::new();
        let mut from = 0;
        while from < bytes.len() {
            // Each block, with the byte before it; the text's edges are filled up.
            let starts = match from.checked_sub(1).and_then(|before| bytes[before..].first_chunk::<WINDOW>()) {
                Some(window) => self.starts(window),
                None => {
                    let mut window = [0; WINDOW];
                    let last = bytes.len().min(from + BLOCK);
                    window[usize::from(from == 0)..][..last - from.saturating_sub(1)].copy_from_slice(&bytes[from.saturating_sub(1)..last]);
                    self.starts(&window)
                }
            };
            for (eight, flags) in starts.as_chunks::<8>().0.iter().enumerate() {
                let mut flags = u64::from_le_bytes(*flags);
                while flags != 0 {
                    self.look(bytes, from + 8 * eight + flags.trailing_zeros() as usize / 8, &mut hits);
                    flags &= flags - 1;
                }
            }
            from += BLOCK;
        }
        hits
    }

    /// A 1 for each byte, but the first, at which a word, a number or a sign begins.
    #[inline]
    fn starts(&self, window: &[u8; WINDOW]) -> [u8; BLOCK] {
        let letter = |b: u8| (b | 0x20).wrapping_sub(b'a') < 26;
        let digit = |b: u8| b.wrapping_sub(b'0') < 10;
        let mut starts = [0; BLOCK];
        let mut at = 0;
        // Counted by hand, for the compiler makes this many bytes at a time.
        while at < BLOCK {
            let (before, here) = (window[at], window[at + 1]);
            starts[at] = u8::from(letter(here) & !letter(before) | digit(here) & !digit(before));
            at += 1;
        }
        for &sign in &self.signs {
            at = 0;
            while at < BLOCK {
                starts[at] |= u8::from(window[at + 1] == sign);
                at += 1;
            }
        }
        starts
    }

    /// Adds the hits at `start`.
    #[inline]
    fn look(&self, bytes: &[u8], start: usize, hits: &mut Vec<Hit>) {
        let head = match bytes[start..].first_chunk::<8>() {
            Some(head) => u64::from_le_bytes(*head),
            None => first_eight(&bytes[start..]),
        };
        let key = key(head);
        if self.first[key / 64] & (1 << (key % 64)) != 0 {
            self.compare(bytes, start, head, key, hits);
        }
        if (head as u8).is_ascii_digit() && !self.dossier_rules.is_empty() && dossier_shape(bytes, start) {
            hits.extend(self.dossier_rules.iter().map(|&rule| Hit { start, rule }));
        }
        if (head as u8).is_ascii_digit() && start > 0 && bytes[start - 1] == b'(' && bracketed_shape(bytes, start) {
            hits.extend(self.bracketed_rules.iter().map(|&rule| Hit { start, rule }));
        }
    }

    fn compare(&self, bytes: &[u8], start: usize, head: u64, key: usize, hits: &mut Vec<Hit>) {
        let Some(range) = self.by_key.get(&key) else { return };
        let from = hits.len();
        let mut triggers = 0;
        for trigger in &self.triggers[range.clone()] {
            let fits = (head | trigger.case) & trigger.has == trigger.head;
            let tail = || trigger.tail.is_empty() || bytes[start + 8..].get(..trigger.tail.len()).is_some_and(|b| b.eq_ignore_ascii_case(&trigger.tail));
            let ends = |length: usize| bytes.get(start + length).is_none_or(|b| !b.is_ascii_alphanumeric());
            if fits && tail() && trigger.word.is_none_or(ends) {
                hits.extend(trigger.rules.iter().map(|&rule| Hit { start, rule }));
                triggers += 1;
            }
        }
        // "kamerst" and "kamerstuk" may both be a rule's.
        if triggers > 1 {
            let mut rules: Vec<u16> = hits.drain(from..).map(|h| h.rule).collect();
            rules.sort_unstable();
            rules.dedup();
            hits.extend(rules.into_iter().map(|rule| Hit { start, rule }));
        }
    }
}

impl Trigger {
    fn new(written: &str, rules: &[u16]) -> Self {
        let word = written.trim_end_matches(WORD_END);
        let each = |of: fn(u8) -> u8| first_eight(&word.bytes().map(of).collect::<Vec<u8>>());
        Self {
            head: each(|b| b),
            has: each(|_| 0xFF),
            case: each(|b| if b.is_ascii_lowercase() { 0x20 } else { 0 }),
            tail: word.as_bytes().get(8..).unwrap_or_default().into(),
            word: (word.len() < written.len()).then_some(word.len()),
            rules: rules.to_vec(),
        }
    }
}

impl std::fmt::Debug for Scanner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scanner")
            .field("triggers", &self.triggers)
            .field("dossier_rules", &self.dossier_rules)
            .field("bracketed_rules", &self.bracketed_rules)
            .finish_non_exhaustive()
    }
}

/// The first eight bytes, 0 where there are fewer.
fn first_eight(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |all, &b| all << 8 | u64::from(b))
}

/// Five bits of each of the first three bytes, which are the same for both cases of a letter.
const fn key(head: u64) -> usize {
    (head & 0x1F | head >> 3 & 0x3E0 | head >> 6 & 0x7C00) as usize
}

/// Whether the number that begins at `start` has five digits, with or without a separator after the second.
fn dossier_shape(bytes: &[u8], start: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let length = (0..6).take_while(|i| digit(start + i)).count();
    let parted = || length == 2 && matches!(bytes.get(start + 2), Some(b' ' | b'.')) && (3..6).all(|i| digit(start + i)) && !digit(start + 6);
    let within = start > 1 && matches!(bytes[start - 1], b'.' | b',' | b'/' | b'-') && bytes[start - 2].is_ascii_digit();
    (length == 5 || parted()) && !within
}

/// Whether the number that begins at `start`, behind a bracket, has four digits.
fn bracketed_shape(bytes: &[u8], start: usize) -> bool {
    (0..5).take_while(|i| bytes.get(start + i).is_some_and(u8::is_ascii_digit)).count() == 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    #[test]
    fn dossier_numbers_have_five_digits() {
        let scanner = Scanner::of(BTreeMap::new(), vec![7], Vec::new());
        let starts = |text: &str| scanner.scan(text).iter().map(|h| h.start).collect::<Vec<_>>();
        assert_eq!(starts("34550 en 34 550 en 34.550, 1.234.550 en 345501 en 3455"), [0, 9, 19]);
        assert_eq!(starts("34550"), [0]);
        assert_eq!(starts("34 5501 34 55"), [0; 0]);
    }

    #[test]
    fn bracketed_numbers_have_four_digits() {
        let scanner = Scanner::of(BTreeMap::new(), Vec::new(), vec![7]);
        let starts = |text: &str| scanner.scan(text).iter().map(|h| h.start).collect::<Vec<_>>();
        assert_eq!(starts("(4861) en (4861 F), (486) (48612) 4861 ( 4861 (4861"), [1, 11, 47]);
    }

    const WORDS: [&str; 9] = ["kamerst", "kamerstuk", "nr", "c ", "/eg", "2018d", r"tk\b", "k", "zaak c"];

    fn scanner() -> Scanner {
        Scanner::of(WORDS.iter().enumerate().map(|(i, w)| ((*w).to_owned(), vec![i as u16, 20])).collect(), vec![30], Vec::new())
    }

    /// What the triggers are, said plainly.
    fn plainly(text: &str) -> Vec<Hit> {
        let all = AhoCorasick::builder().ascii_case_insensitive(true).build(WORDS.map(|w| w.trim_end_matches(WORD_END))).unwrap();
        let bytes = text.as_bytes();
        let inside = |at: usize, class: fn(&u8) -> bool| at > 0 && class(&bytes[at]) && class(&bytes[at - 1]);
        let mut hits: Vec<Hit> = all
            .find_overlapping_iter(text)
            .filter(|m| !inside(m.start(), u8::is_ascii_alphabetic) && !inside(m.start(), u8::is_ascii_digit))
            .filter(|m| !WORDS[m.pattern()].ends_with(WORD_END) || bytes.get(m.end()).is_none_or(|b| !b.is_ascii_alphanumeric()))
            .flat_map(|m| [m.pattern().as_usize() as u16, 20].map(|rule| Hit { start: m.start(), rule }))
            .collect();
        let numbers = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit() && !inside(at, u8::is_ascii_digit) && dossier_shape(bytes, at));
        hits.extend(numbers.map(|start| Hit { start, rule: 30 }));
        hits.sort_unstable_by_key(|h| (h.start, h.rule));
        hits.dedup();
        hits
    }

    #[test]
    fn triggers_are_found_at_the_edges_of_blocks_and_of_the_text() {
        for before in 0..130 {
            for word in WORDS.map(|w| w.trim_end_matches(WORD_END)) {
                let text = format!("{}{word}", ".".repeat(before));
                assert_eq!(scanner().scan(&text), plainly(&text), "{text}");
                let text = format!("{}{}", "x".repeat(before), word.to_uppercase());
                assert_eq!(scanner().scan(&text), plainly(&text), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_pass_finds_what_a_plain_search_finds(parts in prop::collection::vec(prop_oneof!["[a-zA-Z0-9 ./é-]{1,9}", Just("Kamerstuk".to_owned()), Just("34 550".to_owned()), Just("/EG".to_owned()), Just("Zaak C ".to_owned()), Just("TK".to_owned()), Just("2018D1".to_owned())], 0..40)) {
            let text = parts.concat();
            prop_assert_eq!(scanner().scan(&text), plainly(&text));
        }
    }
}
