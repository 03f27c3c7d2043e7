//! A user's own family, his broken rules, compiled registers, and identifiers that give themselves.

mod common;

use common::{BIN, Folder};
use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};
use verwijs::{Document, Id, Publications, Verwijs, cite};

/// A rule file as docs/grammar.md has it.
const COUNCIL: &str = r#"
family = "raadsvoorstel"
title  = "Proposals to a municipal council"

[field.number]
kind = "number"

[fragment]
number = '''\d{1,4}\b'''

[[rule]]
name    = "full"
trigger = ["raadsvoorstel"]
pattern = '''(?i:raadsvoorstel(len)?) {year}-{number...}'''
id      = "rv-{year}-{number}"
[[rule.example]]
text    = "Raadsvoorstel 2023-114"
targets = ["rv-2023-114"]
[[rule.not]]
text    = "het raadsvoorstel van mei"
"#;

fn verwijs(folder: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(BIN).args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_example_of_the_guide_is_the_one_tried_here() {
    assert!(include_str!("../docs/grammar.md").contains(COUNCIL.trim()));
}

#[test]
fn a_family_of_the_users_own_flows_through_everything() {
    let folder = Folder::new("own").with("raad.toml", COUNCIL).with("brief.txt", "Zie de Raadsvoorstellen 2023-114 en 115 en Stb. 2021, 312.\n");
    let run = |args: &[&str], input: &str| {
        let output = verwijs(folder.path(), args, input);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        stdout(&output)
    };
    let extracted = run(&["extract", "--grammar", ".", "brief.txt"], "");
    assert!(extracted.contains(r#""family":"raadsvoorstel","status":"resolved""#), "{extracted}");
    assert!(extracted.contains("rv-2023-114") && extracted.contains("rv-2023-115") && extracted.contains("stb-2021-312"), "{extracted}");
    let resolved = run(&["resolve", "--grammar", "."], "Raadsvoorstel 2023-7\n");
    assert!(resolved.contains("rv-2023-7"), "{resolved}");
    let graph = run(&["graph", "--grammar", ".", "brief.txt"], "");
    assert!(graph.contains("rv-2023-114") && graph.contains("rv-2023-115"), "{graph}");
    let checked = run(&["grammar", "check", "."], "");
    assert!(checked.contains("2 examples, 0 failed"), "{checked}");
    let explained = run(&["grammar", "explain", "--grammar", ".", "raadsvoorstel 2023-x"], "");
    assert!(explained.contains("raadsvoorstel/full") && explained.contains("{number}"), "{explained}");
}

#[test]
fn broken_rules_say_where_and_what() {
    let broken = |text: &str| {
        let folder = Folder::new("broken").with("raad.toml", text);
        let output = verwijs(folder.path(), &["grammar", "check", "."], "");
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    };
    for (from, to, place, says) in [
        ("title  = ", "title  ", "raad.toml:3:8", "expected `=`"),
        ("title  =", "titel  =", "raad.toml:3:1", "unknown field `titel`"),
        ("family = \"raadsvoorstel\"\n", "", "raad.toml:", "names its family"),
        ("[\"raadsvoorstel\"]", "[]", "raad.toml:11:1", "has no trigger"),
        ("[\"raadsvoorstel\"]", "[\"één\"]", "raad.toml:13:12", "ASCII"),
        ("(len)?)", "(len?)", "raad.toml:14:14", "unclosed group"),
        ("{year}-{number...}", "{year}-(?=x)", "raad.toml:14:46", "look-around"),
        ("{year}-{number...}", "{yaer}-{number...}", "raad.toml:14:39", "did you mean {year}?"),
        ("{year}-{number...}", "{year-{number...}", "raad.toml:14:39", "has no }"),
        ("{year}-{number...}", "{year}-{nummer=number}", "raad.toml:14:46", "add [field.nummer]"),
        ("(?i:raadsvoorstel(len)?) {year}-{number...}", "x?", "raad.toml:14:14", "no text at all"),
        ("kind = \"number\"", "kind = \"numbr\"", "raad.toml:6:8", "no kind of field"),
        ("kind = \"number\"", "kind = \"number\"\nnot_before = \"(\"", "raad.toml:7:14", "unclosed group"),
        (r"\d{1,4}\b", r"\d{4,1}", "raad.toml:14:46", "invalid repetition"),
        (r"\d{1,4}\b", r"(\w{1,900}){1,900}", "raad.toml:14:", "too large"),
        (r"\d{1,4}\b", "{number}", "raad.toml:14:46", "in a circle"),
        ("id      = \"rv-{year}-{number}\"\n", "", "raad.toml:11:1", "has no id"),
        ("rv-{year}", "rv-{jaar}", "raad.toml:15:", "{jaar}"),
        ("-{number}\"", "[-{number}\"", "raad.toml:15:", "has no ]"),
        ("title ", "resolver = \"kamerstok\"\ntitle ", "raad.toml:3:12", "no resolver"),
        ("trigger =", "back = 4000\ntrigger =", "raad.toml:13:8", "at most"),
        ("trigger =", "options = { week = \"yes\" }\ntrigger =", "raad.toml:13:13", "is no option"),
        ("[\"raadsvoorstel\"]", "['\\b']", "raad.toml:13:12", "one or more"),
        ("targets =", "status = \"opgelost\"\ntargets =", "raad.toml:18:10", "no status"),
        ("rv-2023-114\"]", "rv-2023-115\"]", "raad.toml:17", "should name"),
    ] {
        assert!(COUNCIL.contains(from), "{from}");
        let message = broken(&COUNCIL.replacen(from, to, 1));
        assert!(message.contains(place) && message.contains(says), "{from} → {to}: {message}");
    }
    let twice = broken(&format!("{COUNCIL}{}", &COUNCIL[COUNCIL.find("[[rule]]").unwrap()..]));
    assert!(twice.contains("raad.toml:21:1") && twice.contains("line 11"), "{twice}");
    let folder = Folder::new("broken-bytes").with("raad.toml", b"family = \"\xff\"");
    let output = verwijs(folder.path(), &["grammar", "check", "."], "");
    assert!(String::from_utf8_lossy(&output.stderr).contains("raad.toml:1:11: this is not UTF-8"));
}

/// Rules that begin before their trigger, and overlap.
const OVERLAPPING: &str = r#"
family = "raadsbesluit"
title  = "Decisions of a municipal council"

[field.number]
kind = "number"

[fragment]
number = '''\d{1,3}'''

[[rule]]
name    = "number-first"
trigger = ["raadsbesluit"]
back    = 20
pattern = '''{number} raadsbesluit'''
id      = "rb-{number}"

[[rule]]
name    = "sheet"
trigger = ["blad"]
pattern = '''blad {number} van'''
id      = "blad-{number}"

[[rule]]
name    = "folder"
trigger = ["map"]
back    = 5
pattern = '''van map vak {number}'''
id      = "map-{number}"

[[rule]]
name    = "shelf"
trigger = ["vak"]
pattern = '''vak {number}'''
id      = "vak-{number}"
"#;

#[test]
fn a_match_hides_neither_the_next_of_its_rule_nor_what_stands_behind_one_that_it_outdoes() {
    let folder = Folder::new("overlap").with("raad.toml", OVERLAPPING);
    for (text, ids) in [("12 raadsbesluit 14 raadsbesluit", ["rb-12", "rb-14"]), ("blad 3 van map vak 9", ["blad-3", "vak-9"])] {
        let found = stdout(&verwijs(folder.path(), &["extract", "--grammar", ".", "--format", "jsonl", "-"], text));
        let found: Vec<&str> = found.lines().filter_map(|line| line.split(r#""targets":[{"id":""#).nth(1)?.split('"').next()).collect();
        assert_eq!(found, ids, "{text}");
    }
}

#[test]
fn a_compiled_register_decides() {
    let ids = "kst-36600-V-12\nkst-36600-VI-12\nkst-36600-1\nstb-2021-312\nh-tk-20052006-4972-4991\nkst-28345-186\nkst-31839-186\nstcrt-1998-46-p5-SC1\n\
        h-tk-20092010-1490-1499\nh-tk-20092010-50-5000\nh-tk-20092010-50-5012\nh-tk-20092010-51-5030\nkst-19971998-23900-12a\n";
    let folder = Folder::new("register").with("ids.txt", ids);
    let built = verwijs(folder.path(), &["register", "build", "ids.txt", "-o", "ids.register"], "");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    for register in ["ids.txt", "ids.register"] {
        let ask = |text: &str| stdout(&verwijs(folder.path(), &["resolve", "--format", "jsonl", "--register", register, text], ""));
        assert!(ask("Stb. 2021, 312").contains(r#""status":"resolved""#));
        assert!(ask("Stb. 2021, 313").contains(r#""status":"unknown""#));
        let budget = ask("36 600, nr. 12");
        assert!(budget.contains(r#""status":"ambiguous""#) && budget.contains("kst-36600-VI-12") && !budget.contains("kst-36600-VIII-12"), "{budget}");
        assert!(ask("Handelingen II 2005/06, 80, p. 4981-4982").contains("h-tk-20052006-4972-4991"));
        // Of the year in which identifiers began to have the first page alone: the piece that begins last before the page.
        assert!(ask("Handelingen II 2009/10, nr. 50, p. 5015").contains(r#"[{"id":"h-tk-20092010-50-5012""#));
        assert!(ask("Handelingen II 2009/10, p. 5005").contains(r#"[{"id":"h-tk-20092010-50-5000""#));
        assert!(ask("Handelingen II 2009/10, p. 1492").contains(r#"[{"id":"h-tk-20092010-1490-1499""#));
        assert!(ask("Kamerstukken I, 23 900, nr. 12a").contains("kst-19971998-23900-12a"));
        assert!(ask("Kamerstukken 28 345, 31 015 en 31 839, nr. 186").contains(r#""also":["kst-31839-186"]"#));
        assert!(ask("Stcrt. 1998, 46").contains("stcrt-1998-46-p5-SC1"));
    }
    let broken = Folder::new("register-broken").with("bad.txt", "dit is geen lijst\n");
    let output = verwijs(broken.path(), &["register", "build", "bad.txt", "-o", "x"], "");
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("line 1"));
}

const CANONICAL: &str = "kst-34550-V-52 kst-20082009-31700-VI-D kst-CXLVI-A kst-21501-02-1740 kst-36600-B-A kst-18881889-41-3 dossier/34550-V
    dossier/21501-20 dossier/35786 h-tk-20172018-26-4 h-tk-20082009-7140-7144 h-ek-20112012-21 h-tk-19881989-39-2410 ah-tk-20182019-44
    ah-ek-20142015-5 stb-2018-123 stb-1950-K90 trb-2018-12 stcrt-2018-1234 gmb-2020-12345 prb-2019-4411 wsb-2020-1 bgr-2022-118 2018D54210
    2018Z20967 COM(2021)727 SWD(2020)98 32016R0679 31971R1408 32004L0038 31983L0189 32002F0584 32003H0361 62007CJ0418 61982CJ0158 62004TJ0201
    ECLI:NL:HR:2016:162 ECLI:CE:ECHR:2007:0515JUD005239199";

#[test]
fn identifiers_and_our_own_citations_of_them_give_themselves() {
    let folder = Folder::new("canonical");
    let all: Vec<&str> = CANONICAL.split_whitespace().collect();
    let output = stdout(&verwijs(folder.path(), &["resolve", "--format", "jsonl"], &all.join("\n")));
    assert_eq!(output.lines().count(), all.len(), "{output}");
    for (id, line) in all.iter().zip(output.lines()) {
        assert!(line.contains(&format!(r#""id":"{id}""#)), "{id}: {line}");
    }
    let engine = Verwijs::new();
    for id in all {
        let words = cite(&Id::new(id)).unwrap_or_else(|| panic!("{id} has no words"));
        let found = engine.extract(&words);
        let ids: Vec<&str> = found.iter().flat_map(|c| &c.targets).map(|t| t.id.as_str()).collect();
        assert_eq!(ids, [id], "{words}");
    }
}

#[test]
fn real_identifiers_give_themselves() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/official/publication-ids.txt.xz");
    if !path.exists() {
        eprintln!("skipped: there is no list of real identifiers at {}", path.display());
        return;
    }
    let list = Publications::read(&path).unwrap();
    let (mut written, mut names) = (Vec::new(), Vec::new());
    list.write(&mut written).unwrap();
    assert!(written.len() < 3_000_000, "{} bytes", written.len());
    let engine = Verwijs::new();
    for prefix in ["kst-34550-", "kst-20042005-2", "stb-2011-", "trb-1999-", "ah-tk-20102011-1", "h-tk-20152016-1", "stcrt-2014-1"] {
        names.extend(list.with_prefix(prefix).into_iter().step_by(23));
    }
    // Reissues are cited as what they reissue.
    names.retain(|id| !id.rsplit('-').next().is_some_and(|last| last.starts_with(['h', 'n', 'b', 'v'])));
    assert!(names.len() > 500, "{}", names.len());
    for id in &names {
        let words = cite(&Id::new(id)).unwrap_or_else(|| panic!("{id} has no words"));
        let found = engine.extract_document(&Document::from_text(words.as_str())).citations;
        let ids: Vec<&str> = found.iter().flat_map(|c| &c.targets).map(|t| t.id.as_str()).collect();
        // A budget's paper without a chapter may belong to any.
        assert!(ids == [id.as_str()] || found[0].status.as_str() == "ambiguous", "{words}: {ids:?}");
    }
}
