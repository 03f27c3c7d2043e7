//! One row a target; a citation without one has a row too.

use super::Record;
use std::io::{self, Write};

const COLUMNS: [&str; 18] = [
    "doc",
    "path",
    "start",
    "end",
    "char_start",
    "char_end",
    "line",
    "column",
    "text",
    "family",
    "status",
    "target",
    "url",
    "also",
    "target_start",
    "target_end",
    "self",
    "rule",
];

/// Writes the names of the columns.
///
/// # Errors
/// What `out` gives.
pub fn head(out: &mut impl Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(COLUMNS)?;
    rows.flush()
}

/// Writes the rows of some records.
///
/// # Errors
/// What `out` gives.
pub fn write<'a>(out: &mut impl Write, records: impl IntoIterator<Item = Record<'a>>) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    for record in records {
        let whole = [record.start, record.end, record.char_start, record.char_end, record.line, record.column].map(|n| n.to_string());
        let own = if record.own { "true" } else { "" };
        let mut row = |target: [&str; 5]| {
            let before = [record.doc, record.path.unwrap_or_default()];
            let middle = [record.text, record.family, record.status];
            let cells = before.into_iter().chain(whole.iter().map(String::as_str)).chain(middle).chain(target).chain([own, record.rule]);
            rows.write_record(cells)
        };
        if record.targets.is_empty() {
            row([""; 5])?;
        }
        for target in &record.targets {
            let (start, end) = (target.start.to_string(), target.end.to_string());
            row([target.id, target.url.as_deref().unwrap_or_default(), &target.also.join(" "), &start, &end])?;
        }
    }
    rows.flush()
}
