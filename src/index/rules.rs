//! Tells whether what was read was read by the same rules.

use super::IndexError;
use crate::engine::Verwijs;
use std::path::{Path, PathBuf};

/// A hash of everything that decides what is found: the program's own code and data, and the files that it was given.
pub(super) fn fingerprint(verwijs: &Verwijs) -> Result<String, IndexError> {
    let given = verwijs.given();
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("VERWIJS_RULES").as_bytes());
    hasher.update(&verwijs.max_range().to_le_bytes());
    if let Some(day) = verwijs.day() {
        hasher.update(format!("\0at\0{day}").as_bytes());
    }
    let mut add = |kind: &str, file: &Path| -> Result<(), IndexError> {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        hasher.update(format!("\0{kind}\0{name}\0").as_bytes());
        let fault = |e: std::io::Error| IndexError::Root { path: file.display().to_string(), message: format!("cannot be read: {e}; check the path") };
        let opened = std::fs::File::open(file).map_err(fault)?;
        hasher.update_reader(opened).map(drop).map_err(fault)
    };
    for dir in &given.grammar_dirs {
        for file in rule_files(dir) {
            add("grammar", &file)?;
        }
    }
    for file in &given.name_files {
        add("names", file)?;
    }
    for file in &given.register_files {
        add("register", file)?;
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The rule files of a folder, by name.
fn rule_files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}
