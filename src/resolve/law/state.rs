//! The day of the state of a law that the words behind a citation tell: "zoals dat luidde tot 1 januari 2015".

use crate::{date::Date, law::Lexicon};

/// The day that the words right behind a citation tell, in `after`.
pub(super) fn told(after: &str, lexicon: &Lexicon) -> Option<Date> {
    let words = after.trim_start_matches([' ', ',', '(', '\n']);
    let state = &lexicon.state;
    if after.len() - words.len() > 3 || !state.begins.iter().any(|word| words.starts_with(word.as_str())) {
        return None;
    }
    let found = state.pattern().captures(words)?;
    let part = |name: &str| found.name(name).map_or("", |m| m.as_str());
    let day = Date::of_words(part("day"), part("month"), part("year"))?;
    Some(if found.name("before").is_some() { day.day_before() } else { day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_state() {
        let lexicon = Lexicon::own();
        let told = |after: &str| told(after, &lexicon).map(|day| day.to_string());
        assert_eq!(told(", zoals dat luidde op 31 december 2014, is").as_deref(), Some("2014-12-31"));
        assert_eq!(told(", zoals dit artikel luidde tot 1 januari 2015").as_deref(), Some("2014-12-31"));
        assert_eq!(told(" (tekst per 1 juli 2016)").as_deref(), Some("2016-07-01"));
        assert_eq!(told(" zoals geldend vóór 1 maart 2012").as_deref(), Some("2012-02-29"));
        for other in [" is op 1 januari 2015 vervallen", ", zoals gewijzigd bij de wet van 3 maart 2010", ", zoals dat luidde ten tijde van belang"] {
            assert_eq!(told(other), None, "{other}");
        }
    }
}
