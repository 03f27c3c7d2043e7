//! The nouns that may stand for a law: "die wet", "het besluit".

use crate::{
    law::{Labelled, Lexicon},
    register::laws::Laws,
};

/// The nouns that may stand for a law, as bits.
pub(super) fn nouns_of(id: &str, laws: &Laws, lexicon: &Lexicon) -> u64 {
    let row = laws.by_id(id).map(|law| laws.get(law));
    let title = row.map(|row| row.label.to_lowercase()).unwrap_or_default();
    let mut law = Labelled { id, kind: row.map_or("", |row| row.kind), title: &title, treaty_nouns: None };
    if law.is_treaty() {
        law.treaty_nouns = kind_of_treaty(&title, lexicon).and_then(|word| lexicon.phrases.treaty.get(word)).map(Vec::as_slice);
    }
    let titled = lexicon.nouns_in(&title);
    // Hardly anybody says "die wet" of the Grondwet or the Statuut.
    let never = |noun: &str| noun == lexicon.numbering.state_noun && lexicon.numbering.states.iter().any(|state| state == id);
    bits(lexicon, |i, noun| !never(noun) && lexicon.noun_rules.fits(i, noun, &law, titled & 1 << i != 0))
}

/// The nouns that say the very kind of a law, as bits.
pub(super) fn kind_nouns(id: &str, laws: &Laws, lexicon: &Lexicon) -> u64 {
    if !id.starts_with("BWBV") {
        return nouns_of(id, laws, lexicon);
    }
    let title = laws.by_id(id).map(|law| laws.get(law).label.to_lowercase()).unwrap_or_default();
    let Some(word) = kind_of_treaty(&title, lexicon) else { return nouns_of(id, laws, lexicon) };
    let same = lexicon.phrases.treaty_same.get(word);
    bits(lexicon, |_, noun| noun == word || same.is_some_and(|same| same.iter().any(|of| of == noun)))
}

/// The nouns that `fits` takes, as bits.
fn bits(lexicon: &Lexicon, fits: impl Fn(usize, &str) -> bool) -> u64 {
    lexicon.nouns().iter().enumerate().filter(|(i, noun)| fits(*i, noun)).fold(0, |bits, (i, _)| bits | 1 << i)
}

/// The word in a treaty's title that says what it is: the first such one, as in "Tweede Protocol bij het Verdrag".
fn kind_of_treaty<'l>(title: &str, lexicon: &'l Lexicon) -> Option<&'l str> {
    let words = lexicon.phrases.treaty.keys().filter_map(|word| Some((title.find(word.as_str())?, word)));
    words.min_by_key(|(at, _)| *at).map(|(_, word)| word.as_str())
}
