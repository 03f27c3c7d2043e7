//! Which law a reference is to, read in the order of the text as a reader does.

mod annex;
mod articles;
mod bill;
mod choose;
mod citation;
mod families;
mod foreign;
mod guide;
mod headings;
mod ids;
mod islands;
mod list;
mod memory;
mod nouns;
mod numbering;
mod own;
mod paper;
mod pointing;
mod procedures;
mod provisions;
mod quoted;
mod settle;
mod short;
mod state;
mod table;

use super::context::Context;
use crate::{
    articles::Heading,
    citation::{Candidates, Citation},
    date::Date,
    law::{Key, LawMention, LawRef, Lexicon, Phrases, is_annexed},
    limits::Deadline,
    register::laws::{Laws, NO_ID},
    span::{self, Span},
    spelling,
    view::View,
};
use annex::Annex;
use articles::Last;
use bill::Bill;
use families::Families;
use islands::Court;
use list::List;
use memory::Memory;
use own::Own;
use paper::Paper;
use pointing::Said;
use quoted::Quotation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, OnceCell, RefCell};
use table::Rows;

/// How much of a text may be its title.
const TITLE: usize = 1200;
/// How far back the law of an article without one may have been named.
const NEAR: usize = 700;

/// Resolves the mentions of one document.
pub(crate) struct Reader<'a> {
    text: &'a str,
    view: &'a View<'a>,
    laws: &'a Laws,
    lexicon: &'a Lexicon,
    /// The year of the text, as far as it tells.
    year: Option<u16>,
    /// The day whose law is asked for.
    at: Option<Date>,
    /// The year of a text whose head or identifier has a date.
    written: Option<u16>,
    own: Option<Own<'a>>,
    /// The court of the Caribbean islands whose judgment it is.
    court: Option<Court>,
    /// Whether it is a judgment of the Court of Justice, by its identifier or its head: it is no act itself.
    judgment: bool,
    /// The house of the Staten-Generaal whose paper it is.
    house: Option<&'a str>,
    memory: Memory<'a>,
    /// Where the text has spoken of itself.
    said: Said,
    /// The articles named last.
    last: Last,
    /// Where a code was named last of which nobody can tell the book.
    open_code: usize,
    /// Where the last heading of a provision stands.
    section_at: usize,
    /// Where the words stand with which a bill begins to speak as the law that it will be.
    enacted: Option<usize>,
    /// The highest plain number of its headings: an article above it is none of its own.
    last_headed: u32,
    /// The numbers of the articles that such a text sets, where it says that it does.
    headed: FxHashSet<&'a str>,
    /// Whether nothing but headings in a row tells so.
    begins_unsaid: bool,
    /// Whether such a bill changes a law.
    amending: bool,
    /// Where the text says that it decides to amend others, without a law's own words for that.
    amends: OnceCell<Option<usize>>,
    /// Whether it tells of what the Commission proposes, by its head: its "de verordening" is none yet.
    proposed: bool,
    /// The law that a paper changes, by its title.
    subject: Option<&'a str>,
    bill: Bill<'a>,
    /// What it is a paper of, where it is one about a bill.
    paper: Option<Paper>,
    quotation: Quotation<'a>,
    /// The tables and lists that the text is going through.
    rows: Rows<'a>,
    /// The law that such a bill became, by its title.
    bills: Option<&'a str>,
    /// The law of the last mention, and where its words end: an exception to it follows ("hoofdstuk 8 van de
    /// Mededingingswet, met uitzondering van artikel 80").
    excepting: Option<(&'a str, usize)>,
    /// The law that was named alone last, and where its words end.
    alone: Option<(&'a str, usize)>,
    /// The number of the annex named last, and where.
    last_annex: Option<Annex<'a>>,
    /// Whether a line begins with its name.
    alone_in_line: bool,
    families: Families,
    list: List<'a>,
    /// The law that was named late in a line and lent to an article before it, and where the line begins.
    lent: Cell<Option<(&'a str, usize)>>,
    /// Whether the text has the words of a law's name, all or so many bytes of them, of those whose names it cuts short.
    in_full: RefCell<FxHashMap<(u32, usize), bool>>,
    /// The candidates of the names that were left open so far, by the laws that they may stand for.
    candidates: FxHashMap<Vec<&'a str>, Candidates>,
    /// Where the line of the mention that is being read begins, and how far the text was searched for it.
    line: (usize, usize),
    /// The first line.
    title: &'a str,
    /// Where the first line ends that is not blank.
    head: usize,
}

/// A law that is settled, or what it may be.
enum Settled<'a> {
    Law(&'a str),
    Open(Vec<&'a str>),
    Nothing,
}

impl<'a> Settled<'a> {
    /// The law; left open where that is [`UNLISTED`].
    fn of(law: &'a str) -> Self {
        if is_listed(law) { Settled::Law(law) } else { Settled::Open(Vec::new()) }
    }
}

/// What stands in the place of an identifier for a law that no register has.
const UNLISTED: &str = "";

/// Whether it is a law that a register has.
fn is_listed(law: &str) -> bool {
    law != UNLISTED
}

impl<'a> Reader<'a> {
    /// A reader of the mentions of `view`; `latest` is the latest year that the text dates something to.
    pub fn new(view: &'a View<'a>, laws: &'a Laws, lexicon: &'a Lexicon, context: &'a Context, latest: Option<u16>) -> Self {
        let own = context.own.as_deref().and_then(|id| Own::new(id, laws, lexicon));
        let year = match (&own, context.at) {
            (_, Some(day)) => Some(day.year()),
            (Some(own), None) => latest.max(own.from).or_else(|| latest_year(view.text())),
            (None, None) => context.year.or(latest),
        };
        let memory = Memory::new(laws, lexicon, view.text());
        let written = if context.at.is_some() {
            year
        } else {
            context.year.filter(|_| own.is_none()).map(|year| latest.max(latest_year(view.text())).map_or(year, |latest| latest.max(year)))
        };
        let enacted = lexicon.phrases.enacts.first_within(view.text());
        Self {
            text: view.text(),
            view,
            laws,
            lexicon,
            year,
            at: context.at,
            written,
            own,
            court: Court::read(context.own.as_deref(), view.text(), &lexicon.islands, laws),
            judgment: context.own.as_deref().is_some_and(|own| own.starts_with("ECLI:EU:"))
                || context.own.is_none() && Phrases::within(&lexicon.phrases.heads_judgment, &view.text()[..span::floor(view.text(), TITLE)]),
            house: context.own.as_deref().and_then(spelling::house_of).or_else(|| paper::house(view.text(), &lexicon.phrases)),
            memory,
            said: Said::default(),
            last: Last::default(),
            open_code: 0,
            section_at: 0,
            amending: enacted.is_some() && Phrases::within(&lexicon.phrases.changes, view.text()),
            amends: OnceCell::new(),
            enacted,
            last_headed: 0,
            headed: FxHashSet::default(),
            begins_unsaid: false,
            proposed: Phrases::within(&lexicon.phrases.heads_proposal, &view.text()[..span::floor(view.text(), TITLE)]),
            subject: None,
            bill: Bill::default(),
            paper: None,
            quotation: Quotation::default(),
            rows: Rows::default(),
            bills: None,
            excepting: None,
            alone: None,
            alone_in_line: false,
            last_annex: None,
            families: Families::new(),
            list: List::default(),
            lent: Cell::new(None),
            in_full: RefCell::default(),
            candidates: FxHashMap::default(),
            line: (0, 0),
            title: view.text().lines().next().unwrap_or_default(),
            head: head(view.text()),
        }
    }

    /// The citations of the mentions, which are by start. Once `deadline` has passed, no more are resolved.
    pub fn citations(&mut self, mentions: &'a [LawMention], deadline: Deadline) -> Vec<Citation> {
        let given = self.own.is_some();
        let heading = |m: &LawMention| headings::is_heading(self.text, m) || given && headings::has_small_title(self.text, m, self.lexicon);
        let headings: Vec<bool> = mentions.iter().map(heading).collect();
        if self.own.is_none() && self.enacted.is_none() && !self.amending {
            self.tell_own(mentions, &headings);
        }
        if let Some(own) = &mut self.own {
            own.read(self.text, mentions, &headings, self.laws, self.lexicon);
        }
        if self.own.is_none() && (self.enacted.is_none() || self.begins_unsaid) {
            self.paper = Paper::read(self.text, mentions, &headings, self.lexicon);
        }
        self.read_definitions(mentions);
        if self.enacted.is_some() {
            let number = |mention: &LawMention| mention.items.first()?.parts.last()?.1.parse::<u32>().ok();
            let headed = || mentions.iter().zip(&headings).filter(|(_, heading)| **heading);
            self.last_headed = headed().filter_map(|(mention, _)| number(mention)).max().unwrap_or(0);
            if !self.begins_unsaid && self.enacted.is_some_and(|at| provisions::is_set(self.text, at, &self.lexicon.phrases)) {
                self.headed = headed().filter_map(|(mention, _)| Some(mention.items.first()?.parts.last()?.1.as_str())).collect();
            }
        }
        // One alone may be a citation before a word with a capital.
        let in_line = self.own.is_none() && mentions.iter().filter(|mention| headings::is_titled_in_line(self.text, mention, self.lexicon)).nth(1).is_some();
        let mut citations = Vec::new();
        let mut watch = deadline.watch();
        for (index, mention) in mentions.iter().enumerate() {
            if watch.passed() {
                break;
            }
            self.line_of(mention.span.start);
            if mention.span.is_empty() {
                self.define(mention);
            } else if headings[index] && is_annexed(self.text, self.lexicon, mention) {
                self.rows.of_section = None;
            } else if headings[index] && !self.is_row_of_section(mention) {
                self.memory.section();
                self.section_at = mention.span.start;
                self.rows.of_lines = None;
                // "Titel 2 Preventie" below "3.2 Regeling preventie" is a part of that.
                if self.own.as_ref().is_none_or(|own| !own.policy) || matches!(mention.items[0].parts.last(), Some((Key::Artikel, _))) {
                    self.rows.of_section = None;
                }
                self.rows.of_code = None;
                self.quotes_from(mention);
                citations.extend(self.quoted_heading(mention));
            } else if in_line && headings::is_titled_in_line(self.text, mention, self.lexicon) {
                self.memory.section();
            } else {
                let served = mention.served_by.and_then(|by| Some((mentions.get(index + by.distance)?, by.close)));
                citations.extend(self.citation(mention, served, &mentions[index + 1..]));
            }
        }
        citations
    }

    /// For a text of which nobody said what it is: whether it sets articles, and under which name.
    fn tell_own(&mut self, mentions: &'a [LawMention], headings: &[bool]) {
        let phrases = &self.lexicon.phrases;
        let amends = || Phrases::within(&phrases.amended, self.text);
        // An act of the Union that amends another speaks of that one's articles.
        self.enacted = provisions::begin(self.text, mentions, headings, phrases).filter(|at| !(provisions::is_act(self.text, *at, phrases) && amends()));
        let said = |at: usize| provisions::is_set(self.text, at, phrases) && !amends();
        self.begins_unsaid = self.enacted.is_some_and(|at| !said(at));
        if self.enacted.is_some()
            && let Some(Settled::Law(id)) = provisions::own_name(self.text, mentions, phrases).map(|name| self.named(name))
        {
            self.own = Own::new(id, self.laws, self.lexicon);
            if let Some(own) = &mut self.own {
                own.told = true;
            }
        }
    }

    /// The headings of the law that the document is, in its text as given; none of what goes through another law.
    pub fn headings(&self, mentions: &[LawMention]) -> Vec<Heading> {
        if self.own.as_ref().is_none_or(|own| own.explains.is_some()) {
            return Vec::new();
        }
        let number = |mention: &LawMention| match mention.items.first()?.parts.last()? {
            (Key::Artikel, number) => Some(number.clone()),
            _ => None,
        };
        let heading = |m: &LawMention| Some((self.view.to_source(m.span).start, number(m).filter(|_| headings::is_heading(self.text, m))?));
        mentions.iter().filter_map(heading).collect()
    }

    /// Keeps where the line of `at` begins: in one pass, for a line may be as long as the text.
    fn line_of(&mut self, at: usize) {
        let (begin, searched) = self.line;
        if self.rows.of_section.is_some() && self.passes_section(searched, at) {
            self.rows.of_section = None;
        }
        let begin = match self.text.get(searched..at).and_then(|passed| passed.rfind('\n')) {
            Some(i) => searched + i + 1,
            None => begin,
        };
        self.line = (begin, at.max(searched));
    }

    /// Whether no line ends between `named` and `at`, which is not before the mention that is being read.
    fn in_line(&self, named: usize, at: usize) -> bool {
        named >= self.line.0 && self.text.get(self.line.1..at).is_none_or(|rest| !rest.contains('\n'))
    }

    /// A law's definitions ("wet: de Vreemdelingenwet 2000") hold for all of it, and for those before them in
    /// their list too.
    fn read_definitions(&mut self, mentions: &'a [LawMention]) {
        const LONGEST: usize = 8;
        // "artikel 1 van de Wtv" in a summary, before "hierna: Wtv".
        for mention in mentions.iter().filter(|m| m.law.is_name()) {
            let short = |alias: &&str| {
                alias.len() <= LONGEST && alias.starts_with(char::is_uppercase) && !alias.contains(' ') && self.lexicon.entry(alias.as_bytes()).noun().is_none()
            };
            if let Some(alias) = mention.alias.as_deref().filter(short)
                && let Settled::Law(law) = self.named(mention)
            {
                self.memory.define_later(alias, law);
            }
        }
        if self.own.is_none() && self.enacted.is_none() {
            return;
        }
        for mention in mentions.iter().filter(|m| m.law.is_name() && m.items.is_empty()) {
            if let Some(alias) = mention.alias.as_deref().filter(|alias| self.lexicon.entry(alias.as_bytes()).noun().is_some())
                && let Settled::Law(law) = self.named(mention)
            {
                self.memory.define_everywhere(alias, law);
            }
        }
    }

    /// Takes in a name that the text gives a law apart from it.
    fn define(&mut self, mention: &'a LawMention) {
        let Some(alias) = &mention.alias else { return };
        match &mention.law {
            // "de Regeling bonte honden (hierna: de Regeling)": from here on that is no other law's name.
            LawRef::Unlisted { span } => match self.unlisted(*span, false) {
                Settled::Law(law) => self.memory.define(alias, law),
                // A law may call itself so, by a title that is not its own one.
                _ if self.own.is_none() => {
                    self.memory.define(alias, UNLISTED);
                    self.memory.unlisted(&self.text[span.range()], mention.span);
                }
                _ => {}
            },
            _ => {
                if let Settled::Law(law) = self.named(mention) {
                    self.memory.define(alias, law);
                }
            }
        }
    }

    /// The law that a mention names by itself.
    fn named(&self, mention: &'a LawMention) -> Settled<'a> {
        match &mention.law {
            LawRef::Named { laws, span } => match self.choose(laws, *span, mention) {
                Settled::Law(law) if self.is_tail_of_decree(law, *span, mention) => Settled::Open(Vec::new()),
                settled => settled,
            },
            LawRef::Act { id } => Settled::Law(id),
            _ => Settled::Nothing,
        }
    }

    /// "het Besluit verzekerden Wtz 1998 (hierna: het Besluit)": what the abbreviation ends is no law.
    fn is_tail_of_decree(&self, law: &'a str, name: Span, mention: &LawMention) -> bool {
        const LONGEST: usize = 12;
        let short = name.end - name.start <= LONGEST && mention.items.is_empty();
        let decree = || mention.alias.as_deref().is_some_and(|alias| self.lexicon.phrases.decree.iter().any(|decree| decree == alias));
        let wet = || self.lexicon.entry(self.lexicon.numbering.state_noun.as_bytes()).noun();
        short && decree() && wet().is_some_and(|wet| self.memory.fits(wet, law))
    }

    /// Whether the name of one of our laws is written without a capital in a treaty: "het wetboek van strafrecht" is any
    /// party's there.
    fn is_of_any_party(&self, words: std::ops::Range<usize>, settled: &Settled<'_>) -> bool {
        let treaty = self.own.as_ref().is_some_and(|own| own.id.starts_with("BWBV"));
        treaty && matches!(settled, Settled::Law(law) if law.starts_with("BWBR")) && !self.text[words].contains(char::is_uppercase)
    }

    /// The law named last, the text's own among them.
    fn named_last(&self) -> Option<&'a str> {
        let last = self.memory.last();
        let own = self.own.as_ref().filter(|_| last.is_none_or(|(_, at)| self.said.at.is_some_and(|said| said > at)));
        own.map(|own| own.id).or(last.map(|(law, _)| law))
    }
}

/// Where the first line of a text ends that is not blank.
fn head(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    memchr::memchr(b'\n', &text.as_bytes()[blank..]).map_or(text.len(), |i| blank + i)
}

/// The latest year that a text mentions anywhere: it is hardly older than that.
fn latest_year(text: &str) -> Option<u16> {
    const LAST: u16 = 2035;
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr2_iter(b'1', b'2', bytes)
        .filter(|&at| {
            (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
                && digit(at + 1)
                && digit(at + 2)
                && digit(at + 3)
                && !bytes.get(at + 4).is_some_and(u8::is_ascii_alphanumeric)
        })
        .filter_map(|at| text[at..at + 4].parse().ok())
        .filter(|year| (1700..=LAST).contains(year))
        .max()
}
