//! The parser of one expression: "de artikelen 3, 4, tweede lid, en 6 van de Faillissementswet".

use super::{
    Item, LawMention, LawRef, Pointing,
    lexicon::{Key, Meaning},
    phrases::Phrases,
    pieces::MOST,
    words::{Parser, Word},
};
use crate::span::Span;

/// More ordinals than these are not read in a row.
const MOST_ORDINALS: usize = 20;

/// What joins a member to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// "3, 4", "3 en 4".
    List,
    /// "3 tot en met 7", "3-7".
    Range,
}

impl Parser<'_> {
    /// The reference whose head word ("artikelen") is `head`.
    pub fn reference(&self, head: Word) -> Option<LawMention> {
        let key = head.entry.part()?;
        let mut at = self.space(head.end);
        if self.byte(at) == Some(b':') || (self.byte(at) == Some(b',') && head.is(Meaning::Plural) && self.digit(self.space(at + 1))) {
            at = self.space(at + 1);
        }
        // "artikelen158 en 180": a space is missing.
        /// Letters of the whole word for an article, which "art" is not.
        const WHOLE_WORD: usize = 7;
        let running = || self.text[..head.start].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '«'));
        let glued = at == head.end && !(self.digit(at) && head.end - head.start >= WHOLE_WORD && running() && !self.is_address(at));
        if glued && !self.text[..head.end].ends_with(['.', '§']) {
            // "art3" is nothing, "art. 3" and "§3" are.
            return self.whole_bijlage(head, key);
        }
        if key == Key::Artikel {
            at = self.over_marker(self.after_nummer(at));
        }
        match self.members(head.start, at, key, head.is(Meaning::Plural)) {
            Some(mention) if self.is_one(head, &self.lexicon.keywords.section) && !self.is_of_our_law(&mention) => None,
            Some(mention) => Some(mention),
            None if key == Key::Deel => self.titled_part(head, at),
            None => self.whole_bijlage(head, key),
        }
    }

    /// "Section 3:2 of the General Administrative Law Act": whether a law of ours is named behind it, without which a section may
    /// be that of anything.
    fn is_of_our_law(&self, mention: &LawMention) -> bool {
        matches!(&mention.law, LawRef::Named { laws, .. } if laws.iter().all(|law| self.laws.get(*law).id.starts_with("BWBR")))
    }

    /// Whether the number at `at` is of an address or a file: "artikel10@voorbeeld.nl", "artikel12.html".
    fn is_address(&self, at: usize) -> bool {
        let end = at + self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let letter = |at: usize| self.byte(at).is_some_and(|b| b.is_ascii_alphabetic());
        self.byte(end) == Some(b'@') || (matches!(self.byte(end), Some(b'.' | b'-' | b'_')) && letter(end + 1))
    }

    /// "de artikelen⏎a. 3 en 4;⏎b. 5": over the marker of an item that is nothing but numbers.
    pub fn over_marker(&self, at: usize) -> usize {
        if !self.text[..at].ends_with('\n') {
            return at;
        }
        let marker = self.bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let after = at + marker;
        let sign = [".", ")", "°.", "°"].iter().find(|sign| self.starts(after, sign)).map_or(0, |sign| sign.len());
        let next = self.space(after + sign);
        if (1..=2).contains(&marker) && sign > 0 && next > after + sign && self.digit(next) { next } else { at }
    }

    /// "artikel nr. 3": over the "nr.".
    fn after_nummer(&self, at: usize) -> usize {
        let word = self.word(at);
        if self.is_one(word, &self.lexicon.keywords.numbered) { self.space(word.end) } else { at }
    }

    /// "de bijlage bij deze regeling": a bijlage without a number, where its law is said.
    fn whole_bijlage(&self, head: Word, key: Key) -> Option<LawMention> {
        if key != Key::Bijlage {
            return None;
        }
        let item = |span| Item { parts: vec![(key, String::new())], below: Vec::new(), span };
        // "de bijlage, onder 2, bij die regeling".
        let end = self.below_at(head.end, &mut item(Span::new(head.start, head.end))).unwrap_or(head.end);
        match self.tail(end, key).filter(|tail| !matches!(tail.law, LawRef::None)) {
            Some(tail) => {
                let span = Span::new(head.start, tail.end);
                Some(LawMention { span, items: vec![item(span)], law: tail.law, served_by: None, plural: false, alias: tail.alias })
            }
            // "in de bijlage", "de bij deze regeling behorende bijlage": the text's own, if it is a law.
            None => {
                let before = self.text[..head.start].trim_end();
                let led = Phrases::ends(&self.lexicon.phrases.before_bijlage, before) && before.len() < head.start;
                let span = Span::new(head.start, head.end);
                led.then(|| LawMention { span, items: vec![item(span)], law: LawRef::None, served_by: None, plural: false, alias: None })
            }
        }
    }

    /// What begins with the piece below an article: "het tweede lid van artikel 3", "de tweede afdeling van
    /// titel 3", "lid 2 van artikel 3"; the words go with the mention, the leden with its first item.
    pub fn leading(&self, first: Word) -> Option<LawMention> {
        if first.entry.ordinal().is_some()
            && let Some(mention) = self.ordinal_part(first)
        {
            return Some(mention);
        }
        // What was read from an earlier word without a "van" behind it has none now either.
        if first.start < self.fruitless.get() {
            return None;
        }
        let mut item = Item { parts: Vec::new(), below: Vec::new(), span: Span::new(first.start, first.end) };
        let mut end = self.below_at(first.start, &mut item)?;
        const DEEPEST: usize = 8;
        for _ in 0..DEEPEST {
            // "het eerste lid, onder a, van artikel 3".
            let comma = self.byte(end) == Some(b',') && self.is_one(self.word(self.space(end + 1)), &self.lexicon.phrases.of_article);
            let of = self.word(self.space(end + usize::from(comma)));
            // "paragraph 2 of Article 12"; in Dutch "of" is another word.
            let english = || {
                self.is_one(of, &self.lexicon.keywords.english_of)
                    && self.text[self.space(of.end)..].starts_with(['A', 'a'])
                    && self.starts(self.space(of.end) + 1, "rticle")
            };
            if !(self.is_one(of, &self.lexicon.keywords.of) || self.is_one(of, &self.lexicon.keywords.within) || english()) {
                self.fruitless.set(end);
                return None;
            }
            let mut next = self.word(self.space(of.end));
            let mut how = None;
            if next.is(Meaning::Determiner) || next.is(Meaning::Named) {
                how = Some(self.pointing(next));
                next = self.word(self.space(next.end));
            }
            if next.is(Meaning::Previous) {
                how = Some(Pointing::Previous);
                next = self.word(self.space(next.end));
            }
            // "het derde lid van het voorgestelde artikel 206".
            let article = self.word(self.space(next.end));
            if how.is_some() && article.entry.part() == Some(Key::Artikel) && self.is_one(next, &self.lexicon.phrases.article_state) {
                next = article;
            }
            if next.entry.part() == Some(Key::Artikel) {
                if let Some(mut mention) = self.reference(next) {
                    self.prepend(&mut mention, first.start, item);
                    return Some(mention);
                }
                let how = how.filter(|how| *how != Pointing::Plain)?;
                let items = vec![Item { span: Span::new(first.start, next.end), ..item }];
                return Some(LawMention {
                    span: Span::new(first.start, next.end),
                    items,
                    law: LawRef::SameArticle(how),
                    served_by: None,
                    plural: false,
                    alias: None,
                });
            }
            // "onderdeel h van de bijlage bij deze wet": the annex, with the words before it.
            if next.entry.part() == Some(Key::Bijlage)
                && let Some(mut mention) = self.reference(next)
            {
                // At the beginning of a line the words would look like a heading.
                if !self.capital(first.start) {
                    self.prepend(&mut mention, first.start, Item { below: Vec::new(), ..item });
                }
                return Some(mention);
            }
            // "onderdeel a van het tweede lid van artikel 3".
            let mut outer = Item { parts: Vec::new(), below: Vec::new(), span: item.span };
            end = self.below_at(next.start, &mut outer)?;
            // "onderdelen a en b van het eerste en het tweede lid": each of them, of each lid.
            if !item.below.is_empty() {
                let leden = std::mem::take(&mut outer.below);
                let leden = if leden.is_empty() { vec![Vec::new()] } else { leden };
                let each = leden.iter().flat_map(|lid| item.below.iter().map(move |inner| lid.iter().chain(inner).cloned().collect()));
                outer.below = each.take(MOST).collect();
            }
            item = outer;
        }
        None
    }

    /// "het eerste lid" by itself: of the article that is spoken of.
    pub fn bare_lid(&self, first: Word) -> Option<LawMention> {
        let lead = &self.lexicon.phrases.lead_to_lid;
        let led = Phrases::ends(lead, &self.text[..first.start]) || self.phrase(first.start, lead).is_some();
        if !led {
            return None;
        }
        // "gedragsregel 15 lid 1", "voorwaarde 3, lid 2": of what has that number, which is no article.
        if first.is(Meaning::Lid) && self.is_behind_number(first.start) {
            return None;
        }
        let mut item = Item { parts: Vec::new(), below: Vec::new(), span: Span::new(first.start, first.end) };
        let end = self.below_at(first.start, &mut item)?;
        item.span.end = end;
        let lid = item.below.iter().any(|path| path.first().is_some_and(|(key, _)| *key == "lid"));
        let span = item.span;
        lid.then(|| LawMention { span, items: vec![item], law: LawRef::SameArticle(Pointing::Plain), served_by: None, plural: false, alias: None })
    }

    /// Whether the short number of something that is no part of a law stands before `at`, "gedragsregel 15 ", "voorschrift 2.1.3, ".
    fn is_behind_number(&self, at: usize) -> bool {
        const LONGEST: usize = 2;
        let before = &self.text[..at];
        let number = before.trim_end_matches([' ', ',']);
        let apart = number.len() < before.len();
        let token = number.rsplit(' ').next().filter(|token| token.len() < number.len() && !token.is_empty());
        let part = |part: &str| (1..=LONGEST).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        // "boek 2, lid 1", "artikel 6:162 BW 6, lid 2", "gewijzigd: 1 Lid 2 vervalt".
        let of_thing = |token: &str| {
            let before = number[..number.len() - token.len()].trim_end();
            let word = before.rsplit([' ', '\n', '(']).next().unwrap_or_default();
            word.starts_with(|c: char| c.is_ascii_lowercase()) && word.ends_with(char::is_alphabetic) && self.lexicon.entry(word.as_bytes()).part().is_none()
        };
        apart && token.is_some_and(|token| token.split('.').all(part) && of_thing(token))
    }

    fn prepend(&self, mention: &mut LawMention, start: usize, leading: Item) {
        mention.span.start = start;
        if let Some(first) = mention.items.first_mut() {
            first.span.start = start;
            if first.below.is_empty() {
                first.below = leading.below;
            }
        }
    }

    /// "Tweede Boek van het Wetboek van Burgerlijke Rechtsvordering", "de tweede afdeling van titel 3".
    fn ordinal_part(&self, first: Word) -> Option<LawMention> {
        // "de eerste en de tweede afdeling", "de tweede, derde en vierde afdeling".
        let mut ordinals = vec![first];
        let mut end = first.end;
        while let Some((next, Joint::List)) = self.joint(end).filter(|_| ordinals.len() < MOST_ORDINALS) {
            let the = self.word(next);
            let next = if the.is(Meaning::Determiner) { self.word(self.space(the.end)) } else { the };
            if next.entry.ordinal().is_none() {
                break;
            }
            ordinals.push(next);
            end = next.end;
        }
        let head = self.word(self.space(end));
        let several = ordinals.len() > 1;
        let key = head.entry.part().filter(|k| !matches!(k, Key::Artikel | Key::Aanwijzing) && (several || !head.is(Meaning::Plural)))?;
        let tail = self.tail(head.end, key)?;
        let of_own = || Phrases::within(&self.lexicon.phrases.of_own, &self.text[head.end..tail.end]);
        if matches!(tail.law, LawRef::Unlisted { .. }) || (matches!(tail.law, LawRef::None) && tail.parts.is_empty() && !of_own()) {
            return None;
        }
        let item = |ordinal: &Word| {
            // "de tweede bijlage" is the one with the number 2; the other parts bear the word itself.
            let number = ordinal.entry.ordinal().filter(|_| key == Key::Bijlage).map_or_else(|| self.str(*ordinal).to_owned(), |n| n.to_string());
            let mut parts = vec![(key, number)];
            Self::outer(&mut parts, tail.parts.clone());
            let end = if ordinal.end == end { tail.end } else { ordinal.end };
            Item { parts, below: Vec::new(), span: Span::new(ordinal.start, end) }
        };
        let items = ordinals.iter().map(item).collect();
        Some(LawMention { span: Span::new(first.start, tail.end), items, law: tail.law, served_by: None, plural: several, alias: tail.alias })
    }

    /// Puts the parts around those that were read first; before an article none is kept but an annex with a number, whose articles
    /// are its own.
    pub fn outer(parts: &mut Vec<(Key, String)>, mut around: Vec<(Key, String)>) {
        if let [(Key::Artikel, _)] = parts[..] {
            around.retain(|(key, number)| *key == Key::Bijlage && !number.is_empty());
            parts.splice(0..0, around);
            return;
        }
        if parts.last().is_some_and(|(key, _)| *key != Key::Artikel) && !around.is_empty() {
            let inner = std::mem::replace(parts, around);
            parts.extend(inner);
        }
    }

    /// How a word before a noun points: "die wet", "genoemde wet", "de wet".
    pub fn pointing(&self, word: Word) -> Pointing {
        if word.is(Meaning::This) {
            Pointing::This
        } else if word.is(Meaning::Named) || word.is(Meaning::That) {
            Pointing::That
        } else {
            Pointing::Plain
        }
    }

    /// What joins the member before `at` to the next: where that begins, and how.
    pub fn joint(&self, at: usize) -> Option<(usize, Joint)> {
        // "8 , 16": white space before the comma.
        let at = if self.starts(at, " ,") || self.starts(at, "\n,") { at + 1 } else { at };
        let mut here = at;
        match self.byte(at) {
            Some(b'-') if self.byte(at + 1).is_some_and(|b| b.is_ascii_alphanumeric()) => return Some((at + 1, Joint::Range)),
            Some(b'/') => {
                let next = if self.byte(at + 1) == Some(b' ') { at + 2 } else { at + 1 };
                return self.digit(next).then_some((next, Joint::List));
            }
            // "1.50, tweede lid, , 2.2": a member that lapsed left its comma.
            Some(b',') if self.starts(here, ", , ") => here += 3,
            Some(b',') if self.starts(here, ",. ") && self.digit(here + 3) => here += 2,
            // "de bijlagen 2.1. en 2.2".
            // "3.1.3. tot en met 3.1.6.".
            Some(b'.') if self.and_number(here + 1) || self.starts(at, ". ") && self.is_range(self.word(here + 2)) => here += 1,
            Some(b',' | b';') => here += 1,
            _ => {}
        }
        let mut after = self.space(here);
        // "Artikel 61d⏎- 1. De heffing": the first lid.
        if self.starts(after, "- ") && self.digit(after + 2) && !self.text[at..after].contains('\n') {
            return Some((after + 2, Joint::Range));
        }
        let word = self.word(after);
        if word.is(Meaning::Range) {
            return self.range_to(word).map(|next| (next, Joint::Range));
        }
        let mut any = here > at;
        loop {
            let word = self.word(after);
            if !word.is(Meaning::Join) {
                break;
            }
            any = true;
            after = self.space(word.end);
            let next = self.word(after);
            if self.is_one(next, &self.lexicon.phrases.behind_and) {
                after = self.space(next.end);
            }
        }
        if let Some(end) = self.linked(after) {
            any = true;
            after = end;
        }
        (any && after > at).then_some((after, Joint::List))
    }

    /// "in samenhang met", "in verbinding met", "gelezen in samenhang met": where the words end.
    pub fn linked(&self, at: usize) -> Option<usize> {
        Some(self.space(at + Phrases::at(&self.lexicon.phrases.link, &self.text[at..])?))
    }

    /// Where the last member of a range begins, after "tot", "t/m", "to".
    fn range_to(&self, word: Word) -> Option<usize> {
        let mut end = word.end;
        if self.byte(end) == Some(b'.') {
            end += 1;
        }
        let mut next = self.space(end);
        if self.is_one(word, &self.lexicon.keywords.until) {
            match self.up_to(end) {
                Some(last) => next = last,
                // "718 tot en 720": a word is missing.
                None if self.is_one(self.word(next), &self.lexicon.keywords.and) && self.digit(self.space(self.word(next).end)) => {
                    next = self.space(self.word(next).end);
                }
                None if !self.digit(next) && self.word(next).entry.ordinal().is_none() => return None,
                None => {}
            }
        }
        // The head word may stand again: "artikel 3 tot en met artikel 7".
        let again = self.word(next);
        Some(if again.entry.part().is_some() { self.space(again.end) } else { next })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Status, Verwijs};

    #[test]
    fn a_word_before_a_colon_is_no_abbreviation() {
        let verwijs = Verwijs::new();
        let status = |text: &str| verwijs.extract(text)[0].status;
        assert_eq!((status("XYZ: artikel 3"), status("Zie: artikel 3")), (Status::Unknown, Status::Incomplete));
    }

    #[test]
    fn a_text_may_end_anywhere() {
        let verwijs = Verwijs::new();
        let whole = "het eerste lid, lid a, van artikel 3, lid j, onder b, van de Archiefwet 1995 (Stb. 1995, 276), hierna: de wet; bijlage I bij artikel 4é";
        for (end, _) in whole.char_indices() {
            verwijs.extract(&whole[..end]);
        }
        for ends in ["artikel II van de wet van 13 november 1997 tot ȺȺȺȺȺȺȺ dingen", "het eerste lid van het lid", "artikel 3, lid", "artikel 3 lid ", "lid é"]
        {
            verwijs.extract(ends);
        }
    }

    #[test]
    fn what_goes_on_without_end_is_read_to_an_end() {
        let verwijs = Verwijs::new();
        for endless in [
            "titel 1 van boek 2 van ",
            "Wet van 20 juni 1996 strekkende tot ",
            "lid 1 van het lid 2 van ",
            "eerste, tweede, ",
            "onderdeel a, onderdeel b, ",
            "4:79, ",
            "1. Artikel 13. Kosten zijn. ",
            "artikel 3 van de Awb. Zo was dat. het eerste lid ",
            "(AWR)",
            "WAM.,",
            "34 550 V nrs. 1-4 nrs. 1-4 ",
            "34 550, nr. 3; stuk nr. 99; ",
        ] {
            verwijs.extract(&endless.repeat(20_000));
        }
        for endless in ["beide ", "aanhef ", "onder ", "met "] {
            let found = verwijs.extract(&format!("artikel 3 van de Awb en artikel 4, {}", endless.repeat(50_000)));
            assert_eq!(found[0].targets[0].id.as_str(), "jci1.3:c:BWBR0005537&artikel=3", "{endless}");
        }
    }
}
