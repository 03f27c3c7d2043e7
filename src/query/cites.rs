//! What something cites, and what cites it.

use super::{
    Filter, Row, Scope, Spot,
    corpus::{Corpus, Scan, Want, names},
    row::{first, sentences, spots, title_or},
};
use crate::{cite, engine::Verwijs, family::Family, graph::Level, id::Id, period::Period};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Something that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cited {
    /// Its identifier.
    pub id: Id,
    /// The words that a reader knows it by.
    pub label: String,
    /// Its full title, where one is known.
    pub title: Option<String>,
    /// What kind of thing it is.
    pub family: Family,
    /// How often it is cited.
    pub count: usize,
    /// Where: with the sentences all places, without them the first.
    pub places: Vec<Spot>,
}

/// Something that cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Citing {
    /// Its identifier; of a document that shows none, its name.
    pub id: Id,
    /// The words that a reader knows it by.
    pub label: String,
    /// Its full title, where one is known.
    pub title: Option<String>,
    /// When it is from.
    pub date: Option<Period>,
    /// How often it cites.
    pub count: usize,
    /// What exactly it cites, as it names it.
    pub names: BTreeSet<Id>,
    /// Where: with the sentences all places, without them the first.
    pub places: Vec<Spot>,
}

impl Row for Cited {
    const COLUMNS: &'static [&'static str] = &["count", "id", "label", "title", "family", "places"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.count.to_string(),
            self.id.to_string(),
            self.label.clone(),
            self.title.clone().unwrap_or_default(),
            self.family.to_string(),
            spots(&self.places),
        ]
    }

    const SHOWN: &'static [&'static str] = &["count", "id", "title", "first at"];

    fn shown(&self) -> Vec<String> {
        vec![self.count.to_string(), self.id.to_string(), title_or(self.title.as_deref(), &self.label), first(&self.places)]
    }

    fn quoted(&self) -> &[Spot] {
        sentences(&self.places)
    }
}

impl Row for Citing {
    const COLUMNS: &'static [&'static str] = &["count", "id", "label", "title", "date", "names", "places"];

    fn cells(&self) -> Vec<String> {
        let names: Vec<&str> = self.names.iter().map(Id::as_str).collect();
        let date = self.date.map_or_else(String::new, |d| d.to_string());
        let title = self.title.clone().unwrap_or_default();
        vec![self.count.to_string(), self.id.to_string(), self.label.clone(), title, date, names.join(" "), spots(&self.places)]
    }

    const SHOWN: &'static [&'static str] = &["count", "id", "title", "date", "names"];

    fn shown(&self) -> Vec<String> {
        let date = self.date.map_or_else(String::new, |d| d.to_string());
        let names: Vec<String> = self.names.iter().map(|id| cite::part(id).unwrap_or_else(|| id.to_string())).collect();
        vec![self.count.to_string(), self.id.to_string(), title_or(self.title.as_deref(), &self.label), date, names.join("; ")]
    }

    fn quoted(&self) -> &[Spot] {
        sentences(&self.places)
    }
}

pub(super) fn scopes(ids: &[Id]) -> Vec<Scope> {
    ids.iter().cloned().map(Scope::new).collect()
}

/// Whether an article is of a law that is asked about as a whole: what a law says of its own articles is no
/// reference to it from elsewhere.
pub(super) fn within(scopes: &[Scope], id: &Id) -> bool {
    let whole = cite::whole(id);
    scopes.iter().any(|s| *s.id() == whole)
}

/// The words that a reader knows an identifier by.
pub(super) fn label(verwijs: &Verwijs, id: &Id) -> String {
    verwijs.short(id).unwrap_or_else(|| id.to_string())
}

/// Those of which no title is known yet.
fn untitled<'r>(rows: impl Iterator<Item = (&'r Id, bool)>) -> BTreeSet<Id> {
    rows.filter(|(_, titled)| !titled).map(|(id, _)| id.clone()).collect()
}

fn wanted(scan: Scan, context: bool) -> Want {
    let want = Want::of(scan).with_words();
    if context { want.with_sentences() } else { want }
}

/// What the documents that are one of `ids`, or a part of it, cite; most often cited first.
///
/// # Errors
/// What the corpus gives.
pub fn cites<C: Corpus + ?Sized>(corpus: &C, verwijs: &Verwijs, ids: &[Id], filter: &Filter, level: Level, context: bool) -> Result<Vec<Cited>, C::Error> {
    let scopes = scopes(ids);
    let mut found: BTreeMap<Id, Cited> = BTreeMap::new();
    corpus.read(&wanted(Scan::In(scopes.clone()), context), &mut |mut reading| {
        if !filter.keeps(&mut reading) {
            return;
        }
        for mention in reading.citations.iter().filter(|m| m.counts()) {
            let own = mention.source(level, &reading.id);
            let law = cite::whole(&own);
            for target in &mention.targets {
                let Some(id) = level.target(&target.id).filter(|id| *id != own && *id != law && !within(&scopes, id)) else { continue };
                let cited = found.entry(id).or_insert_with_key(|id| Cited {
                    id: id.clone(),
                    label: label(verwijs, id),
                    title: verwijs.label(id).map(str::to_owned),
                    family: Family::name_of(id).map_or_else(|| mention.family.clone(), Family::new),
                    count: 0,
                    places: Vec::new(),
                });
                cited.count += 1;
                if context || cited.places.is_empty() {
                    cited.places.push(Spot::new(&reading, mention));
                }
            }
        }
    })?;
    let mut titles = corpus.titles(&untitled(found.values().map(|row| (&row.id, row.title.is_some()))))?;
    let mut rows: Vec<Cited> = found.into_values().collect();
    rows.iter_mut().for_each(|row| row.title = row.title.take().or_else(|| titles.remove(&row.id)));
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    Ok(rows)
}

/// What cites one of `ids`, or a part of it; who cites most often first.
///
/// # Errors
/// What the corpus gives.
pub fn cited_by<C: Corpus + ?Sized>(corpus: &C, verwijs: &Verwijs, ids: &[Id], filter: &Filter, level: Level, context: bool) -> Result<Vec<Citing>, C::Error> {
    let scopes = scopes(ids);
    let mut found: BTreeMap<Id, Citing> = BTreeMap::new();
    corpus.read(&wanted(Scan::Naming(scopes.clone()), context), &mut |mut reading| {
        if !filter.keeps(&mut reading) {
            return;
        }
        for mention in reading.citations.iter().filter(|m| m.counts()) {
            let id = mention.source(level, &reading.id);
            for target in mention.targets.iter().filter(|t| names(&scopes, t)) {
                if level.target(&target.id).is_some_and(|t| t == id) || within(&scopes, &id) {
                    continue;
                }
                let citing = found.entry(id.clone()).or_insert_with(|| Citing {
                    label: label(verwijs, &id),
                    title: verwijs.label(&id).map(str::to_owned).or_else(|| reading.title.clone()),
                    id: id.clone(),
                    date: reading.date,
                    count: 0,
                    names: BTreeSet::new(),
                    places: Vec::new(),
                });
                citing.count += 1;
                citing.names.insert(target.id.clone());
                if context || citing.places.is_empty() {
                    citing.places.push(Spot::new(&reading, mention));
                }
            }
        }
    })?;
    let mut rows: Vec<Citing> = found.into_values().collect();
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    Ok(rows)
}
