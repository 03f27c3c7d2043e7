//! The colours of the families, the same in every picture.

use crate::grammar::Grammar;
use std::fmt;

/// For families whose rule file names none.
const PALETTE: [(&str, Rgb); 12] = [
    ("kamerstuk", Rgb(0x1f, 0x77, 0xb4)),
    ("handelingen", Rgb(0x17, 0xa2, 0xb8)),
    ("aanhangsel", Rgb(0x6f, 0x8f, 0xd8)),
    ("regelgeving", Rgb(0xd9, 0x6b, 0x1f)),
    ("verdrag", Rgb(0xc8, 0x55, 0x9f)),
    ("eu", Rgb(0xc9, 0xa2, 0x00)),
    ("rechtspraak", Rgb(0xc0, 0x39, 0x2b)),
    ("staatsblad", Rgb(0x2e, 0x8b, 0x57)),
    ("staatscourant", Rgb(0x6a, 0xa8, 0x4f)),
    ("tractatenblad", Rgb(0x8e, 0x6b, 0x3d)),
    ("gemeenteblad", Rgb(0x3d, 0x8e, 0x86)),
    ("document", Rgb(0x60, 0x60, 0x60)),
];

/// A colour by its red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Mixed with white: `share` percent of the colour stay.
    pub fn light(self, share: u8) -> Self {
        let mix = |c: u8| ((u16::from(c) * u16::from(share) + 255 * (100 - u16::from(share))) / 100) as u8;
        Self(mix(self.0), mix(self.1), mix(self.2))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colour that a family's rule file names, or ours.
pub fn of(family: &str, grammar: &Grammar) -> Rgb {
    let own = grammar.families.get(family).and_then(|f| f.color.as_deref()).and_then(Rgb::parse);
    own.or_else(|| PALETTE.iter().find(|(name, _)| *name == family).map(|(_, c)| *c)).unwrap_or(Rgb(0x80, 0x80, 0x80))
}
