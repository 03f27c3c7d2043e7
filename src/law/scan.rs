//! Goes through a text once for references to laws.

use super::{
    Item, LawMention, LawRef, Pointing, cursor,
    lexicon::{Key, Lexicon, Meaning},
    members::is_lettered,
    parse::{Parser, Word},
    phrases::Phrases,
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
    let mut scan = Scan { parser: Parser::new(text, lexicon, laws, acts, max_range), found: Vec::new(), lawless: 0 };
    scan.run(deadline);
    scan.found
}

/// So many bytes are gone through before the time is looked at.
const STRIDE: usize = 1 << 13;

pub(super) struct Scan<'a> {
    pub parser: Parser<'a>,
    pub found: Vec<LawMention>,
    /// Where the list of numbers ends that no law follows: none follows its later members either.
    lawless: usize,
}

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
                    at = self.at_number(at);
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
            if !act && b.is_ascii_lowercase() && !self.parser.lexicon.may_open(word) && !self.parser.lexicon.may_begin_title(word) {
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

    /// A row of a table of articles: one of several such lines, with at most a short cell between them.
    fn at_row(&mut self, start: usize) -> Option<usize> {
        const BETWEEN: usize = 24;
        let parser = &self.parser;
        let item = parser.row(start)?;
        let end = item.span.end;
        let goes_on = self.found.last().is_some_and(|last| matches!(last.law, LawRef::Row) && start - last.span.end <= BETWEEN);
        let begins = || {
            let rest = &parser.bytes[end..parser.bytes.len().min(end + 2 * BETWEEN)];
            let mut lines = rest.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| end + i + 1).take(2);
            lines.any(|line| parser.row(line).is_some())
        };
        if !(goes_on || begins()) {
            return None;
        }
        let span = item.span;
        self.found.push(LawMention { span, items: vec![item], law: LawRef::Row, served_by: None, plural: false, alias: None });
        Some(end)
    }

    /// What begins at the word from `start` to `end`; where it ends.
    fn at_word(&mut self, start: usize, end: usize, act: bool) -> Option<usize> {
        let parser = &self.parser;
        let bytes = &parser.bytes[start..end];
        let capital = !bytes[0].is_ascii_lowercase();
        if parser.lexicon.may_open(bytes) {
            let word = parser.word(start);
            if word.is(Meaning::Opens) {
                let title = act || !parser.begins_no_name(start, end) && (capital || parser.laws.begins(&parser.text[start..end]));
                let opened = if word.entry.only_points() && parser.points_nowhere(end) { None } else { self.opening(word) };
                return opened.or_else(|| if title { self.alone(start) } else { None });
            }
        }
        if !act && (!capital && !parser.lexicon.may_begin_title(bytes) || parser.begins_no_name(start, end)) {
            return None;
        }
        if capital || act || parser.laws.begins(&parser.text[start..end]) { self.alone(start) } else { None }
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
            let mention = parser.bare_lid(word)?;
            let end = mention.span.end;
            self.found.push(mention);
            return Some(end);
        }
        let mention = parser.pointer(word)?;
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
        let tail = parser.law_name(at, false).or_else(|| parser.entry(at))?;
        let alias = parser.defined_as(at).or_else(|| parser.defined_above(at, tail.end)).inspect(|name| parser.give(name, &tail.law)).or(tail.alias);
        let mention = LawMention { span: Span::new(at, tail.end), items: Vec::new(), law: tail.law, served_by: None, plural: false, alias };
        let mention = self.with_number_before(mention);
        self.found.push(mention);
        Some(tail.end)
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
            || head.ends_with('(');
        match cursor::number(parser.text, start, false) {
            Some((value, end)) if end == before.len() && free && line && sure => {
                let span = Span::new(start, mention.span.end);
                let item = Item { parts: vec![(Key::Artikel, value)], below: Vec::new(), span };
                LawMention { span, items: vec![item], ..mention }
            }
            _ => mention,
        }
    }

    /// "B8/3.1 Vc 2000", "onderdeel C7/11 van de Vc": with the division that stands before the circular's name.
    fn with_division_before(&self, mention: LawMention) -> LawMention {
        let parser = &self.parser;
        let before = parser.text[..mention.span.start].trim_end_matches(' ');
        let before = Phrases::before(&parser.lexicon.phrases.of_circular, before).unwrap_or(before);
        let length = before.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/')).count();
        let start = before.len() - length;
        let free = self.found.last().is_none_or(|last| last.span.end <= start);
        let mut parts = before[start..].split('/');
        let first = parts.next().filter(|first| free && is_lettered(first) && parser.lexicon.numbering.lettered.contains_key(&first[..1]));
        if first.is_none() || !parts.all(|part| part.starts_with(|c: char| c.is_ascii_digit())) {
            return mention;
        }
        let span = Span::new(start, mention.span.end);
        let parts = before[start..].split('/').map(|part| (Key::Divisie, part.to_owned())).collect();
        LawMention { span, items: vec![Item { parts, below: Vec::new(), span }], ..mention }
    }

    /// Where the name begins that `text` introduces, behind "hierna:", "hierna te noemen het", "hierna \"de", and
    /// whether a colon does.
    fn introduced(&self, text: &str) -> Option<(usize, bool)> {
        const LONGEST: usize = "hereinafter referred to as".len() + 2;
        let head: String = text.chars().take(LONGEST).collect::<String>().to_ascii_lowercase();
        if let Some(colon) = head.find(':').filter(|colon| *colon <= "hierna ook te noemen".len()) {
            // "verstaat hierna onder wet: Belastingwet BES" names what follows.
            return (!head[..colon].contains(" onder ")).then_some((colon + 1, true));
        }
        let end = Phrases::at(&self.parser.lexicon.phrases.introduction, &head)?;
        let rest = text.get(end..)?.strip_prefix(' ')?;
        let quoted = rest.starts_with(['"', '«', '\'']);
        // "hierna de artikelen" gives no name.
        let led = head[..end].contains(' ') && ["de ", "het ", "the "].iter().any(|article| rest.starts_with(article));
        (quoted || led).then_some((end + 1, false))
    }

    /// ", hierna: de richtlijn": the name for the law named last before it, and where it ends, unless it is an abbreviation, which
    /// is read as a citation too. The mention has no words of its own.
    fn named_later(&self, at: usize) -> Option<(LawMention, Option<usize>)> {
        const REACH: usize = 200;
        const LONGEST: usize = 60;
        let parser = &self.parser;
        let rest = &parser.text[at..];
        let window = &parser.bytes[at..parser.bytes.len().min(at + 2 * LONGEST)];
        let (begin, colon) = self.introduced(rest)?;
        let end = window[begin..].iter().position(|b| matches!(b, b')' | b',' | b';' | b'.' | b'\n')).map_or(window.len(), |i| begin + i);
        let name = rest.get(begin..end)?.trim_start_matches(['"', '\'', '«', ' ']);
        let name = name.split(['"', '»']).next()?.trim_end_matches(['\'', ' ']);
        let name = ["de ", "het ", "the "].into_iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
        let name = name.trim_matches(['\'', ' ']);
        if name.is_empty() || name.len() > LONGEST {
            return None;
        }
        // "hierna te noemen de Organisatie", "hierna \"Egypte\"": parties are introduced so too.
        if !colon && parser.lexicon.entry(name.as_bytes()).noun().is_none() {
            return None;
        }
        let near =
            |end: usize| end <= at && at - end <= REACH && !["\n\n", "; ", ". D", ". H", ". I"].iter().any(|border| parser.text[end..at].contains(border));
        let mention = self.found.iter().rev().take(8).find(|m| !m.span.is_empty() && m.law.is_name()).filter(|m| near(m.span.end));
        let before = parser.acts.partition_point(|a| a.span.end <= at);
        let act = parser.acts[..before].last().filter(|a| near(a.span.end));
        let law = match (mention, act) {
            (Some(m), Some(a)) if a.span.start >= m.span.end => LawRef::Act { id: a.id.clone() },
            (Some(m), _) => m.law.clone(),
            (None, Some(a)) => LawRef::Act { id: a.id.clone() },
            (None, None) => return None,
        };
        let named = mention.map(|m| m.span.end).into_iter().chain(act.map(|a| a.span.end)).max()?;
        if name.len() < 2 || self.is_anothers(name, &law, &parser.text[named..at]) {
            return None;
        }
        parser.give(name, &law);
        let alias = Some(name.to_owned());
        Some((LawMention { span: Span::new(at, at), items: Vec::new(), law, served_by: None, plural: false, alias }, (!colon).then_some(at + end)))
    }

    /// Whether the short name given behind a law belongs to something named in between: "de Awb het ministerie van
    /// Economische Zaken (hierna: EZ)", "het EG-Verdrag heeft het Hof van Justitie (hierna: het Hof)".
    fn is_anothers(&self, name: &str, law: &LawRef, between: &str) -> bool {
        let parser = &self.parser;
        if name.contains(' ') || parser.lexicon.entry(name.as_bytes()).noun().is_some() {
            return false;
        }
        if between.split(|c: char| !c.is_alphanumeric()).any(|word| word == name) {
            return true;
        }
        let acronym = name.len() <= 6 && name.chars().all(char::is_uppercase);
        let LawRef::Named { laws, span } = law else { return false };
        let fits = |words: &str| {
            let mut letters = words.chars().flat_map(char::to_lowercase);
            name.chars().flat_map(char::to_lowercase).all(|wanted| letters.any(|c| c == wanted))
        };
        acronym && !fits(&parser.text[span.range()]) && !laws.iter().any(|law| fits(&parser.laws.get(*law).label))
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
        if !(first.is(Meaning::Determiner) || first.is(Meaning::Named) || self.same(first, "beide")) {
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
        if next.entry.part() == Some(Key::Artikel) && how != Pointing::Plain && self.byte(next.end) != Some(b'.') {
            if cursor::number(self.text, self.space(next.end), true).is_some() {
                return None;
            }
            return mention(LawRef::SameArticle(how));
        }
        let noun = next.entry.noun()?;
        // "het besluit van 5 oktober 2006" is another than the one named before.
        let behind = self.space(next.end);
        if how == Pointing::Plain && self.starts(behind, "van ") && self.digit(behind + 4) {
            return None;
        }
        // "de Wet dieren" is a name, "de wet" a noun, "de wet-Mulder" neither.
        if self.byte(next.end) == Some(b'-') || self.law_name(next.start, false).is_some() {
            return None;
        }
        mention(LawRef::Noun { noun, how })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many numbers are read in so many repetitions.
    fn numbers(text: &str, times: usize) -> usize {
        let (text, lexicon, laws) = (text.repeat(times), Lexicon::own(), Laws::own());
        let mut scan = Scan { parser: Parser::new(&text, &lexicon, &laws, &[], 200), found: Vec::new(), lawless: 0 };
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
