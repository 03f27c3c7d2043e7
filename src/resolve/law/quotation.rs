//! Provisions of another law that a text quotes.

use super::Reader;
use crate::{
    law::Phrases,
    span::{self, Span},
};

impl<'a> Reader<'a> {
    /// A provision's heading at `at` of a text that is no law begins a quotation of the law that the
    /// paragraph before it names first, up to the closing quotation mark.
    pub(super) fn quotes_from(&mut self, at: usize) {
        const LONGEST: usize = 12_000;
        if self.own.as_ref().is_some_and(|own| !own.policy) || self.enacted.is_some_and(|enacted| enacted < at) {
            return;
        }
        let before = self.text[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '"');
        let end = before.len();
        // A line may be as long as the text, and have many headings.
        let paragraph = if end > self.line.0 { self.line.0 } else { before.rfind('\n').map_or(0, |i| i + 1) };
        let opened = end < at && self.text[end..at].contains('"');
        if !(opened || before.ends_with(':') || self.leads_quotation(Span::new(paragraph, end))) {
            return;
        }
        let Some(law) = self.memory.first_since(paragraph) else { return };
        let mut end = (at + LONGEST).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let close =
            self.text[at..end].match_indices('"').map(|(i, _)| at + i).find(|&i| self.text[i + 1..].starts_with(['\n', '\r']) || i + 1 == self.text.len());
        self.quoted = Some((law, close.unwrap_or(end)));
    }

    /// Whether words stand in the paragraph that lead a quotation; what was searched before is not searched again.
    fn leads_quotation(&mut self, paragraph: Span) -> bool {
        const LONGEST: usize = 32;
        let (begin, searched, found) = if self.leads.0 == paragraph.start { self.leads } else { (paragraph.start, paragraph.start, false) };
        let from = span::floor(self.text, searched.saturating_sub(LONGEST).max(begin));
        let found = found || (searched < paragraph.end && Phrases::within(&self.lexicon.phrases.quoting, &self.text[from..paragraph.end].to_lowercase()));
        self.leads = (begin, paragraph.end.max(searched), found);
        found
    }

    /// The law that the text quotes at `at`.
    pub(super) fn quoted_law(&self, at: usize) -> Option<&'a str> {
        self.quoted.filter(|(_, end)| at < *end).map(|(law, _)| law)
    }
}
