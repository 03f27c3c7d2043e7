//! The words of the article parser, from `grammar/law.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    part: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

/// A part of a law, from the outermost to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    Boek,
    Deel,
    Hoofdstuk,
    Titeldeel,
    Afdeling,
    Paragraaf,
    Bijlage,
    Aanwijzing,
    Artikel,
}

impl Key {
    const ALL: [Self; 9] =
        [Self::Boek, Self::Deel, Self::Hoofdstuk, Self::Titeldeel, Self::Afdeling, Self::Paragraaf, Self::Bijlage, Self::Aanwijzing, Self::Artikel];

    /// Its key in a JCI identifier.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Boek => "boek",
            Self::Deel => "deel",
            Self::Hoofdstuk => "hoofdstuk",
            Self::Titeldeel => "titeldeel",
            Self::Afdeling => "afdeling",
            Self::Paragraaf => "paragraaf",
            Self::Bijlage => "bijlage",
            Self::Aanwijzing => "aanwijzing",
            Self::Artikel => "artikel",
        }
    }
}

/// What a word can mean; a word may mean several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Meaning {
    Plural = 1,
    Lid = 1 << 1,
    Onderdeel = 1 << 2,
    Sentence = 1 << 3,
    Join = 1 << 4,
    Range = 1 << 5,
    Of = 1 << 6,
    Determiner = 1 << 7,
    Named = 1 << 8,
    Version = 1 << 9,
    Noun = 1 << 10,
    Ordinal = 1 << 11,
    Place = 1 << 12,
    Latin = 1 << 13,
    Each = 1 << 14,
    TitleEnd = 1 << 15,
    Unit = 1 << 16,
    Part = 1 << 17,
    /// It may begin a reference, so that the scanner stops at it.
    Opens = 1 << 18,
}

/// The meanings of one word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    meanings: u32,
    part: Option<Key>,
    /// For an ordinal, its number; for a noun, its place among the nouns.
    value: u8,
}

impl Entry {
    pub const fn is(self, meaning: Meaning) -> bool {
        self.meanings & meaning as u32 != 0
    }

    /// The part that the word opens a reference to.
    pub const fn part(self) -> Option<Key> {
        self.part
    }

    /// The number that an ordinal stands for.
    pub const fn ordinal(self) -> Option<u8> {
        if self.is(Meaning::Ordinal) { Some(self.value) } else { None }
    }

    /// Which of the nouns the word is.
    pub const fn noun(self) -> Option<u8> {
        if self.is(Meaning::Noun) { Some(self.value) } else { None }
    }
}

/// What words mean within a reference to a law.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: FxHashMap<u64, Entry>,
    nouns: Vec<String>,
    /// Endings of lower-case words that may begin a name, each with its last three letters.
    title_ends: Vec<([u8; 3], String)>,
    /// Whether a word may open a reference, by its first two letters: a quick "no" for most words.
    openers: [bool; 1 << 10],
}

const SETS: [(&str, Meaning); 17] = [
    ("plural", Meaning::Plural),
    ("lid", Meaning::Lid),
    ("onderdeel", Meaning::Onderdeel),
    ("sentence", Meaning::Sentence),
    ("join", Meaning::Join),
    ("range", Meaning::Range),
    ("of", Meaning::Of),
    ("article", Meaning::Determiner),
    ("named", Meaning::Named),
    ("version", Meaning::Version),
    ("noun", Meaning::Noun),
    ("ordinal", Meaning::Ordinal),
    ("place", Meaning::Place),
    ("latin", Meaning::Latin),
    ("each", Meaning::Each),
    ("title_end", Meaning::TitleEnd),
    ("unit", Meaning::Unit),
];

impl Lexicon {
    /// The lexicon that comes with the library.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn own() -> Self {
        let raw: Raw = toml::from_str(crate::grammar::Grammar::own_lexicon()).expect("our own law.toml is checked by a test");
        let mut lexicon = Self { entries: FxHashMap::default(), nouns: Vec::new(), title_ends: Vec::new(), openers: [false; 1 << 10] };
        for (name, words) in &raw.part {
            let key = Key::ALL.into_iter().find(|k| k.as_str() == name).expect("our own law.toml names keys of JCI");
            for word in words {
                let entry = lexicon.add(word, Meaning::Part);
                entry.part = Some(key);
                lexicon.opens(word);
            }
        }
        for (name, meaning) in SETS {
            for (number, word) in raw.words.get(name).into_iter().flatten().enumerate() {
                let entry = lexicon.add(word, meaning);
                let number = u8::try_from(number).expect("the sets of law.toml are short");
                match meaning {
                    Meaning::Ordinal => entry.value = number + 1,
                    Meaning::Noun => entry.value = number,
                    _ => {}
                }
                match meaning {
                    Meaning::Ordinal | Meaning::Lid | Meaning::Named => lexicon.opens(word),
                    Meaning::Noun => lexicon.nouns.push(word.clone()),
                    Meaning::TitleEnd => lexicon.title_ends.extend(word.as_bytes().last_chunk().map(|last| (*last, word.clone()))),
                    _ => {}
                }
            }
        }
        for word in ["deze", "dit", "die", "dat", "de", "het", "beide", "hierna", "verder", "the", "this", "onderdeel", "onderdelen"] {
            lexicon.add(word, Meaning::Opens);
            lexicon.opens(word);
        }
        lexicon
    }

    fn add(&mut self, word: &str, meaning: Meaning) -> &mut Entry {
        let entry = self.entries.entry(hash(word.as_bytes())).or_default();
        entry.meanings |= meaning as u32;
        entry
    }

    fn opens(&mut self, word: &str) {
        self.add(word, Meaning::Opens);
        self.openers[opener(word.as_bytes())] = true;
    }

    /// What `word` means; with a dot only where the dot belongs to it.
    pub fn entry(&self, word: &[u8]) -> Entry {
        self.entries.get(&hash(word)).copied().unwrap_or_default()
    }

    /// Whether `word` may open a reference, judged by its first letters alone.
    pub fn may_open(&self, word: &[u8]) -> bool {
        self.openers[opener(word)]
    }

    /// Whether a name may begin with this lower-case word, judged by its end alone.
    pub fn may_begin_title(&self, word: &[u8]) -> bool {
        word.last_chunk().is_some_and(|last| self.title_ends.iter().any(|(three, end)| three == last && word.ends_with(end.as_bytes())))
    }

    /// The nouns that stand for laws, in the order of their numbers.
    pub fn nouns(&self) -> &[String] {
        &self.nouns
    }
}

/// A hash without regard to ASCII case.
fn hash(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The first two letters as a number below 1024.
fn opener(word: &[u8]) -> usize {
    let letter = |i: usize| word.get(i).map_or(0, |b| usize::from(b.to_ascii_lowercase() & 31));
    letter(0) << 5 | letter(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_the_file_says() {
        let lexicon = Lexicon::own();
        assert_eq!(lexicon.entry(b"Artikelen").part(), Some(Key::Artikel));
        assert!(lexicon.entry(b"artikelen").is(Meaning::Plural));
        assert_eq!(lexicon.entry(b"derde").ordinal(), Some(3));
        assert!(lexicon.entry(b"jo.").is(Meaning::Join));
        assert!(!lexicon.entry(b"fiets").is(Meaning::Opens));
        let noun = lexicon.entry(b"besluit").noun().unwrap();
        assert_eq!(lexicon.nouns()[usize::from(noun)], "besluit");
        assert!(lexicon.may_begin_title("grondwet".as_bytes()) && !lexicon.may_begin_title("fietsen".as_bytes()));
    }
}
