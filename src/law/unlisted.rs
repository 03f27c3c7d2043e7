//! Rules that no register has, behind an article: "artikel 5 van de planvoorschriften", "artikel 4 van hun statuten".

use super::{LawRef, cursor, lexicon::Meaning, phrases::Phrases, tail::Tail, words::Parser};
use crate::span::Span;

/// Words that may stand before the noun.
const MOST_ADJECTIVES: usize = 3;

impl Parser<'_> {
    /// A word with a capital behind "van de" or "of the": rules that are in no register, unless it is a body's name or a part of
    /// the text itself.
    pub(super) fn titled(&self, at: usize) -> Option<Tail> {
        let word = self.str(self.word(at));
        if !self.capital(at) || word.is_empty() || self.word(at).entry.part().is_some() || Phrases::ends(&self.lexicon.phrases.no_rules, word) {
            return None;
        }
        let end = at + self.text[at..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '/'))).unwrap_or(self.text.len() - at);
        let end = at + self.text[at..end].trim_end_matches(['-', '/']).len();
        Some(Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end))
    }

    /// "art. 24 NR 1999", "artikel 5 UBLB": an abbreviation that no register has.
    pub(super) fn short(&self, at: usize) -> Option<Tail> {
        const LONGEST: usize = 9;
        let length = self.bytes[at..].iter().take(LONGEST + 1).take_while(|b| b.is_ascii_alphanumeric()).count();
        let token = &self.text[at..at + length];
        let capitals = token.bytes().filter(u8::is_ascii_uppercase).count();
        // "artikel 7, lid 5 Rtb": a word without a vowel.
        let mute = capitals == 1 && (3..=4).contains(&length) && !cursor::has_vowel(token) && !token.bytes().any(|b| b.is_ascii_digit());
        let fits =
            (2..=LONGEST).contains(&length) && (capitals >= 2 || mute) && token.starts_with(|c: char| c.is_ascii_uppercase()) && !cursor::is_roman(token);
        // "artikel 5 HVV." ends a sentence, "artikel 5 J.V." and "art. 3 Stb. 1990" go on.
        let stops = length > 2 && capitals > 1 && self.byte(at + length) == Some(b'.') && matches!(self.byte(at + length + 1), None | Some(b' ' | b'\n'));
        let ends = stops || !self.byte(at + length).is_some_and(|b| b >= 0xC3 || b == b'-' || b == b'.' || b == b':');
        // "IVRK artikel 2 ARTIKEL 14 EVRM": the next heading.
        if !fits || !ends || self.word(at).entry.part().is_some() {
            return None;
        }
        let mut end = at + length;
        let year = self.bytes[end..].iter().skip(1).take(4).take_while(|b| b.is_ascii_digit()).count() == 4 && self.byte(end) == Some(b' ');
        if year {
            end += 5;
        }
        Some(Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end))
    }

    /// "artikel 2:10 Apv", "artikel 5 planregels": what has articles and is no law, right behind the article at `at`.
    pub(super) fn rules_behind(&self, at: usize, here: usize) -> Option<Tail> {
        let end = cursor::word_end(self.text, here);
        let rules = here == at + 1 && Phrases::is(&self.lexicon.phrases.rules_behind, &self.text[here..end]) && self.byte(end) != Some(b'-');
        // "artikel 1 Protocol bij het EVRM" is of a treaty.
        let named = || self.is_one(self.word(self.space(end)), &self.lexicon.keywords.at);
        (rules && !named()).then(|| Tail::new(LawRef::Unlisted { span: Span::new(here, end) }, end))
    }

    /// "artikel 4 van deze cao", "van deze planregels": the same behind "deze".
    pub(super) fn these_rules(&self, at: usize) -> Option<Tail> {
        let end = cursor::word_end(self.text, at);
        let short = Phrases::is(&self.lexicon.phrases.rules_behind, &self.text[at..end]);
        if short { Some(Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end)) } else { self.other_rules(at) }
    }

    /// "artikel 4 Tijdelijke regeling": the same by an adjective with a capital and a noun.
    fn rules_by_adjective(&self, at: usize, here: usize) -> Option<Tail> {
        const SHORTEST: usize = 4;
        let phrases = &self.lexicon.phrases;
        let first = cursor::word_end(self.text, here);
        if here != at + 1 || self.byte(first) != Some(b' ') {
            return None;
        }
        let noun = self.word(first + 1);
        let adjective = Phrases::is(&phrases.title_adjective, &self.text[here..first]);
        let lower = self.str(noun).to_lowercase();
        // "art. 5 Haags Alimentatieprotocol 2007", "art. 3 Huishoudelijk Reglement".
        let word = || first >= here + SHORTEST && self.bytes[here + 1..first].iter().all(u8::is_ascii_lowercase);
        let treaty = || self.capital(noun.start) && word() && self.ends_as_rules(&lower) && !self.in_heading(at) && self.law_name(noun.start, true).is_none();
        let rules = adjective && (Phrases::ends(&phrases.law_ending, &lower) || Phrases::ends(&phrases.other_rules, &lower)) || treaty();
        rules.then(|| Tail::new(LawRef::Unlisted { span: Span::new(here, noun.end) }, noun.end))
    }

    /// "artikel 15 Uitvoeringsbesluit XY": a title that no register has, right behind the article at `at`, in a sentence.
    pub(super) fn title_behind(&self, at: usize, here: usize) -> Option<Tail> {
        if !matches!(&self.text[at..here], " " | ", ") || !self.capital(here) {
            return None;
        }
        let end = self.hyphened_end(here);
        if self.capital(end) || self.in_heading(at) {
            return None;
        }
        let word = self.text[here..end].to_lowercase();
        // "artikel 1 Wet tot het stellen van regels", "artikel 13 Besluit 1/80": a noun alone begins a title where words or its number
        // follow it.
        let goes_on = self.byte(end) == Some(b' ') && self.byte(end + 1).is_some_and(|b| b.is_ascii_alphanumeric()) && here == at + 1;
        // "art. 21 OESO-Modelverdrag", "art. 3 Alimentatieprotocol".
        let noun = word.rsplit('-').next().unwrap_or(&word);
        let title = self.ends_as_rules(noun)
            && (goes_on || !Phrases::is(&self.lexicon.phrases.law_ending, &word) && !Phrases::is(&self.lexicon.phrases.treaty_in_capitals, &word));
        if title { Some(Tail::new(LawRef::Unlisted { span: Span::new(here, end) }, end)) } else { self.rules_by_adjective(at, here) }
    }

    /// Whether a word in small letters ends as the name of a law or a treaty does.
    fn ends_as_rules(&self, word: &str) -> bool {
        let phrases = &self.lexicon.phrases;
        Phrases::ends(&phrases.law_ending, word) || Phrases::ends(&phrases.treaty_in_capitals, word)
    }

    /// Whether the line of the article at `at` opens with the word for a part, as a heading does.
    fn in_heading(&self, at: usize) -> bool {
        /// Bytes before the article in which a heading begins: a longer line is a paragraph, and is not read again for each article.
        const WITHIN: usize = 200;
        let from = at.saturating_sub(WITHIN);
        let line = memchr::memrchr(b'\n', &self.bytes[from..at]).map(|i| from + i + 1).or((from == 0).then_some(0));
        line.is_some_and(|line| self.capital(line) && self.word(line).entry.part().is_some())
    }

    /// A capitalised name that no register has: "van de Wet waardering kunstschatten".
    pub(super) fn unlisted(&self, at: usize) -> Option<Tail> {
        let end = cursor::word_end(self.text, at);
        let word = &self.text[at..end];
        if !self.capital(at) {
            return self.other_rules(at);
        }
        let lower = word.to_lowercase();
        // "van Aanwijzing van 19 juni 2009"; but "aanwijzing 2" is a part.
        let guide = || Phrases::is(&self.lexicon.phrases.guide_noun, word) && self.byte(end) == Some(b' ') && !self.digit(end + 1);
        let law = Phrases::ends(&self.lexicon.phrases.law_ending, &lower) || guide();
        // "van de Gemeenschappelijke Regeling Utrecht": words with capitals up to one for a rule.
        const MOST: usize = 3;
        let mut last = end;
        for _ in 0..MOST {
            if law || self.byte(last) != Some(b' ') || !self.capital(last + 1) {
                break;
            }
            let next = last + 1;
            last = cursor::word_end(self.text, next);
            if Phrases::ends(&self.lexicon.phrases.law_ending, &self.text[next..last].to_lowercase()) {
                return Some(Tail::new(LawRef::Unlisted { span: Span::new(at, last) }, last));
            }
        }
        let short = (2..=8).contains(&word.chars().count());
        (law || short).then(|| Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end))
    }

    /// "artikel 5 van de planvoorschriften", "van de algemene voorwaarden": rules by a noun in small letters that stands for none
    /// of the register.
    pub(super) fn other_rules(&self, at: usize) -> Option<Tail> {
        let phrases = &self.lexicon.phrases;
        let other = |word: &str| [&phrases.other_rules, &phrases.other_articles].iter().any(|of| Phrases::ends(of, word));
        let rules = |(from, end)| Tail::new(LawRef::Unlisted { span: Span::new(from, end) }, end);
        self.dated_decree(at).or_else(|| self.behind_adjectives(at, other).map(rules))
    }

    /// "van het koninklijk besluit van 12 mei 1980", "van ons besluit van 3 mei 1991": a decree by its day, behind words that say whose.
    fn dated_decree(&self, at: usize) -> Option<Tail> {
        let (from, end) = self.behind_adjectives(at, |word| self.lexicon.entry(word.as_bytes()).noun().is_some())?;
        let day = self.phrase(self.space(end), &self.lexicon.phrases.of_day).filter(|day| self.digit(*day))?;
        let end = self.date_end(day);
        Some(Tail::new(LawRef::Unlisted { span: Span::new(from, end) }, end))
    }

    /// "van onze Grondwet", "van zijn reglement": a law by its name, or somebody's own rules, which are none that the text has named.
    pub(super) fn of_somebody(&self, at: usize) -> Option<Tail> {
        let phrases = &self.lexicon.phrases;
        let own = || {
            let rules = |word: &str| {
                let word = word.to_lowercase();
                // "bedoeld in artikel 10, van zijn besluit in kennis stelt" is of any decision.
                !Phrases::is(&phrases.decision, &word)
                    && (self.lexicon.entry(word.as_bytes()).noun().is_some()
                        || [&phrases.other_rules, &phrases.other_articles, &phrases.law_ending].iter().any(|of| Phrases::ends(of, &word)))
            };
            let (from, end) = self.behind_adjectives(at, rules)?;
            Some(Tail::new(LawRef::Unlisted { span: Span::new(from, end) }, end))
        };
        // "artikel III van haar Statuut" is not of the one that is called just so.
        let word = self.word(at);
        let named = self.law_name(at, true).filter(|tail| word.entry.noun().is_none() || tail.end > word.end);
        named.or_else(|| self.dated_decree(at)).or_else(own)
    }

    /// Behind the "(nieuwe) " at `at`.
    pub(super) fn over_version(&self, at: usize) -> Option<usize> {
        let version = self.word(at + usize::from(self.byte(at)? == b'('));
        (version.start > at && version.is(Meaning::Version) && self.starts(version.end, ") ")).then(|| version.end + ") ".len())
    }

    /// Where the noun stands that is one of `rules`, at `at` or behind a few adjectives there.
    pub(super) fn behind_adjectives(&self, at: usize, rules: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
        const SHORTEST: usize = 3;
        let mut from = at;
        for _ in 0..=MOST_ADJECTIVES {
            let word = self.word(from);
            if word.end < from + SHORTEST {
                return None;
            }
            if rules(self.str(word)) {
                return Some((from, word.end));
            }
            if !Phrases::ends(&self.lexicon.phrases.adjective_end, self.str(word)) || self.capital(from) {
                return None;
            }
            from = self.space(word.end);
        }
        None
    }
}
