//! One pass over the text for everything that may begin a citation.

use crate::grammar::Grammar;
use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Finds the triggers of all rules in one pass.
#[derive(Debug)]
pub(crate) struct Scanner {
    triggers: AhoCorasick,
    /// For each trigger, the rules it belongs to, by their place in the grammar.
    rules: Vec<Vec<u16>>,
    /// Rules whose trigger is the shape of a dossier number.
    dossier_rules: Vec<u16>,
}

/// A place worth looking at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub start: usize,
    pub rule: u16,
}

/// The trigger that stands for a number of five digits, "34550", "34 550" or "34.550".
pub(crate) const DOSSIER_SHAPE: &str = "#dossier";

impl Scanner {
    /// A scanner for the triggers of `grammar`.
    pub fn new(grammar: &Grammar) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut rules: Vec<Vec<u16>> = Vec::new();
        let mut dossier_rules = Vec::new();
        for (number, rule) in grammar.rules.iter().enumerate() {
            let number = u16::try_from(number).expect("a grammar has fewer than 65,536 rules");
            for trigger in &rule.triggers {
                if trigger == DOSSIER_SHAPE {
                    dossier_rules.push(number);
                    continue;
                }
                let trigger = trigger.to_ascii_lowercase();
                match words.iter().position(|w| *w == trigger) {
                    Some(i) => rules[i].push(number),
                    None => {
                        words.push(trigger);
                        rules.push(vec![number]);
                    }
                }
            }
        }
        let triggers = AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(&words).expect("triggers are few and short");
        Self { triggers, rules, dossier_rules }
    }

    /// All hits in `text`, by start, then by the order of the rules.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let mut hits = Vec::new();
        for found in self.triggers.find_overlapping_iter(text) {
            let start = found.start();
            // A trigger that begins with a letter begins a word; a footnote's digit may stand before it.
            if start > 0 && bytes[start].is_ascii_alphabetic() && bytes[start - 1].is_ascii_alphabetic() {
                continue;
            }
            hits.extend(self.rules[found.pattern().as_usize()].iter().map(|&rule| Hit { start, rule }));
        }
        if !self.dossier_rules.is_empty() {
            for start in dossier_shapes(bytes) {
                hits.extend(self.dossier_rules.iter().map(|&rule| Hit { start, rule }));
            }
        }
        hits.sort_unstable_by_key(|h| (h.start, h.rule));
        hits.dedup();
        hits
    }
}

/// Where numbers of five digits begin, with or without a separator after the second.
fn dossier_shapes(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let digits = move |from: usize, count: usize| bytes.get(from..from + count).is_some_and(|d| d.iter().all(u8::is_ascii_digit));
    let ends = move |at: usize| bytes.get(at).is_none_or(|b| !b.is_ascii_digit());
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let start = at;
            at += bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let five = at - start == 5;
            let parted = at - start == 2 && matches!(bytes.get(at), Some(b' ' | b'.')) && digits(at + 1, 3) && ends(at + 4);
            if (five || parted) && (start == 0 || !matches!(bytes[start - 1], b'.' | b',' | b'/' | b'-') || start < 2 || !bytes[start - 2].is_ascii_digit()) {
                return Some(start);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dossier_numbers_have_five_digits() {
        let text = "34550 en 34 550 en 34.550, 1.234.550 en 345501 en 3455";
        let starts: Vec<_> = dossier_shapes(text.as_bytes()).collect();
        assert_eq!(starts, [0, 9, 19]);
    }
}
