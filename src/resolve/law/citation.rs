//! The citation that a mention makes, once its law is settled, and what is remembered of it.

use super::{
    Reader, Settled, TITLE, UNLISTED, ids,
    numbering::{number_of, part_of},
    state,
};
use crate::{
    citation::{AT, Candidate, Candidates, Citation, Status, Target},
    id::Id,
    law::{Item, Key, LawMention, LawRef, Phrases, Pointing},
    register::books::{BOOKS, is_book},
};

impl<'a> Reader<'a> {
    /// Whether `alias` is a noun for a law, in a text that is none itself.
    fn is_noun_of_text(&self, alias: &str) -> bool {
        self.own.is_none() && self.lexicon.entry(alias.as_bytes()).noun().is_some()
    }

    /// The citation of a mention; `None` where it is none after all. `served` is the mention whose law serves it too, `later`
    /// what follows it.
    pub(super) fn citation(&mut self, mention: &'a LawMention, served: Option<(&'a LawMention, bool)>, later: &'a [LawMention]) -> Option<Citation> {
        let (settled, rule) = match &mention.law {
            LawRef::Named { .. } => (self.named(mention), if mention.items.is_empty() { "law/name" } else { "law/article-name" }),
            LawRef::Act { .. } => (self.named(mention), "law/article-act"),
            LawRef::Noun { noun, how } => (self.pointed(*noun, *how, mention)?, "law/noun"),
            LawRef::Unlisted { span } => (self.unlisted(*span, !mention.items.is_empty()), "law/unlisted"),
            // "artikel 5 van de cao en artikel 7 daarvan": of what no register has.
            LawRef::Thereof if self.memory.last().is_some_and(|(_, at)| at < self.last.unknown_end) => (Settled::Nothing, "law/noun"),
            LawRef::Thereof => (self.named_last().map_or(Settled::Nothing, Settled::Law), "law/noun"),
            LawRef::SameArticle(how) => return self.same_article(mention, *how),
            LawRef::Row { first } => (Settled::Law(self.of_table(mention, *first)?), "law/row"),
            LawRef::Several { laws } => return Some(self.several(mention, laws)),
            LawRef::None => (self.unnamed(mention, served, later)?, "law/article"),
        };
        let unknown = matches!(mention.law, LawRef::Unlisted { .. } | LawRef::Noun { .. }) && !matches!(settled, Settled::Law(_));
        let settled = if unknown { self.of_annex_heading(mention).unwrap_or(settled) } else { settled };
        if matches!(&mention.law, LawRef::Named { span, .. } if mention.items.is_empty() && self.is_of_any_party(span.range(), &settled)) {
            return None;
        }
        if let (LawRef::Noun { noun, how: Pointing::This }, Settled::Law(law)) = (&mention.law, &settled)
            && self.own.as_ref().is_some_and(|own| own.id == *law)
        {
            self.said.nouns |= 1 << noun;
        }
        let mut citation = self.start(mention, rule);
        let settled = match settled {
            Settled::Law(law) if self.has_no_such(law, &mention.items) => Settled::Open(Vec::new()),
            Settled::Law(law) if served.is_none() && self.is_numbered_unlike(law, mention) => Settled::Nothing,
            settled => settled,
        };
        match settled {
            Settled::Law(law) => {
                let law = self.part_by_letter(law, mention).unwrap_or(law);
                if matches!(mention.law, LawRef::None) && self.alone.is_some_and(|(l, _)| l == law) && self.law_before(mention).is_some() {
                    self.alone = Some((law, mention.span.end));
                }
                if mention.items.is_empty() {
                    citation.targets.push(Target::new(Id::new(law), mention.span));
                }
                let mut books: Vec<Candidate> = Vec::new();
                let own = self.own.as_ref().is_some_and(|own| own.id == law) && matches!(mention.law, LawRef::None);
                let mut part = None;
                for item in &mention.items {
                    let elided = self.with_part_before(law, item, part);
                    part = part_of(item).or(part);
                    let item = elided.as_ref().unwrap_or(item);
                    let split = self
                        .with_colon(law, item)
                        .or_else(|| self.with_dot(law, item))
                        .filter(|_| !own)
                        .or_else(|| self.with_lid(law, item))
                        .or_else(|| self.annex_meant(law, mention, item))
                        .or_else(|| self.as_division(law, item))
                        .or_else(|| self.without_book(law, item));
                    let item = split.as_ref().unwrap_or(item);
                    let ids = ids::of_item(law, item, || self.memory.book_of(number_of(item)).or_else(|| self.memory.only_book()));
                    if ids.is_empty() {
                        citation.status = Status::Ambiguous;
                        let (key, number) = item.parts.last().map_or((Key::Artikel, ""), |(key, v)| (*key, v.as_str()));
                        books.extend(BOOKS.iter().map(|(book, id)| {
                            Candidate::new(Id::from(format!("jci1.3:c:{id}&{}={number}", key.as_str())), format!("book {book} of the Burgerlijk Wetboek"))
                        }));
                    }
                    citation.targets.extend(ids.into_iter().map(|id| Target::new(id, item.span)));
                }
                citation.candidates = books.into();
                self.remember(mention, law, &citation);
                if let Some(first) = citation.targets.first() {
                    self.alters(mention, &first.id);
                    if mention.law.is_name() {
                        self.quotes_named(mention, law, &first.id);
                    }
                }
                citation.family = self.families.of(law);
            }
            Settled::Open(candidates) if !candidates.is_empty() => {
                // "BW: artikelen 1:5 en 3:44": which book it is, the articles tell.
                if mention.items.is_empty() && candidates.iter().all(|law| is_book(law)) {
                    self.alone = Some((ids::BURGERLIJK_WETBOEK, mention.span.end));
                    self.open_code = mention.span.end;
                }
                citation.status = Status::Ambiguous;
                citation.candidates = match self.candidates.get(&candidates) {
                    Some(known) => known.clone(),
                    None => {
                        let candidate = |law: &&'a str| {
                            let label = self.laws.by_id(law).map_or("", |l| self.laws.get(l).label.as_str());
                            Candidate::new(Id::new(law), format!("this name is used for {label}"))
                        };
                        let new: Candidates = candidates.iter().map(candidate).collect();
                        self.candidates.insert(candidates, new.clone());
                        new
                    }
                };
            }
            Settled::Open(_) => {
                citation.status = Status::Unknown;
                if mention.items.is_empty() {
                    self.counts_out(UNLISTED, mention.span, false);
                }
                if !mention.items.is_empty() {
                    self.last.unknown_end = mention.span.end;
                    if matches!(mention.law, LawRef::Named { .. } | LawRef::Unlisted { .. }) {
                        let articles = mention.items.iter().filter_map(|item| item.parts.last()).filter(|(key, _)| *key == Key::Artikel);
                        let own = self.own.as_ref().map(|own| own.id);
                        articles.for_each(|(_, number)| self.memory.article_of_unknown(number, own));
                    }
                }
                // A name of another law than the register has: what follows is of it, not of the one before.
                if let LawRef::Named { span, .. } = &mention.law {
                    if mention.items.is_empty() && self.given_to_printed(*span).is_some() {
                        self.memory.define(&self.text[span.range()], UNLISTED);
                    }
                    // "de Wet personenvervoer (hierna: de Wet)", of which only a later one is known.
                    if let Some(alias) = mention.alias.as_deref().filter(|alias| self.is_noun_of_text(alias)) {
                        self.memory.define(alias, UNLISTED);
                    }
                    self.memory.unlisted(&self.text[span.range()], mention.span);
                    // "Vb. Bo. afl. 42" in a paper that is older than the law with this abbreviation; "AWW" was another law's then.
                    if mention.items.is_empty() && is_brief(&self.text[span.range()]) {
                        return None;
                    }
                }
                if let LawRef::Unlisted { span } = &mention.law {
                    if let Some(alias) = mention.alias.as_deref().filter(|alias| self.is_noun_of_text(alias)) {
                        self.memory.define(alias, UNLISTED);
                    }
                    citation.fields.insert("law", &self.text[span.range()]);
                    self.memory.unlisted(&self.text[span.range()], mention.span);
                    if mention.items.is_empty() {
                        // "BNT: artikelen 2 t/m 5": what follows is of it, but by itself it names nothing.
                        self.alone = Some((UNLISTED, mention.span.end));
                        return None;
                    }
                    // "hoofdstuk 3 van het Jaarverslag": a chapter of something that is no law.
                    let article = mention.items.iter().any(|item| matches!(item.parts.last(), Some((Key::Artikel, _))));
                    if !article && !Phrases::ends(&self.lexicon.phrases.law_ending, &self.text[span.range()].to_lowercase()) {
                        return None;
                    }
                } else if mention.items.is_empty() || matches!(mention.law, LawRef::None) {
                    // "de Vreemdelingenwet (Stb. 1965, 40), artikel 11, artikel 12".
                    self.alone = Some((UNLISTED, mention.span.end));
                }
            }
            Settled::Nothing => {
                citation.status = Status::Incomplete;
                for (_, number) in mention.items.iter().filter_map(|item| item.parts.last()).filter(|(key, _)| *key == Key::Artikel) {
                    self.last.open_end = mention.span.end;
                    self.memory.keep_kin(number, UNLISTED);
                }
            }
        }
        self.date(&mut citation, mention);
        for target in &mut citation.targets {
            target.span = self.view.to_source(target.span);
        }
        Some(citation)
    }

    /// Notes the day of the state that is meant: the one that the words behind the mention tell, else the one
    /// asked for.
    pub(super) fn date(&self, citation: &mut Citation, mention: &LawMention) {
        if !citation.targets.iter().any(|target| target.id.as_str().contains("BWBR")) {
            return;
        }
        if let Some(day) = state::told(&self.text[mention.span.end..], self.lexicon).or(self.at) {
            citation.fields.insert(AT, day.to_string());
        }
    }

    /// A citation with what was read, of nothing so far.
    pub(super) fn start<'m>(&self, mention: &'m LawMention, rule: &'static str) -> Citation {
        let parts =
            |item: &'m Item| item.parts.iter().map(|(key, value)| (key.as_str(), value)).chain(item.below.iter().flatten().map(|(key, value)| (*key, value)));
        let fields = mention.items.iter().flat_map(parts).map(|(key, value)| (key.into(), value.clone())).collect();
        Citation {
            span: self.view.to_source(mention.span),
            family: self.families.regelgeving.clone(),
            status: Status::Resolved,
            targets: Vec::new(),
            candidates: Candidates::default(),
            fields,
            own: false,
            rule: rule.into(),
        }
    }

    /// What the mention tells those that come after it.
    pub(super) fn remember(&mut self, mention: &LawMention, law: &'a str, citation: &Citation) {
        if let Some(alias) = &mention.alias {
            self.memory.define(alias, law);
        }
        if let LawRef::Named { laws, span } = &mention.law
            && laws.len() > 1
            && Phrases::ends(&self.lexicon.phrases.former, &self.text[..span.start])
        {
            self.memory.call_former(law);
        }
        // "(91/308/EEG)" tells which richtlijn it is; what follows cites the law before it as ever.
        if mention.items.is_empty() && matches!(mention.law, LawRef::Act { .. }) && self.text[mention.span.start..].starts_with(|c: char| c.is_ascii_digit()) {
            self.memory.name_aside(law, mention.span);
            return;
        }
        let own = self.own.as_ref().is_some_and(|own| own.id == law);
        if own && mention.law.is_name() {
            self.said.named = Some(mention.span.start);
        }
        self.keep_annex(law, mention);
        self.amends_from(mention, law);
        if own && mention.items.is_empty() {
            self.said.at = Some(mention.span.start);
        }
        if !own {
            self.memory.name(law, mention.span, mention.law.is_name());
        }
        if mention.items.is_empty() {
            self.counts_out(law, mention.span, false);
            self.names_bill(law, mention.span.start, mention.span.end);
        }
        // "Wijziging van artikel 9 van de Woningwet" is about that law too.
        if self.subject.is_none() && (mention.items.is_empty() || mention.law.is_name()) && mention.span.start < TITLE {
            let before = &self.text[..mention.span.start];
            let phrases = &self.lexicon.phrases;
            let line = before.rsplit("\n\n").next().unwrap_or(before);
            let approved = law.starts_with("BWBV") && mention.items.is_empty() && Phrases::within(&phrases.approves, line);
            // "de Commissie voor de herziening van de Grondwet" makes no paper one about it.
            let of_body = |name: &str| Phrases::ends(&phrases.body_for, name.trim_end_matches(char::is_alphabetic));
            let amended = || Phrases::before(&phrases.amends, before).is_some_and(|name| !of_body(name));
            // "•Wijziging van de Jachtwet": one bill of a list.
            let listed = || before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with(['•', '-', '–']));
            if approved || amended() && !Phrases::within(&phrases.new_law, line) && !listed() {
                self.subject = Some(law);
                self.counts_out(law, mention.span, true);
            }
        }
        // "Boek 2, titel 9, van het Burgerlijk Wetboek, met uitzondering van afdeling 1": of that book.
        let book_of = |target: &Target| BOOKS.iter().find(|(_, id)| target.id.as_str().contains(id)).map(|(_, id)| *id);
        let book = || citation.targets.last().and_then(book_of);
        // "Vaststelling van titel 7.4 van het Burgerlijk Wetboek": the paper is about that book.
        let divided = mention.items.first().and_then(|item| item.parts.last()).is_some_and(|(key, _)| *key != Key::Artikel);
        if law == ids::BURGERLIJK_WETBOEK && divided && mention.span.start < TITLE {
            citation.targets.iter().filter_map(book_of).for_each(|book| self.memory.book(book));
        }
        let excepting = if law == ids::BURGERLIJK_WETBOEK { book().unwrap_or(law) } else { law };
        self.excepting = Some((excepting, mention.span.end));
        if mention.items.is_empty() {
            self.alone = Some((law, mention.span.end));
            if mention.law.is_name() && self.ends_line(mention.span.end) {
                // Below the title of a guide stand the articles of the law that it is about.
                let about = self.own.as_ref().filter(|own| own.id == law).and_then(|own| own.about);
                self.heads(mention.span.start, about.unwrap_or(law));
            }
            self.alone_in_line = self.text[..mention.span.start].is_empty() || self.text[..mention.span.start].ends_with('\n');
            return;
        }
        // A long list without a law, in a text that speaks of several.
        const LIST: usize = 5;
        let several = mention.items.len() > LIST && mention.served_by.is_none();
        for item in &mention.items {
            let split = self.with_lid(law, item);
            if let Some((Key::Artikel, number)) = split.as_ref().unwrap_or(item).parts.last()
                // What is a law's for want of another tells nothing.
                && !(matches!(mention.law, LawRef::None) && self.own.as_ref().is_some_and(|o| own && o.misses(number) || o.policy && several))
            {
                self.memory.article(number, law);
            }
        }
        // "die artikelen" of a list without end would name all of it again and again.
        const MOST: usize = 50;
        let articles = citation.targets.iter().take(MOST).map(|t| t.id.clone()).collect();
        self.last.before = std::mem::replace(&mut self.last.articles, articles);
        self.last.end = mention.span.end;
    }
}

/// Whether a name is an abbreviation of a few letters, which may be that of anything.
fn is_brief(name: &str) -> bool {
    const LONGEST: usize = 4;
    const CAPITALS: usize = 3;
    let capitals = name.len() >= CAPITALS && name.bytes().all(|b| b.is_ascii_uppercase());
    name.len() <= LONGEST && name.bytes().all(|b| b.is_ascii_alphabetic()) && !capitals
}
