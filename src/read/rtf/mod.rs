//! RTF: paragraphs, headings, footnotes, links, tables; deleted and hidden text, comments, headers and footers
//! are out. Also the bodies of Outlook's messages, in which RTF wraps HTML.

mod lex;
mod unpack;

pub(super) use unpack::unpacked;

#[cfg(test)]
pub(super) use unpack::tests as packing;

use super::{
    builder::{Builder, Handle},
    codepage::CodePage,
    facts::{Facts, Field},
    html,
    office::DEPTH,
};
use crate::{document::Document, source::SourceMap, structure::MarkKind};
use lex::{Lexer, Token};
use rustc_hash::{FxHashMap, FxHashSet};

/// How every RTF file begins.
pub(super) const MARK: &[u8] = b"{\\rtf";

/// What RTF was made of.
pub(super) enum Body {
    Document(Box<Document<'static>>),
    /// HTML that was wrapped in it.
    Html(String),
}

/// The document of an RTF file.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Document<'static>, String> {
    match body(bytes, path)? {
        Body::Document(document) => Ok(*document),
        Body::Html(page) => {
            let mut document = html::read(&page, path)?;
            document.source = SourceMap::default();
            document.metadata.format = "RTF".to_owned();
            Ok(document)
        }
    }
}

/// The document in some RTF, or the HTML that it wraps.
pub(super) fn body(bytes: &[u8], path: &str) -> Result<Body, String> {
    let start = memchr::memmem::find(&bytes[..bytes.len().min(64)], MARK).ok_or("this RTF file is damaged: it does not begin as one; save it again")?;
    let mut walk = Walk::default();
    walk.run(&bytes[start..])?;
    if let Some(page) = walk.page {
        return Ok(Body::Html(page));
    }
    let mut document = std::mem::take(&mut walk.text).unmapped(path, "RTF");
    walk.facts.fill(&mut document);
    Ok(Body::Document(Box::new(document)))
}

/// Where words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    Text,
    Nowhere,
    /// The names and code pages of fonts.
    Fonts,
    /// The names of styles.
    Styles,
    /// What is known of the document: what stands in it is for groups of their own.
    Info,
    Fact(Field),
    /// What a field works out from.
    Code,
}

/// What happens at the end of a group.
#[derive(Debug, Clone, Copy)]
enum Leave {
    Nothing,
    Note,
    Field,
    Link(Handle),
}

/// What holds within a group.
#[derive(Debug, Clone)]
struct State {
    to: To,
    /// Where words went before a group that is there twice, for old readers and new.
    outer: To,
    leave: Leave,
    page: CodePage,
    /// So many pieces after a letter of Unicode stand for it where it is not known.
    fallback: usize,
    /// Hidden, or deleted by a change that is tracked.
    hidden: bool,
    deleted: bool,
    heading: bool,
    /// A piece of wrapped HTML as it is.
    tag: bool,
    /// What readers of HTML leave out.
    rtf_only: bool,
}

struct Walk {
    state: State,
    /// The groups around the present one.
    groups: Vec<State>,
    text: Builder,
    /// The footnotes that are open, and where they are referred to.
    notes: Vec<(Builder, usize)>,
    /// Footnotes of the present paragraph.
    waiting: Vec<(Builder, usize)>,
    count: usize,
    heading: Option<Handle>,
    /// What the open fields work out from.
    fields: Vec<String>,
    facts: Facts,
    value: String,
    /// The HTML that is wrapped.
    page: Option<String>,
    usual: CodePage,
    font: i32,
    fonts: FxHashMap<i32, CodePage>,
    style: i32,
    heading_styles: FxHashSet<i32>,
    /// Bytes that are not letters yet.
    bytes: Vec<u8>,
    /// So many pieces are left out.
    skip: usize,
    /// The first half of a letter beyond 65,535.
    half: Option<u16>,
    /// A reader that does not know the group may leave it out.
    optional: bool,
}

impl Default for Walk {
    fn default() -> Self {
        let page = CodePage::WESTERN;
        let state = State {
            to: To::Text,
            outer: To::Text,
            leave: Leave::Nothing,
            page,
            fallback: 1,
            hidden: false,
            deleted: false,
            heading: false,
            tag: false,
            rtf_only: false,
        };
        Self {
            state,
            groups: Vec::new(),
            text: Builder::default(),
            notes: Vec::new(),
            waiting: Vec::new(),
            count: 0,
            heading: None,
            fields: Vec::new(),
            facts: Facts::default(),
            value: String::new(),
            page: None,
            usual: page,
            font: 0,
            fonts: FxHashMap::default(),
            style: 0,
            heading_styles: FxHashSet::default(),
            bytes: Vec::new(),
            skip: 0,
            half: None,
            optional: false,
        }
    }
}

impl Walk {
    fn run(&mut self, bytes: &[u8]) -> Result<(), String> {
        for token in Lexer::new(bytes) {
            if let Token::Byte(byte) = token {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.bytes.push(byte);
                }
                continue;
            }
            self.flush();
            match token {
                Token::Open => {
                    self.skip = 0;
                    if self.groups.len() > DEPTH {
                        return Err(format!("this RTF file nests its groups more than {DEPTH} deep"));
                    }
                    let inner = State { leave: Leave::Nothing, ..self.state.clone() };
                    self.groups.push(std::mem::replace(&mut self.state, inner));
                }
                Token::Close => {
                    self.skip = 0;
                    self.leave();
                    let Some(outer) = self.groups.pop() else { break };
                    self.state = outer;
                    if self.groups.is_empty() {
                        break;
                    }
                }
                _ if self.skip > 0 => self.skip -= 1,
                Token::Word(word, number) => self.word(word, number),
                Token::Sign(sign) => self.sign(sign),
                Token::Byte(_) => {}
            }
        }
        // A file that is cut off has what stands in it.
        self.flush();
        while let Some(outer) = self.groups.pop() {
            self.leave();
            self.state = outer;
        }
        self.end_paragraph();
        Ok(())
    }

    /// The letters of the bytes that wait.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            self.write(&self.state.page.decode(&bytes));
            self.bytes = bytes;
            self.bytes.clear();
        }
    }

    fn write(&mut self, words: &str) {
        let state = &self.state;
        match state.to {
            To::Text if state.hidden || state.deleted => {}
            To::Text => match &mut self.page {
                Some(page) if state.tag => page.push_str(words),
                Some(_) if state.rtf_only => {}
                Some(page) => page.push_str(&words.replace('&', "&amp;").replace('<', "&lt;")),
                None => {
                    if state.heading && self.heading.is_none() && self.notes.is_empty() && !words.trim().is_empty() {
                        self.heading = Some(self.text.mark(MarkKind::Heading, None));
                    }
                    self.builder().inline(words, 0);
                }
            },
            To::Fact(_) | To::Styles => self.value.push_str(words),
            To::Code => {
                if let Some(code) = self.fields.last_mut() {
                    code.push_str(words);
                }
            }
            To::Nowhere | To::Fonts | To::Info => {}
        }
    }

    /// The text that grows: of a footnote, or the main one.
    fn builder(&mut self) -> &mut Builder {
        self.notes.last_mut().map_or(&mut self.text, |(note, _)| note)
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.optional = true,
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("-"),
            b' ' => self.write(" "),
            b'\\' | b'{' | b'}' => self.write(char::from(sign).encode_utf8(&mut [0; 4])),
            b'\r' | b'\n' => self.paragraph(),
            // A word may be broken here, and what is of no use in Dutch.
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let optional = std::mem::take(&mut self.optional);
        match word {
            "par" | "sect" | "page" | "column" | "row" | "nestrow" => self.paragraph(),
            "line" | "softline" | "lbr" if self.writes() => match &mut self.page {
                Some(page) => page.push('\n'),
                None => self.builder().line(),
            },
            "cell" | "nestcell" if self.writes() && self.page.is_none() => self.builder().cell(),
            "tab" | "emspace" | "enspace" | "qmspace" => self.write(" "),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "bullet" => self.write("•"),
            "u" => self.letter(number.unwrap_or_default()),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" | "mac" | "pc" | "pca" => self.code_page(word, number),
            "f" | "fcharset" | "cpg" => self.font(word, number.unwrap_or_default()),
            "s" if self.state.to == To::Styles => self.style = number.unwrap_or_default(),
            "s" => self.state.heading = self.heading_styles.contains(&number.unwrap_or_default()),
            "outlinelevel" => self.outline(number.is_some_and(|level| level < 9)),
            "pard" => self.state.heading = false,
            "plain" => {
                self.state.page = self.usual;
                (self.state.hidden, self.state.deleted) = (false, false);
            }
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "htmlrtf" => self.state.rtf_only = on,
            "fromhtml" if on => self.page = self.page.take().or_else(|| Some(String::new())),
            _ => self.group(word, optional),
        }
    }

    /// A word that says what the group is.
    fn group(&mut self, word: &str, optional: bool) {
        let writes = self.writes();
        let state = &mut self.state;
        match word {
            "colortbl" | "pict" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "annotation" | "atnid"
            | "atnauthor" | "objdata" | "objclass" | "objname" | "nonshppict" | "sp" | "shprslt" | "tc" | "tcn" | "xe" | "rxe" | "template" | "private"
            | "filetbl" | "bkmkstart" | "bkmkend" | "pntxta" | "pntxtb" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" => {
                state.to = To::Nowhere;
            }
            "upr" => (state.outer, state.to) = (state.to, To::Nowhere),
            "ud" => state.to = state.outer,
            "fonttbl" => state.to = To::Fonts,
            "stylesheet" => {
                state.to = To::Styles;
                self.value.clear();
            }
            "info" => state.to = To::Info,
            "title" if state.to == To::Info => state.to = To::Fact(Field::Title),
            "author" if state.to == To::Info => state.to = To::Fact(Field::Author),
            "htmltag" => state.tag = true,
            "field" => {
                state.leave = Leave::Field;
                self.fields.push(String::new());
            }
            "fldinst" => state.to = To::Code,
            "fldrslt" if self.page.is_none() && writes => {
                if let Some(target) = self.fields.last().and_then(|code| target(code)) {
                    self.state.leave = Leave::Link(self.builder().link("hyperlink", target));
                }
            }
            "footnote" if self.page.is_none() && writes => {
                let anchor = self.builder().len();
                self.notes.push((Builder::default(), anchor));
                self.state.leave = Leave::Note;
                self.state.heading = false;
            }
            "shptxt" if writes => self.builder().line(),
            "shpinst" | "listtext" | "pntext" | "fldrslt" => {}
            // What is not known, and may be left out.
            _ if optional => state.to = To::Nowhere,
            _ => {}
        }
    }

    /// What the end of a group brings about.
    fn leave(&mut self) {
        match self.state.to {
            To::Fact(field) => {
                let value = std::mem::take(&mut self.value);
                self.facts.add(field, &value);
            }
            To::Styles => {
                let name = std::mem::take(&mut self.value).trim().to_lowercase();
                if ["heading", "kop", "title", "titel"].iter().any(|heading| name.starts_with(heading)) {
                    self.heading_styles.insert(self.style);
                }
                self.style = 0;
            }
            _ => {}
        }
        match std::mem::replace(&mut self.state.leave, Leave::Nothing) {
            Leave::Nothing => {}
            Leave::Field => drop(self.fields.pop()),
            Leave::Link(handle) => self.builder().end(handle),
            Leave::Note => self.waiting.extend(self.notes.pop()),
        }
    }

    /// Whether words become text.
    fn writes(&self) -> bool {
        self.state.to == To::Text && !self.state.hidden && !self.state.deleted && (self.page.is_none() || self.state.tag || !self.state.rtf_only)
    }

    fn paragraph(&mut self) {
        if self.writes() {
            match &mut self.page {
                Some(page) => page.push('\n'),
                None => self.end_paragraph(),
            }
        }
    }

    /// Ends a line; the footnotes of the paragraph follow.
    fn end_paragraph(&mut self) {
        self.builder().end_line();
        if !self.notes.is_empty() {
            return;
        }
        if let Some(handle) = self.heading.take() {
            self.text.end(handle);
        }
        for (note, anchor) in std::mem::take(&mut self.waiting) {
            self.count += 1;
            self.text.note(note, Some(self.count.to_string()), anchor);
        }
    }

    /// A letter of Unicode, or half of one.
    fn letter(&mut self, number: i32) {
        self.skip = self.state.fallback;
        // Numbers beyond 32,767 are written as negative ones.
        let unit = if number < 0 { number + 0x1_0000 } else { number };
        let Ok(unit) = u32::try_from(unit) else { return };
        let half = self.half.take();
        let letter = match (u16::try_from(unit), half) {
            (Ok(low @ 0xdc00..=0xdfff), Some(high)) => char::decode_utf16([high, low]).next().and_then(Result::ok),
            (Ok(high @ 0xd800..=0xdbff), _) => {
                self.half = Some(high);
                None
            }
            // Signs of a font of signs: some of them are bullets.
            (Ok(0xf0a7 | 0xf0b7), _) => Some('•'),
            (Ok(0xf000..=0xf0ff), _) => None,
            _ => char::from_u32(unit),
        };
        if let Some(letter) = letter {
            self.write(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn code_page(&mut self, word: &str, number: Option<i32>) {
        let number = match word {
            "mac" => 10_000,
            "pc" => 437,
            "pca" => 850,
            _ => number.and_then(|n| u32::try_from(n).ok()).unwrap_or_default(),
        };
        if let Some(page) = CodePage::of_number(number) {
            (self.usual, self.state.page) = (page, page);
        }
    }

    fn font(&mut self, word: &str, number: i32) {
        match (self.state.to, word) {
            (To::Fonts, "f") => self.font = number,
            (To::Fonts, word) => {
                let number = u32::try_from(number).unwrap_or_default();
                let page = if word == "cpg" { CodePage::of_number(number) } else { CodePage::of_charset(number) };
                if let Some(page) = page {
                    self.fonts.insert(self.font, page);
                }
            }
            (_, "f") => self.state.page = self.fonts.get(&number).copied().unwrap_or(self.usual),
            _ => {}
        }
    }

    /// The level of a paragraph, or of the style that is being told.
    fn outline(&mut self, heading: bool) {
        if self.state.to != To::Styles {
            self.state.heading = heading;
        } else if heading {
            self.heading_styles.insert(self.style);
        }
    }
}

/// Where a link leads that a field works out; none for one within the document.
fn target(code: &str) -> Option<String> {
    let (_, rest) = code.split_once("HYPERLINK")?;
    let mut parts = rest.split('"');
    let before = parts.next()?;
    parts.next().filter(|_| !before.contains("\\l")).map(str::to_owned)
}

#[cfg(test)]
mod tests;
