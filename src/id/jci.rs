//! References to Dutch law after the Juriconnect standard BWB 1.3.1.

use super::{Id, IdError};
use crate::date::Date;
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
    /// [`HEAD`], the law's number, and each part as `&key=value` behind it.
    text: String,
}

/// The usual length of a BWB number.
const NUMBER: usize = "BWBR0001854".len();
/// Room for the parts that most references have.
const USUAL_PARTS: usize = "&artikel=10.16b&lid=1&o=a".len();
/// What stands before the number of a law with parts.
const HEAD: &str = "jci1.3:c:";

impl Jci {
    /// A whole law.
    ///
    /// # Errors
    /// Anything but "BWB", a letter R, V or W and seven digits; behind W there may be fewer, four at least.
    pub fn law(id: &str) -> Result<Self, IdError> {
        if is_number(id) { Ok(Self::bare(id, USUAL_PARTS)) } else { Err(IdError::new(id, "BWB number", "BWBR, BWBV or BWBW and seven digits")) }
    }

    /// The same with one part more, from the outermost to the innermost. A closing dot falls away and
    /// white space becomes `+`, as the publisher writes it.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.begin_part(key);
        for (index, word) in value.trim().trim_end_matches('.').split_whitespace().enumerate() {
            if index > 0 {
                self.text.push('+');
            }
            self.text.push_str(word);
        }
        self
    }

    /// The law with this number, and room for parts of `more` bytes.
    fn bare(number: &str, more: usize) -> Self {
        let mut text = String::with_capacity(HEAD.len() + number.len() + more);
        text.push_str(HEAD);
        text.push_str(number);
        Self { text }
    }

    fn begin_part(&mut self, key: &str) {
        self.text.push('&');
        self.text.push_str(key);
        self.text.push('=');
    }

    /// The law's BWB number.
    pub fn bwb(&self) -> &str {
        let rest = &self.text[HEAD.len()..];
        &rest[..rest.find('&').unwrap_or(rest.len())]
    }

    /// The parts, from the outermost to the innermost.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.text.split('&').skip(1).filter_map(|part| part.split_once('='))
    }

    /// The same up to its article: without leden and below.
    #[must_use]
    pub fn up_to_article(mut self) -> Self {
        if let Some(at) = self.text.find(ARTICLE) {
            let from = at + ARTICLE.len();
            let end = self.text[from..].find('&').map_or(self.text.len(), |i| from + i);
            self.text.truncate(end);
        }
        self
    }

    /// The canonical identifier.
    pub fn id(&self) -> Id {
        Id::new(self.canonical())
    }

    /// Its page on wetten.overheid.nl, which opens at the part.
    pub fn url(&self) -> String {
        [SITE, self.canonical()].concat()
    }

    /// The same, in the state of a day: of that day in force (`z`) and known (`g`).
    ///
    /// ```
    /// let article = verwijs::Jci::law("BWBR0005537").unwrap().with("artikel", "8:1");
    /// let day = "2018-11-13".parse().unwrap();
    /// assert_eq!(article.url_at(day), "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=8:1&z=2018-11-13&g=2018-11-13");
    /// ```
    pub fn url_at(&self, day: Date) -> String {
        let id = self.canonical();
        if self.is_whole() { format!("{SITE}{id}/{day}") } else { format!("{SITE}{id}&z={day}&g={day}") }
    }

    fn canonical(&self) -> &str {
        if self.is_whole() { self.bwb() } else { &self.text }
    }

    fn is_whole(&self) -> bool {
        !self.text.contains('&')
    }
}

/// The page of a law, or of a part of it whose identifier is canonical as it stands; `None` where that wants reading.
pub(super) fn url(text: &str) -> Option<String> {
    const KEPT: [&str; 3] = ["artikel=", "lid=", "o="];
    let rest = text.strip_prefix(HEAD).unwrap_or(text);
    let mut pieces = rest.split('&');
    let law = pieces.next()?;
    let canonical = is_number(law) && (rest.len() == law.len()) == (rest.len() == text.len());
    (canonical && pieces.all(|piece| KEPT.iter().any(|key| piece.starts_with(key)))).then(|| [SITE, text].concat())
}

const ARTICLE: &str = "&artikel=";
const SITE: &str = "https://wetten.overheid.nl/";

/// Whether it is the number of a whole law, and nothing else: told without reading it as a reference.
pub(crate) fn is_number(id: &str) -> bool {
    let Some(number) = id.strip_prefix("BWB") else { return false };
    let length = match number.as_bytes().first() {
        Some(b'R' | b'V') => id.len() == NUMBER,
        // "BWBW33099": a few texts that are no law have an older, shorter number.
        Some(b'W') => (NUMBER - 3..=NUMBER).contains(&id.len()),
        _ => false,
    };
    length && number.bytes().skip(1).all(|b| b.is_ascii_digit())
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
        // As the metadata of judgments have it: "1.0:v:BWB:BWBR0005537&artikel=1:3".
        let rest = rest.strip_prefix("BWB:").unwrap_or(rest);
        let (law, parts) = rest.split_at(rest.find('&').unwrap_or(rest.len()));
        if !is_number(law) {
            return Err(fault());
        }
        let mut jci = Self::bare(law, parts.len());
        // An article's number is its own within the law: no chapter stands before it.
        let article = parts.find(ARTICLE).unwrap_or(0);
        for (at, piece) in parts.match_indices('&').map(|(at, _)| (at, &parts[at + 1..])) {
            let piece = piece.split('&').next().unwrap_or(piece);
            let (key, value) = piece.split_once('=').ok_or_else(fault)?;
            // Dates of validity name a state of the text, not a part of it.
            let dated = matches!(key, "g" | "z" | "s" | "e");
            if !dated && (at >= article || !DIVISIONS.contains(&key)) {
                jci.begin_part(key);
                jci.text.push_str(value);
            }
        }
        Ok(jci)
    }
}

impl fmt::Display for Jci {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.canonical())
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
        assert_eq!(jci.parts().collect::<Vec<_>>(), [("artikel", "20"), ("lid", "1")]);
        assert_eq!(jci.up_to_article().to_string(), "jci1.3:c:BWBR0015703&artikel=20");
        for text in ["BWBR123", "jci1.3:c:", "jci9:c:BWBR0005537", "BWBR0005537&artikel"] {
            assert!(text.parse::<Jci>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_canonical_has_its_page_without_being_read() {
        for text in ["BWBR0005537", "jci1.3:c:BWBR0005537&artikel=8:1&lid=1&o=a", "jci1.3:c:BWBR0005537&artikel=J+7a"] {
            assert_eq!(super::url(text), Some(text.parse::<Jci>().unwrap().url()));
        }
        for text in ["BWBR0005537&artikel=1", "jci1.3:c:BWBR0005537", "jci1.3:c:BWBR0005537&artikel=8:1&g=2020-01-01", "jci1.3:c:BWBR0005537x", "BWB"] {
            assert_eq!(super::url(text), None, "{text}");
        }
    }

    #[test]
    fn older_numbers_are_shorter() {
        let jci: Jci = "jci1.3:c:BWBW33099&artikel=1".parse().unwrap();
        assert_eq!((jci.bwb(), jci.to_string().as_str()), ("BWBW33099", "jci1.3:c:BWBW33099&artikel=1"));
        assert_eq!("BWBW6656".parse::<Jci>().unwrap().url(), "https://wetten.overheid.nl/BWBW6656");
        for text in ["BWBR33099", "BWBW665", "BWBW00066561", "BWB"] {
            assert!(text.parse::<Jci>().is_err(), "{text}");
        }
    }

    #[test]
    fn white_space_is_a_plus() {
        assert_eq!(Jci::law("BWBR0005537").unwrap().with("artikel", "J 7a.").to_string(), "jci1.3:c:BWBR0005537&artikel=J+7a");
    }
}
