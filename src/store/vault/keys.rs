//! Keys of the one tree: a prefix byte, the book, the desk, the number.

use crate::register::BookId;
use crate::store::series::Series;

pub(super) const ENTRIES: &[u8] = b"e";
pub(super) const HEADS: &[u8] = b"h";
pub(super) const HEADERS: &[u8] = b"m";
pub(super) const FORMAT: &[u8] = b"0format";

pub(super) fn entries(book: BookId) -> Vec<u8> {
    [ENTRIES, &book.0].concat()
}

/// The number is big-endian, so that the order of bytes is the order of the journal.
pub(super) fn entry(series: Series, seq: u64) -> Vec<u8> {
    [ENTRIES, &series.book.0, &[series.desk], &seq.to_be_bytes()].concat()
}

pub(super) fn head(series: Series) -> Vec<u8> {
    [HEADS, &series.book.0, &[series.desk]].concat()
}

pub(super) fn header(book: BookId) -> Vec<u8> {
    [HEADERS, &book.0].concat()
}

/// Series and number of the key of an entry.
pub(super) fn read_entry(key: &[u8]) -> Option<(Series, u64)> {
    let (book, rest) = key.strip_prefix(ENTRIES)?.split_first_chunk::<16>()?;
    let (desk, seq) = rest.split_first()?;
    let series = Series { book: BookId(*book), desk: *desk };
    Some((series, u64::from_be_bytes(seq.try_into().ok()?)))
}

/// The series of the key of a head.
pub(super) fn read_head(key: &[u8]) -> Option<Series> {
    let (book, desk) = key.strip_prefix(HEADS)?.split_first_chunk::<16>()?;
    let [desk] = desk else { return None };
    Some(Series { book: BookId(*book), desk: *desk })
}

/// The book of the key of a header.
pub(super) fn read_book(key: &[u8]) -> Option<BookId> {
    let (_, book) = key.split_first()?;
    book.try_into().ok().map(BookId)
}
