//! Tables of articles, a cell a line: under a head that says so ("Artikel⏎Boetecategorie⏎9⏎1"), or rows that show it.

use super::{
    Item, LawMention, LawRef, cursor,
    lexicon::{Key, Meaning},
    phrases::Phrases,
    scan::Scan,
    words::Parser,
};
use crate::span::{self, Span};

/// The table under a head that the scan is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// How many columns its head has.
    columns: usize,
    /// Where the last row ends.
    end: usize,
    /// The number of the last article.
    last: u32,
}

/// How far a row is from the next at most, in bytes.
const REACH: usize = 250;
/// How far before a table the words stand that say whose articles it lists.
const LEAD: usize = 250;

impl Scan<'_> {
    /// A row of a table of articles: one under a head, or one of several such lines with at most a short cell between
    /// them; where it ends.
    pub(super) fn at_row(&mut self, start: usize) -> Option<usize> {
        const BETWEEN: usize = 24;
        // "€" alone in the line before: an amount, unless the row has leden.
        let before = self.parser.text[..start].trim_end_matches([' ', '\n', '\t']);
        let sign = before.strip_suffix(['€', 'ƒ']).is_some_and(|line| line.is_empty() || line.ends_with('\n'));
        if sign && self.parser.row(start).is_none_or(|row| row.below.is_empty()) {
            return None;
        }
        let known = self.table.filter(|table| start - table.end.min(start) <= REACH);
        if let Some(end) = self.under_head(start, known) {
            return Some(end);
        }
        let parser = &self.parser;
        let items = parser.row(start).map(|item| vec![item]).or_else(|| parser.row_of_several(start))?;
        let end = items.last()?.span.end;
        let goes_on = self.found.last().is_some_and(|last| {
            let head = matches!(last.law, LawRef::None) && start == last.span.end + 1 && parser.is_head(last.span.start);
            head || (matches!(last.law, LawRef::Row { .. }) && start - last.span.end <= BETWEEN)
        });
        let begins = || {
            let rest = &parser.bytes[end..parser.bytes.len().min(end + 2 * BETWEEN)];
            let mut lines = rest.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| end + i + 1).take(2);
            lines.any(|line| parser.row(line).is_some())
        };
        if !(goes_on || begins()) {
            return None;
        }
        self.push_row(Span::new(start, end), items, !goes_on);
        Some(end)
    }

    /// A row of the table `known`, or the first under a head of its own.
    fn under_head(&mut self, start: usize, known: Option<Table>) -> Option<usize> {
        let parser = &self.parser;
        // A list over many lines is not read anew from each of them.
        if parser.is_numbered_lid(start) || known.is_none() && self.head_above(start, true, true).is_none() {
            return None;
        }
        let mention = match parser.plain_row(start) {
            Some(plain) => plain,
            None => parser.members(start, start, Key::Artikel, true)?,
        };
        let end = mention.span.end;
        let first = mention.items.first()?;
        // "0,0014" is an amount.
        let number = first.parts.last().map(|(_, number)| number.as_str()).filter(|number| !number.starts_with('0'))?;
        let below = mention.items.iter().any(|item| !item.below.is_empty());
        let numbered = number.contains([':', '.']) && (below || !is_amount(number));
        if !parser.closes_cell(end) && !below {
            return None;
        }
        let value: u32 = number.bytes().take_while(u8::is_ascii_digit).fold(0_u32, |value, b| value.saturating_mul(10).saturating_add(u32::from(b - b'0')));
        let columns = self.head_above(start, below, below || numbered);
        let table = match (columns, known) {
            (Some(columns), _) => Table { columns, end, last: value },
            (None, Some(table)) => {
                let lines = memchr::memchr_iter(b'\n', &parser.bytes[table.end..start]).count();
                let next = parser.bytes[end..].iter().position(|b| *b == b'\n').and_then(|i| parser.byte(end + i + 1));
                // A cell of another column: "1", "150".
                let in_column = lines >= table.columns && (lines == table.columns || next.is_some_and(|b| b.is_ascii_alphabetic()));
                if !(below || numbered && lines >= table.columns || in_column && value >= table.last) {
                    return None;
                }
                Table { end, last: value, ..table }
            }
            (None, None) => return None,
        };
        self.table = Some(table);
        if matches!(mention.law, LawRef::None) {
            self.push_row(mention.span, mention.items, columns.is_some());
        } else {
            self.found.push(mention);
        }
        Some(end)
    }

    /// "Wetsverwijzingen⏎Faillissementswet 53": a law and the number of an article that fill a row of such a list.
    pub(super) fn row_of_list(&mut self, law: &LawMention) -> Option<LawMention> {
        let parser = &self.parser;
        let start = law.span.start;
        let first = || Phrases::ends(&parser.lexicon.phrases.lists_laws, &parser.text[..start]);
        if !law.items.is_empty() || start == 0 || !(self.listed + 1 == start || first()) || parser.byte(law.span.end) != Some(b' ') {
            return None;
        }
        let at = law.span.end + 1;
        let (value, stop) = parser.number(at, true, Key::Artikel)?;
        if !matches!(parser.byte(stop), None | Some(b'\n')) {
            return None;
        }
        let span = Span::new(start, stop);
        self.listed = stop;
        Some(LawMention { span, items: vec![Parser::item(Key::Artikel, value, span)], ..law.clone() })
    }

    fn push_row(&mut self, span: Span, items: Vec<Item>, first: bool) {
        self.found.push(LawMention { span, items, law: LawRef::Row { first }, served_by: None, plural: false, alias: None });
    }

    /// How many short lines stand right above `start`, from one that heads a column of articles on: "Artikel", or the
    /// name of a law where the row has leden or the text before it says that articles follow.
    fn head_above(&self, start: usize, below: bool, numbered: bool) -> Option<usize> {
        const COLUMNS: usize = 8;
        const LONGEST: usize = 160;
        let parser = &self.parser;
        let law = self.found.last().filter(|law| law.items.is_empty() && law.law.is_name()).map(|law| law.span);
        let mut end = start.checked_sub(1)?;
        for columns in 1..=COLUMNS {
            let from = end.saturating_sub(LONGEST);
            let line = memchr::memrchr(b'\n', &parser.bytes[from..end]).map(|i| from + i + 1).or((from == 0).then_some(0))?;
            let text = &parser.bytes[line..end];
            let head = match parser.is_head(line) {
                // A row that begins with an article and its leden has them in the first column.
                true => below || !parser.follows_a_cell(line),
                false => parser.ends_in_head(line, end) || numbered && parser.heads_articles(line, end),
            };
            if head || (law.is_some_and(|law| law.start == line && law.end == end) && (below || self.leads_to_articles(line))) {
                return Some(columns);
            }
            if text.is_empty() || text.len() > LONGEST / 2 || text[0].is_ascii_digit() || matches!(text[text.len() - 1], b'.' | b';' | b',') {
                return None;
            }
            end = line.checked_sub(1)?;
        }
        None
    }
}

impl Scan<'_> {
    /// Whether the text before the line at `at` says that articles of a law follow: "een hierna genoemd artikel van de Wft".
    fn leads_to_articles(&self, at: usize) -> bool {
        let text = self.parser.text;
        let from = span::floor(text, at.saturating_sub(LEAD));
        Phrases::within(&self.parser.lexicon.phrases.articles_of, &text[from..at])
    }
}

impl Parser<'_> {
    /// Whether the line at `at` is nothing but the word for articles: "Artikel", "Artikelnummer".
    fn is_head(&self, at: usize) -> bool {
        let word = self.word(at);
        word.entry.part() == Some(Key::Artikel) && self.byte(word.end) == Some(b'\n') && (at == 0 || self.bytes[at - 1] == b'\n')
    }

    /// Whether the line from `at` to `end` heads a column of several things, the last of them articles: "Sector / artikel".
    fn ends_in_head(&self, at: usize, end: usize) -> bool {
        let slash = memchr::memrchr(b'/', &self.bytes[at..end]).filter(|slash| self.byte(at + slash + 1) == Some(b' '));
        slash.is_some_and(|slash| self.lexicon.entry(&self.bytes[at + slash + "/ ".len()..end]).part() == Some(Key::Artikel))
    }

    /// Whether a short line from `at` to `end` speaks of articles of a law that it ends with: "Overtreding van artikel Wet
    /// milieubeheer (Wm)".
    fn heads_articles(&self, at: usize, end: usize) -> bool {
        let word = self.lexicon.phrases.article.end_within(&self.text[at..end]).map(|word| at + word);
        word.is_some_and(|law| self.capital(law) && self.laws.begins(&self.text[law..cursor::word_end(self.text, law)]))
    }

    /// Whether the line before that at `at` looks like a head too, so that the articles stand in no first column.
    fn follows_a_cell(&self, at: usize) -> bool {
        const LONGEST: usize = 24;
        let Some(end) = at.checked_sub(1) else { return false };
        let from = end.saturating_sub(LONGEST);
        let Some(line) = memchr::memrchr(b'\n', &self.bytes[from..end]).map(|i| from + i + 1).or((from == 0).then_some(0)) else { return false };
        let cell = &self.text[line..end];
        !cell.ends_with([':', '.', ';', ',']) && cell.starts_with(char::is_uppercase) && !cell.contains(|c: char| c.is_ascii_digit())
    }

    /// "het Arbeidsomstandighedenbesluit: 3.5h, vijfde lid, en 7.4a": numbers with a dot or with leden right behind a law
    /// and a colon are its articles.
    pub(super) fn numbers_behind(&self, law: &LawMention) -> Option<LawMention> {
        let at = law.span.end + ": ".len();
        if !law.law.is_name() || !law.items.is_empty() || !self.starts(law.span.end, ": ") || !self.digit(at) {
            return None;
        }
        let list = self.members(at, at, Key::Artikel, true).filter(|list| matches!(list.law, LawRef::None))?;
        let leden = list.items.iter().filter(|item| !item.below.is_empty()).count();
        let dotted = list.items.iter().all(|item| item.parts.last().is_some_and(|(_, number)| number.contains([':', '.']) && !is_amount(number)));
        let ends = self.byte(list.span.end).is_none_or(|b| matches!(b, b';' | b'.' | b'\n' | b')'));
        // "Zorgverzekeringswet: 45.2 en 46.7" are amounts.
        let colons = list.items.iter().all(|item| item.parts.last().is_some_and(|(_, number)| number.contains(':')));
        // "artikelen uit de Mediawet 2008: 1.1, 2.88 en 2.90".
        let led = dotted && Phrases::ends(&self.lexicon.phrases.annexes, &self.text[..law.span.start]);
        (led || ends && (leden > 0 && (dotted || leden * 2 >= list.items.len()) || colons && list.items.len() > 1))
            .then(|| LawMention { law: law.law.clone(), ..list })
    }

    /// Whether the cell of a table ends at `at`.
    fn closes_cell(&self, at: usize) -> bool {
        let close = at + usize::from(matches!(self.byte(at), Some(b',' | b';')));
        self.bytes[close..].iter().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| *b == b'\n')
    }

    /// A line that is nothing but a number.
    fn plain_row(&self, at: usize) -> Option<LawMention> {
        let (value, stop) = cursor::number(self.text, at, false, &self.lexicon.keywords)?;
        let span = Span::new(at, stop);
        let item = Self::item(Key::Artikel, value, span);
        (self.byte(stop) == Some(b'\n')).then(|| LawMention { span, items: vec![item], law: LawRef::None, served_by: None, plural: false, alias: None })
    }

    /// The row of a table that is nothing but an article with its leden: "5:39, eerste lid".
    pub fn row(&self, at: usize) -> Option<Item> {
        if self.is_numbered_lid(at) {
            return None;
        }
        let (value, stop) = self.number(at, false, Key::Artikel)?;
        let numbered = value.contains([':', '.']);
        let mut item = Self::item(Key::Artikel, value, Span::new(at, stop));
        let below = self.below_at(stop, &mut item);
        let end = below.unwrap_or(stop);
        item.span.end = end;
        (self.closes_cell(end) && (numbered || below.is_some())).then_some(item)
    }

    /// The same of several articles with a colon: "3:5 tot en met 3:13".
    fn row_of_several(&self, at: usize) -> Option<Vec<Item>> {
        let digits = self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if self.byte(at + digits) != Some(b':') {
            return None;
        }
        let list = self.members(at, at, Key::Artikel, true).filter(|list| matches!(list.law, LawRef::None))?;
        let line = memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |i| at + i);
        let items: Vec<Item> = list.items.into_iter().filter(|item| item.span.end <= line).collect();
        let article = |item: &Item| item.parts.last().is_some_and(|(_, number)| number.contains(':') && !is_amount(number));
        (items.iter().all(article) && self.closes_cell(items.last()?.span.end)).then_some(items)
    }

    /// Whether a number and a word begin the line of which nothing below an article begins, and which goes on:
    /// "1 De minister", as most lines do that begin with a number.
    fn is_numbered_lid(&self, at: usize) -> bool {
        let digits = self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let next = at + digits + 1;
        if self.byte(next - 1) != Some(b' ') || !self.byte(next).is_some_and(|b| b.is_ascii_alphabetic()) {
            return false;
        }
        let word = self.word(next);
        word.end > next + 1
            && !word.entry.may_stand_below()
            && !word.is(Meaning::Range)
            && !self.is_one(word, &self.lexicon.keywords.in_order)
            && !self.is_one(word, &self.lexicon.keywords.opening)
    }
}

/// Whether a number looks like an amount or a time, "16.660", "0.45", "15:00", more than like an article.
fn is_amount(number: &str) -> bool {
    is_decimal(number) || number.rsplit_once(['.', ':']).is_some_and(|(_, last)| last.starts_with('0'))
}

/// Whether a number has thousands or is a fraction, "16.660", "0.45"; "9.02" and "7:658" are articles.
pub(crate) fn is_decimal(number: &str) -> bool {
    let thousands = |last: &str| last.len() == 3 && last.bytes().all(|b| b.is_ascii_digit());
    number.rsplit_once('.').is_some_and(|(before, last)| before == "0" || thousands(last))
}
