//! The laws that a paper's bill changes, in the order of its title: its first article changes the first of them.

use super::{NEAR, Reader, Settled, TITLE, own::roman, settle::ends_sentence};
use crate::{
    law::{Lexicon, is_roman},
    span::Span,
};
use std::cell::Cell;

/// What the title tells of the bill, and where the text speaks of its articles.
#[derive(Debug, Default)]
pub(super) struct Bill<'a> {
    /// The laws that the title counts out; empty for one that no register has.
    laws: Vec<&'a str>,
    /// Where the last of them ends.
    end: usize,
    /// Which of the bill's articles was cited last, and where.
    article: Cell<Option<(usize, usize)>>,
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
            .is_some_and(|between| between.len() <= LONGEST && over_bracket(between).split([' ', ',', '\n']).all(|w| is_joining(w, self.lexicon)))
    }

    /// Whether the title goes on with a law that was not read behind the last.
    fn more_follows(&self) -> bool {
        let rest = over_bracket(&self.text[self.bill.end..]).trim_start();
        let mut words = rest.trim_start_matches(',').split_whitespace().take_while(|word| is_joining(word, self.lexicon));
        words.next().is_some()
    }

    /// The law of an article that stands behind one of the bill's, "in artikel II, onderdeel C, wordt artikel 2b": the second
    /// that the title names. In the same `sentence`, or with no law named since.
    pub(super) fn changed_by_article(&self, number: &str, at: usize, sentence: bool) -> Option<Settled<'a>> {
        if is_roman(number) {
            self.bill.article.set(roman(&number.to_lowercase()).map(|count| (count, at)));
            return None;
        }
        let (count, cited) = self.bill.article.get().filter(|_| !self.bill.laws.is_empty())?;
        let between = self.text.get(cited..at).filter(|between| between.len() < NEAR)?;
        let since = || self.memory.last().is_none_or(|(_, named)| named < cited) && !between.contains("\n\n");
        if if sentence { ends_sentence(between) } else { !since() } {
            return None;
        }
        match self.bill.laws.get(count.checked_sub(1)?) {
            Some(&"") => Some(Settled::Open(Vec::new())),
            Some(law) => Some(Settled::Law(law)),
            None => self.more_follows().then_some(Settled::Nothing),
        }
    }
}

/// What follows in `text` on a bracket that it begins with.
fn over_bracket(text: &str) -> &str {
    const LONGEST: usize = 40;
    let Some(inside) = text.trim_start().strip_prefix('(') else { return text };
    let close = inside.bytes().take(LONGEST).position(|b| b == b')');
    close.map_or(text, |close| &inside[close + 1..])
}

fn is_joining(word: &str, lexicon: &Lexicon) -> bool {
    word.is_empty() || lexicon.entry(word.as_bytes()).is_small_word()
}
