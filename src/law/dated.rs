//! A law that is named by the day on which it was made, and by what it does: "de wet van 25 juni 1998 tot wijziging
//! van de Faillissementswet". On one day many laws are made.

use super::{
    cursor,
    lexicon::{Key, Meaning},
    phrases::Phrases,
    words::Parser,
};
use crate::{register::laws::Found, span};

/// The letters and digits of a text in small letters, each with its place.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, c)| (at, c.to_lowercase().next().unwrap_or(c)))
}

/// Whether a full stop ends a sentence in `text` and another begins: a title may go over a semicolon or a line.
fn has_sentence_end(text: &str) -> bool {
    text.match_indices(". ").any(|(dot, _)| text[dot + 2..].starts_with(char::is_uppercase))
}

impl Parser<'_> {
    /// "het besluit van 22 juni 2010": a decree of anybody's by its date, which names no law.
    pub(super) fn is_date_of_anything(&self, at: usize, end: usize) -> bool {
        self.byte(at).is_some_and(|b| b.is_ascii_lowercase()) && !self.is_one(self.word(at), &self.lexicon.keywords.of_a_day) && self.dated(at, end)
    }

    /// Whether the name ends in a date.
    fn dated(&self, at: usize, end: usize) -> bool {
        let name = &self.text[at..end];
        let year = name.len() > 12 && name.as_bytes()[name.len() - 4..].iter().all(u8::is_ascii_digit);
        year && name.split_ascii_whitespace().any(|word| Phrases::is(&self.lexicon.keywords.of, word))
            && name.get(..name.len() - 5).is_some_and(|n| n.ends_with(char::is_alphabetic))
            && name.bytes().filter(u8::is_ascii_digit).count() > 4
    }

    /// A law found by its name, where that is a date the one that does what the text says, with the law that it amends,
    /// which belongs to its name; else where the date of that other law ends.
    pub(super) fn dated_law(&self, at: usize, found: Found) -> Result<Found, usize> {
        if !self.bytes[..found.end].iter().rev().take(4).all(u8::is_ascii_digit) {
            return Ok(found);
        }
        let purpose = self.behind_gazette(found.end);
        // A Staatsblad between the two is a citation of its own.
        let amended = self.amended(purpose).filter(|_| !self.text[found.end..purpose].contains(char::is_alphanumeric));
        let mut found = found;
        if self.dated(at, found.end) {
            let name = self.text[at..found.end].to_owned();
            found.laws.retain(|law| self.may_do(&name, *law, purpose));
            if found.laws.is_empty() {
                if let Some((_, title)) = self.amending_of_day(at) {
                    self.titles.set((found.end, title));
                }
                return Err(found.end);
            }
            if let Some(end) = self.titled_so(&name, &mut found.laws, purpose) {
                // What the law does belongs to its name, with the laws that are named in it.
                self.titles.set((purpose, amended.map_or(end, |amended| amended.max(end))));
                return Ok(Found { end: amended.map_or(found.end, |amended| amended.max(end)), ..found });
            }
        }
        Ok(Found { end: amended.unwrap_or(found.end), ..found })
    }

    /// A law of a day that no register has and that amends another one: where its date ends, and where its title does, in which laws
    /// are named in passing. "Regeling van de Minister van Financiën van 3 mei 2004, nr. 5, tot wijziging van de Uitvoeringsregeling
    /// (Stcrt. 2004, 80)".
    pub(super) fn amending_of_day(&self, at: usize) -> Option<(usize, usize)> {
        /// Bytes of whose it is, of its number, and of what it does.
        const OWNER: usize = 140;
        const NUMBER: usize = 100;
        const LONGEST: usize = 500;
        let phrases = &self.lexicon.phrases;
        let window = |from: usize, length: usize| {
            let rest = &self.text[from..span::floor(self.text, from + length)];
            rest.split(['\n', ';']).next().unwrap_or_default()
        };
        // At the beginning of a line it is what the text itself is about.
        if matches!(self.bytes[..at].last(), None | Some(b'\n')) {
            return None;
        }
        let of = cursor::letters_end(self.bytes, at) + 1;
        self.phrase(of.min(self.bytes.len()), &phrases.of_day)?;
        let noun = self.word(at);
        noun.entry.noun()?;
        let rest = window(noun.end, OWNER);
        let day = rest.find(|c: char| c.is_ascii_digit())?;
        let owner = phrases.of_day.iter().find_map(|of| rest[..day].strip_suffix(of.as_str()))?;
        let of_somebody = || phrases.genitive.iter().any(|of| owner.trim_start().starts_with(of.as_str())) && !owner.contains(['.', ':', '(']);
        if !(owner.trim().is_empty() || of_somebody()) {
            return None;
        }
        let end = self.date_end(noun.end + day);
        if !self.text[noun.end + day..end].ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let rest = window(end, NUMBER);
        let (begin, purpose) = phrases.purpose.find_first(rest)?;
        // Between the two stand its number and gazette at most, no verb: "nr. DGP/99, ".
        let between = &rest[..begin];
        let numbered = between.is_empty() || between.split(' ').all(|word| !word.starts_with(char::is_lowercase) || self.is_of_number(word));
        if !numbered || between.contains(['(', ':']) {
            return None;
        }
        let from = end + begin + purpose;
        let title = window(from, LONGEST);
        let printed = |(open, _): &(usize, &str)| phrases.printed.iter().any(|gazette| title[open + " (".len()..].starts_with(gazette.as_str()));
        let gazette = title.match_indices(" (").find(printed).map(|(open, _)| open).filter(|open| self.is_title(&title[..*open]));
        let amended = self.amended(end + begin)?;
        Some((end, gazette.map_or(amended, |open| from + open)))
    }

    /// Whether the word, which has a small letter, is one that leads to the number of a file.
    fn is_of_number(&self, word: &str) -> bool {
        self.lexicon.phrases.file_number.iter().any(|number| number.trim_end() == word)
    }

    /// Whether the words behind "tot wijziging van" may all be of the title: no sentence ends in them, and no article is cited.
    fn is_title(&self, words: &str) -> bool {
        let phrases = &self.lexicon.phrases;
        let cites = |word: &str| self.lexicon.entry(word.as_bytes()).part() == Some(Key::Artikel) || Phrases::is(&phrases.verb, word);
        !has_sentence_end(words) && !words.split([' ', ',']).any(cites)
    }

    /// Keeps those of the laws of a date whose title goes on most as the text does at `purpose`; where their words part, if that
    /// is far enough for the words to be the title.
    fn titled_so(&self, name: &str, laws: &mut Vec<u32>, purpose: usize) -> Option<usize> {
        const LONGEST: usize = 400;
        /// Letters that a title tells by; and where another law of the day may have any title.
        const ENOUGH: usize = 24;
        const SURE: usize = 48;
        let rest = &self.text[purpose..span::floor(self.text, purpose + LONGEST)];
        Phrases::at(&self.lexicon.phrases.does, rest)?;
        let dated = letters(name).count();
        let begins = |title: &str| letters(title).zip(letters(name)).take_while(|((_, one), (_, other))| one == other).count() == dated;
        let goes_on = |title: &str| letters(title).skip(dated).zip(letters(rest)).take_while(|((_, one), (_, other))| one == other).count();
        // Of each how far its title goes on so; `None` where the register has no long one.
        let agree = |law: &u32| self.laws.long_titles(*law).filter(|title| begins(title)).map(goes_on).max();
        let agreeing: Vec<Option<usize>> = laws.iter().map(agree).collect();
        let enough = if agreeing.contains(&None) { SURE } else { ENOUGH };
        let most = agreeing.iter().copied().flatten().max().filter(|most| *most >= enough)?;
        let mut agreeing = agreeing.into_iter();
        laws.retain(|_| agreeing.next() == Some(Some(most)));
        let (last, _) = letters(rest).nth(most - 1)?;
        let parted = last + rest[last..].chars().next().map_or(0, char::len_utf8);
        // Up to the end of a word.
        let parted = if rest[parted..].starts_with(char::is_alphanumeric) { rest[..parted].rfind(' ')? } else { parted };
        (parted > 0).then_some(purpose + parted)
    }

    /// Where what a law does begins, behind its date: "(Stb. 2008, 433) ".
    fn behind_gazette(&self, end: usize) -> usize {
        const LONGEST: usize = 24;
        let rest = &self.text[end..];
        let at = end + (rest.len() - rest.trim_start_matches([',', ' ', '\n']).len());
        if !["Stb. ", "(Stb. ", "Staatsblad "].iter().any(|gazette| self.starts(at, gazette)) {
            return at;
        }
        let opened = self.byte(at) == Some(b'(');
        let from = at + self.bytes[at..].iter().position(|b| *b == b' ').unwrap_or(0);
        from + self.bytes[from..]
            .iter()
            .take(LONGEST)
            .take_while(|b| b.is_ascii_digit() || matches!(b, b' ' | b',' | b'/' | b'\n') || (opened && **b == b')'))
            .count()
    }

    /// Where the law ends that the law of a date amends, whose purpose begins at `at`.
    fn amended(&self, at: usize) -> Option<usize> {
        let mut at = at + Phrases::at(&self.lexicon.phrases.purpose, self.text.get(at..)?)?;
        let article = self.word(at);
        if article.is(Meaning::Determiner) {
            at = self.space(article.end);
        }
        Some(self.laws.longest(self.text, at, false)?.end)
    }

    /// Whether the law, which the register has by its date `name`, may do what the text says at `purpose`: its title goes
    /// on so, or has some of the same words.
    fn may_do(&self, name: &str, law: u32, purpose: usize) -> bool {
        const MOST: usize = 8;
        const LONG: usize = 6;
        /// Bytes of the purpose that are looked at.
        const LONGEST: usize = 300;
        let phrases = &self.lexicon.phrases;
        let rest = self.text.get(purpose..).unwrap_or_default();
        if Phrases::at(&phrases.does, rest).is_none() {
            return true;
        }
        let rest = &rest[..span::floor(rest, LONGEST)];
        let rest = rest.split(['.', ';', ':', '(', '\n']).next().unwrap_or_default();
        let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).take(MOST).collect();
        let mut title = name.to_owned();
        let agree = words.iter().take_while(|word| {
            title.push(' ');
            title.push_str(word);
            self.laws.begins(&title)
        });
        let agree = agree.count();
        if agree == words.len() {
            return true;
        }
        let label = self.laws.get(law).label.to_lowercase();
        let telling = |word: &&&str| cursor::letters_end(word.as_bytes(), 0) >= LONG && !Phrases::within(&phrases.plain, &word.to_lowercase());
        let words: Vec<&&str> = words.iter().filter(telling).collect();
        let known = words.iter().filter(|word| label.contains(&word[..cursor::letters_end(word.as_bytes(), 0)].to_lowercase())).count();
        if label == name.to_lowercase() {
            return true;
        }
        // A title by the date has what it does; a short one of an act of amendment says so.
        let official = label.starts_with(&name.to_lowercase());
        let amends = Phrases::at(&phrases.purpose, rest).is_some();
        match (official, amends) {
            (true, _) => words.is_empty() || known * 2 >= words.len(),
            (false, true) => known > 0 || agree > 1 || Phrases::within(&phrases.amending, &label),
            (false, false) => true,
        }
    }
}
