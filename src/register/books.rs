//! The books of the Burgerlijk Wetboek, each of which has an identifier of its own.

/// The books, by the number that an article's number begins with.
pub(crate) const BOOKS: [(&str, &str); 10] = [
    ("1", "BWBR0002656"),
    ("2", "BWBR0003045"),
    ("3", "BWBR0005291"),
    ("4", "BWBR0002761"),
    ("5", "BWBR0005288"),
    ("6", "BWBR0005289"),
    ("7", "BWBR0005290"),
    ("7A", "BWBR0006000"),
    ("8", "BWBR0005034"),
    ("10", "BWBR0030068"),
];

/// The last article of each book whose articles count from 1.
const LAST: [(&str, u32); 9] = [("1", 462), ("2", 455), ("3", 326), ("4", 233), ("5", 147), ("6", 279), ("7", 992), ("8", 1840), ("10", 200)];

/// Whether the book `law` may have an article of that number: those of the old code go on to 2030.
pub(crate) fn may_have(law: &str, number: &str) -> bool {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let last = BOOKS.iter().find(|(_, id)| *id == law).and_then(|(book, _)| LAST.iter().find(|(of, _)| of == book));
    last.is_none_or(|(_, last)| number[..digits].parse().is_ok_and(|number: u32| number <= *last))
}

/// Whether `law` is a book of the Burgerlijk Wetboek.
pub(crate) fn is_book(law: &str) -> bool {
    BOOKS.iter().any(|(_, id)| *id == law)
}

/// The number of the book that the label of a law in the register ends in: "Burgerlijk Wetboek BES Boek 7A".
pub(crate) fn book_in(label: &str) -> Option<&str> {
    label.rsplit_once(" Boek ").map(|(_, number)| number)
}

/// The book with this number.
pub(crate) fn book(number: &str) -> Option<&'static str> {
    BOOKS.iter().find(|(book, _)| book.eq_ignore_ascii_case(number)).map(|(_, id)| *id)
}
