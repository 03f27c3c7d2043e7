//! Identifiers as small numbers.

use crate::id::Id;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// What a citation names: an identifier, and those of the same paper under other dossiers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Name {
    pub id: Id,
    pub also: Box<[Id]>,
}

/// Each name once, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(IndexSet<Name, FxBuildHasher>);

impl Names {
    /// The number of a name.
    ///
    /// # Panics
    /// Beyond four thousand million names, which no memory holds.
    pub fn number(&mut self, id: Id, also: Box<[Id]>) -> u32 {
        u32::try_from(self.0.insert_full(Name { id, also }).0).expect("fewer names than four thousand million")
    }

    /// The number of what has this identifier alone.
    pub fn find(&self, id: &Id) -> Option<u32> {
        let name = Name { id: id.clone(), also: Box::default() };
        self.0.get_index_of(&name).and_then(|at| u32::try_from(at).ok())
    }

    /// The names in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Name> {
        self.0.iter()
    }

    /// The name of a number.
    pub fn get(&self, number: u32) -> &Name {
        &self.0[number as usize]
    }
}
