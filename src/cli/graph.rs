//! `verwijs graph`: the reference graph over all inputs.

use super::{
    Stop,
    args::{Graph, GraphFormat},
    output::Output,
    work,
};
use verwijs::{
    GraphBuilder, Verwijs,
    render::{self, html::Sentences},
};

/// Builds and writes the graph; the number of inputs that could not be read.
pub fn run(engine: &Verwijs, args: &Graph) -> Result<usize, Stop> {
    let level = args.level();
    let mut out = Output::to(args.output.as_deref())?;
    // Only the page shows sentences.
    let most = if args.format == GraphFormat::Html { args.sentences } else { 0 };
    let mut whole = (GraphBuilder::new(level), Sentences::new(level, most));
    let part = |document: &verwijs::Document<'_>| {
        let mut part = (GraphBuilder::new(level), Sentences::new(level, most));
        let extraction = engine.extract_document(document);
        part.0.add(document, &extraction);
        part.1.add(document, &extraction);
        part
    };
    let unread = work::each(&args.inputs, part, |(graph, sentences)| {
        whole.0.merge(graph);
        whole.1.merge(sentences);
        Ok(())
    })?;
    let (graph, sentences) = whole;
    let graph = graph.finish(engine);
    match args.format {
        GraphFormat::Dot => render::dot::write(&mut out, &graph, engine.grammar())?,
        GraphFormat::Html => render::html::write(&mut out, &graph, engine, &args.inputs.title(), &sentences)?,
    }
    out.finish()?;
    Ok(unread)
}
