//! Writes the automaton of an expression as bytes, for `src/grammar/states.rs` to read.

use crate::states::{BINARY, BYTE, CAPTURE, CLASS, FAIL, LOOK, MATCH, RANGE, SPARSE, UNION};
use regex_automata::{
    nfa::thompson::{NFA, State},
    util::primitives::StateID,
};

/// The automaton of one expression as bytes; `None` for one that the compiler does not make.
pub fn write(nfa: &NFA) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    number(&mut out, nfa.start_anchored().as_usize());
    number(&mut out, nfa.start_unanchored().as_usize());
    number(&mut out, nfa.states().len());
    for (at, state) in nfa.states().iter().enumerate() {
        let to = |out: &mut Vec<u8>, next: StateID| {
            let on = next.as_usize() as i64 - at as i64;
            number(out, ((on << 1) ^ (on >> 63)) as usize);
        };
        match state {
            State::ByteRange { trans } if trans.start == trans.end => {
                out.extend([BYTE, trans.start]);
                to(&mut out, trans.next);
            }
            State::ByteRange { trans } => {
                out.extend([RANGE, trans.start, trans.end]);
                to(&mut out, trans.next);
            }
            State::Sparse(sparse) => {
                let first = sparse.transitions.first()?.next;
                let class = sparse.transitions.iter().all(|t| t.next == first);
                out.push(if class { CLASS } else { SPARSE });
                number(&mut out, sparse.transitions.len());
                if class {
                    to(&mut out, first);
                }
                for trans in &*sparse.transitions {
                    out.extend([trans.start, trans.end]);
                    if !class {
                        to(&mut out, trans.next);
                    }
                }
            }
            State::BinaryUnion { alt1, alt2 } => {
                out.push(BINARY);
                to(&mut out, *alt1);
                to(&mut out, *alt2);
            }
            State::Union { alternates } => {
                out.push(UNION);
                number(&mut out, alternates.len());
                alternates.iter().for_each(|next| to(&mut out, *next));
            }
            State::Look { look, next } => {
                out.push(LOOK);
                number(&mut out, look.as_repr() as usize);
                to(&mut out, *next);
            }
            State::Capture { next, slot, .. } => {
                out.push(CAPTURE);
                number(&mut out, slot.as_usize());
                to(&mut out, *next);
            }
            State::Fail => out.push(FAIL),
            State::Match { .. } => out.push(MATCH),
            State::Dense(_) => return None,
        }
    }
    Some(out)
}

fn number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
