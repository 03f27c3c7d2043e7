//! The automaton of an expression from bytes. The build script writes those of our own expressions: most of the time
//! that compiling one takes goes into reading the expression.
//!
//! First come the states that it begins with, anchored and not, and how many there are; then each, by its kind.
//! Numbers are LEB128; the state that another leads to is written as how far on it stands (zigzag).

use regex_automata::{
    nfa::thompson::{Builder, NFA, Transition},
    util::{look::Look, primitives::StateID},
};

/// One byte leads on.
pub(crate) const BYTE: u8 = 0;
/// A range of bytes leads on.
pub(crate) const RANGE: u8 = 1;
/// Ranges that lead to one state.
pub(crate) const CLASS: u8 = 2;
/// Ranges that lead to a state each.
pub(crate) const SPARSE: u8 = 3;
/// One of two or more states, the first if both will do.
pub(crate) const BINARY: u8 = 4;
pub(crate) const UNION: u8 = 5;
pub(crate) const LOOK: u8 = 6;
pub(crate) const CAPTURE: u8 = 7;
pub(crate) const FAIL: u8 = 8;
pub(crate) const MATCH: u8 = 9;

/// The automaton that the bytes are of; `None` where they are of none.
pub(crate) fn read(bytes: &[u8]) -> Option<NFA> {
    let mut bytes = Bytes(bytes);
    let (anchored, unanchored, count) = (bytes.id()?, bytes.id()?, bytes.number()?);
    let mut builder = Builder::new();
    builder.start_pattern().ok()?;
    for at in 0..count {
        match bytes.byte()? {
            tag @ (BYTE | RANGE) => {
                let start = bytes.byte()?;
                let end = if tag == BYTE { start } else { bytes.byte()? };
                builder.add_range(Transition { start, end, next: bytes.next(at, count)? })
            }
            CLASS => {
                let mut ranges = bytes.ranges()?;
                let next = bytes.next(at, count)?;
                ranges.iter_mut().for_each(|range| range.next = next);
                builder.add_sparse(ranges)
            }
            SPARSE => {
                let mut ranges = bytes.ranges()?;
                for range in &mut ranges {
                    range.next = bytes.next(at, count)?;
                }
                builder.add_sparse(ranges)
            }
            BINARY => builder.add_union(vec![bytes.next(at, count)?, bytes.next(at, count)?]),
            UNION => {
                let alternates = bytes.number()?;
                builder.add_union((0..alternates).map(|_| bytes.next(at, count)).collect::<Option<_>>()?)
            }
            LOOK => {
                let look = Look::from_repr(u32::try_from(bytes.number()?).ok()?)?;
                builder.add_look(bytes.next(at, count)?, look)
            }
            CAPTURE => {
                let slot = bytes.number()?;
                let (group, next) = (u32::try_from(slot / 2).ok()?, bytes.next(at, count)?);
                if slot % 2 == 0 { builder.add_capture_start(next, group, None) } else { builder.add_capture_end(next, group) }
            }
            FAIL => builder.add_fail(),
            MATCH => builder.add_match(),
            _ => return None,
        }
        .ok()?;
    }
    builder.finish_pattern(anchored).ok()?;
    builder.build(anchored, unanchored).ok()
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// Ranges of bytes that lead nowhere yet.
    fn ranges(&mut self) -> Option<Vec<Transition>> {
        let count = self.number()?;
        (0..count).map(|_| Some(Transition { start: self.byte()?, end: self.byte()?, next: StateID::ZERO })).collect()
    }

    fn id(&mut self) -> Option<StateID> {
        StateID::new(self.number()?).ok()
    }

    /// The state that the one at `at` of `count` leads to.
    fn next(&mut self, at: usize, count: usize) -> Option<StateID> {
        let on = self.number()?;
        let on = (on >> 1) as isize ^ -((on & 1) as isize);
        StateID::new(at.checked_add_signed(on).filter(|next| *next < count)?).ok()
    }
}
