//! What a text has named so far, and the names that it has given.

use super::{UNLISTED, ids::BURGERLIJK_WETBOEK, is_listed, nouns::nouns_of};
use crate::{
    law::{Lexicon, Phrases},
    register::{
        books::{BOOKS, is_book},
        laws::Laws,
    },
    span::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// How many laws are kept in mind: a reader looks no further back, and the cost of a pointer stays bounded.
const KEPT: usize = 48;

/// A law that was named, and where last.
#[derive(Debug, Clone, Copy)]
struct Named<'a> {
    /// [`UNLISTED`] for a name that no register has.
    law: &'a str,
    at: usize,
    /// Where its words end.
    end: usize,
    nouns: u64,
    /// How often it was named.
    times: u32,
    /// The year behind its name, where it was named with one.
    year: Option<u16>,
    /// Whether it was called by an abbreviation.
    short: bool,
}

#[derive(Debug)]
pub(super) struct Memory<'a> {
    laws: &'a Laws,
    lexicon: &'a Lexicon,
    text: &'a str,
    /// What the document has defined a name to stand for, in lower case.
    defined: FxHashMap<String, &'a str>,
    /// Those of them with a capital.
    capital: FxHashSet<String>,
    /// The same by a list of definitions, which holds for what stands before it too.
    everywhere: FxHashMap<String, &'a str>,
    /// Abbreviations as the text defines them somewhere; [`UNLISTED`] where it does so for two laws.
    later: FxHashMap<&'a str, &'a str>,
    /// The laws named so far, each once, the last one last.
    named: Vec<Named<'a>>,
    /// The first law named that each noun fits, and where.
    first: Vec<Option<(&'a str, usize)>>,
    /// The law of each article that was cited with one.
    articles: FxHashMap<String, &'a str>,
    /// Which kinds of article number each law was cited with.
    shapes: FxHashMap<&'a str, u8>,
    /// The law of each number with a letter behind it or of three parts, by what stands before those; [`UNLISTED`] where nobody could tell.
    kin: FxHashMap<String, &'a str>,
    /// The law of which an article with a colon was cited last, and whether of no other one.
    colon: Option<(&'a str, bool)>,
    /// How many articles with plain numbers each law was cited with, and how many with dots.
    plain: FxHashMap<&'a str, (u32, u32)>,
    /// The law named first since the last heading.
    section: Option<&'a str>,
    /// The books of the Burgerlijk Wetboek that were named; more than one are no help.
    books: Vec<&'a str>,
    /// Laws that the text has called "de oude": their name alone is that of a later one.
    former: FxHashSet<&'a str>,
    /// The nouns that fit a law.
    fits: RefCell<FxHashMap<&'a str, u64>>,
}

impl<'a> Memory<'a> {
    pub fn new(laws: &'a Laws, lexicon: &'a Lexicon, text: &'a str) -> Self {
        Self {
            laws,
            lexicon,
            text,
            defined: FxHashMap::default(),
            capital: FxHashSet::default(),
            everywhere: FxHashMap::default(),
            later: FxHashMap::default(),
            named: Vec::new(),
            first: vec![None; lexicon.nouns().len()],
            articles: FxHashMap::default(),
            shapes: FxHashMap::default(),
            kin: FxHashMap::default(),
            colon: None,
            plain: FxHashMap::default(),
            section: None,
            books: Vec::new(),
            former: FxHashSet::default(),
            fits: RefCell::default(),
        }
    }

    /// A heading: what follows is about something else.
    pub fn section(&mut self) {
        self.section = None;
    }

    /// `name` stands for `law` from here on.
    pub fn define(&mut self, name: &str, law: &'a str) {
        if name.starts_with(char::is_uppercase) {
            self.capital.insert(name.to_lowercase());
        }
        self.defined.insert(name.to_lowercase(), law);
    }

    /// `name` stands for `law` in the whole text, as long as nothing else is said.
    pub fn define_everywhere(&mut self, name: &str, law: &'a str) {
        self.everywhere.entry(name.to_lowercase()).or_insert(law);
    }

    /// The text defines `name` to stand for `law`, maybe behind where it is used; a charter may be named like its body.
    pub fn define_later(&mut self, name: &'a str, law: &'a str) {
        if self.nouns_of(law) == 0 {
            return;
        }
        let told = self.later.entry(name).or_insert(law);
        if *told != law {
            *told = UNLISTED;
        }
    }

    /// What `name` is defined to stand for somewhere in the text.
    pub fn defined_later(&self, name: &str) -> Option<&'a str> {
        self.later.get(name).copied().filter(|law| is_listed(law))
    }

    /// Whether `name`, in lower case, was defined with a capital.
    pub fn has_capital(&self, name: &str) -> bool {
        self.capital.contains(name)
    }

    /// What `name` was defined to stand for.
    pub fn defined(&self, name: &str) -> Option<&'a str> {
        if self.defined.is_empty() && self.everywhere.is_empty() {
            return None;
        }
        let name = name.to_lowercase();
        self.defined.get(&name).or_else(|| self.everywhere.get(&name)).copied()
    }

    /// A law was named in `span`, `by_name` or by a word that points to it.
    pub fn name(&mut self, law: &'a str, span: Span, by_name: bool) {
        let nouns = self.nouns_of(law);
        let year = self.text[..span.end].get(span.end.saturating_sub(4)..).filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
        self.push(Named {
            law,
            at: span.start,
            end: span.end,
            nouns,
            times: 1,
            year: year.and_then(|year| year.parse().ok()),
            short: by_name && self.ends_short(span),
        });
        if by_name {
            self.section.get_or_insert(law);
        }
        if is_book(law) {
            self.book(law);
        }
    }

    /// A law was named in passing, by its number: the one named last stays that.
    pub fn name_aside(&mut self, law: &'a str, span: Span) {
        let last = self.named.last().map(|last| last.law);
        self.name(law, span, false);
        // The new one stands before it.
        if let [.., _, aside] = &self.named[..]
            && last.is_some_and(|last| last != aside.law)
        {
            let end = self.named.len();
            self.named.swap(end - 2, end - 1);
        }
    }

    /// A law that no register has was named.
    pub fn unlisted(&mut self, name: &str, span: Span) {
        let lower = name.to_lowercase();
        // "de wet van 28 juli 1850" is a "wet" by its first word, and so is "de Kinderbijslagwet voor kleine zelfstandigen".
        // "de Gemeenschappelijke Regeling Zuid" is a "regeling" by the second.
        let is_noun = |word: &&str| self.lexicon.nouns().iter().any(|noun| word.ends_with(noun.as_str()));
        let first = lower.split(' ').take(2).find(is_noun).unwrap_or_default();
        let fits = |noun: &str| lower.ends_with(noun) || first.ends_with(noun);
        let nouns = self.lexicon.nouns().iter().enumerate().filter(|(_, n)| fits(n)).fold(0, |mask, (i, _)| mask | 1 << i);
        if nouns != 0 {
            self.push(Named { law: UNLISTED, at: span.start, end: span.end, nouns, times: 1, year: None, short: false });
        }
    }

    fn push(&mut self, mut named: Named<'a>) {
        for (noun, first) in self.first.iter_mut().enumerate() {
            if named.nouns & 1 << noun != 0 {
                first.get_or_insert((named.law, named.at));
            }
        }
        if let Some(before) = self.named.iter().rposition(|n| n.law == named.law) {
            let before = self.named.remove(before);
            named.times += before.times;
            named.year = named.year.or(before.year);
            named.short |= before.short;
        }
        if self.named.len() == KEPT {
            self.named.remove(0);
        }
        self.named.push(named);
    }

    /// An article was cited with its law.
    pub fn article(&mut self, number: &str, law: &'a str) {
        const SURE: u32 = 100;
        const COLON: u8 = 2;
        let shape = shape(number);
        *self.shapes.entry(law).or_default() |= shape;
        if shape == COLON {
            let law = if is_book(law) { BURGERLIJK_WETBOEK } else { law };
            self.colon = Some((law, self.colon.is_none_or(|(known, only)| only && known == law)));
        }
        let (plain, dotted) = self.plain.entry(law).or_default();
        match shape {
            1 => *plain += 1,
            // "3.17" is no lid: the law's articles have dots.
            4 if has_dotted_articles(number) => *dotted += SURE,
            4 => *dotted += 1,
            _ => {}
        }
        self.keep_kin(number, law);
        match self.articles.get_mut(number) {
            Some(of) => *of = law,
            None => {
                self.articles.insert(number.to_owned(), law);
            }
        }
    }

    /// An article was cited whose number may be that of one that was inserted, "58a", or of three parts, "9.5.2".
    pub fn keep_kin(&mut self, number: &str, law: &'a str) {
        if let Some(kin) = kin(number) {
            self.kin.insert(kin.to_owned(), law);
        }
    }

    /// The law of which the article beside this one was cited last: of the same number with another letter.
    pub fn of_kin(&self, number: &str) -> Option<&'a str> {
        self.kin.get(kin(number)?).copied()
    }

    /// An article was cited with a law that no register has; one of the text's `own` stays that.
    pub fn article_of_unknown(&mut self, number: &str, own: Option<&str>) {
        if own.is_none() || self.articles.get(number).copied() != own {
            self.articles.insert(number.to_owned(), UNLISTED);
        }
    }

    /// Whether the article was cited last with a law that no register has.
    pub fn is_of_unknown(&self, number: &str) -> bool {
        self.articles.get(number).is_some_and(|law| !is_listed(law))
    }

    /// Whether the text has cited several of the law's articles, most of them with plain numbers.
    pub fn has_plain_articles(&self, law: &str) -> bool {
        const ENOUGH: u32 = 3;
        // A law whose old articles have plain numbers and whose new ones dots is cited with some of each.
        const MANY: u32 = 20;
        self.plain.get(law).is_some_and(|(plain, dotted)| *plain >= if *dotted == 0 { ENOUGH } else { MANY.max(5 * dotted) })
    }

    /// Whether the text has cited the law's articles by Roman numbers without a dot: "II.2" is a lid then.
    pub fn has_roman_articles(&self, law: &str, number: &str) -> bool {
        const CAPITAL: u8 = 8;
        number.starts_with(|c: char| c.is_ascii_uppercase()) && self.shapes.get(law).is_some_and(|shapes| shapes & CAPITAL != 0)
    }

    /// Whether an article with this number may be the law's, as far as the text has shown how it is numbered.
    pub fn may_have(&self, law: &str, number: &str) -> bool {
        self.shapes.get(law).is_none_or(|shapes| shapes & shape(number) != 0)
    }

    /// Whether the text has shown that the law's articles are numbered so.
    pub fn is_known_to_have(&self, law: &str, number: &str) -> bool {
        self.shapes.get(law).is_some_and(|shapes| shapes & shape(number) != 0)
    }

    /// The only book of the Burgerlijk Wetboek of which the article was cited with the book's number: "art. 7:220", then "art. 220".
    pub fn book_of(&self, number: &str) -> Option<&'static str> {
        let mut found = BOOKS.iter().filter(|(book, _)| self.of_article(&format!("{book}:{number}")).is_some()).map(|(_, id)| *id);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// For an article with a colon in its number: the only law whose articles the text has cited so, all books of the
    /// Burgerlijk Wetboek being one.
    pub fn of_colon(&self, number: &str) -> Option<&'a str> {
        /// No other law than the Burgerlijk Wetboek has so many articles in a chapter: "artikel 7:671b".
        const MOST: u16 = 199;
        let (_, article) = number.split_once(':')?;
        let digits = article.bytes().take_while(u8::is_ascii_digit).count();
        let few = article[..digits].parse().is_ok_and(|article: u16| article <= MOST);
        self.colon.filter(|(law, only)| *only && (few || is_book(law))).map(|(law, _)| law)
    }

    /// The law with which this article was cited last.
    pub fn of_article(&self, number: &str) -> Option<&'a str> {
        self.articles.get(number).copied().filter(|law| is_listed(law))
    }

    /// The law that the section is about: the first that it names, else the last that was named.
    pub fn of_section(&self) -> Option<&'a str> {
        self.section.or_else(|| self.last().map(|(law, _)| law))
    }

    /// The law named last, and where.
    pub fn last(&self) -> Option<(&'a str, usize)> {
        self.named.last().filter(|n| is_listed(n.law)).map(|n| (n.law, n.at))
    }

    /// The law of `laws` that was named last.
    pub fn last_of(&self, laws: &[String]) -> Option<&'a str> {
        self.named.iter().rev().map(|n| n.law).find(|law| laws.iter().any(|of| of == law))
    }

    /// The first law named from `at` on, of those kept in mind.
    pub fn first_since(&self, at: usize) -> Option<&'a str> {
        self.named.iter().rev().take_while(|n| n.at >= at).filter(|n| is_listed(n.law)).last().map(|n| n.law)
    }

    /// The last law named from `from` to `to`, and where.
    pub fn last_between(&self, from: usize, to: usize) -> Option<(&'a str, Span)> {
        let named = self.named.iter().rev().find(|n| n.at >= from && n.at < to)?;
        is_listed(named.law).then(|| (named.law, Span::new(named.at, named.end)))
    }

    /// The law named last in words that `same` holds for.
    pub fn named_so(&self, same: impl Fn(Span) -> bool) -> Option<&'a str> {
        self.named.iter().rev().find(|n| is_listed(n.law) && same(Span::new(n.at, n.end))).map(|n| n.law)
    }

    /// The only law named so far whose name begins with `word` and goes on.
    pub fn of_first_word(&self, word: &str) -> Option<&'a str> {
        let mut found = self.named.iter().rev().filter(|n| self.begins_with(n.law, word)).map(|n| n.law);
        let first = found.next()?;
        found.all(|law| law == first).then_some(first)
    }

    /// The law named last whose name begins with `word` and goes on.
    pub fn last_of_first_word(&self, word: &str) -> Option<&'a str> {
        self.named.iter().rev().map(|n| n.law).find(|law| self.begins_with(law, word))
    }

    /// Whether the name of the law begins with `word` and goes on.
    fn begins_with(&self, law: &str, word: &str) -> bool {
        let label = self.laws.by_id(law).map_or("", |l| self.laws.get(l).label.as_str());
        label.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word)) && label[word.len()..].starts_with(' ')
    }

    /// The only law named so far that `noun` fits and whose name, there or in the register, ends in the year.
    pub fn of_year(&self, noun: u8, year: &str) -> Option<&'a str> {
        let label = |law: &str| self.laws.by_id(law).map_or("", |l| self.laws.get(l).label.as_str());
        let number = year.parse().ok();
        let ends = |n: &&Named<'a>| is_listed(n.law) && (n.year.is_some() && n.year == number || label(n.law).ends_with(year));
        let mut found = self.named.iter().filter(|n| n.nouns & 1 << noun != 0).filter(ends).map(|n| n.law);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The text has called the law "de oude", as the one before another.
    pub fn call_former(&mut self, law: &'a str) {
        self.former.insert(law);
    }

    /// Whether the text has named the law, and not as one before another.
    pub fn has_named(&self, law: &str) -> bool {
        !self.former.contains(law) && self.named.iter().rev().any(|n| n.law == law)
    }

    /// Whether the last word in `span` is an abbreviation: "artikel 3:4, eerste lid, Awb".
    fn ends_short(&self, span: Span) -> bool {
        const LONGEST: usize = 6;
        let words = &self.text[span.start..span.end];
        let word = words.rsplit([' ', '\n']).next().unwrap_or_default();
        // "de Wet OB" may be "de Wet" again.
        let of_wet = Phrases::ends(&self.lexicon.phrases.wet_first, &words[..words.len() - word.len()]);
        let noun = self.lexicon.entry(word.trim_end_matches(')').as_bytes()).noun().is_some();
        !of_wet && !noun && word.len() <= LONGEST && word.starts_with(char::is_uppercase) && !word.ends_with(self.lexicon.numbering.state_noun.as_str())
    }

    /// Whether the text has named another law that the noun fits.
    pub fn has_named_beside(&self, noun: u8, law: &str) -> bool {
        self.named.iter().any(|n| n.nouns & 1 << noun != 0 && is_listed(n.law) && n.law != law)
    }

    /// Whether the text calls the law by an abbreviation.
    pub fn is_abbreviated(&self, law: &str) -> bool {
        self.named.iter().rev().any(|n| n.law == law && n.short)
    }

    /// The text has named this book of the Burgerlijk Wetboek, or a part of it.
    pub fn book(&mut self, book: &'a str) {
        if !self.books.contains(&book) {
            self.books.push(book);
        }
    }

    /// The only book of the Burgerlijk Wetboek that the text has named.
    pub fn only_book(&self) -> Option<&'a str> {
        if let [book] = self.books[..] { Some(book) } else { None }
    }

    /// The first law named that `noun` fits.
    pub fn first(&self, noun: u8) -> Option<&'a str> {
        self.first_at(noun).map(|(law, _)| law)
    }

    /// The same, and where.
    pub fn first_at(&self, noun: u8) -> Option<(&'a str, usize)> {
        self.first.get(usize::from(noun)).copied().flatten().filter(|(law, _)| is_listed(law))
    }

    /// The only law named so far that `noun` fits.
    pub fn only(&self, noun: u8) -> Option<&'a str> {
        let mut named = self.named.iter().filter(|n| n.nouns & 1 << noun != 0);
        let only = named.next().map(|n| n.law).filter(|law| is_listed(law))?;
        named.next().is_none().then_some(only)
    }

    /// The law named last that `noun` fits, and where.
    pub fn recent(&self, noun: u8, before: usize) -> Option<(&'a str, usize)> {
        self.named.iter().rev().find(|n| n.nouns & 1 << noun != 0 && n.at < before).filter(|n| is_listed(n.law)).map(|n| (n.law, n.at))
    }

    /// Whether something that `noun` fits was named in `place`, in a register or not.
    pub fn names_any(&self, noun: u8, place: std::ops::Range<usize>) -> bool {
        self.named.iter().any(|n| n.nouns & 1 << noun != 0 && place.contains(&n.at))
    }

    /// The law that "de wet" stands for where nobody has said so: the one with which the article was cited, else
    /// the one that the text names most.
    pub fn usual(&self, noun: u8, number: Option<&str>) -> Option<&'a str> {
        let cited = number.and_then(|number| self.of_article(number)).filter(|law| self.fits(noun, law));
        let most = || self.named.iter().filter(|n| n.nouns & 1 << noun != 0 && is_listed(n.law)).max_by_key(|n| n.times).map(|n| n.law);
        cited.or_else(most)
    }

    /// The law that "die wet" or "artikel 3:2 van die wet" points to: the one named last that the noun fits,
    /// and whose articles are numbered so, as far as the text has shown; [`UNLISTED`] for one in no register.
    pub fn fitting(&self, noun: u8, before: usize, number: Option<&str>) -> Option<&'a str> {
        let mut fitting = self.named.iter().rev().filter(|n| n.nouns & 1 << noun != 0 && n.at < before);
        let first = fitting.next()?;
        let Some(wanted) = number.map(shape) else { return Some(first.law) };
        let shown = |n: &Named<'a>| self.shapes.get(n.law).copied().unwrap_or(0);
        if shown(first) == 0 || shown(first) & wanted != 0 {
            return Some(first.law);
        }
        Some(fitting.find(|n| shown(n) & wanted != 0).unwrap_or(first).law)
    }

    /// Whether `law` is of the kind that `noun` names.
    pub fn fits(&self, noun: u8, law: &'a str) -> bool {
        self.nouns_of(law) & 1 << noun != 0
    }

    fn nouns_of(&self, law: &'a str) -> u64 {
        *self.fits.borrow_mut().entry(law).or_insert_with(|| nouns_of(law, self.laws, self.lexicon))
    }
}

/// Whether a number with one dot is that of an article where articles have dots: no lid is the seventeenth.
pub(super) fn has_dotted_articles(number: &str) -> bool {
    const LAST_LID: u16 = 12;
    number.split_once('.').and_then(|(_, lid)| lid.parse().ok()).is_some_and(|lid: u16| lid > LAST_LID)
}

/// What a number has in common with those beside it: "58a", "9.5.2".
fn kin(number: &str) -> Option<&str> {
    if number.matches('.').count() > 1 {
        return number.rsplit_once('.').map(|(part, _)| part);
    }
    let stem = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (stem.len() < number.len()).then_some(stem)
}

/// What kind of number an article has: plain, with a dot, a colon or a letter.
pub(super) fn shape(number: &str) -> u8 {
    if number.contains(':') {
        2
    } else if number.contains('.') {
        4
    } else if number.starts_with(|c: char| c.is_ascii_uppercase()) {
        8
    } else {
        1
    }
}
