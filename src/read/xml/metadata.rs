//! Metadata that stands in a file of its own: OWMS records, manifests, answers of the search service (SRU).

use super::role::{Context, Dialect, Role};
use crate::read::facts::Field;

pub(super) const DIALECT: Dialect = Dialect { name: "metadata XML", role, field, links: false, named_by: None };

fn role(_: &str) -> Role {
    Role::Block
}

fn field(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "metadata" | "meta" if at.attribute("content").is_some() => {
            if let (Some(name), Some(content)) = (at.attribute("name"), at.attribute("content")) {
                super::official::named(&name, &content, add);
            }
            None
        }
        "work" => {
            if let Some(label) = at.attribute("label") {
                add(Field::Id, &label);
            }
            None
        }
        "wetstechnische-informatie" | "wti" => {
            if let Some(id) = at.attribute("bwb-id") {
                add(Field::Id, &id);
            }
            None
        }
        "citeertitel" if at.inside("wetstechnische-informatie") => Some(Field::Title),
        _ if at.path.first() == Some(&"wetstechnische-informatie") => None,
        _ => term(at, add),
    }
}

/// An element of the OWMS, Dublin Core or OEP terms, whatever its prefix.
pub(super) fn term(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    // "dcterms.modified" is written with a dot in some records.
    let name = at.name().rsplit('.').next().unwrap_or_default();
    Some(match name {
        "identifier" => Field::Id,
        "isFormatOf" => {
            if let Some(id) = at.attribute("resourceIdentifier") {
                add(Field::OtherId, &id);
            }
            Field::OtherId
        }
        "title" => Field::Title,
        "documenttitel" => Field::Title,
        "type" => Field::Kind,
        "creator" => match at.attribute("scheme") {
            Some(scheme) if scheme.contains("StatenGeneraal") => Field::Chamber,
            _ => Field::Author,
        },
        "indiener" => Field::Author,
        "issued" | "datumIndiening" | "datumOntvangst" | "datumVergadering" | "datumTotstandkoming" | "inwerkingtredingDatum" => Field::Date,
        "available" | "date" => Field::WeakDate,
        "vergaderjaar" => Field::Session,
        "dossiernummer" => Field::Dossier,
        "begrotingshoofdstuk" => Field::Suffix,
        "ondernummer" | "aanhangselnummer" | "publicatienummer" | "publicationIssue" => Field::Number,
        "publicationName" | "publicatienaam" => Field::Series,
        "jaargang" => Field::Year,
        "vergadernummer" | "handelingenNummer" => Field::Sitting,
        "itemnummer" | "handelingenItemnummer" => Field::Item,
        _ => return None,
    })
}
