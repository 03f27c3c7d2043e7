//! Articles by their number alone: "bedoeld in 54, tweede lid, van de wet", "5.1.2.e Woo".

use super::{Item, LawRef, lexicon::Key, phrases::Phrases, scan::Scan};

impl Scan<'_> {
    /// "bedoeld in 54, tweede lid, van de wet", "bedoeld in 38u": a number that is an article's by what stands behind it, or by
    /// the way it is written.
    pub(super) fn at_bare_number(&mut self, start: usize) -> Option<usize> {
        const YEARS: std::ops::Range<u16> = 1800..2100;
        if start < self.lawless {
            return None;
        }
        let mention = self.parser.members(start, start, Key::Artikel, false)?;
        let item = mention.items.first()?;
        let (_, number) = item.parts.last()?;
        let of_law = mention.law.is_name() || matches!(mention.law, LawRef::Noun { .. });
        // "bedoeld in 2b van het formulier" is of something else.
        let apart = !self.parser.byte(mention.span.end).is_some_and(|b| b == b' ' || b.is_ascii_alphanumeric());
        let lettered = number.ends_with(|c: char| c.is_ascii_lowercase()) || number.contains(':');
        let inserted = lettered && apart && matches!(mention.law, LawRef::None);
        // "bedoeld in 2e lid", "in 1e klasse", "in 2015".
        let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ordinal = number.len() > digits.len() && Phrases::is(&self.parser.lexicon.phrases.ordinal_end, &number[digits.len()..]);
        let year = digits.len() == number.len() && digits.parse().is_ok_and(|year: u16| YEARS.contains(&year));
        if !ordinal && !year && (of_law || !item.below.is_empty() || inserted) {
            return Some(self.chain(mention));
        }
        self.lawless = mention.span.end;
        None
    }

    /// "(81 RO)", "HR: 81.1 RO", "80a RO": a number, of which the digits end at `after`, before an abbreviation that is a law's right
    /// behind an article only, and is cited so.
    pub(super) fn at_code_number(&mut self, start: usize, after: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let parser = &self.parser;
        let before = parser.text[..start].trim_end_matches(' ');
        if after - start > LONGEST || !(before.is_empty() || before.ends_with(['(', ':', ';', ',', '\n'])) {
            return None;
        }
        let mut end = after + parser.bytes[after..].iter().take(1).take_while(|b| b.is_ascii_lowercase()).count();
        if parser.byte(end) == Some(b'.') {
            end += 1 + parser.bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        }
        if parser.byte(end) != Some(b' ') || start < self.lawless {
            return None;
        }
        let code = Phrases::at(&parser.lexicon.phrases.code_behind, &parser.text[end..])?;
        if parser.byte(end + code).is_some_and(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return None;
        }
        let mention = parser.members(start, start, Key::Artikel, false)?;
        let code = matches!(mention.law, LawRef::Named { .. }) && mention.span.end == end + code;
        code.then(|| self.chain(mention))
    }

    /// "5.1.2.e Woo", as lists of files say on what ground they hold something back: a number of three parts with a letter, where a
    /// law follows in short whose articles have lids behind a dot. "2.1.3 Woo" is a heading.
    pub(super) fn at_parted_number(&mut self, start: usize) -> Option<usize> {
        let parser = &self.parser;
        let heads = matches!(parser.bytes[..start].last(), None | Some(b'\n'));
        let number = parser.bytes[start..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let titled = parser.byte(start + number) == Some(b' ');
        let year = parser.text[start..start + number].rsplit('.').next().is_some_and(|last| last.len() > 2);
        // As most do: a section, a day.
        if titled && heads || year {
            return None;
        }
        let mention = parser.members(start, start, Key::Artikel, false)?;
        let numbering = &parser.lexicon.numbering;
        let with_leden = |id: &String| numbering.dotted.contains(id) || numbering.whole.contains(id);
        let in_short = match &mention.law {
            LawRef::Named { laws, span } => !parser.text[span.range()].contains(' ') && laws.iter().all(|law| with_leden(&parser.laws.get(*law).id)),
            _ => false,
        };
        let article = |item: &Item| item.parts.last().is_some_and(|(_, number)| number.ends_with(|c: char| c.is_ascii_lowercase()));
        let lettered = mention.items.iter().all(|item| !item.below.is_empty() || article(item));
        if in_short && lettered && parser.byte(mention.span.end) != Some(b'-') {
            return Some(self.chain(mention));
        }
        // A list without end is not read anew from each member.
        self.lawless = mention.span.end;
        None
    }
}
