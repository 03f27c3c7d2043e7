//! One JSON object a line.

use super::{Record, object};
use std::io::{self, Write};

/// Writes each record on a line of its own.
///
/// # Errors
/// What `out` gives.
pub fn write<'a>(out: &mut impl Write, records: impl IntoIterator<Item = Record<'a>>) -> io::Result<()> {
    let mut line = Vec::new();
    for record in records {
        line.clear();
        object::write(&mut line, &record);
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}
