//! Of several sources of one document, the best one counts.

use crate::id::Id;
use std::collections::BTreeMap;

/// Lets through what was made of each document, once: of a document that comes as XML, HTML and PDF what
/// was made of the XML. Sources that nothing can better go through at once, the first of them; others wait for
/// [`rest`](Self::rest).
///
/// ```
/// use verwijs::{Best, Id};
///
/// let paper = Id::new("kst-32545-143");
/// let mut best = Best::default();
/// assert_eq!(best.offer(4, Some(&paper), "pdf"), None);
/// assert_eq!(best.offer(2, Some(&paper), "html"), None);
/// assert_eq!(best.offer(4, None, "letter"), Some("letter"));
/// assert_eq!(best.rest().collect::<Vec<_>>(), ["html"]);
/// ```
#[derive(Debug, Clone)]
pub struct Best<T> {
    /// The loss of the source of each document that went through.
    done: BTreeMap<Id, u8>,
    held: BTreeMap<Id, (u8, T)>,
}

impl<T> Default for Best<T> {
    fn default() -> Self {
        Self { done: BTreeMap::new(), held: BTreeMap::new() }
    }
}

impl<T> Best<T> {
    /// What was made of a document whose identifier is `own`, from a source with this
    /// [`loss`](crate::Document::loss): back at once where it counts for certain.
    pub fn offer(&mut self, loss: u8, own: Option<&Id>, made: T) -> Option<T> {
        let Some(own) = own else { return Some(made) };
        match self.done.get(own) {
            // Lines of a corpus may be parts of one document: they all count.
            Some(0) if loss == 0 => return Some(made),
            Some(_) => return None,
            None => {}
        }
        if loss <= 1 {
            self.held.remove(own);
            self.done.insert(own.clone(), loss);
            return Some(made);
        }
        match self.held.get_mut(own) {
            Some(slot) if slot.0 <= loss => {}
            Some(slot) => *slot = (loss, made),
            None => {
                self.held.insert(own.clone(), (loss, made));
            }
        }
        None
    }

    /// What waited, and was not bettered.
    pub fn rest(self) -> impl Iterator<Item = T> {
        self.held.into_values().map(|(_, made)| made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_best_counts_in_any_order() {
        let id = Id::new("kst-1-2");
        for order in [[4, 1, 2], [1, 2, 4], [2, 4, 1]] {
            let mut best = Best::default();
            let mut through: Vec<u8> = order.iter().filter_map(|loss| best.offer(*loss, Some(&id), *loss)).collect();
            through.extend(best.rest());
            assert_eq!(through, [1], "{order:?}");
        }
    }

    #[test]
    fn lines_of_one_document_all_count() {
        let id = Id::new("kst-1-2");
        let mut best = Best::default();
        assert_eq!(best.offer(0, Some(&id), 1), Some(1));
        assert_eq!(best.offer(0, Some(&id), 2), Some(2));
        assert_eq!(best.offer(1, Some(&id), 3), None);
    }
}
