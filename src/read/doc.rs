//! Word documents of 1993 to 2003: paragraphs, tables, links, and since 1997 footnotes. Headings are not told
//! apart, and text whose deletion was only proposed is in.

use super::{
    builder::{Builder, Handle},
    compound::Streams,
};
use crate::document::Document;
use encoding_rs::WINDOWS_1252;
use std::ops::Range;

/// The stream that holds the text.
pub(super) const MAIN: &str = "WordDocument";
const DAMAGED: &str = "this Word file is damaged: its text is not where it says; open it in a word processor and save it as .docx";
/// The versions that Word 97 and Word 6 write; what is older is laid out otherwise.
const WORD_97: u16 = 0xc1;
const WORD_6: u16 = 0x65;
/// Saved quickly: its text lies in pieces.
const IN_PIECES: u16 = 4;
const LOCKED: u16 = 0x100;
const SECOND_TABLE: u16 = 0x200;

/// The document of a Word file.
pub(super) fn read(streams: &mut Streams, path: &str) -> Result<Document<'static>, String> {
    let main = Bytes(streams.get(MAIN)?.unwrap_or_default());
    let (Some(0xa5ec | 0xa5dc), Some(version), Some(flags)) = (main.u16(0), main.u16(2), main.u16(0x0a)) else { return Err(DAMAGED.to_owned()) };
    if flags & LOCKED != 0 {
        return Err("this Word file is locked with a password; save it without one".to_owned());
    }
    if version < WORD_97 {
        if version < WORD_6 || flags & IN_PIECES != 0 {
            return Err("this Word file is too old to be read; open it in a word processor and save it as .docx".to_owned());
        }
        let text = whole(&main).ok_or(DAMAGED)?;
        return Ok(built(&text, text.len(), Vec::new(), path));
    }
    let table = Bytes(streams.get(if flags & SECOND_TABLE != 0 { "1Table" } else { "0Table" })?.unwrap_or_default());
    let text = letters(&main, &table).ok_or(DAMAGED)?;
    let length = main.size(0x4c).unwrap_or_default().min(text.len());
    Ok(built(&text, length, notes(&main, &table, &text), path))
}

/// The document of the first `length` units of a text, with its notes.
fn built(text: &[u16], length: usize, notes: Vec<Note>, path: &str) -> Document<'static> {
    let mut walk = Walk { text, builder: Builder::default(), fields: Vec::new(), notes, waiting: Vec::new() };
    walk.run(0..length);
    walk.builder.unmapped(path, "DOC")
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.0.get(at..at.checked_add(2)?)?.try_into().ok()?))
    }

    fn size(&self, at: usize) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.0.get(at..at.checked_add(4)?)?.try_into().ok()?)).ok()
    }

    /// The part of `table` whose place and length stand here at `at`.
    fn part<'t>(&self, at: usize, table: &'t Self) -> Option<&'t [u8]> {
        let (start, length) = (self.size(at)?, self.size(at + 4)?);
        table.0.get(start..start.checked_add(length)?)
    }
}

/// All text as units of UTF-16, by which the file counts: it lies in pieces, each in one or two bytes a letter.
fn letters(main: &Bytes, table: &Bytes) -> Option<Vec<u16>> {
    let mut rest = main.part(0x1a2, table)?;
    // Before the pieces stand properties that they share.
    while let [1, low, high, after @ ..] = rest {
        rest = after.get(usize::from(u16::from_le_bytes([*low, *high]))..)?;
    }
    let pieces = Bytes(rest.strip_prefix(&[2])?.get(4..)?.to_vec());
    let count = pieces.0.len().checked_sub(4)? / 12;
    let mut units = Vec::new();
    for piece in 0..count {
        let length = pieces.size(4 * (piece + 1))?.checked_sub(pieces.size(4 * piece)?)?;
        let place = pieces.size(4 * (count + 1) + 8 * piece + 2)?;
        let narrow = place & 0x4000_0000 != 0;
        let start = if narrow { (place & 0x3fff_ffff) / 2 } else { place };
        let bytes = main.0.get(start..start.checked_add(if narrow { length } else { length.checked_mul(2)? })?)?;
        // No two pieces are the same bytes, so that there are never more letters than bytes.
        if units.len() + length > main.0.len() {
            return None;
        }
        if narrow {
            units.extend(WINDOWS_1252.decode_without_bom_handling(bytes).0.encode_utf16());
        } else {
            units.extend(bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])));
        }
    }
    Some(units)
}

/// The text of Word 6 and 95, which lies in one stretch.
fn whole(main: &Bytes) -> Option<Vec<u16>> {
    let (start, length) = (main.size(0x18)?, main.size(0x34)?);
    let bytes = main.0.get(start..start.checked_add(length)?)?;
    Some(WINDOWS_1252.decode_without_bom_handling(bytes).0.encode_utf16().collect())
}

/// A footnote or endnote: where it is referred to, and where its text stands.
struct Note {
    anchor: usize,
    text: Range<usize>,
}

/// The footnotes and endnotes, by where they are referred to.
fn notes(main: &Bytes, table: &Bytes, text: &[u16]) -> Vec<Note> {
    let lengths: Vec<usize> = [0x4c, 0x50, 0x54, 0x58, 0x5c].iter().map(|at| main.size(*at).unwrap_or_default()).collect();
    let behind = |parts: usize| lengths[..parts].iter().fold(0_usize, |sum, length| sum.saturating_add(*length));
    let mut notes = Vec::new();
    for (references, texts, base) in [(0xaa, 0xb2, behind(1)), (0x20a, 0x212, behind(5))] {
        let (Some(references), Some(texts)) = (main.part(references, table), main.part(texts, table)) else { continue };
        let (references, texts) = (Bytes(references.to_vec()), Bytes(texts.to_vec()));
        let count = references.0.len().saturating_sub(4) / 6;
        for number in 0..count {
            let place = |at| texts.size(at).map(|place: usize| place.saturating_add(base));
            let (Some(anchor), Some(start), Some(end)) = (references.size(4 * number), place(4 * number), place(4 * (number + 1))) else { break };
            if start < end && end <= text.len() {
                notes.push(Note { anchor, text: start..end });
            }
        }
    }
    notes.sort_by_key(|note| note.anchor);
    notes
}

/// A field: what Word works out, and what it showed last.
enum Field {
    /// What it works out from.
    Code(String),
    /// What it shows; a link where it is one.
    Shown(Option<Handle>),
}

struct Walk<'t> {
    text: &'t [u16],
    builder: Builder,
    fields: Vec<Field>,
    notes: Vec<Note>,
    /// Footnotes of the present paragraph, by their number, with their anchors.
    waiting: Vec<(usize, usize)>,
}

impl Walk<'_> {
    fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let (mut word, mut before) = (String::new(), ' ');
        for letter in char::decode_utf16(self.text[range].iter().copied()).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)) {
            if letter >= ' ' || letter == '\t' {
                word.push(letter);
            } else {
                self.write(&mut word);
                self.control(letter, before, at);
            }
            before = letter;
            at += letter.len_utf16();
        }
        self.write(&mut word);
        self.end_paragraph();
    }

    fn write(&mut self, word: &mut String) {
        match self.fields.last_mut() {
            Some(Field::Code(code)) => code.push_str(word),
            _ => self.builder.inline(word, 0),
        }
        word.clear();
    }

    /// What a control character that stands at `at` does.
    fn control(&mut self, letter: char, before: char, at: usize) {
        match letter {
            '\r' | '\u{c}' => self.end_paragraph(),
            '\u{b}' => self.builder.line(),
            // A row ends with a mark of its own behind that of its last cell.
            '\u{7}' if before == '\u{7}' => self.end_paragraph(),
            '\u{7}' => self.builder.cell(),
            '\u{1e}' => self.builder.inline("-", 0),
            '\u{2}' => {
                if let Ok(number) = self.notes.binary_search_by_key(&at, |note| note.anchor) {
                    self.waiting.push((number, self.builder.len()));
                }
            }
            '\u{13}' => self.fields.push(Field::Code(String::new())),
            '\u{14}' => {
                if let Some(Field::Code(code)) = self.fields.pop() {
                    let target = code.split_once("HYPERLINK").and_then(|(_, rest)| rest.split('"').nth(1)).map(str::to_owned);
                    self.fields.push(Field::Shown(target.map(|target| self.builder.link("hyperlink", target))));
                }
            }
            '\u{15}' => {
                if let Some(Field::Shown(Some(handle))) = self.fields.pop() {
                    self.builder.end(handle);
                }
            }
            _ => {}
        }
    }

    /// Ends a line; the footnotes of the paragraph follow.
    fn end_paragraph(&mut self) {
        self.builder.end_line();
        for (number, anchor) in std::mem::take(&mut self.waiting) {
            let mut note = Walk { text: self.text, builder: Builder::default(), fields: Vec::new(), notes: Vec::new(), waiting: Vec::new() };
            note.run(self.notes[number].text.clone());
            self.builder.note(note.builder, Some((number + 1).to_string()), anchor);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        read::{InputFormat, Reader, rtf::packing::packed},
        structure::MarkKind,
    };
    use std::io::{Cursor, Write};

    /// A Word file of these streams.
    fn file(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, bytes) in streams {
            file.create_stream(name).unwrap().write_all(bytes).unwrap();
        }
        file.into_inner().into_inner()
    }

    /// The main stream and the table of a Word 97 file with a text and a note, in one byte a letter and in two.
    fn word(text: &str, note: &str) -> (Vec<u8>, Vec<u8>) {
        const TEXT: usize = 0x400;
        let mut main = vec![0; TEXT];
        let mut put = |at: usize, value: usize| main[at..at + 4].copy_from_slice(&u32::try_from(value).unwrap().to_le_bytes());
        let anchor = text.chars().position(|c| c == '\u{2}').unwrap();
        let lengths = (text.chars().count(), note.chars().count());
        let table: Vec<u32> = vec![
            // Where the note is referred to, and what it is; the places of its text.
            u32::try_from(anchor).unwrap(),
            u32::try_from(lengths.0).unwrap(),
            0,
            0,
            u32::try_from(lengths.1).unwrap(),
            u32::try_from(lengths.1 + 1).unwrap(),
        ];
        let mut table: Vec<u8> = table.iter().flat_map(|n| n.to_le_bytes()).collect();
        let pieces = table.len();
        table.push(2);
        table.extend(28_u32.to_le_bytes());
        for place in [0, lengths.0, lengths.0 + lengths.1] {
            table.extend(u32::try_from(place).unwrap().to_le_bytes());
        }
        for place in [(2 * TEXT) | 0x4000_0000, TEXT + lengths.0] {
            table.extend([0, 0]);
            table.extend(u32::try_from(place).unwrap().to_le_bytes());
            table.extend([0, 0]);
        }
        put(0x4c, lengths.0);
        put(0x50, lengths.1);
        put(0xaa, 0);
        put(0xae, 10);
        put(0xb2, 12);
        put(0xb6, 12);
        put(0x1a2, pieces);
        put(0x1a6, table.len() - pieces);
        main[..4].copy_from_slice(&[0xec, 0xa5, 0xc1, 0]);
        main.extend(text.chars().map(|c| if c == 'é' { 0xe9 } else { u8::try_from(c).unwrap() }));
        main.extend(note.encode_utf16().flat_map(u16::to_le_bytes));
        (main, table)
    }

    #[test]
    fn an_old_word_file_has_tables_links_and_notes() {
        let text = "Kop\rZie \u{13} HYPERLINK \"https://x.nl\" \u{14}het café\u{15}\u{2} hier.\ra\u{7}b\u{7}\u{7}Slot\r";
        let (main, table) = word(text, "\u{2} Stb. 2018, 123.\r");
        let bytes = file(&[("WordDocument", &main), ("0Table", &table)]);
        let document = Reader::read(bytes.clone(), "a.doc", InputFormat::Auto).unwrap().remove(0);
        assert_eq!(document.text, "Kop\nZie het café hier.\nStb. 2018, 123.\na\tb\nSlot");
        assert_eq!((document.links[0].target.as_str(), &document.text[document.links[0].span.range()]), ("https://x.nl", "het café"));
        assert_eq!(document.marks.iter().map(|m| (m.kind, m.anchor)).collect::<Vec<_>>(), [(MarkKind::Note, Some(17))]);
        // Whatever is broken in it is said, and nothing else happens.
        for at in 0..main.len() {
            let mut broken = main.clone();
            broken[at] ^= 0x5a;
            let _ = Reader::read(file(&[("WordDocument", &broken), ("0Table", &table)]), "a.doc", InputFormat::Auto);
        }
        for at in (0..bytes.len()).step_by(7) {
            let _ = Reader::read(bytes[..at].to_vec(), "a.doc", InputFormat::Compound);
        }
    }

    #[test]
    fn what_is_no_word_file_is_named() {
        for (stream, word) in
            [("Workbook", "Excel"), ("PowerPoint Document", "PowerPoint"), ("EncryptedPackage", "password"), ("Contents", "of a kind that is not read")]
        {
            let error = Reader::read(file(&[(stream, b"x")]), "a", InputFormat::Auto).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn a_message_of_outlook_may_have_rtf_alone() {
        let html = r#"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Zie {\*\htmltag84 <a href="https://wetten.overheid.nl/BWBR0005537">}de Awb{\*\htmltag92 </a>}\htmlrtf\par}\htmlrtf0}"#;
        for (rtf, text, links) in
            [(r"{\rtf1\ansi Zie Stb. 2018, 123.\par Groet}", "Besluit\n\nZie Stb. 2018, 123.\nGroet", 0), (html, "Besluit\nZie de Awb", 1)]
        {
            let packed = packed(rtf.as_bytes());
            let bytes = file(&[("__properties_version1.0", &[0; 32]), ("__substg1.0_0037001E", b"Besluit"), ("__substg1.0_10090102", &packed)]);
            let document = Reader::read(bytes, "a.msg", InputFormat::Auto).unwrap().remove(0);
            assert_eq!((&*document.text, document.links.len()), (text, links));
            assert_eq!(document.metadata.format, "e-mail");
        }
    }

    #[test]
    fn a_message_of_outlook_is_its_subject_and_its_words() {
        let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let mut properties = vec![0; 32];
        properties.extend([0x40, 0, 0x39, 0, 0, 0, 0, 0]);
        properties.extend(131_866_272_000_000_000_u64.to_le_bytes());
        let (subject, body) = (wide("Besluit\0"), wide("Zie Stb. 2018, 123.\r\nGroet"));
        let bytes = file(&[
            ("__properties_version1.0", &properties),
            ("__substg1.0_0037001F", &subject),
            ("__substg1.0_1000001F", &body),
            ("__substg1.0_0C1A001E", b"Jan"),
        ]);
        let document = Reader::read(bytes, "a.msg", InputFormat::Auto).unwrap().remove(0);
        assert_eq!(document.text, "Besluit\n\nZie Stb. 2018, 123.\nGroet");
        let meta = &document.metadata;
        assert_eq!((meta.title.as_deref(), meta.author.as_deref(), meta.date.as_deref()), (Some("Besluit"), Some("Jan"), Some("2018-11-14")));
    }
}
