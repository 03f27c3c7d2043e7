//! Behind a member: what belongs to it, and what may be read over before its law.

use super::{
    Item, cursor,
    lexicon::{Key, Meaning},
    phrases::Phrases,
    pieces::Path,
    words::Parser,
};
use crate::span::Span;

impl Parser<'_> {
    /// "artikel 7, met uitzondering van het derde lid, van de wet", "artikel 5, tweede lid, in samenhang met het eerste lid, van de wet":
    /// over the words about leden between an article and its law; where they end, and the leden that they join.
    pub(super) fn over_aside(&self, at: usize) -> Option<(usize, Vec<Path>)> {
        let begin = self.space(at + usize::from(self.byte(at) == Some(b',')));
        let phrases = &self.lexicon.phrases;
        let joined = Phrases::at(&phrases.joined, &self.text[begin..]);
        let words = joined.or_else(|| Phrases::at(&phrases.except, &self.text[begin..]))?;
        let next = self.word(self.space(begin + words));
        let below = if next.is(Meaning::Determiner) { self.space(next.end) } else { next.start };
        let mut item = Item { parts: Vec::new(), below: Vec::new(), span: Span::new(below, below) };
        let end = self.below_at(below, &mut item)?;
        Some((end, if joined.is_some() { item.below } else { Vec::new() }))
    }

    /// "artikel 22 en overweging 71 van de AVG": over the recitals between an article and its law; where they end.
    pub(super) fn over_recitals(&self, at: usize) -> Option<usize> {
        let number = |at: usize| cursor::number(self.text, at, false, &self.lexicon.keywords).map(|(_, end)| end);
        self.over_joined(at, &self.lexicon.keywords.recital, number)
    }

    /// "artikel 62 juncto bord A1 van bijlage 1 van het RVV 1990": over the traffic signs between an article and its law; where
    /// they end.
    pub(super) fn over_signs(&self, at: usize) -> Option<usize> {
        let code = |at: usize| {
            let count = |from: usize, is: fn(&u8) -> bool| self.bytes[from.min(self.bytes.len())..].iter().take(3).take_while(|b| is(b)).count();
            let letters = count(at, u8::is_ascii_uppercase);
            let number = count(at + letters, u8::is_ascii_digit);
            (letters > 0 && number > 0).then(|| at + letters + number + count(at + letters + number, u8::is_ascii_lowercase))
        };
        let end = self.over_joined(at, &self.lexicon.keywords.sign, code)?;
        Some(self.phrase(end, &self.lexicon.phrases.of_signs).unwrap_or(end))
    }

    /// Over a list that is joined to an article, under one of `words`; `member` says where each of its members ends.
    fn over_joined(&self, at: usize, words: &[String], member: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        const MOST: usize = 20;
        let join = self.word(self.space(at + usize::from(self.byte(at) == Some(b','))));
        let the = self.word(self.space(join.end));
        let head = if the.is(Meaning::Determiner) { self.word(self.space(the.end)) } else { the };
        if !join.is(Meaning::Join) || !self.is_one(head, words) {
            return None;
        }
        let mut end = member(self.space(head.end))?;
        for _ in 0..MOST {
            let Some(next) = self.joint(end).and_then(|(next, _)| member(next)) else { break };
            end = next;
        }
        Some(end)
    }

    /// "8, eerste lid (oud)", "8, eerste lid, oud, van", "8, lid 1, (oud) BW": over the word that says which version of a member it is.
    pub(super) fn over_old_or_new(&self, at: usize) -> Option<usize> {
        /// What tells of a version is no longer.
        const LONGEST: usize = 60;
        let phrases = &self.lexicon.phrases;
        if let Some(end) = self.phrase(at, &phrases.old_or_new) {
            return Some(end);
        }
        let named = |law: usize| self.capital(law) && self.laws.longest(self.text, law, true).is_some();
        if let Some(words) = self.phrase(at, &phrases.version) {
            let end = words + self.bytes[words..].iter().take(LONGEST).position(|b| matches!(b, b'(' | b')' | b'\n'))? + 1;
            let law = self.space(end + usize::from(self.byte(end) == Some(b',')));
            // "(thans artikel 3.19)" is a citation of its own.
            let another = self.text.get(words..end).is_none_or(|inner| inner.split(' ').any(|word| self.lexicon.entry(word.as_bytes()).part().is_some()));
            return (self.byte(end - 1) == Some(b')') && !another && (self.phrase(law, &phrases.genitive).is_some() || named(law))).then_some(end);
        }
        // Behind a comma the word may be anything's, unless the law follows.
        let end = self.phrase(at, &phrases.comma_old).filter(|_| self.byte(at) == Some(b','))?;
        let law = self.space(end + usize::from(self.byte(end) == Some(b',')));
        (self.phrase(law, &phrases.genitive).is_some() || named(law)).then_some(end)
    }

    /// "5.1.2.e Woo", "457.1.c Sv": the letter of an onderdeel behind the dot of a number, where a law by its name follows or the
    /// number has two dots before it; the lid before it is told by how the law numbers its articles.
    pub(super) fn dotted_letter(&self, at: usize, item: &mut Item) -> Option<usize> {
        let dotted = matches!(item.parts.last(), Some((Key::Artikel, number)) if number.contains('.'));
        if !dotted || self.byte(at) != Some(b'.') || !self.byte(at + 1).is_some_and(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let letter = at + 2;
        let digits = self.bytes.get(letter + 1..).unwrap_or_default().iter().take(2).take_while(|b| b.is_ascii_digit()).count();
        let point = Some(letter + 1 + digits).filter(|end| digits > 0 && self.byte(letter) == Some(b'.') && self.starts(*end, "°"));
        let end = point.map_or(letter, |end| end + "°".len());
        let deep = matches!(item.parts.last(), Some((_, number)) if number.matches('.').count() > 1);
        if self.byte(end).is_some_and(cursor::in_word) || !deep && !self.tail(end, Key::Artikel).is_some_and(|tail| tail.law.is_name()) {
            return None;
        }
        let mut path = vec![("o", self.text[at + 1..letter].to_owned())];
        path.extend(point.map(|end| ("o", self.text[letter + 1..end + "°".len()].to_owned())));
        item.below.push(path);
        Some(end)
    }

    /// "15.05/2", "27/2/a", "9.04/1/3": leden behind slashes, where what stands there is no next article.
    pub(super) fn slashed_lid(&self, at: usize, item: &mut Item) -> Option<usize> {
        const MOST: usize = 10;
        /// "310/45 Sr" names two articles.
        const MOST_LEDEN: u32 = 15;
        let (_, article) = item.parts.last().filter(|(key, _)| *key == Key::Artikel && self.byte(at) == Some(b'/'))?;
        let parted = article.contains(['.', ':']);
        let article: u32 = article.parse().unwrap_or(0);
        let mut end = at;
        while self.byte(end) == Some(b'/') && item.below.len() < MOST {
            let digits = self.bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            let stop = end + 1 + digits;
            let lid: u32 = self.text[end + 1..stop].parse().unwrap_or(0);
            let closes = !self.byte(stop).is_some_and(|b| matches!(b, b'.' | b':') && self.digit(stop + 1) || cursor::in_word(b));
            if !closes || !(1..=MOST_LEDEN).contains(&lid) || !(parted || lid < article && article > 10) {
                break;
            }
            let letter = self.byte(stop + 1).filter(|b| self.byte(stop) == Some(b'/') && b.is_ascii_lowercase());
            let letter = letter.filter(|_| !self.byte(stop + 2).is_some_and(|b| b.is_ascii_alphanumeric()));
            let mut path = vec![("lid", lid.to_string())];
            path.extend(letter.map(|letter| ("o", char::from(letter).to_string())));
            item.below.push(path);
            end = stop + 2 * usize::from(letter.is_some());
        }
        (end > at).then_some(end)
    }

    /// "19 (Overheidsfuncties) en 20": over a title in brackets, where the list or the law follows it.
    pub(super) fn over_title(&self, at: usize) -> usize {
        const LONGEST: usize = 90;
        if let Some(end) = self.over_quoted_title(at) {
            return end;
        }
        if !self.starts(at, " (") || self.in_brackets(at).is_some() {
            return at;
        }
        // "paragraphs 1 (subparagraph a) and 2": no title.
        if self.word(at + 2).entry.is_of_reference() {
            return at;
        }
        let inside = &self.bytes[at + 2..];
        let Some(close) = inside.iter().take(LONGEST).position(|b| *b == b')') else { return at };
        if close < 4 || inside[..close].iter().any(|b| b.is_ascii_digit() || matches!(b, b'(' | b':' | b'\n')) {
            return at;
        }
        let end = at + 2 + close + 1;
        let next = self.word(self.space(end));
        // "93 (uitbetaling) WvSv".
        let law = || self.byte(end) == Some(b' ') && self.capital(end + 1) && self.laws.longest(self.text, end + 1, true).is_some();
        let goes_on = next.is(Meaning::Of) || next.is(Meaning::Join) || self.byte(end) == Some(b',') || law();
        if goes_on { end } else { at }
    }

    /// "titel 10.3 Preventie en hergebruik van de Wm": behind the bare title of a titel or an afdeling, where its law follows. Other texts
    /// have no such parts; their chapters have titles that are about laws.
    pub(super) fn over_bare_title(&self, at: usize, item: &Item) -> Option<usize> {
        const MOST: usize = 8;
        let (key, _) = item.parts.last().filter(|(key, _)| matches!(key, Key::Titeldeel | Key::Afdeling))?;
        let first = at + 1;
        let small = self.bytes.get(first + 1).is_some_and(u8::is_ascii_lowercase);
        if self.byte(at) != Some(b' ') || !self.capital(first) || !small || self.laws.longest(self.text, first, true).is_some() {
            return None;
        }
        let mut here = first;
        for _ in 0..MOST {
            let word = self.word(here);
            // "Titel 2 Onze Minister kan op grond van de Waterwet" is a sentence.
            if word.is_empty() || word.is(Meaning::Preposition) || self.is_one(word, &self.lexicon.phrases.predicate) || self.byte(word.end) != Some(b' ') {
                return None;
            }
            here = word.end + 1;
            if self.phrase(here, &self.lexicon.phrases.genitive).is_some() {
                return self.tail(word.end, *key).is_some_and(|tail| tail.law.is_name()).then_some(word.end);
            }
        }
        None
    }
}
