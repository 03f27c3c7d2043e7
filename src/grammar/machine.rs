//! A compiled expression, for searches that begin where a trigger stands.
//!
//! A lazy automaton says how far a match reaches, which fails within a few bytes at most triggers; only
//! what matched is gone through again for its groups. Nothing is read backwards or unanchored, which a
//! general regular expression would be compiled for.

use super::{ascii, captures, compiled, states};
use crate::span::{self, Span};
use regex_automata::{
    Anchored, Input,
    hybrid::dfa::{self, DFA},
    nfa::thompson::{
        self, NFA, State, Transition, WhichCaptures,
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

/// Our own expressions, as the build script has compiled them.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/patterns.bin"));

/// What a search works with; each thread has its own.
type Caches<T> = Pool<T, Box<dyn Fn() -> T + Send + Sync + UnwindSafe + RefUnwindSafe>>;

/// A compiled expression.
pub(crate) struct Machine {
    dfa: DFA,
    groups: BoundedBacktracker,
    caches: Caches<(dfa::Cache, captures::Work)>,
    /// For the groups of a match that takes the other one too many steps; made when it is needed.
    marking: OnceLock<Caches<backtrack::Cache>>,
    /// The bytes of ASCII that a match may begin with, a bit for each.
    first: u128,
    /// Whether it asks where words begin or end, and whether it may do so before its first letter.
    words: bool,
    looks_behind: bool,
    /// Whether letters beyond ASCII can be masked, for it matches none.
    masks: bool,
    /// For such letters where it matches them, and for very long matches; compiled when it is needed.
    slow: OnceLock<Option<(PikeVM, Caches<pikevm::Cache>)>>,
    expression: Box<str>,
}

impl Machine {
    /// The machine of an expression, ready-made if it is one of ours; the message says what is wrong with it.
    pub fn new(expression: &str) -> Result<Self, String> {
        let ready = || {
            let ready = compiled::find(COMPILED, expression)?;
            Self::of(expression, states::read(ready.ascii)?, ready.said & compiled::WORDS != 0, ready.said & compiled::MASKS != 0).ok()
        };
        ready().map_or_else(|| Self::compile(expression), Ok)
    }

    /// Compiles an expression; the message says what is wrong with it.
    pub fn compile(expression: &str) -> Result<Self, String> {
        let (ascii, words) = ascii::ascii(expression);
        let nfa = NFA::compiler().configure(config()).build(&ascii).map_err(|e| message(&e))?;
        Self::of(expression, nfa, words, ascii::matches_no_letter(expression))
    }

    fn of(expression: &str, nfa: NFA, words: bool, masks: bool) -> Result<Self, String> {
        let first = first_bytes(&nfa);
        let looks_behind = words && !nfa.look_set_prefix_any().is_empty();
        let lazy = (0..=u8::MAX).filter(|byte| words && ascii::begins_letter(*byte)).fold(DFA::config(), |config, byte| config.quit(byte, true));
        let dfa = DFA::builder().configure(lazy.skip_cache_capacity_check(true)).build_from_nfa(nfa.clone()).map_err(|e| e.to_string())?;
        let marks = BoundedBacktracker::config().visited_capacity(MARKS);
        let groups = BoundedBacktracker::builder().configure(marks).build_from_nfa(nfa).map_err(|e| e.to_string())?;
        let for_dfa = dfa.clone();
        let caches: Caches<_> = Pool::new(Box::new(move || (for_dfa.create_cache(), captures::Work::default())));
        Ok(Self { dfa, groups, caches, marking: OnceLock::new(), first, words, looks_behind, masks, slow: OnceLock::new(), expression: expression.into() })
    }

    /// Where the match ends that begins at the span's start; it reads no further than the span's end.
    pub fn end(&self, text: &str, within: Span) -> Option<usize> {
        if text.as_bytes().get(within.start).is_some_and(|byte| byte.is_ascii() && self.first >> byte & 1 == 0) {
            return None;
        }
        let within = limited(text, within);
        if !(self.looks_behind && behind_letter(text, within.start))
            && let Ok(found) = self.dfa.try_search_fwd(&mut self.caches.get().0, &input(text.as_bytes(), within))
        {
            return found.map(|m| m.offset());
        }
        // A letter that is not ASCII.
        if self.masks {
            let (bytes, from) = masked(text, within);
            let within = Span::new(within.start - from, within.end - from);
            if let Ok(found) = self.dfa.try_search_fwd(&mut self.caches.get().0, &input(&bytes, within)) {
                return found.map(|m| m.offset() + from);
            }
        }
        Some(self.slow(text, within)?.first()?.as_ref()?.end)
    }

    /// The groups of the match that begins at the span's start and, as [`Machine::end`] says, ends at its end; the
    /// first is the whole.
    pub fn groups(&self, text: &str, found: Span) -> Option<Vec<Option<Span>>> {
        let letters = || {
            behind_letter(text, found.start) || text.as_bytes()[found.range()].iter().chain(text.as_bytes().get(found.end)).any(|b| ascii::begins_letter(*b))
        };
        if !(self.words && letters()) {
            return self.quick_groups(text.as_bytes(), found, 0).or_else(|| self.slow(text, found));
        }
        if self.masks {
            let (bytes, from) = masked(text, found);
            return self.quick_groups(&bytes, Span::new(found.start - from, found.end - from), from).or_else(|| self.slow(text, found));
        }
        self.slow(text, found)
    }

    /// The groups in `bytes`, which begin at `from` of the text; `None` where the match is too long.
    fn quick_groups(&self, bytes: &[u8], found: Span, from: usize) -> Option<Vec<Option<Span>>> {
        captures::groups(self.groups.get_nfa(), bytes, found, from, &mut self.caches.get().1).or_else(|| self.marked_groups(bytes, found, from))
    }

    fn marked_groups(&self, bytes: &[u8], found: Span, from: usize) -> Option<Vec<Option<Span>>> {
        let caches = self.marking.get_or_init(|| {
            let for_cache = self.groups.clone();
            Pool::new(Box::new(move || for_cache.create_cache()))
        });
        let mut captures = self.groups.create_captures();
        self.groups.try_search(&mut caches.get(), &input(bytes, found), &mut captures).ok()?;
        groups(&captures, from)
    }

    fn slow(&self, text: &str, within: Span) -> Option<Vec<Option<Span>>> {
        let compile = || {
            let ready = || states::read(compiled::find(COMPILED, &self.expression)?.letters);
            let nfa = ready().or_else(|| NFA::compiler().configure(config()).build(&self.expression).ok())?;
            let machine = PikeVM::new_from_nfa(nfa).ok()?;
            let for_cache = machine.clone();
            let caches: Caches<_> = Pool::new(Box::new(move || for_cache.create_cache()));
            Some((machine, caches))
        };
        let (machine, caches) = self.slow.get_or_init(compile).as_ref()?;
        let mut captures = machine.create_captures();
        machine.search(&mut caches.get(), &input(text.as_bytes(), within), &mut captures);
        groups(&captures, 0)
    }
}

fn config() -> thompson::Config {
    thompson::Config::new().which_captures(WhichCaptures::All).nfa_size_limit(Some(LARGEST))
}

fn input(bytes: &[u8], within: Span) -> Input<'_> {
    Input::new(bytes).span(within.range()).anchored(Anchored::Yes)
}

/// The bytes of ASCII that a match may begin with, a bit for each; all of them if it may be empty.
fn first_bytes(nfa: &NFA) -> u128 {
    let mut seen = vec![false; nfa.states().len()];
    let mut open = vec![nfa.start_anchored()];
    let mut first = 0;
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.as_usize()], true) {
            continue;
        }
        match nfa.state(id) {
            State::ByteRange { trans } => first |= ascii_bits(*trans),
            State::Sparse(transitions) => first |= transitions.transitions.iter().map(|t| ascii_bits(*t)).fold(0, |all, bits| all | bits),
            State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
            State::Union { alternates } => open.extend(alternates),
            State::BinaryUnion { alt1, alt2 } => open.extend([alt1, alt2]),
            State::Dense(_) | State::Match { .. } => return u128::MAX,
            State::Fail => {}
        }
    }
    first
}

/// A bit for each byte of ASCII that the transition takes.
fn ascii_bits(taken: Transition) -> u128 {
    (taken.start..=taken.end).filter(u8::is_ascii).fold(0, |bits, byte| bits | 1 << byte)
}

/// The span, and no more than the longest.
fn limited(text: &str, within: Span) -> Span {
    Span::new(within.start, span::floor(text, within.end.min(within.start + LONGEST)))
}

/// The groups of a match, whose offsets begin at `from`.
fn groups(captures: &Captures, from: usize) -> Option<Vec<Option<Span>>> {
    let group = |number: usize| captures.get_group(number).map(|group| Span::new(from + group.start, from + group.end));
    captures.is_match().then(|| (0..captures.group_len()).map(group).collect())
}

/// Whether a letter beyond ASCII stands before `at`.
fn behind_letter(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[..at];
    before.last().is_some_and(|b| !b.is_ascii()) && before.iter().rev().find(|b| **b >= 0xC0).is_some_and(|b| ascii::begins_letter(*b))
}

/// The span and the characters beside it with masks, and where that begins.
fn masked(text: &str, within: Span) -> (Vec<u8>, usize) {
    let from = text[..within.start].chars().next_back().map_or(within.start, |c| within.start - c.len_utf8());
    let to = text[within.end..].chars().next().map_or(within.end, |c| within.end + c.len_utf8());
    (ascii::masked(&text[from..to]), from)
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
        assert_eq!(groups, [Some(Span::new(1, 4)), Some(Span::new(1, 3)), Some(Span::new(3, 4))]);
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
        assert!(machine.groups("iié", Span::new(0, 2)).unwrap()[1].is_none());
    }

    #[test]
    fn what_a_match_may_begin_with_is_known() {
        let first = |expression: &str| first_bytes(Machine::compile(expression).unwrap().groups.get_nfa());
        let bits = |bytes: &str| bytes.bytes().fold(0, |bits, byte| bits | 1 << byte);
        assert_eq!(first(r"\b(?:a|(b)|[0-2]x)?c"), bits("abc012"));
        assert_eq!(first("(?i:ab)"), bits("aA"));
        assert_eq!(first("é|a"), bits("a"));
        assert_eq!(first("a?"), u128::MAX);
        assert_eq!(whole(&Machine::new("é|a").unwrap(), "é"), Some(2));
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

    #[test]
    fn our_own_expressions_are_compiled_as_they_would_be_here() {
        let grammar = crate::grammar::Grammar::own();
        let patterns = grammar.rules().iter().flat_map(|rule| std::iter::once(&rule.pattern).chain(&rule.more));
        let members = patterns.clone().flat_map(|pattern| &pattern.groups).filter_map(|group| group.member.as_ref());
        let guards = grammar.rules().iter().flat_map(|rule| rule.fields.values()).flat_map(|field| [&field.not_before, &field.not_at]).flatten();
        for lazy in patterns.map(|pattern| &pattern.regex).chain(members).chain(guards).chain([&grammar.list, &grammar.range]) {
            let found = compiled::find(COMPILED, lazy.source()).unwrap_or_else(|| panic!("the build script has left out {}", lazy.source()));
            let (ready, here) = (Machine::new(lazy.source()).unwrap(), Machine::compile(lazy.source()).unwrap());
            let of_letters = NFA::compiler().configure(config()).build(lazy.source()).unwrap();
            assert_eq!((ready.words, ready.looks_behind, ready.masks), (here.words, here.looks_behind, here.masks));
            let same = |ready: &[u8], here: &NFA| assert_eq!(format!("{:?}", states::read(ready).unwrap()), format!("{here:?}"), "{}", lazy.source());
            same(found.ascii, here.groups.get_nfa());
            assert_eq!(found.letters.is_empty(), ready.masks);
            if !ready.masks {
                same(found.letters, &of_letters);
            }
        }
        assert!(compiled::find(COMPILED, "no expression of ours").is_none());
    }
}
