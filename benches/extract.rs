//! Extraction with resolution, graph building and start-up, beside a bare scan for the trigger
//! words of our rules on the same text.
//!
//! The texts are those of `corpus/`; where the folder `../shared/data` is there, also its larger ones.

use aho_corasick::AhoCorasick;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::{fs, hint::black_box, io::Read, path::Path, time::Duration};
use verwijs::{Document, GraphBuilder, Level, Verwijs, render};

/// Documents of one kind.
struct Kind {
    name: &'static str,
    texts: Vec<String>,
}

impl Kind {
    fn bytes(&self) -> u64 {
        self.texts.iter().map(|t| t.len() as u64).sum()
    }
}

/// The kinds of text that the measures are given for.
fn kinds() -> Vec<Kind> {
    let own = |name, folder: &str| {
        let mut texts = Vec::new();
        gather(&Path::new("corpus").join(folder), &mut texts);
        Kind { name, texts }
    };
    let mut kinds =
        vec![own("letters", "brieven"), own("debates", "debatten"), own("law text", "besluiten"), own("judgments", "uitspraken"), own("old papers", "oud")];
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    for (name, file, every) in [
        ("shared: labelled papers", "labelled/dev.gold.jsonl", 1),
        ("shared: debates", "official/parliament.gold.jsonl", 1),
        ("shared: law text", "bwb/laws-2012.gold.jsonl.gz", 60),
        ("shared: OCR", "ocr/staten-generaal-digitaal.jsonl.gz", 4),
        ("shared: judgments", "rechtspraak/judgments.gold.jsonl.gz", 1),
    ] {
        let texts = lines(&shared.join(file), every);
        if !texts.is_empty() {
            kinds.push(Kind { name, texts });
        }
    }
    kinds
}

fn gather(folder: &Path, texts: &mut Vec<String>) {
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, texts);
        } else {
            texts.extend(fs::read_to_string(path));
        }
    }
}

/// The texts of one line in `every` of a JSONL file; none where it is absent.
fn lines(path: &Path, every: usize) -> Vec<String> {
    let Ok(bytes) = fs::read(path) else { return Vec::new() };
    let mut text = String::new();
    let read = if bytes.starts_with(&[0x1F, 0x8B]) {
        flate2::read::MultiGzDecoder::new(&*bytes).read_to_string(&mut text)
    } else {
        (&*bytes).read_to_string(&mut text)
    };
    if read.is_err() {
        return Vec::new();
    }
    let of = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned);
    text.lines().step_by(every).filter_map(of).collect()
}

fn extraction(c: &mut Criterion) {
    let verwijs = Verwijs::new();
    let triggers: Vec<&str> =
        verwijs.grammar().rules().iter().flat_map(|r| r.triggers()).map(|t| t.trim_end_matches(r"\b")).filter(|t| !t.starts_with('#')).collect();
    let scan = AhoCorasick::builder().ascii_case_insensitive(true).build(triggers.iter().chain(&["artikel", "art.", "wet"])).expect("triggers are few");
    for kind in kinds() {
        let mut group = c.benchmark_group(kind.name);
        group.throughput(Throughput::Bytes(kind.bytes()));
        group.bench_function("trigger scan", |b| b.iter(|| kind.texts.iter().map(|t| scan.find_iter(black_box(t)).count()).sum::<usize>()));
        group.bench_function("extract", |b| b.iter(|| kind.texts.iter().map(|t| verwijs.extract(black_box(t)).len()).sum::<usize>()));
        group.finish();
    }
}

/// What comes after extraction: records as JSONL, and the graph.
fn behind(c: &mut Criterion) {
    let verwijs = Verwijs::new();
    let mut texts = Vec::new();
    gather(Path::new("corpus"), &mut texts);
    let documents: Vec<Document<'_>> = texts.iter().map(|t| Document::from_text(t.as_str())).collect();
    let extractions: Vec<_> = documents.iter().map(|d| verwijs.extract_document(d)).collect();
    let mut group = c.benchmark_group("corpus");
    group.throughput(Throughput::Bytes(texts.iter().map(|t| t.len() as u64).sum()));
    group.bench_function("records as JSONL", |b| {
        b.iter(|| {
            let mut out = Vec::new();
            for (document, extraction) in documents.iter().zip(&extractions) {
                render::jsonl::write(&mut out, render::records(document, extraction)).expect("memory can be written");
            }
            out.len()
        });
    });
    group.bench_function("graph", |b| {
        b.iter_batched(
            || GraphBuilder::new(Level::default()),
            |mut builder| {
                documents.iter().zip(&extractions).for_each(|(d, e)| builder.add(d, e));
                builder.finish(&verwijs)
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

/// One family's citation at a time.
fn families(c: &mut Criterion) {
    let verwijs = Verwijs::new();
    let mut group = c.benchmark_group("families");
    let examples = [
        ("kamerstuk", "Kamerstukken 28 345, 31 015 en 31 839, nr. 186"),
        ("handelingen", "Handelingen II 2017/18, nr. 26, items 4 en 18"),
        ("aanhangsel", "Aanhangsel Handelingen II 2018/19, nr. 44"),
        ("staatsblad", "Stb. 1981, 45 en 46"),
        ("eu", "Verordening (EU) nr. 1210/2010 van het Europees Parlement en de Raad"),
        ("rechtspraak", "HvJ EU 27 november 2008, C-418/07"),
        ("regelgeving", "de artikelen 3, 4, tweede lid, en 6 van de Faillissementswet"),
    ];
    for (family, text) in examples {
        group.bench_function(family, |b| b.iter(|| verwijs.extract(black_box(text)).len()));
    }
    group.finish();
}

fn start_up(c: &mut Criterion) {
    let mut group = c.benchmark_group("start-up");
    group.bench_function("engine", |b| b.iter(Verwijs::new));
    group.bench_function("engine and one citation", |b| b.iter(|| Verwijs::new().extract(black_box("art. 3 Vw")).len()));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    targets = extraction, behind, families, start_up
}
criterion_main!(benches);
