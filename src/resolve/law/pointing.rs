//! Which law a noun points to: "die wet", "het Verdrag", "deze regeling".

use super::{NEAR, Reader, Settled, ids::BURGERLIJK_WETBOEK, is_listed, own::Own, settle::ends_sentence};
use crate::{
    law::{Key, LawMention, Phrases, Pointing},
    register::books::{BOOKS, is_book},
    span::{self, Span},
};

/// Where the text has spoken of its own law.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Where it was named last.
    pub named: Option<usize>,
    /// The nouns with which the text has spoken of itself, as bits: "this Convention".
    pub nouns: u64,
    /// Where it was named or pointed to by itself.
    pub at: Option<usize>,
}

impl<'a> Reader<'a> {
    /// The word that a mention ends with: the noun of "artikel 34 van de Wet".
    fn last_word(&self, mention: &LawMention) -> &'a str {
        self.text[mention.span.range()].rsplit([' ', '\n']).next().unwrap_or_default()
    }

    /// The law that a noun points to; `None` where the words are no citation.
    pub(super) fn pointed(&self, noun: u8, how: Pointing, mention: &LawMention) -> Option<Settled<'a>> {
        let at = mention.span.start;
        let behind_article = !mention.items.is_empty();
        let own = self.own.as_ref().filter(|own| !own.policy || how == Pointing::This);
        if how == Pointing::This
            && let Some(own) = own
        {
            if own.told && !behind_article {
                return None;
            }
            // "Bij deze wet is de raad ingesteld" in a policy rule is the one just named.
            let just = |named: usize| self.in_line(named, at) || own.policy && at - named <= NEAR;
            // A policy rule whose title has no such noun is no "verordening" either.
            let no_policy = || own.policy && !own.is_kind(noun) && Phrases::is(&self.lexicon.phrases.no_policy, &self.lexicon.nouns()[usize::from(noun)]);
            // An "Aanwijzing" that decides ("Besluit:") calls itself "dit besluit", but for articles that it does not have.
            let phrases = &self.lexicon.phrases;
            let decides = || Phrases::is(&phrases.decision, &self.lexicon.nouns()[usize::from(noun)]) && own.has_decided(at);
            let lacks = || mention.items.iter().filter_map(|item| item.parts.last()).any(|(key, number)| *key == Key::Artikel && own.lacks(number));
            let another = |named: usize| (own.is_another(noun) || no_policy()) && just(named) && (!decides() || lacks());
            let headed = |named: usize| own.policy && !own.is_kind(noun) && self.is_head_above(named, at);
            let other = self.memory.recent(noun, at).filter(|(_, named)| another(*named) || headed(*named));
            if other.is_none() && !behind_article && own.policy && own.is_another(noun) && self.speaks_of_one(noun, at) {
                return None;
            }
            return Some(Settled::Law(other.map_or(own.id, |(law, _)| law)));
        }
        if how == Pointing::This && self.own.is_none() && self.sets_a(noun, at) {
            return behind_article.then_some(Settled::Nothing);
        }
        if how != Pointing::Plain
            && let Some(quoted) = self.quoted_law(at).filter(|law| self.memory.fits(noun, law))
        {
            return Some(Settled::Law(quoted));
        }
        let number = mention.items.first().and_then(|i| i.parts.last()).filter(|(k, _)| *k == Key::Artikel).map(|(_, v)| v.as_str());
        if how == Pointing::Plain {
            let name = &self.lexicon.nouns()[usize::from(noun)];
            // After "(hierna: het Besluit)", "het besluit" is the decision that the text is about.
            let decided = || {
                let words = &self.text[mention.span.range()];
                self.own.is_none() && Phrases::is(&self.lexicon.phrases.decision, name) && words.ends_with(name.as_str()) && self.memory.has_capital(name)
            };
            if !behind_article && decided() {
                return None;
            }
            if let Some(law) = self.memory.defined(name) {
                if !is_listed(law) {
                    return behind_article.then(|| Settled::Open(Vec::new()));
                }
                // "het Verdrag" by itself is no citation in that very treaty.
                let itself = !behind_article && own.is_some_and(|own| own.id == law);
                return (!itself).then_some(Settled::Law(law));
            }
            let phrases = &self.lexicon.phrases;
            let european = Phrases::is(&phrases.european, name);
            // A paper on a proposal says "de verordening" of what is proposed.
            if european && (self.proposed || self.is_proposed_near(name, self.memory.recent(noun, at).map(|(_, named)| named), at)) {
                return behind_article.then(|| Settled::Open(Vec::new()));
            }
            // "het Verdrag nopens de wetten van de oorlog" is another one.
            let treaty = Phrases::is(&phrases.treaty_in_capitals, name);
            if !behind_article && treaty && self.own.is_none() && Phrases::at(&phrases.treaty_titled, &self.text[mention.span.end..]).is_some() {
                return None;
            }
            // "het Protocol" within a sentence stands for the one named before.
            let capital = Phrases::is(&phrases.treaty_in_capitals, name)
                && self.text[mention.span.range()].rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase));
            if let Some(own) = own.filter(|_| !behind_article) {
                return self.principal(own, noun, mention);
            }
            if !(behind_article || european || capital) {
                return None;
            }
            if let Some(own) = own {
                // "de Regeling" with a capital is another's name, cut short or in no register.
                let word = self.last_word(mention);
                let capital = word.starts_with(char::is_uppercase);
                // "bijlage 2, behorend bij artikel 3 van de Regeling gebruiksartikelen", in that very one.
                if capital && self.begins_title(Span::new(mention.span.end - word.len(), mention.span.end)) {
                    return Some(Settled::Law(own.id));
                }
                // "artikel 3:8 van de wet" in a law whose own articles have no colon is another's.
                let colon = number.is_some_and(|n| n.contains(':')) && own.lacks_colon() && !self.lexicon.numbering.colon.iter().any(|id| id == own.id);
                // So is one of the law that the sentence has named: "het bedrag volgens de Verordening vis 2007, bedoeld in
                // artikel 2 van de verordening".
                let named = || self.memory.recent(noun, at).filter(|(law, named)| *law != own.id && self.in_line(*named, at));
                // The preamble of a treaty that changes another speaks of that one.
                if behind_article
                    && own.precedes(at)
                    && own.id.starts_with("BWBV")
                    && let Some(law) = self.memory.first(noun)
                {
                    return Some(Settled::Law(law));
                }
                if behind_article && let Some((law, _)) = named().filter(|_| own.is_kind(noun) && own.id.starts_with("BWBR")) {
                    return Some(Settled::Law(law));
                }
                if own.is_kind(noun) && !colon && !(capital && own.id.starts_with("BWBR")) {
                    return Some(Settled::Law(own.id));
                }
                // A decree's "de wet" is the law that it is made under, which its preamble names first.
                return Some(self.memory.first(noun).map_or(Settled::Nothing, Settled::Law));
            }
            // "artikel 34 van de Wet" is none of the law that the text calls "Awb".
            let wet = self.own.is_none() && name == &self.lexicon.numbering.state_noun && self.last_word(mention).starts_with(char::is_uppercase);
            let another = |law: &str| {
                wet && self.memory.is_abbreviated(law)
                    && (self.memory.has_named_beside(noun, law) || number.is_some_and(|number| !self.memory.may_have(law, number)))
            };
            // "artikel 14b van de Wet" is none of the law that changed it, whose articles have Roman numbers.
            let changes = |law: &str| {
                let label = || self.laws.by_id(law).map_or("", |law| self.laws.get(law).label.as_str());
                let inserted =
                    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with(|c: char| c.is_ascii_lowercase()));
                inserted && Phrases::within(&phrases.purpose, label())
            };
            if let Some(law) = self.approved(noun, at).filter(|_| behind_article) {
                return Some(Settled::Law(law));
            }
            return match self.memory.usual(noun, number).filter(|law| !another(law) && !changes(law)) {
                Some(law) => Some(Settled::Law(law)),
                None => behind_article.then_some(Settled::Nothing),
            };
        }
        // "het in de Archiefwet 1995 gestelde verbod, bedoeld in artikel 5 van die wet", in that very law.
        if how == Pointing::That
            && let Some(own) = own
            && let Some(named) = self.said.named.filter(|named| own.is_kind(noun) && self.in_line(*named, at))
            && self.memory.recent(noun, at).is_none_or(|(_, other)| other < named)
        {
            return Some(Settled::Law(own.id));
        }
        if how != Pointing::Plain && own.is_none() && self.points_past(noun, mention) {
            return behind_article.then_some(Settled::Nothing);
        }
        // "datzelfde Wetboek" behind a code of which nobody can tell the book.
        let wet = self.lexicon.nouns()[usize::from(noun)] == self.lexicon.numbering.state_noun;
        // "artikel 6:119a BW of artikel 6:119 van dat wetboek": the code in books.
        let code = how == Pointing::That && !wet && number.is_some_and(|number| number.contains(':')) && self.memory.fits(noun, BOOKS[0].1);
        if code && self.memory.last().is_some_and(|(law, named)| (law == BURGERLIJK_WETBOEK || is_book(law)) && at - named < NEAR) {
            return Some(Settled::Law(BURGERLIJK_WETBOEK));
        }
        let open = how == Pointing::That && !wet && mention.items.is_empty() && self.open_code > 0 && self.memory.fits(noun, BOOKS[0].1);
        if open && self.memory.recent(noun, at).is_none_or(|(_, named)| named < self.open_code) {
            return Some(Settled::Open(Vec::new()));
        }
        if how == Pointing::This && own.is_none() && self.is_of_new_bill(noun, at) {
            return self.bills.map(Settled::Law).or_else(|| behind_article.then_some(Settled::Nothing));
        }
        // A text that is no law itself says "deze wet" of what it has just named, or of the bill that it is.
        let fitting = match how {
            Pointing::This if !(self.judgment && behind_article) => {
                let near = |named: usize| at - named <= NEAR && named >= self.section_at && !self.text[named..at].contains("\n\n");
                let meant = |named: usize| near(named) && !self.is_bills(noun, mention) && !self.is_of_unnamed_approval(noun, named);
                self.approved(noun, at).or_else(|| self.memory.recent(noun, at).filter(|(_, named)| meant(*named)).map(|(law, _)| law))
            }
            _ => self.state_in_line(noun, at).or_else(|| self.memory.fitting(noun, at, number)),
        };
        match fitting {
            Some(law) => Some(Settled::of(law)),
            None => behind_article.then_some(Settled::Nothing),
        }
    }

    /// Whether the text, of which nobody has said which it is, sets articles before `at` as what this noun names: "de volgende
    /// verordening", "Regeling van de Minister".
    fn sets_a(&self, noun: u8, at: usize) -> bool {
        const LEAD: usize = 150;
        const TITLE: usize = 300;
        let Some(enacted) = self.enacted.filter(|enacted| *enacted < at && !self.headed.is_empty()) else { return false };
        let noun = &self.lexicon.nouns()[usize::from(noun)];
        let lead = &self.text[span::floor(self.text, enacted.saturating_sub(LEAD))..enacted];
        *noun != self.lexicon.numbering.state_noun
            && [&self.title[..span::floor(self.title, TITLE)], lead].iter().any(|words| words.to_lowercase().contains(noun.as_str()))
    }

    /// Whether the words around `at` speak of what is proposed by this noun, "de voorgestelde verordening": more than once, or since
    /// an act was named last, before `named`.
    fn is_proposed_near(&self, noun: &str, named: Option<usize>, at: usize) -> bool {
        const BEFORE: usize = 3000;
        const BEHIND: usize = 1500;
        if self.own.is_some() {
            return false;
        }
        let from = span::floor(self.text, at.saturating_sub(BEFORE));
        let near = &self.text[from..span::floor(self.text, at + BEHIND)];
        let proposed = |place: &usize| {
            let goes_on = near[place + noun.len()..].starts_with(|c: char| c.is_alphanumeric());
            !goes_on && Phrases::ends(&self.lexicon.phrases.proposed, &near[..*place])
        };
        let mut places = near.match_indices(noun).map(|(place, _)| place).filter(proposed);
        let Some(first) = places.next() else { return false };
        places.next().is_some() || named.is_none_or(|named| (named..at).contains(&(from + first)))
    }

    /// "artikel 21 Grondwet en artikel 133 van die wet": the Grondwet, where the line has named nothing else that is a wet.
    fn state_in_line(&self, noun: u8, at: usize) -> Option<&'a str> {
        let (law, named) = self.memory.last()?;
        let numbering = &self.lexicon.numbering;
        let state = numbering.states.iter().any(|id| id == law) && self.lexicon.nouns()[usize::from(noun)] == numbering.state_noun;
        let other = || self.memory.names_any(noun, self.line.0..at);
        (state && named >= self.line.0 && at - named <= NEAR && !ends_sentence(&self.text[named..at]) && !other()).then_some(law)
    }

    /// The treaty that the paper approves by its title, which its "dit verdrag" is, unless the sentence has named another.
    fn approved(&self, noun: u8, at: usize) -> Option<&'a str> {
        let treaty = self.subject.filter(|law| self.own.is_none() && law.starts_with("BWBV") && self.memory.fits(noun, law))?;
        let other = self.memory.recent(noun, at).filter(|(law, named)| *law != treaty && !ends_sentence(&self.text[*named..at]));
        other.is_none().then_some(treaty)
    }

    /// Whether the title of the paper approves a treaty that was not read there, so that "dit verdrag" is that one, and not the one
    /// named in passing at `named`.
    fn is_of_unnamed_approval(&self, noun: u8, named: usize) -> bool {
        const HEAD: usize = 600;
        let phrases = &self.lexicon.phrases;
        let treaty = Phrases::is(&phrases.treaty_in_capitals, &self.lexicon.nouns()[usize::from(noun)]);
        let head = span::floor(self.text, HEAD);
        let read_there = || self.memory.first_at(noun).is_some_and(|(_, first)| first < head);
        treaty && self.own.is_none() && named >= head && Phrases::within(&phrases.approval, &self.text[..head]) && !read_there()
    }

    /// "the Convention" by itself in a treaty of another kind, a protocol to it: the only convention that it has named, or the first.
    fn principal(&self, own: &Own<'_>, noun: u8, mention: &LawMention) -> Option<Settled<'a>> {
        let phrases = &self.lexicon.phrases;
        let name = &self.lexicon.nouns()[usize::from(noun)];
        let capital = || self.last_word(mention).starts_with(char::is_uppercase);
        let treaty = || phrases.treaty.values().any(|nouns| Phrases::is(nouns, name)) && capital();
        let goes_on = || Phrases::at(&phrases.treaty_goes_on, &self.text[mention.span.end..]).is_some();
        let fits = own.id.starts_with("BWBV") && !own.is_kind(noun) && self.said.nouns & 1 << noun == 0 && treaty() && !goes_on();
        // Of several the one that the title or the preamble names first.
        let mother = || self.memory.first_at(noun).filter(|(_, at)| own.precedes(*at)).map(|(law, _)| law);
        if fits { self.memory.only(noun).or_else(mother).map(Settled::Law) } else { None }
    }

    /// Whether "dat besluit" is a decision that the text speaks of behind the last decree that it names, or "die wet" the
    /// bill that was to become one.
    fn points_past(&self, noun: u8, mention: &LawMention) -> bool {
        const REACH: usize = 3000;
        let at = mention.span.start;
        let Some((_, named)) = self.memory.recent(noun, at) else { return false };
        let phrases = &self.lexicon.phrases;
        let between = &self.text[span::floor(self.text, named.max(at.saturating_sub(REACH)))..at];
        let name = &self.lexicon.nouns()[usize::from(noun)];
        if Phrases::is(&phrases.decision, name) {
            // "Besluit" and "Bouwbesluit" are names, and so is "genoemd Besluit".
            let small = mention.items.is_empty() && self.text[mention.span.range()].ends_with(name.as_str());
            let spoken = |(i, _): (usize, &str)| {
                between[..i].ends_with([' ', '\n']) && !between[i + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
            };
            return small && between.match_indices(name.as_str()).any(spoken);
        }
        Phrases::within(&phrases.becomes_law, between) || self.speaks_of_any(name, between)
    }

    /// Whether the law named at `named` heads the line that begins with the words at `at`: "10 Regeling kinderopvang⏎In deze
    /// regeling".
    fn is_head_above(&self, named: usize, at: usize) -> bool {
        /// Bytes before the law in the line that it heads, those of that line, and those before the words that point.
        const NUMBER: usize = 8;
        const LONGEST: usize = 120;
        const FIRST: usize = 4;
        if at - self.line.0 > FIRST || self.line.0 == 0 || named >= self.line.0 {
            return false;
        }
        let above = &self.text[..self.line.0 - 1];
        let start = memchr::memrchr(b'\n', above.as_bytes()).map_or(0, |i| i + 1);
        named >= start && named - start <= NUMBER && above.len() - start <= LONGEST && !above.ends_with(['.', ';', ':', ','])
    }

    /// Whether the line before `at` speaks of any that `noun` fits: "neemt het bestuur een besluit. Dit besluit".
    fn speaks_of_one(&self, noun: u8, at: usize) -> bool {
        let from = span::floor(self.text, at.saturating_sub(NEAR)).max(self.line.0);
        self.speaks_of_any(&self.lexicon.nouns()[usize::from(noun)], &self.text[from.min(at)..at])
    }

    /// Whether `text` speaks of one that there is to be, "een speciaal verdrag is in voorbereiding", "een nieuwe wet": what
    /// follows may point to that.
    fn speaks_of_any(&self, noun: &str, text: &str) -> bool {
        /// Words that may stand between the article and the noun.
        const WORDS: usize = 3;
        let whole = |at: usize| !text[at + noun.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-') && text[..at].ends_with([' ', '\n']);
        let any = |(at, _): (usize, &str)| {
            let mut words = text[..at].trim_end().rsplit([' ', '\n']).take(WORDS);
            whole(at) && words.any(|word| Phrases::is(&self.lexicon.phrases.any, &word.to_lowercase()))
        };
        text.match_indices(noun).any(any)
    }

    /// Whether "deze regeling" at `at` is one that amends others, and of which nobody said which it is: "Besluit:⏎Artikel I⏎De Regeling
    /// zorgverzekering wordt als volgt gewijzigd:".
    fn has_decided_to_amend(&self, noun: u8, at: usize) -> bool {
        /// Bytes in which such a text says that it decides, and then that it amends.
        const HEAD: usize = 5000;
        const NEAR: usize = 400;
        let phrases = &self.lexicon.phrases;
        let decided = self.amends.get_or_init(|| {
            let decided = phrases.decides.first_within(&self.text[..span::floor(self.text, HEAD)]).filter(|_| self.own.is_none())?;
            Phrases::within(&phrases.amended, &self.text[decided..span::floor(self.text, decided + NEAR)]).then_some(decided)
        });
        decided.is_some_and(|decided| decided < at) && Phrases::is(&phrases.amending_noun, &self.lexicon.nouns()[usize::from(noun)])
    }

    /// Whether "deze wet" is the bill that the text is, or "dit besluit" the decision that it speaks of.
    fn is_bills(&self, noun: u8, mention: &LawMention) -> bool {
        let phrases = &self.lexicon.phrases;
        let before = |at: usize| self.enacted.is_some_and(|enacted| enacted < at);
        // "artikel 2.1 van dit besluit" is a law's, "dit besluit" a decision.
        let article = mention.items.iter().any(|item| matches!(item.parts.last(), Some((Key::Artikel, _))));
        (!article && Phrases::is(&phrases.decision, &self.lexicon.nouns()[usize::from(noun)]))
            || before(mention.span.start)
            || self.has_decided_to_amend(noun, mention.span.start)
            || Phrases::at(&phrases.of_itself, self.text[mention.span.end..].trim_start()).is_some()
    }
}
