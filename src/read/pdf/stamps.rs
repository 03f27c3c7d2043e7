//! What stands beside the text of most pages at the same place, "Ons kenmerk" and a number in the margin of a
//! ministry's letters, is no text: it would fall into the lines that it stands beside.

use super::{glyphs::Glyph, glyphs::Page, pages};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Fewer letters may stand at the same place by chance.
const LETTERS: usize = 5;
/// So far to the right, as a part of where the page's letters end, a margin begins.
const MARGIN: f64 = 0.66;

/// Takes such letters off the pages; heads and feet are left to [`pages`].
pub(super) fn take_off(all: &mut [Page]) {
    if all.len() < 2 {
        return;
    }
    // What is on most pages is on one of the first three.
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    for page in all.iter().take(3) {
        let edge = edge(page);
        places.extend(page.glyphs.iter().filter(|g| is_beside(g, page, edge)).map(|g| (place(g), 0)));
    }
    for page in all.iter() {
        let mut seen: Vec<u64> = page.glyphs.iter().map(place).filter(|place| places.contains_key(place)).collect();
        seen.sort_unstable();
        seen.dedup();
        for place in seen {
            places.entry(place).and_modify(|count| *count += 1);
        }
    }
    let most = 2.max((3 * (all.len() - 1)).div_ceil(5));
    places.retain(|_, count| *count >= most);
    if !places.is_empty() {
        all.iter_mut().for_each(|page| clean(page, &places));
    }
}

fn clean(page: &mut Page, places: &FxHashMap<u64, usize>) {
    let edge = edge(page);
    let blank = |glyph: &Glyph| glyph.text.trim().is_empty();
    let stamped: Vec<bool> = page.glyphs.iter().map(|g| is_beside(g, page, edge) && places.contains_key(&place(g))).collect();
    let mut off = vec![false; stamped.len()];
    let mut at = 0;
    while at < stamped.len() {
        let start = at;
        while at < stamped.len() && (stamped[at] || at > start && blank(&page.glyphs[at])) {
            at += 1;
        }
        let letters = (start..at).filter(|i| !blank(&page.glyphs[*i])).count();
        off[start..at].fill(letters >= LETTERS);
        at = at.max(start + 1);
    }
    let mut off = off.into_iter();
    page.glyphs.retain(|_| !off.next().unwrap_or_default());
}

/// Where the letters of a page end.
fn edge(page: &Page) -> f64 {
    page.glyphs.iter().map(|g| g.x + g.width).fold(0.0, f64::max)
}

fn is_beside(glyph: &Glyph, page: &Page, edge: f64) -> bool {
    glyph.x > MARGIN * edge && !pages::is_margin(glyph.y, page.height, page.bottom)
}

/// A letter and its place as a number.
fn place(glyph: &Glyph) -> u64 {
    let mut hasher = FxHasher::default();
    (glyph.text.as_str(), glyph.x.round() as i64, glyph.y.round() as i64).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str, x: f64, y: f64) -> impl Iterator<Item = Glyph> + '_ {
        text.chars().enumerate().map(move |(at, letter)| Glyph { text: letter.to_string(), x: x + 5.0 * at as f64, y, width: 5.0, size: 10.0 })
    }

    #[test]
    fn what_stands_beside_every_page_is_taken_off() {
        let page = |number: usize| {
            let body = format!("De tekst van bladzijde {number} loopt door tot hier");
            let words: Vec<Glyph> = glyphs(&body, 80.0, 500.0).chain(glyphs("Ons kenmerk", 470.0, 505.0)).chain(glyphs("1234567", 470.0, 495.0)).collect();
            Page { glyphs: words.into_iter().chain(glyphs("Tweede Kamer, nr. 3", 400.0, 20.0)).collect(), height: 842.0, bottom: 0.0 }
        };
        let mut pages: Vec<Page> = (0..4).map(page).collect();
        // The first page has a letterhead of its own.
        pages[0].glyphs = glyphs("Aan de Voorzitter", 80.0, 600.0).chain(glyphs("Postbus 20401", 470.0, 600.0)).collect();
        take_off(&mut pages);
        let text = |page: &Page| page.glyphs.iter().map(|g| g.text.as_str()).collect::<String>();
        assert_eq!(text(&pages[0]), "Aan de VoorzitterPostbus 20401");
        assert_eq!(text(&pages[2]), "De tekst van bladzijde 2 loopt door tot hierTweede Kamer, nr. 3");
    }
}
