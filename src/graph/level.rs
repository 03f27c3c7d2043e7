//! How finely the graph tells its nodes apart.

use crate::{
    cite,
    id::{EuArticle, Id, Jci, Kamerstuk},
};
use std::str::FromStr;

/// How finely a graph tells its nodes apart.
///
/// ```
/// use verwijs::{Id, Level};
/// let part = Id::new("jci1.3:c:BWBR0001854&artikel=300&lid=1");
/// assert_eq!(Level::Document.target(&part).unwrap().as_str(), "BWBR0001854");
/// assert_eq!(Level::Article.target(&part).unwrap().as_str(), "jci1.3:c:BWBR0001854&artikel=300");
/// assert_eq!(Level::Regulation.target(&Id::new("kst-34550-V-52")), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Papers as they are, articles as the act that they stand in.
    #[default]
    Document,
    /// Papers as their dossier, articles as the act that they stand in.
    Dossier,
    /// Only laws, treaties and EU acts are cited, each as a whole.
    Regulation,
    /// Papers as they are; articles, without their leden, cite and are cited by themselves.
    Article,
}

impl Level {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Dossier => "dossier",
            Self::Regulation => "regulation",
            Self::Article => "article",
        }
    }

    /// The node for something cited; `None`: it has no place at this level.
    pub fn target(self, id: &Id) -> Option<Id> {
        match self {
            Self::Document => Some(cite::whole(id)),
            Self::Dossier => Some(self.source(&cite::whole(id))),
            Self::Regulation => {
                let whole = cite::whole(id);
                let act = whole.as_str().parse::<EuArticle>().is_ok() && !whole.as_str().starts_with(['6', '8']);
                (act || whole.as_str().parse::<Jci>().is_ok()).then_some(whole)
            }
            Self::Article => Some(article(id)),
        }
    }

    /// The node for a document that cites.
    pub fn source(self, id: &Id) -> Id {
        match id.as_str().parse::<Kamerstuk>() {
            Ok(paper) if self == Self::Dossier => paper.dossier().id(),
            _ => id.clone(),
        }
    }
}

fn article(id: &Id) -> Id {
    if let Ok(jci) = id.as_str().parse::<Jci>() {
        return jci.up_to_article().id();
    }
    match id.as_str().parse::<EuArticle>() {
        Ok(read) => read.article().map_or_else(|| id.clone(), |number| read.act().article(number)),
        Err(_) => id.clone(),
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "document" => Ok(Self::Document),
            "dossier" => Ok(Self::Dossier),
            "regulation" => Ok(Self::Regulation),
            "article" => Ok(Self::Article),
            _ => Err("expected document, dossier, regulation or article".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_fold_to_their_dossier() {
        let fold = |level: Level, id: &str| level.target(&Id::new(id)).map(|i| i.to_string());
        assert_eq!(fold(Level::Dossier, "kst-34550-V-52").as_deref(), Some("dossier/34550-V"));
        assert_eq!(fold(Level::Document, "12012E288").as_deref(), Some("12012E/TXT"));
        assert_eq!(fold(Level::Article, "32016R0679&artikel=6&lid=1").as_deref(), Some("32016R0679&artikel=6"));
        assert_eq!(fold(Level::Document, "32024R1689&hoofdstuk=I").as_deref(), Some("32024R1689"));
        assert_eq!(fold(Level::Regulation, "62007CJ0418"), None);
    }
}
