//! The family of a law by its identifier.

use crate::family::Family;

/// The families of laws, made once.
pub(super) struct Families {
    pub regelgeving: Family,
    verdrag: Family,
    eu: Family,
}

impl Families {
    pub fn new() -> Self {
        Self { regelgeving: Family::new(Family::REGELGEVING), verdrag: Family::new(Family::VERDRAG), eu: Family::new(Family::EU) }
    }

    /// The family of a law's identifier.
    pub fn of(&self, law: &str) -> Family {
        let family = if law.starts_with("BWBV") || law.starts_with('1') {
            &self.verdrag
        } else if law.starts_with('3') {
            &self.eu
        } else {
            &self.regelgeving
        };
        family.clone()
    }
}
