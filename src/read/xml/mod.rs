//! XML: one pass over the events, no tree; what an element means is its dialect's knowledge.

mod debate;
mod metadata;
mod official;
mod other;
mod rechtspraak;
pub(in crate::read) mod role;
mod stop;

pub(in crate::read) use official::named;

use super::{
    builder::{Builder, Handle},
    entity,
    facts::{Facts, Field},
    html,
};
use crate::{document::Document, structure::MarkKind};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use role::{Context, Dialect, Role, attribute};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// So many names of elements are remembered.
const NAMES: usize = 256;
/// Deeper nesting than any document has.
const DEPTH: usize = 512;

/// What is wrong with an XML file, and at which byte of its text.
#[derive(Debug)]
pub(super) struct Fault {
    pub offset: usize,
    pub message: String,
}

/// The dialect of a text, by its root.
fn dialect(text: &str) -> &'static Dialect {
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => break tag,
            Ok(Event::Eof) | Err(_) => return &other::DIALECT,
            Ok(_) => {}
        }
    };
    let spaces = root.attributes_raw();
    match root.local_name().as_ref() {
        _ if spaces.contains("overheid.nl/stop/") || spaces.contains("overheid.nl/lvbb/") => &stop::DIALECT,
        "officiele-publicatie" | "wetgeving" | "toestand" | "cvdr" | "kamerwrk" | "kamerstuk" | "handelingen" => &official::DIALECT,
        "open-rechtspraak" => &rechtspraak::DIALECT,
        "vlosCoreDocument" => &debate::VLOS,
        _ if spaces.contains("metalex") => &rechtspraak::METALEX,
        "TEI" | "teiCorpus" => &debate::TEI,
        "root" if spaces.contains("politicalmashup") => &debate::MASHUP,
        "owms-metadata" | "metadata_gegevens" | "work" | "wetstechnische-informatie" | "searchRetrieveResponse" | "record" | "gzd" => &metadata::DIALECT,
        _ => &other::DIALECT,
    }
}

/// The document of an XML text.
pub(super) fn read(text: &str, path: &str) -> Result<Document<'static>, Fault> {
    let dialect = dialect(text);
    let mut walk = Walk::new(text, dialect);
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag)?,
            Ok(Event::Empty(tag)) => {
                walk.start(&tag)?;
                walk.end();
            }
            Ok(Event::End(_)) => walk.end(),
            Ok(Event::Text(piece)) => walk.text(&piece.into_inner()),
            Ok(Event::CData(piece)) => walk.cdata(&piece.into_inner()),
            Ok(Event::GeneralRef(name)) => walk.entity(&name.into_inner()),
            Ok(Event::PI(instruction)) if instruction.target() == "linebreak" => walk.line(),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(Fault { offset: usize::try_from(reader.error_position()).unwrap_or(text.len()), message: error.to_string() }),
        }
    }
    Ok(walk.document(path))
}

/// An element that is open.
struct Frame {
    role: Role,
    skip: bool,
    /// Whether what it holds stands in a record of OWMS.
    owms: bool,
    handle: Option<Handle>,
    /// The kind of the mark that the handle is, if it is one.
    marked: Option<MarkKind>,
    /// Whether text from here on is gathered for a field.
    field: bool,
    /// Whether text from here on is gathered for a name.
    named: bool,
    /// Whether the next white space is none: a word that is written together with the next.
    joined: bool,
}

struct Walk<'a> {
    text: &'a str,
    dialect: &'static Dialect,
    /// What the elements met so far do, by their names.
    roles: FxHashMap<&'a str, Role>,
    /// The texts that grow: the document's, then footnotes within it.
    builders: Vec<Builder>,
    /// Where each footnote that grows is referred to, and its number.
    notes: Vec<(usize, Option<String>)>,
    /// Footnotes that wait for the end of their paragraph.
    waiting: Vec<(Builder, Option<String>, usize)>,
    frames: Vec<Frame>,
    path: Vec<&'a str>,
    facts: Facts,
    /// Fields whose text is being read, and whether they stand in what is left out.
    fields: Vec<(Field, String, bool)>,
    name: Option<String>,
    anchors: FxHashMap<String, usize>,
    joined: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, dialect: &'static Dialect) -> Self {
        Self {
            text,
            dialect,
            roles: FxHashMap::default(),
            builders: vec![Builder::default()],
            notes: Vec::new(),
            waiting: Vec::new(),
            frames: Vec::new(),
            path: Vec::new(),
            facts: Facts::default(),
            fields: Vec::new(),
            name: None,
            anchors: FxHashMap::default(),
            joined: false,
        }
    }

    /// Where a piece that was borrowed from the text stands in it.
    fn offset(&self, piece: &str) -> usize {
        piece.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr()).min(self.text.len())
    }

    fn builder(&mut self) -> &mut Builder {
        let last = self.builders.len() - 1;
        &mut self.builders[last]
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        // The name is a piece of the text, whose life is longer than the event's.
        let local = tag.local_name();
        let at = self.offset(local.as_ref());
        let name = self.text.get(at..at + local.as_ref().len()).unwrap_or_default();
        if self.frames.len() >= DEPTH {
            return Err(Fault { offset: at, message: format!("elements are nested more than {DEPTH} deep") });
        }
        self.path.push(name);
        let (outer_skip, outer_owms) = self.frames.last().map_or((false, false), |f| (f.skip, f.owms));
        let mut role = match self.dialect.named_by.and_then(|key| attribute(tag, key)) {
            Some(given) => (self.dialect.role)(&given),
            None => self.role(name),
        };
        let parent = self.frames.last().map(|f| f.role);
        if matches!(role, Role::Caption | Role::Nr | Role::Signed) {
            let outer = self.path.len().checked_sub(2).map_or("", |at| self.path[at]);
            role = match (role, parent) {
                (Role::Signed, _) if matches!(outer, "ondertekening" | "ondertekenaar" | "ondtek" | "slotformulering" | "gegeven" | "dagtekening" | "deze") => {
                    Role::Block
                }
                (Role::Signed, _) => Role::Inline,
                (Role::Caption, Some(Role::Heading)) => Role::Word,
                (Role::Caption, _) => Role::Block,
                (_, Some(Role::Heading)) => role,
                _ => Role::Block,
            };
        }
        // A footnote bears its number as its name, not in its words.
        let skip = outer_skip || matches!(role, Role::Skip | Role::NoteNumber);
        let context = Context { path: &self.path, tag, owms: outer_owms };
        let facts = &mut self.facts;
        let field = (self.dialect.field)(&context, &mut |field, value| facts.add(field, value));
        if let Some(field) = field {
            self.fields.push((field, String::new(), skip));
        }
        let named = matches!(role, Role::Nr | Role::Number | Role::Speaker | Role::NoteNumber) && self.name.is_none();
        if named {
            self.name = Some(String::new());
        }
        let owms = outer_owms || matches!(name, "owmskern" | "owmsmantel");
        let mut frame = Frame { role, skip, owms, handle: None, marked: None, field: field.is_some(), named, joined: false };
        if !skip {
            self.open(tag, role, name, &mut frame);
        }
        self.frames.push(frame);
        Ok(())
    }

    /// What an element of this name does.
    fn role(&mut self, name: &'a str) -> Role {
        if let Some(role) = self.roles.get(name) {
            return *role;
        }
        let role = (self.dialect.role)(name);
        // No document has so many names, unless it means to.
        if self.roles.len() < NAMES {
            self.roles.insert(name, role);
        }
        role
    }

    /// What a start tag does to the text.
    fn open(&mut self, tag: &BytesStart<'_>, role: Role, name: &str, frame: &mut Frame) {
        match role {
            Role::Block | Role::Heading | Role::Speaker => self.builder().line(),
            Role::Number => self.builder().line(),
            Role::Word | Role::Nr | Role::Spaced => self.builder().space(),
            Role::Marked(kind) => {
                self.builder().line();
                let given = match kind {
                    MarkKind::Turn => attribute(tag, "who").or_else(|| attribute(tag, "pm:speaker")).map(|n| n.trim_start_matches('#').to_owned()),
                    MarkKind::Note => attribute(tag, "label").or_else(|| attribute(tag, "nr")).map(Cow::into_owned),
                    _ => None,
                };
                let handle = self.builder().mark(kind, given);
                if kind == MarkKind::Note
                    && let Some(anchor) = attribute(tag, "id").and_then(|id| self.anchors.get(&*id).copied())
                {
                    self.builder().anchor(handle, anchor);
                }
                frame.handle = Some(handle);
                frame.marked = Some(kind);
            }
            Role::Part(kind) => {
                self.builder().line();
                frame.handle = Some(self.builder().mark(MarkKind::Part, Some(kind.to_owned())));
                frame.marked = Some(MarkKind::Part);
            }
            Role::Link(targets) => {
                let target = targets.iter().find_map(|t| attribute(tag, t).filter(|t| !t.is_empty()));
                if let Some(target) = target.filter(|_| self.dialect.links) {
                    frame.handle = Some(self.builder().link(name, target.into_owned()));
                }
            }
            Role::Note => {
                let anchor = self.builder().len();
                self.notes.push((anchor, None));
                self.builders.push(Builder::default());
            }
            Role::NoteRef => {
                let id = ["linkend", "refid", "idref"].iter().find_map(|key| attribute(tag, key));
                if let Some(id) = id {
                    let anchor = self.builder().len();
                    self.anchors.insert(id.into_owned(), anchor);
                }
            }
            Role::Inline | Role::Tight | Role::Caption | Role::Signed | Role::NoteNumber | Role::Skip => {}
        }
        if role == Role::Heading {
            frame.handle = Some(self.builder().mark(MarkKind::Heading, None));
        }
        frame.joined = name == "w" || name == "pc";
        if frame.joined {
            frame.joined = attribute(tag, "join").as_deref() == Some("right");
        }
    }

    fn end(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.path.pop();
        if frame.field
            && let Some((field, value, _)) = self.fields.pop()
        {
            self.facts.add(field, &value);
        }
        if frame.named {
            self.give_name(frame.role);
        }
        if frame.skip {
            return;
        }
        self.joined = frame.joined;
        if let Some(handle) = frame.handle {
            self.builder().end(handle);
        }
        match frame.role {
            Role::Number => self.builder().glue(),
            Role::Word | Role::Nr => self.builder().space(),
            Role::Tight => self.builder().drop_space(),
            Role::Note => {
                if let (Some((anchor, number)), true) = (self.notes.pop(), self.builders.len() > 1)
                    && let Some(note) = self.builders.pop()
                {
                    self.waiting.push((note, number, anchor));
                }
            }
            Role::Block | Role::Heading | Role::Speaker | Role::Marked(_) | Role::Part(_) => {
                self.builder().end_line();
                self.flush_notes();
            }
            Role::Inline | Role::Spaced | Role::Link(_) | Role::NoteRef | Role::NoteNumber | Role::Caption | Role::Signed | Role::Skip => {}
        }
    }

    /// Gives the number or the speaker's name just read to what it is the name of.
    fn give_name(&mut self, role: Role) {
        let Some(name) = self.name.take() else { return };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = |kind: MarkKind| match role {
            Role::Nr => matches!(kind, MarkKind::Article | MarkKind::Part),
            Role::Number => matches!(kind, MarkKind::Lid | MarkKind::Item),
            _ => kind == MarkKind::Turn,
        };
        match role {
            Role::NoteNumber => {
                if let Some(last) = self.notes.last_mut() {
                    last.1 = Some(name);
                }
            }
            _ => {
                let handle = self.frames.iter().rev().find(|f| f.marked.is_some_and(fits)).and_then(|f| f.handle);
                let name = if role == Role::Speaker { name.trim_end_matches([':', ' ']) } else { name.trim_end_matches('.') };
                if let Some(handle) = handle {
                    self.builder().name(handle, name);
                }
            }
        }
    }

    /// Puts the footnotes of the paragraph that has just ended after it.
    fn flush_notes(&mut self) {
        if self.builders.len() > 1 || self.waiting.is_empty() {
            return;
        }
        for (note, number, anchor) in std::mem::take(&mut self.waiting) {
            self.builder().note(note, number, anchor);
        }
    }

    fn gather(&mut self, piece: &str) {
        if self.fields.is_empty() && self.name.is_none() {
            return;
        }
        let skip = self.frames.last().is_some_and(|f| f.skip);
        for (_, value, skipped) in &mut self.fields {
            if *skipped == skip {
                value.push_str(piece);
            }
        }
        if let Some(name) = &mut self.name {
            name.push_str(piece);
        }
    }

    fn text(&mut self, piece: &str) {
        self.gather(piece);
        if self.frames.last().is_none_or(|f| f.skip) {
            return;
        }
        let piece = if self.joined { piece.trim_start() } else { piece };
        if !piece.is_empty() {
            self.joined = false;
        }
        let offset = self.offset(piece);
        self.builder().inline(piece, offset);
    }

    fn line(&mut self) {
        if self.frames.last().is_some_and(|f| !f.skip) {
            self.builder().end_line();
        }
    }

    fn cdata(&mut self, piece: &str) {
        if piece.contains("</") || piece.contains("/>") {
            let offset = self.offset(piece);
            if self.frames.last().is_some_and(|f| !f.skip) {
                html::fragment(self.builder(), piece, offset);
            }
        } else {
            self.text(piece);
        }
    }

    fn entity(&mut self, name: &str) {
        let Some(letters) = entity::resolve(name) else {
            // An entity that nobody declared, or one of a bomb: its name stays.
            self.text(name);
            return;
        };
        self.gather(&letters);
        if self.frames.last().is_none_or(|f| f.skip) {
            return;
        }
        self.joined = false;
        let offset = self.offset(name).saturating_sub(1);
        let len = name.len() + 2;
        self.builder().entity(&letters, offset, len);
    }

    fn document(mut self, path: &str) -> Document<'static> {
        while !self.frames.is_empty() {
            self.end();
        }
        self.flush_notes();
        let mut document = self.builders.swap_remove(0).document(path);
        document.metadata.format = self.dialect.name.to_owned();
        if self.dialect.name != metadata::DIALECT.name || !self.facts.are_of_several() {
            self.facts.fill(&mut document);
        }
        document
    }
}
