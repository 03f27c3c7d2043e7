//! The first words of a paper as a number: sources of one paper begin alike, whatever letterhead or list of
//! metadata stands above.

use crate::{document::Document, structure::MarkKind};

/// A paragraph with so many letters is none of a letterhead.
const LONG: usize = 120;
/// So many letters tell a paper from others of the same day; with fewer it is not told.
const MOST: usize = 1000;
const LEAST: usize = 400;

/// The number of a document of this day; none where it has no day, or too few words.
///
/// It counts letters alone, in one case: line breaks, hyphens, quotes and the marks of notes differ between formats.
/// Footnotes are passed over, for they stand in different places.
pub(super) fn of(document: &Document<'_>, date: Option<&str>) -> Option<u64> {
    let mut hash = Fold::new(date?);
    let mut begun = false;
    for line in lines(document) {
        begun = begun || letters(line).count() >= LONG;
        if begun {
            for letter in letters(line).take(MOST - hash.count) {
                hash.add(letter);
            }
            if hash.count == MOST {
                break;
            }
        }
    }
    (hash.count >= LEAST).then_some(hash.value)
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase)
}

/// The lines of a document without its footnotes.
fn lines<'d>(document: &'d Document<'_>) -> impl Iterator<Item = &'d str> {
    let mut notes = document.marks.iter().filter(|m| m.kind == MarkKind::Note).peekable();
    let mut at = 0;
    document.text.split('\n').filter(move |line| {
        let start = at;
        at += line.len() + 1;
        while notes.next_if(|note| note.span.end <= start).is_some() {}
        notes.peek().is_none_or(|note| start < note.span.start)
    })
}

/// FNV-1a, which is the same on every machine and in every version.
struct Fold {
    value: u64,
    count: usize,
}

impl Fold {
    fn new(date: &str) -> Self {
        let mut fold = Self { value: 0xcbf2_9ce4_8422_2325, count: 0 };
        date.chars().for_each(|c| fold.add(c));
        fold.count = 0;
        fold
    }

    fn add(&mut self, letter: char) {
        for byte in u32::from(letter).to_le_bytes() {
            self.value = (self.value ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{span::Span, structure::Mark};

    #[test]
    fn a_paper_opens_alike_in_every_format() {
        let body = "Hierbij bied ik u de tweede voortgangsrapportage over de coördinatie van de hulp aan gezinnen aan, mede namens de minister van Justitie en Veiligheid. \
                    In deze brief ga ik in op de moties die uw Kamer heeft aanvaard, op de toezeggingen die ik tijdens het laatste debat heb gedaan, en op de stand van zaken.\n\
                    Ten eerste heeft de werkgroep haar eindrapport opgeleverd, dat als bijlage is toegevoegd. Daarin staan aanbevelingen die ik overneem, zoals hieronder wordt toegelicht.";
        let day = Some("2018-11-13");
        let xml = Document::from_text(format!("32 175 Huwelijksmigratie\nNr. 64 BRIEF VAN DE MINISTER\nDen Haag, 13 november 2018\n{body}\nDe minister"));
        let mut pdf = Document::from_text(format!(
            "> Retouradres Postbus 1 Den Haag\n{}",
            body.replace("aan, mede", "aan,1 mede\n1 Een noot.\n").replace("tweede", "twee-\nde")
        ));
        let note = pdf.text.find("1 Een noot.").unwrap();
        pdf.marks.push(Mark::new(MarkKind::Note, Span::new(note, note + 11), None));
        assert!(of(&xml, day).is_some());
        assert_eq!(of(&xml, day), of(&pdf, day));
        assert_ne!(of(&xml, Some("2018-11-14")), of(&xml, day));
        assert_eq!(of(&xml, None), None);
        assert_eq!(of(&Document::from_text("Kort."), day), None);
    }
}
