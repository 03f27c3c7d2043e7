//! The rows of an answer, as a table, JSONL, JSON or CSV.

use crate::query::Row;
use comfy_table::{ContentArrangement, Table, presets};
use std::io::{self, Write};

/// Of a longer cell, a table shows the beginning.
const CELL: usize = 600;
/// Of a longer list of identifiers, a table shows the first.
const LIST: usize = 160;

/// Writes a table for people, of the first `limit` rows, and says how many there are more.
///
/// # Errors
/// What `out` gives.
pub fn table<R: Row>(out: &mut impl Write, rows: &[R], limit: usize) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(R::COLUMNS.iter().copied());
    for row in rows.iter().take(limit) {
        table.add_row(row.cells().iter().zip(R::COLUMNS).map(|(cell, column)| if matches!(*column, "ids" | "names") { listed(cell) } else { shortened(cell) }));
    }
    if !rows.is_empty() {
        writeln!(out, "{table}")?;
    }
    match rows.len() {
        0 => writeln!(out, "nothing found"),
        1 => writeln!(out, "1 row"),
        all if all > limit => writeln!(out, "the first {limit} of {all} rows; --limit 0 shows all"),
        all => writeln!(out, "{all} rows"),
    }
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
    let mut shown = 0;
    let fits = |id: &&str| {
        shown += id.len() + 1;
        shown <= LIST
    };
    let first: Vec<&str> = cell.split(' ').take_while(fits).collect();
    format!("{} … ({} in all)", first.join(" "), cell.split(' ').count())
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
