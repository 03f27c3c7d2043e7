//! What is fuzzed: each function takes any bytes, and panics where a promise of the library is broken.

use std::{fs, path::PathBuf, sync::LazyLock};
use verwijs::{Document, Grammar, Id, Reader, Verwijs};

static VERWIJS: LazyLock<Verwijs> = LazyLock::new(Verwijs::new);

/// A fuzzed function.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: [(&str, Target); 5] = [("extract", extract), ("resolve", resolve), ("grammar", grammar), ("read", read), ("names", names)];

/// Citations lie in their text, in order, and their targets in them.
pub fn extract(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let document = Document::from_text(&*text);
    let extraction = VERWIJS.extract_document(&document);
    let mut end = 0;
    for citation in &extraction.citations {
        let words = text.get(citation.span.range()).expect("a span is a slice of the text");
        assert!(!words.is_empty(), "a citation has words");
        assert!(citation.span.start >= end, "citations do not overlap");
        end = citation.span.end;
        for target in &citation.targets {
            assert!(text.get(target.span.range()).is_some(), "a target's span is a slice of the text");
            assert!(citation.span.contains(target.span), "a target lies in its citation");
            let _ = (target.id.url(), VERWIJS.cite(&target.id));
        }
    }
    let mut lines = Vec::new();
    let records = verwijs::render::records(&document, &extraction);
    verwijs::render::jsonl::write(&mut lines, &records).expect("memory can be written");
}

/// An identifier of any form is linked, cited and labelled, and its citation read again.
pub fn resolve(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let id = Id::new(&*text);
    let _ = (id.url(), VERWIJS.label(&id));
    if let Some(words) = VERWIJS.cite(&id) {
        VERWIJS.extract(&words);
    }
}

/// A rule file is loaded or its fault named; a rule that was loaded can be used.
pub fn grammar(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut grammar = Grammar::own();
    match grammar.add_text("fuzzed.toml", text) {
        Ok(()) => assert!(!grammar.rules().is_empty()),
        Err(error) => assert!(error.to_string().starts_with("fuzzed.toml"), "{error}"),
    }
}

/// A file of any bytes is read or refused.
pub fn read(data: &[u8]) {
    let path = scratch("read");
    fs::write(&path, data).expect("the temporary folder can be written");
    for document in Reader::new([&path]).limit(1 << 20) {
        match document {
            Ok(document) => assert!(document.text.len() <= 4 << 20),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// A list of names of any bytes is read or refused, and the names are found.
pub fn names(data: &[u8]) {
    let path = scratch("names");
    fs::write(&path, data).expect("the temporary folder can be written");
    if let Ok(verwijs) = Verwijs::builder().names(&path).register(&path).build() {
        verwijs.extract(&String::from_utf8_lossy(data));
    }
}

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("verwijs-fuzz-{name}-{}", std::process::id()))
}
