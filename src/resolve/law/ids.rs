//! The identifiers of what a mention names within its law.

use crate::{
    id::{EuArticle, Id, Jci},
    law::{Item, Key},
    register::books::{BOOKS, book, is_book, may_have},
};

/// Stands for the Burgerlijk Wetboek as a whole, which has no identifier of its own.
pub(super) const BURGERLIJK_WETBOEK: &str = "BW";

/// The identifiers of one item of a law: one, or one a lid; none for an article of the Burgerlijk Wetboek
/// whose book neither its number nor the text (`only_book`) tells.
pub(super) fn of_item<'l>(law: &'l str, item: &Item, only_book: impl FnOnce() -> Option<&'l str>) -> Vec<Id> {
    let mut law = law;
    let mut number = item.parts.last().map_or("", |(_, v)| v.as_str());
    // "Boek 2, titel 9, BW": each book is a law of its own.
    if (law == BURGERLIJK_WETBOEK || is_book(law))
        && let [(Key::Boek, of), inner @ ..] = &item.parts[..]
        && let Some(id) = book(of)
    {
        if inner.is_empty() {
            return vec![Id::new(id)];
        }
        return of_item(id, &Item { parts: inner.to_vec(), ..item.clone() }, only_book);
    }
    if let Some((id, parts)) = part_of_book(law, &item.parts) {
        return of_item(id, &Item { parts, ..item.clone() }, only_book);
    }
    let article = matches!(item.parts.last(), Some((Key::Artikel, _)));
    if law == BURGERLIJK_WETBOEK {
        law = match number.split_once(':') {
            Some((of, rest)) => match book(of) {
                Some(id) => {
                    number = rest;
                    id
                }
                None => return Vec::new(),
            },
            // "het tweede boek" of the old code is no book of now.
            None if matches!(&item.parts[..], [(Key::Boek, _), ..]) => return Vec::new(),
            None => match draft_book(number).or_else(|| only_book().filter(|book| !article || may_have(book, number))).or_else(|| old_book(number)) {
                Some(only) => only,
                None => return Vec::new(),
            },
        };
    } else if let Some((other, rest)) = number.split_once(':').filter(|_| article && is_book(law))
        && let Some(id) = book(other).filter(|id| *id != law)
    {
        // "art. 6:162 BW 2": the number behind the name is of something else.
        law = id;
        number = rest;
    } else if let Some((book, _)) = BOOKS.iter().find(|(_, b)| *b == law)
        && let Some(rest) = number.strip_prefix(book).and_then(|r| r.strip_prefix([':', '.']))
    {
        number = rest;
    }
    let whole = |below: &[(&'static str, String)]| part(law, item, number, below);
    if item.below.is_empty() { vec![whole(&[])] } else { item.below.iter().map(|below| whole(below)).collect() }
}

/// "titel 7.10 BW", "afdeling 6.5.3 BW": a part of the Burgerlijk Wetboek by the numbers of the book and of each part around it.
fn part_of_book(law: &str, parts: &[(Key, String)]) -> Option<(&'static str, Vec<(Key, String)>)> {
    const KEYS: [Key; 3] = [Key::Titeldeel, Key::Afdeling, Key::Paragraaf];
    let [(key, number)] = parts else { return None };
    let (of, inner) = number.split_once('.')?;
    let id = book(of).filter(|id| law == BURGERLIJK_WETBOEK || law == *id)?;
    let inner: Vec<_> = KEYS.into_iter().zip(inner.split('.').map(str::to_owned)).collect();
    (inner.last()?.0 == *key && inner.len() == number.matches('.').count()).then_some((id, inner))
}

/// "artikel 3.2.6", as the articles were numbered while the code was made: the book, the title and the article in it.
fn draft_book(number: &str) -> Option<&'static str> {
    let (of, rest) = number.split_once('.')?;
    rest.contains('.').then(|| book(of)).flatten()
}

/// Book 7A kept the numbers of the old code, which no other book has.
fn old_book(number: &str) -> Option<&'static str> {
    is_old_number(number).then(|| book("7A")).flatten()
}

/// Whether an article's number is one of the old code.
pub(super) fn is_old_number(number: &str) -> bool {
    const FIRST: u32 = 1576;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    number[..digits].parse().is_ok_and(|number: u32| number >= FIRST)
}

fn part(law: &str, item: &Item, number: &str, below: &[(&'static str, String)]) -> Id {
    let below = below.iter().map(|(k, v)| (*k, v.as_str()));
    let outer = item.parts.len().saturating_sub(1);
    let parts = item.parts.iter().enumerate().map(|(i, (k, v))| (k.as_str(), if i == outer { number } else { v.as_str() }));
    if let Ok(jci) = Jci::law(law) {
        return parts.chain(below).fold(jci, |jci, (k, v)| jci.with(k, v)).id();
    }
    let Ok(act) = law.parse::<EuArticle>() else { return Id::new(law) };
    match item.parts.last() {
        None => Id::new(law),
        Some((Key::Artikel, _)) => {
            let id = act.act().article(number);
            if act.act().is_treaty() { id } else { below.fold(id, |id, (k, v)| Id::from(format!("{id}&{k}={}", v.replace(' ', "+")))) }
        }
        Some((key, _)) => Id::from(format!("{law}&{}={}", key.as_str(), number.replace(' ', "+"))),
    }
}
