//! Compiles the patterns of our rule files, so that a run has no expression to read.

use crate::{
    ascii, compiled,
    compose::{Fragments, LIST, RANGE},
    written,
};
use regex_automata::nfa::thompson::{Config, NFA, WhichCaptures};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

/// Writes `patterns.bin` for these rule files. What is wrong in one is for the library to say, which compiles what is
/// not in `patterns.bin`.
pub fn compile(files: &[PathBuf], out: &Path) {
    let files: Vec<Table> = files.iter().filter_map(|path| fs::read_to_string(path).ok()?.parse().ok()).collect();
    let mut shared = (Fragments::default(), BTreeSet::new());
    let mut expressions = BTreeSet::new();
    let (families, common): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.contains_key("family"));
    for table in common {
        gather(table, &mut shared, &mut expressions);
    }
    expressions.extend([LIST, RANGE].iter().filter_map(|name| shared.0.plain(name).ok()));
    for table in families {
        gather(table, &mut shared.clone(), &mut expressions);
    }
    fs::write(out.join("patterns.bin"), file(&expressions)).expect("OUT_DIR can be written");
}

/// Adds the expressions of a file, and its fragments and fields to those it builds on.
fn gather(file: &Table, (fragments, fields): &mut (Fragments, BTreeSet<String>), expressions: &mut BTreeSet<String>) {
    let tables = |name: &str| file.get(name).and_then(Value::as_table).into_iter().flatten();
    for (name, text) in tables("fragment") {
        fragments.insert(name, text.as_str().unwrap_or_default());
    }
    fields.extend(tables("field").map(|(name, _)| name.clone()));
    let guards = tables("field").flat_map(|(_, field)| ["not_before", "not_at"].map(|key| field.get(key))).flatten();
    for guard in guards.filter_map(Value::as_str) {
        expressions.extend(fragments.compose(guard, &|_| false).ok().map(|composed| composed.expression));
    }
    let rules = file.get("rule").and_then(Value::as_array).into_iter().flatten();
    let more = |rule: &Value| rule.get("more").and_then(Value::as_array).cloned().unwrap_or_default();
    for pattern in rules.flat_map(|rule| rule.get("pattern").cloned().into_iter().chain(more(rule))) {
        let Some(Ok(composed)) = pattern.as_str().map(|text| fragments.compose(text, &|name| fields.contains(name))) else { continue };
        expressions.extend(composed.groups.into_iter().filter_map(|group| group.member));
        expressions.insert(composed.expression);
    }
}

/// The file of the expressions that can be compiled.
fn file(expressions: &BTreeSet<String>) -> Vec<u8> {
    let mut entries = BTreeMap::new();
    for expression in expressions {
        let (plain, words) = ascii::ascii(expression);
        let masks = ascii::matches_no_letter(expression);
        let letters = if masks { Some(Vec::new()) } else { automaton(expression) };
        let (Some(ascii), Some(letters)) = (automaton(&plain), letters) else { continue };
        let said = if words { compiled::WORDS } else { 0 } | if masks { compiled::MASKS } else { 0 };
        entries.insert((compiled::hash(expression.as_bytes()), expression), (ascii, letters, said));
    }
    let number = |n: usize| u32::try_from(n).expect("the file is small").to_le_bytes();
    let mut rows = number(entries.len()).to_vec();
    let mut rest: Vec<u8> = Vec::new();
    for ((hash, expression), (ascii, letters, said)) in &entries {
        rows.extend(hash.to_le_bytes());
        for n in [4 + entries.len() * compiled::ROW + rest.len(), expression.len(), ascii.len(), letters.len(), usize::from(*said)] {
            rows.extend(number(n));
        }
        for part in [expression.as_bytes(), ascii, letters] {
            rest.extend(part);
        }
    }
    rows.extend(rest);
    rows
}

fn automaton(expression: &str) -> Option<Vec<u8>> {
    let config = Config::new().which_captures(WhichCaptures::All);
    written::write(&NFA::compiler().configure(config).build(expression).ok()?)
}
