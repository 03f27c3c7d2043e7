//! Small steps through a text: white space, words, numbers.

/// The position after white space at `at`, with at most one line break.
pub(super) fn space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut lines = 0;
    while let Some(b) = bytes.get(end) {
        match b {
            b' ' | b'\t' | b'\r' => {}
            b'\n' if lines == 0 => lines = 1,
            _ => break,
        }
        end += 1;
    }
    // A blank line is a border.
    if bytes.get(end) == Some(&b'\n') { at } else { end }
}

/// The word at `at`, with the dot or sign that belongs to it; empty where none stands.
pub(super) fn word(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let length = rest.char_indices().find(|(_, c)| !(c.is_alphabetic() || *c == '/' || *c == '°' || *c == '§')).map_or(rest.len(), |(i, _)| i);
    &rest[..length]
}

/// The number of an article or part at `at`: "3", "10.16b", "8:1", "6: 166", "1(F)", "J 7a", "IV", "126g"; its value and its end.
pub(super) fn number(text: &str, at: usize, roman: bool) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let lower = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_lowercase()).count();
    let mut end = at;
    let first = *bytes.get(at)?;
    if first.is_ascii_uppercase() {
        // "J 7a", "A1", "IV", "IIA", "D".
        let letters = bytes[at..].iter().take_while(|b| b.is_ascii_uppercase()).count();
        let after = at + letters;
        let gap = usize::from(bytes.get(after) == Some(&b' '));
        let number = if letters <= 2 { digits((after + gap).min(bytes.len())) } else { 0 };
        if number > 0 && number <= 3 {
            let tail = lower(after + gap + number);
            let tail = if tail <= 2 { tail } else { 0 };
            end = after + gap + number + tail;
        } else if letters <= 2
            && bytes.get(after) == Some(&b'-')
            && bytes.get(after + 1).is_some_and(u8::is_ascii_alphanumeric)
            && bytes[after + 1..].iter().take(5).any(u8::is_ascii_digit)
        {
            end = after;
        } else if roman && letters <= 7 && (is_roman(text[at..after].trim_end_matches(['A', 'B'])) || letters <= 2) {
            end = after + usize::from(lower(after) == 1 && bytes[after] <= b'h');
            // "I-R", "A-I": a part's number with a second half.
            let half = bytes.get(end + 1..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count());
            if bytes.get(end) == Some(&b'-') && (1..=3).contains(&half) {
                end += 1 + half;
            }
        } else {
            return None;
        }
        if bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        // "V-P1", "B2-200.9".
        let half = bytes.get(end + 1..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).count());
        if bytes.get(end) == Some(&b'-') && (1..=4).contains(&half) && bytes[end + 1..end + 1 + half].iter().any(u8::is_ascii_digit) {
            end += 1 + half;
        }
        while bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
        }
        return Some((text[at..end].to_owned(), end));
    }
    let mut value = String::new();
    loop {
        let count = digits(end);
        if count == 0 || count > 4 {
            return None;
        }
        value.push_str(&text[end..end + count]);
        end += count;
        let letters = lower(end);
        let run = &text[end..end + letters];
        if matches!(run, "de" | "ste") {
            return None;
        }
        let latin = LATIN.iter().find(|l| run.strip_suffix(**l).is_some_and(|stem| stem.len() <= 2));
        if letters > 0 && (letters <= 3 || latin.is_some()) && !bytes.get(end + letters).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xC3) {
            let more = digits(end + letters);
            let more = if more <= 2 { more } else { 0 };
            value.push_str(&text[end..end + letters + more]);
            end += letters + more;
        }
        match bytes.get(end) {
            Some(b'.' | b':') if end + 1 < bytes.len() && digits(end + 1) > 0 => {
                value.push(char::from(bytes[end]));
                end += 1;
            }
            Some(b':') if bytes.get(end + 1) == Some(&b' ') && digits((end + 2).min(bytes.len())) > 0 => {
                value.push(':');
                end += 2;
            }
            _ => break,
        }
    }
    // "1(F)", "1F".
    if bytes.get(end) == Some(&b'(') && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase) && bytes.get(end + 2) == Some(&b')') {
        value.push(char::from(bytes[end + 1]));
        end += 3;
    } else if bytes.get(end).is_some_and(u8::is_ascii_uppercase) && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
        value.push(char::from(bytes[end]));
        end += 1;
    }
    if bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC3) {
        return None;
    }
    Some((value, end))
}

/// What may follow an inserted article's number without a space: "161quater".
const LATIN: [&str; 8] = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies"];

/// Whether the letters are a Roman number.
fn is_roman(text: &str) -> bool {
    text.bytes().all(|b| b"IVXLC".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_articles() {
        for (text, value) in [
            ("3, ", "3"),
            ("10.16b.", "10.16b"),
            ("8:1 Awb", "8:1"),
            ("6: 166 BW", "6:166"),
            ("1(F) ", "1F"),
            ("126g/126o", "126g"),
            ("1a1", "1a1"),
            ("4.1.3.3.", "4.1.3.3"),
        ] {
            assert_eq!(number(text, 0, false).map(|(v, _)| v).as_deref(), Some(value), "{text}");
        }
        assert_eq!(number("J 7a,", 0, true).unwrap().0, "J 7a");
        assert_eq!(number("IV van", 0, true).unwrap().0, "IV");
        for text in ["Awb", "12345", "3de"] {
            assert_eq!(number(text, 0, true), None, "{text}");
        }
    }
}
