//! The examples of the article parser, from `grammar/law_examples.toml`.

use super::{Failure, Grammar, Report};
use crate::{citation::Citation, document::Document, engine::Verwijs, span::Locator};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

/// Examples of one subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    example: Vec<Example>,
    not: Vec<CounterExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: Spanned<String>,
    targets: Vec<String>,
    status: Option<String>,
    /// The days of the states that are meant, of those citations that tell one.
    at: Option<Vec<String>>,
    #[serde(rename = "self")]
    own: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CounterExample {
    text: Spanned<String>,
}

/// Runs all of them.
pub(super) fn run(engine: &Verwijs, report: &mut Report) {
    let (file, source) = Grammar::own_law_examples();
    let examples: File = match toml::from_str(source) {
        Ok(examples) => examples,
        Err(error) => {
            report.failures.push(Failure { file: file.to_owned(), line: 1, rule: "law".to_owned(), message: error.to_string() });
            return;
        }
    };
    let mut locator = Locator::new(source);
    for group in &examples.group {
        let mut fail = |at: usize, message: String| {
            let line = locator.locate(at).line;
            report.failures.push(Failure { file: file.to_owned(), line, rule: format!("law: {}", group.name), message });
        };
        for example in &group.example {
            report.run += 1;
            if let Some(message) = fault(engine, example) {
                fail(example.text.span().start, message);
            }
        }
        for counter in &group.not {
            report.run += 1;
            let text = counter.text.get_ref();
            if let Some(found) = of_laws(engine, text, None).first() {
                fail(counter.text.span().start, format!("{text:?} must name no law, but {:?} was found", &text[found.span.range()]));
            }
        }
    }
}

/// What is wrong with what `example` gives, if anything is.
fn fault(engine: &Verwijs, example: &Example) -> Option<String> {
    let text = example.text.get_ref();
    let found = of_laws(engine, text, example.own.as_deref());
    let ids: Vec<String> = found.iter().flat_map(|c| &c.targets).map(|t| t.id.to_string()).collect();
    if ids != example.targets {
        return Some(format!("{text:?} should name {:?}, but names {ids:?}", example.targets));
    }
    let days: Vec<String> = found.iter().filter_map(Citation::at).map(|day| day.to_string()).collect();
    if let Some(expected) = example.at.as_ref().filter(|expected| **expected != days) {
        return Some(format!("{text:?} should mean the law of {expected:?}, but means that of {days:?}"));
    }
    let status = example.status.as_deref()?;
    let other = found.iter().find(|c| c.status.as_str() != status);
    let missing = found.is_empty().then(|| format!("{text:?} should be {status}, but nothing was found"));
    other.map(|c| format!("{text:?} should be {status}, but is {}", c.status.as_str())).or(missing)
}

/// The references to laws, treaties and EU acts in a text.
fn of_laws(engine: &Verwijs, text: &str, own: Option<&str>) -> Vec<Citation> {
    let mut document = Document::from_text(text);
    document.own = own.map(str::to_owned);
    let citations = engine.extract_document(&document).citations;
    citations.into_iter().filter(|c| c.rule.starts_with("law/") || c.rule.starts_with("eu/act")).collect()
}
