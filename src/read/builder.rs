//! Builds the text of a document from the pieces of its markup: white space folded, blocks on lines of
//! their own, every piece with the way back to where it was read.

use crate::{
    document::Document,
    source::{Runs, SourceMap},
    span::Span,
    structure::{Link, Mark, MarkKind},
};

/// What stands between two pieces of text. The greater one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    None,
    Space,
    Tab,
    Line,
}

/// A stretch that is not ended yet.
#[derive(Debug)]
enum Open {
    Mark(Mark),
    Link(Link),
}

/// A stretch that was begun; its end is given with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handle(usize);

/// A text as it grows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    runs: Runs,
    gap: Gap,
    /// Whether the next block goes on in the line of the number before it.
    glued: bool,
    open: Vec<Option<Open>>,
    /// Those of them whose first letter has not come yet.
    unstarted: Vec<usize>,
    marks: Vec<Mark>,
    links: Vec<Link>,
}

impl Builder {
    /// The bytes so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// A piece of running text that stands at `source` as it is; its white space is folded.
    pub fn inline(&mut self, piece: &str, source: usize) {
        let bytes = piece.as_bytes();
        let mut at = 0;
        while let Some(first) = bytes.get(at) {
            if first.is_ascii_whitespace() {
                self.space();
                at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                continue;
            }
            let end = words_end(bytes, at);
            self.exact(&piece[at..end], source + at, end - at);
            at = end;
        }
    }

    /// A piece as it is, which was read from `source_len` bytes at `source`.
    pub fn exact(&mut self, piece: &str, source: usize, source_len: usize) {
        if piece.is_empty() {
            return;
        }
        self.settle();
        self.runs.push(self.text.len(), piece.len(), source, source_len);
        self.text.push_str(piece);
    }

    /// One character that an entity stands for.
    pub fn entity(&mut self, text: &str, source: usize, source_len: usize) {
        // A no-break space is a letter of its own: numbers are printed with it.
        if text.bytes().all(|b| b.is_ascii_whitespace()) { self.space() } else { self.exact(text, source, source_len) }
    }

    /// White space.
    pub fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// The next text stands in the next cell of a table.
    pub fn cell(&mut self) {
        self.gap = self.gap.max(Gap::Tab);
    }

    /// What follows begins a line, unless a number before it holds it in its own.
    pub fn line(&mut self) {
        self.gap = if self.glued { self.gap.max(Gap::Space) } else { self.gap.max(Gap::Line) };
    }

    /// What follows begins a line, whatever stands before it.
    pub fn end_line(&mut self) {
        self.glued = false;
        self.gap = self.gap.max(Gap::Line);
    }

    /// The next block goes on in this line: it was its number.
    pub fn glue(&mut self) {
        self.glued = true;
        self.space();
    }

    /// Begins a stretch of structure.
    pub fn mark(&mut self, kind: MarkKind, name: Option<String>) -> Handle {
        self.begin(Open::Mark(Mark::new(kind, Span::new(0, 0), name)))
    }

    /// Begins a link.
    pub fn link(&mut self, element: &str, target: String) -> Handle {
        self.begin(Open::Link(Link::new(element, target, Span::new(0, 0))))
    }

    fn begin(&mut self, open: Open) -> Handle {
        self.open.push(Some(open));
        let at = self.open.len() - 1;
        self.unstarted.push(at);
        Handle(at)
    }

    /// Gives a stretch its name, if it has none yet.
    pub fn name(&mut self, handle: Handle, name: &str) {
        if let Some(Some(Open::Mark(mark))) = self.open.get_mut(handle.0)
            && !name.is_empty()
        {
            match mark.kind {
                MarkKind::Part if mark.name.as_deref().is_some_and(|n| !n.contains(' ')) => mark.name = mark.name.take().map(|n| format!("{n} {name}")),
                _ if mark.name.is_none() => mark.name = Some(name.to_owned()),
                _ => {}
            }
        }
    }

    /// Ends a stretch; one without text is dropped.
    pub fn end(&mut self, handle: Handle) {
        let Some(open) = self.open.get_mut(handle.0).and_then(Option::take) else { return };
        while self.open.last().is_some_and(Option::is_none) {
            self.open.pop();
        }
        if let Some(at) = self.unstarted.iter().position(|u| *u == handle.0) {
            self.unstarted.remove(at);
            return;
        }
        let end = self.text.len();
        match open {
            Open::Mark(mut mark) => {
                mark.span.end = end;
                self.marks.push(mark);
            }
            Open::Link(mut link) => {
                link.span.end = end;
                self.links.push(link);
            }
        }
    }

    /// Puts another text here as lines of its own: a footnote that is referred to at `anchor`.
    pub fn note(&mut self, note: Self, name: Option<String>, anchor: usize) {
        let note = note.finished();
        if note.text.is_empty() {
            return;
        }
        self.end_line();
        self.settle();
        let at = self.text.len();
        self.runs.append(&note.runs, at);
        self.text.push_str(&note.text);
        let shift = |span: Span| Span::new(span.start + at, span.end + at);
        let mut mark = Mark::new(MarkKind::Note, Span::new(at, self.text.len()), name);
        mark.anchor = Some(anchor);
        self.marks.push(mark);
        self.marks.extend(note.marks.into_iter().map(|m| Mark { span: shift(m.span), ..m }));
        self.links.extend(note.links.into_iter().map(|l| Link { span: shift(l.span), ..l }));
        self.end_line();
    }

    /// Gives a note that stands in its own place the place that refers to it.
    pub fn anchor(&mut self, handle: Handle, anchor: usize) {
        if let Some(Some(Open::Mark(mark))) = self.open.get_mut(handle.0) {
            mark.anchor = Some(anchor);
        }
    }

    /// White space that has come last is none.
    pub fn drop_space(&mut self) {
        if self.gap == Gap::Space {
            self.gap = Gap::None;
        }
    }

    /// Writes what stands between the text so far and what comes now, and lets the open stretches begin.
    fn settle(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Tab => "\t",
                Gap::Line => "\n",
            });
        }
        self.gap = Gap::None;
        self.glued = false;
        if self.unstarted.is_empty() {
            return;
        }
        let start = self.text.len();
        for at in self.unstarted.drain(..) {
            match &mut self.open[at] {
                Some(Open::Mark(mark)) => mark.span.start = start,
                Some(Open::Link(link)) => link.span.start = start,
                None => {}
            }
        }
    }

    /// All stretches ended and in order.
    fn finished(mut self) -> Self {
        for at in (0..self.open.len()).rev() {
            self.end(Handle(at));
        }
        self.marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind));
        self.links.sort_by_key(|l| (l.span.start, l.span.end));
        self
    }

    /// The document of a file whose bytes lead nowhere: they are packed.
    pub fn unmapped(self, path: &str, format: &str) -> Document<'static> {
        let mut document = self.document(path);
        document.source = SourceMap::default();
        document.metadata.format = format.to_owned();
        document
    }

    /// The document.
    pub fn document(self, path: &str) -> Document<'static> {
        let mut done = self.finished();
        done.text.shrink_to_fit();
        let mut document = Document::from_text(done.text);
        document.name = path.to_owned();
        document.path = Some(path.to_owned());
        document.marks = done.marks;
        document.links = done.links;
        document.source.text = done.runs;
        document
    }
}

/// Where the words that begin at `from` end: at white space, unless it is a single space with a letter behind it.
fn words_end(bytes: &[u8], from: usize) -> usize {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = EACH << 7;
    let mut at = from;
    loop {
        // Eight letters at a time, of which the last is looked at again as the first of the next: a control character may be
        // an end, and a space before one or before another space.
        while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let eight = u64::from_le_bytes(*eight);
            let control = eight.wrapping_sub(EACH * u64::from(b' ')) & !eight & HIGH;
            let no_space = eight ^ (EACH * u64::from(b' '));
            let space = !(((no_space & !HIGH) + !HIGH) | no_space) & HIGH;
            let ends = control | (space & ((space | control) >> 8));
            if ends != 0 {
                at += ends.trailing_zeros() as usize / 8;
                break;
            }
            at += 7;
        }
        match bytes.get(at) {
            None => return at,
            Some(b' ') if bytes.get(at + 1).is_some_and(|b| !b.is_ascii_whitespace()) => at += 1,
            Some(b) if b.is_ascii_whitespace() => return at,
            Some(_) => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_become_lines_and_lead_back() {
        let mut builder = Builder::default();
        let article = builder.mark(MarkKind::Article, None);
        builder.line();
        builder.inline("  Artikel ", 10);
        builder.inline("1\n", 30);
        builder.name(article, "1");
        builder.end_line();
        let lid = builder.mark(MarkKind::Lid, Some("2".to_owned()));
        builder.inline("2", 40);
        builder.glue();
        builder.line();
        builder.inline("Zie  de\n wet.", 50);
        builder.end(lid);
        builder.end(article);
        let document = builder.document("a.xml");
        assert_eq!(document.text, "Artikel 1\n2 Zie de wet.");
        assert_eq!(document.within(MarkKind::Article, 15).unwrap().span, Span::new(0, 23));
        assert_eq!(document.within(MarkKind::Lid, 15).unwrap().name.as_deref(), Some("2"));
        assert!(document.within(MarkKind::Lid, 3).is_none());
        assert_eq!(document.source.bytes(Span::new(16, 18)), Some(Span::new(55, 57)));
    }

    #[test]
    fn a_note_stands_after_its_paragraph() {
        let mut builder = Builder::default();
        builder.inline("Zie hier", 0);
        let anchor = builder.len();
        builder.inline(" en daar.", 30);
        let mut note = Builder::default();
        note.inline("Een noot", 10);
        builder.note(note, Some("1".to_owned()), anchor);
        builder.inline("Verder", 50);
        let document = builder.document("a.xml");
        assert_eq!(document.text, "Zie hier en daar.\nEen noot\nVerder");
        assert_eq!((document.marks[0].anchor, document.marks[0].span), (Some(8), Span::new(18, 26)));
        assert_eq!(document.source.bytes(document.marks[0].span), Some(Span::new(10, 18)));
    }

    #[test]
    fn words_end_at_white_space_that_is_folded() {
        for (text, end) in [
            ("een twee drie vier", 18),
            ("een twee drie  vier", 13),
            ("een twee\ndrie", 8),
            ("zevende  x", 7),
            ("achtste! \n", 8),
            ("negen é en \u{1}meer tekst!! ", 25),
            ("a", 1),
            ("een twee drie ", 13),
            ("een\ttwee", 3),
        ] {
            assert_eq!(words_end(text.as_bytes(), 0), end, "{text:?}");
            let plain = (0..text.len()).find(|&at| {
                let white = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii_whitespace);
                white(at) && (text.as_bytes()[at] != b' ' || white(at + 1))
            });
            assert_eq!(plain.unwrap_or(text.len()), end, "{text:?}");
        }
    }
}
