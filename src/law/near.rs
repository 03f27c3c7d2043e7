//! A law whose name is not written as the register has it: "Wet rechtpositie rechterlijke ambtenaren", "Wet financieel
//! toezicht".

use super::{cursor, words::Parser};
use crate::register::laws::{Found, Sort};

impl Parser<'_> {
    /// The law whose name stands at `at` nearly as it is written, and goes further than the one found.
    pub(super) fn nearly(&self, at: usize, found: Option<&Found>) -> Option<Found> {
        let end = cursor::word_end(self.text, at);
        if !self.capital(at) || !self.lexicon.ends_as_title(&self.bytes[at..end]) {
            return None;
        }
        // A name ends at a sign; and an abbreviation is no word of a longer one.
        if found.is_some_and(|found| found.sort != Sort::Title || self.byte(found.end) != Some(b' ')) {
            return None;
        }
        self.laws.nearest(self.text, at).filter(|near| found.is_none_or(|found| near.end > found.end))
    }
}
