//! STOP: the standard of regulations since the Omgevingswet.

use super::role::{Context, Dialect, Role};
use crate::{read::facts::Field, structure::MarkKind};

pub(super) const DIALECT: Dialect = Dialect { name: "STOP XML", role, field, links: true, named_by: None };

fn role(name: &str) -> Role {
    match name {
        "Al" | "Inhoud" | "RegelingOpschrift" | "Tussenkop" => Role::Block,
        "Kop" => Role::Heading,
        "Label" | "Opschrift" => Role::Caption,
        "Nummer" => Role::Nr,
        "LidNummer" | "LiNummer" => Role::Number,
        "i" | "b" | "u" | "sup" | "sub" | "strong" | "abbr" | "Functie" | "Naam" | "Voornaam" | "Achternaam" => Role::Inline,
        "Artikel" | "WijzigArtikel" => Role::Marked(MarkKind::Article),
        "Lid" => Role::Marked(MarkKind::Lid),
        "Li" => Role::Marked(MarkKind::Item),
        "Hoofdstuk" => Role::Part("hoofdstuk"),
        "Titel" => Role::Part("titeldeel"),
        "Afdeling" => Role::Part("afdeling"),
        "Paragraaf" => Role::Part("paragraaf"),
        "Subparagraaf" | "Subsubparagraaf" => Role::Part("sub-paragraaf"),
        "Bijlage" | "WijzigBijlage" => Role::Part("bijlage"),
        "Divisie" | "Divisietekst" => Role::Block,
        "IntRef" | "ExtRef" | "IntIoRef" | "ExtIoRef" => Role::Link(&["ref"]),
        "Noot" => Role::Note,
        "NootNummer" => Role::NoteNumber,
        "ExpressionIdentificatie"
        | "BesluitMetadata"
        | "RegelingMetadata"
        | "Procedureverloop"
        | "ConsolidatieInformatie"
        | "RegelingVersieInformatie"
        | "RegelingVersieMetadata"
        | "BesluitVersieMetadata"
        | "Momentopname"
        | "InformatieObjectVersie"
        | "colspec"
        | "Illustratie" => Role::Skip,
        _ => Role::Block,
    }
}

fn field(at: &Context<'_>, _: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "FRBRWork" => Some(Field::Id),
        "officieleTitel" => Some(Field::Title),
        "RegelingOpschrift" => Some(Field::Title),
        "eindverantwoordelijke" => Some(Field::Author),
        "soortRegeling" => Some(Field::Kind),
        "bekendOp" => Some(Field::Date),
        _ => None,
    }
}
