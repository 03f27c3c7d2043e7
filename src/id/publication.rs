//! Identifiers of the official publications: `stb-2018-123`, `ah-tk-20182019-44`, `h-tk-20172018-26-4`.

use super::IdError;
use std::{fmt, str::FromStr};

/// The prefixes under which officielebekendmakingen.nl publishes.
const PREFIXES: [&str; 14] = ["kst", "h", "ah", "kv", "ag", "nds", "blg", "stb", "stcrt", "trb", "gmb", "wsb", "prb", "bgr"];

/// An identifier of officielebekendmakingen.nl, of any kind.
///
/// ```
/// use verwijs::Publication;
/// let decree: Publication = "stb-2018-123".parse().unwrap();
/// assert_eq!((decree.prefix(), decree.rest()), ("stb", "2018-123"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Publication {
    text: String,
    prefix: usize,
}

impl Publication {
    /// The kind of publication: "stb", "kst", "ah" …
    pub fn prefix(&self) -> &str {
        &self.text[..self.prefix]
    }

    /// What follows the kind and its hyphen.
    pub fn rest(&self) -> &str {
        &self.text[self.prefix + 1..]
    }

    /// Its page.
    pub fn url(&self) -> String {
        format!("https://zoek.officielebekendmakingen.nl/{}.html", self.text)
    }
}

impl FromStr for Publication {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fault = || IdError::new(text, "identifier of a publication", "a prefix such as stb-, kst- or ah-tk-, then numbers: stb-2018-123");
        let (prefix, rest) = text.split_once('-').filter(|(prefix, _)| PREFIXES.contains(prefix)).ok_or_else(fault)?;
        let clean = rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !clean || !rest.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) || rest.ends_with('-') {
            return Err(fault());
        }
        Ok(Self { text: text.to_owned(), prefix: prefix.len() })
    }
}

impl fmt::Display for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The page of a document of the Commission: `COM(2021)727`.
pub(super) fn commission_url(text: &str) -> Option<String> {
    let (prefix, rest) = text.split_once('(')?;
    let (year, number) = rest.split_once(')')?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let fits = matches!(prefix, "COM" | "SWD" | "SEC" | "JOIN") && year.len() == 4 && digits(year) && digits(number);
    fits.then(|| format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri={prefix}:{year}:{number}:FIN"))
}

/// The page of a document in the register of the Council: `ST-9876-2021-INIT`.
pub(super) fn council_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("ST-")?;
    let clean = rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    (clean && rest.starts_with(|c: char| c.is_ascii_digit())).then(|| format!("https://data.consilium.europa.eu/doc/document/{text}/nl/pdf"))
}

/// Whether it is a number of the Tweede Kamer, and which: `D` of a document (2018D54210), `Z` of a zaak (2018Z20967).
pub(crate) fn tweede_kamer_kind(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    let kind = *bytes.get(4).filter(|kind| matches!(kind, b'D' | b'Z'))?;
    (bytes.len() == 10 && bytes.iter().enumerate().all(|(i, b)| i == 4 || b.is_ascii_digit())).then_some(kind)
}

/// The page of such a document or zaak.
pub(super) fn tweede_kamer_url(text: &str) -> Option<String> {
    Some(match tweede_kamer_kind(text)? {
        b'D' => format!("https://www.tweedekamer.nl/kamerstukken/detail?id={text}&did={text}"),
        _ => format!("https://www.tweedekamer.nl/kamerstukken/detail?id={text}"),
    })
}
