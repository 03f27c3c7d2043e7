//! Text within XML.

use std::fmt;

/// A text as it may stand in an element or a quoted attribute.
pub(super) struct Xml<'t>(pub &'t str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')) {
            f.write_str(&rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&apos;")?,
                '\t' => f.write_str("&#9;")?,
                '\n' => f.write_str("&#10;")?,
                '\r' => f.write_str("&#13;")?,
                // XML has no way to write the others.
                _ => f.write_str(" ")?,
            }
            rest = &rest[at + c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn what_xml_cannot_hold_is_written_otherwise() {
        assert_eq!(Xml("a&b<c>\"d\"\n\u{1}é\u{ffff}").to_string(), "a&amp;b&lt;c&gt;&quot;d&quot;&#10; é ");
    }
}
