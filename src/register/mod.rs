//! What is known of real things: publications, budget dossiers, laws.

pub(crate) mod books;
pub(crate) mod budgets;
mod fold;
pub(crate) mod laws;
#[allow(dead_code, reason = "the build script uses the rest")]
mod layout;
mod near;
pub(crate) mod publications;
mod table;
mod written;
