//! What the metadata of a file says, gathered as it is met, then made into a document's [`Metadata`].

use crate::{
    document::Document,
    id::{Celex, Dossier, Ecli, Jci, Kamerstuk, Publication, SessionYear},
};

/// What a piece of metadata is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The document's own identifier, in any spelling.
    Id,
    /// Another identifier of the same document.
    OtherId,
    Title,
    Kind,
    Date,
    /// A date that counts where there is none of the better kind.
    WeakDate,
    Chamber,
    Session,
    Author,
    /// A dossier under which the document is filed.
    Dossier,
    /// A dossier's budget chapter or series.
    Suffix,
    /// Its number in its dossier, session or year.
    Number,
    /// The first and the second number of a sitting and an item of it.
    Sitting,
    Item,
    /// The list it is published in: "Kamerstuk", "Staatscourant".
    Series,
    /// The calendar year of an issue.
    Year,
}

/// Pieces of metadata in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Facts(Vec<(Field, String)>);

impl Facts {
    pub fn add(&mut self, field: Field, value: &str) {
        let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let value = value.trim_start_matches('\u{feff}').trim();
        if !value.is_empty() && self.0.len() < 4096 {
            self.0.push((field, value.to_owned()));
        }
    }

    pub fn first(&self, field: Field) -> Option<&str> {
        self.all(field).next()
    }

    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(f, _)| *f == field).map(|(_, v)| v.as_str())
    }

    /// Writes what is known into a document.
    pub fn fill(&self, document: &mut Document<'_>) {
        let mut ids: Vec<String> = Vec::new();
        let spelled = self.all(Field::Id).chain(self.all(Field::OtherId)).filter_map(canonical);
        for id in spelled.chain(self.papers()).chain(self.issue()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let known = self.all(Field::Id).any(|v| canonical(v).is_some()) || self.first(Field::OtherId).is_none();
        let mut ids = ids.into_iter();
        if document.own.is_none() && known {
            document.own = ids.next();
        }
        let own = document.own.clone();
        let meta = &mut document.metadata;
        for id in ids.filter(|id| Some(id) != own.as_ref()) {
            if !meta.other_ids.contains(&id) {
                meta.other_ids.push(id);
            }
        }
        let set = |slot: &mut Option<String>, value: Option<String>| {
            if slot.is_none() {
                *slot = value;
            }
        };
        set(&mut meta.title, self.first(Field::Title).map(str::to_owned));
        set(&mut meta.kind, self.first(Field::Kind).map(str::to_owned));
        set(&mut meta.author, self.first(Field::Author).map(str::to_owned));
        set(&mut meta.date, self.all(Field::Date).chain(self.all(Field::WeakDate)).find_map(date));
        set(&mut meta.session, self.session().map(|s| format!("{}{}", s.first(), s.first() + 1)));
        set(&mut meta.chamber, self.chamber().map(str::to_owned));
        if let Some(own) = &own {
            set(&mut meta.chamber, chamber_of(own).map(str::to_owned));
            set(&mut meta.session, session_of(own));
        }
    }

    fn session(&self) -> Option<SessionYear> {
        self.all(Field::Session).find_map(session)
    }

    fn chamber(&self) -> Option<&'static str> {
        self.all(Field::Chamber).find_map(|c| {
            let lower = c.to_lowercase();
            match () {
                () if lower.contains("verenigde vergadering") => Some("vv"),
                () if lower.contains("eerste") || lower == "1" || lower.contains("senate") => Some("ek"),
                () if lower.contains("tweede") || lower == "2" || lower.contains("commons") => Some("tk"),
                () => None,
            }
        })
    }

    /// The identifiers of a paper under each of its dossiers.
    fn papers(&self) -> Vec<String> {
        let Some(number) = self.first(Field::Number).map(|n| n.trim_start_matches("Nr.").trim().to_owned()) else { return Vec::new() };
        let session = self.session().filter(|s| self.chamber() == Some("ek") && s.first() < 2010);
        let suffix = self.first(Field::Suffix);
        self.all(Field::Dossier)
            .flat_map(|d| d.split([';', ',']))
            .filter_map(|dossier| {
                let (digits, own_suffix) = dossier_parts(dossier)?;
                let dossier = Dossier::new(&digits, own_suffix.as_deref().or(suffix)).ok()?;
                Some(Kamerstuk::new(session, dossier, &number).ok()?.to_string())
            })
            .collect()
    }

    /// The identifier that a series, a year or session and a number make.
    fn issue(&self) -> Option<String> {
        let series = self.first(Field::Series)?.to_lowercase();
        let number = self.first(Field::Number);
        let chamber = self.chamber().unwrap_or("tk");
        let session = self.session().map(|s| format!("{}{}", s.first(), s.first() + 1));
        let year = self.first(Field::Year);
        let id = match () {
            () if series.contains("aanhangsel") => format!("ah-{chamber}-{}-{}", session?, number?),
            () if series.contains("handelingen") => format!("h-{chamber}-{}-{}-{}", session?, self.first(Field::Sitting)?, self.first(Field::Item)?),
            () if series.contains("staatsblad") => format!("stb-{}-{}", year?, number?),
            () if series.contains("staatscourant") => format!("stcrt-{}-{}", year?, number?),
            () if series.contains("tractatenblad") => format!("trb-{}-{}", year?, number?),
            () => return None,
        };
        canonical(&id)
    }
}

/// The digits and the chapter of "34 550 V", "21501-20", "(R1234)".
pub(super) fn dossier_parts(text: &str) -> Option<(String, Option<String>)> {
    let text = text.trim();
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).take_while(char::is_ascii_digit).collect();
    let mut left = digits.len();
    let rest: String = text.chars().skip_while(|c| if c.is_ascii_digit() && left > 0 { left -= 1; true } else { left > 0 && matches!(c, ' ' | '.' | '\u{a0}') }).collect();
    let suffix = rest.trim_start_matches(['-', ' ', '\u{a0}']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let fits = !suffix.is_empty() && suffix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && suffix.len() <= 6;
    (!digits.is_empty()).then(|| (digits, fits.then(|| suffix.to_owned())))
}

/// The canonical identifier that a spelling of one means: itself, in a URL, a file name, another case.
pub(super) fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = text.split(['?', '#']).next().unwrap_or_default();
    let direct = |t: &str| -> Option<String> {
        let t = t.trim_end_matches(".html").trim_end_matches(".xml").trim_end_matches(".pdf");
        if t.starts_with("BWB") || t.starts_with("jci") || t.starts_with("1.") {
            return t.parse::<Jci>().ok().map(|j| j.to_string());
        }
        if t.get(..5).is_some_and(|p| p.eq_ignore_ascii_case("ecli:")) {
            return t.parse::<Ecli>().ok().map(|e| e.to_string());
        }
        if t.len() == 10 && matches!(t.as_bytes()[4], b'D' | b'Z') && t.bytes().enumerate().all(|(i, b)| i == 4 || b.is_ascii_digit()) {
            return Some(t.to_owned());
        }
        if t.starts_with("CVDR") && t[4..].split('_').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
            return Some(t.split('_').next().unwrap_or(t).to_owned());
        }
        if t.parse::<Celex>().is_ok() {
            return Some(t.to_owned());
        }
        let publication = t.parse::<Publication>().ok()?;
        (publication.prefix() != "kst" || t.parse::<Kamerstuk>().is_ok()).then(|| t.to_owned())
    };
    if !text.contains("://") {
        return direct(text);
    }
    let query = text.split(['?', '&']).skip(1).find_map(|pair| pair.strip_prefix("id=").or_else(|| pair.strip_prefix("did=")).or_else(|| pair.strip_prefix("uri=CELEX:")));
    query.and_then(direct).or_else(|| bare.rsplit('/').find_map(direct)).or_else(|| text.rsplit_once("CELEX:").and_then(|(_, t)| direct(t)))
}

/// A date as `2018-11-13`: from that form, from "13-11-2018", from "13 november 2018".
pub(super) fn date(text: &str) -> Option<String> {
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
pub(super) fn month_of(word: &str) -> Option<u16> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|m| *m == word || (word.len() >= 3 && m.starts_with(word.trim_end_matches('.'))));
    at.and_then(|at| u16::try_from(at + 1).ok())
}

/// A session year from "2018-2019", "20182019", "2018/19", "Vergaderjaar 2018–2019".
pub(super) fn session(text: &str) -> Option<SessionYear> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    match digits.len() {
        8 => digits.parse().ok(),
        6 => format!("{}{}", &digits[..4], digits[..4].parse::<u16>().ok()? + 1).parse().ok().filter(|_| {
            digits[..4].parse::<u16>().is_ok_and(|y| digits[4..].parse::<u16>().is_ok_and(|e| (y + 1) % 100 == e))
        }),
        _ => None,
    }
}

/// The chamber that an identifier shows.
pub(super) fn chamber_of(id: &str) -> Option<&'static str> {
    let mut parts = id.split('-');
    match (parts.next()?, parts.next()?) {
        ("h" | "ah" | "ag" | "kv" | "nds", chamber) => ["tk", "ek", "vv"].into_iter().find(|c| *c == chamber),
        _ => None,
    }
}

/// The session year that an identifier shows.
pub(super) fn session_of(id: &str) -> Option<String> {
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

    #[test]
    fn a_joint_paper_has_an_identifier_for_each_dossier() {
        let mut facts = Facts::default();
        facts.add(Field::Dossier, "35334;30252");
        facts.add(Field::Number, "331");
        let mut document = Document::from_text("");
        facts.fill(&mut document);
        assert_eq!(document.own.as_deref(), Some("kst-35334-331"));
        assert_eq!(document.metadata.other_ids, ["kst-30252-331"]);
    }
}
