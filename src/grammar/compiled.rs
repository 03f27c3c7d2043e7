//! Our own expressions, compiled by the build script into one file that is read in place.
//!
//! The file begins with how many expressions there are and a row for each, by hash. A row has the hash, where the entry
//! begins, and how long its parts are: the expression, its automaton for the letters of ASCII, as [`super::states`] has it,
//! that for all letters where masks are no help, and what is said of it, [`WORDS`] and [`MASKS`]. Numbers are little-endian.

/// The bytes of a row.
pub(crate) const ROW: usize = 28;
/// The expression asks where words begin or end.
pub(crate) const WORDS: u8 = 1;
/// The expression matches no letter beyond ASCII.
pub(crate) const MASKS: u8 = 2;

/// The hash of an expression, or of other bytes (FNV-1a).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the file has of an expression.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ready<'a> {
    /// Its automaton for the letters of ASCII.
    pub ascii: &'a [u8],
    /// Its automaton for all letters; empty where masks help.
    pub letters: &'a [u8],
    /// What is said of it.
    pub said: u8,
}

/// What the file has of an expression.
pub(crate) fn find<'a>(file: &'a [u8], expression: &str) -> Option<Ready<'a>> {
    let count = number(file, 0)?;
    let hash_at = |row: usize| Some(u64::from_le_bytes(file.get(4 + row * ROW..)?.get(..8)?.try_into().ok()?));
    let wanted = hash(expression.as_bytes());
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if hash_at(middle)? < wanted { low = middle + 1 } else { high = middle }
    }
    let twins = (low..count).take_while(|row| hash_at(*row) == Some(wanted));
    twins.map(|row| 4 + row * ROW + 8).find_map(|row| {
        let [start, own, ascii, letters, said] = [0, 4, 8, 12, 16].map(|at| number(file, row + at));
        let (own, rest) = file.get(start?..)?.split_at_checked(own?)?;
        let (ascii, rest) = rest.split_at_checked(ascii?)?;
        let said = u8::try_from(said?).ok()?;
        (own == expression.as_bytes()).then_some(Ready { ascii, letters: rest.get(..letters?)?, said })
    })
}

fn number(file: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(file.get(at..)?.get(..4)?.try_into().ok()?) as usize)
}
