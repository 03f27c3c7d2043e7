//! Which law a reference is to, read in the order of the text as a reader does.

use super::context::Context;
use crate::{
    citation::{Candidate, Citation, Status, Target},
    family::Family,
    id::{EuArticle, Id, Jci},
    law::{Item, LawMention, LawRef, Pointing},
    register::laws::Laws,
    span::Span,
    view::View,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The books of the Burgerlijk Wetboek, by the number that an article's number begins with.
const BOOKS: [(&str, &str); 10] = [
    ("1", "BWBR0002656"),
    ("2", "BWBR0003045"),
    ("3", "BWBR0005291"),
    ("4", "BWBR0002761"),
    ("5", "BWBR0005288"),
    ("6", "BWBR0005289"),
    ("7", "BWBR0005290"),
    ("7A", "BWBR0006000"),
    ("8", "BWBR0005034"),
    ("10", "BWBR0030068"),
];
/// How far back the law of an article without one may have been named.
const NEAR: usize = 700;

/// Resolves the mentions of one document.
pub(crate) struct Reader<'a> {
    text: &'a str,
    view: &'a View<'a>,
    laws: &'a Laws,
    context: &'a Context,
    /// What the document has defined a noun to stand for.
    nouns: FxHashMap<String, String>,
    /// The laws named so far, last one last, with where.
    named: Vec<(String, usize)>,
    /// The law of each article that was cited with one.
    articles: FxHashMap<String, String>,
    last_articles: Vec<Id>,
    /// The law that the text quotes, and where the quotation ends.
    quoted: Option<(String, usize)>,
    /// The law that was named alone last, and where its words end.
    alone: Option<(String, usize)>,
}

/// A law that is settled, or what it may be.
enum Settled {
    Law(String),
    Open(Vec<String>),
    Nothing,
}

impl<'a> Reader<'a> {
    pub fn new(view: &'a View<'a>, laws: &'a Laws, context: &'a Context) -> Self {
        Self {
            text: view.text(),
            view,
            laws,
            context,
            nouns: FxHashMap::default(),
            named: Vec::new(),
            articles: FxHashMap::default(),
            last_articles: Vec::new(),
            quoted: None,
            alone: None,
        }
    }

    /// The law that the document itself is.
    fn own_law(&self) -> Option<&str> {
        self.context.own.as_deref().filter(|o| o.starts_with("BWB") || o.parse::<EuArticle>().is_ok_and(|e| e.act().as_str().starts_with('3')))
    }

    /// The citations of the mentions, which are by start.
    pub fn citations(mut self, mentions: &[LawMention]) -> Vec<Citation> {
        let mut citations = Vec::new();
        for (index, mention) in mentions.iter().enumerate() {
            if mention.span.is_empty() {
                self.define(mention);
                continue;
            }
            if self.is_heading(mention) {
                self.quotes_from(mention.span.start);
                continue;
            }
            if let Some(citation) = self.citation(mention, &mentions[index + 1..]) {
                citations.push(citation);
            }
        }
        citations
    }

    /// Takes in a name that the text gives a law apart from it.
    fn define(&mut self, mention: &LawMention) {
        let law = match &mention.law {
            LawRef::Named { laws, span } => match self.choose(laws, *span, mention) {
                Settled::Law(law) => law,
                _ => return,
            },
            LawRef::Act { id, .. } => id.clone(),
            _ => return,
        };
        if let Some(alias) = &mention.alias {
            self.nouns.insert(alias.to_lowercase(), law);
        }
    }

    /// A provision's heading at `at` of a text that is no law begins a quotation of the law that the
    /// paragraph before it names first, up to the closing quotation mark.
    fn quotes_from(&mut self, at: usize) {
        const LONGEST: usize = 12_000;
        let before = self.text[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '"');
        let paragraph = before.rfind('\n').map_or(0, |i| i + 1);
        let Some((law, _)) = self.named.iter().find(|(_, place)| *place >= paragraph) else { return };
        let mut end = (at + LONGEST).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let close =
            self.text[at..end].match_indices('"').map(|(i, _)| at + i).find(|&i| self.text[i + 1..].starts_with(['\n', '\r']) || i + 1 == self.text.len());
        self.quoted = Some((law.clone(), close.unwrap_or(end)));
    }

    /// The law that the text quotes at `at`.
    fn quoted_law(&self, at: usize) -> Option<&str> {
        self.quoted.as_ref().filter(|(_, end)| at < *end).map(|(law, _)| law.as_str())
    }

    /// Whether the mention is the heading of a provision that the text sets or quotes.
    fn is_heading(&self, mention: &LawMention) -> bool {
        let bytes = self.text.as_bytes();
        let [item] = &mention.items[..] else { return false };
        let line_start = self.text[..mention.span.start].trim_end_matches([' ', '\t', '"']);
        if !(line_start.is_empty() || line_start.ends_with('\n'))
            || !matches!(mention.law, LawRef::None | LawRef::Unlisted { .. } | LawRef::Named { .. })
            || !item.below.is_empty()
        {
            return false;
        }
        if !self.text[mention.span.start..].starts_with(|c: char| c.is_uppercase() || c == '§') {
            return false;
        }
        let end = item.span.end.min(mention.span.end);
        let line_end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |i| end + i);
        let rest = self.text[end..line_end].trim();
        if matches!(mention.law, LawRef::Named { .. } | LawRef::Unlisted { .. }) {
            return false;
        }
        const TITLE: usize = 120;
        rest.is_empty()
            || rest == "."
            || (rest.len() < TITLE
                && !rest.ends_with('.')
                && !rest.contains(['€'])
                && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '.' | '[' | '(')))
            || rest.starts_with(". ")
            || (rest.starts_with(':') && rest.len() < TITLE)
    }

    fn citation(&mut self, mention: &LawMention, later: &[LawMention]) -> Option<Citation> {
        let (settled, rule) = match &mention.law {
            LawRef::Named { laws, span } => (self.choose(laws, *span, mention), if mention.items.is_empty() { "name" } else { "article-name" }),
            LawRef::Act { id, .. } => (Settled::Law(id.clone()), "article-act"),
            LawRef::Noun { noun, how, .. } => (self.pointed(noun, *how, !mention.items.is_empty(), mention.span.start)?, "noun"),
            LawRef::Unlisted { .. } => (Settled::Open(Vec::new()), "unlisted"),
            LawRef::SameArticle(how) => return self.same_article(mention, *how),
            LawRef::None => (self.unnamed(mention, later)?, "article"),
        };
        let mut citation = self.start(mention, rule);
        match settled {
            Settled::Law(law) => {
                if matches!(mention.law, LawRef::None) && self.alone.as_ref().is_some_and(|(l, _)| *l == law) && self.law_before(mention).is_some() {
                    self.alone = Some((law.clone(), mention.span.end));
                }
                if mention.items.is_empty() {
                    citation.targets.push(Target::new(Id::new(&law), mention.span));
                }
                for item in &mention.items {
                    let ids = self.item_ids(&law, item);
                    if ids.is_empty() {
                        citation.status = Status::Ambiguous;
                        let number = item.parts.last().map_or("", |(_, v)| v.as_str());
                        citation.candidates.extend(BOOKS.iter().map(|(book, id)| {
                            Candidate::new(Id::from(format!("jci1.3:c:{id}&artikel={number}")), format!("book {book} of the Burgerlijk Wetboek"))
                        }));
                    }
                    citation.targets.extend(ids.into_iter().map(|id| Target::new(id, item.span)));
                }
                self.remember(mention, &law, &citation);
                citation.family = family(&law);
            }
            Settled::Open(candidates) if !candidates.is_empty() => {
                citation.status = Status::Ambiguous;
                for law in candidates {
                    let label = self.laws.by_id(&law).map_or("", |l| self.laws.get(l).label.as_str());
                    citation.candidates.push(Candidate::new(Id::new(&law), format!("this name is used for {label}")));
                }
            }
            Settled::Open(_) => {
                if let LawRef::Unlisted { span } = &mention.law {
                    citation.status = Status::Unknown;
                    citation.fields.insert("law".to_owned(), vec![self.text[span.range()].to_owned()]);
                }
            }
            Settled::Nothing => citation.status = Status::Incomplete,
        }
        for target in &mut citation.targets {
            target.span = self.view.to_source(target.span);
        }
        Some(citation)
    }

    fn start(&self, mention: &LawMention, rule: &str) -> Citation {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for item in &mention.items {
            for (key, value) in &item.parts {
                fields.entry((*key).to_owned()).or_default().push(value.clone());
            }
            for (key, value) in item.below.iter().flatten() {
                fields.entry((*key).to_owned()).or_default().push(value.clone());
            }
        }
        Citation {
            span: self.view.to_source(mention.span),
            family: Family::new(Family::REGELGEVING),
            status: Status::Resolved,
            targets: Vec::new(),
            candidates: Vec::new(),
            fields,
            own: false,
            rule: format!("law/{rule}"),
        }
    }

    /// What the mention tells those that come after it.
    fn remember(&mut self, mention: &LawMention, law: &str, citation: &Citation) {
        if let Some(alias) = &mention.alias {
            self.nouns.insert(alias.to_lowercase(), law.to_owned());
        }
        if let LawRef::Named { span, .. } | LawRef::Act { span, .. } = &mention.law
            && let Some(noun) = defined_noun(self.text, span.start)
        {
            self.nouns.insert(noun, law.to_owned());
        }
        self.named.push((law.to_owned(), mention.span.start));
        if mention.items.is_empty() {
            self.alone = Some((law.to_owned(), mention.span.end));
            return;
        }
        for item in &mention.items {
            if let Some((_, number)) = item.parts.last().filter(|(key, _)| *key == "artikel") {
                self.articles.insert(number.clone(), law.to_owned());
            }
        }
        self.last_articles = citation.targets.iter().map(|t| t.id.clone()).collect();
    }

    /// The law that a name stands for here.
    fn choose(&self, laws: &[u32], span: Span, mention: &LawMention) -> Settled {
        let id = |law: u32| self.laws.get(law).id.clone();
        let named = &self.text[span.range()];
        if let Some(law) = self.nouns.get(&named.to_lowercase()) {
            return Settled::Law(law.clone());
        }
        if let [only] = laws {
            return Settled::Law(id(*only));
        }
        let books = laws.iter().filter(|l| BOOKS.iter().any(|(_, b)| *b == self.laws.get(**l).id)).count();
        if books > 4 {
            if mention.items.is_empty() {
                return Settled::Open(laws.iter().map(|l| id(*l)).collect());
            }
            return Settled::Law("BW".to_owned());
        }
        let fits = |law: &u32| {
            let law = self.laws.get(*law);
            self.context.year.is_none_or(|year| law.from.is_none_or(|f| f <= year + 1) && law.until.is_none_or(|u| u >= year))
        };
        let left: Vec<u32> = laws.iter().copied().filter(fits).collect();
        // What was named already is meant again.
        let before = left.iter().find(|l| self.named.iter().rev().any(|(n, _)| *n == self.laws.get(**l).id));
        Settled::Law(id(before.copied().or_else(|| left.first().copied()).unwrap_or(laws[0])))
    }

    /// The law that a noun points to.
    fn pointed(&self, noun: &str, how: Pointing, behind_article: bool, at: usize) -> Option<Settled> {
        let own = self.own_law();
        if how == Pointing::This
            && let Some(own) = own
        {
            return Some(Settled::Law(own.to_owned()));
        }
        if how != Pointing::Plain
            && let Some(quoted) = self.quoted_law(at).filter(|law| self.fits_noun(noun, law))
        {
            return Some(Settled::Law(quoted.to_owned()));
        }
        if how == Pointing::Plain {
            if let Some(law) = self.nouns.get(noun) {
                return Some(Settled::Law(law.clone()));
            }
            let european = matches!(noun, "richtlijn" | "verordening");
            if !behind_article && (!european || own.is_some()) {
                return None;
            }
        }
        let fitting: Vec<&String> = self.named.iter().rev().map(|(law, _)| law).filter(|law| self.fits_noun(noun, law)).collect();
        match (how, fitting.first()) {
            (Pointing::Plain, Some(law)) if !behind_article || own.is_none() => Some(Settled::Law((*law).clone())),
            // A decree's "de wet" is the law that it is made under, which its preamble names first.
            (Pointing::Plain, Some(_)) if !own.is_some_and(|o| self.fits_noun(noun, o)) => fitting.last().map(|law| Settled::Law((*law).clone())),
            (Pointing::This | Pointing::That, Some(law)) => Some(Settled::Law((*law).clone())),
            _ if behind_article => Some(Settled::Nothing),
            _ => None,
        }
    }

    /// Whether `law` is of the kind that `noun` names.
    fn fits_noun(&self, noun: &str, law: &str) -> bool {
        let act = |letters: &[char]| law.starts_with('3') && law.get(5..6).is_some_and(|l| l.starts_with(letters));
        let label = || self.laws.by_id(law).map(|l| self.laws.get(l).label.to_lowercase()).unwrap_or_default();
        match noun {
            "richtlijn" => act(&['L']),
            "verordening" => act(&['R']),
            "beschikking" | "kaderbesluit" => act(&['D', 'F']),
            "verdrag" | "protocol" | "overeenkomst" => law.starts_with("BWBV") || law.starts_with("12"),
            "besluit" => act(&['D']) || (law.starts_with("BWBR") && label().contains("besluit")),
            "wet" | "rijkswet" | "kaderwet" => law.starts_with("BWBR") && (label().contains("wet") || BOOKS.iter().any(|(_, b)| *b == law)),
            noun => law.starts_with("BWB") && label().contains(noun),
        }
    }

    /// The law of an article that is cited without one; `None` where the words are no citation.
    fn unnamed(&self, mention: &LawMention, later: &[LawMention]) -> Option<Settled> {
        if let Some(law) = self.law_before(mention) {
            return Some(Settled::Law(law));
        }
        // In a law, "artikel 3 en artikel 4 van de Wet X" begins with its own article.
        if mention.joined && self.own_law().is_none_or(|own| self.laws.by_id(own).is_some_and(|l| self.laws.get(l).policy)) {
            // "artikel 2.1 en artikel 8.11 van de Wet dieren": the law at the end serves all.
            for next in later {
                match &next.law {
                    LawRef::Named { laws, span } if !next.items.is_empty() => return Some(self.choose(laws, *span, next)),
                    LawRef::Act { id, .. } if !next.items.is_empty() => return Some(Settled::Law(id.clone())),
                    LawRef::Noun { noun, how, .. } if !next.items.is_empty() => return self.pointed(noun, *how, true, next.span.start),
                    LawRef::None if next.joined => {}
                    _ => break,
                }
            }
        }
        let article = mention.items.first()?.parts.last()?;
        if let Some(own) = self.own_law() {
            let policy = self.laws.by_id(own).is_some_and(|l| self.laws.get(l).policy);
            let cited = self.articles.get(&article.1).filter(|_| policy && article.0 == "artikel");
            return Some(Settled::Law(cited.map_or(own, String::as_str).to_owned()));
        }
        if article.0 != "artikel" {
            return None;
        }
        if let Some(quoted) = self.quoted_law(mention.span.start) {
            return Some(Settled::Law(quoted.to_owned()));
        }
        if let Some(law) = self.articles.get(&article.1) {
            return Some(Settled::Law(law.clone()));
        }
        // A Roman article is an amending law's, of which letters speak without naming it.
        if article.1.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Some(Settled::Nothing);
        }
        let near = self.named.last().filter(|(_, at)| mention.span.start - at < NEAR && !self.text[*at..mention.span.start].contains("\n\n"));
        Some(near.map_or(Settled::Nothing, |(law, _)| Settled::Law(law.clone())))
    }

    /// The law that stands right before its articles: "de Woningwet, de artikelen 1a en 1b".
    fn law_before(&self, mention: &LawMention) -> Option<String> {
        let (law, end) = self.alone.as_ref()?;
        let between = self.text.get(*end..mention.span.start)?;
        const LONGEST: usize = 160;
        if between.len() > LONGEST {
            return None;
        }
        let between = match between.trim_start().strip_prefix('(') {
            Some(inside) => inside.split_once(')')?.1,
            None => between,
        };
        let words: Vec<&str> = between.trim_start().strip_prefix([',', ':'])?.split_whitespace().collect();
        let aside = between.contains("voor zover") && !between.contains([';', '\n']);
        (aside || words.iter().all(|w| matches!(*w, "de" | "het" | "in" | "met" | "name" | "en"))).then(|| law.clone())
    }

    /// "dat artikel": the articles named last.
    fn same_article(&self, mention: &LawMention, how: Pointing) -> Option<Citation> {
        if self.last_articles.is_empty() || (how == Pointing::This && self.own_law().is_some()) {
            return None;
        }
        let mut citation = self.start(mention, "same-article");
        let span = citation.span;
        citation.targets.extend(self.last_articles.iter().map(|id| Target::new(id.clone(), span)));
        citation.family = family(citation.targets[0].id.as_str().trim_start_matches("jci1.3:c:"));
        Some(citation)
    }

    /// The identifiers of one item of a law: one, or one a lid.
    fn item_ids(&self, law: &str, item: &Item) -> Vec<Id> {
        let mut parts: Vec<(&str, String)> = item.parts.iter().map(|(k, v)| (*k, v.clone())).collect();
        let mut law = law.to_owned();
        if law == "BW" {
            let Some((_, number)) = parts.last_mut() else { return Vec::new() };
            if let Some((book, rest)) = number.split_once(':') {
                let Some((_, id)) = BOOKS.iter().find(|(b, _)| b.eq_ignore_ascii_case(book)) else { return Vec::new() };
                law = (*id).to_owned();
                *number = rest.to_owned();
            } else {
                // Without a book it is of the one that the text has named, if that is one.
                let mut books = self.named.iter().map(|(law, _)| law).filter(|l| BOOKS.iter().any(|(_, b)| b == l));
                let Some(first) = books.next().filter(|first| books.all(|b| b == *first)) else { return Vec::new() };
                law = first.clone();
            }
        } else if let Some((book, _)) = BOOKS.iter().find(|(_, b)| *b == law)
            && let Some((_, number)) = parts.last_mut()
            && let Some(rest) = number.strip_prefix(book).and_then(|r| r.strip_prefix(':'))
        {
            *number = rest.to_owned();
        }
        let below: Vec<Vec<(&str, String)>> =
            if item.below.is_empty() { vec![Vec::new()] } else { item.below.iter().map(|b| b.iter().map(|(k, v)| (*k, v.clone())).collect()).collect() };
        below
            .into_iter()
            .map(|below| match Jci::law(&law) {
                Ok(jci) => parts.iter().chain(&below).fold(jci, |jci, (k, v)| jci.with(k, v)).id(),
                Err(_) => {
                    let Ok(act) = law.parse::<EuArticle>() else { return Id::new(&law) };
                    let Some((key, number)) = parts.last() else { return Id::new(&law) };
                    if *key != "artikel" {
                        return Id::from(format!("{law}&{key}={number}"));
                    }
                    let id = act.act().article(number);
                    if act.act().is_treaty() { id } else { below.iter().fold(id, |id, (k, v)| Id::from(format!("{id}&{k}={v}"))) }
                }
            })
            .collect()
    }
}

/// The noun that the words before a law's name define: "wet: de Vreemdelingenwet 2000".
fn defined_noun(text: &str, at: usize) -> Option<String> {
    let before = text[..at].trim_end();
    let before = ["de", "het"].into_iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before).trim_end();
    let before = before.strip_suffix(':')?.trim_end().trim_end_matches(['"', '\'', '»']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let line = before[..before.len() - word.len()].rsplit('\n').next()?;
    const MARKER: usize = 24;
    (word.len() > 1 && line.len() <= MARKER).then(|| word.to_lowercase())
}

fn family(law: &str) -> Family {
    Family::new(if law.starts_with("BWBV") || law.starts_with('1') {
        Family::VERDRAG
    } else if law.starts_with('3') {
        Family::EU
    } else {
        Family::REGELGEVING
    })
}
