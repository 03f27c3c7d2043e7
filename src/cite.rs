//! How a canonical identifier is cited in words, as the guides for legal writing have it.

use crate::{
    engine::Verwijs,
    id::{Celex, Ecli, EuArticle, Id, Jci, Kamerstuk, Publication, SessionYear, is_law_number, tweede_kamer_kind},
};

/// A normalised way to cite what `id` names, for the kinds of identifier that tell enough; a law goes by its BWB number.
///
/// ```
/// use verwijs::{Id, cite};
/// assert_eq!(cite(&Id::new("kst-34550-V-52")).unwrap(), "Kamerstukken II, 34 550 V, nr. 52");
/// assert_eq!(cite(&Id::new("h-tk-20172018-26-4")).unwrap(), "Handelingen II 2017/18, nr. 26, item 4");
/// assert_eq!(cite(&Id::new("stb-2018-123")).unwrap(), "Stb. 2018, 123");
/// ```
pub fn cite(id: &Id) -> Option<String> {
    cite_as(id, None)
}

impl Verwijs {
    /// A normalised way to cite what `id` names; laws go by the name that a register has for them.
    pub fn cite(&self, id: &Id) -> Option<String> {
        let whole = whole(id);
        cite_as(id, self.label(&whole))
    }

    /// The short words that a reader knows it by, at a node of a drawing and in a row of a table.
    pub(crate) fn short(&self, id: &Id) -> Option<String> {
        if is_law_number(id.as_str()) {
            return Some(self.label(id).unwrap_or(id.as_str()).to_owned());
        }
        label(id).or_else(|| self.cite(id))
    }
}

/// The act that an identifier of an article names a part of; others as they are.
pub(crate) fn whole(id: &Id) -> Id {
    if is_law_number(id.as_str()) {
        return id.clone();
    }
    if let Ok(jci) = id.as_str().parse::<Jci>() {
        return Id::new(jci.bwb());
    }
    if let Ok(article) = id.as_str().parse::<EuArticle>() {
        return article.act().clone().into();
    }
    // Chapters and annexes of an act.
    match id.as_str().split_once('&') {
        Some((act, _)) if act.parse::<Celex>().is_ok() => Id::new(act),
        _ => id.clone(),
    }
}

fn cite_as(id: &Id, act: Option<&str>) -> Option<String> {
    let text = id.as_str();
    if let Ok(jci) = text.parse::<Jci>() {
        return Some(law(&jci, act));
    }
    if let Ok(ecli) = text.parse::<Ecli>() {
        return Some(ecli.to_string());
    }
    if let Some(words) = eu_part(text, act) {
        return Some(words);
    }
    if let Some(words) = tweede_kamer(text).or_else(|| commission(text)) {
        return Some(words);
    }
    if let Ok(paper) = text.parse::<Kamerstuk>() {
        let house = if senate(&paper) { "I" } else { "II" };
        let session = paper.session().map_or_else(String::new, |s| format!(" {}", years(s)));
        return Some(format!("Kamerstukken {house}{session}, {}", brief(id)?));
    }
    if text.starts_with("dossier/") {
        return Some(format!("Kamerstukken {}", brief(id)?));
    }
    brief(id)
}

/// "document 2018D54210", "zaak 2018Z20967".
fn tweede_kamer(text: &str) -> Option<String> {
    Some(format!("{} {text}", if tweede_kamer_kind(text)? == b'D' { "document" } else { "zaak" }))
}

/// "COM(2021) 727".
fn commission(text: &str) -> Option<String> {
    let (head, number) = text.split_once(')')?;
    matches!(head.split_once('(')?.0, "COM" | "SWD" | "SEC" | "JOIN").then(|| format!("{head}) {number}"))
}

/// The shortest words that a reader of such papers knows it by: "34 550 V, nr. 52", "Stb. 2021, 312".
pub(crate) fn brief(id: &Id) -> Option<String> {
    let text = id.as_str();
    if let Some(dossier) = text.strip_prefix("dossier/") {
        let (number, suffix) = dossier.split_once('-').map_or((dossier, None), |(n, s)| (n, Some(s)));
        return Some(dossier_words(number, suffix));
    }
    if let Ok(paper) = text.parse::<Kamerstuk>() {
        let dossier = dossier_words(paper.dossier().number(), paper.dossier().suffix());
        let nr = if paper.number().starts_with(|c: char| c.is_ascii_digit()) { "nr. " } else { "" };
        return Some(format!("{dossier}, {nr}{}", paper.number()));
    }
    let publication: Publication = text.parse().ok()?;
    let rest = publication.rest();
    let parts: Vec<&str> = rest.split('-').collect();
    match publication.prefix() {
        "h" => debate(&parts),
        "ah" => match parts[..] {
            [chamber, session, number, ..] => Some(format!("Aanhangsel Handelingen {} {}, nr. {number}", house(chamber)?, years(session.parse().ok()?))),
            _ => None,
        },
        "stb" => gazette("Stb.", &parts),
        "stcrt" => gazette("Stcrt.", &parts),
        "trb" => gazette("Trb.", &parts),
        "gmb" => gazette("Gemeenteblad", &parts),
        "wsb" => gazette("Waterschapsblad", &parts),
        "prb" => gazette("Provinciaal blad", &parts),
        "bgr" => gazette("Blad gemeenschappelijke regeling", &parts),
        _ => None,
    }
}

/// The same for a node of a drawing, where a dossier has to say that it is one.
fn label(id: &Id) -> Option<String> {
    let words = brief(id)?;
    Some(if id.as_str().starts_with("dossier/") { format!("dossier {words}") } else { words })
}

/// Letters are papers of the Eerste Kamer, and so is what carries a session year after the war.
fn senate(paper: &Kamerstuk) -> bool {
    let roman = paper.dossier().number().starts_with(|c: char| c.is_ascii_alphabetic());
    roman || paper.number().starts_with(|c: char| c.is_ascii_alphabetic()) || paper.session().is_some_and(|s| s.first() >= 1945)
}

fn dossier_words(number: &str, suffix: Option<&str>) -> String {
    let number = match number.len() {
        5 if number.bytes().all(|b| b.is_ascii_digit()) => format!("{} {}", &number[..2], &number[2..]),
        _ => number.to_owned(),
    };
    match suffix {
        Some(series) if series.starts_with(|c: char| c.is_ascii_digit()) => format!("{number}-{series}"),
        Some(chapter) => format!("{number} {chapter}"),
        None => number,
    }
}

fn law(jci: &Jci, label: Option<&str>) -> String {
    let mut words: Vec<String> = jci.parts().map(|(key, value)| step(key, value)).collect();
    words.push(label.unwrap_or(jci.bwb()).to_owned());
    words.join(", ")
}

/// One step to a part of a law: "lid 1", "onderdeel a".
fn step(key: &str, value: &str) -> String {
    let key = if key == "o" { "onderdeel" } else { key };
    format!("{key} {}", value.replace('+', " ")).trim_end().to_owned()
}

/// An act of the EU, or a part of it: "artikel 6, lid 1, onderdeel f, Verordening (EU) 2016/679".
fn eu_part(text: &str, label: Option<&str>) -> Option<String> {
    let (number, steps) = text.split_once('&').unwrap_or((text, ""));
    let act = whole(&Id::new(text));
    act.as_str().parse::<Celex>().ok()?;
    // The articles of the founding treaties stand within the number: 12012E288.
    let treaty = number.parse::<EuArticle>().ok().and_then(|article| Some(step("artikel", article.article()?)));
    let steps = steps.split('&').filter_map(|part| part.split_once('=')).map(|(key, value)| step(key, value));
    let label = label.map_or_else(|| eu_act(act.as_str()), str::to_owned);
    Some(treaty.into_iter().chain(steps).chain([label]).collect::<Vec<_>>().join(", "))
}

/// The part of an act that an identifier names, without the act, as short as people write it: "art. 3 lid 1 onder a".
pub(crate) fn part(id: &Id) -> Option<String> {
    let text = id.as_str();
    let act = text.parse::<EuArticle>().ok();
    if act.is_none() && text.parse::<Jci>().is_err() {
        return None;
    }
    let words = text.split('&').skip(1).filter_map(|part| part.split_once('=')).map(|(key, value)| {
        let key = match key {
            "artikel" => "art.",
            "o" => "onder",
            other => other,
        };
        format!("{key} {}", value.replace('+', " "))
    });
    // The articles of the founding treaties stand within the number: 12012E288.
    let treaty = act.filter(|_| !text.contains("&artikel=")).and_then(|act| Some(format!("art. {}", act.article()?)));
    let words: Vec<String> = treaty.into_iter().chain(words).collect();
    Some(if words.is_empty() { "whole".to_owned() } else { words.join(" ") })
}

/// "Verordening (EU) 2016/679" for an act, "zaak C-418/07" for a case, the treaties by their short names; others go by their CELEX number.
fn eu_act(celex: &str) -> String {
    match celex {
        "12012E/TXT" => return "VWEU".to_owned(),
        "12012M/TXT" => return "VEU".to_owned(),
        "12012P/TXT" => return "Handvest van de grondrechten van de Europese Unie".to_owned(),
        _ => {}
    }
    act(celex).or_else(|| case(celex)).unwrap_or_else(|| celex.to_owned())
}

/// An act by its number, in the notation of its year.
fn act(celex: &str) -> Option<String> {
    let (year, rest) = celex.strip_prefix('3')?.split_at_checked(4)?;
    let (kind, number) = rest.split_at_checked(1)?;
    let (year, number): (u16, u32) = (year.parse().ok()?, number.parse().ok()?);
    let short = if year < 1999 { format!("{:02}", year % 100) } else { year.to_string() };
    // The communities became the European Community late in 1993 and the Union late in 2009.
    let treaty = match year {
        ..=1993 => "EEG",
        1994..=2009 => "EG",
        _ => "EU",
    };
    Some(match kind {
        "R" if year >= 2015 => format!("Verordening (EU) {year}/{number}"),
        "R" => format!("Verordening ({treaty}) nr. {number}/{short}"),
        "L" if year >= 2015 => format!("Richtlijn (EU) {year}/{number}"),
        "L" => format!("Richtlijn {short}/{number}/{treaty}"),
        "D" if year >= 2015 => format!("Besluit (EU) {year}/{number}"),
        "D" => format!("Besluit {short}/{number}/{treaty}"),
        "H" if year >= 2015 => format!("Aanbeveling (EU) {year}/{number}"),
        "H" => format!("Aanbeveling {short}/{number}/{treaty}"),
        "F" => format!("Kaderbesluit {short}/{number}/JBZ"),
        "E" => format!("Gemeenschappelijk standpunt {short}/{number}/GBVB"),
        _ => return None,
    })
}

/// A case of the EU courts: "zaak C-418/07", before 1989 without a letter.
fn case(celex: &str) -> Option<String> {
    let (year, rest) = celex.strip_prefix('6')?.split_at_checked(4)?;
    let (kind, number) = rest.split_at_checked(2)?;
    let (year, number): (u16, u32) = (year.parse().ok()?, number.parse().ok()?);
    let short = format!("{:02}", year % 100);
    let document = match &kind[1..] {
        "J" => "zaak",
        "O" => "beschikking in zaak",
        "C" => "conclusie in zaak",
        _ => return None,
    };
    match kind.get(..1)? {
        "C" if year < 1989 => Some(format!("{document} {number}/{short}")),
        court => Some(format!("{document} {court}-{number}/{short}")),
    }
}

fn house(chamber: &str) -> Option<&'static str> {
    match chamber {
        "tk" => Some("II"),
        "ek" => Some("I"),
        "vv" => Some("VV"),
        _ => None,
    }
}

fn years(session: SessionYear) -> String {
    format!("{}/{:02}", session.first(), (session.first() + 1) % 100)
}

fn gazette(name: &str, parts: &[&str]) -> Option<String> {
    match parts {
        [year, number, ..] => Some(format!("{name} {year}, {number}")),
        _ => None,
    }
}

/// A debate: what its numbers mean changed in 2009 (pages to meeting and page) and 2011 (meeting and item).
fn debate(parts: &[&str]) -> Option<String> {
    let [chamber, session, numbers @ ..] = parts else { return None };
    let session: SessionYear = session.parse().ok()?;
    let head = format!("Handelingen {} {}", house(chamber)?, years(session));
    let first_item = if *chamber == "ek" { 14 } else { 37 };
    let last_running_page = if *chamber == "ek" { 245 } else { 1465 };
    let value = |at: usize| numbers.get(at).and_then(|n| n.parse::<u32>().ok());
    let (year, first, second) = (session.first(), value(0), value(1));
    let pages = |from: &str, to: &str| if from == to { format!("p. {from}") } else { format!("p. {from}-{to}") };
    Some(match *numbers {
        [meeting] => format!("{head}, nr. {meeting}"),
        [meeting, from, to, ..] if year < 1996 => format!("{head}, nr. {meeting}, {}", pages(from, to)),
        [from, to, ..] if (1996..2009).contains(&year) || (year == 2009 && second? <= last_running_page) => format!("{head}, {}", pages(from, to)),
        [meeting, item, ..] if year > 2010 || (year == 2010 && first? >= first_item) => format!("{head}, nr. {meeting}, item {item}"),
        [meeting, page, ..] => format!("{head}, nr. {meeting}, p. {page}"),
        [] => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_words() {
        for (id, words) in [
            ("kst-20082009-31700-VI-D", "Kamerstukken I 2008/09, 31 700 VI, D"),
            ("kst-21501-02-1740", "Kamerstukken II, 21 501-02, nr. 1740"),
            ("kst-CXXXI-D", "Kamerstukken I, CXXXI, D"),
            ("dossier/34550-V", "Kamerstukken 34 550 V"),
            ("ah-tk-20182019-44", "Aanhangsel Handelingen II 2018/19, nr. 44"),
            ("h-tk-20082009-7140-7144", "Handelingen II 2008/09, p. 7140-7144"),
            ("h-tk-20092010-84-7089", "Handelingen II 2009/10, nr. 84, p. 7089"),
            ("h-ek-20102011-7-16", "Handelingen I 2010/11, nr. 7, p. 16"),
            ("h-ek-20112012-21", "Handelingen I 2011/12, nr. 21"),
            ("stcrt-2018-1234", "Stcrt. 2018, 1234"),
            ("jci1.3:c:BWBR0001854&artikel=300&lid=1&o=a", "artikel 300, lid 1, onderdeel a, BWBR0001854"),
            ("32016R0679&artikel=6", "artikel 6, Verordening (EU) 2016/679"),
            ("32016R0679&artikel=6&lid=1&o=f", "artikel 6, lid 1, onderdeel f, Verordening (EU) 2016/679"),
            ("32016R0679&hoofdstuk=III", "hoofdstuk III, Verordening (EU) 2016/679"),
            ("12012E288&lid=2", "artikel 288, lid 2, VWEU"),
            ("12012E288", "artikel 288, VWEU"),
            ("32004L0038", "Richtlijn 2004/38/EG"),
            ("31971R1408", "Verordening (EEG) nr. 1408/71"),
            ("32002F0584", "Kaderbesluit 2002/584/JBZ"),
            ("62007CJ0418", "zaak C-418/07"),
            ("61982CJ0158", "zaak 158/82"),
            ("2018D54210", "document 2018D54210"),
            ("COM(2021)727", "COM(2021) 727"),
            ("ECLI:NL:HR:2016:162", "ECLI:NL:HR:2016:162"),
        ] {
            assert_eq!(cite(&Id::new(id)).as_deref(), Some(words), "{id}");
        }
        assert_eq!(cite(&Id::new("nds-tk-2009D27141")), None);
    }
}
