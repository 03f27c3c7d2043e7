//! Every example that stands beside a rule is a test.

use verwijs::Verwijs;

#[test]
fn every_example_gives_what_it_says() {
    let report = Verwijs::new().check_grammar(&[]);
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(report.run > 200, "only {} examples were run", report.run);
}

#[test]
fn every_rule_has_examples_and_a_counter_example() {
    let report = Verwijs::new().check_grammar(&[]);
    assert!(report.thin.is_empty(), "{:?}", report.thin);
}

/// What stands in the paragraphs before takes nothing from a reference, whatever its place in the text.
#[test]
fn an_example_of_laws_holds_behind_other_paragraphs() {
    const BEFORE: &str = "De leden van de commissie hebben met belangstelling kennis genomen van de brief, en zij vragen wanneer een antwoord komt op \
        wat daarin is gevraagd. Dat antwoord komt na het reces, zo heeft de regering laten weten, en niet eerder; één lid vroeg om spoed.\n\n";
    let file: toml::Table = include_str!("../grammar/law_examples.toml").parse().unwrap();
    let groups = file["group"].as_array().unwrap().iter();
    // A text of a law has its title first.
    let examples = groups.flat_map(|group| group["example"].as_array().unwrap()).filter(|example| example.get("self").is_none());
    let verwijs = Verwijs::new();
    let ids = |text: &str| {
        let of_laws = verwijs.extract(text).into_iter().filter(|found| found.rule.starts_with("law/") || found.rule.starts_with("eu/act"));
        of_laws.flat_map(|found| found.targets).map(|target| target.id.to_string()).collect::<Vec<_>>()
    };
    let mut run = 0;
    for text in examples.filter_map(|example| example["text"].as_str()) {
        assert_eq!(ids(&format!("{BEFORE}{text}")), ids(text), "{text}");
        run += 1;
    }
    assert!(run > 200, "only {run} examples were run");
}

/// A text may begin and end anywhere, also right behind or before a letter that the reader looks at.
#[test]
fn an_example_of_laws_may_be_cut_anywhere() {
    const LONGEST: usize = 160;
    let file: toml::Table = include_str!("../grammar/law_examples.toml").parse().unwrap();
    let examples = file["group"].as_array().unwrap().iter().flat_map(|group| group["example"].as_array().unwrap());
    let texts: Vec<&str> = examples.filter_map(|example| example["text"].as_str()).filter(|text| text.len() <= LONGEST).collect();
    let verwijs = Verwijs::new();
    for text in &texts {
        for (at, _) in text.char_indices() {
            verwijs.extract(&text[..at]);
            verwijs.extract(&text[at..]);
        }
    }
    assert!(texts.len() > 200, "only {} examples were cut", texts.len());
}
