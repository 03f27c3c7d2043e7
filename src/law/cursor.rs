//! Small steps through a text: white space, words, numbers.

use super::{keywords::Keywords, phrases::Phrases};

/// "artikel 36[1] van het Statuut": where the mark of a note ends that may stand at `at`.
pub(super) fn behind_note(bytes: &[u8], at: usize) -> usize {
    /// Digits of its number.
    const LONGEST: usize = 3;
    if bytes.get(at) != Some(&b'[') {
        return at;
    }
    let digits = bytes[at + 1..].iter().take(LONGEST + 1).take_while(|b| b.is_ascii_digit()).count();
    let end = at + 1 + digits;
    if (1..=LONGEST).contains(&digits) && bytes.get(end) == Some(&b']') { end + 1 } else { at }
}

/// The position after white space at `at`, with at most one line break.
#[inline]
pub(super) fn space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut lines = 0;
    while let Some(b) = bytes.get(end) {
        match b {
            b' ' | b'\t' => {}
            b'\n' if lines == 0 => lines = 1,
            _ => break,
        }
        end += 1;
    }
    // A blank line is a border.
    if bytes.get(end) == Some(&b'\n') { at } else { end }
}

/// Whether a byte belongs to a word: a letter, or part of an accented one.
#[inline]
pub(super) const fn in_word(byte: u8) -> bool {
    IN_WORD[byte as usize]
}

/// Whether a byte begins a word.
#[inline]
pub(super) const fn begins_word(byte: u8) -> bool {
    IN_WORD[byte as usize] && (byte < 0x80 || byte > 0xC0)
}

const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).is_ascii_alphabetic() || (byte >= 0x80 && byte < 0xC0) || (byte >= 0xC3 && byte <= 0xCB);
        byte += 1;
    }
    table
};

/// Where the letters from `at` on end.
#[inline]
pub(super) fn letters_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let others = no_letters(u64::from_le_bytes(*eight));
        at += others.trailing_zeros() as usize / 8;
        if others != 0 {
            if bytes[at].is_ascii() {
                return at;
            }
            break;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| !in_word(*b)).unwrap_or(rest.len())
}

/// The high bit of each of eight bytes that is no letter of ASCII.
#[inline]
const fn no_letters(bytes: u64) -> u64 {
    const EACH: u64 = u64::MAX / 0xFF;
    let seven = (bytes | (EACH * 0x20)) & (EACH * 0x7F);
    let from_a = seven + EACH * (0x80 - b'a' as u64);
    let above_z = seven + EACH * (0x7F - b'z' as u64);
    (!from_a | above_z | bytes) & (EACH * 0x80)
}

/// Where the word at `at` ends, without a dot; `at` where none stands.
/// "t/m" and "en/of" are one word, "j°" and "§§" too.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    if !bytes.get(at).copied().is_some_and(begins_word) {
        while bytes.get(end..).is_some_and(|b| b.starts_with("§".as_bytes())) {
            end += "§".len();
        }
        return end;
    }
    end = letters_end(bytes, at);
    let short = end - at <= 2;
    if short && bytes.get(end) == Some(&b'/') && bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase) && bytes[at].is_ascii_lowercase() {
        end = letters_end(bytes, end + 1);
    } else if end - at == 1 && matches!(bytes[at], b'j' | b'J') && text[end..].starts_with('°') {
        end += "°".len();
    }
    end
}

/// How many bytes from `at` on are `wanted`.
fn run(bytes: &[u8], at: usize, wanted: impl Fn(&u8) -> bool) -> usize {
    bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|b| wanted(b)).count())
}

/// The number of an article or part at `at`: "3", "10.16b", "8:1", "6: 166", "1(F)", "J 7a", "IV", "126g",
/// "6A.3:1"; its value and its end. Roman and lettered ones only where `lettered` is set.
pub(super) fn number(text: &str, at: usize, lettered: bool, keywords: &Keywords) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first.is_ascii_uppercase() || first == b'l' {
        return capital_number(text, at, lettered);
    }
    let mut value = String::new();
    let mut end = at;
    loop {
        let count = run(bytes, end, u8::is_ascii_digit);
        if count == 0 || count > 4 {
            return None;
        }
        value.push_str(&text[end..end + count]);
        end += count;
        let letters = run(bytes, end, u8::is_ascii_lowercase);
        // "artikelen 1en 2": the word is no part of the number.
        let letters = if Phrases::is(&keywords.glued, &text[end..end + letters]) { 0 } else { letters };
        let tail = &text[end..end + letters];
        if Phrases::is(&keywords.ordinal_end, tail) {
            return None;
        }
        let latin = || keywords.latin.iter().any(|latin| tail.strip_suffix(latin.as_str()).is_some_and(|stem| stem.len() <= 2));
        if letters > 0 && (letters <= 3 || latin()) && !bytes.get(end + letters).copied().is_some_and(in_word) {
            let more = run(bytes, end + letters, u8::is_ascii_digit);
            let more = if more <= 2 { more } else { 0 };
            value.push_str(&text[end..end + letters + more]);
            end += letters + more;
        } else if bytes.get(end).is_some_and(u8::is_ascii_uppercase)
            && matches!(bytes.get(end + 1), Some(b'.' | b':'))
            && bytes.get(end + 2).is_some_and(u8::is_ascii_digit)
        {
            value.push(char::from(bytes[end]));
            end += 1;
        }
        match bytes.get(end) {
            Some(b'.' | b':') if run(bytes, end + 1, u8::is_ascii_digit) > 0 => {
                value.push(char::from(bytes[end]));
                end += 1;
            }
            Some(b':') if bytes.get(end + 1) == Some(&b' ') && run(bytes, end + 2, u8::is_ascii_digit) > 0 => {
                value.push(':');
                end += 2;
            }
            // "15 : 75".
            Some(b' ') if bytes[end..].starts_with(b" : ") && run(bytes, end + 3, u8::is_ascii_digit) > 0 => {
                value.push(':');
                end += 3;
            }
            _ => break,
        }
    }
    // "1(F)", "1F".
    if bytes.get(end) == Some(&b'(') && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase) && bytes.get(end + 2) == Some(&b')') {
        value.push(char::from(bytes[end + 1]));
        end += 3;
    } else if bytes.get(end).is_some_and(u8::is_ascii_uppercase) {
        // "16A", "16Aa", but "5In deze wet" has lost a space.
        let small = usize::from(bytes[end] <= b'H' && bytes.get(end + 1).is_some_and(|b| (b'a'..=b'd').contains(b)));
        if !bytes.get(end + 1 + small).is_some_and(|b| b.is_ascii_alphanumeric() || in_word(*b)) {
            value.push_str(&text[end..end + 1 + small]);
            end += 1 + small;
        }
    }
    let ends = !bytes.get(end).copied().is_some_and(|b| b.is_ascii_digit() || in_word(b));
    let glued = || keywords.glued.iter().any(|word| bytes[end..].strip_prefix(word.as_bytes()).is_some_and(|rest| rest.first() == Some(&b' ')));
    (ends || glued() || begins_law(bytes, end, keywords)).then_some((value, end))
}

/// "6:162BW": whether an abbreviation of a law stands at `at` that is written right behind a number.
pub(super) fn begins_law(bytes: &[u8], at: usize, keywords: &Keywords) -> bool {
    let rest = &bytes[at.min(bytes.len())..];
    let ends = |rest: &[u8]| !rest.first().is_some_and(|b| b.is_ascii_digit() || in_word(*b));
    keywords.glued_law.iter().any(|law| rest.strip_prefix(law.as_bytes()).is_some_and(ends))
}

/// "J 7a", "A1", "IV", "IIA", "D", "I-R", "V-P1", "B2-200.9"; "lla" is a misread "IIa".
fn capital_number(text: &str, at: usize, lettered: bool) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let misread = bytes[at] == b'l';
    let letters = run(bytes, at, |b| b.is_ascii_uppercase() || (misread && *b == b'l'));
    let after = at + letters;
    // "Ya 13" is a number of the Kieswet.
    let small = usize::from(letters == 1 && bytes.get(after).is_some_and(u8::is_ascii_lowercase) && bytes.get(after + 1) == Some(&b' '));
    let small = if run(bytes, after + small + 1, u8::is_ascii_digit) > 0 { small } else { 0 };
    let letters = letters + small;
    let after = after + small;
    let gap = usize::from(bytes.get(after) == Some(&b' '));
    let digits = if letters <= 2 { run(bytes, after + gap, u8::is_ascii_digit) } else { 0 };
    let mut end;
    if misread && (!lettered || letters < 2 && !bytes.get(after).is_some_and(u8::is_ascii_lowercase)) {
        return None;
    }
    // "artikelen G.IJ.M.A.": letters of a name.
    let name = || {
        bytes.get(after) == Some(&b'.') && (1..=2).contains(&run(bytes, after + 1, u8::is_ascii_uppercase)) && {
            let next = after + 1 + run(bytes, after + 1, u8::is_ascii_uppercase);
            bytes.get(next) == Some(&b'.') && bytes.get(next + 1).is_some_and(u8::is_ascii_uppercase)
        }
    };
    if letters == 1 && name() {
        return None;
    }
    if (1..=3).contains(&digits) && !misread && !matches!(&text[at..after], "EU" | "EG") {
        let tail = run(bytes, after + gap + digits, u8::is_ascii_lowercase);
        end = after + gap + digits + if tail <= 2 { tail } else { 0 };
    } else if letters <= 2
        && bytes.get(after) == Some(&b'-')
        && bytes.get(after + 1).is_some_and(u8::is_ascii_alphanumeric)
        && bytes[after + 1..].iter().take(5).take_while(|b| b.is_ascii_alphanumeric()).any(u8::is_ascii_digit)
    {
        end = after;
    } else if lettered && letters <= 7 && (misread || is_roman(text[at..after].trim_end_matches(['A', 'B'])) || letters <= 2) {
        end = after + usize::from(run(bytes, after, u8::is_ascii_lowercase) == 1 && bytes[after] <= b'h' && &text[at..=after] != "De");
        // "I-R", "A-I": a part's number with a second half.
        let half = run(bytes, end + 1, |b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if bytes.get(end) == Some(&b'-') && (1..=3).contains(&half) && !is_roman_range(&text[at..end], &text[end + 1..end + 1 + half]) {
            end += 1 + half;
        }
    } else {
        return None;
    }
    if bytes.get(end).copied().is_some_and(|b| b.is_ascii_digit() || in_word(b)) {
        return None;
    }
    let half = run(bytes, end + 1, |b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if bytes.get(end) == Some(&b'-') && (1..=4).contains(&half) && bytes[end + 1..end + 1 + half].iter().any(u8::is_ascii_digit) {
        end += 1 + half;
        // "I-S102a".
        end += usize::from(run(bytes, end, u8::is_ascii_lowercase) == 1 && !bytes.get(end + 1).copied().is_some_and(in_word));
    }
    while bytes.get(end) == Some(&b'.') && run(bytes, end + 1, u8::is_ascii_digit) > 0 {
        end += 1 + run(bytes, end + 1, u8::is_ascii_digit);
        // "E.2a".
        end += usize::from(run(bytes, end, u8::is_ascii_lowercase) == 1 && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric));
    }
    let value = if misread { text[at..after].replace('l', "I") + &text[after..end] } else { text[at..end].to_owned() };
    Some((value, end))
}

/// "XIII-XV": whether both are Roman numbers of more than a letter, the first part of a range.
fn is_roman_range(from: &str, to: &str) -> bool {
    from.len() > 1 && to.len() > 1 && is_roman(from) && is_roman(to)
}

/// Whether a vowel stands in the word, which an abbreviation of consonants has not: "Wgb".
pub(super) fn has_vowel(word: &str) -> bool {
    word.bytes().any(|b| b"aeiouyAEIOUY".contains(&b))
}

/// Whether the letters are a Roman number.
pub(crate) fn is_roman(text: &str) -> bool {
    text.bytes().all(|b| b"IVXLC".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::{super::lexicon::Lexicon, *};

    #[test]
    fn numbers_of_articles() {
        let lexicon = Lexicon::own();
        let number = |text: &str, lettered: bool| number(text, 0, lettered, &lexicon.keywords);
        for (text, value) in [
            ("3, ", "3"),
            ("10.16b.", "10.16b"),
            ("8:1 Awb", "8:1"),
            ("6: 166 BW", "6:166"),
            ("1(F) ", "1F"),
            ("126g/126o", "126g"),
            ("1a1", "1a1"),
            ("4.1.3.3.", "4.1.3.3"),
            ("6A.3:1 en", "6A.3:1"),
            ("21van de", "21"),
            ("1sub j", "1"),
            ("16Aa, derde", "16Aa"),
            ("15 : 75 ", "15:75"),
        ] {
            assert_eq!(number(text, false).map(|(v, _)| v).as_deref(), Some(value), "{text}");
        }
        for (text, value) in [("J 7a,", "J 7a"), ("IV van", "IV"), ("lla,", "IIa"), ("I-R ", "I-R"), ("I-S102a van", "I-S102a"), ("E.2a ", "E.2a")] {
            assert_eq!(number(text, true).unwrap().0, value, "{text}");
        }
        for text in ["Awb", "12345", "3de", "lid", "G.IJ.M.A.A."] {
            assert_eq!(number(text, true), None, "{text}");
        }
    }

    #[test]
    fn letters_end_at_any_other_byte() {
        for byte in 0..=255_u8 {
            let bytes = [b"abcXYZz".as_slice(), &[byte], b"abcdefgh!"].concat();
            let end = if in_word(byte) { 16 } else { 7 };
            assert_eq!(letters_end(&bytes, 0), end, "{byte}");
            assert_eq!(letters_end(&bytes[5..], 0), end - 5, "{byte}");
            assert_eq!(letters_end(&bytes[..8], 0), if in_word(byte) { 8 } else { 7 }, "{byte}");
        }
        assert_eq!((letters_end(b"", 0), letters_end(b"abc", 3), letters_end(b"abc", 9)), (0, 3, 9));
    }

    #[test]
    fn words_end_where_they_end() {
        for (text, word) in [("t/m 7", "t/m"), ("en/of", "en/of"), ("j° 3", "j°"), ("§§ 3", "§§"), ("één lid", "één"), ("art. 3", "art"), ("WW/ZW", "WW")]
        {
            assert_eq!(&text[..word_end(text, 0)], word);
        }
    }
}
