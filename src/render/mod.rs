//! Citations and graphs as people and programs read them, one file a format.

mod color;
#[cfg(feature = "cli")]
pub mod csv;
pub mod dot;
pub mod html;
pub mod json;
pub mod jsonl;
mod record;
#[cfg(feature = "cli")]
pub mod table;

pub use record::{CandidateRecord, Record, TargetRecord, records};
