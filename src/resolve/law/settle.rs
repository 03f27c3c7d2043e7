//! The law of an article that is cited without one.

use super::{
    NEAR, Reader, Settled, TITLE, UNLISTED,
    numbering::{is_counted, is_no_article_of, is_numbered_otherwise},
    own::Own,
};
use crate::{
    law::{Item, Key, LawMention, LawRef, Phrases, is_annexed, is_roman},
    span,
};

impl<'a> Reader<'a> {
    /// The law of an article that is cited without one; `None` where the words are no citation.
    pub(super) fn unnamed(&self, mention: &LawMention, served: Option<(&'a LawMention, bool)>, later: &'a [LawMention]) -> Option<Settled<'a>> {
        if Phrases::at(&self.lexicon.phrases.working_party, &self.text[mention.span.end..]).is_some() {
            return None;
        }
        if let Some(own) = self.own.as_ref().filter(|_| self.takes_effect(mention)) {
            return Some(Settled::Law(own.id));
        }
        if let Some(law) = self.law_of_procedure(mention).or_else(|| self.law_of_repeated(mention)) {
            return Some(Settled::Law(law));
        }
        if Phrases::ends(&self.lexicon.phrases.of_budget, &self.text[..mention.span.start]) {
            return Some(Settled::Nothing);
        }
        // "Vreemdelingencirculaire 2000 (B8/9.1)": the letter says which part.
        if matches!(mention.items.first().and_then(|item| item.parts.first()), Some((Key::Divisie, _)))
            && let Some(part) = self.part_of_circular(mention)
        {
            return part;
        }
        // "de Woningwet (lijst 2)": with a plain number it is none of that law.
        let counted = |(_, number): &(Key, String)| number.starts_with(|c: char| c.is_ascii_digit());
        if is_annexed(self.text, self.lexicon, mention) && mention.items.first()?.parts.first().is_some_and(counted) && self.of_belonging(mention).is_none() {
            return self.of_annexed(mention);
        }
        // "de Archiefwet 1995, artikel 8 en artikel 9 van de Politiewet 1993": the law behind them goes first in a list of laws.
        let listed = || {
            let (_, end) = self.alone?;
            let (law, close) = served?;
            let and = self.text.get(mention.span.end..law.span.start).is_some_and(|between| Phrases::is_word(&self.lexicon.phrases.and, between.trim()));
            let named = matches!(law.law, LawRef::Named { .. } | LawRef::Act { .. });
            (close && and && named && self.text.get(end..mention.span.start) == Some(", ")).then_some(())
        };
        if let Some(law) = self.law_looked_at(mention).or_else(|| self.law_before(mention)).filter(|_| listed().is_none()) {
            return Some(Settled::of(law));
        }
        let (key, number) = mention.items.first()?.parts.last()?;
        let at = mention.span.start;
        if matches!(mention.items[0].parts.first(), Some((Key::Bijlage, _))) {
            if let Some(law) = self.of_belonging(mention) {
                return Some(Settled::Law(law));
            }
            if is_annexed(self.text, self.lexicon, mention) {
                return self.of_annexed(mention);
            }
        }
        // "de bijlage bij artikel 3 van de Woningwet" is that law's.
        if number.is_empty()
            && let Some((served, true)) = served
            && self.text.get(mention.span.end..served.span.start).is_some_and(|between| Phrases::is(&self.lexicon.phrases.annex_of, between))
            && let LawRef::Named { .. } | LawRef::Act { .. } = &served.law
        {
            return Some(self.named(served));
        }
        if number.is_empty()
            && let Some(annex) = self.that_annex(mention)
        {
            return Some(Settled::Law(annex.law));
        }
        if *key == Key::Artikel
            && served.is_none()
            && self.own.as_ref().is_none_or(|own| own.policy || own.lacks(number) || own.precedes(at))
            && self.is_of_unlisted(mention)
        {
            return Some(Settled::Open(Vec::new()));
        }
        if *key == Key::Artikel && self.own.as_ref().is_none_or(|own| own.policy) && mention.items.iter().any(is_of_plan) {
            return Some(Settled::Nothing);
        }
        if *key == Key::Artikel && served.is_none() && self.follows_unlisted(mention) {
            return Some(Settled::Open(Vec::new()));
        }
        if *key == Key::Artikel && served.is_none() && self.own.is_none() && self.is_of_unlisted_in_sentence(mention, number) {
            return Some(Settled::Open(Vec::new()));
        }
        if *key == Key::Artikel && self.is_open_cell(mention, number) {
            return Some(Settled::Nothing);
        }
        if *key == Key::Artikel
            && let Some(law) = self.of_cell(mention, served)
        {
            return Some(Settled::Law(law));
        }
        if *key == Key::Artikel
            && served.is_none()
            && let Some(law) = self.of_section(at)
        {
            return Some(Settled::Law(law));
        }
        let policy = self.own.as_ref().is_some_and(|own| own.policy);
        if *key == Key::Artikel
            && served.is_none()
            && at < self.quotation.sure_to
            && self.own.as_ref().is_some_and(|own| own.policy && !own.has(number))
            && let Some(law) = self.quoted_law(at)
        {
            return Some(Settled::Law(law));
        }
        if *key != Key::Artikel
            && let Some(law) = self.of_quotation(mention)
        {
            return Some(Settled::Law(law));
        }
        let own = self.own.as_ref().filter(|_| !policy);
        if number.is_empty() {
            // A letter speaks of what is sent with it as a bijlage too: "in de bijlage" is the policy rule's own.
            let led = || Phrases::ends(&self.lexicon.phrases.own_bijlage, self.text[..at].trim_end());
            return self.own.as_ref().filter(|own| !own.policy || (own.explains.is_none() && led())).map(|own| Settled::Law(own.id));
        }
        let lacks = |own: &Own<'_>| {
            if *key == Key::Artikel {
                own.lacks_most(mention) || served.is_some() && own.lacks_any(mention)
            } else {
                own.lacks(number) || own.lacks_division(*key, number)
            }
        };
        // "artikel II en artikel 15 van de Leegstandwet": that of the bill is none of the law's.
        if let Some((served, close)) = served
            && !(self.paper.is_some() && is_roman(number) && is_counted(served))
            && own.is_none_or(|own| {
                lacks(own)
                    || own.precedes(at)
                    || (close && !own.has_inserted(number) && !(*key == Key::Artikel && own.has(number) && is_numbered_otherwise(number, served)))
            })
        {
            return match &served.law {
                LawRef::Noun { noun, how } => self.pointed(*noun, *how, served),
                LawRef::Unlisted { span } => Some(self.unlisted(*span, !served.items.is_empty())),
                _ => Some(self.named(served)),
            };
        }
        // "2. Artikel IV bepaalt" is hardly one of the law that a memorandum speaks of.
        let lead = self.law_of_list(mention).filter(|lead| self.own.is_some() || !is_roman(number) || !lead.law.starts_with("BWBR"));
        if let Some(lead) = lead
            && (lead.listed || lead.first && *key == Key::Artikel && self.own.as_ref().is_none_or(|own| own.policy || !own.has(number)))
        {
            return Some(Settled::Law(lead.law));
        }
        if let Some(law) = self.law_of_sentence(mention).filter(|_| *key == Key::Artikel && own.is_none()) {
            return Some(Settled::Law(law));
        }
        // "artikel 12 van de planregels", and "artikel 12" after other laws: of that again.
        let counted = (number.len() > 1 || mention.items.len() > 1) && number.starts_with(|c: char| c.is_ascii_digit());
        if *key == Key::Artikel
            && counted
            && self.own.as_ref().is_none_or(|own| own.policy && (own.has_no_articles() || own.misses(number)))
            && self.memory.is_of_unknown(number)
            // "De Gemeentewet bepaalt in artikel 12" is of that law.
            && self.memory.last().is_none_or(|(_, named)| named < self.sentence_start(at))
        {
            return Some(Settled::Open(Vec::new()));
        }
        if let Some(own) = &self.own {
            if own.policy {
                // "Bijlage als bedoeld in artikel 6": of what has it.
                const HEAD: usize = 60;
                let annexed = at - self.line.0 <= HEAD && Phrases::at(&self.lexicon.phrases.behind_articles, &self.text[self.line.0..]).is_some();
                if annexed && own.explains.is_none() {
                    return Some(Settled::Law(own.id));
                }
                if let Some(law) = own.explains.filter(|_| *key == Key::Artikel) {
                    return Some(Settled::Law(law));
                }
                // Its own title says nothing of articles that it does not have.
                let other = |law: &&str| !(own.has_no_articles() && *law == own.id);
                let last = || self.memory.last().map(|(law, _)| law).filter(other).filter(|_| own.with_lid(number).is_none());
                let cited = || self.memory.of_article(number).or_else(last).filter(|law| !own.has(number) && !is_no_article_of(law, number));
                // A guide about one law cites that, unless its line has named another.
                let guided = own.about.filter(|_| self.memory.of_article(number).is_none() && self.memory.last().is_none_or(|(_, at)| at < self.line.0));
                let about = if *key == Key::Artikel { guided.or_else(cited) } else { None };
                // A list of files or a letter without articles of its own cites none of them.
                let nobodys = *key == Key::Artikel && (own.has_no_articles() || own.lists_sources(at));
                return Some(about.or((!nobodys).then_some(own.id)).map_or(Settled::Nothing, Settled::Law));
            }
            let other = self.of_another(own, mention, lead.map(|lead| lead.law), later);
            let nobodys = *key == Key::Artikel && own.lists_sources(at);
            return Some(other.or((!nobodys).then_some(own.id)).map_or(Settled::Nothing, Settled::Law));
        }
        if *key != Key::Artikel {
            return self.of_instructions(*key);
        }
        if Phrases::at(&self.lexicon.phrases.of_bill, self.text[mention.span.end..].trim_start_matches(',')).is_some() {
            return Some(Settled::Nothing);
        }
        // The articles of a bill that makes a new law are its own.
        // But "artikel 2.8" that was cited with a law is of that.
        let above = || number.parse().is_ok_and(|number: u32| number > self.last_headed);
        let cited = (number.contains(['.', ':']) || above()) && self.memory.of_article(number).is_some() && !self.headed.contains(number.as_str());
        if self.enacted.is_some_and(|enacted| enacted < at && !self.amending) && !cited {
            // A law that the line has named goes first, where two headings alone told that, or before an article that is not headed.
            let unsaid = self.begins_unsaid || !self.headed.is_empty() && !self.headed.contains(number.as_str());
            let named = self.memory.last().filter(|(_, named)| unsaid && self.in_line(*named, at));
            return Some(named.map_or(Settled::Nothing, |(law, _)| Settled::Law(law)));
        }
        if let Some(law) = self.changed_by_article(number, at, true) {
            return Some(law);
        }
        // "artikel I" is hardly one of the law that is quoted.
        let quoted = self.quoted_law(at).filter(|law| !(is_roman(number) && law.starts_with("BWBR")));
        if let Some(law) = quoted {
            return Some(Settled::Law(law));
        }
        if let Some(settled) = self.of_paper(mention, number) {
            return Some(settled);
        }
        if let Some(law) = self.memory.of_article(number) {
            return Some(Settled::Law(law));
        }
        // A Roman article is an amending law's, of which letters speak without naming it.
        if number.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Some(Settled::Nothing);
        }
        if let Some(law) = self.changed_by_article(number, at, false) {
            return Some(law);
        }
        let passing = |law: &str| Phrases::is(&self.lexicon.phrases.in_passing, law);
        let lent = |law: &str, between: &str| !(between.contains("\n\n") || passing(law) && ends_sentence(between));
        // "Wijziging van de Luchtvaartwet (Regels beveiliging)": the name in brackets is the bill's, whose articles are Roman.
        let bills = |named: usize| self.subject.is_some() && named < TITLE && self.text[..named].ends_with('(');
        let near = self.memory.last().filter(|(law, named)| at - named < NEAR && !bills(*named) && lent(law, &self.text[*named..at]));
        // "Wijziging van de Arbowet ter uitvoering van richtlijn 89/391/EEG": what the bill changes is the first.
        let near = near.filter(|(law, named)| {
            self.subject.is_none_or(|subject| subject == *law || number.contains([':', '.']) && !self.memory.is_known_to_have(subject, number))
                || !self.is_on_account(*named)
        });
        let near = near.filter(|(law, _)| self.may_be_parted(law, number));
        let near = near.filter(|(_, named)| !self.amending || !self.is_closed_in(*named, at));
        // Of a table whose rows name laws in passing: "Belastingen⏎Zie functie B⏎Art. 5 lid 2".
        let near = near.filter(|(_, named)| !self.begins_cell(mention) || self.rows_are_references(*named, at));
        // Where nothing near is named, what the paper is about by its title.
        let about = self.subject.filter(|law| self.memory.may_have(law, number));
        let found = near.map(|(law, _)| self.numbered_so(law, number)).or(about).or_else(|| self.later_with_law(mention, number, later));
        // "artikel 6:83" where long before "artikel 6:74 BW" was cited, and nothing that no register has.
        let found = found.or_else(|| self.memory.of_colon(number).filter(|_| self.last.unknown_end == 0));
        // "art. 5.1.2.e" behind an article of the Awb: of the law that numbers so.
        let found = found.or_else(|| if number.matches('.').count() > 1 { self.memory.last_of(&self.lexicon.numbering.dotted) } else { None });
        if found.is_none() && self.begins_cell(mention) {
            self.rows.open_cells.borrow_mut().insert(number.clone());
        }
        Some(found.map_or(Settled::Nothing, Settled::Law))
    }

    /// Where the sentence begins, within its line, that `at` stands in; of a long one where its last bytes do.
    fn sentence_start(&self, at: usize) -> usize {
        const LONGEST: usize = 400;
        let from = self.line.0.max(span::floor(self.text, at.saturating_sub(LONGEST)));
        self.text[from..at].rfind(". ").map_or(from, |dot| from + dot)
    }

    /// For an article in brackets: the law that its sentence has named, "de Archiefwet eist vernietiging (art. 3)".
    fn law_of_sentence(&self, mention: &LawMention) -> Option<&'a str> {
        let (law, named) = self.memory.last()?;
        let between = self.text.get(named..mention.span.start).filter(|between| between.len() < NEAR)?;
        let bracket = between.trim_end().strip_suffix('(')?;
        let ends = bracket.match_indices(". ").any(|(dot, _)| bracket[dot + 2..].starts_with(char::is_uppercase));
        (self.in_line(named, mention.span.start) && !ends).then_some(law)
    }

    /// For "genoemd artikel 3", "voornoemde afdeling II": the law with which that was cited before.
    fn law_of_repeated(&self, mention: &LawMention) -> Option<&'a str> {
        let (key, number) = mention.items.first()?.parts.last()?;
        if !Phrases::ends(&self.lexicon.phrases.repeated, &self.text[..mention.span.start]) {
            return None;
        }
        if *key == Key::Artikel {
            return self.memory.of_article(number);
        }
        let part = format!("&{}={number}", key.as_str());
        let id = self.last.articles.iter().chain(&self.last.before).find(|id| id.as_str().contains(&part))?;
        let law = id.as_str().trim_start_matches("jci1.3:c:").split('&').next()?;
        self.laws.by_id(law).map(|law| self.laws.get(law).id.as_str())
    }

    /// Whether it is said of an article of the text's own when it takes effect: "artikel II treedt in werking".
    fn takes_effect(&self, mention: &LawMention) -> bool {
        let phrases = &self.lexicon.phrases;
        let Some(own) = self.own.as_ref().filter(|own| !own.policy) else { return false };
        let Some((Key::Artikel, number)) = mention.items.first().and_then(|item| item.parts.last()) else { return false };
        let before = self.text[..mention.span.start].trim_end();
        let behind = self.text[mention.span.end..].trim_start_matches([',', ' ']);
        // "De wet, met uitzondering van artikel 3, treedt in werking": of that law.
        let exception = Phrases::before_the(&phrases.the, before).trim_end();
        let except = || !behind.starts_with('d') && phrases.except.iter().filter_map(|words| words.strip_suffix(' ')).any(|words| exception.ends_with(words));
        let says = (Phrases::at(&phrases.takes_effect, behind).is_some() && !except()) || Phrases::ends(&phrases.taking_effect, before);
        says && (own.has(number) || own.is_numbered_like(number) && number.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// Whether the reference begins a line that is a table's cell: a short one with nothing but references.
    pub(super) fn begins_cell(&self, mention: &LawMention) -> bool {
        const LONGEST: usize = 60;
        let start = self.text[..mention.span.start].bytes().rev().take(LONGEST).position(|b| b == b'\n');
        let Some(before) = start else { return false };
        let end = memchr::memchr(b'\n', &self.text.as_bytes()[mention.span.end..]).map_or(self.text.len(), |i| mention.span.end + i);
        let line = &self.text[mention.span.start - before..end];
        let words = line.split([' ', ',']).filter(|w| w.len() > 3 && w.starts_with(|c: char| c.is_lowercase()));
        let of_reference = |w: &str| self.lexicon.entry(w.as_bytes()).is_of_reference();
        // "art.5", "j°.".
        let bare = |w: &'a str| w.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('.');
        line.len() <= LONGEST && words.into_iter().all(|w| of_reference(w) || of_reference(bare(w)))
    }

    /// Whether nothing but references stands in the lines between that of `named` and `at`.
    fn rows_are_references(&self, named: usize, at: usize) -> bool {
        let mut lines = self.text[named..at].lines();
        lines.next();
        lines.all(|line| line.split([' ', ',']).filter(|word| word.len() > 3).all(|word| self.lexicon.entry(word.to_lowercase().as_bytes()).is_of_reference()))
    }

    /// The law that stands right before its articles: "de Woningwet, de artikelen 1a en 1b".
    pub(super) fn law_before(&self, mention: &LawMention) -> Option<&'a str> {
        const LONGEST: usize = 160;
        if let Some((law, end)) = self.excepting
            && let Some(between) = self.text.get(end..mention.span.start).filter(|b| b.len() <= LONGEST)
            && Phrases::ends(&self.lexicon.phrases.except, Phrases::before(&self.lexicon.phrases.the, between).unwrap_or(between))
            && !between.contains(['.', ';', '\n'])
        {
            return Some(law);
        }
        // "hoofdstuk 4 van de Awir, in het bijzonder de artikelen 9 en 10".
        if let Some((law, end)) = self.excepting
            && let Some(between) = self.text.get(end..mention.span.start).filter(|between| between.len() <= LONGEST)
            && let Some(words) = between.strip_prefix(',')
            && words.split_whitespace().any(|word| Phrases::is(&self.lexicon.phrases.in_particular, word))
            && words.split_whitespace().all(|word| Phrases::is(&self.lexicon.phrases.before_articles, word))
        {
            return Some(law);
        }
        // "van hoofdstuk IV van de Waterwet zijn uitsluitend de artikelen 27 en 29 van toepassing".
        if let Some((law, end)) = self.excepting
            && let Some(between) = self.text.get(end..mention.span.start).filter(|_| self.alone.is_none_or(|(_, alone)| alone < end))
            && self.says_what_applies(between)
        {
            return Some(law);
        }
        let (law, end) = self.alone?;
        let between = self.text.get(end..mention.span.start).filter(|b| b.len() <= LONGEST)?;
        let between = &between[self.lexicon.phrases.shown(between)..];
        // "de Awir (artikel 9)", "de Wegenverkeerswet 1994 de artikelen 5 en 6".
        if Phrases::is(&self.lexicon.phrases.right_before, between) {
            return Some(law);
        }
        // "GW 1938, art. 115" is a state of it, "RvOTK 1966, art. 150" an older law of that name.
        if let Some((year, rest)) = between.strip_prefix(' ').and_then(|rest| rest.split_once([',', ' ']))
            && is_year(year)
            && rest.trim().is_empty()
        {
            let of_year = |law| year.parse().is_ok_and(|year: u16| self.laws.get(law).from == Some(year));
            let state = self.lexicon.numbering.states.iter().any(|id| id == law) || self.laws.by_id(law).is_some_and(of_year);
            return Some(if state { law } else { UNLISTED });
        }
        // "WPO artikel 17c en artikel 171, WEC artikel 28i".
        if Phrases::is(&self.lexicon.phrases.and, between) && end == self.last.end {
            return Some(law);
        }
        // "blijven van de Invorderingswet 1990 buiten toepassing de artikelen 5, 20 en 59".
        if self.says_what_applies(between) {
            return Some(law);
        }
        // A law in a line of its own, and its articles in the next.
        if matches!(between, "\n" | "\n- " | "\n* " | "\n• ") && self.alone_in_line {
            return Some(law);
        }
        // "de Opiumwet (Stb. 1928, 167), zoals gewijzigd (Stb. 1976, 424), art. 3".
        let (between, printed) = self.over_gazettes(between);
        if printed && between.trim().is_empty() {
            return Some(law);
        }
        let between = match between.trim_start().strip_prefix('(') {
            Some(inside) => inside.split_once(')')?.1,
            None => between,
        };
        let rest = between.trim_start().strip_prefix([',', ':'])?;
        let aside = between.contains(&self.lexicon.phrases.aside) && !between.contains([';', '\n']) && between.trim_end().ends_with([',', '-', '–', 'e', 't']);
        (aside || rest.split_whitespace().all(|w| Phrases::is(&self.lexicon.phrases.before_articles, w) || is_year(w))).then_some(law)
    }
}

impl Reader<'_> {
    /// What follows in `text` on the gazettes in brackets that it begins with, and whether there are any.
    fn over_gazettes<'t>(&self, text: &'t str) -> (&'t str, bool) {
        const MOST: usize = 4;
        let phrases = &self.lexicon.phrases;
        let mut rest = text;
        for _ in 0..MOST {
            let words = rest.trim_start_matches([' ', ',', '\n']);
            let words = Phrases::at(&phrases.as_amended, words).map_or(words, |end| words[end..].trim_start());
            let Some(inside) = words.strip_prefix('(').filter(|inside| Phrases::at(&phrases.printed, inside).is_some()) else { break };
            let Some((_, behind)) = inside.split_once(')') else { break };
            rest = behind;
        }
        (rest, rest.len() < text.len())
    }

    /// Whether the reference stands behind the gazette in brackets of something that no register has: "Kaderregeling
    /// (Stcrt. 1981, 179), artikel 12".
    fn is_of_unlisted(&self, mention: &LawMention) -> bool {
        const LONGEST: usize = 60;
        let before = self.text[..mention.span.start].trim_end_matches([' ', ',', ':', '\n']);
        let Some(inside) = before.strip_suffix(')') else { return false };
        let from = span::floor(inside, inside.len().saturating_sub(LONGEST));
        let Some(open) = inside[from..].rfind('(').map(|open| from + open) else { return false };
        let printed = Phrases::at(&self.lexicon.phrases.printed, &inside[open + 1..]).is_some();
        // "artikel 5 van de Waterwet (Stb. 2009, 107), artikel 6": goes on from an article before the bracket.
        printed && self.text[..open].trim_end().len() > self.last.end
    }

    /// Whether the article stands in brackets and its sentence has named a law that no register has, and no other since: "zoals in
    /// de Omroepwet het begrip omroep is omschreven (art. 1)".
    fn is_of_unlisted_in_sentence(&self, mention: &LawMention, number: &str) -> bool {
        const SHORTEST: usize = 6;
        let at = mention.span.start;
        let Some(before) = self.text[..at].trim_end().strip_suffix('(') else { return false };
        let start = self.sentence_start(at);
        let named = self.memory.last_between(start, at).map_or(start, |(_, named)| named.end);
        let from = named.max(self.last.end.min(before.len()));
        let Some(sentence) = before.get(from..) else { return false };
        let is_law = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let wet = || word.ends_with(self.lexicon.numbering.state_noun.as_str());
            let noun = || self.lexicon.nouns().iter().any(|noun| noun.eq_ignore_ascii_case(word));
            word.len() >= SHORTEST && word.starts_with(char::is_uppercase) && wet() && !noun()
        };
        // A number of two parts is of a law that has such numbers, as most of those do that a register has.
        let subject = || self.subject.is_some() && self.memory.of_article(number) == self.subject;
        !number.contains([':', '.']) && sentence.split([' ', '\n']).any(is_law) && !subject()
    }

    /// Whether a name that no register has stands right before the articles, as sources are listed: "Botercontrolebeschikking
    /// 1967, art. 33"; a law writes "artikel".
    fn follows_unlisted(&self, mention: &LawMention) -> bool {
        const LONGEST: usize = 150;
        let phrases = &self.lexicon.phrases;
        let at = mention.span.start;
        let written = self.text.get(at + 1..).is_some_and(|word| Phrases::at(&phrases.article, word).is_some());
        if written && self.own.as_ref().is_some_and(|own| !own.policy) {
            return false;
        }
        let from = span::floor(self.text, at.saturating_sub(LONGEST).max(self.line.0));
        let before = self.text[from..at].trim_end_matches([' ', ',']);
        let start = match before.rfind([';', ':', '(']) {
            Some(sign) => from + sign + 1,
            None if from == self.line.0 => from,
            None => return false,
        };
        let name = self.text[start..from + before.len()].trim_start();
        let mut words = name.split(' ');
        let (Some(first), Some(last)) = (words.next(), name.rsplit(' ').next()) else { return false };
        let is_law = |word: &str| Phrases::ends(&phrases.law_ending, &word.to_lowercase());
        let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        // "WAG 1951": an abbreviation with its year.
        let letters = || first.chars().filter(|c| c.is_uppercase()).count() > 1 || !first.contains(['a', 'e', 'i', 'o', 'u']);
        let short = first.len() <= 8 && letters() && words.next().is_some_and(year);
        // "Bron: MRCP, art. 34", "Grondslag: Bestuursafspraak Friese taal, art. 3.6": any name that a list of sources gives.
        let listed = !written && self.text[..start].ends_with([':', ';']) && self.text[from + before.len()..].starts_with(',');
        let sole = || !written && first.len() == name.len() && first.len() <= 8 && first.chars().filter(|c| c.is_uppercase()).count() > 1;
        let named = first.starts_with(char::is_uppercase) && (is_law(first) || short || listed || sole());
        let ends = listed || last.bytes().all(|b| b.is_ascii_digit()) || last.contains(char::is_uppercase) || is_law(last);
        named && ends && self.last.end <= start && self.memory.last_between(start, at).is_none()
    }

    /// Whether nothing stands between a law and articles but that these of it are to be applied, or not.
    fn says_what_applies(&self, between: &str) -> bool {
        const LONGEST: usize = 60;
        let phrases = &self.lexicon.phrases;
        let Some(words) = Phrases::before(&phrases.the, between).filter(|words| words.len() < LONGEST) else { return false };
        let words = words.trim_end().trim_end_matches(',').split_whitespace();
        words.clone().any(|word| Phrases::is(&phrases.applying, word)) && words.into_iter().all(|word| Phrases::is(&phrases.applied, word))
    }
}

/// "artikel 16, lid 16.5.1": so plans number the leden of their rules.
fn is_of_plan(item: &Item) -> bool {
    let Some((_, number)) = item.parts.last() else { return false };
    let through = |lid: &str| lid.strip_prefix(number.as_str()).is_some_and(|rest| rest.starts_with('.'));
    item.below.iter().flatten().any(|(key, value)| *key == "lid" && through(value))
}

/// Whether a sentence or a line ends in `text` and another begins.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.match_indices(['.', ';', '\n']).any(|(i, _)| text[i + 1..].trim_start_matches(' ').starts_with(|c: char| c.is_uppercase()))
}

/// "1995,": a year between a law and its articles.
fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}
