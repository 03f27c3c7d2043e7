//! Entities of XML and HTML.

use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// The letters that an entity stands for: "amp", "eacute", "#233", "#xE9".
pub(super) fn resolve(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    // Numbers 128 to 159 are meant as windows-1252 where people write them.
    const OLD: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™',
        'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let letter = match code.ok()? {
        code @ 0x80..=0x9f => OLD[code as usize - 0x80],
        code => char::from_u32(code).filter(|c| *c != '\0')?,
    };
    Some(Cow::Owned(letter.to_string()))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn entities_are_letters() {
        for (name, letters) in [("amp", "&"), ("eacute", "é"), ("#233", "é"), ("#xE9", "é"), ("#150", "–"), ("nbsp", "\u{a0}")] {
            assert_eq!(resolve(name).as_deref(), Some(letters), "{name}");
        }
        for name in ["lol", "#xFFFFFFF", "#0", "#"] {
            assert_eq!(resolve(name), None, "{name}");
        }
    }
}
