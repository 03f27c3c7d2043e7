//! **verwijs** finds citations in Dutch policy and legal text, resolves them to canonical identifiers
//! and builds the reference graph of a corpus.
//!
//! ```
//! use verwijs::{Status, Verwijs};
//!
//! let verwijs = Verwijs::new();
//! let text = "zie Kamerstukken 28 345, 31 015 en 31 839, nr. 186";
//! let found = verwijs.extract(text);
//! assert_eq!(found[0].status, Status::Resolved);
//! assert_eq!(found[0].targets[0].id.as_str(), "kst-28345-186");
//! assert_eq!(&text[found[0].span.range()], "Kamerstukken 28 345, 31 015 en 31 839, nr. 186");
//! ```
//!
//! Data goes one way: text is read, scanned for triggers, recognised by the rules of a [`Grammar`],
//! resolved into [`Citation`]s, and gathered in a graph.

mod articles;
mod citation;
mod cite;
mod date;
mod document;
mod engine;
mod family;
mod fields;
mod grammar;
mod graph;
mod id;
#[cfg(feature = "index")]
pub mod index;
mod law;
pub mod layout;
mod limits;
mod metadata;
mod period;
pub mod query;
mod range;
mod read;
mod recognise;
mod register;
pub mod render;
mod resolve;
mod scan;
mod sentence;
mod source;
mod span;
mod spelling;
mod structure;
mod view;

pub use articles::{Article, article_at};
pub use citation::{Candidate, Candidates, Citation, Status, Target};
pub use cite::cite;
pub use date::{Date, DateError};
pub use document::Document;
pub use engine::{BuildError, Builder, Extraction, Verwijs};
pub use family::Family;
pub use fields::Fields;
pub use grammar::{Example, Explanation, Failure, Grammar, GrammarError, NearMiss, Report, Rule};
pub use graph::{Best, Edge, GraphBuilder, Level, Node, ReferenceGraph, Sighting, Source, Standing};
pub use id::{Celex, Dossier, Ecli, EuArticle, Id, IdError, Jci, Kamerstuk, Publication, SessionYear};
pub use limits::{Exceeded, Limits};
pub use metadata::{Disagreement, Evidence, Identity, Metadata};
pub use period::Period;
pub use read::{InputFormat, ReadError, Reader};
pub use register::publications::Publications;
pub use sentence::sentence;
pub use source::SourceMap;
pub use span::{Locator, Place, Span};
pub use structure::{CitationSource, Link, Mark, MarkKind};
