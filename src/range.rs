//! Counting out a range.

use std::cell::Cell;

/// The ranges of one text. Many long ones in little text are no citations but a way to fill a memory: so
/// what is counted out of all together stays in proportion to the text.
#[derive(Debug)]
pub(crate) struct Ranges {
    most: usize,
    counted: Cell<usize>,
}

impl Ranges {
    /// So many full ranges may stand in any text.
    const FREE: usize = 100;
    /// And a member for so many bytes up to the range; in real text there are hundreds to a member.
    const BYTES: usize = 8;

    /// Ranges that are counted out to at most so many members each.
    pub const fn up_to(most: usize) -> Self {
        Self { most, counted: Cell::new(0) }
    }

    /// The [`members`] of a range that ends at byte `at` of the text.
    pub fn members(&self, first: &str, last: &str, at: usize) -> Option<Vec<String>> {
        let allowed = self.most.saturating_mul(Self::FREE).saturating_add(at / Self::BYTES);
        let members = members(first, last, self.most.min(allowed.saturating_sub(self.counted.get())))?;
        self.counted.set(self.counted.get() + members.len());
        Some(members)
    }
}

/// The members of a range from `first` to `last`, both included, where they can be counted: the ends
/// differ only in their last whole number ("300", "303"; "10:28", "10:30"; "7.6", "7.8") or in one
/// letter ("5a", "5d"; "54a", "g"). `None` where they cannot, or where there are more than `max`.
fn members(first: &str, last: &str, max: usize) -> Option<Vec<String>> {
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
    let ends = (split(first, |c| c.is_ascii_alphabetic()).1, split(last, |c| c.is_ascii_alphabetic()).1);
    let (Some((from, before)), Some((to, other_before))) = (ends.0.as_bytes().split_last(), ends.1.as_bytes().split_last()) else { return None };
    // "aa" to "ad", but "II" to "IV" are Roman numbers.
    const MOST_LETTERS: usize = 2;
    let roman = |end: &str| end.bytes().all(|b| b"ivxlIVXL".contains(&b));
    if before != other_before || before.len() > MOST_LETTERS || !before.is_empty() && roman(ends.0) && roman(ends.1) {
        return None;
    }
    let (stem, other) = (&first[..first.len() - 1], &last[..last.len() - 1]);
    let same_case = from.is_ascii_lowercase() == to.is_ascii_lowercase();
    if (stem != other && !other.is_empty()) || !same_case || to < from {
        return None;
    }
    if usize::from(to - from) >= max {
        return None;
    }
    Some((*from..=*to).map(|letter| format!("{stem}{}", char::from(letter))).collect())
}

/// `text` before and from the run of characters at its end that are `wanted`.
fn split(text: &str, wanted: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.trim_end_matches(wanted).len())
}

#[cfg(test)]
mod tests {
    use super::{Ranges, members};

    #[test]
    fn what_can_be_counted_is() {
        assert_eq!(members("300", "303", 200).unwrap(), ["300", "301", "302", "303"]);
        assert_eq!(members("10:28", "10:30", 200).unwrap(), ["10:28", "10:29", "10:30"]);
        assert_eq!(members("7.6", "7.8", 200).unwrap().len(), 3);
        assert_eq!(members("7.03", "7.04", 200).unwrap(), ["7.03", "7.04"]);
        assert_eq!(members("5a", "5d", 200).unwrap(), ["5a", "5b", "5c", "5d"]);
        assert_eq!(members("9aa", "9ac", 200).unwrap(), ["9aa", "9ab", "9ac"]);
        assert_eq!(members("54a", "c", 200).unwrap(), ["54a", "54b", "54c"]);
        assert_eq!(members("II", "IV", 200), None);
    }

    #[test]
    fn all_ranges_together_stay_in_proportion_to_the_text() {
        let count = |bytes: usize| {
            let ranges = Ranges::up_to(200);
            (0..bytes / 10).filter(|i| ranges.members("1", "200", i * 10).is_some()).count()
        };
        assert_eq!(count(1000), 100);
        assert_eq!(count(1_000_000), 100 + 999_990 / 8 / 200);
        let ranges = Ranges::up_to(2);
        assert_eq!(ranges.members("a", "c", 0), None);
        assert_eq!(ranges.members("a", "b", 0).unwrap(), ["a", "b"]);
    }

    #[test]
    fn what_cannot_be_counted_is_left() {
        for (first, last) in [("37a", "38l"), ("12", "7"), ("1", "999999"), ("3", "4b"), ("7.6", "8.1")] {
            assert_eq!(members(first, last, 200), None, "{first}-{last}");
        }
    }
}
