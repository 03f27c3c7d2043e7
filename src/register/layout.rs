//! How the compiled register lies in its file: little-endian rows, one table after another. The build
//! script writes it, [`super::table`] reads it in place.

/// The counts at the head: laws, names, slots of `nodes`, slots of `ids`, treaties, near names, long titles.
pub(crate) const COUNTS: usize = 7;

/// A law: where its identifier and its label stand in the text, the years it holds from and until (0:
/// not known), and its kind as a place in [`KINDS`].
pub(crate) const LAW: usize = 20;
/// A name: its whole hash, where it stands in the text, its law, its length, its sort, and 1 if it is
/// the last of its hash.
pub(crate) const NAME: usize = 20;
/// A place where a name goes on or ends: the low half of its finished hash, then where its names begin,
/// from 1 (0: none ends here), with the letters that go on from here and [`GOES_ON`]. Both 0: an empty slot.
pub(crate) const NODE: usize = 8;
/// An identifier's law, from 1; 0: an empty slot.
pub(crate) const ID: usize = 4;
/// A treaty with a country: the hash of kind and country, and the law; by hash.
pub(crate) const TREATY: usize = 12;

/// A long title, as "Wet van 3 mei 1990, houdende regels": the row of its name; by law, then by its letters.
pub(crate) const LONG_TITLE: usize = 4;
/// A name of more bytes is a long title.
pub(crate) const LONG: usize = 30;

/// What [`super::near`] finds a name by: its finished hash but for the lowest [`NEAR_NAME`] bits, which are the name's row; by
/// hash.
pub(crate) const NEAR: usize = 8;
pub(crate) const NEAR_NAME: u32 = 20;
/// A bit for each near name and for the first words of each, as [`SIEVE`] has them; it stands behind that.
pub(crate) const NEAR_SIEVE: usize = 1 << 17;

/// A bit for each place of `nodes`, more or less: small enough to stay near the processor, it turns most words away. It
/// stands behind the tables.
pub(crate) const SIEVE: usize = 1 << 18;

/// Some name has more words behind this place.
pub(crate) const GOES_ON: u32 = 1 << 31;
/// Where the names begin.
pub(crate) const NAMES: u32 = (1 << 18) - 1;

/// The bit of a letter or digit among those with which some name goes on; several share one.
#[inline]
pub(crate) const fn next(letter: u8) -> u32 {
    1 << (NAMES.count_ones() + letter as u32 % (GOES_ON.trailing_zeros() - NAMES.count_ones()))
}

pub(crate) const TITLE: u8 = 0;
pub(crate) const ABBREVIATION: u8 = 1;
pub(crate) const CONTEXT: u8 = 2;

/// The kinds of laws.
pub const KINDS: [&str; 15] =
    ["", "wet", "rijkswet", "amvb", "kb", "regeling", "reglement", "pbo", "zbo", "beleidsregel", "circulaire", "selectielijst", "verdrag", "eu", "overig"];

/// The place of a kind in [`KINDS`]; 0 for one that is not there.
pub fn kind(name: &str) -> u32 {
    KINDS.iter().position(|kind| *kind == name).map_or(0, |at| at as u32)
}
