//! Which references are the headings of provisions that a text sets or quotes.

use crate::law::{Key, LawMention, LawRef, Lexicon, Phrases};

/// "Suriname. Artikel 13. Kosten, verbonden aan": a heading in running text, as scans have them.
fn is_heading_in_line(text: &str, mention: &LawMention) -> bool {
    let [item] = &mention.items[..] else { return false };
    if !matches!(mention.law, LawRef::None) || !item.below.is_empty() || !text[mention.span.start..].starts_with(['A', 'H']) {
        return false;
    }
    let before = text[..mention.span.start].trim_end_matches(' ').chars().next_back();
    let after = &text[mention.span.end..];
    // "wordt goedgekeurd. Artikel 2⏎Deze wet treedt in werking".
    let line_ends = before == Some('.') && after.trim_start_matches(['.', ' ']).strip_prefix('\n').is_some_and(|next| next.starts_with(char::is_uppercase));
    let rest = after.strip_prefix(". ").unwrap_or("");
    line_ends || before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '»' | ';')) && rest.starts_with(char::is_uppercase)
}

/// "verleend. Artikel 2:2 Melding van een hulpvraag Deze bepaling": a heading with its title, in a text that has lost its line breaks.
pub(super) fn is_titled_in_line(text: &str, mention: &LawMention, lexicon: &Lexicon) -> bool {
    const LETTERS: usize = 3;
    let [item] = &mention.items[..] else { return false };
    let article = matches!(item.parts[..], [(Key::Artikel, _)]) && matches!(mention.law, LawRef::None) && item.below.is_empty();
    if !article || mention.served_by.is_some() || !text[mention.span.start..].starts_with("Artikel") {
        return false;
    }
    let mut title = text[mention.span.end..].strip_prefix(' ').unwrap_or_default().chars();
    let titled = title.next().is_some_and(char::is_uppercase) && title.by_ref().take(LETTERS).filter(|c| c.is_lowercase()).count() == LETTERS;
    // Not "in Artikel 5 Nederland", "Grondwet: Artikel 10 Ieder".
    let before = text[..mention.span.start].trim_end_matches(' ');
    let word = before[before.rfind([' ', '\n']).map_or(0, |i| i + 1)..].to_lowercase();
    titled && !before.ends_with([':', ',', ';', '(']) && !lexicon.entry(word.as_bytes()).is_small_word()
}

/// Whether the mention is the heading of a provision that the text sets or quotes.
pub(super) fn is_heading(text: &str, mention: &LawMention) -> bool {
    const TITLE: usize = 120;
    /// The same of a title above a first lid: no sentence stands there.
    const LONG_TITLE: usize = 300;
    let bytes = text.as_bytes();
    let [item] = &mention.items[..] else { return false };
    if is_heading_in_line(text, mention) {
        return true;
    }
    let line_start = text[..mention.span.start].trim_end_matches([' ', '\t', '"']);
    if !(line_start.is_empty() || line_start.ends_with('\n')) || !matches!(mention.law, LawRef::None) || !item.below.is_empty() {
        return false;
    }
    let small = !text[mention.span.start..].starts_with(|c: char| c.is_uppercase() || c == '§');
    let end = item.span.end.min(mention.span.end);
    let line_end = memchr::memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |i| end + i);
    let rest = text[end..line_end].trim();
    if small {
        // "artikel 6" alone on its line; "artikel⏎3.29" heads a column of them.
        let wrapped = text[mention.span.start..end].contains('\n');
        return rest.is_empty() && !wrapped && text[mention.span.start..].starts_with(Key::Artikel.as_str());
    }
    // "§ 2 De partijen kunnen", "HOOFDSTUK XIII Stemmen.": what is no article begins a line with its own title or text.
    let division = item.parts.last().is_some_and(|(key, _)| !matches!(key, Key::Artikel | Key::Bijlage)) && rest.starts_with(char::is_uppercase);
    // "Artikel 1 – Begripsbepalingen".
    let dashed = rest.trim_start_matches(['-', '–', '—']);
    let dashed = dashed.len() < rest.len() && dashed.starts_with(' ') && dashed.trim_start().starts_with(char::is_alphabetic);
    let short = rest.len() < TITLE || rest.len() < LONG_TITLE && begins_lid(&text[line_end..]);
    let title = || !rest.ends_with('.') && !rest.contains('€') && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '.' | '[' | '('));
    division
        || rest.is_empty()
        || (dashed && rest.len() < TITLE && !rest.ends_with(['.', ';', ':']))
        || rest == "."
        || short && title()
        || rest.starts_with(". ")
        || (rest.starts_with(':') && rest.len() < TITLE)
}

/// Whether the next line is the first lid of an article: "\n1 Het bevoegd gezag".
fn begins_lid(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("\n1") else { return false };
    let lid = rest.trim_start_matches(['.', ' ']);
    lid.len() < rest.len() && lid.starts_with(char::is_uppercase)
}

/// Whether the mention is a heading with a title in small letters, in a law that is given as such: "Artikel 9 aanvraag".
pub(super) fn has_small_title(text: &str, mention: &LawMention, lexicon: &Lexicon) -> bool {
    const LONGEST: usize = 80;
    let [item] = &mention.items[..] else { return false };
    let plain = matches!(mention.law, LawRef::None) && item.below.is_empty() && matches!(item.parts[..], [(Key::Artikel, _)]);
    if !plain || !(mention.span.start == 0 || text[..mention.span.start].ends_with('\n')) || !text[mention.span.start..].starts_with(char::is_uppercase) {
        return false;
    }
    let Some((title, next)) = text[item.span.end..].split_once('\n') else { return false };
    let Some(title) = title.strip_prefix(' ').filter(|title| title.len() <= LONGEST) else { return false };
    let begins = title.split(' ').next().unwrap_or_default();
    let first = lexicon.entry(begins.as_bytes());
    // "Artikel 4 geldt niet voor besluiten van⏎Onze Minister": a sentence that goes on in the next line.
    let goes_on = title.rsplit(' ').next().is_some_and(|last| lexicon.entry(last.as_bytes()).is_small_word());
    title.starts_with(char::is_lowercase)
        && title.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && !goes_on
        && !Phrases::is(&lexicon.phrases.predicate, begins)
        && !(first.is_small_word() || first.is_of_reference() || first.may_stand_below())
        && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}
