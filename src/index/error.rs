//! What can go wrong with an index.

use std::{io, path::Path};

/// Why an index could not be opened, read or written: where, what, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no such file.
    #[error("{path}: there is no such index; make it with verwijs index PATH... --db {path}")]
    Missing {
        /// The database.
        path: String,
    },
    /// The file is a database of something else, or none.
    #[error("{path}: this is no index of verwijs; name another file")]
    Foreign {
        /// The database.
        path: String,
    },
    /// Another version of verwijs laid it out otherwise.
    #[error("{path}: another version of verwijs made this index (layout {found}, here {expected}); run verwijs index --db {path} to read everything again")]
    Layout {
        /// The database.
        path: String,
        /// The number of its layout.
        found: i64,
        /// The number of ours.
        expected: i64,
    },
    /// What the database says.
    #[error("{path}: {source}; {}", advice(&**source))]
    Database {
        /// The database.
        path: String,
        /// What it says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A row does not hold what verwijs wrote.
    #[error("{path}: {message}; delete the file and index again")]
    Broken {
        /// The database.
        path: String,
        /// What is wrong.
        message: String,
    },
    /// The file that keeps other processes out cannot be locked.
    #[error("{path}: cannot be locked: {source}; check the folder's permissions")]
    Lock {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A search that cannot be understood.
    #[error("search: {message}; give words, \"several words\" in quotes, or a beginning*")]
    Query {
        /// What is wrong.
        message: String,
    },
    /// There is nothing to index.
    #[error("{path}: {message}")]
    Root {
        /// What was named.
        path: String,
        /// What is wrong and what to do.
        message: String,
    },
}

impl IndexError {
    pub(super) fn database(path: &Path, source: rusqlite::Error) -> Self {
        Self::Database { path: path.display().to_string(), source: Box::new(source) }
    }
}

fn advice(error: &(dyn std::error::Error + Send + Sync + 'static)) -> &'static str {
    match error.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error_code) {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => "another program is writing to it; try again when it is done",
        Some(rusqlite::ErrorCode::DiskFull) => "make room and run the same command again, it goes on where it stopped",
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied | rusqlite::ErrorCode::ReadOnly) => "check the path and its permissions",
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => "delete the file and index again",
        _ => "check that the file is whole",
    }
}
