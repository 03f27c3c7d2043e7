//! Compiles the register of laws into tables that are read in place.

use crate::{fold, layout, near};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::Path,
};

#[derive(Default)]
struct Register {
    text: String,
    laws: Vec<u8>,
    ids: HashMap<String, u32>,
}

/// A name, and the next one of the same hash.
struct Name {
    hash: u64,
    row: [u8; layout::NAME],
    next: usize,
}

const NONE: usize = usize::MAX;

/// The places where names go on or end, by hash.
struct Nodes {
    hashes: Vec<u64>,
    goes_on: Vec<bool>,
    /// The letters that go on from each, as `layout::next` has them.
    next: Vec<u32>,
    first: Vec<usize>,
    last: Vec<usize>,
    used: usize,
}

/// Writes `laws.bin` and `laws.txt` for the files in `register`.
pub fn compile(register: &Path, out: &Path) {
    let read = |name: &str| fs::read_to_string(register.join(name)).unwrap_or_else(|e| panic!("grammar/register/{name}: {e}"));
    let mut laws = Register::default();
    for line in read("laws.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, kind, label, from, until] = cells[..] else { continue };
        laws.add(id, label, layout::kind(kind), from, until);
    }
    let mut nodes = Nodes::new(1 << 20);
    let mut names: Vec<Name> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    let mut nears = Nears::default();
    for line in read("names.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, id, sort, _] = cells[..] else { continue };
        // What people call a law besides is often what others are called.
        let own = !matches!(sort, "alias");
        let sort = match sort {
            "abbr" => layout::ABBREVIATION,
            "abbr-context" => layout::CONTEXT,
            _ => layout::TITLE,
        };
        let law = laws.law(id);
        let mut row = [0; layout::NAME];
        row[8..12].copy_from_slice(&laws.put(name).to_le_bytes());
        row[12..16].copy_from_slice(&law.to_le_bytes());
        row[16..18].copy_from_slice(&u16::try_from(name.len()).expect("a name is shorter than 64 KB").to_le_bytes());
        row[18] = sort;
        all.push(name.to_owned());
        if sort == layout::TITLE {
            nears.add(name, names.len(), law, own && id.starts_with("BWB"));
        }
        fold::ends(name, |hash, last| {
            let node = nodes.node(hash);
            if !last {
                nodes.goes_on[node] = true;
                return;
            }
            row[..8].copy_from_slice(&hash.to_le_bytes());
            let number = names.len();
            match nodes.last[node] {
                NONE => nodes.first[node] = number,
                before => names[before].next = number,
            }
            nodes.last[node] = number;
            names.push(Name { hash, row, next: NONE });
        });
    }
    for name in &all {
        letters(name, |hash, letter| nodes.go_on(hash, letter));
    }
    let mut treaties: Vec<(u64, u32)> = Vec::new();
    for line in read("treaty_countries.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, kind, country, "general"] = cells[..] else { continue };
        treaties.push((fold::whole(&format!("{kind} {country}")), laws.law(id)));
    }
    // Of two for the same country the first in the file stands.
    treaties.sort_by_key(|(hash, _)| *hash);
    treaties.dedup_by_key(|(hash, _)| *hash);

    let (rows, slots) = (rows(&nodes, &mut names), nodes.slots(&names));
    let ids = laws.id_slots();
    let mut file = Vec::with_capacity(8 << 20);
    let (near_rows, near_sieve) = nears.rows(&names);
    let long_titles = long_titles(&names, &laws.text);
    let counts: [usize; layout::COUNTS] = [
        laws.laws.len() / layout::LAW,
        names.len(),
        slots.len() / layout::NODE,
        ids.len() / layout::ID,
        treaties.len(),
        near_rows.len(),
        long_titles.len() / layout::LONG_TITLE,
    ];
    for count in counts {
        file.extend_from_slice(&u32::try_from(count).expect("a register has fewer than four billion rows").to_le_bytes());
    }
    for table in [&laws.laws, &rows, &slots, &ids] {
        file.extend_from_slice(table);
    }
    for (hash, law) in treaties {
        file.extend_from_slice(&hash.to_le_bytes());
        file.extend_from_slice(&law.to_le_bytes());
    }
    near_rows.iter().for_each(|row| file.extend_from_slice(&row.to_le_bytes()));
    file.extend_from_slice(&long_titles);
    file.extend_from_slice(&nodes.sieve());
    file.extend_from_slice(&near_sieve);
    fs::write(out.join("laws.bin"), file).expect("OUT_DIR can be written");
    fs::write(out.join("laws.txt"), laws.text).expect("OUT_DIR can be written");
}

/// Names as `near` compares them.
#[derive(Default)]
struct Nears {
    /// Of each, the names that are written so, by their whole hash.
    names: BTreeMap<u64, BTreeMap<u64, Near>>,
    /// What is looked for at all: them, and the first words of each.
    sieve: Vec<u64>,
}

/// A name that is written nearly so.
struct Near {
    number: usize,
    laws: BTreeSet<u32>,
    /// Whether it is to be found.
    found: bool,
}

impl Nears {
    fn add(&mut self, name: &str, number: usize, law: u32, found: bool) {
        let mut whole = None;
        let mut begins = None;
        near::steps(name, |step| {
            if step.words == near::FIRST {
                begins = Some(step.hash);
            }
            whole = Some(step);
            true
        });
        // "Besluit van 3 mei 1990" is hardly written in another way; a name that is read by halves is none.
        let dated = name.bytes().filter(u8::is_ascii_digit).count() > 4 && name.ends_with(|c: char| c.is_ascii_digit());
        let Some(step) = whole.filter(|step| step.tells() && !dated && name[step.end..].chars().all(|c| !c.is_alphanumeric())) else { return };
        let Some(begin) = begins else { return };
        self.sieve.extend([begin, step.hash]);
        let names = self.names.entry(fold::finish(step.hash) >> layout::NEAR_NAME).or_default();
        let near = names.entry(fold::whole(name)).or_insert(Near { number, laws: BTreeSet::new(), found: false });
        near.laws.insert(law);
        near.found |= found;
    }

    /// The rows by hash, of what is written so for the same laws alone, and the sieve. Wants `next` of each name to be its row.
    fn rows(&self, names: &[Name]) -> (Vec<u64>, Vec<u8>) {
        let alone = |of: &BTreeMap<u64, Near>| {
            let mut laws = of.values().map(|near| &near.laws);
            let first = laws.next();
            laws.all(|other| Some(other) == first) && of.values().any(|near| near.found)
        };
        let row = |number: usize| {
            let row = names[number].next as u64;
            assert!(row < 1 << layout::NEAR_NAME, "src/register/layout.rs: more names than NEAR_NAME can count");
            row
        };
        let rows = self.names.iter().filter(|(_, of)| alone(of));
        let rows = rows.filter_map(|(hash, of)| Some(hash << layout::NEAR_NAME | row(of.values().next()?.number))).collect();
        let mut sieve = vec![0; layout::NEAR_SIEVE];
        for hash in self.sieve.iter().map(|hash| fold::finish(*hash)) {
            let (byte, bit) = fold::sieve(hash, layout::NEAR_SIEVE);
            sieve[byte] |= bit;
        }
        (rows, sieve)
    }
}

impl Register {
    /// Where `text` stands among all texts.
    fn put(&mut self, text: &str) -> u32 {
        let at = u32::try_from(self.text.len()).expect("the register is smaller than 4 GB");
        self.text.push_str(text);
        at
    }

    fn add(&mut self, id: &str, label: &str, kind: u32, from: &str, until: &str) -> u32 {
        let number = u32::try_from(self.ids.len()).expect("there are fewer than four billion laws");
        let (id_at, label_at) = (self.put(id), self.put(label));
        let year = |year: &str| year.parse::<u16>().unwrap_or(0).to_le_bytes();
        self.laws.extend_from_slice(&id_at.to_le_bytes());
        self.laws.extend_from_slice(&label_at.to_le_bytes());
        self.laws.extend_from_slice(&u16::try_from(id.len()).expect("an identifier is short").to_le_bytes());
        self.laws.extend_from_slice(&u16::try_from(label.len()).expect("a label is shorter than 64 KB").to_le_bytes());
        self.laws.extend_from_slice(&year(from));
        self.laws.extend_from_slice(&year(until));
        self.laws.extend_from_slice(&kind.to_le_bytes());
        assert!(self.ids.insert(id.to_owned(), number).is_none(), "grammar/register/laws.tsv: {id} stands there twice");
        number
    }

    /// The number of the law with this identifier, which is its label too where `laws.tsv` has none.
    fn law(&mut self, id: &str) -> u32 {
        match self.ids.get(id) {
            Some(&number) => number,
            None => self.add(id, id, 0, "", ""),
        }
    }

    fn id_slots(&self) -> Vec<u8> {
        let slots = self.ids.len() * 3 / 2 + 1;
        let mut table = vec![0; slots * layout::ID];
        let mut ids: Vec<(&String, u32)> = self.ids.iter().map(|(id, law)| (id, *law)).collect();
        ids.sort();
        for (id, law) in ids {
            let mut slot = fold::slot(fold::finish(fold::whole(id)), slots);
            while table[slot * layout::ID..][..layout::ID] != [0; layout::ID] {
                slot = (slot + 1) % slots;
            }
            table[slot * layout::ID..][..layout::ID].copy_from_slice(&(law + 1).to_le_bytes());
        }
        table
    }
}

impl Nodes {
    fn new(slots: usize) -> Self {
        Self { hashes: vec![0; slots], goes_on: vec![false; slots], next: vec![0; slots], first: vec![NONE; slots], last: vec![NONE; slots], used: 0 }
    }

    /// The place of a hash, a new one where it has none yet.
    fn node(&mut self, hash: u64) -> usize {
        let slots = self.hashes.len();
        let mut slot = fold::slot(fold::finish(hash), slots);
        while self.hashes[slot] != hash {
            if self.hashes[slot] == 0 {
                self.used += 1;
                assert!(self.used < slots / 4 * 3, "build/laws.rs: more words of names than slots");
                self.hashes[slot] = hash;
                break;
            }
            slot = (slot + 1) % slots;
        }
        slot
    }

    /// Notes that a letter goes on from the place of a hash, if it is one.
    fn go_on(&mut self, hash: u64, letter: u8) {
        let slots = self.hashes.len();
        let mut slot = fold::slot(fold::finish(hash), slots);
        while self.hashes[slot] != 0 {
            if self.hashes[slot] == hash {
                self.next[slot] |= layout::next(letter);
                return;
            }
            slot = (slot + 1) % slots;
        }
    }

    fn sieve(&self) -> Vec<u8> {
        let mut sieve = vec![0; layout::SIEVE];
        for hash in self.hashes.iter().filter(|h| **h != 0) {
            let (byte, bit) = fold::sieve(fold::finish(*hash), layout::SIEVE);
            sieve[byte] |= bit;
        }
        sieve
    }

    fn slots(&self, names: &[Name]) -> Vec<u8> {
        let slots = self.used * 3 / 2 + 1;
        let mut table = vec![0; slots * layout::NODE];
        let full = |slot: usize, table: &[u8]| table[slot * layout::NODE..][..layout::NODE] != [0; layout::NODE];
        for node in (0..self.hashes.len()).filter(|&n| self.hashes[n] != 0) {
            let finished = fold::finish(self.hashes[node]);
            let mut slot = fold::slot(finished, slots);
            while full(slot, &table) {
                slot = (slot + 1) % slots;
            }
            // By now `next` of a hash's first name is its row.
            let first = if self.first[node] == NONE { 0 } else { names[self.first[node]].next + 1 };
            let first = u32::try_from(first).expect("there are fewer than four billion names");
            assert!(first <= layout::NAMES, "src/register/layout.rs: more names than NAMES can count");
            let info = first | self.next[node] | if self.goes_on[node] { layout::GOES_ON } else { 0 };
            table[slot * layout::NODE..][..4].copy_from_slice(&(finished as u32).to_le_bytes());
            table[slot * layout::NODE + 4..][..4].copy_from_slice(&info.to_le_bytes());
        }
        table
    }
}

/// The rows of all names, those of one hash together and in the order of the file; `next` of each becomes its row.
fn rows(nodes: &Nodes, names: &mut [Name]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(names.len() * layout::NAME);
    for node in (0..nodes.hashes.len()).filter(|&n| nodes.first[n] != NONE) {
        let mut at = nodes.first[node];
        while at != NONE {
            let name = &mut names[at];
            debug_assert_eq!(name.hash, nodes.hashes[node]);
            let row = rows.len() / layout::NAME;
            let next = std::mem::replace(&mut name.next, row);
            name.row[19] = u8::from(next == NONE);
            rows.extend_from_slice(&name.row);
            at = next;
        }
    }
    rows
}

/// The rows of long titles. Wants `next` of each name to be its row.
fn long_titles(names: &[Name], text: &str) -> Vec<u8> {
    let number = |row: &[u8], at: usize| u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]]);
    let title = |name: &Name| {
        let (start, length) = (number(&name.row, 8) as usize, usize::from(u16::from_le_bytes([name.row[16], name.row[17]])));
        (number(&name.row, 12), &text[start..start + length], name.next)
    };
    let mut titles: Vec<_> = names.iter().map(title).filter(|(_, title, _)| title.len() > layout::LONG).collect();
    titles.sort_unstable();
    titles.iter().flat_map(|(_, _, row)| u32::try_from(*row).expect("there are fewer than four billion names").to_le_bytes()).collect()
}

/// Gives `each` every letter of a name with the hash of those before it.
fn letters(name: &str, mut each: impl FnMut(u64, u8)) {
    let mut hash = fold::SEED;
    for c in name.chars() {
        let one = [if c.is_ascii() { fold::ASCII[c as usize] } else { 0 }];
        let letters = match one {
            [0] if c.is_ascii() => &[],
            [0] => fold::plain(c),
            _ => &one[..],
        };
        for &letter in letters {
            each(hash, letter);
            hash = fold::step(hash, letter);
        }
    }
}
