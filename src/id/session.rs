//! Session years (vergaderjaren).

use super::IdError;
use std::{fmt, str::FromStr};

/// A session year: it runs from the third Tuesday of September to the same of the next year.
///
/// ```
/// use verwijs::SessionYear;
/// let year: SessionYear = "20172018".parse().unwrap();
/// assert_eq!(year.first(), 2017);
/// assert!("20172019".parse::<SessionYear>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionYear(u16);

impl SessionYear {
    /// The session year that begins in `first`.
    pub const fn beginning(first: u16) -> Self {
        Self(first)
    }

    /// The calendar year in which it begins.
    pub const fn first(self) -> u16 {
        self.0
    }

    /// The session year of a date: from the third Tuesday of September on, the one that begins then.
    pub const fn of(year: u16, month: u8, day: u8) -> Self {
        let begun = month > 9 || (month == 9 && day >= third_tuesday_of_september(year));
        Self(if begun { year } else { year - 1 })
    }
}

/// The day of September on which a session year opens (Prinsjesdag).
const fn third_tuesday_of_september(year: u16) -> u8 {
    // Sakamoto's rule for the weekday of 1 September, Sunday = 0.
    let y = year as u32;
    let weekday = (y + y / 4 - y / 100 + y / 400 + 5 + 1 - 1) % 7;
    let first_tuesday = (2 + 7 - weekday) % 7 + 1;
    first_tuesday as u8 + 14
}

impl FromStr for SessionYear {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let fault = || IdError::new(text, "session year", "eight digits, two years in a row: 20172018");
        let (first, second) = text.is_ascii().then(|| text.split_at_checked(4)).flatten().ok_or_else(fault)?;
        let (first, second): (u16, u16) = (first.parse().map_err(|_| fault())?, second.parse().map_err(|_| fault())?);
        if text.len() == 8 && second == first + 1 && first >= 1814 { Ok(Self(first)) } else { Err(fault()) }
    }
}

impl fmt::Display for SessionYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.0 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prinsjesdag_opens_the_year() {
        for (year, day) in [(2018, 18), (2019, 17), (2020, 15), (2023, 19), (2024, 17), (2015, 15)] {
            assert_eq!(third_tuesday_of_september(year), day, "{year}");
        }
        assert_eq!(SessionYear::of(2018, 11, 13).to_string(), "20182019");
        assert_eq!(SessionYear::of(2018, 9, 17).first(), 2017);
    }
}
