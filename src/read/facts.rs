//! What the metadata of a file says, gathered as it is met, then made into a document's [`Metadata`].

use crate::{
    document::Document,
    id::{Dossier, Kamerstuk, SessionYear},
    spelling::{canonical, chamber_of, date, dossier_parts, session, session_of},
};

/// What a piece of metadata is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The document's own identifier, in any spelling.
    Id,
    /// Another identifier of the same document.
    OtherId,
    /// The number of a local regulation, with or without its prefix.
    LocalId,
    Title,
    Kind,
    Date,
    /// A date that counts where there is none of the better kind.
    WeakDate,
    /// The last of these dates counts.
    LastDate,
    Chamber,
    Session,
    Author,
    /// A dossier under which the document is filed.
    Dossier,
    /// A dossier's budget chapter or series.
    Suffix,
    /// Its number in its dossier, session or year.
    Number,
    /// The first and the second number of a sitting and an item of it.
    Sitting,
    Item,
    /// The list it is published in: "Kamerstuk", "Staatscourant".
    Series,
    /// The calendar year of an issue.
    Year,
}

/// Pieces of metadata in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Facts(Vec<(Field, String)>);

impl Facts {
    pub fn add(&mut self, field: Field, value: &str) {
        let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let value = value.trim_start_matches('\u{feff}').trim();
        if !value.is_empty() && self.0.len() < 4096 {
            self.0.push((field, value.to_owned()));
        }
    }

    pub fn first(&self, field: Field) -> Option<&str> {
        self.all(field).next()
    }

    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(f, _)| *f == field).map(|(_, v)| v.as_str())
    }

    /// Writes what is known into a document.
    pub fn fill(&self, document: &mut Document<'_>) {
        let mut ids: Vec<String> = Vec::new();
        let local = self.all(Field::LocalId).filter_map(|id| canonical(&format!("CVDR{}", id.trim_start_matches("CVDR"))));
        let spelled = self.all(Field::Id).chain(self.all(Field::OtherId)).filter_map(canonical);
        for id in local.chain(spelled).chain(self.papers()).chain(self.issue()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let known = self.all(Field::Id).any(|v| canonical(v).is_some()) || self.first(Field::OtherId).is_none();
        // An annex is filed under its paper's number; it is not that paper.
        let annex = ids.first().is_some_and(|id| id.starts_with("blg-"));
        let mut ids = ids.into_iter().take(if annex { 1 } else { usize::MAX });
        if document.own.is_none() && known {
            document.own = ids.next();
        }
        let own = document.own.clone();
        let meta = &mut document.metadata;
        for id in ids.filter(|id| Some(id) != own.as_ref()) {
            if !meta.other_ids.contains(&id) {
                meta.other_ids.push(id);
            }
        }
        let set = |slot: &mut Option<String>, value: Option<String>| {
            if slot.is_none() {
                *slot = value;
            }
        };
        set(&mut meta.title, self.first(Field::Title).map(str::to_owned));
        set(&mut meta.kind, self.first(Field::Kind).map(str::to_owned));
        set(&mut meta.author, self.first(Field::Author).map(str::to_owned));
        set(&mut meta.date, self.day());
        set(&mut meta.session, self.session().map(|s| format!("{}{}", s.first(), s.first() + 1)));
        set(&mut meta.chamber, self.chamber().map(str::to_owned));
        if let Some(own) = &own {
            set(&mut meta.chamber, chamber_of(own).map(str::to_owned));
            set(&mut meta.session, session_of(own));
        }
    }

    /// Whether these are the facts of several documents: the answer of a search service.
    pub fn are_of_several(&self) -> bool {
        let mut ids = self.all(Field::Id).filter_map(canonical);
        ids.next().is_some_and(|first| ids.any(|id| id != first))
    }

    fn day(&self) -> Option<String> {
        self.all(Field::Date).find_map(date).or_else(|| self.all(Field::LastDate).filter_map(date).last()).or_else(|| self.all(Field::WeakDate).find_map(date))
    }

    fn session(&self) -> Option<SessionYear> {
        self.all(Field::Session).find_map(session)
    }

    fn chamber(&self) -> Option<&'static str> {
        self.all(Field::Chamber).find_map(|c| {
            let lower = c.to_lowercase();
            match () {
                () if lower.contains("verenigde vergadering") => Some("vv"),
                () if lower.contains("eerste") || lower == "1" || lower.contains("senate") => Some("ek"),
                () if lower.contains("tweede") || lower == "2" || lower.contains("commons") => Some("tk"),
                () => None,
            }
        })
    }

    /// The identifiers of a paper under each of its dossiers.
    fn papers(&self) -> Vec<String> {
        let Some(number) = self.first(Field::Number).map(|n| n.trim_start_matches("Nr.").trim().to_owned()) else { return Vec::new() };
        let session = self.session().filter(|s| self.chamber() == Some("ek") && s.first() < 2010);
        let suffix = self.first(Field::Suffix);
        self.all(Field::Dossier)
            .flat_map(|d| d.split([';', ',']))
            .filter_map(|dossier| {
                let (digits, own_suffix) = dossier_parts(dossier)?;
                let dossier = Dossier::new(&digits, own_suffix.as_deref().or(suffix)).ok()?;
                Some(Kamerstuk::new(session, dossier, &number).ok()?.to_string())
            })
            .collect()
    }

    /// The identifier that a series, a year or session and a number make.
    fn issue(&self) -> Option<String> {
        let series = self.first(Field::Series)?.to_lowercase();
        let number = self.first(Field::Number);
        let chamber = self.chamber().unwrap_or("tk");
        let session = self.session().or_else(|| {
            let day = self.day()?;
            Some(SessionYear::of(day[..4].parse().ok()?, day[5..7].parse().ok()?, day[8..10].parse().ok()?))
        });
        let session = session.map(|s| format!("{}{}", s.first(), s.first() + 1));
        let year = self.first(Field::Year);
        let id = match () {
            () if series.contains("aanhangsel") => format!("ah-{chamber}-{}-{}", session?, number?),
            () if series.contains("handelingen") => {
                // The report of a whole sitting has no item.
                let item = self.first(Field::Item).map_or_else(String::new, |i| format!("-{i}"));
                format!("h-{chamber}-{}-{}{item}", session?, self.first(Field::Sitting)?)
            }
            () if series.contains("staatsblad") => format!("stb-{}-{}", year?, number?),
            () if series.contains("staatscourant") => format!("stcrt-{}-{}", year?, number?),
            () if series.contains("tractatenblad") => format!("trb-{}-{}", year?, number?),
            () => return None,
        };
        canonical(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joint_paper_has_an_identifier_for_each_dossier() {
        let mut facts = Facts::default();
        facts.add(Field::Dossier, "35334;30252");
        facts.add(Field::Number, "331");
        let mut document = Document::from_text("");
        facts.fill(&mut document);
        assert_eq!(document.own.as_deref(), Some("kst-35334-331"));
        assert_eq!(document.metadata.other_ids, ["kst-30252-331"]);
    }
}
