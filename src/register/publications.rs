//! The list of real publication identifiers, where a user has one.

use rustc_hash::FxHashMap;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

/// Real identifiers of officielebekendmakingen.nl, sorted.
#[derive(Debug, Default)]
pub(crate) struct Publications {
    /// All identifiers, one after another.
    text: String,
    /// Where each begins in `text`, in the order of the identifiers.
    starts: Vec<u32>,
    /// The pages of Handelingen, by chamber and session ("tk-20052006").
    pages: FxHashMap<String, Vec<Piece>>,
}

/// A piece of the Handelingen that is known by its pages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Piece {
    pub meeting: Option<u32>,
    pub first: u32,
    /// The last page; `None` where the identifier has the first alone.
    pub last: Option<u32>,
    pub id: String,
}

impl Publications {
    /// Reads a list, one identifier a line; gzip, zstd and xz are read through.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut file = BufReader::new(File::open(path)?);
        let magic = file.fill_buf()?;
        let reader: Box<dyn Read> = match magic {
            [0x1F, 0x8B, ..] => Box::new(flate2::read::MultiGzDecoder::new(file)),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Box::new(zstd::Decoder::new(file)?),
            [0xFD, b'7', b'z', b'X', b'Z', ..] => Box::new(liblzma::read::XzDecoder::new(file)),
            _ => Box::new(file),
        };
        let mut ids: Vec<String> = BufReader::new(reader).lines().collect::<io::Result<_>>()?;
        ids.retain(|id| !id.is_empty());
        ids.sort_unstable();
        ids.dedup();
        let mut publications = Self::default();
        for id in &ids {
            publications.starts.push(u32::try_from(publications.text.len()).map_err(io::Error::other)?);
            publications.text.push_str(id);
            if let Some((year, piece)) = piece(id) {
                publications.pages.entry(year).or_default().push(piece);
            }
        }
        publications.pages.values_mut().for_each(|pieces| pieces.sort());
        Ok(publications)
    }

    /// Whether there is a list at all.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Whether the identifier is in the list.
    pub fn has(&self, id: &str) -> bool {
        self.position(id).is_ok()
    }

    /// The identifiers that begin with `prefix`, in order.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.position(prefix).unwrap_or_else(|at| at);
        (from..self.starts.len()).map(|i| self.get(i)).take_while(move |id| id.starts_with(prefix))
    }

    /// The pieces of Handelingen of a chamber and session ("tk-20052006"), by page.
    pub fn pieces(&self, year: &str) -> &[Piece] {
        self.pages.get(year).map_or(&[], Vec::as_slice)
    }

    fn get(&self, index: usize) -> &str {
        let start = self.starts[index] as usize;
        let end = self.starts.get(index + 1).map_or(self.text.len(), |&e| e as usize);
        &self.text[start..end]
    }

    fn position(&self, id: &str) -> Result<usize, usize> {
        let (mut low, mut high) = (0, self.starts.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Ok(middle),
            }
        }
        Err(low)
    }

    /// Whether the list claims to hold every identifier like this one (measured on the national list of
    /// February 2025).
    pub fn claims(&self, id: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let parts: Vec<&str> = id.split('-').collect();
        let number = |at: usize| parts.get(at).and_then(|p| p.get(..4)).and_then(|y| y.parse::<u32>().ok());
        match parts[0] {
            "stb" => number(1).is_some_and(|y| (1951..=2024).contains(&y) && !matches!(y, 1956 | 1959 | 1976)),
            "trb" => number(1).is_some_and(|y| (1951..=2024).contains(&y)),
            "stcrt" => number(1).is_some_and(|y| (2010..=2024).contains(&y)),
            "ah" => number(2).is_some_and(|y| (1996..=2023).contains(&y)),
            "kst" => parts.get(1).filter(|d| d.len() == 5).and_then(|d| d.parse::<u32>().ok()).is_some_and(|d| (29000..=36600).contains(&d)),
            _ => false,
        }
    }
}

/// The pages that an identifier of Handelingen before 2011 has.
fn piece(id: &str) -> Option<(String, Piece)> {
    let rest = id.strip_prefix("h-")?;
    let (year, rest) = rest.split_at_checked(11)?;
    if !year.starts_with("tk-") && !year.starts_with("ek-") {
        return None;
    }
    let session: u32 = year.get(3..7)?.parse().ok()?;
    let numbers: Vec<u32> = rest.strip_prefix('-')?.split('-').map_while(|p| p.parse().ok()).collect();
    let (meeting, first, last) = match (session, &numbers[..]) {
        (..=1995, [meeting, first, last, ..]) => (Some(*meeting), *first, Some(*last)),
        (1996..=2009, [first, last, ..]) if last >= first => (None, *first, Some(*last)),
        (2009 | 2010, [meeting, first]) => (Some(*meeting), *first, None),
        _ => return None,
    };
    Some((year.to_owned(), Piece { meeting, first, last, id: id.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_list_is_looked_up() {
        let path = std::env::temp_dir().join(format!("verwijs-list-{}", std::process::id()));
        let mut file = File::create(&path).unwrap();
        writeln!(file, "stb-2018-123\nkst-34550-V-52\nh-tk-20052006-4972-4991").unwrap();
        drop(file);
        let list = Publications::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(list.has("kst-34550-V-52") && !list.has("kst-34550-V-53"));
        assert_eq!(list.with_prefix("kst-34550").count(), 1);
        assert_eq!(list.pieces("tk-20052006")[0].first, 4972);
        assert!(list.claims("stb-2018-999") && !list.claims("stb-1956-1") && !list.claims("gmb-2020-1"));
    }
}
