//! Which document a text is: from what is given, its file name, or its own heading.

use crate::{
    document::Document,
    id::{Dossier, Ecli, Jci, Kamerstuk, Publication, SessionYear},
    view::View,
};

/// How much of a text is its heading.
const HEAD: usize = 4000;

/// The document's own canonical identifier, where it shows one.
pub(super) fn identify(document: &Document<'_>, view: &View<'_>) -> Option<String> {
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
}

/// The identifier that a file is named by: `kst-36512-14.txt`, `ECLI-NL-HR-2016-162.xml`.
fn from_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.split('.').next()?;
    canonical(stem).or_else(|| canonical(&stem.replace(['-', '_'], ":")))
}

/// `text`, if it is a canonical identifier.
fn canonical(text: &str) -> Option<String> {
    let publication = || text.parse::<Publication>().ok().filter(|p| p.prefix() != "kst" || p.to_string().parse::<Kamerstuk>().is_ok()).map(|p| p.to_string());
    publication().or_else(|| text.parse::<Ecli>().ok().map(|e| e.to_string())).or_else(|| text.parse::<Jci>().ok().map(|j| j.to_string()))
}

/// The identifier in a heading: "32 175 Huwelijks- en gezinsmigratie / Nr. 64 BRIEF VAN DE MINISTER".
fn from_heading(head: &str) -> Option<String> {
    let lines: Vec<&str> = head.lines().map(str::trim).collect();
    if let Some(id) = lines.iter().find_map(|line| canonical(line).filter(|_| !line.starts_with("BWB"))) {
        return Some(id);
    }
    paper(&lines)
}

/// A paper's dossier stands at the start of a line and its number at the start of a later one.
fn paper(lines: &[&str]) -> Option<String> {
    let (at, dossier) = lines.iter().enumerate().find_map(|(i, line)| Some((i, dossier(line)?)))?;
    let (number, _) = lines[at..].iter().skip(1).take(14).find_map(|line| number(line).map(|n| (n, line)))?;
    let house = lines[..at].iter().any(|l| l.to_lowercase().starts_with("eerste kamer"));
    let session = lines[..at].iter().find_map(|l| {
        let years: String = l.to_lowercase().strip_prefix("vergaderjaar")?.chars().filter(char::is_ascii_digit).take(8).collect();
        years.parse::<SessionYear>().ok()
    });
    let session = session.filter(|s| house && s.first() <= 2009);
    Kamerstuk::new(session, dossier, &number).ok().map(|k| k.to_string())
}

/// "34 550 V Vaststelling van …": five digits, a chapter, then a title.
fn dossier(line: &str) -> Option<Dossier> {
    let digits: String = line.chars().take(6).filter(char::is_ascii_digit).collect();
    let width = digits.len() + usize::from(line.as_bytes().get(2) == Some(&b' '));
    let rest = line.get(width..)?;
    if digits.len() != 5 || rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.')) {
        return None;
    }
    let series = rest.strip_prefix('-').and_then(|r| r.get(..2)).filter(|s| digits == "21501" && s.bytes().all(|b| b.is_ascii_digit()));
    let word = rest.trim_start().split([' ', '\t']).next()?;
    let chapter = (!word.is_empty() && word.len() <= 6 && word.bytes().all(|b| b"IVXABC".contains(&b)) && word != "A"
        || word.len() == 1 && b"BCFHJKLM".contains(&word.as_bytes()[0]))
    .then_some(word);
    Dossier::new(&digits, series.or(chapter)).ok()
}

/// "Nr. 64 BRIEF VAN DE MINISTER", "Nr. 3": the number at the start of a line.
fn number(line: &str) -> Option<String> {
    let rest = line.strip_prefix("Nr.").or_else(|| line.strip_prefix("nr."))?.trim_start();
    let number: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let fits = number.bytes().all(|b| b.is_ascii_digit()) && number.len() <= 4 || number.len() <= 2 && number.bytes().all(|b| b.is_ascii_uppercase());
    (fits && !number.is_empty()).then_some(number)
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
        assert_eq!(from_heading("Er waren 34 550 mensen\nNr. 3"), None);
    }

    #[test]
    fn a_file_name_names_its_document() {
        assert_eq!(from_name("corpus/uitspraken/ECLI-NL-RBDHA-2021-4410.txt").as_deref(), Some("ECLI:NL:RBDHA:2021:4410"));
        assert_eq!(from_name("a/h-tk-20222023-61-5.txt").as_deref(), Some("h-tk-20222023-61-5"));
        assert_eq!(from_name("brief.txt"), None);
    }
}
