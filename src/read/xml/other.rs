//! XML of no dialect known: every element a block, but for those that are inline in HTML and in the official dialects.

use super::role::{Context, Dialect, Role};
use crate::read::facts::Field;

pub(super) const DIALECT: Dialect = Dialect { name: "XML", role, field, links: true };

fn role(name: &str) -> Role {
    match name {
        "inline" | "a" | "span" | "b" | "i" | "em" | "strong" | "sup" | "sub" | "u" | "emph" => Role::Inline,
        _ => super::official::role(name),
    }
}

fn field(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "canonical" => Some(Field::Id),
        "title" if at.path.len() == 2 => Some(Field::Title),
        "type" if at.path.len() == 2 => Some(Field::Kind),
        "issued" | "initialdate" if at.path.len() == 2 => Some(Field::Date),
        // CEN MetaLex says it of the document in `meta` elements.
        "meta" => {
            if let (Some(property), Some(content)) = (at.attribute("property"), at.attribute("content")) {
                match property.rsplit(':').next().unwrap_or_default() {
                    "identifier" => add(Field::Id, &content),
                    "title" => add(Field::Title, &content),
                    "date" => add(Field::Date, &content),
                    "creator" => add(Field::Author, &content),
                    _ => {}
                }
            }
            None
        }
        _ => None,
    }
}
