//! Counting out a range.

use std::cell::Cell;

/// The members of a range from `first` to `last`, both included, where they can be counted: the ends
/// differ only in their last whole number ("300", "303"; "10:28", "10:30"; "7.6", "7.8") or in one
/// letter ("5a", "5d"; "54a", "g"). `None` where they cannot, or where there are more than `max`.
pub(crate) fn members(first: &str, last: &str, max: usize) -> Option<Vec<String>> {
    let (stem, from) = split(first, |c| c.is_ascii_digit());
    let (other, to) = split(last, |c| c.is_ascii_digit());
    if !from.is_empty() && !to.is_empty() {
        if stem != other && !(other.is_empty() && stem.ends_with(['.', ':', '-'])) {
            return None;
        }
        // "7.03" keeps its nought.
        let width = if from.starts_with('0') { from.len() } else { 0 };
        let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
        // "p. 1233-35", "nrs. 121-3" are not ranges that fall; a falling one is a slip.
        if to < from || to - from >= max {
            return None;
        }
        return Some((from..=to).map(|n| format!("{stem}{n:0width$}")).collect());
    }
    let (stem, from) = split(first, |c| c.is_ascii_alphabetic());
    let (other, to) = split(last, |c| c.is_ascii_alphabetic());
    let ([from], [to]) = (from.as_bytes(), to.as_bytes()) else { return None };
    let same_case = from.is_ascii_lowercase() == to.is_ascii_lowercase();
    if (stem != other && !other.is_empty()) || !same_case || to < from {
        return None;
    }
    Some((*from..=*to).map(|letter| format!("{stem}{}", char::from(letter))).collect())
}

/// How many members the ranges of one text may be counted out to in all: far more than any writer means, and
/// no more for each of its bytes than memory bears.
#[derive(Debug)]
pub(crate) struct Allowance {
    each: usize,
    counted: Cell<usize>,
}

impl Allowance {
    /// For ranges of at most `each` members.
    pub fn new(each: usize) -> Self {
        Self { each, counted: Cell::new(0) }
    }

    /// How many members a range may have that ends at the byte `at` of the text.
    pub fn at(&self, at: usize) -> usize {
        const RANGES: usize = 20;
        const BYTES: usize = 4;
        self.each.min((self.each.saturating_mul(RANGES) + at / BYTES).saturating_sub(self.counted.get()))
    }

    /// Takes note of a range that was counted out.
    pub fn count(&self, members: usize) {
        self.counted.set(self.counted.get() + members);
    }
}

/// `text` before and from the run of characters at its end that are `wanted`.
fn split(text: &str, wanted: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.trim_end_matches(wanted).len())
}

#[cfg(test)]
mod tests {
    use super::{Allowance, members};

    #[test]
    fn ranges_without_end_are_counted_out_to_an_end() {
        let allowance = Allowance::new(200);
        for _ in 0..20 {
            assert_eq!(allowance.at(0), 200);
            allowance.count(200);
        }
        assert_eq!((allowance.at(0), allowance.at(100), allowance.at(10_000)), (0, 25, 200));
    }

    #[test]
    fn what_can_be_counted_is() {
        assert_eq!(members("300", "303", 200).unwrap(), ["300", "301", "302", "303"]);
        assert_eq!(members("10:28", "10:30", 200).unwrap(), ["10:28", "10:29", "10:30"]);
        assert_eq!(members("7.6", "7.8", 200).unwrap().len(), 3);
        assert_eq!(members("7.03", "7.04", 200).unwrap(), ["7.03", "7.04"]);
        assert_eq!(members("5a", "5d", 200).unwrap(), ["5a", "5b", "5c", "5d"]);
        assert_eq!(members("54a", "c", 200).unwrap(), ["54a", "54b", "54c"]);
    }

    #[test]
    fn what_cannot_be_counted_is_left() {
        for (first, last) in [("37a", "38l"), ("12", "7"), ("1", "999999"), ("3", "4b"), ("7.6", "8.1")] {
            assert_eq!(members(first, last, 200), None, "{first}-{last}");
        }
    }
}
