//! One JSON object a line.

use super::Record;
use std::io::{self, Write};

/// Writes each record on a line of its own.
///
/// # Errors
/// What `out` gives.
pub fn write(out: &mut impl Write, records: &[Record<'_>]) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
