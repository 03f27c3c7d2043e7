//! The links that the publisher put in, as citations: `--source markup`.

use crate::{
    citation::{Candidates, Citation, Status, Target},
    document::Document,
    family::Family,
    fields::Fields,
    id::{Dossier, Id},
    spelling::{canonical, dossier_parts},
    structure::Link,
};

/// The rules of these citations begin with it: `markup/extref`.
pub(crate) const RULE: &str = "markup/";

/// The citations that a document's links are, by start. A link to something without an identifier of
/// ours (a mail address, another site) is none.
pub(crate) fn citations(document: &Document<'_>) -> Vec<Citation> {
    document.links.iter().filter_map(|link| citation(document, link)).collect()
}

fn citation(document: &Document<'_>, link: &Link) -> Option<Citation> {
    document.text.get(link.span.range())?;
    let id = Id::from(target(link)?);
    let own = document.own.as_deref() == Some(id.as_str());
    let mut fields = Fields::default();
    fields.insert("target", link.target.clone());
    Some(Citation {
        span: link.span,
        family: Family::of(&id).unwrap_or_else(|| Family::new("document")),
        status: Status::Resolved,
        targets: vec![Target::new(id, link.span)],
        candidates: Candidates::default(),
        fields,
        own,
        rule: format!("{RULE}{}", link.element).into(),
    })
}

/// The identifier that a link points to.
fn target(link: &Link) -> Option<String> {
    if link.element == "dossierref" {
        let (digits, suffix) = dossier_parts(&link.target)?;
        return Dossier::new(&digits, suffix.as_deref()).ok().map(|d| d.id().to_string());
    }
    canonical(&link.target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn links_name_what_they_point_to() {
        for (element, to, id) in [
            ("extref", "1.0:v:BWBR0001903&artikel=142", Some("jci1.3:c:BWBR0001903&artikel=142")),
            ("extref", "jci1.3:c:BWBR0005537&artikel=8:1&z=2020-01-01", Some("jci1.3:c:BWBR0005537&artikel=8:1")),
            ("extref", "kst-30872-169", Some("kst-30872-169")),
            ("a", "/stb-2018-1.html", Some("stb-2018-1")),
            ("a", "./../../legal-content/EN/AUTO/?uri=CELEX:62019CJ0645", Some("62019CJ0645")),
            ("dossierref", "34550-V", Some("dossier/34550-V")),
            ("a", "mailto:info@example.nl", None),
            ("a", "https://www.example.nl/", None),
        ] {
            assert_eq!(target(&Link::new(element, to, Span::new(0, 1))).as_deref(), id, "{to}");
        }
    }
}
