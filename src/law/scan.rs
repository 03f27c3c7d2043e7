//! Goes through a text once for references to laws.

use std::cell::RefCell;

use super::{LawMention, LawRef, Pointing, cursor, lexicon::Lexicon, parse::Parser};
use crate::{register::laws::Laws, span::Span};

/// An EU act that the rules have found by its number.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    pub span: Span,
    pub id: String,
}

/// All mentions of laws in `text`, by start. `acts` are by start too.
pub(crate) fn mentions(text: &str, lexicon: &Lexicon, laws: &Laws, acts: &[Act], max_range: usize) -> Vec<LawMention> {
    let parser = Parser { text, lexicon, laws, acts, max_range, aliases: RefCell::default(), others: RefCell::default() };
    let bytes = text.as_bytes();
    let mut found: Vec<LawMention> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        let opens = b.is_ascii_alphabetic() || b >= 0xC2;
        if !opens {
            at += 1;
            continue;
        }
        let start = at;
        let word = cursor::word(text, at);
        if word.is_empty() {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if word == "hierna" || word == "verder" {
            found.extend(named_later(&parser, &found, start));
        }
        if let Some(mention) = at_word(&parser, start, word) {
            at = mention.span.end.max(start + word.len());
            found.push(mention);
            // "artikelen 36 van de WW, 33 van de ZW": the head word serves on.
            while let Some(more) = found.last().and_then(|m| continued(&parser, m)) {
                at = more.span.end;
                found.push(more);
            }
        } else {
            at = start + word.len();
        }
    }
    found
}

fn at_word(parser: &Parser<'_>, at: usize, word: &str) -> Option<LawMention> {
    let glued = at > 0 && parser.text.as_bytes()[at - 1] == b'-';
    let head = || parser.head(at).filter(|_| !glued);
    if let Some((key, ..)) = head() {
        // "Boek 4 van het Burgerlijk Wetboek" is a law by name.
        if let Some(mention) = (key == "boek").then(|| alone(parser, at)).flatten() {
            return Some(mention);
        }
        if let Some(mention) = parser.expression(at) {
            return Some(mention);
        }
    }
    if glued {
        return None;
    }
    if let Some(mention) = pointing(parser, at, word) {
        return Some(mention);
    }
    let capital = word.starts_with(char::is_uppercase);
    if !(capital || may_begin(word) && parser.laws.begins(word)) {
        let act = parser.acts.binary_search_by_key(&at, |a| a.span.start).is_ok();
        return act.then(|| alone(parser, at)).flatten();
    }
    alone(parser, at)
}

/// Lower-case words with which a name may begin.
fn may_begin(word: &str) -> bool {
    ["wet", "besluit", "regeling", "verdrag", "wetboek", "richtlijn", "verordening", "protocol", "overeenkomst", "reglement", "handvest", "belastingverdrag"]
        .iter()
        .any(|w| word.ends_with(w))
}

/// A law named alone.
fn alone(parser: &Parser<'_>, at: usize) -> Option<LawMention> {
    let tail = parser.name(at, false)?;
    parser.defines(at, &tail.law);
    Some(LawMention { span: Span::new(at, tail.end), items: Vec::new(), law: tail.law, joined: false, alias: tail.alias })
}

/// "deze wet", "die verordening", "genoemd besluit", "dat artikel".
fn pointing(parser: &Parser<'_>, at: usize, word: &str) -> Option<LawMention> {
    let lower = word.to_lowercase();
    let how = match lower.as_str() {
        "deze" | "dit" => Pointing::This,
        "die" | "dat" => Pointing::That,
        "beide" => Pointing::That,
        "de" | "het" => Pointing::Plain,
        other if parser.lexicon.is("named", other) && !matches!(other, "oude" | "nieuwe" | "huidige" | "toenmalige" | "vigerende" | "bedoelde") => {
            Pointing::That
        }
        _ => return None,
    };
    let mut next = cursor::space(parser.text, at + word.len());
    let mut how = how;
    if how == Pointing::Plain {
        let second = cursor::word(parser.text, next).to_lowercase();
        if parser.lexicon.is("named", &second) && second != "bedoelde" && second != "oude" && second != "nieuwe" {
            next = cursor::space(parser.text, next + second.len());
            how = Pointing::That;
        }
    }
    let mut noun = cursor::word(parser.text, next).to_lowercase();
    if matches!(noun.as_str(), "twee" | "drie" | "beide") {
        next = cursor::space(parser.text, next + noun.len());
        noun = cursor::word(parser.text, next).to_lowercase();
    }
    let end = next + noun.len();
    if matches!(noun.as_str(), "artikel" | "wetsartikel" | "artikelen" | "wetsartikelen") && how != Pointing::Plain {
        if cursor::number(parser.text, cursor::space(parser.text, end), false).is_some() {
            return None;
        }
        return Some(LawMention { span: Span::new(at, end), items: Vec::new(), law: LawRef::SameArticle(how), joined: false, alias: None });
    }
    let tail = parser.noun(next, how)?;
    // "de Wet dieren" is a name, "de wet" a noun.
    if parser.name(next, false).is_some() {
        return None;
    }
    Some(LawMention { span: Span::new(at, tail.end), items: Vec::new(), law: tail.law, joined: false, alias: None })
}

/// After a mention with a law: ", 33 van de ZW" is one more, if a law follows it.
fn continued(parser: &Parser<'_>, last: &LawMention) -> Option<LawMention> {
    if last.items.is_empty() || matches!(last.law, LawRef::None | LawRef::SameArticle(_)) {
        return None;
    }
    let text = parser.text;
    let mut at = last.span.end;
    if text[at..].starts_with([',', ';']) {
        at += 1;
    }
    at = cursor::space(text, at);
    let word = cursor::word(text, at);
    if parser.lexicon.is("join", &word.to_lowercase()) {
        at = cursor::space(text, at + word.len());
    }
    if at == last.span.end || !text[at..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let key = last.items.last()?.parts.last()?.0;
    parser.continued(at, key)
}

/// ", hierna: de richtlijn": the name for the law named last before it. The mention has no words of its own.
fn named_later(parser: &Parser<'_>, found: &[LawMention], at: usize) -> Option<LawMention> {
    const REACH: usize = 300;
    let rest = &parser.text[at..];
    let colon = rest.find(':').filter(|&i| i <= "hierna ook te noemen".len())?;
    let end = rest[colon..].find([')', ',', ';', '.', '\n']).map(|i| colon + i)?;
    let name = rest[colon + 1..end].trim().trim_matches(['"', '\'', '«', '»', ' ']);
    let name = ["de ", "het "].into_iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
    if name.is_empty() || name.len() > 40 {
        return None;
    }
    let near = |end: usize| at - end.min(at) <= REACH && !parser.text[end.min(at)..at].contains("\n\n");
    let mention = found.iter().rev().find(|m| !m.span.is_empty() && matches!(m.law, LawRef::Named { .. } | LawRef::Act { .. })).filter(|m| near(m.span.end));
    let act = parser.acts.iter().rev().find(|a| a.span.end <= at).filter(|a| near(a.span.end));
    let law = match (mention, act) {
        (Some(m), Some(a)) if a.span.start >= m.span.end => LawRef::Act { id: a.id.clone(), span: a.span },
        (Some(m), _) => m.law.clone(),
        (None, Some(a)) => LawRef::Act { id: a.id.clone(), span: a.span },
        (None, None) => return None,
    };
    if !parser.lexicon.is("noun", &name.to_lowercase()) {
        parser.aliases.borrow_mut().push((name.to_owned(), law.clone()));
    }
    Some(LawMention { span: Span::new(at, at), items: Vec::new(), law, joined: false, alias: Some(name.to_owned()) })
}
