//! A law by its name, its number or its nickname, or by a name that the text has given it.

use super::{LawRef, any_of::AnyOf, cursor, lexicon::Meaning, phrases::Phrases, scan::Act, tail::Tail, words::Parser};
use crate::{
    register::laws::{Found, Sort},
    span::{self, Span},
};

impl Parser<'_> {
    /// A law by name or number at `at`; some abbreviations are names only behind an article.
    pub fn law_name(&self, at: usize, behind_article: bool) -> Option<Tail> {
        let by_name_alone = self.acts.is_empty()
            && !self.aliases.borrow().may_begin(self.byte(at)?)
            && !self.is_tax_treaty(at)
            && !self.digit(cursor::letters_end(self.bytes, at));
        if by_name_alone {
            // Most words that may begin a name begin none.
            let found = self.registered(at, behind_article)?;
            return self.law_found(at, found, behind_article);
        }
        if let Some(act) = self.act_at(at) {
            return Some(self.with_alias(LawRef::Act { id: act.id.clone() }, act.span.end));
        }
        let given = self.given(at).or_else(|| self.tax_treaty(at));
        let found = self.registered(at, behind_article);
        if let Some(given) = given
            && found.as_ref().is_none_or(|found| found.end <= given.end)
        {
            return Some(given);
        }
        let found = found.or_else(|| self.without_footnote(at, behind_article))?;
        self.law_found(at, found, behind_article)
    }

    /// The act of the Union whose words begin at `at`.
    fn act_at(&self, at: usize) -> Option<&Act> {
        if self.acts.is_empty() {
            return None;
        }
        self.acts.binary_search_by_key(&at, |act| act.span.start).ok().map(|i| &self.acts[i])
    }

    /// Whether the words of such an act begin at `at`.
    pub fn begins_act(&self, at: usize) -> bool {
        self.act_at(at).is_some()
    }

    /// The longest name of the register at `at`, a treaty's with the day and place that a text puts into it too.
    fn registered(&self, at: usize, behind_article: bool) -> Option<Found> {
        let found = self.laws.longest(self.text, at, behind_article);
        match self.dated_treaty(at) {
            Some(dated) if found.as_ref().is_none_or(|found| found.end < dated.end) => Some(dated),
            _ => self.nearly(at, found.as_ref()).or(found).or_else(|| self.treaty_of_parties(at)),
        }
    }

    /// Whether no name begins with the word from `at` to `end`, as far as that word and the next one tell: a
    /// quick answer for most words.
    #[inline]
    pub fn begins_no_name(&self, at: usize, end: usize) -> bool {
        if self.is_tax_treaty(at) || self.aliases.borrow().any_at(&self.text[at..]) {
            return false;
        }
        let next = self.byte(end + 1).filter(u8::is_ascii_alphanumeric);
        let none = match (self.byte(end), next) {
            (Some(b' ' | b'\n'), Some(_)) => self.laws.stops(self.text, at, end, end + 1),
            (Some(b' ' | b'\n' | b',' | b';' | b')'), _) => !self.laws.may_begin(&self.text[at..end]),
            _ => false,
        };
        // A law at the beginning of a line may be an abbreviation that no register has, before its articles.
        none && !(matches!(self.bytes[..at].last(), None | Some(b'\n')) && self.entry_colon(at).is_some())
    }

    /// "www.waterwet.nl": whether the words are those of a site.
    fn is_of_site(&self, at: usize, end: usize) -> bool {
        let phrases = &self.lexicon.phrases;
        let behind = || self.phrase(end, &phrases.site_end).is_some_and(|end| !self.byte(end).is_some_and(|b| b.is_ascii_alphanumeric()));
        Phrases::ends(&phrases.site, &self.text[..at]) || behind()
    }

    /// The law whose name was found at `at`, unless it is none there.
    fn law_found(&self, at: usize, found: Found, behind_article: bool) -> Option<Tail> {
        if self.is_date_of_anything(at, found.end) || self.is_of_site(at, found.end) {
            return None;
        }
        let found = match self.dated_law(at, found) {
            Ok(found) => found,
            Err(end) => return Some(Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end)),
        };
        if found.sort != Sort::Title && self.is_other(at, found.end, behind_article) {
            return None;
        }
        if behind_article && Phrases::is(&self.lexicon.phrases.nowhere, &self.text[at..found.end]) {
            return Some(Tail::new(LawRef::Unlisted { span: Span::new(at, found.end) }, found.end));
        }
        if self.within_another(at, &found, behind_article) {
            return None;
        }
        if let Some(end) = self.other_law(at, &found) {
            return Some(Tail::new(LawRef::Unlisted { span: Span::new(at, end) }, end));
        }
        // "de de-minimisverordening (EU) nr. 1407/2013": of several acts of that name, the one of that number.
        if self.starts(found.end, " (E")
            && let Some(act) = self.act_at(found.end + " ".len())
        {
            return Some(self.with_alias(LawRef::Act { id: act.id.clone() }, act.span.end));
        }
        // "Awb-procedure", "Wetsvoorstel": a law within a compound is none.
        let next = self.byte(found.end + 1);
        // So it is in "ZW- uitkering", "WAO- en WW-uitkering".
        let compound = self.byte(found.end) == Some(b'-')
            && self.text[found.end + 1..]
                .trim_start_matches([' ', '\n'])
                .starts_with(|c: char| if matches!(next, Some(b' ' | b'\n')) { c.is_lowercase() } else { c.is_alphabetic() });
        // "de Wob-/Wbp-coördinator", "een ZW-, WIA- of WW-uitkering".
        let compound =
            compound || self.starts(found.end, "-,") || self.starts(found.end, "-/") && self.byte(found.end + 2).is_some_and(|b| b.is_ascii_alphabetic());
        let docket = found.sort != Sort::Title && matches!(self.byte(found.end), Some(b'/' | b'\'')) && next.is_some_and(|b| b.is_ascii_digit());
        if docket || compound && !(behind_article && found.sort != Sort::Title && self.is_cited_in_compound(at, found.end)) {
            return None;
        }
        // "Gasslangbesluit (Warenwet)": the bracket is the name's.
        let open = self.byte(found.end) == Some(b')') && self.bytes[at..found.end].iter().rev().find(|b| matches!(b, b'(' | b')')) == Some(&b'(');
        let end = found.end + usize::from(open);
        let by_article_alone = behind_article && self.is_known_by_article_alone(at, &found);
        let law = LawRef::Named { laws: found.laws, span: Span::new(at, end) };
        if by_article_alone {
            self.give_by_article(&self.text[at..found.end], &law);
        }
        if found.sort == Sort::Title {
            self.give_by_place(at, &law);
        }
        Some(self.with_alias(law, end))
    }

    /// "artikel 81 RO-zaken", "art. 6 EVRM-verweer": whether the article stands right before the law within a compound, which is
    /// none for other rules, as "Wmo-verordening" is.
    fn is_cited_in_compound(&self, at: usize, end: usize) -> bool {
        const SHORT: usize = 2;
        let phrases = &self.lexicon.phrases;
        let rest = cursor::word_end(self.text, end + 1);
        let word = &self.text[(end + 1).min(rest)..rest];
        let before = self.text[..at].strip_suffix(' ').unwrap_or_default();
        let last = before.rsplit([' ', '\n']).next().unwrap_or_default();
        let article = last.starts_with(|c: char| c.is_ascii_digit()) || last.len() <= SHORT && !Phrases::ends(&phrases.the, &self.text[..at]);
        let rules = [&phrases.law_ending, &phrases.other_rules].iter().any(|of| Phrases::ends(of, word));
        article && self.capital(at) && self.byte(end) == Some(b'-') && word.starts_with(|c: char| c.is_lowercase()) && !rules
    }

    /// "BW: artikelen 1:5 en 1:253sa" in a line of its own: an abbreviation before its articles.
    pub fn entry(&self, at: usize) -> Option<Tail> {
        if !matches!(self.bytes[..at].last(), None | Some(b'\n')) {
            return None;
        }
        let colon = self.entry_colon(at)?;
        let articles = self.word(self.space(colon + 1));
        if articles.entry.part().is_none() || articles.start == colon + 1 {
            return None;
        }
        if let Some(tail) = self.law_name(at, true) {
            return (tail.end == colon).then_some(tail);
        }
        let capitals = self.bytes[at..colon].iter().filter(|b| b.is_ascii_uppercase()).count();
        (capitals > 1).then(|| Tail::new(LawRef::Unlisted { span: Span::new(at, colon) }, colon))
    }

    /// Where the colon stands behind the short words at `at`.
    fn entry_colon(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let colon = at + self.bytes[at..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b' ').count();
        (self.byte(colon) == Some(b':')).then_some(colon)
    }

    /// Whether the name at `at` is a part of a longer one: "Aanwijzing Wjsg", "Invoeringswet Awb", "Bureau Bibob",
    /// "P.W.M. Huisman".
    fn within_another(&self, at: usize, found: &Found, behind_article: bool) -> bool {
        const SHORT: usize = 5;
        let phrases = &self.lexicon.phrases;
        let before = &self.text[..at];
        if found.sort != Sort::Title && !behind_article && (before.ends_with('.') || self.is_initials(at, found.end)) {
            return true;
        }
        // "kpeu_Wob@", "Omgevingswet@provincie.nl", "kenmerk WOB/2021/222".
        if found.sort != Sort::Title && before.ends_with('_') || self.byte(found.end) == Some(b'@') {
            return true;
        }
        // "A.O.W.-premies" is a compound.
        if found.sort != Sort::Title && self.text[at..found.end].contains('.') && self.starts(found.end, ".-") {
            return true;
        }
        // "5611GW" is a postcode; "artikel 6:162BW" has lost a space.
        let glued = || behind_article && Phrases::is(&self.lexicon.keywords.glued_law, &self.text[at..found.end]);
        if found.sort != Sort::Title && before.ends_with(|c: char| c.is_ascii_digit()) && !glued() {
            return true;
        }
        let Some(before) = before.strip_suffix(' ') else { return false };
        let from = before.rfind(|c: char| !(c.is_alphanumeric() || c == '-')).map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let word = &before[from..];
        // "Inkomensbesluit Wet WIA".
        let word = match before[..from].strip_suffix(' ') {
            Some(before) if word == "Wet" && found.sort != Sort::Title => before.rsplit([' ', '\n']).next().unwrap_or_default(),
            _ => word,
        };
        let small = self.byte(at).is_some_and(|b| b.is_ascii_lowercase());
        if small {
            // "Algemene burgerlijke pensioenwet": a small word is a title behind an article only.
            let single = !self.text[at..found.end].contains(' ');
            // "het ontslagbesluit" is any such decision, "een kieswet" any such law, "de leen- en pachtwet" another one.
            let common = Phrases::is(&phrases.common, &self.text[at..found.end]);
            let any = || Phrases::is(&phrases.any, word) || Phrases::ends(&phrases.half_word, &self.text[..at]);
            if !behind_article && (common || single && any()) {
                return true;
            }
            return single
                && word.starts_with(char::is_lowercase)
                && word.ends_with(['e', 'k'])
                && !self.lexicon.entry(word.as_bytes()).is(Meaning::Determiner)
                && !self.lexicon.entry(word.as_bytes()).is(Meaning::Version)
                && !self.lexicon.entry(word.as_bytes()).is(Meaning::Named);
        }
        // "het Onderwijskundig besluit ISOVSO" is another's name.
        if found.sort == Sort::Abbreviation && !behind_article && Phrases::is(&phrases.decree, word) {
            return true;
        }
        // "de Tweede vaststellingswet Wetboek van Strafvordering".
        if !word.starts_with(char::is_uppercase) {
            return !behind_article && Phrases::is(&phrases.makes_law, word);
        }
        Phrases::is(&phrases.body, word)
            || (Phrases::ends(&phrases.compound, word)
                && word.len() > SHORT
                && !self.text[..at].trim_end().is_empty()
                && !Phrases::is(&phrases.compound, &word.to_lowercase()))
    }

    /// "Mw. Van Soest", "G.W. de Graaff", "D. S. A. Docen": letters with dots before somebody's name.
    fn is_initials(&self, at: usize, end: usize) -> bool {
        const LONGEST: usize = 8;
        let dot = self.byte(end) == Some(b'.');
        if end - at > LONGEST || !(dot || self.byte(end) == Some(b' ')) {
            return false;
        }
        let phrases = &self.lexicon.phrases;
        let determined = [&phrases.the, &phrases.genitive, &phrases.old_genitive].iter().any(|group| Phrases::ends(group, &self.text[..at]));
        let rest = self.text[end + 1..].trim_start_matches(' ');
        let person = Phrases::is(&self.lexicon.phrases.person, &self.text[at..end]);
        if !dot {
            // "Mw J.L. Verwijs".
            let mut letters = rest.chars();
            return person && letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.');
        }
        let name = rest.starts_with(|c: char| c.is_uppercase()) || Phrases::at(&self.lexicon.phrases.surname, rest).is_some();
        let initials = self.bytes[at + 1..end].contains(&b'.') || person;
        // "Sr. adviseur" is a senior one.
        let senior = Phrases::is(&phrases.senior, &self.text[at..end]) && rest.starts_with(char::is_lowercase);
        let code = || [&phrases.neuter, &phrases.genitive].iter().any(|group| Phrases::ends(group, &self.text[..at]));
        // "300 Sr. is van toepassing", "volgens Sr. is dit strafbaar".
        let cited = || {
            let ahead = self.text[..at].trim_end_matches(' ');
            let last = ahead.rfind([' ', '\n']).map_or(ahead, |i| &ahead[i + 1..]);
            last.starts_with(|c: char| c.is_ascii_digit()) || self.lexicon.entry(last.to_lowercase().as_bytes()).is(Meaning::Preposition)
        };
        let senior = senior && self.starts(end, ". ") && Phrases::at(&phrases.and, &self.text[end + 1..]).is_none() && !code() && !cited();
        initials && name && !determined || senior
    }

    /// "Awb3", "NIS24": an abbreviation of three letters or more with a footnote's number at its end.
    fn without_footnote(&self, at: usize, behind_article: bool) -> Option<Found> {
        const LONGEST: usize = 14;
        if !self.digit(cursor::letters_end(self.bytes, at)) {
            return None;
        }
        let token = self.bytes[at..].iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
        let digits = self.bytes[at..at + token].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let ends = !self.byte(at + token).is_some_and(|b| b.is_ascii_alphanumeric() || b >= 0xC3 || b == b'-');
        if !(1..=3).contains(&digits) || token < digits + 3 || !ends {
            return None;
        }
        let cut = |end: usize| self.laws.longest(&self.text[..end], at, behind_article).filter(|f| f.end == end && f.sort == Sort::Abbreviation);
        (at + token - digits..at + token).rev().find_map(cut)
    }

    /// Whether an abbreviation is no law here: a docket ("AWB 12/858"), or something that the text itself
    /// abbreviates so ("Rijksvastgoedbedrijf (RVB)"), from there on.
    fn is_other(&self, at: usize, end: usize, behind_article: bool) -> bool {
        let words = &self.text[at..end];
        let after = &self.text[end..];
        let slashed = after.trim_start_matches(' ').strip_prefix('/').map(str::trim_start).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
        if slashed && after.starts_with(' ') {
            return true;
        }
        let number = after.trim_start_matches([' ', '-']);
        let docket = number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().take(8).find(|b| !b.is_ascii_digit()) == Some(b'/');
        let neuter =
            !behind_article && Phrases::ends(&self.lexicon.phrases.neuter, &self.text[..at]) && !after.starts_with('-') && self.is_abbreviated_wet(words, at);
        // "het WAO conforme systeem" is of the law; nothing stands behind the name of a fund.
        if neuter && !after.starts_with(' ') {
            self.funds.borrow_mut().insert(words.to_owned());
        }
        let common = || behind_article || Phrases::ends(&self.lexicon.phrases.common_gender, &self.text[..at]);
        let neuter = neuter || self.funds.borrow().contains(words) && !common();
        let numbered = Phrases::ends(&self.lexicon.phrases.file_number, &self.text[..at])
            && number.trim_start_matches(['/', ' ']).starts_with(|c: char| c.is_ascii_digit());
        // "nr. WJZ/V-323589", "nr. CDJZ/WVW 1999-1325".
        let numbered = numbered || (after.starts_with('/') || self.text[..at].ends_with('/')) && self.within_file_number(at);
        let filed = !behind_article && (numbers_file(after) || ends_in_docket(&self.text[..at]));
        if docket || numbered || filed || neuter || self.others.borrow().contains(words) {
            return true;
        }
        let before = &self.text[..at];
        let listed = before.strip_suffix(", ").is_some_and(|b| b.ends_with(|c: char| c.is_lowercase()));
        let defined = after.starts_with(')') && (before.ends_with('(') || listed) && !behind_article;
        let defined = defined && !words.contains(|c: char| c.is_ascii_digit() || c == ' ') && !self.speaks_of_law(at) && self.abbreviates(at, words);
        if defined {
            self.others.borrow_mut().insert(words.to_owned());
        }
        defined
    }

    /// Whether the letters at `at` are of the number of a file, which begins before them with letters and signs.
    fn within_file_number(&self, at: usize) -> bool {
        const LONGEST: usize = 24;
        let length = self.bytes[..at].iter().rev().take(LONGEST).take_while(|b| b.is_ascii_uppercase() || matches!(b, b'/' | b'&' | b'-')).count();
        Phrases::ends(&self.lexicon.phrases.file_number, &self.text[..at - length])
    }

    /// Whether the abbreviation at `at` is that of a wet and of nothing else: of "het WSW" it is not, for a wet is "de Wsw".
    fn is_abbreviated_wet(&self, words: &str, at: usize) -> bool {
        let wet = |law: &u32| {
            let law = self.laws.get(*law);
            matches!(law.kind, "wet" | "rijkswet") && Phrases::ends(&self.lexicon.phrases.wet, law.label.split(' ').next().unwrap_or_default())
        };
        words.len() > 2 && self.laws.longest(self.text, at, false).is_some_and(|found| found.sort != Sort::Title && found.laws.iter().all(wet))
    }

    /// Whether the words before the bracket at `at` may be what `abbreviation` stands for: they hold its letters.
    fn abbreviates(&self, at: usize, abbreviation: &str) -> bool {
        const WORDS: usize = 8;
        /// Bytes that they take: a text may be without spaces.
        const REACH: usize = 400;
        let before = self.text[span::floor(self.text, at.saturating_sub(REACH))..at].trim_end_matches(['(', ' ']);
        let words: Vec<&str> = before.rsplit([' ', '\n']).take(WORDS).collect();
        let first = abbreviation.chars().next().map(|c| c.to_ascii_lowercase());
        words.iter().enumerate().any(|(i, word)| {
            if word.chars().next().map(|c| c.to_ascii_lowercase()) != first {
                return false;
            }
            let mut letters = words[..=i].iter().rev().flat_map(|w| w.chars()).map(|c| c.to_ascii_lowercase());
            abbreviation.chars().all(|wanted| letters.any(|c| c == wanted.to_ascii_lowercase()))
        })
    }

    /// Whether the words before the bracket at `at` are about a law: "de Wet op het X (WX)".
    fn speaks_of_law(&self, at: usize) -> bool {
        const REACH: usize = 80;
        let start = span::floor(self.text, at.saturating_sub(REACH));
        let phrases = &self.lexicon.phrases;
        let before = &self.text[start..at];
        let lower = before.to_lowercase();
        // "laten weten" is no law; "wetgeving" is, but not in the name of an office.
        // "de Wet12 openbaarheid van bestuur": with the number of a note.
        let words = |text: &str, of: &AnyOf| {
            text.split(|c: char| !c.is_alphanumeric()).any(|word| Phrases::ends(of, word.trim_end_matches(|c: char| c.is_ascii_digit())))
        };
        phrases.article.iter().any(|article| lower.contains(article.trim_end())) || words(&lower, &phrases.law_ending) || words(before, &phrases.legislation)
    }
}

/// Whether what stands right behind an abbreviation makes it a file's: "Woo/2023/035".
fn numbers_file(after: &str) -> bool {
    let Some(rest) = after.strip_prefix('/') else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (2..=4).contains(&digits) && rest.as_bytes().get(digits) == Some(&b'/') && rest.as_bytes().get(digits + 1).is_some_and(u8::is_ascii_digit)
}

/// Whether a court's docket stands right before an abbreviation, which says what it is about: "11/3630 AWBZ".
fn ends_in_docket(before: &str) -> bool {
    const MOST: usize = 5;
    let Some(before) = before.strip_suffix([' ', '\n']) else { return false };
    let digits = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let number = digits(before);
    let Some(year) = before[..before.len() - number].strip_suffix('/').filter(|_| (2..=MOST).contains(&number)) else { return false };
    digits(year) == 2 && !year[..year.len() - 2].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | ',' | '.'))
}
