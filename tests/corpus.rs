//! Snapshots of what is found in the corpus: one file a document, one line a citation.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};
use verwijs::{Document, Locator, Status, Verwijs};

#[test]
fn the_corpus_gives_what_it_gave() {
    let verwijs = Verwijs::new();
    let mut paths = Vec::new();
    files(Path::new("corpus"), &mut paths);
    paths.sort();
    assert!(paths.len() >= 40, "the corpus has {} documents", paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).expect("a document of the corpus");
        let mut document = Document::from_text(text.as_str());
        document.path = Some(path.to_string_lossy().into_owned());
        let name = path.strip_prefix("corpus").expect("a path in the corpus").with_extension("").to_string_lossy().replace(['/', '\\'], "__");
        let lines = lines(&verwijs, &document);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, { insta::assert_snapshot!(name, lines) });
    }
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("the corpus is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
}

/// `14:120 kamerstuk "Kamerstuk 34 550 V, nr. 52" → kst-34550-V-52`
fn lines(verwijs: &Verwijs, document: &Document<'_>) -> String {
    let extraction = verwijs.extract_document(document);
    let mut locator = Locator::new(&document.text);
    let mut out = format!("document {}\n", extraction.own.map_or_else(|| "without an identity".to_owned(), |id| id.to_string()));
    for citation in &extraction.citations {
        let place = locator.locate(citation.span.start);
        let words = document.text[citation.span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
        let ids: Vec<&str> = citation.targets.iter().map(|t| t.id.as_str()).collect();
        let status = if citation.status == Status::Resolved { String::new() } else { format!(" ({})", citation.status.as_str()) };
        let own = if citation.own { " itself" } else { "" };
        let _ = writeln!(out, "{}:{} {} \"{words}\" → {}{status}{own}", place.line, place.column, citation.family, ids.join(" "));
    }
    out
}
