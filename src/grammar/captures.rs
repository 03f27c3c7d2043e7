//! The groups of a match whose words are known, by plain backtracking over an automaton's states.
//!
//! A backtracker that keeps a mark for each state at each place never goes the same way twice, but to clear
//! the marks of an automaton of thousands of states costs more than most of our searches. This one keeps
//! none, leaves out the ways that the next letter does not begin, and gives up after so many steps for each
//! letter: who asks takes the other then.

use crate::span::Span;
use regex_automata::{
    nfa::thompson::{NFA, State, Transition},
    util::primitives::StateID,
};

/// The most steps, for each letter and for the empty match.
const STEPS: usize = 256;
/// What a slot holds that is not filled.
const EMPTY: usize = usize::MAX;

/// What a search works with, kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// Ways not gone yet, and slots to be filled as they were before a way is gone.
    left: Vec<Left>,
    /// Where each group begins and ends.
    slots: Vec<usize>,
    first: First,
}

/// What the states of an automaton may read next, as far as it was asked for: a bit for each [`class`] of bytes, all of
/// them where nothing need be read, none where nobody has asked.
#[derive(Debug, Default)]
struct First(Vec<u128>);

#[derive(Debug)]
enum Left {
    Way { state: StateID, at: usize },
    Slot { slot: usize, was: usize },
}

/// The bit of what stands next: of a byte of ASCII, of any beyond it, or of the end, at which no byte is read. The bytes of
/// the first two are no letters and share that of the third.
fn class(byte: Option<&u8>) -> u128 {
    match byte {
        None => 1 << 1,
        Some(0x80..) => 1,
        Some(&byte) => 1 << byte.max(2),
    }
}

/// The classes that the transition takes.
fn taken(transition: Transition) -> u128 {
    let (least, most) = (transition.start, transition.end);
    let beyond = u128::from(most >= 0x80);
    let (least, most) = (least.max(2), most.clamp(2, 0x7F));
    if least > most { beyond } else { beyond | (u128::MAX >> (0x7F - most + least)) << least }
}

impl First {
    /// Whether the state may read what has this class.
    fn may(&mut self, nfa: &NFA, state: StateID, next: u128) -> bool {
        let known = self.0[state.as_usize()];
        (if known == 0 { self.of(nfa, state, 0) } else { known }) & next != 0
    }

    fn of(&mut self, nfa: &NFA, state: StateID, depth: usize) -> u128 {
        /// A chain of states that read nothing is followed so far.
        const DEEPEST: usize = 200;
        let known = self.0[state.as_usize()];
        if known != 0 {
            return known;
        }
        if depth == DEEPEST {
            return u128::MAX;
        }
        // What a loop leads back to.
        self.0[state.as_usize()] = u128::MAX;
        let mut of = |next: StateID| self.of(nfa, next, depth + 1);
        let all = match nfa.state(state) {
            State::ByteRange { trans } => taken(*trans),
            State::Sparse(sparse) => sparse.transitions.iter().fold(0, |all, trans| all | taken(*trans)),
            State::Look { next, .. } | State::Capture { next, .. } => of(*next),
            State::Union { alternates } => alternates.iter().fold(0, |all, next| all | of(*next)),
            State::BinaryUnion { alt1, alt2 } => of(*alt1) | of(*alt2),
            State::Dense(_) | State::Match { .. } => u128::MAX,
            State::Fail => 0,
        };
        self.0[state.as_usize()] = all;
        all
    }
}

/// The groups of the first match of `nfa` that begins where `found` does and ends within it, the whole first, in
/// offsets that begin at `from`; `None` where there is none, or where it would take too many steps to tell.
pub(super) fn groups(nfa: &NFA, bytes: &[u8], found: Span, from: usize, work: &mut Work) -> Option<Vec<Option<Span>>> {
    let Work { left, slots, first } = work;
    first.0.resize(nfa.states().len(), 0);
    left.clear();
    slots.clear();
    slots.resize(nfa.group_info().slot_len(), EMPTY);
    let within = &bytes[..found.end];
    let mut steps = STEPS * (found.len() + 1);
    left.push(Left::Way { state: nfa.start_anchored(), at: found.start });
    while let Some(next) = left.pop() {
        let (mut state, mut at) = match next {
            Left::Way { state, at } => (state, at),
            Left::Slot { slot, was } => {
                slots[slot] = was;
                continue;
            }
        };
        loop {
            steps = steps.checked_sub(1)?;
            match nfa.state(state) {
                State::ByteRange { trans } => match within.get(at) {
                    Some(&byte) if trans.matches_byte(byte) => (state, at) = (trans.next, at + 1),
                    _ => break,
                },
                State::Sparse(sparse) => match sparse.matches(within, at) {
                    Some(next) => (state, at) = (next, at + 1),
                    None => break,
                },
                State::Dense(dense) => match dense.matches(within, at) {
                    Some(next) => (state, at) = (next, at + 1),
                    None => break,
                },
                State::Look { look, next } => {
                    if !nfa.look_matcher().matches(*look, bytes, at) {
                        break;
                    }
                    state = *next;
                }
                State::Union { alternates } => {
                    let next = class(within.get(at));
                    left.extend(alternates.iter().rev().filter(|state| first.may(nfa, **state, next)).map(|&state| Left::Way { state, at }));
                    break;
                }
                State::BinaryUnion { alt1, alt2 } => {
                    let next = class(within.get(at));
                    if first.may(nfa, *alt2, next) {
                        left.push(Left::Way { state: *alt2, at });
                    }
                    if !first.may(nfa, *alt1, next) {
                        break;
                    }
                    state = *alt1;
                }
                State::Capture { next, slot, .. } => {
                    let slot = slot.as_usize();
                    left.push(Left::Slot { slot, was: slots[slot] });
                    slots[slot] = at;
                    state = *next;
                }
                State::Fail => break,
                State::Match { .. } => return Some(spans(slots, from)),
            }
        }
    }
    None
}

fn spans(slots: &[usize], from: usize) -> Vec<Option<Span>> {
    let span = |pair: &[usize]| (pair[0] != EMPTY && pair[1] != EMPTY).then(|| Span::new(from + pair[0], from + pair[1]));
    slots.chunks_exact(2).map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_automata::{Anchored, Input, nfa::thompson::backtrack::BoundedBacktracker};

    /// The groups of the match at the beginning of `text`: by this machine, and by the library's.
    fn both(expression: &str, text: &str) -> [Option<Vec<Option<Span>>>; 2] {
        let machine = BoundedBacktracker::new(expression).unwrap();
        let mut captures = machine.create_captures();
        machine.try_search(&mut machine.create_cache(), &Input::new(text).anchored(Anchored::Yes), &mut captures).unwrap();
        let span = |number| captures.get_group(number).map(|group| Span::new(group.start, group.end));
        let theirs = captures.is_match().then(|| (0..captures.group_len()).map(span).collect());
        let end = captures.get_match().map_or(text.len(), |found| found.end());
        [groups(machine.get_nfa(), text.as_bytes(), Span::new(0, end), 0, &mut Work::default()), theirs]
    }

    #[test]
    fn the_groups_are_those_of_the_library() {
        for (expression, text) in [
            (r"(a+)(b)?\b", "aab c"),
            (r"(?:(a)|(b))+", "ab"),
            (r"(?:(a|ab)(c|bcd))(d*)", "abcd"),
            (r"(?:art\.|artikel) ?([0-9]+[a-z]?)(?:, ([0-9]+))*(?: en ([0-9]+))?", "artikel 3a, 4, 5 en 6 van"),
            (r"([^,;]*?)(,|;)", "niets, en; meer"),
            ("(?:x|(é))+", "xéx"),
        ] {
            let [ours, theirs] = both(expression, text);
            assert!(ours.is_some(), "{expression}");
            assert_eq!(ours, theirs, "{expression}");
        }
        assert_eq!(both("a(b)", "ac"), [None, None]);
    }

    #[test]
    fn what_a_transition_takes_has_its_bit() {
        for (start, end) in [(0, 0), (0, 1), (1, 2), (b'a', b'z'), (0x7F, 0x7F), (0x70, 0x90), (0x80, 0xFF), (0, 0xFF)] {
            let bits = (start..=end).fold(0, |bits, byte| bits | class(Some(&byte)));
            assert_eq!(taken(Transition { start, end, next: StateID::ZERO }), bits, "{start} to {end}");
        }
    }

    #[test]
    fn what_takes_too_long_is_given_up() {
        let text = "a".repeat(60);
        let [ours, theirs] = both("(?:(a)|(a))*b|(a+)", &text);
        assert_eq!((ours, theirs.unwrap()[3]), (None, Some(Span::new(0, 60))));
        // An empty loop has no end of its own.
        let [ours, theirs] = both("(?:(a?)*?)*b|(a)", "a");
        assert!(ours.is_none() || ours == theirs);
    }
}
