//! Questions about a corpus and its references.
//!
//! A question reads a [`Corpus`] (documents read on the fly, an index, or [`Reading`]s in memory) or the
//! [`ReferenceGraph`](crate::ReferenceGraph) that [`graph`] makes of it, and gives rows, each of them a [`Row`]
//! that prints as a table, CSV or JSON.
//!
//! ```
//! use verwijs::{Document, Level, Verwijs, query};
//!
//! let verwijs = Verwijs::new();
//! let letter = Document::from_text("Dat volgt uit Kamerstuk 34 550 V, nr. 52. Meer niet.").with_own("kst-32175-64");
//! let corpus = [query::Reading::of(&letter, &verwijs.extract_document(&letter), &query::Want::all().with_sentences())];
//! let ids = query::identify(&verwijs, "34 550 V, nr. 52")?;
//! let found = query::cited_by(&corpus[..], &verwijs, &ids, &query::Filter::default(), Level::Document, true)?;
//! assert_eq!(found[0].id.as_str(), "kst-32175-64");
//! assert_eq!(found[0].places[0].sentence.as_deref(), Some("Dat volgt uit Kamerstuk 34 550 V, nr. 52."));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod between;
mod cites;
mod corpus;
mod cycles;
mod dangling;
mod diff;
mod filter;
mod groups;
mod history;
mod like;
mod name;
mod open;
mod path;
mod rank;
mod row;
mod select;
mod stats;

pub use between::{Common, between};
pub use cites::{Cited, Citing, cited_by, cites};
pub use corpus::{Corpus, Mention, Reading, Scan, Want, graph};
pub use cycles::{Circle, circles, circuits};
pub use dangling::{Dangling, dangling};
pub use diff::{Change, diff};
pub use filter::Filter;
#[cfg(feature = "communities")]
pub use groups::communities;
pub use groups::{Group, components};
pub use history::{Year, history};
pub use like::{Like, like};
pub use name::{NameError, Scope, identifier, identify};
pub use open::{Open, open};
pub use path::{Chain, paths};
pub use rank::{Measure, Ranked, hits, pagerank, rank};
pub use row::{Row, Spot};
pub use select::{Direction, Selection, nodes};
pub use stats::{Figure, stats};
