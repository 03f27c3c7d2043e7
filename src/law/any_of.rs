//! A group of words that a text is looked through for.

use memchr::memmem::Finder;
use serde::Deserialize;
use std::{ops::Deref, sync::OnceLock};

/// Words of which one is looked for at a place. Most places have none, which mostly shows by one letter.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct AnyOf {
    words: Box<[String]>,
    first: Letters,
    last: Letters,
    /// What looks for each of them in a text, made when that is first asked.
    finders: OnceLock<Box<[Finder<'static>]>>,
}

/// A bit for each byte.
#[derive(Debug, Default)]
struct Letters([u64; 4]);

impl Letters {
    fn of(bytes: impl Iterator<Item = u8>) -> Self {
        let mut letters = Self::default();
        bytes.for_each(|byte| letters.0[usize::from(byte >> 6)] |= 1 << (byte & 63));
        letters
    }

    #[inline]
    fn has(&self, byte: Option<&u8>) -> bool {
        byte.is_some_and(|byte| self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0)
    }
}

impl From<Vec<String>> for AnyOf {
    fn from(words: Vec<String>) -> Self {
        let first = Letters::of(words.iter().filter_map(|word| word.bytes().next()));
        let last = Letters::of(words.iter().filter_map(|word| word.bytes().next_back()));
        Self { words: words.into(), first, last, finders: OnceLock::new() }
    }
}

impl Deref for AnyOf {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl AnyOf {
    /// Where the first of them that `text` begins with ends.
    #[inline]
    pub fn at(&self, text: &[u8]) -> Option<usize> {
        if !self.first.has(text.first()) {
            return None;
        }
        self.words.iter().find(|word| text.starts_with(word.as_bytes())).map(String::len)
    }

    /// The one of them that `text` ends with.
    #[inline]
    pub fn end_of(&self, text: &str) -> Option<&str> {
        if !self.last.has(text.as_bytes().last()) {
            return None;
        }
        self.words.iter().find(|word| text.ends_with(word.as_str())).map(String::as_str)
    }

    /// Whether one of them stands in `text`.
    pub fn within(&self, text: &str) -> bool {
        self.finders().iter().any(|finder| finder.find(text.as_bytes()).is_some())
    }

    /// Where the first of them that stand in `text` begins.
    pub fn first_within(&self, text: &str) -> Option<usize> {
        self.finders().iter().filter_map(|finder| finder.find(text.as_bytes())).min()
    }

    /// Where the first of the group that stands in `text` at all ends.
    pub fn end_within(&self, text: &str) -> Option<usize> {
        self.finders().iter().find_map(|finder| finder.find(text.as_bytes()).map(|begin| begin + finder.needle().len()))
    }

    /// Where the first of them that stand in `text` begins, and its length; of two that begin there the shorter one's.
    pub fn find_first(&self, text: &str) -> Option<(usize, usize)> {
        self.finders().iter().filter_map(|finder| Some((finder.find(text.as_bytes())?, finder.needle().len()))).min()
    }

    fn finders(&self) -> &[Finder<'static>] {
        self.finders.get_or_init(|| self.words.iter().map(|word| Finder::new(word.as_str()).into_owned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::AnyOf;

    #[test]
    fn the_first_that_stands_there_is_found() {
        let group = AnyOf::from(["een ", "een twee", "é"].map(str::to_owned).to_vec());
        assert_eq!(group.at(b"een twee"), Some(4));
        assert_eq!(group.at("één".as_bytes()), Some(2));
        assert_eq!((group.first_within("nog een twee"), group.first_within("een"), group.within("hé"), group.within("he")), (Some(4), None, true, false));
        assert_eq!((group.at(b"twee"), group.at(b"")), (None, None));
        assert_eq!(group.end_of("van een twee"), Some("een twee"));
        assert_eq!((group.end_of("van een twee "), group.end_of("")), (None, None));
        assert_eq!((group.end_within("nog een twee"), group.end_within("één"), group.end_within("een")), (Some(8), Some(2), None));
        assert_eq!((group.find_first("nog een twee"), group.find_first("een")), (Some((4, 4)), None));
        assert_eq!(group.len(), 3);
    }
}
