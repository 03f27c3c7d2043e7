//! CELEX numbers of EU acts, treaties and cases, and articles of them.

use super::{Id, IdError};
use std::{fmt, str::FromStr};

/// A CELEX number: `32016R0679`, `12012E/TXT`, `62007CJ0418`.
///
/// ```
/// use verwijs::Celex;
/// let act: Celex = "32016R0679".parse().unwrap();
/// assert_eq!(act.url(), "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Celex(String);

impl Celex {
    /// An act of sector 3: `kind` is its letter, R, L, D, H, F, E, S, O or G.
    pub fn act(year: u16, kind: char, number: u32) -> Self {
        Self(format!("3{year}{kind}{number:04}"))
    }

    /// A case of the EU courts: `kind` is CJ, CO, CC, TJ, FJ …
    pub fn case(year: u16, kind: &str, number: u32) -> Self {
        Self(format!("6{year}{kind}{number:04}"))
    }

    /// Whether it is the consolidated text of a treaty or the charter.
    pub fn is_treaty(&self) -> bool {
        self.0.starts_with('1')
    }

    /// The identifier of one article of it: `32016R0679&artikel=6`, `12012E288`.
    pub fn article(&self, number: &str) -> Id {
        match (self.is_treaty(), self.0.split_once('/'), number.parse::<u16>()) {
            (true, Some((treaty, _)), Ok(n)) => Id::from(format!("{treaty}{n:03}")),
            _ => Id::from(format!("{}&artikel={number}", self.0)),
        }
    }

    /// Its page.
    pub fn url(&self) -> String {
        format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{}", self.0)
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Celex {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fault = || IdError::new(text, "CELEX number", "sector, year, type and number: 32016R0679, 12012E/TXT, 62007CJ0418");
        let bytes = text.as_bytes();
        if bytes.len() < 8 || !text.is_ascii() || !matches!(bytes[0], b'0'..=b'9' | b'C' | b'E') {
            return Err(fault());
        }
        let year = &bytes[1..5];
        let rest = &text[5..];
        let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        let tail = &rest[letters..];
        let numbers =
            tail.len() >= 3 && tail.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'(' | b')' | b'-' | b'/')) && tail.as_bytes()[0].is_ascii_digit();
        let fits = year.iter().all(u8::is_ascii_digit)
            && matches!(year, [b'1', b'9', ..] | [b'2', b'0', ..])
            && (1..=2).contains(&letters)
            && (numbers || tail == "/TXT");
        if fits { Ok(Self(text.to_owned())) } else { Err(fault()) }
    }
}

impl fmt::Display for Celex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Celex> for Id {
    fn from(celex: Celex) -> Self {
        Self::from(celex.0)
    }
}

/// An EU act, or one article of it, read from its identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EuArticle {
    act: Celex,
    article: Option<String>,
}

impl EuArticle {
    /// The act.
    pub fn act(&self) -> &Celex {
        &self.act
    }

    /// The article's number.
    pub fn article(&self) -> Option<&str> {
        self.article.as_deref()
    }
}

impl FromStr for EuArticle {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if let Some((act, rest)) = text.split_once("&artikel=") {
            let article = rest.split('&').next().unwrap_or_default();
            return Ok(Self { act: act.parse()?, article: Some(article.to_owned()) });
        }
        if let Some(treaty) = ["12012E", "12012M", "12012P"].into_iter().find(|t| text.starts_with(t)) {
            let number = text[treaty.len()..].split('&').next().unwrap_or_default();
            if number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()) {
                let act = Celex(format!("{treaty}/TXT"));
                return Ok(Self { act, article: Some(number.trim_start_matches('0').to_owned()) });
            }
        }
        Ok(Self { act: text.parse()?, article: None })
    }
}

/// Whether it names a part of an EU act, by its steps: "32016R0679&hoofdstuk=III", "12012E288&lid=2".
pub(crate) fn is_eu_part(text: &str) -> bool {
    const STEPS: [&str; 10] = ["bijlage", "boek", "deel", "hoofdstuk", "titeldeel", "afdeling", "paragraaf", "artikel", "lid", "o"];
    const LID: usize = 8;
    let Some((act, steps)) = text.split_once('&') else { return false };
    let Ok(whole) = act.parse::<EuArticle>() else { return false };
    // From the outermost to the innermost, below the article where the number tells that; an onderdeel may stand in another.
    let mut from = whole.article().map_or(0, |_| LID);
    steps.split('&').all(|step| {
        let Some((key, value)) = step.split_once('=') else { return false };
        let Some(at) = STEPS.iter().position(|step| *step == key).filter(|at| *at >= from) else { return false };
        from = at + usize::from(key != "o");
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | ':' | '-' | '+' | '/' | '°');
        value.chars().all(fits) && (key == "bijlage" || !value.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_know_their_act() {
        let read = |text: &str| text.parse::<EuArticle>().unwrap();
        assert_eq!(read("12012E288").act().as_str(), "12012E/TXT");
        assert_eq!(read("12012E049").article(), Some("49"));
        assert_eq!(read("12012M007&lid=1").act().as_str(), "12012M/TXT");
        assert_eq!(read("12012M007&lid=1").article(), Some("7"));
        assert_eq!(read("32016R0679&artikel=6&lid=1").article(), Some("6"));
        assert_eq!(Celex::act(2016, 'R', 679).article("6").as_str(), "32016R0679&artikel=6");
        assert_eq!("12012E/TXT".parse::<Celex>().unwrap().article("49").as_str(), "12012E049");
        assert!("2016R0679".parse::<Celex>().is_err());
        for part in ["32016R0679&hoofdstuk=III&artikel=6", "32016R0679&artikel=6&lid=1&o=a&o=1°", "12012E288&lid=2", "32016R0679&bijlage="] {
            assert!(is_eu_part(part), "{part}");
        }
        for none in ["32016R0679&lid=", "32016R0679&lid=1&lid=2", "32016R0679&o=a&artikel=6", "12012E288&artikel=3", "32016R0679&lid=<a>"] {
            assert!(!is_eu_part(none), "{none}");
        }
    }
}
