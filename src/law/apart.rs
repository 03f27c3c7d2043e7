//! The articles of a list that stand behind a lid: "de artikelen 13, lid 2, en 17".

use super::{Item, Key, phrases::Phrases, words::Parser};
use crate::span::Span;

impl Parser<'_> {
    /// The items up to `end`, which the word in the plural says are several: numbers that were read as leden behind the last are
    /// articles where one lid is spoken of and the articles count on.
    pub(super) fn apart(&self, mut items: Vec<Item>, end: usize) -> Vec<Item> {
        if let Some(last) = items.pop() {
            let several = !items.is_empty();
            let behind = self.behind_lid(&last, end, several);
            items.push(last);
            if let (Some((leden, stop, behind)), Some(last)) = (behind, items.last_mut()) {
                last.below.truncate(leden);
                last.span.end = last.span.end.min(stop);
                items.extend(behind);
            }
        }
        items
    }

    /// How many leden the article has indeed, where the last of them ends, and the articles behind it.
    fn behind_lid(&self, item: &Item, end: usize, several: bool) -> Option<(usize, usize, Vec<Item>)> {
        let (Key::Artikel, article) = item.parts.last().filter(|_| item.below.len() > 1)? else { return None };
        let article: u32 = article.parse().ok()?;
        let numbers: Vec<&str> =
            item.below.iter().map(|path| if let [("lid", number)] = &path[..] { Some(number.as_str()) } else { None }).collect::<Option<_>>()?;
        let text = self.text.get(item.span.start..end)?;
        let lid = self.lexicon.phrases.one_lid.iter().find_map(|lid| text.find(lid.as_str()).map(|at| at + lid.len()))?;
        let mut at = item.span.start + lid;
        let mut before: Option<u32> = None;
        let mut leden = None;
        let mut behind = Vec::new();
        for (count, number) in numbers.iter().enumerate() {
            let rest = &self.text[at..end];
            let joint = &rest[..rest.find(|c: char| c.is_ascii_digit())?];
            let start = at + joint.len();
            if !self.text[start..end].starts_with(number) || self.digit(start + number.len()) {
                return None;
            }
            let value: u32 = number.parse().ok()?;
            let follows = before.is_some_and(|before| value == before + 1);
            // "artikelen 1, lid 1 en 2, en 5": the second lid stands without a comma.
            let apart = value > article && (joint.contains(',') || !follows && !several);
            // "19, lid 4, tweede zin, lid 6, en lid 7, 20 en 21": what the word stands before is a lid.
            let said = Phrases::ends(&self.lexicon.phrases.one_lid, joint);
            if said && !behind.is_empty() {
                return None;
            }
            if count > 0 && !said && (!behind.is_empty() || apart) {
                leden.get_or_insert((count, at));
                let mut parts = item.parts.clone();
                parts.last_mut()?.1 = (*number).to_owned();
                behind.push(Item { parts, below: Vec::new(), span: Span::new(start, start + number.len()) });
            }
            before = Some(value);
            at = start + number.len();
        }
        leden.map(|(leden, stop)| (leden, stop, behind))
    }
}
