//! `verwijs extract`: one record a citation.

use super::{
    Stop,
    args::{Extract, Format},
    output::Output,
    work,
};
use std::io::{self, IsTerminal, Write};
use verwijs::{
    Verwijs,
    render::{self, table::Summary},
};

/// The bytes that most records take.
const USUAL_RECORD: usize = 512;

/// What one document gives: its part of the output, how many records that is, and what the summary counts.
struct Part {
    bytes: Vec<u8>,
    records: usize,
    summary: Summary,
}

/// Finds the citations of all inputs; the number of those that could not be read.
pub fn run(engine: &Verwijs, args: &Extract) -> Result<usize, Stop> {
    let table = args.output.is_none() && io::stdout().is_terminal();
    let format = args.format.unwrap_or(if table { Format::Table } else { Format::Jsonl });
    let inputs = args.inputs.sparing(args.output.as_deref())?;
    let mut out = Output::to(args.output.as_deref())?;
    match format {
        Format::Json => out.write_all(render::json::HEAD.as_bytes())?,
        Format::Csv => render::csv::head(&mut out)?,
        Format::Table | Format::Jsonl => {}
    }
    let (mut summary, mut written) = (Summary::default(), 0);
    let part = |document: &verwijs::Document<'_>, extraction: &verwijs::Extraction| {
        let records = render::records(document, extraction);
        let count = extraction.citations.len();
        let mut part = Part { bytes: Vec::with_capacity(count * USUAL_RECORD), records: count, summary: Summary::default() };
        let bytes = &mut part.bytes;
        match format {
            Format::Table => {
                let records: Vec<_> = records.collect();
                part.summary.add(&records);
                render::table::write(bytes, &records)
            }
            Format::Jsonl => render::jsonl::write(bytes, records),
            Format::Json => render::json::write(bytes, records),
            Format::Csv => render::csv::write(bytes, records),
        }
        .map(|()| part)
    };
    let unread = work::each(engine, &inputs, part, |part| {
        let part = part?;
        // A document does not know whether it is the first with a record: its comma goes here.
        let comma = format == Format::Json && written == 0 && part.records > 0;
        out.write_all(&part.bytes[usize::from(comma)..])?;
        written += part.records;
        summary.merge(&part.summary);
        Ok(())
    })?;
    match format {
        Format::Json => out.write_all(render::json::TAIL.as_bytes())?,
        Format::Table => summary.write(&mut out)?,
        Format::Jsonl | Format::Csv => {}
    }
    out.finish()?;
    Ok(unread)
}
