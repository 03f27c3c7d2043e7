//! Identifiers, dates and session years in the spellings in which files and metadata give them.

use crate::id::{Celex, Ecli, Jci, Kamerstuk, Publication, SessionYear, is_eu_part, tweede_kamer_kind};

/// The digits and the chapter of "34 550 V", "21501-20", "(R1234)".
pub(crate) fn dossier_parts(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).take_while(char::is_ascii_digit).collect();
    let mut left = digits.len();
    let rest: String = text
        .chars()
        .skip_while(|c| {
            if c.is_ascii_digit() && left > 0 {
                left -= 1;
                true
            } else {
                left > 0 && matches!(c, ' ' | '.' | '\u{a0}')
            }
        })
        .collect();
    let suffix = rest.trim_start_matches(['-', ' ', '\u{a0}']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let fits = !suffix.is_empty() && suffix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && suffix.len() <= 6;
    (!digits.is_empty()).then(|| (digits, fits.then(|| suffix.to_owned())))
}

/// The canonical identifier that a spelling of one means: itself, in a URL, a file name, another case.
pub(crate) fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    let direct = |t: &str| -> Option<String> {
        let t = [".html", ".xml", ".pdf"].into_iter().fold(t, without);
        if t.starts_with("BWB") || t.starts_with("jci") || t.starts_with("1.") {
            return t.parse::<Jci>().ok().map(|j| j.to_string());
        }
        if t.get(..5).is_some_and(|p| p.eq_ignore_ascii_case("ecli:")) {
            return t.parse::<Ecli>().ok().map(|e| e.to_string());
        }
        if tweede_kamer_kind(t).is_some() {
            return Some(t.to_owned());
        }
        if t.starts_with("CVDR") && t[4..].split('_').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            return Some(t.split('_').next().unwrap_or(t).to_owned());
        }
        if t.starts_with("/akn/nl/") {
            return Some(t.to_owned());
        }
        // What is left is one word.
        if memchr::memchr2(b' ', b',', t.as_bytes()).is_some() {
            return None;
        }
        if t.parse::<Celex>().is_ok() || is_eu_part(t) {
            return Some(t.to_owned());
        }
        let publication = t.parse::<Publication>().ok()?;
        let paper = || t.parse::<Kamerstuk>().is_ok() && t.split('-').skip(1).all(is_paper_part);
        (publication.prefix() != "kst" || paper()).then(|| t.to_owned())
    };
    if text.starts_with("mailto:") {
        return None;
    }
    if text.starts_with("/akn/") || memchr::memchr2(b'/', b'?', text.as_bytes()).is_none() {
        return direct(text);
    }
    let bare = text.split(['?', '#']).next().unwrap_or_default();
    let query = text.split(['?', '&']).skip(1).find_map(|pair| {
        pair.strip_prefix("id=").or_else(|| pair.strip_prefix("did=")).or_else(|| pair.strip_prefix("nummer=")).or_else(|| pair.strip_prefix("uri=CELEX:"))
    });
    query.and_then(direct).or_else(|| bare.rsplit('/').find_map(direct)).or_else(|| text.rsplit_once("CELEX:").and_then(|(_, t)| direct(t)))
}

/// The text without the endings at its end.
fn without<'t>(text: &'t str, ending: &str) -> &'t str {
    let mut text = text;
    while let Some(rest) = text.strip_suffix(ending) {
        text = rest;
    }
    text
}

/// A part of a paper's identifier: a number, a capital letter, a reprint ("h1"); not the word of a file's name.
fn is_paper_part(part: &str) -> bool {
    let digits = part.trim_start_matches(|c: char| c.is_ascii_lowercase());
    part.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
        || (part.len() - digits.len() == 1 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A date as `2018-11-13`: from that form, from "13-11-2018", from "13 november 2018".
pub(crate) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let number = |t: Option<&str>| t.filter(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit())).and_then(|t| t.parse::<u16>().ok());
    let valid = |year: u16, month: u16, day: u16| {
        ((1700..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    if let (Some(year), Some(month), Some(day)) = (number(text.get(..4)), number(text.get(5..7)), number(text.get(8..10)))
        && matches!(text.as_bytes().get(4), Some(b'-' | b'/'))
    {
        return valid(year, month, day);
    }
    if text.len() >= 8 && text.bytes().take(8).all(|b| b.is_ascii_digit()) {
        return valid(number(text.get(..4))?, number(text.get(4..6))?, number(text.get(6..8))?);
    }
    let mut parts = text.split(['-', '/', '.', ' ', '\u{a0}']).filter(|p| !p.is_empty());
    let day = number(parts.next())?;
    let month = parts.next()?;
    let month = number(Some(month)).or_else(|| month_of(month))?;
    valid(number(parts.next().and_then(|y| y.get(..4)))?, month, day)
}

const MONTHS: [&str; 12] = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

/// The number of a month, from 1.
pub(crate) fn month_of(word: &str) -> Option<u16> {
    const SHORTEST: usize = 3;
    // "Januarij", "Julij": as it was spelt before 1900.
    let word = word.strip_suffix(['j', 'J']).filter(|month| month.ends_with(['i', 'I'])).unwrap_or(word);
    let begins = |month: &str, with: &str| month.as_bytes().get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()));
    let stem = word.trim_end_matches('.');
    let named = |month: &&str| month.eq_ignore_ascii_case(word) || (word.len() >= SHORTEST && !stem.is_empty() && begins(month, stem));
    let at = MONTHS.iter().position(named)?;
    u16::try_from(at + 1).ok()
}

/// What Dutch has most of, the commonest first.
const COMMON: &[u8; 17] = b" enatirodslgvhkmu";

/// Where `word`, in small letters, first stands in `text` in any case.
pub(crate) fn find_in_any_case(text: &str, word: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.len() < word.len() {
        return None;
    }
    // Its rarest letter is looked for.
    let (rare, letter) = word.bytes().enumerate().max_by_key(|(_, letter)| COMMON.iter().position(|common| common == letter).unwrap_or(COMMON.len()))?;
    memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), bytes)
        .filter_map(|at| at.checked_sub(rare))
        .find(|&at| bytes.get(at..at + word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word.as_bytes())))
}

/// A session year from "2018-2019", "20182019", "2018/19", "Vergaderjaar 2018–2019".
pub(crate) fn session(text: &str) -> Option<SessionYear> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    match digits.len() {
        8 => digits.parse().ok(),
        6 => format!("{}{}", &digits[..4], digits[..4].parse::<u16>().ok()? + 1)
            .parse()
            .ok()
            .filter(|_| digits[..4].parse::<u16>().is_ok_and(|y| digits[4..].parse::<u16>().is_ok_and(|e| (y + 1) % 100 == e))),
        _ => None,
    }
}

/// The chamber that an identifier shows.
pub(crate) fn chamber_of(id: &str) -> Option<&'static str> {
    let mut parts = id.split('-');
    match (parts.next()?, parts.next()?) {
        ("h" | "ah" | "ag" | "kv" | "nds", chamber) => ["tk", "ek", "vv"].into_iter().find(|c| *c == chamber),
        _ => None,
    }
}

/// The house of the Staten-Generaal whose paper an identifier names: the Eerste Kamer gives its papers letters.
pub(crate) fn house_of(id: &str) -> Option<&'static str> {
    // "kst-36512-B-h1" is a correction of paper B.
    let corrects = |part: &&str| part.len() > 1 && part.starts_with('h') && part[1..].bytes().all(|b| b.is_ascii_digit());
    let paper = || id.strip_prefix("kst-").and_then(|paper| paper.rsplit('-').find(|part| !corrects(part)));
    chamber_of(id).or_else(|| paper().map(|number| if number.starts_with(|c: char| c.is_ascii_uppercase()) { "ek" } else { "tk" }))
}

/// The session year that an identifier shows.
pub(crate) fn session_of(id: &str) -> Option<String> {
    let part = id.split('-').find(|p| p.len() == 8 && p.bytes().all(|b| b.is_ascii_digit()))?;
    part.parse::<SessionYear>().ok().map(|_| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_identifiers_are_one() {
        for (text, id) in [
            ("https://zoek.officielebekendmakingen.nl/kst-32545-143/metadata.xml", "kst-32545-143"),
            ("https://zoek.officielebekendmakingen.nl/stb-2018-84.html", "stb-2018-84"),
            ("http://wetten.overheid.nl/BWBR0004825/", "BWBR0004825"),
            ("http://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:GHARL:2014:2143", "ECLI:NL:GHARL:2014:2143"),
            ("https://www.tweedekamer.nl/kamerstukken/detail?id=2018Z20967&did=2018D54210", "2018Z20967"),
            ("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679", "32016R0679"),
            ("CVDR100394_2", "CVDR100394"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(id), "{text}");
        }
        assert_eq!(canonical("kst-verzamelbrief"), None);
        assert_eq!(canonical("kst-35538-advies-rvs"), None);
        assert_eq!(canonical("kst-27801-55-b1").as_deref(), Some("kst-27801-55-b1"));
    }

    #[test]
    fn dates_and_dossiers_are_read_in_all_spellings() {
        for text in ["2018-11-13", "2018-11-13T10:15:00", "13-11-2018", "13 november 2018", "13 nov. 2018", "20181113"] {
            assert_eq!(date(text).as_deref(), Some("2018-11-13"), "{text}");
        }
        assert_eq!(date("13 brumaire 2018"), None);
        assert_eq!(dossier_parts("34 550 V"), Some(("34550".to_owned(), Some("V".to_owned()))));
        assert_eq!(dossier_parts("21501-20"), Some(("21501".to_owned(), Some("20".to_owned()))));
        assert_eq!(dossier_parts("32 545"), Some(("32545".to_owned(), None)));
        assert_eq!(session("Vergaderjaar 2018–2019").map(|s| s.first()), Some(2018));
        assert_eq!(session("2018/19").map(|s| s.first()), Some(2018));
        assert_eq!(session("2018/20"), None);
    }
}
