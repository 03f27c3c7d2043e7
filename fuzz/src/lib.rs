//! What is fuzzed: each function takes any bytes, and panics where a promise of the library is broken.

use std::{
    fs,
    io::{Cursor, Write},
    path::PathBuf,
    sync::LazyLock,
};
use verwijs::{CitationSource, Document, Grammar, Id, InputFormat, Limits, Reader, Verwijs, query};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

static VERWIJS: LazyLock<Verwijs> = LazyLock::new(Verwijs::new);

/// A fuzzed function.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: [(&str, Target); 15] = [
    ("extract", extract),
    ("resolve", resolve),
    ("grammar", grammar),
    ("read", read),
    ("names", names),
    ("xml", xml),
    ("html", html),
    ("pdf", pdf),
    ("json", json),
    ("email", email),
    ("rtf", rtf),
    ("docx", docx),
    ("odt", odt),
    ("doc", doc),
    ("msg", msg),
];

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
    verwijs::render::jsonl::write(&mut lines, records).expect("memory can be written");
}

/// An identifier of any form is linked, cited and labelled, and its citation read again.
pub fn resolve(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let id = Id::new(&*text);
    let _ = (id.url(), VERWIJS.label(&id));
    if let Some(words) = VERWIJS.cite(&id) {
        VERWIJS.extract(&words);
    }
    if let Some(known) = query::identifier(&text) {
        assert_eq!(query::identifier(known.as_str()).as_ref(), Some(&known), "the canonical form of an identifier is its own");
    }
    let _ = query::identify(&VERWIJS, &text);
}

/// A rule file is loaded or its fault named; a rule that was loaded can be used.
pub fn grammar(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut grammar = Grammar::own();
    match grammar.add_text("fuzzed.toml", text) {
        Ok(()) => {
            assert!(!grammar.rules().is_empty());
            let folder = scratch("rules");
            fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join("fuzzed.toml"), text)).expect("the temporary folder can be written");
            let verwijs = Verwijs::builder().grammar_dir(&folder).build().expect("what loads once loads twice");
            verwijs.extract(text);
        }
        Err(error) => assert!(error.to_string().starts_with("fuzzed.toml"), "{error}"),
    }
}

/// A file of any bytes is read or refused.
pub fn read(data: &[u8]) {
    let path = scratch("read");
    fs::write(&path, data).expect("the temporary folder can be written");
    for document in Reader::new([&path]).limits(Limits::default().size(1 << 20)) {
        match document {
            Ok(document) => assert!(document.text.len() <= 4 << 20),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// XML of any dialect is read or refused.
pub fn xml(data: &[u8]) {
    read_as(data.to_vec(), InputFormat::Xml);
}

/// A web page is read.
pub fn html(data: &[u8]) {
    read_as(data.to_vec(), InputFormat::Html);
}

/// A PDF is read or refused.
pub fn pdf(data: &[u8]) {
    read_as(data.to_vec(), InputFormat::Pdf);
}

/// JSON is read or refused.
pub fn json(data: &[u8]) {
    read_as(data.to_vec(), InputFormat::Json);
}

/// A message is read or refused.
pub fn email(data: &[u8]) {
    read_as(data.to_vec(), InputFormat::Email);
}

/// RTF is read or refused.
pub fn rtf(data: &[u8]) {
    read_as([b"{\\rtf1\\ansi ", data].concat(), InputFormat::Rtf);
}

/// The words of a Word document, in a sound archive, are read or refused.
pub fn docx(data: &[u8]) {
    read_as(archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", data)]), InputFormat::Docx);
}

/// The words of an OpenDocument text, in a sound archive, are read or refused.
pub fn odt(data: &[u8]) {
    read_as(archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", data)]), InputFormat::Odt);
}

/// A Word 97 file, in a sound compound file, is read or refused: its main stream, and from byte 0x600 on its table.
pub fn doc(data: &[u8]) {
    let (main, table) = data.split_at(data.len().min(0x600));
    read_as(compound(&[("WordDocument", main), ("0Table", table), ("1Table", table)]), InputFormat::Compound);
}

/// A message of Outlook, in a sound compound file, is read or refused: its packed RTF, then its HTML, properties, words.
pub fn msg(data: &[u8]) {
    let mut parts = data.splitn(4, |byte| *byte == 0xFF).chain(std::iter::repeat(&b""[..]));
    let mut next = || parts.next().unwrap_or_default();
    let streams =
        [("__substg1.0_10090102", next()), ("__substg1.0_10130102", next()), ("__properties_version1.0", next()), ("__substg1.0_1000001F", next())];
    // HTML goes before RTF.
    let packed: Vec<_> = streams.iter().filter(|(name, bytes)| !(bytes.is_empty() && name.starts_with("__s"))).copied().collect();
    read_as(compound(&packed), InputFormat::Compound);
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory can be written");
    for (name, bytes) in streams {
        file.create_stream(name).and_then(|mut stream| stream.write_all(bytes)).expect("memory can be written");
    }
    file.flush().expect("memory can be written");
    file.into_inner().into_inner()
}

/// Reads bytes as a format; what the reader tells of its documents holds.
fn read_as(bytes: Vec<u8>, format: InputFormat) {
    match Reader::read(bytes, "fuzzed", format) {
        Ok(documents) => {
            for document in documents {
                let text = &document.text;
                for mark in &document.marks {
                    assert!(text.get(mark.span.range()).is_some(), "a mark lies in the text");
                }
                for link in &document.links {
                    assert!(text.get(link.span.range()).is_some(), "a link lies in the text");
                }
                VERWIJS.extract_from(&document, CitationSource::Both);
                VERWIJS.identify(&document);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).expect("a name");
        zip.write_all(bytes).expect("memory can be written");
    }
    zip.finish().expect("memory can be written").into_inner()
}

/// Lets panics of the crates that read PDF pass: the library catches them. Any other ends the process, as the
/// fuzzer wants it.
pub fn let_pdf_crates_panic() {
    const CRATES: [&str; 6] = ["pdf-extract", "lopdf", "cff-parser", "adobe-cmap-parser", "type1-encoding-parser", "postscript"];
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic.location().is_some_and(|at| CRATES.iter().any(|name| at.file().contains(name))) {
            usual(panic);
        }
    }));
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
