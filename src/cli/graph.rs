//! `verwijs graph`: the reference graph over all inputs.

use super::{
    Stop,
    args::{Graph, GraphFormat},
    complain,
    corpus::Files,
    output::Output,
};
use std::collections::BTreeMap;
use verwijs::{
    Family, ReferenceGraph, Verwijs, query,
    render::{
        self,
        color::{Coloring, Groups, Paint},
        dot,
        graph_csv::Dialect,
        html::Sentences,
        linked::Account,
        mermaid,
    },
};

/// How many sentences the page keeps of each reference.
const SENTENCES: usize = 3;

/// Builds and writes the graph; the number of inputs that could not be read.
pub fn run(engine: &Verwijs, args: &Graph) -> Result<usize, Stop> {
    let level = args.select.level();
    let selection = args.select.selection(engine)?;
    let inputs = args.inputs.sparing(args.output.as_deref())?;
    let mut out = Output::to(args.output.as_deref())?;
    let mut files = Files::new(engine, &inputs);
    let kept = match args.format {
        GraphFormat::Html => args.sentences.unwrap_or(SENTENCES),
        GraphFormat::Turtle | GraphFormat::JsonLd => args.sentences.unwrap_or(0),
        _ => 0,
    };
    if kept > 0 {
        files = files.gathering(Sentences::new(level, kept));
    }
    let whole = query::graph(&files, engine, level, &args.select.filter(engine)?)?;
    args.select.warn(engine, &whole, level)?;
    let graph = selection.of(whole, level);
    if let Some(warning) = warning(&graph, args.format) {
        complain(&warning);
    }
    let unread = files.unread();
    let sentences = files.sentences().unwrap_or_default();
    // The page can show both colours.
    let html = args.format == GraphFormat::Html;
    let coloring = args.coloring().unwrap_or(if html && one_family(&graph) { Coloring::Group } else { Coloring::Family });
    let grouped = html || coloring == Coloring::Group;
    let groups = grouped.then(|| Groups::new(&graph, &query::communities(&graph, 1.0).0));
    let paint = match &groups {
        Some(groups) if coloring == Coloring::Group => Paint::groups(engine.grammar(), groups),
        _ => Paint::families(engine.grammar()),
    };
    let account = Account::new(level).with_sentences(&sentences);
    match args.format {
        GraphFormat::Html => render::html::write(&mut out, &graph, engine, &args.inputs.title(), &sentences, groups.as_ref(), coloring)?,
        GraphFormat::Dot => dot::write(&mut out, &graph, &paint)?,
        GraphFormat::Graphml => render::graphml::write(&mut out, &graph)?,
        GraphFormat::Gexf => render::gexf::write(&mut out, &graph, &paint)?,
        GraphFormat::Json => render::node_link::write(&mut out, &graph)?,
        GraphFormat::CsvNodes => render::graph_csv::nodes(&mut out, &graph, Dialect::Plain)?,
        GraphFormat::CsvEdges => render::graph_csv::edges(&mut out, &graph, Dialect::Plain)?,
        GraphFormat::Mermaid => mermaid::write(&mut out, &graph, engine.grammar())?,
        GraphFormat::Cypher => render::cypher::write(&mut out, &graph)?,
        GraphFormat::Neo4jNodes => render::graph_csv::nodes(&mut out, &graph, Dialect::Neo4j)?,
        GraphFormat::Neo4jEdges => render::graph_csv::edges(&mut out, &graph, Dialect::Neo4j)?,
        GraphFormat::Turtle => render::turtle::write(&mut out, &graph, &account)?,
        GraphFormat::JsonLd => render::json_ld::write(&mut out, &graph, &account)?,
    }
    out.finish()?;
    Ok(unread)
}

/// Whether two thirds of the nodes have one family's colour, so that it tells nothing.
fn one_family(graph: &ReferenceGraph) -> bool {
    let mut counts: BTreeMap<&Family, usize> = BTreeMap::new();
    graph.graph().node_weights().for_each(|node| *counts.entry(&node.family).or_default() += 1);
    counts.values().max().is_some_and(|most| most * 3 > graph.graph().node_count() * 2)
}

/// What to do where a drawing holds more than anyone can read.
fn warning(graph: &ReferenceGraph, format: GraphFormat) -> Option<String> {
    const SELECT: &str = "select a part, say --from ID --depth 2, --min-weight 3, --family, --since or --level dossier, or take --format html";
    let (nodes, edges) = (graph.graph().node_count(), graph.graph().edge_count());
    match format {
        GraphFormat::Dot if nodes > dot::READABLE => Some(format!(
            "{nodes} nodes and {edges} edges are too many to read in one drawing: they become dots, and only the most cited ones are named; {SELECT}"
        )),
        GraphFormat::Mermaid if edges > mermaid::MOST_EDGES => {
            Some(format!("{edges} edges: Mermaid draws no more than {} unless maxEdges says so; {SELECT}", mermaid::MOST_EDGES))
        }
        _ => None,
    }
}
