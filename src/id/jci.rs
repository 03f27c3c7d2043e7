//! References to Dutch law after the Juriconnect standard BWB 1.3.1.

use super::{Id, IdError};
use std::{fmt, str::FromStr};

/// Keys of divisions, which articles are numbered through.
const DIVISIONS: [&str; 7] = ["boek", "deel", "hoofdstuk", "titeldeel", "afdeling", "paragraaf", "sub-paragraaf"];

/// A law or a part of it: `BWBR0001854`, `jci1.3:c:BWBR0001854&artikel=300&lid=1&o=a`.
///
/// ```
/// use verwijs::Jci;
/// let law = Jci::law("BWBR0001854").unwrap();
/// let part = law.clone().with("artikel", "300").with("lid", "1");
/// assert_eq!(law.to_string(), "BWBR0001854");
/// assert_eq!(part.to_string(), "jci1.3:c:BWBR0001854&artikel=300&lid=1");
/// assert_eq!("1.0:v:BWBR0001854&artikel=300&lid=1".parse::<Jci>().unwrap(), part);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jci {
    law: String,
    parts: Vec<(String, String)>,
}

impl Jci {
    /// A whole law.
    ///
    /// # Errors
    /// Anything but "BWB", a letter R, V or W and seven digits.
    pub fn law(id: &str) -> Result<Self, IdError> {
        let fits = id.len() == 11 && id.starts_with("BWB") && matches!(id.as_bytes()[3], b'R' | b'V' | b'W') && id.bytes().skip(4).all(|b| b.is_ascii_digit());
        if fits { Ok(Self { law: id.to_owned(), parts: Vec::new() }) } else { Err(IdError::new(id, "BWB number", "BWBR, BWBV or BWBW and seven digits")) }
    }

    /// The same with one part more, from the outermost to the innermost. A closing dot falls away and
    /// white space becomes `+`, as the publisher writes it.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        let value = value.trim().trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join("+");
        self.parts.push((key.to_owned(), value));
        self
    }

    /// The law's BWB number.
    pub fn bwb(&self) -> &str {
        &self.law
    }

    /// The parts, from the outermost to the innermost.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|(k, v)| (k.as_str(), v.as_str()))
    }

    /// The same up to its article: without leden and below.
    #[must_use]
    pub fn up_to_article(mut self) -> Self {
        if let Some(at) = self.parts.iter().position(|(k, _)| k == "artikel") {
            self.parts.truncate(at + 1);
        }
        self
    }

    /// The canonical identifier.
    pub fn id(&self) -> Id {
        Id::from(self.to_string())
    }

    /// Its page on wetten.overheid.nl, which opens at the part.
    pub fn url(&self) -> String {
        if self.parts.is_empty() { format!("https://wetten.overheid.nl/{}", self.law) } else { format!("https://wetten.overheid.nl/{self}") }
    }
}

impl FromStr for Jci {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fault = || IdError::new(text, "reference to a law", "BWBR0001854 or jci1.3:c:BWBR0001854&artikel=300");
        let rest = text.strip_prefix("jci").unwrap_or(text);
        let rest = match rest.split_once(':') {
            Some(("1.0" | "1.1" | "1.2" | "1.3" | "1.31", rest)) => rest.strip_prefix("c:").or_else(|| rest.strip_prefix("v:")).ok_or_else(fault)?,
            Some(_) => return Err(fault()),
            None => rest,
        };
        let mut pieces = rest.split('&');
        let mut jci = Self::law(pieces.next().unwrap_or_default()).map_err(|_| fault())?;
        for piece in pieces {
            let (key, value) = piece.split_once('=').ok_or_else(fault)?;
            // Dates of validity name a state of the text, not a part of it.
            if !matches!(key, "g" | "z" | "s" | "e") {
                jci.parts.push((key.to_owned(), value.to_owned()));
            }
        }
        // An article's number is its own within the law: no chapter stands before it.
        if let Some(at) = jci.parts.iter().position(|(k, _)| k == "artikel") {
            let mut index = 0;
            jci.parts.retain(|(key, _)| {
                index += 1;
                index > at || !DIVISIONS.contains(&key.as_str())
            });
        }
        Ok(jci)
    }
}

impl fmt::Display for Jci {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parts.is_empty() {
            return f.write_str(&self.law);
        }
        write!(f, "jci1.3:c:{}", self.law)?;
        self.parts.iter().try_for_each(|(key, value)| write!(f, "&{key}={value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Jci;

    #[test]
    fn dates_are_no_part() {
        let jci: Jci = "jci1.3:c:BWBR0005537&artikel=8:1&z=2020-01-01&g=2020-01-01".parse().unwrap();
        assert_eq!(jci.to_string(), "jci1.3:c:BWBR0005537&artikel=8:1");
        let jci: Jci = "jci1.3:c:BWBR0015703&hoofdstuk=3&paragraaf=3.2&artikel=20&lid=1".parse().unwrap();
        assert_eq!(jci.to_string(), "jci1.3:c:BWBR0015703&artikel=20&lid=1");
        for text in ["BWBR123", "jci1.3:c:", "jci9:c:BWBR0005537", "BWBR0005537&artikel"] {
            assert!(text.parse::<Jci>().is_err(), "{text}");
        }
    }

    #[test]
    fn white_space_is_a_plus() {
        assert_eq!(Jci::law("BWBR0005537").unwrap().with("artikel", "J 7a.").to_string(), "jci1.3:c:BWBR0005537&artikel=J+7a");
    }
}
