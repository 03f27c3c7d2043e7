//! How the words of a text may be written to be a name: its letters, dots and capitals.

/// Whether the dot at `at` is one between the letters of an abbreviation: "W.V.O.", "W.V.O".
pub(super) fn within_abbreviation(bytes: &[u8], at: usize) -> bool {
    let single = at > 1 && bytes[at - 1].is_ascii_uppercase() && !bytes[at - 2].is_ascii_alphanumeric();
    let follows = bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric);
    bytes.get(at) == Some(&b'.') && single && follows
}

/// The letter or digit beyond ASCII at `at`.
#[inline]
pub(super) fn foreign(text: &str, at: usize) -> Option<char> {
    if text.as_bytes().get(at)?.is_ascii() {
        return None;
    }
    text[at..].chars().next().filter(|c| c.is_alphanumeric())
}

/// Whether words in these capitals may be the title: a short one is taken only with its capital.
pub(super) fn titled(title: &str, words: &str) -> bool {
    const SHORT: usize = 6;
    let capital = |s: &str| s.starts_with(char::is_uppercase);
    capital(words) || !capital(title) || words.chars().filter(|c| c.is_alphabetic()).nth(SHORT - 1).is_some()
}

/// Whether the two are spelled alike, but for white space and dots; the "Wet" of "Wet IB" may be small.
pub(super) fn spelled(name: &str, words: &str) -> bool {
    let even = |c: &char| !c.is_whitespace() && *c != '.';
    // "Ad b" is no Adb, but "WVW 1994" the WVW1994.
    if !name.contains(' ') && words.split_once(' ').is_some_and(|(first, rest)| !first.ends_with('.') && !rest.starts_with(|c: char| c.is_ascii_digit())) {
        return false;
    }
    let (name, words) = match (name.strip_prefix("Wet "), words.strip_prefix("wet ")) {
        (Some(name), Some(words)) => (name, words),
        _ => (name, words),
    };
    name.chars().filter(even).eq(words.chars().filter(even))
}
