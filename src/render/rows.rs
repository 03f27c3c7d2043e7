//! The rows of an answer, as a table, JSONL, JSON or CSV.

use crate::query::Row;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use std::io::{self, Write};

/// Of a longer cell, a table shows the beginning.
const CELL: usize = 600;
/// Of a longer list of identifiers, a table shows the first.
const LIST: usize = 100;
/// Of a longer title, a table shows the beginning.
const TITLE: usize = 90;

/// How wide a table is where no terminal tells.
const WIDTH: u16 = 120;
/// Columns whose cells are not broken are at most so wide, and three tenths of the table.
const WHOLE: u16 = 36;

/// Writes a table for people, of the first `limit` rows, and says how many there are more. Rows with sentences are
/// written one under the other, as they are read.
///
/// # Errors
/// What `out` gives.
pub fn table<R: Row>(out: &mut impl Write, rows: &[R], limit: usize) -> io::Result<()> {
    let shown = &rows[..rows.len().min(limit)];
    if shown.iter().any(|row| !row.quoted().is_empty()) {
        shown.iter().try_for_each(|row| quotes(out, row))?;
    } else if !shown.is_empty() {
        writeln!(out, "{}", arranged(shown))?;
    }
    match rows.len() {
        0 => Ok(()),
        1 => writeln!(out, "1 row"),
        all if all > limit => writeln!(out, "the first {limit} of {all} rows; --limit 0 shows all"),
        all => writeln!(out, "{all} rows"),
    }
}

fn arranged<R: Row>(rows: &[R]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(std::env::var("COLUMNS").ok().and_then(|width| width.parse().ok()).unwrap_or(WIDTH));
    }
    let width = table.width().unwrap_or(WIDTH);
    let whole = (width / 10 * 3).min(WHOLE);
    table.set_header(R::SHOWN.iter().map(|name| name.replace('_', " ")));
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row, usize::from(whole))).collect();
    rows.iter().for_each(|row| _ = table.add_row(row));
    let number = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '–'));
    let mut left = width.saturating_sub(1);
    for (at, name) in R::SHOWN.iter().enumerate() {
        let cells: Vec<&String> = rows.iter().filter_map(|row| row.get(at)).collect();
        let widest = cells.iter().map(|cell| cell.chars().count()).max().unwrap_or_default();
        let Some(column) = table.column_mut(at) else { continue };
        let numbers = cells.iter().all(|cell| number(cell));
        if numbers {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if numbers || matches!(*name, "id" | "date" | "year" | "of" | "what" | "change" | "relation" | "family") {
            // With the white space at both sides.
            let width = u16::try_from(widest.max(name.len())).unwrap_or(whole).min(whole) + 2;
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            left = left.saturating_sub(width + 1);
        }
    }
    // A long title shares what is left with the column of words behind it.
    if let Some(column) = R::SHOWN.iter().position(|name| *name == "title").and_then(|at| table.column_mut(at)) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed((left / 2).min(22))));
    }
    table
}

/// The cells of a row, none longer than a person reads, those that are not broken as wide as `whole` where they can be.
fn cells<R: Row>(row: &R, whole: usize) -> Vec<String> {
    let cells = row.shown();
    let id = R::SHOWN.iter().position(|name| *name == "id").and_then(|at| cells.get(at)).cloned();
    let cell = |(cell, column): (&String, &&str)| match *column {
        "ids" | "names" => listed(cell),
        "id" => tail(cell.strip_prefix("jci1.3:c:").unwrap_or(cell), whole),
        // What has no name but its identifier.
        "title" if Some(cell) == id.as_ref() => String::new(),
        "title" => beginning(cell),
        _ => shortened(cell),
    };
    cells.iter().zip(R::SHOWN).map(cell).collect()
}

/// Of a long path, its end.
fn tail(id: &str, width: usize) -> String {
    match id.char_indices().rev().nth(width - 2) {
        Some((at, _)) if id.chars().count() > width && id.contains('/') => format!("…{}", &id[at..]),
        _ => id.to_owned(),
    }
}

/// The first words.
fn beginning(title: &str) -> String {
    match title.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{} …", title[..at].rsplit_once(' ').map_or(&title[..at], |(words, _)| words)),
        None => title.to_owned(),
    }
}

/// A row as a heading, and its places under it with their sentences.
fn quotes<R: Row>(out: &mut impl Write, row: &R) -> io::Result<()> {
    let heading: Vec<String> = row
        .shown()
        .into_iter()
        .zip(R::SHOWN)
        .filter(|(cell, column)| !cell.is_empty() && !matches!(**column, "first at" | "examples"))
        .map(|(cell, column)| match *column {
            "count" => format!("{cell}×"),
            "documents" => format!("in {cell} documents"),
            "names" => listed(&cell),
            _ => cell,
        })
        .collect();
    writeln!(out, "{}", heading.join(" · "))?;
    // One expression may name several of them.
    for place in row.quoted().chunk_by(|a, b| (&a.doc, a.start) == (&b.doc, b.start)).filter_map(|same| same.first()) {
        let sentence = place.sentence.as_deref().unwrap_or(&place.text).split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  {}:{}:{}  {}", place.doc, place.line, place.column, shortened(&sentence))?;
    }
    writeln!(out)
}

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(CELL) {
        Some((at, _)) => format!("{} …", &cell[..at]),
        None => cell.to_owned(),
    }
}

/// The beginning of a list of identifiers, and how many there are.
fn listed(cell: &str) -> String {
    if cell.len() <= LIST {
        return cell.to_owned();
    }
    // Words of a part hold white space: they are parted otherwise.
    let by = if cell.contains("; ") { "; " } else { " " };
    let mut shown = 0;
    let fits = |id: &&str| {
        shown += id.len() + by.len();
        shown <= LIST
    };
    let first: Vec<&str> = cell.split(by).take_while(fits).collect();
    format!("{} … ({} in all)", first.join(by), cell.split(by).count())
}

/// Writes one JSON object a line.
///
/// # Errors
/// What `out` gives.
pub fn jsonl<R: Row>(out: &mut impl Write, rows: &[R]) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes one JSON array.
///
/// # Errors
/// What `out` gives.
pub fn json<R: Row>(out: &mut impl Write, rows: &[R]) -> io::Result<()> {
    let mut before = "[\n";
    for row in rows {
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(&mut *out, row)?;
        before = ",\n";
    }
    out.write_all(if rows.is_empty() { b"[]\n" } else { b"\n]\n" })
}

/// Writes a line with the names of the columns and one a row.
///
/// # Errors
/// What `out` gives.
pub fn csv<R: Row>(out: &mut impl Write, rows: &[R]) -> io::Result<()> {
    let mut lines = csv::Writer::from_writer(out);
    lines.write_record(R::COLUMNS)?;
    for row in rows {
        lines.write_record(row.cells())?;
    }
    lines.flush()
}
