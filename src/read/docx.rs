//! Word documents since 2007: paragraphs, headings, footnotes, links, tables; deleted text is out,
//! inserted text is in.

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
use rustc_hash::FxHashMap;

/// The document of a Word file.
pub(super) fn read(bytes: Vec<u8>, path: &str) -> Result<Document<'static>, String> {
    let mut package = office::Package::open(bytes)?;
    let main = package.main("word/document.xml");
    let text = package.part(&main)?.ok_or("this Word file has no document in it; save it again as .docx")?;
    let notes = [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")];
    let mut footnotes = FxHashMap::default();
    for (part, element) in notes {
        if let Some(xml) = package.part(part)? {
            read_notes(&xml, element, &mut footnotes)?;
        }
    }
    let links = package.part("word/_rels/document.xml.rels")?.map(|xml| office::relations(&xml)).unwrap_or_default();
    let mut walk = Walk { builder: Builder::default(), links, footnotes, ..Walk::default() };
    walk.run(&text)?;
    office::document(walk.builder, path, "DOCX", &mut package, "docProps/core.xml")
}

/// The paragraphs of footnotes, by their ids.
fn read_notes(xml: &str, element: &str, notes: &mut FxHashMap<String, String>) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut id = None;
    let (mut text, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().map_err(|e| office::broken(&e))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                name if name == element => {
                    id = attribute(&tag, "w:id").map(|id| format!("{element} {id}"));
                    text.clear();
                }
                "t" => inside = true,
                _ => {}
            },
            Event::Empty(tag) if matches!(tag.local_name().as_ref(), "tab" | "br") => text.push(' '),
            Event::Text(piece) if inside => text.push_str(&piece.into_inner()),
            Event::GeneralRef(name) if inside => text.push_str(&entity::resolve(&name.into_inner()).unwrap_or_default()),
            Event::End(tag) => match tag.local_name().as_ref() {
                name if name == element => {
                    if let Some(id) = id.take() {
                        notes.insert(id, text.trim().to_owned());
                    }
                }
                "t" => inside = false,
                "p" => text.push(' '),
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk {
    builder: Builder,
    links: FxHashMap<String, String>,
    footnotes: FxHashMap<String, String>,
    /// The links that are open.
    open: Vec<Option<Handle>>,
    heading: Option<Handle>,
    /// Footnotes of the present paragraph, with their anchors.
    waiting: Vec<(usize, String)>,
    notes: usize,
    in_text: bool,
    in_field: bool,
    field: String,
    field_link: Option<Handle>,
    deleted: usize,
    fallback: usize,
}

impl Walk {
    fn run(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0usize;
        loop {
            match reader.read_event().map_err(|e| office::broken(&e))? {
                Event::Start(tag) => {
                    depth += 1;
                    if depth > office::DEPTH {
                        return Err(format!("this Word file nests its elements more than {} deep", office::DEPTH));
                    }
                    self.start(&tag);
                }
                Event::Empty(tag) => self.empty(&tag),
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(tag.local_name().as_ref());
                }
                Event::Text(piece) => self.text(&piece.into_inner()),
                Event::GeneralRef(name) => {
                    let letters = entity::resolve(&name.into_inner()).unwrap_or_default();
                    self.text(&letters);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" => self.builder.line(),
            "tc" => self.builder.cell(),
            "t" => self.in_text = true,
            "instrText" => self.in_field = true,
            "del" | "moveFrom" => self.deleted += 1,
            "Fallback" => self.fallback += 1,
            "hyperlink" => {
                let target = attribute(tag, "r:id").and_then(|id| self.links.get(&*id).cloned());
                let handle = target.map(|t| self.builder.link("hyperlink", t));
                self.open.push(handle);
            }
            _ => {}
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" => self.builder.end_line(),
            "tab" => self.builder.space(),
            "br" | "cr" => self.builder.line(),
            "noBreakHyphen" => self.write("-"),
            "pStyle" => {
                let style = attribute(tag, "w:val").unwrap_or_default().to_lowercase();
                if style.starts_with("heading") || style.starts_with("kop") || style == "title" || style == "titel" {
                    self.heading = Some(self.builder.mark(MarkKind::Heading, None));
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let kind = if tag.local_name().as_ref() == "footnoteReference" { "footnote" } else { "endnote" };
                if let Some(id) = attribute(tag, "w:id") {
                    self.waiting.push((self.builder.len(), format!("{kind} {id}")));
                }
            }
            "fldChar" => match attribute(tag, "w:fldCharType").as_deref() {
                Some("begin") => self.field.clear(),
                Some("separate") => {
                    if let Some(target) = self.field.split_once("HYPERLINK").and_then(|(_, rest)| rest.split('"').nth(1)).map(str::to_owned) {
                        self.field_link = Some(self.builder.link("hyperlink", target));
                    }
                }
                Some("end") => {
                    if let Some(handle) = self.field_link.take() {
                        self.builder.end(handle);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                if let Some(handle) = self.heading.take() {
                    self.builder.end(handle);
                }
                self.builder.end_line();
                for (anchor, id) in std::mem::take(&mut self.waiting) {
                    if let Some(text) = self.footnotes.get(&id).filter(|t| !t.is_empty()) {
                        self.notes += 1;
                        let mut note = Builder::default();
                        note.inline(text, 0);
                        self.builder.note(note, Some(self.notes.to_string()), anchor);
                    }
                }
            }
            "tc" => self.builder.cell(),
            "tr" => self.builder.end_line(),
            "t" => self.in_text = false,
            "instrText" => self.in_field = false,
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "Fallback" => self.fallback = self.fallback.saturating_sub(1),
            "hyperlink" => {
                if let Some(Some(handle)) = self.open.pop() {
                    self.builder.end(handle);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, piece: &str) {
        if self.in_field {
            self.field.push_str(piece);
        } else if self.in_text {
            self.write(piece);
        }
    }

    fn write(&mut self, piece: &str) {
        if self.deleted == 0 && self.fallback == 0 {
            self.builder.inline(piece, 0);
        }
    }
}
