//! `verwijs graph`: the reference graph over all inputs.

use super::{
    Stop,
    args::{Graph, GraphFormat},
    output::Output,
    work,
};
use verwijs::{Best, GraphBuilder, Verwijs, render};

/// Builds and writes the graph; the number of inputs that could not be read.
pub fn run(engine: &Verwijs, args: &Graph) -> Result<usize, Stop> {
    let level = args.level();
    let mut out = Output::to(args.output.as_deref())?;
    let mut whole = GraphBuilder::new(level);
    let part = |document: &verwijs::Document<'_>| {
        let extraction = engine.extract_from(document, args.from.source());
        let mut part = GraphBuilder::new(level);
        part.add(document, &extraction);
        (document.loss(), extraction.own, part)
    };
    let mut best = Best::default();
    let unread = work::each(&args.inputs, part, |(loss, own, part)| {
        best.offer(loss, own.as_ref(), part).into_iter().for_each(|part| whole.merge(part));
        Ok(())
    })?;
    best.rest().for_each(|part| whole.merge(part));
    let graph = whole.finish(engine);
    match args.format {
        GraphFormat::Dot => render::dot::write(&mut out, &graph, engine.grammar())?,
    }
    out.finish()?;
    Ok(unread)
}
