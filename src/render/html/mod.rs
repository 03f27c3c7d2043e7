//! The reference graph as one page that opens in any browser without a network.
//!
//! The page holds everything: the layout, the data (deflated, as base64, so that no text can end the
//! script that carries it), the sentences in blocks that are only unpacked when they are looked at, and
//! the program that draws. `docs/graph-html.md` says what it can do and how it is packed.

mod pack;
mod page;
mod sentences;

pub use sentences::Sentences;

use super::color::{Coloring, Groups};
use crate::{engine::Verwijs, graph::ReferenceGraph};
use page::Page;
use std::io::{self, Write};

const TEMPLATE: &str = include_str!("template.html");
const STYLE: &str = include_str!("style.css");
/// The modules of the page's program, each before those that import it.
const MODULES: [(&str, &str); 14] = [
    ("inflate.js", include_str!("inflate.js")),
    ("data.js", include_str!("data.js")),
    ("search.js", include_str!("search.js")),
    ("filter.js", include_str!("filter.js")),
    ("theme.js", include_str!("theme.js")),
    ("camera.js", include_str!("camera.js")),
    ("grid.js", include_str!("grid.js")),
    ("scene.js", include_str!("scene.js")),
    ("webgl.js", include_str!("webgl.js")),
    ("canvas.js", include_str!("canvas.js")),
    ("labels.js", include_str!("labels.js")),
    ("panel.js", include_str!("panel.js")),
    ("input.js", include_str!("input.js")),
    ("main.js", include_str!("main.js")),
];

/// Writes the page; `title` stands at its head, `sentences` are shown where a reference is looked at. With `groups`
/// nodes can be coloured by these too; `first` says by what they are when it opens.
///
/// # Errors
/// What `out` gives.
pub fn write(
    out: &mut impl Write,
    reference: &ReferenceGraph,
    engine: &Verwijs,
    title: &str,
    sentences: &Sentences,
    groups: Option<&Groups>,
    first: Coloring,
) -> io::Result<()> {
    let page = Page::new(reference, engine, title, sentences, groups, first);
    let mut rest = TEMPLATE;
    while let Some((before, (name, after))) = rest.split_once("{{").and_then(|(before, hole)| Some((before, hole.split_once("}}")?))) {
        out.write_all(before.as_bytes())?;
        match name {
            "title" => out.write_all(escape(title).as_bytes())?,
            "style" => out.write_all(STYLE.as_bytes())?,
            "graph" => out.write_all(pack::base64(&page.graph()).as_bytes())?,
            "sentences" => page.blocks().iter().try_for_each(|block| writeln!(out, "{block}"))?,
            "program" => out.write_all(program().as_bytes())?,
            other => write!(out, "{{{{{other}}}}}")?,
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// The modules as one script: in a page without a network they cannot import each other.
fn program() -> String {
    let mut script = String::new();
    for (_, module) in MODULES {
        for line in module.lines().filter(|line| !line.starts_with("import ")) {
            script += line.strip_prefix("export ").unwrap_or(line);
            script.push('\n');
        }
    }
    script
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, GraphBuilder, Level};
    use std::collections::BTreeMap;

    #[test]
    fn the_modules_make_one_script() {
        let script = program();
        assert!(!script.contains("</script") && !script.contains("<!--"));
        assert!(!script.lines().any(|l| l.starts_with("import") || l.starts_with("export")));
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for (file, module) in MODULES {
            for line in module.lines().map(|l| l.strip_prefix("export ").unwrap_or(l)) {
                let Some(rest) = ["function ", "const ", "let ", "class "].iter().find_map(|word| line.strip_prefix(word)) else { continue };
                let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                let other = if name.is_empty() { None } else { names.insert(name, file) };
                assert_eq!(other, None, "{name} of {file} is the name of something else too");
            }
        }
    }

    #[test]
    fn no_text_can_leave_its_place_and_nothing_is_loaded() {
        let engine = Verwijs::new();
        let mut document = Document::from_text("Zie </script><script>alert(1)</script> in Kamerstuk 34 550 V, nr. 52 <!-- en verder.");
        document.name = "</script><b>\"".to_owned();
        let extraction = engine.extract_document(&document);
        let mut builder = GraphBuilder::new(Level::Document);
        let mut sentences = Sentences::new(Level::Document, 3);
        builder.add(&document, &extraction);
        sentences.add(&document, &extraction);
        let mut page = Vec::new();
        write(&mut page, &builder.finish(&engine), &engine, "a </title><script>", &sentences, None, Coloring::Family).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert_eq!(page.matches("</script>").count(), TEMPLATE.matches("</script>").count());
        assert!(!page.contains("alert(1)") && !page.contains("{{"));
        assert!(page.contains("default-src 'none'"));
        for loading in [" src=\"", "<link", "@import", "url(http", "fetch(", "XMLHttpRequest"] {
            assert!(!page.contains(loading), "{loading}");
        }
    }
}
