//! Treaties by their kind and country, or with the day on which they were made within their name.

use super::{
    LawRef,
    phrases::Phrases,
    tail::Tail,
    words::{Parser, Word},
};
use crate::{
    register::laws::{Found, Sort},
    span::{self, Span},
    spelling,
};

impl Parser<'_> {
    /// "Verdrag van Genève van 28 juli 1951 betreffende de status van vluchtelingen": the name of a treaty with the place
    /// and the day put into it; where it ends in the text.
    pub fn dated_treaty(&self, at: usize) -> Option<Found> {
        /// Bytes of a name that are looked at.
        const LONGEST: usize = 300;
        /// Letters that a name must have behind the day: "inzake" alone tells nothing.
        const ENOUGH: usize = 15;
        let word = self.word(at);
        let noun = word.entry.noun()?;
        if !Phrases::is(&self.lexicon.phrases.treaty_in_capitals, &self.lexicon.nouns()[usize::from(noun)]) {
            return None;
        }
        let rest = self.over_day(self.over_place(word.end))?;
        let name = [self.str(word), &self.text[rest..span::floor(self.text, rest + LONGEST)]].concat();
        let found = self.laws.longest(&name, 0, true)?;
        let kind = word.end - word.start;
        (found.end > kind + ENOUGH).then(|| Found { end: rest + found.end - kind, ..found })
    }

    /// "het Verdrag van Parijs", "de Overeenkomst van Kopenhagen": whether the noun names a treaty with the place that stands at
    /// `next`.
    pub fn is_treaty_of_place(&self, noun: Word, next: usize) -> bool {
        let Some(number) = noun.entry.noun().filter(|_| self.capital(noun.start)) else { return false };
        let treaty = Phrases::is(&self.lexicon.phrases.treaty_in_capitals, &self.lexicon.nouns()[usize::from(number)]);
        treaty && self.phrase(next, &self.lexicon.phrases.genitive).is_some_and(|name| self.capital(name))
    }

    /// Keeps the name that a treaty gets by the words before it, which say where it was made: "het op 6 mei 1963 te Straatsburg tot
    /// stand gekomen Verdrag betreffende …" is "het Verdrag van Straatsburg".
    pub fn give_by_place(&self, at: usize, law: &LawRef) {
        /// Bytes and words in which that is said.
        const LONGEST: usize = 70;
        const WORDS: usize = 5;
        let noun = self.word(at);
        if noun.entry.noun().is_none() || !self.capital(at) {
            return;
        }
        let before = &self.text[span::floor(self.text, at.saturating_sub(LONGEST))..at];
        let made = self.lexicon.phrases.made_in.iter().filter_map(|made| Some(before.rfind(made.as_str())? + made.len())).max();
        let Some(place) = made.map(|from| &before[from..]) else { return };
        let capitals = place.split(' ').take_while(|word| word.starts_with(|c: char| c.is_uppercase() || c == '\'')).map(|word| word.len() + 1).sum::<usize>();
        let Some((place, rest)) = place.split_at_checked(capitals.saturating_sub(1)) else { return };
        let only_words = rest.chars().all(|c| c.is_lowercase() || c == ' ' || c == '\n') && rest.split_ascii_whitespace().count() <= WORDS;
        let made = rest.split_ascii_whitespace().next_back().is_some_and(|word| Phrases::ends(&self.lexicon.phrases.made, word));
        if place.is_empty() || !only_words || !made {
            return;
        }
        let name = [self.str(noun), self.lexicon.phrases.made_by.as_str(), place].concat();
        if self.laws.longest(&name, 0, true).is_none_or(|known| known.end < name.len()) {
            self.give(&name, law);
        }
    }

    /// Behind " van Genève", " van 's-Gravenhage", where it stands at `at`.
    fn over_place(&self, at: usize) -> usize {
        const LONGEST: usize = 30;
        let Some(place) = self.text[at..].strip_prefix(" van ").filter(|place| place.starts_with(|c: char| c.is_uppercase() || c == '\'')) else { return at };
        place[..span::floor(place, LONGEST)].find(" van ").map_or(at, |end| at + " van ".len() + end)
    }

    /// Behind " van 28 juli 1951", with the comma that may follow.
    fn over_day(&self, at: usize) -> Option<usize> {
        let mut words = self.text[at..].strip_prefix(" van ")?.splitn(4, [' ', '\n']);
        let (day, month, year) = (words.next()?, words.next()?, words.next()?);
        let comma = usize::from(year.ends_with(','));
        let year = year.trim_end_matches(',');
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fits = digits(day) && day.len() <= 2 && digits(year) && year.len() == 4 && spelling::month_of(month).is_some();
        fits.then(|| at + " van ".len() + day.len() + 1 + month.len() + 1 + year.len() + comma)
    }

    /// "Verdrag tussen het Koninkrijk der Nederlanden en de Spaanse Staat tot het vermijden van dubbele belasting …": a
    /// tax treaty by its parties, in words that no title has just so.
    pub fn treaty_of_parties(&self, at: usize) -> Option<Found> {
        /// Bytes in which both parties and the purpose stand.
        const LONGEST: usize = 400;
        /// Words of the other state's name.
        const WORDS: usize = 12;
        let phrases = &self.lexicon.phrases;
        let word = self.word(at);
        let noun = word.entry.noun()?;
        if !Phrases::is(&phrases.treaty_in_capitals, &self.lexicon.nouns()[usize::from(noun)]) || self.starts(word.end, "en") {
            return None;
        }
        // Lines of a scan or a PDF end anywhere; the copy is as long as the text.
        let rest = self.text[word.end..span::floor(self.text, word.end + LONGEST)].replace('\n', " ");
        let home = Phrases::at(&phrases.treaty_parties, &rest)?;
        let (at_purpose, purpose) = phrases.treaty_purpose.find_first(&rest[home..]).map(|(begin, length)| (begin + home, length))?;
        let state = &rest[home..at_purpose];
        let mut names = state.char_indices().filter(|(i, _)| *i == 0 || state.as_bytes()[i - 1] == b' ').map(|(i, _)| &state[i..]);
        let law = if state.split(' ').count() > WORDS { None } else { names.find_map(|name| self.laws.treaty_with(&phrases.tax_treaty, name)) }?;
        let mut end = at_purpose + purpose;
        let from = end;
        while let Some(more) = Phrases::at(&phrases.treaty_taxes, &rest[end..]) {
            end += more;
        }
        // "dubbele belastingheffing" is one word.
        end += rest[end..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
        // A treaty on inheritance or on ships is another one; "van 13 februari 2002" is its day.
        let income = rest[from..end].contains(phrases.treaty_income.as_str());
        let other =
            !income && Phrases::at(&phrases.treaty_other_taxes, &rest[end..]).is_some_and(|more| !rest[end + more..].starts_with(|c: char| c.is_ascii_digit()));
        (!other).then(|| Found { end: word.end + end, laws: vec![law], sort: Sort::Title })
    }

    /// Whether the word for a treaty on taxes stands at `at`.
    #[inline]
    pub fn is_tax_treaty(&self, at: usize) -> bool {
        let kind = self.lexicon.phrases.tax_treaty.as_bytes();
        self.bytes[at..].get(..kind.len()).is_some_and(|word| word[0].eq_ignore_ascii_case(&kind[0]) && word.eq_ignore_ascii_case(kind))
    }

    /// "belastingverdrag met Spanje": a treaty by its kind and the country.
    pub fn tax_treaty(&self, at: usize) -> Option<Tail> {
        let phrases = &self.lexicon.phrases;
        let kind = phrases.tax_treaty.as_str();
        if !self.is_tax_treaty(at) {
            return None;
        }
        let word = self.word(at);
        let next = self.space(word.end);
        let rest = &self.text[next..];
        let home = Phrases::at(&phrases.treaty_with, rest)?;
        let mut laws = Vec::new();
        let mut end = at;
        let mut from = self.space(next + home);
        loop {
            let country = self.text[from..].split(|c: char| !(c.is_alphabetic() || c == '-')).next()?;
            let Some(law) = self.laws.treaty_with(kind, country) else { break };
            let begin = if laws.is_empty() { at } else { from };
            end = from + country.len();
            if laws.iter().all(|(known, _)| *known != law) {
                laws.push((law, Span::new(begin, end)));
            }
            // "de belastingverdragen met Spanje en Griekenland".
            match self.joint(end).filter(|_| self.str(word).ends_with("en")) {
                Some((next, _)) => from = next,
                None => break,
            }
        }
        let span = Span::new(at, end);
        match laws[..] {
            [] => None,
            [(law, _)] => Some(Tail::new(LawRef::Named { laws: vec![law], span }, end)),
            _ => Some(Tail::new(LawRef::Several { laws }, end)),
        }
    }
}
