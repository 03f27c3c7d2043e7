//! A corpus: one document a line, `{"id": "…", "text": "…", "self": "…"}`.

use super::{ReadError, Stream, json};
use crate::document::Document;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;
use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, BufRead, Read},
};

#[derive(Deserialize)]
struct Line {
    id: Option<Name>,
    text: String,
    #[serde(rename = "self")]
    own: Option<String>,
}

/// An id is a string; a number is taken as it is written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Number(serde_json::Number),
}

/// Whether a line is an object that has the field, the first part of a path to it.
pub(super) fn is_document(line: &[u8], field: &str) -> bool {
    serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(line)
        .is_ok_and(|o| o.contains_key(field) || o.contains_key(field.split('.').next().unwrap_or(field)))
}

/// The documents of a corpus, line by line; a broken line does not end it.
pub(super) struct Lines {
    stream: Stream,
    path: String,
    limit: usize,
    field: Option<String>,
    line: usize,
    buffer: Vec<u8>,
    ended: bool,
}

impl Lines {
    pub(super) fn new(stream: Stream, path: String, limit: usize, field: Option<String>) -> Self {
        Self { stream, path, limit, field, line: 0, buffer: Vec::new(), ended: false }
    }

    /// Reads the next line into the buffer; `false` at the end.
    fn advance(&mut self) -> Result<bool, ReadError> {
        self.buffer.clear();
        self.buffer.shrink_to(1 << 20);
        let read = self.stream.by_ref().take(self.limit as u64 + 1).read_until(b'\n', &mut self.buffer).map_err(|e| ReadError::io(&self.path, e))?;
        self.line += 1;
        if self.buffer.len() > self.limit && self.buffer.last() != Some(&b'\n') {
            self.buffer.clear();
            skip_line(&mut self.stream).map_err(|e| ReadError::io(&self.path, e))?;
            return Err(ReadError::TooLarge { path: self.path.clone(), line: self.line, limit: self.limit });
        }
        Ok(read > 0)
    }

    fn document(&self, line: &[u8]) -> Result<Document<'static>, ReadError> {
        if let Some(field) = &self.field {
            let row: Value = serde_json::from_slice(line).map_err(|e| self.broken(line, &e))?;
            let place = format!("{}:{}", self.path, self.line);
            let Some(text) = json::chosen(&row, field) else {
                return Err(ReadError::Line { path: self.path.clone(), line: self.line, column: 1, message: format!("no field {field:?}") });
            };
            return Ok(json::document(&row, text, &self.path, &place));
        }
        let line: Line = serde_json::from_slice(line).map_err(|e| self.broken(line, &e))?;
        let named = line.id.is_some();
        let name = match line.id {
            Some(Name::Text(id)) => id,
            Some(Name::Number(id)) => id.to_string(),
            None => format!("{}:{}", self.path, self.line),
        };
        let path = Some(self.path.clone());
        let mut document = Document { name, named, path, own: line.own.filter(|o| !o.is_empty()), text: Cow::Owned(line.text), ..Document::default() };
        document.metadata.format = "JSONL".to_owned();
        Ok(document)
    }

    fn broken(&self, line: &[u8], error: &serde_json::Error) -> ReadError {
        let shown = error.to_string();
        let message = shown.rfind(" at line ").map_or(shown.as_str(), |at| &shown[..at]).to_owned();
        let skipped = self.buffer.len().saturating_sub(line.len()).min(line.as_ptr().addr().saturating_sub(self.buffer.as_ptr().addr()));
        ReadError::Line { path: self.path.clone(), line: self.line, column: error.column().max(1) + skipped, message }
    }
}

impl Iterator for Lines {
    type Item = Result<Document<'static>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.ended = matches!(error, ReadError::Io { .. });
                    return Some(Err(error));
                }
            }
            let line = self.buffer.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.line == 1).unwrap_or(&self.buffer);
            if !line.trim_ascii().is_empty() {
                return Some(self.document(line.trim_ascii()));
            }
        }
        None
    }
}

/// Reads up to the end of a line and keeps nothing.
fn skip_line(stream: &mut Stream) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        let (used, done) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        stream.consume(used);
        if done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn lines(text: &str, limit: usize) -> Vec<Result<Document<'static>, ReadError>> {
        Lines::new(Box::new(Cursor::new(text.to_owned().into_bytes())), "c.jsonl".to_owned(), limit, None).collect()
    }

    #[test]
    fn a_broken_line_does_not_end_the_corpus() {
        let found = lines("{\"id\": 1, \"text\": \"a\", \"x\": []}\n\n{\"id\": \"b\" \"text\"}\n{\"text\": \"c\", \"self\": \"stb-2018-1\"}", 1 << 20);
        assert_eq!(found[0].as_ref().unwrap().name, "1");
        assert!(found[1].as_ref().unwrap_err().to_string().starts_with("c.jsonl:3:12: expected `,` or `}`; expected one object a line"), "{:?}", found[1]);
        let last = found[2].as_ref().unwrap();
        assert_eq!((last.name.as_str(), last.own.as_deref()), ("c.jsonl:4", Some("stb-2018-1")));
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let found = lines(&format!("{{\"text\": \"{}\"}}\n{{\"text\": \"c\"}}\n", "x".repeat(100)), 50);
        assert!(matches!(found[0], Err(ReadError::TooLarge { line: 1, .. })));
        assert_eq!(found[1].as_ref().unwrap().text, "c");
    }
}
