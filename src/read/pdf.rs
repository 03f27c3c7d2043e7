use crate::document::Document;
pub(super) fn read(_: &[u8], _: &str) -> Result<Document<'static>, String> { Err("x".into()) }
