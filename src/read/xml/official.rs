//! officielebekendmakingen.nl (Kamerstukken, Handelingen, Aanhangsel, Staatsblad, Staatscourant, gazettes;
//! the older `kamerwrk` too), laws of the Basiswettenbestand (2012 and today's `toestand`), local
//! regulations (CVDR): dialects that share their element names.

use super::role::{Context, Dialect, Role};
use crate::{read::facts::Field, structure::MarkKind};

pub(super) const DIALECT: Dialect = Dialect { name: "official XML", role, field, links: true, named_by: None };

pub(super) fn role(name: &str) -> Role {
    match name {
        "al" | "intitule" | "citeertitel" | "aanhef" | "wij" | "wie" | "considerans.al" | "context.al" | "afkondiging" | "slotformulering" | "dagtekening"
        | "plaatje" | "tekst" | "vraag" | "antwoord" | "row" | "entry" | "table" | "term" | "definitie" | "ondertekening" | "uitgifte" | "koning"
        | "gegeven" => Role::Block,
        "nootref" | "voetref" | "voetnootref" => Role::NoteRef,
        "extref" | "intref" => Role::Link(&["doc", "href", "bwb-id"]),
        "dossierref" => Role::Link(&["dossier", "doc"]),
        "nadruk"
        | "sup"
        | "inf"
        | "vet"
        | "cursief"
        | "ondlijn"
        | "onderstreept"
        | "politiek"
        | "dossiernr"
        | "ondernummer"
        | "kamervraagonderwerp"
        | "redactie"
        | "afkorting"
        | "juncto"
        | "specificatie"
        | "deze"
        | "lijn"
        | "u"
        | "i"
        | "b"
        | "strong"
        | "em"
        | "stuknr"
        | "alinea" => Role::Inline,
        "naam" => Role::Tight,
        "achternaam" | "voornaam" | "voorvoegsels" => Role::Spaced,
        "functie" | "organisatie" | "datum" | "plaats" => Role::Signed,
        "label" | "titel" | "subtitel" => Role::Caption,
        "ltrlabel" => Role::Inline,
        "nummer" => Role::Word,
        "kop" | "tussenkop" | "tuskop" | "title" | "bijschrift" | "item-titel" | "kamervraagomschrijving" => Role::Heading,
        "nr" => Role::Nr,
        "lidnr" | "li.nr" => Role::Number,
        "artikel" | "enig-artikel" => Role::Marked(MarkKind::Article),
        "lid" => Role::Marked(MarkKind::Lid),
        "li" => Role::Marked(MarkKind::Item),
        "spreekbeurt" => Role::Marked(MarkKind::Turn),
        "spreker" => Role::Speaker,
        "boek" => Role::Part("boek"),
        "deel" => Role::Part("deel"),
        "hoofdstuk" => Role::Part("hoofdstuk"),
        "titeldeel" => Role::Part("titeldeel"),
        "afdeling" => Role::Part("afdeling"),
        "paragraaf" => Role::Part("paragraaf"),
        "sub-paragraaf" => Role::Part("sub-paragraaf"),
        "bijlage" => Role::Part("bijlage"),
        "voetnoot" => Role::Marked(MarkKind::Note),
        "noot" => Role::Note,
        "noot.nr" => Role::NoteNumber,
        "meta-data"
        | "meta"
        | "metadata"
        | "bwb-inputbestand"
        | "bwb-wijzigingen"
        | "redactionele-correcties"
        | "colspec"
        | "illustratie"
        | "kenmerk"
        | "ordernr"
        | "vergjaar" => Role::Skip,
        _ => Role::Block,
    }
}

fn field(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "meta" | "metadata" => {
            if let (Some(name), Some(content)) = (at.attribute("name"), at.attribute("content")) {
                named(&name, &content, add);
            }
            None
        }
        "kamerwrk" => {
            if let Some(chamber) = at.attribute("kamer") {
                add(Field::Chamber, &chamber);
            }
            None
        }
        "vergjaar" => Some(Field::Session),
        "nummer" if at.parent() == "onderw" => Some(Field::Dossier),
        "nummer" if at.parent() == "stuk" && at.path.first() == Some(&"kamerwrk") => Some(Field::Number),
        "naam" if at.parent() == "onderw" => Some(Field::Title),
        "toestand" => {
            if let Some(id) = at.attribute("bwb-id") {
                add(Field::Id, &id);
            }
            if let Some(day) = at.attribute("inwerkingtreding") {
                add(Field::Date, &day);
            }
            None
        }
        "wetgeving" => {
            if let Some(id) = at.attribute("bwb-id") {
                add(Field::Id, &id);
            }
            if let Some(kind) = at.attribute("soort") {
                add(Field::Kind, &kind);
            }
            if let Some(day) = at.attribute("inwerkingtredingsdatum") {
                add(Field::WeakDate, &day);
            }
            None
        }
        "kamerstuk"
        | "kamervragen"
        | "handelingen"
        | "staatsblad"
        | "staatscourant"
        | "tractatenblad"
        | "gemeenteblad"
        | "provinciaalblad"
        | "waterschapsblad"
        | "bladgemeenschappelijkeregeling" => {
            add(Field::Series, if at.name() == "kamervragen" { "aanhangsel" } else { at.name() });
            None
        }
        "datum" if at.inside("datumtekst") || at.inside("kamervraagomschrijving") || at.inside("vergaderdatum") || at.inside("dagtekening") => {
            // Of a question with its answer the last day counts, that of the answer: only with it was it published.
            let field = match () {
                () if at.inside("dagtekening") => Field::WeakDate,
                () if at.inside("kamervraagomschrijving") => Field::LastDate,
                () => Field::Date,
            };
            match at.attribute("isodatum") {
                Some(day) => {
                    add(field, &day);
                    None
                }
                None => Some(field),
            }
        }
        "tekstregel" => match &*at.attribute("inhoud")? {
            "vergaderjaar" => Some(Field::Session),
            "kamernummer" | "kameraanduiding" => Some(Field::Chamber),
            _ => None,
        },
        "dossiernr" | "dossiernummer" if at.inside("dossier") && at.name() == "dossiernr" => Some(Field::Dossier),
        "begrotingshoofdstuk" => Some(Field::Suffix),
        "ondernummer" | "kamervraagnummer" => Some(Field::Number),
        "citeertitel" | "intitule" | "item-titel" | "kamervraagonderwerp" => Some(Field::Title),
        "titel" if at.parent() == "stuk" => Some(Field::Kind),
        "titel" if at.parent() == "dossier" => Some(Field::Title),
        "identifier" if at.path.first() == Some(&"cvdr") => Some(Field::LocalId),
        _ if at.owms => super::metadata::term(at, add),
        _ => None,
    }
}

/// A `meta` with a name and a content.
pub(in crate::read) fn named(name: &str, content: &str, add: &mut dyn FnMut(Field, &str)) {
    let field = match name {
        "OVERHEIDop.externMetadataRecord" | "DC.identifier" | "dcterms.identifier" | "DCTERMS.identifier" => Field::Id,
        "DC.title" | "DCTERMS.title" | "dcterms.title" => Field::Title,
        "DC.type" | "DCTERMS.type" => Field::Kind,
        "DC.creator" | "DCTERMS.creator" => Field::Author,
        "DCTERMS.issued"
        | "OVERHEIDop.datumTotstandkoming"
        | "OVERHEIDop.datumOndertekening"
        | "OVERHEIDop.datumIndiening"
        | "OVERHEIDop.datumOntvangst"
        | "OVERHEIDop.datumVergadering" => Field::Date,
        "DCTERMS.available" | "DC.date" | "DCTERMS.date" => Field::WeakDate,
        "OVERHEIDop.vergaderjaar" => Field::Session,
        "OVERHEIDop.dossiernummer" => Field::Dossier,
        "OVERHEIDop.ondernummer" | "OVERHEIDop.publicationIssue" => Field::Number,
        "OVERHEIDop.publicationName" => Field::Series,
        "OVERHEIDop.jaargang" => Field::Year,
        "OVERHEIDop.documentTitel" => Field::Kind,
        _ => return,
    };
    add(field, content);
}
