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

use std::{env, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest directory");
    let folder = Path::new(&root).join("grammar");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    let sources = [
        "build.rs",
        "build/laws.rs",
        "build/patterns.rs",
        "build/rules.rs",
        "build/states.rs",
        "src/grammar/ascii.rs",
        "src/grammar/compiled.rs",
        "src/grammar/compose.rs",
        "src/grammar/states.rs",
        "src/register/fold.rs",
        "src/register/layout.rs",
        "src/register/near.rs",
    ];
    for source in sources {
        println!("cargo::rerun-if-changed={source}");
    }
    list_rule_files(&folder, out);
    patterns::compile(&folder, out);
    laws::compile(&folder.join("register"), out);
    rules::fingerprint(Path::new(&root));
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
