//! Parts within parts: "hoofdstuk 3, afdeling 2, paragraaf 1 en 2".

use super::{
    Item,
    lexicon::{Key, Meaning},
    parse::Joint,
    pieces::MOST,
    words::Parser,
};
use crate::span::Span;

impl Parser<'_> {
    /// "hoofdstuk 3, afdeling 2, paragraaf 1": the last member goes on into its parts; where what stands below them ends.
    pub fn go_into(&self, items: &mut [Item], parts: Vec<(Key, String)>, stop: usize) -> usize {
        let Some(last) = items.last_mut() else { return stop };
        last.parts.extend(parts);
        // An article is one of its law, or of an annex.
        if last.parts.last().is_some_and(|(key, _)| *key == Key::Artikel) {
            let inner = last.parts.len() - 1;
            let mut at = 0;
            last.parts.retain(|(key, _)| {
                at += 1;
                at > inner || *key == Key::Bijlage
            });
        }
        let end = self.below_at(stop, last).unwrap_or(stop);
        last.span.end = end;
        end
    }

    /// "hoofdstuk XV, paragraaf 2 en 3": further parts of the kind that the last member ends with.
    pub fn further_inner(&self, end: usize, items: &mut Vec<Item>) -> usize {
        let mut end = end;
        while let Some((next, joint)) = self.joint(end).filter(|_| items.len() < MOST) {
            let last = items.last().filter(|last| last.below.is_empty());
            let Some((key, outer)) = last.and_then(|last| last.parts.split_last()).map(|((key, _), outer)| (*key, outer.to_vec())) else { break };
            let lettered = last.and_then(|last| last.parts.last()).is_some_and(|(_, number)| number.starts_with(|c: char| c.is_ascii_uppercase()));
            let Some((value, stop)) = self.number(next, lettered, key).filter(|_| !outer.is_empty()) else { break };
            let range = joint == Joint::Range;
            if !self.goes_on(next, stop, false, end, range) {
                break;
            }
            if range {
                self.count_out(key, items, value, stop);
                end = stop;
                continue;
            }
            let parts = outer.into_iter().chain([(key, value)]).collect();
            let mut item = Item { parts, below: Vec::new(), span: Span::new(next, stop) };
            end = self.below_at(stop, &mut item).unwrap_or(stop);
            item.span.end = end;
            items.push(item);
        }
        end
    }

    /// A part within the last member, behind a comma: where its parts end.
    pub fn descend(&self, next: usize, key: Key, before: usize) -> Option<(Vec<(Key, String)>, usize)> {
        let comma = self.text[before..next].trim() == ",";
        let head = self.word(next);
        let section = self.is_one(head, &self.lexicon.keywords.section);
        let inner =
            head.entry.part().filter(|inner| !section && Self::within(*inner, key) && comma && !(*inner == Key::Artikel && head.is(Meaning::Plural)))?;
        let (value, stop) = self.number(self.space(head.end), true, inner)?;
        // "hoofdstuk 3, artikel 4 en hoofdstuk 5" is a list, "hoofdstuk 3, artikel 4, van de wet" a path.
        let mut parts = vec![(inner, value)];
        let mut end = stop;
        if let Some((deeper, stop)) = self.joint(stop).and_then(|(at, _)| self.descend(at, inner, stop)) {
            parts.extend(deeper);
            end = stop;
        }
        Some((parts, end))
    }

    /// "hoofdstuk 2 paragraaf 3": the same without a comma.
    pub fn adjacent(&self, end: usize, key: Key) -> Option<(Vec<(Key, String)>, usize)> {
        let next = self.space(end);
        let head = self.word(next);
        let line = !self.text[end..next].contains('\n');
        let section = self.is_one(head, &self.lexicon.keywords.section);
        let inner = head.entry.part().filter(|inner| !section && next > end && line && Self::within(*inner, key) && !head.is(Meaning::Plural))?;
        let (value, stop) = self.number(self.space(head.end), true, inner)?;
        let mut parts = vec![(inner, value)];
        let deeper = self.adjacent(stop, inner);
        let end = deeper.as_ref().map_or(stop, |(_, end)| *end);
        parts.extend(deeper.into_iter().flat_map(|(parts, _)| parts));
        Some((parts, end))
    }

    /// Whether `inner` may be a part of `key`.
    const fn within(inner: Key, key: Key) -> bool {
        match key {
            Key::Artikel | Key::Aanwijzing => false,
            Key::Bijlage => matches!(inner, Key::Deel | Key::Hoofdstuk | Key::Afdeling | Key::Paragraaf | Key::Artikel),
            _ => inner as u8 > key as u8 && !matches!(inner, Key::Bijlage | Key::Aanwijzing),
        }
    }
}
