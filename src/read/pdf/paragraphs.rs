//! Lines to paragraphs: words broken at line ends are joined, footnotes stand after the paragraph that
//! their page ends in.

use super::lines::{Line, Lines};
use crate::{
    document::Document,
    span::{Span, floor},
    structure::{Mark, MarkKind},
};
use rustc_hash::{FxHashMap, FxHashSet};

struct Text {
    text: String,
    marks: Vec<Mark>,
    pages: Vec<usize>,
    /// Words that stand with a hyphen within a line: they keep it at a line's end.
    hyphened: FxHashSet<String>,
    /// Footnotes that wait for the end of the paragraph.
    waiting: Vec<Note>,
}

struct Note {
    number: String,
    text: String,
    anchor: Option<usize>,
}

/// The document of its pages.
pub(super) fn document(pages: &mut [Lines], path: &str) -> Document<'static> {
    let body = body_size(pages);
    let mut text = Text { text: String::new(), marks: Vec::new(), pages: Vec::new(), hyphened: hyphened(pages), waiting: Vec::new() };
    let mut before: Option<Line> = None;
    for page in pages {
        let notes = take_notes(page, body);
        text.pages.push(text.text.len());
        let lead = leading(&page.lines);
        let blocks = blocks(&page.lines);
        let mut first = true;
        let mut anchors: Vec<(String, usize)> = Vec::new();
        for line in std::mem::take(&mut page.lines) {
            let line = with_numbers(line, &notes);
            let block = blocks.get(&line.block).copied().unwrap_or_default();
            let begins = before.as_ref().is_none_or(|b| begins_paragraph(b, &line, lead, first, block));
            text.add(&line, begins, &mut anchors);
            if first {
                // A page begins with its first letter, not with the space before it.
                let at = text.text.len() - line.text.len().min(text.text.len());
                if let Some(start) = text.pages.last_mut() {
                    *start = floor(&text.text, at.max(*start));
                }
            }
            first = false;
            before = Some(line);
        }
        for (number, lines) in notes {
            let anchor = anchors.iter().find(|(n, _)| *n == number).map(|(_, at)| *at);
            let mut joined = String::new();
            for line in lines {
                join(&mut joined, &line, &text.hyphened);
            }
            text.waiting.push(Note { number, text: joined, anchor });
        }
    }
    text.flush();
    let mut document = Document::from_text(text.text);
    document.name = path.to_owned();
    document.path = Some(path.to_owned());
    text.marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    document.marks = text.marks;
    document.source.pages = text.pages;
    document
}

/// A line with those raised numbers back in its words that are no footnote of its page: "m2", a power.
fn with_numbers(mut line: Line, notes: &[(String, Vec<String>)]) -> Line {
    let (noted, plain): (Vec<_>, Vec<_>) = line.raised.drain(..).partition(|(_, number)| notes.iter().any(|(n, _)| n == number));
    line.raised = noted;
    for (at, number) in plain.into_iter().rev() {
        if line.text.is_char_boundary(at) {
            line.text.insert_str(at, &number);
            line.raised.iter_mut().filter(|(place, _)| *place > at).for_each(|(place, _)| *place += number.len());
        }
    }
    line
}

impl Text {
    fn add(&mut self, line: &Line, begins: bool, anchors: &mut Vec<(String, usize)>) {
        if begins {
            self.flush();
            if !self.text.is_empty() {
                self.text.push('\n');
            }
        }
        let at = if begins {
            self.text.push_str(&line.text);
            self.text.len() - line.text.len()
        } else {
            join(&mut self.text, &line.text, &self.hyphened)
        };
        for (place, number) in &line.raised {
            anchors.push((number.clone(), (at + place).min(self.text.len())));
        }
    }

    /// Puts the waiting footnotes here, a line each.
    fn flush(&mut self) {
        for note in std::mem::take(&mut self.waiting) {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            let start = self.text.len();
            self.text.push_str(&note.text);
            let mut mark = Mark::new(MarkKind::Note, Span::new(start, self.text.len()), Some(note.number));
            mark.anchor = note.anchor;
            self.marks.push(mark);
        }
    }
}

/// Joins a line to a text: a hyphen at a line's end goes where it only broke the word. The byte at which the line begins.
fn join(text: &mut String, line: &str, hyphened: &FxHashSet<String>) -> usize {
    if text.is_empty() {
        text.push_str(line);
        return 0;
    }
    let broken = text.ends_with(['-', '\u{ad}']) && line.starts_with(|c: char| c.is_lowercase()) && text.len() > 1 && !text.ends_with(" -");
    if broken {
        let word = text.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
        let rest: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
        let kept = word.ends_with('-') && hyphened.contains(&format!("{word}{rest}").to_lowercase());
        // "voor- en nadelen" is no broken word.
        let list = matches!(rest.as_str(), "en" | "of" | "dan" | "als" | "tot");
        if list {
            text.push(' ');
        } else if !kept {
            text.pop();
        }
    } else {
        // A number or an identifier that is broken after its hyphen goes on without a space.
        let number = text.ends_with('-') && line.starts_with(|c: char| c.is_alphanumeric()) && text[..text.len() - 1].ends_with(|c: char| c.is_alphanumeric());
        if !number {
            text.push(' ');
        }
    }
    let at = text.len();
    text.push_str(line);
    at
}

/// The words that have a hyphen within a line.
fn hyphened(pages: &[Lines]) -> FxHashSet<String> {
    let mut words = FxHashSet::default();
    for word in pages.iter().flat_map(|p| &p.lines).flat_map(|l| l.text.split(|c: char| !(c.is_alphanumeric() || c == '-'))) {
        if word.trim_matches('-').contains('-') {
            words.insert(word.to_lowercase());
        }
    }
    words
}

/// The size of most of the text.
fn body_size(pages: &[Lines]) -> f64 {
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for line in pages.iter().flat_map(|p| &p.lines) {
        let key = (line.size * 2.0).round() as i64;
        match sizes.iter_mut().find(|(k, _)| *k == key) {
            Some((_, count)) => *count += line.text.len(),
            None => sizes.push((key, line.text.len())),
        }
    }
    sizes.into_iter().max_by_key(|(key, count)| (*count, *key)).map_or(10.0, |(key, _)| key as f64 / 2.0)
}

/// The usual distance of lines on a page.
fn leading(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> = lines.windows(2).filter(|w| w[0].block == w[1].block).map(|w| w[0].y - w[1].y).filter(|d| *d > 2.0 && *d < 60.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(14.0)
}

/// How far the lines of a block reach.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    width: f64,
    /// Where its full lines end, whatever stands out beyond them.
    edge: f64,
}

fn blocks(lines: &[Line]) -> FxHashMap<usize, Block> {
    const MANY: usize = 8;
    let mut sides: FxHashMap<usize, (f64, Vec<f64>)> = FxHashMap::default();
    for line in lines {
        let (left, rights) = sides.entry(line.block).or_insert((line.left, Vec::new()));
        *left = left.min(line.left);
        rights.push(line.right);
    }
    let block = |(left, mut rights): (f64, Vec<f64>)| {
        rights.sort_by(f64::total_cmp);
        let last = rights.len() - 1;
        let edge = rights[if last < MANY { last } else { 3 * last / 4 }];
        Block { width: rights[last] - left, edge }
    };
    sides.into_iter().map(|(number, side)| (number, block(side))).collect()
}

/// Whether the first word of a line would have stood at the end of the line before it, had it been one paragraph.
fn had_room(before: &Line, line: &Line, edge: f64) -> bool {
    let letters = before.text.chars().count().max(1) as f64;
    let word = line.text.split_whitespace().next().unwrap_or_default().chars().count() as f64;
    before.right + (word + 3.0) * (before.right - before.left) / letters < edge
}

/// Whether a line begins a paragraph after the one before it.
fn begins_paragraph(before: &Line, line: &Line, lead: f64, page_begins: bool, block: Block) -> bool {
    let ended = before.text.ends_with(['.', ':', ';', '?', '!', ')', '»', '"', '”']) && !is_cut(&before.text);
    let small = line.text.trim_start_matches(['(', '‘', '“', '"', '„']).starts_with(|c: char| c.is_lowercase());
    if (before.size - line.size).abs() > 0.12 * before.size {
        return true;
    }
    // "nr." at the end of a line, and its number at the beginning of the next.
    if is_cut(&before.text) && line.text.starts_with(|c: char| c.is_ascii_digit()) && (page_begins || (before.y - line.y).abs() < 2.2 * lead) {
        return false;
    }
    if page_begins || before.block != line.block {
        return ended || !small && before.text.len() < 40;
    }
    let step = before.y - line.y;
    // A gap that is wider than usual, or a line that goes back up.
    if step > 1.45 * lead || step < -2.0 {
        return !(small && !ended && step > 0.0 && step < 2.2 * lead);
    }
    if item(&line.text) {
        return true;
    }
    let indent = line.left - before.left;
    let short = before.right - before.left < 0.72 * block.width || had_room(before, line, block.edge);
    (short && (ended || !small)) || (indent > 0.9 * line.size && ended && !small)
}

/// Whether a line ends in the middle of a sentence: with an abbreviation that a number or a name follows.
fn is_cut(line: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(['(', '‘', '“', '"', '[']).to_lowercase();
    matches!(
        &*word,
        "nr."
            | "nrs."
            | "art."
            | "artt."
            | "jo."
            | "blz."
            | "p."
            | "stb."
            | "stcrt."
            | "trb."
            | "pb."
            | "pbeu."
            | "mr."
            | "dr."
            | "drs."
            | "ir."
            | "prof."
            | "vgl."
            | "o.a."
            | "i.v.m."
            | "d.d."
            | "m.b.t."
            | "c.q."
            | "bijv."
            | "resp."
            | "t.a.v."
    )
}

/// Whether a line begins as the items of lists and the articles of laws do.
fn item(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(first), Some(_)) = (words.next(), words.next()) else { return false };
    let bare = first.trim_end_matches(['.', ')', '°', 'º']);
    let marked = bare.len() < first.len() && !is_cut(first);
    matches!(first, "•" | "-" | "–" | "—" | "o" | "▪" | "·" | "")
        || marked && (bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) && !bare.is_empty())
        || matches!(first, "Artikel" | "ARTIKEL" | "Vraag" | "Antwoord") && line.len() < 60
}

/// Takes the footnotes off the foot of a page: small lines, the first of which begins with a number.
fn take_notes(page: &mut Lines, body: f64) -> Vec<(String, Vec<String>)> {
    let small = |l: &Line| l.size < 0.93 * body;
    let low = page.bottom + 0.55 * page.height;
    let mut notes: Vec<(String, Vec<String>)> = Vec::new();
    let mut kept = Vec::with_capacity(page.lines.len());
    let mut last: Option<(usize, f64)> = None;
    for line in std::mem::take(&mut page.lines) {
        let number: String = line.text.chars().take_while(char::is_ascii_digit).collect();
        let rest = line.text[number.len()..].trim_start();
        let follows = notes.last().is_none_or(|(n, _)| n.parse::<u32>().ok().zip(number.parse::<u32>().ok()).is_some_and(|(a, b)| b == a + 1));
        let begins = !number.is_empty()
            && number.len() <= 3
            && small(&line)
            && line.y < low
            && follows
            && rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '"' | '‘' | '“' | '\''));
        let continues = last.is_some_and(|(block, y)| small(&line) && line.block == block && line.y < y && y - line.y < 2.2 * line.size);
        if begins {
            last = Some((line.block, line.y));
            notes.push((number.clone(), vec![rest.to_owned()]));
        } else if continues && let Some((_, lines)) = notes.last_mut() {
            last = Some((line.block, line.y));
            lines.push(line.text);
        } else {
            kept.push(line);
        }
    }
    page.lines = kept;
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_joined() {
        let keep: FxHashSet<String> = ["kosten-batenanalyse".to_owned()].into_iter().collect();
        let joined = |a: &str, b: &str| {
            let mut text = a.to_owned();
            join(&mut text, b, &keep);
            text
        };
        assert_eq!(joined("de Vreemdelin-", "genwet 2000"), "de Vreemdelingenwet 2000");
        assert_eq!(joined("een kosten-", "batenanalyse"), "een kosten-batenanalyse");
        assert_eq!(joined("de voor-", "en nadelen"), "de voor- en nadelen");
        assert_eq!(joined("Kamerstuk 21501-", "02, nr. 3"), "Kamerstuk 21501-02, nr. 3");
        assert_eq!(joined("de wet", "van 2000"), "de wet van 2000");
    }

    #[test]
    fn a_line_that_is_cut_goes_on() {
        let line = |text: &str, y: f64, right: f64| Line { text: text.to_owned(), y, size: 10.0, left: 50.0, right, block: 1, ..Line::default() };
        let begins =
            |a: &str, b: &str, right: f64| begins_paragraph(&line(a, 500.0, right), &line(b, 486.0, 400.0), 14.0, false, Block { width: 400.0, edge: 440.0 });
        assert!(!begins("zoals ik schreef (Kamerstuk 30 252, nr.", "176). In deze brief", 250.0));
        assert!(!begins("de emissies van broeikasgassen en stikstof", "(ammoniak) te reduceren", 250.0));
        assert!(!begins("waar aandacht voor is (bijvoorbeeld i.v.m.", "moties) of publieke", 250.0));
        assert!(begins("zo eindigt de alinea.", "Een nieuwe begint", 250.0));
        assert!(!begins("in mijn bredere brief over de emissies (Kamerstuk 35 334,", "nr. 323) heb ik dit geschetst", 430.0));
        // A heading that is nearly as wide as the text, and a line that is full.
        assert!(begins("Uitgangspunten van bedrijfsspecifieke emissienormen", "Ik richt mij bij het", 360.0));
        assert!(!begins("de eerste regel van een alinea die doorloopt tot de", "Tweede Kamer haar behandelt", 420.0));
    }

    #[test]
    fn footnotes_stand_after_their_paragraph() {
        let line = |text: &str, y: f64, size: f64| Line {
            text: text.to_owned(),
            y,
            size,
            left: 50.0,
            right: 50.0 + 5.0 * text.len() as f64,
            block: 1,
            ..Line::default()
        };
        let mut first = line("Dit is de eerste regel van een alinea die doorloopt op de", 100.0, 10.0);
        first.raised.push((21, "1".to_owned()));
        let mut pages = vec![
            Lines { lines: vec![first, line("1 Stb. 2018, 123.", 40.0, 7.5)], height: 842.0, bottom: 0.0 },
            Lines {
                lines: vec![
                    line("volgende bladzijde en daar eindigt.", 780.0, 10.0),
                    line("Een nieuwe alinea met nog meer woorden erin om te tellen.", 740.0, 10.0),
                ],
                height: 842.0,
                bottom: 0.0,
            },
        ];
        let document = document(&mut pages, "a.pdf");
        let lines: Vec<&str> = document.text.lines().collect();
        assert_eq!(lines[0], "Dit is de eerste regel van een alinea die doorloopt op de volgende bladzijde en daar eindigt.");
        assert_eq!(lines[1], "Stb. 2018, 123.");
        assert_eq!((document.marks[0].name.as_deref(), document.marks[0].anchor), (Some("1"), Some(21)));
        assert_eq!(document.source.page(document.text.find("volgende").unwrap()), Some(2));
    }
}
