//! Lists the rule files under `grammar/`, so that a new family needs a new file there and nothing else.

use std::{env, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest directory");
    let folder = Path::new(&root).join("grammar");
    println!("cargo::rerun-if-changed=grammar");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the folder grammar/ stands beside build.rs")
        .map(|entry| entry.expect("grammar/ can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let rows: String =
        files.iter().map(|path| format!("    ({:?}, include_str!({:?})),\n", path.file_name().expect("a file has a name").to_string_lossy(), path)).collect();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("grammar_files.rs");
    fs::write(out, format!("&[\n{rows}]")).expect("OUT_DIR can be written");
}
