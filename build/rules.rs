//! Tells an index by what code and data it was made.

use crate::compiled;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The parts of `src/` that have no say in which citations are found.
const OTHER_PARTS: [&str; 4] = ["cli", "main.rs", "query", "render"];

/// Hands the library a hash (FNV-1a) of the files that decide what is found, with their names.
pub fn fingerprint(root: &Path) {
    let mut files = Vec::new();
    let source = root.join("src");
    let parts = fs::read_dir(&source).expect("the crate's own folders can be listed");
    for part in parts.map(|entry| entry.expect("the crate's own folders can be listed").file_name()) {
        if !OTHER_PARTS.iter().any(|other| part == *other) {
            println!("cargo::rerun-if-changed=src/{}", part.to_string_lossy());
            list(&source.join(part), &mut files);
        }
    }
    // What the build script makes of them decides it too.
    for folder in ["build", "grammar"] {
        println!("cargo::rerun-if-changed={folder}");
        list(&root.join(folder), &mut files);
    }
    files.sort();
    let mut bytes = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        bytes.extend(name.bytes().chain([0]));
        bytes.extend(fs::read(&file).expect("the crate's own files can be read"));
    }
    let hash = compiled::hash(&bytes);
    println!("cargo::rustc-env=VERWIJS_RULES={hash:016x}");
}

/// All files of a folder, or the file itself.
fn list(path: &Path, files: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        return files.push(path.to_owned());
    }
    for entry in fs::read_dir(path).expect("the crate's own folders can be listed") {
        list(&entry.expect("the crate's own folders can be listed").path(), files);
    }
}
