//! The letters of each page with their places.

use pdf_extract::{ColorSpace, Document as Pdf, MediaBox, OutputDev, OutputError, Path, Transform, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More letters than a page, and a document, can have.
const PAGE: usize = 200_000;
const ALL: usize = 40_000_000;

/// A letter, or several that one sign stands for.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub text: String,
    /// Its left end and its base line, upwards, in points.
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub size: f64,
}

/// A page's letters, in the order in which they are drawn.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub glyphs: Vec<Glyph>,
    pub height: f64,
    pub bottom: f64,
}

#[derive(Default)]
struct Collector {
    page: Page,
    upright: Vec<Glyph>,
    turned: Vec<Glyph>,
}

impl OutputDev for Collector {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.page.height = (media.ury - media.lly).abs();
        self.page.bottom = media.lly.min(media.ury);
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, at: &Transform, width: f64, spacing: f64, font_size: f64, text: &str) -> Result<(), OutputError> {
        if self.upright.len() + self.turned.len() > PAGE {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let along = at.m11.hypot(at.m12);
        let size = font_size.abs() * at.m21.hypot(at.m22);
        let text: String = text.chars().filter(|c| !c.is_control()).map(sign).collect();
        if text.is_empty() || !(size.is_finite() && at.m31.is_finite() && at.m32.is_finite()) || size < 0.5 {
            return Ok(());
        }
        let width = (width * font_size.abs() + spacing.max(0.0)) * along;
        // Text that runs upwards or downwards is turned, so that a page of it can be read.
        if at.m11.abs() >= at.m12.abs() {
            if at.m11 > 0.0 {
                self.upright.push(Glyph { text, x: at.m31, y: at.m32, width, size });
            }
        } else if at.m12 > 0.0 {
            self.turned.push(Glyph { text, x: at.m32, y: -at.m31, width, size });
        } else {
            self.turned.push(Glyph { text, x: -at.m32, y: at.m31, width, size });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }

    fn fill(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        Ok(())
    }
}

/// What fonts of signs have no letter for is mostly the mark of an item.
const fn sign(letter: char) -> char {
    match letter {
        '\u{ffff}' | '\u{f0a7}' | '\u{f0b7}' => '•',
        letter => letter,
    }
}

/// The pages of a PDF. One that is broken is empty; where all are, that is the file's fault.
pub(super) fn pages(pdf: &Pdf) -> Result<Vec<Page>, String> {
    let numbers = pdf.get_pages();
    let mut pages = Vec::with_capacity(numbers.len());
    let (mut broken, mut letters) = (0, 0);
    for number in numbers.keys() {
        let mut collector = Collector::default();
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(pdf, &mut collector, *number)));
        broken += usize::from(!matches!(read, Ok(Ok(()))));
        let mut page = collector.page;
        // A note along the margin is left out; a page that lies on its side is turned.
        let turned = collector.turned.len() > collector.upright.len();
        page.glyphs = if turned { collector.turned } else { collector.upright };
        if turned {
            page.bottom = page.glyphs.iter().map(|g| g.y).fold(f64::INFINITY, f64::min);
            page.height = page.glyphs.iter().map(|g| g.y).fold(f64::NEG_INFINITY, f64::max) - page.bottom + 1.0;
        }
        letters += page.glyphs.len();
        if letters > ALL {
            return Err("this PDF has more text than any document; split it".to_owned());
        }
        pages.push(page);
    }
    if pages.is_empty() || broken == pages.len() {
        return Err("this PDF is damaged: none of its pages can be read; open it and print it to a new PDF".to_owned());
    }
    Ok(pages)
}
