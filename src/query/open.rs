//! Citations that are not resolved, by kind.

use super::{
    Filter, Row, Spot,
    corpus::{Corpus, Scan, Want},
    row::{sentences, spots},
};
use crate::{citation::Status, family::Family, id::Id};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A kind of citation that is not resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Open {
    /// What kind of thing it names.
    pub family: Family,
    /// How far it could be resolved.
    pub status: Status,
    /// The rule that found it.
    pub rule: String,
    /// How many there are.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
    /// What they may name, the most frequent first.
    pub candidates: Vec<Id>,
    /// The first of them; with the sentences, all.
    pub places: Vec<Spot>,
}

impl Row for Open {
    const COLUMNS: &'static [&'static str] = &["count", "documents", "family", "status", "rule", "candidates", "places"];

    fn cells(&self) -> Vec<String> {
        let candidates: Vec<&str> = self.candidates.iter().map(Id::as_str).collect();
        vec![
            self.count.to_string(),
            self.documents.to_string(),
            self.family.to_string(),
            self.status.as_str().to_owned(),
            self.rule.clone(),
            candidates.join(" "),
            self.places.iter().map(|p| format!("{}:{}", p.doc, spots(std::slice::from_ref(p)))).collect::<Vec<_>>().join("\n"),
        ]
    }

    const SHOWN: &'static [&'static str] = &["count", "documents", "kind", "examples"];

    fn shown(&self) -> Vec<String> {
        let kind = format!("{}, {} ({})", self.family, self.status.as_str(), self.rule);
        let mut examples: Vec<String> = self.places.iter().take(SHOWN).map(|p| format!("{}:{}", p.doc, p.cell())).collect();
        if !self.candidates.is_empty() {
            let candidates: Vec<&str> = self.candidates.iter().map(Id::as_str).collect();
            examples.push(format!("may be {} …", candidates.join(", ")));
        }
        vec![self.count.to_string(), self.documents.to_string(), kind, examples.join("\n")]
    }

    fn quoted(&self) -> &[Spot] {
        sentences(&self.places)
    }
}

/// How many examples and candidates of a kind are given.
const SHOWN: usize = 3;

#[derive(Default)]
struct Kind {
    count: usize,
    documents: BTreeSet<String>,
    candidates: BTreeMap<Id, usize>,
    places: Vec<Spot>,
}

/// The citations of these statuses by family, status and rule, the most frequent kind first.
///
/// # Errors
/// What the corpus gives.
pub fn open<C: Corpus + ?Sized>(corpus: &C, statuses: &[Status], filter: &Filter, context: bool) -> Result<Vec<Open>, C::Error> {
    let mut kinds: BTreeMap<(Family, Status, String), Kind> = BTreeMap::new();
    let want = Want::of(Scan::With(statuses.to_vec())).with_words();
    let want = if context { want.with_sentences() } else { want };
    corpus.read(&want, &mut |mut reading| {
        if !filter.keeps(&mut reading) {
            return;
        }
        for mention in reading.citations.iter().filter(|m| !m.own) {
            let kind = kinds.entry((mention.family.clone(), mention.status, mention.rule.clone())).or_default();
            kind.count += 1;
            kind.documents.insert(reading.name.clone());
            mention.candidates.iter().for_each(|c| *kind.candidates.entry(c.id.clone()).or_default() += 1);
            if context || kind.places.len() < SHOWN {
                kind.places.push(Spot::new(&reading, mention));
            }
        }
    })?;
    let mut rows: Vec<Open> = kinds
        .into_iter()
        .map(|((family, status, rule), kind)| {
            let mut candidates: Vec<(Id, usize)> = kind.candidates.into_iter().collect();
            candidates.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let candidates = candidates.into_iter().take(SHOWN).map(|(id, _)| id).collect();
            Open { family, status, rule, count: kind.count, documents: kind.documents.len(), candidates, places: kind.places }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    Ok(rows)
}
