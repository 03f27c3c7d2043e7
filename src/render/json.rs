//! One JSON array, in parts.

use super::{Record, object};
use std::io::{self, Write};

/// What stands before the first record.
pub const HEAD: &str = "[";
/// What stands after the last record.
pub const TAIL: &str = "\n]\n";

/// Writes records, each behind the comma (one byte) that parts it from the one before: the first of an array goes without it.
///
/// # Errors
/// What `out` gives.
pub fn write<'a>(out: &mut impl Write, records: impl IntoIterator<Item = Record<'a>>) -> io::Result<()> {
    let mut item = Vec::new();
    for record in records {
        item.clear();
        item.extend_from_slice(b",\n");
        object::write(&mut item, &record);
        out.write_all(&item)?;
    }
    Ok(())
}
