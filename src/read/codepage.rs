//! Code pages: how one byte, or two, stand for a letter in what was written before Unicode.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};
use std::borrow::Cow;

/// One byte in DOS, of which code pages say nothing, was drawn as this sign.
const SECTION: u8 = 0x15;

/// A code page: one of those that browsers know, or one of DOS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodePage {
    Web(&'static Encoding),
    /// Its letters from 0x80.
    Dos(&'static [char; 128]),
}

impl CodePage {
    /// Of Windows in Western Europe.
    pub const WESTERN: Self = Self::Web(WINDOWS_1252);
    /// Of DOS in Western Europe; letters with accents stand where those of 437 stand.
    pub const DOS: Self = Self::Dos(&DECODING_TABLE_CP850);

    /// The code page that Windows and RTF know by a number; none where it is not known.
    pub fn of_number(number: u32) -> Option<Self> {
        let label = match number {
            437 => return Some(Self::Dos(&DECODING_TABLE_CP437)),
            850 | 858 => return Some(Self::DOS),
            708 | 28_591..=28_605 => return Encoding::for_label(format!("iso-8859-{}", number.checked_sub(28_590).unwrap_or(6)).as_bytes()).map(Self::Web),
            866 => "ibm866",
            874 => "windows-874",
            932 => "shift_jis",
            936 => "gbk",
            949 => "euc-kr",
            950 => "big5",
            1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()).map(Self::Web),
            10_000 => "macintosh",
            65_001 => return Some(Self::Web(UTF_8)),
            _ => return None,
        };
        Encoding::for_label(label.as_bytes()).map(Self::Web)
    }

    /// The code page of a set of characters of Windows, by which fonts in RTF are known.
    pub fn of_charset(charset: u32) -> Option<Self> {
        let number = match charset {
            0 => 1252,
            77 => 10_000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        };
        Self::of_number(number)
    }

    /// The code page that a label names: "windows-1252", "cp850".
    pub fn of_label(label: &str) -> Option<Self> {
        let dos = match label.to_ascii_lowercase().as_str() {
            "cp437" | "ibm437" | "437" => Self::of_number(437),
            "cp850" | "ibm850" | "850" => Self::of_number(850),
            _ => None,
        };
        dos.or_else(|| Encoding::for_label(label.as_bytes()).map(Self::Web))
    }

    /// Whether each byte is a letter.
    pub fn is_single_byte(self) -> bool {
        match self {
            Self::Web(encoding) => encoding.is_single_byte(),
            Self::Dos(_) => true,
        }
    }

    /// Whether a byte is the letter that it is in ASCII.
    pub const fn keeps(self, byte: u8) -> bool {
        byte.is_ascii() && !(byte == SECTION && matches!(self, Self::Dos(_)))
    }

    /// The letters of some bytes.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Dos(letters) => {
                let letter = |byte: &u8| match byte {
                    &SECTION => '§',
                    0x80.. => letters[usize::from(byte - 0x80)],
                    byte => char::from(*byte),
                };
                Cow::Owned(bytes.iter().map(letter).collect())
            }
        }
    }
}

/// Whether a text is of DOS: within its words stand bytes that are Dutch letters there (é, ë, ï, ö …) and marks that
/// stand in no word elsewhere ("re‰le", "co”rdinatie"), and no word has a byte that is a letter elsewhere.
pub(super) fn is_dos(bytes: &[u8]) -> bool {
    // Not à, û, ù, á: elsewhere these are an ellipsis, dashes and a no-break space, which do stand between letters.
    let dos = |byte: u8| matches!(byte, 0x81..=0x84 | 0x87..=0x8d | 0x93 | 0x94 | 0xa1..=0xa4);
    let letter = |byte: u8| byte.is_ascii_lowercase() || dos(byte);
    let mut found = false;
    for at in memchr_beyond_ascii(bytes) {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        match bytes[at] {
            0xc0.. if before.is_ascii_alphabetic() || after.is_ascii_alphabetic() => return false,
            // "‹woord›" and "„woord”" have a mark at each end; in a word both sides are letters.
            byte if dos(byte) => found |= letter(before) && letter(after) && (before.is_ascii() || after.is_ascii()),
            _ => {}
        }
    }
    found
}

/// The places of the bytes that are not ASCII.
fn memchr_beyond_ascii(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_dos_shows_itself() {
        for (text, dos) in [
            (b"een re\x89le co\x94rdinatie van de be\x8bnvloeding".as_slice(), true),
            (b"v\xa2\xa2r alles \x82\x82n ding", true),
            // In windows-1252: quotes, dashes, an ellipsis, letters.
            (b"de \x84Wet\x94, zo\x91n \x93stuk\x94 \x85en\x85dat\x97toch", false),
            (b"een re\xeble co\xf6rdinatie", false),
            (b"re\x89le en re\xeble", false),
            (b"art.\xa03 en de\xa0wet", false),
            (b"caf\xe9", false),
            (b"Dvo\xf8\xe1k en \x8aimek", false),
        ] {
            assert_eq!(is_dos(text), dos, "{}", String::from_utf8_lossy(text));
        }
        assert_eq!(CodePage::DOS.decode(b"re\x89le \x15 3, \x82\x82n, \x8b, \x94, \xf5"), "reële § 3, één, ï, ö, §");
    }

    #[test]
    fn code_pages_have_numbers_and_labels() {
        assert_eq!(CodePage::of_number(1250).unwrap().decode(b"\x9a"), "š");
        assert_eq!(CodePage::of_number(437).unwrap().decode(b"\x9b"), "¢");
        assert_eq!(CodePage::of_number(28_605).unwrap().decode(b"\xa4"), "€");
        assert_eq!(CodePage::of_charset(204).unwrap().decode(b"\xe9"), "й");
        assert_eq!(CodePage::of_label("CP850"), Some(CodePage::DOS));
        assert_eq!(CodePage::of_number(7), None);
    }
}
