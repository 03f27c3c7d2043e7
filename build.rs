//! Lists the rule files under `grammar/`, so that a new family needs a new file there and nothing else,
//! compiles their patterns and the register of laws, and takes the fingerprint of the rules.

#[path = "src/grammar/ascii.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod ascii;
#[path = "src/grammar/compiled.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod compiled;
#[path = "src/grammar/compose.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod compose;
#[path = "src/register/fold.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod fold;
#[path = "build/laws.rs"]
mod laws;
#[path = "src/register/layout.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod layout;
#[path = "src/register/near.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod near;
#[path = "build/patterns.rs"]
mod patterns;
#[path = "build/rules.rs"]
mod rules;
#[path = "src/grammar/states.rs"]
#[allow(dead_code, reason = "the library uses the rest")]
mod states;
#[path = "build/states.rs"]
mod written;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest directory");
    let folder = Path::new(&root).join("grammar");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    // What it reads is announced where its fingerprint is taken.
    println!("cargo::rerun-if-changed=build.rs");
    let files = rule_files(&folder);
    list(&files, out);
    patterns::compile(&files, out);
    laws::compile(&folder.join("register"), out);
    rules::fingerprint(Path::new(&root));
}

fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder grammar/ stands beside build.rs")
        .map(|entry| entry.expect("grammar/ can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}

fn list(files: &[PathBuf], out: &Path) {
    let rows: String =
        files.iter().map(|path| format!("    ({:?}, include_str!({:?})),\n", path.file_name().expect("a file has a name").to_string_lossy(), path)).collect();
    fs::write(out.join("grammar_files.rs"), format!("&[\n{rows}]")).expect("OUT_DIR can be written");
}
