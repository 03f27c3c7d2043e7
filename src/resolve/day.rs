//! The day that the head of a text tells.

use crate::spelling::{date, month_of};

/// The day of a document: in a short line of its own ("Den Haag, 3 april 2008"), or of the answer to a question.
pub(super) fn of(lines: &[&str]) -> Option<String> {
    let answered = lines.iter().take(14).find_map(|l| l.split_once("(ontvangen")).and_then(|(_, rest)| first_date(&[rest]));
    let short: Vec<&str> = lines
        .iter()
        .take(50)
        .copied()
        .filter(|l| (l.len() < 130 || l.contains("ngezonden") || l.contains("datum") || l.contains("gehouden op")) && !l.starts_with("ONTVANGEN"))
        .collect();
    answered.or_else(|| labelled(&short)).or_else(|| first_date(&short))
}

/// The day behind "Datum", or in the line below it.
fn labelled(lines: &[&str]) -> Option<String> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let rest = line.strip_prefix("Datum").or_else(|| line.strip_prefix("DATUM")).filter(|rest| !rest.starts_with(char::is_alphabetic))?;
        let rest = rest.trim_start_matches([':', ' ', '\t']);
        first_date(&[if rest.is_empty() { lines.get(at + 1)? } else { rest }])
    })
}

/// The first full date: "13 november 2018", "13-11-2018", OCR'd "16juni1978".
pub(super) fn first_date(lines: &[&str]) -> Option<String> {
    for line in lines {
        let mut words: Vec<&str> = Vec::new();
        for word in line.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()) {
            words.push(word);
            if let Some(day) = joined_date(word) {
                return Some(day);
            }
            if let [.., day, month, year] = words[..]
                && day.len() <= 5
                && let Some(month) = month_of(month)
                && let (Ok(day), Some(year)) = (day.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u8>(), year.get(..4))
                && (1..=31).contains(&day)
                && year.parse::<u16>().is_ok_and(|y| (1700..=2100).contains(&y))
            {
                return Some(format!("{year}-{month:02}-{day:02}"));
            }
        }
    }
    None
}

/// A date in one word: "13-11-2018", "2018-11-13", "16juni1978".
fn joined_date(word: &str) -> Option<String> {
    if word.len() >= 8 && word.contains('-') && word.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return date(word);
    }
    let day: String = word.chars().take_while(char::is_ascii_digit).collect();
    let month: String = word[day.len()..].chars().take_while(|c| c.is_alphabetic()).collect();
    let year = &word[day.len() + month.len()..];
    let fits = (1..=2).contains(&day.len()) && month.len() >= 3 && year.len() == 4;
    fits.then(|| date(&format!("{day} {month} {year}"))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(head: &str) -> Vec<&str> {
        head.lines().collect()
    }

    #[test]
    fn a_letter_is_of_the_day_behind_its_label() {
        for (head, day) in [
            ("ONTVANGEN 1 2 NOV. 2019\nMinisterie\nUw fax van 4 november 2019\nDatum: 7 november 2019\nGeachte", "2019-11-07"),
            ("Uw brief van 1 mei 2020\nDatum\n14 juni 2020", "2020-06-14"),
            ("Den Haag, 3 april 2008\nDatumprikker van 5 mei 2009", "2008-04-03"),
            ("16juni1978", "1978-06-16"),
            ("Kenmerk 16juni19785\nDen Haag, 3 april 2008", "2008-04-03"),
        ] {
            assert_eq!(of(&lines(head)).as_deref(), Some(day), "{head}");
        }
    }
}
