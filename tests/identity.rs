//! Which document a text is, and what its heading, its foot and its name tell of it.

use verwijs::{Document, Evidence, Identity, Verwijs};

fn identify(text: &str, own: Option<&str>, path: Option<&str>) -> Identity {
    let mut document = Document::from_text(text);
    document.own = own.map(str::to_owned);
    document.path = path.map(str::to_owned);
    Verwijs::new().identify(&document)
}

#[test]
fn the_foot_names_a_paper_whose_heading_does_not() {
    let foot = |line: &str| identify(&format!("Aan de Voorzitter\nDe memorie wordt verbeterd.\n{line}\n"), None, None);
    let paper = foot("Tweede Kamer, vergaderjaar 1989-1990, 21 300 XIII, nr. 13");
    assert_eq!((paper.id.as_deref(), paper.from), (Some("kst-21300-XIII-13"), Some(Evidence::Foot)));
    let far = foot(&format!("{}Tweede Kamer, vergaderjaar 1989-1990, 21 300 XIII, nr. 13", "Een regel.\n".repeat(20)));
    assert_eq!(far.id.as_deref(), Some("kst-21300-XIII-13"));
    assert_eq!(foot("Kamerstukken II 1989/90, 21 300 XIII, nr. 13").id, None);
    assert_eq!(foot("Tweede Kamer, vergaderjaar 1989-1990, 21 300 XIII, nr. 13 en de rest van de zin").id, None);
}

#[test]
fn a_heading_tells_what_the_paper_is() {
    let told = |head: &str| {
        let identity = identify(head, None, None);
        (identity.id, identity.metadata.kind)
    };
    let is = |id: &str, kind: Option<&str>| (Some(id.to_owned()), kind.map(str::to_owned));
    let letter = "Tweede Kamer der Staten-Generaal\nVergaderjaar 2018-2019\n32 175 Migratie\nNr. 64 BRIEF VAN DE MINISTER\nAan de Voorzitter";
    assert_eq!(told(letter), is("kst-32175-64", Some("BRIEF VAN DE MINISTER")));
    // The dossier below the number is no kind of paper, nor is the letter of another far below it the number.
    let above = "Eerste Kamer der Staten-Generaal\nVergaderjaar 1988-1989 Nr. 59\n20 253\nWijziging\n";
    assert_eq!(told(&format!("{above}{}D VERSLAG VAN DE COMMISSIE", "Een regel.\n".repeat(7))), is("kst-19881989-20253-59", None));
}

#[test]
fn the_foot_of_a_page_is_the_document_itself() {
    let verwijs = Verwijs::new();
    let itself = |text: &str| {
        let found = verwijs.extract_document(&Document::from_text(text).with_own("kst-16927-3")).citations;
        found.iter().map(|citation| citation.own).collect::<Vec<_>>()
    };
    assert_eq!(itself("De tekst.\nTweede Kamer, zitting 1981, 16 927, nrs. 1-3\nDe rest."), [true]);
    assert_eq!(itself("De tekst.\nTweede Kamer, zitting 1981, 16 927, nrs. 4-6\nDe rest."), [false]);
    assert_eq!(itself("De tekst.\nKamerstukken II 1981, 16 927, nrs. 1-3\nDe rest."), [false]);
}

#[test]
fn what_the_places_say_against_each_other_is_told() {
    let against = |name: &str| {
        let told = identify("De tekst.", Some("kst-32545-143"), Some(name)).disagreements;
        told.into_iter().map(|other| (other.from, other.says)).collect::<Vec<_>>()
    };
    assert_eq!(against("kst-32545-144.txt"), [(Evidence::Name, "kst-32545-144".to_owned())]);
    assert_eq!(against("kst-32545-143-h1.txt"), []);
}

#[test]
fn a_letter_has_a_day_and_a_law_or_a_debate_none() {
    let day = |own| identify("Den Haag, 3 april 2008\nDe tekst.", Some(own), None).metadata.date;
    assert_eq!(day("kst-32545-143").as_deref(), Some("2008-04-03"));
    for own in ["BWBR0005537", "h-tk-20072008-70-10", "CVDR123456"] {
        assert_eq!(day(own), None, "{own}");
    }
}

#[test]
fn a_heading_tells_the_title_beside_the_dossier_or_below_it() {
    let title = |dossier: &str| identify(&format!("Vergaderjaar 1990-1991\n{dossier}\nNr. 261\nVERSLAG OVER HET ADRES"), None, None).metadata.title;
    assert_eq!(title("21 885 Verslagen van de Commissie").as_deref(), Some("Verslagen van de Commissie"));
    assert_eq!(title("21885\nVerslagen van de Commissie").as_deref(), Some("Verslagen van de Commissie"));
    assert_eq!(title("21885"), None);
}
