//! Goes through a text once for references to laws.

use super::{
    Item, LawMention, LawRef, Pointing, cursor,
    lexicon::{Key, Lexicon, Meaning},
    phrases::Phrases,
    table::Table,
    words::{Parser, Word},
};
use crate::{limits::Deadline, register::laws::Laws, span::Span};

/// An EU act that the rules have found by its number.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub span: Span,
    pub id: String,
}

/// All mentions of laws in `text`, by start. `acts` are by start too. Once `deadline` has passed, no more are sought.
pub(crate) fn mentions(text: &str, lexicon: &Lexicon, laws: &Laws, acts: &[Act], max_range: usize, deadline: Deadline) -> Vec<LawMention> {
    let mut scan = Scan { parser: Parser::new(text, lexicon, laws, acts, max_range), found: Vec::new(), table: None, listed: 0, lawless: 0 };
    scan.run(deadline);
    scan.found
}

/// So many bytes are gone through before the time is looked at.
const STRIDE: usize = 1 << 13;

pub(super) struct Scan<'a> {
    pub(super) parser: Parser<'a>,
    pub(super) found: Vec<LawMention>,
    /// The table of articles that was read last.
    pub(super) table: Option<Table>,
    /// Where the last row ends of a list of laws, each with the number of an article.
    pub(super) listed: usize,
    /// Where the list of numbers ends that no law follows: none follows its later members either.
    pub(super) lawless: usize,
}

/// Bytes that a gazette may take between a law's date and what it does.
const GAZETTE: usize = 30;

impl Scan<'_> {
    fn run(&mut self, deadline: Deadline) {
        let bytes = self.parser.bytes;
        let acts = self.parser.acts;
        let mut next_act = 0;
        let mut at = 0;
        let mut act_at = acts.first().map_or(usize::MAX, |act| act.span.start);
        let mut look = 0;
        let (mut counted, mut names) = (0, 0);
        while let Some(&b) = bytes.get(at) {
            if at >= look {
                names += self.found[counted..].iter().map(|mention| mention.items.len().max(1)).sum::<usize>();
                counted = self.found.len();
                if deadline.passed() || names > deadline.most {
                    break;
                }
                look = at + STRIDE;
            }
            if !cursor::begins_word(b) {
                if b.is_ascii_digit() {
                    // "de richtlijn inzake witwassen (91/308/EEG)": "deze richtlijn" is that one from here on.
                    if act_at < at {
                        next_act += acts[next_act..].partition_point(|act| act.span.start < at);
                        act_at = acts.get(next_act).map_or(usize::MAX, |act| act.span.start);
                    }
                    // "the 1971 Convention", as the text calls a treaty.
                    let named = act_at == at || self.parser.aliases.borrow().any_at(&self.parser.text[at..]);
                    let act = if named { self.alone(at) } else { None };
                    at = act.unwrap_or_else(|| self.at_number(at));
                } else if b == 0xC2 && self.parser.starts(at, "§") {
                    at = self.at_head(self.parser.word(at)).unwrap_or(at + "§".len());
                } else {
                    at += 1;
                }
                continue;
            }
            let start = at;
            at = cursor::letters_end(bytes, at);
            while act_at < start {
                next_act += 1;
                act_at = acts.get(next_act).map_or(usize::MAX, |act| act.span.start);
            }
            let act = act_at == start;
            let word = &bytes[start..at];
            if !act
                && b.is_ascii_lowercase()
                && !word.get(1).is_some_and(u8::is_ascii_uppercase)
                && !self.parser.lexicon.may_open(word)
                && !self.parser.lexicon.may_begin_title(word)
            {
                // As most words; and most have a single space behind them.
                at += usize::from(bytes.get(at) == Some(&b' '));
                continue;
            }
            // "II-A", "sub-artikel": what hangs on a hyphen is no word of its own.
            if !act && start > 1 && bytes[start - 1] == b'-' && bytes[start - 2].is_ascii_alphanumeric() {
                continue;
            }
            if let Some(end) = self.at_word(start, at, act) {
                at = end.max(at);
                // The laws that a title names are a part of it.
                let (title, title_end) = self.parser.titles.get();
                if title >= start && title <= at + GAZETTE && title_end > at {
                    at = title_end;
                }
            }
        }
    }

    /// "personen als bedoeld in 3:162, vierde lid, van de Wft": a number with a colon is an article where a law
    /// follows it. Where the scan goes on.
    fn at_number(&mut self, start: usize) -> usize {
        let parser = &self.parser;
        let digits = |from: usize| parser.bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let length = digits(start);
        let after = start + length;
        // "1. Onze Minister" numbers a lid.
        let numbers = parser.byte(after) == Some(b'.') && !parser.digit(after + 1) && parser.byte(after + 1) != Some(b',');
        if start > 0
            && parser.bytes[start - 1] == b'\n'
            && !numbers
            && let Some(end) = self.at_row(start)
        {
            return end;
        }
        let parser = &self.parser;
        let free = start == 0 || matches!(parser.bytes[start - 1], b' ' | b'(' | b'\n');
        if free && Phrases::ends(&parser.lexicon.phrases.before_bare_number, &parser.text[..start]) {
            return self.at_bare_number(start).unwrap_or(after);
        }
        if free && let Some(end) = self.at_code_number(start, after) {
            return end;
        }
        let parser = &self.parser;
        let parted = || {
            let second = after + 1 + digits(after + 1);
            second > after + 1 && parser.byte(second) == Some(b'.')
        };
        if free && length <= 2 && parser.byte(after) == Some(b'.') && start >= self.lawless && parted() {
            return self.at_parted_number(start).unwrap_or(after);
        }
        if start < self.lawless || length > 2 || parser.byte(after) != Some(b':') || digits(after + 1) == 0 || !free {
            return after;
        }
        match parser.members(start, start, Key::Artikel, false) {
            Some(mention) if mention.law.is_name() || matches!(mention.law, LawRef::Noun { .. }) => self.chain(mention),
            Some(mention) => {
                self.lawless = mention.span.end;
                after
            }
            None => after,
        }
    }

    /// What begins at the word from `start` to `end`; where it ends.
    fn at_word(&mut self, start: usize, end: usize, act: bool) -> Option<usize> {
        let parser = &self.parser;
        let bytes = &parser.bytes[start..end];
        // "eIDAS-verordening" has its capital behind.
        let capital = !bytes[0].is_ascii_lowercase() || bytes.get(1).is_some_and(u8::is_ascii_uppercase);
        if parser.lexicon.may_open(bytes) {
            let word = parser.word(start);
            if word.is(Meaning::Opens) {
                let title = act || !parser.begins_no_name(start, end) && (capital || parser.laws.begins(&parser.text[start..end]));
                let opened = if word.entry.only_points() && parser.points_nowhere(end) { None } else { self.opening(word) };
                return opened.or_else(|| if title { self.alone(start) } else { None });
            }
        }
        if capital
            && end == start + 1
            && parser.digit(end)
            && let Some(mention) = parser.division(start)
        {
            let end = mention.span.end;
            self.found.push(mention);
            return Some(end);
        }
        if !act && !capital && !parser.lexicon.may_begin_title(bytes) {
            return None;
        }
        let named = act || !parser.begins_no_name(start, end) || parser.may_be_near(start, end);
        let alone = if named && (capital || act || parser.laws.begins(&parser.text[start..end])) { self.alone(start) } else { None };
        alone.or_else(|| self.amending(start))
    }

    /// At a word of the lexicon that may open a reference.
    fn opening(&mut self, word: Word) -> Option<usize> {
        let parser = &self.parser;
        if word.is(Meaning::Introduces) {
            let (mention, end) = self.named_later(word.start)?;
            self.found.push(mention);
            return end;
        }
        if let Some(key) = word.entry.part() {
            // "Boek 4 van het Burgerlijk Wetboek" is a law by name.
            if key == Key::Boek
                && let Some(end) = self.alone(word.start)
            {
                return Some(end);
            }
            return self.at_head(word);
        }
        if word.is(Meaning::Ordinal) || word.is(Meaning::Lid) || word.is(Meaning::Onderdeel) {
            if let Some(mention) = parser.leading(word) {
                return Some(self.chain(mention));
            }
            if let Some(mention) = parser.bare_lid(word) {
                let end = mention.span.end;
                self.found.push(mention);
                return Some(end);
            }
            if !word.is(Meaning::Annexed) {
                return None;
            }
        }
        let mention = if word.is(Meaning::Annexed) { parser.annexed(word)? } else { parser.pointer(word)? };
        // "de Regeling van 3 mei 2004 tot wijziging van …": the noun opens a name.
        if let LawRef::Noun { .. } = &mention.law
            && mention.items.is_empty()
            && let Some(noun) = parser.text[mention.span.range()].rfind(' ')
            && let Some(end) = self.amending(mention.span.start + noun + 1)
        {
            return Some(end);
        }
        let end = mention.span.end;
        self.found.push(mention);
        Some(end)
    }

    fn at_head(&mut self, head: Word) -> Option<usize> {
        let mention = self.parser.reference(head)?;
        Some(self.chain(mention))
    }

    /// A law named alone; where its name ends.
    fn alone(&mut self, at: usize) -> Option<usize> {
        let parser = &self.parser;
        let Some(tail) = parser.law_name(at, false).or_else(|| parser.entry(at)) else {
            if let Some(name) = parser.name_unlisted(at) {
                self.drop_term(&name, at);
            }
            return None;
        };
        let alias = parser
            .defined_as(at)
            .or_else(|| parser.defined_above(at, tail.end))
            .or_else(|| parser.defined_before(at, tail.end))
            .inspect(|name| parser.give(name, &tail.law))
            .or(tail.alias);
        let unlisted = match &tail.law {
            LawRef::Unlisted { .. } => true,
            LawRef::Named { laws, .. } => laws.iter().all(|law| parser.laws.is_without_id(*law)),
            _ => false,
        };
        if let Some(name) = alias.as_ref().filter(|_| unlisted) {
            self.drop_term(name, at);
        }
        let mention = LawMention { span: Span::new(at, tail.end), items: Vec::new(), law: tail.law, served_by: None, plural: false, alias };
        let mention = self.with_number_before(mention);
        if let Some(row) = self.row_of_list(&mention) {
            let end = row.span.end;
            self.found.push(row);
            return Some(end);
        }
        let parser = &self.parser;
        let list = parser.numbers_behind(&mention);
        self.found.push(mention);
        let end = list.as_ref().map_or(tail.end, |list| list.span.end);
        self.found.extend(list);
        Some(end)
    }

    /// A law of a day that no register has and that amends another one; where its title ends.
    fn amending(&mut self, at: usize) -> Option<usize> {
        let (end, title) = self.parser.amending_of_day(at)?;
        let span = Span::new(at, end);
        let law = LawRef::Unlisted { span };
        self.found.push(LawMention { span, items: Vec::new(), law, served_by: None, plural: false, alias: None });
        Some(title)
    }

    /// "Pw: Pensioenwet 1922": the term before a law that no register has is no other law.
    fn drop_term(&mut self, name: &str, at: usize) {
        let text = self.parser.text;
        let term = |last: &LawMention| last.items.is_empty() && text.get(last.span.range()) == Some(name) && text.get(last.span.end..at) == Some(": ");
        if self.found.last().is_some_and(term) {
            self.found.pop();
        }
    }

    /// "ex 6:162 BW", "7.07 BPR": a number of two parts right before an abbreviation is its article.
    fn with_number_before(&self, mention: LawMention) -> LawMention {
        let parser = &self.parser;
        let at = mention.span.start;
        let LawRef::Named { span, .. } = &mention.law else { return mention };
        let lettered = &parser.lexicon.numbering.lettered;
        if let LawRef::Named { laws, .. } = &mention.law
            && laws.iter().any(|law| lettered.values().any(|id| *id == parser.laws.get(*law).id))
        {
            return self.with_division_before(mention);
        }
        let short = !parser.text[span.range()].contains(' ');
        let Some(before) = parser.text[..at].strip_suffix(' ').filter(|_| short) else { return mention };
        if let Some(list) = self.numbers_before(&mention, before.len()) {
            return list;
        }
        let length = before.bytes().rev().take(10).take_while(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || matches!(b, b'.' | b':')).count();
        let start = before.len() - length;
        let free = self.found.last().is_none_or(|last| last.span.end <= start)
            && !before[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '€' | '.' | ','));
        let colon = before[start..].contains(':');
        let name = &parser.text[span.range()];
        let abbreviation = name.len() <= 5 || name.chars().filter(|c| c.is_uppercase()).count() > 1;
        let head = &parser.text[..start];
        let line = head.is_empty() || head.ends_with(['\n', ' ', '(']);
        let led = head.ends_with(['(', '\n']) || Phrases::ends(&parser.lexicon.phrases.before_number, head);
        let sure = colon
            // "2.1 Provinciewet" numbers a heading.
            || (before[start..].contains('.') && head.ends_with('\n') && abbreviation)
            || (led && before[start..].ends_with(|c: char| c.is_ascii_lowercase()))
            || Phrases::ends(&parser.lexicon.phrases.ex_number, head)
            || head.ends_with('(');
        match cursor::number(parser.text, start, false, &parser.lexicon.keywords) {
            Some((value, end)) if end == before.len() && free && line && sure => {
                let span = Span::new(start, mention.span.end);
                let item = Item { parts: vec![(Key::Artikel, value)], below: Vec::new(), span };
                LawMention { span, items: vec![item], ..mention }
            }
            _ => mention,
        }
    }

    /// "(321, 322 Sr)", "435 Sr" or "15.05/2 RPR" at the beginning of a line or of what stands behind a colon: the articles of the abbreviation behind them.
    fn numbers_before(&self, name: &LawMention, end: usize) -> Option<LawMention> {
        const LONGEST: usize = 80;
        let parser = &self.parser;
        let from = end.saturating_sub(LONGEST);
        // "Relevante wetsbepalingen: 284 en 300 Sr; 67 Sv".
        let opens = |i: &usize| matches!(parser.bytes[*i], b'\n' | b'(') || matches!(parser.bytes[*i], b':' | b';') && parser.byte(*i + 1) == Some(b' ');
        let open = (from..end).rev().find(opens).map(|i| i + 1 + usize::from(matches!(parser.bytes[i], b':' | b';'))).or((from == 0).then_some(0))?;
        if !parser.digit(open) || self.found.last().is_some_and(|last| last.span.end > open) {
            return None;
        }
        let list = parser.members(open, open, Key::Artikel, true).filter(|list| list.span.end == name.span.end && list.law.is_name())?;
        // "2015 Wlz", "350 Wajong'ers".
        let year = |item: &Item| item.parts.last().is_some_and(|(_, number)| number.parse().is_ok_and(|year: u32| (1800..2100).contains(&year)));
        if list.items.iter().any(year) || matches!(parser.byte(end), Some(b'\'' | b'-')) || parser.text[end..].starts_with('’') {
            return None;
        }
        // "435 Sr"; "300 WW" is an amount, "2 WAO" numbers a heading, "prijs: 10, 20 WW" and "om 9: 30 Sr" are none.
        let codes = &parser.lexicon.phrases.cited_by_number;
        let code = Phrases::is(codes, &parser.text[name.span.range()]);
        let goes_on = open > 2 && parser.bytes[open - 1] == b' ';
        if goes_on && (!code || parser.digit(open - 3)) {
            return None;
        }
        (code || list.items.len() > 1 || !list.items[0].below.is_empty()).then(|| LawMention { alias: name.alias.clone(), ..list })
    }
}

impl Parser<'_> {
    /// "artikel 3 (PbEG L 114), artikel 4": over a remark in brackets within an enumeration.
    pub(super) fn over_remark(&self, at: usize) -> usize {
        const LONGEST: usize = 120;
        if !self.starts(at, " (") {
            return at;
        }
        match self.bytes[at..].iter().take(LONGEST).position(|b| matches!(b, b')' | b'\n')) {
            Some(close) if self.bytes[at + close] == b')' => at + close + 1,
            _ => at,
        }
    }

    /// Whether the article that ends at `end` has a word behind it to which none points: most have.
    #[inline]
    fn points_nowhere(&self, end: usize) -> bool {
        let next = end + 1;
        let stop = cursor::letters_end(self.bytes, next);
        // Shorter ones may be a part of "en/of" or "j°".
        self.byte(end) == Some(b' ') && stop > next + 2 && self.bytes[next].is_ascii_alphabetic() && !self.lexicon.may_be_pointed(&self.bytes[next..stop])
    }

    /// "deze wet", "die verordening", "genoemd besluit", "dat artikel", "het Besluit".
    fn pointer(&self, first: Word) -> Option<LawMention> {
        if !(first.is(Meaning::Determiner) || first.is(Meaning::Named) || self.is_one(first, &self.lexicon.keywords.both)) {
            return None;
        }
        let mut next = self.word(self.space(first.end));
        let counted = next.is(Meaning::Counted);
        let points = counted || next.is(Meaning::Named) || next.is(Meaning::Noun) || next.is(Meaning::Part) || next.is(Meaning::Previous);
        if !points || next.start == first.end {
            return None;
        }
        // "het hierna vermelde artikel" points ahead.
        if first.is(Meaning::Vague) || Phrases::ends(&self.lexicon.phrases.ahead, &self.text[..first.start]) {
            return None;
        }
        let mut how = self.pointing(first);
        // "de genoemde wet", "deze twee artikelen".
        if next.is(Meaning::Named) && how == Pointing::Plain && !next.is(Meaning::Vague) {
            how = self.pointing(next);
            next = self.word(self.space(next.end));
        } else if counted {
            next = self.word(self.space(next.end));
        } else if next.is(Meaning::Previous) {
            how = Pointing::Previous;
            next = self.word(self.space(next.end));
            if next.entry.part() != Some(Key::Artikel) || next.is(Meaning::Plural) {
                return None;
            }
        }
        let mention = |law| Some(LawMention { span: Span::new(first.start, next.end), items: Vec::new(), law, served_by: None, plural: false, alias: None });
        /// Letters of the whole word for an article; "dat art." has no number.
        const WHOLE_WORD: usize = 7;
        let ends = self.byte(next.end) != Some(b'.') || next.end - next.start >= WHOLE_WORD;
        if next.entry.part() == Some(Key::Artikel) && how != Pointing::Plain && ends {
            if cursor::number(self.text, self.space(next.end), true, &self.lexicon.keywords).is_some() {
                return None;
            }
            return mention(LawRef::SameArticle(how));
        }
        let noun = next.entry.noun()?;
        // "het besluit van 5 oktober 2006" is another than the one named before.
        let behind = self.space(next.end);
        if let Some(day) = self.phrase(behind, &self.lexicon.phrases.genitive).filter(|day| self.digit(*day)) {
            let year = self.bytes[day..].iter().take_while(|b| b.is_ascii_alphanumeric()).count() == 4;
            if how == Pointing::Plain && year && !self.capital(next.start) && self.law_name(next.start, false).is_none() {
                // "de wet van 1986", where the text has named one of that year.
                let law = LawRef::Unlisted { span: Span::new(next.start, day + 4) };
                return mention(law).map(|mention| LawMention { span: Span::new(first.start, day + 4), ..mention });
            }
            // So is "bovenvermelde wet van 14 juni 1918".
            if how == Pointing::Plain || !year && self.law_name(next.start, false).is_none() {
                return None;
            }
        }
        // "de Wet dieren" is a name, "de wet" a noun, "de wet-Mulder" neither.
        if self.byte(next.end) == Some(b'-') || self.law_name(next.start, false).is_some() {
            return None;
        }
        // "de Verordening AKK Teelttoeslag" is one that no register has.
        if how == Pointing::Plain && self.names_another(next, behind) {
            return mention(LawRef::Unlisted { span: Span::new(next.start, next.end) });
        }
        mention(LawRef::Noun { noun, how })
    }

    /// Whether the noun `of` begins a name with the word at `at`: "de Verordening AKK Teelttoeslag", "de richtlijn bevordering
    /// aandeelhoudersbetrokkenheid".
    fn names_another(&self, of: Word, at: usize) -> bool {
        const SHORTEST: usize = 2;
        if at != of.end + 1 {
            return false;
        }
        let word = &self.text[at..cursor::word_end(self.text, at)];
        let short = word.len() >= SHORTEST && self.capital(of.start) && word.chars().all(char::is_uppercase);
        let phrases = &self.lexicon.phrases;
        short
            || self.is_treaty_of_place(of, at)
            || (Phrases::is(&phrases.european, self.str(of)) && word.ends_with("ing") && Phrases::ends(&phrases.title_noun, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many numbers are read in so many repetitions.
    fn numbers(text: &str, times: usize) -> usize {
        let (text, lexicon, laws) = (text.repeat(times), Lexicon::own(), Laws::own());
        let mut scan = Scan { parser: Parser::new(&text, &lexicon, &laws, &[], 200), found: Vec::new(), table: None, listed: 0, lawless: 0 };
        scan.run(Deadline::NEVER);
        scan.parser.numbers.get()
    }

    #[test]
    fn numbers_without_a_law_are_read_once() {
        for text in ["4:79, ", "4:79 en 4:80; ", "artikel 3, ", "artikel 3 en 4, ", "lid 1, ", "5:39, eerste lid\n"] {
            let (some, more) = (numbers(text, 200), numbers(text, 800));
            assert!(more <= 4 * some + 64, "{text}: {some}, {more}");
        }
    }
}
