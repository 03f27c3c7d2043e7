//! Which laws a noun may stand for: "die wet", "het verdrag"; `[noun]` of `grammar/law.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What a noun says of the law that it stands for; with none of it, that the word stands in the law's title.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NounRule {
    /// The letters that the numbers of such EU acts have: "L" of a directive.
    celex: String,
    /// The kinds of Dutch laws in the register that it stands for, whatever their titles say.
    kinds: Vec<String>,
    /// Words that the titles of those kinds do not have then.
    without: Vec<String>,
    /// The kinds of which a title may have the word without being called so.
    never: Vec<String>,
    /// How the first word of a title ends that may do the same.
    never_title: Option<String>,
    /// Whether it stands for treaties, and for nothing else but EU acts of its letters.
    treaty: bool,
    /// Whether only for those whose title says so.
    titled: bool,
}

/// The rules of all nouns, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct NounRules(Vec<Option<NounRule>>);

/// A law as its noun is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labelled<'a> {
    pub id: &'a str,
    /// As the register names it; empty where it does not.
    pub kind: &'a str,
    /// The title in lower case.
    pub title: &'a str,
    /// The nouns for the kind that a treaty's title names.
    pub treaty_nouns: Option<&'a [String]>,
}

impl Labelled<'_> {
    /// Whether it is a treaty of the Dutch register or of the EU.
    pub fn is_treaty(&self) -> bool {
        self.id.starts_with("BWBV") || self.id.starts_with("12")
    }

    fn is_national(&self) -> bool {
        self.id.starts_with("BWBR") || self.id.starts_with("BWBW")
    }

    /// Whether it is an EU act whose number has one of these letters.
    fn is_act(&self, letters: &str) -> bool {
        self.id.starts_with('3') && self.id.get(5..6).is_some_and(|letter| letters.contains(letter))
    }
}

impl NounRules {
    /// The rules as they stand in the file, for `nouns` in their order.
    pub fn new(mut rules: BTreeMap<String, NounRule>, nouns: &[String]) -> Self {
        Self(nouns.iter().map(|noun| rules.remove(noun)).collect())
    }

    /// Whether the noun with this number may stand for `law`, whose title has the word where `titled`.
    pub fn fits(&self, number: usize, noun: &str, law: &Labelled<'_>, titled: bool) -> bool {
        let treaty = |needs_title: bool| law.is_treaty() && law.treaty_nouns.map_or(!needs_title, |nouns| nouns.iter().any(|of| of == noun));
        let Some(rule) = &self.0[number] else { return (law.id.starts_with("BWB") && titled) || treaty(false) };
        if rule.treaty {
            return treaty(rule.titled);
        }
        law.is_act(&rule.celex) || (law.is_national() && (rule.names(law, titled) || rule.is_of_kind(law)))
    }
}

impl NounRule {
    /// Whether a Dutch law is called so by its title.
    fn names(&self, law: &Labelled<'_>, titled: bool) -> bool {
        titled && !self.never.iter().any(|kind| kind == law.kind) && !self.is_another(law)
    }

    /// Whether a Dutch law is of a kind that is called so.
    fn is_of_kind(&self, law: &Labelled<'_>) -> bool {
        self.kinds.iter().any(|kind| kind == law.kind) && !self.without.iter().any(|word| law.title.contains(word.as_str())) && !self.is_another(law)
    }

    /// Whether the first word of its title says that it is something else, whatever its kind is in the register.
    fn is_another(&self, law: &Labelled<'_>) -> bool {
        let first = || law.title.split(' ').next().unwrap_or_default();
        self.never_title.as_ref().is_some_and(|end| first().ends_with(end.as_str()))
    }
}
