//! The papers that a document names, for citations that leave a part out: "datzelfde Kamerstuk", "stuk nr. 253".

use crate::{grammar::Grammar, id::Kamerstuk, recognise::RuleMatch, span::Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// A paper or dossier as some words of the document name it in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paper {
    span: Span,
    pub dossier: String,
    pub suffix: Option<String>,
    pub house: Option<String>,
    pub session: Option<String>,
    pub numbers: Vec<String>,
    /// Whether the number stands first, as it does where a motion gets it: "nr. 253 (29538)".
    motion: bool,
}

/// The papers that a document names, by place. What is asked of all of them is gathered once, when it is first
/// asked for: a debate asks as often as it names papers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Papers {
    named: Vec<Paper>,
    /// The document itself, where it is a paper.
    own: Option<Paper>,
    /// Those that have a number, by place.
    by_number: OnceCell<FxHashMap<String, Vec<usize>>>,
    dossiers: OnceCell<FxHashSet<String>>,
    /// The one dossier in which motions are numbered.
    motions: OnceCell<Option<usize>>,
    /// For each number the one dossier that papers beside it are of.
    beside: OnceCell<FxHashMap<u32, Option<usize>>>,
}

/// How far behind a paper a citation without a dossier may still continue it.
const ADJACENT: usize = 24;
/// How far before it the paper may stand that "datzelfde Kamerstuk" means.
const REACH: usize = 2000;

impl Papers {
    /// Those that the rules read with their dossier.
    pub fn read(grammar: &Grammar, matches: &[RuleMatch], own: Option<&str>) -> Self {
        let mut named = Vec::new();
        for found in matches {
            let rule = &grammar.rules[found.rule];
            if rule.resolver.as_deref() != Some("kamerstuk") || rule.option("weak").is_some() {
                continue;
            }
            for (index, group) in found.groups.iter().enumerate() {
                let Some(dossier) = found.values(index, "dossier").first() else { continue };
                let text = |field: &str| found.value(rule, index, field).map(str::to_owned);
                let motion = group.values("number").first().is_some_and(|number| number.span.end <= dossier.span.start);
                let numbers = group.values("number").iter().chain(group.values("letter")).map(|v| v.text.clone()).collect();
                named.push(Paper {
                    span: group.span,
                    dossier: dossier.text.clone(),
                    suffix: text("suffix"),
                    house: text("house"),
                    session: text("session"),
                    numbers,
                    motion,
                });
            }
        }
        Self { named, own: own.and_then(paper), ..Self::default() }
    }

    /// Whether the document names the dossier elsewhere, in words that can mean nothing else.
    pub fn name_dossier(&self, dossier: &str) -> bool {
        self.dossiers.get_or_init(|| self.named.iter().chain(&self.own).map(|p| p.dossier.clone()).collect()).contains(dossier)
    }

    /// Whether the document itself is a paper of the dossier.
    pub fn is_of(&self, dossier: &str) -> bool {
        self.own.as_ref().is_some_and(|p| p.dossier == dossier)
    }

    /// The last one named before `at`, not too far from it.
    pub fn before(&self, at: usize) -> Option<&Paper> {
        let before = self.named.partition_point(|p| p.span.end <= at);
        self.named[..before].last().filter(|p| at - p.span.end <= REACH)
    }

    /// The one that ends just before `at`: what begins there continues it.
    pub fn adjacent(&self, at: usize) -> Option<&Paper> {
        self.before(at).filter(|p| at - p.span.end <= ADJACENT)
    }

    /// The one of this number: named before `at`, else after it; where none is named, a paper of the document's own
    /// dossier or of the one in which a debate numbers its motions ("Zij krijgt nr. 253 (29538)").
    pub fn numbered(&self, number: &str, at: usize) -> Option<&Paper> {
        let with = || {
            let places = self.by_number.get_or_init(|| self.by_number()).get(number)?;
            let before = places.partition_point(|i| self.named[*i].span.end <= at);
            self.named.get(places[before.saturating_sub(1)])
        };
        with().or(self.own.as_ref()).or_else(|| self.of_motions()).or_else(|| self.beside(number))
    }

    fn by_number(&self) -> FxHashMap<String, Vec<usize>> {
        let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, number) in self.named.iter().enumerate().flat_map(|(i, paper)| paper.numbers.iter().map(move |number| (i, number))) {
            places.entry(number.clone()).or_default().push(i);
        }
        places
    }

    /// Where a debate names motions of one dossier only with numbers beside this one, that dossier: "(30872, nr. 183)"
    /// tells of "stuk nr. 181".
    fn beside(&self, number: &str) -> Option<&Paper> {
        const FIRST: u32 = 10;
        let wanted: u32 = number.parse().ok().filter(|n| *n >= FIRST)?;
        self.beside.get_or_init(|| self.beside_each()).get(&wanted).copied().flatten().map(|i| &self.named[i])
    }

    /// For each number beside one that is named the paper named first with such a number, if all are of its dossier.
    fn beside_each(&self) -> FxHashMap<u32, Option<usize>> {
        const BESIDE: u32 = 15;
        let mut first: FxHashMap<u32, Option<usize>> = FxHashMap::default();
        let mut seen: FxHashSet<(u32, &str, Option<&str>)> = FxHashSet::default();
        for (i, paper) in self.named.iter().enumerate() {
            for number in paper.numbers.iter().filter_map(|n| n.parse::<u32>().ok()) {
                if !seen.insert((number, &paper.dossier, paper.suffix.as_deref())) {
                    continue;
                }
                for beside in number.saturating_sub(BESIDE)..=number.saturating_add(BESIDE) {
                    let known = first.entry(beside).or_insert(Some(i));
                    *known = known.filter(|first| self.named[*first].is_of_dossier(paper));
                }
            }
        }
        first
    }

    /// The one dossier in which the document's motions are numbered.
    fn of_motions(&self) -> Option<&Paper> {
        let one = || {
            let mut motions = self.named.iter().enumerate().filter(|(_, p)| p.motion);
            let (at, first) = motions.next()?;
            motions.all(|(_, p)| p.is_of_dossier(first)).then_some(at)
        };
        self.motions.get_or_init(one).map(|i| &self.named[i])
    }
}

impl Paper {
    /// Whether both are of one dossier.
    fn is_of_dossier(&self, other: &Self) -> bool {
        self.dossier == other.dossier && self.suffix == other.suffix
    }
}

fn paper(own: &str) -> Option<Paper> {
    let paper: Kamerstuk = own.parse().ok()?;
    let session = paper.session().map(|s| s.to_string());
    Some(Paper {
        span: Span::new(0, 0),
        dossier: paper.dossier().number().to_owned(),
        suffix: paper.dossier().suffix().map(str::to_owned),
        house: session.is_some().then(|| "ek".to_owned()),
        session,
        numbers: Vec::new(),
        motion: false,
    })
}
