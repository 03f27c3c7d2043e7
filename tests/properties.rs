//! What holds for every input.

use proptest::prelude::*;
use rayon::{ThreadPoolBuilder, prelude::*};
use std::{
    fs,
    path::PathBuf,
    sync::LazyLock,
    time::{Duration, Instant},
};
use verwijs::{
    Citation, CitationSource, Document, Exceeded, GraphBuilder, Id, Level, Limits, ReadError, Reader, Span, Status, Verwijs, query, render::node_link,
};

static VERWIJS: LazyLock<Verwijs> = LazyLock::new(Verwijs::new);

/// Pieces of citations and of noise, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Kamerstukken II 2004/05, 29 435, nr. 125"),
        Just("Kamerstuk"),
        Just("34\u{a0}550"),
        Just(" V"),
        Just(", nrs. 1–3"),
        Just(" en "),
        Just("nr. 33 (33964)"),
        Just("Handelingen II 2017/18, nr. 26, items 4"),
        Just("Aanhangsel Handelingen"),
        Just("Stb. 2014, 205"),
        Just("Stcrt."),
        Just("Trb. 1978,143 en 1979,11"),
        Just("artikel 3"),
        Just(", eerste lid, onder a"),
        Just(" van de "),
        Just("Awb"),
        Just("Wetboek van Strafrecht (WvSr)"),
        Just("art. 300–303 WvSr"),
        Just("§ 4.1."),
        Just("(hierna: de Wet)"),
        Just("die wet"),
        Just("verga-\nderjaar"),
        Just("ECLI:NL:HR:2016:162"),
        Just("Richtlijn 2003/86/EG"),
        Just("zaak C-281/91"),
        Just("\u{ad}"),
        Just("Ă©Ă©n"),
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("\""),
        Just("("),
        Just(")"),
        Just("°"),
        Just("ø"),
        Just("é"),
        Just("—"),
        Just("1"),
        Just("artikel 1 tot en met 999999"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|p| p.concat())
}

/// Citations that name their thing in full, with words around them.
fn full() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        (20_000u32..37_000, 1u32..400).prop_map(|(dossier, number)| format!("Kamerstuk {dossier}, nr. {number}")),
        (1950u32..2025, 1u32..900).prop_map(|(year, number)| format!("Stb. {year}, {number}")),
        (1995u32..2020, 1u32..9000).prop_map(|(year, number)| format!("ECLI:NL:HR:{year}:{number}")),
        (1u32..300).prop_map(|number| format!("artikel {number} van de Algemene wet bestuursrecht")),
        Just("Er is niets aan de hand.".to_owned()),
        Just("de Opiumwet".to_owned()),
    ];
    prop::collection::vec(one, 1..5).prop_map(|all| format!("Gelet op {}.", all.join("; gezien ")))
}

/// Canonical identifiers of the kinds that are written in one way.
fn identifier() -> impl Strategy<Value = String> {
    prop_oneof![
        (20_000u32..37_000, 1u32..400)
            .prop_filter("a paper of a budget has a chapter", |(dossier, _)| !is_budget(*dossier))
            .prop_map(|(dossier, number)| format!("kst-{dossier}-{number}")),
        (1950u32..2025, 1u32..900).prop_map(|(year, number)| format!("stb-{year}-{number}")),
        (2000u32..2025, 1u32..30_000).prop_map(|(year, number)| format!("stcrt-{year}-{number}")),
        (1951u32..2025, 1u32..200).prop_map(|(year, number)| format!("trb-{year}-{number}")),
        (1996u32..2024, 1u32..4000).prop_map(|(year, number)| format!("ah-tk-{year}{}-{number}", year + 1)),
        (2011u32..2024, 1u32..110, 1u32..40).prop_map(|(year, meeting, item)| format!("h-tk-{year}{}-{meeting}-{item}", year + 1)),
        (1995u32..2025, 1u32..9000).prop_map(|(year, number)| format!("ECLI:NL:HR:{year}:{number}")),
        (1u32..400).prop_map(|article| format!("jci1.3:c:BWBR0005537&artikel={article}")),
    ]
}

/// Those that are written in many ways, and that may be the whole of a question: budgets, the Eerste Kamer, parts
/// of laws, EU acts and cases, other gazettes, numbers of the Tweede Kamer.
fn other_identifier() -> impl Strategy<Value = String> {
    const BUDGETS: [&str; 6] = ["34550-V-52", "35925-XIV-131", "36200-XVI-118", "36600-VII-12", "35300-J-4", "36410-B-21"];
    const SENATE: [&str; 4] = ["36041-E", "35319-A", "36512-AB", "20072008-31066-D"];
    prop_oneof![
        prop::sample::select(&BUDGETS[..]).prop_map(|id| format!("kst-{id}")),
        prop::sample::select(&SENATE[..]).prop_map(|id| format!("kst-{id}")),
        (1u32..300, 1u32..9).prop_map(|(article, lid)| format!("jci1.3:c:BWBR0005537&artikel={article}&lid={lid}")),
        (1u32..300).prop_map(|article| format!("jci1.3:c:BWBR0005289&artikel={article}")),
        (1u32..99).prop_map(|article| format!("32016R0679&artikel={article}")),
        (1u32..99, 1u32..9, b'a'..b'k').prop_map(|(article, lid, letter)| format!("32016R0679&artikel={article}&lid={lid}&o={}", char::from(letter))),
        (1u32..99, 1u32..9, b'a'..b'k', 1u32..9)
            .prop_map(|(article, lid, letter, point)| format!("jci1.3:c:BWBR0011823&artikel={article}&lid={lid}&o={}&o={point}°", char::from(letter))),
        (1u32..11, 1u32..5).prop_map(|(chapter, section)| format!("jci1.3:c:BWBR0005537&hoofdstuk={chapter}&afdeling={chapter}.{section}")),
        (1u32..11).prop_map(|chapter| format!("32016R0679&hoofdstuk={chapter}")),
        (1u32..350).prop_map(|article| format!("12012E{article:03}")),
        (1993u32..2024, 1u32..2000).prop_map(|(year, number)| format!("3{year}L{number:04}")),
        (1990u32..2024, 1u32..700).prop_map(|(year, number)| format!("6{year}CJ{number:04}")),
        (2014u32..2025, 1u32..90_000).prop_map(|(year, number)| format!("gmb-{year}-{number}")),
        (2014u32..2025, 1u32..9000).prop_map(|(year, number)| format!("wsb-{year}-{number}")),
        (2014u32..2025, 1u32..9000).prop_map(|(year, number)| format!("prb-{year}-{number}")),
        (2009u32..2025, 10_000u32..60_000).prop_map(|(year, number)| format!("{year}D{number:05}")),
        (2009u32..2025, 10_000u32..60_000).prop_map(|(year, number)| format!("{year}Z{number:05}")),
        (20_000u32..37_000).prop_map(|dossier| format!("dossier/{dossier}")),
    ]
}

/// Whether the dossier has chapters, of which its papers' identifiers name one: as the register says, or one of those before
/// it begins.
fn is_budget(dossier: u32) -> bool {
    const EARLY: [u32; 7] = [20_200, 20_800, 21_300, 21_800, 22_300, 22_800, 23_400];
    if EARLY.contains(&dossier) {
        return true;
    }
    let rows = include_str!("../grammar/register/budget_chapters.tsv").lines();
    rows.filter_map(|row| row.split_once('\t')).any(|(of, _)| of.parse() == Ok(dossier))
}

#[test]
fn a_budget_paper_without_its_chapter_is_incomplete() {
    assert!(is_budget(36613));
    let found = VERWIJS.extract("Kamerstukken II, 36 613, nr. 46");
    assert!(found.len() == 1 && found[0].status == Status::Incomplete && found[0].targets.is_empty());
}

/// The first bytes of the formats that a file is taken for.
const HEADS: &[&[u8]] = &[
    b"",
    b"{\"text\": \"",
    b"\xff\xfe",
    b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd",
    b"\xfd7zXZ",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<?xml version=\"1.0\"?>",
    b"<html>",
    b"{\\rtf1",
];

/// Where a citation stands, moved, and what it names.
fn brief(citation: &Citation, by: usize) -> (usize, usize, Vec<String>) {
    (citation.span.start + by, citation.span.end + by, citation.targets.iter().map(|t| t.id.to_string()).collect())
}

#[test]
fn the_order_of_inputs_is_the_order_of_results_and_nothing_else() {
    let texts = ["de Opiumwet", "artikel 3", "Stb. 2014, 205", "die wet"];
    let extract = |order: &[usize]| order.iter().map(|&i| VERWIJS.extract_document(&Document::from_text(texts[i]))).collect::<Vec<_>>();
    let (mut there, back) = (extract(&[0, 1, 2, 3]), extract(&[3, 2, 1, 0]));
    there.reverse();
    assert_eq!(there, back);
}

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("verwijs-properties-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a service shares between threads and keeps.
#[test]
fn what_is_shared_can_be() {
    fn shared<T: Send + Sync + 'static>() {}
    fn sent<T: Send>() {}
    shared::<Verwijs>();
    shared::<Document<'static>>();
    shared::<verwijs::Extraction>();
    shared::<verwijs::ReferenceGraph>();
    shared::<ReadError>();
    shared::<verwijs::BuildError>();
    shared::<verwijs::GrammarError>();
    shared::<Exceeded>();
    shared::<query::NameError>();
    sent::<Reader>();
    sent::<GraphBuilder>();
}

#[test]
fn what_takes_too_long_is_given_up_whole() {
    let text = "artikel 3, eerste lid, van de Awb en Kamerstuk 34 550 V, nr. 52, gelet op Stb. 2014, 205. ".repeat(30_000);
    let document = Document::from_text(text);
    let begun = Instant::now();
    let found = VERWIJS.extract_document(&document);
    let full = begun.elapsed();
    let within = |limit| VERWIJS.extract_within(&document, CitationSource::Text, limit);
    assert_eq!(within(Duration::MAX).unwrap(), found);
    let begun = Instant::now();
    let error = within(full / 20).unwrap_err();
    assert!(begun.elapsed() < full, "{:?} of {full:?}", begun.elapsed());
    assert_eq!(error, Exceeded::Time { limit: full / 20 });
    assert!(error.to_string().contains("split it"), "{error}");
    assert!(within(Duration::ZERO).is_err());
}

#[test]
fn what_names_too_much_is_given_up_whole() {
    let within = |text: String| VERWIJS.extract_within(&Document::from_text(text), CitationSource::Text, Duration::MAX);
    for words in ["artikel 3, ", "Stb. 2018, 123; "] {
        assert_eq!(within(words.repeat(1_000_001)).err(), Some(Exceeded::Names { limit: 1_000_000 }));
        assert_eq!(within(words.repeat(1_000)).map(|found| found.citations.len()), Ok(1_000));
    }
}

/// What one input gives away in little text stays in proportion to it.
#[test]
fn no_text_gives_beyond_measure() {
    let countries = ["Spanje", "Frankrijk", "Portugal", "Ierland"].join(", ").repeat(50);
    let articles = (1..3000).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    let hostile = [
        format!("artikelen {}van de Awb", "1-200, ".repeat(5000)),
        "artikel 1-200 Awb en ".repeat(3000),
        format!("Kamerstukken II 2004/05, 29 435, nrs. {}.", "1-200, ".repeat(5000)),
        format!("de artikelen {articles} van de belastingverdragen met {countries} en Duitsland."),
        format!("Kamerstukken {articles}, nrs. {articles}."),
    ];
    for text in hostile {
        let targets: usize = VERWIJS.extract(&text).iter().map(|c| c.targets.len() + c.candidates.len()).sum();
        assert!(targets <= 50_000 + text.len(), "{targets} targets of {} bytes: {}", text.len(), &text[..40]);
    }
    assert_eq!(VERWIJS.extract("de artikelen 1 tot en met 200 van de Awb")[0].targets.len(), 200);
}

#[test]
fn limits_refuse_by_name_and_harm_no_other() {
    let folder = Folder::new("limits");
    let corpus = folder.0.join("c.jsonl");
    fs::write(&corpus, format!("{{\"text\": \"a\"}}\n{{\"text\": \"{}\"}}\n{{\"text\": \"c\"}}\n", "b".repeat(2000))).unwrap();
    let read = |limits: Limits| Reader::new([&corpus]).limits(limits).collect::<Vec<_>>();
    assert!(read(Limits::default()).iter().all(Result::is_ok));
    let found = read(Limits::default().size(1000));
    assert!(found[0].is_ok() && found[2].is_ok() && found[1].as_ref().is_err_and(ReadError::is_limit));
    assert!(found[1].as_ref().unwrap_err().to_string().contains("c.jsonl:2:1: this document is larger than 1000 bytes"), "{found:?}");
}

/// Texts in which a fuzzer found a panic.
#[test]
fn what_broke_once_is_read() {
    for text in [
        "T",
        "het tweede lid",
        "artikel 6. Door eenige leden",
        "artikel 6, lid",
        "AB\u{e9}",
        "ondertekeningen.nl)|1a07:",
        "BW:",
        "Wet van 25 juni 1998, Stb. 1998, 4444éééééééé tot",
        "Wet van 25 juni 1998, Stb. 1998, 44444éééééééé tot",
        "het besluit van 12 december\u{a0}1813",
        "verdrag van \u{fffd}\u{fffd}1971 (Trb3\0\0\u{1b})",
        "Eerste Kamer, nr. 12, vergaderjaar 1981990",
        "D vergaderjaar 6666666666666666666666e Wet",
        "een vergunning als bedoeld in artikel 2.12.1.a",
        "artikelen 4:5 Awb en 15 van de Wet",
    ] {
        check(text).unwrap();
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = VERWIJS.extract(text);
    let mut end = 0;
    for citation in &found {
        prop_assert!(text.get(citation.span.range()).is_some(), "{:?} is no slice", citation.span);
        prop_assert!(!citation.span.is_empty());
        prop_assert!(citation.span.start >= end, "{:?} overlaps", citation.span);
        end = citation.span.end;
        for target in &citation.targets {
            prop_assert!(citation.span.contains(target.span), "{:?} {:?} in {text:?}", citation.span, target);
            prop_assert!(text.get(target.span.range()).is_some());
        }
    }
    prop_assert_eq!(VERWIJS.extract(text), found);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn citations_lie_in_the_text(text in pieces()) {
        check(&text)?;
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn lines_may_end_as_on_any_system(text in prop_oneof![20 => pieces(), 1 => Just("artikel 3 en 34\u{a0}550\n\nnr. 33 (33964)".to_owned())]) {
        let brief = |text: &str| -> Vec<(String, Status, Vec<Id>)> {
            let words = |c: &Citation| text[c.span.range()].replace("\r\n", "\n").replace('\r', "\n");
            VERWIJS.extract(text).iter().map(|c| (words(c), c.status, c.targets.iter().map(|t| t.id.clone()).collect())).collect()
        };
        let found = brief(&text);
        prop_assert_eq!(&found, &brief(&text.replace('\n', "\r\n")));
        prop_assert_eq!(&found, &brief(&text.replace('\n', "\r")));
    }

    /// What names its thing in full leans on nothing around it.
    #[test]
    fn parts_of_a_text_give_what_they_give_alone(a in full(), b in full()) {
        let shift = a.len() + 2;
        let alone = |text: &str, by: usize| VERWIJS.extract(text).into_iter().map(|c| brief(&c, by)).collect::<Vec<_>>();
        let together: Vec<_> = VERWIJS.extract(&format!("{a}\n\n{b}")).iter().map(|c| brief(c, 0)).collect();
        let apart: Vec<_> = alone(&a, 0).into_iter().chain(alone(&b, shift)).collect();
        prop_assert_eq!(together, apart, "{:?} and {:?}", a, b);
    }

    #[test]
    fn an_identifier_gives_itself(id in identifier()) {
        let found = VERWIJS.extract(&format!("zie {id} bijvoorbeeld"));
        let ids: Vec<&str> = found.iter().flat_map(|c| &c.targets).map(|t| t.id.as_str()).collect();
        prop_assert_eq!(ids, [id.as_str()]);
    }

    #[test]
    fn our_own_words_for_an_identifier_name_it(id in identifier()) {
        let words = VERWIJS.cite(&Id::new(&id)).unwrap();
        let found = VERWIJS.extract(&words);
        let ids: Vec<&str> = found.iter().flat_map(|c| &c.targets).map(|t| t.id.as_str()).collect();
        prop_assert_eq!(ids, [id.as_str()], "{}", words);
    }

    #[test]
    fn an_identifier_of_any_form_names_itself(id in prop_oneof![identifier(), other_identifier()]) {
        let named = query::identify(&VERWIJS, &id).map(|ids| ids.iter().map(Id::to_string).collect::<Vec<_>>());
        prop_assert_eq!(named, Ok(vec![id]));
    }

    #[test]
    fn our_own_words_for_an_identifier_of_any_form_name_it(id in other_identifier()) {
        let words = VERWIJS.cite(&Id::new(&id)).unwrap();
        let named = query::identify(&VERWIJS, &words).map(|ids| ids.iter().map(Id::to_string).collect::<Vec<_>>());
        prop_assert_eq!(named, Ok(vec![id]), "{}", words);
    }

    /// In batches of any size, on any number of threads, in one file or in many.
    #[test]
    fn reading_in_pieces_changes_nothing(texts in prop::collection::vec(pieces(), 1..8), threads in 1usize..4, documents in 1usize..9, bytes in 1usize..300) {
        let folder = Folder::new("pieces");
        let line = |(at, text): (usize, &String)| serde_json::json!({ "id": at.to_string(), "text": text }).to_string();
        fs::write(folder.0.join("all.jsonl"), texts.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")).unwrap();
        let alone: Vec<Vec<Citation>> = texts.iter().map(|t| VERWIJS.extract(t)).collect();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| {
            let mut reader = Reader::new([&folder.0]);
            let mut found = Vec::new();
            loop {
                let batch = reader.batch(documents, bytes);
                if batch.is_empty() {
                    break found;
                }
                found.extend(batch.into_par_iter().map(|d| VERWIJS.extract(&d.unwrap().text)).collect::<Vec<_>>());
            }
        });
        prop_assert_eq!(found, alone);
    }

    #[test]
    fn the_order_of_inputs_does_not_change_the_graph(texts in prop::collection::vec(pieces(), 1..8)) {
        let graph = |order: &[usize]| {
            let mut builder = GraphBuilder::new(Level::Document);
            for &at in order {
                let document = Document::from_text(&*texts[at]).with_own(format!("kst-{}-1", 30_000 + at));
                builder.add(&document, &VERWIJS.extract_document(&document));
            }
            let mut written = Vec::new();
            node_link::write(&mut written, &builder.finish(&VERWIJS)).unwrap();
            String::from_utf8(written).unwrap()
        };
        let there: Vec<usize> = (0..texts.len()).collect();
        let back: Vec<usize> = there.iter().rev().copied().collect();
        prop_assert_eq!(graph(&there), graph(&back));
    }

    #[test]
    fn threads_and_their_number_change_nothing(texts in prop::collection::vec(pieces(), 1..8)) {
        let alone: Vec<_> = texts.iter().map(|t| VERWIJS.extract(t)).collect();
        let together: Vec<_> = std::thread::scope(|s| {
            let threads: Vec<_> = texts.iter().map(|t| s.spawn(|| VERWIJS.extract(t))).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        prop_assert_eq!(alone, together);
    }

    #[test]
    fn any_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), head in prop::sample::select(HEADS)) {
        let path = std::env::temp_dir().join(format!("verwijs-properties-{}", std::process::id()));
        fs::write(&path, [head, &bytes].concat()).unwrap();
        for read in Reader::new([&path]) {
            match read {
                Ok(document) => drop(VERWIJS.extract_document(&document)),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
        fs::remove_file(&path).unwrap();
    }

    #[test]
    fn a_span_covers_both(a in 0usize..9, b in 0usize..9, c in 0usize..9, d in 0usize..9) {
        let (x, y) = (Span::new(a.min(b), a.max(b)), Span::new(c.min(d), c.max(d)));
        prop_assert!(x.cover(y).contains(x) && x.cover(y).contains(y));
    }
}
