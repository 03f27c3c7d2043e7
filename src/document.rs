//! A document as it goes through the engine.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A text, and what is known of it before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Document<'t> {
    /// The name it goes by: the id that the input gives it, or its path.
    pub name: String,
    /// Whether `name` is an id that the input gave.
    pub named: bool,
    /// Where it was read.
    pub path: Option<String>,
    /// Its own canonical identifier, where the input tells it.
    pub own: Option<String>,
    /// The text.
    pub text: Cow<'t, str>,
}

impl<'t> Document<'t> {
    /// A document that is nothing but its text.
    pub fn from_text(text: impl Into<Cow<'t, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with its own canonical identifier.
    #[must_use]
    pub fn with_own(mut self, id: impl Into<String>) -> Self {
        self.own = Some(id.into());
        self
    }
}
