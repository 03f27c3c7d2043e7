//! Articles that are named by others: "dat artikel", "het vorige artikel", or those of several laws at once.

use super::{NEAR, Reader, ids};
use crate::{
    citation::{Citation, Target},
    id::Id,
    law::{Item, Key, LawMention, Phrases, Pointing},
    span::{self, Span},
};

/// The articles named last, which "dat artikel" and "die artikelen" mean.
#[derive(Debug, Default)]
pub(super) struct Last {
    pub articles: Vec<Id>,
    /// Where the last of them was named.
    pub end: usize,
    /// Those named before them, which "beide artikelen" may mean too.
    pub before: Vec<Id>,
    /// How many of them "die artikelen" has named again so far.
    repeated: usize,
    /// Where an article of an unknown law was named last: "dat artikel" is that one then.
    pub unknown_end: usize,
    /// Where an article was named last of which nobody can tell the law: "genoemd artikel" is that one then.
    pub open_end: usize,
}

impl<'a> Reader<'a> {
    /// "het vorige artikel", "het tweede lid van het vorig artikel": the one before that in which it stands.
    fn previous_article(&self, mention: &LawMention) -> Option<Citation> {
        let own = self.own.as_ref().filter(|own| !own.policy)?;
        // "het vorige artikel van die wet" is another's.
        if Phrases::at(&self.lexicon.phrases.of_another_body, &self.text[mention.span.end..]).is_some() {
            return None;
        }
        let number = own.before(mention.span.start)?;
        let mut citation = self.start(mention, "law/previous-article");
        let below = mention.items.first().map(|item| item.below.clone()).unwrap_or_default();
        let item = Item { parts: vec![(Key::Artikel, number.to_owned())], below, span: mention.span };
        citation.targets.extend(ids::of_item(own.id, &item, || None).into_iter().map(|id| Target::new(id, citation.span)));
        citation.family = self.families.of(own.id);
        Some(citation)
    }

    /// "dat artikel": the articles named last.
    pub(super) fn same_article(&mut self, mention: &LawMention, how: Pointing) -> Option<Citation> {
        if how == Pointing::Previous {
            return self.previous_article(mention);
        }
        let several = self.text[mention.span.range()].ends_with("en");
        if let Some(provision) = self.provision_at(mention.span.start).filter(|_| how == Pointing::Plain || (how == Pointing::This && !several)) {
            let article = provision.article.clone();
            return Some(self.below_article(mention, article.as_str()));
        }
        // So is "dit artikel" in a text that has none of its own.
        let at_hand = || Phrases::within(&self.lexicon.phrases.at_hand, &self.text[mention.span.range()]);
        let points = how == Pointing::That || how == Pointing::This && self.own.is_none() && !at_hand();
        if points && self.last.unknown_end.max(if several { 0 } else { self.last.open_end }) > self.last.end {
            return None;
        }
        let of_heading = self.section_at > self.last.end || self.begins_article(mention.span.start);
        // "hoofdstuk 3 van het besluit": what is no article is not "dit artikel".
        let no_article = |id: &Id| id.as_str().starts_with("jci") && !id.as_str().contains("&artikel=");
        let own = || self.own.is_some() && !self.just_cited(mention);
        if self.last.articles.is_empty() || self.last.articles.iter().all(no_article) || (how == Pointing::This && (own() || of_heading)) {
            return None;
        }
        if how == Pointing::Plain {
            // "het eerste lid" of an article that was named just before, where the text is no law itself.
            const VERY_NEAR: usize = 300;
            let from = self.last.end.min(mention.span.start);
            let near = mention.span.start - from <= VERY_NEAR && !self.text[from..mention.span.start].contains(['\n', '«', '"', ':']);
            // "het tweede lid van de delegatie".
            let rest = &self.text[mention.span.end..span::floor(self.text, mention.span.end + 40)];
            let of_other =
                Phrases::at(&self.lexicon.phrases.lid_of, rest).is_some() && !self.lexicon.phrases.article.iter().any(|word| rest.contains(word.trim_end()));
            if self.own.is_some()
                || of_other
                || !near
                || self.last.articles.iter().any(|id| without_lid(id.as_str()) != without_lid(self.last.articles[0].as_str()))
            {
                return None;
            }
            // "… de Ambtenarenwet. 2. Voor de in het eerste lid bedoelde": a new lid speaks of its own article.
            let between = &self.text.as_bytes()[from..mention.span.start];
            if between.windows(4).any(|w| matches!(w, [b'.' | b';', b' ', d, b'.'] if d.is_ascii_digit())) {
                return None;
            }
        }
        // "het vierde lid van dat artikel": its own lid in place of the one cited before.
        if mention.items.first().is_some_and(|item| !item.below.is_empty()) {
            let article = self.last.articles.last()?.clone();
            // "lid 4.4.3" is that of a plan's article 4.4 or 4.
            let number = article.as_str().split_once("&artikel=").map_or("", |(_, rest)| rest.split('&').next().unwrap_or_default());
            let others = |lid: &str| lid.contains('.') && lid.strip_prefix(number).is_none_or(|rest| !rest.starts_with('.'));
            if mention.items.iter().flat_map(|item| item.below.iter().flatten()).any(|(key, value)| *key == "lid" && others(value)) {
                return None;
            }
            return Some(self.below_article(mention, article.as_str()));
        }
        let mut citation = self.start(mention, "law/same-article");
        let span = citation.span;
        // A text that does nothing but point to a long list would name more than memory bears.
        const FREE: usize = 2000;
        const BYTES: usize = 8;
        if self.last.repeated > FREE + mention.span.start / BYTES {
            return None;
        }
        self.last.repeated += self.last.articles.len();
        let before = self.last.before.iter().filter(|_| several && self.last.articles.len() == 1);
        citation.targets.extend(before.chain(&self.last.articles).map(|id| Target::new(id.clone(), span)));
        citation.family = self.families.of(citation.targets[0].id.as_str().trim_start_matches("jci1.3:c:"));
        Some(citation)
    }

    /// "Artikel 22.163Lozen in openbaar water⏎In dit artikel": whether a line that begins so, and is no heading as it stands,
    /// parts what was cited last from `at`.
    fn begins_article(&self, at: usize) -> bool {
        const REACH: usize = 2000;
        let from = span::floor(self.text, self.last.end.max(at.saturating_sub(REACH)).min(at));
        let article = |word: &str| self.lexicon.entry(word.to_lowercase().as_bytes()).part() == Some(Key::Artikel);
        let heads = |line: &str| line.split_once(' ').is_some_and(|(word, rest)| rest.starts_with(|c: char| c.is_ascii_digit()) && article(word));
        self.text[from..at].split('\n').skip(1).any(heads)
    }

    /// "artikel 4 van de Wet dieren, zoals dit artikel luidde", and in a policy rule any "dit artikel" behind another law's in its
    /// line: whether it is the one that was just cited.
    fn just_cited(&self, mention: &LawMention) -> bool {
        let Some(own) = &self.own else { return false };
        let at = mention.span.start;
        let Some(between) = self.text.get(self.last.end..at).filter(|between| between.len() <= NEAR && !between.contains('\n')) else { return false };
        let others = self.last.articles.iter().all(|id| !id.as_str().contains(own.id));
        let state = || Phrases::is(&self.lexicon.phrases.in_its_state, between);
        others && (own.policy || state())
    }

    /// An article that the words point to, and what they say of its leden in place of what `article` says.
    fn below_article(&mut self, mention: &LawMention, article: &str) -> Citation {
        let mut citation = self.start(mention, "law/same-article");
        let article = without_lid(article);
        let below = mention.items.first().map_or(&[][..], |item| &item.below);
        let whole: &[Vec<(&str, String)>] = if below.is_empty() { &[Vec::new()] } else { below };
        for path in whole {
            let id = path.iter().fold(article.to_owned(), |id, (key, value)| format!("{id}&{key}={value}"));
            citation.targets.push(Target::new(Id::from(id), citation.span));
        }
        citation.family = self.families.of(article.trim_start_matches("jci1.3:c:"));
        citation
    }

    /// The same articles of several laws.
    pub(super) fn several(&mut self, mention: &'a LawMention, laws: &[(u32, Span)]) -> Citation {
        /// More than anyone names at once: what the articles come to times the laws does not fill a memory.
        const MOST: usize = 2000;
        let mut citation = self.start(mention, "law/several");
        let items = &mention.items[..mention.items.len().min(MOST / laws.len().max(1))];
        for (i, (law, words)) in laws.iter().enumerate() {
            let law = self.laws.get(*law).id.as_str();
            // The articles stand before the first; the others have their own words alone.
            let span = |item: &Item| if i == 0 { item.span } else { *words };
            let ids = items.iter().flat_map(|item| ids::of_item(law, item, || None).into_iter().map(move |id| Target::new(id, span(item))));
            citation.targets.extend(ids);
            if mention.items.is_empty() {
                citation.targets.push(Target::new(Id::new(law), *words));
            }
            self.remember(mention, law, &citation);
            citation.family = self.families.of(law);
        }
        self.date(&mut citation, mention);
        for target in &mut citation.targets {
            target.span = self.view.to_source(target.span);
        }
        citation
    }
}

/// An article's identifier without its lid and onderdeel.
fn without_lid(article: &str) -> &str {
    let article = article.split_once("&lid=").map_or(article, |(article, _)| article);
    article.split_once("&o=").map_or(article, |(article, _)| article)
}
