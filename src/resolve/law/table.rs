//! Laws that head what stands below them: a table of articles, or a section of a policy rule.

use super::{NEAR, Reader, is_listed};
use crate::{
    law::{LawMention, Phrases, is_decimal},
    span::Span,
};
use rustc_hash::FxHashSet;
use std::cell::RefCell;

/// The laws of tables and lists, as far as the text was read.
#[derive(Debug, Default)]
pub(super) struct Rows<'a> {
    /// The law of the table of articles that was read last, and where its last row ends.
    table: Option<(&'a str, usize)>,
    /// The law whose name fills a line of its own, since the last heading: what the lines below it are about.
    pub of_lines: Option<&'a str>,
    /// The law whose name is the title of a numbered section, "1.2 Varkensbesluit": what the section is about.
    pub of_section: Option<&'a str>,
    /// The law below the code of a row, "D-43⏎Warenwetbesluit Zuivel", and the code.
    pub of_code: Option<(&'a str, Span)>,
    /// Articles of references that fill a table's cell and are of no law that the text has named.
    pub open_cells: RefCell<FxHashSet<String>>,
}

impl<'a> Reader<'a> {
    /// The law that a table of articles is about: the one whose name heads it, or that was named shortly before it, else
    /// the text's own.
    pub(super) fn of_table(&mut self, mention: &LawMention, first: bool) -> Option<&'a str> {
        const HEAD: usize = 200;
        let start = mention.span.start;
        let number = mention.items.first().and_then(|i| i.parts.last()).map_or("", |(_, v)| v.as_str());
        let own_article = self.own.as_ref().is_some_and(|own| own.has(number));
        // "10.000" is an amount, unless the text has such an article.
        if is_decimal(number) && mention.items[0].below.is_empty() && !own_article {
            return None;
        }
        let heads = |end: usize| self.rows.table.is_none_or(|(_, last)| end > last) && start - end.min(start) <= HEAD;
        let fills = |law: &str, end: usize| self.rows.of_lines == Some(law) || first && self.text[end..].starts_with('\n');
        let headed = self.alone.filter(|(law, end)| is_listed(law) && fills(law, *end) && heads(*end)).map(|(law, _)| law);
        let law = match (headed, self.rows.table) {
            (Some(law), _) => law,
            (None, Some((law, _))) if !first => law,
            _ => {
                let named = self.memory.last().filter(|(_, at)| start - at < NEAR);
                // "een hierna genoemd artikel van de Wet op het financieel toezicht" says whose articles follow.
                let said = named.is_some_and(|(_, at)| {
                    let before = &self.text[..at];
                    Phrases::ends(&self.lexicon.phrases.articles_of, before)
                });
                let own = self.own.as_ref().map(|own| own.id);
                let has = !said && own_article;
                // Numbers in a table that the text has no article of are amounts or codes.
                // So are bare ones with a dot, where the law's are not known to have any: "4.1⏎2⏎4.2⏎3" is a scale of pay.
                let bare = number.contains('.') && mention.items.iter().all(|item| item.below.is_empty());
                let fits = |law: &&str| said || !bare || self.memory.is_known_to_have(law, number);
                let law = if has { own } else { named.map(|(law, _)| law).filter(fits) };
                if law.is_none() {
                    self.rows.table = None;
                }
                law?
            }
        };
        self.rows.table = Some((law, mention.span.end));
        Some(law)
    }

    /// Whether the line ends at `end`, or behind a short bracket there: "Gasslangbesluit (Warenwet)".
    pub(super) fn ends_line(&self, end: usize) -> bool {
        const LONGEST: usize = 40;
        let rest = &self.text[end..];
        let behind = rest.strip_prefix(" (").and_then(|inside| {
            // No gazette.
            let close = inside.bytes().take(LONGEST).position(|b| matches!(b, b')' | b'\n' | b'0'..=b'9'))?;
            inside[close..].strip_prefix(')')
        });
        behind.unwrap_or(rest).starts_with('\n')
    }

    /// Takes in a law that ends its line, and begins at `start`, where nothing else stands in the line but the number of a
    /// section.
    pub(super) fn heads(&mut self, start: usize, law: &'a str) {
        const LONGEST: usize = 12;
        let before = &self.text.as_bytes()[start.saturating_sub(LONGEST)..start];
        let Some(prefix) = before.iter().rposition(|b| *b == b'\n').map(|line| &before[line + 1..]).or((start < LONGEST).then_some(before)) else { return };
        if prefix.is_empty() {
            self.rows.of_lines = Some(law);
            if let Some(code) = self.line_above(start).filter(|line| is_code(&self.text[line.range()])) {
                self.rows.of_code = Some((law, code));
            }
            return;
        }
        // "1.2 ", "A. ", "III. ".
        let number = prefix.strip_suffix(b" ").is_some_and(|number| {
            let plain = number.iter().all(|b| b.is_ascii_digit() || *b == b'.') && number.first().is_some_and(u8::is_ascii_digit);
            plain || number.strip_suffix(b".").is_some_and(|letters| letters.iter().all(u8::is_ascii_uppercase) && letters.len() <= 4)
        });
        if number && self.own.as_ref().is_none_or(|own| own.id != law) {
            self.rows.of_lines = Some(law);
            self.rows.of_section = Some(law);
        }
    }

    /// Whether "artikel 21" alone in its line is a row of the section's table, and no heading.
    pub(super) fn is_row_of_section(&self, mention: &LawMention) -> bool {
        let policy = self.own.as_ref().is_some_and(|own| own.policy) && self.rows.of_section.is_some();
        policy && self.text[mention.span.start..].starts_with(char::is_lowercase)
    }

    /// Whether a line begins between `from` and `to` that is the title of a numbered section: "3.4 Inlichtingen".
    pub(super) fn passes_section(&self, from: usize, to: usize) -> bool {
        const LONGEST: usize = 120;
        let Some(passed) = self.text.as_bytes().get(from..to) else { return false };
        memchr::memchr_iter(b'\n', passed).any(|end| {
            let line = &self.text.as_bytes()[from + end + 1..];
            let number = line.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
            if !line[..number].contains(&b'.') || !line[0].is_ascii_digit() || line.get(number) != Some(&b' ') {
                return false;
            }
            let Some(length) = memchr::memchr(b'\n', &line[..line.len().min(LONGEST)]) else { return false };
            line[number + 1].is_ascii_uppercase() && !matches!(line[length - 1], b'.' | b';' | b':' | b',')
        })
    }

    /// The law of an article in a line that is a cell, below laws that fill lines of their own: that of the section whose code
    /// the row's code goes on, "D-43⏎Warenwetbesluit Zuivel⏎…⏎D-43.20.1⏎art. 2 lid 3 j°"; what a "j°" joins to it in the next
    /// line is of the law named last.
    pub(super) fn of_cell(&self, mention: &LawMention, served: Option<(&'a LawMention, bool)>) -> Option<&'a str> {
        let last = self.rows.of_lines.filter(|_| self.begins_cell(mention))?;
        // "Strafbaarstelling: art. 6 jo. art. 2 Wwg".
        let beside = |law: &LawMention| law.law.is_name() && self.text.get(mention.span.end..law.span.start).is_some_and(|between| !between.contains('\n'));
        if served.is_some_and(|(law, _)| beside(law)) {
            return None;
        }
        let Some((law, code)) = self.rows.of_code else { return Some(last) };
        let above = self.line_above(self.line.0).map(|line| &self.text[line.range()]);
        let goes_on = above.and_then(|row| row.strip_prefix(&self.text[code.range()])).is_some_and(|rest| rest.starts_with(['.', '-']));
        Some(if goes_on { law } else { last })
    }

    /// Whether the reference fills a cell of a table whose cells have cited that article of no law before: of the rules that the
    /// table belongs to, whatever laws its other cells name.
    pub(super) fn is_open_cell(&self, mention: &LawMention, number: &str) -> bool {
        self.rows.open_cells.borrow().contains(number) && self.begins_cell(mention)
    }

    /// The line above the one that begins at `start`, where it is a short one.
    fn line_above(&self, start: usize) -> Option<Span> {
        const LONGEST: usize = 16;
        let end = start.checked_sub(1)?;
        let from = end.saturating_sub(LONGEST);
        let line = self.text.as_bytes()[from..end].iter().rposition(|b| *b == b'\n').map(|i| from + i + 1).or((from == 0).then_some(0))?;
        Some(Span::new(line, end))
    }

    /// The law that the section of a policy rule is about, unless the line names something else before `at`.
    pub(super) fn of_section(&self, at: usize) -> Option<&'a str> {
        /// Bytes of a line that are looked at: each article of a long one is looked at.
        const LONGEST: usize = 200;
        let policy = self.own.as_ref().is_some_and(|own| own.policy) && self.enacted.is_none();
        let law = self.rows.of_section.filter(|_| policy)?;
        let before = self.text.get(self.line.0..at).filter(|before| before.len() <= LONGEST)?;
        // "Grondslag: Wet geldelijke steun woonwagens, art. 2".
        let another = before.contains(':') || before.split([' ', '(', '-']).skip(1).any(|word| word.starts_with(char::is_uppercase));
        (!another).then_some(law)
    }
}

/// Whether the line is the code of a section of a table: "D-43", "C.1a".
fn is_code(line: &str) -> bool {
    let letters = line.bytes().take_while(u8::is_ascii_uppercase).count();
    let number = line[letters..].strip_prefix(['-', '.']).map(|number| number.trim_end_matches(|c: char| c.is_ascii_lowercase()));
    letters > 0 && number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}
