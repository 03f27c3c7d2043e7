//! A compiled expression, for searches that begin where a trigger stands.
//!
//! A lazy automaton says how far a match reaches, which fails within a few bytes at most triggers; only
//! what matched is gone through again for its groups. Nothing is read backwards or unanchored, which a
//! general regular expression would be compiled for.

use super::ascii;
use crate::span::Span;
use regex_automata::{
    Anchored, Input,
    hybrid::dfa::{self, DFA},
    nfa::thompson::{
        self, NFA, WhichCaptures,
        backtrack::{self, BoundedBacktracker},
        pikevm::{self, PikeVM},
    },
    util::{captures::Captures, pool::Pool},
};
use std::{
    panic::{RefUnwindSafe, UnwindSafe},
    sync::OnceLock,
};

/// No expression has more words than this: a list that goes on longer is cut, and no text makes a
/// search long.
const LONGEST: usize = 4 << 10;
/// What the backtracker may mark, in bytes; a longer match is gone through by the slower machine.
const MARKS: usize = 1 << 20;
/// How many bytes a compiled expression may take: repetitions within repetitions grow without end.
const LARGEST: usize = 16 << 20;

/// What a search works with; each thread has its own.
type Caches<T> = Pool<T, Box<dyn Fn() -> T + Send + Sync + UnwindSafe + RefUnwindSafe>>;

/// A compiled expression.
pub(crate) struct Machine {
    dfa: DFA,
    groups: BoundedBacktracker,
    caches: Caches<(dfa::Cache, backtrack::Cache)>,
    /// Whether it asks where words begin or end, and whether it may do so before its first letter.
    words: bool,
    looks_behind: bool,
    /// For letters beyond ASCII where it does, and for very long matches; compiled when it is needed.
    slow: OnceLock<Option<(PikeVM, Caches<pikevm::Cache>)>>,
    expression: Box<str>,
}

impl Machine {
    /// Compiles an expression; the message says what is wrong with it.
    pub fn new(expression: &str) -> Result<Self, String> {
        let (ascii, words) = ascii::ascii(expression);
        let nfa = NFA::compiler().configure(config()).build(&ascii).map_err(|e| message(&e))?;
        let looks_behind = words && !nfa.look_set_prefix_any().is_empty();
        let lazy = (0..=u8::MAX).filter(|byte| words && ascii::begins_letter(*byte)).fold(DFA::config(), |config, byte| config.quit(byte, true));
        let dfa = DFA::builder().configure(lazy.skip_cache_capacity_check(true)).build_from_nfa(nfa.clone()).map_err(|e| e.to_string())?;
        let marks = BoundedBacktracker::config().visited_capacity(MARKS);
        let groups = BoundedBacktracker::builder().configure(marks).build_from_nfa(nfa).map_err(|e| e.to_string())?;
        let (for_dfa, for_groups) = (dfa.clone(), groups.clone());
        let caches: Caches<_> = Pool::new(Box::new(move || (for_dfa.create_cache(), for_groups.create_cache())));
        Ok(Self { dfa, groups, caches, words, looks_behind, slow: OnceLock::new(), expression: expression.into() })
    }

    /// Where the match ends that begins at the span's start; it reads no further than the span's end.
    pub fn end(&self, text: &str, within: Span) -> Option<usize> {
        let input = input(text, within);
        if self.looks_behind && behind_letter(text, within.start) {
            return Some(self.slow(&input)?.get_match()?.end());
        }
        let mut caches = self.caches.get();
        match self.dfa.try_search_fwd(&mut caches.0, &input) {
            Ok(found) => found.map(|m| m.offset()),
            // A letter that is not ASCII.
            Err(_) => Some(self.slow(&input)?.get_match()?.end()),
        }
    }

    /// The groups of the match that begins at the span's start and, as [`Machine::end`] says, ends at its end.
    pub fn groups(&self, text: &str, found: Span) -> Option<Captures> {
        let input = input(text, found);
        let letters = || {
            behind_letter(text, found.start) || text.as_bytes()[found.range()].iter().chain(text.as_bytes().get(found.end)).any(|b| ascii::begins_letter(*b))
        };
        if self.words && letters() {
            return self.slow(&input);
        }
        let mut captures = self.groups.create_captures();
        match self.groups.try_search(&mut self.caches.get().1, &input, &mut captures) {
            Ok(()) => captures.is_match().then_some(captures),
            Err(_) => self.slow(&input),
        }
    }

    fn slow(&self, input: &Input<'_>) -> Option<Captures> {
        let compile = || {
            let machine = PikeVM::builder().thompson(config()).build(&self.expression).ok()?;
            let for_cache = machine.clone();
            let caches: Caches<_> = Pool::new(Box::new(move || for_cache.create_cache()));
            Some((machine, caches))
        };
        let (machine, caches) = self.slow.get_or_init(compile).as_ref()?;
        let mut captures = machine.create_captures();
        machine.search(&mut caches.get(), input, &mut captures);
        captures.is_match().then_some(captures)
    }
}

fn config() -> thompson::Config {
    thompson::Config::new().which_captures(WhichCaptures::All).nfa_size_limit(Some(LARGEST))
}

/// Whether a letter beyond ASCII stands before `at`.
fn behind_letter(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    before.last().is_some_and(|b| !b.is_ascii()) && before.iter().rev().find(|b| **b >= 0xC0).is_some_and(|b| ascii::begins_letter(*b))
}

fn input(text: &str, within: Span) -> Input<'_> {
    let mut end = within.end.min(within.start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Input::new(text).span(within.start..end).anchored(Anchored::Yes)
}

fn message(error: &thompson::BuildError) -> String {
    let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Machine of {} states", self.groups.get_nfa().states().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(machine: &Machine, text: &str) -> Option<usize> {
        machine.end(text, Span::new(0, text.len()))
    }

    #[test]
    fn a_match_begins_where_it_is_asked_for() {
        let machine = Machine::new(r"(a+)(b)?\b").unwrap();
        assert_eq!(whole(&machine, "aab c"), Some(3));
        assert_eq!(whole(&machine, " aab"), None);
        let groups = machine.groups("xaab", Span::new(1, 4)).unwrap();
        assert_eq!(groups.get_group(1).unwrap().range(), 1..3);
        assert_eq!(groups.get_group(2).unwrap().range(), 3..4);
        assert_eq!(machine.end("aab", Span::new(0, 2)), None, "no word ends within the span");
    }

    #[test]
    fn letters_that_are_not_ascii_are_letters() {
        let machine = Machine::new(r"(a+)\b").unwrap();
        assert_eq!(whole(&machine, "aaé"), None);
        assert_eq!(whole(&machine, "aa §"), Some(2));
        assert_eq!(whole(&machine, "aa°"), Some(2));
        assert!(machine.groups("aa°", Span::new(0, 2)).is_some());
        let machine = Machine::new(r"\bii?(b)?").unwrap();
        assert_eq!(machine.end("éi", Span::new(2, 3)), None);
        assert_eq!(machine.end("°i", Span::new(2, 3)), Some(3));
        assert_eq!(whole(&machine, "iié"), Some(2));
        assert!(machine.groups("iié", Span::new(0, 2)).unwrap().get_group(1).is_none());
    }

    #[test]
    fn nothing_is_read_for_ever() {
        let machine = Machine::new("(?:1, )*2").unwrap();
        assert_eq!(whole(&machine, &("1, ".repeat(10_000) + "2")), None);
        let machine = Machine::new("(?:é, )*").unwrap();
        assert!(whole(&machine, &"é, ".repeat(10_000)).unwrap() <= LONGEST);
    }

    #[test]
    fn what_is_no_expression_is_said() {
        assert_eq!(Machine::new("a(").unwrap_err(), "unclosed group");
    }
}
