//! Which document a text is: from what is given, its file name, or its own heading.

use crate::{
    citation::Citation,
    document::Document,
    grammar::Grammar,
    id::{Dossier, Ecli, Jci, Kamerstuk, Publication, SessionYear},
    recognise::RuleMatch,
    view::View,
};

/// The last session year whose Eerste Kamer papers bear it in their identifier.
const LAST_YEAR_IN_ID: u16 = 2009;
/// How much of a text is its heading.
const HEAD: usize = 4000;

/// The document's own canonical identifier, where it shows one.
pub(super) fn identify(document: &Document<'_>, view: &View<'_>, grammar: &Grammar, matches: &[RuleMatch]) -> Option<String> {
    let text = view.text();
    document
        .own
        .clone()
        .or_else(|| document.path.as_deref().and_then(from_name))
        .or_else(|| (document.named).then(|| canonical(&document.name)).flatten())
        .or_else(|| {
            let mut end = HEAD.min(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            from_heading(&text[..end])
        })
        .or_else(|| from_foot(view, grammar, matches))
}

/// The identifier that a file is named by: `kst-36512-14.txt`, `ECLI-NL-HR-2016-162.xml`.
fn from_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.split('.').next()?;
    canonical(stem).or_else(|| canonical(&stem.replace(['-', '_'], ":")))
}

/// `text`, if it is a canonical identifier.
fn canonical(text: &str) -> Option<String> {
    // Every line of every heading is asked about, and nearly all have words.
    if text.bytes().any(|b| b.is_ascii_whitespace()) {
        return None;
    }
    let publication = || text.parse::<Publication>().ok().filter(|p| p.prefix() != "kst" || p.to_string().parse::<Kamerstuk>().is_ok()).map(|p| p.to_string());
    publication().or_else(|| text.parse::<Ecli>().ok().map(|e| e.to_string())).or_else(|| text.parse::<Jci>().ok().map(|j| j.to_string()))
}

/// The identifier in a heading: "32 175 Huwelijks- en gezinsmigratie / Nr. 64 BRIEF VAN DE MINISTER".
fn from_heading(head: &str) -> Option<String> {
    let lines: Vec<&str> = head.lines().map(str::trim).collect();
    if let Some(id) = lines.iter().find_map(|line| canonical(line).filter(|_| !line.starts_with("BWB"))) {
        return Some(id);
    }
    questions(&lines).or_else(|| paper(&lines))
}

/// A paper's dossier stands at the start of a line and its number at the start of a later one; an Eerste Kamer
/// paper's number stands before, behind the session: "Vergaderjaar 1991-1992 Nr. 220a".
fn paper(lines: &[&str]) -> Option<String> {
    let (at, dossier) = lines.iter().enumerate().find_map(|(i, line)| Some((i, dossier(line)?)))?;
    let (above, below) = lines.split_at(at);
    let house = above.iter().any(|l| l.to_lowercase().starts_with("eerste kamer"));
    let opening = above.iter().find_map(|l| session(l));
    let early = opening.and_then(|(_, rest)| number(rest)).filter(|_| house);
    let late = below.iter().enumerate().skip(1).take(14).find_map(|(i, line)| Some((i, number(line)?)));
    let (end, number) = match (early, late) {
        (Some(number), _) => (below.len().min(6), number),
        (None, late) => late?,
    };
    let dossier = match dossier.suffix() {
        Some(_) => dossier,
        None => Dossier::new(dossier.number(), below[..end].iter().find_map(|l| chapter(l))).ok()?,
    };
    let session = opening
        .and_then(|(years, _)| years.chars().filter(char::is_ascii_digit).collect::<String>().parse::<SessionYear>().ok())
        .filter(|s| house && s.first() <= LAST_YEAR_IN_ID);
    Kamerstuk::new(session, dossier, &number).ok().map(|k| k.to_string())
}

/// The years of a line "Vergaderjaar 1984-1985 Nr. 85", as eight digits, and what follows them.
fn session(line: &str) -> Option<(&str, &str)> {
    let word = ["Vergaderjaar", "VERGADERJAAR", "Zitting", "ZITTING"].into_iter().find(|w| line.starts_with(w))?;
    let years = line[word.len()..].trim_start();
    let end = years.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | ' '))).unwrap_or(years.len());
    Some((years[..end].trim_end(), &years[end..]))
}

/// "34 550 V Vaststelling van …": five digits, a chapter, then a title.
fn dossier(line: &str) -> Option<Dossier> {
    let digits: String = line.chars().take(6).filter(char::is_ascii_digit).collect();
    let width = digits.len() + usize::from(line.as_bytes().get(2) == Some(&b' '));
    let rest = line.get(width..)?;
    if digits.len() != 5 || rest.starts_with(|c: char| c.is_alphanumeric() || c == '.') || rest.starts_with(", ") {
        return None;
    }
    let series = rest.strip_prefix('-').and_then(|r| r.get(..2)).filter(|s| digits == "21501" && s.bytes().all(|b| b.is_ascii_digit()));
    let word = rest.trim_start_matches([' ', '-']).split([' ', '\t']).next()?;
    let chapter = (!word.is_empty() && word.len() <= 6 && word.bytes().all(|b| b"IVXABC".contains(&b)) && word != "A"
        || word.len() == 1 && b"BCFHJKLM".contains(&word.as_bytes()[0]))
    .then_some(word);
    Dossier::new(&digits, series.or(chapter)).ok()
}

/// "Hoofdstuk VIII Departement van Onderwijs en Wetenschappen": the chapter on a line of its own.
fn chapter(line: &str) -> Option<&str> {
    let word = line.strip_prefix("Hoofdstuk ")?.split([' ', ',', ':']).next()?;
    let roman = word.trim_end_matches(['A', 'B', 'C']);
    (!roman.is_empty() && word.len() <= 6 && roman.bytes().all(|b| b"IVX".contains(&b))).then_some(word)
}

/// "Nr. 64 BRIEF VAN DE MINISTER", "Nr. 3", "Nr.4": the number at the start of a line.
fn number(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix("Nr").or_else(|| line.trim_start().strip_prefix("nr"))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let number: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let paper = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) && number.len() - digits.len() <= 2;
    let fits = paper || number.len() <= 2 && number.bytes().all(|b| b.is_ascii_uppercase());
    (fits && !number.is_empty()).then_some(number)
}

/// Questions with their answers are printed under their number: "Aanhangsel van de Handelingen", then "1178", then "Vragen van …".
fn questions(lines: &[&str]) -> Option<String> {
    let at = lines.iter().position(|l| l.starts_with("Aanhangsel van de Handelingen"))?;
    let years: String = lines[..at].iter().find_map(|l| session(l))?.0.chars().filter(char::is_ascii_digit).collect();
    let session: SessionYear = years.parse().ok()?;
    let house = if lines[..at].iter().any(|l| l.starts_with("Eerste Kamer")) { "ek" } else { "tk" };
    let mut rest = lines[at..].iter().filter(|l| !l.is_empty()).peekable();
    while let Some(line) = rest.next() {
        let digits = !line.is_empty() && line.len() <= 4 && line.bytes().all(|b| b.is_ascii_digit());
        if digits && rest.peek().is_some_and(|next| next.starts_with("Vragen van") || next.starts_with("Vraag van")) {
            return Some(format!("ah-{house}-{session}-{line}"));
        }
    }
    None
}

/// The foot of the last page names the paper: "Tweede Kamer, vergaderjaar 1986-1987, 19 622, nr. 2".
fn from_foot(view: &View<'_>, grammar: &Grammar, matches: &[RuleMatch]) -> Option<String> {
    const TAIL: usize = 120;
    let text = view.text();
    let found = matches.iter().rev().find(|m| grammar.rules[m.rule].resolver.as_deref() == Some("kamerstuk"))?;
    let rule = &grammar.rules[found.rule];
    let opens_line = text[..found.span.start].trim_end_matches(' ').ends_with('\n');
    if !opens_line || rule.name != "chamber" || text.len() - found.span.end > TAIL || text[found.span.end..].contains(char::is_alphabetic) {
        return None;
    }
    let number = found.groups[0].values("number").first().or(found.groups[0].values("letter").first())?;
    let session = found.value(rule, 0, "session")?.parse::<SessionYear>().ok();
    let session = session.filter(|s| found.value(rule, 0, "house") == Some("ek") && s.first() <= LAST_YEAR_IN_ID);
    let dossier = Dossier::new(found.value(rule, 0, "dossier")?, found.value(rule, 0, "suffix")).ok()?;
    Kamerstuk::new(session, dossier, &number.text).ok().map(|k| k.to_string())
}

/// Whether the words are the foot of a page of the document `own`, which papers printed together share: "Tweede
/// Kamer, zitting 1981, 16 927, nrs. 1-3" on a line of its own.
pub(crate) fn is_foot(citation: &Citation, own: &str, text: &str) -> bool {
    const BLANK: [char; 4] = [' ', '\t', '\r', '\u{a0}'];
    let before = text[..citation.span.start].trim_end_matches(BLANK);
    let behind = text[citation.span.end..].trim_start_matches(BLANK);
    let alone = (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'));
    alone && citation.rule == "kamerstuk/chamber" && citation.targets.iter().any(|t| t.id.as_str() == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_its_paper() {
        let head = "Tweede Kamer der Staten-Generaal 2\nVergaderjaar 2018-2019\n\n32 175 Huwelijks- en gezinsmigratie\n\nNr. 64 BRIEF VAN DE MINISTER\n";
        assert_eq!(from_heading(head).as_deref(), Some("kst-32175-64"));
        assert_eq!(from_heading("21501-20 Europese Raad\nNr. 915 MOTIE").as_deref(), Some("kst-21501-20-915"));
        assert_eq!(from_heading("35 925 XIV Vaststelling\nNr. 131 BRIEF").as_deref(), Some("kst-35925-XIV-131"));
        let senate = "Eerste Kamer der Staten-Generaal\n1\nVergaderjaar 1991-1992 Nr. 220a\n22388\nWijziging van de wet\n";
        assert_eq!(from_heading(senate).as_deref(), Some("kst-19911992-22388-220a"));
        let budget = "Tweede Kamer der Staten-Generaal\n2\nZitting 1978-1979\n15 300\nHoofdstuk V Departement van Buitenlandse Zaken\nNr. 86\nMOTIE";
        assert_eq!(from_heading(budget).as_deref(), Some("kst-15300-V-86"));
        let questions =
            "Tweede Kamer der Staten-Generaal\n2\nVergaderjaar 2023-2024\nAanhangsel van de Handelingen\nVragen gesteld\n1178\nVragen van het lid A";
        assert_eq!(from_heading(questions).as_deref(), Some("ah-tk-20232024-1178"));
        assert_eq!(from_heading("Er waren 34 550 mensen\nNr. 3"), None);
    }

    #[test]
    fn a_file_name_names_its_document() {
        assert_eq!(from_name("corpus/uitspraken/ECLI-NL-RBDHA-2021-4410.txt").as_deref(), Some("ECLI:NL:RBDHA:2021:4410"));
        assert_eq!(from_name("a/h-tk-20222023-61-5.txt").as_deref(), Some("h-tk-20222023-61-5"));
        assert_eq!(from_name("brief.txt"), None);
    }
}
