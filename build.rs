//! Lists the rule files under `grammar/`, so that a new family needs a new file there and nothing else,
//! compiles the register of laws, and tells an index by what code and data it was made.

#[path = "src/register/fold.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod fold;
#[path = "build/laws.rs"]
mod laws;
#[path = "src/register/layout.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod layout;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The parts of `src/` that have no say in which citations are found.
const OTHER_PARTS: [&str; 4] = ["cli", "main.rs", "query", "render"];

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest directory");
    let folder = Path::new(&root).join("grammar");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    println!("cargo::rerun-if-changed=grammar");
    for source in ["build.rs", "build/laws.rs", "src/register/fold.rs", "src/register/layout.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    list_rule_files(&folder, out);
    laws::compile(&folder.join("register"), out);
    println!("cargo::rustc-env=VERWIJS_RULES={:016x}", rules(Path::new(&root)));
}

fn list_rule_files(folder: &Path, out: &Path) {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder grammar/ stands beside build.rs")
        .map(|entry| entry.expect("grammar/ can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let rows: String =
        files.iter().map(|path| format!("    ({:?}, include_str!({:?})),\n", path.file_name().expect("a file has a name").to_string_lossy(), path)).collect();
    fs::write(out.join("grammar_files.rs"), format!("&[\n{rows}]")).expect("OUT_DIR can be written");
}

/// A hash (FNV-1a) of the files that decide what is found, with their names.
fn rules(root: &Path) -> u64 {
    let (mut parts, mut files) = (Vec::new(), Vec::new());
    let source = root.join("src");
    for entry in fs::read_dir(&source).expect("the crate's own folders can be listed") {
        let name = entry.expect("the crate's own folders can be listed").file_name();
        if !OTHER_PARTS.iter().any(|other| name == *other) {
            parts.push(source.join(name));
        }
    }
    for part in parts {
        println!("cargo::rerun-if-changed={}", part.display());
        list(&part, &mut files);
    }
    list(&root.join("grammar"), &mut files);
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let content = fs::read(&file).expect("the crate's own files can be read");
        for byte in name.bytes().chain([0]).chain(content) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    hash
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
