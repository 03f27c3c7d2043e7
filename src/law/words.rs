//! The text as the article parser reads it: word by word.

use super::{
    aliases::Aliases,
    any_of::AnyOf,
    cursor,
    lexicon::{Entry, Lexicon, Meaning},
    scan::Act,
};
use crate::{range::Ranges, register::laws::Laws};
use rustc_hash::FxHashSet;
use std::cell::{Cell, RefCell};

/// What the parser reads with.
pub(super) struct Parser<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    pub lexicon: &'a Lexicon,
    pub laws: &'a Laws,
    pub acts: &'a [Act],
    pub ranges: Ranges,
    /// Names that the text has given laws so far.
    pub aliases: RefCell<Aliases>,
    /// Abbreviations that the text uses for something else.
    pub others: RefCell<FxHashSet<String>>,
    /// Those of which it says "het", as of a fund: "de" says it of a wet.
    pub funds: RefCell<FxHashSet<String>>,
    /// What the last law of a date does, as its title has it, from where to where: the laws in it are named in passing.
    pub titles: Cell<(usize, usize)>,
    /// How deep the parser is in parts of parts.
    pub depth: Cell<u8>,
    /// Where the pieces below an article end that were read last and led to none.
    pub fruitless: Cell<usize>,
    /// How many numbers were read, for the test that it is in line with the text.
    #[cfg(test)]
    pub numbers: Cell<usize>,
    /// The words read last, each in the place of its start: most are asked for several times.
    read: [Cell<Word>; READ],
}

/// How many words are kept; a power of two.
const READ: usize = 16;

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, lexicon: &'a Lexicon, laws: &'a Laws, acts: &'a [Act], max_range: usize) -> Self {
        let bytes = text.as_bytes();
        Self {
            text,
            bytes,
            lexicon,
            laws,
            acts,
            ranges: Ranges::up_to(max_range),
            aliases: RefCell::default(),
            others: RefCell::default(),
            funds: RefCell::default(),
            titles: Cell::new((0, 0)),
            depth: Cell::new(0),
            fruitless: Cell::new(0),
            #[cfg(test)]
            numbers: Cell::new(0),
            read: [const { Cell::new(Word::NONE) }; READ],
        }
    }
}

/// A word as the lexicon knows it.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub entry: Entry,
    pub start: usize,
    /// Where it ends, with the dot that belongs to it.
    pub end: usize,
}

impl Word {
    /// Stands nowhere.
    const NONE: Self = Self { entry: Entry::NONE, start: usize::MAX, end: usize::MAX };

    #[inline]
    pub const fn is(self, meaning: Meaning) -> bool {
        self.entry.is(meaning)
    }

    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl<'a> Parser<'a> {
    /// The word at `at`, with its dot where the lexicon has it with one.
    #[inline]
    pub fn word(&self, at: usize) -> Word {
        let kept = &self.read[at % READ];
        let mut word = kept.get();
        if word.start != at {
            word = self.read_word(at);
            kept.set(word);
        }
        word
    }

    fn read_word(&self, at: usize) -> Word {
        let end = cursor::word_end(self.text, at);
        if end > at && self.bytes.get(end) == Some(&b'.') {
            let dotted = self.lexicon.entry(&self.bytes[at..=end]);
            if dotted.is(Meaning::Part) || dotted.is(Meaning::Join) || dotted.is(Meaning::Onderdeel) || dotted.is(Meaning::Plural) {
                return Word { entry: dotted, start: at, end: end + 1 };
            }
        }
        Word { entry: self.lexicon.entry(&self.bytes[at..end]), start: at, end }
    }

    #[inline]
    pub fn str(&self, word: Word) -> &'a str {
        &self.text[word.start..word.end]
    }

    /// Whether the word is `other`, without regard to case.
    #[inline]
    pub fn same(&self, word: Word, other: &str) -> bool {
        self.str(word).eq_ignore_ascii_case(other)
    }

    /// Whether the word is one of `group`, without regard to case.
    #[inline]
    pub fn is_one(&self, word: Word, group: &[String]) -> bool {
        group.iter().any(|other| self.same(word, other))
    }

    /// Where the first of `group` that stands at `at` ends.
    #[inline]
    pub fn phrase(&self, at: usize, group: &AnyOf) -> Option<usize> {
        Some(at + group.at(&self.bytes[at..])?)
    }

    /// Whether a conjunction and a number stand at `at`: " en 2".
    pub fn and_number(&self, at: usize) -> bool {
        self.phrase(at, &self.lexicon.phrases.and).is_some_and(|number| self.digit(number))
    }

    /// Where what follows "tot en met" begins, with `at` behind its first word.
    pub fn up_to(&self, at: usize) -> Option<usize> {
        let mut end = at;
        for wanted in self.lexicon.phrases.up_to.iter() {
            let word = self.word(self.space(end));
            if !self.same(word, wanted) {
                return None;
            }
            end = word.end;
        }
        Some(self.space(end))
    }

    /// Whether the word is "t/m", or the first of "tot en met".
    pub fn is_range(&self, word: Word) -> bool {
        word.is(Meaning::Range) && (self.up_to(word.end).is_some() || self.str(word).contains('/'))
    }

    /// Reads a part of a part, unless it lies deeper than any writer goes.
    pub fn deeper<T>(&self, read: impl FnOnce() -> Option<T>) -> Option<T> {
        const DEEPEST: u8 = 12;
        let depth = self.depth.get();
        if depth == DEEPEST {
            return None;
        }
        self.depth.set(depth + 1);
        let read = read();
        self.depth.set(depth);
        read
    }

    #[inline]
    pub fn space(&self, at: usize) -> usize {
        cursor::space(self.text, at)
    }

    #[inline]
    pub fn starts(&self, at: usize, with: &str) -> bool {
        self.bytes[at..].first() == with.as_bytes().first() && self.bytes[at..].starts_with(with.as_bytes())
    }

    #[inline]
    pub fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// Whether a digit stands at `at`.
    #[inline]
    pub fn digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|b| b.is_ascii_digit())
    }

    /// Whether a capital letter stands at `at`.
    #[inline]
    pub fn capital(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(char::is_uppercase)
    }
}
