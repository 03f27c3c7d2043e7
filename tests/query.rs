//! Questions over the corpus, each answered a second time in another way.

use petgraph::{Direction as Way, algo, visit::EdgeRef};
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
    sync::OnceLock,
};
use verwijs::{
    Document, Family, GraphBuilder, Id, Level, Reader, ReferenceGraph, Status, Verwijs,
    query::{self, Direction, Filter, Reading, Selection, Want},
    render,
};

struct World {
    verwijs: Verwijs,
    corpus: Vec<Reading>,
    graph: ReferenceGraph,
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let verwijs = Verwijs::new();
        let want = Want::all().with_sentences();
        let read = |document: Document<'static>| {
            let mut reading = Reading::of(&document, &verwijs.extract_document(&document), &want);
            reading.title = verwijs.identify(&document).metadata.heading();
            reading
        };
        let corpus: Vec<Reading> = Reader::new(["corpus"]).map(|d| read(d.expect("a document of the corpus"))).collect();
        let graph = query::graph(&corpus[..], &verwijs, Level::Document, &Filter::default()).unwrap();
        World { verwijs, corpus, graph }
    })
}

fn ids(text: &str) -> Vec<Id> {
    query::identify(&world().verwijs, text).unwrap()
}

fn id(text: &str) -> Id {
    ids(text).remove(0)
}

fn everything() -> Filter {
    Filter::default()
}

#[test]
fn what_cites_a_paper_with_the_sentences() {
    let World { verwijs, corpus, .. } = world();
    let found = query::cited_by(&corpus[..], verwijs, &ids("Kamerstuk 35 944, nr. 26"), &everything(), Level::Document, true).unwrap();
    let judgment = found.iter().find(|c| c.id.as_str() == "ECLI:NL:RVS:2022:1873").expect("the judgment cites the letter");
    assert_eq!(judgment.date.unwrap().to_string(), "2022-06-29");
    assert_eq!(judgment.count, judgment.places.len());
    for place in found.iter().flat_map(|c| &c.places) {
        let sentence = place.sentence.as_deref().unwrap();
        assert!(sentence.contains(&place.text) && sentence.len() < 1400, "{sentence}");
    }
}

#[test]
fn an_article_holds_its_leden_a_law_its_articles_a_dossier_its_papers() {
    let World { verwijs, corpus, graph } = world();
    let count = |text: &str| -> BTreeMap<Id, usize> {
        let found = query::cited_by(&corpus[..], verwijs, &ids(text), &everything(), Level::Document, false).unwrap();
        found.into_iter().map(|c| (c.id, c.count)).collect()
    };
    let law = count("Wet natuurbescherming");
    let article = count("artikel 1.13a van de Wet natuurbescherming");
    let lid = count("artikel 1.13a, eerste lid, van de Wet natuurbescherming");
    assert!(!lid.is_empty() && lid.len() <= article.len() && article.len() < law.len());
    assert!(lid.iter().all(|(id, n)| article[id] >= *n) && article.iter().all(|(id, n)| law[id] >= *n));
    let node = graph.node(&id("Wet natuurbescherming")).unwrap();
    let edges: BTreeMap<Id, usize> =
        graph.graph().edges_directed(node, Way::Incoming).map(|e| (graph.graph()[e.source()].id.clone(), e.weight().count as usize)).collect();
    assert_eq!(law, edges);
    let dossier: usize = count("dossier/35944").values().sum();
    let papers: BTreeSet<Id> = graph.graph().node_weights().map(|n| n.id.clone()).filter(|i| i.as_str().starts_with("kst-35944-")).collect();
    assert!(papers.iter().map(|p| count(p.as_str()).values().sum::<usize>()).sum::<usize>() <= dossier);
}

#[test]
fn what_a_paper_cites_and_at_what_level() {
    let World { verwijs, corpus, graph } = world();
    let cites = |level| query::cites(&corpus[..], verwijs, &ids("35 944, nr. 3"), &everything(), level, false).unwrap();
    let node = graph.node(&Id::new("kst-35944-3")).unwrap();
    let edges: BTreeMap<&Id, usize> = graph.graph().edges(node).map(|e| (&graph.graph()[e.target()].id, e.weight().count as usize)).collect();
    assert_eq!(cites(Level::Document).iter().map(|c| (&c.id, c.count)).collect::<BTreeMap<_, _>>(), edges);
    assert!(cites(Level::Article).len() > cites(Level::Document).len());
    assert!(cites(Level::Regulation).iter().all(|c| matches!(c.family.as_str(), "regelgeving" | "verdrag" | "eu")));
    assert!(cites(Level::Dossier).iter().all(|c| !c.id.as_str().starts_with("kst-")));
}

#[test]
fn families_and_periods_select() {
    let World { verwijs, corpus, .. } = world();
    let of = |filter: &Filter| query::graph(&corpus[..], verwijs, Level::Document, filter).unwrap();
    let papers = of(&Filter { families: vec![Family::new("kamerstuk")], ..everything() });
    let inner = papers.graph();
    assert!(inner.edge_count() > 50 && inner.edge_indices().all(|e| inner[inner.edge_endpoints(e).unwrap().1].family.as_str() == "kamerstuk"));
    let (since, until) = ("2020".parse().ok(), "2022-12-31".parse().ok());
    let time = Filter { since, until, ..everything() };
    let some = of(&time);
    for node in some.graph().node_weights().filter(|n| n.in_corpus) {
        assert!((2019..=2022).contains(&node.date.unwrap().year()), "{node:?}");
    }
    let kept: BTreeSet<&str> = some.graph().node_weights().filter(|n| n.in_corpus).map(|n| n.id.as_str()).collect();
    assert!(kept.contains("kst-35944-26") && !kept.contains("stb-2009-489"));
}

#[test]
fn a_selection_holds_what_is_reached() {
    let World { graph, .. } = world();
    let start = id("Jeugdwet");
    let near = Selection { from: vec![start.clone()], depth: Some(1), direction: Direction::In, min_weight: 1 }.of(graph.clone(), Level::Document);
    let node = graph.node(&start).unwrap();
    assert_eq!(near.graph().node_count(), 1 + graph.graph().neighbors_directed(node, Way::Incoming).count());
    let heavy = Selection { min_weight: 3, ..Selection::default() }.of(graph.clone(), Level::Document);
    assert_eq!(heavy.graph().edge_count(), graph.graph().raw_edges().iter().filter(|e| e.weight.count >= 3).count());
    assert!(heavy.graph().node_indices().all(|at| heavy.graph().neighbors_undirected(at).next().is_some()));
    assert!(heavy.node(&heavy.graph().node_weights().next().unwrap().id).is_some());
}

#[test]
fn chains_are_shortest_and_all_there() {
    let World { graph, .. } = world();
    let inner = graph.graph();
    let (a, b) = (id("kst-35944-31"), id("kst-31839-920"));
    assert!(query::paths(graph, Level::Document, &a, &b, Direction::Out, 10).is_empty());
    let found = query::paths(graph, Level::Document, &a, &b, Direction::Both, 100);
    let undirected = inner.clone().into_edge_type::<petgraph::Undirected>();
    let (from, to) = (graph.node(&a).unwrap(), graph.node(&b).unwrap());
    let steps = algo::dijkstra(&undirected, from, Some(to), |_| 1_usize)[&to];
    let theirs: BTreeSet<Vec<Id>> = algo::all_simple_paths::<Vec<_>, _, std::hash::RandomState>(&undirected, from, to, 0, Some(steps - 1))
        .map(|p| p.into_iter().map(|n| inner[n].id.clone()).collect())
        .collect();
    assert!(theirs.len() > 1);
    assert_eq!(found.iter().map(|c| c.ids.clone()).collect::<BTreeSet<_>>(), theirs);
    assert_eq!(query::paths(graph, Level::Document, &a, &b, Direction::Both, 2).len(), 2);
}

#[test]
fn rank_groups_and_circles_as_petgraph_has_them() {
    let World { graph, .. } = world();
    let inner = graph.graph();
    assert!((query::pagerank(graph, false).iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let groups = query::components(graph);
    assert_eq!(groups.len(), algo::connected_components(inner));
    assert_eq!(groups.iter().map(|g| g.size).sum::<usize>(), inner.node_count());
    let circles = query::circles(graph);
    let strong = algo::tarjan_scc(inner).into_iter().filter(|s| s.len() > 1).count();
    assert!(strong > 0);
    assert_eq!(circles.len(), strong);
    for chain in query::circuits(graph, 3, 100).iter().map(|c| &c.ids).chain(circles.iter().map(|c| &c.circle)) {
        assert_eq!(chain.first(), chain.last());
        assert!(chain.windows(2).all(|w| inner.contains_edge(graph.node(&w[0]).unwrap(), graph.node(&w[1]).unwrap())));
    }
}

#[cfg(feature = "communities")]
#[test]
fn communities_hold_together_and_are_the_same_each_time() {
    let World { graph, .. } = world();
    let (groups, modularity) = query::communities(graph, 1.0);
    assert!(modularity > 0.6, "{modularity}");
    assert_eq!(groups.iter().flat_map(|g| &g.ids).collect::<BTreeSet<_>>().len(), graph.graph().node_count());
    assert_eq!(query::communities(graph, 1.0).0, groups);
    assert!(query::communities(graph, 4.0).0.len() > groups.len());
}

#[test]
fn what_two_have_in_common_and_what_is_like_it() {
    let World { graph, .. } = world();
    let inner = graph.graph();
    let (a, b) = (id("kst-35944-26"), id("kst-35944-3"));
    let around = |id: &Id, way| inner.neighbors_directed(graph.node(id).unwrap(), way).collect::<BTreeSet<_>>();
    let (out, into) = (around(&a, Way::Outgoing), around(&a, Way::Incoming));
    let both: BTreeSet<&Id> = out.intersection(&around(&b, Way::Outgoing)).map(|&n| &inner[n].id).collect();
    let rows = query::between(graph, Level::Document, &a, &b);
    assert_eq!(rows.iter().filter(|r| r.relation == "both-cite").map(|r| &r.id).collect::<BTreeSet<_>>(), both);
    let alike = query::like(graph, Level::Document, &a);
    let row = alike.iter().find(|r| r.id == b).unwrap();
    assert_eq!((row.both_cite, row.cite_both), (both.len(), into.intersection(&around(&b, Way::Incoming)).count()));
    let expected = both.len() as f64 / ((out.len() * around(&b, Way::Outgoing).len()) as f64).sqrt();
    assert!((row.coupling - expected).abs() < 1e-12);
    assert!(alike.iter().all(|r| r.id != a));
}

#[test]
fn what_is_missing_open_and_when() {
    let World { verwijs, corpus, graph } = world();
    let dangling = query::dangling(graph);
    assert_eq!(dangling.len(), graph.graph().node_weights().filter(|n| !n.in_corpus).count());
    assert!(dangling.windows(2).all(|w| w[0].citations >= w[1].citations));
    let count = |status| corpus.iter().flat_map(|r| &r.citations).filter(|m| !m.own && m.status == status).count();
    let open = query::open(&corpus[..], &[Status::Incomplete, Status::Unknown], &everything(), false).unwrap();
    assert_eq!(open.iter().map(|o| o.count).sum::<usize>(), count(Status::Incomplete) + count(Status::Unknown));
    let law = ids("Algemene wet bestuursrecht");
    let history = query::history(&corpus[..], &law, &everything(), Level::Document).unwrap();
    let citing = query::cited_by(&corpus[..], verwijs, &law, &everything(), Level::Document, false).unwrap();
    assert_eq!(history.iter().map(|y| y.citations).sum::<usize>(), citing.iter().map(|c| c.count).sum::<usize>());
    assert!(history.len() > 3 && history.windows(2).all(|w| w[1].year.is_none_or(|y| w[0].year.unwrap() < y)));
    let figures = query::stats(&corpus[..], verwijs, Level::Document, &everything()).unwrap();
    let figure = |name: &str| figures.iter().find(|f| f.figure == name).map(|f| f.value as usize);
    assert_eq!((figure("documents"), figure("references")), (Some(corpus.len()), Some(graph.graph().edge_count())));
}

#[test]
fn two_states_differ_by_what_came() {
    let World { verwijs, corpus, graph } = world();
    let gone = corpus.iter().position(|r| r.id.as_str() == "kst-35944-26").unwrap();
    let before: Vec<Reading> = corpus.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, r)| r.clone()).collect();
    let before = query::graph(&before[..], verwijs, Level::Document, &everything()).unwrap();
    let changes = query::diff(&before, graph);
    let node = graph.node(&corpus[gone].id).unwrap();
    assert_eq!((changes[0].what, changes[0].change, changes[0].id.as_str()), ("document", "came", "kst-35944-26"));
    assert_eq!(changes.len(), 1 + graph.graph().edges(node).count());
    assert!(query::diff(graph, graph).is_empty());
}

#[test]
fn graphs_of_several_runs_merge() {
    let World { verwijs, corpus, graph } = world();
    let (first, second) = corpus.split_at(corpus.len() / 2);
    let mut whole = GraphBuilder::new(Level::Document);
    for part in [second, first] {
        let part = query::graph(part, verwijs, Level::Document, &everything()).unwrap();
        let json = serde_json::to_string(&part).unwrap();
        whole.add_graph(&serde_json::from_str(&json).unwrap());
    }
    let merged = whole.finish(verwijs);
    assert!(query::diff(graph, &merged).is_empty());
    assert_eq!(merged.graph().node_weights().collect::<Vec<_>>(), graph.graph().node_weights().collect::<Vec<_>>());
}

/// Two laws, and a letter that speaks of both.
fn laws() -> Vec<Document<'static>> {
    let first = "Wet op de eerste proef\nArtikel 1\nDeze wet geldt overal.\nArtikel 2\nArtikel 1 geldt niet waar artikel 3:2 van de Algemene wet bestuursrecht geldt.\n\
                 Artikel 3\nOp een besluit als bedoeld in artikel 2, eerste lid, is artikel 3:2, eerste lid, van de Algemene wet bestuursrecht van toepassing.";
    let second = "Wet op de tweede proef\nArtikel 3:1\nZie artikel 3:2 en artikel 3:9.\nArtikel 3:2\n1 Dit geldt altijd.\nArtikel 3:3\n(Vervallen)";
    let letter = "Artikel 3:3 van de Algemene wet bestuursrecht is vervallen; zie ook artikel 3:2 van die wet.";
    [(first, "BWBR0099991"), (second, "BWBR0005537"), (letter, "kst-32175-64")]
        .map(|(text, own)| {
            let mut document = Document::from_text(text).with_own(own);
            own.clone_into(&mut document.name);
            document
        })
        .into()
}

#[test]
fn articles_cite_articles() {
    let verwijs = Verwijs::new();
    let read = |d: &Document<'_>| Reading::of(d, &verwijs.extract_document(d), &Want::all().with_words());
    let corpus: Vec<Reading> = laws().iter().map(read).collect();
    let citing = |name: &str, level| -> Vec<(String, usize)> {
        let found = query::cited_by(&corpus[..], &verwijs, &query::identify(&verwijs, name).unwrap(), &everything(), level, false).unwrap();
        found.into_iter().map(|c| (c.id.to_string(), c.count)).collect()
    };
    let of = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> { pairs.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect() };
    let (second, third) = ("jci1.3:c:BWBR0099991&artikel=2", "jci1.3:c:BWBR0099991&artikel=3");
    let inside = "jci1.3:c:BWBR0005537&artikel=3:1";
    assert_eq!(citing("artikel 3:2 Awb", Level::Article), of(&[(inside, 1), (second, 1), (third, 1), ("kst-32175-64", 1)]));
    assert_eq!(citing("artikel 3:2 Awb", Level::Document), of(&[("BWBR0099991", 2), ("kst-32175-64", 1)]));
    assert_eq!(citing("Awb", Level::Article), of(&[("kst-32175-64", 2), (second, 1), (third, 1)]));
    let cites = |name: &str| -> Vec<(String, usize)> {
        let found = query::cites(&corpus[..], &verwijs, &query::identify(&verwijs, name).unwrap(), &everything(), Level::Article, false).unwrap();
        found.into_iter().map(|c| (c.id.to_string(), c.count)).collect()
    };
    assert_eq!(cites(third), of(&[("jci1.3:c:BWBR0005537&artikel=3:2", 1), (second, 1)]));
    assert!(cites("jci1.3:c:BWBR0099991&artikel=1").is_empty(), "its own law is no news");
    let graph = query::graph(&corpus[..], &verwijs, Level::Article, &everything()).unwrap();
    let chains = query::paths(&graph, Level::Article, &Id::new(third), &Id::new("jci1.3:c:BWBR0099991&artikel=1"), Direction::Out, 9);
    assert_eq!(chains[0].ids.iter().map(Id::as_str).collect::<Vec<_>>(), [third, second, "jci1.3:c:BWBR0099991&artikel=1"]);
    // An article that its law does not have is missing; one that it has is there, though it cites nothing.
    let missing: Vec<String> = query::dangling(&graph).into_iter().map(|d| d.id.to_string()).collect();
    assert_eq!(missing, ["jci1.3:c:BWBR0005537&artikel=3:9"]);
    let mut builder = GraphBuilder::new(Level::Article);
    for document in laws().iter().rev() {
        let mut part = GraphBuilder::new(Level::Article);
        part.add(document, &verwijs.extract_document(document));
        builder.merge(part);
    }
    let built = builder.finish(&verwijs);
    assert_eq!(format!("{graph:?}"), format!("{built:?}"));
}

#[test]
fn an_edge_is_small() {
    assert!(size_of::<petgraph::graph::Edge<verwijs::Edge>>() <= 28);
}

/// Peak memory of a graph of many edges: `cargo test --release --test query -- --ignored --nocapture`.
#[test]
#[ignore = "takes a gigabyte"]
fn bytes_an_edge() {
    const DOCUMENTS: u64 = 500_000;
    const EACH: u64 = 40;
    let peak = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|k| k.parse::<u64>().ok()).unwrap_or_default() * 1024
    };
    let verwijs = Verwijs::new();
    let start = peak();
    let mut builder = GraphBuilder::new(Level::Document);
    let family = Family::new("kamerstuk");
    let place = verwijs::Locator::new("\n\nzie artikel 3").locate(8);
    let paper = |number: u64| Id::from(format!("kst-{}-{}", 10_000 + number % 27_000, number / 27_000 + 1));
    let mut random = 1848_u64;
    for document in 0..DOCUMENTS {
        let own = paper(document);
        let source = builder.document(&own, own.as_str(), None);
        for _ in 0..EACH {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            builder.cite(source, &paper((random >> 33) % DOCUMENTS), &[], &family, place, 1);
        }
    }
    let gathered = peak() - start;
    let graph = builder.finish(&verwijs);
    let (nodes, edges) = (graph.graph().node_count() as u64, graph.graph().edge_count() as u64);
    let whole = peak() - start;
    println!("{nodes} nodes, {edges} edges; gathered {} bytes an edge, at most {} with nodes and all", gathered / edges, whole / edges);
    assert!(whole / edges < 240, "a hundred million edges must fit into 24 GiB");
}

#[cfg(feature = "index")]
#[test]
fn an_index_answers_as_the_documents_do() {
    use verwijs::index::{Index, Update};
    let World { verwijs, corpus, graph } = world();
    let folder = std::env::temp_dir().join(format!("verwijs-query-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = folder.join("corpus.db");
    Update::new(&db).path("corpus").run(verwijs, |_| {}).unwrap();
    let index = Index::open(&db).unwrap();
    for level in [Level::Document, Level::Article, Level::Dossier] {
        let ours = query::graph(&corpus[..], verwijs, level, &everything()).unwrap();
        assert!(query::diff(&ours, &query::graph(&index, verwijs, level, &everything()).unwrap()).is_empty());
    }
    assert!(graph.graph().node_weights().filter(|n| n.date.is_some()).count() > 40);
    for name in ["Wet natuurbescherming", "dossier/35944", "kst-31839-912", "artikel 6:162 BW"] {
        let ids = ids(name);
        let both = |of: &dyn Fn(bool) -> String| assert_eq!(of(true), of(false), "{name}");
        both(&|stored| {
            let rows = match stored {
                true => query::cited_by(&index, verwijs, &ids, &everything(), Level::Document, true).unwrap(),
                false => query::cited_by(&corpus[..], verwijs, &ids, &everything(), Level::Document, true).unwrap(),
            };
            format!("{rows:?}")
        });
        both(&|stored| {
            let rows = match stored {
                true => query::cites(&index, verwijs, &ids, &everything(), Level::Article, true).unwrap(),
                false => query::cites(&corpus[..], verwijs, &ids, &everything(), Level::Article, true).unwrap(),
            };
            format!("{rows:?}")
        });
    }
    let lines: Vec<String> = laws().iter().map(|d| serde_json::json!({"id": d.name, "self": d.own, "text": d.text}).to_string()).collect();
    let file = folder.join("laws.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let laws_db = folder.join("laws.db");
    Update::new(&laws_db).path(&file).run(verwijs, |_| {}).unwrap();
    let stored = Index::open(&laws_db).unwrap();
    let read = |d: &Document<'_>| Reading::of(d, &verwijs.extract_document(d), &Want::all().with_words());
    let laws: Vec<Reading> = laws().iter().map(read).collect();
    let graphs =
        (query::graph(&stored, verwijs, Level::Article, &everything()).unwrap(), query::graph(&laws[..], verwijs, Level::Article, &everything()).unwrap());
    assert_eq!(format!("{:?}", graphs.0), format!("{:?}", graphs.1));
    for name in ["Awb", "artikel 3:2 Awb", "jci1.3:c:BWBR0099991&artikel=3"] {
        let ids = query::identify(verwijs, name).unwrap();
        let of = |level| {
            let ours =
                (query::cited_by(&stored, verwijs, &ids, &everything(), level, false), query::cites(&stored, verwijs, &ids, &everything(), level, false));
            let theirs =
                (query::cited_by(&laws[..], verwijs, &ids, &everything(), level, false), query::cites(&laws[..], verwijs, &ids, &everything(), level, false));
            assert_eq!((ours.0.unwrap(), ours.1.unwrap()), (theirs.0.unwrap(), theirs.1.unwrap()), "{name}");
        };
        of(Level::Article);
        of(Level::Document);
    }
    let found: Vec<_> = stored.documents().unwrap().map(|d| d.unwrap().extraction).collect();
    assert!(found[0].articles.len() == 3 && found == self::laws().iter().map(|d| verwijs.extract_document(d)).collect::<Vec<_>>());
    let statuses = [Status::Ambiguous, Status::Incomplete];
    assert_eq!(query::open(&index, &statuses, &everything(), true).unwrap(), query::open(&corpus[..], &statuses, &everything(), true).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn no_name_breaks_a_format() {
    let verwijs = Verwijs::new();
    let mut builder = GraphBuilder::new(Level::Document);
    for name in ["a\"b'c<d>&amp;\\e", "regel\neen\u{1}\t;", "`#[x](y)|{z}", "é – 字"] {
        let mut document = Document::from_text("zie Stb. 2018, 123 en artikel 3 van de Algemene wet bestuursrecht");
        document.name = name.to_owned();
        builder.add(&document, &verwijs.extract_document(&document));
    }
    let graph = builder.finish(&verwijs);
    let written = |write: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let grammar = verwijs.grammar();
    let account = render::linked::Account::new(Level::Document);
    for xml in [written(&|out| render::graphml::write(out, &graph)), written(&|out| render::gexf::write(out, &graph, &render::color::Paint::families(grammar)))]
    {
        assert!(!xml.contains("<d>") && !xml.contains('\u{1}') && xml.contains("&lt;d&gt;&amp;amp;"));
        assert_eq!((xml.matches("<node id=").count(), xml.matches("<edge ").count()), (6, 8));
    }
    for json in [written(&|out| render::node_link::write(out, &graph)), written(&|out| render::json_ld::write(out, &graph, &account))] {
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
    }
    let turtle = written(&|out| render::turtle::write(out, &graph, &account));
    assert!(turtle.contains(r#"dcterms:identifier "a\"b'c<d>&amp;\\e""#) && turtle.contains("\\u0001"));
    assert!(turtle.contains("<urn:x-verwijs:a%22b%27c%3Cd%3E%26amp%3B%5Ce>"));
    let cypher = written(&|out| render::cypher::write(out, &graph));
    assert!(cypher.contains(r#"id: "a\"b'c<d>&amp;\\e""#) && cypher.contains(r#""regel\neen\u0001\t;""#));
    let mermaid = written(&|out| render::mermaid::write(out, &graph, grammar));
    assert!(mermaid.contains("a#34;b'c#60;d#62;#38;amp#59;#92;e") && mermaid.lines().all(|l| !l.contains('\u{1}')));
    let csv = written(&|out| render::graph_csv::nodes(out, &graph, render::graph_csv::Dialect::Plain));
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().filter(Result::is_ok).count(), 6);
}

fn run(args: &[&str]) -> (String, String, Option<i32>) {
    let done = Command::new(env!("CARGO_BIN_EXE_verwijs")).args(args).output().unwrap();
    (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap(), done.status.code())
}

#[test]
fn the_program_answers_in_every_format() {
    let words = ["query", "path", "kst-36512-21", "de Jeugdwet", "corpus"];
    let with = |more: &[&'static str]| run(&words.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>());
    assert_eq!(with(&[]).0, "{\"length\":1,\"ids\":[\"kst-36512-21\",\"BWBR0034925\"],\"labels\":[\"36 512, nr. 21\",\"Jeugdwet\"]}\n");
    assert_eq!(with(&["--format", "csv"]).0, "length,chain,labels\n1,kst-36512-21 → BWBR0034925,\"36 512, nr. 21 → Jeugdwet\"\n");
    assert!(serde_json::from_str::<serde_json::Value>(&with(&["--format", "json"]).0).unwrap().is_array());
    assert!(with(&["--format", "table"]).0.ends_with("1 row\n"));
    let (out, error, code) = run(&["query", "cited-by", "kst-99999-1", "corpus"]);
    assert_eq!((out.as_str(), code), ("", Some(0)));
    assert!(error.contains("neither in the corpus nor cited"), "{error}");
    let (_, error, code) = run(&["query", "cited-by", "Stb. 2018", "corpus"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("not complete"), "{error}");
    let (_, error, code) = run(&["graph", "corpus", "--format", "mermaid", "-o", "-"]);
    assert_eq!(code, Some(0));
    assert!(error.contains("--depth"), "{error}");
}

#[test]
fn what_is_not_there_is_named_with_what_is_near() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let complaint = |args: &[&str]| {
        let (_, said, code) = run(&[&["query"], args, &[corpus]].concat());
        (said, code)
    };
    for (args, parts) in [
        (&["cites", "Jeugwet"][..], &["names nothing", "did you mean", "BWBR0034925"][..]),
        (&["cites", "kst-36512-99"], &["neither in the corpus nor cited", "kst-36512-21"]),
        (&["cited-by", "artikel 999 Jeugdwet"], &["is a part of Jeugdwet (BWBR0034925)", "not in the corpus"]),
        (&["cites", "Jeugdwet"], &["not in the corpus, but cited"]),
        (&["path", "kst-36512-21", "kst-36512-12", "--family", "eu"], &["no chain of references", "that the options keep"]),
        (&["rank", "--from", "Jeugwet"], &["--from", "did you mean"]),
    ] {
        let (said, code) = complaint(args);
        assert!(code == Some(0) && parts.iter().all(|part| said.contains(part)), "{args:?}: {said}");
    }
    let (said, code) = complaint(&["rank", "--family", "kamerstukken"]);
    assert!(code == Some(2) && said.contains("did you mean kamerstuk?") && said.contains("rechtspraak"), "{said}");
    // A dossier by its number alone, with the papers that it holds.
    let (found, ..) = run(&["query", "cites", "36 512", corpus]);
    assert_eq!(found, run(&["query", "cites", "dossier/36512", corpus]).0);
    assert!(!found.is_empty());
}

#[test]
fn a_table_fits_and_papers_have_their_titles() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    for question in [&["cites", "kst-36512-21"][..], &["cited-by", "Jeugdwet"], &["rank"], &["like", "kst-36512-3"], &["dangling"], &["stats"], &["unresolved"]]
    {
        let (table, ..) = run(&[&["query"], question, &["--format", "table", "--limit", "9", corpus]].concat());
        assert!(table.lines().count() > 4 && table.lines().all(|line| line.chars().count() <= 120), "{table}");
    }
    let (row, ..) = run(&["query", "cites", "kst-36512-21", "--format", "csv", corpus]);
    assert!(row.contains("Amendement van het lid van Egmond c.s.: Wijziging van de Jeugdwet"), "{row}");
    let (read, ..) = run(&["query", "cited-by", "artikel 2.19 Jeugdwet", "--context", "--format", "table", corpus]);
    assert!(read.contains("kst-36512-21:20:40  verzoekt de regering"), "{read}");
}
