//! Debates in other XML than the official publications': VLOS of the Tweede Kamer, ParlaMint TEI,
//! PoliticalMashup.

use super::role::{Context, Dialect, Role};
use crate::{read::facts::Field, structure::MarkKind};

pub(super) const VLOS: Dialect = Dialect { name: "VLOS XML", role: vlos, field: vlos_field, links: false, named_by: None };
pub(super) const TEI: Dialect = Dialect { name: "TEI XML", role: tei, field: tei_field, links: false, named_by: None };
pub(super) const MASHUP: Dialect = Dialect { name: "PoliticalMashup XML", role: mashup, field: mashup_field, links: false, named_by: None };

fn vlos(name: &str) -> Role {
    match name {
        "nadruk" => Role::Inline,
        "verslagnaam" => Role::Speaker,
        "woordvoerder" | "interrumpant" => Role::Marked(MarkKind::Turn),
        "vlosCoreDocument" | "vergadering" | "activiteit" | "activiteithoofd" | "activiteitdeel" | "activiteititem" | "tekst" | "alinea" | "alineagroep"
        | "alineaitem" | "lijst" | "sequeel" | "draadboekfragment" | "zaken" | "zaak" | "titel" => Role::Block,
        // Names, times and marks of the record's own: none of it was said.
        _ => Role::Skip,
    }
}

fn vlos_field(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match (at.name(), at.parent()) {
        ("vergadering", _) => {
            if let Some(k) = at.attribute("kamer") {
                add(Field::Chamber, &k);
            }
            if let Some(k) = at.attribute("soort") {
                add(Field::Kind, &k);
                if k == "Plenair" {
                    add(Field::Series, "handelingen");
                }
            }
            None
        }
        ("vergaderingnummer", "vergadering") => Some(Field::Sitting),
        ("titel", "vergadering") => Some(Field::Title),
        ("vergaderjaar", "vergadering") => Some(Field::Session),
        ("datum", "vergadering") => Some(Field::Date),
        ("naam", "commissie") => Some(Field::Author),
        _ => None,
    }
}

fn tei(name: &str) -> Role {
    match name {
        "teiHeader" | "linkGrp" | "link" | "listOrg" | "listPerson" | "standOff" => Role::Skip,
        "u" => Role::Marked(MarkKind::Turn),
        "head" => Role::Heading,
        "w" | "pc" | "name" | "hi" | "ref" | "date" | "num" | "measure" | "persName" | "orgName" => Role::Inline,
        "note" | "seg" | "p" | "div" | "kinesic" | "vocal" | "incident" | "desc" => Role::Block,
        "s" => Role::Word,
        _ => Role::Block,
    }
}

fn tei_field(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "title" if at.inside("titleStmt") && at.attribute("type").as_deref() == Some("sub") && at.attribute("xml:lang").as_deref() == Some("nl") => {
            Some(Field::Title)
        }
        "idno" if at.inside("bibl") => Some(Field::Id),
        "ref" if at.inside("teiHeader") => {
            if let Some(t) = at.attribute("target") {
                add(Field::OtherId, &t);
            }
            None
        }
        "date" if at.inside("settingDesc") || at.inside("bibl") => {
            if let Some(d) = at.attribute("when") {
                add(Field::Date, &d);
            }
            None
        }
        "meeting" => {
            let kind = at.attribute("ana").unwrap_or_default();
            if let Some(number) = at.attribute("n") {
                if kind.contains("#parla.meeting") {
                    add(Field::Series, "handelingen");
                    add(Field::Sitting, &number);
                } else if kind.contains("#parla.session") {
                    add(Field::Item, &number);
                }
            }
            match at.attribute("corresp").as_deref() {
                Some("#TK") => add(Field::Chamber, "tweede"),
                Some("#EK") => add(Field::Chamber, "eerste"),
                _ => {}
            }
            None
        }
        _ => None,
    }
}

fn mashup(name: &str) -> Role {
    match name {
        "docinfo" | "meta" => Role::Skip,
        "speech" => Role::Marked(MarkKind::Turn),
        "person" | "b" | "i" | "sup" => Role::Inline,
        _ => Role::Block,
    }
}

fn mashup_field(at: &Context<'_>, add: &mut dyn FnMut(Field, &str)) -> Option<Field> {
    match at.name() {
        "link" if at.inside("source") => {
            if let Some(s) = at.attribute("pm:source") {
                add(Field::Id, &s);
            }
            None
        }
        "title" if at.inside("meta") => Some(Field::Title),
        "date" if at.inside("meta") => Some(Field::Date),
        "type" if at.inside("meta") => Some(Field::Kind),
        "house" => Some(Field::Chamber),
        "legislative-period" => Some(Field::Session),
        _ => None,
    }
}
