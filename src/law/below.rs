//! What stands below an article: leden, onderdelen, points and sentences, in every spelling.

use super::{
    Item, cursor,
    lexicon::{Key, Meaning},
    parse::Joint,
    pieces::{Below, MOST},
    words::{Parser, Word},
};

impl Parser<'_> {
    /// Reads leden and onderdelen from `at` on into `item`; where they end, if there are any.
    pub fn below_at(&self, at: usize, item: &mut Item) -> Option<usize> {
        let mut below = Below::default();
        let mut end = None;
        let mut here = at;
        if let Some(stop) = self.capital_part(at, &mut below) {
            here = stop;
        }
        for _ in 0..MOST {
            // "artikel 3, tweede lid, en onder a": commas and "en" between what stands below.
            // "artikel 1 , onder 9 , van", "artikel 1.1., onderdeel uu".
            let at = if self.starts(here, " ,") || self.starts(here, ".,") { here + 1 } else { here };
            let comma = self.byte(at) == Some(b',') || self.dot_for_comma(at);
            let next = self.space(at + usize::from(comma));
            // "hoofdstuk 2, § 2.1": a lid below articles only.
            if self.starts(next, "§") && item.parts.last().is_some_and(|(key, _)| *key != Key::Artikel) {
                break;
            }
            // "bijlage 4, tabel B5.1 van bijlage 5": of the next.
            if matches!(item.parts.last(), Some((Key::Bijlage, _))) && self.table_of_next(next) {
                break;
            }
            let before = below.len();
            let piece = self.piece(next, &mut below, comma).or_else(|| {
                let word = self.word(next);
                if word.is(Meaning::Join) {
                    let next = self.word(self.space(word.end));
                    // "dan wel derde lid".
                    let next = if self.is_one(next, &self.lexicon.phrases.behind_and) { self.space(next.end) } else { next.start };
                    let joined = comma || word.is(Meaning::Juncto);
                    // "tweede tot en met vijfde lid alsmede het zevende lid, 14": where the list goes on.
                    let and_the = !joined && self.word(next).is(Meaning::Determiner);
                    let goes_on = |stop: &usize| !and_the || self.joint(*stop).is_some_and(|(number, _)| self.digit(number));
                    return self.piece(next, &mut below, joined || and_the).filter(goes_on);
                }
                // "derde lid in verbinding met het eerste lid, onderdeel b".
                self.piece(self.linked(next)?, &mut below, true)
            });
            let Some(stop) = piece.filter(|&s| s > here) else {
                below.truncate(before);
                break;
            };
            if comma && self.leads_to_article(next, stop) || self.is_of_next(next, stop) {
                below.truncate(before);
                break;
            }
            end = Some(stop);
            here = stop;
        }
        item.below.extend(below.paths());
        end
    }

    /// Whether the table at `at`, perhaps behind "en", stands in another bijlage that follows it: "tabel B5.1 van bijlage 5".
    fn table_of_next(&self, at: usize) -> bool {
        let word = self.word(at);
        let table = if word.is(Meaning::Join) { self.word(self.space(word.end)) } else { word };
        self.bijlage_around(table).is_some()
    }

    /// "artikel 13, B, onder d", "art. 11.A., lid 1": a part of the article with a capital for its name, before a lid or an
    /// onderdeel; where it ends.
    fn capital_part(&self, at: usize, below: &mut Below) -> Option<usize> {
        // "artikelen II, V, onderdeel A": articles with Roman numbers.
        if !self.text[..at].ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase()) {
            return None;
        }
        let start = if self.starts(at, ", ") {
            at + 2
        } else if self.byte(at) == Some(b'.') {
            at + 1
        } else {
            return None;
        };
        let letter = self.byte(start).filter(u8::is_ascii_uppercase)?;
        let after = start + 1 + usize::from(self.byte(start + 1) == Some(b'.'));
        if self.byte(after) != Some(b',') {
            return None;
        }
        let then = self.word(self.space(after + 1));
        if !(then.is(Meaning::Lid) || then.is(Meaning::Onderdeel) || then.entry.ordinal().is_some()) {
            return None;
        }
        below.onderdelen([char::from(letter).to_string()]);
        Some(after)
    }

    /// "artikel 60. tweede lid, van de Grondwet", "artikel 23. onder b": a scan's dot before a piece in small letters.
    fn dot_for_comma(&self, at: usize) -> bool {
        self.starts(at, ". ") && self.byte(at + 2).is_some_and(|b| b.is_ascii_lowercase()) && {
            let (word, below) = (self.word(at + 2), &self.lexicon.keywords.below);
            let next = self.word(self.space(word.end));
            word.entry.ordinal().is_some() && next.is(Meaning::Lid) || self.is_one(word, below) && next.end == next.start + 1
        }
    }

    /// "Article 6, paragraph 1 of Article 7": whether the piece from `start` to `end` is of the article behind it.
    fn leads_to_article(&self, start: usize, end: usize) -> bool {
        let of = self.word(self.space(end));
        self.word(start).is(Meaning::Lid)
            && self.is_one(of, &self.lexicon.keywords.english_of)
            && self.word(self.space(of.end)).entry.part() == Some(Key::Artikel)
    }

    /// "derde lid, in verbinding met het eerste lid van artikel 7": whether the piece behind the words that join it at `start` is
    /// of the article behind it.
    fn is_of_next(&self, start: usize, end: usize) -> bool {
        let joined = self.word(start).is(Meaning::Join) || self.linked(start).is_some();
        let of = self.word(self.space(end));
        let next = self.word(self.space(of.end));
        // "het derde lid van dat artikel".
        let next = if next.is(Meaning::Determiner) { self.word(self.space(next.end)) } else { next };
        joined && self.is_one(of, &self.lexicon.phrases.of_article) && next.entry.part() == Some(Key::Artikel)
    }

    /// One piece: "tweede lid", "eerste, tweede en derde lid", "lid 1 en 2", "onder a", "2°", "(5)", "tweede volzin".
    pub fn piece(&self, at: usize, below: &mut Below, comma: bool) -> Option<usize> {
        self.deeper(|| self.piece_here(at, below, comma))
    }

    fn piece_here(&self, at: usize, below: &mut Below, comma: bool) -> Option<usize> {
        if self.byte(at) == Some(b'(') {
            return self.bracketed_list(at, below).or_else(|| self.bracketed_lid(at, below));
        }
        if self.starts(at, "§") {
            // "Artikel 35, § 1": a lid, as treaties have it.
            let (values, stop) = self.digits_list(self.space(self.word(at).end))?;
            below.leden(values);
            return Some(stop);
        }
        let word = self.word(at);
        if let Some((numbers, end)) = self.ordinals(at) {
            let noun = self.word(self.space(end));
            // "8, tweede, lid, tweede zin": a comma too many.
            let torn = self.starts(end, ", ") && self.word(end + 2).is(Meaning::Lid) && self.byte(self.word(end + 2).end) == Some(b',');
            let noun = if torn { self.word(end + 2) } else { noun };
            if noun.is(Meaning::Lid) {
                below.leden(numbers);
                return Some(noun.end);
            }
            if noun.is(Meaning::Sentence) || noun.is(Meaning::Onderdeel) {
                return Some(noun.end);
            }
            // "27, tweede, 29, eerste lid": the word is missing.
            let next = self.joint(end).filter(|(next, _)| self.digit(*next) && self.byte(end) == Some(b','));
            return next.map(|_| {
                below.leden(numbers);
                end
            });
        }
        if word.is(Meaning::Each) || (word.is(Meaning::Determiner) && comma) {
            // "beide derde lid", ", het eerste lid": read over, if a piece follows.
            let next = self.space(word.end);
            let then = self.word(next);
            let follows = then.is(Meaning::Ordinal) || then.is(Meaning::Onderdeel) || then.is(Meaning::Each);
            return if follows && next > word.end { self.piece(next, below, false) } else { None };
        }
        if word.is(Meaning::Lid) {
            let after = self.space(word.end);
            if self.byte(after) == Some(b'(') && after > word.end {
                return self.bracketed(after, below);
            }
            let Some((values, stop)) = self.digits_list(after) else { return self.lettered_lid(word, below) };
            let mut last = values.last().and_then(|lid| lid.parse().ok()).unwrap_or(0);
            below.leden(values);
            let mut stop = self.letter_of_lid(stop, below).unwrap_or(stop);
            // "leden 1, eerste zin, 2, eerste zin, en 3".
            while let Some((lid, end)) = self.lid_behind_sentence(stop, last).filter(|_| self.is_one(word, &self.lexicon.phrases.several_leden)) {
                below.leden([lid.to_string()]);
                (last, stop) = (lid, end);
            }
            return Some(stop);
        }
        if self.is_one(word, &self.lexicon.keywords.in_order) {
            let after = self.space(word.end);
            let digits = self.bytes[after..].iter().take_while(|b| b.is_ascii_digit()).count();
            if (1..=2).contains(&digits) && self.starts(after + digits, "°") {
                let end = after + digits + "°".len();
                below.onderdelen([self.text[after..end].to_owned()]);
                return Some(end);
            }
            let ordinal = self.word(after);
            let number = ordinal.entry.ordinal()?;
            below.onderdelen([format!("{number}°")]);
            return Some(ordinal.end);
        }
        if self.is_one(word, &self.lexicon.keywords.opening) {
            let and = self.word(self.space(word.end));
            let next = if self.is_one(and, &self.lexicon.keywords.and) { and.end } else { word.end };
            let next = self.space(next + usize::from(self.byte(next) == Some(b',')));
            // "aanhef en de onderdelen a en c".
            let line = !self.text[word.end..next].contains('\n');
            let the = line && self.word(next).is(Meaning::Determiner) && self.word(self.space(self.word(next).end)).is(Meaning::Onderdeel);
            return self.piece(next, below, the).or(Some(word.end));
        }
        let phrases = &self.lexicon.phrases;
        if self.is_one(word, &phrases.last_words) || (self.is_one(word, &phrases.last_of_list) && below.has_onderdelen()) {
            return Some(word.end);
        }
        if word.is(Meaning::Sentence) {
            // "zinsnede", "volzin 2": read over.
            let (_, stop) = self.digits_list(self.space(word.end))?;
            return Some(stop);
        }
        if word.is(Meaning::Onderdeel) {
            return self.onderdelen(word, below);
        }
        self.bare(at, below, comma)
    }

    /// "(en derde lid)": a further lid in brackets.
    fn bracketed_lid(&self, at: usize, below: &mut Below) -> Option<usize> {
        let and = self.word(at + 1);
        let (leden, end) = self.ordinals(self.space(and.end)).filter(|_| and.is(Meaning::Join))?;
        let lid = self.word(self.space(end));
        if !lid.is(Meaning::Lid) || self.byte(lid.end) != Some(b')') {
            return None;
        }
        below.leden(leden);
        Some(lid.end + 1)
    }

    /// "paragraph 1.a and b": the letters behind a lid's dot.
    fn letter_of_lid(&self, at: usize, below: &mut Below) -> Option<usize> {
        let single = self.byte(at + 1).is_some_and(|b| b.is_ascii_lowercase()) && !self.byte(at + 2).is_some_and(cursor::in_word);
        if self.byte(at) != Some(b'.') || !single {
            return None;
        }
        // "paragraph 1.b, a statement": behind a comma it is a word.
        let (mut values, mut end) = self.letters(at + 1, false)?;
        if self.bytes[at..end].contains(&b',') {
            values.truncate(1);
            end = at + 2;
        }
        below.onderdelen(values);
        Some(end)
    }

    /// ", eerste zin, en 3" behind lid 2: the next lid, and where it ends.
    fn lid_behind_sentence(&self, at: usize, last: u32) -> Option<(u32, usize)> {
        const LONGEST: usize = 2;
        if self.byte(at) != Some(b',') {
            return None;
        }
        let (_, end) = self.ordinals(self.space(at + 1))?;
        let sentence = self.word(self.space(end));
        let (next, _) = self.joint(sentence.end).filter(|(_, joint)| sentence.is(Meaning::Sentence) && *joint == Joint::List)?;
        let digits = self.bytes[next..].iter().take_while(|b| b.is_ascii_digit()).count();
        let closes = !self.byte(next + digits).is_some_and(|b| cursor::in_word(b) || matches!(b, b'.' | b':') && self.digit(next + digits + 1));
        let lid: u32 = self.text[next..next + digits].parse().ok().filter(|_| digits <= LONGEST && closes)?;
        (lid > last && lid <= last + 3).then_some((lid, next + digits))
    }

    /// "artikel 1, lid d van": a letter that is called a lid.
    fn lettered_lid(&self, lid: Word, below: &mut Below) -> Option<usize> {
        let at = self.space(lid.end);
        let single = at > lid.end && self.byte(at).is_some_and(|b| b.is_ascii_lowercase()) && !self.byte(at + 1).is_some_and(|b| b.is_ascii_alphanumeric());
        // Behind a single letter there may be nothing to look at.
        let closes = || self.byte(at + 1) == Some(b',') || self.word(self.space(at + 1)).is(Meaning::Of);
        if !(single && closes()) {
            return None;
        }
        below.onderdelen([self.text[at..=at].to_owned()]);
        Some(at + 1)
    }

    /// "(3) and (4)", "(3) to (6)": leden in brackets in a row.
    fn bracketed_list(&self, at: usize, below: &mut Below) -> Option<usize> {
        const LONGEST: usize = 2;
        let mut end = self.bracketed(at, below)?;
        // Its number, and where its bracket ends.
        let lid = |at: usize| -> Option<(u32, usize)> {
            let digits = self.bytes.get(at + 1..)?.iter().take_while(|b| b.is_ascii_digit()).count();
            let close = at + 1 + digits;
            let number = self.text.get(at + 1..close).filter(|_| digits <= LONGEST && self.byte(close) == Some(b')'))?;
            Some((number.parse().ok()?, close + 1))
        };
        let mut from = lid(at).map(|(number, _)| number);
        for _ in 0..MOST {
            let Some((next, joint)) = self.joint(end).filter(|(next, _)| self.byte(*next) == Some(b'(')) else { break };
            let Some((last, (to, stop))) = from.zip(lid(next)).filter(|(last, (to, _))| last < to) else { break };
            if joint == Joint::Range {
                below.leden((last + 1..to).map(|lid| lid.to_string()));
            }
            below.leden([to.to_string()]);
            from = Some(to);
            end = stop;
        }
        Some(end)
    }

    /// "(5)", "(a)": a lid or a letter in brackets.
    fn bracketed(&self, at: usize, below: &mut Below) -> Option<usize> {
        // "Article 5⏎(1) The Parties" begins its text.
        if self.text[..at].ends_with('\n') {
            return None;
        }
        let inside = self.bytes.get(at + 1..)?;
        let digits = inside.iter().take_while(|b| b.is_ascii_digit()).count();
        if (1..=2).contains(&digits) && inside.get(digits) == Some(&b')') {
            below.leden([self.text[at + 1..at + 1 + digits].to_owned()]);
            return Some(at + 2 + digits);
        }
        let letter = inside.first().filter(|b| b.is_ascii_alphabetic())?;
        // "letter (d )".
        let end = at + 2 + usize::from(inside.get(1) == Some(&b' '));
        if self.byte(end) != Some(b')') {
            return None;
        }
        below.onderdelen([char::from(*letter).to_string()]);
        Some(end + 1)
    }

    /// After "onder", "onderdeel", "sub", "letter": the letters or numbers, or another piece ("onder ten tweede").
    fn onderdelen(&self, word: Word, below: &mut Below) -> Option<usize> {
        // "ARTIKEL III⏎Nr. 2 VOORSTEL VAN WET": the number of the paper, in a line of its own.
        if self.capital(word.start) && self.str(word).ends_with('.') && self.text[..word.start].trim_end_matches(' ').ends_with('\n') {
            return None;
        }
        let mut after = self.space(word.end);
        let next = self.word(after);
        // "onder de nummers 17, 18", "onder ten tweede", "onder meer" is none.
        if next.is(Meaning::Determiner) && self.word(self.space(next.end)).is(Meaning::Onderdeel) {
            after = self.space(next.end);
            return self.piece(after, below, false);
        }
        // "onder nummer 1".
        if self.is_one(next, &self.lexicon.phrases.further_below) || next.is(Meaning::Onderdeel) && next.end > next.start + 2 {
            return self.piece(after, below, false);
        }
        if self.byte(after) == Some(b'(') && after > word.end {
            return self.bracketed(after, below);
        }
        let counted = word.is(Meaning::Plural);
        let (values, stop) = self.letters(after, counted)?;
        below.onderdelen(values);
        Some(stop)
    }

    /// "2°" alone, or behind a lid ", a en b van", " c van": letters without a word before them.
    fn bare(&self, at: usize, below: &mut Below, comma: bool) -> Option<usize> {
        let digits = self.bytes.get(at..)?.iter().take_while(|b| b.is_ascii_digit()).count();
        // "2e lid", "1ste lid", "2e volzin".
        let suffix = self.word(at + digits);
        if (1..=2).contains(&digits) && self.is_one(suffix, &self.lexicon.phrases.ordinal_end) {
            let lid = self.word(self.space(suffix.end));
            if lid.is(Meaning::Sentence) {
                return Some(lid.end);
            }
            return lid.is(Meaning::Lid).then(|| {
                below.leden([self.text[at..at + digits].to_owned()]);
                lid.end
            });
        }
        if digits > 0 && self.starts(at + digits, "°") {
            let end = at + digits + "°".len();
            below.onderdelen([self.text[at..end].to_owned()]);
            return Some(end);
        }
        // "artikel 19 c) van", "artikel 1, 6) van".
        let length = digits.max(usize::from(self.byte(at).is_some_and(|b| b.is_ascii_lowercase())));
        if (1..=2).contains(&length)
            && self.byte(at + length) == Some(b')')
            && (self.byte(at + length + 1) == Some(b',') || self.word(self.space(at + length + 1)).is(Meaning::Of))
        {
            below.onderdelen([self.text[at..at + length].to_owned()]);
            return Some(at + length + 1);
        }
        if self.bytes[at..].first().is_some_and(u8::is_ascii_lowercase) && (below.has_leden() || comma) {
            let (values, stop) = self.letters(at, false)?;
            let next = self.word(self.space(stop));
            let letter = values.iter().all(|v| v.len() == 1 || v.ends_with('°'));
            // "artikel 79 lid 1 e Wp 2000".
            let name = || self.capital(stop + 1) || self.phrase(stop + 1, &self.lexicon.phrases.wet).is_some();
            let named = stop == at + 1 && self.byte(stop) == Some(b' ') && name() && self.laws.longest(self.text, stop + 1, true).is_some();
            let closes = named || next.is(Meaning::Of) || matches!(self.byte(stop), Some(b',' | b')')) || self.text[..stop].ends_with(')');
            if letter && closes {
                below.onderdelen(values);
                return Some(stop);
            }
        }
        None
    }

    /// "eerste", "eerste en tweede", "eerste tot en met vierde": the numbers, and where the words end.
    pub fn ordinals(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let word = self.word(at);
        let first = word.entry.ordinal().or_else(|| word.is(Meaning::Place).then_some(0))?;
        let mut numbers = vec![first];
        let mut end = word.end;
        while numbers.len() < MOST {
            let comma = self.byte(end) == Some(b',');
            // "zesde lid tot en met achtste lid".
            let lid = self.word(self.space(end));
            // "het vierde lid tot derde lid" gives it another number.
            let range = |at: usize| self.is_range(self.word(at));
            let from = if lid.is(Meaning::Lid) && range(self.space(lid.end)) { lid.end } else { end };
            let mut here = self.space(from + usize::from(comma));
            let word = self.word(here);
            let mut range = false;
            if word.is(Meaning::Join) {
                here = self.space(word.end);
                let with = self.word(here);
                if self.is_one(with, &self.lexicon.phrases.behind_and) || with.is(Meaning::Determiner) {
                    here = self.space(with.end);
                }
            } else if word.is(Meaning::Range) {
                range = true;
                here = self.up_to(word.end).unwrap_or_else(|| self.space(word.end));
                // "eerste tot en met het derde lid".
                let article = self.word(here);
                here = if article.is(Meaning::Determiner) { self.space(article.end) } else { here };
            } else if self.byte(end) == Some(b'-') {
                // "eerste-zesde lid".
                range = true;
                here = end + 1;
            } else if !comma {
                break;
            }
            let word = self.word(here);
            let Some(next) = word.entry.ordinal() else {
                // "tweede tot en met het laatste lid".
                end = if range && word.is(Meaning::Place) && self.word(self.space(word.end)).is(Meaning::Lid) { word.end } else { end };
                break;
            };
            if range {
                let last = numbers.last().copied().unwrap_or(0);
                numbers.extend(last + 1..next);
            }
            numbers.push(next);
            end = word.end;
        }
        Some((numbers.into_iter().filter(|n| *n > 0).map(|n| n.to_string()).collect(), end))
    }

    /// "1", "1 en 2", "1, 2 en 3", "1-3": leden in digits.
    fn digits_list(&self, at: usize) -> Option<(Vec<String>, usize)> {
        /// No lid with a letter stands so far behind the one before it.
        const FAR: u32 = 6;
        const LONGEST: usize = 8;
        let letters_off = |value: &str| value.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse().unwrap_or(0);
        let one = |at: usize, dotted: bool| -> Option<(String, usize)> {
            // "lid l": the digit, as it is often typed and scanned.
            if self.byte(at) == Some(b'l') && !self.byte(at + 1).is_some_and(cursor::in_word) {
                return Some(("1".to_owned(), at + 1));
            }
            let digits = self.bytes.get(at..)?.iter().take_while(|b| b.is_ascii_digit()).count();
            let letter = usize::from(self.byte(at + digits).is_some_and(|b| b.is_ascii_lowercase()));
            let mut end = at + digits + letter;
            // "lid 16.5.1": so plans number the leden of their rules.
            while dotted && letter == 0 && end < at + LONGEST && self.byte(end) == Some(b'.') && self.digit(end + 1) {
                let more = self.bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
                // "lid 1.000": an amount.
                if self.starts(end + 1, "000") || more > 3 {
                    return None;
                }
                end += 1 + more;
            }
            let more = |b: u8| b.is_ascii_alphanumeric() && !cursor::begins_law(self.bytes, end, &self.lexicon.keywords) || b == b':';
            let goes_on = self.byte(end).is_some_and(more) || self.byte(end) == Some(b'.') && self.digit(end + 1);
            ((1..=2).contains(&digits) && !goes_on).then(|| (self.text[at..end].to_owned(), end))
        };
        let (first, mut end) = one(at, true)?;
        let dotted = first.contains('.');
        let mut values = vec![first];
        while let Some((next, joint)) = self.joint(end).filter(|_| values.len() < MOST) {
            let again = self.word(next);
            let next = if again.is(Meaning::Lid) { self.space(again.end) } else { next };
            let Some((value, stop)) = one(next, dotted).filter(|(value, _)| !dotted || value.contains('.')) else { break };
            // "lid 2, 14, tweede lid": what is no lid goes on the list of articles. "lid 1, 2e volzin" is a sentence.
            let then = self.word(self.space(stop + usize::from(self.byte(stop) == Some(b','))));
            if !again.is(Meaning::Lid) && (then.is(Meaning::Ordinal) || then.is(Meaning::Lid) || then.is(Meaning::Sentence)) {
                break;
            }
            let from: Option<u32> = values.last().and_then(|v| v.parse().ok());
            let to: Option<u32> = value.parse().ok();
            match (joint, from, to) {
                (Joint::Range, Some(from), Some(to)) if from < to && to - from < 50 => values.extend((from + 1..=to).map(|n| n.to_string())),
                // Leden rise; a smaller number is something else.
                (Joint::List, Some(from), Some(to)) if to <= from => break,
                // "46d, lid 1, en 46e": an inserted article.
                (Joint::List, Some(from), None) if !again.is(Meaning::Lid) && letters_off(&value) > from + FAR => break,
                _ => values.push(value),
            }
            end = stop;
        }
        Some((values, end))
    }
}
