//! What a question is asked of: an index, or the documents of the inputs, read on the fly.

use super::{Stop, args::Inputs, work};
use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use verwijs::{
    Best, Id, Sighting, Verwijs,
    index::Index,
    query::{Corpus, Reading, Scan, Want},
    render::html::Sentences,
};

/// The documents of files and folders, or of an index.
pub struct Files<'a> {
    engine: &'a Verwijs,
    inputs: &'a Inputs,
    unread: Cell<usize>,
    sentences: Option<(Sentences, RefCell<Sentences>)>,
    /// What the documents that were read are called.
    titles: RefCell<BTreeMap<Id, String>>,
    index: OnceCell<Index>,
}

impl<'a> Files<'a> {
    /// The documents of these inputs.
    pub fn new(engine: &'a Verwijs, inputs: &'a Inputs) -> Self {
        Self { engine, inputs, unread: Cell::new(0), sentences: None, titles: RefCell::default(), index: OnceCell::new() }
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

    /// The index, opened once.
    fn index(&self, db: &Path) -> Result<&Index, Stop> {
        if let Some(index) = self.index.get() {
            return Ok(index);
        }
        let index = work::open(db, self.engine)?;
        Ok(self.index.get_or_init(|| index))
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
            return Ok(self.index(db)?.read(want, take)?);
        }
        let engine = self.engine;
        let read = |document: &verwijs::Document<'_>, extraction: &verwijs::Extraction| {
            let sighting = Sighting::of(document, extraction, engine);
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
            let mut reading = Reading::of(document, extraction, &all);
            // Plain text tells its title in its head.
            reading.title = reading.title.or_else(|| engine.identify(document).metadata.heading());
            (sighting, (reading, sentences))
        };
        let mut take = |(reading, sentences): (Reading, Option<Sentences>)| {
            if let Some(title) = &reading.title {
                self.titles.borrow_mut().entry(reading.id.clone()).or_insert_with(|| title.clone());
            }
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

    fn titles(&self, ids: &BTreeSet<Id>) -> Result<BTreeMap<Id, String>, Stop> {
        if let Some(db) = &self.inputs.db {
            return Ok(self.index(db)?.titles(ids)?);
        }
        let titles = self.titles.borrow();
        Ok(ids.iter().filter_map(|id| Some((id.clone(), titles.get(id)?.clone()))).collect())
    }
}
