//! A compiled expression, for searches that begin where a trigger stands.
//!
//! A lazy automaton says how far a match reaches, which fails within a few bytes at most triggers; only
//! what matched is gone through again for its groups. Nothing is read backwards or unanchored, which a
//! general regular expression would be compiled for.

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
use std::{panic::RefUnwindSafe, panic::UnwindSafe};

/// No expression has more words than this: a list that goes on longer is cut, and no text makes a
/// search long.
const LONGEST: usize = 4 << 10;
/// What the backtracker may mark, in bytes; a longer match is gone through by the slower machine.
const MARKS: usize = 1 << 20;

type Create = Box<dyn Fn() -> Caches + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// A compiled expression.
pub(crate) struct Machine {
    dfa: DFA,
    groups: BoundedBacktracker,
    slow: PikeVM,
    caches: Pool<Caches, Create>,
}

/// How many bytes a compiled expression may take: repetitions within repetitions grow without end.
const LARGEST: usize = 16 << 20;

/// What a search works with; each thread has its own.
struct Caches {
    dfa: dfa::Cache,
    groups: backtrack::Cache,
    slow: Option<Box<pikevm::Cache>>,
}

impl Machine {
    /// Compiles an expression; the message says what is wrong with it.
    pub fn new(expression: &str) -> Result<Self, String> {
        let config = thompson::Config::new().which_captures(WhichCaptures::All).nfa_size_limit(Some(LARGEST));
        let nfa = NFA::compiler().configure(config).build(expression).map_err(|e| message(&e))?;
        let lazy = DFA::config().unicode_word_boundary(true).skip_cache_capacity_check(true);
        let dfa = DFA::builder().configure(lazy).build_from_nfa(nfa.clone()).map_err(|e| e.to_string())?;
        let marks = BoundedBacktracker::config().visited_capacity(MARKS);
        let groups = BoundedBacktracker::builder().configure(marks).build_from_nfa(nfa.clone()).map_err(|e| e.to_string())?;
        let slow = PikeVM::new_from_nfa(nfa).map_err(|e| e.to_string())?;
        let (for_dfa, for_groups) = (dfa.clone(), groups.clone());
        let create: Create = Box::new(move || Caches { dfa: for_dfa.create_cache(), groups: for_groups.create_cache(), slow: None });
        Ok(Self { dfa, groups, slow, caches: Pool::new(create) })
    }

    /// Where the match ends that begins at the span's start; it reads no further than the span's end.
    pub fn end(&self, text: &str, within: Span) -> Option<usize> {
        let input = input(text, within);
        let mut caches = self.caches.get();
        match self.dfa.try_search_fwd(&mut caches.dfa, &input) {
            Ok(found) => found.map(|m| m.offset()),
            // A word boundary beside a letter that is not ASCII.
            Err(_) => self.slow_groups(&mut caches, &input)?.get_match().map(|m| m.end()),
        }
    }

    /// The groups of the match that begins at the span's start.
    pub fn groups(&self, text: &str, within: Span) -> Option<Captures> {
        let input = input(text, within);
        let mut caches = self.caches.get();
        let end = match self.dfa.try_search_fwd(&mut caches.dfa, &input) {
            Ok(found) => found?.offset(),
            Err(_) => return self.slow_groups(&mut caches, &input),
        };
        let input = input.span(within.start..end);
        let mut captures = self.groups.create_captures();
        match self.groups.try_search(&mut caches.groups, &input, &mut captures) {
            Ok(()) => captures.is_match().then_some(captures),
            Err(_) => self.slow_groups(&mut caches, &input),
        }
    }

    fn slow_groups(&self, caches: &mut Caches, input: &Input<'_>) -> Option<Captures> {
        let mut captures = self.slow.create_captures();
        let cache = caches.slow.get_or_insert_with(|| Box::new(self.slow.create_cache()));
        self.slow.search(cache, input, &mut captures);
        captures.is_match().then_some(captures)
    }
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
        assert!(machine.groups("aa°", Span::new(0, 4)).is_some());
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
