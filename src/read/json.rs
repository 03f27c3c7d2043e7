//! JSON: a document, or a list of documents; and which of its fields is the text.

use super::facts::{Facts, Field};
use crate::{document::Document, spelling::canonical};
use serde_json::Value;

/// The documents of a JSON text. Where no field is chosen and no object has a "text", all its strings are the text.
pub(super) fn read(text: &str, path: &str, field: Option<&str>) -> Result<Vec<Document<'static>>, String> {
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| format!("not valid JSON: {e}; mend the file, or read it with --input text"))?;
    let rows: &[Value] = match &value {
        Value::Array(rows) => rows,
        one => std::slice::from_ref(one),
    };
    // A list of no documents.
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = field.unwrap_or("text");
    let several = rows.len() > 1;
    let mut documents = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(text) = chosen(row, key) {
            let place = if several { format!("{path}:{}", at + 1) } else { path.to_owned() };
            documents.push(document(row, text, path, &place));
        }
    }
    if documents.is_empty() {
        if let Some(field) = field {
            let keys = rows.first().and_then(Value::as_object).map(|o| o.keys().map(String::as_str).collect::<Vec<_>>().join(", ")).unwrap_or_default();
            return Err(format!("no object has a field {field:?}; its fields are: {keys}"));
        }
        let mut all = String::new();
        strings(&value, &mut all);
        documents.push(document(if several { &Value::Null } else { &rows[0] }, all, path, path));
    }
    Ok(documents)
}

/// A document of a row.
pub(super) fn document(row: &Value, text: String, path: &str, place: &str) -> Document<'static> {
    let id = row.get("id").and_then(|id| match id {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let mut document = Document::from_text(text);
    document.named = id.is_some();
    document.name = id.unwrap_or_else(|| place.to_owned());
    document.path = Some(path.to_owned());
    document.own = row.get("self").and_then(Value::as_str).filter(|s| !s.is_empty()).map(str::to_owned);
    let mut facts = Facts::default();
    for (key, field) in [
        ("identifier", Field::Id),
        ("ecli", Field::Id),
        ("title", Field::Title),
        ("titel", Field::Title),
        ("date", Field::Date),
        ("datum", Field::Date),
        ("type", Field::Kind),
        ("soort", Field::Kind),
        ("vergaderjaar", Field::Session),
    ] {
        if let Some(value) = row.get(key).and_then(Value::as_str)
            && (field != Field::Id || canonical(value).is_some())
        {
            facts.add(field, value);
        }
    }
    facts.fill(&mut document);
    document.metadata.format = "JSON".to_owned();
    document
}

/// The text at a field, "a.b" being the field b of the field a; lists are joined by lines.
pub(super) fn chosen(row: &Value, field: &str) -> Option<String> {
    let value = row.get(field).or_else(|| field.split('.').try_fold(row, |at, key| at.get(key)))?;
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => {
            let mut all = String::new();
            strings(value, &mut all);
            Some(all)
        }
        _ => None,
    }
}

/// All strings of a value, a line each.
fn strings(value: &Value, out: &mut String) {
    match value {
        Value::String(text) if !text.trim().is_empty() => {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(text);
        }
        Value::Array(values) => values.iter().for_each(|v| strings(v, out)),
        Value::Object(fields) => fields.values().for_each(|v| strings(v, out)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_chosen() {
        let list = "[{\"id\": 7, \"inhoud\": {\"tekst\": \"zie Stb.\"}}, {\"inhoud\": {\"tekst\": [\"a\", \"b\"]}}]";
        let found = read(list, "a.json", Some("inhoud.tekst")).unwrap();
        assert_eq!(found.iter().map(|d| (d.name.as_str(), &*d.text)).collect::<Vec<_>>(), [("7", "zie Stb."), ("a.json:2", "a\nb")]);
        assert_eq!(read(list, "a.json", None).unwrap()[0].text, "zie Stb.\na\nb");
        assert!(read(list, "a.json", Some("x")).unwrap_err().contains("its fields are: id, inhoud"));
        assert!(read("{", "a.json", None).is_err());
        assert_eq!((read("[]", "a.json", None).unwrap().len(), read("[]", "a.json", Some("x")).unwrap().len()), (0, 0));
    }
}
