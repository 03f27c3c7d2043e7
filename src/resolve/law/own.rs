//! The law that the document itself is: its kind, its articles, its headings.

use super::{
    guide::law_of_title,
    memory::shape,
    nouns::{kind_nouns, nouns_of},
};
use crate::{
    id::EuArticle,
    law::{Key, LawMention, LawRef, Lexicon, Phrases, is_annexed},
    register::{books::is_book, laws::Laws},
    span,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The document's own law.
#[derive(Debug)]
pub(super) struct Own<'a> {
    pub id: &'a str,
    /// Whether it sets policy or explains: its text speaks of other laws' articles as a letter does.
    pub policy: bool,
    /// Whether the register knows it for a law, decree, regulation or treaty.
    known: bool,
    /// The year it was made in.
    pub from: Option<u16>,
    /// The nouns that fit it; none where the register does not know it.
    nouns: u64,
    /// Those that name its very kind: a protocol is called "het Protocol", not "het Verdrag".
    kind: u64,
    articles: FxHashSet<String>,
    /// The numbers of its chapters, parts and annexes, by their headings.
    divisions: FxHashMap<Key, FxHashSet<String>>,
    /// Those that are called otherwise, by the first letter of that word: "Model M100", "Lijst II".
    annexes: FxHashSet<(char, String)>,
    /// Whether all of them that have a dot stand below an annex with the number before it, by the same letter.
    within: FxHashMap<char, bool>,
    /// The numbers of its annexes.
    bijlagen: Vec<String>,
    /// Whether one of them is without a number.
    bare_bijlage: bool,
    /// The shapes of their numbers.
    shapes: u8,
    /// Whether a dot stands in one of them.
    dotted: bool,
    /// Whether some of them begin with a digit, and whether with a letter.
    kinds: [bool; 2],
    /// What stands before the last dot or colon of their numbers.
    chapters: FxHashSet<String>,
    /// The same without the letters of inserted ones: "31" for 31e.
    stems: FxHashSet<String>,
    /// Whether the headings are all there, so that an article without one is another law's.
    complete: bool,
    /// Whether only the text itself says which law it is: of an excerpt, other articles may have been left out.
    pub told: bool,
    /// The highest whole number of its articles: what lies below may have lapsed.
    last: usize,
    /// The same of Roman numbers.
    last_roman: usize,
    /// The law that it explains article by article, whose articles its headings are.
    pub explains: Option<&'a str>,
    /// The law of its title, in a guide that sets no articles of its own: what articles without a law are of.
    pub about: Option<&'a str>,
    /// Where it first says that it decides: "Besluit:".
    decides: Option<usize>,
    /// Whether its title says that it adopts a list of files.
    of_files: bool,
    /// Whether states or bodies wrote it to one another, without articles.
    of_letters: bool,
    /// Where its first heading stands.
    begins: usize,
    /// Where the headings of its articles stand, and their numbers.
    places: Vec<(usize, String)>,
}

impl<'a> Own<'a> {
    /// The law with this identifier; `None` where it is no law's.
    pub fn new(id: &'a str, laws: &Laws, lexicon: &Lexicon) -> Option<Self> {
        if !(id.starts_with("BWB") || id.parse::<EuArticle>().is_ok_and(|e| e.act().as_str().starts_with('3'))) {
            return None;
        }
        let law = laws.by_id(id).map(|law| laws.get(law));
        let kind = law.map_or("", |law| law.kind);
        let policy = matches!(kind, "beleidsregel" | "circulaire");
        let known = matches!(kind, "wet" | "rijkswet" | "amvb" | "kb" | "regeling" | "verdrag");
        let from = law.and_then(|law| law.from);
        Some(Self {
            id,
            policy,
            from,
            nouns: nouns_of(id, laws, lexicon),
            kind: kind_nouns(id, laws, lexicon),
            articles: FxHashSet::default(),
            divisions: FxHashMap::default(),
            annexes: FxHashSet::default(),
            within: FxHashMap::default(),
            bijlagen: Vec::new(),
            bare_bijlage: false,
            stems: FxHashSet::default(),
            complete: false,
            told: false,
            last: 0,
            last_roman: 0,
            decides: None,
            of_files: false,
            of_letters: false,
            begins: 0,
            places: Vec::new(),
            shapes: 0,
            dotted: false,
            kinds: [false; 2],
            explains: None,
            about: None,
            chapters: FxHashSet::default(),
            known,
        })
    }

    /// Takes in the articles that the text has headings of.
    pub fn read(&mut self, text: &str, mentions: &[LawMention], headings: &[bool], laws: &'a Laws, lexicon: &Lexicon) {
        /// Bytes in which letters say that they are.
        const HEAD: usize = 4000;
        let phrases = &lexicon.phrases;
        let mut bijlage = "";
        for (mention, _) in mentions.iter().zip(headings).filter(|(_, heading)| **heading) {
            if let Some((key, number)) = mention.items.first().and_then(|item| item.parts.last()).filter(|(key, _)| *key != Key::Artikel) {
                if is_annexed(text, lexicon, mention) {
                    let Some(word) = initial(&text[mention.span.start..]) else { continue };
                    if let Some((outer, _)) = number.split_once('.') {
                        *self.within.entry(word).or_insert(true) &= outer == bijlage;
                    }
                    self.annexes.insert((word, number.clone()));
                } else {
                    if *key == Key::Bijlage {
                        bijlage = number;
                        if !number.is_empty() && !self.bijlagen.contains(number) {
                            self.bijlagen.push(number.clone());
                        }
                    }
                    self.divisions.entry(*key).or_default().insert(arabic(number));
                }
            }
        }
        if self.bijlagen.len() == 1 {
            let is_bijlage = |word: &str| lexicon.entry(word.as_bytes()).part() == Some(Key::Bijlage) && word.starts_with(char::is_uppercase);
            let bare = |line: &str| {
                let mut words = line.split([' ', ':', '.']);
                words.next().is_some_and(is_bijlage) && words.next() != self.bijlagen.first().map(String::as_str)
            };
            self.bare_bijlage = span::lines(text).any(bare);
        }
        let article = |mention: &LawMention| match mention.items.first()?.parts.last()? {
            (Key::Artikel, number) => Some(plain(number)),
            _ => None,
        };
        let places = mentions.iter().zip(headings).filter(|(_, heading)| **heading).map(|(mention, _)| mention);
        self.places = places
            .filter_map(|mention| Some((mention.span.start, mention.items.first()?.parts.last().filter(|(key, _)| *key == Key::Artikel)?.1.clone())))
            .collect();
        for number in mentions.iter().zip(headings).filter(|(_, heading)| **heading).filter_map(|(mention, _)| article(mention)) {
            self.shapes |= shape(&number);
            self.dotted |= number.contains('.');
            self.kinds[usize::from(lettered(&number))] = true;
            if let Some((chapter, _)) = number.rsplit_once(['.', ':']) {
                self.chapters.insert(chapter.to_owned());
            }
            self.stems.insert(stem(&number).to_owned());
            self.articles.insert(number);
        }
        self.decides = phrases.decides.first_within(text);
        if self.articles.is_empty() && self.decides.is_some() {
            let sections = numbered_sections(text);
            self.shapes |= u8::from(!sections.is_empty());
            // "1.5" is no lid of such a section.
            self.dotted |= !sections.is_empty();
            self.stems.extend(sections.iter().cloned());
            self.articles.extend(sections);
        }
        let cited = || mentions.iter().zip(headings).filter(|(m, heading)| !**heading && matches!(m.law, LawRef::None) && m.served_by.is_none());
        let (mut all, mut own) = (0, 0);
        for number in cited().filter_map(|(mention, _)| article(mention)) {
            all += 1;
            own += usize::from(self.articles.contains(&number));
        }
        let numbers: FxHashSet<usize> = self.stems.iter().filter_map(|s| s.parse().ok()).collect();
        self.last = numbers.iter().max().copied().unwrap_or(0);
        self.last_roman = self.stems.iter().filter_map(|s| roman(s)).max().unwrap_or(0);
        let all_there = self.last > 1 && numbers.len() * 4 >= self.last * 3;
        self.begins = mentions.iter().zip(headings).find(|(_, heading)| **heading).map_or(0, |(mention, _)| mention.span.start);
        let title = text.trim_start().lines().next().unwrap_or_default();
        self.of_files = Phrases::within(&phrases.of_files, title);
        self.of_letters = self.articles.is_empty() && Phrases::within(&phrases.of_letters, &text[..span::floor(text, HEAD)]);
        // What has no articles speaks of other laws' as a policy rule does.
        let guide = Phrases::at(&phrases.guide, text.trim_start()).is_some();
        self.policy |= !self.known && (guide || self.articles.is_empty() || own * 2 < all);
        // What decides has articles of its own, each once.
        let decides = !guide && self.places.len() * 4 <= self.articles.len() * 5 && self.decides.is_some();
        if self.policy && !decides {
            self.explains = self.explained(mentions, laws);
            self.about = law_of_title(self.id, laws).filter(|_| !self.articles.contains("1"));
        }
        let all_roman = !self.articles.is_empty() && self.articles.iter().all(|a| a.starts_with(|c: char| c.is_ascii_alphabetic()));
        self.complete = !self.told && (all_there || all_roman || (all >= 4 && own * 10 >= all * 6));
    }

    /// The law that a manual goes through article by article: most of its headings are cited with that law's name.
    fn explained(&self, mentions: &[LawMention], laws: &'a Laws) -> Option<&'a str> {
        const ENOUGH: usize = 5;
        if self.articles.len() < ENOUGH {
            return None;
        }
        let mut cited: FxHashMap<u32, FxHashSet<&str>> = FxHashMap::default();
        for mention in mentions {
            if let LawRef::Named { laws, .. } = &mention.law
                && let [law] = laws[..]
            {
                let numbers = mention.items.iter().filter_map(|item| item.parts.last()).filter(|(key, _)| *key == Key::Artikel);
                cited.entry(law).or_default().extend(numbers.filter_map(|(_, number)| self.articles.get(number.as_str()).map(String::as_str)));
            }
        }
        let (law, numbers) = cited.into_iter().max_by_key(|(law, numbers)| (numbers.len(), std::cmp::Reverse(*law)))?;
        (numbers.len() * 2 >= self.articles.len()).then(|| laws.get(law).id.as_str())
    }

    /// Whether the article must be another law's: this one's are all known, and none is numbered like it.
    pub fn lacks(&self, number: &str) -> bool {
        let number = plain(number);
        let lapsed = match number.rsplit_once(['.', ':']) {
            Some((chapter, _)) => self.chapters.contains(chapter),
            None => stem(&number).parse().is_ok_and(|n: usize| n <= self.last) || roman(&number).is_some_and(|n| n <= self.last_roman),
        };
        // A decree of two articles has no 1.20; a number without a dot may be one that has lapsed.
        let enough = if number.contains(['.', ':']) { 1 } else { 3 };
        if self.articles.len() >= enough && self.shapes & shape(&number) == 0 {
            return true;
        }
        self.complete && !lapsed && !self.articles.contains(&number) && !self.stems.contains(stem(&number))
    }

    /// Whether no heading of the article is there, and it is none that may have lapsed: a plain number below the last.
    pub fn misses(&self, number: &str) -> bool {
        let lapsed = || match number.rsplit_once(['.', ':']) {
            Some((chapter, _)) => self.chapters.contains(&plain(chapter)),
            None => number.parse().is_ok_and(|n: usize| n <= self.last) || roman(&plain(number)).is_some_and(|n| n <= self.last_roman),
        };
        !self.articles.is_empty() && !self.told && !self.has(number) && !lapsed() && self.with_lid(number).is_none()
    }

    /// Whether the article must be another law's, or most of the articles of a longer list.
    pub fn lacks_most(&self, mention: &LawMention) -> bool {
        const LIST: usize = 3;
        let numbers = || mention.items.iter().filter_map(|item| item.parts.last()).filter(|(key, _)| *key == Key::Artikel).map(|(_, number)| number.as_str());
        // "artikel I, onderdelen A, B en C": of an amending law the first says it.
        let all = if numbers().next().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_uppercase())) { 1 } else { numbers().count() };
        let lacked = numbers().take(if all < LIST { 1 } else { all }).filter(|number| self.lacks(number)).count();
        if all < LIST { lacked > 0 } else { lacked * 2 > all }
    }

    /// Whether one of its articles must be another law's.
    pub fn lacks_any(&self, mention: &LawMention) -> bool {
        let numbers = mention.items.iter().filter_map(|item| item.parts.last()).filter(|(key, _)| *key == Key::Artikel);
        numbers.into_iter().any(|(_, number)| self.lacks(number))
    }

    /// Whether the chapter or other part is none of this one's, by its headings. Annexes often stand apart.
    pub fn lacks_division(&self, key: Key, number: &str) -> bool {
        const ENOUGH: usize = 3;
        match self.divisions.get(&key) {
            _ if matches!(key, Key::Artikel | Key::Bijlage) => false,
            Some(numbers) => !numbers.contains(&arabic(number)),
            None => self.articles.len() >= ENOUGH,
        }
    }

    /// Whether a heading calls an annex by this word and number: "Model M100".
    pub fn has_annex(&self, word: &str, number: &str) -> bool {
        initial(word).is_some_and(|word| self.annexes.contains(&(word, number.to_owned())))
    }

    /// Whether such annexes stand within others, by their numbers: "Model 3.2" within "Bijlage 3".
    pub fn has_annexes_within(&self, word: &str) -> bool {
        initial(word).is_some_and(|word| self.within.get(&word) == Some(&true))
    }

    /// The number of the only annex, where it has one.
    pub fn only_bijlage(&self) -> Option<&str> {
        if let [only] = &self.bijlagen[..] { Some(only.as_str()).filter(|_| !self.bare_bijlage) } else { None }
    }

    /// Whether it has this very article, one that was inserted ("77x"): a number that few laws have.
    pub fn has_inserted(&self, number: &str) -> bool {
        stem(number).len() < number.len() && self.has(number)
    }

    /// Whether `at` lies before its first heading, in the title or the preamble, which speak of other laws.
    pub fn precedes(&self, at: usize) -> bool {
        at < self.begins
    }

    /// The number of the article before the one in which `at` stands.
    pub fn before(&self, at: usize) -> Option<&str> {
        let here = self.places.partition_point(|(place, _)| *place <= at).checked_sub(1)?;
        self.places.get(here.checked_sub(1)?).map(|(_, number)| number.as_str())
    }

    /// Whether it has said before `at` that it decides.
    pub fn has_decided(&self, at: usize) -> bool {
        self.decides.is_some_and(|decides| decides < at)
    }

    /// Whether `at` stands in a list of files, which a short decree adopts, and which gives for each the articles of any law.
    pub fn lists_sources(&self, at: usize) -> bool {
        /// Bytes that the last article of the decree may have, with the signatures.
        const ARTICLE: usize = 1000;
        self.of_files && self.places.last().is_none_or(|(last, _)| at > last + ARTICLE)
    }

    /// Whether it is an exchange of letters, which has no articles and speaks of those of a treaty.
    pub fn is_of_letters(&self) -> bool {
        self.of_letters
    }

    /// Whether the text has no heading of any article.
    pub fn has_no_articles(&self) -> bool {
        self.articles.is_empty()
    }

    /// Whether no heading shows a number with a colon, and it is no book of the Burgerlijk Wetboek.
    pub fn lacks_colon(&self) -> bool {
        const COLON: u8 = 2;
        !is_book(self.id) && self.shapes & COLON == 0
    }

    /// Whether there is a heading of the article.
    pub fn has(&self, number: &str) -> bool {
        self.articles.contains(&plain(number))
    }

    /// Whether it has articles with numbers of that kind: plain ones, Roman ones.
    pub fn is_numbered_like(&self, number: &str) -> bool {
        self.kinds[usize::from(lettered(number))]
    }

    /// An article with its lid behind a dot, "4.1" where there is an article 4 and none with a dot.
    pub fn with_lid<'n>(&self, number: &'n str) -> Option<(&'n str, &'n str)> {
        let (article, lid) = number.split_once('.')?;
        let fits = self.articles.contains(article)
            && !self.articles.contains(number)
            && lid.len() <= 2
            && !lid.starts_with('0')
            && lid.bytes().all(|b| b.is_ascii_digit());
        (fits && !self.dotted).then_some((article, lid))
    }

    /// Whether `noun` fits it: "de wet" in a law.
    pub fn is_kind(&self, noun: u8) -> bool {
        self.kind & 1 << noun != 0
    }

    /// Whether it is known to be of another kind than `noun`.
    pub fn is_another(&self, noun: u8) -> bool {
        self.nouns != 0 && self.nouns & 1 << noun == 0
    }
}

/// The first letter of a word, as a small one.
fn initial(word: &str) -> Option<char> {
    word.chars().next().map(|c| c.to_ascii_lowercase())
}

/// Whether it begins with a letter.
fn lettered(number: &str) -> bool {
    number.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The numbers of sections under bare numbers, "1 Begripsbepalingen", "2 Aanvraag", as they follow one another: the
/// articles of a regulation that does not call them so.
fn numbered_sections(text: &str) -> Vec<String> {
    const LONGEST: usize = 80;
    const ENOUGH: usize = 3;
    let mut sections = Vec::new();
    let mut wanted = "1 ".to_owned();
    for line in span::lines(text).filter(|line| line.len() <= LONGEST) {
        let Some(title) = line.strip_prefix(wanted.as_str()) else { continue };
        if title.starts_with(char::is_uppercase) && !title.ends_with(['.', ';', ',', ':']) {
            sections.push(wanted.trim_end().to_owned());
            wanted = format!("{} ", sections.len() + 1);
        }
    }
    if sections.len() < ENOUGH { Vec::new() } else { sections }
}

/// The number without the letters at its end.
fn stem(number: &str) -> &str {
    let stem = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if stem.is_empty() { number } else { stem }
}

/// A number with its Roman part as digits: "IIa" is "2a".
fn arabic(number: &str) -> String {
    let length = number.bytes().take_while(|b| b"IVXLC".contains(b)).count();
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let roman = &number.as_bytes()[..length];
    let sum: i32 =
        roman.iter().enumerate().map(|(i, b)| if roman.get(i + 1).is_some_and(|next| value(*next) > value(*b)) { -value(*b) } else { value(*b) }).sum();
    if length == 0 || number[length..].len() > 2 { plain(number) } else { format!("{sum}{}", plain(&number[length..])) }
}

/// What a Roman number in small letters counts.
pub(super) fn roman(number: &str) -> Option<usize> {
    let letters = !number.is_empty() && number.bytes().all(|b| b"ivx".contains(&b));
    if letters { arabic(&number.to_uppercase()).parse().ok() } else { None }
}

fn plain(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}
