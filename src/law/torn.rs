//! Slips of the pen within lists of members, and letters that stand apart from their numbers.

use super::{
    Item, cursor,
    lexicon::{Key, Meaning},
    parse::Joint,
    words::{Parser, Word},
};
use crate::span::{self, Span};

impl Parser<'_> {
    /// "artikel twaalf": the number that a word at `at` is, and where it ends.
    pub(super) fn number_in_words(&self, at: usize, key: Key) -> Option<(String, usize)> {
        const FIRST: usize = 2;
        if key != Key::Artikel || !self.byte(at)?.is_ascii_lowercase() {
            return None;
        }
        let word = self.word(at);
        let place = self.lexicon.keywords.cardinal.iter().position(|cardinal| self.str(word) == cardinal)?;
        // "artikel twee keer herschreven" counts something else.
        let next = self.word(self.space(word.end));
        let closes = matches!(self.byte(word.end), Some(b',' | b'.' | b';' | b')' | b':'));
        if !(closes || next.is(Meaning::Of) || next.is(Meaning::Join) || next.is(Meaning::Lid) || next.is(Meaning::Range) || next.is(Meaning::Named)) {
            return None;
        }
        Some(((place + FIRST).to_string(), word.end))
    }

    /// "artikel vier bedoelde": whether such a word stands behind the number.
    pub(super) fn is_named_behind(&self, at: usize) -> bool {
        self.word(self.space(at)).is(Meaning::Named)
    }

    /// "artikel 14. 6, tweede lid, van": a space behind the dot of a number, where its lid, its law or a number like it follows.
    pub(super) fn torn_number(&self, value: &str, at: usize) -> Option<(String, usize)> {
        if !(self.starts(at, ". ") && self.digit(at + 2) && value.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let (rest, end) = cursor::number(self.text, at + 2, false, &self.lexicon.keywords)?;
        let lid = self.starts(end, ", ") && self.word(end + 2).entry.ordinal().is_some();
        let law = self.byte(end) == Some(b' ')
            && self.phrase(end + 1, &self.lexicon.phrases.genitive).is_some_and(|name| self.capital(name) || self.word(name).entry.noun().is_some());
        let like = || {
            let next = self.phrase(end, &self.lexicon.phrases.and)?;
            let (other, _) = cursor::number(self.text, next, false, &self.lexicon.keywords)?;
            other.contains('.').then_some(())
        };
        (!rest.contains(['.', ':']) && (lid || law || like().is_some())).then(|| (format!("{value}.{rest}"), end))
    }

    /// "Titel VIII A", "hoofdstuk VII.B": the letter of an inserted part behind its Roman number.
    pub(super) fn roman_letter(&self, value: &str, at: usize) -> Option<(&str, usize)> {
        self.byte(at + 1).filter(|b| (b'A'..=b'E').contains(b) && matches!(self.byte(at), Some(b' ' | b'.')))?;
        // "boek III B.W." is a code.
        let dotted = self.byte(at) == Some(b'.');
        let dot = self.byte(at + 2) == Some(b'.') && self.byte(at + 3).is_none_or(|b| b == b'\n' || dotted && b == b' ');
        let ends = dot || matches!(self.byte(at + 2), None | Some(b' ' | b',' | b';' | b')' | b'\n'));
        let roman = value.len() > 1 && cursor::is_roman(value);
        (roman && ends).then(|| (&self.text[at..at + 2], at + 2))
    }

    /// "b", "bb", "ag": whether the word may be the letters of an inserted article.
    pub(super) fn is_letter_apart(&self, word: Word) -> bool {
        let letters = &self.bytes[word.start..word.end];
        let small = (1..=2).contains(&letters.len()) && letters.iter().all(u8::is_ascii_lowercase);
        small && (letters.len() == 1 || letters[0] == letters[1] || !self.is_known(word))
    }

    /// Whether the word is one that has a meaning here.
    pub(super) fn is_known(&self, word: Word) -> bool {
        word.is(Meaning::NoLetter) || word.entry.is_small_word() || word.entry.is_of_reference() || word.is(Meaning::Unit)
    }

    /// "hoofdstuk 11 – Liquiditeit – van het Besluit", "afdeling 4.2.6 'Subsidies' van de wet": over a title between dashes or quotes,
    /// where the law follows.
    pub(super) fn over_quoted_title(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 120;
        const PAIRS: [(&str, &str); 5] = [(" – ", " – "), (" - ", " - "), (" '", "'"), (" \"", "\""), (" «", "»")];
        let (open, close) = PAIRS.into_iter().find(|(open, _)| self.starts(at, open))?;
        let from = at + open.len();
        let inside = self.text.get(from..span::floor(self.text, from + LONGEST))?;
        let end = from + inside.find(close).filter(|end| self.capital(from) && *end > 2 && !inside[..*end].contains('\n'))? + close.len();
        let end = if close.ends_with(' ') { end - 1 } else { end };
        (self.byte(end) == Some(b' ') && self.phrase(end + 1, &self.lexicon.phrases.genitive).is_some()).then_some(end)
    }

    /// "7, eerstelid, 7a", "5:32c, n 5:32f": over a slip of the pen, where the list goes on behind its comma.
    pub(super) fn over_stray(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 24;
        let length = self.bytes[at..].iter().take(LONGEST).take_while(|b| b.is_ascii_lowercase() || **b == b' ').count();
        let comma = at + length;
        // A single letter, or a lid that has lost its space.
        let slip = |word: &str| match word.as_bytes() {
            [_] => true,
            [.., a, b, c] => word.len() > 3 && self.lexicon.entry(&[*a, *b, *c]).is(Meaning::Lid),
            _ => false,
        };
        if length < 2 || self.byte(comma) != Some(b',') || !self.text[at..comma].split(' ').all(slip) {
            return None;
        }
        let next = self.space(comma + 1);
        let (_, stop) = cursor::number(self.text, next, false, &self.lexicon.keywords).filter(|_| self.digit(next))?;
        let closes = self.byte(stop) == Some(b',') || self.and_number(stop) || self.phrase(self.space(stop), &self.lexicon.phrases.genitive).is_some();
        closes.then_some(comma)
    }

    /// "38d, e en f", "420bis, ter en quater": articles of which the letter alone is told, each the next one; where they end.
    pub(super) fn letters_behind(&self, key: Key, at: usize, items: &mut Vec<Item>) -> usize {
        let mut end = at;
        while key == Key::Artikel
            && let Some((value, start, stop)) = self.next_letter(end, items)
        {
            items.push(Self::item(key, value, Span::new(start, stop)));
            end = stop;
        }
        end
    }

    /// The number of the article that follows the last of `items` by its letter, and from where to where that stands.
    pub(super) fn next_letter(&self, at: usize, items: &[Item]) -> Option<(String, usize, usize)> {
        let (_, last) = items.last()?.parts.last()?;
        let last_letter = last.bytes().last().filter(u8::is_ascii_lowercase)?;
        let (start, _) = self.joint(at).filter(|(_, joint)| *joint == Joint::List)?;
        let word = self.word(start);
        if self.text[at..start].contains('\n') {
            return None;
        }
        let latin = |number: &'_ str| self.lexicon.keywords.latin.iter().find(|latin| number.ends_with(latin.as_str())).map(String::len);
        if let Some(length) = latin(last).filter(|_| word.is(Meaning::Latin)) {
            return Some((format!("{}{}", &last[..last.len() - length], self.str(word)), start, word.end));
        }
        let stem = &last[..last.len() - 1];
        let next = self.bytes[word.start..word.end] == [last_letter + 1];
        let closes = matches!(self.byte(word.end), Some(b',' | b' ' | b';' | b'\n'));
        (next && closes && stem.ends_with(|c: char| c.is_ascii_digit())).then(|| (format!("{stem}{}", self.str(word)), start, word.end))
    }

    /// "95,104, 118": whether three digits and a comma stand at `at`, an article behind a comma without its space.
    pub(super) fn is_number_of_three(&self, at: usize) -> bool {
        const DIGITS: usize = 3;
        self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count() == DIGITS && self.byte(at + DIGITS) == Some(b',') && self.byte(at) != Some(b'0')
    }
}
