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
