//! Names of ledger files: the day, the body without diacritics, the book.

use std::path::Path;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::journal::Journal;
use crate::register::{BookId, Header};
use crate::store::cipher::Cipher;
use crate::store::series::Series;

pub(super) const SUFFIX: &str = ".jsonl";

/// Longest part of a name that stands for the body, in letters.
const SLUG: usize = 60;

/// The name of the ledger of a meeting of this body on this day, which is not said where lines are
/// encrypted. The first desk is not named.
pub(in crate::store) fn file_name(
    cipher: &Cipher,
    date: NaiveDate,
    body: &str,
    series: Series,
) -> String {
    if !cipher.is_plain() {
        return name_of("meeting", series);
    }
    name_of(&format!("{}_{}", date.format("%Y-%m-%d"), slug(body)), series)
}

/// The name of the ledger of a series, which begins so.
pub(in crate::store) fn name_of(begin: &str, series: Series) -> String {
    let Series { book, desk } = series;
    let desk = if desk == 0 { String::new() } else { format!("-{desk}") };
    format!("{begin}_{book}{desk}{SUFFIX}")
}

/// The series of a ledger file, by the id at the end of its name.
pub(super) fn series_of(name: &str) -> Option<Series> {
    let (_, id) = name.strip_suffix(SUFFIX)?.rsplit_once('_')?;
    let (book, desk) = match id.split_once('-') {
        Some((book, desk)) => (book, desk.parse().ok().filter(|desk| *desk > 0)?),
        None => (id, 0),
    };
    Some(Series { book: book.parse().ok()?, desk })
}

/// The header of a meeting of which nothing can be read but the name of its ledger.
pub(in crate::store) fn header_by(id: BookId, path: &Path) -> Header {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let none = Header::of(id, &Journal::default());
    match told_by(&name) {
        Some((date, body)) => Header { body, date, ..none },
        None => Header { body: name.into_owned(), ..none },
    }
}

/// The day and the body that the name of a ledger tells, as far as it does.
fn told_by(name: &str) -> Option<(NaiveDate, String)> {
    let (begin, _) = name.strip_suffix(SUFFIX)?.rsplit_once('_')?;
    let (date, slug) = begin.split_once('_')?;
    Some((NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?, slug.replace('-', " ")))
}

/// A text in small ASCII letters, with a hyphen for everything else.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.nfd().filter_map(ascii).take(SLUG) {
        if letter != '-' || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push(letter);
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "book".into() } else { slug.into() }
}

/// `None` for a mark on the letter before.
fn ascii(letter: char) -> Option<char> {
    match letter {
        'đ' | 'Đ' => Some('d'),
        _ if letter.is_ascii_alphanumeric() => Some(letter.to_ascii_lowercase()),
        _ if unicode_normalization::char::is_combining_mark(letter) => None,
        _ => Some('-'),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cipher, file_name, series_of, slug};
    use crate::store::codec::samples::{BOOK, day};
    use crate::store::series::Series;

    #[test]
    fn a_body_is_named_without_diacritics() {
        for (text, expected) in [
            ("Chi bộ Thôn Đoài", "chi-bo-thon-doai"),
            ("  Đảng ủy / xã (mở rộng) ", "dang-uy-xa-mo-rong"),
            ("…", "book"),
            ("委員会", "book"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn a_name_leads_back_to_its_book() {
        for (desk, end) in [(0, ""), (7, "-7")] {
            let series = Series { book: BOOK, desk };
            let name = file_name(&Cipher::PLAIN, day(11, 8), "Chi bộ", series);
            assert_eq!(name, format!("2026-11-08_chi-bo_{BOOK}{end}.jsonl"));
            assert_eq!(series_of(&name), Some(series));
            assert_eq!(super::told_by(&name), Some((day(11, 8), "chi bo".into())));
        }
        for other in ["2026-11-08_chi-bo.jsonl", "x.torn-1", "LOCK", "a_0.jsonl"] {
            assert_eq!(series_of(other), None);
        }
    }
}
