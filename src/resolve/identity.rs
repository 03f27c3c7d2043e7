//! Which document a text is: from what the input tells, from the text's own heading, from the file's
//! name, in that order; and what disagrees.

use super::heading::{self, Heading};
use crate::{
    citation::Citation,
    document::Document,
    grammar::Grammar,
    id::{Dossier, Kamerstuk, Publication, SessionYear, tweede_kamer_kind},
    metadata::{Disagreement, Evidence, Identity},
    recognise::RuleMatch,
    span::floor,
    spelling::{canonical, chamber_of, session_of},
    view::View,
};

/// The last session year whose Eerste Kamer papers bear it in their identifier.
const LAST_YEAR_IN_ID: u16 = 2009;
/// How much of a text is its heading.
const HEAD: usize = 4000;

/// The identifier, the session year and the other identifiers that [`identify`] finds, without the rest of what it
/// reads; where the input tells the identifier, the other ones are those that it tells.
pub(crate) fn own(document: &Document<'_>, view: &View<'_>, foot: impl FnOnce() -> Option<String>) -> (Option<String>, Option<String>, Vec<String>) {
    let head = &view.text()[..floor(view.text(), HEAD)];
    let known = |own: Option<&str>| document.metadata.session.clone().or_else(|| own.and_then(session_of));
    let written = |session: SessionYear| format!("{}{}", session.first(), session.first() + 1);
    if let Some(own) = given(document) {
        // The heading is read for its session alone, and counts only where it is not another document's.
        let session = known(Some(&own)).or_else(|| {
            let session = heading::session(head)?;
            agrees(&heading::read_ids(head).ids, Some(&own)).then(|| written(session))
        });
        return (Some(own), session, document.metadata.other_ids.clone());
    }
    let heading = heading::read_ids(head);
    let name = document.path.as_deref().and_then(from_name);
    let own = said(None, heading.ids.first().cloned(), name).into_iter().find_map(|(_, id)| id).or_else(|| from_own_foot(&heading, foot));
    let agrees = agrees(&heading.ids, own.as_deref());
    let session = known(own.as_deref()).or_else(|| heading.session.filter(|_| agrees).map(written));
    let mut others = document.metadata.other_ids.clone();
    if agrees {
        add_others(&mut others, &heading, own.as_deref());
    }
    (own, session, others)
}

/// Adds the identifiers of a heading that are not `own`.
fn add_others(others: &mut Vec<String>, heading: &Heading, own: Option<&str>) {
    for id in heading.ids.iter().chain(&heading.others) {
        if Some(id.as_str()) != own && !others.contains(id) {
            others.push(id.clone());
        }
    }
}

/// What the foot says. Without its session year a paper of the Eerste Kamer would be one of the Tweede Kamer.
fn from_own_foot(heading: &Heading, foot: impl FnOnce() -> Option<String>) -> Option<String> {
    (heading.chamber != Some("ek") || heading.session.is_some()).then(foot)?
}

/// The identifier that the input tells.
fn given(document: &Document<'_>) -> Option<String> {
    document.own.clone().or_else(|| document.named.then(|| named(&document.name)).flatten())
}

/// What each place says, the best first.
fn said(given: Option<String>, heading: Option<String>, name: Option<String>) -> [(Evidence, Option<String>); 3] {
    let mut said = [(Evidence::Metadata, given), (Evidence::Heading, heading), (Evidence::Name, name)];
    // "2023D09921" is a number that a paper has beside its own.
    if said[1].1.as_deref().is_some_and(|id| tweede_kamer_kind(id).is_some()) && said[2].1.is_some() {
        said.swap(1, 2);
    }
    said
}

/// Whether the heading, which has these identifiers, may be that of the document `own`: a number that papers have in the
/// Tweede Kamer may be that of any paper.
fn agrees(heading: &[String], own: Option<&str>) -> bool {
    let beside = |own: &str| ["kst-", "ah-", "blg-"].iter().any(|prefix| own.starts_with(prefix)) && heading.iter().all(|h| tweede_kamer_kind(h).is_some());
    own.is_none_or(|own| heading.is_empty() || heading.iter().any(|h| same(h, own)) || beside(own))
}

/// Which document it is; `foot` is asked where nothing else says it.
pub(crate) fn identify(document: &Document<'_>, view: &View<'_>, foot: impl FnOnce() -> Option<String>) -> Identity {
    let text = view.text();
    let mut metadata = document.metadata.clone();
    let heading = heading::read(&text[..floor(text, HEAD)]);
    let name = document.path.as_deref().and_then(from_name);
    let mut said = said(given(document), heading.ids.first().cloned(), name).into_iter().filter_map(|(from, id)| Some((from, id?)));
    let mut identity = Identity::default();
    if let Some((from, id)) = said.next() {
        for (other, says) in said {
            // A heading names the paper, the file its printing: "kst-32545-143-h1".
            if !same(&id, &says) && !metadata.other_ids.iter().chain(&heading.ids).any(|o| same(o, &says)) {
                identity.disagreements.push(Disagreement { from: other, says });
            }
        }
        identity.from = Some(from);
        identity.id = Some(id);
    } else if let Some(id) = from_own_foot(&heading, foot) {
        identity.from = Some(Evidence::Foot);
        identity.id = Some(id);
    }
    let own = identity.id.as_deref();
    let agrees = agrees(&heading.ids, own);
    if agrees {
        add_others(&mut metadata.other_ids, &heading, own);
    }
    let fill = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    if let Some(own) = own {
        fill(&mut metadata.chamber, chamber_of(own).map(str::to_owned));
        fill(&mut metadata.session, session_of(own));
    }
    if agrees {
        fill(&mut metadata.title, heading.title);
        fill(&mut metadata.kind, heading.kind);
        // A law is of no day, and what is said in a debate is about other days.
        let dated = own.is_none_or(|own| !own.starts_with("BWB") && !own.starts_with("h-") && !own.starts_with("CVDR") && !own.starts_with("/akn"));
        fill(&mut metadata.date, heading.date.filter(|_| dated));
        fill(&mut metadata.chamber, heading.chamber.map(str::to_owned));
        fill(&mut metadata.session, heading.session.map(|s| format!("{}{}", s.first(), s.first() + 1)));
    }
    identity.metadata = metadata;
    identity
}

/// Whether two identifiers are of one paper: reprints count as what they reprint, a judgment in any case.
fn same(a: &str, b: &str) -> bool {
    let base = |id: &str| -> String {
        let printed =
            id.rsplit_once('-').filter(|(_, last)| last.len() >= 2 && last.starts_with(['h', 'n', 'b', 'v']) && last[1..].bytes().all(|b| b.is_ascii_digit()));
        printed.map_or(id, |(base, _)| base).to_ascii_lowercase()
    };
    base(a) == base(b)
}

/// The identifier that an input's own name for a document is, if it is one.
fn named(name: &str) -> Option<String> {
    canonical(name)
}

/// The identifier that a file is named by: `kst-36512-14.txt`, `ECLI-NL-HR-2016-162.xml`, `BWBR0002629_2015-01-01_0.xml`.
fn from_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\', '!']).next()?;
    let stem = name.split('.').next()?;
    let whole = name.trim_end_matches(".xml").trim_end_matches(".txt").trim_end_matches(".html").trim_end_matches(".pdf").trim_end_matches(".gz");
    canonical(stem)
        .or_else(|| canonical(&stem.replace(['-', '_'], ":")))
        .or_else(|| canonical(&whole.replace(['-', '_', '.'], ":")))
        .or_else(|| stem.split_once('_').and_then(|(law, _)| canonical(law)).filter(|id| id.starts_with("BWB") || id.starts_with("CVDR")))
        .or_else(|| stem.strip_prefix("tkconv-").and_then(canonical))
        // A loose number says nothing of the paper, but it is an identifier.
        .filter(|id| id.parse::<Publication>().is_ok_and(|p| p.prefix() != "kst" || id.parse::<Kamerstuk>().is_ok()) || !id.contains('-'))
}

/// The foot of the last page names the paper: "Tweede Kamer, vergaderjaar 1986-1987, 19 622, nr. 2".
pub(crate) fn from_foot(view: &View<'_>, grammar: &Grammar, matches: &[RuleMatch]) -> Option<String> {
    const TAIL: usize = 120;
    let text = view.text();
    let is_foot = |m: &RuleMatch| grammar.rules[m.rule].option("foot").is_some() && text[..m.span.start].trim_end_matches(' ').ends_with('\n');
    let last = matches.iter().rev().find(|m| grammar.rules[m.rule].resolver.as_deref() == Some("kamerstuk"))?;
    let ends = is_foot(last) && text.len() - last.span.end <= TAIL && !text[last.span.end..].contains(char::is_alphabetic);
    // The foot of a page within has the page's number behind it.
    let running = |m: &&RuleMatch| is_foot(m) && after_page_number(&text[m.span.end..]).is_some_and(|rest| rest.starts_with('\n'));
    let words = |m: &RuleMatch| text[m.span.range()].to_lowercase();
    let found = if ends {
        last
    } else {
        // A list of sources looks like it, and names several papers.
        let mut feet = matches.iter().filter(running);
        let first = feet.next()?;
        feet.all(|foot| words(foot) == words(first)).then_some(first)?
    };
    let rule = &grammar.rules[found.rule];
    let number = found.groups[0].values("number").first().or(found.groups[0].values("letter").first())?;
    let session = found.value(rule, 0, "session")?.parse::<SessionYear>().ok();
    let session = session.filter(|s| found.value(rule, 0, "house") == Some("ek") && s.first() <= LAST_YEAR_IN_ID);
    let dossier = Dossier::new(found.value(rule, 0, "dossier")?, found.value(rule, 0, "suffix")).ok()?;
    Kamerstuk::new(session, dossier, &number.text).ok().map(|k| k.to_string())
}

/// Whether the words of a rule for the foot of a page are that of the document `own`, which papers printed together share: "Tweede
/// Kamer, zitting 1981, 16 927, nrs. 1-3" on a line of its own.
pub(crate) fn is_foot(citation: &Citation, own: &str, text: &str) -> bool {
    const BLANK: [char; 4] = [' ', '\t', '\r', '\u{a0}'];
    let before = text[..citation.span.start].trim_end_matches(BLANK);
    let behind = &text[citation.span.end..];
    let behind = after_page_number(behind).unwrap_or(behind).trim_start_matches(BLANK);
    let alone = (before.is_empty() || before.ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'));
    alone && citation.targets.iter().any(|t| t.id.as_str() == own)
}

/// What follows the number of a page at the end of its foot: "…, 19 622, nr. 2      14".
fn after_page_number(behind: &str) -> Option<&str> {
    const DIGITS: std::ops::RangeInclusive<usize> = 1..=4;
    let number = behind.trim_start_matches([' ', '\t', '\u{a0}']);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    (number.len() < behind.len() && DIGITS.contains(&(number.len() - rest.len()))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foot_may_end_in_the_number_of_its_page() {
        assert_eq!(after_page_number("     14\nvan toepassing"), Some("\nvan toepassing"));
        assert_eq!(after_page_number(" en 14\n"), None);
        assert_eq!(after_page_number("\n14"), None);
    }

    #[test]
    fn a_file_name_names_its_document() {
        for (path, id) in [
            ("corpus/uitspraken/ECLI-NL-RBDHA-2021-4410.txt", Some("ECLI:NL:RBDHA:2021:4410")),
            ("ECLI.NL.RVS.2015.1780.xml", Some("ECLI:NL:RVS:2015:1780")),
            ("a/h-tk-20222023-61-5.txt", Some("h-tk-20222023-61-5")),
            ("a.tar.gz!x/BWBR0002629_2015-01-01_0.xml", Some("BWBR0002629")),
            ("kst-32545-143.metadata_owms.xml", Some("kst-32545-143")),
            ("tkconv-2018D54210.txt", Some("2018D54210")),
            ("brief.txt", None),
        ] {
            assert_eq!(from_name(path).as_deref(), id, "{path}");
        }
    }

    #[test]
    fn reprints_are_one_paper() {
        assert!(same("kst-32545-143", "kst-32545-143-h1"));
        assert!(!same("kst-32545-143", "kst-32545-144"));
    }
}
