//! Writes the automaton of an expression as bytes, for `src/grammar/states.rs` to read.

use crate::states::{BINARY, BYTE, CAPTURE, CLASS, FAIL, LOOK, MATCH, RANGE, SPARSE, UNION};
use regex_automata::{
    nfa::thompson::{NFA, State},
    util::primitives::StateID,
};

/// The automaton of one expression as bytes; `None` for one that the compiler does not make.
pub fn write(nfa: &NFA) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for n in [nfa.start_anchored().as_usize(), nfa.start_unanchored().as_usize(), nfa.states().len()] {
        number(&mut out, n);
    }
    for (at, state) in nfa.states().iter().enumerate() {
        let (does, next) = written(state)?;
        out.extend(does);
        for next in next {
            let on = next.as_usize() as i64 - at as i64;
            number(&mut out, ((on << 1) ^ (on >> 63)) as usize);
        }
    }
    Some(out)
}

/// What a state does, without where it leads, and the states that it leads to.
fn written(state: &State) -> Option<(Vec<u8>, Vec<StateID>)> {
    Some(match state {
        State::ByteRange { trans } if trans.start == trans.end => (vec![BYTE, trans.start], vec![trans.next]),
        State::ByteRange { trans } => (vec![RANGE, trans.start, trans.end], vec![trans.next]),
        State::Sparse(sparse) => {
            let first = sparse.transitions.first()?.next;
            let class = sparse.transitions.iter().all(|t| t.next == first);
            let mut does = vec![if class { CLASS } else { SPARSE }];
            number(&mut does, sparse.transitions.len());
            does.extend(sparse.transitions.iter().flat_map(|t| [t.start, t.end]));
            let next = sparse.transitions.iter().map(|t| t.next);
            (does, if class { vec![first] } else { next.collect() })
        }
        State::BinaryUnion { alt1, alt2 } => (vec![BINARY], vec![*alt1, *alt2]),
        State::Union { alternates } => {
            let mut does = vec![UNION];
            number(&mut does, alternates.len());
            (does, alternates.to_vec())
        }
        State::Look { look, next } => {
            let mut does = vec![LOOK];
            number(&mut does, look.as_repr() as usize);
            (does, vec![*next])
        }
        State::Capture { next, slot, .. } => {
            let mut does = vec![CAPTURE];
            number(&mut does, slot.as_usize());
            (does, vec![*next])
        }
        State::Fail => (vec![FAIL], Vec::new()),
        State::Match { .. } => (vec![MATCH], Vec::new()),
        State::Dense(_) => return None,
    })
}

fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
