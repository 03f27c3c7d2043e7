//! Reading: formats, archives, what leads back to the file, and input that means harm.

mod common;

use common::{Folder, pdf};
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
    process::Output,
    time::{Duration, Instant},
};
use verwijs::{CitationSource, Document, InputFormat, Limits, MarkKind, ReadError, Reader, Span, Verwijs};

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<wetgeving bwb-id="BWBR0000001" soort="wet"><intitule>Wet van 3 mei 2010 op de proef</intitule>
<wettekst><hoofdstuk><kop><label>Hoofdstuk</label><nr>2</nr><titel>Proeven</titel></kop>
<artikel><kop><label>Artikel</label> <nr>3a</nr></kop>
<lid><lidnr>1</lidnr><al>Zie <extref doc="1.0:v:BWBR0005537&amp;artikel=3:4" status="actief">artikel 3:4 van de Algemene wet bestuurs&#xAD;recht</extref>.<noot id="n1"><noot.nr>1</noot.nr><noot.al>Stb. 1992, 315.</noot.al></noot> En caf&eacute;.</al></lid>
<lid><lidnr>2</lidnr><al>Het eerste lid geldt niet:</al><lijst><li><li.nr>a.</li.nr><al>in de herfst;</al></li></lijst></lid>
</artikel></hoofdstuk></wettekst></wetgeving>"#;

fn read(bytes: &[u8], path: &str) -> Document<'static> {
    Reader::read(bytes.to_vec(), path, InputFormat::Auto).unwrap().remove(0)
}

fn verwijs(folder: &Folder, args: &[&str]) -> Output {
    folder.command(args).output().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn tarred(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // Names that climb out are written by hand: the crate refuses them.
        header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn xml_keeps_structure_links_and_the_way_back() {
    let document = read(XML.as_bytes(), "wet.xml");
    assert_eq!(
        document.text,
        "Wet van 3 mei 2010 op de proef\nHoofdstuk 2 Proeven\nArtikel 3a\n1 Zie artikel 3:4 van de Algemene wet bestuurs\u{ad}recht. En café.\nStb. 1992, 315.\n2 Het eerste lid geldt niet:\na. in de herfst;"
    );
    assert_eq!(document.own.as_deref(), Some("BWBR0000001"));
    assert_eq!(document.metadata.title.as_deref(), Some("Wet van 3 mei 2010 op de proef"));
    let at = document.text.find("Het eerste lid").unwrap();
    assert_eq!(document.within(MarkKind::Article, at).unwrap().name.as_deref(), Some("3a"));
    assert_eq!(document.within(MarkKind::Lid, at).unwrap().name.as_deref(), Some("2"));
    assert_eq!(document.within(MarkKind::Part, at).unwrap().name.as_deref(), Some("hoofdstuk 2"));
    let note = document.marks.iter().find(|m| m.kind == MarkKind::Note).unwrap();
    assert_eq!((&document.text[note.span.range()], note.name.as_deref()), ("Stb. 1992, 315.", Some("1")));
    assert!(document.text[..note.anchor.unwrap()].ends_with("recht."));
    let cafe = document.text.find("café").unwrap();
    assert_eq!(&XML[document.source.bytes(Span::new(cafe, cafe + 5)).unwrap().range()], "caf&eacute;");
    // Every citation leads back to the words in the file.
    for citation in Verwijs::new().extract_document(&document).citations {
        let bytes = document.source.bytes(citation.span).unwrap();
        let start: String = document.text[citation.span.range()].chars().take(6).collect();
        assert!(XML[bytes.range()].starts_with(&start), "{:?}", &XML[bytes.range()]);
    }
}

#[test]
fn a_paper_of_the_nineties_is_known_by_its_parts() {
    let xml = r#"<?xml version="1.0" encoding="utf-8"?>
<kamerwrk kamer="2" publtype="meto"><kop><titel>Tweede Kamer der Staten-Generaal</titel> <subtitel>2</subtitel> <subtitel>Vergaderjaar 1995-1996</subtitel></kop>
<frontm><versie dtd="0.10"></versie><ordernr>5K0001</ordernr><vergjaar>1995-1996</vergjaar><onderw><nummer>24 999</nummer><naam>Wijziging van de Proefwet</naam></onderw></frontm>
<body><stuk><ltrlabel>Nr. </ltrlabel><nummer>3</nummer><titel>MEMORIE VAN TOELICHTING </titel><tuskop letat="vet">1. Algemeen</tuskop>
<al>Zie Kamerstukken II 1992/93,
22 827, nr. 2.</al><witreg></witreg><lijst><li><li.nr>a.</li.nr><al>eerst:</al><lijst><li><li.nr>1°.</li.nr><al>binnen.</al></li></lijst></li></lijst>
<ondtek><functie>De Minister van Justitie,</functie><naam>A. de Vries</naam></ondtek></stuk></body><voetnoot id="v1" nr="1"><al>Ter inzage gelegd.</al></voetnoot></kamerwrk>"#;
    let document = read(xml.as_bytes(), "a.xml");
    assert_eq!(
        document.text,
        "Tweede Kamer der Staten-Generaal 2 Vergaderjaar 1995-1996\n24 999 Wijziging van de Proefwet\nNr. 3\nMEMORIE VAN TOELICHTING\n1. Algemeen\n\
         Zie Kamerstukken II 1992/93, 22 827, nr. 2.\na. eerst:\n1°. binnen.\nDe Minister van Justitie,\nA. de Vries\nTer inzage gelegd."
    );
    let meta = &document.metadata;
    assert_eq!((document.own.as_deref(), meta.title.as_deref()), (Some("kst-24999-3"), Some("Wijziging van de Proefwet")));
    assert_eq!((meta.kind.as_deref(), meta.chamber.as_deref(), meta.session.as_deref()), (Some("MEMORIE VAN TOELICHTING"), Some("tk"), Some("19951996")));
    let note = document.marks.iter().find(|m| m.kind == MarkKind::Note).unwrap();
    assert_eq!((note.name.as_deref(), &document.text[note.span.range()]), (Some("1"), "Ter inzage gelegd."));
}

#[test]
fn the_publishers_links_are_citations_of_their_own() {
    let document = read(XML.as_bytes(), "wet.xml");
    let engine = Verwijs::new();
    let markup = engine.extract_from(&document, CitationSource::Markup);
    let ids: Vec<&str> = markup.citations.iter().flat_map(|c| &c.targets).map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["jci1.3:c:BWBR0005537&artikel=3:4"]);
    assert!(markup.citations.iter().all(verwijs::Citation::is_markup));
    let both = engine.extract_from(&document, CitationSource::Both);
    let text = engine.extract_document(&document);
    assert_eq!(both.citations.len(), markup.citations.len() + text.citations.len());
    assert!(both.citations.is_sorted_by_key(|c| c.span.start));
}

#[test]
fn encodings_are_declared_or_seen() {
    let latin = b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a><al>co\xf6rdinatie, zie Stb. 2018, 123</al></a>";
    let document = read(latin, "a.xml");
    assert!(document.text.starts_with("coördinatie"));
    let at = document.text.find("Stb.").unwrap();
    assert_eq!(&latin[document.source.bytes(Span::new(at, at + 4)).unwrap().range()], b"Stb.");
    let doubled = "ï»¿<?xml version=\"1.0\"?><a><al>coÃ¶rdinatie â€“ Stb. 2018, 123</al></a>";
    let document = read(doubled.as_bytes(), "a.xml");
    assert_eq!(document.text, "coördinatie – Stb. 2018, 123");
    let at = document.text.find("Stb.").unwrap();
    assert_eq!(&doubled[document.source.bytes(Span::new(at, at + 4)).unwrap().range()], "Stb.");
}

#[test]
fn archives_are_read_member_by_member() {
    let folder = Folder::new("archives");
    let inner = tarred(&[("b/c.txt", b"zie Stb. 2018, 3"), (".hidden", b"zie Stb. 2018, 9")]);
    folder.write("a.tar.gz", gzip(&tarred(&[("a.txt", b"zie Stb. 2018, 1"), ("binnen.tgz", &gzip(&inner)), ("d.xml", XML.as_bytes())])));
    folder.write("b.zip", zipped(&[("e.txt", b"zie Stb. 2018, 4"), ("f.jsonl", b"{\"id\": \"x\", \"text\": \"zie Stb. 2018, 5\"}\n"), ("g.tar", &inner)]));
    let documents: Vec<Document<'static>> = Reader::new([folder.path()]).collect::<Result<_, _>>().unwrap();
    let names: Vec<&str> = documents.iter().map(|d| d.name.rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["a.tar.gz!a.txt", "c.txt", "a.tar.gz!d.xml", "b.zip!e.txt", "x", "c.txt"]);
    let mut batch = Reader::new([folder.path()]);
    assert_eq!(batch.batch(100, usize::MAX).into_iter().map(Result::unwrap).collect::<Vec<_>>(), documents);
}

#[test]
fn word_and_opendocument_files_are_read() {
    let word = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "word/document.xml",
            r#"<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Kop</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">Zie </w:t></w:r><w:hyperlink r:id="rId1"><w:r><w:t>artikel 3:4</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> Awb</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#
                .as_bytes(),
        ),
        ("word/footnotes.xml", br#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>Stb. 2018, 123.</w:t></w:r></w:p></w:footnote></w:footnotes>"#),
        ("word/_rels/document.xml.rels", br#"<R><Relationship Id="rId1" Target="https://wetten.overheid.nl/BWBR0005537" TargetMode="External"/></R>"#),
    ]);
    let document = read(&word, "a.docx");
    assert_eq!(document.text, "Kop\nZie artikel 3:4 Awb.\nStb. 2018, 123.\na\nb");
    assert_eq!(document.links[0].target, "https://wetten.overheid.nl/BWBR0005537");
    assert_eq!(document.marks.iter().find(|m| m.kind == MarkKind::Note).unwrap().anchor, Some("Kop\nZie artikel 3:4 Awb".len()));

    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            r#"<office:document-content><office:body><office:text><text:h>Kop</text:h><text:p>Zie<text:s/>de <text:a xlink:href="https://zoek.officielebekendmakingen.nl/stb-2018-1.html">wet</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Een noot.</text:p></text:note-body></text:note>.</text:p></office:text></office:body></office:document-content>"#
                .as_bytes(),
        ),
    ]);
    let document = read(&odt, "a.odt");
    assert_eq!(document.text, "Kop\nZie de wet.\nEen noot.");
    assert_eq!(&document.text[document.links[0].span.range()], "wet");
}

#[test]
fn a_pdf_is_its_paragraphs_with_pages() {
    let lines = ["Dit is een alinea die over meer regels loopt, en waarin de Vreemdelin-", "genwet 2000 en Kamerstuk 34 550 V, nr. 52 staan."];
    let document = read(&pdf(&lines, ""), "a.pdf");
    assert_eq!(document.text, "Dit is een alinea die over meer regels loopt, en waarin de Vreemdelingenwet 2000 en Kamerstuk 34 550 V, nr. 52 staan.");
    assert_eq!(document.source.page(document.text.len() - 1), Some(1));
}

#[test]
fn harm_is_refused_and_the_rest_is_read() {
    let folder = Folder::new("harm");
    let zeros = vec![b' '; 64 << 20];
    // A thousand times the size: the limit on one document is what stops it.
    folder.write("bom.gz", gzip(&zeros));
    let mut deep = tarred(&[("goed.txt", b"zie Stb. 2018, 1")]);
    for _ in 0..10 {
        deep = tarred(&[("binnen.tar", &deep)]);
    }
    folder.write("diep.tar", deep);
    folder.write("klim.tar", tarred(&[("../../klim.txt", b"zie Stb. 2018, 2"), ("/etc/x.txt", b"zie Stb. 2018, 3")]));
    folder.write("klim.zip", zipped(&[("../../klim.txt", b"zie Stb. 2018, 8"), ("/etc/y.txt", b"zie Stb. 2018, 9")]));
    folder.write("buiten.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"goed.txt\">]><a><al>&x; zie Stb. 2018, 10</al></a>");
    let lol: String = (1..20).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10))).collect();
    folder.write("lol.xml", format!("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY l0 \"lol\">{lol}]><a><al>&l19; zie Stb. 2018, 4</al></a>"));
    folder.write("nest.xml", format!("<?xml version=\"1.0\"?>{}", "<a>".repeat(200_000)));
    folder.write("lus.pdf", pdf(&["zie Stb. 2018, 5"], "/XObject << /X 6 0 R >>"));
    folder.write("half.pdf", &pdf(&["zie Stb. 2018, 5"], "")[..300]);
    folder.write("half.zip", &zipped(&[("a.txt", b"zie Stb. 2018, 5")])[..60]);
    folder.write("vreemd.txt", b"caf\xe9 en \xff\xfe zie Stb. 2018, 6");
    folder.write("goed.txt", "zie Stb. 2018, 7");
    let begun = Instant::now();
    let output = verwijs(&folder, &["extract", "."]);
    assert!(begun.elapsed() < Duration::from_secs(60));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    for part in [
        "diep.tar!binnen.tar!binnen.tar",
        "nested more than 8 deep",
        "nest.xml:1:",
        "elements are nested more than 512 deep",
        "lus.pdf: this PDF draws a form within itself",
        "half.pdf: this PDF is damaged",
        "half.zip: ",
    ] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
    let found = String::from_utf8(output.stdout).unwrap();
    for number in [2, 3, 4, 6, 7, 8, 9, 10] {
        assert_eq!(found.matches(&format!("\"stb-2018-{number}\"")).count(), 1, "{number} in {found}");
    }
    assert!(found.contains("\"path\":\"./klim.tar!klim.txt\"") || found.contains("\"path\":\"klim.tar!klim.txt\""), "{found}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_or_nowhere_do_no_harm() {
    let folder = Folder::new("links").with("a.txt", "zie Stb. 2018, 1");
    fs::create_dir(folder.path().join("binnen")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("binnen/terug")).unwrap();
    let output = verwijs(&folder, &["extract", "."]);
    assert_eq!((output.status.code(), String::from_utf8(output.stdout).unwrap().lines().count()), (Some(0), 1));
    std::os::unix::fs::symlink("nergens", folder.path().join("dood.txt")).unwrap();
    for args in [&["extract", "."][..], &["index", ".", "--db", "x.db"]] {
        let output = verwijs(&folder, args);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), errors.lines().count()), (Some(1), 1), "{errors}");
        assert!(errors.starts_with("verwijs: ./dood.txt: cannot be read: No such file or directory"), "{errors}");
    }
}

#[test]
fn what_expands_beyond_measure_is_stopped() {
    let folder = Folder::new("bomb");
    // Layers of gzip, each of which shrinks the one in it a thousandfold.
    let mut bomb = gzip(&vec![0; 200 << 20]);
    let many: Vec<(String, Vec<u8>)> = (0..12).map(|i| (format!("{i}.gz"), bomb.clone())).collect();
    let members: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    bomb = gzip(&zipped(&members));
    folder.write("bom.gz", &bomb);
    folder.write("goed.txt", "zie Stb. 2018, 7");
    let begun = Instant::now();
    let documents: Vec<Result<Document<'static>, ReadError>> = Reader::new([folder.path()]).limits(Limits::default().size(32 << 20)).collect();
    assert!(begun.elapsed() < Duration::from_secs(60));
    assert!(documents.iter().filter(|d| d.is_ok()).count() == 1);
    assert!(documents.iter().any(|d| matches!(d, Err(ReadError::TooLarge { .. }))), "{documents:?}");
}

#[test]
fn a_line_without_end_is_refused() {
    let folder = Folder::new("line");
    let path = folder.write("lang.txt", vec![b'a'; 3 << 20]);
    let found: Vec<_> = Reader::new([path]).limits(Limits::default().size(1 << 20)).collect();
    assert!(matches!(&found[..], [Err(ReadError::TooLarge { line: 1, .. })]), "{found:?}");
}

#[test]
fn a_file_that_changes_is_named() {
    let folder = Folder::new("change");
    let path = folder.write("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\"}\n");
    let mut reader = Reader::new([&path]);
    assert!(reader.next().unwrap().is_ok());
    fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"text\": \"c\"}\n").unwrap();
    let rest: Vec<_> = reader.collect();
    assert!(matches!(rest.last(), Some(Err(ReadError::Changed { .. }))), "{rest:?}");
}

#[test]
fn text_prints_what_offsets_point_into() {
    let folder = Folder::new("text");
    folder.write("wet.xml", XML);
    let text = verwijs(&folder, &["text", "wet.xml"]).stdout;
    for line in String::from_utf8(verwijs(&folder, &["extract", "wet.xml", "--source", "both"]).stdout).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
        assert_eq!(&text[at("start")..at("end")], record["text"].as_str().unwrap().as_bytes());
        assert!(at("source_start") < at("source_end") && at("source_end") <= XML.len());
    }
    let info: serde_json::Value = serde_json::from_slice(&verwijs(&folder, &["info", "wet.xml"]).stdout).unwrap();
    assert_eq!((info["id"].as_str(), info["from"].as_str(), info["articles"].as_u64()), (Some("BWBR0000001"), Some("metadata"), Some(1)));
}

/// The real samples, where they are.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

#[test]
fn the_samples_are_read() {
    for (name, documents, refused) in [
        ("official/official-xml.tar.gz", 28, 0),
        ("rechtspraak/judgment-xml.tar.gz", 146, 0),
        ("letters/letters-docx.tar.gz", 8, 0),
        // Old Office files, scans without text, files that are broken or locked.
        ("formats/samples.tar.gz", 358, 10),
    ] {
        let Some(path) = shared(name) else { return };
        let mut reader = Reader::new([path]);
        let mut counts = (0, 0);
        loop {
            let batch = reader.batch(64, 8 << 20);
            if batch.is_empty() {
                break;
            }
            for found in batch {
                match found {
                    Ok(_) => counts.0 += 1,
                    Err(error) => {
                        counts.1 += 1;
                        eprintln!("{error}");
                    }
                }
            }
        }
        assert_eq!(counts, (documents, refused), "{name}: documents, refused");
    }
}
