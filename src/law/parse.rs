//! One expression: "de artikelen 3, 4, tweede lid, en 6 van de Faillissementswet".

use super::{Item, LawMention, LawRef, Pointing, cursor, lexicon::Lexicon, scan::Act};
use std::cell::RefCell;

use crate::{
    register::laws::{Laws, Sort},
    span::Span,
};

/// What the parser reads with.
pub(super) struct Parser<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub laws: &'a Laws,
    pub acts: &'a [Act],
    pub max_range: usize,
    /// Names that the text has given laws so far.
    pub aliases: RefCell<Vec<(String, LawRef)>>,
    /// Abbreviations that the text uses for something else.
    pub others: RefCell<Vec<String>>,
}

/// The law behind the members, and where the expression ends.
pub(super) struct Tail {
    pub law: LawRef,
    pub end: usize,
    pub alias: Option<String>,
}

impl Parser<'_> {
    fn word_at(&self, at: usize) -> (String, usize) {
        let word = cursor::word(self.text, at);
        let end = at + word.len();
        (word.to_lowercase(), end)
    }

    /// The word at `at` with the dot that may belong to it: "art.", "jo.".
    fn dotted(&self, at: usize, set: &'static str) -> Option<usize> {
        let (word, end) = self.word_at(at);
        if word.is_empty() {
            return None;
        }
        if self.text[end..].starts_with('.') && self.lexicon.is(set, &format!("{word}.")) {
            return Some(end + 1);
        }
        self.lexicon.is(set, &word).then_some(end)
    }

    /// The key of the part that the word at `at` opens, whether several may follow, and where the word ends.
    pub fn head(&self, at: usize) -> Option<(&'static str, bool, usize)> {
        let (word, end) = self.word_at(at);
        let dotted = format!("{word}.");
        if self.text[end..].starts_with('.')
            && let Some(key) = self.lexicon.part(&dotted)
        {
            return Some((key, self.lexicon.is("plural", &dotted), end + 1));
        }
        self.lexicon.part(&word).map(|key| (key, self.lexicon.is("plural", &word), end))
    }

    /// The expression whose head word stands at `start`.
    pub fn expression(&self, start: usize) -> Option<LawMention> {
        let (key, plural, after) = self.head(start)?;
        let at = cursor::space(self.text, after);
        if at == after && !self.text[..after].ends_with(['.', '§']) {
            return None;
        }
        let mut mention = self.members(start, at, key, plural)?;
        self.leading_leden(&mut mention);
        Some(mention)
    }

    /// Members that go on a list under the head word of an earlier mention, with a law of their own.
    pub fn continued(&self, at: usize, key: &'static str) -> Option<LawMention> {
        let mention = self.members(at, at, key, false)?;
        matches!(mention.law, LawRef::Named { .. } | LawRef::Act { .. }).then_some(mention)
    }

    /// The members from `at` on, and the law they share; the words begin at `start`.
    fn members(&self, start: usize, at: usize, key: &'static str, plural: bool) -> Option<LawMention> {
        let (value, mut at) = self.number(at, true, key)?;
        // Only after a Roman or lettered member may another be one: "lid, WW" names a law.
        let lettered = value.starts_with(|c: char| c.is_ascii_uppercase());
        let mut items = vec![Item { parts: vec![(key, value)], below: Vec::new(), span: Span::new(start, at) }];
        let mut end;
        loop {
            end = self.below(at, items.last_mut()?).unwrap_or(at);
            items.last_mut()?.span.end = end;
            let Some((next, range)) = self.join(end) else { break };
            let Some((value, stop)) = self.number(next, lettered, key) else { break };
            if !self.member(next, stop, plural, end) {
                break;
            }
            if range {
                self.count_out(key, &mut items, value, stop);
            } else {
                items.push(Item { parts: vec![(key, value)], below: Vec::new(), span: Span::new(next, stop) });
            }
            at = stop;
        }
        let mut mention = LawMention { span: Span::new(start, end), items, law: LawRef::None, joined: false, alias: None };
        let heading = self.text[end..].starts_with('\n') && self.text[..start].trim_end_matches([' ', '\t']).ends_with('\n');
        match self.tail(end, true).filter(|_| !heading) {
            Some(tail) => {
                mention.span.end = tail.end;
                mention.law = tail.law;
                mention.alias = tail.alias;
            }
            None => mention.span.end = self.following(end),
        }
        if let Some(last) = mention.items.last_mut() {
            last.span.end = mention.span.end;
        }
        mention.joined = matches!(mention.law, LawRef::None) && self.joins_next(mention.span.end);
        Some(mention)
    }

    /// A number with what may belong to it: "20 b", "8bis", "8 bis".
    fn number(&self, at: usize, roman: bool, key: &str) -> Option<(String, usize)> {
        let (mut value, mut end) = cursor::number(self.text, at, roman)?;
        if key != "artikel" && value.len() > 12 {
            return None;
        }
        let next = cursor::space(self.text, end);
        let (word, stop) = self.word_at(next);
        if self.lexicon.is("latin", &word) && (next > end || stop > end) {
            value = format!("{value} {word}");
            end = stop;
        } else if next == end + 1 && word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase() && value.ends_with(|c: char| c.is_ascii_digit()) {
            // "20 b WVW", "8.23 a, zesde lid": a letter set apart, where a law or a lid follows.
            let after = &self.text[stop..];
            let law = after.strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_uppercase) || r.starts_with("van "));
            if law || (after.starts_with(", ") && self.lexicon.ordinal(&self.word_at(stop + 2).0).is_some()) {
                value.push_str(&word);
                end = stop;
            }
        }
        Some((value, end))
    }

    /// Puts the members of a range, which ends at `stop`, in place of its first.
    fn count_out(&self, key: &'static str, items: &mut Vec<Item>, last: String, stop: usize) {
        let Some(first) = items.pop() else { return };
        let from = first.parts[0].1.clone();
        let values = crate::range::members(&from, &last, self.max_range).unwrap_or_else(|| vec![from, last]);
        let span = Span::new(first.span.start, stop);
        items.extend(values.into_iter().map(|value| Item { parts: vec![(key, value)], below: Vec::new(), span }));
    }

    /// What joins the member before `at` to the next: where that begins, and whether a range lies between.
    fn join(&self, at: usize) -> Option<(usize, bool)> {
        let bytes = self.text.as_bytes();
        // "8 , 16": white space before the comma.
        let at = if self.text[at..].starts_with(" ,") { at + 1 } else { at };
        let mut here = at;
        let mut any = false;
        match bytes.get(at) {
            Some(b'-') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => return Some((at + 1, true)),
            Some(b'/') if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => return Some((at + 1, false)),
            Some(b',' | b';') => {
                here += 1;
                any = true;
            }
            _ => {}
        }
        let mut after = cursor::space(self.text, here);
        if self.text[after..].starts_with("- ") {
            return Some((cursor::space(self.text, after + 1), true));
        }
        let (word, end) = self.word_at(after);
        if self.lexicon.is("range", &word) || word == "t/m" {
            let mut end = if self.text[end..].starts_with('.') { end + 1 } else { end };
            let rest = self.text[end..].trim_start();
            if word == "tot" && rest.starts_with("en met") {
                end = self.text.len() - rest.len() + "en met".len();
            } else if word == "tot" && !self.text[cursor::space(self.text, end)..].starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            let next = cursor::space(self.text, end);
            return Some((self.over_head(next), true));
        }
        while let Some(end) = self.dotted(after, "join") {
            any = true;
            after = cursor::space(self.text, end);
            let (next, stop) = self.word_at(after);
            if next == "wel" || next == "met" {
                after = cursor::space(self.text, stop);
            }
        }
        (any && after > at).then_some((after, false))
    }

    /// After "tot en met" the head word may stand again.
    fn over_head(&self, at: usize) -> usize {
        match self.head(at) {
            Some((_, _, end)) => cursor::space(self.text, end),
            None => at,
        }
    }

    /// Whether the number from `start` to `stop` goes on the list, and is not a quantity or a date.
    fn member(&self, start: usize, stop: usize, plural: bool, before: usize) -> bool {
        let after = cursor::space(self.text, stop);
        let (word, _) = self.word_at(after);
        if self.lexicon.is("unit", &word) || self.text[stop..].starts_with(['%', '°']) || word == "lid" {
            return false;
        }
        if plural || self.text[before..start].contains(['-', '/']) {
            return true;
        }
        let comma = self.text[before..start].trim() == ",";
        let closes = self.text[stop..].starts_with([',', ';', '.', ')', ':'])
            || word.is_empty()
            || self.lexicon.is("of", &word)
            || self.lexicon.is("join", &word)
            || self.text[after..].starts_with(char::is_uppercase);
        if comma { closes && !self.text[stop..].starts_with('.') } else { closes || word.len() > 1 }
    }

    /// Reads leden and onderdelen behind an article; where they end, if there are any.
    fn below(&self, at: usize, item: &mut Item) -> Option<usize> {
        let mut end = None;
        let mut here = at;
        let mut leden: Vec<String> = Vec::new();
        let mut tail: Vec<(&'static str, String)> = Vec::new();
        loop {
            let mut next = here;
            // "artikel 3, tweede lid, en onder a": commas and "en" between what stands below.
            if self.text[next..].starts_with([',', '.']) && !self.text[next..].starts_with("..") {
                if self.text[next..].starts_with('.') {
                    break;
                }
                next += 1;
            }
            next = cursor::space(self.text, next);
            let plain = self.piece(next, &mut leden, &mut tail);
            let joined = || {
                let (word, stop) = self.word_at(next);
                self.lexicon.is("join", &word).then(|| cursor::space(self.text, if self.text[stop..].starts_with('.') { stop + 1 } else { stop }))
            };
            let piece = match plain {
                Some(stop) => Some(stop),
                None => joined().and_then(|at| self.piece(at, &mut leden, &mut tail)),
            };
            let Some(stop) = piece.filter(|&s| s > here) else { break };
            end = Some(stop);
            here = stop;
        }
        if leden.is_empty() && !tail.is_empty() {
            item.below.push(tail);
        } else {
            let single = leden.len() == 1;
            item.below.extend(leden.into_iter().map(|lid| {
                let mut below = vec![("lid", lid)];
                if single {
                    below.extend(tail.iter().cloned());
                }
                below
            }));
        }
        end
    }

    /// One piece below an article: "tweede lid", "eerste, tweede en derde lid", "lid 1 en 2", "onder a", "2°", "(5)", "tweede volzin".
    fn piece(&self, at: usize, leden: &mut Vec<String>, tail: &mut Vec<(&'static str, String)>) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if bytes.get(at) == Some(&b'(') {
            let digits = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            let closes = bytes.get(at + 1 + digits) == Some(&b')');
            if (1..=2).contains(&digits) && closes {
                leden.push(self.text[at + 1..at + 1 + digits].to_owned());
                return Some(at + 2 + digits);
            }
            return None;
        }
        if let Some((numbers, end)) = self.ordinals(at) {
            let after = cursor::space(self.text, end);
            let (word, stop) = self.word_at(after);
            if self.lexicon.is("lid", &word) && word != "alinea" {
                leden.extend(numbers);
                return Some(stop);
            }
            return (self.lexicon.is("sentence", &word) || self.lexicon.is("onderdeel", &word)).then_some(stop);
        }
        let (word, end) = self.word_at(at);
        if self.lexicon.is("lid", &word) {
            let (values, stop) = self.digits_list(cursor::space(self.text, end))?;
            leden.extend(values);
            return Some(stop);
        }
        if self.lexicon.is("onderdeel", &word) {
            let mut after = cursor::space(self.text, if self.text[end..].starts_with('.') { end + 1 } else { end });
            if word == "aanhef" {
                let (and, stop) = self.word_at(after);
                if and == "en" {
                    after = cursor::space(self.text, stop);
                    return self.piece(after, leden, tail).or(Some(end));
                }
                return Some(end);
            }
            let (values, stop) = self.letters(after)?;
            if let Some(first) = values.first() {
                tail.push(("o", first.clone()));
            }
            return Some(stop);
        }
        // "2°" alone.
        let digits = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits > 0 && self.text[at + digits..].starts_with('°') {
            tail.push(("o", self.text[at..at + digits].to_owned()));
            return Some(at + digits + '°'.len_utf8());
        }
        None
    }

    /// "eerste", "eerste en tweede", "eerste tot en met vierde": the numbers, and where the words end.
    fn ordinals(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let (word, mut end) = self.word_at(at);
        let first = self.lexicon.ordinal(&word).or_else(|| matches!(word.as_str(), "laatste" | "vorige").then_some(0))?;
        let mut numbers = vec![first];
        loop {
            let comma = self.text[end..].starts_with(',');
            let mut here = cursor::space(self.text, end + usize::from(comma));
            let (word, stop) = self.word_at(here);
            let mut range = false;
            if self.lexicon.is("join", &word) {
                here = cursor::space(self.text, stop);
            } else if self.lexicon.is("range", &word) {
                range = true;
                let rest = cursor::space(self.text, stop);
                here = if self.text[rest..].starts_with("en met") { cursor::space(self.text, rest + "en met".len()) } else { rest };
            } else if !comma {
                break;
            }
            let (word, stop) = self.word_at(here);
            let Some(next) = self.lexicon.ordinal(&word) else { break };
            if range {
                numbers.extend(numbers.last().map_or(0, |l| l + 1)..next);
            }
            numbers.push(next);
            end = stop;
        }
        Some((numbers.into_iter().filter(|n| *n > 0).map(|n| n.to_string()).collect(), end))
    }

    /// "1", "1 en 2", "1, 2 en 3", "1-3": leden in digits.
    fn digits_list(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let one = |at: usize| -> Option<(String, usize)> {
            let digits = self.text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let letter = usize::from(self.text.as_bytes().get(at + digits).is_some_and(u8::is_ascii_lowercase));
            let end = at + digits + letter;
            let clean = !self.text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric) && !self.text[end..].starts_with(':');
            (digits > 0 && digits <= 2 && clean).then(|| (self.text[at..end].to_owned(), end))
        };
        let (first, mut end) = one(at)?;
        let mut values = vec![first];
        while let Some((next, range)) = self.join(end) {
            let next = match self.word_at(next) {
                (word, stop) if self.lexicon.is("lid", &word) => cursor::space(self.text, stop),
                _ => next,
            };
            let Some((value, stop)) = one(next) else { break };
            // "lid 2, 5 van de wet" goes on with articles only where a law's name would follow at once.
            let from: Option<u32> = values.last().and_then(|v| v.parse().ok());
            match (range, from, value.parse::<u32>()) {
                (true, Some(from), Ok(to)) if from < to && to - from < 50 => values.extend((from + 1..=to).map(|n| n.to_string())),
                _ => values.push(value),
            }
            end = stop;
        }
        Some((values, end))
    }

    /// "a", "a en b", "a tot en met c", "2°", "b, 1°": the values, and where they end.
    fn letters(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let bytes = self.text.as_bytes();
        let one = |at: usize| -> Option<(String, usize)> {
            let letters = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_lowercase()).count();
            let upper = bytes[at..].iter().take_while(|b| b.is_ascii_uppercase()).count();
            let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let length = letters.max(upper).max(digits);
            let fits = (1..=2).contains(&letters)
                || (1..=4).contains(&upper) && (upper == 1 || self.text[at..at + upper].bytes().all(|b| b"IVX".contains(&b)))
                || (1..=2).contains(&digits);
            let mut end = at + length;
            if !fits || matches!(&self.text[at..end], "de" | "en" | "of" | "in" | "is" | "er" | "te" | "op" | "om" | "na" | "al" | "zo") {
                return None;
            }
            if self.text[end..].starts_with('°') {
                end += '°'.len_utf8();
            }
            if bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC3) {
                return None;
            }
            let value = self.text[at..at + length].to_owned();
            let closes = self.text[end..].starts_with([')'])
                || self.text[end..].starts_with(".,")
                || (self.text[end..].starts_with(". ") && self.text[end + 2..].starts_with(char::is_lowercase));
            Some((value, end + usize::from(closes)))
        };
        let (first, mut end) = one(at)?;
        let mut values = vec![first];
        while let Some((next, _)) = self.join(end) {
            let next = match self.word_at(next) {
                (word, stop) if self.lexicon.is("onderdeel", &word) => cursor::space(self.text, stop),
                _ => next,
            };
            let Some((value, stop)) = one(next).filter(|(v, stop)| v.starts_with(|c: char| c.is_ascii_lowercase()) || self.text[..*stop].ends_with('°'))
            else {
                break;
            };
            values.push(value);
            end = stop;
        }
        Some((values, end))
    }

    /// The law behind the members at `at`.
    pub fn tail(&self, at: usize, behind_article: bool) -> Option<Tail> {
        let mut here = self.following(at);
        // "paragraaf 4.1.3.3. van de": the dot is the number's.
        if self.text[here..].starts_with(',') || self.text[here..].starts_with(". van ") {
            here += 1;
        }
        here = cursor::space(self.text, here);
        let (word, end) = self.word_at(here);
        if self.lexicon.is("of", &word) {
            let mut name = cursor::space(self.text, end);
            let (next, stop) = self.word_at(name);
            if word == "in" && next == "verbinding" {
                return None;
            }
            let mut how = Pointing::Plain;
            let mut determined = matches!(word.as_str(), "der" | "des");
            if self.lexicon.is("article", &next) && stop > name {
                how = match next.as_str() {
                    "deze" | "dit" => Pointing::This,
                    "die" | "dat" => Pointing::That,
                    _ => Pointing::Plain,
                };
                determined = true;
                let after = cursor::space(self.text, stop);
                if let Some(tail) = self.name(name, behind_article) {
                    return Some(tail);
                }
                name = after;
            }
            let (next, stop) = self.word_at(name);
            if self.lexicon.is("named", &next) {
                if !matches!(next.as_str(), "oude" | "nieuwe" | "huidige" | "toenmalige" | "vigerende") {
                    how = Pointing::That;
                }
                determined = true;
                name = cursor::space(self.text, stop);
            }
            if let Some(tail) = self.name(name, behind_article) {
                return Some(tail);
            }
            if let Some(tail) = self.chain(name, behind_article) {
                return Some(tail);
            }
            return self
                .noun(name, how)
                .filter(|_| determined || how != Pointing::Plain)
                .or_else(|| self.unlisted(name).filter(|_| behind_article && matches!(word.as_str(), "van" | "der" | "des")));
        }
        // An abbreviation may follow at once: "artikel 8:1 Awb"; so may a title, with a capital.
        let tail = self.name(here, behind_article)?;
        let capital = self.text[here..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        (capital && behind_article).then_some(tail)
    }

    /// "van titel 3 van Boek 2 van het Burgerlijk Wetboek": the parts between are passed over.
    fn chain(&self, at: usize, behind_article: bool) -> Option<Tail> {
        let (key, _, end) = self.head(at)?;
        let (_, stop) = self.number(cursor::space(self.text, end), true, key)?;
        let tail = self.tail(stop, behind_article)?;
        matches!(tail.law, LawRef::Named { .. } | LawRef::Act { .. } | LawRef::Noun { .. }).then_some(tail)
    }

    /// A law by name or number at `at`.
    pub fn name(&self, at: usize, behind_article: bool) -> Option<Tail> {
        if let Ok(i) = self.acts.binary_search_by_key(&at, |a| a.span.start) {
            let act = &self.acts[i];
            return Some(self.with_alias(LawRef::Act { id: act.id.clone(), span: act.span }, act.span.end));
        }
        if let Some(tail) = self.given(at).or_else(|| self.tax_treaty(at)) {
            return Some(tail);
        }
        let found = self.laws.longest(self.text, at, behind_article)?;
        let rest = &self.text[found.end..];
        if found.sort != Sort::Title && self.is_other(at, found.end, behind_article) {
            return None;
        }
        // "Awb-procedure", "Wetsvoorstel": a law within a compound is none.
        if rest.starts_with('-') && rest[1..].starts_with(char::is_alphabetic)
            || (found.sort != Sort::Title && rest.starts_with(['/', '\'']) && rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        {
            return None;
        }
        Some(self.with_alias(LawRef::Named { laws: found.laws, span: Span::new(at, found.end) }, found.end))
    }

    /// Whether an abbreviation is no law here: a docket ("AWB 12/858"), or something that the text itself
    /// abbreviates so ("Rijksvastgoedbedrijf (RVB)"), from there on.
    fn is_other(&self, at: usize, end: usize, behind_article: bool) -> bool {
        let words = &self.text[at..end];
        let after = &self.text[end..];
        let docket = after.trim_start_matches([' ', '-']).bytes().take(8).find(|b| !b.is_ascii_digit()) == Some(b'/')
            && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if docket || self.others.borrow().iter().any(|o| o == words) {
            return true;
        }
        let before = &self.text[..at];
        let listed = before.strip_suffix(", ").is_some_and(|b| b.ends_with(|c: char| c.is_lowercase()));
        let defined = after.starts_with(')') && (before.ends_with('(') || listed) && !behind_article;
        if defined {
            self.others.borrow_mut().push(words.to_owned());
        }
        defined
    }

    /// The law that ends at `at`, with the name that the text gives it behind.
    fn with_alias(&self, law: LawRef, at: usize) -> Tail {
        let (end, alias) = self.alias(at);
        if let Some(alias) = &alias
            && !self.lexicon.is("noun", &alias.to_lowercase())
        {
            self.aliases.borrow_mut().push((alias.clone(), law.clone()));
        }
        Tail { law, end, alias }
    }

    /// Takes in "Bbp: het Besluit bezoldiging politie": the word before the colon is a name for the law at `at`.
    pub fn defines(&self, at: usize, law: &LawRef) {
        let before = self.text[..at].trim_end();
        let before = ["de", "het"].into_iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before).trim_end();
        let Some(before) = before.strip_suffix(':') else { return };
        let before = before.trim_end_matches([' ', '"', '\'']);
        let Some(word) = before.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|w| w.len() > 2) else { return };
        let named =
            word.starts_with(char::is_uppercase) || ["besluit", "regeling", "wet", "reglement", "beschikking", "verordening"].iter().any(|w| word.ends_with(w));
        if named && !self.lexicon.is("noun", &word.to_lowercase()) && matches!(law, LawRef::Named { .. } | LawRef::Act { .. }) {
            self.aliases.borrow_mut().push((word.to_owned(), law.clone()));
        }
    }

    /// "belastingverdrag met Spanje": a treaty by its kind and the country.
    fn tax_treaty(&self, at: usize) -> Option<Tail> {
        let (word, end) = self.word_at(at);
        if !word.starts_with("belastingverdrag") {
            return None;
        }
        let (with, stop) = self.word_at(cursor::space(self.text, end));
        let from = cursor::space(self.text, stop);
        let country: &str = self.text[from..].split(|c: char| !(c.is_alphabetic() || c == '-')).next()?;
        let law = (with == "met").then(|| self.laws.treaty_with("belastingverdrag", country)).flatten()?;
        let end = from + country.len();
        Some(Tail { law: LawRef::Named { laws: vec![law], span: Span::new(at, end) }, end, alias: None })
    }

    /// A name that the text itself has given a law.
    fn given(&self, at: usize) -> Option<Tail> {
        let rest = &self.text[at..];
        let aliases = self.aliases.borrow();
        let (alias, law) = aliases
            .iter()
            .rev()
            .find(|(alias, _)| rest.starts_with(alias.as_str()) && !rest[alias.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-'))?;
        let span = Span::new(at, at + alias.len());
        let law = match law {
            LawRef::Named { laws, .. } => LawRef::Named { laws: laws.clone(), span },
            LawRef::Act { id, .. } => LawRef::Act { id: id.clone(), span },
            other => other.clone(),
        };
        Some(Tail { law, end: span.end, alias: None })
    }

    /// "(hierna: de Wet)", "(WvSr)", "(‘Wpg’)" behind a law: where it ends, and the name it gives.
    fn alias(&self, at: usize) -> (usize, Option<String>) {
        let open = cursor::space(self.text, at);
        if !self.text[open..].starts_with('(') {
            return (at, None);
        }
        let Some(close) = self.text[open..].bytes().take(90).position(|b| b == b')').map(|i| open + i) else { return (at, None) };
        let inner = self.text[open + 1..close].trim();
        let lower = inner.to_lowercase();
        let introduced = [
            "hierna te noemen",
            "hierna ook te noemen",
            "hierna ook",
            "hierna verder",
            "hierna aangeduid als",
            "hierna",
            "verder te noemen",
            "verder",
            "in het vervolg",
            "afgekort",
            "voortaan",
            "nader te noemen",
        ]
        .into_iter()
        .find_map(|intro| lower.strip_prefix(intro).map(|_| &inner[intro.len()..]));
        let name = introduced.unwrap_or(inner).trim_start_matches([':', ' ', ',']).trim_matches(['"', '\'', '«', '»', ' ']);
        let name = ["de ", "het ", "De ", "Het "].into_iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
        let fits = !name.is_empty() && name.len() <= 40 && name.split_whitespace().count() <= 4 && !name.starts_with(|c: char| c.is_ascii_digit());
        let abbreviation = !name.contains(char::is_whitespace)
            && name.chars().filter(|c| c.is_uppercase()).count() >= 1
            && name.chars().any(char::is_alphabetic)
            && !matches!(name, "Stb" | "Stb." | "Oud" | "BES");
        let abbreviation = abbreviation || (introduced.is_none() && name.split_whitespace().count() == 2 && name.starts_with("Wet "));
        if !fits || (introduced.is_none() && !abbreviation) || name.contains("Stb") || name.contains("Trb") || name.contains("Pb") {
            return (at, None);
        }
        (close + 1, Some(name.trim_matches(['"', '\'']).to_owned()))
    }

    /// A noun that stands for a law at `at`.
    pub fn noun(&self, at: usize, how: Pointing) -> Option<Tail> {
        let (noun, end) = self.word_at(at);
        let clear = !self.text[end..].starts_with('-');
        (clear && self.lexicon.is("noun", &noun)).then_some(Tail { law: LawRef::Noun { noun, how }, end, alias: None })
    }

    /// A capitalised name that no register has: "van de Wet waardering kunstschatten".
    fn unlisted(&self, at: usize) -> Option<Tail> {
        let (word, end) = self.word_at(at);
        let capital = self.text[at..].starts_with(char::is_uppercase);
        let law =
            ["wet", "besluit", "regeling", "verordening", "richtlijn", "verdrag", "reglement", "wetboek", "code", "statuten"].iter().any(|w| word.ends_with(w));
        let short = word.len() <= 8 && word.chars().count() >= 2 && self.text[at..end].chars().filter(|c| c.is_uppercase()).count() >= 1;
        if !capital || !(law || short) {
            return None;
        }
        Some(Tail { law: LawRef::Unlisted { span: Span::new(at, end) }, end, alias: None })
    }

    /// The end after "e.v." or a remark in brackets.
    fn following(&self, at: usize) -> usize {
        let next = cursor::space(self.text, at);
        let rest = &self.text[next..];
        ["e.v.", "ev.", "e. v.", "en volgende", "(oud)", "(nieuw)", "oud "].into_iter().find(|s| rest.starts_with(s)).map_or(at, |s| next + s.trim_end().len())
    }

    /// "het tweede lid van" before the head: the words go with the mention, the leden with its item.
    fn leading_leden(&self, mention: &mut LawMention) {
        let before = &self.text[..mention.span.start];
        let Some(stem) = before.trim_end().strip_suffix("van").filter(|_| before.ends_with(char::is_whitespace)) else { return };
        let stem = stem.trim_end();
        let Some(at) = ["lid", "leden"].iter().find_map(|w| stem.strip_suffix(w)).map(str::trim_end) else { return };
        // Back over ordinals and what joins them.
        let mut start = at.len();
        while let Some(word) = at[..start].trim_end_matches([' ', '\n', ',']).rsplit([' ', '\n', ',']).next().filter(|w| !w.is_empty()) {
            let from = at[..start].trim_end_matches([' ', '\n', ',']).len() - word.len();
            let lower = word.to_lowercase();
            let joins = self.lexicon.is("join", &lower) && start < at.len();
            if self.lexicon.ordinal(&lower).is_none() && !joins {
                break;
            }
            start = from;
            if at.len() - start > 80 {
                break;
            }
        }
        if start == at.len() {
            return;
        }
        if let Some((numbers, _)) = self.ordinals(start) {
            mention.span.start = start;
            if let Some(first) = mention.items.first_mut() {
                first.span.start = start;
                if first.below.is_empty() {
                    first.below = numbers.into_iter().map(|n| vec![("lid", n)]).collect();
                }
            }
        }
    }

    /// Whether nothing but a joining word stands between `at` and another head word.
    fn joins_next(&self, at: usize) -> bool {
        let Some((next, _)) = self.join(at) else { return false };
        let next = match self.word_at(next) {
            (word, stop) if word == "de" || word == "in" || word == "het" => cursor::space(self.text, stop),
            _ => next,
        };
        self.head(next).is_some() || cursor::number(self.text, next, false).is_some()
    }
}
