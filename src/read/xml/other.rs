//! XML of no dialect known: every element a block, but for those that are inline in HTML and in the official dialects.

use super::role::{Context, Dialect, Role};
use crate::read::facts::Field;

pub(super) const DIALECT: Dialect = Dialect { name: "XML", role, field, links: true, named_by: None };

fn role(name: &str) -> Role {
    match name {
        "a" | "span" | "b" | "i" | "em" | "strong" | "sup" | "sub" | "u" | "emph" => Role::Inline,
        // Records about a file, not its words.
        "id"
        | "typeid"
        | "dataurl"
        | "canonical"
        | "fileurl"
        | "mimetype"
        | "filesize"
        | "filename"
        | "numberofpages"
        | "license"
        | "subjectids"
        | "organisationalunitids"
        | "lastmodified"
        | "frontenddate"
        | "initialdate"
        | "issued"
        | "available" => Role::Skip,
        _ => super::official::role(name),
    }
}

fn field(at: &Context<'_>, _: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "canonical" => Some(Field::Id),
        "title" if at.path.len() == 2 => Some(Field::Title),
        "type" if at.path.len() == 2 => Some(Field::Kind),
        "issued" | "initialdate" if at.path.len() == 2 => Some(Field::Date),
        _ => None,
    }
}
