//! The papers that a document names, for citations that leave a part out: "datzelfde Kamerstuk", "stuk nr. 253".

use crate::{grammar::Grammar, id::Kamerstuk, recognise::RuleMatch, span::Span};

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

/// The papers that a document names, by place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Papers {
    named: Vec<Paper>,
    /// The document itself, where it is a paper.
    own: Option<Paper>,
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
            if rule.resolver.as_deref() != Some("kamerstuk") || rule.set.contains_key("weak") {
                continue;
            }
            for (index, group) in found.groups.iter().enumerate() {
                let Some(dossier) = found.values(index, "dossier").first() else { continue };
                let text = |field: &str| found.value(rule, index, field).map(str::to_owned);
                let numbers = group.values("number").iter().chain(group.values("letter")).map(|v| v.text.clone()).collect();
                named.push(Paper {
                    span: group.span,
                    dossier: dossier.text.clone(),
                    suffix: text("suffix"),
                    house: text("house"),
                    session: text("session"),
                    numbers,
                    motion: rule.name == "number-first",
                });
            }
        }
        Self { named, own: own.and_then(paper) }
    }

    /// Whether the document names the dossier elsewhere, in words that can mean nothing else.
    pub fn name_dossier(&self, dossier: &str) -> bool {
        self.named.iter().chain(&self.own).any(|p| p.dossier == dossier)
    }

    /// Whether the document itself is a paper of the dossier.
    pub fn is_of(&self, dossier: &str) -> bool {
        self.own.as_ref().is_some_and(|p| p.dossier == dossier)
    }

    /// The last one named before `at`, not too far from it.
    pub fn before(&self, at: usize) -> Option<&Paper> {
        self.named.iter().rev().find(|p| p.span.end <= at).filter(|p| at - p.span.end <= REACH)
    }

    /// The one that ends just before `at`: what begins there continues it.
    pub fn adjacent(&self, at: usize) -> Option<&Paper> {
        self.before(at).filter(|p| at - p.span.end <= ADJACENT)
    }

    /// The one of this number: named before `at`, else after it; where none is named, a paper of the document's own
    /// dossier or of the one in which a debate numbers its motions ("Zij krijgt nr. 253 (29538)").
    pub fn numbered(&self, number: &str, at: usize) -> Option<&Paper> {
        let has = |p: &&Paper| p.numbers.iter().any(|n| n == number);
        let before = self.named.iter().rev().filter(|p| p.span.end <= at).find(has);
        before.or_else(|| self.named.iter().find(has)).or(self.own.as_ref()).or_else(|| self.of_motions()).or_else(|| self.beside(number))
    }

    /// Where a debate names motions of one dossier only with numbers beside this one, that dossier: "(30872, nr. 183)"
    /// tells of "stuk nr. 181".
    fn beside(&self, number: &str) -> Option<&Paper> {
        const BESIDE: u32 = 15;
        const FIRST: u32 = 10;
        let wanted: u32 = number.parse().ok().filter(|n| *n >= FIRST)?;
        let near = |p: &&Paper| p.numbers.iter().filter_map(|n| n.parse::<u32>().ok()).any(|n| n.abs_diff(wanted) <= BESIDE);
        let mut papers = self.named.iter().filter(near);
        let first = papers.next()?;
        papers.all(|p| p.dossier == first.dossier && p.suffix == first.suffix).then_some(first)
    }

    /// The one dossier in which the document's motions are numbered.
    fn of_motions(&self) -> Option<&Paper> {
        let mut motions = self.named.iter().filter(|p| p.motion);
        let first = motions.next()?;
        motions.all(|p| p.dossier == first.dossier && p.suffix == first.suffix).then_some(first)
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
