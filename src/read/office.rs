//! What Word and OpenDocument files have in common: parts of XML in a zip archive.

use super::{
    builder::Builder,
    entity,
    facts::{Facts, Field},
    xml::role::attribute,
};
use crate::document::Document;
use quick_xml::{Reader, events::Event};
use rustc_hash::FxHashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Deeper nesting than any document has.
pub(super) const DEPTH: usize = 2048;
/// A larger part is no text that a person wrote.
const LARGEST: u64 = 256 << 20;

/// The archive of an Office file.
pub(super) struct Package(ZipArchive<Cursor<Vec<u8>>>);

impl Package {
    pub fn open(bytes: Vec<u8>) -> Result<Self, String> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|e| format!("this Office file is damaged: {e}; save it again"))
    }

    /// The name of the main part, as the relations of the package say; `usual` where they say nothing.
    pub fn main(&mut self, usual: &str) -> String {
        let relations = self.part("_rels/.rels").ok().flatten().unwrap_or_default();
        let named =
            relations.split('<').find(|r| r.contains("/officeDocument\"")).and_then(|r| r.split_once("Target=\"")).and_then(|(_, r)| r.split('"').next());
        named.map_or_else(|| usual.to_owned(), |n| n.trim_start_matches('/').to_owned())
    }

    /// A part as text; none where the package has no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        if self.0.index_for_name(name).is_none() {
            return Ok(None);
        }
        let damaged = |e: &dyn std::fmt::Display| format!("this Office file is damaged: {name}: {e}; save it again");
        let part = self.0.by_name(name).map_err(|e| damaged(&e))?;
        let mut bytes = Vec::new();
        part.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("this Office file has more than {} MiB of text, as a zip bomb does", LARGEST >> 20));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| damaged(&"its text is not UTF-8"))
    }
}

/// The document of a text that was built from a package; `about` is the part that describes it.
pub(super) fn document(builder: Builder, path: &str, format: &str, package: &mut Package, about: &str) -> Result<Document<'static>, String> {
    let mut document = builder.unmapped(path, format);
    let mut facts = Facts::default();
    if let Some(xml) = package.part(about)? {
        for (name, value) in values(&xml) {
            match name.as_str() {
                "title" => facts.add(Field::Title, &value),
                "initial-creator" | "creator" => facts.add(Field::Author, &value),
                _ => {}
            }
        }
    }
    facts.fill(&mut document);
    Ok(document)
}

/// What is said of broken XML in a part.
pub(super) fn broken(error: &quick_xml::Error) -> String {
    format!("this Office file is damaged: {error}; save it again")
}

/// The targets of a part's relations that lead out of the file, by their ids.
pub(super) fn relations(xml: &str) -> FxHashMap<String, String> {
    let mut found = FxHashMap::default();
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Empty(tag) | Event::Start(tag) => {
                if let (Some(id), Some(target), Some("External")) = (attribute(&tag, "Id"), attribute(&tag, "Target"), attribute(&tag, "TargetMode").as_deref())
                {
                    found.insert(id.into_owned(), target.into_owned());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// The elements of a flat part with their texts.
fn values(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(xml);
    let (mut name, mut text) = (String::new(), String::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => {
                name = tag.local_name().as_ref().to_owned();
                text.clear();
            }
            Event::Text(piece) => text.push_str(&piece.into_inner()),
            Event::GeneralRef(entity) => text.push_str(&entity::resolve(&entity.into_inner()).unwrap_or_default()),
            Event::End(_) if !name.is_empty() => found.push((std::mem::take(&mut name), text.trim().to_owned())),
            Event::Eof => break,
            _ => {}
        }
    }
    found
}
