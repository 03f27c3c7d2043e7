//! A table that a person reads, one a document.

use super::Record;
use comfy_table::{Cell, Color, ContentArrangement, Table, presets};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// How many targets of one citation are shown.
const SHOWN: usize = 5;

/// What all tables together hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    documents: usize,
    citations: usize,
    statuses: BTreeMap<&'static str, usize>,
}

impl Summary {
    /// Counts one document.
    pub fn add(&mut self, records: &[Record<'_>]) {
        self.documents += 1;
        self.citations += records.len();
        for record in records {
            *self.statuses.entry(record.status).or_default() += 1;
        }
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.citations += other.citations;
        for (status, count) in &other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
    }

    /// Writes it as a line.
    ///
    /// # Errors
    /// What `out` gives.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let statuses: Vec<String> = self.statuses.iter().map(|(status, count)| format!("{count} {status}")).collect();
        let colon = if statuses.is_empty() { "" } else { ": " };
        writeln!(out, "{} in {}{colon}{}", plural(self.citations, "citation"), plural(self.documents, "document"), statuses.join(", "))
    }
}

/// Writes the table of one document; nothing where it has no citation.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, records: &[Record<'_>]) -> io::Result<()> {
    let Some(first) = records.first() else { return Ok(()) };
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["place", "family", "words", "names"]);
    for record in records {
        let place = format!("{}:{}", record.line, record.column);
        let words = record.text.split_whitespace().collect::<Vec<_>>().join(" ");
        table.add_row([Cell::new(place), Cell::new(record.family), Cell::new(words), Cell::new(names(record)).fg(color(record.status))]);
    }
    let heading = match first.path {
        Some(path) if path != first.doc => format!("{} ({path})", first.doc),
        _ => first.doc.to_owned(),
    };
    writeln!(out, "{heading}\n{table}\n")
}

fn names(record: &Record<'_>) -> String {
    let mut lines: Vec<String> = record.targets.iter().take(SHOWN).map(|t| t.id.to_owned()).collect();
    if record.targets.len() > SHOWN {
        lines.push(format!("… {} more", record.targets.len() - SHOWN));
    }
    if record.status != "resolved" {
        lines.push(record.status.to_owned());
    }
    if record.targets.is_empty() {
        lines.extend(record.candidates.iter().take(SHOWN).map(|c| format!("? {} ({})", c.id, c.reason)));
    }
    if record.own {
        lines.push("(itself)".to_owned());
    }
    lines.join("\n")
}

fn color(status: &str) -> Color {
    match status {
        "resolved" => Color::Green,
        "unknown" => Color::Red,
        _ => Color::Yellow,
    }
}
