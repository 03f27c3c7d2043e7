//! The layout of the database.

use super::IndexError;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use std::path::Path;

const TABLES: &str = include_str!("schema.sql");
const VIEWS: &str = include_str!("views.sql");
/// In the file's header it says that the file is ours: "vwjs".
const APPLICATION: i64 = 0x7677_6a73;
/// Counts the layouts; another one is filled anew.
const LAYOUT: i64 = 4;

/// What a database file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Nothing,
    Ours(i64),
    Other,
}

/// What was done to have the layout in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prepared {
    /// It was there.
    AsItWas,
    /// The file was empty.
    Made,
    /// Another version's layout was thrown away with all it held, but for the roots.
    Anew,
}

fn held(connection: &Connection) -> rusqlite::Result<Held> {
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let layout: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application, objects) {
        (APPLICATION, 1..) => Held::Ours(layout),
        (_, 0) => Held::Nothing,
        _ => Held::Other,
    })
}

fn look(connection: &Connection, path: &Path) -> Result<Held, IndexError> {
    held(connection).map_err(|e| match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => IndexError::Foreign { path: path.display().to_string() },
        _ => IndexError::database(path, e),
    })
}

/// Refuses what is no index of this layout.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), IndexError> {
    match look(connection, path)? {
        Held::Ours(LAYOUT) => Ok(()),
        Held::Ours(found) => Err(IndexError::Layout { path: path.display().to_string(), found, expected: LAYOUT }),
        Held::Nothing => Err(IndexError::Missing { path: path.display().to_string() }),
        Held::Other => Err(IndexError::Foreign { path: path.display().to_string() }),
    }
}

/// Lays out an empty file; one of another version is emptied first.
pub(super) fn prepare(connection: &mut Connection, path: &Path) -> Result<Prepared, IndexError> {
    let fault = |e| IndexError::database(path, e);
    let held = look(connection, path)?;
    let prepared = match held {
        Held::Ours(LAYOUT) => return Ok(Prepared::AsItWas),
        Held::Other => return Err(IndexError::Foreign { path: path.display().to_string() }),
        Held::Nothing => Prepared::Made,
        Held::Ours(_) => Prepared::Anew,
    };
    if prepared == Prepared::Made {
        // Both can only be said of an empty file.
        connection.pragma_update(None, "page_size", 8192).map_err(fault)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(fault)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    let roots = if prepared == Prepared::Anew { empty(&transaction).map_err(fault)? } else { Vec::new() };
    transaction.execute_batch(TABLES).map_err(fault)?;
    transaction.execute_batch(VIEWS).map_err(fault)?;
    for root in roots {
        transaction.execute("INSERT INTO roots (path, folder, input, field) VALUES (?1, ?2, ?3, ?4)", root).map_err(fault)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION).map_err(fault)?;
    transaction.pragma_update(None, "user_version", LAYOUT).map_err(fault)?;
    transaction.commit().map_err(fault)?;
    Ok(prepared)
}

/// A root: path, folder, input and field.
type Kept = (String, String, String, Option<String>);

/// Drops everything; gives the roots, which every layout has, the first without a field.
fn empty(transaction: &Transaction<'_>) -> rusqlite::Result<Vec<Kept>> {
    let has_field = transaction.prepare("SELECT 1 FROM pragma_table_info('roots') WHERE name = 'field'")?.exists([])?;
    let roots = transaction
        .prepare(if has_field { "SELECT path, folder, input, field FROM roots" } else { "SELECT path, folder, input, NULL FROM roots" })?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for kind in ["trigger", "view", "table"] {
        // The tables behind the full text go with it.
        let names: Vec<String> = transaction
            .prepare("SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")?
            .query_map([kind], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for name in names {
            transaction.execute_batch(&format!("DROP {kind} \"{}\"", name.replace('"', "\"\"")))?;
        }
    }
    Ok(roots)
}
