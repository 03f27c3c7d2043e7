//! What a document tells of itself, which its citations lean on.

use crate::{
    document::Document,
    grammar::Grammar,
    id::SessionYear,
    recognise::RuleMatch,
    register::{budgets::Budgets, publications::Publications},
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
    /// Its session year.
    pub session: Option<SessionYear>,
    /// The year it was written in.
    pub year: Option<u16>,
    /// The chapters that it names with a dossier.
    pub chapters: Vec<(String, String)>,
}

/// How much of a text is its head, where its session and date stand.
const HEAD: usize = 3000;

impl Context {
    /// What the document tells, from what is given of it, its head, and what its rules matched.
    pub fn read(document: &Document<'_>, view: &View<'_>, grammar: &Grammar, matches: &[RuleMatch]) -> Self {
        let text = view.text();
        let mut end = HEAD.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = &text[..end];
        let identity = super::identity::identify(document, view);
        let session = identity.metadata.session.as_deref().and_then(|s| s.parse().ok()).or_else(|| session(head));
        let own = identity.id;
        let year = document.metadata.year().or_else(|| own.as_deref().and_then(own_year)).or_else(|| written_in(head)).or_else(|| session.map(|s| s.first() + 1));
        let mut chapters = Vec::new();
        for found in matches.iter().filter(|m| grammar.rules[m.rule].family.as_str() == "kamerstuk") {
            for group in &found.groups {
                if let (Some(dossier), Some(suffix)) = (group.values("dossier").first(), group.values("suffix").first()) {
                    chapters.push((dossier.text.clone(), suffix.text.clone()));
                }
            }
        }
        Self { own, session, year, chapters }
    }
}

/// The session year that a head names: "Vergaderjaar 2018-2019".
fn session(head: &str) -> Option<SessionYear> {
    let lower = head.to_lowercase();
    let at = ["vergaderjaar ", "zitting "].iter().filter_map(|w| lower.find(w).map(|i| i + w.len())).min()?;
    let rest = lower.get(at..)?;
    let years: String = rest.chars().take(9).filter(char::is_ascii_digit).collect();
    years.parse().ok()
}

/// The year in an identifier that has one.
fn own_year(id: &str) -> Option<u16> {
    if id.starts_with("BWB") {
        return None;
    }
    id.split(['-', ':']).filter_map(|p| p.get(..4)).find_map(|y| y.parse().ok().filter(|y| (1814..=2100).contains(y)))
}

/// The year of the first full date: "13 november 2018".
fn written_in(head: &str) -> Option<u16> {
    const MONTHS: [&str; 12] = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
    let words: Vec<&str> = head.split_whitespace().collect();
    words.windows(3).find_map(|w| {
        let day = w[0].parse::<u8>().is_ok_and(|d| (1..=31).contains(&d));
        let year = w[2].get(..4).and_then(|y| y.parse::<u16>().ok());
        year.filter(|_| day && MONTHS.contains(&w[1].to_lowercase().as_str()))
    })
}
