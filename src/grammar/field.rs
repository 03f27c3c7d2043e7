//! How the words of a field become its value.

use std::collections::BTreeMap;

/// How a field's words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum FieldKind {
    /// As they stand, white space made single.
    #[default]
    Text,
    /// A number that may end in letters: "0215 a" is "215a".
    Number,
    /// A number as scans print it, with "o" for 0, "l" for 1 and "G" for 6: "5o" is "50".
    Scanned,
    /// A dossier: "34 550", "34.550", "34-550" are "34550".
    Dossier,
    /// A budget chapter or fund: "hoofdstuk xvi" is "XVI".
    Suffix,
    /// A session year in eight digits: "2017/18", "1999-00", "'91-'92"; one calendar year stays four.
    Session,
    /// A year in four digits.
    Year,
    /// Upper case without white space.
    Upper,
    /// A reference to a law after the Juriconnect standard, in its canonical form.
    Jci,
}

impl FieldKind {
    pub const NAMES: &str = "text, number, scanned, dossier, suffix, session, year, upper, jci";

    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "number" => Self::Number,
            "scanned" => Self::Scanned,
            "dossier" => Self::Dossier,
            "suffix" => Self::Suffix,
            "session" => Self::Session,
            "year" => Self::Year,
            "upper" => Self::Upper,
            "jci" => Self::Jci,
            _ => return None,
        })
    }

    /// The value of `words`.
    pub fn value(self, words: &str) -> String {
        match self {
            Self::Text => single_spaced(words),
            Self::Number => {
                let mut tight = String::with_capacity(words.len());
                tight.extend(words.chars().filter(|c| c.is_alphanumeric()));
                let zeros = tight.len() - tight.trim_start_matches('0').len();
                // One stays where no other digit follows.
                let all = tight[zeros..].starts_with(|c: char| c.is_ascii_digit());
                tight.drain(..zeros - usize::from(zeros > 0 && !all));
                tight
            }
            Self::Scanned => Self::Number.value(&words.replace(['o', 'O'], "0").replace('l', "1").replace('G', "6").replace('S', "8")),
            Self::Dossier => words.chars().filter(char::is_ascii_alphanumeric).collect(),
            Self::Suffix => suffix(words),
            Self::Session => session(words),
            Self::Year => years(words).first().map_or_else(String::new, u32::to_string),
            Self::Jci => words.replace("&amp;", "&").parse::<crate::id::Jci>().map_or_else(|_| words.to_owned(), |jci| jci.to_string()),
            Self::Upper => words.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect(),
        }
    }
}

/// The words with one space between each two of them.
fn single_spaced(words: &str) -> String {
    let mut single = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !single.is_empty() {
            single.push(' ');
        }
        single.push_str(word);
    }
    single
}

fn suffix(words: &str) -> String {
    let word = words.rsplit(|c: char| !c.is_ascii_alphanumeric()).find(|w| !w.is_empty()).unwrap_or(words);
    // Typesetting leaves "l" and "i" for the Roman one.
    let upper = word.replace('l', "I").to_ascii_uppercase();
    upper.trim().to_owned()
}

/// The years in `words`, two-digit ones made whole from the one before or as of the twentieth century.
fn years(words: &str) -> Vec<u32> {
    let mut years: Vec<u32> = Vec::new();
    for digits in words.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()) {
        let Ok(n) = digits.parse::<u32>() else { continue };
        let year = match (digits.len(), years.last()) {
            (4, _) => n,
            (2, Some(&before)) => before / 100 * 100 + n + if n < before % 100 { 100 } else { 0 },
            (2, None) => 1900 + n,
            _ => continue,
        };
        years.push(year);
    }
    years
}

fn session(words: &str) -> String {
    match years(words)[..] {
        [first, second, ..] => format!("{first}{second}"),
        [year] => year.to_string(),
        [] => String::new(),
    }
}

/// A field as the grammar declares it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field {
    pub kind: FieldKind,
    pub map: BTreeMap<String, String>,
    pub not_before: Option<super::pattern::LazyRegex>,
    pub not_at: Option<super::pattern::LazyRegex>,
}

impl Field {
    /// The value of `words`: what the map has for them, else what the kind makes of them.
    pub fn value(&self, words: &str) -> String {
        if !self.map.is_empty() {
            let even = single_spaced(words);
            let found = self.map.get(&even).or_else(|| self.map.iter().find(|(k, _)| k.eq_ignore_ascii_case(&even)).map(|(_, v)| v));
            if let Some(value) = found {
                return value.clone();
            }
        }
        self.kind.value(words)
    }
}

#[cfg(test)]
mod tests {
    use super::FieldKind::*;

    #[test]
    fn words_become_values() {
        for (kind, words, value) in [
            (Session, "2017/18", "20172018"),
            (Session, "1999/00", "19992000"),
            (Session, "1999-2000", "19992000"),
            (Session, "'91-'92", "19911992"),
            (Session, "2011", "2011"),
            (Session, "2022/-23", "20222023"),
            (Dossier, "34 550", "34550"),
            (Dossier, "31-700", "31700"),
            (Suffix, "hoofdstuk xvi", "XVI"),
            (Suffix, "20", "20"),
            (Number, "215 a", "215a"),
            (Number, "007", "7"),
            (Scanned, "5o", "50"),
            (Year, "1998", "1998"),
            (Year, "'64", "1964"),
            (Upper, "c xix", "CXIX"),
            (Jci, "1.0:v:BWBR0001840&artikel=107", "jci1.3:c:BWBR0001840&artikel=107"),
        ] {
            assert_eq!(kind.value(words), value, "{words}");
        }
    }
}
