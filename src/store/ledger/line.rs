//! One line of a ledger: readable text, its place in the chain, and a checksum.
//!
//! The hash covers the readable text and the hash before it, so that a line is checked without
//! reading its JSON. The tail has a fixed length and is found from the end.

use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::store::codec::{Hash, hex, unhex};
use crate::store::series::{Head, Series};

const DOMAIN: &[u8] = b"thuky-entry-1";
const BOOK: &str = r#"{"book":""#;
const BOOK_DIGITS: usize = 32;
const DESK: &str = r#""desk":"#;
const PREV: &str = r#","prev":""#;
const HASH: &str = r#"","hash":""#;
const CRC: &str = r#"","crc":""#;
const END: &str = r#""}"#;
const HASH_DIGITS: usize = 32;
const CRC_DIGITS: usize = 8;
const TAIL: usize =
    PREV.len() + HASH_DIGITS + HASH.len() + HASH_DIGITS + CRC.len() + CRC_DIGITS + END.len();

/// The hash of an entry's text after the entry with hash `prev`.
pub(in crate::store) fn hash_of(prev: Hash, text: &str) -> Hash {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let digest = Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(prev)
        .chain_update(length.to_be_bytes())
        .chain_update(text)
        .finalize();
    let mut hash = Hash::default();
    hash.copy_from_slice(&digest[..16]);
    hash
}

/// The whole line of an entry's text, with its newline.
pub(in crate::store) fn line_of(text: &str, prev: Hash, hash: Hash) -> String {
    let line = format!("{text}{PREV}{}{HASH}{}", hex(&prev), hex(&hash));
    // The quote that closes the hash belongs to the checksum's label, not to what it covers.
    let covered = format!("{line}\"");
    let crc = crc32fast::hash(covered.as_bytes());
    format!("{line}{CRC}{crc:08x}{END}\n")
}

/// A sound line: its number, its place in the chain, and where its text lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Link {
    pub(in crate::store) seq: u64,
    pub(in crate::store) prev: Hash,
    pub(in crate::store) hash: Hash,
    pub(in crate::store) text: Range<usize>,
}

/// What a ledger holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Scan {
    /// Sound lines in the order of the file.
    pub(in crate::store) links: Vec<Link>,
    /// Lines (from 1) that are not sound but have sound ones after them.
    pub(in crate::store) damaged: Vec<u64>,
    /// Where the last sound line ends; whatever follows was never finished.
    pub(in crate::store) sound: usize,
}

impl Scan {
    /// Whether the lines are numbered from 1 without gaps and each names the hash of the one
    /// before.
    pub(in crate::store) fn is_whole(&self) -> bool {
        let mut prev = Hash::default();
        let chained = self.links.iter().zip(1..).all(|(link, seq)| {
            let fits = link.seq == seq && link.prev == prev;
            prev = link.hash;
            fits
        });
        chained && self.damaged.is_empty()
    }

    /// Number and hash of the last entry, if a file of this size is sound from end to end.
    pub(in crate::store) fn end(&self, size: usize) -> Option<Head> {
        let last = self.links.last()?;
        (self.is_whole() && self.sound == size).then_some((last.seq, last.hash))
    }
}

/// Check every line of a ledger.
pub(in crate::store) fn scan(series: Series, bytes: &[u8]) -> Scan {
    let Series { book, desk } = series;
    let head = format!(r#"{BOOK}{book}",{DESK}{desk},"seq":"#);
    let mut scan = Scan::default();
    let mut doubtful = Vec::new();
    let mut start = 0;
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        match read_line(&head, line) {
            Some(mut link) => {
                link.text = start + link.text.start..start + link.text.end;
                scan.links.push(link);
                scan.damaged.append(&mut doubtful);
                scan.sound = start + line.len();
            }
            None => doubtful.push(number),
        }
        start += line.len();
    }
    scan
}

/// The desk that a line names.
pub(in crate::store) fn desk_of(line: &str) -> Option<u8> {
    let (_, rest) = line.split_once(DESK)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest[..digits].parse().ok()
}

/// Whether a line is sound, of whatever series it is.
pub(super) fn is_sound(line: &[u8]) -> bool {
    check(line).is_some()
}

/// The series of the first sound line.
pub(super) fn series_in(bytes: &[u8]) -> Option<Series> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.find_map(|line| {
        let (_, _, text) = check(line)?;
        let (book, rest) = text.strip_prefix(BOOK)?.split_at_checked(BOOK_DIGITS)?;
        Some(Series { book: book.parse().ok()?, desk: desk_of(rest)? })
    })
}

fn read_line(head: &str, line: &[u8]) -> Option<Link> {
    let (prev, hash, text) = check(line)?;
    let number = text.strip_prefix(head)?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let seq = number[..digits].parse().ok()?;
    Some(Link { seq, prev, hash, text: 0..text.len() })
}

/// The hash before a line, its own, and its text, if checksum and hash are right.
fn check(line: &[u8]) -> Option<(Hash, Hash, &str)> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let cut = line.len().checked_sub(TAIL)?;
    let (text, tail) = line.split_at_checked(cut)?;
    let tail = tail.strip_prefix(PREV)?;
    let (prev, tail) = tail.split_at_checked(HASH_DIGITS)?;
    let (hash, tail) = tail.strip_prefix(HASH)?.split_at_checked(HASH_DIGITS)?;
    let crc = tail.strip_prefix(CRC)?.strip_suffix(END)?;
    let covered = line.len() - END.len() - CRC_DIGITS - CRC.len() + 1;
    let crc = u32::from_be_bytes(unhex(crc.as_bytes())?);
    if crc32fast::hash(&line.as_bytes()[..covered]) != crc {
        return None;
    }
    let (prev, hash) = (unhex(prev.as_bytes())?, unhex(hash.as_bytes())?);
    (hash_of(prev, text) == hash).then_some((prev, hash, text))
}

#[cfg(test)]
mod tests {
    use super::{hash_of, line_of, scan};
    use crate::store::codec::samples::{BOOK, entries};
    use crate::store::codec::{Hash, text_of};
    use crate::store::series::Series;

    const OWN: Series = Series { book: BOOK, desk: 0 };

    fn ledger() -> (String, usize) {
        let mut prev = Hash::default();
        let mut all = String::new();
        let mut last = 0;
        for entry in entries() {
            let text = text_of(BOOK, &entry).unwrap();
            let hash = hash_of(prev, &text);
            last = all.len();
            all += &line_of(&text, prev, hash);
            prev = hash;
        }
        (all, last)
    }

    #[test]
    fn a_line_is_one_json_object() {
        let (ledger, _) = ledger();
        for line in ledger.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let crc = value["crc"].as_str().unwrap();
            let covered = line.split(r#","crc""#).next().unwrap();
            assert_eq!(crc, format!("{:08x}", crc32fast::hash(covered.as_bytes())));
        }
    }

    #[test]
    fn a_whole_ledger_is_sound_to_its_end() {
        let (ledger, _) = ledger();
        let scan = scan(OWN, ledger.as_bytes());
        assert!(scan.is_whole());
        assert_eq!((scan.links.len(), scan.sound), (entries().len(), ledger.len()));
    }

    #[test]
    fn a_tail_torn_at_any_byte_leaves_all_lines_before_it() {
        let (ledger, last) = ledger();
        for length in last..ledger.len() {
            let scan = scan(OWN, &ledger.as_bytes()[..length]);
            assert!(scan.is_whole());
            assert_eq!((scan.links.len(), scan.sound), (entries().len() - 1, last));
        }
    }

    #[test]
    fn a_flipped_bit_is_seen_in_whatever_line_it_is() {
        let (ledger, _) = ledger();
        let whole = scan(OWN, ledger.as_bytes());
        for at in (0..ledger.len()).step_by(7) {
            let mut bytes = ledger.clone().into_bytes();
            bytes[at] ^= 1 << (at % 8);
            let scan = scan(OWN, &bytes);
            let lost = whole.links.iter().filter(|link| !scan.links.contains(link)).count();
            assert!(lost >= 1, "byte {at} was not missed");
            assert!(!scan.is_whole() || scan.sound < ledger.len());
        }
    }

    #[test]
    fn damage_in_the_middle_is_not_a_torn_tail() {
        let (ledger, last) = ledger();
        let mut bytes = ledger.clone().into_bytes();
        bytes[last - 200] ^= 1;
        let scan = scan(OWN, &bytes);
        let line = u64::try_from(entries().len() - 1).unwrap();
        assert_eq!((scan.damaged, scan.sound), (vec![line], ledger.len()));
    }

    #[test]
    fn a_line_of_another_book_or_desk_is_not_sound() {
        let (ledger, _) = ledger();
        for other in
            [Series { book: crate::register::BookId([7; 16]), ..OWN }, Series { desk: 1, ..OWN }]
        {
            assert!(scan(other, ledger.as_bytes()).links.is_empty());
        }
    }
}
