//! What runs along the top and the foot of all pages is no text.

use super::lines::Lines;
use rustc_hash::FxHashMap;

/// So much of a page's height, from its top and its foot, may hold what runs along.
const MARGIN: f64 = 0.14;

/// The pages without their running heads, feet and page numbers; and the words of those.
pub(super) fn without_running(mut pages: Vec<Lines>) -> (Vec<Lines>, Vec<String>) {
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (number, page) in pages.iter().enumerate() {
        for line in page.lines.iter().filter(|l| page.is_margin(l.y)) {
            for cell in line.text.split('\t') {
                let places = seen.entry(shape(cell)).or_default();
                if places.last() != Some(&number) {
                    places.push(number);
                }
            }
        }
    }
    let count = pages.len();
    let often = |text: &str| {
        let shape = shape(text);
        let places = seen.get(&shape).map_or(0, Vec::len);
        shape.len() > 2 && (places >= 3 && places * 5 >= count || places == 2 && count <= 4)
    };
    // What stands beside a running line is one as well: the place and year beside the title of the series.
    let runs_along = |text: &str| text.split('\t').any(|cell| often(cell) && (cell.len() == text.len() || cell.len() > 20)) || text.contains("ISSN 0");
    let mut running: Vec<String> = Vec::new();
    for page in &mut pages {
        let (height, bottom) = (page.height, page.bottom);
        page.lines.retain(|line| {
            let runs = is_margin(line.y, height, bottom) && (runs_along(&line.text) || is_page_number(&line.text));
            if runs && running.len() < 64 && !running.contains(&line.text) {
                running.push(line.text.clone());
            }
            !runs
        });
    }
    (pages, running)
}

impl Lines {
    fn is_margin(&self, y: f64) -> bool {
        is_margin(y, self.height, self.bottom)
    }
}

/// Whether a place is at the top or the foot of a page.
pub(super) fn is_margin(y: f64, height: f64, bottom: f64) -> bool {
    y < bottom + MARGIN * height || y > bottom + (1.0 - MARGIN) * height
}

/// A line with all its numbers alike: those of pages differ.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for letter in text.chars().filter(|c| !c.is_whitespace()) {
        if !letter.is_ascii_digit() {
            shape.push(letter);
        } else if !shape.ends_with('0') {
            shape.push('0');
        }
    }
    shape
}

/// "3", "- 3 -", "Pagina 3 van 12", "3/12", "blad 3".
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let numbers = words.iter().filter(|w| w.bytes().all(|b| b.is_ascii_digit()) && w.len() <= 4).count();
    (1..=2).contains(&numbers)
        && words.iter().all(|w| w.bytes().all(|b| b.is_ascii_digit()) || matches!(*w, "pagina" | "page" | "blz" | "blad" | "van" | "of" | "p"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::Line;

    #[test]
    fn what_runs_along_is_left_out() {
        let line = |text: &str, y: f64| Line { text: text.to_owned(), y, ..Line::default() };
        let pages = (1..=4).map(|n| Lines {
            lines: vec![
                line("Tweede Kamer, vergaderjaar 2020-2021, 35 600, nr. 30", 20.0),
                line(&format!("Tekst {n}"), 400.0),
                line(&format!("Pagina {n} van 4"), 800.0),
            ],
            height: 842.0,
            bottom: 0.0,
        });
        let (pages, running) = without_running(pages.collect());
        assert!(pages.iter().enumerate().all(|(i, p)| p.lines.len() == 1 && p.lines[0].text == format!("Tekst {}", i + 1)));
        assert!(running.contains(&"Tweede Kamer, vergaderjaar 2020-2021, 35 600, nr. 30".to_owned()));
    }
}
