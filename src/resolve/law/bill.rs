//! The laws that a paper's bill changes, in the order of its title: its first article changes the first of them.

use super::{NEAR, Reader, Settled, TITLE, UNLISTED, is_listed, own::roman, settle::ends_sentence};
use crate::{
    law::{Key, LawMention, Lexicon, Phrases, is_roman},
    span::{self, Span},
};
use std::cell::Cell;

/// What the title tells of the bill, and where the text speaks of its articles.
#[derive(Debug, Default)]
pub(super) struct Bill<'a> {
    /// The laws that the title counts out; [`UNLISTED`] for one that no register has.
    laws: Vec<&'a str>,
    /// Where the last of them ends.
    end: usize,
    /// Which of the bill's articles was cited last, and where.
    article: Cell<Option<(usize, usize)>>,
    /// The law that one of its articles changes, and up to where the text was seen to speak of it.
    amended: Cell<Option<(&'a str, usize)>>,
    /// Up to where the text was searched for an amended law that no register has, and where the last of them was found.
    searched: Cell<usize>,
    unlisted: Cell<usize>,
}

impl Bill<'_> {
    /// Whether the title counts out the law as one that is changed.
    pub fn names(&self, law: &str) -> bool {
        self.laws.contains(&law)
    }

    /// Whether it counts out one law.
    pub fn names_one(&self) -> bool {
        self.laws.len() == 1
    }
}

impl<'a> Reader<'a> {
    /// Takes in a law that is named alone at `span`: the one that the title names first as changed, or one that it goes on with.
    pub(super) fn counts_out(&mut self, law: &'a str, span: Span, first: bool) {
        if first {
            self.bill.laws = vec![law];
            self.bill.end = span.end;
        } else if !self.bill.laws.is_empty() && span.start < TITLE && self.joins(self.bill.end, span.start) {
            self.bill.laws.push(law);
            self.bill.end = span.end;
        }
    }

    /// Whether nothing stands between two laws but what joins them: ", de", " (Stb. 1990, 104) en van het".
    fn joins(&self, from: usize, to: usize) -> bool {
        const LONGEST: usize = 60;
        self.text
            .get(from..to)
            .is_some_and(|between| between.len() <= LONGEST && over_round_bracket(between).split([' ', ',', '\n']).all(|w| is_joining(w, self.lexicon)))
    }

    /// Whether the title goes on with a law that was not read behind the last.
    fn more_follows(&self) -> bool {
        let rest = over_round_bracket(&self.text[self.bill.end..]).trim_start();
        let mut words = rest.trim_start_matches(',').split_whitespace().take_while(|word| is_joining(word, self.lexicon));
        words.next().is_some()
    }

    /// "De Gemeentewet wordt als volgt gewijzigd:" at the beginning of a line: the articles below are of that law.
    pub(super) fn amends_from(&self, mention: &LawMention, law: &'a str) {
        /// Bytes of what leads to the law in its line.
        const LEAD: usize = 24;
        let Span { start, end } = mention.span;
        if !mention.items.is_empty() || self.own.as_ref().is_some_and(|own| !own.policy) {
            return;
        }
        let phrases = &self.lexicon.phrases;
        let lead = &self.text[span::floor(self.text, start.saturating_sub(LEAD))..start];
        let lead = lead.rsplit_once('\n').map_or((start <= LEAD).then_some(lead), |(_, line)| Some(line));
        let leads = |lead: &str| Phrases::before(&phrases.amended_lead, lead).is_some_and(|before| before.is_empty() || before.ends_with(". "));
        if lead.is_some_and(leads) && Phrases::at(&phrases.amended, over_round_bracket(&self.text[end..]).trim_start()).is_some() {
            self.bill.amended.set(Some((law, end)));
        }
    }

    /// "De Afvalstoffenverordening 2019 wordt als volgt gewijzigd:", which no register has: the articles below are of no law that is
    /// known, and not of the one by which it was made.
    fn amends_unlisted(&self, at: usize) {
        /// Bytes of such a line.
        const LONGEST: usize = 200;
        let from = self.bill.searched.get();
        if from >= at || self.own.as_ref().is_some_and(|own| !own.policy) {
            return;
        }
        self.bill.searched.set(at);
        let closes = |end: &usize| self.text[*end + 1..].starts_with(['\n', ' ']);
        let ends = self.text[from..at].match_indices(':').map(|(end, _)| from + end).filter(closes);
        for end in ends.filter(|end| Phrases::before(&self.lexicon.phrases.amended, &self.text[..*end]).is_some()) {
            let open = &self.text[span::floor(self.text, end.saturating_sub(LONGEST))..end];
            let line = open.rsplit('\n').next().unwrap_or(open);
            let start = end - line.len();
            let known = self.bill.amended.get().is_some_and(|(_, seen)| (start..end).contains(&seen)) || self.memory.last_between(start, end).is_some();
            if !known && (line.len() < open.len() || start == 0) && self.is_unlisted_amended(line) {
                self.bill.amended.set(Some((UNLISTED, end)));
                self.bill.unlisted.set(end);
            }
        }
    }

    /// "In de Natuurschoonwet 1928 wordt": whether the law at `named` stands first in its line.
    fn opens_amendment(&self, named: usize) -> bool {
        const LEAD: usize = 24;
        let lead = &self.text[span::floor(self.text, named.saturating_sub(LEAD))..named];
        lead.rsplit_once('\n').is_some_and(|(_, line)| Phrases::before(&self.lexicon.phrases.amended_lead, line).is_some_and(str::is_empty))
    }

    /// Whether a line that says that something is amended has it begin with the name of a regulation, not with "De regeling" alone.
    fn is_unlisted_amended(&self, line: &str) -> bool {
        let phrases = &self.lexicon.phrases;
        let name = phrases.amended_lead.at(line.as_bytes()).map(|lead| &line[lead..]);
        let Some(name) = name.and_then(|name| Phrases::before(&phrases.amended, name)) else { return false };
        // "De wet van 14 juni 1918 (Stb. 354)", by its day.
        let day = phrases.dated.at(name.as_bytes()).map(|end| &name[end..]);
        if !name.starts_with(char::is_uppercase) {
            return day.is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
        }
        let is_noun = |word: &str| self.lexicon.entry(word.to_lowercase().as_bytes()).noun().is_some();
        let mut words = name.split_whitespace();
        let first = words.next().unwrap_or_default();
        let noun = |word: &str| is_noun(word) || Phrases::ends(&phrases.law_ending, &word.to_lowercase());
        noun(first) && (words.next().is_some() || !is_noun(first)) || words.any(noun)
    }

    /// The law that the bill's article changes of which the text speaks at `at`: up to the next of them, or what explains it.
    fn amended_at(&self, at: usize) -> Option<&'a str> {
        /// Bytes of a line that tell whether it ends what was said of the law.
        const OPENING: usize = 60;
        self.amends_unlisted(at);
        let (law, seen) = self.bill.amended.get()?;
        let between = self.text.get(seen..at)?;
        let heads = |line: &str| {
            let mut words = line.trim_start().splitn(3, ' ');
            let part = words.next().and_then(|word| self.lexicon.entry(word.to_lowercase().as_bytes()).part());
            let number = words.next().map(|number| number.trim_end_matches(['.', ':']));
            part == Some(Key::Artikel) && number.is_some_and(is_roman) && line.starts_with(char::is_uppercase)
        };
        let opening = |line: &'a str| &line[..span::floor(line, OPENING)];
        let ends = |line: &str| heads(line) || Phrases::at(&self.lexicon.phrases.behind_articles, line).is_some();
        let kept = !between.split('\n').skip(1).map(opening).any(ends);
        // The line goes on behind `at`: it is read again, unless its opening was there.
        let line = between.rfind('\n').unwrap_or(0);
        let seen = if between.len() - line > OPENING { at } else { seen + line };
        self.bill.amended.set(kept.then_some((law, seen)));
        kept.then_some(law)
    }

    /// The law of an article that stands behind one of the bill's, "in artikel II, onderdeel C, wordt artikel 2b": the second
    /// that the title names. In the same `sentence`, or with no law named since.
    pub(super) fn changed_by_article(&self, number: &str, at: usize, sentence: bool) -> Option<Settled<'a>> {
        if is_roman(number) {
            self.bill.article.set(roman(&number.to_lowercase()).map(|count| (count, at)));
            return None;
        }
        // "Na artikel I wordt een nieuw artikel IA ingevoegd".
        if is_roman(&number[..1]) && number.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        // What no register has ends where another law is named.
        let seen =
            |named: usize| self.bill.amended.get().is_some_and(|(_, seen)| named < seen) && !(named > self.bill.unlisted.get() && self.opens_amendment(named));
        let since = |law: &str| is_listed(law) || self.memory.last().is_none_or(|(_, named)| seen(named));
        if let Some(law) = self.amended_at(at).filter(|law| sentence && since(law)) {
            return Some(Settled::of(law));
        }
        let (count, cited) = self.bill.article.get().filter(|_| !self.bill.laws.is_empty())?;
        let between = self.text.get(cited..at).filter(|between| between.len() < NEAR)?;
        let since = || self.memory.last().is_none_or(|(_, named)| named < cited) && !between.contains("\n\n");
        if if sentence { ends_sentence(between) } else { !since() } {
            return None;
        }
        match self.bill.laws.get(count.checked_sub(1)?) {
            Some(law) => Some(Settled::of(law)),
            None => self.more_follows().then_some(Settled::Nothing),
        }
    }
}

/// What follows in `text` on a round bracket that it begins with.
fn over_round_bracket(text: &str) -> &str {
    const LONGEST: usize = 40;
    let Some(inside) = text.trim_start().strip_prefix('(') else { return text };
    let close = inside.bytes().take(LONGEST).position(|b| b == b')');
    close.map_or(text, |close| &inside[close + 1..])
}

fn is_joining(word: &str, lexicon: &Lexicon) -> bool {
    word.is_empty() || lexicon.entry(word.as_bytes()).is_small_word()
}
