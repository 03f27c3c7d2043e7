//! What is known of real things: publications, budget dossiers, laws.

pub(crate) mod budgets;
pub(crate) mod laws;
pub(crate) mod publications;
