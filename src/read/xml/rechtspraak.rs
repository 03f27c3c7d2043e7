//! Judgments as the open data of rechtspraak.nl has them.

use super::role::{Context, Dialect, Role};
use crate::{read::facts::Field, structure::MarkKind};

pub(super) const DIALECT: Dialect = Dialect { name: "judgment XML", role, field, links: true, named_by: None };

/// Judgments in CEN MetaLex: every element is a container, and its attribute "name" says of what.
pub(super) const METALEX: Dialect = Dialect { name: "MetaLex XML", role, field: metalex, links: true, named_by: Some("name") };

fn role(name: &str) -> Role {
    match name {
        "RDF" | "meta" => Role::Skip,
        "emphasis" | "text" | "superscript" | "subscript" | "quote" | "inlinemediaobject" | "phrase" | "remark" => Role::Inline,
        "title" | "bridgehead" => Role::Heading,
        "nr" => Role::Nr,
        "potentialnr" | "listmarking" => Role::Number,
        "listitem" => Role::Marked(MarkKind::Item),
        "footnote-ref" => Role::NoteRef,
        "footnote" => Role::Marked(MarkKind::Note),
        "link" | "ulink" | "uitspraak-link" => Role::Link(&["url", "href", "xlink:href", "linkend"]),
        "mediaobject" | "imageobject" | "imagedata" | "colspec" => Role::Skip,
        _ => Role::Block,
    }
}

fn field(at: &Context<'_>, _: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    if !at.inside("RDF") {
        return None;
    }
    // A judgment has two descriptions: of itself, then of its page. The first one counts.
    match at.name() {
        "identifier" => Some(Field::Id),
        "date" => Some(Field::Date),
        "issued" => Some(Field::WeakDate),
        "creator" => Some(Field::Author),
        "type" => Some(Field::Kind),
        "title" => Some(Field::Title),
        _ => None,
    }
}

fn metalex(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    if let Some(about) = at.attribute("about") {
        add(Field::Id, &about);
    }
    if let (Some(property), Some(content)) = (at.attribute("property"), at.attribute("content")) {
        match property.rsplit(':').next().unwrap_or_default() {
            "title" => add(Field::Title, &content),
            "date" => add(Field::Date, &content),
            "creator" => add(Field::Author, &content),
            _ => {}
        }
    }
    None
}
