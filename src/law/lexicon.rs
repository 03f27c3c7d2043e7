//! The words of the article parser, from `grammar/law.toml`.

use super::{
    keywords::Keywords,
    nouns::{NounRule, NounRules},
    phrases::{Islands, Numbering, Phrases, State},
};
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    part: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
    keyword: Keywords,
    phrases: Phrases,
    state: State,
    numbering: Numbering,
    islands: Islands,
    noun: BTreeMap<String, NounRule>,
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
    /// A division of a circular: "B8/3.1" of the Vreemdelingencirculaire.
    Divisie,
    Artikel,
}

impl Key {
    const ALL: [Self; 10] = [
        Self::Boek,
        Self::Deel,
        Self::Hoofdstuk,
        Self::Titeldeel,
        Self::Afdeling,
        Self::Paragraaf,
        Self::Bijlage,
        Self::Aanwijzing,
        Self::Divisie,
        Self::Artikel,
    ];

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
            Self::Divisie => "circulaire.divisie",
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
    This = 1 << 19,
    That = 1 << 20,
    Vague = 1 << 21,
    Counted = 1 << 22,
    Preposition = 1 << 23,
    Juncto = 1 << 24,
    NoLetter = 1 << 25,
    Introduces = 1 << 26,
    /// "het vorige artikel".
    Previous = 1 << 27,
    /// A bijlage under another name: "model M100".
    Annexed = 1 << 28,
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
    /// Means nothing.
    pub const NONE: Self = Self { meanings: 0, part: None, value: 0 };

    #[inline]
    pub const fn is(self, meaning: Meaning) -> bool {
        self.meanings & meaning as u32 != 0
    }

    /// Whether it opens a reference by pointing to the word behind it, and by nothing else.
    #[inline]
    pub const fn only_points(self) -> bool {
        const ELSE: u32 = Meaning::Part as u32 | Meaning::Ordinal as u32 | Meaning::Lid as u32 | Meaning::Onderdeel as u32;
        self.is(Meaning::Determiner) && self.meanings & ELSE == 0
    }

    /// Whether it may begin what stands below an article, or go on its number.
    pub const fn may_stand_below(self) -> bool {
        const BELOW: [Meaning; 8] =
            [Meaning::Ordinal, Meaning::Place, Meaning::Each, Meaning::Lid, Meaning::Sentence, Meaning::Onderdeel, Meaning::Join, Meaning::Latin];
        let mut below = 0;
        let mut at = 0;
        while at < BELOW.len() {
            below |= BELOW[at] as u32;
            at += 1;
        }
        self.meanings & below != 0
    }

    /// Whether it leads on from a name: "van", "en", "krachtens", "genoemde".
    pub const fn is_small_word(self) -> bool {
        self.is(Meaning::Of) || self.is(Meaning::Join) || self.is(Meaning::Preposition) || self.is(Meaning::Determiner) || self.is(Meaning::Named)
    }

    /// Whether it joins two references: "en", "onderscheidenlijk".
    pub const fn joins(self) -> bool {
        self.is(Meaning::Join)
    }

    /// The part that the word opens a reference to.
    pub const fn part(self) -> Option<Key> {
        self.part
    }

    /// The number that an ordinal stands for.
    pub const fn ordinal(self) -> Option<u8> {
        if self.is(Meaning::Ordinal) { Some(self.value) } else { None }
    }

    /// Whether it is a word that a reference to a part of a law is made of.
    pub const fn is_of_reference(self) -> bool {
        self.part.is_some() || self.is(Meaning::Lid) || self.is(Meaning::Onderdeel) || self.is(Meaning::Ordinal) || self.is(Meaning::Juncto)
    }

    /// Which of the nouns the word is.
    pub const fn noun(self) -> Option<u8> {
        if self.is(Meaning::Noun) { Some(self.value) } else { None }
    }
}

/// What words mean within a reference to a law.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub keywords: Keywords,
    pub phrases: Phrases,
    pub state: State,
    pub numbering: Numbering,
    pub islands: Islands,
    /// Which laws the nouns stand for.
    pub noun_rules: NounRules,
    /// The words, each at the first free place from its hash on.
    slots: Vec<Slot>,
    nouns: Vec<String>,
    noun_finder: AhoCorasick,
    /// Endings of lower-case words that may begin a name, each with its last three letters.
    title_ends: Vec<([u8; 3], String)>,
    /// The lengths of all words with the same first two letters, a bit each: a quick "no" for most words.
    lengths: Box<Pairs<u32>>,
    /// The same for those that may open a reference, without their dot.
    openers: Box<Pairs<u32>>,
    /// The same for those to which an article before them may point, without their dot: "de wet", "die artikelen".
    pointed: Box<Pairs<u32>>,
    /// Whether a name may begin with a word, by its last three letters.
    last_letters: Box<Pairs<u32>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    word: Packed,
    entry: Entry,
}

/// A word in small letters and its length, as three numbers; a word of none is no word's.
type Packed = [u64; 3];

/// Something for each pair of letters.
type Pairs<T> = [T; 1 << 10];

/// The longest word in bytes: one byte of the packed word is left for its length.
const LONGEST: usize = 23;
/// A power of two, more than twice the number of words.
const SLOTS: usize = 1 << 11;

const SETS: [(&str, Meaning); 29] = [
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
    ("ordinal_english", Meaning::Ordinal),
    ("place", Meaning::Place),
    ("latin", Meaning::Latin),
    ("each", Meaning::Each),
    ("title_end", Meaning::TitleEnd),
    ("unit", Meaning::Unit),
    ("this", Meaning::This),
    ("that", Meaning::That),
    ("vague", Meaning::Vague),
    ("counted", Meaning::Counted),
    ("previous", Meaning::Previous),
    ("preposition", Meaning::Preposition),
    ("juncto", Meaning::Juncto),
    ("no_letter", Meaning::NoLetter),
    ("introduces", Meaning::Introduces),
    ("opens", Meaning::Opens),
    ("annexed", Meaning::Annexed),
];

impl Lexicon {
    /// The lexicon that comes with the library.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn own() -> Self {
        let raw: Raw = toml::from_str(crate::grammar::Grammar::own_lexicon()).expect("our own law.toml is checked by a test");
        let nouns = raw.words.get("noun").cloned().unwrap_or_default();
        let latin = raw.words.get("latin").cloned().unwrap_or_default();
        let mut lexicon = Self {
            keywords: Keywords { latin, ..raw.keyword },
            phrases: raw.phrases,
            state: raw.state,
            numbering: raw.numbering,
            islands: raw.islands,
            noun_rules: NounRules::new(raw.noun, &nouns),
            slots: vec![Slot::default(); SLOTS],
            noun_finder: AhoCorasick::new(&nouns).expect("the nouns of law.toml are few"),
            nouns,
            title_ends: Vec::new(),
            lengths: Box::new([0; 1 << 10]),
            openers: Box::new([0; 1 << 10]),
            pointed: Box::new([0; 1 << 10]),
            last_letters: Box::new([0; 1 << 10]),
        };
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
                    Meaning::Ordinal | Meaning::Lid | Meaning::Named | Meaning::Opens | Meaning::Annexed => lexicon.opens(word),
                    Meaning::TitleEnd => {
                        let last = *word.as_bytes().last_chunk().expect("such words of law.toml have three letters");
                        lexicon.last_letters[pair(&last)] |= 1 << (last[2] & 31);
                        lexicon.title_ends.push((last, word.clone()));
                    }
                    _ => {}
                }
            }
        }
        lexicon
    }

    fn add(&mut self, word: &str, meaning: Meaning) -> &mut Entry {
        let bytes = word.as_bytes();
        self.lengths[pair(bytes)] |= 1 << bytes.len();
        if matches!(meaning, Meaning::Part | Meaning::Named | Meaning::Noun | Meaning::Counted | Meaning::Previous) {
            let bare = word.trim_end_matches('.').as_bytes();
            self.pointed[pair(bare)] |= 1 << bare.len();
        }
        let packed = pack(bytes).expect("the words of law.toml are short");
        let slot = self.slot(&packed);
        let slot = &mut self.slots[slot];
        slot.word = packed;
        slot.entry.meanings |= meaning as u32;
        &mut slot.entry
    }

    fn opens(&mut self, word: &str) {
        self.add(word, Meaning::Opens);
        let bare = word.trim_end_matches('.').as_bytes();
        self.openers[pair(bare)] |= 1 << bare.len();
    }

    /// Where a word stands, or the free place that it would have.
    fn slot(&self, word: &Packed) -> usize {
        let mut slot = hash(word);
        while self.slots[slot].word != *word && self.slots[slot].word != Packed::default() {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    /// What `word` means; with a dot only where the dot belongs to it.
    pub fn entry(&self, word: &[u8]) -> Entry {
        if word.len() > LONGEST || self.lengths[pair(word)] & 1 << word.len() == 0 {
            return Entry::NONE;
        }
        pack(word).map_or(Entry::NONE, |packed| self.slots[self.slot(&packed)].entry)
    }

    /// Whether `word` may open a reference, judged by its first letters and its length.
    #[inline]
    pub fn may_open(&self, word: &[u8]) -> bool {
        word.len() <= LONGEST && self.openers[pair(word)] >> word.len() & 1 != 0
    }

    /// Whether an article before `word` may point to it, judged by its first letters and its length.
    #[inline]
    pub fn may_be_pointed(&self, word: &[u8]) -> bool {
        word.len() <= LONGEST && self.pointed[pair(word)] & 1 << word.len() != 0
    }

    /// Whether a name may begin with this lower-case word, judged by its end alone.
    #[inline]
    pub fn may_begin_title(&self, word: &[u8]) -> bool {
        let Some(last) = word.last_chunk::<3>() else { return false };
        self.last_letters[pair(last)] >> (last[2] & 31) & 1 != 0 && self.title_ends.iter().any(|(three, end)| three == last && word.ends_with(end.as_bytes()))
    }

    /// Whether a name may begin with this word, whatever its letters, judged by its end alone.
    #[inline]
    pub fn ends_as_title(&self, word: &[u8]) -> bool {
        let Some(last) = word.last_chunk::<3>() else { return false };
        let ends = |end: &str| word.len().checked_sub(end.len()).is_some_and(|from| word[from..].eq_ignore_ascii_case(end.as_bytes()));
        self.last_letters[pair(last)] >> (last[2] & 31) & 1 != 0 && self.title_ends.iter().any(|(_, end)| ends(end))
    }

    /// Which of the nouns stand somewhere in `text`, which is in lower case, as bits.
    pub fn nouns_in(&self, text: &str) -> u64 {
        self.noun_finder.find_overlapping_iter(text).fold(0, |nouns, found| nouns | 1 << found.pattern().as_u32())
    }

    /// The nouns that stand for laws, in the order of their numbers.
    pub fn nouns(&self) -> &[String] {
        &self.nouns
    }
}

/// Packs a word that is not too long.
#[inline]
fn pack(word: &[u8]) -> Option<Packed> {
    if word.len() > LONGEST {
        return None;
    }
    let (first, rest) = word.split_at(word.len().min(8));
    let mut packed = [lower(up_to_eight(first)), 0, (word.len() as u64) << 56];
    if !rest.is_empty() {
        let (second, third) = rest.split_at(rest.len().min(8));
        packed[1] = lower(up_to_eight(second));
        packed[2] |= lower(up_to_eight(third));
    }
    Some(packed)
}

/// Up to eight bytes as a number, the first the lowest.
#[inline]
fn up_to_eight(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // The two halves may share bytes.
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4));
    }
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    let middle = bytes.len() / 2;
    u64::from(*first) | u64::from(bytes[middle]) << (8 * middle) | u64::from(*last) << (8 * (bytes.len() - 1))
}

/// Eight bytes with the capitals of ASCII made small.
const fn lower(bytes: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let seven = bytes & (EACH * 0x7F);
    let above_z = seven + EACH * (0x7F - b'Z' as u64);
    let from_a = seven + EACH * (0x80 - b'A' as u64);
    let capitals = (above_z ^ from_a) & !bytes & (EACH * 0x80);
    bytes | capitals >> 2
}

/// Where the search for a word begins.
const fn hash(word: &Packed) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (word[0] ^ word[1].rotate_left(23) ^ word[2].rotate_left(41)).wrapping_mul(FACTOR);
    (mixed >> (u64::BITS - SLOTS.trailing_zeros())) as usize
}

/// The first two letters as a number below 1024.
#[inline]
fn pair(word: &[u8]) -> usize {
    match word {
        [first, second, ..] => usize::from(first & 31) << 5 | usize::from(second & 31),
        [first] => usize::from(first & 31) << 5,
        [] => 0,
    }
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
        assert!(lexicon.entry("TWEEËNTWINTIGSTE".to_lowercase().as_bytes()).is(Meaning::Ordinal));
        assert!(!lexicon.entry(b"wet\0").is(Meaning::Noun) && !lexicon.entry(&b"onder".repeat(10)).is(Meaning::Onderdeel));
        let noun = lexicon.entry(b"besluit").noun().unwrap();
        assert_eq!(lexicon.nouns()[usize::from(noun)], "besluit");
        assert!(lexicon.may_begin_title("grondwet".as_bytes()) && !lexicon.may_begin_title("fietsen".as_bytes()));
    }

    #[test]
    fn rules_for_nouns_are_of_nouns() {
        let raw: Raw = toml::from_str(crate::grammar::Grammar::own_lexicon()).unwrap();
        for noun in raw.noun.keys() {
            assert!(raw.words["noun"].contains(noun), "{noun}");
        }
    }

    #[test]
    fn all_words_are_found_again() {
        let raw: Raw = toml::from_str(crate::grammar::Grammar::own_lexicon()).unwrap();
        let lexicon = Lexicon::own();
        for word in raw.part.values().chain(raw.words.values()).flatten() {
            assert_ne!(lexicon.entry(word.as_bytes()).meanings, 0, "{word}");
            assert_eq!(lexicon.entry(word.to_ascii_uppercase().as_bytes()).meanings, lexicon.entry(word.as_bytes()).meanings, "{word}");
        }
        let used = lexicon.slots.iter().filter(|slot| slot.entry.meanings != 0).count();
        assert!(used * 2 < SLOTS, "{used} words");
    }

    #[test]
    fn only_capitals_are_made_small() {
        for bytes in [*b"AZaz@[`{", *b"09.\xC3\x8B/'~", [0, 0x7F, 0x80, 0xC1, 0xDA, 0xFF, b'M', b'm']] {
            assert_eq!(lower(u64::from_le_bytes(bytes)).to_le_bytes(), bytes.map(|b| b.to_ascii_lowercase()));
        }
    }
}
