//! The members under a head word, each with its leden: "3, 4, tweede lid, en 6".

use super::{
    Item, LawMention, LawRef, cursor,
    lexicon::{Key, Meaning},
    parse::Joint,
    phrases::Phrases,
    tail::Tail,
    words::{Parser, Word},
};
use crate::span::{self, Span};

impl Parser<'_> {
    /// The members from `at` on, and the law they share; the words begin at `start`.
    pub fn members(&self, start: usize, at: usize, key: Key, plural: bool) -> Option<LawMention> {
        let in_words = self.number_in_words(at, key);
        let words = in_words.is_some();
        let (value, stop) = in_words.or_else(|| self.number(at, true, key))?;
        // Only after a Roman or lettered member may another be one: "lid, WW" names a law.
        let lettered = value.starts_with(|c: char| c.is_ascii_uppercase());
        let mut items = vec![Self::item(key, value, Span::new(start, stop))];
        let stop = if plural { self.letters_behind(key, stop, &mut items) } else { stop };
        let mut end = self.after_member(stop, &mut items);
        let mut inner = None;
        // "de artikelen⏎a. 3;⏎b. 4": each in an item of its own.
        let in_items = plural && self.text[start..at].contains('\n');
        while let Some((next, joint)) = self.next_member(end, plural) {
            // "artikel 10, eerste lid, 90/425/EEG": an act, whose number is no member.
            if self.begins_act(next) {
                break;
            }
            if let Some((parts, stop)) = self.descend(next, key, end) {
                // "hoofdstukken 3, § 7, en 6, § 1": the next is one more chapter.
                if plural {
                    end = self.go_into(&mut items, parts, stop);
                    // "hoofdstukken 3 en 6, paragrafen 1 tot en met 3".
                    if self.word(next).is(Meaning::Plural) || matches!(self.joint(end), Some((_, Joint::Range))) {
                        end = self.further_inner(end, &mut items);
                    }
                    continue;
                }
                inner = Some((parts, stop));
                break;
            }
            let range = joint == Joint::Range;
            let next = if in_items { self.over_marker(next) } else { next };
            // "6.1b t/m d".
            if range && let Some((value, stop)) = self.letter_of_range(next, &items) {
                self.count_out(key, &mut items, value, stop);
                end = self.after_member(stop, &mut items);
                continue;
            }
            let in_words = if words { self.number_in_words(next, key) } else { None };
            let Some((value, stop)) = in_words.or_else(|| self.number(next, lettered, key)) else {
                match self.excursion(next, plural) {
                    Some(after) => {
                        end = after;
                        continue;
                    }
                    None => break,
                }
            };
            if !self.goes_on(next, stop, plural, end, range) {
                break;
            }
            if range {
                self.count_out(key, &mut items, value, stop);
            } else {
                items.push(Self::item(key, value, Span::new(next, stop)));
            }
            let stop = if plural { self.letters_behind(key, stop, &mut items) } else { stop };
            end = self.after_member(stop, &mut items);
        }
        if inner.is_none()
            && let Some(stop) = self.adjacent(end, key)
        {
            inner = Some(stop);
        }
        // "Boek 6, artikel 248": the book is the law, where none follows.
        let in_book = items.first().and_then(|item| item.parts.last()).filter(|_| key == Key::Boek && inner.is_some()).map(|(_, book)| book.clone());
        if let Some((parts, stop)) = inner {
            end = self.go_into(&mut items, parts, stop);
            if !plural {
                end = self.further_inner(end, &mut items);
            }
        }
        let mut mention = self.close(Span::new(start, end), items, key, plural);
        if let (LawRef::None, Some(book)) = (&mention.law, in_book)
            && let Some(tail) = self.book(start, key, &book, end)
        {
            mention.law = tail.law;
        }
        // "9. Toelichting op de artikelen⏎30": a page in a list of contents.
        let page = in_items && mention.items.len() == 1 && matches!(mention.law, LawRef::None) && matches!(self.byte(mention.span.end), None | Some(b'\n'));
        if page && mention.items[0].below.is_empty() && self.is_numbered_line(start) {
            return None;
        }
        // "Het artikel zeven van de tien ouders" was in a paper.
        let cites = !matches!(mention.law, LawRef::None) || plural || mention.items.iter().any(|item| !item.below.is_empty()) || self.is_named_behind(end);
        (cites || !words).then_some(mention)
    }

    /// Whether the line of `at` begins with a number, as a heading does.
    fn is_numbered_line(&self, at: usize) -> bool {
        const LONGEST: usize = 120;
        let from = at.saturating_sub(LONGEST);
        let line = self.bytes[from..at].iter().rposition(|b| *b == b'\n').map_or(from, |end| from + end + 1);
        self.digit(line)
    }

    /// One member; "4:5.1" is the first lid of article 4:5.
    pub(super) fn item(key: Key, value: String, span: Span) -> Item {
        if key != Key::Artikel && value.contains('/') {
            return Item { parts: value.split('/').map(|part| (Key::Divisie, part.to_owned())).collect(), below: Vec::new(), span };
        }
        let with_lid = value
            .split_once(':')
            .and_then(|(_, rest)| rest.split_once('.'))
            .map(|(_, lid)| lid)
            .filter(|lid| key == Key::Artikel && lid.len() <= 2 && lid.starts_with(|c: char| c.is_ascii_digit()));
        match with_lid {
            Some(lid) => {
                let article = value[..value.len() - lid.len() - 1].to_owned();
                Item { parts: vec![(key, article)], below: vec![vec![("lid", lid.to_owned())]], span }
            }
            None => Item { parts: vec![(key, value)], below: Vec::new(), span },
        }
    }

    /// The mention of these members with the law behind them.
    fn close(&self, span: Span, items: Vec<Item>, key: Key, plural: bool) -> LawMention {
        let items = if plural { self.apart(items, span.end) } else { items };
        let mut mention = LawMention { span, items, law: LawRef::None, served_by: None, plural, alias: None };
        let tail = self.tail(span.end, key).or_else(|| {
            let others = || self.over_recitals(span.end).or_else(|| self.over_signs(span.end));
            let (end, joined) = self.over_aside(span.end).or_else(|| others().map(|end| (end, Vec::new())))?;
            let tail = self.tail(end, key).filter(|tail| tail.law.is_name())?;
            mention.items.last_mut()?.below.extend(joined);
            Some(tail)
        });
        // "Art. 5.18.17c lid 2 Regeling voertuigen" in a line of its own is none either.
        let leden = mention.items.iter().flat_map(|item| item.below.iter().flatten()).any(|(key, _)| *key == "lid");
        match tail.filter(|tail| leden || !self.is_heading(span, tail)) {
            Some(tail) => {
                mention.span.end = tail.end;
                mention.law = tail.law;
                mention.alias = tail.alias;
                for item in &mut mention.items {
                    Self::outer(&mut item.parts, tail.parts.clone());
                }
            }
            None => mention.span.end = self.following(span.end),
        }
        // The members of a range share their words, and so the law behind them.
        if let Some(span) = mention.items.last().map(|last| last.span) {
            mention.items.iter_mut().rev().take_while(|item| item.span == span).for_each(|item| item.span.end = mention.span.end);
        }
        mention
    }

    /// Whether the members are the heading of a provision, and what follows its title: "Artikel I Wijziging Mediabesluit".
    fn is_heading(&self, span: Span, tail: &Tail) -> bool {
        let begins_line =
            self.capital(span.start) && matches!(self.text[..span.start].trim_end_matches([' ', '\t', '"']).chars().next_back(), None | Some('\n'));
        if !begins_line {
            return false;
        }
        if self.byte(span.end) == Some(b'\n') {
            return true;
        }
        let LawRef::Named { span: name, .. } = &tail.law else { return false };
        // "Artikel 161 Wetboek van Strafvordering geeft ieder": a sentence.
        if self.byte(tail.end) == Some(b' ') && self.is_one(self.word(tail.end + 1), &self.lexicon.phrases.predicate) {
            return false;
        }
        const ABBREVIATION: usize = 8;
        // "WVW 1994" is no title.
        let short = self.text[name.range()].trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let title = short.contains(' ') || short.len() > ABBREVIATION;
        title && name.start == span.end + 1
    }

    /// Reads what stands below the last member; where that ends.
    fn after_member(&self, stop: usize, items: &mut [Item]) -> usize {
        let range = items.iter().rev().take_while(|item| Some(item.span) == items.last().map(|last| last.span)).count();
        let Some((last, items)) = items.split_last_mut() else { return stop };
        let stop = self.over_title(stop);
        let stop = self.over_bare_title(stop, last).unwrap_or(stop);
        let stop = self.slashed_lid(stop, last).unwrap_or(stop);
        let stop = self.dotted_letter(stop, last).unwrap_or(stop);
        let mut end = self.below_at(stop, last).unwrap_or(stop);
        if let Some(behind) = self.over_old_or_new(end) {
            // "8 (oud), eerste lid".
            end = self.below_at(behind, last).filter(|_| end == stop).unwrap_or(behind);
        }
        // "13, eerste lid, onderdeel a (huurgrenzen), en 20".
        let end = if end > stop { self.over_title(end) } else { end };
        last.span.end = end;
        items.iter_mut().rev().take(range - 1).for_each(|item| item.span.end = end);
        end
    }

    /// What joins the member before `end` to the next, and where that begins, over a clause between dashes too.
    fn next_member(&self, end: usize, plural: bool) -> Option<(usize, Joint)> {
        match self.joint(end) {
            Some((next, joint)) => Some((self.over_dashes(next).filter(|_| plural).unwrap_or(next), joint)),
            None => self
                .exception(end, plural)
                .or_else(|| Some((self.over_dashes(self.space(end)).or_else(|| self.over_dot(end)).filter(|_| plural)?, Joint::List))),
        }
    }

    /// "12, derde lid. 99, tweede lid, en 106", "6, 9. 12, 15": where the member begins behind a dot for the comma, where its leden
    /// or another member follow. Behind an "en" it may be a sentence that begins with a number.
    fn over_dot(&self, end: usize) -> Option<usize> {
        let next = end + ". ".len();
        let (_, stop) = cursor::number(self.text, next, false, &self.lexicon.keywords).filter(|_| self.starts(end, ". ") && self.digit(next))?;
        let behind = stop + ", ".len();
        let last = self.text[..end].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let open = || self.digit(behind) && !Phrases::ends(&self.lexicon.phrases.and, last);
        (self.starts(stop, ", ") && (self.word(behind).is(Meaning::Ordinal) || open())).then_some(next)
    }

    /// "231 - behalve voor zover daarin iets anders wordt bepaald - 235": where the member begins behind a clause that
    /// stands between dashes at `at`.
    fn over_dashes(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 140;
        let dash = ["- ", "– ", "— "].into_iter().find(|dash| self.starts(at, dash))?;
        let phrases = &self.lexicon.phrases;
        let inside = at + dash.len();
        let clause = [&phrases.clause, &phrases.except].iter().any(|group| Phrases::at(group, &self.text[inside..]).is_some());
        let window = &self.text[inside..span::floor(self.text, inside + LONGEST)];
        let close = window.find(dash).filter(|close| clause && !window[..*close].contains('\n'))?;
        let next = self.space(inside + close + dash.len());
        // "10.23 – voor zover aangeduid als strafbare feiten – , 10.60".
        let next = if self.byte(next) == Some(b',') { self.space(next + 1) } else { next };
        self.digit(next).then_some(next)
    }

    /// The last number of a range of which the letter alone is told: "6.1b t/m d".
    fn letter_of_range(&self, at: usize, items: &[Item]) -> Option<(String, usize)> {
        let letter = self.byte(at).filter(u8::is_ascii_lowercase)?;
        let ends = matches!(self.byte(at + 1), None | Some(b',' | b';' | b' ' | b'\n' | b')'));
        let (_, from) = items.last()?.parts.last()?;
        let stem = from.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|stem| ends && stem.ends_with(|c: char| c.is_ascii_digit()))?;
        (from.as_bytes().last()? < &letter).then(|| (format!("{stem}{}", char::from(letter)), at + 1))
    }

    /// "46i met uitzondering van het eerste lid": an exception without a comma before it.
    fn exception(&self, end: usize, plural: bool) -> Option<(usize, Joint)> {
        let next = self.space(end);
        let phrases = &self.lexicon.phrases;
        let except = [&phrases.except, &phrases.in_respect].iter().any(|group| Phrases::at(group, &self.text[next..]).is_some());
        // "de artikelen 35 35a, 35b": a comma is missing.
        let gap = next == end + 1
            && self.digit(next)
            && cursor::number(self.text, next, false, &self.lexicon.keywords).is_some_and(|(_, stop)| self.byte(stop) == Some(b',') || self.and_number(stop));
        (plural && (except || gap)).then_some((next, Joint::List))
    }

    /// Over the leden that a list excepts: "de eerste volzin van het eerste lid".
    fn excepted(&self, at: usize) -> Option<usize> {
        const DEEPEST: usize = 4;
        let mut item = Item { parts: Vec::new(), below: Vec::new(), span: Span::new(at, at) };
        let mut end = self.below_at(at, &mut item)?;
        for _ in 0..DEEPEST {
            let of = self.word(self.space(end));
            let the = self.word(self.space(of.end));
            // "van het eerste lid", "en het derde lid, onderdeel e".
            let joins = of.is(Meaning::Of) || of.is(Meaning::Join);
            let outer = self.below_at(self.space(the.end), &mut item).filter(|_| joins && the.is(Meaning::Determiner));
            let Some(outer) = outer else { break };
            end = outer;
        }
        Some(end)
    }

    /// In a list, over what does not go on it: ", met uitzondering van het tweede lid, 16", ", voor zover het
    /// bevoegdheden betreft van Onze Minister, 18.2", where another member follows.
    fn excursion(&self, next: usize, plural: bool) -> Option<usize> {
        const LONGEST: usize = 140;
        /// Of a clause that cites nothing itself.
        const LONGEST_BARE: usize = 200;
        if !plural {
            return None;
        }
        let phrases = &self.lexicon.phrases;
        let mut bare = false;
        if let Some(except) = Phrases::at(&phrases.except, &self.text[next..]) {
            let mut at = next + except;
            let word = self.word(at);
            if word.is(Meaning::Determiner) {
                at = self.space(word.end);
            }
            // "met uitzondering van de zinsnede «bedoeld in artikel 20», 27".
            let sentence = self.word(at);
            let open = self.space(sentence.end);
            if sentence.is(Meaning::Sentence)
                && let Some((quoted, close)) = [('"', '"'), ('«', '»')].iter().find_map(|(from, to)| Some((self.text[open..].strip_prefix(*from)?, *to)))
            {
                let from = self.text.len() - quoted.len();
                return quoted.char_indices().take(LONGEST).find(|(_, c)| *c == close).map(|(i, c)| from + i + c.len_utf8());
            }
            if let Some(end) = self.excepted(at) {
                return Some(end);
            }
            if self.word(at).entry.part().is_some() {
                return None;
            }
        } else {
            // "22 en, voor zover nodig, 23".
            let next = if self.starts(next, ", ") { next + 2 } else { next };
            bare = Phrases::at(&phrases.bare_clause, &self.text[next..]).is_some();
            if !bare && Phrases::at(&phrases.clause, &self.text[next..]).is_none() {
                return self.over_stray(next);
            }
        }
        let stop = self.bytes.len().min(next + LONGEST_BARE);
        let window = &self.bytes[next..stop];
        let close = window.iter().position(|b| matches!(b, b';' | b'\n')).unwrap_or(window.len());
        window[..close]
            .iter()
            .enumerate()
            .filter(|(_, b)| **b == b',')
            .map(|(i, _)| next + i)
            // "voor zover het betreft de artikelen 5, 6": a list within the clause is a citation of its own.
            .take_while(|comma| {
                let clause = &self.text[next..*comma];
                !clause.contains(if bare || comma - next > LONGEST { &phrases.article_stem } else { &phrases.articles_stem })
                    && !Phrases::within(&phrases.articles_short, clause)
            })
            .find(|comma| self.joint(*comma).is_some_and(|(number, _)| self.digit(number)))
    }

    /// A number with what may belong to it: "20 b", "8bis", "8 bis".
    pub fn number(&self, at: usize, lettered: bool, key: Key) -> Option<(String, usize)> {
        const LONGEST_OF_PART: usize = 12;
        #[cfg(test)]
        self.numbers.set(self.numbers.get() + 1);
        let (mut value, mut end) = cursor::number(self.text, at, lettered, &self.lexicon.keywords)?;
        if let Some((whole, stop)) = self.torn_number(&value, end).filter(|_| key == Key::Artikel) {
            return Some((whole, stop));
        }
        // "paragraaf B8/3.1": a division of a circular.
        if key != Key::Artikel && self.byte(end) == Some(b'/') && self.digit(end + 1) && is_lettered(&value.replace(' ', "")) {
            value.retain(|c| c != ' ');
            let (inner, stop) = cursor::number(self.text, end + 1, false, &self.lexicon.keywords)?;
            return Some((format!("{value}/{inner}"), stop));
        }
        if key != Key::Artikel && value.len() > LONGEST_OF_PART {
            return None;
        }
        if let Some((letter, stop)) = self.roman_letter(&value, end).filter(|_| !matches!(key, Key::Artikel | Key::Bijlage | Key::Boek)) {
            return Some((value + letter, stop));
        }
        let word = self.word(self.space(end));
        if word.is(Meaning::Latin) && (word.start == end || self.ends_number(word.end) || self.byte(word.end) == Some(b',')) {
            value = format!("{value} {}", self.str(word));
            end = word.end;
        } else if word.start == end + 1 && self.is_letter_apart(word) && value.ends_with(|c: char| c.is_ascii_digit()) {
            // "20 b WVW", "8.23 a, zesde lid", "9 a, 9 b": a letter set apart, where a law, a lid or another number follows.
            // "article 113 du Traité": two letters that differ are those of an article where no name follows.
            let alike = word.end == word.start + 1 || self.bytes[word.start] == self.bytes[word.start + 1];
            let law = self.byte(word.end) == Some(b' ')
                && (alike && self.capital(word.end + 1) || self.phrase(word.end + 1, &self.lexicon.phrases.genitive).is_some());
            let comma = self.starts(word.end, ", ") && (self.word(word.end + 2).entry.ordinal().is_some() || self.digit(word.end + 2));
            // "51 e lid 4", but "2 e lid".
            let lid = self.word(self.space(word.end));
            let lid = alike && lid.is(Meaning::Lid) && self.digit(self.space(lid.end));
            // "51 a e.v.".
            if law || self.and_number(word.end) || comma || lid || self.following(word.end) > word.end {
                value.push_str(self.str(word));
                end = word.end;
            }
        } else if word.start == end + 1 && key == Key::Artikel && self.is_capital_apart(word) && value.bytes().all(|b| b.is_ascii_digit()) {
            // "artikel 30 A Wet op de loonbelasting 1964".
            value.push_str(self.str(word));
            end = word.end;
        } else if key == Key::Bijlage
            && self.byte(end) == Some(b'-')
            && self.byte(end + 1).is_some_and(|b| b.is_ascii_uppercase())
            && value.ends_with(|c: char| c.is_ascii_digit())
            && !self.byte(end + 2).is_some_and(cursor::in_word)
        {
            // "model M117-A".
            return Some((format!("{value}-{}", &self.text[end + 1..end + 2]), end + 2));
        } else if key != Key::Artikel && self.byte(end) == Some(b'-') && self.digit(end + 1) && value.ends_with(|c: char| c.is_ascii_lowercase()) {
            // "bijlage 29j-2".
            let (last, stop) = cursor::number(self.text, end + 1, false, &self.lexicon.keywords)?;
            return Some((format!("{value}-{last}"), stop));
        } else if self.byte(end) == Some(b'-') && matches!(key, Key::Artikel | Key::Bijlage) && self.digit(end + 1) {
            // "6-1": no range where the second number is the smaller.
            let (last, stop) = cursor::number(self.text, end + 1, false, &self.lexicon.keywords)?;
            if let (Ok(from), Ok(to)) = (value.parse::<u32>(), last.parse::<u32>())
                && (to <= from || last.starts_with('0'))
            {
                return Some((format!("{value}-{last}"), stop));
            }
        }
        Some((value, end))
    }

    /// Whether the word is a capital letter by itself, right before a title: "A Wet op de loonbelasting 1964"; or before what
    /// stands below: "artikel 13 A, eerste lid", "art. 13 B sub b".
    fn is_capital_apart(&self, word: Word) -> bool {
        const LAST: u8 = b'H';
        let letter = word.end == word.start + 1 && (b'A'..=LAST).contains(&self.bytes[word.start]);
        let below = self.word(self.space(word.end + usize::from(self.byte(word.end) == Some(b','))));
        let next = self.word(self.space(below.end));
        // Not "artikel 3 A onder ede", "4 B eerste hulp".
        let goes_on = || match () {
            () if below.is(Meaning::Lid) => true,
            () if below.is(Meaning::Onderdeel) => next.end == next.start + 1 || self.digit(next.start),
            () => next.is(Meaning::Lid) && self.ordinals(below.start).is_some(),
        };
        if letter && below.start > word.end && goes_on() {
            return true;
        }
        let letter = letter && self.byte(word.end) == Some(b' ');
        let title = self.word(word.end + usize::from(letter));
        // "de artikelen 28, 100 A en 113", "artikel 100 A van het Verdrag".
        if letter && (self.and_number(word.end) || self.phrase(word.end + 1, &self.lexicon.phrases.genitive).is_some()) {
            return true;
        }
        letter && self.capital(title.start) && !title.is_empty() && Phrases::ends(&self.lexicon.phrases.law_ending, &self.str(title).to_lowercase())
    }

    /// Whether nothing that makes "ter" a preposition ("ter zake") stands at `at`.
    fn ends_number(&self, at: usize) -> bool {
        let next = self.space(at);
        let word = self.word(next);
        next == at || self.capital(next) || word.is(Meaning::Of) || word.is(Meaning::Join) || self.digit(next)
    }

    /// Puts the members of a range, which ends at `stop`, in place of its first.
    pub fn count_out(&self, key: Key, items: &mut Vec<Item>, last: String, stop: usize) {
        let Some(first) = items.pop() else { return };
        let Some(from) = first.parts.last().map(|(_, v)| v.clone()) else { return };
        let values = self.ranges.members(&from, &last, stop).unwrap_or_else(|| vec![from, last]);
        let span = Span::new(first.span.start, stop);
        let outer = first.parts.len() - 1;
        let parts = |value| first.parts[..outer].iter().cloned().chain([(key, value)]).collect();
        items.extend(values.into_iter().map(|value| Item { parts: parts(value), below: Vec::new(), span }));
    }

    /// Whether the number from `start` to `stop` goes on the list, and is not a quantity or a date.
    pub fn goes_on(&self, start: usize, stop: usize, plural: bool, before: usize, range: bool) -> bool {
        let after = self.space(stop);
        let word = self.word(after);
        // "artikel 2; 2. Elke term": the number of the next paragraph.
        if self.bytes[before..start].iter().any(|b| matches!(b, b';' | b'\n')) && self.starts(stop, ". ") && self.capital(stop + 2) {
            return false;
        }
        // "30 leden" is a quantity, "26 leden 3 en 5" are leden of article 26.
        let leden = word.is(Meaning::Lid) && self.digit(self.space(word.end));
        if (word.is(Meaning::Unit) && !word.is_empty() && !leden)
            || self.starts(stop, "%")
            || self.starts(stop, "°")
            || self.starts(stop, ",0")
            || (self.is_one(word, &self.lexicon.keywords.lid) && !self.digit(self.space(word.end)))
        {
            return false;
        }
        if plural || range || self.bytes[before..start].contains(&b'/') {
            // "de artikelen 7, 2,1% wordt": a quantity.
            let decimal = self.byte(stop) == Some(b',') && self.digit(stop + 1) && {
                let end = stop + 1 + self.bytes[stop + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
                self.byte(end) == Some(b'%') || self.phrase(end, &self.lexicon.phrases.percent).is_some()
            };
            return !decimal;
        }
        let comma = self.text[before..start].trim() == ",";
        let closes = matches!(self.byte(stop), Some(b',' | b';' | b'.' | b')' | b':'))
            || word.is_empty()
            || word.is(Meaning::Of)
            || word.is(Meaning::Join)
            || word.is(Meaning::Ordinal)
            || word.is(Meaning::Lid)
            // "artikel 9c, 18d tot en met 18g".
            || self.is_range(word)
            || self.capital(after);
        if comma {
            // "177, 177a,178": a space is missing, where "3, 2,1" is a quantity.
            let decimal = self.byte(stop) == Some(b',') && self.digit(stop + 1) && self.digit(stop - 1) && !self.is_number_of_three(stop + 1);
            closes && self.byte(stop) != Some(b'.') && !decimal
        } else {
            closes || word.end - word.start > 1
        }
    }
}

/// "B8": a capital letter and digits.
pub(super) fn is_lettered(value: &str) -> bool {
    let digits = value.strip_prefix(|c: char| c.is_ascii_uppercase());
    digits.is_some_and(|digits| (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
}
