//! The leden and onderdelen that were read below an article, and the paths through them.

/// Steps below an article, the outermost first: the key of each in a JCI identifier, and its value.
pub(crate) type Path = Vec<(&'static str, String)>;

/// More leden or onderdelen than this are not read in a row: no writer counts out so many, and what leads
/// nowhere is read again from its next word.
pub(super) const MOST: usize = 40;

/// What was read below one article, in the order of the words.
#[derive(Debug, Default)]
pub(super) struct Below(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Lid(String),
    /// With whether it begins a list of its own: "onder a, onder i", and not "a, i".
    Onderdeel(String, bool),
}

/// How an onderdeel is named; those of one article that are named alike stand beside one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Capital,
    Number,
    /// "1°", "ten eerste".
    Point,
    /// "i", "ii" below a letter.
    Roman,
}

impl Kind {
    fn of(value: &str) -> Self {
        match value.as_bytes().first() {
            Some(b'0'..=b'9') if value.ends_with('°') => Self::Point,
            Some(b'0'..=b'9') => Self::Number,
            Some(b'A'..=b'Z') => Self::Capital,
            _ => Self::Letter,
        }
    }
}

/// Whether `value` counts in Roman numbers what stands below the onderdelen that are open, and is no letter beside them:
/// "onder a, i en ii", but "onder h, i en j" and "hh en ii".
fn is_roman_below(open: &[(Kind, String)], value: &str, fresh: bool, next: Option<&Piece>) -> bool {
    if value.is_empty() || !value.bytes().all(|b| b"ivx".contains(&b)) {
        return false;
    }
    if open.iter().any(|(kind, _)| *kind == Kind::Roman) {
        return true;
    }
    let Some((Kind::Letter, last)) = open.last() else { return false };
    let before = |b: &u8| last.bytes().all(|other| other + 1 == *b) && last.len() == value.len();
    if value.as_bytes().first().is_some_and(before) {
        return false;
    }
    let counts_on = matches!(next, Some(Piece::Onderdeel(next, _)) if value == "i" && next == "ii");
    value.len() > 1 || value == "i" && fresh || counts_on
}

impl Below {
    pub fn leden(&mut self, numbers: impl IntoIterator<Item = String>) {
        self.0.extend(numbers.into_iter().map(Piece::Lid));
    }

    pub fn onderdelen(&mut self, values: impl IntoIterator<Item = String>) {
        self.0.extend(values.into_iter().enumerate().map(|(i, value)| Piece::Onderdeel(value, i == 0)));
    }

    /// How many pieces were read so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets what was read behind the first `len` pieces.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub fn has_leden(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Lid(_)))
    }

    pub fn has_onderdelen(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Onderdeel(..)))
    }

    /// A path to each lid or onderdeel that nothing stands below: "eerste lid, onder a en b, 1°" leads to a, and to 1° of b.
    pub fn paths(self) -> Vec<Path> {
        let mut paths: Vec<Path> = Vec::new();
        let mut lid: Option<String> = None;
        let mut open: Vec<(Kind, String)> = Vec::new();
        let mut close = |lid: &Option<String>, open: &[(Kind, String)]| {
            let path: Path = lid.iter().map(|lid| ("lid", lid.clone())).chain(open.iter().map(|(_, value)| ("o", value.clone()))).collect();
            if !path.is_empty() && paths.last() != Some(&path) {
                paths.push(path);
            }
        };
        let mut pieces = self.0.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            match piece {
                // "B, eerste lid": of that part of the article.
                Piece::Lid(number) if lid.is_none() => lid = Some(number),
                Piece::Lid(number) => {
                    close(&lid, &open);
                    lid = Some(number);
                    open.clear();
                }
                Piece::Onderdeel(value, fresh) => {
                    let roman = is_roman_below(&open, &value, fresh, pieces.peek());
                    let kind = if roman { Kind::Roman } else { Kind::of(&value) };
                    if let Some(level) = open.iter().position(|(other, _)| *other == kind) {
                        close(&lid, &open);
                        open.truncate(level);
                    }
                    open.push((kind, value));
                }
            }
        }
        close(&lid, &open);
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(values: &[&str]) -> Vec<String> {
        values.iter().map(|v| (*v).to_owned()).collect()
    }

    fn written(below: Below) -> Vec<String> {
        below.paths().iter().map(|path| path.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn roman_numbers_stand_below_letters() {
        for (lists, paths) in [
            (&[&["a"][..], &["i", "ii"]][..], &["a i", "a ii"][..]),
            (&[&["a", "i", "ii", "iii"]], &["a i", "a ii", "a iii"]),
            (&[&["c"], &["ii"]], &["c ii"]),
            (&[&["h", "i", "j"]], &["h", "i", "j"]),
            (&[&["g", "i"]], &["g", "i"]),
            (&[&["hh", "ii"]], &["hh", "ii"]),
            (&[&["C"], &["28.4"], &["a"], &["1°", "2°"]], &["C 28.4 a 1°", "C 28.4 a 2°"]),
            (&[&["2"], &["1°", "2°"]], &["2 1°", "2 2°"]),
        ] {
            let mut below = Below::default();
            lists.iter().for_each(|list| below.onderdelen(values(list)));
            assert_eq!(written(below), paths, "{lists:?}");
        }
    }

    #[test]
    fn each_leaf_has_a_path() {
        let mut below = Below::default();
        below.leden(values(&["1"]));
        below.onderdelen(values(&["a", "b"]));
        below.onderdelen(values(&["1°", "2°"]));
        below.leden(values(&["2", "3"]));
        below.onderdelen(values(&["c"]));
        assert_eq!(written(below), ["1 a", "1 b 1°", "1 b 2°", "2", "3 c"]);
    }
}
