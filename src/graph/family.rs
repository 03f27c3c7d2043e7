//! The family of a node.

use crate::{
    family::Family,
    id::{Celex, Ecli, EuArticle, Id, Jci, Publication},
};

/// The family that the form of an identifier shows, however it was cited.
pub(crate) fn family_of(id: &Id) -> Option<&'static str> {
    let text = id.as_str();
    if text.starts_with("dossier/") {
        return Some("kamerstuk");
    }
    if let Ok(jci) = text.parse::<Jci>() {
        return Some(if jci.bwb().starts_with("BWBV") { Family::VERDRAG } else { Family::REGELGEVING });
    }
    if text.parse::<Ecli>().is_ok() || text.parse::<Celex>().is_ok_and(|c| c.as_str().starts_with('6')) {
        return Some("rechtspraak");
    }
    if text.parse::<EuArticle>().is_ok() {
        return Some(Family::EU);
    }
    if let Some(family) = tweede_kamer(text) {
        return Some(family);
    }
    Some(match text.parse::<Publication>().ok()?.prefix() {
        "kst" | "blg" => "kamerstuk",
        "h" => "handelingen",
        "ah" => "aanhangsel",
        "ag" => "agenda",
        "stb" => "staatsblad",
        "stcrt" => "staatscourant",
        "trb" => "tractatenblad",
        "gmb" => "gemeenteblad",
        _ => return None,
    })
}

/// A document (2018D54210) or zaak (2018Z20967) of the Tweede Kamer.
fn tweede_kamer(text: &str) -> Option<&'static str> {
    let digits = text.bytes().enumerate().all(|(at, b)| at == 4 || b.is_ascii_digit());
    match text.as_bytes().get(4)? {
        b'D' if digits && text.len() == 10 => Some("document"),
        b'Z' if digits && text.len() == 10 => Some("zaak"),
        _ => None,
    }
}
