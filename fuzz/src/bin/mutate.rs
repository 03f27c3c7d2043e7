//! A small fuzzer for a stable toolchain: mutates the corpus and pieces of citations, and keeps what panics.
//!
//! `cargo run --release --no-default-features --features mutate --bin mutate -- TARGET SECONDS [SEED]`

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

/// What citations are made of, and what breaks them.
const PIECES: [&str; 64] = [
    "Kamerstukken II 2004/05, 29 435, nr. 125",
    "34 550 V",
    ", nrs. 1–3",
    " t/m ",
    " tot en met 999999",
    " en ",
    "nr. 33 (33964)",
    "Handelingen II 2017/18, nr. 26, items 4",
    "Aanhangsel Handelingen",
    "Stb. 2014, 205",
    "Stcrt. ",
    "Trb. 1978,143",
    "artikel 3",
    "artikelen 1 en 2",
    ", eerste lid, onder a",
    " van de ",
    "Awb",
    "Wetboek van Strafrecht (WvSr)",
    "art. 300–303 WvSr",
    "§ 4.1.",
    "(hierna: de Wet)",
    "die wet",
    "verga-\nderjaar",
    "ECLI:NL:HR:2016:162",
    "Richtlijn 2003/86/EG",
    "zaak C-281/91",
    "jci1.3:c:BWBR0005537&artikel=3:2",
    "BWBR0005537",
    "kst-34550-V-52",
    "h-tk-20172018-26-4",
    "32016R0679",
    "\u{a0}",
    "\u{ad}",
    "\u{2009}",
    "Ă©",
    "Ã©",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\"",
    "«",
    "(",
    ")",
    ",",
    ";",
    ".",
    ":",
    "-",
    "–",
    "*",
    "°",
    "ø",
    "é",
    "İ",
    "ẞ",
    "ﬁ",
    "\u{301}",
    "👍",
    "{number...}",
    "[[rule]]",
    "'''",
    "{\"id\": \"a\", \"text\": \"",
];

/// xorshift: the same seed gives the same cases.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments.first().map_or("extract", String::as_str);
    let Some((_, target)) = verwijs_fuzz::TARGETS.iter().find(|(n, _)| *n == name) else {
        eprintln!("mutate: {name}: no target; there are {}", verwijs_fuzz::TARGETS.map(|(n, _)| n).join(", "));
        return ExitCode::from(2);
    };
    let seconds = arguments.get(1).and_then(|s| s.parse().ok()).unwrap_or(60);
    let mut random = Random(arguments.get(2).and_then(|s| s.parse().ok()).unwrap_or(0x9E37_79B9_7F4A_7C15) | 1);
    let mut seeds = Vec::new();
    for folder in ["../corpus", "../grammar"] {
        gather(Path::new(folder), name == "grammar" && folder == "../grammar", &mut seeds);
    }
    seeds.push(Vec::new());
    let (begun, mut cases, mut findings, mut slowest) = (Instant::now(), 0u64, 0, Duration::ZERO);
    std::panic::set_hook(Box::new(|_| {}));
    while begun.elapsed() < Duration::from_secs(seconds) {
        let case = case(&seeds, &mut random);
        let start = Instant::now();
        let panicked = catch_unwind(AssertUnwindSafe(|| target(&case))).err();
        let took = start.elapsed();
        cases += 1;
        let slow = took > slowest.max(Duration::from_millis(500));
        slowest = slowest.max(took);
        if panicked.is_some() || slow {
            findings += u64::from(panicked.is_some());
            let words = panicked
                .as_ref()
                .map(|p| p.downcast_ref::<String>().cloned().or_else(|| p.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default());
            let path = format!("artifacts/{name}/{}-{cases}", if panicked.is_some() { "panic" } else { "slow" });
            let kept = fs::create_dir_all(format!("artifacts/{name}")).and_then(|()| fs::write(&path, &case));
            println!("{path} ({} bytes, {took:?}): {} {kept:?}", case.len(), words.unwrap_or_default());
            if findings > 20 {
                break;
            }
        }
    }
    println!("{name}: {cases} cases in {:?}, {findings} panics, slowest {slowest:?}", begun.elapsed());
    ExitCode::from(u8::from(findings > 0))
}

fn gather(folder: &Path, rules: bool, seeds: &mut Vec<Vec<u8>>) {
    for path in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|e| e.path()) {
        let wanted = path.extension().is_some_and(|e| if rules { e == "toml" } else { e == "txt" || e == "jsonl" });
        if path.is_dir() {
            gather(&path, rules, seeds);
        } else if wanted {
            seeds.extend(fs::read(&path));
        }
    }
}

/// A part of a seed, or nothing, changed a few times.
fn case(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let seed = &seeds[random.below(seeds.len())];
    let from = random.below(seed.len());
    let longest = [40, 400, 4000][random.below(3)];
    let length = 1 + random.below(longest);
    let mut case = seed[from.min(seed.len())..(from + length).min(seed.len())].to_vec();
    for _ in 0..1 + random.below(12) {
        let at = random.below(case.len() + 1);
        let piece = PIECES[random.below(PIECES.len())].as_bytes();
        match random.below(8) {
            0 if at < case.len() => case[at] = random.below(256) as u8,
            1 if at < case.len() => case[at] ^= 1 << random.below(8),
            2 => {
                let to = (at + random.below(30)).min(case.len());
                case.drain(at..to);
            }
            3 => {
                let part = case[at..(at + random.below(60)).min(case.len())].to_vec();
                let times = 1 + random.below(20);
                case.splice(at..at, part.repeat(times));
            }
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                let to = from + random.below(100);
                case.splice(at..at, other[from.min(other.len())..to.min(other.len())].to_vec());
            }
            5 => drop(case.splice(at..at, piece.repeat(1 + random.below(40)))),
            _ => drop(case.splice(at..at, piece.to_vec())),
        }
    }
    case
}
