//! Citations and graphs as people and programs read them, one file a format.

pub mod color;
#[cfg(feature = "cli")]
pub mod csv;
pub mod cypher;
pub mod dot;
pub mod gexf;
#[cfg(feature = "cli")]
pub mod graph_csv;
pub mod graphml;
pub mod html;
pub mod json;
pub mod json_ld;
pub mod jsonl;
pub mod linked;
pub mod mermaid;
pub mod node_link;
mod object;
mod record;
#[cfg(feature = "cli")]
pub mod rows;
#[cfg(feature = "cli")]
pub mod table;
pub mod turtle;
mod xml;

pub use record::{CandidateRecord, Record, TargetRecord, records};
