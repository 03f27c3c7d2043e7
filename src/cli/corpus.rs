//! What a question is asked of: the documents of the inputs, read on the fly.

use super::{Stop, args::Inputs, work};
use std::cell::Cell;
use verwijs::{
    Verwijs,
    query::{Corpus, Reading, Want},
};

/// The documents of files and folders.
pub struct Files<'a> {
    engine: &'a Verwijs,
    inputs: &'a Inputs,
    unread: Cell<usize>,
}

impl<'a> Files<'a> {
    /// The documents of these inputs.
    pub fn new(engine: &'a Verwijs, inputs: &'a Inputs) -> Self {
        Self { engine, inputs, unread: Cell::new(0) }
    }

    /// How many inputs could not be read.
    pub fn unread(&self) -> usize {
        self.unread.get()
    }
}

impl Corpus for Files<'_> {
    type Error = Stop;

    fn read(&self, want: &Want, take: &mut dyn FnMut(Reading)) -> Result<(), Stop> {
        let read = |document: &verwijs::Document<'_>| Reading::of(document, &self.engine.extract_document(document), want);
        let unread = work::each(self.inputs, read, |reading| {
            take(reading);
            Ok(())
        })?;
        self.unread.set(unread);
        Ok(())
    }
}
