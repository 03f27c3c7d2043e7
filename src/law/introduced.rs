//! Names that a text gives a law apart from it: ", hierna: de richtlijn", "hierna te noemen het Besluit".

use super::{LawMention, LawRef, aliases::has_letters_of, cursor, lexicon::Meaning, phrases::Phrases, scan::Scan, words::Parser};
use crate::span::{self, Span};

impl Parser<'_> {
    /// Whether a name that is given is that of an EU act, and the law a wet: "de Wet milieubeheer aan de Europese richtlijn inzake
    /// emissierechten (hierna: de richtlijn)".
    fn is_no_act(&self, law: &LawRef, name: &str) -> bool {
        let wet = |law: &u32| matches!(self.laws.get(*law).kind, "wet" | "rijkswet");
        Phrases::is(&self.lexicon.phrases.european, &name.to_lowercase()) && matches!(law, LawRef::Named { laws, .. } if laws.iter().all(wet))
    }
}

impl Scan<'_> {
    /// Where the name begins that `text` introduces, behind "hierna:", "hierna te noemen het", "hierna \"de", and
    /// whether a colon does.
    fn introduced(&self, text: &str) -> Option<(usize, bool)> {
        const LONGEST: usize = "hereinafter referred to as".len() + 2;
        let head: String = text.chars().take(LONGEST).collect::<String>().to_ascii_lowercase();
        if let Some(colon) = head.find(':').filter(|colon| *colon <= "hierna ook te noemen".len()) {
            // "verstaat hierna onder wet: Belastingwet BES" names what follows.
            return (!Phrases::within(&self.parser.lexicon.phrases.defines, &head[..colon])).then_some((colon + 1, true));
        }
        let end = Phrases::at(&self.parser.lexicon.phrases.introduction, &head)?;
        let rest = text.get(end..)?.strip_prefix(' ')?;
        let quoted = rest.starts_with(['"', '«', '\'']);
        // "hierna de artikelen" gives no name.
        let led = head[..end].contains(' ') && Phrases::at(&self.parser.lexicon.phrases.the, rest).is_some();
        (quoted || led).then_some((end + 1, false))
    }

    /// ", hierna: de richtlijn": the name for the law named last before it, and where it ends, unless it is an abbreviation, which
    /// is read as a citation too. The mention has no words of its own.
    pub(super) fn named_later(&self, at: usize) -> Option<(LawMention, Option<usize>)> {
        const REACH: usize = 200;
        const LONGEST: usize = 60;
        let parser = &self.parser;
        let rest = &parser.text[at..];
        let window = &parser.bytes[at..parser.bytes.len().min(at + 2 * LONGEST)];
        let (begin, colon) = self.introduced(rest)?;
        let end = window[begin..].iter().position(|b| matches!(b, b')' | b',' | b';' | b'.' | b'\n')).map_or(window.len(), |i| begin + i);
        let name = rest.get(begin..end)?.trim_start_matches(['"', '\'', '«', ' ']);
        let name = name.split(['"', '»']).next()?.trim_end_matches(['\'', ' ']);
        let name = Phrases::behind_the(&parser.lexicon.phrases.the, name);
        let name = name.trim_matches(['\'', ' ']);
        if name.is_empty() || name.len() > LONGEST || parser.is_compound(name) {
            return None;
        }
        // "hierna te noemen de Organisatie", "hierna \"Egypte\"": parties are introduced so too.
        if !colon && parser.lexicon.entry(name.as_bytes()).noun().is_none() {
            return None;
        }
        // "hierna te noemen: „Nederlandse belasting”": words of which none is that of a law.
        let phrases = &parser.lexicon.phrases;
        let of_law = |word: &str| {
            let lower = word.to_lowercase();
            let short = word.chars().filter(|c| c.is_uppercase()).count() > 1 || word.starts_with(|c: char| c.is_ascii_digit());
            short
                || parser.lexicon.entry(lower.as_bytes()).noun().is_some()
                || [&phrases.law_ending, &phrases.other_rules].iter().any(|of| Phrases::ends(of, &lower))
        };
        if name.contains(' ') && !name.split(' ').any(of_law) {
            return None;
        }
        let near =
            |end: usize| end <= at && at - end <= REACH && !["\n\n", "; ", ". D", ". H", ". I"].iter().any(|border| parser.text[end..at].contains(border));
        let mention = self.found.iter().rev().take(8).find(|m| !m.span.is_empty() && m.law.is_name()).filter(|m| near(m.span.end));
        let before = parser.acts.partition_point(|a| a.span.end <= at);
        let act = parser.acts[..before].last().filter(|a| near(a.span.end));
        let named = mention.map(|m| m.span.end).into_iter().chain(act.map(|a| a.span.end)).max();
        let unlisted = self.unlisted_before(named.unwrap_or_else(|| span::floor(parser.text, at.saturating_sub(REACH))), at, name);
        let law = match (unlisted, mention, act) {
            (Some(span), ..) => LawRef::Unlisted { span },
            (None, Some(m), Some(a)) if a.span.start >= m.span.end => LawRef::Act { id: a.id.clone() },
            (None, Some(m), _) => m.law.clone(),
            (None, None, Some(a)) => LawRef::Act { id: a.id.clone() },
            (None, None, None) => return None,
        };
        let named = named.unwrap_or(at);
        let of_no_wet = parser.is_called_it(&law, name, rest.get(begin..end)?) || parser.is_no_act(&law, name);
        if name.len() < 2 || of_no_wet || Phrases::ends(&phrases.of_body, name) || self.is_anothers(name, &law, &parser.text[named..at]) {
            return None;
        }
        parser.give(name, &law);
        let alias = Some(name.to_owned());
        Some((LawMention { span: Span::new(at, at), items: Vec::new(), law, served_by: None, plural: false, alias }, (!colon).then_some(at + end)))
    }

    /// The title of a law that no register has, between `from` and the words at `at` that give it `name`: "de Awb en de Verordening
    /// ruimte 2012 (hierna: de Verordening)". Only a name that can be its own counts: the noun in it, or an abbreviation of it.
    fn unlisted_before(&self, from: usize, at: usize, name: &str) -> Option<Span> {
        let parser = &self.parser;
        // The title of a treaty is written in many ways, and so not known in all of them.
        if Phrases::is(&parser.lexicon.phrases.treaty_in_capitals, &name.to_lowercase()) {
            return None;
        }
        let between = &parser.text[from..at];
        let from = from + [". ", "; ", "\n"].iter().filter_map(|border| between.rfind(border).map(|i| i + border.len())).max().unwrap_or(0);
        let between = parser.text[from..at].trim_end_matches([' ', '(', ',']);
        let upper = |word: &str| word.starts_with(char::is_uppercase);
        let (mut start, mut here, mut title) = (None, from, None);
        for word in between.split(' ') {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // "De Wet bevordering speurwerk (hierna: de WBSO)": the first word of the sentence is none of the name.
            if parser.lexicon.entry(bare.as_bytes()).is(Meaning::Determiner) && start.is_none() {
                here += word.len() + 1;
                continue;
            }
            // Words with a capital in a row begin a name.
            start = if upper(word) { start.or(Some(here)) } else { start.filter(|_| title.is_none() && !bare.is_empty() && self.goes_on(here)) };
            if let Some(start) = start.filter(|_| Phrases::ends(&parser.lexicon.phrases.law_ending, &bare.to_lowercase())) {
                title = Some((start, bare));
            }
            here += word.len() + 1;
        }
        // "artikel 3 van de Nadere Regels toezicht (hierna: NR)": the article has shown it.
        let shown = || match self.found.last()?.law {
            LawRef::Unlisted { span } if span.end > from && span.end <= at => Some((span.start, &parser.text[span.range()])),
            _ => None,
        };
        let (start, noun) = title.or_else(shown)?;
        let fits = if parser.lexicon.entry(name.as_bytes()).noun().is_some() {
            noun.to_lowercase().ends_with(&name.to_lowercase())
        } else {
            upper(name) && has_letters_of(name, &parser.text[start..at])
        };
        fits.then(|| Span::new(start, from + between.len()))
    }

    /// Whether the word at `at` is an adjective within a name: "de Algemene plaatselijke verordening".
    fn goes_on(&self, at: usize) -> bool {
        let end = cursor::word_end(self.parser.text, at);
        Phrases::ends(&self.parser.lexicon.phrases.adjective_end, &self.parser.text[at..end])
            || Phrases::ends(&self.parser.lexicon.phrases.law_ending, &self.parser.text[at..end])
    }

    /// "het College van Beroep voor het bedrijfsleven (hierna: het CBb)": whether first letters of the words right before the bracket,
    /// from one with a capital to the last, of which none is for a law, make the abbreviation.
    fn is_of_body(&self, name: &str, between: &str) -> bool {
        const WORDS: usize = 9;
        let letters = 2..=8;
        let short = letters.contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic()) && name.bytes().filter(u8::is_ascii_uppercase).count() > 1;
        if !short {
            return false;
        }
        let mut wanted = name.bytes().rev().map(|b| b.to_ascii_lowercase()).peekable();
        for (place, word) in between.trim_end_matches([' ', '(', ',']).rsplit([' ', '\n']).take(WORDS).enumerate() {
            let first = word.bytes().next().map(|b| b.to_ascii_lowercase());
            let fits = wanted.next_if(|letter| first == Some(*letter)).is_some();
            if Phrases::ends(&self.parser.lexicon.phrases.law_ending, &word.to_lowercase()) || place == 0 && !fits {
                return false;
            }
            if wanted.peek().is_none() {
                return word.starts_with(|c: char| c.is_ascii_uppercase());
            }
        }
        false
    }

    /// Whether the short name given behind a law belongs to something named in between: "de Awb het ministerie van
    /// Economische Zaken (hierna: EZ)", "het EG-Verdrag heeft het Hof van Justitie (hierna: het Hof)".
    fn is_anothers(&self, name: &str, law: &LawRef, between: &str) -> bool {
        let parser = &self.parser;
        if name.contains(' ') || parser.lexicon.entry(name.as_bytes()).noun().is_some() {
            return false;
        }
        if between.split(|c: char| !c.is_alphanumeric()).any(|word| word == name) {
            return true;
        }
        let acronym = name.len() <= 6 && name.chars().all(char::is_uppercase);
        // "Er is een Expertise Netwerk Waterkeren, hierna te noemen: het ENW", in the decree on it; "Gedeputeerde Staten van Drenthe
        // (hierna: GS)".
        let first = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
        let initials: String = between.split(|c: char| !c.is_alphanumeric()).filter_map(first).collect();
        if acronym && initials.contains(name) {
            return true;
        }
        if self.is_of_body(name, between) {
            return true;
        }
        let LawRef::Named { laws, span } = law else { return false };
        let fits = |words: &str| {
            let mut letters = words.chars().flat_map(char::to_lowercase);
            name.chars().flat_map(char::to_lowercase).all(|wanted| letters.any(|c| c == wanted))
        };
        // "het Register beroepen (hierna: het Rbrp)": a word without a vowel begins as some word of its law does.
        let mute = || name.starts_with(char::is_uppercase) && name.len() <= 6 && name.bytes().all(|b| b.is_ascii_alphabetic()) && !cursor::has_vowel(name);
        let begins = |words: &str| {
            words.split([' ', '-']).any(|word| word.chars().flat_map(char::to_lowercase).next() == name.chars().flat_map(char::to_lowercase).next())
        };
        let like = |words: &str| fits(words) && (acronym || begins(words));
        (acronym || mute()) && !like(&parser.text[span.range()]) && !laws.iter().any(|law| like(&parser.laws.get(*law).label))
    }
}
