//! European Case Law Identifiers (ECLI, Council conclusions 2011/C 127/01).

use super::IdError;
use std::{fmt, str::FromStr};

/// An ECLI: country, court, year, ordinal.
///
/// Dutch, EU and ECtHR ones are written in upper case; of others the country alone.
///
/// ```
/// use verwijs::Ecli;
/// let judgment: Ecli = "ecli:nl:hr:2016:162".parse().unwrap();
/// assert_eq!(judgment.to_string(), "ECLI:NL:HR:2016:162");
/// assert_eq!(judgment.court(), "HR");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ecli {
    country: String,
    court: String,
    year: u16,
    ordinal: String,
}

impl Ecli {
    /// The court's code.
    pub fn court(&self) -> &str {
        &self.court
    }

    /// The year of the decision.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The number within court and year; for older Dutch decisions the LJN.
    pub fn ordinal(&self) -> &str {
        &self.ordinal
    }

    /// Its page.
    pub fn url(&self) -> String {
        match self.country.as_str() {
            "NL" => format!("https://deeplink.rechtspraak.nl/uitspraak?id={self}"),
            "EU" => format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri={self}"),
            "CE" => format!("https://hudoc.echr.coe.int/eng?i={self}"),
            _ => format!("https://e-justice.europa.eu/ecli/{self}"),
        }
    }
}

impl FromStr for Ecli {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fault = || IdError::new(text, "ECLI", "ECLI:country:court:year:ordinal, as ECLI:NL:HR:2016:162");
        // Most texts that are asked are something else.
        if !text.trim_start().starts_with(['e', 'E']) {
            return Err(fault());
        }
        let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let parts: Vec<&str> = tight.split(':').collect();
        let [label, country, court, year, ordinal] = parts[..] else { return Err(fault()) };
        let word = |s: &str, longest: usize| !s.is_empty() && s.len() <= longest && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        let fits = label.eq_ignore_ascii_case("ecli")
            && country.len() == 2
            && country.bytes().all(|b| b.is_ascii_alphabetic())
            && word(court, 7)
            && court.starts_with(|c: char| c.is_ascii_alphabetic())
            && year.len() == 4
            && word(ordinal, 25);
        if !fits {
            return Err(fault());
        }
        let year = year.parse().map_err(|_| fault())?;
        let country = country.to_ascii_uppercase();
        // The EU courts number their judgments.
        if country == "EU" && !ordinal.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fault());
        }
        let upper = matches!(country.as_str(), "NL" | "EU" | "CE");
        let part = |s: &str| if upper { s.to_ascii_uppercase() } else { s.to_owned() };
        Ok(Self { court: part(court), year, ordinal: part(ordinal), country })
    }
}

impl fmt::Display for Ecli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ECLI:{}:{}:{:04}:{}", self.country, self.court, self.year, self.ordinal)
    }
}

#[cfg(test)]
mod tests {
    use super::Ecli;

    #[test]
    fn foreign_ordinals_keep_their_letters() {
        for text in ["ECLI:DE:BVerwG:2014:041214B8B66.14.0", "ECLI:CE:ECHR:2007:0515JUD005239199", "ECLI:EU:C:1984:25"] {
            assert_eq!(text.parse::<Ecli>().unwrap().to_string(), text);
        }
        for text in ["ECLI:NL:HR:2016", "ECLI:NL:HR:16:162", "ECLI:NLD:HR:2016:1", "ECLI::::"] {
            assert!(text.parse::<Ecli>().is_err(), "{text}");
        }
    }
}
