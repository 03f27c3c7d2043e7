//! The kinds of citation.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// The kind of thing that a citation names: `kamerstuk`, `staatsblad`, `regelgeving` …
///
/// Families are open: a rule file may bring one of its own.
///
/// ```
/// use verwijs::Family;
/// assert_eq!(Family::new("raadsvoorstel").as_str(), "raadsvoorstel");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Family(Arc<str>);

impl Family {
    /// Laws, decrees and their articles.
    pub const REGELGEVING: &'static str = "regelgeving";
    /// Treaties.
    pub const VERDRAG: &'static str = "verdrag";
    /// Acts and documents of the European Union.
    pub const EU: &'static str = "eu";

    /// The family of this name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
