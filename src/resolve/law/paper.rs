//! What a paper about a bill tells of an article that is cited without a law: whether it may be the bill's own.

use super::{NEAR, Reader, Settled, TITLE, ids::BURGERLIJK_WETBOEK, is_listed, memory::shape};
use crate::{
    law::{Key, LawMention, LawRef, Lexicon, Phrases, is_roman},
    register::books::is_book,
    span,
};
use rustc_hash::FxHashSet;

/// What the bill does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is a law of its own, with articles 1, 2 and 3.
    New,
    /// It changes others, in articles I, II and III.
    Changing,
    /// It approves a treaty, which the paper is about.
    Approving,
    /// It sets a budget, whose articles are what money is spent on.
    Budget,
}

/// A memorandum, a report, an amendment or an advice about a bill.
#[derive(Debug)]
pub(super) struct Paper {
    kind: Kind,
    /// The articles that have a heading: what is explained article by article.
    headed: FxHashSet<String>,
    /// The highest of their plain numbers.
    last: u32,
    /// The shapes of the numbers that are the bill's by their words or as headings.
    shapes: u8,
    /// Where its title ends.
    title: usize,
}

impl Paper {
    /// The paper that a text is by its head, or by how it cites the bill's articles.
    pub fn read(text: &str, mentions: &[LawMention], headings: &[bool], lexicon: &Lexicon) -> Option<Self> {
        /// Bytes in which a paper says what it is.
        const HEAD: usize = 3000;
        /// So many articles "van het wetsvoorstel" make a paper about it of what does not say that it is one.
        const ENOUGH: usize = 3;
        /// So many headed articles make a bill one that is a law of its own.
        const HEADED: usize = 2;
        /// Bytes before the line that says which paper it is: so few have no title.
        const SHORT: usize = 40;
        let phrases = &lexicon.phrases;
        let head = &text[..span::floor(text, HEAD)];
        let mut at = 0;
        let titled = head.split_inclusive('\n').find_map(|line| {
            at += line.len();
            Phrases::at(&phrases.paper_title, line.trim_start()).map(|_| at - line.len())
        });
        let line_of = |at: usize| head[..at].rfind('\n').map_or(0, |end| end + 1);
        let named = phrases.paper.first_within(head).filter(|at| heads_line(&head[line_of(*at)..*at], phrases)).map(line_of);
        // A letter may speak of a paper in a line of its own.
        let said = named.into_iter().chain(titled).min().filter(|said| phrases.no_bill.first_within(head).is_none_or(|other| other > *said));
        let is_paper = said.is_some();
        // The title stands before the line that says so, unless that is the first.
        let title = &text[..span::floor(text, said.filter(|said| (SHORT..TITLE).contains(said)).unwrap_or(TITLE))];
        let (mut shapes, mut own, mut others, mut roman) = (0, 0, 0, false);
        let mut headed = FxHashSet::default();
        for (mention, heading) in mentions.iter().zip(headings) {
            let Some((Key::Artikel, number)) = mention.items.first().and_then(|item| item.parts.last()) else { continue };
            let counted = number.starts_with(|c: char| c.is_ascii_digit());
            if *heading {
                roman |= !counted && is_roman(number);
                if counted && !is_inserted(number) {
                    headed.insert(number.clone());
                }
            } else if is_of_bill(text, mention, lexicon) && counted && !is_inserted(number) {
                own += 1;
                shapes |= shape(number);
            } else if matches!(mention.law, LawRef::None) && mention.served_by.is_none() {
                roman |= is_roman(number);
            } else if mention.law.is_name() {
                others += 1;
            }
        }
        let amends = |line: &str| Phrases::within(&phrases.amends, line) && !is_of_new_law(line, phrases);
        let changing = || Phrases::within(&phrases.amends, title) && span::lines(title).any(amends);
        // A letter or a motion in the dossier of a budget is about anything.
        let kind = if Phrases::within(&phrases.of_estimates, title) && !Phrases::within(&phrases.no_bill, head) {
            Kind::Budget
        } else if is_paper && Phrases::within(&phrases.approval, title) {
            Kind::Approving
        // A judgment may cite a bill in passing.
        } else if !is_paper && (own < ENOUGH || own * 3 < others || roman || changing()) {
            return None;
        } else if roman || changing() {
            Kind::Changing
        } else if own >= ENOUGH || headed.len() >= HEADED || span::lines(title).any(|line| is_of_new_law(line, phrases)) {
            Kind::New
        } else {
            return None;
        };
        if kind == Kind::New {
            shapes |= headed.iter().fold(0, |shapes, number| shapes | shape(number));
        }
        let last = headed.iter().filter_map(|number| number.parse().ok()).max().unwrap_or(0);
        Some(Self { kind, headed, last, shapes, title: title.len() })
    }
}

impl<'a> Reader<'a> {
    /// The law of the article `number` that is cited without one, as far as the paper tells whether it is the bill's.
    pub(super) fn of_paper(&self, mention: &LawMention, number: &str) -> Option<Settled<'a>> {
        let paper = self.paper.as_ref()?;
        let at = mention.span.start;
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // Of the Burgerlijk Wetboek that was to be.
        if number.matches('.').count() > 1 && self.memory.last().is_some_and(|(law, _)| is_book(law) || law == BURGERLIJK_WETBOEK) {
            return None;
        }
        let near = self.memory.last().filter(|(_, named)| at - named < NEAR && !self.text[*named..at].contains("\n\n"));
        let said = || near.is_some_and(|_| self.says_in_sentence(at));
        match paper.kind {
            Kind::New if self.instructs(mention) => Some(self.bills.map_or(Settled::Nothing, Settled::Law)),
            // No bill has a colon in its numbers, nor articles behind its last.
            Kind::New if number.contains(':') || paper.last > 0 && number.parse::<u32>().is_ok_and(|number| number > paper.last) => None,
            Kind::New => {
                let another = is_inserted(number) && !paper.headed.contains(number) || paper.shapes != 0 && paper.shapes & shape(number) == 0;
                if another || said() || near.is_some_and(|(law, _)| self.memory.of_article(number) == Some(law) && self.bills != Some(law)) {
                    return None;
                }
                // "De leden wijzen op de Jachtwet. In artikel 8": nobody can tell.
                let named = near.is_some_and(|(law, named)| self.bills != Some(law) && self.alone.is_some_and(|(alone, end)| alone == law && end > named));
                let others = || self.memory.of_article(number).is_some_and(|law| self.bills != Some(law));
                let named_last = named && self.last.end < near.map_or(0, |(_, named)| named);
                let bills = self.bills.filter(|_| !named_last && !others());
                Some(bills.map_or(Settled::Nothing, Settled::Law))
            }
            Kind::Approving => {
                if self.instructs(mention) {
                    return Some(Settled::Nothing);
                }
                (paper.headed.contains(number) && !said()).then(|| self.subject.map_or(Settled::Nothing, Settled::Law))
            }
            // Articles of a budget have small numbers.
            Kind::Budget if number.len() > 2 || !number.bytes().all(|b| b.is_ascii_digit()) => None,
            Kind::Budget => {
                let on = || Phrases::ends(&self.lexicon.phrases.on_estimate, &self.text[..at]);
                let cited = |(law, _): (&str, usize)| self.memory.of_article(number) == Some(law);
                near.filter(|near| !cited(*near) && (on() || !said())).map(|_| Settled::Nothing)
            }
            Kind::Changing => {
                let (law, _) = near?;
                if self.subject == Some(law) || self.bill.names(law) || said() {
                    return None;
                }
                // "In artikel I, Woningwet, worden de volgende wijzigingen aangebracht:".
                let led = |end: usize| Phrases::at(&self.lexicon.phrases.amended, self.text[end..].trim_start()).is_some();
                if self.alone.is_some_and(|(alone, end)| alone == law && led(end)) {
                    return None;
                }
                let kin = self.memory.of_kin(number);
                // "In de WTOS wordt artikel 2.24 aangepast. Het voorgestelde artikel 2.24a".
                let stem = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
                if kin == Some(law) || stem.len() < number.len() && self.memory.of_article(stem) == Some(law) {
                    return None;
                }
                let subject = || self.subject.filter(|_| self.bill.names_one()).map_or(Settled::Nothing, Settled::Law);
                let proposed = || Phrases::ends(&self.lexicon.phrases.proposed_article, &self.text[..at]) && self.memory.of_article(number) != Some(law);
                if self.instructs(mention) || self.subject.is_some() && proposed() {
                    return Some(subject());
                }
                // Behind "artikel 13 van de Wlv", "artikel 9.5.2" is of the law that has such numbers.
                let fits = |subject: &&str| self.bill.names_one() && !self.memory.may_have(law, number) && self.memory.is_known_to_have(subject, number);
                if let Some(subject) = self.subject.filter(fits) {
                    return Some(Settled::Law(subject));
                }
                // "artikel 58d" behind 58a to 58c of the bill.
                let kin = kin?;
                Some(if is_listed(kin) { Settled::Law(kin) } else { Settled::Nothing })
            }
        }
    }

    /// Whether "deze wet" at `at` is the bill that a paper is about: "na inwerkingtreding van deze wet".
    pub(super) fn is_of_new_bill(&self, noun: u8, at: usize) -> bool {
        let wet = || self.lexicon.nouns()[usize::from(noun)] == self.lexicon.numbering.state_noun;
        let new = self.paper.as_ref().is_some_and(|paper| paper.kind == Kind::New);
        new && wet() && Phrases::ends(&self.lexicon.phrases.before_this_bill, &self.text[..at])
    }

    /// Whether the sentence in which `at` stands has named the law named last as that of which it speaks, or ends an article of it
    /// just before: "De Jachtwet kent in artikel 8", "artikel 7 van de Jachtwet en artikel 8".
    fn says_in_sentence(&self, at: usize) -> bool {
        const JOINED: usize = 40;
        let Some((law, named)) = self.memory.last() else { return false };
        let alone = self.alone.filter(|(alone, end)| *alone == law && *end > named && *end <= at).map(|(_, end)| end);
        let from = alone.unwrap_or(0).max(self.last.end.min(at)).max(named);
        let between = &self.text[from..at];
        let ends = between.match_indices(['.', ';', '?', '!', '\n']).any(|(i, _)| {
            let rest = self.text[from + i + 1..].trim_start_matches(|c: char| c == ' ' || c == '\n' || c.is_ascii_digit());
            rest.starts_with(char::is_uppercase)
        });
        !ends && (alone.is_some_and(|end| end >= self.last.end) || between.len() <= JOINED)
    }

    /// Whether the words around the article change it: "In artikel 7 vervalt", "Artikel 8 komt te luiden:", at the beginning of a line.
    fn instructs(&self, mention: &LawMention) -> bool {
        const LEAD: usize = 48;
        let phrases = &self.lexicon.phrases;
        let lead = &self.text[self.line.0.min(mention.span.start)..mention.span.start];
        let led = lead.len() <= LEAD
            && Phrases::before(&phrases.instruction_lead, lead).unwrap_or(lead).split_whitespace().all(|word| {
                let word = word.trim_end_matches(['.', ',', ')', '°']);
                word.len() <= 2 || is_roman(word)
            });
        let rest = self.text[mention.span.end..].trim_start_matches([',', ' ']);
        led && Phrases::at(&phrases.instruction, rest).is_some()
    }

    /// Whether the title of a paper names the law at `named` in passing, behind that which it changes.
    pub(super) fn is_on_account(&self, named: usize) -> bool {
        const LONGEST: usize = 400;
        if named >= TITLE {
            return false;
        }
        let phrases = &self.lexicon.phrases;
        let title = &self.text[span::floor(self.text, named.saturating_sub(LONGEST))..named];
        let title = title.rsplit("\n\n").next().unwrap_or(title);
        let last = |group: &[String]| group.iter().filter_map(|words| title.rfind(words.as_str())).max();
        last(&phrases.amends).zip(last(&phrases.on_account)).is_some_and(|(amends, account)| amends < account && !title[amends..].contains(". "))
    }

    /// Takes in the law that is named alone at `start` in the title of a paper about a bill: the name that the bill has.
    pub(super) fn names_bill(&mut self, law: &'a str, start: usize, end: usize) {
        if self.bills.is_some() || self.paper.as_ref().is_none_or(|paper| paper.kind != Kind::New || start >= paper.title) {
            return;
        }
        let begin = memchr::memrchr(b'\n', &self.text.as_bytes()[..start]).map_or(0, |i| i + 1);
        let before = &self.text[begin..start];
        let rest = self.text[end..].trim_start_matches(' ');
        let bracketed = before.ends_with('(') && rest.starts_with(')');
        let fills = !before.contains(char::is_alphabetic) && (rest.is_empty() || rest.starts_with('\n'));
        if bracketed || fills {
            self.bills = Some(law);
        }
    }
}

/// The house that the head of a paper names, where it names no other.
pub(super) fn house<'p>(text: &str, phrases: &'p Phrases) -> Option<&'p str> {
    const HEAD: usize = 800;
    let head = &text[..span::floor(text, HEAD)];
    let mut named = phrases.house_head.iter().filter(|(_, words)| span::lines(head).any(|line| Phrases::at(words, line.trim_start()).is_some()));
    let (house, _) = named.next()?;
    named.next().is_none().then_some(house.as_str())
}

/// Whether the article is said to be of the bill: "artikel 4 van het wetsvoorstel".
fn is_of_bill(text: &str, mention: &LawMention, lexicon: &Lexicon) -> bool {
    match &mention.law {
        LawRef::Noun { noun, .. } => Phrases::is(&lexicon.phrases.bill_noun, &lexicon.nouns()[usize::from(*noun)]),
        LawRef::None => Phrases::at(&lexicon.phrases.of_this_bill, text[mention.span.end..].trim_start_matches(',')).is_some(),
        _ => false,
    }
}

/// Whether a line is the title of a bill that makes a law of its own: "36 231 Regels over het toezicht".
fn is_of_new_law(line: &str, phrases: &Phrases) -> bool {
    let title = line.trim_start_matches(|c: char| !c.is_alphabetic());
    // "(R 1462) Regels".
    let title = title.split_once(") ").filter(|(number, _)| number.len() <= 8 && number.starts_with('R')).map_or(title, |(_, title)| title);
    // "Voorstel van wet van het lid X, houdende regels".
    let holds = || phrases.title_holds.end_within(title);
    let title = holds().filter(|at| *at < 200 && Phrases::within(&phrases.proposes, line)).map_or(title, |at| &title[at..]);
    let begins = Phrases::at(&phrases.titles_new_law, title);
    // "Wet tot wijziging van de Opiumwet".
    begins.is_some_and(|end| Phrases::at(&phrases.changes_law, &title[end..]).is_none()) && !title.trim_end().ends_with('.')
}

/// Whether nothing but a number, or which of several it is, stands in a line before the words that say which paper it is: "36 231,
/// nr. 3 MEMORIE", "Nr. 9 TWEEDE NOTA VAN WIJZIGING".
fn heads_line(before: &str, phrases: &Phrases) -> bool {
    let which = |word: &&str| Phrases::is(&phrases.which_paper, word);
    let word = before.trim_end().rsplit(' ').find(|word| !which(word)).unwrap_or_default();
    let letter = |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    word.is_empty() || word.ends_with(|c: char| c.is_ascii_digit()) || letter(word)
}

/// Whether it is an article that was inserted: "15a".
fn is_inserted(number: &str) -> bool {
    number.ends_with(|c: char| c.is_ascii_lowercase())
}
