//! Letters to lines, and lines to the order in which a person reads them: column by column.

use super::glyphs::{Glyph, Page};

/// A line of a column: its words, and where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// The base line, upwards.
    pub y: f64,
    /// The size of most of its letters.
    pub size: f64,
    /// Numbers that are set high and small, with the byte of the text at which they stand: references to footnotes.
    pub raised: Vec<(usize, String)>,
    /// Which column of its page it stands in; a change is a new block.
    pub block: usize,
}

/// A page as lines in reading order.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub lines: Vec<Line>,
    pub height: f64,
    pub bottom: f64,
}

/// Letters that follow each other without a wide gap.
#[derive(Debug, Clone)]
struct Piece {
    glyphs: Vec<Glyph>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// The lines of a page.
pub(super) fn page(page: Page) -> Lines {
    let pieces = pieces(page.glyphs);
    let mut lines = Vec::new();
    let mut block = 0;
    order(pieces, &mut lines, &mut block, 0);
    Lines { lines, height: page.height, bottom: page.bottom }
}

/// Joins letters that are drawn one after the other on one base line.
fn pieces(glyphs: Vec<Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for glyph in glyphs {
        if glyph.text.trim().is_empty() && pieces.is_empty() {
            continue;
        }
        let right = glyph.x + glyph.width;
        if let Some(last) = pieces.last_mut() {
            let gap = glyph.x - last.right;
            let level = (glyph.y - last.y).abs() < 0.6 * last.size.max(glyph.size) && (glyph.y - last.y).abs() < 0.25 * last.size
                || (raised(&glyph, last) && gap.abs() < last.size);
            if level && gap > -0.6 * last.size && gap < 0.9 * last.size {
                last.right = last.right.max(right);
                last.glyphs.push(glyph);
                continue;
            }
        }
        pieces.push(Piece { left: glyph.x, right, y: glyph.y, size: glyph.size, glyphs: vec![glyph] });
    }
    for piece in &mut pieces {
        piece.trim();
        piece.size = common_size(&piece.glyphs);
    }
    pieces.retain(|p| !p.glyphs.is_empty());
    pieces
}

/// Whether a letter is set high and small beside others.
fn raised(glyph: &Glyph, beside: &Piece) -> bool {
    let up = glyph.y - beside.y;
    glyph.size < 0.85 * beside.size && up > 0.05 * beside.size && up < 0.8 * beside.size
}

impl Piece {
    /// Takes white space off both ends.
    fn trim(&mut self) {
        let blank = |g: &Glyph| g.text.trim().is_empty();
        while self.glyphs.last().is_some_and(blank) {
            self.glyphs.pop();
        }
        let first = self.glyphs.iter().position(|g| !blank(g)).unwrap_or(self.glyphs.len());
        self.glyphs.drain(..first);
        if let (Some(first), Some(right)) = (self.glyphs.first(), self.glyphs.iter().map(|g| g.x + g.width).reduce(f64::max)) {
            self.left = first.x;
            self.right = right;
        }
    }
}

/// The size of most letters.
fn common_size(glyphs: &[Glyph]) -> f64 {
    let mut counts: Vec<(i64, usize)> = Vec::new();
    for glyph in glyphs {
        let key = (glyph.size * 2.0).round() as i64;
        match counts.iter_mut().find(|(k, _)| *k == key) {
            Some((_, count)) => *count += glyph.text.len(),
            None => counts.push((key, glyph.text.len())),
        }
    }
    counts.into_iter().max_by_key(|(key, count)| (*count, *key)).map_or(10.0, |(key, _)| key as f64 / 2.0)
}

/// Puts pieces in reading order: where a gutter divides them into columns, column by column.
fn order(pieces: Vec<Piece>, out: &mut Vec<Line>, block: &mut usize, depth: usize) {
    const DEEPEST: usize = 12;
    if pieces.is_empty() {
        return;
    }
    if depth < DEEPEST {
        if let Some(gutter) = gutter(&pieces) {
            let (left, right): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|p| (p.left + p.right) / 2.0 < gutter);
            order(left, out, block, depth + 1);
            order(right, out, block, depth + 1);
            return;
        }
        if let Some(cut) = band(&pieces) {
            let (above, below): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|p| p.y > cut);
            order(above, out, block, depth + 1);
            order(below, out, block, depth + 1);
            return;
        }
    }
    *block += 1;
    lines(pieces, *block, out);
}

/// The middle of a white strip from top to bottom with a column of running text on both sides; none in a table.
fn gutter(pieces: &[Piece]) -> Option<f64> {
    const LINES: usize = 6;
    let mut spans: Vec<(f64, f64)> = pieces.iter().map(|p| (p.left, p.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut right = f64::NEG_INFINITY;
    let mut found: Option<(f64, f64)> = None;
    for (left, end) in spans {
        if right.is_finite() && left - right > 6.0 && found.is_none_or(|(a, b)| left - right > b - a) {
            let middle = f64::midpoint(left, right);
            let (l, r): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(|p| (p.left + p.right) / 2.0 < middle);
            if is_column(&l, LINES) && is_column(&r, LINES) {
                found = Some((right, left));
            }
        }
        right = right.max(end);
    }
    found.map(|(a, b)| f64::midpoint(a, b))
}

/// Whether pieces are a column of running text: enough lines, most of them filled.
fn is_column(pieces: &[&Piece], enough: usize) -> bool {
    let left = pieces.iter().map(|p| p.left).fold(f64::INFINITY, f64::min);
    let right = pieces.iter().map(|p| p.right).fold(f64::NEG_INFINITY, f64::max);
    let mut ys: Vec<f64> = pieces.iter().map(|p| p.y).collect();
    ys.sort_by(f64::total_cmp);
    ys.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    if ys.len() < enough || right - left < 90.0 {
        return false;
    }
    let filled: f64 = pieces.iter().map(|p| p.right - p.left).sum::<f64>() / (ys.len() as f64 * (right - left));
    filled > 0.62
}

/// The height of a white band below which the pieces divide into columns, or that divides what stands above them.
fn band(pieces: &[Piece]) -> Option<f64> {
    let mut rows: Vec<(f64, f64)> = pieces.iter().map(|p| (p.y + p.size, p.y - 0.3 * p.size)).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut low = f64::INFINITY;
    let mut bands = Vec::new();
    for (top, bottom) in rows {
        if low.is_finite() && low - top > 2.0 {
            bands.push((low - top, f64::midpoint(low, top)));
        }
        low = low.min(bottom);
    }
    // Only a cut that uncovers columns is worth one.
    bands.sort_by(|a, b| b.0.total_cmp(&a.0));
    bands.into_iter().take(8).map(|(_, cut)| cut).find(|cut| {
        let (above, below): (Vec<Piece>, Vec<Piece>) = pieces.iter().cloned().partition(|p| p.y > *cut);
        gutter(&above).is_some() || gutter(&below).is_some()
    })
}

/// The lines of one column, from top to bottom.
fn lines(mut pieces: Vec<Piece>, block: usize, out: &mut Vec<Line>) {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let near = rows.iter_mut().rev().take(3).find(|row| {
            let base = row.iter().max_by(|a, b| a.size.total_cmp(&b.size)).unwrap_or(&row[0]);
            let (big, small) = if base.size >= piece.size { (base.y, piece.y) } else { (piece.y, base.y) };
            let reach = base.size.max(piece.size);
            // A raised number belongs to the line above whose base it stands.
            (base.y - piece.y).abs() < 0.3 * reach || (small > big && small - big < 0.6 * reach && base.size.min(piece.size) < 0.85 * reach)
        });
        match near {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    out.extend(rows.into_iter().map(|row| line(row, block)));
}

/// One line of its pieces: letters in order, spaces where gaps are.
fn line(mut row: Vec<Piece>, block: usize) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let glyphs: Vec<Glyph> = row.into_iter().flat_map(|p| p.glyphs).collect();
    let size = common_size(&glyphs);
    let base = glyphs.iter().filter(|g| g.size > 0.9 * size).map(|g| g.y).fold(f64::INFINITY, f64::min);
    let mut line = Line { left: f64::INFINITY, right: f64::NEG_INFINITY, y: if base.is_finite() { base } else { glyphs[0].y }, size, block, ..Line::default() };
    let mut end = f64::NAN;
    let mut number: Option<(usize, String)> = None;
    for glyph in &glyphs {
        let gap = glyph.x - end;
        let blank = glyph.text.trim().is_empty();
        if gap > 4.0 * size {
            push_space(&mut line.text, '\t');
        } else if gap > 0.17 * glyph.size.min(size) || blank {
            push_space(&mut line.text, ' ');
        }
        let up = glyph.y - line.y;
        let small = glyph.size < 0.85 * size && up > 0.15 * size;
        if small && glyph.text.bytes().all(|b| b.is_ascii_digit()) && !line.text.is_empty() {
            match &mut number {
                Some((_, digits)) => digits.push_str(&glyph.text),
                None => number = Some((line.text.trim_end().len(), glyph.text.clone())),
            }
        } else if !blank {
            if let Some(found) = number.take() {
                line.raised.push(found);
            }
            line.text.push_str(&glyph.text);
        }
        if !blank {
            line.left = line.left.min(glyph.x);
            line.right = line.right.max(glyph.x + glyph.width);
        }
        end = glyph.x + glyph.width;
    }
    line.raised.extend(number);
    line.text.truncate(line.text.trim_end().len());
    line
}

fn push_space(text: &mut String, space: char) {
    if !text.is_empty() && !text.ends_with([' ', '\t']) {
        text.push(space);
    }
}
