//! The files below the roots, and whether they changed.

use super::{update::Asked, write::FileState};
use std::{
    fmt,
    fs::{self, File, Metadata},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// A file that was written so shortly ago may be written again within the same tick of the clock.
const FRESH: Duration = Duration::from_secs(2);

/// What is said of a path that cannot be looked into.
pub(super) fn closed(path: &Path, error: &dyn fmt::Display) -> String {
    format!("{}: cannot be read: {error}; check the path and its permissions", path.display())
}

/// Size and time stamp of a file; its hash is not known yet.
pub(super) fn state(path: &Path, asked: &Asked, metadata: &Metadata) -> FileState {
    FileState { path: path.display().to_string(), asked: asked.clone(), size: metadata.len(), modified: modified(metadata), hash: None }
}

/// When a file was last written, in nanoseconds since 1970; `None` where that cannot tell whether it is written again.
fn modified(metadata: &Metadata) -> Option<i64> {
    let time = metadata.modified().ok()?;
    let settled = SystemTime::now().duration_since(time).is_ok_and(|age| age > FRESH);
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_nanos()).ok().filter(|_| settled)
}

/// The hash of a file's content.
pub(super) fn hash(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// The files of the index itself, which it does not read.
pub(super) struct OwnFiles {
    folder: Option<PathBuf>,
    name: String,
}

impl OwnFiles {
    pub fn of(db: &Path) -> Self {
        let folder = db.parent().map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
        Self { folder: folder.and_then(|f| fs::canonicalize(f).ok()), name: db.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default() }
    }

    /// Whether `path` is one of them.
    pub fn have(&self, path: &Path) -> bool {
        let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
        let ours = name.strip_prefix(self.name.as_str()).is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal" | ".lock"));
        let folder = || path.parent().map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p }).and_then(|p| fs::canonicalize(p).ok());
        ours && folder() == self.folder
    }
}
