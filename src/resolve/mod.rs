//! From what was read to what it names.

pub(crate) mod template;
