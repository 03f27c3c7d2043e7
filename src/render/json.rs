//! One JSON array, in parts.

use super::Record;
use std::io::{self, Write};

/// What stands before the first record.
pub const HEAD: &str = "[";
/// What stands after the last record.
pub const TAIL: &str = "\n]\n";

/// Writes records, each behind the comma (one byte) that parts it from the one before: the first of an array goes without it.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, records: &[Record<'_>]) -> io::Result<()> {
    for record in records {
        out.write_all(b",\n")?;
        serde_json::to_writer(&mut *out, record)?;
    }
    Ok(())
}
