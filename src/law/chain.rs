//! References that follow one another in one enumeration, and the law that they share.

use super::{
    Item, LawMention, LawRef, Pointing, Server,
    lexicon::{Key, Meaning},
    phrases::Phrases,
    scan::Scan,
};
use crate::span::Span;

impl Scan<'_> {
    /// Takes in a reference and those that follow it in one enumeration; where the last ends.
    pub(super) fn chain(&mut self, first: LawMention) -> usize {
        let begin = self.found.len();
        let mut end = first.span.end;
        let mut close = Vec::new();
        self.found.push(first);
        while let Some(next) = self.follower() {
            close.push(self.close_to_last(&next, end));
            end = next.span.end;
            self.found.push(next);
        }
        // The law at the end serves those before it that have none.
        let mut server: Option<(usize, bool)> = None;
        for i in (begin..self.found.len()).rev() {
            server = server.map(|(at, all)| (at, all && close[i - begin])).filter(|_| !self.stands_apart(i));
            match &self.found[i].law {
                LawRef::None if self.goes_on_behind_juncto(i) => self.found[i].served_by = Some(Server { distance: 2, close: true }),
                LawRef::None if server.is_some_and(|(at, _)| self.is_of_another_kind(i, at)) => {}
                LawRef::None => self.found[i].served_by = server.map(|(at, close)| Server { distance: at - i, close }),
                LawRef::SameArticle(_) => server = None,
                _ => server = Some((i, true)),
            }
        }
        end
    }

    /// "artikelen 2, 7 en 10e juncto artikel 3 Besluit personenvervoer 2000, 12a en 13 van de Gaswet": whether the list numbered `i` goes
    /// on behind what another law has to do with its last member.
    fn goes_on_behind_juncto(&self, i: usize) -> bool {
        let [list, aside, rest, ..] = &self.found[i..] else { return false };
        let between = self.parser.text.get(list.span.end..aside.span.start).unwrap_or_default();
        let number = |item: Option<&Item>| -> Option<u32> {
            let (_, number) = item?.parts.last()?;
            number[..number.bytes().take_while(u8::is_ascii_digit).count()].parse().ok()
        };
        list.items.len() > 1
            && number(list.items.last()) <= number(rest.items.first())
            && self.parser.lexicon.entry(between.trim_matches([' ', ',', '\n']).as_bytes()).is(Meaning::Juncto)
            && matches!((&aside.law, &rest.law), (LawRef::Named { .. }, LawRef::Named { .. }))
            && self.parser.digit(rest.span.start)
    }

    /// "aanwijzing 19 en titel 4.3 van de wet": whether the reference numbered `i` is to an instruction, and that numbered `at` is not.
    fn is_of_another_kind(&self, i: usize, at: usize) -> bool {
        let instruction = |m: &LawMention| m.items.iter().all(|item| matches!(item.parts.last(), Some((Key::Aanwijzing, _))));
        instruction(&self.found[i]) && !instruction(&self.found[at])
    }

    /// Whether the law behind the next reference is none of the one numbered `i`: "artikel 12, onverminderd artikel 5 van de
    /// Gemeentewet".
    fn stands_apart(&self, i: usize) -> bool {
        let Some(next) = self.found.get(i + 1) else { return false };
        let between = self.parser.text.get(self.found[i].span.end..next.span.start).unwrap_or_default();
        // "onverminderd artikel 5, van de Gemeentewet" is an aside: the law is that of both.
        let words = &self.parser.text[next.span.range()];
        let aside = |of: &String| words.find(of.as_str()).is_some_and(|at| words[..at].ends_with(", "));
        let apart = Phrases::at(&self.parser.lexicon.phrases.apart, between.trim_start_matches([',', ' ', '\n'])).is_some();
        apart && !self.parser.lexicon.phrases.genitive.iter().any(aside)
    }

    /// Whether the reference is joined to the last one as like to like.
    fn close_to_last(&self, next: &LawMention, end: usize) -> bool {
        let Some(last) = self.found.last() else { return false };
        let between = &self.parser.text[end..next.span.start.max(end)];
        let key = |m: &LawMention| m.items.first().and_then(|item| item.parts.last()).map(|(key, _)| *key);
        let phrases = &self.parser.lexicon.phrases;
        let and = Phrases::within(&phrases.and, between) || Phrases::within(&phrases.and_by, between);
        // "artikel 13, eerste lid, juncto artikelen 14 tot en met 17 van de wet".
        if self.parser.lexicon.entry(between.trim_matches([' ', ',', '\n']).as_bytes()).is(Meaning::Juncto) {
            return true;
        }
        // "artikelen 14 of 15, in verband met artikel 17, van de wet".
        if Phrases::at(&phrases.joined, between.trim_start_matches([',', ' ', '\n'])).is_some() {
            return true;
        }
        // "artikelen 15, 50 en artikel 72 van de wet": a list that no "en" has closed goes on.
        if Phrases::is(&phrases.and_again, between) && key(last) == key(next) && self.is_open_list(last, next) {
            return true;
        }
        if Phrases::is(&phrases.beside, between) {
            return true;
        }
        // "bijlage 11.1, bedoeld in artikel 11.1 van de Regeling".
        if key(last) == Some(Key::Bijlage) && key(next) == Some(Key::Artikel) && Phrases::is(&phrases.annexed_to, between) {
            return true;
        }
        // "artikel 6a en de hoofdstukken IV en V van het Besluit".
        if key(last) == Some(Key::Artikel) && key(next).is_some_and(|key| key != Key::Artikel) && Phrases::is(&phrases.and_the, between) {
            return true;
        }
        // "titel 4.1, hoofdstuk 6 en 7 en afdeling 10.2 van de wet": divisions in a row are of one law.
        let division = |m: &LawMention| key(m).is_some_and(|key| !matches!(key, Key::Artikel | Key::Bijlage | Key::Divisie));
        let small = |word: &str| {
            let entry = self.parser.lexicon.entry(word.as_bytes());
            entry.is(Meaning::Join) && !Phrases::is(&phrases.as_well, word) || entry.is(Meaning::Determiner)
        };
        // "titel 2 van dit Boek of titel 9 van Boek 3".
        let own = || self.parser.text.get(last.span.range()).is_some_and(|words| Phrases::within(&phrases.of_own, words));
        if division(last) && division(next) && !own() && between.split([',', ' ']).filter(|word| !word.is_empty()).all(small) {
            return true;
        }
        let single = |m: &LawMention| m.items.iter().all(|item| item.span == m.items[0].span);
        // "de beschikking, genoemd in artikel 12, of bijlage II bij de richtlijn".
        let annex = key(next) == Some(Key::Bijlage) && key(last) == Some(Key::Artikel);
        single(last) && single(next) && !Phrases::within(&phrases.as_well, between) && (key(last) == key(next) || and && !annex)
    }

    /// Whether only commas part the members of `list`, and `next` is numbered as they are.
    fn is_open_list(&self, list: &LawMention, next: &LawMention) -> bool {
        let colon = |item: Option<&Item>| item.and_then(|item| item.parts.last()).is_some_and(|(_, number)| number.contains([':', '.']));
        let mut pairs = list.items.windows(2).filter(|pair| pair[0].span != pair[1].span).peekable();
        colon(list.items.last()) == colon(next.items.first())
            && pairs.peek().is_some()
            && pairs.all(|pair| self.parser.text.get(pair[0].span.end..pair[1].span.start).is_some_and(|between| between.trim() == ","))
    }

    /// Behind a full stop at `at` that ends no sentence, behind an article: "art. 160. en art. 177".
    fn over_stray_stop(&self, last: &LawMention, at: usize) -> usize {
        let parser = &self.parser;
        let article = last.items.last().and_then(|item| item.parts.last()).is_some_and(|(key, _)| *key == Key::Artikel);
        if !article || parser.byte(at) != Some(b'.') || parser.byte(at + 1) != Some(b' ') {
            return at;
        }
        let word = parser.word(at + 2);
        let joins = (word.is(Meaning::Join) || word.is(Meaning::Juncto)) && !parser.capital(at + 2);
        at + usize::from(joins)
    }

    /// The next reference of the enumeration that the last one found belongs to.
    fn follower(&self) -> Option<LawMention> {
        let parser = &self.parser;
        let last = self.found.last()?;
        let end = last.span.end;
        let after = parser.space(end + usize::from(parser.byte(end) == Some(b',')));
        // "bijlage I bij artikel 3 van de Verordening".
        let annex = last.items.len() == 1 && matches!(last.law, LawRef::None) && matches!(last.items[0].parts[..], [(Key::Bijlage, _)]);
        let annexed_to = || {
            let article = parser.phrase(end, &parser.lexicon.phrases.annexed_to).filter(|_| annex)?;
            (parser.word(article).entry.part() == Some(Key::Artikel)).then_some(article)
        };
        let next = match Phrases::at(&parser.lexicon.phrases.except, &parser.text[after..]) {
            Some(except) => after + except,
            None => match annexed_to() {
                Some(article) => article,
                None => parser.joint(parser.over_remark(self.over_stray_stop(last, end)))?.0,
            },
        };
        if parser.text[end..next].contains('\n') && !matches!(last.law, LawRef::None) {
            // "de artikelen:⏎1°. 3 van de Waterwet;⏎2°. 5 en 6 van de Woningwet".
            let item = parser.over_marker(next);
            let key = last.items.last().and_then(|item| item.parts.last()).map(|(key, _)| *key).filter(|_| item > next && last.plural)?;
            return parser.members(item, item, key, true).filter(|m| m.law.is_name());
        }
        if parser.digit(next) && !last.items.is_empty() && !matches!(last.law, LawRef::None | LawRef::SameArticle(_)) {
            // "artikelen 36 van de WW, 33 van de ZW", "artikelen 4:5 Awb en 12 van het Besluit": the head word serves on.
            let key = last.items.last()?.parts.last()?.0;
            // "15 van de Wet inschakeling werkzoekenden" is of a law whose name no register has.
            let titled = |at: usize| {
                if parser.byte(at) != Some(b' ') || !parser.byte(at + 1).is_some_and(|b| b.is_ascii_lowercase()) {
                    return false;
                }
                let word = parser.word(at + 1);
                !word.entry.is_small_word() && !Phrases::is(&parser.lexicon.phrases.predicate, parser.str(word))
            };
            let pointed = |m: &LawMention| {
                let wet = Phrases::ends(&parser.lexicon.phrases.wet, &parser.text[..m.span.end]);
                matches!(m.law, LawRef::Noun { .. }) && !m.items.is_empty() && !(wet && titled(m.span.end))
            };
            return parser.members(next, next, key, last.plural).filter(|m| m.law.is_name() || last.plural && (pointed(m) || self.leads_to_law(m)));
        }
        // "– artikel 10, zesde lid,⏎– artikel 52 en⏎– artikel 53 van de Mediawet": one enumeration, an item a line.
        let dash = ["– ", "- ", "• "].iter().find(|dash| parser.text[..next].ends_with('\n') && parser.starts(next, dash));
        let mut word = parser.word(dash.map_or(next, |dash| next + dash.len()));
        // "bij toepassing van artikel 3, voor artikel 8 van de Awb gelezen": no enumeration.
        if parser.text[end..next].trim() == "," && parser.is_one(word, &parser.lexicon.phrases.instead) {
            return None;
        }
        // "artikel 3 en op artikel 4", "en de artikelen 5 en 6".
        for _ in 0..3 {
            if word.entry.part().is_some() || !(word.is(Meaning::Determiner) || word.is(Meaning::Of) || word.is(Meaning::Preposition)) {
                break;
            }
            word = parser.word(parser.space(word.end));
        }
        // "tabel B4.1 van bijlage 4 en tabel B5.1 van bijlage 5 van de Regeling zorgverzekering".
        let word = parser.bijlage_around(word).unwrap_or(word);
        if word.entry.part().is_some() {
            return parser.reference(word);
        }
        if word.is(Meaning::Ordinal) { parser.leading(word).map(|mention| self.of_the_same(mention)) } else { None }
    }

    /// "artikelen 36 van de WW en 7, 8, artikel 9 van de ZW": whether a list of numbers without a law goes on with an article
    /// that has one.
    fn leads_to_law(&self, list: &LawMention) -> bool {
        let parser = &self.parser;
        let article = |at: usize| Some(parser.word(at)).filter(|word| word.entry.part() == Some(Key::Artikel)).and_then(|word| parser.reference(word));
        let mut end = list.span.end;
        for _ in 0..2 {
            let Some(next) = parser.joint(end).and_then(|(next, _)| article(next)).filter(|_| list.items.len() > 1) else { return false };
            if next.law.is_name() {
                return true;
            }
            end = next.span.end;
        }
        false
    }

    /// "artikel 2, eerste lid, of het tweede lid van dat artikel van de Woningwet": the mention of that article with its law.
    fn of_the_same(&self, mention: LawMention) -> LawMention {
        let parser = &self.parser;
        let article = || {
            let last = self.found.last().filter(|last| matches!(last.law, LawRef::None))?;
            last.items.last().filter(|item| matches!(item.parts[..], [(Key::Artikel, _)]))
        };
        let LawRef::SameArticle(Pointing::That) = mention.law else { return mention };
        let tail = parser.tail(mention.span.end, Key::Artikel).filter(|tail| tail.law.is_name());
        let Some((article, tail)) = article().zip(tail) else { return mention };
        let span = Span::new(mention.span.start, tail.end);
        let below = mention.items.into_iter().next().map(|item| item.below).unwrap_or_default();
        LawMention { span, items: vec![Item { parts: article.parts.clone(), below, span }], law: tail.law, served_by: None, plural: false, alias: tail.alias }
    }
}
