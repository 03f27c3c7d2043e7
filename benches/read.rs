//! Reading of each format: the letters of `corpus/` as one document in each that can be written in a few lines, and
//! the files of `../shared/data/formats/samples.tar.gz` by format where they are there.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    hint::black_box,
    io::{Cursor, Read as _, Write as _},
    path::Path,
    time::Duration,
};
use verwijs::{InputFormat, Reader};

/// The text of all letters.
fn letters() -> String {
    let mut paths: Vec<_> = fs::read_dir("corpus/brieven").into_iter().flatten().filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect::<Vec<_>>().join("\n\n")
}

/// Each line of `text` between `open` and `close`, with what markup escapes escaped.
fn lines(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(out, "{open}{line}{close}");
    }
    out
}

fn zipped(members: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory can be written");
        writer.write_all(content.as_bytes()).expect("memory can be written");
    }
    writer.finish().expect("memory can be written").into_inner()
}

/// The text as a file of each format, by the file's name.
fn written(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let word = lines(text, "<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let open = lines(text, "<text:p>", "</text:p>");
    let rtf: String = text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", u32::from(c)) }).collect();
    vec![
        ("text.txt", text.as_bytes().to_vec()),
        ("lines.jsonl", text.split("\n\n").map(|t| format!("{}\n", serde_json::json!({ "id": "a", "text": t }))).collect::<String>().into_bytes()),
        ("page.html", format!("<html><body>{}</body></html>", lines(text, "<p>", "</p>")).into_bytes()),
        (
            "paper.xml",
            format!("<officiele-publicatie><kamerstuk><stuk>{}</stuk></kamerstuk></officiele-publicatie>", lines(text, "<al>", "</al>")).into_bytes(),
        ),
        ("letter.rtf", format!("{{\\rtf1\\ansi {}}}", rtf.replace('\n', "\\par\n")).into_bytes()),
        ("mail.eml", format!("From: a@example.org\nSubject: brief\nContent-Type: text/plain; charset=utf-8\n\n{text}").into_bytes()),
        (
            "letter.docx",
            zipped(&[
                ("[Content_Types].xml", "<Types/>".to_owned()),
                ("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body>{word}</w:body></w:document>")),
            ]),
        ),
        (
            "letter.odt",
            zipped(&[
                ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
                (
                    "content.xml",
                    format!(
                        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{open}</office:text></office:body></office:document-content>"
                    ),
                ),
            ]),
        ),
    ]
}

/// The samples that can be read, by their folder, which is named for the format.
fn samples() -> BTreeMap<String, Vec<(String, Vec<u8>)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/formats/samples.tar.gz");
    let mut samples: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    let Ok(file) = fs::File::open(path) else { return samples };
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    for mut entry in archive.entries().into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
        let mut bytes = Vec::new();
        let whole = entry.read_to_end(&mut bytes).is_ok() && Reader::read(bytes.clone(), &path, InputFormat::Auto).is_ok();
        let folder = path.rsplit('/').nth(1).unwrap_or_default().to_owned();
        if whole && !bytes.is_empty() && !folder.starts_with("odd") {
            samples.entry(folder).or_default().push((path, bytes));
        }
    }
    samples
}

fn formats(c: &mut Criterion) {
    let read = |path: &str, bytes: &[u8]| Reader::read(black_box(bytes).to_vec(), path, InputFormat::Auto).map_or(0, |documents| documents.len());
    let mut group = c.benchmark_group("read");
    let text = letters();
    assert!(!text.is_empty(), "corpus/brieven has the letters");
    for (name, bytes) in written(&text) {
        assert!(read(name, &bytes) > 0, "{name} is read");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| b.iter(|| read(name, &bytes)));
    }
    group.finish();
    let mut group = c.benchmark_group("shared: read");
    for (folder, files) in samples() {
        group.throughput(Throughput::Bytes(files.iter().map(|(_, bytes)| bytes.len() as u64).sum()));
        group.bench_function(folder, |b| b.iter(|| files.iter().map(|(path, bytes)| read(path, bytes)).sum::<usize>()));
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = formats
}
criterion_main!(benches);
