//! Composes a pattern from its named pieces.
//!
//! `{name}` puts in the fragment `name`; where a field of that name is declared, its words are kept as
//! that field. `{field=fragment}` keeps the words of another fragment. `{name...}` is a list or a range of
//! it. A space is any white space with at most one line break, and a plain group does not capture.
//!
//! The build script composes our own patterns too, to compile them.

use std::collections::BTreeMap;

/// What white space a space in a pattern stands for.
const SPACE: &str = r"(?:[ \t]+(?:\n[ \t]*)?|\n[ \t]*)";
/// The same where it may be missing, in the fewest states: half of a pattern is such spaces.
const NO_SPACE: &str = r"(?:[ \t]*(?:\n[ \t]*)?)";

/// Named pieces, by their names.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fragments(BTreeMap<String, String>);

/// A pattern with everything put in.
pub(crate) struct Composed {
    /// The regular expression.
    pub expression: String,
    /// For each capture group, from 1: what it fills.
    pub groups: Vec<Group>,
    /// Which offsets of the expression stand for which of the pattern as written.
    pub places: Vec<(usize, usize)>,
}

/// What a capture group fills.
pub(crate) struct Group {
    pub field: String,
    /// For a list: the expression of its member.
    pub member: Option<String>,
}

/// The fragment for what stands between the members of a list.
pub(crate) const LIST: &str = "list";
/// The fragment for what makes a range of two members.
pub(crate) const RANGE: &str = "range";

impl Fragments {
    /// Adds a fragment, or replaces the one of that name.
    pub fn insert(&mut self, name: &str, expression: &str) {
        self.0.insert(name.to_owned(), expression.to_owned());
    }

    /// The fragment `name`, with every piece in it put in and no field kept.
    pub fn plain(&self, name: &str) -> Result<String, String> {
        self.plain_text(self.0.get(name).ok_or_else(|| unknown(name, self))?, 0)
    }

    fn plain_text(&self, text: &str, depth: usize) -> Result<String, String> {
        let mut composer = Composer { fragments: self, is_field: &|_| false, groups: Vec::new(), places: Vec::new(), depth };
        composer.compose(text).map_err(|(_, message)| message)
    }

    /// Composes `text`; an error has its offset within it.
    pub fn compose(&self, text: &str, is_field: &dyn Fn(&str) -> bool) -> Result<Composed, (usize, String)> {
        let mut composer = Composer { fragments: self, is_field, groups: Vec::new(), places: Vec::new(), depth: 0 };
        let expression = composer.compose(text)?;
        Ok(Composed { expression, groups: composer.groups, places: composer.places })
    }
}

fn unknown(name: &str, fragments: &Fragments) -> String {
    let near = fragments.0.keys().map(|k| (distance(k, name), k)).min().filter(|(d, _)| *d <= 2);
    let hint = near.map_or_else(String::new, |(_, n)| format!("; did you mean {{{n}}}?"));
    format!("there is no fragment {{{name}}}{hint} (fragments stand under [fragment] here or in fragments.toml; a brace that is meant is written \\{{)")
}

/// How many letters must be put in, left out or changed to make one word the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, &y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

struct Composer<'a> {
    fragments: &'a Fragments,
    is_field: &'a dyn Fn(&str) -> bool,
    groups: Vec<Group>,
    places: Vec<(usize, usize)>,
    depth: usize,
}

impl Composer<'_> {
    /// The regular expression for `text`; an error has its offset within `text`.
    fn compose(&mut self, text: &str) -> Result<String, (usize, String)> {
        if self.depth > 16 {
            return Err((0, "fragments name each other in a circle".to_owned()));
        }
        let bytes = text.as_bytes();
        let mut out = String::with_capacity(text.len() * 2);
        let mut class = false;
        let mut at = 0;
        while at < bytes.len() {
            if self.depth == 0 {
                self.places.push((out.len(), at));
            }
            let c = text[at..].chars().next().unwrap_or_default();
            let next = bytes.get(at + 1).copied().unwrap_or(0);
            match c {
                '\\' if next == b'd' => {
                    // No number of an official document is written with other digits.
                    out.push_str(if class { "0-9" } else { "[0-9]" });
                    at += 2;
                    continue;
                }
                '\\' => {
                    let length = 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
                    // \p{L} and \x{2019} keep their braces.
                    let braces = matches!(next, b'p' | b'P' | b'x' | b'u') && bytes.get(at + 2) == Some(&b'{');
                    let length = if braces { text[at..].find('}').map_or(length, |i| i + 1) } else { length };
                    out.push_str(&text[at..at + length]);
                    at += length;
                    continue;
                }
                '[' => class = true,
                ']' => class = false,
                _ => {}
            }
            match c {
                ' ' if !class && next == b'?' && !matches!(bytes.get(at + 2), Some(b'?' | b'+' | b'*')) => {
                    out.push_str(NO_SPACE);
                    at += 2;
                    continue;
                }
                ' ' if !class => out.push_str(SPACE),
                '(' if !class && next != b'?' => out.push_str("(?:"),
                '{' if !class && (next.is_ascii_lowercase() || next == b'_') => {
                    let close = text[at..].find('}').filter(|&i| !text[at + 1..at + i].contains('{'));
                    let close = close.ok_or((at, "this { has no }; a brace that is meant is written \\{".to_owned()))?;
                    out.push_str(&self.piece(&text[at + 1..at + close]).map_err(|m| (at, m))?);
                    at += close + 1;
                    continue;
                }
                c => out.push(c),
            }
            at += c.len_utf8();
        }
        Ok(out)
    }

    /// What stands for `{inner}`.
    fn piece(&mut self, inner: &str) -> Result<String, String> {
        let (inner, list) = inner.strip_suffix("...").map_or((inner, false), |i| (i, true));
        let (field, fragment) = inner.split_once('=').unwrap_or((inner, inner));
        let text = self.fragments.0.get(fragment).ok_or_else(|| unknown(fragment, self.fragments))?.clone();
        let captured = (self.is_field)(field);
        if field != fragment && !captured {
            return Err(format!("{field} is not declared as a field: add [field.{field}]"));
        }
        self.depth += 1;
        // The pieces within a captured or repeated one are words of it, not fields of their own.
        let expression = if captured || list { self.fragments.plain_text(&text, self.depth)? } else { self.compose(&text).map_err(|(_, m)| m)? };
        self.depth -= 1;
        let whole = if list {
            let separator = self.fragments.plain(LIST)?;
            let range = self.fragments.plain(RANGE)?;
            format!("(?:{expression})(?:(?:{range}|{separator})(?:{expression}))*")
        } else {
            expression.clone()
        };
        if !captured {
            return Ok(format!("(?:{whole})"));
        }
        self.groups.push(Group { field: field.to_owned(), member: list.then(|| format!("(?:{expression})")) });
        Ok(format!("({whole})"))
    }
}
