//! A day of the calendar.

use crate::spelling;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A day: that of the state of a law which a citation means.
///
/// ```
/// use verwijs::Date;
/// let day: Date = "2016-03-01".parse().unwrap();
/// assert_eq!((day.year(), day.day_before().to_string()), (2016, "2016-02-29".to_owned()));
/// assert!("2016-02-30".parse::<Date>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no day; expected year, month and day as in 2018-11-13")]
pub struct DateError {
    text: String,
}

impl Date {
    /// A day that is there, of the years 1500 to 2199.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let fits = (1500..2200).contains(&year) && (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// A day, month and year as a text has them: "1", "januari", "2015".
    pub(crate) fn of_words(day: &str, month: &str, year: &str) -> Option<Self> {
        Self::new(year.parse().ok()?, u8::try_from(spelling::month_of(month)?).ok()?, day.parse().ok()?)
    }

    /// Its year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The day before it.
    #[must_use]
    pub const fn day_before(self) -> Self {
        match (self.month, self.day) {
            (1, 1) => Self { year: self.year - 1, month: 12, day: 31 },
            (month, 1) => Self { year: self.year, month: month - 1, day: days(self.year, month - 1) },
            (_, day) => Self { day: day - 1, ..self },
        }
    }
}

/// How many days a month has.
const fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let number = |part: &str, digits: usize| if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<u16>().ok() } else { None };
        let mut parts = text.split('-');
        let mut next = |digits| parts.next().and_then(|part| number(part, digits));
        let (year, month, day) = (next(4), next(2), next(2));
        let date = year.zip(month).zip(day).filter(|_| parts.next().is_none());
        date.and_then(|((year, month), day)| Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
            .ok_or_else(|| DateError { text: text.to_owned() })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_are_there() {
        for day in ["2000-02-29", "2018-11-13", "1838-10-01"] {
            assert_eq!(day.parse::<Date>().unwrap().to_string(), day);
        }
        for no in ["", "2018", "2018-11", "2018-1-1", "1900-02-29", "2018-04-31", "2018-13-01", "2018-00-10", "+018-01-01", "2018-01-01-1", "1499-12-31"] {
            assert!(no.parse::<Date>().is_err(), "{no}");
        }
        assert_eq!(Date::of_words("1", "januari", "2015").map(Date::day_before), Date::new(2014, 12, 31));
        assert_eq!(Date::new(2015, 3, 1).map(Date::day_before), Date::new(2015, 2, 28));
    }
}
