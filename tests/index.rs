//! The index: whatever happens to it, it ends where one clean run would have ended.

mod common;

use common::{BIN, pdf};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Output},
    time::{Duration, SystemTime},
};
use verwijs::{
    Id, Level, Status, Verwijs,
    index::{Index, Update},
    query::{self, Filter},
};

/// A folder with a folder "in" to be indexed.
struct Folder(common::Folder);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = common::Folder::new(&format!("index-{name}"));
        fs::create_dir(folder.path().join("in")).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        self.0.write(name, text);
        self
    }

    /// Makes a file old enough for its time stamp to be trusted.
    fn age(&self, name: &str) -> &Self {
        File::options().write(true).open(self.path(name)).unwrap().set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
        self
    }

    fn run(&self, args: &[&str]) -> Output {
        self.0.command(args).output().unwrap()
    }

    /// What a run says, which has to go well.
    fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn dump(&self, db: &str) -> String {
        dump(&self.path(db))
    }

    /// What one clean run over `in` gives, with these arguments more.
    fn clean(&self, more: &[&str]) -> String {
        for end in ["", "-wal", "-shm", ".lock"] {
            let _ = fs::remove_file(self.path(&format!("clean.db{end}")));
        }
        let mut args = vec!["index", "in", "--db", "clean.db"];
        args.extend(more);
        self.run(&args);
        self.dump("clean.db")
    }
}

/// All that an index holds, without the numbers that rows have by chance, and without time stamps; the index has to be whole.
fn dump(db: &Path) -> String {
    let connection = Connection::open(db).unwrap();
    let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    assert!(!connection.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(), "a row names one that is not there");
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).expect("the full text is that of the documents");
    let documents = "(SELECT d.*, s.path AS file FROM documents d JOIN sources s USING (source_id))";
    let queries = [
        "SELECT path, folder, input, field FROM roots".to_owned(),
        "SELECT fingerprint, version, current FROM rules".to_owned(),
        "SELECT path, input, field, size, hash, fingerprint, complete FROM sources JOIN rules USING (rules_id)".to_owned(),
        "SELECT path, n, message FROM problems JOIN sources USING (source_id)".to_owned(),
        "SELECT i.id, w.id, o.id, i.label, i.title, i.url FROM ids i JOIN ids w ON w.id_no = i.whole_no JOIN ids o ON o.id_no = i.dossier_no".to_owned(),
        format!(
            "SELECT file, d.n, key, copy, doc, i.id, f.id, own, d.path, opening, format, loss, best, d.title, kind, date, chamber, session, author, bytes, citations, hash, given, hex(layout), hex(state), fingerprint, text
             FROM {documents} d JOIN ids i ON i.id_no = d.node_no JOIN ids f ON f.id_no = d.self_no JOIN rules USING (rules_id) JOIN texts USING (document_id)"
        ),
        format!(
            "SELECT file, d.n, c.n, start_byte, end_byte, start_char, end_char, line, col, sentence_start, sentence_end, text, family, status, self, rule, fields
             FROM citations c JOIN {documents} d USING (document_id)"
        ),
        format!(
            "SELECT file, d.n, t.n, m, id, start_byte, end_byte, start_char, end_char FROM targets t JOIN {documents} d USING (document_id) JOIN ids USING (id_no)"
        ),
        format!("SELECT file, d.n, a.n, m, k, id FROM also a JOIN {documents} d USING (document_id) JOIN ids USING (id_no)"),
        format!("SELECT file, d.n, c.n, m, id, reason FROM candidates c JOIN {documents} d USING (document_id) JOIN ids USING (id_no)"),
        format!("SELECT file, d.n, k, id FROM other_ids o JOIN {documents} d USING (document_id) JOIN ids USING (id_no)"),
        format!("SELECT file, d.n, i.id, also, family, count, line, col FROM edges JOIN {documents} d USING (document_id) JOIN ids i ON i.id_no = target_no"),
    ];
    let mut lines = Vec::new();
    for (number, query) in queries.iter().enumerate() {
        let mut statement = connection.prepare(query).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|c| format!("{:?}", row.get::<_, rusqlite::types::Value>(c).unwrap())).collect();
            lines.push(format!("{number} {}", cells.join(" | ")));
        }
    }
    lines.sort();
    lines.join("\n")
}

/// The documents of the corpus so many times over, one a line, without those that `left_out` names and with more words in those that `changed` does.
fn corpus(times: usize, left_out: impl Fn(usize) -> bool, changed: impl Fn(usize) -> bool) -> String {
    let mut files: Vec<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"))
        .unwrap()
        .flat_map(|folder| fs::read_dir(folder.unwrap().path()).into_iter().flatten())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let mut lines = String::new();
    for number in (0..times * texts.len()).filter(|n| !left_out(*n)) {
        let more = if changed(number) { "\n\nVoorts zie Stb. 2018, 123 en Kamerstuk 34 550 V, nr. 52." } else { "" };
        let text = format!("{}{more}", texts[number % texts.len()]);
        lines += &serde_json::json!({"id": format!("d{number}"), "text": text}).to_string();
        lines.push('\n');
    }
    lines
}

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

#[test]
fn a_second_run_reads_what_changed_and_nothing_else() {
    let folder = Folder::new("changes");
    folder.write("in/a.txt", "zie Kamerstuk 34 550 V, nr. 52").age("in/a.txt").write("in/b.txt", "zie Stb. 2018, 123").age("in/b.txt");
    folder.write("in/c.jsonl", corpus(1, |_| false, |_| false));
    let says = folder.says(&["index", "in", "--db", "x.db"]);
    assert!(says.starts_with("x.db: 3 files read, 0 unchanged, 0 gone; 56 documents"), "{says}");
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));

    assert!(folder.says(&["index", "in", "--db", "x.db"]).contains("0 files read, 3 unchanged, 0 gone; 0 documents with 0 citations written\n"));
    // The same content under another time stamp is the same.
    folder.write("in/a.txt", "zie Kamerstuk 34 550 V, nr. 52");
    assert!(folder.says(&["index", "--db", "x.db"]).contains("0 files read, 3 unchanged"));

    // One file gone, one new; of the corpus one document changed and two gone, so that the others stand elsewhere in it.
    fs::remove_file(folder.path("in/b.txt")).unwrap();
    folder.write("in/d.txt", "zie artikel 3 Awb").write("in/c.jsonl", corpus(1, |n| n == 3 || n == 40, |n| n == 20));
    let says = folder.says(&["index", "in", "--db", "x.db"]);
    assert!(says.contains("2 files read, 1 unchanged, 1 gone; 2 documents with") && says.contains("51 as they were, 3 dropped"), "{says}");
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
}

#[test]
fn an_index_gives_what_its_paths_give() {
    let folder = Folder::new("same");
    folder.write("in/c.jsonl", corpus(1, |_| false, |_| false)).write("in/kst-32175-64.txt", "zie Kamerstukken 28 345, 31 015 en 31 839, nr. 186");
    fs::create_dir(folder.path("in/kst-1")).unwrap();
    folder.write("in/kst-1/é b.txt", "zie Handelingen II 2017/18, nr. 26, item 4").write("in/kst-1.txt", "").write("in/leeg.jsonl", "");
    folder.says(&["index", "in", "--db", "in/x.db"]);
    for format in ["jsonl", "json", "csv"] {
        assert_eq!(
            folder.says(&["extract", "in/c.jsonl", "in/kst-1", "in/kst-1.txt", "in/kst-32175-64.txt", "--format", format]),
            folder.says(&["extract", "--db", "in/x.db", "--format", format])
        );
    }
    // The index itself lies in the folder, and is no input.
    assert!(folder.says(&["index", "in", "--db", "in/x.db"]).contains("0 files read, 5 unchanged"));
    fs::remove_file(folder.path("in/x.db.lock")).unwrap();
    fs::rename(folder.path("in/x.db"), folder.path("x.db")).unwrap();
    for level in ["document", "dossier", "regulation", "article"] {
        assert_eq!(folder.says(&["graph", "in", "--level", level]), folder.says(&["graph", "--db", "x.db", "--level", level]));
    }
    let both = folder.run(&["extract", "in", "--db", "x.db"]);
    assert_eq!(both.status.code(), Some(2));
}

/// One paper as XML, HTML, PDF and text, a joint paper, one that is known by two numbers, and papers that cite them.
fn write_duplicates(folder: &Folder) {
    let xml = |words: &str| {
        format!(
            "<officiele-publicatie><metadata><meta name=\"OVERHEIDop.externMetadataRecord\" content=\"https://zoek.officielebekendmakingen.nl/kst-36512-14/metadata.xml\"/></metadata>\
             <kamerstuk><stuk><titel>Motie</titel><al>{words}</al></stuk></kamerstuk></officiele-publicatie>"
        )
    };
    folder.write("in/b.xml", xml("Zie artikel 3 Awb, Stb. 2020, 1 en Kamerstuk 31 839, nr. 920. Zie Stb. 2020, 1."));
    folder.write("in/a.html", "<html><head><meta name=\"DC.identifier\" content=\"kst-36512-14\"></head><body><p>Zie Stb. 2020, 2.</p></body></html>");
    folder.write("in/kst-36512-14.pdf", pdf(&["Zie Stb. 2020, 3."], ""));
    folder.write("in/kst-36512-14.html", "<html><body><p>Zie Stb. 2020, 4.</p></body></html>");
    folder.write("in/d.txt", "35 334 Problematiek\n30 252 Toekomstvisie\nNr. 331 BRIEF\nZie Kamerstuk 36 512, nr. 14.");
    folder.write(
        "in/e.txt",
        "Evaluatie\n\nBrief regering\n\nNummer: 2018D54210, datum: 2018-11-13, versie: 3\n\nDirecte link, officiële HTML versie (kst-32175-64).\n",
    );
    folder.write("in/f.txt", "Zie Kamerstuk 30 252, nr. 331, 2018D54210 en Kamerstuk 32 175, nr. 64. Zie Kamerstuk 36 512, nr. 14.");
}

#[test]
fn of_several_sources_of_a_document_the_best_counts() {
    let folder = Folder::new("best");
    write_duplicates(&folder);
    folder.says(&["index", "in", "--db", "x.db"]);
    let same = |state: &str| {
        for level in ["document", "dossier", "article"] {
            for format in ["json", "csv-edges", "html"] {
                let args = ["--level", level, "--format", format, "-o"];
                folder.says(&[&["graph", "in"][..], &args, &["a"]].concat());
                folder.says(&[&["graph", "--db", "x.db"][..], &args, &["b"]].concat());
                let (paths, db) = (fs::read_to_string(folder.path("a")).unwrap(), fs::read_to_string(folder.path("b")).unwrap());
                // A page is named by what it was made of.
                assert!(
                    paths.replace("<title>in", "") == db.replace("<title>standard input", "") || format == "html",
                    "{state}, {level}, {format}: {paths}{db}"
                );
            }
        }
        folder.says(&["graph", "in", "--format", "csv-edges"])
    };
    let edges = same("all");
    assert!(
        edges.contains("kst-36512-14,stb-2020-1,") && !edges.contains("stb-2020-2") && !edges.contains("stb-2020-3") && !edges.contains("stb-2020-4"),
        "{edges}"
    );
    // What has several identifiers is one thing, and does not cite itself.
    assert!(edges.contains("in/f.txt,kst-35334-331,") && edges.contains("in/f.txt,kst-32175-64,"), "{edges}");
    assert!(!edges.contains("2018D54210") && !edges.contains("kst-30252-331"), "{edges}");
    let connection = Connection::open(folder.path("x.db")).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM duplicates"), 4);
    assert_eq!(count("SELECT count(*) FROM duplicates WHERE best AND format = 'official XML'"), 1);
    assert_eq!(count("SELECT count(*) FROM cites WHERE source = 'kst-36512-14' AND NOT self"), 4);
    assert_eq!(count("SELECT count(*) FROM graph_edges WHERE target IN ('2018D54210', 'kst-30252-331')"), 0);
    assert_eq!(folder.says(&["search", "Stb", "--db", "x.db"]).lines().count(), 1);
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
    // Where the best is gone the next one counts, and a better one that comes takes its place.
    for (gone, counts) in [("in/b.xml", "stb-2020-2"), ("in/a.html", "stb-2020-4"), ("in/kst-36512-14.html", "stb-2020-3")] {
        fs::remove_file(folder.path(gone)).unwrap();
        folder.says(&["index", "in", "--db", "x.db"]);
        assert!(same(gone).contains(counts));
        assert_eq!(folder.dump("x.db"), folder.clean(&[]));
    }
    write_duplicates(&folder);
    folder.says(&["index", "in", "--db", "x.db"]);
    assert_eq!(same("again"), edges);
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
}

/// A letter as it was sent, under its number of the Tweede Kamer and under none, and the paper that it became.
fn write_letter(folder: &Folder) {
    let words = |stb: usize| {
        format!(
            "Hierbij bied ik u de tweede voortgangsrapportage aan over de coördinatie van de hulp aan gezinnen, mede namens de minister van Justitie en Veiligheid en \
             de minister van Sociale Zaken en Werkgelegenheid. In deze brief ga ik in op de moties die uw Kamer heeft aanvaard, op de toezeggingen die ik tijdens het laatste \
             debat heb gedaan, en op de stand van zaken van de uitvoering van het programma, zoals dat bij de start is vastgelegd in het besluit van Stb. 2018, {stb}, waarin \
             ook de financiering is geregeld van de gemeenten die aan het programma meedoen en de wijze waarop zij verantwoording afleggen."
        )
    };
    folder.write("in/2018D54999.txt", format!("Aan de Voorzitter van de Tweede Kamer\n\nDen Haag, 13 november 2018\n\nGeachte voorzitter,\n\n{}\n", words(1)));
    folder.write("in/brief.html", format!("<html><body><p>Datum 13 november 2018</p><p>Geachte voorzitter,</p><p>{}</p></body></html>", words(2)));
    folder.write(
        "in/z.xml",
        format!(
            "<officiele-publicatie><metadata><meta name=\"DC.identifier\" content=\"kst-31839-900\"/><meta name=\"DCTERMS.issued\" content=\"2018-11-13\"/></metadata>\
             <kamerstuk><stuk><titel>Brief van de minister</titel><al>{}</al></stuk></kamerstuk></officiele-publicatie>",
            words(3)
        ),
    );
    folder.write("in/wie.txt", "Zie 2018D54999 en Kamerstuk 31 839, nr. 900.");
}

#[test]
fn a_letter_and_the_paper_that_it_became_are_one() {
    let folder = Folder::new("letter");
    write_letter(&folder);
    folder.says(&["index", "in", "--db", "x.db"]);
    let same = |counts: &str, id: &str| {
        for level in ["document", "dossier", "article"] {
            let (paths, db) = (
                folder.says(&["graph", "in", "--format", "json", "--level", level]),
                folder.says(&["graph", "--db", "x.db", "--format", "json", "--level", level]),
            );
            assert!(paths == db, "{counts} {level}: {paths}{db}");
        }
        for question in [&["cites", "kst-31839-900"][..], &["cited-by", "kst-31839-900"], &["cited-by", "Stb. 2018, 3"], &["dangling"]] {
            let asked = |of: &[&str]| folder.says(&[&["query"][..], question, of, &["--format", "json"]].concat());
            assert_eq!(asked(&["in"]), asked(&["--db", "x.db"]), "{question:?}");
        }
        let edges = folder.says(&["graph", "in", "--format", "csv-edges"]);
        assert!(edges.contains(&format!("{id},{counts},")), "{edges}");
        assert_eq!(edges.matches("stb-2018-").count(), 1, "{edges}");
        assert_eq!(folder.dump("x.db"), folder.clean(&[]));
        edges
    };
    let edges = same("stb-2018-3", "kst-31839-900");
    assert!(edges.contains("in/wie.txt,kst-31839-900,2"), "{edges}");
    let number = |sql: &str| Connection::open(folder.path("x.db")).unwrap().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("SELECT count FROM graph_edges WHERE source = 'in/wie.txt' AND target = 'kst-31839-900'"), 2);
    assert_eq!(number("SELECT count(*) FROM duplicates WHERE id = 'kst-31839-900'"), 3);
    // Without the paper the web page is the better source of what its number names.
    fs::remove_file(folder.path("in/z.xml")).unwrap();
    folder.says(&["index", "in", "--db", "x.db"]);
    assert_eq!(number("SELECT count(*) FROM documents JOIN ids ON id_no = node_no WHERE path = 'in/brief.html' AND best AND id = '2018D54999'"), 1);
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
    write_letter(&folder);
    folder.says(&["index", "in", "--db", "x.db"]);
    assert_eq!(same("stb-2018-3", "kst-31839-900"), edges);
    // A second paper with the same words on the same day: then nobody knows which of them the letter is.
    folder.write("in/y.xml", fs::read_to_string(folder.path("in/z.xml")).unwrap().replace("kst-31839-900", "kst-31839-901"));
    folder.says(&["index", "in", "--db", "x.db"]);
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
    assert_eq!(folder.says(&["graph", "in", "--format", "json"]), folder.says(&["graph", "--db", "x.db", "--format", "json"]));
    assert_eq!(folder.says(&["graph", "in", "--format", "csv-edges"]).matches("stb-2018-").count(), 4);
}

#[test]
fn structure_counts_before_plain_text_in_any_order() {
    let folder = Folder::new("order");
    let xml = "<officiele-publicatie><metadata><meta name=\"DC.identifier\" content=\"kst-36512-14\"/></metadata><kamerstuk><stuk><al>Zie Stb. 2020, 1.</al></stuk></kamerstuk></officiele-publicatie>";
    for (text, paper) in [("in/a/kst-36512-14.txt", "in/b.xml"), ("in/z.d/kst-36512-14.txt", "in/a.xml")] {
        fs::create_dir(folder.path(text).parent().unwrap()).unwrap();
        folder.write(text, "Zie Stb. 2020, 2.").write(paper, xml);
        folder.says(&["index", "in", "--db", "x.db"]);
        let edges = folder.says(&["graph", "in", "--format", "csv-edges"]);
        assert!(edges.contains("stb-2020-1,") && !edges.contains("stb-2020-2"), "{edges}");
        assert_eq!(folder.says(&["graph", "in"]), folder.says(&["graph", "--db", "x.db"]));
        fs::remove_file(folder.path(text)).unwrap();
        fs::remove_file(folder.path(paper)).unwrap();
    }
}

#[test]
fn titles_and_kinds_are_those_of_info() {
    let folder = Folder::new("titles");
    write_duplicates(&folder);
    folder.says(&["index", "in", "--db", "x.db"]);
    let connection = Connection::open(folder.path("x.db")).unwrap();
    let mut statement = connection.prepare("SELECT title, kind, chamber, session, format FROM documents WHERE path = ?1").unwrap();
    for line in folder.says(&["info", "in"]).lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let told: Vec<serde_json::Value> = ["title", "kind", "chamber", "session", "format"].iter().map(|key| line[*key].clone()).collect();
        let kept =
            |row: &rusqlite::Row<'_>| (0..5).map(|at| row.get::<_, Option<String>>(at).map(serde_json::Value::from)).collect::<rusqlite::Result<Vec<_>>>();
        assert_eq!(statement.query_row([line["path"].as_str().unwrap()], kept).unwrap(), told, "{line}");
    }
}

#[test]
fn what_is_read_as_it_was_asked_stays_so() {
    let folder = Folder::new("field");
    folder.write("in/a.jsonl", "{\"id\": \"a\", \"inhoud\": {\"tekst\": \"zie Stb. 2018, 123\"}}\n").age("in/a.jsonl");
    folder.write("in/b.json", "[{\"inhoud\": {\"tekst\": \"zie Stb. 2018, 124\"}, \"rest\": \"Stb. 2018, 1\"}]").age("in/b.json");
    let field = ["--field", "inhoud.tekst"];
    assert_eq!(folder.run(&["index", "in", "--db", "x.db"]).status.code(), Some(1));
    // Another way of reading means another reading, and the next run remembers it.
    assert!(folder.says(&[&["index", "in", "--db", "x.db"][..], &field].concat()).contains("2 files read"));
    assert!(folder.says(&["index", "--db", "x.db"]).contains("0 files read, 2 unchanged"));
    assert_eq!(folder.says(&["extract", "--db", "x.db"]), folder.says(&[&["extract", "in"][..], &field].concat()));
    assert_eq!(folder.dump("x.db"), folder.clean(&field));
    assert_eq!(folder.run(&[&["index", "--db", "x.db"][..], &field].concat()).status.code(), Some(2));
    assert!(folder.says(&["index", "in/b.json", "--db", "y.db", "--input", "text"]).contains("1 file read"));
    assert!(folder.says(&["extract", "--db", "y.db"]).contains("stb-2018-1\""));
}

#[test]
fn killed_at_any_moment_it_goes_on_to_the_same_end() {
    let folder = Folder::new("kill");
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_nanos();
    let mut chance = Chance(u64::from(seed));
    // Two states of a corpus: each is reached over ten kills, the second from what the first left.
    let states: [fn(usize) -> bool; 2] = [|_| false, |n| n % 7 == 3];
    for (round, odd) in states.into_iter().enumerate() {
        folder
            .write("in/a.jsonl", corpus(10, odd, |n| odd(n + 1)))
            .write("in/b.jsonl", corpus(2, |_| false, odd))
            .write("in/c.txt", format!("Stb. 2018, {round}"));
        let began = SystemTime::now();
        let clean = folder.clean(&[]);
        let whole = began.elapsed().unwrap().as_millis() as u64;
        for _ in 0..10 {
            let mut child = folder.0.command(&["index", "in", "--db", "x.db"]).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(chance.below(whole)));
            // SIGKILL: no chance to tidy up.
            let _ = child.kill();
            child.wait().unwrap();
        }
        folder.says(&["index", "in", "--db", "x.db"]);
        assert!(folder.dump("x.db") == clean, "round {round} ends otherwise with chance {seed}");
        assert!(folder.says(&["index", "in", "--db", "x.db"]).contains("0 files read, 3 unchanged"));
    }
}

#[test]
fn two_at_once_do_each_other_no_harm() {
    let folder = Folder::new("two");
    folder.write("in/a.jsonl", corpus(5, |_| false, |_| false));
    let start = |_| folder.0.command(&["index", "in", "--db", "x.db"]).spawn().unwrap();
    let children: Vec<Child> = (0..3).map(start).collect();
    let mut written = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        written += usize::from(String::from_utf8_lossy(&output.stdout).contains("1 file read"));
    }
    assert_eq!(written, 1, "one reads, the others wait and find it done");
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
}

#[test]
fn other_rules_mean_another_reading() {
    let folder = Folder::new("rules");
    folder.write("in/a.txt", "zie de Flutwet, artikel 3 Flutwet en artikel 3 Awb").age("in/a.txt").write("names.tsv", "Flutwet\tBWBR0099999\n");
    folder.says(&["index", "in", "--db", "x.db"]);
    let output = folder.run(&["index", "in", "--db", "x.db", "--names", "names.tsv"]);
    let (said, heard) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(said.contains("1 file read") && heard.contains("made by other rules than today's"), "{said}{heard}");
    assert_eq!(folder.dump("x.db"), folder.clean(&["--names", "names.tsv"]));
    assert!(folder.says(&["index", "in", "--db", "x.db", "--names", "names.tsv"]).contains("0 files read, 1 unchanged"));
    let output = folder.run(&["extract", "--db", "x.db"]);
    assert!(output.status.success() && String::from_utf8(output.stderr).unwrap().contains("found by other rules"));
}

#[test]
fn what_cannot_be_read_is_said_each_time() {
    let folder = Folder::new("unread");
    folder.write("in/a.txt", b"caf\xe9 \x00").age("in/a.txt").write("in/b.txt", "zie Stb. 2018, 123").age("in/b.txt");
    folder.write("in/c.jsonl", "{\"id\": \"a\", \"text\": \"Stb. 2018, 123\"}\n{\"id\"\n").age("in/c.jsonl");
    for _ in 0..2 {
        let output = folder.run(&["index", "in", "--db", "x.db"]);
        let heard = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), heard.lines().count()), (Some(1), 2), "{heard}");
        assert!(heard.contains("verwijs: in/a.txt: ") && heard.contains("verwijs: in/c.jsonl:2:"), "{heard}");
    }
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
    folder.write("in/a.txt", "goed").write("in/c.jsonl", "");
    assert!(folder.run(&["index", "in", "--db", "x.db"]).status.success());
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
}

#[test]
fn roots_stay_until_they_are_gone_or_forgotten() {
    let folder = Folder::new("roots");
    fs::create_dir(folder.path("more")).unwrap();
    folder.write("in/a.txt", "zie Stb. 2018, 123").write("more/b.txt", "zie Stb. 2018, 124").write("c.txt", "zie Stb. 2018, 125");
    folder.says(&["index", "in/", "more", "c.txt", "--db", "x.db"]);
    // Another root's files are not looked for, and do not go.
    assert!(folder.says(&["index", "in", "--db", "x.db"]).contains("0 files read, 1 unchanged, 0 gone"));
    // From another folder the names mean nothing: nothing is dropped.
    let output = Command::new(BIN).args(["index", "more", "--db", "../x.db"]).current_dir(folder.path("in")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("what the index has of it stays"));
    assert!(folder.says(&["index", "--db", "x.db"]).contains("0 files read, 3 unchanged, 0 gone"));
    fs::remove_dir_all(folder.path("more")).unwrap();
    let output = folder.run(&["index", "--db", "x.db"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("more: it is gone; what the index had of it is dropped"));
    assert!(folder.says(&["index", "--db", "x.db"]).contains("0 files read, 2 unchanged"));
    folder.says(&["index", "--db", "x.db", "--forget", "c.txt"]);
    assert_eq!(folder.dump("x.db"), folder.clean(&[]));
    assert_eq!(folder.run(&["index", "--db", "x.db", "--forget", "c.txt"]).status.code(), Some(2));
}

#[test]
fn what_is_no_index_is_left_alone() {
    let folder = Folder::new("foreign");
    folder.write("in/a.txt", "zie Stb. 2018, 123").write("text.db", "Dit is geen database, maar een gewone tekst van enige lengte.");
    Connection::open(folder.path("other.db")).unwrap().execute_batch("CREATE TABLE documents (a)").unwrap();
    for db in ["text.db", "other.db"] {
        let before = fs::read(folder.path(db)).unwrap();
        for args in [&["index", "in", "--db", db][..], &["extract", "--db", db], &["search", "wet", "--db", db]] {
            let output = folder.run(args);
            assert_eq!(output.status.code(), Some(2));
            assert!(String::from_utf8(output.stderr).unwrap().contains("this is no index of verwijs"));
        }
        assert_eq!(before, fs::read(folder.path(db)).unwrap());
    }
    let output = folder.run(&["extract", "--db", "none.db"]);
    assert!(output.status.code() == Some(2) && String::from_utf8(output.stderr).unwrap().contains("there is no such index"));
    assert_eq!(folder.run(&["index", "--db", "new.db"]).status.code(), Some(2));
    assert_eq!(folder.run(&["index", "-", "--db", "new.db"]).status.code(), Some(2));
}

#[test]
fn words_are_found_without_accents_or_case() {
    let folder = Folder::new("search");
    folder
        .write("in/a.txt", "Eerste regel.\nDe coördinatie van de zorg is één ding.")
        .write("in/b.txt", "Coordinatie en nog iets.")
        .write("in/c.txt", "Niets.");
    folder.says(&["index", "in", "--db", "x.db"]);
    let docs = |words: &[&str]| -> Vec<String> {
        let args: Vec<&str> = [&["search", "--db", "x.db"], words].concat();
        let mut docs: Vec<String> =
            folder.says(&args).lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["doc"].as_str().unwrap().to_owned()).collect();
        docs.sort();
        docs
    };
    assert_eq!(docs(&["COORDINATIE"]), ["in/a.txt", "in/b.txt"]);
    assert_eq!(docs(&["coördinatie", "een"]), ["in/a.txt"]);
    assert_eq!(docs(&["van de zorg"]), ["in/a.txt"]);
    assert_eq!(docs(&["zorg van"]), Vec::<String>::new());
    assert_eq!(docs(&["nie*"]), ["in/c.txt"]);
    let table = folder.says(&["search", "een", "--db", "x.db", "--format", "table"]);
    assert!(table.contains("in/a.txt:2:") && table.contains("is [één] ding"), "{table}");
    assert_eq!(folder.run(&["search", "...", "--db", "x.db"]).status.code(), Some(2));
    // What was dropped is found no more.
    fs::remove_file(folder.path("in/a.txt")).unwrap();
    folder.says(&["index", "in", "--db", "x.db"]);
    assert_eq!(docs(&["coördinatie"]), ["in/b.txt"]);
}

#[test]
fn a_program_asks_who_cites_what() {
    let folder = Folder::new("ask");
    folder.write(
        "in/kst-32175-64.txt",
        "Eerst dit. Zie artikel 3, eerste lid, van de Algemene wet bestuursrecht. Zie Kamerstukken 28 345 en 31 015, nr. 186.\n\nArt. 12.",
    );
    folder
        .write("in/stb-2018-1.txt", "De Awb geldt. Zie ook Kamerstuk 32 175, nr. 64.")
        .write("in/brief.txt", "Art. 12 geldt.")
        .write("register", "kst-28345-186\nkst-31015-186\nkst-32175-64\n");
    let verwijs = Verwijs::builder().register(folder.path("register")).build().unwrap();
    let db = folder.path("x.db");
    let done = Update::new(&db).path(folder.path("in")).run(&verwijs, |_| {}).unwrap();
    assert_eq!((done.read, done.documents, done.unread), (3, 3, 0));
    let index = Index::open(&db).unwrap();
    assert!(index.made_by(&verwijs).unwrap() && !index.made_by(&Verwijs::new()).unwrap());
    let cited = |id: &str| query::cited_by(&index, &verwijs, &[Id::new(id)], &Filter::default(), Level::Document, true).unwrap();
    let awb = cited("BWBR0005537");
    assert_eq!(awb.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["kst-32175-64", "stb-2018-1"]);
    assert_eq!(awb[0].places[0].sentence.as_deref(), Some("Zie artikel 3, eerste lid, van de Algemene wet bestuursrecht."));
    assert_eq!((awb[0].places[0].line, awb[0].places[0].column), (1, 16));
    assert_eq!(cited("jci1.3:c:BWBR0005537&artikel=3").len(), 1);
    assert_eq!(cited("dossier/32175").len(), 1);
    // A joint paper is cited under each of its identifiers.
    assert_eq!((cited("kst-28345-186").len(), cited("kst-31015-186").len()), (1, 1));
    let cites = query::cites(&index, &verwijs, &[Id::new("stb-2018-1")], &Filter::default(), Level::Document, false).unwrap();
    assert_eq!(cites.iter().map(|c| c.id.as_str()).collect::<Vec<_>>(), ["BWBR0005537", "kst-32175-64"]);
    let open = query::open(&index, &[Status::Incomplete], &Filter::default(), false).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(index.named("stb-2018-1").unwrap().count(), 1);
    assert_eq!(index.documents().unwrap().map(|d| d.unwrap().document.name).collect::<Vec<_>>().len(), 3);
}

#[test]
fn views_answer_the_common_questions() {
    let folder = Folder::new("views");
    folder.write("in/kst-32175-64.txt", "De Awb. Zie Kamerstuk 34 550 V, nr. 52 en artikel 3 Awb.\n\nArt. 12 geldt.");
    // Lines of a corpus may be parts of one document.
    let line = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"self\": \"kst-34550-V-52\", \"text\": \"{text}\"}}\n");
    folder.write("in/a.jsonl", line("a", "Zie de Awb.")).write("in/b.jsonl", line("b", "Stb. 2018, 123"));
    folder.says(&["index", "in", "--db", "x.db"]);
    let connection = Connection::open(folder.path("x.db")).unwrap();
    let rows = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| {
            let cell = |c: usize| match row.get::<_, rusqlite::types::Value>(c)? {
                rusqlite::types::Value::Text(text) => Ok(text),
                rusqlite::types::Value::Integer(number) => Ok(number.to_string()),
                other => Ok(format!("{other:?}")),
            };
            (0..columns).map(cell).collect::<rusqlite::Result<Vec<String>>>().map(|cells| cells.join(" "))
        };
        statement.query_map([], read).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    };
    assert_eq!(
        rows("SELECT source, line, sentence FROM cited_by WHERE whole = 'BWBR0005537' AND target <> whole"),
        ["kst-32175-64 1 Zie Kamerstuk 34 550 V, nr. 52 en artikel 3 Awb."]
    );
    assert_eq!(rows("SELECT target FROM cites WHERE source = 'kst-32175-64' ORDER BY n"), ["BWBR0005537", "kst-34550-V-52", "jci1.3:c:BWBR0005537&artikel=3"]);
    assert_eq!(rows("SELECT id, citations, documents, in_index FROM most_cited LIMIT 1"), ["BWBR0005537 3 2 0"]);
    assert_eq!(rows("SELECT id, label, citations FROM dangling"), ["BWBR0005537 Algemene wet bestuursrecht 3", "stb-2018-123 Stb. 2018, 123 1"]);
    assert_eq!(rows("SELECT text, status FROM unresolved"), ["Art. 12 incomplete"]);
    assert_eq!(rows("SELECT DISTINCT id FROM duplicates"), ["kst-34550-V-52"]);
    assert_eq!(
        rows("SELECT * FROM graph_edges ORDER BY source, target"),
        ["kst-32175-64 BWBR0005537 2", "kst-32175-64 kst-34550-V-52 1", "kst-34550-V-52 BWBR0005537 1", "kst-34550-V-52 stb-2018-123 1"]
    );
    assert_eq!(rows("SELECT count(*), sum(in_index) FROM graph_nodes"), ["4 2"]);
    assert_eq!(rows("SELECT doc FROM search JOIN documents ON document_id = search.rowid WHERE search MATCH 'geldt'"), ["kst-32175-64"]);
    assert_eq!(rows("SELECT targets FROM records WHERE doc = 'b'"), ["stb-2018-123"]);
}
