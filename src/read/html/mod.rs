//! HTML: pages of the official sites, of tkconv, and any other page that was saved. One pass over the
//! tags, as browsers read them; navigation, scripts and forms are left out.

mod tags;

use super::{
    builder::{Builder, Handle},
    entity,
    facts::{Facts, Field},
    xml,
};
use crate::{document::Document, spelling::canonical, structure::MarkKind};
use html5gum::{
    Token, Tokenizer,
    emitters::default::{DefaultEmitter, StartTag},
};
use tags::{CHROME, MAIN, is_block, is_skipped, is_void};

/// Deeper nesting than any page needs; what is deeper is read as if it stood here.
const DEPTH: usize = 512;
/// The document of a page.
///
/// # Errors
/// A tag with more attributes than any has.
pub(super) fn read(text: &str, path: &str) -> Result<Document<'static>, String> {
    let mut builder = Builder::default();
    let mut walk = Walk {
        text,
        base: 0,
        builder: &mut builder,
        open: Vec::new(),
        facts: Facts::default(),
        title: String::new(),
        main: MAIN.iter().any(|id| text.contains(&format!("id=\"{id}\""))),
    };
    walk.run()?;
    let (mut facts, title) = (walk.facts, walk.title);
    if facts.first(Field::Title).is_none() {
        facts.add(Field::Title, bare_title(&title));
    }
    let mut document = builder.document(path);
    document.metadata.format = "HTML".to_owned();
    facts.fill(&mut document);
    Ok(document)
}

/// The title of a page without what the site adds: "wetten.nl - Regeling - Woningwet - BWBR0005181".
fn bare_title(title: &str) -> &str {
    let law = title.trim().strip_prefix("wetten.nl - Regeling - ");
    law.map_or(title, |law| law.rsplit_once(" - ").filter(|(_, id)| canonical(id).is_some()).map_or(law, |(name, _)| name))
}

/// Puts a piece of HTML that stands within another file at `base` into its text; of one that cannot be read, nothing.
pub(super) fn fragment(builder: &mut Builder, text: &str, base: usize) {
    builder.line();
    let _ = Walk { text, base, builder, open: Vec::new(), facts: Facts::default(), title: String::new(), main: false }.run();
    builder.end_line();
}

struct Open {
    name: String,
    handle: Option<Handle>,
    /// Whether nothing in it is text.
    skip: bool,
    /// An article that has no number yet.
    article: bool,
    /// Whether it is a block.
    block: bool,
    main: bool,
    /// Whether it is a link within the page.
    inner: bool,
    /// Its classes and its id, in small letters.
    classes: String,
    /// The number of a lid or item that it holds, as far as it was read.
    number: Option<String>,
}

impl Open {
    fn has(&self, names: &[&str]) -> bool {
        self.classes.split_whitespace().any(|class| names.contains(&class))
    }

    /// Whether it is the head of a part of a law on wetten.overheid.nl.
    fn is_head(&self) -> bool {
        self.classes.contains("article__header--law")
    }
}

struct Walk<'a> {
    text: &'a str,
    base: usize,
    builder: &'a mut Builder,
    open: Vec<Open>,
    facts: Facts,
    title: String,
    /// Whether the page has one place for its text, and this is not it.
    main: bool,
}

/// The most attributes in quotes that a tag of this text may have: how often one opens (`="`) since a `>` that
/// stands in none. A script may look like such a tag.
fn attributes(text: &str) -> usize {
    let (mut most, mut count, mut open) = (0, 0, false);
    let mut before = 0;
    for &byte in text.as_bytes() {
        match byte {
            b'"' if before == b'=' => {
                (count, open) = (count + 1, true);
                most = most.max(count);
            }
            b'"' => open = false,
            b'>' if !open => count = 0,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    most
}

impl Walk<'_> {
    /// The tokenizer goes one call deeper for each attribute of a tag that stands in quotes, so what may have
    /// very many of them gets a stack of its own.
    fn run(&mut self) -> Result<(), String> {
        const USUAL: usize = 250;
        const MOST: usize = 50_000;
        const FRAME: usize = 4 << 10;
        let count = attributes(self.text);
        if count <= USUAL {
            self.tokens();
            return Ok(());
        }
        if count > MOST {
            return Err(format!("this page has a tag with more than {MOST} attributes; save it as text"));
        }
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size((1 << 20) + count * FRAME).spawn_scoped(scope, || self.tokens());
            let joined = thread.map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            joined.map_err(|e| format!("this page has a tag with {count} attributes, for which there is no memory ({e}); save it as text"))
        })
    }

    fn tokens(&mut self) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(self.text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(piece) => {
                    let raw = self.text.get(piece.span.start..piece.span.end).unwrap_or_default();
                    self.string(raw, piece.span.start);
                }
                Token::Comment(comment) => self.comment(&String::from_utf8_lossy(&comment)),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        while let Some(open) = self.open.pop() {
            self.close(&open);
        }
    }

    /// Browsers write into a page from where it was saved.
    fn comment(&mut self, comment: &str) {
        let address = ["saved from url=", "url: "].iter().find_map(|key| comment.split_once(key)).map(|(_, rest)| rest);
        let address = address.map(|a| a.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit()));
        if let Some(address) = address.and_then(|a| a.split_whitespace().next()).filter(|a| a.starts_with("http") && canonical(a).is_some()) {
            self.facts.add(Field::Id, address);
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned());
        self.imply_ends(&name);
        if name == "meta" {
            if let (Some(key), Some(content)) = (attribute("name").or_else(|| attribute("property")), attribute("content")) {
                self.meta(&key, &content);
            }
            return;
        }
        if name == "link" && attribute("rel").as_deref() == Some("canonical") {
            if let Some(href) = attribute("href").filter(|h| canonical(h).is_some()) {
                self.facts.add(Field::Id, &href);
            }
            return;
        }
        let outer = self.open.last().is_some_and(|o| o.skip);
        let block = is_block(&name);
        match name.as_str() {
            "br" => self.builder.line(),
            "hr" => self.builder.end_line(),
            "td" | "th" => self.builder.cell(),
            _ if block => self.builder.line(),
            _ => {}
        }
        if is_void(&name) || tag.self_closing && !block || self.open.len() >= DEPTH {
            return;
        }
        let classes = format!("{} {}", attribute("class").unwrap_or_default(), attribute("id").unwrap_or_default()).to_lowercase();
        let href = if name == "a" { attribute("href") } else { None };
        let inner = href.as_deref().is_some_and(|href| href.starts_with('#'));
        let mut open = Open { name, handle: None, skip: outer, article: false, block, main: false, inner, classes, number: None };
        open.skip |= is_skipped(&open.name) || block && open.has(&CHROME) || self.is_beside(&open);
        if self.main && open.has(&MAIN) {
            open.main = true;
            self.main = false;
        }
        if !open.skip {
            self.begin(&mut open, href);
        }
        self.open.push(open);
    }

    /// Whether an element stands beside the text: what one can do with an article, at its head on
    /// wetten.overheid.nl, or the mark that refers to a footnote.
    fn is_beside(&self, open: &Open) -> bool {
        match open.name.as_str() {
            "ul" => self.open.iter().any(Open::is_head),
            "sup" => self.open.iter().any(|o| o.inner),
            "a" => open.inner && self.open.last().is_some_and(|o| o.name == "sup"),
            _ => false,
        }
    }

    /// The structure that begins with an element.
    fn begin(&mut self, open: &mut Open, href: Option<String>) {
        let kind = match open.name.as_str() {
            "a" => {
                if let Some(href) = href.filter(|h| !open.inner && !h.starts_with("javascript:")) {
                    open.handle = Some(self.builder.link("a", href));
                }
                return;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => MarkKind::Heading,
            "li" => match self.open.iter().rev().find(|o| matches!(o.name.as_str(), "ol" | "ul")) {
                Some(list) if list.has(&["artikel_leden"]) => MarkKind::Lid,
                _ if self.open.iter().any(|o| o.has(&["footnotes", "voetnoten"])) => MarkKind::Note,
                _ => MarkKind::Item,
            },
            "div" | "section" | "article" if open.has(&["artikel"]) && !open.is_head() => {
                open.article = true;
                MarkKind::Article
            }
            "div" | "p" | "aside" if open.has(&["voetnoot", "footnote", "noot"]) => MarkKind::Note,
            "div" if open.has(&["spreekbeurt"]) => MarkKind::Turn,
            "span" if open.has(&["lidnr", "ol"]) => {
                open.number = Some(String::new());
                return;
            }
            _ => return,
        };
        open.handle = Some(self.builder.mark(kind, None));
    }

    /// A new paragraph, item, cell or row ends the one before it.
    fn imply_ends(&mut self, name: &str) {
        let ends: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            "option" => &["option"],
            "body" => &["head"],
            _ if is_block(name) => &["p"],
            _ => return,
        };
        let limits = ["ul", "ol", "dl", "table", "div", "section", "article", "body", "form"];
        let mut found = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if ends.contains(&open.name.as_str()) {
                found = Some(at);
                if name != "tr" {
                    break;
                }
            }
            if limits.contains(&open.name.as_str()) {
                break;
            }
        }
        if let Some(at) = found {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        while self.open.len() > at
            && let Some(open) = self.open.pop()
        {
            self.close(&open);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|o| o.name == name) {
            self.close_from(at);
        } else if name == "p" {
            self.builder.line();
        }
    }

    fn close(&mut self, open: &Open) {
        if let Some(handle) = open.handle {
            self.builder.end(handle);
        }
        if open.main {
            self.main = true;
        }
        if open.skip {
            return;
        }
        if let Some(number) = &open.number {
            if let Some(item) = self.open.iter().rev().find(|o| o.name == "li").and_then(|o| o.handle) {
                self.builder.name(item, number.trim().trim_end_matches('.'));
            }
            self.builder.glue();
        }
        match open.name.as_str() {
            "td" | "th" => self.builder.cell(),
            _ if open.block => self.builder.end_line(),
            _ => {}
        }
    }

    fn meta(&mut self, key: &str, content: &str) {
        let key = key.split_once('.').map_or_else(
            || key.to_owned(),
            |(scheme, term)| match scheme.to_ascii_uppercase().as_str() {
                "OVERHEIDOP" => format!("OVERHEIDop.{term}"),
                scheme => format!("{scheme}.{term}"),
            },
        );
        if key == "eli:id_local" || key == "og:url" && canonical(content).is_some() {
            self.facts.add(Field::Id, content);
        }
        let facts = &mut self.facts;
        xml::named(&key, content, &mut |field, value| facts.add(field, value));
    }

    fn string(&mut self, raw: &str, at: usize) {
        if self.open.iter().any(|o| o.name == "title") {
            self.title.push_str(raw);
            return;
        }
        if self.main || self.open.last().is_some_and(|o| o.skip) {
            return;
        }
        let article = self.open.iter().rposition(|o| o.article);
        if let Some(at) = article
            && let Some(number) = raw.trim().strip_prefix("Artikel")
        {
            let handle = self.open[at].handle;
            let number = number.trim().trim_start_matches("&nbsp;").split([' ', '\u{a0}']).map(|n| n.trim_end_matches(['.', ':'])).find(|n| !n.is_empty());
            if let (Some(handle), Some(number)) = (handle, number) {
                self.builder.name(handle, number);
                self.open[at].article = false;
            }
        }
        if let Some(number) = self.open.last_mut().and_then(|o| o.number.as_mut()) {
            number.push_str(raw);
        }
        text(self.builder, raw, self.base + at);
    }
}

/// A piece of text in which entities stand.
fn text(builder: &mut Builder, raw: &str, base: usize) {
    let mut from = 0;
    for amp in memchr::memchr_iter(b'&', raw.as_bytes()) {
        if amp < from {
            continue;
        }
        let rest = &raw[amp + 1..];
        let end = rest.bytes().take(33).position(|b| !(b.is_ascii_alphanumeric() || b == b'#')).unwrap_or(rest.len().min(33));
        let Some(letters) = rest.get(..end).and_then(entity::resolve) else { continue };
        let closed = usize::from(rest.as_bytes().get(end) == Some(&b';'));
        builder.inline(&raw[from..amp], base + from);
        builder.entity(&letters, base + amp, 1 + end + closed);
        from = amp + 1 + end + closed;
    }
    builder.inline(&raw[from..], base + from);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_page_is_its_text() {
        let page = "<!DOCTYPE html><html><head><title>T</title><meta name=\"DC.identifier\" content=\"kst-32545-143\"><script>var a = '<p>x</p>';</script></head>\
                    <body><nav>Home</nav><h1>Kop</h1><p>Zie <a href=\"/kst-1-2.html\">34&nbsp;550, nr.\n 52</a> en<p>caf&eacute; &amp; &onbekend;<table><tr><td>a<td>b<tr><td>c</table></body></html>";
        let document = read(page, "a.html").unwrap();
        assert_eq!(document.text, "Kop\nZie 34\u{a0}550, nr. 52 en\ncafé & &onbekend;\na\tb\nc");
        assert_eq!(document.own.as_deref(), Some("kst-32545-143"));
        let link = &document.links[0];
        assert_eq!((&document.text[link.span.range()], link.target.as_str()), ("34\u{a0}550, nr. 52", "/kst-1-2.html"));
        let bytes = document.source.bytes(link.span).unwrap();
        assert_eq!(&page[bytes.range()], "34&nbsp;550, nr.\n 52");
        let at = document.text.find("café").unwrap();
        assert_eq!(&page[document.source.bytes(Span::new(at, at + 5)).unwrap().range()], "caf&eacute;");
    }

    #[test]
    fn a_law_has_articles_and_leden() {
        let page = "<!-- saved from url=(0042)https://wetten.overheid.nl/BWBR0005537/2024-01-01/ --><html><head><title>wetten.nl - Regeling - Algemene wet bestuursrecht - BWBR0005537</title></head>\
                    <body><p>U bekijkt een versie<div id=\"regeling\"><div class=\"artikel\"><div class=\"article__header--law artikel\"><h4>Artikel 3:4</h4><ul><li>Toon relaties</ul></div>\
                    <ul class=\"artikel_leden\"><li><span class=\"lidnr ol\">1</span><p>Zie:</p><ul><li><span class=\"ol\">a.</span><p>dit;</p></ul><li><span class=\"lidnr ol\">2</span><p>Dat.</p></ul></div></div></body></html>";
        let document = read(page, "a.html").unwrap();
        assert_eq!(document.text, "Artikel 3:4\n1 Zie:\na. dit;\n2 Dat.");
        assert_eq!((document.own.as_deref(), document.metadata.title.as_deref()), (Some("BWBR0005537"), Some("Algemene wet bestuursrecht")));
        let marks: Vec<_> = document.marks.iter().map(|m| (m.kind, m.name.as_deref().unwrap_or_default())).collect();
        assert_eq!(marks, [(MarkKind::Article, "3:4"), (MarkKind::Heading, ""), (MarkKind::Lid, "1"), (MarkKind::Item, "a"), (MarkKind::Lid, "2")]);
    }

    #[test]
    fn marks_of_footnotes_are_no_words() {
        let page = "<p>Zie de Awb<a href=\"#n1\"><sup>1</sup></a> en m<sup>2</sup>.<section class=\"footnotes\"><ol><li id=\"n1\">Stb. 2020, 1</ol></section>";
        let document = read(page, "a.html").unwrap();
        assert_eq!(document.text, "Zie de Awb en m2.\nStb. 2020, 1");
        assert_eq!(document.marks[0].kind, MarkKind::Note);
    }

    #[test]
    fn nesting_has_a_limit() {
        let page = format!("{}x{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(read(&page, "a").unwrap().text, "x");
    }

    #[test]
    fn a_tag_may_have_very_many_attributes() {
        let page = |count: usize| format!("<p {}>x</p>", "a=\">\" ".repeat(count));
        for count in [3, 300, 30_000] {
            assert_eq!((attributes(&page(count)), read(&page(count), "a").unwrap().text), (count, "x".into()));
        }
        assert!(read(&page(60_000), "a").unwrap_err().contains("attributes"));
        assert_eq!(attributes(&"<p a=\"b\" c = \"d\">".repeat(1000)), 2);
    }
}
