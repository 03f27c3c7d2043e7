//! Citations and graphs as people and programs read them, one file a format.

#[cfg(feature = "cli")]
pub mod csv;
pub mod dot;
pub mod json;
pub mod jsonl;
mod record;
#[cfg(feature = "cli")]
pub mod rows;
#[cfg(feature = "cli")]
pub mod table;

pub use record::{CandidateRecord, Record, TargetRecord, records};
