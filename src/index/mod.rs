//! Documents, their citations and the graph, kept in one SQLite database.
//!
//! [`Update`] fills and refreshes it, [`Index`] reads it: its documents one by one, words in their text, and
//! as a [`Corpus`](crate::query::Corpus) every question of [`query`](crate::query). `docs/index.md` describes
//! the tables for those who open it with tools of their own.
//!
//! ```
//! use verwijs::{Id, Level, Verwijs, index::{Index, Update}, query::{Filter, cited_by}};
//!
//! let folder = std::env::temp_dir().join(format!("verwijs-index-{}", std::process::id()));
//! std::fs::create_dir_all(&folder).unwrap();
//! std::fs::write(folder.join("kst-32175-64.txt"), "Dat staat vast. Zie Kamerstuk 34 550 V, nr. 52. Meer niet.").unwrap();
//! let db = folder.join("x.db");
//!
//! let verwijs = Verwijs::new();
//! let done = Update::new(&db).path(folder.join("kst-32175-64.txt")).run(&verwijs, |_| {}).unwrap();
//! assert_eq!((done.read, done.documents), (1, 1));
//!
//! let index = Index::open(&db).unwrap();
//! let found = cited_by(&index, &verwijs, &[Id::new("kst-34550-V-52")], &Filter::default(), Level::Document, true).unwrap();
//! assert_eq!(found[0].places[0].sentence.as_deref(), Some("Zie Kamerstuk 34 550 V, nr. 52."));
//! # std::fs::remove_dir_all(&folder).unwrap();
//! ```

mod corpus;
mod error;
mod files;
mod load;
mod notice;
mod plan;
mod rows;
mod rules;
mod same;
mod schema;
mod search;
mod update;
mod work;
mod write;

pub use error::IndexError;
pub use load::{Documents, StoredDocument};
pub use search::Hit;
pub use update::{Event, Summary, Update};

use crate::engine::Verwijs;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// How long a reader or writer waits for another one's transaction.
const PATIENCE: Duration = Duration::from_secs(60);

/// An index, opened to be read. Others may read and write it meanwhile.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
    path: PathBuf,
}

impl Index {
    /// Opens an index.
    ///
    /// # Errors
    /// There is none at `path`, it is something else, or another version made it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, IndexError> {
        let path = path.into();
        if !path.exists() {
            return Err(IndexError::Missing { path: path.display().to_string() });
        }
        let connection = reader(&path)?;
        schema::check(&connection, &path)?;
        Ok(Self { connection, path })
    }

    /// Whether its citations were found by the rules of `verwijs`: the same program, grammar, names and registers.
    ///
    /// # Errors
    /// The database, or a file of rules, cannot be read.
    pub fn made_by(&self, verwijs: &Verwijs) -> Result<bool, IndexError> {
        let current = self.connection.query_row("SELECT fingerprint FROM rules WHERE current = 1", [], |row| row.get::<_, String>(0)).optional();
        Ok(current.map_err(|e| self.fault(e))? == Some(rules::fingerprint(verwijs)?))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn fault(&self, source: rusqlite::Error) -> IndexError {
        IndexError::database(&self.path, source)
    }

    fn broken(&self, message: impl Into<String>) -> IndexError {
        IndexError::Broken { path: self.path.display().to_string(), message: message.into() }
    }
}

/// A connection that only reads.
fn reader(path: &Path) -> Result<Connection, IndexError> {
    let open = || -> rusqlite::Result<Connection> {
        // One that might write tidies up behind itself; where that is not allowed, one that can't.
        let tidy = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, tidy).and_then(ready);
        let locked = |e: &rusqlite::Error| {
            matches!(e.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure))
        };
        match connection {
            Err(error) if locked(&error) => {
                // On a disc that nobody can write to, nobody does meanwhile.
                let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let fixed = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
                Connection::open_with_flags(format!("file:{name}?immutable=1"), fixed).and_then(ready)
            }
            other => other,
        }
    };
    open().map_err(|e| match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => IndexError::Foreign { path: path.display().to_string() },
        _ => IndexError::database(path, e),
    })
}

/// Sets a reading connection up, and sees that it can read.
fn ready(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(connection)
}
