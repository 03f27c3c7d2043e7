//! What a question is asked of: an index, or the documents of the inputs, read on the fly.

use super::{Stop, args::Inputs, work};
use std::cell::{Cell, RefCell};
use verwijs::{
    Best, Sighting, Verwijs,
    query::{Corpus, Reading, Scan, Want},
    render::html::Sentences,
};

/// The documents of files and folders, or of an index.
pub struct Files<'a> {
    engine: &'a Verwijs,
    inputs: &'a Inputs,
    unread: Cell<usize>,
    sentences: Option<(Sentences, RefCell<Sentences>)>,
}

impl<'a> Files<'a> {
    /// The documents of these inputs.
    pub fn new(engine: &'a Verwijs, inputs: &'a Inputs) -> Self {
        Self { engine, inputs, unread: Cell::new(0), sentences: None }
    }

    /// The same, gathering sentences as `none` says, which has none yet.
    pub fn gathering(mut self, none: Sentences) -> Self {
        self.sentences = Some((none.clone(), RefCell::new(none)));
        self
    }

    /// How many inputs could not be read.
    pub fn unread(&self) -> usize {
        self.unread.get()
    }

    /// The sentences that were gathered.
    pub fn sentences(self) -> Option<Sentences> {
        self.sentences.map(|(_, found)| found.into_inner())
    }
}

impl Corpus for Files<'_> {
    type Error = Stop;

    fn read(&self, want: &Want, take: &mut dyn FnMut(Reading)) -> Result<(), Stop> {
        let none = self.sentences.as_ref().map(|(none, _)| none);
        if let (None, Some(db)) = (none, &self.inputs.db) {
            // An index finds what is asked without reading it all.
            return Ok(work::open(db, self.engine)?.read(want, take)?);
        }
        let read = |document: &verwijs::Document<'_>, extraction: &verwijs::Extraction| {
            let sighting = Sighting::of(document, extraction, self.engine);
            // Of a source that waits it is not known yet which document it is of.
            let mut all = want.clone();
            if sighting.waits() && matches!(want.scan, Scan::In(_)) {
                all.scan = Scan::All;
            }
            let sentences = none.map(|none| {
                let mut part = none.clone();
                part.add(document, extraction);
                part
            });
            (sighting, (Reading::of(document, extraction, &all), sentences))
        };
        let mut take = |(reading, sentences): (Reading, Option<Sentences>)| {
            take(reading);
            if let (Some((_, all)), Some(part)) = (&self.sentences, sentences) {
                all.borrow_mut().merge(part);
            }
        };
        // A document that comes as XML, HTML and PDF counts once.
        let mut best = Best::default();
        let unread = work::each(self.engine, self.inputs, read, |(sighting, made)| {
            best.offer(sighting, made).into_iter().for_each(&mut take);
            Ok(())
        })?;
        for ((mut reading, mut sentences), standing) in best.rest() {
            if let Some(id) = standing.id.filter(|id| *id != reading.id) {
                sentences = sentences.map(|part| part.renamed(&reading.id, &id));
                reading.id = id;
            }
            reading.others = standing.others;
            reading.citations.retain(|mention| want.wants_in(&reading.id, mention.article.as_ref()));
            take((reading, sentences));
        }
        self.unread.set(unread);
        Ok(())
    }
}
