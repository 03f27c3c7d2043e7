//! The text layer of a PDF: letters by their places on the page, put into lines, columns, paragraphs and
//! footnotes; running heads and feet are left out.

mod glyphs;
mod guard;
mod lines;
mod pages;
mod paragraphs;
mod stamps;

use crate::{
    document::Document,
    id::SessionYear,
    read::facts::{Facts, Field},
    spelling::{canonical, date},
};
use pdf_extract::Document as Pdf;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The document of a PDF.
///
/// The crates that read PDF panic on some broken files; such a panic is caught here, and is a fault of the file.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Document<'static>, String> {
    catch_unwind(AssertUnwindSafe(|| unguarded(bytes, path))).unwrap_or_else(|_| Err("this PDF is damaged; open it and print it to a new PDF".to_owned()))
}

fn unguarded(bytes: &[u8], path: &str) -> Result<Document<'static>, String> {
    guard::streams(bytes)?;
    // What stands after the end of the file proper, zeros of a copy that was padded, is cut off.
    let end = memchr::memmem::rfind(bytes, b"%%EOF").map_or(bytes.len(), |at| at + 5);
    let mut pdf = Pdf::load_mem(&bytes[..end]).map_err(|e| format!("this PDF is damaged: {e}; open it and print it to a new PDF"))?;
    if pdf.is_encrypted() && pdf.decrypt("").is_err() {
        return Err("this PDF is locked with a password; save it without one".to_owned());
    }
    guard::loops(&mut pdf)?;
    trust_encodings(&mut pdf);
    let mut pages = glyphs::pages(&pdf)?;
    stamps::take_off(&mut pages);
    let count = pages.len();
    let scanned = || {
        format!(
            "this PDF has no text, only {count} page{} of images; recognise its text first (OCR), for instance with ocrmypdf",
            if count == 1 { "" } else { "s" }
        )
    };
    let (mut pages, running) = pages::without_running(pages.into_iter().map(lines::page).collect());
    let mut document = paragraphs::document(&mut pages, path);
    if document.text.trim().is_empty() {
        return Err(scanned());
    }
    document.metadata.format = "PDF".to_owned();
    let mut facts = Facts::default();
    for line in &running {
        line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';')).filter(|w| canonical(w).is_some()).for_each(|w| facts.add(Field::Id, w));
    }
    if let Some(item) = debate(&running) {
        facts.add(Field::Id, &item);
    }
    facts.fill(&mut document);
    Ok(document)
}

/// The item of a debate that runs along its pages: "TK 15", "15-9-1", "17 oktober 2024".
fn debate(running: &[String]) -> Option<String> {
    let words = || running.iter().flat_map(|line| line.split_whitespace());
    let (chamber, sitting) = words().zip(words().skip(1)).find(|(c, n)| matches!(*c, "TK" | "EK") && n.bytes().all(|b| b.is_ascii_digit()))?;
    let item = words().find_map(|w| {
        let mut parts = w.split('-');
        let (first, item, page) = (parts.next()?, parts.next()?, parts.next()?);
        (first == sitting && parts.next().is_none() && [item, page].iter().all(|p| p.parse::<u16>().is_ok())).then_some(item)
    })?;
    let day = running.iter().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.windows(3).find_map(|w| date(&w.join(" ")))
    })?;
    let session = SessionYear::of(day[..4].parse().ok()?, day[5..7].parse().ok()?, day[8..10].parse().ok()?);
    Some(format!("h-{}-{}{}-{sitting}-{item}", chamber.to_lowercase(), session.first(), session.first() + 1))
}

/// Where a font's letters are declared (`/Encoding`), what its program says of them does not count.
/// The crate has it the other way round, which makes "º" of every "ë" in official publications, so the
/// program of such fonts is taken out.
fn trust_encodings(pdf: &mut Pdf) {
    let descriptors: Vec<_> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|font| font.has_type(b"Font") && font.has(b"Encoding") && !font.has(b"DescendantFonts"))
        .filter_map(|font| font.get(b"FontDescriptor").and_then(pdf_extract::Object::as_reference).ok())
        .collect();
    for id in descriptors {
        if let Ok(descriptor) = pdf.get_object_mut(id).and_then(pdf_extract::Object::as_dict_mut) {
            descriptor.remove(b"FontFile3");
        }
    }
}
