//! Keys of the one tree: a prefix byte, the book, the number.

use crate::register::BookId;

pub(super) const ENTRIES: &[u8] = b"e";
pub(super) const HEADS: &[u8] = b"h";
pub(super) const HEADERS: &[u8] = b"m";
pub(super) const FORMAT: &[u8] = b"0format";

pub(super) fn entries(book: BookId) -> Vec<u8> {
    [ENTRIES, &book.0].concat()
}

/// The number is big-endian, so that the order of bytes is the order of the journal.
pub(super) fn entry(book: BookId, seq: u64) -> Vec<u8> {
    [ENTRIES, &book.0, &seq.to_be_bytes()].concat()
}

pub(super) fn head(book: BookId) -> Vec<u8> {
    [HEADS, &book.0].concat()
}

pub(super) fn header(book: BookId) -> Vec<u8> {
    [HEADERS, &book.0].concat()
}

/// Book and number of the key of an entry.
pub(super) fn read_entry(key: &[u8]) -> Option<(BookId, u64)> {
    let (book, seq) = key.strip_prefix(ENTRIES)?.split_first_chunk::<16>()?;
    Some((BookId(*book), u64::from_be_bytes(seq.try_into().ok()?)))
}

/// The book of the key of a head or a header.
pub(super) fn read_book(key: &[u8]) -> Option<BookId> {
    let (_, book) = key.split_first()?;
    book.try_into().ok().map(BookId)
}
