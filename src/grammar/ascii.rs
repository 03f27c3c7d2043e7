//! An expression for the letters that documents are written with: small enough for automata that are built while
//! they are used.
//!
//! Without regard to case, every "k" is also the sign for kelvin and every "s" the long one, and where a word ends
//! depends on all letters there are. Here both mean those of ASCII; a machine that meets another letter gives up, and
//! reads the text with a mask for it, or the expression as it was written decides.

/// What an expression without regard to case begins with, and what it begins with for ASCII alone.
const ANY_CASE: &str = "(?i:";
const ASCII_CASE: &str = "(?i-u:";

/// The same expression, and whether it asks where words begin or end.
pub(super) fn ascii(expression: &str) -> (String, bool) {
    let mut out = String::with_capacity(expression.len() * 5 / 4);
    let mut words = false;
    let mut rest = expression;
    while let Some(at) = rest.find(['\\', '(']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (written, length) = if rest.starts_with(r"\b") || rest.starts_with(r"\B") {
            words = true;
            (if rest.starts_with(r"\b") { r"(?-u:\b)" } else { r"(?-u:\B)" }, 2)
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            let length = 1 + escaped.chars().next().map_or(0, char::len_utf8);
            (&rest[..length], length)
        } else if rest.strip_prefix(ANY_CASE).is_some_and(is_ascii) {
            (ASCII_CASE, ANY_CASE.len())
        } else {
            (&rest[..1], 1)
        };
        out.push_str(written);
        rest = &rest[length..];
    }
    out.push_str(rest);
    (out, words)
}

/// Whether nothing up to the bracket that closes the group can match what is not ASCII.
fn is_ascii(inside: &str) -> bool {
    let bytes = inside.as_bytes();
    let (mut depth, mut class, mut at) = (0, false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_none_or(|b| b.is_ascii_alphabetic() && !matches!(b, b'b' | b'B' | b't' | b'r' | b'n')) => return false,
            b'\\' => at += 1,
            b'[' if bytes.get(at + 1) == Some(&b'^') => return false,
            b'[' => class = true,
            b']' => class = false,
            b'.' if !class => return false,
            b'(' if !class => depth += 1,
            b')' if !class && depth == 0 => return true,
            b')' if !class => depth -= 1,
            byte if !byte.is_ascii() => return false,
            _ => {}
        }
        at += 1;
    }
    false
}

/// Whether the expression matches no letter beyond ASCII, whatever it says of the places beside one.
pub(super) fn matches_no_letter(expression: &str) -> bool {
    let bytes = expression.as_bytes();
    let (mut class, mut at) = (false, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_none_or(|b| b.is_ascii_alphabetic() && !matches!(b, b'b' | b'B' | b't' | b'r' | b'n')) => return false,
            b'\\' => at += 1,
            b'[' if bytes.get(at + 1) == Some(&b'^') => return false,
            b'[' => class = true,
            b']' => class = false,
            b'.' if !class => return false,
            byte if *byte == MASK => return false,
            byte if begins_letter(*byte) => return false,
            _ => {}
        }
        at += 1;
    }
    true
}

/// Belongs to words, and to no expression.
const MASK: u8 = b'_';

/// The bytes of `text` with a mask for each letter beyond ASCII.
pub(super) fn masked(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, c) in text.char_indices() {
        if begins_letter(bytes[at]) {
            bytes[at..at + c.len_utf8()].fill(MASK);
        }
    }
    bytes
}

/// Whether a letter beyond ASCII begins with the byte. 0xC2, 0xC6 and 0xE2 begin the signs of documents ("°", "ƒ", "–",
/// "€"), and no letter that stands in a word of them.
pub(super) const fn begins_letter(byte: u8) -> bool {
    byte >= 0xC0 && !matches!(byte, 0xC2 | 0xC6 | 0xE2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ascii_stays() {
        assert_eq!(ascii(r"(?i:st(uk|\.))[s]\b"), (r"(?i-u:st(uk|\.))[s](?-u:\b)".to_owned(), true));
        for kept in [r"(?i:indi[eë])s", r"(?i:[^a])", r"(?i:a.)", r"\\b", r"\(?i:a\)", r"(?i:\w)", r"(?i:(a)", "["] {
            assert_eq!(ascii(kept), (kept.to_owned(), false), "{kept}");
        }
        assert_eq!(ascii(r"(?i:é(?i:[.)]\.a))").0, r"(?i:é(?i-u:[.)]\.a))");
        assert!(matches_no_letter(r"(?i:n[°’]\.)[.]\b") && masked("aë–é") == *"a__–__".as_bytes());
        for expression in ["[a-zé]", "[^a]", "a.", r"\w", "_"] {
            assert!(!matches_no_letter(expression), "{expression}");
        }
    }
}
