//! The program from the outside: what goes in, what comes out, how it ends.

mod common;

use common::{BIN, Folder};
use std::{
    fs,
    io::Write,
    process::{Command, Output, Stdio},
};

const CITATION: &str = "zie Kamerstuk 34 550 V, nr. 52";

fn verwijs(folder: &Folder, args: &[&str]) -> Output {
    folder.command(args).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_broken_line_is_named_and_the_rest_is_there() {
    let corpus = format!("{{\"id\": \"a\", \"text\": \"{CITATION}\"}}\n{{\"id\": \"b\", \"text\"}}\n{{\"id\": \"c\", \"text\": \"{CITATION}\"}}\n");
    let folder = Folder::new("line").with("c.jsonl", corpus);
    let output = verwijs(&folder, &["extract", "c.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("verwijs: c.jsonl:2:"), "{}", stderr(&output));
    let docs: Vec<String> = stdout(&output).lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["doc"].to_string()).collect();
    assert_eq!(docs, ["\"a\"", "\"c\""]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder =
        Folder::new("unread").with("a.txt", CITATION).with("b.png", b"\x89PNG\r\n\x1a\n").with("c.pdf", b"%PDF-1.4").with("d.txt", b"").with("e.txt", b"a\0b");
    let output = verwijs(&folder, &["extract", ".", "missing.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = stderr(&output);
    for part in ["b.png: this is a PNG image, which is not read", "c.pdf: this PDF is damaged", "e.txt: a NUL byte stands at offset 1", "missing.txt: "] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
    assert_eq!(errors.lines().count(), 4);
    assert_eq!(stdout(&output).lines().count(), 1);
}

#[test]
fn an_empty_file_is_a_document_without_citations() {
    let folder = Folder::new("empty").with("a.txt", "");
    let output = verwijs(&folder, &["extract", "a.txt"]);
    assert_eq!((output.status.code(), output.stdout.len(), stderr(&output).as_str()), (Some(0), 0, ""));
    assert_eq!(stdout(&verwijs(&folder, &["extract", "--format", "json", "a.txt"])), "[\n]\n");
}

#[test]
fn threads_do_not_change_the_output() {
    let mut folder = Folder::new("threads");
    for at in 0..40 {
        folder = folder.with(&format!("{at}.txt"), format!("{CITATION} en Kamerstuk 34 550 V, nr. {at}").repeat(at));
    }
    for args in [&["extract", "."][..], &["extract", "--format", "csv", "."], &["graph", "."]] {
        let one = verwijs(&folder, &[args, &["--threads", "1"]].concat());
        let two = verwijs(&folder, &[args, &["--threads", "2"]].concat());
        assert!(!one.stdout.is_empty());
        assert_eq!(one.stdout, two.stdout, "{args:?}");
    }
}

#[test]
fn packed_corpora_are_read_as_they_are() {
    let text = format!("{{\"id\": \"a\", \"text\": \"{CITATION}\"}}\n");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    let folder = Folder::new("packed").with("a", &text).with("b.gz", gzip.finish().unwrap()).with("c", zstd::encode_all(text.as_bytes(), 1).unwrap());
    let output = verwijs(&folder, &["extract", "a", "b.gz", "c"]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(0), 3), "{}", stderr(&output));
    assert!(stdout(&output).lines().all(|l| l.starts_with("{\"doc\":\"a\",\"path\":")));
}

#[test]
fn a_broken_rule_is_named_with_its_place() {
    let folder = Folder::new("rule");
    fs::create_dir(folder.path().join("rules")).unwrap();
    let folder = folder.with("rules/x.toml", "family = \"x\"\n[[rule]]\nname = \"a\"\ntrigger = [\"x\"]\npattern = '''x({missing})'''\nid = \"x\"\n");
    for args in [&["extract", "--grammar", "rules", "rules/x.toml"][..], &["grammar", "check", "rules"]] {
        let output = verwijs(&folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).starts_with("verwijs: rules/x.toml:5:"), "{}", stderr(&output));
    }
}

#[test]
fn a_file_appears_when_it_is_complete() {
    let folder = Folder::new("output").with("a.txt", CITATION);
    let output = verwijs(&folder, &["graph", "a.txt", "-o", "g.dot"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    assert!(fs::read_to_string(folder.path().join("g.dot")).unwrap().ends_with("}\n"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn identifiers_resolve_to_themselves() {
    let folder = Folder::new("resolve");
    let output = verwijs(&folder, &["resolve", "--format", "table", "kst-34550-V-52", "BWBR0001854&artikel=300"]);
    let shown = stdout(&output);
    for part in ["→ kst-34550-V-52", "Kamerstukken II, 34 550 V, nr. 52", "→ jci1.3:c:BWBR0001854&artikel=300"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::new("pipe").with("a.txt", format!("{CITATION}\n").repeat(20_000));
    let mut child = Command::new(BIN).args(["extract", "a.txt"]).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

/// Nothing takes the place of a device; what it refuses is said.
#[cfg(unix)]
#[test]
fn a_device_is_written_as_it_is() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    if !fs::metadata("/dev/full").is_ok_and(|m| m.file_type().is_char_device()) {
        eprintln!("skipped: there is no /dev/full here");
        return;
    }
    let folder = Folder::new("device").with("a.txt", CITATION);
    symlink("/dev/full", folder.path().join("full")).unwrap();
    for command in ["extract", "graph"] {
        let output = verwijs(&folder, &[command, "a.txt", "-o", "full"]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains("cannot be written"), "{}", stderr(&output));
        assert!(fs::metadata(folder.path().join("full")).unwrap().file_type().is_char_device());
    }
}

/// `--at`: names mean the laws of that day, and links open their state of it, but a day in the text goes before.
#[test]
fn the_law_of_a_day() {
    let folder = Folder::new("day").with("a.txt", "artikel 3:4 Awb en artikel 3:2 Awb, zoals dat luidde op 1 mei 2010");
    let output = verwijs(&folder, &["extract", "a.txt", "--at", "2018-11-13"]);
    let out = stdout(&output);
    assert!(out.contains("artikel=3:4&z=2018-11-13&g=2018-11-13"), "{out}");
    assert!(out.contains("artikel=3:2&z=2010-05-01&g=2010-05-01"), "{out}");
    let before = stdout(&verwijs(&folder, &["resolve", "art. 3 Vw", "--at", "1980-01-01"]));
    let after = stdout(&verwijs(&folder, &["resolve", "art. 3 Vw", "--at", "2018-11-13"]));
    assert!(!before.contains("BWBR0011823") && after.contains("BWBR0011823"), "{before}{after}");
    let wrong = verwijs(&folder, &["resolve", "art. 3 Vw", "--at", "2018-02-30"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("expected year, month and day"), "{}", stderr(&wrong));
}

#[test]
fn a_limit_that_bites_is_named_and_the_rest_is_there() {
    let corpus = format!("{{\"id\": \"a\", \"text\": \"{CITATION}\"}}\n{{\"id\": \"b\", \"text\": \"{}\"}}\n", "x".repeat(2 << 20));
    let folder = Folder::new("limits").with("c.jsonl", corpus);
    let output = verwijs(&folder, &["extract", "c.jsonl", "--max-size", "1"]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(1), 1));
    assert!(stderr(&output).starts_with("verwijs: c.jsonl:2:1: this document is larger than 1 MiB"), "{}", stderr(&output));
    let output = verwijs(&folder, &["extract", "c.jsonl", "--max-time", "0.000000001"]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(1), 0));
    assert!(stderr(&output).starts_with("verwijs: c.jsonl (a): finding its citations takes longer"), "{}", stderr(&output));
    assert_eq!(stderr(&output).lines().count(), 2);
    let output = verwijs(&folder, &["resolve", "--max-range", "2", "artikelen 1 tot en met 3 Awb"]);
    assert!(!stdout(&output).contains("artikel=2"), "{}", stdout(&output));
    for wrong in [["--max-time", "0"], ["--max-time", "x"], ["--max-size", "0"], ["--threads", "0"], ["--threads", "1000000"]] {
        assert_eq!(verwijs(&folder, &["extract", "c.jsonl", wrong[0], wrong[1]]).status.code(), Some(2), "{wrong:?}");
    }
}

/// What a limit kept out of an index is tried again.
#[test]
fn another_limit_lets_it_into_the_index() {
    let folder = Folder::new("again").with("a.txt", CITATION);
    let output = verwijs(&folder, &["index", "a.txt", "--db", "x.db", "--max-time", "0.000000001"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let output = verwijs(&folder, &["index", "--db", "x.db"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("1 document with 1 citation written"), "{}", stdout(&output));
}

/// What is written is never read, and takes no input's place.
#[test]
fn results_are_no_input() {
    let folder = Folder::new("results").with("a.txt", CITATION).with("old.jsonl", "{\"text\": \"Stb. 2014, 205\"}\n");
    for file in ["old.jsonl", "a.txt"] {
        let output = verwijs(&folder, &["extract", "a.txt", "old.jsonl", "-o", file]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(stderr(&output).contains("would be lost"), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), CITATION);
    for _ in 0..2 {
        assert_eq!(verwijs(&folder, &["text", ".", "--format", "jsonl", "-o", "new.jsonl"]).status.code(), Some(0));
        assert_eq!(fs::read_to_string(folder.path().join("new.jsonl")).unwrap().lines().count(), 2);
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_what_is_read_only_stays_as_it_is() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("link").with("a.txt", CITATION).with("real.dot", "");
    let real = folder.path().join("real.dot");
    symlink("real.dot", folder.path().join("link.dot")).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(verwijs(&folder, &["graph", "a.txt", "-o", "link.dot"]).status.code(), Some(0));
    assert!(folder.path().join("link.dot").is_symlink() && fs::read_to_string(&real).unwrap().ends_with("}\n"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&real, fs::Permissions::from_mode(0o400)).unwrap();
    let output = verwijs(&folder, &["extract", "a.txt", "-o", "real.dot"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("read-only") && fs::read_to_string(&real).unwrap().ends_with("}\n"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_part_of_a_file() {
    for signal in ["INT", "TERM"] {
        let folder = Folder::new("interrupted").with("out.jsonl", "as it was");
        let mut child =
            Command::new(BIN).args(["extract", "-", "-o", "out.jsonl"]).current_dir(folder.path()).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        // It waits for more.
        let _stdin = child.stdin.take();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        let waited = (0..2000).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            files() == 2
        });
        assert!(waited, "the program has begun to write");
        assert!(Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert_eq!((files(), fs::read_to_string(folder.path().join("out.jsonl")).unwrap().as_str()), (1, "as it was"));
    }
}

/// A file that nobody may read, or that is gone, is named; the others' results are all there.
#[cfg(unix)]
#[test]
fn what_is_closed_or_gone_is_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("closed").with("a.txt", CITATION).with("closed.txt", CITATION);
    symlink("nowhere", folder.path().join("gone.txt")).unwrap();
    fs::set_permissions(folder.path().join("closed.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    let output = verwijs(&folder, &["extract", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("gone.txt: cannot be read"), "{}", stderr(&output));
    if fs::read(folder.path().join("closed.txt")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    assert!(stderr(&output).contains("closed.txt: cannot be read"), "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().count(), 1);
}

/// Every command says that its output cannot be written, and ends with 1.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full here");
        return;
    };
    let folder = Folder::new("full").with("a.txt", CITATION);
    for line in
        ["extract a.txt", "graph a.txt", "text a.txt", "info a.txt", "resolve kst-34550-V-52", "query stats a.txt", "grammar list", "index a.txt --db x.db"]
    {
        let args: Vec<&str> = line.split(' ').collect();
        let output = Command::new(BIN).args(args).current_dir(folder.path()).stdin(Stdio::null()).stdout(full.try_clone().unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {}", stderr(&output));
        assert!(stderr(&output).contains("cannot be written: "), "{line}: {}", stderr(&output));
    }
}
