//! The groups of words that the article parser and the resolver of laws look for, from `grammar/law.toml`.

use super::any_of::AnyOf;
use regex::Regex;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _},
};
use std::{collections::BTreeMap, sync::OnceLock};

/// Makes the table of words and what reads it. Serde's own reader of so many fields is one function, on which the
/// optimiser works longer than on all that is left of the library.
macro_rules! table {
    ($(#[$about:meta])* pub(crate) struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut groups = Groups::new(BTreeMap::deserialize(deserializer)?);
                let table = Self { $($field: groups.take(stringify!($field)),)* };
                groups.finish().map_or(Ok(table), |wrong| Err(D::Error::custom(wrong)))
            }
        }
    };
}

/// The groups of a file that are still to be read, and what was wrong with the first that could not be.
struct Groups {
    left: BTreeMap<String, toml::Value>,
    wrong: Option<String>,
}

impl Groups {
    fn new(left: BTreeMap<String, toml::Value>) -> Self {
        Self { left, wrong: None }
    }

    /// The group of a name; an empty one where it is missing or of another type.
    #[inline(never)]
    fn take<T: DeserializeOwned + Default>(&mut self, name: &str) -> T {
        let read = match self.left.remove(name) {
            Some(group) => group.try_into().map_err(|e| format!("`{name}`: {e}")),
            None => Err(format!("`{name}` is missing")),
        };
        read.unwrap_or_else(|e| {
            self.wrong.get_or_insert(e);
            T::default()
        })
    }

    /// What was wrong, if anything: a group that could not be read, or one that nothing asked for.
    fn finish(mut self) -> Option<String> {
        let unknown = self.left.pop_first().map(|(name, _)| format!("`{name}` is no group of words"));
        self.wrong.or(unknown)
    }
}

table! {
    /// What the groups mean stands beside them in the file.
    pub(crate) struct Phrases {
        pub and: AnyOf,
        pub and_again: AnyOf,
        pub and_the: AnyOf,
        pub and_by: AnyOf,
        pub as_well: AnyOf,
        pub beside: AnyOf,
        pub instead: AnyOf,
        pub annexed_to: AnyOf,
        pub behind_and: AnyOf,
        pub up_to: AnyOf,
        pub the: AnyOf,
        pub genitive: AnyOf,
        pub of_article: AnyOf,
        pub instructions: AnyOf,
        pub article_state: AnyOf,
        pub former: AnyOf,
        pub heads_judgment: AnyOf,
        pub lists_laws: AnyOf,
        pub old_genitive: AnyOf,
        pub of_day: AnyOf,
        pub lead_to_lid: AnyOf,
        pub ordinal_end: AnyOf,
        pub several_leden: AnyOf,
        pub further_below: AnyOf,
        pub last_words: AnyOf,
        pub last_of_list: AnyOf,
        pub right_before: AnyOf,
        pub old_or_new: AnyOf,
        pub version: AnyOf,
        pub comma_old: AnyOf,
        pub of_signs: AnyOf,
        pub percent: AnyOf,
        pub half_word: AnyOf,
        pub defines: AnyOf,
        pub called: AnyOf,
        pub except: AnyOf,
        pub clause: AnyOf,
        pub bare_clause: AnyOf,
        pub article_stem: String,
        pub articles_stem: String,
        pub aside: String,
        pub before_articles: AnyOf,
        pub in_particular: AnyOf,
        pub applied: AnyOf,
        pub applying: AnyOf,
        pub link: AnyOf,
        pub joined: AnyOf,
        pub in_its_state: AnyOf,
        pub apart: AnyOf,
        pub named_at: AnyOf,
        pub before_bare_number: AnyOf,
        pub takes_effect: AnyOf,
        pub taking_effect: AnyOf,
        pub remark: AnyOf,
        pub omission: AnyOf,
        pub text_of: AnyOf,
        pub small: AnyOf,
        pub seen: AnyOf,
        pub rules_behind: AnyOf,
        pub title_adjective: AnyOf,
        pub english: AnyOf,
        pub before_number: AnyOf,
        pub ex_number: AnyOf,
        pub of_circular: AnyOf,
        pub before_bijlage: AnyOf,
        pub own_bijlage: AnyOf,
        pub that_bijlage: AnyOf,
        pub belonging: AnyOf,
        pub title_goes_on: AnyOf,
        pub title_noun: AnyOf,
        pub law_ending: AnyOf,
        pub legislation: AnyOf,
        pub predicate: AnyOf,
        pub other_rules: AnyOf,
        pub other_articles: AnyOf,
        pub adjective_end: AnyOf,
        pub no_rules: AnyOf,
        pub no_title: AnyOf,
        pub municipality: AnyOf,
        pub thereof: AnyOf,
        pub misread: AnyOf,
        pub french: AnyOf,
        pub french_this: AnyOf,
        pub compound: AnyOf,
        pub makes_law: AnyOf,
        pub common: AnyOf,
        pub neuter: AnyOf,
        pub common_gender: AnyOf,
        pub wet: AnyOf,
        pub old_style: AnyOf,
        pub nowhere: AnyOf,
        pub any: AnyOf,
        pub of_state: AnyOf,
        pub state_behind: AnyOf,
        pub with_bracket: AnyOf,
        pub ahead: AnyOf,
        pub looks_at: AnyOf,
        pub decree: AnyOf,
        pub decision: AnyOf,
        pub becomes_law: AnyOf,
        pub of_budget: AnyOf,
        pub of_itself: AnyOf,
        pub cited_as: AnyOf,
        pub dated: AnyOf,
        pub set_by: AnyOf,
        pub budget: AnyOf,
        pub enacts: AnyOf,
        pub paper: AnyOf,
        pub paper_title: AnyOf,
        /// Each with what names it in the head of a paper.
        pub house_head: BTreeMap<String, AnyOf>,
        pub no_bill: AnyOf,
        pub of_estimates: AnyOf,
        pub on_estimate: AnyOf,
        pub titles_new_law: AnyOf,
        pub changes_law: AnyOf,
        pub title_holds: AnyOf,
        pub proposes: AnyOf,
        pub one_lid: AnyOf,
        pub bill_noun: AnyOf,
        pub of_this_bill: AnyOf,
        pub instruction_lead: AnyOf,
        pub instruction: AnyOf,
        pub proposed_article: AnyOf,
        pub at_hand: AnyOf,
        pub before_this_bill: AnyOf,
        pub which_paper: AnyOf,
        pub changes: AnyOf,
        pub amended: AnyOf,
        pub amended_lead: AnyOf,
        pub alters: AnyOf,
        pub altered: AnyOf,
        pub cited_by_number: AnyOf,
        pub code_behind: AnyOf,
        pub lid_of: AnyOf,
        pub of_bill: AnyOf,
        pub working_party: AnyOf,
        pub sets: AnyOf,
        pub rests_on: AnyOf,
        pub sets_act: AnyOf,
        pub sets_itself: AnyOf,
        pub gazette: AnyOf,
        pub in_passing: AnyOf,
        pub quoting: AnyOf,
        pub based: AnyOf,
        pub body: AnyOf,
        pub person: AnyOf,
        pub senior: AnyOf,
        pub surname: AnyOf,
        pub purpose: AnyOf,
        pub founds: AnyOf,
        pub repeated: AnyOf,
        pub does: AnyOf,
        pub plain: AnyOf,
        pub amending: AnyOf,
        pub means: AnyOf,
        pub site: AnyOf,
        pub site_end: AnyOf,
        pub verb: AnyOf,
        pub rule: AnyOf,
        pub of_letters: AnyOf,
        pub of_files: AnyOf,
        pub annex_of: AnyOf,
        pub introduction: AnyOf,
        pub no_alias: AnyOf,
        pub file_number: AnyOf,
        pub behind_articles: AnyOf,
        pub publication: AnyOf,
        pub tax_treaty: String,
        pub treaty_with: AnyOf,
        pub treaty_parties: AnyOf,
        pub treaty_purpose: AnyOf,
        pub treaty_taxes: AnyOf,
        pub treaty_income: String,
        pub treaty_other_taxes: AnyOf,
        pub amends: AnyOf,
        pub on_account: AnyOf,
        pub body_for: AnyOf,
        pub annexes: AnyOf,
        pub approves: AnyOf,
        pub approval: AnyOf,
        pub new_law: AnyOf,
        pub articles_of: AnyOf,
        pub article: AnyOf,
        pub articles_short: AnyOf,
        pub guide: AnyOf,
        pub decides: AnyOf,
        pub amending_noun: AnyOf,
        pub of_own: AnyOf,
        pub as_amended: AnyOf,
        pub in_respect: AnyOf,
        pub of_another_body: AnyOf,
        pub printed: AnyOf,
        pub european: AnyOf,
        pub heads_proposal: AnyOf,
        pub proposed: AnyOf,
        pub no_policy: AnyOf,
        pub out_of: AnyOf,
        pub called_it: AnyOf,
        pub wet_first: AnyOf,
        pub of_body: AnyOf,
        pub old_about: AnyOf,
        pub guide_noun: AnyOf,
        pub treaty_titled: AnyOf,
        pub treaty_in_capitals: AnyOf,
        pub treaty_goes_on: AnyOf,
        pub made_in: AnyOf,
        pub made: AnyOf,
        pub made_by: String,
        /// Each with the nouns that stand for a treaty of that kind.
        pub treaty: BTreeMap<String, Vec<String>>,
        /// Each with the nouns that say the same of a treaty.
        pub treaty_same: BTreeMap<String, Vec<String>>,
    }
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
    /// Which are to be followed by another of the same name, with how that is called.
    pub renewed: BTreeMap<String, Renewed>,
    /// Of which a year behind the name tells a state: "de Grondwet van 1848".
    pub states: Vec<String>,
    /// The noun that hardly ever stands for one of them: "die wet".
    pub state_noun: String,
    /// Procedures that are known by an article.
    pub procedures: Vec<Procedure>,
}

/// A procedure that is known by an article: "de artikel 12-regeling".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Procedure {
    pub article: String,
    pub law: String,
    /// What stands behind the hyphen, or begins it.
    pub words: AnyOf,
}

/// The courts of the Caribbean islands, and the codes that have the names of ours there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Islands {
    /// What the identifiers of their judgments begin with, and those of the BES.
    pub ecli: String,
    pub ecli_bes: AnyOf,
    /// What they are called in the head of a judgment, and what in that shows that it is another's.
    pub courts: AnyOf,
    pub others: AnyOf,
    /// What shows in the head that the case is of Bonaire, Sint Eustatius or Saba.
    pub bes: AnyOf,
    /// Before and behind the name of a code, what shows that it is ours.
    pub ours: AnyOf,
    pub ours_behind: AnyOf,
    /// Our laws, each with that of the BES that is called alike.
    pub codes: BTreeMap<String, String>,
}

/// How the law that is to follow one of the same name is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Renewed {
    /// Since when texts speak of it.
    pub since: u16,
    /// Words before and behind the name.
    pub before: AnyOf,
    pub behind: AnyOf,
}

/// How words behind a citation tell the day of the state that it means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    pub begins: AnyOf,
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
    #[inline]
    pub fn at(group: &AnyOf, text: &str) -> Option<usize> {
        group.at(text.as_bytes())
    }

    /// Whether one of `group` stands right before the end of `text`.
    #[inline]
    pub fn ends(group: &AnyOf, text: &str) -> bool {
        group.end_of(text).is_some()
    }

    /// What stands before the one of `group` that `text` ends with.
    pub fn before<'t>(group: &AnyOf, text: &'t str) -> Option<&'t str> {
        group.end_of(text).map(|word| &text[..text.len() - word.len()])
    }

    /// Whether `word` is one of `group`, where that has spaces around it.
    pub fn is_word(group: &[String], word: &str) -> bool {
        group.iter().any(|phrase| phrase.trim() == word)
    }

    /// What stands behind the article of `the` that `name` may begin with. No name begins with a digit: "the 1988 Convention".
    pub fn behind_the<'t>(the: &AnyOf, name: &'t str) -> &'t str {
        let behind = Self::at(the, name).map(|end| &name[end..]);
        behind.filter(|behind| !behind.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(name)
    }

    /// What stands before the article of `the` that `text` may end with, without the space behind it.
    pub fn before_the<'t>(the: &[String], text: &'t str) -> &'t str {
        the.iter().find_map(|article| text.strip_suffix(article.trim_end())).unwrap_or(text)
    }

    /// How long the bracket is that `text` begins with, where it says which text of a law is shown: " [Tekst geldig vanaf 01-01-2024]".
    pub fn shown(&self, text: &str) -> usize {
        const LONGEST: usize = 80;
        let Some(from) = Self::at(&self.text_of, text) else { return 0 };
        text.bytes().skip(from).take(LONGEST).position(|b| b == b']').map_or(0, |close| from + close + 1)
    }

    /// Whether one of `group` stands in `text`.
    pub fn within(group: &AnyOf, text: &str) -> bool {
        group.within(text)
    }

    /// Whether `word` is one of `group`.
    pub fn is(group: &[String], word: &str) -> bool {
        group.iter().any(|phrase| phrase == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    table! {
        pub(crate) struct Few {
            pub and: AnyOf,
            pub stem: String,
        }
    }

    #[test]
    fn groups_are_read_by_their_names() {
        let few: Few = toml::from_str("stem = 'artikel'\nand = [' en ', ' of ']").unwrap();
        assert_eq!((few.and.at(b" of "), few.stem.as_str()), (Some(4), "artikel"));
    }

    #[test]
    fn a_group_that_is_wrong_is_named() {
        let wrong = |text: &str| toml::from_str::<Few>(text).unwrap_err().to_string();
        assert!(wrong("stem = 'artikel'").contains("`and` is missing"));
        assert!(wrong("stem = 1\nand = []").contains("`stem`: invalid type"));
        assert!(wrong("stem = ''\nand = []\nor = []").contains("`or` is no group of words"));
    }
}
