//! Which chapters and funds each budget dossier has.

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../../grammar/register/budget_chapters.tsv");

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

    /// The chapters of `dossier` that may have a paper `number`; `None` where it is no budget dossier.
    pub fn chapters(&self, dossier: &str, number: u32) -> Option<Vec<&'static str>> {
        let chapters = self.0.get(dossier)?;
        // A dossier in which a chapter or two happen to occur is no budget.
        const FEWEST: usize = 4;
        let named = chapters.iter().filter(|c| !c.suffix.is_empty()).count();
        (named >= FEWEST).then(|| chapters.iter().filter(|c| !c.suffix.is_empty() && c.min <= number && number <= c.max).map(|c| c.suffix).collect())
    }
}
