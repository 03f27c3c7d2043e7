//! References to laws: articles and other parts with the law's name, and laws named alone.
//!
//! What regular expressions do badly stands here: nested lists of articles with their leden, and which
//! law they share. The words come from `grammar/law.toml`, the names from the register.

mod aliases;
mod annex;
mod any_of;
mod apart;
mod bare;
mod behind;
mod below;
mod chain;
mod cursor;
mod dated;
mod division;
mod inner;
mod introduced;
mod keywords;
mod letters;
mod lexicon;
mod members;
mod name;
mod near;
mod nouns;
mod other;
mod parse;
mod phrases;
mod pieces;
mod scan;
mod table;
mod tail;
mod titled;
mod torn;
mod treaty;
mod unlisted;
mod whole_title;
mod words;

pub(crate) use annex::{annex_word, is_annexed, may_be_within};
pub(crate) use cursor::is_roman;
pub(crate) use lexicon::{Key, Lexicon};
pub(crate) use nouns::Labelled;
pub(crate) use phrases::{Islands, Phrases};
use pieces::Path;
pub(crate) use scan::{Act, mentions};
pub(crate) use table::is_decimal;

use crate::span::Span;

/// One expression that names a law or parts of it.
#[derive(Debug, Clone)]
pub(crate) struct LawMention {
    /// Its words, in the view; empty for a name that is given apart ("hierna: de richtlijn").
    pub span: Span,
    /// The parts it names; none where it names the law alone.
    pub items: Vec<Item>,
    /// The law it says they are of.
    pub law: LawRef,
    /// For a mention without a law: the one further on whose law serves for the whole enumeration
    /// ("artikel 2.1 en artikel 8.11 van de Wet dieren").
    pub served_by: Option<Server>,
    /// Whether its head word stands in the plural ("artikelen").
    pub plural: bool,
    /// A name that the text gives the law here: "(hierna: de Wet)", "wet: de Vreemdelingenwet 2000".
    pub alias: Option<String>,
}

/// The mention at the end of an enumeration whose law serves an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Server {
    /// How many mentions further on it stands.
    pub distance: usize,
    /// Whether like is joined to like: not "de artikelen 3, 4 en 5, alsmede artikel 6 van de Wet dieren".
    pub close: bool,
}

/// A part of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// Keys and values from the outermost to the innermost, without leden.
    pub parts: Vec<(Key, String)>,
    /// Its leden and onderdelen; several leden are several.
    pub below: Vec<Path>,
    pub span: Span,
}

/// Which law a mention says that it is of.
#[derive(Debug, Clone)]
pub(crate) enum LawRef {
    /// A name of the register: the laws it may stand for.
    Named { laws: Vec<u32>, span: Span },
    /// Several laws at once, each with the words that name it: "de belastingverdragen met Spanje en Griekenland".
    Several { laws: Vec<(u32, Span)> },
    /// An EU act by number.
    Act { id: String },
    /// A noun that stands for a law named before: "die wet", "het Besluit", "genoemde verordening".
    Noun { noun: u8, how: Pointing },
    /// A name in no register.
    Unlisted { span: Span },
    /// "artikel 21 daarvan": the law named last.
    Thereof,
    /// A row of a table of articles: of the law that the table is about.
    Row {
        /// Whether the table begins with it.
        first: bool,
    },
    /// None: "artikel 3".
    None,
    /// "dat artikel", "dit artikel": what was named last, or where it stands.
    SameArticle(Pointing),
}

impl LawRef {
    /// Whether it names a law by itself.
    pub const fn is_name(&self) -> bool {
        matches!(self, Self::Named { .. } | Self::Act { .. })
    }
}

/// How a noun points to its law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointing {
    /// "deze wet", "dit besluit".
    This,
    /// "die wet", "genoemde wet".
    That,
    /// "de wet", "het Besluit".
    Plain,
    /// "het vorige artikel".
    Previous,
}
