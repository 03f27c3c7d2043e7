//! What a text that is no law quotes of one, or wants it to say: whose provisions these are.

use super::{Reader, ids, is_listed};
use crate::{
    citation::{Citation, Target},
    id::{Id, Jci},
    law::{Item, Key, LawMention, Phrases},
    span::{self, Span},
};
use std::cell::Cell;

/// An article whose own words stand in the text: "het eerste lid" there is its own.
#[derive(Debug)]
pub(super) struct Provision {
    pub article: Id,
    words: Span,
}

/// What the text quotes, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Quotation<'a> {
    /// The law that is quoted, and where the quotation ends.
    law: Option<(&'a str, usize)>,
    /// Up to where what is quoted is sure to be.
    pub sure_to: usize,
    /// The leden and onderdelen in rows that were read last, from where to where.
    block: Cell<(usize, usize)>,
    /// The article whose own words stand here: it is quoted, or is to be worded so.
    provision: Option<Provision>,
    /// How far the paragraph that begins somewhere was searched for words that lead a quotation, and whether it has any.
    leads: (usize, usize, bool),
}

impl<'a> Reader<'a> {
    /// A provision's heading of a text that is no law begins a quotation of the law that fills the line before it, or that
    /// the paragraph before it names first, up to the closing quotation mark.
    pub(super) fn quotes_from(&mut self, heading: &LawMention) {
        let at = heading.span.start;
        self.quotation.provision = None;
        if self.own.as_ref().is_some_and(|own| !own.policy) || self.enacted.is_some_and(|enacted| enacted < at || enacted == at && !self.begins_unsaid) {
            return;
        }
        if let Some((law, end, sure_to)) = self.begun_at(at) {
            self.quotation.law = Some((law, end));
            self.quotation.sure_to = sure_to;
        } else if at <= self.quotation.sure_to {
            self.quotation.sure_to = self.quotation.sure_to.max(self.block_end(at));
        }
        // What a text says below a heading may be about a law as well as of it.
        if at >= self.quotation.sure_to {
            return;
        }
        let (Some((law, end)), [item]) = (self.quotation.law.filter(|(_, end)| at < *end), &heading.items[..]) else { return };
        let ids = ids::of_item(law, item, || self.memory.only_book());
        if let ([article], Some((Key::Artikel, _))) = (&ids[..], item.parts.last())
            && article.as_str().starts_with("jci")
            // "Artikel IA" is one of the bill that changes the law.
            && !item.parts.last().is_some_and(|(_, number)| number.starts_with(['I', 'V', 'X']))
        {
            self.quotation.provision = Some(Provision { article: article.clone(), words: Span::new(at, end.min(self.quotation.sure_to)) });
        }
    }

    /// "Artikel 108 Vw (Uit hoofdstuk 8)", and its leden in the lines below: the words of that article of `law`.
    pub(super) fn quotes_named(&mut self, mention: &LawMention, law: &'a str, article: &Id) {
        const LONGEST: usize = 100;
        let Span { start, end } = mention.span;
        let begins_line = start > 0 && self.text[..start].ends_with('\n') && self.text[start..].starts_with(char::is_uppercase);
        let sets = self.own.as_ref().is_some_and(|own| !own.policy) || self.enacted.is_some();
        // The words of "Artikel II" of an act of amendment cite the law that it changes.
        let counted = |item: &Item| matches!(item.parts.last(), Some((Key::Artikel, number)) if number.starts_with(|c: char| c.is_ascii_digit()));
        if sets || !begins_line || !matches!(&mention.items[..], [item] if counted(item)) {
            return;
        }
        let Some((rest, below)) = self.text[end..].split_once('\n').filter(|(rest, _)| rest.len() <= LONGEST) else { return };
        let rest = rest.trim();
        let first = below.starts_with("1. ") || below.starts_with("1 ");
        if first && (rest.is_empty() || matches!(rest, ":" | ".") || rest.starts_with('(')) {
            let from = self.text.len() - below.len();
            let end = self.headed_before(from, self.block_end(from));
            self.quotation.law = Some((law, end));
            self.quotation.sure_to = end;
            if article.as_str().starts_with("jci") {
                self.quotation.provision = Some(Provision { article: article.clone(), words: Span::new(from, end) });
            }
        }
    }

    /// The law of a part that is named in brackets behind an article of it: "Artikel 4 Vw (Uit hoofdstuk 2".
    pub(super) fn of_quotation(&self, mention: &LawMention) -> Option<&'a str> {
        let (law, end) = self.excepting?;
        let between = self.text.get(end..mention.span.start)?;
        Phrases::is(&self.lexicon.phrases.out_of, between).then_some(law)
    }

    /// The heading of a provision that is quoted names it.
    pub(super) fn quoted_heading(&self, heading: &LawMention) -> Option<Citation> {
        let article = self.provision_at(heading.span.start)?.article.clone();
        let mut citation = self.start(heading, "law/quoted");
        citation.family = self.families.of(article.as_str().trim_start_matches("jci1.3:c:"));
        citation.targets.push(Target::new(article, citation.span));
        Some(citation)
    }

    /// The law of the quotation that a heading at `at` begins, where that ends, and up to where it is sure to be one.
    fn begun_at(&mut self, at: usize) -> Option<(&'a str, usize, usize)> {
        const LONGEST: usize = 12_000;
        let before = self.text[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '"');
        let end = before.len();
        let opened = end < at && self.text[end..at].contains('"');
        // "Opiumwet" in a line of its own, and the article below it.
        let titled = self.alone.filter(|(law, named)| self.alone_in_line && *named == end && is_listed(law) && !opened);
        if let Some((law, _)) = titled {
            let end = self.block_end(at);
            return Some((law, end, end));
        }
        // A line may be as long as the text, and have many headings.
        let paragraph = if end > self.line.0 { self.line.0 } else { before.rfind('\n').map_or(0, |i| i + 1) };
        let led = opened || before.ends_with(':');
        // Within a quotation its own words lead to no other.
        // The headings of a memorandum head what explains them.
        if !led && (at < self.quotation.sure_to || self.paper.is_some() || !self.leads_quotation(Span::new(paragraph, end))) {
            return None;
        }
        let law = self.quoted_of(paragraph, end)?;
        let end = span::floor(self.text, at + LONGEST);
        let ends_line = |i: usize| self.text[i + 1..].starts_with('\n') || i + 1 == self.text.len();
        let close = self.text[at..end].match_indices('"').map(|(i, _)| at + i).find(|&i| ends_line(i));
        let sure_to = if led { close.unwrap_or_else(|| self.block_end(at)) } else { at };
        Some((law, close.unwrap_or(end), sure_to))
    }

    /// The law that the paragraph from `start` to `end` leads a quotation of: the one of the article that it ends with, else
    /// the one it names first; none behind an article of something that no register has.
    fn quoted_of(&self, start: usize, end: usize) -> Option<&'a str> {
        let open = self.last.unknown_end.max(self.last.open_end);
        if open > start && open > self.last.end && open <= end {
            return None;
        }
        // "In de op de Opiumwet gebaseerde Regeling": the second says it.
        let based = |(_, named): &(&str, Span)| Phrases::ends(&self.lexicon.phrases.based, &self.text[..named.start]);
        if let Some((law, _)) = self.memory.last_between(start, end).filter(based) {
            return Some(law);
        }
        let first = self.memory.first_since(start)?;
        let ends_with_article = self.last.end > start && self.memory.last_between(self.last.end, end).is_none();
        let of_article = || self.memory.last_between(start, self.last.end).map(|(law, _)| law).filter(|_| ends_with_article);
        Some(of_article().unwrap_or(first))
    }

    /// Whether words stand in the paragraph that lead a quotation; what was searched before is not searched again.
    fn leads_quotation(&mut self, paragraph: Span) -> bool {
        const LONGEST: usize = 32;
        let (begin, searched, found) = if self.quotation.leads.0 == paragraph.start { self.quotation.leads } else { (paragraph.start, paragraph.start, false) };
        let from = span::floor(self.text, searched.saturating_sub(LONGEST).max(begin));
        let found = found || (searched < paragraph.end && Phrases::within(&self.lexicon.phrases.quoting, &self.text[from..paragraph.end].to_lowercase()));
        self.quotation.leads = (begin, paragraph.end.max(searched), found);
        found
    }

    /// Whether the words at `named` stand in a quotation that is closed before `at`: "artikel 6 wordt gelezen: „in artikel 152 van
    /// de Grondwet”; in artikel 17 vervalt" goes on with what is changed.
    pub(super) fn is_closed_in(&self, named: usize, at: usize) -> bool {
        const LONGEST: usize = 1_500;
        /// A name alone in quotation marks is no quotation.
        const SHORTEST: usize = 24;
        let closes = |i: usize| !self.text[..i].ends_with([' ', '\n']) && !self.text[i + 1..].starts_with(char::is_alphanumeric);
        let close = self.text[named..at].find('"').map(|i| named + i);
        let from = span::floor(self.text, named.saturating_sub(LONGEST));
        let before = &self.text[from..named];
        let open = before.rfind('"').max(before.rfind(",,")).map(|i| from + i);
        close.is_some_and(closes) && open.is_some_and(|open| named - open > SHORTEST && !closes(open))
    }

    /// The law that the text quotes at `at`.
    pub(super) fn quoted_law(&self, at: usize) -> Option<&'a str> {
        self.quotation.law.filter(|(_, end)| at < *end).map(|(law, _)| law)
    }

    /// The article whose own words stand at `at`.
    pub(super) fn provision_at(&self, at: usize) -> Option<&Provision> {
        self.quotation.provision.as_ref().filter(|provision| provision.words.start <= at && at < provision.words.end)
    }

    /// Notes the article that a text wants to be worded anew: "Aan artikel 6 wordt een lid toegevoegd, luidende: 5. …".
    pub(super) fn alters(&mut self, mention: &LawMention, named: &Id) {
        const LONGEST: usize = 200;
        let [item] = &mention.items[..] else { return };
        if !matches!(item.parts.last(), Some((Key::Artikel, _))) || self.own.as_ref().is_some_and(|own| !own.policy) {
            return;
        }
        let from = mention.span.end;
        // "het hoofdstuk "Uitvoering van artikel 7 van de wet", luidt:" is about what stands before the quotation.
        if self.text[from..].starts_with(['"', '”', '»']) && !self.text[mention.span.range()].contains(['"', '“', '„', '«']) {
            return;
        }
        let rest = &self.text[from..span::floor(self.text, from + LONGEST)];
        // "wordt als volgt gewijzigd:", or with a dot at the end of its line.
        // The colon of "artikel 4:8" is none of the sentence.
        let colon = rest.match_indices(':').map(|(at, _)| at).find(|at| !rest[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
        let Some(colon) = [".\n", ". \n"].iter().filter_map(|end| rest.find(end)).chain(colon).min() else { return };
        let phrases = &self.lexicon.phrases;
        // "artikel 8 wordt veroorzaakt door degene die:" words nothing anew.
        let says = if rest[colon..].starts_with(':') { Phrases::within } else { Phrases::ends };
        let altered = rest[..colon].trim().split(' ').count() <= 1 || says(&phrases.altered, &rest[..colon]);
        if [". ", "\n\n"].iter().any(|end| rest[..colon].contains(end)) || !altered || !Phrases::within(&phrases.alters, &rest[..colon]) {
            return;
        }
        // In running text the new words end with their sentence.
        const SENTENCE: usize = 400;
        let words = self.text[from + colon + 1..].trim_start_matches([' ', ':']);
        let set_apart = words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\n' | '"' | '«' | '“' | '„'));
        let most = if set_apart { usize::MAX } else { from + colon + SENTENCE };
        if let Ok(article) = named.as_str().parse::<Jci>() {
            self.quotation.provision =
                Some(Provision { article: article.up_to_article().id(), words: Span::new(from + colon, self.block_end(from + colon + 1).min(most)) });
        }
    }

    /// Where the leden and onderdelen end that stand in the lines from `at` on: before a line that neither has a number nor
    /// goes on with a sentence.
    fn block_end(&self, at: usize) -> usize {
        const LONGEST: usize = 4_000;
        /// A line so short is a heading, or what is left out.
        const SHORT: usize = 24;
        /// What was read is not read again for each heading in it, as long as so much of it is left.
        const LEFT: usize = 1_000;
        let (begin, known) = self.quotation.block.get();
        if begin <= at && at + LEFT < known {
            return known;
        }
        let most = span::floor(self.text, at + LONGEST);
        let mut end = at;
        let mut goes_on = true;
        for line in self.text[at..most].split_inclusive('\n') {
            let words = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '«' | '»' | '“' | '”' | '„'));
            if !words.is_empty() {
                if !(goes_on || is_numbered(words) || self.is_headed(words)) {
                    break;
                }
                goes_on = words.len() <= SHORT || !words.ends_with(['.', ';', ':', ')']);
            }
            end += line.len();
        }
        self.quotation.block.set((at, end));
        end
    }

    /// Where the first line between `from` and `to` begins that is the heading of an article, else `to`.
    fn headed_before(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        for line in self.text[from..to].split_inclusive('\n') {
            if self.is_headed(line.trim()) {
                return at;
            }
            at += line.len();
        }
        to
    }

    /// Whether a line is the heading of an article.
    fn is_headed(&self, line: &str) -> bool {
        const LONGEST: usize = 120;
        let word = line.split(' ').next().unwrap_or_default();
        line.len() <= LONGEST && word.starts_with(char::is_uppercase) && self.lexicon.entry(word.as_bytes()).part() == Some(Key::Artikel)
    }
}

/// Whether a line begins with the number of a lid or the letter of an onderdeel, or says that something is left out.
fn is_numbered(line: &str) -> bool {
    const LONGEST: usize = 4;
    if line.starts_with(['(', '[', '…', '-', '–', '•']) {
        return true;
    }
    let number = line.find(['.', ')', '°', ' ']).filter(|end| *end > 0 && *end <= LONGEST);
    number.is_some_and(|end| {
        let (number, rest) = line.split_at(end);
        let digits = number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
        let letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_lowercase());
        let roman = number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        // "3.2 Het geschil" is a heading of the text itself.
        let deeper = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        !deeper && (digits || roman || letter && !rest.starts_with(' '))
    })
}
