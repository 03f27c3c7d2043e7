//! The sentence around a citation.
//!
//! Nothing is split that nobody asks for: from the citation the text is read outward to the nearest
//! boundary on both sides, so a sentence costs its own length, whatever the length of the text.

use crate::span::{Span, floor};

/// Of a longer sentence only so many bytes are given on either side of the citation.
const REACH: usize = 600;
/// Lines this long may be broken by the width of a page; shorter ones end where they end.
const FULL_LINE: usize = 50;
/// Words before a dot that never ends a sentence: a number or a name follows.
const OPEN: [&str; 86] = [
    "aanh",
    "aanw",
    "afd",
    "afl",
    "alg",
    "apr",
    "art",
    "arts",
    "artt",
    "aug",
    "bijl",
    "bijv",
    "blz",
    "bv",
    "ca",
    "cf",
    "col",
    "concl",
    "dec",
    "dhr",
    "diss",
    "dr",
    "drs",
    "ds",
    "feb",
    "febr",
    "fig",
    "gr",
    "hand",
    "handel",
    "hfdst",
    "hfst",
    "hst",
    "incl",
    "excl",
    "ing",
    "inz",
    "ir",
    "jan",
    "jaarg",
    "jhr",
    "jl",
    "jo",
    "jur",
    "juris",
    "juncto",
    "jrg",
    "kamerst",
    "kst",
    "m",
    "max",
    "mevr",
    "min",
    "mln",
    "mld",
    "mr",
    "mw",
    "nl",
    "no",
    "nos",
    "nov",
    "nr",
    "nrs",
    "okt",
    "onderd",
    "ong",
    "p",
    "par",
    "pag",
    "pb",
    "plv",
    "pp",
    "prof",
    "prot",
    "publ",
    "rb",
    "rechtsoverw",
    "red",
    "resp",
    "ro",
    "rov",
    "sept",
    "st",
    "stb",
    "stcrt",
    "trb",
];
/// Words before a dot that ends a sentence only where a capital follows.
const EITHER: [&str; 8] = ["enz", "etc", "e.v", "a.o", "ev", "s.v.p", "b.v", "n.v"];

/// The span of the sentence that `span` stands in, without white space at its ends.
///
/// ```
/// use verwijs::{Span, sentence};
/// let text = "Dat is zo. Zie art. 3 Awb en Stb. 2018, nr. 4. Meer niet.";
/// let at = text.find("Stb.").unwrap();
/// assert_eq!(&text[sentence(text, Span::new(at, at + 4)).range()], "Zie art. 3 Awb en Stb. 2018, nr. 4.");
/// ```
pub fn sentence(text: &str, span: Span) -> Span {
    let start = floor(text, span.start);
    let end = floor(text, span.end.clamp(start, text.len()));
    let (first, last) = (before(text, start), after(text, end));
    let words = &text[first..last];
    let lead = words.len() - words.trim_start().len();
    let tail = words.len() - words.trim_end().len();
    if lead == words.len() { Span::new(start, end) } else { Span::new(first + lead, last - tail) }
}

/// Where the sentence begins that goes on at `start`.
fn before(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = floor(text, start.saturating_sub(REACH));
    let mut at = start;
    while at > limit {
        at -= 1;
        if matches!(bytes[at], b'.' | b'!' | b'?' | b'\n')
            && let Some(next) = boundary(text, at)
            && next <= start
        {
            return next;
        }
    }
    if limit == 0 { 0 } else { next_word(text, limit).min(start) }
}

/// Where the sentence ends that goes on at `end`.
fn after(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = floor(text, end + REACH);
    // "Stb." as the last word of the citation: its dot may be the sentence's.
    let ends = (end..limit).filter(|&at| matches!(bytes[at], b'.' | b'!' | b'?' | b'\n')).find_map(|at| boundary(text, at));
    if let Some(next) = ends {
        return next;
    }
    if limit == text.len() { limit } else { text[..limit].rfind(char::is_whitespace).filter(|&w| w > end).unwrap_or(limit) }
}

fn next_word(text: &str, at: usize) -> usize {
    text[at..].find(char::is_whitespace).map_or(at, |w| at + w)
}

/// Where the next sentence begins, if one ends with the byte at `at`.
fn boundary(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    match text.as_bytes()[at] {
        b'\n' => line_ends(text, at).then_some(at + 1),
        mark => {
            let closed = rest.len() - rest.trim_start_matches(['"', '\'', '”', '’', ')', '»']).len();
            let tail = &rest[closed..];
            let gap = tail.len() - tail.trim_start_matches([' ', '\t', '\u{a0}']).len();
            let next = tail[gap..].chars().next();
            let apart = gap > 0 || next.is_none_or(|c| c == '\n' || c == '\r');
            let ends = apart && (mark != b'.' || full_stop(&text[..at], next));
            ends.then_some(at + 1 + closed)
        }
    }
}

/// Whether a dot after `before` ends a sentence when `next` follows.
fn full_stop(before: &str, next: Option<char>) -> bool {
    let Some(next) = next.filter(|c| !matches!(c, '\n' | '\r')) else {
        return !open(before);
    };
    if next.is_lowercase() || matches!(next, ',' | ';' | ':' | ')') {
        return false;
    }
    let word = last_word(before);
    let lower = word.to_lowercase();
    if EITHER.contains(&lower.as_str()) {
        return next.is_uppercase();
    }
    !open(before)
}

/// Whether the last word is one that a dot only shortens: "art", an initial, the number of a list.
fn open(before: &str) -> bool {
    let before = near(before);
    let word = last_word(before);
    let lower = word.to_lowercase();
    if OPEN.binary_search(&lower.as_str()).is_ok() || OPEN.contains(&lower.as_str()) {
        return true;
    }
    let line = before.rfind('\n').map_or(0, |n| n + 1);
    let marker = before[line..].trim_start() == word;
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    // "A.B. Jansen", "d.d. 3 mei", "m.n." are letters and dots; "1." and "a." at the start of a line number what follows.
    (letters > 0 && word.split('.').all(|p| p.chars().count() == 1)) || (marker && word.chars().count() <= 3)
}

/// The end of `before`, as far back as a word or a line's first marker is looked for.
fn near(before: &str) -> &str {
    &before[floor(before, before.len().saturating_sub(REACH))..]
}

fn last_word(before: &str) -> &str {
    let before = near(before);
    let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '.')).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    before[start..].trim_start_matches('.')
}

/// Whether the line break at `at` ends a sentence, and is not just where the page was full.
fn line_ends(text: &str, at: usize) -> bool {
    let next = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
    let before = near(&text[..at]);
    let line = before[before.rfind('\n').map_or(0, |n| n + 1)..].trim_end();
    let Some(first) = next.chars().next() else { return true };
    if first == '\n' || line.is_empty() {
        return true;
    }
    let goes_on = first.is_lowercase() && !next.chars().nth(1).is_some_and(|c| matches!(c, '.' | ')' | '°' | 'º'));
    if line.ends_with([',', '-']) || goes_on {
        return line.ends_with([';', ':']) && !goes_on;
    }
    let listed = matches!(first, '-' | '–' | '—' | '•' | '*' | '§') || (first.is_ascii_digit() && marker(next)) || (first.is_lowercase() && marker(next));
    listed || line.ends_with([';', ':', '.', '!', '?']) || line.chars().count() < FULL_LINE
}

/// Whether a line begins with the number or letter of a list: "1.", "2°", "a)".
fn marker(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    line.len() - rest.len() <= 3 && rest.starts_with(['.', ')', '°', 'º'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn around<'t>(text: &'t str, words: &str) -> &'t str {
        let at = text.find(words).expect("the words stand in the text");
        &text[sentence(text, Span::new(at, at + words.len())).range()]
    }

    #[test]
    fn the_words_before_a_dot_stand_in_order() {
        for word in OPEN {
            assert!(open(&format!("zie {word}")), "{word}");
        }
    }

    #[test]
    fn a_shortened_word_ends_no_sentence() {
        let text = "De heer A.B. Jansen vroeg dat. Op grond van art. 3, lid 2, Awb (Stb. 2014, nr. 205, blz. 3 e.v.) geldt het niet. Daarna wel.";
        let whole = "Op grond van art. 3, lid 2, Awb (Stb. 2014, nr. 205, blz. 3 e.v.) geldt het niet.";
        assert_eq!(around(text, "Awb"), whole);
        assert_eq!(around(text, "205"), whole);
        assert_eq!(around(text, "Jansen"), "De heer A.B. Jansen vroeg dat.");
        assert_eq!(around("In 2018. Zie artikel 3. De wet volgt.", "artikel 3"), "Zie artikel 3.");
        assert_eq!(around("Hij zei: \"zie de Awb.\" En ging weg.", "Awb"), "Hij zei: \"zie de Awb.\"");
        assert_eq!(around("Wft, Wtt, enz. De Awb geldt.", "Awb"), "De Awb geldt.");
    }

    #[test]
    fn lines_end_where_they_end_and_wrap_where_they_wrap() {
        let law = "Artikel 2\n1. Het bedrag, bedoeld in artikel 5, is:\na. vast; of\nb. gelijk aan artikel 7.\n2. Anders niet.";
        assert_eq!(around(law, "artikel 5"), "1. Het bedrag, bedoeld in artikel 5, is:");
        assert_eq!(around(law, "artikel 7"), "b. gelijk aan artikel 7.");
        let page = "In de vorige brief over dit onderwerp is gewezen op de\nAlgemene wet bestuursrecht en op wat daar in artikel 3\nover is bepaald.\n\nVolgende alinea";
        assert_eq!(around(page, "artikel 3").lines().count(), 3);
        assert_eq!(around(page, "Volgende"), "Volgende alinea");
    }

    #[test]
    fn a_long_sentence_is_cut_at_words() {
        let text = format!("{} zie artikel 3 {}", "woord ".repeat(400), "verder ".repeat(400));
        let given = around(&text, "artikel 3");
        assert!(given.len() < 2 * REACH + 20 && given.starts_with("woord") && given.ends_with("verder"), "{given}");
    }

    proptest! {
        #[test]
        fn the_sentence_holds_the_citation(text in "[a-cA-Cé0-9.!?\"\n ]{0,60}", a in 0usize..60, b in 0usize..60) {
            let (a, b) = (floor(&text, a), floor(&text, b));
            let span = Span::new(a.min(b), a.max(b));
            let found = sentence(&text, span);
            prop_assert!(text.get(found.range()).is_some());
            let cited = text[span.range()].trim();
            prop_assert!(cited.is_empty() || text[found.range()].contains(cited));
        }
    }
}
