//! Which articles a law's own text is divided into, and where each stands.

use crate::{
    document::Document,
    id::{EuArticle, Id, Jci},
    law,
    span::Span,
    structure::MarkKind,
};
use memchr::memchr_iter;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// An article of the law that a document is: its identifier, and where it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Article {
    /// Its canonical identifier.
    pub id: Id,
    /// Its number, as printed: "3:2", "5a", "IV".
    pub number: String,
    /// Its text, the heading included.
    pub span: Span,
}

impl Article {
    /// An article of the law `own` at a place; `None` where that is no law.
    pub fn new(own: &str, number: impl Into<String>, span: Span) -> Option<Self> {
        Law::of(own).map(|law| law.article(number.into(), span))
    }
}

/// The article among `articles`, which are by start, in which the byte at `offset` stands.
///
/// ```
/// let law = verwijs::Document::from_text("Artikel 1\nZie artikel 2.\nArtikel 2\nNiets.").with_own("BWBR0005537");
/// let found = verwijs::Verwijs::new().extract_document(&law);
/// let article = verwijs::article_at(&found.articles, found.citations[0].span.start).unwrap();
/// assert_eq!(article.id.as_str(), "jci1.3:c:BWBR0005537&artikel=1");
/// ```
pub fn article_at(articles: &[Article], offset: usize) -> Option<&Article> {
    let before = articles.partition_point(|a| a.span.start <= offset);
    articles[..before].last().filter(|a| offset < a.span.end)
}

/// A heading of an article: where it begins, and the number in it.
pub(crate) type Heading = (usize, String);

/// The articles of a document that is the law `own`, as its markup tells, or else by the headings of the text; lines
/// that begin with a word of `behind` head what stands behind them.
pub(crate) fn of(document: &Document<'_>, own: &str, behind: &[String], headings: impl FnOnce() -> Vec<Heading>) -> Vec<Article> {
    let Some(law) = Law::of(own) else { return Vec::new() };
    let marked = marked(document);
    let found = if marked.is_empty() { divided(&document.text, behind, headings()) } else { marked };
    found.into_iter().map(|(number, span)| law.article(number, span)).collect()
}

/// How the articles of a law are identified.
enum Law {
    Dutch(Jci),
    Eu(EuArticle),
}

impl Law {
    fn of(own: &str) -> Option<Self> {
        if let Ok(law) = Jci::law(own) {
            return Some(Self::Dutch(law));
        }
        own.parse::<EuArticle>().ok().filter(|act| act.act().as_str() == own && own.starts_with(['1', '3'])).map(Self::Eu)
    }

    fn article(&self, number: String, span: Span) -> Article {
        let id = match self {
            Self::Dutch(law) => law.clone().with("artikel", &number).id(),
            Self::Eu(act) => act.act().article(&number),
        };
        Article { id, number, span }
    }
}

/// The articles that the markup has, but for those of annexes.
fn marked(document: &Document<'_>) -> Vec<(String, Span)> {
    let mut annex = 0;
    let mut found: Vec<(String, Span)> = Vec::new();
    for mark in &document.marks {
        match (mark.kind, mark.name.as_deref()) {
            (MarkKind::Part, Some(name)) if name.get(..7).is_some_and(|n| n.eq_ignore_ascii_case("bijlage")) => annex = annex.max(mark.span.end),
            // An article that is quoted in another one is not the law's own.
            (MarkKind::Article, Some(number))
                if mark.span.start >= annex
                    && number.starts_with(char::is_alphanumeric)
                    && found.last().is_none_or(|(_, before)| before.end <= mark.span.start) =>
            {
                found.push((number.to_owned(), mark.span));
            }
            _ => {}
        }
    }
    found
}

/// A heading is no longer than this.
const LINE: usize = 200;

/// Whether only the roman articles are the law's own, as in an act of amendment, which quotes others among them;
/// not where they end before a code that begins with its first article.
fn is_amendment(headings: &[Heading]) -> bool {
    let Some(other) = headings.iter().position(|(_, number)| !is_roman(number)).filter(|at| *at > 0) else { return false };
    let code = headings[other].1.split(['.', ':']).next() == Some("1");
    !code || headings[other..].iter().any(|(_, number)| is_roman(number))
}

/// The articles between headings. An act of amendment has roman articles, and quotes others; what an annex repeats
/// is not the law's own, unless the whole begins anew, as in a treaty in two languages.
fn divided(text: &str, behind: &[String], headings: Vec<Heading>) -> Vec<(String, Span)> {
    let Some(first) = headings.first().map(|(_, number)| number.clone()) else { return Vec::new() };
    let roman = is_amendment(&headings);
    let behind = lines_behind(text, behind);
    let mut next_behind = 0;
    let mut annex = false;
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut open = false;
    for (at, number) in headings {
        if roman && !is_roman(&number) {
            continue;
        }
        let mut passed = None;
        while let Some(&line) = behind.get(next_behind).filter(|line| **line < at) {
            passed = passed.or(Some(line));
            next_behind += 1;
        }
        let own = match (passed, annex) {
            (Some(_), _) => !seen.contains(&number),
            (None, true) => number == first,
            (None, false) => true,
        };
        annex = !own;
        if open && let Some((_, last)) = found.last_mut() {
            last.end = passed.unwrap_or(at);
        }
        open = own;
        if own {
            seen.insert(number.clone());
            found.push((number, Span::new(at, text.len())));
        }
    }
    if open && let (Some((_, last)), Some(line)) = (found.last_mut(), behind.get(next_behind)) {
        last.end = *line;
    }
    found
}

/// Where lines begin that head what stands behind the articles.
fn lines_behind(text: &str, words: &[String]) -> Vec<usize> {
    let heads = |at: &usize| {
        let line = &text[at + 1..];
        let line = &line[..line.find('\n').unwrap_or(line.len())];
        line.len() < LINE && !line.trim_end().ends_with(['.', ';', ','])
    };
    let bytes = text.as_bytes();
    // The first letter turns most lines away.
    let begins = |at: &usize| words.iter().any(|words| words.as_bytes().first() == bytes.get(at + 1) && bytes[at + 1..].starts_with(words.as_bytes()));
    memchr_iter(b'\n', bytes).filter(begins).filter(heads).collect()
}

/// "IV", "XIIa".
fn is_roman(number: &str) -> bool {
    let stem = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !stem.is_empty() && law::is_roman(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verwijs;

    fn articles(text: &str, own: &str) -> Vec<(String, String)> {
        let document = Document::from_text(text.to_owned()).with_own(own);
        let found = Verwijs::new().extract_document(&document).articles;
        found.iter().map(|a| (a.id.to_string(), text[a.span.range()].lines().collect::<Vec<_>>().join("|"))).collect()
    }

    #[test]
    fn a_law_is_divided_by_its_headings() {
        let text = "Wet\nArtikel 1\nEen.\nArtikel 1a Titel\nTwee, zie artikel 1.\nBijlage bij artikel 1\nArtikel 1\nDrie.\nArtikel 2\nVier.";
        let expected = [("jci1.3:c:BWBR0005537&artikel=1", "Artikel 1|Een."), ("jci1.3:c:BWBR0005537&artikel=1a", "Artikel 1a Titel|Twee, zie artikel 1.")];
        assert_eq!(articles(text, "BWBR0005537"), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert!(articles(text, "kst-34550-52").is_empty());
    }

    #[test]
    fn an_act_of_amendment_quotes_and_a_treaty_begins_anew() {
        let text = "Wet\nArtikel I\nIngevoegd wordt:\nArtikel 12a\nDrie.\nArtikel II\nSlot.";
        let ids: Vec<String> = articles(text, "BWBR0005537").into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["jci1.3:c:BWBR0005537&artikel=I", "jci1.3:c:BWBR0005537&artikel=II"]);
        let code = "Wet\nArtikel I\nInleiding.\nArtikel 1\nEen.\nArtikel 2\nTwee.";
        assert_eq!(articles(code, "BWBR0001903").len(), 3);
        let treaty = "Treaty\nArticle 1\nOne.\nAnnex\nArticle 1\nTwo.\nVerdrag\nArtikel 1\nEen.";
        assert_eq!(articles(treaty, "BWBV0001506").len(), 2);
    }

    #[test]
    fn markup_tells_more_than_headings() {
        let mut document = Document::from_text("3 Een.\n4 Twee.").with_own("32016R0679");
        for (number, span) in [("3", Span::new(0, 7)), ("4", Span::new(7, 14))] {
            document.marks.push(crate::Mark::new(MarkKind::Article, span, Some(number.to_owned())));
        }
        let found = Verwijs::new().extract_document(&document).articles;
        assert_eq!(Some(&found[1]), Article::new("32016R0679", "4", Span::new(7, 14)).as_ref());
        assert_eq!(found[1].id.as_str(), "32016R0679&artikel=4");
        assert_eq!(article_at(&found, 8), Some(&found[1]));
        assert_eq!(article_at(&found, 14), None);
    }
}
