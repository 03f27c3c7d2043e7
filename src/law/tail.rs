//! Behind the members: which law they are of.

use super::{
    LawRef, Pointing,
    any_of::AnyOf,
    cursor,
    lexicon::{Key, Meaning},
    phrases::Phrases,
    words::{Parser, Word},
};
use crate::{
    register::books,
    span::{self, Span},
};

/// The law behind the members, the parts that they stand in, and where the expression ends.
pub(super) struct Tail {
    pub law: LawRef,
    pub end: usize,
    pub alias: Option<String>,
    /// "van titel 3 van Boek 2": parts around the members, from the outermost.
    pub parts: Vec<(Key, String)>,
}

impl Tail {
    pub const fn new(law: LawRef, end: usize) -> Self {
        Self { law, end, alias: None, parts: Vec::new() }
    }
}

impl Parser<'_> {
    /// The law behind the members of `key` at `at`.
    pub fn tail(&self, at: usize, key: Key) -> Option<Tail> {
        /// Bytes of the line above in which an entry of a list is looked for.
        const LINE: usize = 200;
        let mut here = self.following(cursor::behind_note(self.bytes, at));
        here = self.phrase(here, &self.lexicon.phrases.omission).unwrap_or(here);
        if self.starts(here, " ,") {
            here += 1;
        }
        // "paragraaf 4.1.3.3. van de": the dot is the number's.
        if self.byte(here) == Some(b',')
            || self.byte(here) == Some(b'.') && self.byte(here + 1) == Some(b' ') && self.phrase(here + 2, &self.lexicon.phrases.genitive).is_some()
        {
            here += 1;
        }
        // "artikel 9.4. Awb dient": so is it before an abbreviation in a sentence that goes on.
        if self.starts(here, ". ") && self.capital(here + 2) {
            let end = cursor::word_end(self.text, here + 2);
            let colon = |law: &u32| self.lexicon.numbering.colon.contains(&self.laws.get(*law).id);
            // "(artikel 1.4a.1. WEB)".
            let closes = self.byte(end) == Some(b')');
            let law = self.laws.longest(self.text, here + 2, true).filter(|law| law.end == end && (closes || law.laws.iter().all(colon)));
            let goes_on = closes || self.byte(end) == Some(b' ') && self.byte(end + 1).is_some_and(|b| b.is_ascii_lowercase());
            let parts = || self.bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b':')).any(|b| !b.is_ascii_digit());
            // "artikel 2.4.8. APV".
            let other = Phrases::is(&self.lexicon.phrases.rules_behind, &self.text[here + 2..end]);
            // "artikel 8.3.a. WVW 1994".
            let lettered = || matches!(self.bytes[..at], [.., b'.', letter] if letter.is_ascii_lowercase());
            let named = || lettered() && self.laws.longest(self.text, here + 2, true).is_some();
            if (law.is_some() && goes_on || other) && parts() || named() {
                here += 1;
            }
        }
        here = self.space(here);
        if let Some(tail) = self.in_brackets(at).filter(|_| key == Key::Artikel) {
            return Some(tail);
        }
        let of = self.word(here);
        if Phrases::is(&self.lexicon.phrases.thereof, self.str(of)) {
            return Some(Tail::new(LawRef::Thereof, of.end));
        }
        if let Some(tail) = self.in_french(here) {
            return Some(tail);
        }
        // "artikel 1⏎In deze verordening": a heading, and the words of the article.
        if of.is(Meaning::Of) && !(self.capital(here) && self.text[at..here].contains('\n')) {
            return self.behind(of, key).map(|tail| self.whole_title(tail));
        }
        // An abbreviation may follow at once: "artikel 8:1 Awb"; so may a title, with a capital, and a book.
        let book = self.is_one(of, &self.lexicon.keywords.book);
        if self.text[at..here].contains('\n') && !self.wrapped(at) {
            return None;
        }
        // "artikel 6:91 Nederlands BW".
        let ours = || self.is_one(of, &self.lexicon.keywords.ours).then(|| self.law_name(self.space(of.end), true)).flatten();
        let Some(tail) = self.law_name(here, true).or_else(ours) else {
            return self
                .short(here)
                .or_else(|| self.rules_behind(at, here))
                .or_else(|| self.title_behind(at, here).map(|tail| self.whole_title(tail)))
                .or_else(|| self.noun_behind(at, here))
                .filter(|_| key == Key::Artikel);
        };
        // "RWN: artikelen 8 en 16A⏎RRWN: artikel III": the name opens the next entry.
        if self.byte(tail.end) == Some(b':') && self.word(self.space(tail.end + 1)).entry.part().is_some() {
            return None;
        }
        // "het Besluit kinderopvang artikel 3, WPO artikel 17": the name opens the next entry.
        // "Grondslag: Woningwet, art. 22⏎Gemeentewet, art. 4": so it does in the next line.
        let line = || span::floor(self.text, at.saturating_sub(LINE));
        let entry = || self.text[line()..at].rsplit('\n').next().is_some_and(|line| line.contains(", art"));
        let lines = self.text[at..here].contains('\n') && entry();
        // "art. 56⏎Jeugdwerkgarantiewet (Stb. 1991, 250), art. 3".
        if lines
            && self.byte(tail.end) == Some(b' ')
            && self.byte(tail.end + 1) == Some(b'(')
            && Phrases::at(&self.lexicon.phrases.printed, &self.text[tail.end + 2..]).is_some()
        {
            return None;
        }
        // "Gemeentewet [Tekst geldig vanaf 01-01-2024] art. 3, Woningwet [Tekst geldig vanaf 01-01-2024] art. 5".
        let behind = tail.end + self.lexicon.phrases.shown(&self.text[tail.end..]);
        let apart = self.starts(behind, " art") && (lines || self.text[at..here].contains(',')) || lines && self.starts(behind, ", art");
        if apart && self.word(self.space(behind + usize::from(self.byte(behind) == Some(b',')))).entry.part() == Some(Key::Artikel) {
            return None;
        }
        // "art. 3, lid 1 verordening 1674/72": an act by its number may have a small letter.
        let act = matches!(tail.law, LawRef::Act { .. }) && !self.text[at..here].contains(',');
        // So may a title of two words or more: "artikel 35 besluit voorkoming dubbele belasting 2001".
        let small = &self.text[at..here] == " " && self.byte(here).is_some_and(|b| b.is_ascii_lowercase());
        let name = &self.text[here..tail.end];
        let title = small && tail.law.is_name() && (name.split_whitespace().nth(1).is_some() || Phrases::is(&self.lexicon.phrases.small, name));
        // "artikel 5 ePrivacyrichtlijn".
        let electronic = self.byte(here) == Some(b'e') && self.capital(here + 1);
        (self.capital(here) || self.digit(here) || book || act || title || electronic).then_some(tail)
    }

    /// "de artikelen 70a (WPO) en 77a (WVO)": a law's abbreviation in brackets right behind the members.
    pub fn in_brackets(&self, at: usize) -> Option<Tail> {
        if !self.starts(at, " (") || !self.capital(at + 2) {
            return None;
        }
        let tail = self.law_name(at + 2, true).filter(|tail| tail.law.is_name() && self.byte(tail.end) == Some(b')'))?;
        let short = !self.bytes[at + 2..tail.end].contains(&b' ');
        // "artikel 114 (MiFIR) van het VWEU": what the article is the ground of.
        let end = tail.end + 1;
        let of_another = || {
            let of = self.word(self.space(end));
            let name = self.word(self.space(of.end));
            let name = if name.is(Meaning::Determiner) { self.space(name.end) } else { name.start };
            self.is_one(of, &self.lexicon.keywords.of) && self.laws.longest(self.text, name, true).is_some()
        };
        (short && !of_another()).then_some(Tail { end, ..tail })
    }

    /// What stands behind "van", "der", "bij": a name, a part of a law, or a noun.
    fn behind(&self, of: Word, key: Key) -> Option<Tail> {
        let mut name = self.space(of.end);
        let mut next = self.word(name);
        // "in verbinding met" leads to the next article.
        if (self.is_one(of, &self.lexicon.keywords.within) || self.is_one(of, &self.lexicon.keywords.english_of)) && self.linked(of.start).is_some() {
            return None;
        }
        // "behorende bij", "bij".
        if self.is_one(of, &self.lexicon.keywords.belongs) {
            name = self.space(next.end);
            next = self.word(name);
        } else if self.is_one(of, &self.lexicon.keywords.at) && !matches!(key, Key::Bijlage | Key::Deel | Key::Paragraaf) {
            return None;
        }
        // "bedoeld in artikel 3, van zijn reglement kennis geeft": behind a comma it may be anything's.
        let apart = self.text[..of.start].trim_end().ends_with(',');
        if self.is_one(next, &self.lexicon.keywords.possessive) && !self.capital(name) && !apart {
            return self.of_somebody(self.space(next.end));
        }
        // "artikel 5 dier wet" is "van die wet".
        let mut how = if of.is(Meaning::That) { Pointing::That } else { Pointing::Plain };
        let mut determined = self.is_one(of, &self.lexicon.keywords.of_the);
        if next.is(Meaning::Determiner) || Phrases::is(&self.lexicon.phrases.misread, self.str(next)) {
            if let Some(tail) = self.law_name(name, true) {
                return Some(tail);
            }
            // "ingevolge een overeenkomst" is another matter, "van een verordening" of any.
            if self.is_one(next, &self.lexicon.phrases.any) {
                let noun = self.word(self.space(next.end));
                let of_any = noun.entry.noun().is_some() && self.phrase(of.start, &self.lexicon.phrases.genitive).is_some();
                return of_any.then(|| Tail::new(LawRef::Unlisted { span: Span::new(noun.start, noun.end) }, noun.end));
            }
            how = self.pointing(next);
            determined = true;
            name = self.space(next.end);
            next = self.word(name);
        }
        // "van eerder genoemde wet", "van bedoeld besluit".
        let then = self.word(self.space(next.end));
        if self.is_one(next, &self.lexicon.keywords.earlier) && then.is(Meaning::Named) {
            next = then;
        } else if self.is_one(next, &self.lexicon.keywords.meant) && then.entry.noun().is_some() {
            how = Pointing::That;
            determined = true;
            name = then.start;
            next = then;
        }
        // "artikel 2, eerste lid, of het tweede lid van dat artikel van de Woningwet".
        if how == Pointing::That && next.entry.part() == Some(Key::Artikel) && key == Key::Artikel {
            return self.deeper(|| self.tail(next.end, key)).filter(|tail| tail.law.is_name());
        }
        // "artikel 239 van dat Boek", of the Burgerlijk Wetboek that was named.
        if how == Pointing::That && next.entry.part() == Some(Key::Boek) && key == Key::Artikel && !self.digit(self.space(next.end)) {
            return Some(Tail::new(LawRef::Thereof, next.end));
        }
        // "artikel 3 van dit Boek", "van deze titel": of the law that it stands in.
        if how == Pointing::This && next.entry.part().is_some_and(|part| part != Key::Artikel && part != Key::Bijlage) {
            return Some(Tail::new(LawRef::None, next.end));
        }
        // "van de (nieuwe) Wet inburgering 2021".
        if let Some(end) = self.over_version(name) {
            name = end;
            next = self.word(name);
        }
        while next.is(Meaning::Named) || next.is(Meaning::Version) {
            if next.is(Meaning::Named) {
                how = self.pointing(next);
            }
            determined = true;
            name = self.space(next.end);
            next = self.word(name);
        }
        // "van het Nederlandse BW", "of the Dutch Opium Act"; but "Boek 3 van het Nederlandse Burgerlijk Wetboek" is one by itself.
        if determined && key != Key::Boek && self.is_one(next, &self.lexicon.keywords.ours) && self.law_name(name, true).is_none() {
            name = self.space(next.end);
            next = self.word(name);
        }
        if self.is_one(of, &self.lexicon.keywords.english_of) && !self.english(of) {
            return None;
        }
        if self.is_one(of, &self.lexicon.keywords.english_of) && !determined {
            let numbered = |c: char| c.is_ascii_alphanumeric() || matches!(c, ')' | ',');
            return self.law_name(name, true).filter(|_| self.text[..of.start].trim_end().ends_with(numbered));
        }
        // "artikel XX van dit Statuut" is of that which speaks, though another is so called.
        let points = how == Pointing::This && next.entry.noun().is_some();
        if let Some(tail) = self.law_name(name, true).filter(|tail| !(points && tail.end == next.end)) {
            return Some(tail);
        }
        if let Some(tail) = self.outer_parts(next, key) {
            return Some(tail);
        }
        if self.is_one(of, &self.lexicon.keywords.within) && !determined {
            return None;
        }
        if determined
            && !(self.is_one(of, &self.lexicon.keywords.within) && key == Key::Artikel)
            && let Some(tail) = self.noun(name, how)
        {
            return Some(tail);
        }
        if how == Pointing::This {
            return self.of_kind(name).or_else(|| self.these_rules(name).filter(|_| key == Key::Artikel));
        }
        // "artikel 7.3 van die planregels".
        if how == Pointing::That && key == Key::Artikel && self.is_one(of, &self.lexicon.keywords.of) {
            return self.other_rules(name);
        }
        if how != Pointing::Plain {
            return None;
        }
        if let Some(tail) = self.made_on(name).or_else(|| self.named_there(name)).filter(|_| determined) {
            return Some(tail);
        }
        let genitive = self.is_one(of, &self.lexicon.keywords.of) || self.is_one(of, &self.lexicon.keywords.of_the);
        if genitive && (key == Key::Artikel || determined) {
            return self.unlisted(name).or_else(|| self.titled(name).filter(|_| determined));
        }
        let english = self.is_one(of, &self.lexicon.keywords.english_of) && self.english(of);
        (determined && (english || (self.is_one(of, &self.lexicon.keywords.at) && key == Key::Bijlage))).then(|| self.titled(name)).flatten()
    }

    /// "article 4 de la Convention", "article 2 du présent Accord": the same behind the French words at `at`.
    fn in_french(&self, at: usize) -> Option<Tail> {
        let phrases = &self.lexicon.phrases;
        let rest = &self.text[at..];
        let (end, mut how) = match Phrases::at(&phrases.french_this, rest) {
            Some(end) => (end, Pointing::This),
            None => (Phrases::at(&phrases.french, rest)?, Pointing::Plain),
        };
        let mut name = at + end;
        let mut word = self.word(name);
        while word.is(Meaning::Named) {
            how = self.pointing(word);
            name = self.space(word.end);
            word = self.word(name);
        }
        if word.is_empty() {
            return None;
        }
        self.noun(name, how).or_else(|| self.titled(name).filter(|_| how == Pointing::Plain))
    }

    /// "van deze klachtenregeling": a word for a kind of regulation.
    fn of_kind(&self, at: usize) -> Option<Tail> {
        let word = self.word(at);
        let lower = self.str(word).to_lowercase();
        let noun = self.lexicon.nouns().iter().position(|noun| lower.ends_with(noun.as_str()))?;
        Some(Tail::new(LawRef::Noun { noun: u8::try_from(noun).ok()?, how: Pointing::This }, word.end))
    }

    /// "van het op 7 juni 1968 te Londen gesloten Verdrag inzake …": the law behind the words that say when it was made.
    fn made_on(&self, at: usize) -> Option<Tail> {
        const LONGEST: usize = 200;
        const MOST: usize = 24;
        let on = self.word(at);
        if !(self.is_one(on, &self.lexicon.keywords.on) && self.digit(self.space(on.end))) {
            return None;
        }
        let mut here = on.end;
        // "te Ramsar, Iran, tot stand gekomen": behind a place its land may stand.
        let mut place = false;
        for _ in 0..MOST {
            let between = |b: &u8| matches!(b, b' ' | b'\'') || b.is_ascii_digit() || place && matches!(b, b',' | b'(' | b')');
            let mut next = here + self.bytes[here..].iter().take(LONGEST).take_while(|b| between(b)).count();
            // "geko-men": a word that the end of a line broke.
            next += usize::from(next == here && self.byte(next) == Some(b'-') && self.byte(next + 1).is_some_and(|b| b.is_ascii_lowercase()));
            let word = self.word(next);
            if word.is_empty() || next > at + LONGEST || word.entry.part().is_some() || word.is(Meaning::Join) {
                break;
            }
            if word.entry.noun().is_some() {
                let unlisted = || Tail::new(LawRef::Unlisted { span: Span::new(next, word.end) }, word.end);
                return Some(self.law_name(next, true).unwrap_or_else(unlisted));
            }
            place = self.capital(next);
            here = word.end;
        }
        None
    }

    /// "van de in het eerste lid, onder b, genoemde wet": the noun behind the words that say where its law is named.
    fn named_there(&self, at: usize) -> Option<Tail> {
        const LONGEST: usize = 70;
        let first = self.phrase(at, &self.lexicon.phrases.named_at)?;
        let mut word = self.word(first);
        while !word.is_empty() && word.end < at + LONGEST {
            let noun = self.word(self.space(word.end));
            if word.is(Meaning::Named) && noun.entry.noun().is_some() {
                return self.noun(noun.start, Pointing::That);
            }
            let next = self.space(word.end + usize::from(self.byte(word.end) == Some(b',')));
            if next == word.end {
                break;
            }
            word = self.word(next);
        }
        None
    }

    /// Whether the line that `at` stands in is a line of running text, so that it goes on in the next, and not a
    /// cell of a table.
    fn wrapped(&self, at: usize) -> bool {
        const RUNNING: usize = 36;
        at >= RUNNING && !self.bytes[at - RUNNING..at].contains(&b'\n')
    }

    /// Whether "of" is the English word: behind "Article 3, paragraph 2".
    fn english(&self, of: Word) -> bool {
        const REACH: usize = 60;
        let from = span::floor(self.text, of.start.saturating_sub(REACH));
        Phrases::within(&self.lexicon.phrases.english, &self.text[from..of.start])
    }

    /// "van titel 3 van Boek 2 van het Burgerlijk Wetboek", "van het Derde Boek van".
    fn outer_parts(&self, head: Word, key: Key) -> Option<Tail> {
        let mut head = head;
        let mut value = None;
        if head.entry.ordinal().is_some() {
            value = Some(self.str(head).to_owned());
            head = self.word(self.space(head.end));
        }
        let outer = head.entry.part().filter(|outer| *outer != Key::Artikel && *outer != key)?;
        let (value, stop) = match value {
            Some(value) => (value, head.end),
            None => match self.number(self.space(head.end), true, outer) {
                Some(found) => found,
                None if outer == Key::Bijlage => (String::new(), head.end),
                None => return None,
            },
        };
        let mut tail = self
            .deeper(|| self.tail(stop, outer))
            .filter(|tail| !(matches!(tail.law, LawRef::Unlisted { .. }) && outer == Key::Boek || matches!(tail.law, LawRef::None) && tail.parts.is_empty()))
            .or_else(|| self.book(head.start, outer, &value, stop))
            .unwrap_or_else(|| Tail::new(LawRef::None, stop));
        tail.parts.push((outer, value));
        Some(tail)
    }

    /// "van Boek 3", "van boek 2": of the Burgerlijk Wetboek, whose books are the only ones with numbers that are so cited.
    pub(super) fn book(&self, at: usize, key: Key, number: &str, end: usize) -> Option<Tail> {
        let digits = || number.starts_with(|c: char| c.is_ascii_digit());
        let law = books::book(number).filter(|_| key == Key::Boek && (self.capital(at) || digits())).and_then(|id| self.laws.by_id(id))?;
        Some(Tail::new(LawRef::Named { laws: vec![law], span: Span::new(at, end) }, end))
    }

    /// A noun that stands for a law at `at`. With a year, an abbreviation or a date behind it ("de regeling
    /// 2011", "de wet OB", "de wet van 18 december 2008") it is a name that no register has.
    pub fn noun(&self, at: usize, how: Pointing) -> Option<Tail> {
        let word = self.word(at);
        let noun = word.entry.noun()?;
        if self.byte(word.end) == Some(b'-') {
            return None;
        }
        let next = self.space(word.end);
        let end = cursor::word_end(self.text, next);
        let year = ["19", "20"].iter().any(|century| self.starts(next, century)) && self.digit(next + 3);
        let short = end >= next + 2 && self.text[next..end].chars().all(char::is_uppercase) && next == word.end + 1;
        // "der wet van 4 juni 1858", "der wet van den 28sten Julij 1850".
        let day = self.lexicon.phrases.of_day.iter().filter(|of| self.starts(next, of)).map(|of| next + of.len()).find(|day| self.digit(*day));
        let dated = day.is_some();
        // "de Wet administratieve rechtspraak", "de regeling 'Ruimte voor Ruimte'".
        let titled = self.capital(at) && Phrases::at(&self.lexicon.phrases.title_goes_on, &self.text[next..]).is_some();
        // "van het Besluit bescherming tegen …": a title begins so, if not this one.
        let titled = titled || (how == Pointing::Plain && self.begins_title(at, next, end));
        // "van het Verdrag van Parijs", "van de Verordening Leerlingenvervoer 2011".
        let titled = titled || self.is_treaty_of_place(word, next) || (how == Pointing::Plain && self.is_titled_in_capitals(at, next));
        // "art. 6 der wet tot uitvoering van art. 7 der Grondwet": what it does, in older texts.
        let old = how == Pointing::Plain && Phrases::ends(&self.lexicon.phrases.old_genitive, &self.text[..at]) && next == word.end + 1;
        let about = |group: &AnyOf| Phrases::at(group, &self.text[next..]).is_some();
        let titled = titled || (old && (about(&self.lexicon.phrases.does) || about(&self.lexicon.phrases.old_about)));
        // "artikel 2 van de wet tot wijziging van de Woningwet".
        let phrases = &self.lexicon.phrases;
        let says = || [&phrases.purpose, &phrases.founds].iter().find_map(|group| Phrases::at(group, &self.text[next..]));
        let capital_behind = |at: usize| {
            let what = self.word(at);
            self.capital(if what.is(Meaning::Determiner) { self.space(what.end) } else { at })
        };
        let titled = titled || (how == Pointing::Plain && says().is_some_and(|end| capital_behind(next + end)));
        let quoted = matches!(self.byte(next), Some(b'\'' | b'"')) && next == word.end + 1;
        if titled || quoted {
            return Some(Tail::new(LawRef::Unlisted { span: Span::new(at, word.end) }, word.end));
        }
        let unlisted = if year {
            Some(next + 4)
        } else if short {
            Some(end)
        } else {
            day.map(|day| self.date_end(day))
        };
        // "voormelde Wet van 8 november 1984" is named by its date too.
        if let Some(end) = unlisted.filter(|_| how == Pointing::Plain || (dated && self.capital(at))) {
            return Some(Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end));
        }
        Some(Tail::new(LawRef::Noun { noun, how }, word.end))
    }

    /// Whether the noun with a capital at `at` begins a title with the words behind it: some name begins so. The next
    /// word is that from `next` to `end`.
    fn begins_title(&self, at: usize, next: usize, end: usize) -> bool {
        let word = self.word(next);
        let small = end > next + 2 && next == self.word(at).end + 1 && self.bytes[next].is_ascii_lowercase();
        if !small || !self.capital(at) || word.is(Meaning::Of) || word.is(Meaning::Preposition) || word.is(Meaning::Join) {
            return false;
        }
        if Phrases::ends(&self.lexicon.phrases.title_noun, &self.text[next..end]) {
            return true;
        }
        let second = self.space(end);
        let second_end = cursor::word_end(self.text, second);
        second == end + 1 && second_end > second && self.laws.goes_on(&self.text[at..end]) && self.laws.begins(&self.text[at..second_end])
    }

    /// Where the date at `at` ends: "18 december 2008".
    pub(super) fn date_end(&self, at: usize) -> usize {
        const YEAR: usize = 4;
        let mut end = at;
        for _ in 0..3 {
            let from = self.space(end);
            let length = self.bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if length == 0 {
                break;
            }
            end = from + length;
            // "de wet van 1994 geldt".
            if length == YEAR && self.bytes[from..end].iter().all(u8::is_ascii_digit) {
                break;
            }
        }
        end
    }

    /// "(artikel 8, eerste lid, richtlijn)": the noun alone, where the bracket ends with it.
    fn noun_behind(&self, at: usize, here: usize) -> Option<Tail> {
        let word = self.word(here);
        let noun = word.entry.noun().filter(|_| matches!(&self.text[at..here], " " | ", "))?;
        let closes = matches!(self.byte(word.end), Some(b')' | b';')) || self.linked(self.space(word.end)).is_some();
        let ends = closes && Phrases::is(&self.lexicon.phrases.european, self.str(word));
        ends.then(|| Tail::new(LawRef::Noun { noun, how: Pointing::Plain }, word.end))
    }

    /// The end after "e.v." or a remark in brackets.
    pub fn following(&self, at: usize) -> usize {
        let next = self.space(at);
        let first = self.byte(next);
        self.lexicon.phrases.remark.iter().find(|s| s.bytes().next() == first && self.starts(next, s)).map_or(at, |s| next + s.trim_end().len())
    }
}
