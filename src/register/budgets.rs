//! Which chapters and funds each budget dossier has.

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../../grammar/register/budget_chapters.tsv");

/// The budgets of 1970 to 1994, from before the table begins: most of their papers belong to a chapter, as
/// the scanned papers of those years show.
const EARLY: [u32; 25] = [
    10300, 10900, 11500, 12000, 12600, 13100, 13600, 14100, 14800, 15300, 15800, 16400, 17100, 17600, 18100, 18600, 19200, 19700, 20200, 20800, 21300, 21800,
    22300, 22800, 23400,
];

/// The chapters of budget dossiers, with the numbers that their papers bear.
#[derive(Debug)]
pub(crate) struct Budgets(FxHashMap<&'static str, Vec<Chapter>>);

#[derive(Debug, Clone, Copy)]
struct Chapter {
    suffix: &'static str,
    min: u32,
    max: u32,
}

impl Budgets {
    pub fn own() -> Self {
        let mut dossiers: FxHashMap<&str, Vec<Chapter>> = FxHashMap::default();
        for line in TABLE.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [dossier, suffix, _, min, max] = cells[..] else { continue };
            let number = |s: &str| s.parse().ok();
            if let (Some(min), Some(max)) = (number(min), number(max)) {
                dossiers.entry(dossier).or_default().push(Chapter { suffix, min, max });
            }
        }
        Self(dossiers)
    }

    /// Whether `dossier` is a budget from before the table begins, so that a number in it says little without its chapter.
    pub fn is_early(dossier: &str) -> bool {
        dossier.parse().is_ok_and(|d| EARLY.binary_search(&d).is_ok())
    }

    /// Whether `dossier` is known to have papers of a chapter or fund.
    pub fn has(&self, dossier: &str, suffix: &str) -> bool {
        self.0.get(dossier).is_some_and(|chapters| chapters.iter().any(|c| c.suffix == suffix))
    }

    /// The chapters of `dossier` that may have a paper `number`; `None` where it is no budget dossier.
    pub fn chapters(&self, dossier: &str, number: u32) -> Option<Vec<&'static str>> {
        let chapters = self.0.get(dossier)?;
        // A dossier in which a chapter or two happen to occur is no budget.
        const FEWEST: usize = 4;
        let named = chapters.iter().filter(|c| !c.suffix.is_empty()).count();
        (named >= FEWEST).then(|| chapters.iter().filter(|c| !c.suffix.is_empty() && c.min <= number && number <= c.max).map(|c| c.suffix).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_before_the_table() {
        assert!(EARLY.is_sorted());
        assert!(Budgets::is_early("21800") && !Budgets::is_early("21801"));
    }
}
