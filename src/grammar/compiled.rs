//! Our own expressions, compiled by the build script into one file that is read in place.
//!
//! The file begins with how many expressions there are and a row for each, by hash. A row has the hash, and of the entry
//! where it begins, how long the expression is and how long what follows it: [`WORDS`] and [`MASKS`], and the automaton
//! as [`super::states`] has it. Numbers are little-endian.

/// The bytes of a row.
pub(crate) const ROW: usize = 20;
/// The expression asks where words begin or end.
pub(crate) const WORDS: u8 = 1;
/// The expression matches no letter beyond ASCII.
pub(crate) const MASKS: u8 = 2;

/// The hash of an expression (FNV-1a).
pub(crate) fn hash(expression: &str) -> u64 {
    expression.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the file has of an expression: what is said of it, and the bytes of its automaton.
pub(crate) fn find<'a>(file: &'a [u8], expression: &str) -> Option<(u8, &'a [u8])> {
    let count = number(file, 0)?;
    let hash_at = |row: usize| Some(u64::from_le_bytes(file.get(4 + row * ROW..)?.get(..8)?.try_into().ok()?));
    let wanted = hash(expression);
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if hash_at(middle)? < wanted { low = middle + 1 } else { high = middle }
    }
    let twins = (low..count).take_while(|row| hash_at(*row) == Some(wanted));
    twins.map(|row| 4 + row * ROW + 8).find_map(|row| {
        let (start, own, rest) = (number(file, row)?, number(file, row + 4)?, number(file, row + 8)?);
        let entry = file.get(start..start + own + rest)?;
        let (said, automaton) = entry[own..].split_first()?;
        (&entry[..own] == expression.as_bytes()).then_some((*said, automaton))
    })
}

fn number(file: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(file.get(at..)?.get(..4)?.try_into().ok()?) as usize)
}
