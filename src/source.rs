//! The way back from a document's text to the file it was read from.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// A stretch of text and the bytes of the source that it was read from. Of equal length, they are the
/// same byte for byte; otherwise (an entity, a character of another encoding) the one stands for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    text: u32,
    len: u32,
    source: u32,
    source_len: u32,
}

/// Stretches of a text, each with where it was read. Offsets are bytes, below 4 GiB.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Runs(Vec<Run>);

impl Runs {
    /// Adds that `len` bytes of text at `text` were read from `source_len` bytes at `source`.
    pub fn push(&mut self, text: usize, len: usize, source: usize, source_len: usize) {
        let [text, len, source, source_len] = [text, len, source, source_len].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        if let Some(last) = self.0.last_mut()
            && last.len == last.source_len
            && len == source_len
            && last.text + last.len == text
            && last.source + last.source_len == source
        {
            last.len += len;
            last.source_len += len;
            return;
        }
        self.0.push(Run { text, len, source, source_len });
    }

    /// Adds the runs of another text that was put at `text` in this one.
    #[cfg(feature = "formats")]
    pub fn append(&mut self, other: &Self, text: usize) {
        for run in &other.0 {
            self.push(text + run.text as usize, run.len as usize, run.source as usize, run.source_len as usize);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of the source that a span of the text was read from.
    pub fn source(&self, span: Span) -> Option<Span> {
        let first = self.at_or_after(span.start)?;
        let inside = (span.start as u64).saturating_sub(u64::from(first.text));
        let start = u64::from(first.source) + if first.len == first.source_len { inside } else { 0 };
        let last = self.at_or_before(span.end.saturating_sub(1).max(span.start))?;
        let inside = (span.end as u64).saturating_sub(u64::from(last.text)).min(u64::from(last.len));
        let end = u64::from(last.source) + if last.len == last.source_len { inside } else { u64::from(last.source_len) };
        Some(Span::new(start as usize, (end as usize).max(start as usize)))
    }

    /// The run that holds the byte at `offset`, or the first one after it.
    fn at_or_after(&self, offset: usize) -> Option<&Run> {
        let at = self.0.partition_point(|r| (r.text + r.len) as usize <= offset);
        self.0.get(at)
    }

    /// The run that holds the byte at `offset`, or the last one before it.
    fn at_or_before(&self, offset: usize) -> Option<&Run> {
        let at = self.0.partition_point(|r| r.text as usize <= offset);
        self.0.get(at.checked_sub(1)?)
    }
}

/// Leads from a document's text back to the file it was read from: to its bytes, or to its pages.
///
/// A text that is its file, byte for byte, needs no way back and has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMap {
    /// From the text to the file as decoded.
    pub(crate) text: Runs,
    /// From the file as decoded to its bytes, where it was not UTF-8.
    pub(crate) decoded: Runs,
    /// Where in the text each page begins, from page 1 on.
    pub(crate) pages: Vec<usize>,
}

impl SourceMap {
    /// The bytes of the file that a span of the text was read from, markup between them included.
    ///
    /// ```
    /// # #[cfg(feature = "formats")] {
    /// let file = b"<html><body><p>zie <b>Stb. 2018</b>, 123</p></body></html>";
    /// let document = verwijs::Reader::read(file.to_vec(), "a.html", verwijs::InputFormat::Auto).unwrap().remove(0);
    /// let start = document.text.find("Stb.").unwrap();
    /// let bytes = document.source.bytes(verwijs::Span::new(start, document.text.len())).unwrap();
    /// assert_eq!(&file[bytes.range()], b"Stb. 2018</b>, 123");
    /// # }
    /// ```
    pub fn bytes(&self, span: Span) -> Option<Span> {
        match (self.text.is_empty(), self.decoded.is_empty()) {
            (true, true) => None,
            (true, false) => self.decoded.source(span),
            (false, true) => self.text.source(span),
            (false, false) => self.decoded.source(self.text.source(span)?),
        }
    }

    /// How many pages the file has; 0 where it has none.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The page, from 1, on which an offset of the text stands.
    pub fn page(&self, offset: usize) -> Option<usize> {
        let page = self.pages.partition_point(|start| *start <= offset);
        (!self.pages.is_empty()).then_some(page.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_over_entities_and_gaps() {
        let mut runs = Runs::default();
        // "caf&eacute; <b>x</b>" → "café x"
        runs.push(0, 3, 10, 3);
        runs.push(3, 2, 13, 8);
        runs.push(5, 1, 21, 1);
        runs.push(6, 1, 25, 1);
        let map = SourceMap { text: runs, ..SourceMap::default() };
        let bytes = |a, b| map.bytes(Span::new(a, b)).map(|s| (s.start, s.end));
        assert_eq!(bytes(0, 5), Some((10, 21)));
        assert_eq!(bytes(1, 3), Some((11, 13)));
        assert_eq!(bytes(3, 7), Some((13, 26)));
        assert_eq!(bytes(6, 7), Some((25, 26)));
    }

    #[test]
    fn pages_begin_where_they_begin() {
        let map = SourceMap { pages: vec![0, 10, 10, 20], ..SourceMap::default() };
        assert_eq!([0, 9, 10, 19, 20, 99].map(|o| map.page(o)), [Some(1), Some(1), Some(3), Some(3), Some(4), Some(4)]);
        assert_eq!(SourceMap::default().page(3), None);
    }
}
