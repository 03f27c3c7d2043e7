//! What a document tells of itself, which its citations lean on.

use super::papers::Papers;
use crate::{
    date::Date,
    document::Document,
    grammar::Grammar,
    id::SessionYear,
    recognise::RuleMatch,
    register::{budgets::Budgets, publications::Publications},
    span,
    spelling::{find_in_any_case, month_of},
    view::View,
};

/// The registers that resolvers look into.
#[derive(Debug)]
pub(crate) struct Registers {
    pub publications: Publications,
    pub budgets: Budgets,
}

/// What the document tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// Its own canonical identifier.
    pub own: Option<String>,
    /// Its other identifiers.
    pub others: Vec<String>,
    /// Its session year.
    pub session: Option<SessionYear>,
    /// The year it was written in.
    pub year: Option<u16>,
    /// The day whose law is asked for.
    pub at: Option<Date>,
    /// The chapters that it names with a dossier, sorted, each once.
    pub chapters: Vec<(String, String)>,
    /// The papers that it names.
    pub papers: Papers,
}

impl Context {
    /// The chapters that it names with this dossier, sorted.
    pub fn chapters_of(&self, dossier: &str) -> impl Iterator<Item = &str> {
        let from = self.chapters.partition_point(|(d, _)| d.as_str() < dossier);
        self.chapters[from..].iter().take_while(move |(d, _)| d == dossier).map(|(_, chapter)| chapter.as_str())
    }
}

/// How much of a text is its head, where its session and date stand.
const HEAD: usize = 3000;

impl Context {
    /// What the document tells, from what is given of it, its head, and what its rules matched.
    pub fn read(document: &Document<'_>, view: &View<'_>, grammar: &Grammar, matches: &[RuleMatch]) -> Self {
        let text = view.text();
        let end = span::floor(text, HEAD);
        let head = &text[..end];
        let (own, own_session, others) = super::identity::own(document, view, || super::identity::from_foot(view, grammar, matches));
        let session = own_session.and_then(|s| s.parse().ok()).or_else(|| session(head));
        let year = document
            .metadata
            .year()
            .or_else(|| own.as_deref().and_then(own_year))
            .or_else(|| written_in(head))
            .or_else(|| session.map(|s| s.first() + 1))
            .or_else(|| last_in_digits(head))
            .or_else(|| bound(text))
            .or_else(|| spelt_before(text, &grammar.old_spelling));
        let mut chapters = Vec::new();
        for found in matches.iter().filter(|m| grammar.rules[m.rule].family.as_str() == "kamerstuk") {
            for group in &found.groups {
                if let (Some(dossier), Some(suffix)) = (group.values("dossier").first(), group.values("suffix").first()) {
                    chapters.push((dossier.text.clone(), suffix.text.clone()));
                }
            }
        }
        chapters.sort_unstable();
        chapters.dedup();
        let papers = Papers::read(grammar, matches, own.as_deref());
        Self { own, others, session, year, at: None, chapters, papers }
    }
}

/// The session year that a head names: "Vergaderjaar 2018-2019".
fn session(head: &str) -> Option<SessionYear> {
    let at = ["vergaderjaar ", "zitting "].iter().filter_map(|w| find_in_any_case(head, w).map(|i| i + w.len())).min()?;
    let rest = head.get(at..)?;
    let years: String = rest.chars().take(9).filter(char::is_ascii_digit).collect();
    years.parse().ok()
}

/// The year that stands at the foot of the papers before 1945: "Handelingen der Staten-Generaal. Bijlagen. 1903—1904."
fn bound(text: &str) -> Option<u16> {
    const FOOT: &str = "Handelingen der Staten-Generaal";
    const REACH: usize = 40;
    let at = memchr::memmem::find(text.as_bytes(), FOOT.as_bytes())? + FOOT.len();
    let foot = &text[at..span::floor(text, at + REACH)];
    let mut years = foot.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4).filter_map(|digits| digits.parse().ok());
    years.find(|year| (1814..1946).contains(year))
}

/// For a text in the spelling before 1947, of which two of `words` show it: the latest year that it names before that one. What
/// quotes old words names later years too.
fn spelt_before(text: &str, words: &[String]) -> Option<u16> {
    const LATEST: u16 = 1944;
    const LATER: std::ops::Range<u16> = 1947..2100;
    const ENOUGH: usize = 2;
    // Most texts are of today, and say so soon.
    if years_in(text).any(|year| LATER.contains(&year)) {
        return None;
    }
    let shown = words.iter().filter(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some()).take(ENOUGH).count();
    (shown == ENOUGH).then(|| years_in(text).filter(|year| (1814..=LATEST).contains(year)).max().unwrap_or(LATEST))
}

/// The numbers of four digits in a text that may be years.
fn years_in(text: &str) -> impl Iterator<Item = u16> {
    const DIGITS: usize = 4;
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let begins = move |at: &usize| *at == 0 || !digit(at - 1);
    let whole = move |at: usize| text.get(at..at + DIGITS).filter(|_| !digit(at + DIGITS)).and_then(|year| year.parse().ok());
    memchr::memchr2_iter(b'1', b'2', bytes).filter(begins).filter_map(whole)
}

/// The year in an identifier that has one.
fn own_year(id: &str) -> Option<u16> {
    if id.starts_with("BWB") {
        return None;
    }
    // The number of a paper or of its dossier may look like a year; its session is eight digits.
    let paper = id.starts_with("kst-");
    id.split(['-', ':'])
        .filter(|part| part.len() == 8 || (part.len() == 4 && !paper))
        .filter_map(|p| p.get(..4))
        .find_map(|y| y.parse().ok().filter(|y| (1814..=2100).contains(y)))
}

/// The year of the first full date in words: "13 november 2018", "den 3den November 1896".
fn written_in(head: &str) -> Option<u16> {
    let bytes = head.as_bytes();
    // Words that begin with a year are few; only before these the others are looked at.
    let begins = |at: &usize| *at > 0 && bytes[at - 1].is_ascii_whitespace();
    let year = |at: usize| {
        let year = bytes.get(at..at + 4).filter(|year| year.iter().all(u8::is_ascii_digit)).and_then(|_| head[at..at + 4].parse().ok())?;
        let mut before = head[..at].split_ascii_whitespace().rev();
        let (month, day) = (before.next()?, before.next()?);
        // "den 3den November 1896", "1sten Mei 1901".
        let day = day.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (month_of(month).is_some() && day.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d))).then_some(year)
    };
    memchr::memchr2_iter(b'1', b'2', bytes).filter(begins).find_map(year)
}

/// The year of the last of the days that are written in digits: "geboren op 12-03-1991 … besluit van 06-09-2011".
fn last_in_digits(head: &str) -> Option<u16> {
    let bytes = head.as_bytes();
    let of_date = |b: &u8| b.is_ascii_digit() || *b == b'-';
    let mut latest = None;
    let mut from = 0;
    while let Some(hyphen) = memchr::memchr(b'-', &bytes[from..]).map(|at| from + at) {
        let start = hyphen - bytes[from..hyphen].iter().rev().take_while(|b| of_date(b)).count();
        from = hyphen + bytes[hyphen..].iter().take_while(|b| of_date(b)).count();
        latest = latest.max(in_digits(&head[start..from]));
    }
    latest
}

/// The year of a date in digits: "06-09-2011". Before the computer these were days of birth.
fn in_digits(date: &str) -> Option<u16> {
    let mut parts = date.split('-');
    let (day, month, year) = (parts.next()?.parse::<u8>().ok()?, parts.next()?.parse::<u8>().ok()?, parts.next()?);
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && year.len() == 4 && parts.next().is_none();
    year.parse().ok().filter(|year| fits && (1985..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{bound, last_in_digits, own_year, spelt_before, written_in};

    #[test]
    fn the_foot_of_an_old_paper_tells_its_year() {
        assert_eq!(bound("De Minister,\nHandelingen der Staten-Generaal. Bijlagen. 1903—1904."), Some(1903));
        assert_eq!(bound("zie de Handelingen der Staten-Generaal"), None);
    }

    #[test]
    fn the_old_spelling_tells_that_a_text_is_old() {
        let words = [" eene ", " noodig", "tusschen"].map(str::to_owned);
        assert_eq!(spelt_before("om eene wet is het noodig, zoals in 1868 en 2850", &words), Some(1868));
        assert_eq!(spelt_before("om eene wet is het noodig", &words), Some(1944));
        assert_eq!(spelt_before("om eene wet is het nodig", &words), None);
        assert_eq!(spelt_before("in 1838 was eene wet noodig, zegt men in 1994", &words), None);
    }

    #[test]
    fn a_number_that_looks_like_a_year_is_none() {
        for (id, year) in [("stb-2018-123", 2018), ("ECLI:NL:HR:2016:162", 2016), ("h-tk-20172018-26-4", 2017), ("kst-20042005-28614-C", 2004)] {
            assert_eq!(own_year(id), Some(year), "{id}");
        }
        for id in ["kst-19637-2502", "kst-32317-1950", "kst-34550-V-52", "BWBR0001950"] {
            assert_eq!(own_year(id), None, "{id}");
        }
    }

    #[test]
    fn a_date_is_a_day_a_month_and_a_year() {
        assert_eq!(written_in("Den Haag, 13 november 2018"), Some(2018));
        assert_eq!(written_in("'s Gravenhage, den 3den November 1896"), Some(1896));
        assert_eq!(written_in("in november 2018 en op 3 mei 2019"), Some(2019));
        assert_eq!(last_in_digits("geboren op 12-03-1991, besluit van 06-09-2011, nummer 12-34-567"), Some(2011));
        assert_eq!(last_in_digits("geboren op 12-03-1961"), None);
        assert_eq!(written_in("de 34 kamers 2018, 40 mei 2019"), None);
    }
}
