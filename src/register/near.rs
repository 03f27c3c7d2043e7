//! How names are compared where no name has the very letters: "Natuurbeschermingwet 1998", "Wet rechtpositie rechterlijke
//! ambtenaren", "Wet financieel toezicht". Small words do not count, nor do double letters, endings, the "s" that joins two
//! words, and spellings that changed. The build script compiles the register with this same file.

use super::fold;
use std::sync::LazyLock;

/// Names of more words are not compared so.
const MOST_WORDS: usize = 24;
/// Words that do not count: "van", "het", "op", a line each.
const SMALL_WORDS: &str = include_str!("../../grammar/register/small_words.txt");
/// The digits of a year.
const YEAR: usize = 4;
/// How many words are first looked for, before more is read.
pub(crate) const FIRST: usize = 2;
/// Letters that a name must have, as they are compared.
const ENOUGH: usize = 12;

/// How far a name was read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// Where the word ends.
    pub end: usize,
    /// The hash of the words up to it.
    pub hash: u64,
    /// How many words count so far.
    pub words: usize,
    letters: usize,
    /// Those of the last word.
    last: usize,
    /// Whether a word was passed over that does not count.
    passed: bool,
}

impl Step {
    /// Whether so much may be a name that is told by what is left of its letters.
    pub const fn tells(&self) -> bool {
        self.letters >= ENOUGH
    }

    /// Whether the words may be a name that is written otherwise: "Verordening aan de voorzitter" is hardly the "Verordening
    /// voorzitter".
    pub const fn may_differ(&self) -> bool {
        const SHORT: usize = 5;
        self.tells() && (self.words > 2 || !self.passed && self.last >= SHORT)
    }
}

/// Gives `each` the end of each word that counts, from the first on, as long as it says to go on.
pub(crate) fn steps(text: &str, mut each: impl FnMut(Step) -> bool) {
    let bytes = text.as_bytes();
    let mut step = Step { end: 0, hash: fold::SEED, words: 0, letters: 0, last: 0, passed: false };
    let mut at = 0;
    while at < bytes.len() && step.words < MOST_WORDS {
        let start = at;
        let mut plain = true;
        while let Some(c) = text[at..].chars().next().filter(|c| c.is_alphanumeric()) {
            plain &= c.is_ascii();
            at += c.len_utf8();
        }
        let small = step.words > 0 && is_small(&text[start..at]);
        step.passed |= small;
        if at > start && !small {
            let before = step.hash;
            step.last = word(&text[start..at], plain, &mut step.hash);
            step.letters += step.last;
            // "Successiewet 1956".
            if step.last == YEAR && text.as_bytes()[start..at].iter().all(u8::is_ascii_digit) {
                step.last = usize::MAX;
            }
            if step.hash != before {
                step.words += 1;
                step.end = at;
                if !each(step) {
                    return;
                }
            }
        }
        // Over what stands between two words; a sign that ends a name ends the reading.
        let mut lines = 0;
        while let Some(c) = text[at..].chars().next().filter(|c| !c.is_alphanumeric()) {
            lines += usize::from(c == '\n');
            let ends = matches!(c, ';' | ':' | '!' | '?' | '|' | '[' | ']' | '"' | '«' | '»' | '•') || lines > 1;
            if ends || c == '.' && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
                return;
            }
            at += c.len_utf8();
        }
    }
}

/// Whether a word does not count.
fn is_small(word: &str) -> bool {
    static SMALL: LazyLock<Vec<u64>> = LazyLock::new(|| SMALL_WORDS.lines().filter_map(packed).collect());
    packed(word).is_some_and(|word| SMALL.contains(&word))
}

/// The bytes of a short word as one number.
fn packed(word: &str) -> Option<u64> {
    (word.len() < size_of::<u64>()).then(|| word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte)))
}

/// Adds a word to a hash, as it is compared; how many letters that are.
fn word(word: &str, plain: bool, hash: &mut u64) -> usize {
    const LONGEST: usize = 48;
    let mut letters = [0; LONGEST];
    let mut count = 0;
    let mut add = |letter: u8| {
        let letter = match letter {
            b's' | b'z' => return,
            b'c' | b'q' | b'x' => b'k',
            b'v' => b'f',
            b'y' | b'j' => b'i',
            letter => letter,
        };
        let again = count > 0 && letters[count - 1] == letter && !letter.is_ascii_digit();
        let silent = letter == b'h' && count > 0 && letters[count - 1] == b't';
        if !(again || silent) && count < LONGEST {
            letters[count] = letter;
            count += 1;
        }
    };
    if plain {
        word.bytes().for_each(|byte| add(fold::ASCII[usize::from(byte)]));
    } else {
        for c in word.chars() {
            if c.is_ascii() {
                add(fold::ASCII[c as usize]);
            } else {
                fold::plain(c).iter().for_each(|letter| add(*letter));
            }
        }
    }
    // "algemene" and "algemeen", "verordeningen" and "verordening".
    const STEM: usize = 4;
    while count > STEM && matches!(letters[count - 1], b'n' | b'e') {
        count -= 1;
    }
    *hash = letters[..count].iter().fold(*hash, |hash, letter| fold::step(hash, *letter));
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of a whole name.
    fn whole(name: &str) -> u64 {
        let mut hash = 0;
        steps(name, |step| {
            hash = step.hash;
            true
        });
        hash
    }

    #[test]
    fn spellings_of_a_name_are_alike() {
        for (one, other) in [
            ("Natuurbeschermingswet 1998", "Natuurbeschermingwet 1998"),
            ("Wet op het financieel toezicht", "Wet financieel toezicht"),
            ("Algemeen Rijksambtenarenreglement", "Algemene Rijksambtenarenreglement"),
            ("Successiewet 1956", "Succesiewet 1956"),
            ("Besluit produkten", "Besluit producten"),
            ("Wet minimumloon en minimum vakantiebijslag", "Wet minimumloon en minimumvakantiebijslagen"),
        ] {
            assert_eq!(whole(one), whole(other), "{one}, {other}");
        }
        for (one, other) in [("Regeling X 2003", "Regeling X 2004"), ("Waterwet BES", "Waterwet"), ("Wet A 11", "Wet A 1")] {
            assert_ne!(whole(one), whole(other), "{one}, {other}");
        }
    }
}
