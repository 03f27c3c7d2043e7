//! The groups of words that the article parser and the resolver of laws look for, from `grammar/law.toml`.

use regex::Regex;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// What the groups mean stands beside them in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    pub and: Vec<String>,
    pub and_again: Vec<String>,
    pub and_the: Vec<String>,
    pub and_by: Vec<String>,
    pub as_well: Vec<String>,
    pub beside: Vec<String>,
    pub instead: Vec<String>,
    pub annexed_to: Vec<String>,
    pub behind_and: Vec<String>,
    pub up_to: Vec<String>,
    pub the: Vec<String>,
    pub genitive: Vec<String>,
    pub of_article: Vec<String>,
    pub old_genitive: Vec<String>,
    pub of_day: Vec<String>,
    pub lead_to_lid: Vec<String>,
    pub ordinal_end: Vec<String>,
    pub several_leden: Vec<String>,
    pub further_below: Vec<String>,
    pub last_words: Vec<String>,
    pub last_of_list: Vec<String>,
    pub right_before: Vec<String>,
    pub old_or_new: Vec<String>,
    pub version: Vec<String>,
    pub comma_old: Vec<String>,
    pub of_signs: Vec<String>,
    pub percent: Vec<String>,
    pub half_word: Vec<String>,
    pub defines: Vec<String>,
    pub called: Vec<String>,
    pub except: Vec<String>,
    pub clause: Vec<String>,
    pub bare_clause: Vec<String>,
    pub article_stem: String,
    pub articles_stem: String,
    pub aside: String,
    pub before_articles: Vec<String>,
    pub in_particular: Vec<String>,
    pub applied: Vec<String>,
    pub applying: Vec<String>,
    pub link: Vec<String>,
    pub joined: Vec<String>,
    pub in_its_state: Vec<String>,
    pub apart: Vec<String>,
    pub named_at: Vec<String>,
    pub before_bare_number: Vec<String>,
    pub takes_effect: Vec<String>,
    pub taking_effect: Vec<String>,
    pub remark: Vec<String>,
    pub english: Vec<String>,
    pub before_number: Vec<String>,
    pub ex_number: Vec<String>,
    pub of_circular: Vec<String>,
    pub before_bijlage: Vec<String>,
    pub own_bijlage: Vec<String>,
    pub that_bijlage: Vec<String>,
    pub belonging: Vec<String>,
    pub title_goes_on: Vec<String>,
    pub title_noun: Vec<String>,
    pub law_ending: Vec<String>,
    pub legislation: Vec<String>,
    pub predicate: Vec<String>,
    pub other_rules: Vec<String>,
    pub other_articles: Vec<String>,
    pub adjective_end: Vec<String>,
    pub no_rules: Vec<String>,
    pub no_title: Vec<String>,
    pub municipality: Vec<String>,
    pub thereof: Vec<String>,
    pub misread: Vec<String>,
    pub french: Vec<String>,
    pub french_this: Vec<String>,
    pub compound: Vec<String>,
    pub common: Vec<String>,
    pub neuter: Vec<String>,
    pub common_gender: Vec<String>,
    pub wet: Vec<String>,
    pub old_style: Vec<String>,
    pub nowhere: Vec<String>,
    pub any: Vec<String>,
    pub of_state: Vec<String>,
    pub state_behind: Vec<String>,
    pub with_bracket: Vec<String>,
    pub ahead: Vec<String>,
    pub looks_at: Vec<String>,
    pub decree: Vec<String>,
    pub decision: Vec<String>,
    pub becomes_law: Vec<String>,
    pub of_budget: Vec<String>,
    pub of_itself: Vec<String>,
    pub cited_as: Vec<String>,
    pub dated: Vec<String>,
    pub set_by: Vec<String>,
    pub budget: Vec<String>,
    pub enacts: Vec<String>,
    pub changes: Vec<String>,
    pub alters: Vec<String>,
    pub altered: Vec<String>,
    pub cited_by_number: Vec<String>,
    pub lid_of: Vec<String>,
    pub of_bill: Vec<String>,
    pub gazette: Vec<String>,
    pub in_passing: Vec<String>,
    pub quoting: Vec<String>,
    pub based: Vec<String>,
    pub body: Vec<String>,
    pub person: Vec<String>,
    pub surname: Vec<String>,
    pub purpose: Vec<String>,
    pub founds: Vec<String>,
    pub repeated: Vec<String>,
    pub does: Vec<String>,
    pub plain: Vec<String>,
    pub amending: Vec<String>,
    pub means: Vec<String>,
    pub site: Vec<String>,
    pub site_end: Vec<String>,
    pub verb: Vec<String>,
    pub rule: Vec<String>,
    pub of_letters: Vec<String>,
    pub of_files: Vec<String>,
    pub annex_of: Vec<String>,
    pub introduction: Vec<String>,
    pub no_alias: Vec<String>,
    pub file_number: Vec<String>,
    pub behind_articles: Vec<String>,
    pub publication: Vec<String>,
    pub tax_treaty: String,
    pub treaty_with: Vec<String>,
    pub treaty_parties: Vec<String>,
    pub treaty_purpose: Vec<String>,
    pub treaty_taxes: Vec<String>,
    pub treaty_income: String,
    pub treaty_other_taxes: Vec<String>,
    pub amends: Vec<String>,
    pub on_account: Vec<String>,
    pub body_for: Vec<String>,
    pub annexes: Vec<String>,
    pub approves: Vec<String>,
    pub approval: Vec<String>,
    pub new_law: Vec<String>,
    pub articles_of: Vec<String>,
    pub article: Vec<String>,
    pub articles_short: Vec<String>,
    pub guide: Vec<String>,
    pub decides: Vec<String>,
    pub of_own: Vec<String>,
    pub as_amended: Vec<String>,
    pub in_respect: Vec<String>,
    pub of_another_body: Vec<String>,
    pub printed: Vec<String>,
    pub european: Vec<String>,
    pub heads_proposal: Vec<String>,
    pub proposed: Vec<String>,
    pub no_policy: Vec<String>,
    pub out_of: Vec<String>,
    pub called_it: Vec<String>,
    pub wet_first: Vec<String>,
    pub of_body: Vec<String>,
    pub old_about: Vec<String>,
    pub guide_noun: Vec<String>,
    pub treaty_titled: Vec<String>,
    pub treaty_in_capitals: Vec<String>,
    pub treaty_goes_on: Vec<String>,
    pub made_in: Vec<String>,
    pub made: Vec<String>,
    pub made_by: String,
    /// Each with the nouns that stand for a treaty of that kind.
    pub treaty: BTreeMap<String, Vec<String>>,
    /// Each with the nouns that say the same of a treaty.
    pub treaty_same: BTreeMap<String, Vec<String>>,
}

/// How the articles of laws are numbered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbering {
    /// The house of the Staten-Generaal whose rules of procedure a law is.
    pub house: BTreeMap<String, String>,
    /// With a colon behind the chapter.
    pub colon: Vec<String>,
    /// With whole numbers: what stands behind a dot is a lid.
    pub whole: Vec<String>,
    /// With one dot behind the chapter: what stands behind a second one is a lid.
    pub dotted: Vec<String>,
    /// With a capital letter that says which part of a circular it is, each with that part's identifier.
    pub lettered: BTreeMap<String, String>,
    /// With parts that are cited by their titles, "het Deel Gedragstoezicht financiële markten", each with its number.
    pub titled: BTreeMap<String, BTreeMap<String, String>>,
    /// Of which a year behind the name tells a state: "de Grondwet van 1848".
    pub states: Vec<String>,
    /// The noun that hardly ever stands for one of them: "die wet".
    pub state_noun: String,
}

/// How words behind a citation tell the day of the state that it means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    pub begins: Vec<String>,
    pattern: String,
    #[serde(skip)]
    compiled: OnceLock<Regex>,
}

impl State {
    /// The pattern, compiled when it is first asked for.
    pub fn pattern(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.pattern).expect("our own law.toml is checked by a test"))
    }
}

impl Phrases {
    /// Where the first of `group` that `text` begins with ends.
    pub fn at(group: &[String], text: &str) -> Option<usize> {
        let first = text.as_bytes().first()?;
        group.iter().find(|phrase| phrase.as_bytes().first() == Some(first) && text.as_bytes().starts_with(phrase.as_bytes())).map(String::len)
    }

    /// Whether one of `group` stands right before the end of `text`.
    pub fn ends(group: &[String], text: &str) -> bool {
        group.iter().any(|phrase| text.ends_with(phrase.as_str()))
    }

    /// What stands before the one of `group` that `text` ends with.
    pub fn before<'t>(group: &[String], text: &'t str) -> Option<&'t str> {
        group.iter().find_map(|phrase| text.strip_suffix(phrase.as_str()))
    }

    /// Whether `word` is one of `group`, where that has spaces around it.
    pub fn is_word(group: &[String], word: &str) -> bool {
        group.iter().any(|phrase| phrase.trim() == word)
    }

    /// What stands behind the article of `the` that `name` may begin with. No name begins with a digit: "the 1988 Convention".
    pub fn behind_the<'t>(the: &[String], name: &'t str) -> &'t str {
        let behind = Self::at(the, name).map(|end| &name[end..]);
        behind.filter(|behind| !behind.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(name)
    }

    /// What stands before the article of `the` that `text` may end with, without the space behind it.
    pub fn before_the<'t>(the: &[String], text: &'t str) -> &'t str {
        the.iter().find_map(|article| text.strip_suffix(article.trim_end())).unwrap_or(text)
    }

    /// Whether one of `group` stands in `text`.
    pub fn within(group: &[String], text: &str) -> bool {
        group.iter().any(|phrase| memchr::memmem::find(text.as_bytes(), phrase.as_bytes()).is_some())
    }

    /// Whether `word` is one of `group`.
    pub fn is(group: &[String], word: &str) -> bool {
        group.iter().any(|phrase| phrase == word)
    }
}
