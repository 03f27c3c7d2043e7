//! How names are compared: by their letters and digits alone, without case, white space, hyphens or
//! accents, as a running hash. The build script compiles the register with this same file.

/// The hash of nothing.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// What each ASCII character counts as; 0 where it does not count.
pub(crate) const ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The hash with one more letter or digit.
#[inline]
pub(crate) const fn step(hash: u64, letter: u8) -> u64 {
    (hash ^ letter as u64).wrapping_mul(FACTOR)
}

/// The hash made even in all its bits, which tables are looked up by.
#[inline]
pub(crate) const fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(FACTOR);
    hash ^ (hash >> 29)
}

/// Where in a table of `slots` the search for a finished hash begins.
#[inline]
pub(crate) const fn slot(finished: u64, slots: usize) -> usize {
    (((finished >> 32) * slots as u64) >> 32) as usize
}

/// The byte and the bit of a sieve of `size` bytes that stand for a finished hash.
#[inline]
pub(crate) const fn sieve(finished: u64, size: usize) -> (usize, u8) {
    let bit = slot(finished.rotate_left(17), size * 8);
    (bit / 8, 1 << (bit % 8))
}

/// Adds a character to a hash; whether it was a letter or digit.
pub(crate) fn push(hash: &mut u64, c: char) -> bool {
    if c.is_ascii() {
        let letter = ASCII[c as usize];
        if letter != 0 {
            *hash = step(*hash, letter);
        }
        return letter != 0;
    }
    let plain = plain(c);
    for &letter in plain {
        *hash = step(*hash, letter);
    }
    !plain.is_empty()
}

/// The letters that a character beyond ASCII counts as.
pub(crate) fn plain(c: char) -> &'static [u8] {
    match c {
        'à'..='å' | 'À'..='Å' => b"a",
        'è'..='ë' | 'È'..='Ë' => b"e",
        'ì'..='ï' | 'Ì'..='Ï' => b"i",
        'ò'..='ö' | 'Ò'..='Ö' => b"o",
        'ù'..='ü' | 'Ù'..='Ü' => b"u",
        'ç' | 'Ç' => b"c",
        'ñ' | 'Ñ' => b"n",
        'ĳ' | 'Ĳ' => b"ij",
        c if c.is_alphanumeric() => b"x",
        _ => b"",
    }
}

/// The hash of all letters and digits of `text`.
pub(crate) fn whole(text: &str) -> u64 {
    let mut hash = SEED;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if !byte.is_ascii() {
            for c in text[at..].chars() {
                push(&mut hash, c);
            }
            break;
        }
        let letter = ASCII[byte as usize];
        if letter != 0 {
            hash = step(hash, letter);
        }
    }
    hash
}

/// Gives `each` the hash at the end of each word of a name; whether it is the last, where the name ends.
pub(crate) fn ends(name: &str, mut each: impl FnMut(u64, bool)) {
    let mut hash = SEED;
    let mut any = false;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        any |= push(&mut hash, c);
        if c.is_alphanumeric() && chars.peek().is_some_and(|n| !n.is_alphanumeric()) {
            each(hash, false);
        }
    }
    if any {
        each(hash, true);
    }
}
