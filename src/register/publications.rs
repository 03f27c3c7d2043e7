//! Lists of real publication identifiers, where a user has some: compact automata, looked up by prefix.
//!
//! A compiled list is eight bytes that say so, then a finite-state set (the `fst` crate): a million and a half
//! identifiers in a few megabytes, which are read at once and never unpacked.

use fst::{Automaton, IntoStreamer, Set, SetBuilder, Streamer, automaton::Str};
use rustc_hash::FxHashMap;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    sync::{Arc, Mutex},
};

/// What a compiled list begins with; the last byte is the version of the format.
const MAGIC: &[u8; 8] = b"verwijs\x01";

/// Real identifiers of officielebekendmakingen.nl.
///
/// ```no_run
/// use verwijs::Publications;
/// let list = Publications::read("publication-ids.txt.xz".as_ref())?;
/// list.write(std::fs::File::create("ids.register")?)?;
/// # std::io::Result::Ok(())
/// ```
#[derive(Default)]
pub struct Publications {
    sets: Vec<Set<Vec<u8>>>,
    /// The pieces of Handelingen by chamber and session ("tk-20052006"), gathered when they are first asked for.
    pieces: Mutex<FxHashMap<String, Arc<[Piece]>>>,
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

impl std::fmt::Debug for Publications {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Publications({})", self.len())
    }
}

impl Publications {
    /// Reads a compiled list, or a plain one, an identifier a line; gzip, zstd and xz are read through.
    ///
    /// # Errors
    /// A file that cannot be read, or that is damaged.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut file = BufReader::new(File::open(path)?);
        let set = if file.fill_buf()?.starts_with(MAGIC) { compiled(file)? } else { listed(unpacked(file)?)? };
        Ok(Self { sets: vec![set], ..Self::default() })
    }

    /// Takes in another list.
    pub fn add(&mut self, other: Self) {
        self.sets.extend(other.sets);
    }

    /// Writes the list in its compact form.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        out.write_all(MAGIC)?;
        match &self.sets[..] {
            [only] => out.write_all(only.as_fst().as_bytes())?,
            several => {
                let mut builder = SetBuilder::new(&mut out).map_err(io::Error::other)?;
                let union = several.iter().collect::<fst::set::OpBuilder<'_>>().union();
                builder.extend_stream(union.into_stream()).map_err(io::Error::other)?;
                builder.finish().map_err(io::Error::other)?;
            }
        }
        out.flush()
    }

    /// How many identifiers there are.
    pub fn len(&self) -> usize {
        self.sets.iter().map(Set::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// Whether the identifier is in the list.
    pub fn has(&self, id: &str) -> bool {
        self.sets.iter().any(|set| set.contains(id))
    }

    /// The identifiers that begin with `prefix`, in order.
    pub fn with_prefix(&self, prefix: &str) -> Vec<String> {
        let mut ids = Vec::new();
        for set in &self.sets {
            let mut stream = set.search(Str::new(prefix).starts_with()).into_stream();
            while let Some(id) = stream.next() {
                ids.extend(std::str::from_utf8(id).map(str::to_owned));
            }
        }
        if self.sets.len() > 1 {
            ids.sort_unstable();
            ids.dedup();
        }
        ids
    }

    /// The first identifier that begins with `prefix`.
    pub fn first_with_prefix(&self, prefix: &str) -> Option<String> {
        let first = |set: &Set<Vec<u8>>| {
            let mut stream = set.range().ge(prefix).into_stream();
            stream.next().filter(|id| id.starts_with(prefix.as_bytes())).and_then(|id| String::from_utf8(id.to_vec()).ok())
        };
        self.sets.iter().filter_map(first).min()
    }

    /// The pieces of Handelingen of a chamber and session ("tk-20052006"), by page.
    pub(crate) fn pieces(&self, year: &str) -> Arc<[Piece]> {
        if self.is_empty() {
            return Arc::default();
        }
        let mut known = self.pieces.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(pieces) = known.get(year) {
            return pieces.clone();
        }
        let mut pieces: Vec<Piece> = self.with_prefix(&format!("h-{year}-")).into_iter().filter_map(piece).collect();
        pieces.sort();
        let pieces: Arc<[Piece]> = pieces.into();
        known.insert(year.to_owned(), pieces.clone());
        pieces
    }

    /// Whether the list claims to hold every identifier like this one: the family and the years are those in which the
    /// national list is complete (measured on that of February 2025), and it has others of that year or dossier.
    pub fn claims(&self, id: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let parts: Vec<&str> = id.split('-').collect();
        let number = |at: usize| parts.get(at).and_then(|p| p.get(..4)).and_then(|y| y.parse::<u32>().ok());
        let (complete, siblings) = match parts[0] {
            "stb" => (number(1).is_some_and(|y| (1951..=2024).contains(&y) && !matches!(y, 1956 | 1959 | 1976)), 2),
            "trb" => (number(1).is_some_and(|y| (1951..=2024).contains(&y)), 2),
            "stcrt" => (number(1).is_some_and(|y| (2010..=2024).contains(&y)), 2),
            "ah" => (number(2).is_some_and(|y| (1996..=2023).contains(&y)), 3),
            "kst" => (parts.get(1).filter(|d| d.len() == 5).and_then(|d| d.parse::<u32>().ok()).is_some_and(|d| (29000..=36600).contains(&d)), 2),
            _ => (false, 0),
        };
        complete
            && (self.first_with_prefix(&format!("{}-", parts[..siblings].join("-"))).is_some()
                || parts[0] == "kst" && self.first_with_prefix(&id[..6]).is_some())
    }
}

/// A compiled list; its checksum is tested, so that looking it up cannot fail.
fn compiled(mut file: impl Read) -> io::Result<Set<Vec<u8>>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    bytes.drain(..MAGIC.len());
    let damaged =
        |e: fst::Error| io::Error::new(io::ErrorKind::InvalidData, format!("this register is damaged ({e}); build it again with verwijs register build"));
    let set = Set::new(bytes).map_err(damaged)?;
    set.as_fst().verify().map_err(damaged)?;
    Ok(set)
}

/// A list, an identifier a line.
fn listed(list: impl BufRead) -> io::Result<Set<Vec<u8>>> {
    let mut ids: Vec<String> = Vec::new();
    for (at, line) in list.lines().enumerate() {
        let line = line.map_err(|e| {
            io::Error::new(e.kind(), format!("line {}: {e}; a register is a list of identifiers, one a line, or what verwijs register build made", at + 1))
        })?;
        let id = line.trim();
        if id.contains(char::is_whitespace) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("line {}: {id:?} is no identifier; a register is a list of identifiers, one a line", at + 1),
            ));
        }
        if !id.is_empty() {
            ids.push(id.to_owned());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Set::from_iter(ids).map_err(io::Error::other)
}

/// The list itself, or what is packed in it.
fn unpacked(mut file: BufReader<File>) -> io::Result<Box<dyn BufRead>> {
    let head = file.fill_buf()?;
    Ok(match head {
        [0x1F, 0x8B, ..] => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(file))),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Box::new(BufReader::new(zstd::Decoder::with_buffer(file)?)),
        [0xFD, b'7', b'z', b'X', b'Z', ..] => Box::new(BufReader::new(liblzma::bufread::XzDecoder::new_multi_decoder(file))),
        _ => Box::new(file),
    })
}

/// The pages that an identifier of Handelingen before 2011 has.
fn piece(id: String) -> Option<Piece> {
    /// No piece has more pages. In the session of 2009 identifiers went over from the first and the last page to the meeting and
    /// the first page, "h-tk-20092010-61-5401".
    const LONGEST: u32 = 150;
    let rest = id.strip_prefix("h-")?;
    let (year, rest) = rest.split_at_checked(11)?;
    if !["tk-", "ek-", "vv-"].iter().any(|house| year.starts_with(house)) {
        return None;
    }
    let session: u32 = year.get(3..7)?.parse().ok()?;
    let numbers: Vec<u32> = rest.strip_prefix('-')?.split('-').map_while(|p| p.parse().ok()).collect();
    let (meeting, first, last) = match (session, &numbers[..]) {
        (..=1995, [meeting, first, last, ..]) => (Some(*meeting), *first, Some(*last)),
        (1996..=2009, [first, last, ..]) if last >= first && (session < 2009 || last - first <= LONGEST) => (None, *first, Some(*last)),
        (2009 | 2010, [meeting, first]) => (Some(*meeting), *first, None),
        _ => return None,
    };
    Some(Piece { meeting, first, last, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("verwijs-{name}-{}", std::process::id()))
    }

    #[test]
    fn a_piece_has_the_pages_that_its_identifier_tells() {
        let numbers = |id: &str| piece(id.to_owned()).map(|piece| (piece.meeting, piece.first, piece.last));
        for (id, pages) in [
            ("h-tk-19951996-39-2410-2415", Some((Some(39), 2410, Some(2415)))),
            ("h-tk-20052006-4972-4991", Some((None, 4972, Some(4991)))),
            ("h-tk-20052006-9-244", Some((None, 9, Some(244)))),
            ("h-tk-20092010-1081-1081-1", Some((None, 1081, Some(1081)))),
            ("h-tk-20092010-61-5401", Some((Some(61), 5401, None))),
            ("h-ek-20092010-9-244", Some((Some(9), 244, None))),
            ("h-ek-20102011-8-3", Some((Some(8), 3, None))),
            ("h-tk-20112012-8-3", None),
            ("h-xk-20052006-4972-4991", None),
        ] {
            assert_eq!(numbers(id), pages, "{id}");
        }
    }

    #[test]
    fn a_list_is_looked_up_plain_and_compiled() {
        let (plain, compact) = (path("list"), path("register"));
        std::fs::write(&plain, "stb-2018-123\nkst-34550-V-52\n\nkst-34550-VI-1\nh-tk-20052006-4972-4991\n").unwrap();
        Publications::read(&plain).unwrap().write(File::create(&compact).unwrap()).unwrap();
        for file in [&plain, &compact] {
            let list = Publications::read(file).unwrap();
            assert_eq!(list.len(), 4);
            assert!(list.has("kst-34550-V-52") && !list.has("kst-34550-V-53") && !list.has(""));
            assert_eq!(list.with_prefix("kst-34550-V").len(), 2);
            assert_eq!(list.first_with_prefix("kst-34550-V-").as_deref(), Some("kst-34550-V-52"));
            assert_eq!(list.pieces("tk-20052006")[0].first, 4972);
            assert!(list.claims("stb-2018-999") && !list.claims("stb-1956-1") && !list.claims("gmb-2020-1") && !list.claims("stb-2017-1"));
        }
        let mut bytes = std::fs::read(&compact).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        std::fs::write(&compact, &bytes).unwrap();
        assert!(Publications::read(&compact).is_err());
        std::fs::write(&plain, "not a list of identifiers\n").unwrap();
        assert!(Publications::read(&plain).unwrap_err().to_string().contains("line 1"));
        for file in [plain, compact] {
            std::fs::remove_file(file).unwrap();
        }
    }
}
