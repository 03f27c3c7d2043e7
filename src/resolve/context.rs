//! What a document tells of itself, which its citations lean on.

use crate::{id::SessionYear, register::{budgets::Budgets, publications::Publications}};

/// The registers that resolvers look into.
#[derive(Debug)]
pub(crate) struct Registers {
    pub publications: Publications,
    pub budgets: Budgets,
}

/// What the document tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// Its own canonical identifier.
    pub own: Option<String>,
    /// Its session year.
    pub session: Option<SessionYear>,
    /// The year it was written in.
    pub year: Option<u16>,
    /// The chapters that it names with a dossier.
    pub chapters: Vec<(String, String)>,
}
