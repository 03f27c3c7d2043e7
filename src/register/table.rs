//! The register of laws as the build script compiled it, read in place.

use super::{fold, layout};

const FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/laws.bin"));
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/laws.txt"));

/// The compiled register.
#[derive(Clone, Copy)]
pub(super) struct Table {
    laws: &'static [[u8; layout::LAW]],
    names: &'static [[u8; layout::NAME]],
    nodes: &'static [[u8; layout::NODE]],
    ids: &'static [[u8; layout::ID]],
    treaties: &'static [[u8; layout::TREATY]],
    near: &'static [[u8; layout::NEAR]],
    long_titles: &'static [[u8; layout::LONG_TITLE]],
    sieve: &'static [u8; layout::SIEVE],
    near_sieve: &'static [u8; layout::NEAR_SIEVE],
}

/// A place where a name goes on or ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    info: u32,
    hash: u64,
}

/// A law's row.
pub(super) struct LawRow {
    pub id: &'static str,
    pub label: &'static str,
    pub from: u16,
    pub until: u16,
    /// As `grammar/register/laws.tsv` names it.
    pub kind: &'static str,
}

/// A name's row.
#[derive(Clone, Copy)]
pub(super) struct NameRow {
    pub text: &'static str,
    pub law: u32,
    pub sort: u8,
}

impl Table {
    /// The register that comes with the library.
    pub fn own() -> Self {
        let (counts, rest) = FILE.split_at(layout::COUNTS * 4);
        let count = |table: usize| u32_at(counts, table * 4) as usize;
        let (laws, rest) = table(rest, count(0));
        let (names, rest) = table(rest, count(1));
        let (nodes, rest) = table(rest, count(2));
        let (ids, rest) = table(rest, count(3));
        let (treaties, rest) = table(rest, count(4));
        let (near, rest) = table(rest, count(5));
        let (long_titles, rest) = table(rest, count(6));
        let (sieve, rest) = rest.split_first_chunk().expect("the build script writes a whole sieve");
        let near_sieve = rest.first_chunk().expect("the build script writes a second one");
        Self { laws, names, nodes, ids, treaties, near, long_titles, sieve, near_sieve }
    }

    /// How many laws there are.
    pub fn len(&self) -> usize {
        self.laws.len()
    }

    pub fn law(&self, number: usize) -> LawRow {
        let row = &self.laws[number];
        let text = |at: usize, length: usize| text(u32_at(row, at), u16_at(row, length));
        LawRow {
            id: text(0, 8),
            label: text(4, 10),
            from: u16_at(row, 12),
            until: u16_at(row, 14),
            kind: layout::KINDS[usize::from(row[16]) % layout::KINDS.len()],
        }
    }

    /// The number of the law with this identifier.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        let mut slot = fold::slot(fold::finish(fold::whole(id)), self.ids.len());
        loop {
            let law = u32::from_le_bytes(self.ids[slot]).checked_sub(1)?;
            if self.law(law as usize).id == id {
                return Some(law);
            }
            slot = (slot + 1) % self.ids.len();
        }
    }

    /// The treaty whose kind and country have this hash.
    pub fn treaty(&self, hash: u64) -> Option<u32> {
        let at = self.treaties.binary_search_by_key(&hash, |row| u64_at(row, 0)).ok()?;
        Some(u32_at(&self.treaties[at], 8))
    }

    /// The whole hash of the only name, or of one of those of the same laws, that has this hash as [`super::near`] compares names.
    pub fn near(&self, hash: u64) -> Option<u64> {
        if !self.near_begins(hash) {
            return None;
        }
        let wanted = fold::finish(hash) >> layout::NEAR_NAME;
        let at = self.near.binary_search_by_key(&wanted, |row| u64::from_le_bytes(*row) >> layout::NEAR_NAME).ok()?;
        let row = u64::from_le_bytes(self.near[at]) & ((1 << layout::NEAR_NAME) - 1);
        Some(u64_at(&self.names[row as usize], 0))
    }

    /// Whether some name may be two words of this hash and go on, or be the words of this hash, as [`super::near`] compares names.
    pub fn near_begins(&self, hash: u64) -> bool {
        let (byte, bit) = fold::sieve(fold::finish(hash), layout::NEAR_SIEVE);
        self.near_sieve[byte] & bit != 0
    }

    /// What stands at the place of a hash; `None` where no name goes on or ends.
    #[inline]
    pub fn node(&self, hash: u64) -> Option<Node> {
        let finished = fold::finish(hash);
        let (byte, bit) = fold::sieve(finished, layout::SIEVE);
        if self.sieve[byte] & bit == 0 {
            return None;
        }
        let mut slot = fold::slot(finished, self.nodes.len());
        loop {
            let node = u64::from_le_bytes(self.nodes[slot]);
            if node == 0 {
                return None;
            }
            if node as u32 == finished as u32 {
                return Some(Node { info: (node >> 32) as u32, hash });
            }
            slot += 1;
            if slot == self.nodes.len() {
                slot = 0;
            }
        }
    }

    /// The names that end at `node`, likeliest first.
    pub fn names(&self, node: Node) -> impl Iterator<Item = NameRow> {
        let first = (node.info & layout::NAMES) as usize;
        let mut rows = if first == 0 { [].iter() } else { self.names[first - 1..].iter() };
        std::iter::from_fn(move || {
            let row = rows.next()?;
            // The node is found by half of its hash: the other half is compared here.
            if u64_at(row, 0) != node.hash {
                rows = [].iter();
                return None;
            }
            if row[19] != 0 {
                rows = [].iter();
            }
            Some(name_row(row))
        })
    }

    /// All names, in no order.
    pub fn all_names(&self) -> impl Iterator<Item = NameRow> {
        self.names.iter().map(name_row)
    }

    /// The long titles of a law.
    pub fn long_titles(&self, law: u32) -> impl Iterator<Item = &'static str> {
        let name = |row: &[u8; layout::LONG_TITLE]| name_row(&self.names[u32::from_le_bytes(*row) as usize]);
        let from = self.long_titles.partition_point(|row| name(row).law < law);
        self.long_titles[from..].iter().map(name).take_while(move |name| name.law == law).map(|name| name.text)
    }
}

fn name_row(row: &[u8; layout::NAME]) -> NameRow {
    NameRow { text: text(u32_at(row, 8), u16_at(row, 16)), law: u32_at(row, 12), sort: row[18] }
}

impl Node {
    /// Whether some name has more words behind this place.
    #[inline]
    pub fn goes_on(self) -> bool {
        self.info & layout::GOES_ON != 0
    }

    /// Whether some name ends here.
    #[inline]
    pub fn ends(self) -> bool {
        self.info & layout::NAMES != 0
    }

    /// Whether some name may go on from here with this letter or digit, in small letters, be it in the same word.
    #[inline]
    pub fn goes_on_with(self, letter: u8) -> bool {
        self.info & layout::next(letter) != 0
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table of {} laws, {} names", self.laws.len(), self.names.len())
    }
}

/// The first `count` rows of `file`, and what is behind them.
fn table<const ROW: usize>(file: &'static [u8], count: usize) -> (&'static [[u8; ROW]], &'static [u8]) {
    let (rows, rest) = file.split_at(count * ROW);
    (rows.as_chunks().0, rest)
}

fn text(at: u32, length: u16) -> &'static str {
    &TEXT[at as usize..][..usize::from(length)]
}

fn u16_at(row: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([row[at], row[at + 1]])
}

fn u32_at(row: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]])
}

fn u64_at(row: &[u8], at: usize) -> u64 {
    u64::from(u32_at(row, at)) | u64::from(u32_at(row, at + 4)) << 32
}
