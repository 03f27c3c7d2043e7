//! The measures on real text, where the shared data stands beside the project: skipped elsewhere.

use std::{collections::BTreeMap, fs, path::Path};
use verwijs::Verwijs;

const SEED: &str = "../shared/data/seed";

#[test]
fn the_letter_that_the_project_began_with_gives_all_its_citations() {
    if !Path::new(SEED).is_dir() {
        eprintln!("skipped: the shared data is not here");
        return;
    }
    let text = fs::read_to_string(format!("{SEED}/tkconv-2018D54210.txt")).expect("the letter");
    let expected = fs::read_to_string(format!("{SEED}/expected.jsonl")).expect("its citations");
    let offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let found = Verwijs::new().extract(&text);
    let mut left: BTreeMap<(usize, usize), Vec<String>> = found
        .iter()
        .map(|c| ((c.span.start, c.span.end), c.targets.iter().map(|t| t.id.as_str().trim_start_matches("jci1.3:c:").to_owned()).collect()))
        .collect();
    for line in expected.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let at = |key: &str| offsets[usize::try_from(row[key].as_u64().expect("an offset")).expect("a small one")];
        let (start, end) = (at("char_start"), at("char_end"));
        let targets: Vec<String> = row["targets"].as_array().expect("targets").iter().filter_map(|t| t.as_str().map(str::to_owned)).collect();
        let place = left.keys().copied().find(|(s, e)| *s < end && start < *e).unwrap_or_else(|| panic!("not found: {line}"));
        assert_eq!(left.remove(&place).expect("it was found"), targets, "{line}");
    }
    assert!(left.is_empty(), "found and not expected: {left:?}");
}
