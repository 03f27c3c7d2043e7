//! The text as the recognisers read it.
//!
//! Real text holds no-break spaces inside numbers, five kinds of dash, soft hyphens, words broken at
//! a line end, lines that end as on another system and UTF-8 that was encoded twice. A [`View`] evens these out once, so that no rule has to
//! know of them, and leads every position back to the text as given. Text that needs nothing of this
//! (most of it) is not copied.

use crate::span::Span;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// A text made even, with the way back to its source.
#[derive(Debug)]
pub(crate) struct View<'t> {
    text: Cow<'t, str>,
    segments: Vec<Segment>,
}

/// From `view` on, the view's bytes stand for the source's from `source` on.
#[derive(Debug, Clone, Copy)]
struct Segment {
    view: usize,
    source: usize,
    /// For a replaced sequence, where it ends in the source; 0 for text that is copied.
    source_end: usize,
}

/// Words that scanning or typesetting breaks with a hyphen ("verga-derjaar").
#[derive(Debug, Default, Clone)]
pub(crate) struct BrokenWords {
    words: FxHashSet<String>,
    /// A bit for each length that some word has.
    lengths: u32,
}

/// No broken word is longer.
const LONGEST: usize = 24;

impl BrokenWords {
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let words: FxHashSet<String> = words.into_iter().map(|w| w.to_lowercase()).filter(|w| w.len() <= LONGEST).collect();
        let lengths = words.iter().fold(0, |lengths, word| lengths | 1 << word.len());
        Self { words, lengths }
    }

    /// Whether the letters on both sides of the hyphen at `at` make one of the words.
    fn joins(&self, text: &str, at: usize) -> bool {
        let bytes = text.as_bytes();
        let left = bytes[..at].iter().rev().take(LONGEST).take_while(|b| b.is_ascii_alphabetic()).count();
        let right = bytes[at + 1..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphabetic()).count();
        let length = left + right;
        if left < 2 || right < 2 || length > LONGEST || self.lengths & 1 << length == 0 {
            return false;
        }
        let mut word = [0; LONGEST];
        word[..left].copy_from_slice(&bytes[at - left..at]);
        word[left..length].copy_from_slice(&bytes[at + 1..at + 1 + right]);
        word.make_ascii_lowercase();
        std::str::from_utf8(&word[..length]).is_ok_and(|word| self.words.contains(word))
    }
}

/// What stands at a byte that may need evening out.
enum Edit {
    /// Nothing: copy this many bytes.
    Keep(usize),
    /// Put `with` for this many bytes.
    Replace(usize, &'static str),
    /// Leave this many bytes out.
    Remove(usize),
}

impl<'t> View<'t> {
    /// Evens out `source`.
    pub fn new(source: &'t str, broken: &BrokenWords) -> Self {
        let mut text = String::new();
        let mut segments = Vec::new();
        let mut copied = 0;
        let mut at = 0;
        while let Some(next) = uneven(source.as_bytes(), at) {
            at = next;
            let (length, with) = match edit(source, at, broken) {
                Edit::Keep(length) => {
                    at += length;
                    continue;
                }
                Edit::Replace(length, with) => (length, with),
                Edit::Remove(length) => (length, ""),
            };
            if segments.is_empty() {
                text.reserve(source.len());
                segments.push(Segment { view: 0, source: 0, source_end: 0 });
            }
            text.push_str(&source[copied..at]);
            if !with.is_empty() {
                segments.push(Segment { view: text.len(), source: at, source_end: at + length });
                text.push_str(with);
            }
            at += length;
            copied = at;
            segments.push(Segment { view: text.len(), source: at, source_end: 0 });
        }
        if segments.is_empty() {
            return Self { text: Cow::Borrowed(source), segments };
        }
        text.push_str(&source[copied..]);
        Self { text: Cow::Owned(text), segments }
    }

    /// The even text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the source that `span` of the view stands for.
    pub fn to_source(&self, span: Span) -> Span {
        if self.segments.is_empty() {
            return span;
        }
        let start = self.source_of(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        // The end belongs to the last byte inside, so that what was left out after it stays outside.
        let segment = self.segment(span.end - 1);
        let end = if segment.source_end > 0 { segment.source_end } else { segment.source + (span.end - segment.view) };
        Span::new(start, end)
    }

    /// The span of the view for `span` of the source, or the nearest one.
    pub fn to_view(&self, span: Span) -> Span {
        Span::new(self.view_of(span.start), self.view_of(span.end))
    }

    fn view_of(&self, source: usize) -> usize {
        let after = self.segments.partition_point(|s| s.source <= source);
        match after.checked_sub(1).map(|i| self.segments[i]) {
            None => source,
            Some(s) if s.source_end > 0 => s.view,
            Some(s) => (s.view + source - s.source).min(self.text.len()),
        }
    }

    fn source_of(&self, view: usize) -> usize {
        let segment = self.segment(view);
        if segment.source_end > 0 { segment.source } else { segment.source + (view - segment.view) }
    }

    fn segment(&self, view: usize) -> Segment {
        let after = self.segments.partition_point(|s| s.view <= view);
        self.segments[after - 1]
    }
}

/// The next byte from `at` on that may need evening out.
fn uneven(bytes: &[u8], mut at: usize) -> Option<usize> {
    const BLOCK: usize = 32;
    let odd = |b: u8| (b >= 0x80) | (b == b'-') | (b == b'*') | (b == b'\r') | (b == b'x');
    while let Some(block) = bytes[at..].first_chunk::<BLOCK>() {
        // Without an early end, so that the compiler takes many bytes at a time.
        let mut any = false;
        for &b in block {
            any |= odd(b);
        }
        if any {
            break;
        }
        at += BLOCK;
    }
    bytes[at..].iter().position(|&b| odd(b)).map(|offset| at + offset)
}

fn edit(source: &str, at: usize, broken: &BrokenWords) -> Edit {
    let rest = &source.as_bytes()[at..];
    match rest[0] {
        b'*' => Edit::Remove(1),
        b'\r' if rest.get(1) == Some(&b'\n') => Edit::Remove(1),
        b'\r' => Edit::Replace(1, "\n"),
        b'x' => {
            if follows_mark(source.as_bytes(), at) {
                Edit::Replace(1, " ")
            } else {
                Edit::Keep(1)
            }
        }
        b'-' => match line_end(&source[at + 1..]) {
            Some(gap) if joins_over_line(source, at, gap) => Edit::Remove(1 + gap),
            None if broken.joins(source, at) => Edit::Remove(1),
            _ => Edit::Keep(1),
        },
        0xC2 => match rest[1] {
            0xA0 => Edit::Replace(2, " "),
            0xAD => Edit::Remove(2 + line_end(&source[at + 2..]).unwrap_or(0)),
            0xBA => Edit::Replace(2, "°"),
            _ => Edit::Keep(2),
        },
        0xC3 if rest[1] == 0xB8 && at > 0 && source.as_bytes()[at - 1].is_ascii_digit() => Edit::Replace(2, "°"),
        0xC3 | 0xC4 => double_encoded(rest).unwrap_or(Edit::Keep(2)),
        0xCB if rest[1] == 0x9A => Edit::Replace(2, "°"),
        0xE2 => match (rest[1], rest[2]) {
            (0x80, 0x80..=0x8A | 0xAF) => Edit::Replace(3, " "),
            (0x80, 0x8B..=0x8D) | (0x81, 0xA0) => Edit::Remove(3),
            (0x80, 0x90..=0x95) | (0x88, 0x92) => Edit::Replace(3, "-"),
            (0x80, 0x98..=0x9B) => Edit::Replace(3, "'"),
            (0x80, 0x9C..=0x9F) => Edit::Replace(3, "\""),
            _ => Edit::Keep(3),
        },
        0xEF if rest.starts_with("\u{FEFF}".as_bytes()) => Edit::Remove(3),
        0xE0..=0xEF => Edit::Keep(3),
        0xF0..=0xFF => Edit::Keep(4),
        _ => Edit::Keep(2),
    }
}

/// "vorderingen.5xHR 8 september 2017": whether the x at `at` ends the mark of a note, as journals on line print it, and a word with a
/// capital stands right behind it.
fn follows_mark(bytes: &[u8], at: usize) -> bool {
    const DIGITS: usize = 3;
    let digits = bytes[..at].iter().rev().take(DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
    let mark = (1..=DIGITS).contains(&digits) && bytes[..at - digits].last().is_some_and(|b| matches!(b, b'.' | b',' | b';' | b')') || b.is_ascii_lowercase());
    mark && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) && bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic)
}

/// UTF-8 read as Latin-1, Windows-1252 or -1250 and encoded again: "Ã©", "Ă©", "Â§".
fn double_encoded(rest: &[u8]) -> Option<Edit> {
    const CONTINUATION: [(&str, &str); 14] = [
        ("Ã©", "é"),
        ("Ã«", "ë"),
        ("Ã¨", "è"),
        ("Ã¯", "ï"),
        ("Ã¶", "ö"),
        ("Ã¼", "ü"),
        ("Ã§", "ç"),
        ("Ă©", "é"),
        ("Ă«", "ë"),
        ("ĂŻ", "ï"),
        ("Ă¶", "ö"),
        ("ĂĽ", "ü"),
        ("Ă§", "ç"),
        ("Ă¨", "è"),
    ];
    const SIGNS: [(&str, &str); 6] = [("Â§", "§"), ("Â°", "°"), ("Âº", "°"), ("Â\u{a0}", " "), ("Â«", "«"), ("Â»", "»")];
    CONTINUATION.iter().chain(&SIGNS).find(|(from, _)| rest.starts_with(from.as_bytes())).map(|(from, to)| Edit::Replace(from.len(), to))
}

/// The white space from here over one line break to the next word; `None` where no line ends here.
fn line_end(rest: &str) -> Option<usize> {
    let blank = |s: &str| s.len() - s.trim_start_matches([' ', '\t']).len();
    let before = &rest[blank(rest)..];
    let after = ["\r\n", "\n", "\r"].iter().find_map(|end| before.strip_prefix(end))?;
    Some(rest.len() - after.len() + blank(after))
}

/// Whether the hyphen at `at` breaks a word over a line: "verga-⏎derjaar", but not "Gezondheids-⏎ en" or "20-⏎21".
fn joins_over_line(source: &str, at: usize, gap: usize) -> bool {
    let next = &source[at + 1 + gap..];
    let before = source[..at].chars().next_back().is_some_and(char::is_alphabetic);
    let word = next.len() - next.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
    before && next.starts_with(char::is_lowercase) && !matches!(&next[..word], "en" | "of" | "dan" | "tot" | "resp")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn view(text: &str) -> View<'_> {
        View::new(text, &BrokenWords::new(["vergaderjaar".to_owned()]))
    }

    #[test]
    fn noise_is_evened_out_and_leads_back() {
        let source = "Kamerstuk 34\u{a0}550\u{a0}V, nr.\u{2009}52–53 verga-derjaar verga-\nderjaar Ă©Ă©n Gezondheids-\nen";
        let view = view(source);
        assert_eq!(view.text(), "Kamerstuk 34 550 V, nr. 52-53 vergaderjaar vergaderjaar één Gezondheids-\nen");
        let at = view.text().find("52-53").unwrap();
        let span = view.to_source(Span::new(at, at + 5));
        assert_eq!(&source[span.range()], "52–53");
        assert_eq!(view.to_view(span), Span::new(at, at + 5));
    }

    #[test]
    fn what_was_left_out_stays_outside_the_span() {
        let source = "Stb\u{ad} 2014";
        let view = view(source);
        assert_eq!(&source[view.to_source(Span::new(0, 3)).range()], "Stb");
    }

    #[test]
    fn lines_end_alike() {
        let view = view("Artikel 3\r\nArtikel 4\rArtikel 5");
        assert_eq!(view.text(), "Artikel 3\nArtikel 4\nArtikel 5");
        assert_eq!(view.to_source(Span::new(10, 19)), Span::new(11, 20));
    }

    #[test]
    fn a_mark_of_a_note_stands_apart() {
        assert_eq!(view("vorderingen.5xHR 8 september 2017, 2x4, 3xGW is.12xZie").text(), "vorderingen.5 HR 8 september 2017, 2x4, 3xGW is.12 Zie");
    }

    #[test]
    fn even_text_is_not_copied() {
        assert!(matches!(view("Stb. 2014, 205").text, Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn every_span_leads_to_character_boundaries(text in "[a-cxH -–*\u{a0}\u{ad}\u{2009}Ã©Â§ø1\r\n]{0,40}", a in 0usize..60, b in 0usize..60) {
            let view = view(&text);
            let even = view.text();
            let (a, b) = (a.min(even.len()), b.min(even.len()));
            let (a, b) = (a.min(b), a.max(b));
            if even.is_char_boundary(a) && even.is_char_boundary(b) {
                let span = view.to_source(Span::new(a, b));
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
