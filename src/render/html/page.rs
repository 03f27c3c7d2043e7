//! What the page knows: nodes with their places, references, and sentences in blocks.

use super::{
    pack::{base64, deflate, number},
    sentences::{Found, Sentence, Sentences},
};
use crate::{
    cite,
    engine::Verwijs,
    graph::{Node, ReferenceGraph},
    id::Id,
    layout::{self, Point},
    render::color::{self, Coloring, Groups},
};
use petgraph::visit::EdgeRef;
use rayon::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All sentences together are at most so many bytes before they are packed; the weakest references go without.
const SENTENCES: usize = 48 << 20;
/// A block of sentences is packed by itself when it has so many bytes.
const BLOCK: usize = 48 << 10;
/// Of the names that a law goes by, at most so many are searched.
const NAMES: usize = 12;
/// Places are whole numbers up to this.
const STEPS: f32 = 65_535.0;

/// What the page knows.
pub struct Page<'g> {
    title: &'g str,
    nodes: Vec<&'g Node>,
    /// Source, target and how often, by source and target.
    edges: Vec<(u32, u32, u64)>,
    radii: Vec<f32>,
    places: Vec<Point>,
    families: Vec<(String, String)>,
    groups: Option<&'g Groups>,
    first: Coloring,
    names: BTreeMap<Id, Vec<&'g str>>,
    /// The first edge of each block, and the block.
    blocks: Vec<(usize, String)>,
    unsaid: usize,
}

impl<'g> Page<'g> {
    /// Lays the graph out and packs its sentences.
    pub fn new(
        reference: &'g ReferenceGraph,
        engine: &'g Verwijs,
        title: &'g str,
        sentences: &'g Sentences,
        groups: Option<&'g Groups>,
        first: Coloring,
    ) -> Self {
        let graph = reference.graph();
        let nodes: Vec<&Node> = graph.node_weights().collect();
        let mut edges: Vec<(u32, u32, u64)> =
            graph.edge_references().map(|e| (e.source().index() as u32, e.target().index() as u32, u64::from(e.weight().count))).collect();
        edges.sort_unstable();
        let mut cited = vec![0_u32; nodes.len()];
        for &(_, target, _) in &edges {
            cited[target as usize] += 1;
        }
        let radii: Vec<f32> = cited.iter().map(|&n| radius(n)).collect();
        let links: Vec<(u32, u32, f32)> = edges.iter().map(|&(a, b, count)| (a, b, 1.0 + (count as f32).ln())).collect();
        let places = layout::place(&radii, &links);
        let family_names: BTreeSet<&str> = nodes.iter().map(|n| n.family.as_str()).collect();
        let families = family_names.into_iter().map(|name| (name.to_owned(), color::of(name, engine.grammar()).to_string())).collect();
        let names = other_names(&nodes, engine);
        let mut page = Self { title, nodes, edges, radii, places, families, groups, first, names, blocks: Vec::new(), unsaid: 0 };
        page.fill_blocks(sentences);
        page
    }

    /// Chooses sentences within the bounds, of frequent references before others, and packs them.
    fn fill_blocks(&mut self, sentences: &'g Sentences) {
        let of_edge = |&(source, target, _): &(u32, u32, u64)| sentences.of(&self.nodes[source as usize].id, &self.nodes[target as usize].id);
        let none = Found::default();
        let found: Vec<&Found> = self.edges.iter().map(|edge| of_edge(edge).unwrap_or(&none)).collect();
        let mut order: Vec<usize> = (0..self.edges.len()).collect();
        order.sort_by_key(|&e| std::cmp::Reverse(self.edges[e].2));
        let mut shown = vec![0; self.edges.len()];
        let mut left = SENTENCES;
        let most = found.iter().map(|f| f.first.len()).max().unwrap_or(0);
        'rounds: for round in 0..most {
            for &edge in &order {
                let Some(sentence) = found[edge].first.get(round) else { continue };
                let size = sentence.before.len() + sentence.marked.len() + sentence.after.len() + 20;
                if size > left {
                    break 'rounds;
                }
                left -= size;
                shown[edge] += 1;
            }
        }
        let documents: Vec<HashMap<&str, usize>> =
            self.nodes.iter().map(|n| n.documents.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect()).collect();
        let mut raw: Vec<(usize, String)> = Vec::new();
        for (edge, found) in found.iter().enumerate() {
            let source = self.edges[edge].0 as usize;
            let document = |s: &Sentence| documents[source].get(&*s.document).copied().unwrap_or(0);
            let said = found.first[..shown[edge]].iter().map(|s| json!([document(s), s.line, s.before, s.marked, s.after]));
            // First how many places are left out.
            let said = std::iter::once(json!(found.places - shown[edge])).chain(said).collect::<serde_json::Value>().to_string();
            match raw.last_mut().filter(|(_, block)| block.len() < BLOCK) {
                Some((_, block)) => {
                    block.push(',');
                    *block += &said;
                }
                None => raw.push((edge, said)),
            }
        }
        self.unsaid = found.iter().zip(&shown).map(|(found, shown)| found.places - shown).sum();
        self.blocks = raw.into_par_iter().map(|(first, block)| (first, base64(&deflate(format!("[{block}]").as_bytes())))).collect();
    }

    /// The blocks of sentences, packed.
    pub fn blocks(&self) -> Vec<&str> {
        self.blocks.iter().map(|(_, block)| block.as_str()).collect()
    }

    /// Everything else, packed: the length of a JSON text, the text, and numbers in the order of the nodes and edges.
    pub fn graph(&self) -> Vec<u8> {
        let mut templates: BTreeMap<String, usize> = BTreeMap::new();
        let urls: Vec<Option<usize>> = self
            .nodes
            .iter()
            .map(|node| {
                let template = node.id.url()?.replace(node.id.as_str(), "{}");
                let next = templates.len();
                Some(*templates.entry(template).or_insert(next))
            })
            .collect();
        let mut by_number = vec![String::new(); templates.len()];
        for (template, at) in templates {
            by_number[at] = template;
        }
        let text = json!({
            "title": self.title,
            "families": self.families,
            "groups": self.groups.map(|groups| groups.named().map(|(color, name, _)| json!([name, color.to_string()])).collect::<Vec<_>>()),
            "first": self.first.as_str(),
            "rest": self.groups.filter(|groups| groups.count() > groups.named().count()).map(|_| Groups::rest().to_string()),
            "ids": self.nodes.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(),
            "labels": self.nodes.iter().map(|n| if n.label == n.id.as_str() { "" } else { &n.label }).collect::<Vec<_>>(),
            "titles": self.nodes.iter().map(|n| n.title.as_deref().filter(|t| *t != n.label).unwrap_or_default()).collect::<Vec<_>>(),
            "names": self.names,
            "documents": self.nodes.iter().map(|n| if n.documents == [n.id.as_str()] { &[][..] } else { &n.documents[..] }).collect::<Vec<_>>(),
            "urls": by_number,
            "edges": self.edges.len(),
            "unsaid": self.unsaid,
        })
        .to_string();
        let mut bytes = Vec::with_capacity(text.len() + 8 * self.edges.len());
        number(&mut bytes, text.len() as u64);
        bytes.extend_from_slice(text.as_bytes());
        let extent = self.places.iter().flatten().fold(1.0_f32, |most, v| most.max(v.abs()));
        number(&mut bytes, extent.ceil() as u64);
        let step = |v: f32| ((v / extent.ceil() + 1.0) / 2.0 * STEPS).round() as u64;
        for (at, node) in self.nodes.iter().enumerate() {
            let family = self.families.iter().position(|(name, _)| name == node.family.as_str()).unwrap_or(0);
            let [x, y] = self.places[at];
            let facts = [
                family as u64,
                u64::from(node.in_corpus),
                node.date.map_or(0, |date| u64::from(date.year())),
                urls[at].map_or(0, |u| u as u64 + 1),
                step(x),
                step(y),
                (self.radii[at] * 16.0).round() as u64,
                self.groups.map_or(0, |groups| groups.of(at).min(groups.named().count()) as u64),
            ];
            facts.into_iter().for_each(|fact| number(&mut bytes, fact));
        }
        let mut at = 0;
        for source in 0..self.nodes.len() as u32 {
            let own = self.edges[at..].iter().take_while(|e| e.0 == source).count();
            number(&mut bytes, own as u64);
            let mut before = 0;
            for &(_, target, count) in &self.edges[at..at + own] {
                number(&mut bytes, u64::from(target - before));
                number(&mut bytes, count);
                before = target;
            }
            at += own;
        }
        number(&mut bytes, self.blocks.len() as u64);
        self.blocks.iter().for_each(|(first, _)| number(&mut bytes, *first as u64));
        deflate(&bytes)
    }
}

/// A node grows with the number of those that cite it, slower and slower.
fn radius(cited: u32) -> f32 {
    1.0 + 0.7 * (cited as f32).powf(0.4)
}

/// What else people call the laws and acts among the nodes, by identifier: abbreviations, short and earlier titles.
fn other_names<'e>(nodes: &[&Node], engine: &'e Verwijs) -> BTreeMap<Id, Vec<&'e str>> {
    let mut names: BTreeMap<Id, Vec<&str>> = nodes.iter().map(|node| (cite::whole(&node.id), Vec::new())).collect();
    let labels: HashMap<&str, &str> = nodes.iter().map(|node| (node.id.as_str(), node.label.as_str())).collect();
    for (name, id) in engine.names() {
        let Some(known) = names.get_mut(&Id::new(id)) else { continue };
        if labels.get(id) != Some(&name) {
            known.push(name);
        }
    }
    // The short ones are those that people type.
    for known in names.values_mut() {
        known.sort_unstable_by_key(|name| (name.len(), *name));
        known.dedup();
        known.truncate(NAMES);
    }
    names.retain(|_, known| !known.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, GraphBuilder, Level};
    use base64::{Engine, engine::general_purpose::STANDARD};
    use flate2::read::DeflateDecoder;
    use serde_json::Value;
    use std::io::Read;

    fn inflate(bytes: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        DeflateDecoder::new(bytes).read_to_end(&mut plain).unwrap();
        plain
    }

    /// A graph of two letters, and the sentences in which they cite.
    fn letters(engine: &Verwijs) -> (ReferenceGraph, Sentences) {
        let (mut builder, mut sentences) = (GraphBuilder::new(Level::Document), Sentences::new(Level::Document, 2));
        for (own, text) in [
            ("kst-32175-64", "De Awb is helder. Ook de Awb zegt het. En de Awb nog eens.\n\nZie Kamerstuk 32 175, nr. 65."),
            ("kst-32175-65", "Zie Stb. 2021, 312 en Kamerstuk 32 175, nr. 64."),
        ] {
            let mut document = Document::from_text(text).with_own(own);
            document.name = own.to_owned();
            let extraction = engine.extract_document(&document);
            builder.add(&document, &extraction);
            sentences.add(&document, &extraction);
        }
        (builder.finish(engine), sentences)
    }

    #[test]
    fn the_page_holds_the_graph() {
        let engine = Verwijs::new();
        let (graph, sentences) = letters(&engine);
        let page = Page::new(&graph, &engine, "letters", &sentences, None, Coloring::Family);
        let bytes = inflate(&page.graph());
        let length = usize::from(bytes[0] & 127) + 128 * usize::from(bytes[1]);
        let text: Value = serde_json::from_slice(&bytes[2..2 + length]).unwrap();
        assert_eq!(text["ids"], json!(["BWBR0005537", "kst-32175-64", "kst-32175-65", "stb-2021-312"]));
        assert_eq!((&text["edges"], &text["unsaid"]), (&json!(4), &json!(1)));
        assert!(text["names"]["BWBR0005537"].as_array().unwrap().contains(&json!("Awb")));
        let block: Value = serde_json::from_slice(&inflate(&STANDARD.decode(page.blocks()[0]).unwrap())).unwrap();
        assert_eq!(block[0], json!([1, [0, 1, "De ", "Awb", " is helder."], [0, 1, "Ook de ", "Awb", " zegt het."]]));
        assert_eq!(block.as_array().unwrap().len(), 4);
    }

    #[test]
    fn the_page_is_the_same_for_any_number_of_threads() {
        let engine = Verwijs::new();
        let (graph, sentences) = letters(&engine);
        let write = || {
            let page = Page::new(&graph, &engine, "letters", &sentences, None, Coloring::Family);
            (page.graph(), page.blocks().concat())
        };
        let run = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(write);
        assert_eq!(run(1), run(3));
    }
}
