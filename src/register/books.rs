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
