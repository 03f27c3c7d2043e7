//! Names that the text itself gives laws: "(hierna: de Wet)", "Bbp: het Besluit bezoldiging politie".

use super::{LawRef, cursor, lexicon::Meaning, phrases::Phrases, tail::Tail, words::Parser};
use crate::{
    register::laws::{Found, Sort},
    span::{self, Span},
};
use rustc_hash::FxHashMap;
use std::ops::RangeInclusive;

/// What may stand around a name that a text gives.
const QUOTES: [char; 4] = ['"', '\'', '«', '»'];

/// The names that a text gives laws.
#[derive(Default)]
pub(super) struct Aliases {
    /// By their first byte, the one given last at the end.
    by_first: FxHashMap<u8, Vec<Alias>>,
    /// The first bytes, a bit each.
    first: [u64; 4],
    /// How often a name was given.
    given: usize,
}

/// A name that a text gives a law.
#[derive(Debug)]
struct Alias {
    name: String,
    law: LawRef,
    /// Whether it was given by an article before it alone: it is read behind "de" or "het" then.
    by_article: bool,
}

impl Aliases {
    /// Takes in a name; one that was given before now stands for this law.
    fn add(&mut self, name: &str, law: &LawRef, by_article: bool) {
        const MOST: usize = 400;
        let Some(first) = name.bytes().next().filter(|_| self.given < MOST) else { return };
        self.given += 1;
        self.first[usize::from(first / 64)] |= 1 << (first % 64);
        let names = self.by_first.entry(first).or_default();
        names.retain(|known| known.name != name);
        names.push(Alias { name: name.to_owned(), law: law.clone(), by_article });
    }

    /// Whether some name begins with this byte.
    #[inline]
    pub fn may_begin(&self, first: u8) -> bool {
        self.first[usize::from(first / 64)] & 1 << (first % 64) != 0
    }

    /// Whether `text` begins with the letters of some name.
    #[inline]
    pub fn any_at(&self, text: &str) -> bool {
        let Some(first) = text.bytes().next() else { return false };
        self.may_begin(first) && self.by_first.get(&first).is_some_and(|names| names.iter().any(|alias| text.starts_with(alias.name.as_str())))
    }

    /// The name given last of those that `text` begins with.
    fn at(&self, text: &str) -> Option<&Alias> {
        let first = text.as_bytes().first()?;
        if !self.may_begin(*first) {
            return None;
        }
        let names = self.by_first.get(first)?;
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        names.iter().rev().find(|alias| text.strip_prefix(alias.name.as_str()).is_some_and(ends))
    }
}

impl Parser<'_> {
    /// The law that ends at `at`, with the name that the text gives it behind.
    pub fn with_alias(&self, law: LawRef, at: usize) -> Tail {
        // "de Kieswet3 (hierna: Kw)": a footnote's number stands between.
        let digits = self.bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let (end, alias) = match self.alias(at + digits) {
            (_, None) => (at, None),
            found => found,
        };
        if alias.as_ref().is_some_and(|name| self.is_called_it(&law, name, &self.text[at..end]) || self.is_name_of_bill(&law, name)) {
            return Tail::new(law, at);
        }
        if let Some(alias) = &alias {
            self.give(alias, &law);
        }
        Tail { alias, ..Tail::new(law, end) }
    }

    /// Whether the words that introduce a name say "het" of a law that is a "Wet": the name is of something that this ends, "Besluit
    /// stookinstallaties Wet luchtverontreiniging (hierna: het BEES)".
    pub fn is_called_it(&self, law: &LawRef, name: &str, introduced: &str) -> bool {
        let phrases = &self.lexicon.phrases;
        let wet = |span: &Span| Phrases::at(&phrases.wet_first, &self.text[span.start..]).is_some();
        let article = || introduced.rfind(name).is_some_and(|at| Phrases::ends(&phrases.called_it, introduced[..at].trim_end_matches(QUOTES)));
        matches!(law, LawRef::Named { span, .. } if wet(span)) && article()
    }

    /// Whether a title with its year is the name of the bill that changes the law: "Wijziging van de Wet op de accijns (Belastingplan 2025)".
    fn is_name_of_bill(&self, law: &LawRef, name: &str) -> bool {
        const SHORTEST: usize = 9;
        const TITLE: usize = 300;
        let LawRef::Named { span, .. } = law else { return false };
        // "Wet studiefinanciering (Studiefinanciering 2000)", "Wet milieubeheer (Milieuwet 1979)" are names of the law.
        let called = self.text[span.range()].to_lowercase();
        let another = |title: &str| !Phrases::ends(&self.lexicon.phrases.law_ending, title) && !called.contains(&title.to_lowercase());
        let titled = name.rsplit_once(' ').is_some_and(|(title, year)| is_year(year) && title.len() >= SHORTEST && !title.contains(' ') && another(title));
        let from = span::floor(self.text, span.start.saturating_sub(TITLE));
        let sentence = || self.text[from..span.start].rsplit(['\n', ';']).next().and_then(|line| line.rsplit(". ").next());
        titled && sentence().is_some_and(|before| Phrases::within(&self.lexicon.phrases.amends, before))
    }

    /// Keeps a name that the text gives a law; a bare noun ("de wet") is left to the resolver.
    pub fn give(&self, name: &str, law: &LawRef) {
        // Of a law that no register has only an abbreviation is taken: "Besluit etikettering (Warenwet)" is made on another.
        let unlisted = || matches!(law, LawRef::Unlisted { .. }) && is_abbreviation(name) && !self.lexicon.ends_as_title(name.as_bytes());
        if self.lexicon.entry(name.as_bytes()).noun().is_none() && (law.is_name() || unlisted()) {
            self.aliases.borrow_mut().add(name, law, false);
        }
    }

    /// Keeps the name of a law that an article before it makes known: "artikel 20 Awr".
    pub fn give_by_article(&self, name: &str, law: &LawRef) {
        let mut aliases = self.aliases.borrow_mut();
        if aliases.at(name).is_none_or(|known| known.name != name) {
            aliases.add(name, law, true);
        }
    }

    /// Whether the abbreviation found behind an article at `at` would be none by itself: "Awr", "Bro". Once a text has
    /// written "artikel 3 Awr", its "Awr" is that law.
    pub fn is_known_by_article_alone(&self, at: usize, found: &Found) -> bool {
        const LETTERS: RangeInclusive<usize> = 3..=6;
        let words = &self.text[at..found.end];
        let fits = found.sort != Sort::Title && LETTERS.contains(&words.len()) && words.bytes().all(|b| b.is_ascii_alphabetic());
        fits && self.laws.longest(&self.text[..found.end], at, false).is_none()
    }

    /// "Bbp: het Besluit bezoldiging politie", "a. wet: de Vreemdelingenwet 2000": the name before the colon
    /// that the law at `at` gets.
    pub fn defined_as(&self, at: usize) -> Option<String> {
        const LONGEST: usize = 48;
        let before = self.text[..at].trim_end_matches([' ', '\n', '"']);
        let before = Phrases::before_the(&self.lexicon.phrases.the, before).trim_end();
        let quoted = || {
            let words = self.lexicon.phrases.means.iter().find_map(|means| before.strip_suffix(means.as_str()))?;
            words.ends_with(QUOTES).then_some(words)
        };
        let before = before.strip_suffix(':').or_else(quoted)?.trim_end_matches([' ', '"', '\'', '»', '\n']);
        let start = span::floor(before, before.len().saturating_sub(LONGEST));
        let line = before[start..].rsplit(['\n', ';']).next()?;
        let mut name = line.trim_start();
        // "a. ", "1°. ", "- ", "onder ".
        if let Some((marker, rest)) = name.split_once(' ')
            && (marker.ends_with(['.', ')']) || matches!(marker, "-" | "•") || self.lexicon.entry(marker.as_bytes()).is(Meaning::Onderdeel))
        {
            name = rest.trim_start();
        }
        // "In dit besluit wordt verstaan onder wet".
        let name = self.lexicon.phrases.defines.iter().find_map(|under| name.rsplit_once(under)).map_or(name, |(_, name)| name);
        let name = Phrases::behind_the(&self.lexicon.phrases.the, name.trim_matches(QUOTES)).trim_matches(QUOTES);
        let year = name.rsplit_once(' ').filter(|(_, year)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
        let word = year.map_or(name, |(name, _)| name).rsplit([' ', '-']).next()?;
        let noun = self.lexicon.entry(word.as_bytes()).noun().is_some();
        let single = !name.contains(' ');
        let titled = Phrases::ends(&self.lexicon.phrases.law_ending, &word.to_lowercase());
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        let short = single && name.len() >= 2 && (capitals >= 2 || capitals == 1 && (self.is_short_for(name, at) || self.is_of_initials(name, at)));
        // "Product: ministeriële regeling: Arbeidsomstandighedenregeling" says what kind it is.
        let few = name.split(' ').count() <= 4 && name.len() >= 2 && !name.contains(':');
        (few && (noun || short || titled)).then(|| name.to_owned())
    }

    /// Whether the law at `at` begins with the letter with which `name` does, and has its letters: "Wgb" is the Wet
    /// gewasbeschermingsmiddelen en biociden, "M.t.s." the Maatregel te boek gestelde schepen.
    fn is_short_for(&self, name: &str, at: usize) -> bool {
        const LONGEST: usize = 8;
        const REACH: usize = 120;
        let law = &self.text[at..span::floor(self.text, at + REACH)];
        let law = law.split(['\n', ';', '(']).next().unwrap_or_default();
        // "Bron: het Besluit …" is no abbreviation.
        let mute = name.contains('.') || !cursor::has_vowel(name);
        mute && name.len() <= LONGEST && name.starts_with(char::is_uppercase) && has_letters_of(name, law)
    }

    /// Whether `name` has the first letters of words of the law at `at` that follow one another: "Vir" is the Besluit voorschrift
    /// informatiebeveiliging rijksdienst.
    fn is_of_initials(&self, name: &str, at: usize) -> bool {
        const LETTERS: RangeInclusive<usize> = 3..=6;
        const REACH: usize = 120;
        let law = &self.text[at..span::floor(self.text, at + REACH)];
        let law = law.split(['\n', ';', '(']).next().unwrap_or_default();
        let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
        let initials: Vec<char> = law.split([' ', '-']).filter(|word| !self.lexicon.entry(word.as_bytes()).is_small_word()).filter_map(first).collect();
        let letters: Vec<char> = name.chars().map(|c| c.to_ascii_lowercase()).collect();
        LETTERS.contains(&letters.len()) && letters.iter().all(char::is_ascii_alphabetic) && initials.windows(letters.len()).any(|few| few == letters)
    }

    /// The line above the law that fills its line from `at` to `end`, in a table of terms: "wet⏎Wet op de omzetbelasting
    /// 1968", "AWR⏎Algemene wet inzake rijksbelastingen".
    pub fn defined_above(&self, at: usize, end: usize) -> Option<String> {
        const LONGEST: usize = 12;
        let before = &self.text[..at];
        let before = Phrases::before(&self.lexicon.phrases.the, before).unwrap_or(before).strip_suffix('\n')?;
        if !matches!(self.byte(end), None | Some(b'\n')) {
            return None;
        }
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |i| i + 1);
        let term = before[start..].trim();
        let noun = self.lexicon.entry(term.as_bytes()).noun().is_some() && term.starts_with(char::is_lowercase);
        let short = (2..=LONGEST).contains(&term.len()) && term.chars().all(char::is_alphabetic) && term.chars().filter(|c| c.is_uppercase()).count() > 1;
        // "AWR" has its letters of the name; a party above a bill has not.
        (noun || short && has_letters_of(term, &self.text[at..end])).then(|| term.to_owned())
    }

    /// The abbreviation right before the law that ends its line, as lists of abbreviations have them: "SGC Schengengrenscode".
    pub fn defined_before(&self, at: usize, end: usize) -> Option<String> {
        const LONGEST: usize = 12;
        let before = self.text[..at].strip_suffix([' ', '\t'])?;
        if !matches!(self.byte(end), None | Some(b'\n')) {
            return None;
        }
        let length = before.bytes().rev().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
        let (head, term) = before.split_at(before.len() - length);
        let short = (2..=LONGEST).contains(&length) && term.chars().filter(|c| c.is_uppercase()).count() > 1;
        let opens = head.is_empty() || head.ends_with('\n');
        (short && opens && has_letters_of(term, &self.text[at..end])).then(|| term.to_owned())
    }

    /// A name that the text itself has given a law.
    pub fn given(&self, at: usize) -> Option<Tail> {
        let aliases = self.aliases.borrow();
        let Alias { name: alias, law, by_article } = aliases.at(&self.text[at..])?;
        // "het Onderwijskundig besluit ISOVSO" is another's name.
        let decree = || self.text[..at].trim_end().rsplit([' ', '\n']).next().is_some_and(|word| Phrases::is(&self.lexicon.phrases.decree, word));
        if alias.chars().nth(1).is_some_and(char::is_uppercase) && self.text[..at].ends_with(' ') && decree() {
            return None;
        }
        let behind = &self.text[at + alias.len()..];
        // "SMO 1988", where the SMO is the regeling of 1991.
        if behind.strip_prefix(' ').is_some_and(|year| self.is_of_another_year(law, year)) {
            return None;
        }
        // "kenmerk Wob/2021/222" is a file's.
        if behind.starts_with('/') && behind[1..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // "Bor Jansen", "Web 2.0": by itself such a word may be anything.
        let named = behind.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        if *by_article && (named || !Phrases::ends(&self.lexicon.phrases.the, &self.text[..at])) {
            return None;
        }
        let span = Span::new(at, at + alias.len());
        let law = match law {
            LawRef::Named { laws, .. } => LawRef::Named { laws: laws.clone(), span },
            LawRef::Act { id } => LawRef::Act { id: id.clone() },
            other => other.clone(),
        };
        Some(Tail::new(law, span.end))
    }

    /// Whether `behind` begins with a year, and another one ends the name of `law`.
    fn is_of_another_year(&self, law: &LawRef, behind: &str) -> bool {
        const DIGITS: usize = 4;
        let LawRef::Named { laws, .. } = law else { return false };
        let Some(year) = behind.get(..DIGITS).filter(|year| is_year(year)) else { return false };
        let ends = !behind[DIGITS..].starts_with(|c: char| c.is_alphanumeric());
        let own = |law: &u32| self.laws.get(*law).label.rsplit(' ').next().filter(|word| is_year(word));
        ends && laws.iter().all(|law| own(law).is_some_and(|own| own != year))
    }

    /// Whether a name is one of something that a law is a part of: "Wob-verzoek", not "EU-richtlijn".
    pub fn is_compound(&self, name: &str) -> bool {
        let phrases = &self.lexicon.phrases;
        let law = |word: &str| {
            self.lexicon.entry(word.as_bytes()).noun().is_some() || [&phrases.law_ending, &phrases.other_rules].iter().any(|of| Phrases::ends(of, word))
        };
        !name.contains(' ')
            && name.rsplit_once('-').is_some_and(|(first, last)| first.ends_with(char::is_alphabetic) && last.starts_with(char::is_lowercase) && !law(last))
    }

    /// "(hierna: de Wet)", "(WvSr)", "(‘Wpg’)" behind a law: where it ends, and the name it gives.
    pub fn alias(&self, at: usize) -> (usize, Option<String>) {
        const LONGEST: usize = 90;
        const SHORT: usize = 8;
        let phrases = &self.lexicon.phrases;
        // "het Koopvaardijverdrag (minimumnormen) 1976 (hierna te noemen het Hoofdverdrag)".
        let year = self.space(at);
        let dated = self.text.get(year..year + 4).is_some_and(is_year);
        let behind = if dated { year + 4 } else { at };
        // "…, enerzijds, en …, anderzijds, (hierna: de overeenkomst)".
        let comma = self.starts(behind, ", (");
        let open = self.space(behind + usize::from(comma));
        if self.byte(open) != Some(b'(') {
            return (at, None);
        }
        let Some(close) = self.bytes[open..].iter().take(LONGEST).position(|b| *b == b')').map(|i| open + i) else { return (at, None) };
        let inner = self.text[open + 1..close].trim();
        // "(Stb. 1991, 112; WSF)": the gazette is a citation of its own.
        if let Some((_, name)) = inner.rsplit_once("; ").filter(|_| !dated && Phrases::at(&phrases.publication, inner).is_some()) {
            let short = name.len() <= SHORT && name.chars().all(char::is_alphanumeric) && name.chars().filter(|c| c.is_uppercase()).count() > 1;
            return (at, short.then(|| name.to_owned()));
        }
        let lower = inner.to_lowercase();
        let introduced = Phrases::at(&phrases.introduction, &lower).and_then(|end| inner.get(end..));
        if comma && introduced.is_none() {
            return (at, None);
        }
        let name = introduced.unwrap_or(inner).trim_start_matches([':', ' ', ',']);
        let name = Phrases::before(&phrases.called, name).unwrap_or(name).trim_matches(['"', '\'', '«', '»', ' ']);
        let name = Phrases::behind_the(&phrases.the, name);
        let name = name.trim_matches(['"', '\'', '«', '»', ' ']);
        // "AI-verordening (COM(2021) 206)": a document.
        let fits = !name.is_empty()
            && !name.contains('(')
            && name.len() <= 40
            && name.split_whitespace().count() <= 4
            && !name.starts_with(|c: char| c.is_ascii_digit());
        // "Awb (hierna ook: de bezwaarschriftencommissie)" names a body.
        let small = name.starts_with(|c: char| c.is_lowercase()) && !name.contains(char::is_whitespace);
        let law =
            || self.lexicon.entry(name.as_bytes()).noun().is_some() || [&phrases.law_ending, &phrases.other_rules].iter().any(|of| Phrases::ends(of, name));
        if small && !law() {
            return (at, None);
        }
        // "(RMR 2010)" ends in a year.
        let short = name.rsplit_once(' ').filter(|(_, year)| is_year(year)).map_or(name, |(short, _)| short);
        let abbreviation = !short.contains(char::is_whitespace) && short.chars().any(char::is_uppercase) && short.chars().any(char::is_alphabetic);
        // "WvSr (Nederland)", "Belastingregeling voor het Koninkrijk (Aruba)" say where.
        let place = introduced.is_none() && self.laws.treaty_with(&phrases.tax_treaty, name).is_some();
        let fits = fits && name.len() > 1 && !place && !self.is_compound(name) && !Phrases::is(&phrases.no_alias, name.trim_end_matches('.'));
        let abbreviation = abbreviation || (introduced.is_none() && name.split_whitespace().count() == 2 && Phrases::at(&phrases.wet_first, name).is_some());
        // "Stichting Beroepscommissie Wet … (hierna: de Beroepscommissie)".
        let body = introduced.is_some() && Phrases::ends(&phrases.of_body, name);
        if !fits || body || (introduced.is_none() && (dated || !abbreviation)) || Phrases::within(&phrases.publication, name) {
            return (at, None);
        }
        (close + 1, Some(name.to_owned()))
    }
}

/// Whether the letters of an abbreviation stand in the words of `name`, in their order and from the first on.
pub(super) fn has_letters_of(short: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let mut wanted = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    wanted.next() == letters.next() && wanted.all(|wanted| letters.any(|c| c == wanted))
}

/// Whether a word is a year of the last two centuries.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && (word.starts_with("19") || word.starts_with("20"))
}

/// Whether a name that a text gives is one of capitals, or a short one.
fn is_abbreviation(name: &str) -> bool {
    const SHORT: usize = 4;
    const LONGEST: usize = 8;
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    name.chars().all(char::is_alphanumeric) && (capitals > 1 && name.len() <= LONGEST || capitals == 1 && name.len() <= SHORT)
}
