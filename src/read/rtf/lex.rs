//! The pieces of RTF: groups, control words, bytes of text.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'r> {
    /// "{"
    Open,
    /// "}"
    Close,
    /// "\par", "\u8364", "\b0": a control word and its number.
    Word(&'r str, Option<i32>),
    /// "\~", "\*": a sign after a backslash.
    Sign(u8),
    /// A byte of text in the code page that holds, as it is or as "\'e9".
    Byte(u8),
}

/// Reads pieces one after another.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'r> {
    bytes: &'r [u8],
    at: usize,
}

impl<'r> Lexer<'r> {
    pub const fn new(bytes: &'r [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn take(&mut self, wanted: impl Fn(&u8) -> bool) -> &'r [u8] {
        let rest = &self.bytes[self.at..];
        let taken = &rest[..rest.iter().position(|b| !wanted(b)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'r>> {
        let word = self.take(u8::is_ascii_alphabetic);
        if word.is_empty() {
            let sign = *self.bytes.get(self.at)?;
            self.at += 1;
            if sign != b'\'' {
                return Some(Token::Sign(sign));
            }
            let digit = |at: usize| self.bytes.get(at).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
            let Some((high, low)) = digit(self.at).zip(digit(self.at + 1)) else { return Some(Token::Sign(sign)) };
            self.at += 2;
            return Some(Token::Byte(16 * high + low));
        }
        let word = std::str::from_utf8(word).unwrap_or_default();
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        let digits = self.take(u8::is_ascii_digit).len();
        let number = if digits == 0 {
            self.at = start;
            None
        } else {
            std::str::from_utf8(&self.bytes[start..self.at]).ok().and_then(|number| number.parse().ok())
        };
        // One space ends a word, and is none of the text.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            self.at = self.at.saturating_add(number.and_then(|n: i32| usize::try_from(n).ok()).unwrap_or(0)).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }
}

impl<'r> Iterator for Lexer<'r> {
    type Item = Token<'r>;

    fn next(&mut self) -> Option<Token<'r>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                // Lines of the file are none of the text.
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rtf_falls_into_pieces() {
        let tokens: Vec<Token<'_>> = Lexer::new(b"{\\b0 a\\'e9\r\n\\u-3 ?\\bin3 }}}\\~\\par}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xe9),
                Token::Word("u", Some(-3)),
                Token::Byte(b'?'),
                Token::Word("bin", Some(3)),
                Token::Sign(b'~'),
                Token::Word("par", None),
                Token::Close,
            ]
        );
        for broken in ["\\", "\\'", "\\'g1", "\\bin99999999999 x", "\\u99999999999", "\\bin-4 x"] {
            assert!(Lexer::new(broken.as_bytes()).count() <= 4);
        }
    }
}
