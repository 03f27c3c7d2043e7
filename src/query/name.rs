//! What a person calls something, as identifiers; and what lies within something.

use crate::{
    citation::Status,
    engine::Verwijs,
    id::{Celex, Dossier, Ecli, EuArticle, Id, Jci, Kamerstuk, Publication, is_eu_part},
};

/// Why words name nothing that can be asked about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Several things fit.
    #[error("{text:?} may be {}; name one of them", candidates.join(" or "))]
    Ambiguous {
        /// The words.
        text: String,
        /// What they may name.
        candidates: Vec<String>,
    },
    /// A part is missing.
    #[error("{text:?} is not complete; say the number, or the law of the article")]
    Incomplete {
        /// The words.
        text: String,
    },
}

/// The identifiers that a text names: an identifier, or a citation in words. A text that is neither is taken
/// for the name of a document.
///
/// ```
/// let verwijs = verwijs::Verwijs::new();
/// let ids = verwijs::query::identify(&verwijs, "Kamerstuk 34 550 V, nr. 52").unwrap();
/// assert_eq!(ids[0].as_str(), "kst-34550-V-52");
/// assert!(verwijs::query::identify(&verwijs, "Stb. 2018").is_err());
/// ```
///
/// # Errors
/// Words that may name several things, or leave open what they name.
pub fn identify(verwijs: &Verwijs, text: &str) -> Result<Vec<Id>, NameError> {
    let text = text.trim();
    if let Some(id) = identifier(text).or_else(|| dossier(text)) {
        return Ok(vec![id]);
    }
    let found = verwijs.extract(text);
    let mut ids: Vec<Id> = found.iter().flat_map(|c| c.targets.iter().map(|t| t.id.clone())).collect();
    ids.sort_unstable();
    ids.dedup();
    if !ids.is_empty() {
        return Ok(ids);
    }
    // Names such as "letters/a.txt" may hold a word that reads like a part of a citation.
    let whole = |span: crate::span::Span| span.len() * 2 >= text.len();
    match found.iter().find(|c| whole(c.span)) {
        Some(open) if open.status == Status::Ambiguous => {
            Err(NameError::Ambiguous { text: text.to_owned(), candidates: open.candidates.iter().map(|c| c.id.to_string()).collect() })
        }
        Some(_) => Err(NameError::Incomplete { text: text.to_owned() }),
        None => Ok(vec![Id::new(text)]),
    }
}

/// A dossier by its number alone: "36512", "36 512", "34 550-V".
fn dossier(text: &str) -> Option<Id> {
    const DIGITS: usize = 5;
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (number, suffix) = tight.split_at_checked(DIGITS)?;
    let suffix = suffix.strip_prefix('-').unwrap_or(suffix);
    let roman = suffix.bytes().all(|b| b"IVXLC".contains(&b));
    if !roman || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Dossier::new(number, Some(suffix).filter(|suffix| !suffix.is_empty())).ok().map(|dossier| dossier.id())
}

/// The canonical form of a text that is nothing but an identifier.
pub fn identifier(text: &str) -> Option<Id> {
    canonical(text).or_else(|| canonical(&even_case(text)?))
}

/// An identifier that differs from its canonical form in case: "KST-34550-V-52", "bwbr0005537".
fn even_case(text: &str) -> Option<String> {
    let (prefix, rest) = text.split_once('-').unwrap_or((text, ""));
    if prefix.eq_ignore_ascii_case("kst") || prefix.eq_ignore_ascii_case("stb") || prefix.eq_ignore_ascii_case("blg") {
        return Some(format!("{}-{}", prefix.to_ascii_lowercase(), rest.to_ascii_uppercase()));
    }
    if text.get(..3).is_some_and(|p| p.eq_ignore_ascii_case("bwb")) {
        return Some(format!("{}{}", text.get(..4)?.to_ascii_uppercase(), text.get(4..)?));
    }
    Some(text.to_ascii_lowercase()).filter(|even| even != text)
}

/// The canonical form of a text as it stands.
fn canonical(text: &str) -> Option<Id> {
    if let Ok(jci) = text.parse::<Jci>() {
        return Some(jci.id());
    }
    if let Ok(ecli) = text.parse::<Ecli>() {
        return Some(Id::from(ecli.to_string()));
    }
    if let Ok(paper) = text.parse::<Kamerstuk>() {
        return Some(paper.id());
    }
    let act = text.split('&').next().is_some_and(|act| act.parse::<Celex>().is_ok());
    let celex = act && (text.parse::<EuArticle>().is_ok() || is_eu_part(text));
    let dossier = text.strip_prefix("dossier/").is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let id = Id::new(text);
    (celex || dossier || text.parse::<Publication>().is_ok() || id.url().is_some()).then_some(id)
}

/// Something with all its parts: a law with its articles, an article with its leden, a dossier with its papers.
///
/// ```
/// use verwijs::{Id, query::Scope};
/// let article = Scope::new(Id::new("jci1.3:c:BWBR0001854&artikel=300"));
/// assert!(article.holds(&Id::new("jci1.3:c:BWBR0001854&artikel=300&lid=1")));
/// assert!(!article.holds(&Id::new("jci1.3:c:BWBR0001854&artikel=300a")));
/// let dossier = Scope::new(Id::new("dossier/34550"));
/// assert!(dossier.holds(&Id::new("kst-34550-V-52")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    id: Id,
    /// How identifiers of parts begin.
    prefix: String,
    dossier: bool,
}

impl Scope {
    /// What `id` names, with all its parts.
    pub fn new(id: Id) -> Self {
        let text = id.as_str();
        let dossier = text.starts_with("dossier/");
        let prefix = match text.strip_suffix("/TXT") {
            // Articles of the founding treaties: 12012E288.
            Some(treaty) => treaty.to_owned(),
            None if dossier => format!("{text}-"),
            None if text.parse::<Jci>().is_ok() && !text.starts_with("jci") => format!("jci1.3:c:{text}&"),
            None => format!("{text}&"),
        };
        Self { prefix, dossier, id }
    }

    /// What it is all about.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Whether it is a dossier.
    #[cfg(feature = "index")]
    pub(crate) fn is_dossier(&self) -> bool {
        self.dossier
    }

    /// Between what, the second not included, the identifiers of its parts sort.
    #[cfg(feature = "index")]
    pub(crate) fn range(&self) -> (&str, String) {
        (&self.prefix, format!("{}\u{7f}", self.prefix))
    }

    /// Whether `id` is it or a part of it.
    pub fn holds(&self, id: &Id) -> bool {
        if *id == self.id || id.as_str().starts_with(&self.prefix) {
            return true;
        }
        self.dossier
            && id.as_str().starts_with("kst-")
            && id.as_str().parse::<Kamerstuk>().is_ok_and(|paper| {
                let dossier = paper.dossier().id();
                dossier == self.id || dossier.as_str().starts_with(&self.prefix)
            })
    }
}
