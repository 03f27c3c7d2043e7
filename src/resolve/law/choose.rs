//! Which of the laws that bear a name it is.

use super::{
    NO_ID, Reader, Settled, TITLE,
    ids::{BURGERLIJK_WETBOEK, is_old_number},
};
use crate::{
    law::{Item, Key, LawMention, Phrases},
    register::books::{book_in, is_book},
    span::{self, Span},
};

impl<'a> Reader<'a> {
    /// The law that a name stands for here.
    pub(super) fn choose(&self, laws: &[u32], span: Span, mention: &LawMention) -> Settled<'a> {
        let id = |law: u32| self.laws.get(law).id.as_str();
        let named = &self.text[span.range()];
        // "(hierna: BW)": the code as a whole has no identifier.
        let whole = mention.items.is_empty();
        if let Some(law) = self.memory.defined(named).filter(|law| !whole || *law != BURGERLIJK_WETBOEK) {
            return Settled::of(law);
        }
        if let Some(law) = self.named_by_first_word(span) {
            return Settled::Law(law);
        }
        if let Some(theirs) = self.of_islands(laws, span) {
            return if theirs.is_empty() { Settled::Open(Vec::new()) } else { self.choose(&theirs, span, mention) };
        }
        // "B8/3 Vc": the letter says which part of the circular.
        if let Some((Key::Divisie, number)) = mention.items.first().and_then(|item| item.parts.first())
            && let Some(part) = self.lexicon.numbering.lettered.get(&number[..1])
            && let Some(law) = laws.iter().find(|law| id(**law) == part)
        {
            return Settled::Law(id(*law));
        }
        // "artikel 30 van het Reglement van Orde": of the house whose paper it is.
        let house = |law: u32| self.lexicon.numbering.house.get(id(law)).map(String::as_str);
        if laws.iter().any(|law| house(*law) != house(laws[0])) && laws.iter().all(|law| house(*law).is_some()) {
            let of_house: Vec<u32> = laws.iter().filter(|law| house(**law) == self.house).copied().collect();
            // "het Reglement van Orde van de gemeenteraad" is another's.
            let of_another = Phrases::at(&self.lexicon.phrases.of_another_body, &self.text[span.end..]).is_some();
            let capital = named.split(' ').all(|word| Phrases::is_word(&self.lexicon.phrases.genitive, word) || word.starts_with(char::is_uppercase));
            return if of_another || !capital || of_house.is_empty() { Settled::Open(Vec::new()) } else { self.choose(&of_house, span, mention) };
        }
        // "Wet houdende wijziging van de Ziektewet (Stb. 1979, 711) (WAM)": a name for what was printed there.
        const NEAR: u16 = 2;
        let made_then = |year: u16| laws.iter().any(|law| self.laws.get(*law).from.is_none_or(|from| from.abs_diff(year) <= NEAR));
        if mention.items.is_empty()
            && self.given_to_printed(span).is_some_and(|year| !made_then(year))
            && !laws.iter().any(|law| self.memory.last().is_some_and(|(last, _)| last == id(*law)))
        {
            return Settled::Open(Vec::new());
        }
        if let Some(own) = self.own_citing(span, mention) {
            return Settled::Law(own);
        }
        // What stands in the first line of a law is its own title, and so is what bears its very name, though others do too.
        let same = |own: &str| mention.items.is_empty() && self.laws.by_id(own).is_some_and(|own| self.laws.get(own).label.eq_ignore_ascii_case(named));
        if let Some(own) = self.own.as_ref().filter(|own| span.start <= self.head && (laws.iter().any(|law| id(*law) == own.id) || same(own.id))) {
            return Settled::Law(own.id);
        }
        // "der Comptabiliteitswet (Staatsblad 1927, n°. 259)" is none that was made later.
        let printed = self.printed(span.end);
        let older = |law: &u32| printed.is_none_or(|year| self.laws.get(*law).from.is_none_or(|from| from <= year + 1));
        if !laws.iter().any(older) {
            return Settled::Open(Vec::new());
        }
        if Phrases::at(&self.lexicon.phrases.dated, named).is_some() && self.is_of_budget(span.start) {
            return Settled::Open(Vec::new());
        }
        if laws.iter().any(|law| self.is_to_come(id(*law), span)) {
            return Settled::Open(Vec::new());
        }
        if let Some(law) = self.elder(laws, span) {
            return Settled::Law(id(law));
        }
        if let [only] = laws {
            // A name of a law without an identifier, or of one that is younger than the text.
            return if id(*only) == NO_ID || self.is_younger(*only, named) { Settled::Open(Vec::new()) } else { Settled::Law(id(*only)) };
        }
        if laws.iter().filter(|l| is_book(id(**l))).count() > 4 {
            return if mention.items.is_empty() { Settled::Open(laws.iter().map(|l| id(*l)).collect()) } else { Settled::Law(BURGERLIJK_WETBOEK) };
        }
        if let Some(settled) = self.book_of_code(laws, mention) {
            return settled;
        }
        let fits = |law: &&u32| {
            let law = self.laws.get(**law);
            self.year.is_none_or(|year| law.from.is_none_or(|f| f <= year + 1) && law.until.is_none_or(|u| u >= year))
        };
        let others = laws.iter().filter(|l| older(l)).filter(|l| self.own.as_ref().is_none_or(|own| own.id != id(**l)));
        let left: Vec<u32> = others.filter(fits).copied().collect();
        // What was named already is meant again.
        if left.is_empty() && laws.iter().all(|law| self.is_younger(*law, named)) {
            return Settled::Open(Vec::new());
        }
        let before = left.iter().find(|l| self.memory.has_named(id(**l)));
        // "Aanwijzing Wet politiegegevens" says which of two laws its Wpg is.
        let in_title = || {
            let title = Some(self.title).filter(|line| left.len() > 1 && line.len() <= TITLE)?.to_lowercase();
            // A label that is this very name says nothing: "Vogelrichtlijn", as the directive of 1979 was called too.
            let says = |label: &str| label != named.to_lowercase() && title.contains(label);
            left.iter().find(|l| says(&self.laws.get(**l).label.to_lowercase()))
        };
        // Of those that held in the year of the text, the one whose own title this is. A treaty is mostly meant as it was revised since.
        let is_title = |l: &&u32| self.year.is_some() && id(**l).starts_with("BWBR") && self.laws.get(**l).label.eq_ignore_ascii_case(named);
        let titled = || left.iter().find(is_title);
        // "de Comptabiliteitswet", where the text names the Comptabiliteitswet 2001 and no other one in full.
        let in_full = || {
            let mut whole = left.iter().filter(|l| left.len() > 1 && self.is_named_in_full(**l, named));
            whole.next().filter(|_| whole.next().is_none())
        };
        // Where none did, the one made nearest to it.
        let years_off = |l: &u32| self.year.zip(self.laws.get(*l).from).map_or(0, |(year, from)| year.abs_diff(from));
        let nearest = || laws.iter().min_by_key(|l| years_off(l));
        const ABBREVIATION: usize = 6;
        // "de WMO", where the text speaks of "maatschappelijke ondersteuning" and not of what the others are about.
        let spoken_of = || {
            let short = left.len() > 1 && named.len() <= ABBREVIATION;
            let first = left.iter().find(|l| short && self.is_spoken_of(**l))?;
            (!self.is_spoken_of(left[0])).then_some(first)
        };
        // "de Wpg", where the text speaks of "politie", and neither of "publiek" nor of "gezondheid".
        let hinted_at = || {
            let several = left.len() > 1 && named.len() <= ABBREVIATION;
            let mut hinted = left.iter().filter(|l| several && self.laws.get(**l).kind == "wet" && self.is_hinted_at(**l));
            hinted.next().filter(|_| hinted.next().is_none())
        };
        let chosen = before.or_else(in_title).or_else(titled).or_else(in_full).or_else(spoken_of).or_else(hinted_at).or(left.first()).or_else(nearest);
        // A title that a whole series bears ("Besluit van de Minister van Verkeer en Waterstaat") says nothing.
        const SERIES: usize = 8;
        if before.is_none() && laws.len() > SERIES && !laws.iter().any(|l| self.laws.get(*l).kind == "wet") {
            return Settled::Open(Vec::new());
        }
        chosen.map_or(Settled::Nothing, |law| Settled::Law(id(*law)))
    }

    /// "het nieuwe Wetboek van Strafvordering", "artikel 2.5.10 Sv (nieuw)": whether the name is that of the law that is to follow it.
    fn is_to_come(&self, law: &str, name: Span) -> bool {
        let Some(new) = self.lexicon.numbering.renewed.get(law) else { return false };
        let rest = &self.text[name.end..];
        // "Sv nieuwe gegevens".
        let behind = || Phrases::at(&new.behind, rest).is_some_and(|end| !rest[end..].starts_with(char::is_alphanumeric));
        let called = || Phrases::ends(&new.before, &self.text[..name.start]) || behind();
        self.year.is_none_or(|year| year >= new.since) && called()
    }

    /// "de oude Huisvestingswet": of the laws that had the name by the year of the text, the last but one.
    fn elder(&self, laws: &[u32], name: Span) -> Option<u32> {
        if laws.len() < 2 || !Phrases::ends(&self.lexicon.phrases.former, &self.text[..name.start]) {
            return None;
        }
        let made = |law: u32| self.laws.get(law).from.filter(|from| self.laws.get(law).id.starts_with("BWBR") && self.year.is_none_or(|year| *from <= year));
        let mut known: Vec<(u16, u32)> = laws.iter().filter_map(|law| Some((made(*law)?, *law))).collect();
        known.sort_unstable();
        known.dedup_by_key(|(from, _)| *from);
        known.len().checked_sub(2).map(|last| known[last].1)
    }

    /// "genoemd kiesbesluit" behind "het Kiesbesluit waterschappen": the law named last that begins so, not that of this name.
    fn named_by_first_word(&self, name: Span) -> Option<&'a str> {
        let word = &self.text[name.range()];
        let single = word.starts_with(char::is_lowercase) && !word.contains([' ', '\n']);
        let repeated = || Phrases::ends(&self.lexicon.phrases.repeated, &self.text[..name.start]);
        if single && repeated() { self.memory.last_of_first_word(word) } else { None }
    }

    /// "Dit besluit wordt aangehaald als Besluit uitwijklijst", in the Besluit uitwijklijst tolken: the text itself, though another
    /// is so called.
    fn own_citing(&self, name: Span, mention: &LawMention) -> Option<&'a str> {
        let own = self.own.as_ref().filter(|_| mention.items.is_empty())?.id;
        let before = self.text[..name.start].trim_end_matches([' ', '\n', ':', '"', '„', '«', '\'']);
        let label = self.laws.by_id(own).map_or("", |law| self.laws.get(law).label.as_str());
        let named = &self.text[name.range()];
        let begins = label.get(..named.len()).is_some_and(|first| first.eq_ignore_ascii_case(named));
        (begins && Phrases::ends(&self.lexicon.phrases.cited_as, before)).then_some(own)
    }

    /// "artikel 7:3 van het Burgerlijk Wetboek BES": of a code in books that have one name, the book that the article's number says.
    fn book_of_code(&self, laws: &[u32], mention: &LawMention) -> Option<Settled<'a>> {
        const ENOUGH: usize = 5;
        let book = |law: &u32| book_in(&self.laws.get(*law).label);
        if laws.len() < ENOUGH || !laws.iter().all(|law| book(law).is_some()) {
            return None;
        }
        let id = |law: &u32| self.laws.get(*law).id.as_str();
        let number = mention.items.first().and_then(|item| item.parts.last()).map_or("", |(_, number)| number.as_str());
        let wanted = number.split_once(':').map(|(book, _)| book).or_else(|| is_old_number(number).then_some("7A"));
        let of = |wanted: &str| laws.iter().find(|law| book(law).is_some_and(|book| book.eq_ignore_ascii_case(wanted)));
        Some(match wanted.and_then(of) {
            Some(law) => Settled::Law(id(law)),
            None => Settled::Open(laws.iter().map(id).collect()),
        })
    }

    /// An article of a book of a code without the number of that book: "7A:1613a".
    pub(super) fn without_book(&self, law: &str, item: &Item) -> Option<Item> {
        let ((Key::Artikel, number), outer) = item.parts.split_last()? else { return None };
        let (book, rest) = number.split_once(':').filter(|_| !is_book(law))?;
        let label = &self.laws.get(self.laws.by_id(law)?).label;
        book_in(label).filter(|of| of.eq_ignore_ascii_case(book))?;
        let parts = outer.iter().cloned().chain([(Key::Artikel, rest.to_owned())]).collect();
        Some(Item { parts, ..item.clone() })
    }

    /// Whether the text has the law's whole name somewhere, of which `name` leaves out the year.
    fn is_named_in_full(&self, law: u32, name: &str) -> bool {
        let label = self.laws.get(law).label.as_str();
        let year = label.get(name.len()..).filter(|_| label.get(..name.len()).is_some_and(|first| first.eq_ignore_ascii_case(name)));
        if !year.is_some_and(|year| year.trim_start().len() == 4 && year.trim_start().bytes().all(|b| b.is_ascii_digit())) {
            return false;
        }
        self.has_words((law, label.len()), label)
    }

    /// Whether the text has what the law's name says that it is about: the words behind the first, without the year.
    fn is_spoken_of(&self, law: u32) -> bool {
        let label = self.laws.get(law).label.as_str();
        let about = label.split_once(' ').map_or("", |(_, about)| about).trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        about.contains(' ') && self.has_words((law, about.len()), about)
    }

    /// Whether the text has words that begin as all the long words of the law's name do: "politie" for "Wet politiegegevens".
    fn is_hinted_at(&self, law: u32) -> bool {
        const STEM: usize = 7;
        /// What stands behind the first letter, which may be a capital in the text.
        fn tail(word: &str) -> Option<&str> {
            word.get(1..STEM)
        }
        let stems = || self.laws.get(law).label.split([' ', '-']).filter_map(tail).enumerate();
        stems().next().is_some() && stems().all(|(i, stem)| self.has_words((law, usize::MAX - i), stem))
    }

    /// Whether words of the name of a law stand somewhere in the text; `key` is the law and which of its words they are.
    fn has_words(&self, key: (u32, usize), words: &str) -> bool {
        /// Laws that a text is searched for.
        const MOST: usize = 32;
        let mut searched = self.in_full.borrow_mut();
        if let Some(known) = searched.get(&key) {
            return *known;
        }
        let found = searched.len() < MOST && memchr::memmem::find(self.text.as_bytes(), words.as_bytes()).is_some();
        searched.insert(key, found);
        found
    }

    /// The year of the Staatsblad that stands in brackets behind a name that ends at `end`.
    fn printed(&self, end: usize) -> Option<u16> {
        let rest = self.text[end..].trim_start().strip_prefix('(')?;
        let rest = self.lexicon.phrases.gazette.iter().find_map(|word| rest.strip_prefix(word.as_str()))?.trim_start_matches(['.', ' ']);
        let year = rest.get(..4)?.parse().ok()?;
        (1800..2100).contains(&year).then_some(year)
    }

    /// The year of the gazette in brackets behind which the name stands by itself in brackets.
    pub(super) fn given_to_printed(&self, name: Span) -> Option<u16> {
        const LONGEST: usize = 40;
        let before = self.text[..name.start].strip_suffix(") (").filter(|_| self.text[name.end..].starts_with(')'))?;
        let before = &before[span::floor(before, before.len().saturating_sub(LONGEST))..];
        let (_, inside) = before.rsplit_once('(')?;
        Phrases::at(&self.lexicon.phrases.printed, inside)?;
        inside.split(|c: char| !c.is_ascii_digit()).find_map(|year| year.parse().ok().filter(|year| (1800..2100).contains(year)))
    }

    /// Whether a budget is said to be set by what follows at `at`, "de begroting van het Fonds voor 1955, vastgesteld bij de":
    /// a law of the year, of which others have the date.
    fn is_of_budget(&self, at: usize) -> bool {
        const REACH: usize = 250;
        let phrases = &self.lexicon.phrases;
        let before = &self.text[..at];
        let Some(set) = Phrases::before(&phrases.set_by, before) else { return false };
        let from = span::floor(set, set.len().saturating_sub(REACH));
        Phrases::within(&phrases.budget, &set[from..])
    }

    /// Whether the law is younger than the text, by more than the time in which bills are talked of.
    fn is_younger(&self, law: u32, name: &str) -> bool {
        const BILL: u16 = 5;
        const LONG_BILL: u16 = 15;
        const WORDS: usize = 5;
        let law = self.laws.get(law);
        let Some((from, year)) = law.from.zip(self.written).filter(|_| self.own.is_none() && !law.id.starts_with('1')) else { return false };
        // "Vreemdelingenwet" before 2000 is an older one than the Vreemdelingenwet 2000.
        let without_year = law.label.ends_with(&from.to_string()) && !name.ends_with(|c: char| c.is_ascii_digit());
        let telling = name.split(' ').count() >= WORDS && Phrases::at(&self.lexicon.phrases.old_style, name).is_none();
        let talked_of = if telling { LONG_BILL } else { BILL };
        from > year + if without_year { 0 } else { talked_of }
    }
}
