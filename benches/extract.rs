//! Extraction with resolution, beside a bare scan for trigger words on the same text.

use aho_corasick::AhoCorasick;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::{fs, hint::black_box, path::Path};
use verwijs::Verwijs;

/// All documents of a folder of the corpus as one text.
fn text(dir: &Path) -> String {
    let mut paths: Vec<_> = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    let parts = paths.into_iter().map(|p| if p.is_dir() { text(&p) } else { fs::read_to_string(p).unwrap_or_default() });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn extraction(c: &mut Criterion) {
    let verwijs = Verwijs::new();
    let triggers: Vec<&str> = verwijs.grammar().rules().iter().flat_map(|r| r.triggers()).map(String::as_str).filter(|t| !t.starts_with('#')).collect();
    let scan = AhoCorasick::builder().ascii_case_insensitive(true).build(&triggers).expect("triggers are few");
    for kind in ["brieven", "debatten", "besluiten", "uitspraken", "oud"] {
        let text = text(&Path::new("corpus").join(kind));
        let mut group = c.benchmark_group(kind);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("trigger scan", |b| b.iter(|| scan.find_iter(black_box(&text)).count()));
        group.bench_function("extract", |b| b.iter(|| verwijs.extract(black_box(&text)).len()));
        group.finish();
    }
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
    c.bench_function("start-up", |b| b.iter(Verwijs::new));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = extraction, families, start_up
}
criterion_main!(benches);
