//! Who cited something over time.

use super::{
    Filter, Row,
    cites::{scopes, within},
    corpus::{Corpus, Scan, Want, names},
};
use crate::{graph::Level, id::Id};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A year in which something was cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Year {
    /// The year; of a document that only tells its session, the one that the session begins in. None: undated.
    pub year: Option<u32>,
    /// How many documents cite it.
    pub documents: usize,
    /// How often they do.
    pub citations: usize,
    /// The documents.
    pub ids: BTreeSet<Id>,
}

impl Row for Year {
    const COLUMNS: &'static [&'static str] = &["year", "documents", "citations", "ids"];

    fn cells(&self) -> Vec<String> {
        let ids: Vec<&str> = self.ids.iter().map(Id::as_str).collect();
        let year = self.year.map_or_else(|| "undated".to_owned(), |y| y.to_string());
        vec![year, self.documents.to_string(), self.citations.to_string(), ids.join(" ")]
    }
}

/// How often one of `ids`, or a part of it, was cited in each year; undated documents last.
///
/// # Errors
/// What the corpus gives.
pub fn history<C: Corpus + ?Sized>(corpus: &C, ids: &[Id], filter: &Filter, level: Level) -> Result<Vec<Year>, C::Error> {
    let scopes = scopes(ids);
    let mut years: BTreeMap<(bool, u32), Year> = BTreeMap::new();
    corpus.read(&Want::of(Scan::Naming(scopes.clone())), &mut |mut reading| {
        if !filter.keeps(&mut reading) {
            return;
        }
        for mention in reading.citations.iter().filter(|m| m.counts()) {
            let own = mention.source(level, &reading.id);
            let named = mention.targets.iter().filter(|t| names(&scopes, t) && level.target(&t.id).is_none_or(|t| t != own));
            let count = named.count();
            if count == 0 || within(&scopes, &own) {
                continue;
            }
            let year = reading.date.map(crate::Period::year);
            let row =
                years.entry((year.is_none(), year.unwrap_or_default())).or_insert_with(|| Year { year, documents: 0, citations: 0, ids: BTreeSet::new() });
            row.citations += count;
            row.ids.insert(own);
            row.documents = row.ids.len();
        }
    })?;
    Ok(years.into_values().collect())
}
