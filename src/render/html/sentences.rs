//! The sentences in which things are cited, kept beside a graph.

use crate::{
    articles::article_at,
    citation::Status,
    document::Document,
    engine::Extraction,
    graph::Level,
    id::Id,
    sentence,
    span::{Locator, Span},
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// So many characters of a sentence are kept on either side of the citation.
const SIDE: usize = 150;
/// Of a citation that is longer, only the words of the one target are marked.
const MARKED: usize = 120;

/// The first sentences in which each node of a graph cites each other.
///
/// Filled like a [`GraphBuilder`](crate::GraphBuilder) of the same level, in any order and in parts.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    level: Level,
    most: usize,
    found: FxHashMap<(Id, Id), Found>,
}

/// What is known of one edge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Found {
    /// How many citations there are; one that names several articles of a law counts once.
    pub places: usize,
    /// The first sentences.
    pub first: Vec<Sentence>,
}

/// A sentence, with the citation marked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) struct Sentence {
    pub document: Arc<str>,
    pub line: usize,
    pub column: usize,
    pub before: String,
    pub marked: String,
    pub after: String,
}

impl Sentences {
    /// At most `most` sentences for each edge of a graph of that level; none where `most` is 0.
    pub fn new(level: Level, most: usize) -> Self {
        Self { level, most, found: FxHashMap::default() }
    }

    /// The same with the document `from` under another identifier.
    #[must_use]
    pub fn renamed(mut self, from: &Id, to: &Id) -> Self {
        let (from, to) = (self.level.source(from), self.level.source(to));
        self.found = self.found.into_iter().map(|((source, target), found)| ((if source == from { to.clone() } else { source }, target), found)).collect();
        self
    }

    /// Adds those of a document.
    pub fn add(&mut self, document: &Document<'_>, extraction: &Extraction) {
        if self.most == 0 {
            return;
        }
        let own = extraction.own.clone().unwrap_or_else(|| Id::new(&document.name));
        let whole = self.level.source(&own);
        let name: Arc<str> = document.name.as_str().into();
        let cited = extraction.citations.iter().filter(|c| !c.own && matches!(c.status, Status::Resolved | Status::Unknown));
        let mut locator = Locator::new(&document.text);
        for citation in cited {
            let place = locator.locate(citation.span.start);
            let article = article_at(&extraction.articles, citation.span.start).filter(|_| self.level == Level::Article);
            let source = article.map_or(&whole, |article| &article.id);
            let mut named: Vec<Id> = Vec::new();
            for target in &citation.targets {
                // A joint paper may be found under any of its identifiers.
                for id in std::iter::once(&target.id).chain(&target.also).filter_map(|id| self.level.target(id)).filter(|id| id != source) {
                    if named.contains(&id) {
                        continue;
                    }
                    named.push(id.clone());
                    let found = self.found.entry((source.clone(), id)).or_default();
                    found.places += 1;
                    // They come in the order of the text.
                    if found.first.iter().filter(|s| s.document == name).count() >= self.most {
                        continue;
                    }
                    let mark = if citation.span.len() > MARKED { target.span } else { citation.span };
                    let (before, marked, after) = cut(&document.text, mark);
                    found.first.push(Sentence { document: name.clone(), line: place.line, column: place.column, before, marked, after });
                    found.keep(self.most);
                }
            }
        }
    }

    /// Adds what another of the same level gathered.
    pub fn merge(&mut self, other: Self) {
        for (edge, more) in other.found {
            let found = self.found.entry(edge).or_default();
            found.places += more.places;
            found.first.extend(more.first);
            found.keep(self.most);
        }
    }

    pub(in crate::render) fn of(&self, source: &Id, target: &Id) -> Option<&Found> {
        // The keys are shared text: to ask with them copies nothing.
        self.found.get(&(source.clone(), target.clone()))
    }
}

impl Found {
    fn keep(&mut self, most: usize) {
        self.first.sort();
        self.first.dedup();
        self.first.truncate(most);
    }
}

/// The sentence around `mark` in three, each with single spaces, shortened at its outer ends.
fn cut(text: &str, mark: Span) -> (String, String, String) {
    let whole = sentence(text, mark);
    let before = plain(text.get(whole.start.min(mark.start)..mark.start).unwrap_or_default());
    let after = plain(text.get(mark.end..whole.end.max(mark.end)).unwrap_or_default());
    let marked = plain(text.get(mark.range()).unwrap_or_default());
    let long = before.chars().count().saturating_sub(SIDE);
    let before = if long > 0 {
        let rest: String = before.chars().skip(long).collect();
        format!("… {}", rest.split_once(' ').map_or(rest.as_str(), |(_, words)| words))
    } else {
        before
    };
    let after = if after.chars().count() > SIDE {
        let rest: String = after.chars().take(SIDE).collect();
        format!("{} …", rest.rsplit_once(' ').map_or(rest.as_str(), |(words, _)| words))
    } else {
        after
    };
    (before, marked, after)
}

/// White space as single spaces, kept at the ends.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            plain.push(c);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verwijs;

    #[test]
    fn the_first_sentences_are_kept_in_any_order() {
        let engine = Verwijs::new();
        let text = "Eerst dit. Zie art. 3 van de\nAlgemene wet bestuursrecht. Ook de Awb zegt het. En weer de Awb.";
        let document = |name: &str| {
            let mut document = Document::from_text(text).with_own("kst-32175-64");
            document.name = name.to_owned();
            document
        };
        let gather = |names: &[&str]| {
            let mut all = Sentences::new(Level::Document, 2);
            for name in names {
                let mut part = Sentences::new(Level::Document, 2);
                part.add(&document(name), &engine.extract_document(&document(name)));
                all.merge(part);
            }
            all
        };
        let (there, back) = (gather(&["a", "b"]), gather(&["b", "a"]));
        let ids = (Id::new("kst-32175-64"), Id::new("BWBR0005537"));
        let found = there.of(&ids.0, &ids.1).unwrap();
        assert_eq!(Some(found), back.of(&ids.0, &ids.1));
        assert_eq!(found.places, 6);
        let found = &found.first;
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].before.as_str(), found[0].marked.as_str(), found[0].after.as_str()), ("Zie ", "art. 3 van de Algemene wet bestuursrecht", "."));
        assert_eq!((&*found[1].document, found[1].before.as_str()), ("a", "Ook de "));
    }
}
