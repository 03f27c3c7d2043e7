//! Each question, asked of the documents of `corpus/` and of the graph of their references.

use criterion::{Criterion, criterion_group, criterion_main};
use std::{hint::black_box, time::Duration};
use verwijs::{
    Id, Level, Period, Reader, Status, Verwijs,
    query::{self, Direction, Filter, Measure, Reading, Selection, Want},
};

/// The documents of `corpus/` with all that a question may want of them.
fn readings(verwijs: &Verwijs) -> Vec<Reading> {
    let want = Want::all().with_sentences();
    Reader::new(["corpus"]).filter_map(Result::ok).map(|d| Reading::of(&d, &verwijs.extract_document(&d), &want)).collect()
}

fn questions(c: &mut Criterion) {
    let verwijs = Verwijs::new();
    let corpus = readings(&verwijs);
    let corpus = &corpus[..];
    let (level, all) = (Level::Document, Filter::default());
    let since: Period = "2015".parse().expect("a year is a period");
    let late = Filter { since: Some(since), ..Filter::default() };
    let graph = query::graph(corpus, &verwijs, level, &all).expect("memory can be read");
    // The most cited of all, and two documents that cite.
    let ids = |measure| query::rank(&graph, measure, false).into_iter().map(|ranked| ranked.id).collect::<Vec<Id>>();
    let (cited, citing) = (ids(Measure::InDegree), ids(Measure::Hub));
    let (first, second) = (&citing[0], &citing[1]);

    let mut group = c.benchmark_group("corpus");
    group.bench_function("graph", |b| b.iter(|| query::graph(black_box(corpus), &verwijs, level, &all)));
    group.bench_function("graph, since 2015", |b| b.iter(|| query::graph(black_box(corpus), &verwijs, level, &late)));
    group.bench_function("cites", |b| b.iter(|| query::cites(black_box(corpus), &verwijs, &citing[..1], &all, level, true)));
    group.bench_function("cited-by", |b| b.iter(|| query::cited_by(black_box(corpus), &verwijs, &cited[..1], &all, level, true)));
    group.bench_function("history", |b| b.iter(|| query::history(black_box(corpus), &cited[..1], &all, level)));
    group.bench_function("open", |b| b.iter(|| query::open(black_box(corpus), &[Status::Ambiguous, Status::Incomplete, Status::Unknown], &all, true)));
    group.bench_function("stats", |b| b.iter(|| query::stats(black_box(corpus), &verwijs, level, &all)));
    group.bench_function("identify", |b| b.iter(|| query::identify(&verwijs, black_box("Kamerstuk 34 550 V, nr. 52"))));
    group.finish();

    let mut group = c.benchmark_group("graph");
    for (name, measure) in [
        ("in-degree", Measure::InDegree),
        ("citations", Measure::Citations),
        ("PageRank", Measure::PageRank),
        ("authority", Measure::Authority),
        ("hub", Measure::Hub),
    ] {
        group.bench_function(format!("rank by {name}"), |b| b.iter(|| query::rank(black_box(&graph), measure, false)));
    }
    group.bench_function("path", |b| b.iter(|| query::paths(black_box(&graph), level, first, &cited[0], Direction::Both, 5)));
    group.bench_function("between", |b| b.iter(|| query::between(black_box(&graph), level, first, second)));
    group.bench_function("like", |b| b.iter(|| query::like(black_box(&graph), level, first)));
    group.bench_function("circles", |b| b.iter(|| query::circles(black_box(&graph))));
    group.bench_function("circuits", |b| b.iter(|| query::circuits(black_box(&graph), 4, 100)));
    group.bench_function("dangling", |b| b.iter(|| query::dangling(black_box(&graph))));
    group.bench_function("components", |b| b.iter(|| query::components(black_box(&graph))));
    group.bench_function("communities", |b| b.iter(|| query::communities(black_box(&graph), 1.0)));
    group.bench_function("diff with itself", |b| b.iter(|| query::diff(black_box(&graph), &graph)));
    group.bench_function("two steps around a document", |b| {
        let selection = Selection { from: vec![first.clone()], depth: Some(2), direction: Direction::Both, ..Selection::default() };
        b.iter(|| selection.of(black_box(&graph).clone(), level))
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    targets = questions
}
criterion_main!(benches);
