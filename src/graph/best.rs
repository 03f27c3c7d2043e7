//! Which sources are of one document, and which of them counts.

use crate::{
    document::Document,
    engine::{Extraction, Verwijs},
    id::{Id, tweede_kamer_kind},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{cmp::Ordering, collections::BTreeSet};

/// What tells of a source which document it is of, and how good it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sighting {
    /// What was lost on the way, [`Document::loss`]: 0 is a line of a corpus.
    pub loss: u8,
    /// The document's identifier.
    pub own: Option<Id>,
    /// Its other identifiers.
    pub others: Vec<Id>,
    /// Its day and the first of its words, as a number; none where they would tell too little.
    pub opening: Option<u64>,
    /// Of sources as good as each other the first by path counts.
    pub path: String,
}

/// The document that several sources are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// Its identifier; none where it shows none.
    pub id: Option<Id>,
    /// The other identifiers that its sources know.
    pub others: Vec<Id>,
}

/// Lets through what was made of each document, once: of a document that comes as XML, HTML and PDF what
/// was made of the XML, in whatever order they come.
///
/// Sources are of one document where they have the same identifier, or one has another identifier of it
/// that the other has; and where one of them has no official identifier, or only the number that papers
/// have in the Tweede Kamer, and both are of the same day and begin with the same words. Lines of a corpus
/// go through at once, for they may be parts of one document; the others wait for [`rest`](Self::rest).
///
/// ```
/// use verwijs::{Best, Id, Sighting};
///
/// let source = |loss, own, others: &[&str]| {
///     let mut sighting = Sighting::default();
///     sighting.loss = loss;
///     sighting.own = Some(Id::new(own));
///     sighting.others = others.iter().map(|id| Id::new(id)).collect();
///     sighting
/// };
/// let mut best = Best::default();
/// assert_eq!(best.offer(source(3, "2018D54210", &[]), "letter.docx"), None);
/// assert_eq!(best.offer(source(1, "kst-32175-64", &["2018D54210"]), "paper.xml"), None);
/// let (made, standing) = best.rest().next().unwrap();
/// assert_eq!((made, standing.id), ("paper.xml", Some(Id::new("kst-32175-64"))));
/// ```
#[derive(Debug, Clone)]
pub struct Best<T> {
    /// The documents of which lines of a corpus went through.
    through: FxHashSet<Id>,
    /// What was made of a source is dropped once another with its identifier is better.
    held: Vec<(Sighting, Option<T>)>,
    /// The best so far of those with an identifier.
    best: FxHashMap<Id, usize>,
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self { through: FxHashSet::default(), held: Vec::new(), best: FxHashMap::default() }
    }
}

impl Sighting {
    /// What tells of a document that was read just now which one it is.
    pub fn of(document: &Document<'_>, extraction: &Extraction, verwijs: &Verwijs) -> Self {
        let loss = document.loss();
        let own = extraction.own.clone();
        let opening = if loss > 0 && own.as_ref().is_none_or(may_be_a_paper) {
            super::opening::of(document, verwijs.identify(document).metadata.date.as_deref())
        } else {
            None
        };
        let path = document.path.clone().unwrap_or_default();
        Self { loss, own, others: extraction.others.clone(), opening, path }
    }

    /// Whether another source may tell more of its document, or be a better one of it.
    pub const fn waits(&self) -> bool {
        self.loss > 0 && (self.own.is_some() || self.opening.is_some())
    }

    /// The better first; folder by folder, as they are walked.
    fn order(&self, other: &Self) -> Ordering {
        let folder_first = |byte: u8| if byte == b'/' { 1 } else { byte };
        self.loss.cmp(&other.loss).then_with(|| self.path.bytes().map(folder_first).cmp(other.path.bytes().map(folder_first)))
    }
}

/// Whether it is an identifier of papers of parliament, which are sent round before they have one.
fn may_be_a_paper(id: &Id) -> bool {
    is_number(id) || ["kst-", "ah-", "blg-", "kv-", "nds-"].iter().any(|prefix| id.as_str().starts_with(prefix))
}

/// Whether it is a number that a paper has in the Tweede Kamer beside its own.
fn is_number(id: &Id) -> bool {
    tweede_kamer_kind(id.as_str()).is_some()
}

impl<T> Best<T> {
    /// What was made of a source: back at once where nothing can be better.
    pub fn offer(&mut self, sighting: Sighting, made: T) -> Option<T> {
        if sighting.waits() {
            let here = self.held.len();
            self.held.push((sighting, Some(made)));
            if let Some(own) = self.held[here].0.own.clone() {
                let best = self.best.entry(own).or_insert(here);
                if *best != here {
                    let better = self.held[here].0.order(&self.held[*best].0).is_lt();
                    let worse = if better { std::mem::replace(best, here) } else { here };
                    self.held[worse].1 = None;
                }
            }
            return None;
        }
        self.through.extend(sighting.own);
        Some(made)
    }

    /// What waited and was not bettered, and which document it is of.
    pub fn rest(self) -> impl Iterator<Item = (T, Standing)> {
        let sightings: Vec<&Sighting> = self.held.iter().map(|(sighting, _)| sighting).collect();
        let mut standings: Vec<Option<Standing>> = vec![None; sightings.len()];
        for group in groups(&sightings, |id| self.through.contains(id)) {
            if let Some(best) = group.best {
                standings[best] = Some(group.standing);
            }
        }
        self.held.into_iter().zip(standings).filter_map(|((_, made), standing)| Some((made?, standing?)))
    }
}

/// Sources of one document.
pub(crate) struct Group {
    pub members: Vec<usize>,
    /// The one that counts; none where a line of a corpus does.
    pub best: Option<usize>,
    pub standing: Standing,
}

/// The sources that wait, by the documents that they are of; `through` tells of which there are lines of a corpus.
/// Nothing hangs on the order of the sources, but which of two with the same rank comes first.
pub(crate) fn groups(sightings: &[&Sighting], through: impl Fn(&Id) -> bool) -> Vec<Group> {
    let mut sets = Sets((0..sightings.len()).collect());
    let mut owners: FxHashMap<&Id, usize> = FxHashMap::default();
    for (at, own) in sightings.iter().enumerate().filter_map(|(at, s)| Some((at, s.own.as_ref()?))) {
        let first = *owners.entry(own).or_insert(at);
        sets.join(first, at);
    }
    for (at, sighting) in sightings.iter().enumerate() {
        // A source without an identifier of its own does not name others as the same.
        let others = sighting.others.iter().filter(|_| sighting.own.is_some());
        others.filter_map(|other| owners.get(other)).for_each(|owner| sets.join(*owner, at));
    }
    join_by_opening(sightings, &mut sets);
    let mut order: Vec<usize> = (0..sightings.len()).collect();
    order.sort_by(|a, b| sightings[*a].order(sightings[*b]).then(a.cmp(b)));
    let mut at: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    for member in order {
        let group = *at.entry(sets.root(member)).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Group { members: Vec::new(), best: Some(member), standing: Standing::default() });
        }
        groups[group].members.push(member);
    }
    for group in &mut groups {
        stand(group, sightings, &through);
    }
    groups
}

/// Works out which document a group is.
fn stand(group: &mut Group, sightings: &[&Sighting], through: &impl Fn(&Id) -> bool) {
    let members = || group.members.iter().map(|at| sightings[*at]);
    let own = || members().filter_map(|s| s.own.as_ref());
    // A source without an identifier of its own has others that are not sure to be of it.
    let known = own().next().is_some();
    let all: BTreeSet<&Id> = members().filter(|s| s.own.is_some() || !known).flat_map(|s| s.own.iter().chain(&s.others)).collect();
    let in_corpus = all.iter().find(|id| known && through(id)).copied();
    if in_corpus.is_some() {
        group.best = None;
    }
    let id = in_corpus.or_else(|| own().find(|id| !is_number(id))).or_else(|| own().next());
    group.standing = Standing { id: id.cloned(), others: all.into_iter().filter(|other| Some(*other) != id).cloned().collect() };
}

/// Joins sources that open alike, where they have no more than one identifier and one number among them.
fn join_by_opening(sightings: &[&Sighting], sets: &mut Sets) {
    let mut alike: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, opening) in sightings.iter().enumerate().filter_map(|(at, s)| Some((at, s.opening?))) {
        alike.entry(opening).or_default().push(at);
    }
    let mut joined: Vec<Vec<usize>> = Vec::new();
    for group in alike.into_values().filter(|group| group.len() > 1) {
        let mut known: [FxHashSet<usize>; 2] = Default::default();
        for (at, own) in group.iter().filter_map(|at| Some((*at, sightings[*at].own.as_ref()?))) {
            known[usize::from(is_number(own))].insert(sets.root(at));
        }
        let [papers, numbers] = known;
        let numbers = numbers.difference(&papers).count();
        if papers.len() <= 1 && numbers <= 1 && papers.len() + numbers > 0 {
            joined.push(group);
        }
    }
    for group in joined {
        group.iter().for_each(|at| sets.join(group[0], *at));
    }
}

/// Sets that grow together; each is known by its first member.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(loss: u8, own: &str, others: &[&str], opening: u64) -> Sighting {
        Sighting {
            loss,
            own: (!own.is_empty()).then(|| Id::new(own)),
            others: others.iter().map(|id| Id::new(id)).collect(),
            opening: (opening > 0).then_some(opening),
            path: String::new(),
        }
    }

    /// What comes through of these sources in every order, by the loss of each, with the identifier of its document.
    fn through(sources: &[Sighting]) -> Vec<(u8, String)> {
        let mut known: Option<Vec<(u8, String)>> = None;
        for turn in 0..sources.len() {
            for reversed in [false, true] {
                let mut order: Vec<&Sighting> = sources[turn..].iter().chain(&sources[..turn]).collect();
                if reversed {
                    order.reverse();
                }
                let mut best = Best::default();
                let mut found: Vec<(u8, String)> = Vec::new();
                for source in order {
                    found.extend(best.offer(source.clone(), source.loss).map(|loss| (loss, String::new())));
                }
                found.extend(best.rest().map(|(loss, standing)| (loss, standing.id.map(|id| id.to_string()).unwrap_or_default())));
                found.sort();
                assert!(known.as_ref().is_none_or(|k| *k == found), "{known:?} {found:?}");
                known = Some(found);
            }
        }
        known.unwrap()
    }

    fn counts(loss: u8, id: &str) -> (u8, String) {
        (loss, id.to_owned())
    }

    #[test]
    fn what_is_best_counts_in_any_order() {
        let sources = [4, 1, 2, 5].map(|loss| source(loss, "kst-1-2", &[], 0));
        assert_eq!(through(&sources), [counts(1, "kst-1-2")]);
        let mut by_path = Best::default();
        for path in ["in/b.xml", "in.d/a.xml", "in/a.xml"] {
            by_path.offer(Sighting { path: path.to_owned(), ..source(1, "kst-1-2", &[], 0) }, path);
        }
        assert_eq!(by_path.rest().map(|(path, _)| path).collect::<Vec<_>>(), ["in/a.xml"]);
    }

    #[test]
    fn lines_of_one_document_all_count() {
        let line = || source(0, "kst-1-2", &[], 0);
        assert_eq!(through(&[line(), line(), source(1, "kst-1-2", &[], 0)]), [counts(0, ""), counts(0, "")]);
    }

    #[test]
    fn one_paper_under_two_identifiers_is_one() {
        let number = |loss| source(loss, "2018D54210", &[], 0);
        assert_eq!(through(&[number(3), source(1, "kst-1-2", &["2018D54210"], 0)]), [counts(1, "kst-1-2")]);
        // The better source may know less of its identifiers than the worse.
        assert_eq!(through(&[number(1), source(4, "kst-1-2", &["2018D54210"], 0), number(2)]), [counts(1, "kst-1-2")]);
    }

    #[test]
    fn the_same_words_of_the_same_day_are_one_paper() {
        assert_eq!(through(&[source(3, "2018D54210", &[], 7), source(1, "kst-1-2", &[], 7)]), [counts(1, "kst-1-2")]);
        assert_eq!(through(&[source(3, "", &[], 7), source(4, "kst-1-2", &[], 7)]), [counts(3, "kst-1-2")]);
        // Two papers with an identifier are two, whatever they say, and one that is like both is neither.
        let three = through(&[source(1, "kst-1-2", &[], 7), source(2, "kst-1-3", &[], 7), source(3, "", &[], 7)]);
        assert_eq!(three, [counts(1, "kst-1-2"), counts(2, "kst-1-3"), counts(3, "")]);
        // Two without any identifier may be letters to two people.
        assert_eq!(through(&[source(3, "", &[], 7), source(4, "", &[], 7)]), [counts(3, ""), counts(4, "")]);
    }
}
