//! The heading of a parliamentary paper: its dossiers and its number.

use super::{Heading, Session};
use crate::id::{Dossier, Kamerstuk};

/// So many lines may stand between a paper's dossier and its number.
const BETWEEN: usize = 24;

/// A parliamentary paper: its dossiers at the start of lines, its number at the start of a later one.
pub(super) fn read(lines: &[&str], sessions: &[Option<Session<'_>>], heading: &mut Heading) {
    let mut dossiers: Vec<(Dossier, String)> = Vec::new();
    let mut at = lines.len();
    let mut number_line = None;
    let session = sessions.iter().any(Option::is_some);
    for (i, line) in lines.iter().enumerate().take(60) {
        if let Some(Some((_, rest))) = sessions.get(i) {
            let rest = rest.trim_start_matches(['-', '–', '—', ' ']);
            if let Some(number) = number(rest) {
                number_line = Some((i, number, ""));
            } else {
                let listed = dossier_list(rest, true);
                if !listed.is_empty() && dossiers.is_empty() {
                    at = i;
                    dossiers = listed;
                }
            }
            continue;
        }
        let found = number(line).map(|found| (found, after_number(line))).or_else(|| number_at_end(line)).or_else(|| {
            // Advice of the Raad van State bears a letter in both chambers.
            let letter = (line.len() == 1 && line.as_bytes()[0].is_ascii_uppercase()).then(|| (*line).to_owned());
            let advice = |next: &&str| ["ADVIES", "NADER RAPPORT", "OORSPRONKELIJKE TEKST"].iter().any(|w| next.starts_with(w));
            letter.filter(|_| session && lines.get(i + 1).is_some_and(advice)).map(|letter| (letter, ""))
        });
        if let Some((found, kind)) = found.filter(|_| !dossiers.is_empty() || session) {
            if number_line.is_none() && (dossiers.is_empty() || i <= at + BETWEEN) {
                number_line = Some((i, found, kind));
            }
            if !dossiers.is_empty() {
                break;
            }
            continue;
        }
        if dossiers.is_empty() || i <= at + 6 {
            for (dossier, title) in dossier_list(line, session) {
                if dossiers.is_empty() {
                    at = i;
                }
                dossiers.push((dossier, title));
            }
        }
        if !dossiers.is_empty()
            && heading.chamber == Some("ek")
            && let Some((letter, kind)) = letter(line)
        {
            number_line = Some((i, letter, kind));
            break;
        }
        if !dossiers.is_empty() && number_line.is_some() && i > at + 6 {
            break;
        }
    }
    if dossiers.is_empty() && !session {
        heading.ids.extend(after_the_war(lines));
        return;
    }
    let Some((number_at, number, kind)) = number_line else { return };
    // An identifier of the Eerste Kamer bears the session year.
    if dossiers.is_empty() || number_at > at + BETWEEN || heading.chamber == Some("ek") && heading.session.is_none() {
        return;
    }
    if let [(dossier, _), ..] = &mut dossiers[..]
        && dossier.suffix().is_none()
        && let Some(chapter) = chapter(&lines[..number_at], dossier.number())
        && let Ok(with) = Dossier::new(dossier.number(), Some(&chapter))
    {
        *dossier = with;
    }
    let year = heading.session.filter(|s| heading.chamber == Some("ek") && s.first() <= 2009 || s.first() < 1945);
    heading.ids = dossiers.iter().filter_map(|(d, _)| Kamerstuk::new(year, d.clone(), &number).ok()).map(|k| k.to_string()).collect();
    heading.ids.dedup();
    let title = dossiers.first().map(|(_, t)| t.trim().to_owned()).filter(|t| !t.is_empty());
    heading.title = title.or_else(|| lines.get(at + 1).filter(|_| at + 1 < number_at).map(|l| (*l).to_owned()));
    let kind = if kind.is_empty() { lines.get(number_at + 1).copied().unwrap_or_default() } else { kind };
    heading.kind = (kind.contains(char::is_alphabetic) && kind.chars().take(8).all(|c| !c.is_lowercase())).then(|| kind.to_owned());
}

/// The chapter of a budget that stands on a line of its own: "Hoofdstuk XV Departement van Sociale Zaken".
fn chapter(lines: &[&str], dossier: &str) -> Option<String> {
    let budget = dossier.ends_with("00") && lines.iter().any(|l| l.to_lowercase().contains("begroting"));
    let line = lines.iter().find_map(|l| l.strip_prefix("Hoofdstuk ").or_else(|| l.strip_prefix("HOOFDSTUK "))).filter(|_| budget)?;
    let chapter: String = line.chars().take_while(|c| c.is_ascii_uppercase() || *c == '!').collect();
    // Scans read "VIII" as "VIM", and "XI" as "X!".
    let mut chapter = chapter.replace("IM", "III").replace('!', "I");
    // "IX-B" is the chapter IXB.
    let mut behind = line[line.find(|c: char| !c.is_ascii_uppercase() && c != '!').unwrap_or(line.len())..].chars();
    if let (Some('-'), Some(part @ ('A' | 'B')), Some(' ') | None) = (behind.next(), behind.next(), behind.next()) {
        chapter.push(part);
    }
    (!chapter.is_empty() && chapter.len() <= 6 && chapter.bytes().all(|b| b"IVXAB".contains(&b))).then_some(chapter)
}

/// A paper of 1945 to 1952: "Bijlagen / 2057 / 1—2 / Tweede Kamer", later "2057 1". Dossiers are numbered
/// through from 1945 on; earlier ones begin anew each session, which such a heading does not name.
fn after_the_war(lines: &[&str]) -> Option<String> {
    let head = lines.first()?.to_lowercase();
    if !(head.starts_with("bijlage") || head.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let number = |w: &str| w.len() <= 4 && !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = lines.iter().take(4).flat_map(|l| l.split([' ', '—', '-', '–', '.'])).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| number(w) && w.parse::<u16>().is_ok_and(|n| !(1940..1960).contains(&n)))?;
    let paper = words.get(at + 1).filter(|w| number(w) && w.len() <= 2)?;
    // The pair stands once more at the head of the paper itself: "2057 1".
    let again = lines.iter().skip(1).take(14).any(|l| l.split_whitespace().collect::<Vec<_>>() == [words[at], *paper]);
    let years = || lines.iter().take(40).flat_map(|l| l.split(|c: char| !c.is_ascii_digit())).filter_map(|w| w.parse::<u16>().ok().filter(|_| w.len() == 4));
    let latest = || years().filter(|y| (1800..=1960).contains(y)).max();
    (again && latest().is_some_and(|year| (1946..=1953).contains(&year))).then(|| format!("kst-{}-{paper}", words[at]))
}

/// The dossiers that begin a line: one with its title, or several: "11 865 (R 859) en 11 866".
fn dossier_list(line: &str, session: bool) -> Vec<(Dossier, String)> {
    let Some((first, rest)) = dossier(line, session) else { return Vec::new() };
    let mut all = vec![(first, rest.to_owned())];
    let mut rest = rest;
    while all.len() < 40 {
        let next = rest.trim_start().strip_prefix(',').or_else(|| rest.trim_start().strip_prefix("en ")).unwrap_or(rest).trim_start();
        if next.len() == rest.trim_start().len() {
            break;
        }
        let next = next.strip_prefix("en ").unwrap_or(next);
        let Some((dossier, after)) = dossier(next, true) else { break };
        all.push((dossier, after.to_owned()));
        rest = after;
    }
    all
}

/// "34 550 V Vaststelling van …": five digits (four in old papers), a chapter or series, then a title, or more dossiers.
fn dossier(line: &str, session: bool) -> Option<(Dossier, &str)> {
    if !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let compact: String = line.chars().take(6).filter(|c| c.is_ascii_digit()).collect();
    let bytes = line.as_bytes();
    let spaced = matches!(bytes.get(2), Some(b' ' | b'.')) && compact.len() >= 5;
    let digits = if spaced { compact[..5].to_owned() } else { line.chars().take_while(char::is_ascii_digit).collect() };
    let width = digits.len() + usize::from(spaced);
    let mut rest = line.get(width..)?;
    if !(digits.len() == 5 || digits.len() == 4 && session && !(1800..2100).contains(&digits.parse::<u16>().ok()?))
        || rest.starts_with(|c: char| c.is_alphanumeric())
    {
        return None;
    }
    let list = rest.starts_with(',') || rest.trim_start().starts_with("en ");
    if !session && list || rest.starts_with('.') {
        return None;
    }
    let series = rest.strip_prefix('-').and_then(|r| r.get(..2)).filter(|s| digits == "21501" && s.bytes().all(|b| b.is_ascii_digit()));
    if let Some(series) = series {
        return Some((Dossier::new(&digits, Some(series)).ok()?, &rest[3..]));
    }
    // "(R 859)" is the number of a law of the whole Kingdom: no part of the identifier.
    if let Some(after) = rest.trim_start().strip_prefix("(R").and_then(|r| r.split_once(')')) {
        rest = after.1;
    }
    let bare = rest.trim_start();
    let word = bare.split([' ', '\t', ',', '(']).next().unwrap_or_default();
    let chapter = (!word.is_empty() && word.len() <= 6 && word.bytes().all(|b| b"IVXABC".contains(&b)) && word != "A"
        || word.len() == 1 && b"BCFHJKLM".contains(&word.as_bytes()[0]))
    .then_some(word);
    let rest = if chapter.is_some() { &bare[word.len()..] } else { rest };
    // A title begins with a capital; "10 000 inwoners" is no dossier.
    let first = rest.trim_start().chars().next();
    let list = list || session && rest.trim_start().starts_with("en ");
    if first.is_some_and(|c| c.is_lowercase()) && !list || matches!(first, Some('%' | '€' | '-' | '–')) {
        return None;
    }
    Some((Dossier::new(&digits, chapter).ok()?, rest))
}

/// "Nr. 64 BRIEF VAN DE MINISTER", "IMr. 261", "No. 2", "Nrs. 1-2": the number at the start of a line.
fn number(line: &str) -> Option<String> {
    if !line.starts_with(['N', 'n', 'I', 'M']) {
        return None;
    }
    let rest = ["Nr.", "nr.", "NR.", "IMr.", "INr.", "MNr.", "Mr.", "Nrs.", "No.", "N°.", "N o.", "Nr", "IMr"].iter().find_map(|w| line.strip_prefix(w))?;
    let rest = rest.trim_start();
    let mut number: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    // "Nr. 11 c": the letter of a second paper may stand apart.
    if let [b' ', letter @ b'a'..=b'h'] = rest.as_bytes().get(number.len()..).unwrap_or_default() {
        number.push(char::from(*letter));
    }
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && number.len() - digits.len() <= 1
        || number.len() <= 2 && number.bytes().all(|b| b.is_ascii_uppercase());
    (fits && !number.is_empty()).then_some(number)
}

/// "VERSLAG Nr. 4", "BRIEF VAN DE MINISTER Nr. 1": the number at the end of a line in capitals, and what stands before it.
fn number_at_end(line: &str) -> Option<(String, &str)> {
    let space = |line: &str| memchr::memrchr(b' ', line.as_bytes());
    let at = space(line[..space(line)?].trim_end())?;
    let end = line[at..].trim();
    if !end.starts_with(['N', 'n', 'I', 'M']) {
        return None;
    }
    let kind = line[..at].trim_end();
    let capitals =
        kind.chars().filter(|c| c.is_alphabetic()).take(6).all(char::is_uppercase) && kind.len() >= 6 && !kind.starts_with(|c: char| c.is_ascii_digit());
    // "BIJLAGEN BIJ STUK Nr. 11" belongs to another paper.
    let capitals = capitals && !kind.ends_with("STUK");
    number(end).filter(|number| capitals && end.trim_end_matches('.').ends_with(number.as_str())).map(|number| (number, kind))
}

/// What stands after the number: "BRIEF VAN DE MINISTER".
fn after_number(line: &str) -> &str {
    let rest = line.find(|c: char| c.is_ascii_digit()).map_or("", |at| line[at..].trim_start_matches(|c: char| c.is_ascii_alphanumeric()));
    rest.trim_start_matches(['.', ' ', '\t', '\u{a0}'])
}

/// A paper of the Eerste Kamer bears a letter: "D BRIEF VAN DE STAATSSECRETARIS".
fn letter(line: &str) -> Option<(String, &str)> {
    let (letter, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let fits = letter.len() <= 2 && !letter.is_empty() && letter.bytes().all(|b| b.is_ascii_uppercase());
    let rest = rest.trim();
    (fits && rest.chars().filter(|c| c.is_alphabetic()).take(6).all(char::is_uppercase) && rest.len() > 5).then(|| (letter.to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_after_the_war_has_its_pair_twice() {
        let heading = |first| after_the_war(&[first, "Begroting voor 1951", "2057 1", "Aan de Tweede Kamer"]);
        assert_eq!(heading("Bijlage 2057 — 1").as_deref(), Some("kst-2057-1"));
        assert_eq!(heading("2057 — 1").as_deref(), Some("kst-2057-1"));
        assert_eq!(heading("Handelingen 2057 — 1"), None);
        assert_eq!(heading("Bijlage 2058 — 1"), None);
        assert_eq!(after_the_war(&["Bijlage 2057 — a", "Begroting voor 1951", "2057 a"]), None);
        assert_eq!(after_the_war(&["Bijlage 2057 — 1", "Begroting voor 1939", "2057 1"]), None);
    }
}
