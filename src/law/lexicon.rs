//! The words of the article parser, from `grammar/law.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    part: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

/// What words mean within a reference to a law.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The JCI key of a word that opens a reference.
    parts: FxHashMap<String, &'static str>,
    sets: FxHashMap<&'static str, FxHashSet<String>>,
    ordinals: Vec<String>,
}

/// The keys of the parts of a law, from the outermost to the innermost.
pub(crate) const KEYS: [&str; 9] = ["boek", "deel", "hoofdstuk", "titeldeel", "afdeling", "paragraaf", "bijlage", "aanwijzing", "artikel"];
const SETS: [&str; 13] = ["plural", "lid", "onderdeel", "sentence", "join", "range", "of", "article", "named", "noun", "own", "latin", "unit"];

impl Lexicon {
    /// The lexicon that comes with the library.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn own() -> Self {
        let raw: Raw = toml::from_str(crate::grammar::Grammar::own_lexicon()).expect("our own law.toml is checked by a test");
        let mut parts = FxHashMap::default();
        for (key, words) in raw.part {
            let key = KEYS.into_iter().find(|k| *k == key).expect("our own law.toml names keys of JCI");
            parts.extend(words.into_iter().map(|w| (w, key)));
        }
        let mut sets = FxHashMap::default();
        for name in SETS {
            sets.insert(name, raw.words.get(name).into_iter().flatten().cloned().collect());
        }
        Self { parts, sets, ordinals: raw.words.get("ordinal").cloned().unwrap_or_default() }
    }

    /// The JCI key of the part that `word` opens.
    pub fn part(&self, word: &str) -> Option<&'static str> {
        self.parts.get(word).copied()
    }

    /// Whether `word` is one of the set `name`.
    pub fn is(&self, name: &'static str, word: &str) -> bool {
        self.sets.get(name).is_some_and(|set| set.contains(word))
    }

    /// The number that an ordinal word stands for: "derde" is 3.
    pub fn ordinal(&self, word: &str) -> Option<usize> {
        self.ordinals.iter().position(|o| o == word).map(|i| i + 1)
    }
}
