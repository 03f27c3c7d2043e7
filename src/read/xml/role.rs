//! What the elements of a dialect do to the text.

use crate::{read::facts::Field, structure::MarkKind};
use quick_xml::{
    escape::{resolve_html5_entity, unescape_with},
    events::BytesStart,
};
use std::borrow::Cow;

/// What an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its text begins and ends a line.
    Block,
    /// A block with a mark over it.
    Marked(MarkKind),
    /// A part of a regulation above its articles; the word is its kind.
    Part(&'static str),
    /// A heading: one line.
    Heading,
    /// Within the line.
    Inline,
    /// Within the line, with white space on both sides.
    Word,
    /// Within the line; white space at its end is none.
    Tight,
    /// Within the line, with white space before it.
    Spaced,
    /// A word of a heading, or a block elsewhere.
    Caption,
    /// A line of a signature, or within the line elsewhere.
    Signed,
    /// The number of an article, a lid or an item: the next block goes on in its line.
    Number,
    /// The number of a part or article within its heading.
    Nr,
    /// The name of the speaker whose turn it is.
    Speaker,
    /// A footnote within running text.
    Note,
    /// The number of a footnote.
    NoteNumber,
    /// A place that refers to a footnote by its id.
    NoteRef,
    /// A link; its target stands in one of these attributes.
    Link(&'static [&'static str]),
    /// Nothing of it is text; metadata in it is read.
    Skip,
}

/// An open element, as rules that tell metadata look at it.
pub(super) struct Context<'a> {
    /// The local names of the elements that hold it, outermost first, its own last.
    pub path: &'a [&'a str],
    /// Its start tag.
    pub tag: &'a BytesStart<'a>,
    /// Whether it stands in a record of OWMS, the government's standard of metadata.
    pub owms: bool,
}

impl Context<'_> {
    /// The element's own local name.
    pub fn name(&self) -> &str {
        self.path.last().copied().unwrap_or_default()
    }

    /// The local name of the element that holds it.
    pub fn parent(&self) -> &str {
        self.path.len().checked_sub(2).map_or("", |at| self.path[at])
    }

    /// Whether an element of this name holds it.
    pub fn inside(&self, name: &str) -> bool {
        self.path.iter().rev().skip(1).any(|n| *n == name)
    }

    /// An attribute, by its name as written.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        attribute(self.tag, name)
    }
}

/// Tells the metadata in an element's attributes, and the field that its text is.
pub(super) type FieldOf = fn(&Context<'_>, &mut dyn FnMut(Field, &str)) -> Option<Field>;

/// What a dialect's elements mean.
pub(super) struct Dialect {
    /// Its name, for people.
    pub name: &'static str,
    /// What an element does, by its local name.
    pub role: fn(&str) -> Role,
    /// Metadata in the element's attributes, and the field that its text is.
    pub field: FieldOf,
    /// Whether it has links.
    pub links: bool,
    /// The attribute that names an element, where its tag does not.
    pub named_by: Option<&'static str>,
}

/// An attribute of a start tag, its entities resolved.
pub(in crate::read) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).filter_map(Result::ok).find(|a| a.key.as_ref() == name)?;
    Some(match found.value {
        Cow::Borrowed(raw) => unescape_with(raw, resolve_html5_entity).unwrap_or(Cow::Borrowed(raw)),
        Cow::Owned(raw) => Cow::Owned(unescape_with(&raw, resolve_html5_entity).map(Cow::into_owned).unwrap_or(raw)),
    })
}
