//! The leden and onderdelen that were read below an article, and the paths through them.

/// Steps below an article, the outermost first: the key of each in a JCI identifier, and its value.
type Path = Vec<(&'static str, String)>;

/// More leden or onderdelen than this are not read in a row: no writer counts out so many, and what leads
/// nowhere is read again from its next word.
pub(super) const MOST: usize = 40;

/// What was read below one article, in the order of the words.
#[derive(Debug, Default)]
pub(super) struct Below(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Lid(String),
    Onderdeel(String),
}

/// How an onderdeel is named; those of one article that are named alike stand beside one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Capital,
    Number,
}

impl Kind {
    fn of(value: &str) -> Self {
        match value.as_bytes().first() {
            Some(b'0'..=b'9') => Self::Number,
            Some(b'A'..=b'Z') => Self::Capital,
            _ => Self::Letter,
        }
    }
}

impl Below {
    pub fn leden(&mut self, numbers: impl IntoIterator<Item = String>) {
        self.0.extend(numbers.into_iter().map(Piece::Lid));
    }

    pub fn onderdelen(&mut self, values: impl IntoIterator<Item = String>) {
        self.0.extend(values.into_iter().map(Piece::Onderdeel));
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
        self.0.iter().any(|piece| matches!(piece, Piece::Onderdeel(_)))
    }

    /// A path to each lid or onderdeel that nothing stands below: "eerste lid, onder a en b, 1°" leads to a, and to 1° of b.
    pub fn paths(self) -> Vec<Path> {
        let mut paths: Vec<Path> = Vec::new();
        let mut lid: Option<String> = None;
        let mut open: Vec<(Kind, String)> = Vec::new();
        let mut close = |lid: &Option<String>, open: &[(Kind, String)]| {
            let path: Path = lid.iter().map(|lid| ("lid", lid.clone())).chain(open.iter().map(|(_, value)| ("o", value.clone()))).collect();
            if !path.is_empty() && !paths.contains(&path) {
                paths.push(path);
            }
        };
        for piece in self.0 {
            match piece {
                // "B, eerste lid": of that part of the article.
                Piece::Lid(number) if lid.is_none() => lid = Some(number),
                Piece::Lid(number) => {
                    close(&lid, &open);
                    lid = Some(number);
                    open.clear();
                }
                Piece::Onderdeel(value) => {
                    let kind = Kind::of(&value);
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

    #[test]
    fn each_leaf_has_a_path() {
        let mut below = Below::default();
        let values = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        below.leden(values(&["1"]));
        below.onderdelen(values(&["a", "b"]));
        below.onderdelen(values(&["1°", "2°"]));
        below.leden(values(&["2", "3"]));
        below.onderdelen(values(&["c"]));
        let paths = below.paths();
        let written: Vec<String> = paths.iter().map(|path| path.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(written, ["1 a", "1 b 1°", "1 b 2°", "2", "3 c"]);
    }
}
