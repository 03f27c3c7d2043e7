//! A regulation of which nobody has said which it is: an excerpt, or a text without its identifier, that sets articles.

use crate::{
    law::{Key, LawMention, Phrases},
    span,
};

/// Where a text begins to set articles of its own: with two headings of articles in a row, "Artikel 6" and "Artikel 7",
/// that are no quotation of another law; any two do where somebody has decided to set them.
pub(super) fn begin(text: &str, mentions: &[LawMention], headings: &[bool], phrases: &Phrases) -> Option<usize> {
    /// Of so many articles one may be quoted.
    const MANY: usize = 20;
    let articles = || {
        mentions.iter().zip(headings).filter(|(_, heading)| **heading).filter_map(|(mention, _)| match mention.items.first()?.parts.last()? {
            (Key::Artikel, number) => Some((mention.span.start, counted(number)?)),
            _ => None,
        })
    };
    let (at, _) = articles().next().filter(|(at, _)| !is_quoted(text, *at, mentions, phrases))?;
    let in_a_row = articles().zip(articles().skip(1)).any(|((_, one), (_, next))| one.0 == next.0 && next.1 == one.1 + 1);
    let quoted = || articles().filter(|(at, _)| is_quoted(text, *at, mentions, phrases)).count();
    let several = || is_set(text, at, phrases) && articles().nth(1).is_some();
    ((in_a_row || several()) && quoted() <= articles().count() / MANY).then_some(at)
}

/// How far before the first heading somebody says so, in bytes.
const REACH: usize = 400;

/// Whether what stands before the heading at `at` is the formula with which an act of the Union is adopted.
pub(super) fn is_act(text: &str, at: usize, phrases: &Phrases) -> bool {
    Phrases::within(&phrases.sets_act, &text[span::floor(text, at.saturating_sub(REACH))..at])
}

/// Whether the words before the heading at `at` say that somebody sets what follows: "gelet op artikel 149 van de Gemeentewet;
/// besluit vast te stellen de volgende verordening:".
pub(super) fn is_set(text: &str, at: usize, phrases: &Phrases) -> bool {
    const PREAMBLE: usize = 4000;
    const ARTICLE: usize = 150;
    let from = |reach: usize| span::floor(text, at.saturating_sub(reach));
    let lead = &text[from(REACH)..at];
    let decided = || Phrases::within(&phrases.sets, lead) && Phrases::within(&phrases.rests_on, &text[from(PREAMBLE)..at]);
    is_act(text, at, phrases) || decided() || Phrases::within(&phrases.sets_itself, &text[at..span::floor(text, at + ARTICLE)])
}

/// A number as the chapter that it begins with, and the count in that: "1.12" is 12 of "1".
fn counted(number: &str) -> Option<(&str, usize)> {
    let (chapter, last) = number.rsplit_once(['.', ':']).unwrap_or(("", number));
    Some((chapter, last.parse().ok()?))
}

/// Whether the heading at `at` stands behind the name of a law in a line of its own, behind a quotation mark, or behind a
/// colon that is not the one of "Besluit:".
fn is_quoted(text: &str, at: usize, mentions: &[LawMention], phrases: &Phrases) -> bool {
    const LONGEST: usize = 100;
    const LINES: usize = 3;
    let before = text[..at].trim_end();
    let line = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |i| i + 1);
    let named = |mention: &LawMention| mention.law.is_name() && mention.items.is_empty() && mention.span.start <= line + 3;
    let earlier = mentions.partition_point(|mention| mention.span.start < line);
    // "Bijlage 1 – Relevante artikelen uit de Wob".
    let annexed = |line: &str| line.len() <= LONGEST && Phrases::within(&phrases.annexes, line);
    before.ends_with(['"', '«', '“', '„'])
        || before.rsplit('\n').take(LINES).any(annexed)
        || (before.ends_with(':')
            && ![&phrases.decides, &phrases.sets, &phrases.sets_act].iter().any(|of| Phrases::within(of, &before[line.saturating_sub(1)..])))
        || mentions[earlier..].iter().take_while(|mention| mention.span.start < at).any(|m| named(m) && m.span.end + 3 >= before.len())
}

/// The name that the text gives itself: "Deze verordening wordt aangehaald als: Verordening heffing garnalen 2007".
pub(super) fn own_name<'m>(text: &str, mentions: &'m [LawMention], phrases: &Phrases) -> Option<&'m LawMention> {
    let named_so = |m: &&LawMention| {
        let before = text[..m.span.start].trim_end_matches([' ', ':', '"', '«', '“', '„', '\n']);
        m.law.is_name() && m.items.is_empty() && Phrases::ends(&phrases.cited_as, before)
    };
    mentions.iter().rfind(named_so)
}
