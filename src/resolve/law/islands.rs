//! The codes of the Caribbean parts of the Kingdom, which have the names of ours.

use super::{NO_ID, Reader};
use crate::{
    law::{Islands, Phrases},
    register::laws::Laws,
    span::{self, Span},
};
use rustc_hash::FxHashMap;

/// The islands whose law a judgment of their courts applies.
#[derive(Debug)]
pub(super) struct Court {
    /// The laws that stand in the place of ours, by our numbers in the register; [`None`] for one that no register has.
    codes: FxHashMap<u32, Option<u32>>,
}

impl Court {
    /// The court whose judgment the text is, by its identifier or else by its head.
    pub fn read(own: Option<&str>, text: &str, words: &Islands, laws: &Laws) -> Option<Self> {
        /// How much of a judgment is its head.
        const HEAD: usize = 1200;
        let head = &text[..span::floor(text, HEAD)];
        let theirs = match own.filter(|own| own.starts_with("ECLI:")) {
            Some(own) => own.starts_with(words.ecli.as_str()),
            // In running text it is somebody else's.
            None => span::lines(head).any(|line| words.courts.at(line.trim_start().as_bytes()).is_some()) && !Phrases::within(&words.others, head),
        };
        if !theirs {
            return None;
        }
        // Of Bonaire, Sint Eustatius and Saba the register has the codes; of the countries it has none.
        let bes = own.is_some_and(|own| Phrases::at(&words.ecli_bes, own).is_some()) || Phrases::within(&words.bes, head);
        let number = |id: &str| laws.by_id(id);
        let codes = words.codes.iter().filter_map(|(ours, theirs)| Some((number(ours)?, number(theirs).filter(|_| bes)))).collect();
        Some(Self { codes })
    }
}

impl Reader<'_> {
    /// "artikel 6:162 BW" in a judgment of Bonaire: the laws that stand there in the place of those that bear the name `name` here;
    /// none where no register has them. `None` where the name is of ours there too.
    pub(super) fn of_islands(&self, laws: &[u32], name: Span) -> Option<Vec<u32>> {
        let court = self.court.as_ref()?;
        let words = &self.lexicon.islands;
        if !laws.iter().any(|law| court.codes.contains_key(law)) || laws.iter().any(|law| self.laws.get(*law).id == NO_ID) {
            return None;
        }
        let ours = Phrases::ends(&words.ours, &self.text[..name.start])
            || Phrases::at(&words.ours, &self.text[name.range()]).is_some()
            || Phrases::at(&words.ours_behind, &self.text[name.end..]).is_some();
        (!ours).then(|| laws.iter().filter_map(|law| *court.codes.get(law)?).collect())
    }
}
