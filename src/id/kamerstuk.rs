//! Parliamentary papers: `kst-34550-V-52`, `kst-20082009-31700-VI-D`, `kst-CXXXI-D`.

use super::{Id, IdError, SessionYear};
use std::{fmt, str::FromStr};

/// A dossier: a number, or a Roman one of the Eerste Kamer, with its chapter or suffix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dossier {
    number: String,
    suffix: Option<String>,
}

impl Dossier {
    /// A dossier from its number as the identifier has it ("34550", "CXXXI") and its suffix ("V", "20").
    ///
    /// # Errors
    /// A number that is neither digits nor Roman, or a suffix with anything but letters and digits.
    pub fn new(number: &str, suffix: Option<&str>) -> Result<Self, IdError> {
        let fault = || IdError::new(number, "dossier", "digits (34550) or a Roman number (CXXXI), and a suffix of letters or digits");
        let digits = number.bytes().all(|b| b.is_ascii_digit()) && (1..=5).contains(&number.len());
        let roman = !number.is_empty() && number.bytes().all(|b| b"IVXLC".contains(&b));
        let clean = suffix.is_none_or(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !(digits || roman) || !clean {
            return Err(fault());
        }
        Ok(Self { number: number.to_owned(), suffix: suffix.map(str::to_owned) })
    }

    /// The number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The chapter, fund or series.
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// The identifier of the dossier itself, `dossier/34550-V`.
    pub fn id(&self) -> Id {
        Id::from(format!("dossier/{self}"))
    }
}

impl fmt::Display for Dossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)?;
        self.suffix.as_ref().map_or(Ok(()), |s| write!(f, "-{s}"))
    }
}

/// A paper in a dossier.
///
/// ```
/// use verwijs::Kamerstuk;
/// let paper: Kamerstuk = "kst-20082009-31700-VI-D".parse().unwrap();
/// assert_eq!((paper.dossier().to_string(), paper.number()), ("31700-VI".to_owned(), "D"));
/// assert_eq!(paper.to_string(), "kst-20082009-31700-VI-D");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kamerstuk {
    session: Option<SessionYear>,
    dossier: Dossier,
    number: String,
}

impl Kamerstuk {
    /// A paper; `session` is part of the identifier of Eerste Kamer papers up to 2009/10 and of all papers before 1945.
    ///
    /// # Errors
    /// A number with anything but letters and digits.
    pub fn new(session: Option<SessionYear>, dossier: Dossier, number: &str) -> Result<Self, IdError> {
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(IdError::new(number, "number of a paper", "digits or letters: 52, 188b, D"));
        }
        Ok(Self { session, dossier, number: number.to_owned() })
    }

    /// The session year, where it is part of the identifier.
    pub fn session(&self) -> Option<SessionYear> {
        self.session
    }

    /// The dossier.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// The number within the dossier.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The canonical identifier.
    pub fn id(&self) -> Id {
        Id::from(self.to_string())
    }
}

impl fmt::Display for Kamerstuk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("kst-")?;
        if let Some(session) = self.session {
            write!(f, "{session}-")?;
        }
        write!(f, "{}-{}", self.dossier, self.number)
    }
}

impl FromStr for Kamerstuk {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fault = || IdError::new(text, "kamerstuk", "kst-[session-]dossier[-suffix]-number: kst-34550-V-52");
        let rest = text.strip_prefix("kst-").ok_or_else(fault)?;
        let mut parts: Vec<&str> = rest.split('-').collect();
        let session = parts.first().and_then(|p| p.parse().ok());
        if session.is_some() {
            parts.remove(0);
        }
        // Reprints ("-h1", "-n1") and printed annexes ("-b1") are the paper.
        if let Some(last) = parts.last().filter(|_| parts.len() > 2)
            && last.starts_with(['h', 'n', 'b'])
            && last.len() > 1
            && last[1..].bytes().all(|b| b.is_ascii_digit())
        {
            parts.pop();
        }
        let (dossier, number) = match parts[..] {
            [number, paper] => (Dossier::new(number, None), paper),
            [number, suffix, paper] => (Dossier::new(number, Some(suffix)), paper),
            _ => return Err(fault()),
        };
        Self::new(session, dossier.map_err(|_| fault())?, number).map_err(|_| fault())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        for text in ["kst-34550-V-52", "kst-20042005-28614-C", "kst-CXXXI-D", "kst-18881889-41-3", "kst-21501-02-1740", "kst-36600-B-A"] {
            assert_eq!(text.parse::<Kamerstuk>().unwrap().to_string(), text);
        }
        assert_eq!("kst-27801-55-b1".parse::<Kamerstuk>().unwrap().to_string(), "kst-27801-55");
        for text in ["kst-", "kst-34550", "kst-34550-V-52-7", "kst-é-1"] {
            assert!(text.parse::<Kamerstuk>().is_err(), "{text}");
        }
    }
}
