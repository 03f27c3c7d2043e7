//! When a document is from: a day, a month, a year, or the year of a session.

use crate::{
    document::Document,
    id::{Celex, Ecli, Id, Kamerstuk, SessionYear, is_law_number, tweede_kamer_kind},
    span,
    spelling::{find_in_any_case, month_of},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The time that a document is known to be from, by its first and last day.
///
/// ```
/// use verwijs::Period;
/// let session: Period = "2016/2017".parse().unwrap();
/// let day: Period = "2017-03-01".parse().unwrap();
/// assert!(session.touches(Some("2017".parse().unwrap()), None));
/// assert_eq!((day.to_string(), day.year()), ("2017-03-01".to_owned(), 2017));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    /// Year, month and day as one number, 20170301.
    first: u32,
    last: u32,
}

impl Period {
    fn day(year: u32, month: u32, day: u32) -> Option<Self> {
        ((1500..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)).then(|| {
            let at = year * 10_000 + month * 100 + day;
            Self { first: at, last: at }
        })
    }

    /// A year, from 1500 on.
    pub(crate) fn whole_year(year: u32) -> Option<Self> {
        (1500..2200).contains(&year).then(|| Self { first: year * 10_000 + 101, last: year * 10_000 + 1231 })
    }

    /// A session begins on the third Tuesday of September (until 1983 as well) and lasts a year.
    fn session(year: SessionYear) -> Self {
        let year = u32::from(year.first());
        Self { first: year * 10_000 + 915, last: (year + 1) * 10_000 + 914 }
    }

    /// The year that it begins in.
    pub const fn year(self) -> u32 {
        self.first / 10_000
    }

    /// Whether it has a day that is not before the first of `since` nor after the last of `until`.
    pub fn touches(self, since: Option<Self>, until: Option<Self>) -> bool {
        since.is_none_or(|s| self.last >= s.first) && until.is_none_or(|u| self.first <= u.last)
    }

    /// When a document is from: the day that its metadata tell, else what [`of`](Self::of) makes of its text.
    pub fn of_document(own: Option<&Id>, document: &Document<'_>) -> Option<Self> {
        Self::told(document).or_else(|| Self::of(own, &document.text))
    }

    /// The day that the metadata of a document tell.
    pub(crate) fn told(document: &Document<'_>) -> Option<Self> {
        document.metadata.date.as_deref().and_then(|date| date.parse().ok())
    }

    /// When a document is from: the day that its head tells, unless its identifier speaks against it.
    pub fn of(own: Option<&Id>, text: &str) -> Option<Self> {
        match (own.and_then(Self::of_id), Self::of_head(text)) {
            (Some(id), Some(head)) => Some(if head.touches(Some(id), Some(id)) { head } else { id }),
            (id, head) => id.or(head),
        }
    }

    /// When a law was made: the day that its title tells ("Wet van 4 juni 1992, houdende …"), where it is of the year that a
    /// register has, else that year. Days in its text are those on which it comes into force or lapses.
    pub(crate) fn of_law(title: &str, year: Option<u16>) -> Option<Self> {
        let year = year.and_then(|year| Self::whole_year(year.into()));
        day_of_title(title).filter(|day| year.is_none_or(|year| day.touches(Some(year), Some(year)))).or(year)
    }

    /// What the form of an identifier tells: the year of a gazette, a session, a judgment or an EU act.
    pub fn of_id(id: &Id) -> Option<Self> {
        let text = id.as_str();
        if is_law_number(text) {
            return None;
        }
        if let Ok(paper) = text.parse::<Kamerstuk>() {
            return paper.session().map(Self::session);
        }
        if let Ok(ecli) = text.parse::<Ecli>() {
            return Self::whole_year(ecli.to_string().split(':').nth(3)?.parse().ok()?);
        }
        // An article of an act is of its year.
        if text.split('&').next().is_some_and(|act| act.parse::<Celex>().is_ok()) {
            return Self::whole_year(text.get(1..5)?.parse().ok()?);
        }
        // A document (2018D54210) or zaak (2018Z20967) of the Tweede Kamer.
        if tweede_kamer_kind(text).is_some() {
            return Self::whole_year(text.get(..4)?.parse().ok()?);
        }
        let (kind, rest) = text.split_once('-')?;
        let mut parts = rest.split('-');
        match kind {
            "stb" | "stcrt" | "trb" | "gmb" | "wsb" | "prb" | "bgr" => Self::whole_year(parts.next()?.parse().ok()?),
            "h" | "ah" | "ag" | "kv" | "nds" => parts.nth(1)?.parse().ok().map(Self::session),
            _ => None,
        }
    }

    /// What the head of a document tells: its date ("Den Haag, 12 oktober 2016"), else its session ("Vergaderjaar 2016–2017").
    pub fn of_head(text: &str) -> Option<Self> {
        const HEAD: usize = 3000;
        let end = span::floor(text, HEAD);
        let head = &text[..end];
        let session = find_in_any_case(head, "vergaderjaar").and_then(|at| head.get(at + "vergaderjaar".len()..)).and_then(|rest| {
            let years: String = rest.trim_start().chars().take(9).map(|c| if c.is_ascii_digit() { c } else { '/' }).collect();
            years.parse::<Self>().ok()
        });
        // The date of the letter stands on a line with its place; other dates in the head are of what it is about.
        let dated = span::lines(head).filter(|line| line.trim().len() < 60).find_map(|line| day_of_label(line).or_else(|| day_of_line(line)));
        // The pages of tkconv: "Nummer: 2018D54210, datum: 2018-11-13, versie: 3".
        let listed = || span::lines(head).filter(|line| line.starts_with("Nummer: ")).find_map(|line| line.split(", ").find_map(day_of_label));
        let dated = dated.or_else(listed);
        match (dated, session) {
            (Some(day), Some(session)) => Some(if day.touches(Some(session), Some(session)) { day } else { session }),
            (day, session) => day.or(session),
        }
    }
}

/// The first day in the title of a law, where it is its own: "Besluit van de Minister van Justitie van 6 oktober 2009, nr. 56,
/// houdende …"; not that of what it changes.
fn day_of_title(title: &str) -> Option<Period> {
    const OTHERS: [&str; 6] = ["tot", "ter", "houdende", "wijziging", "inzake", "bij"];
    let words: Vec<&str> = title.split_whitespace().collect();
    let of = |at: usize| {
        let number = |word: &str| word.trim_end_matches([',', '.', ';', ')']).parse().ok();
        Period::day(number(words.get(at + 2)?)?, month_of(words[at + 1])?.into(), number(words[at])?)
    };
    let (at, day) = (1..words.len().saturating_sub(2)).find_map(|at| Some((at, of(at)?)))?;
    let own = matches!(words[at - 1].to_lowercase().as_str(), "van" | "d.d." | "dd.")
        && !words[..at].iter().any(|word| OTHERS.contains(&word.to_lowercase().as_str()));
    own.then_some(day)
}

/// "Den Haag, 12 oktober 2016", "'s-Gravenhage, 3 mei 1998", "Ontvangen 4 juni 2020": a line that ends with its date.
fn day_of_line(line: &str) -> Option<Period> {
    let mut words = line.trim().trim_end_matches('.').rsplit(char::is_whitespace).filter(|w| !w.is_empty());
    let year: u32 = words.next()?.parse().ok()?;
    let month = month_of(words.next()?)?;
    let day = words.next()?.parse().ok()?;
    let place = words.next()?;
    let before = place.to_lowercase();
    (before.ends_with([',', ':']) || before.ends_with("dag") || matches!(before.as_str(), "ontvangen" | "d.d." | "van" | "datum" | "op" | "voorgesteld"))
        .then_some(())?;
    // "Deze regeling vervalt met ingang van 1 januari 2041", "Dit besluit treedt in werking op 1 juli 2010".
    let other = ["werking", "ingang", "verval", "terug tot"].iter().any(|word| line.contains(word));
    Period::day(year, month.into(), day).filter(|_| !other)
}

/// "Datum uitspraak: 06-05-2021", "Datum: 2021-05-06".
fn day_of_label(line: &str) -> Option<Period> {
    let (label, value) = line.split_once(':')?;
    label.trim().to_lowercase().starts_with("datum").then_some(())?;
    let value = value.trim();
    let parts: Vec<u32> = value.split(['-', '/', '.']).map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [day, month, year] if year > 31 => Period::day(year, month, day),
        [year, month, day] => Period::day(year, month, day),
        _ => None,
    }
}

impl FromStr for Period {
    type Err = String;

    /// A day (2016-10-12), a month (2016-10), a year (2016) or a session (2016/2017).
    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("{text:?} is no date; expected a day (2016-10-12), a month (2016-10), a year (2016) or a session (2016/2017)");
        let number = |part: &str| if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) { None } else { part.parse::<u32>().ok() };
        if let Some((first, second)) = text.split_once('/') {
            let (first, second) = (number(first), number(second));
            return match (first, second) {
                (Some(a), Some(b)) if (1800..2200).contains(&a) && (b == a + 1 || b == (a + 1) % 100) => {
                    Ok(Self { first: a * 10_000 + 915, last: (a + 1) * 10_000 + 914 })
                }
                _ => Err(fault()),
            };
        }
        let parts: Option<Vec<u32>> = text.split('-').map(number).collect();
        let read = match parts.as_deref() {
            Some([year]) => Self::whole_year(*year),
            Some([year, month]) => Self::day(*year, *month, 1).map(|p| Self { first: p.first, last: p.first + 30 }),
            Some([year, month, day]) => Self::day(*year, *month, *day),
            _ => None,
        };
        read.ok_or_else(fault)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first / 10_000, self.first / 100 % 100, self.first % 100);
        match self.last - self.first {
            0 => write!(f, "{year}-{month:02}-{day:02}"),
            30 => write!(f, "{year}-{month:02}"),
            1130 => write!(f, "{year}"),
            _ => write!(f, "{year}/{}", year + 1),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_and_heads_tell_the_time() {
        let of = |id: &str| Period::of_id(&Id::new(id)).map(|p| p.to_string());
        assert_eq!(of("stb-2018-123").as_deref(), Some("2018"));
        assert_eq!(of("ah-tk-20182019-44").as_deref(), Some("2018/2019"));
        assert_eq!(of("ECLI:NL:HR:2016:162").as_deref(), Some("2016"));
        assert_eq!(of("32016R0679").as_deref(), Some("2016"));
        assert_eq!(of("kst-34550-V-52"), None);
        let head = |text: &str| Period::of_head(text).map(|p| p.to_string());
        assert_eq!(head("Vergaderjaar 2016–2017\nBRIEF\nDen Haag, 12 oktober 2016\nDe wet van 3 mei 1990").as_deref(), Some("2016-10-12"));
        assert_eq!(head("Vergaderjaar 2016-2017\nover de wet van 3 mei 1990").as_deref(), Some("2016/2017"));
        assert_eq!(head("Datum uitspraak: 06-05-2021").as_deref(), Some("2021-05-06"));
        assert_eq!(head("Tweede Kamer, 61e vergadering\nDinsdag 20 februari 2024").as_deref(), Some("2024-02-20"));
        assert_eq!(head("Deze regeling vervalt met ingang van 1 januari 2041."), None);
        assert_eq!(Period::of(Some(&Id::new("stb-2022-1")), "Den Haag, 3 mei 2021").unwrap().to_string(), "2022");
        assert_eq!(head("niets"), None);
    }

    #[test]
    fn laws_are_of_the_day_that_they_were_made() {
        let of = |title: &str, year: Option<u16>| Period::of_law(title, year).map(|p| p.to_string());
        assert_eq!(of("Wet van 4 juni 1992, houdende algemene regels", Some(1992)).as_deref(), Some("1992-06-04"));
        assert_eq!(of("Besluit van de Minister van Justitie van 6\u{a0}oktober 2009, nr. 56", None).as_deref(), Some("2009-10-06"));
        assert_eq!(of("Regeling tot wijziging van de regeling van 19 augustus 1996, nr. 3", None), None);
        assert_eq!(of("Verordening van het productschap van 29 oktober 20008, houdende", Some(2008)).as_deref(), Some("2008"));
        assert_eq!(of("Regeling heffing van 3 mei 1990", Some(1991)).as_deref(), Some("1991"));
        assert_eq!(of("Regeling niet-reinigbaar straalgrit", None), None);
    }

    #[test]
    fn reads_what_it_prints() {
        for text in ["2016", "2016-10", "2016-10-12", "2016/2017", "1999/2000"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in ["", "16", "2016-13", "2016/2018", "2016-1-1-1", "+2016"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        let year: Period = "2017".parse().unwrap();
        let day: Period = "2016-12-31".parse().unwrap();
        assert!(!day.touches(Some(year), None) && day.touches(None, Some(year)));
    }
}
