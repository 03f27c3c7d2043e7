//! OpenDocument texts: paragraphs, headings, lists, footnotes, links, tables.

use super::{
    builder::{Builder, Handle},
    entity, office,
    xml::role::attribute,
};
use crate::{document::Document, structure::MarkKind};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The document of an OpenDocument text.
pub(super) fn read(bytes: Vec<u8>, path: &str) -> Result<Document<'static>, String> {
    let mut package = office::Package::open(bytes)?;
    let locked = package.part("META-INF/manifest.xml")?.is_some_and(|m| m.contains("encryption-data"));
    if locked {
        return Err("this OpenDocument file is locked with a password; save it without one".to_owned());
    }
    let text = package.part("content.xml")?.ok_or("this OpenDocument file has no text in it; save it again as .odt")?;
    let mut walk = Walk { builders: vec![Builder::default()], ..Walk::default() };
    walk.run(&text)?;
    office::document(walk.builders.swap_remove(0), path, "ODT", &mut package, "meta.xml")
}

/// Whether nothing in an element is text of the document.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "office:annotation"
            | "text:tracked-changes"
            | "text:sequence-decls"
            | "office:scripts"
            | "office:automatic-styles"
            | "office:font-face-decls"
            | "text:index-title-template"
            | "svg:title"
            | "svg:desc"
    )
}

#[derive(Default)]
struct Walk {
    builders: Vec<Builder>,
    /// Where each open footnote is referred to.
    anchors: Vec<usize>,
    waiting: Vec<(Builder, usize, String)>,
    /// What each open element began.
    open: Vec<Option<Handle>>,
    /// How many open elements are left out.
    skipped: usize,
    citation: Option<String>,
}

impl Walk {
    fn builder(&mut self) -> &mut Builder {
        let last = self.builders.len() - 1;
        &mut self.builders[last]
    }

    fn run(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|e| office::broken(&e))? {
                Event::Start(tag) => {
                    if self.open.len() > office::DEPTH {
                        return Err(format!("this OpenDocument file nests its elements more than {} deep", office::DEPTH));
                    }
                    self.start(&tag);
                }
                Event::Empty(tag) => self.empty(&tag),
                Event::End(tag) => self.end(tag.name().as_ref()),
                Event::Text(piece) => self.text(&piece.into_inner()),
                Event::GeneralRef(name) => {
                    let letters = entity::resolve(&name.into_inner()).unwrap_or_default();
                    self.text(&letters);
                }
                Event::Eof => {
                    self.flush();
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let mut handle = None;
        match tag.name().as_ref() {
            name if is_left_out(name) => self.skipped += 1,
            // The paragraphs of a comment end none of the text.
            _ if self.skipped > 0 => {}
            "text:p" => self.builder().line(),
            "text:h" => {
                self.builder().line();
                handle = Some(self.builder().mark(MarkKind::Heading, None));
            }
            "text:list-item" => handle = Some(self.builder().mark(MarkKind::Item, None)),
            "text:a" => handle = attribute(tag, "xlink:href").map(std::borrow::Cow::into_owned).map(|to| self.builder().link("a", to)),
            "table:table-cell" => self.builder().cell(),
            "text:note-citation" => self.citation = Some(String::new()),
            "text:note-body" => {
                let anchor = self.builder().len();
                self.anchors.push(anchor);
                self.builders.push(Builder::default());
            }
            _ => {}
        }
        self.open.push(handle);
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            _ if self.skipped > 0 => {}
            "text:s" | "text:tab" => self.builder().space(),
            "text:line-break" => self.builder().line(),
            "text:p" => self.builder().end_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(Some(handle)) = self.open.pop() {
            self.builder().end(handle);
        }
        match name {
            name if is_left_out(name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            "text:p" | "text:h" => {
                self.builder().end_line();
                self.flush();
            }
            "table:table-cell" => self.builder().cell(),
            "table:table-row" => self.builder().end_line(),
            "text:note-body" => {
                if let (Some(anchor), true) = (self.anchors.pop(), self.builders.len() > 1)
                    && let Some(note) = self.builders.pop()
                {
                    let number = self.citation.take().unwrap_or_default();
                    self.waiting.push((note, anchor, number.trim().to_owned()));
                }
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        if self.builders.len() > 1 {
            return;
        }
        for (note, anchor, number) in std::mem::take(&mut self.waiting) {
            self.builder().note(note, Some(number).filter(|n| !n.is_empty()), anchor);
        }
    }

    fn text(&mut self, piece: &str) {
        match &mut self.citation {
            Some(number) if self.anchors.is_empty() => number.push_str(piece),
            _ if self.skipped == 0 => self.builder().inline(piece, 0),
            _ => {}
        }
    }
}
