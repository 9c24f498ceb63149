//! The docket on disk: a ledger among those of the meetings, under the id that no meeting has.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use memchr::memmem;

use super::codec::{self, Hash};
use super::ledger;
use super::series::{Head, Heads, Series};
use crate::journal::Entry;
use crate::register::{BookId, Docket, DocketEntry, SealMark, seals_of};

/// The book of the docket.
pub(super) const DOCKET: BookId = BookId::NONE;

/// The name of the docket's ledger of a desk.
pub(super) fn file_name(desk: u8) -> String {
    ledger::name_of("docket", Series { book: DOCKET, desk })
}

/// The entries of a docket's ledger that name a book, and the last one of all, after which the next
/// is written. Whatever is not sound is passed over; a check of the whole docket finds it.
pub(super) fn entries_on(path: &Path, desk: u8, book: BookId) -> io::Result<Vec<DocketEntry>> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
    let mut lines = Vec::new();
    let mut at = 0;
    for found in memmem::find_iter(&bytes, book.to_string().as_bytes()) {
        if found >= at {
            let start = memchr::memrchr(b'\n', &bytes[..found]).map_or(0, |end| end + 1);
            at = memchr::memchr(b'\n', &bytes[found..]).map_or(bytes.len(), |end| found + end + 1);
            lines.extend_from_slice(&bytes[start..at]);
        }
    }
    let last = bytes.len().saturating_sub(1);
    let last = memchr::memrchr(b'\n', &bytes[..last]).map_or(0, |end| end + 1);
    if last >= at {
        lines.extend_from_slice(&bytes[last..]);
    }
    Ok(read_lines(desk, &lines).map(|(entry, ..)| entry).collect())
}

/// Go through a docket's ledger without holding it; where it ends, if it is sound from end to end.
pub(super) fn each_entry(
    path: &Path,
    desk: u8,
    mut take: impl FnMut(&DocketEntry),
) -> io::Result<Option<Head>> {
    let mut file = BufReader::new(File::open(path)?);
    let (mut line, mut head, mut sound) = (Vec::new(), Head::default(), true);
    while file.read_until(b'\n', &mut line)? > 0 {
        match read_lines(desk, &line).next() {
            Some((entry, prev, hash)) => {
                sound &= (entry.seq, prev) == (head.0 + 1, head.1);
                head = (entry.seq, hash);
                take(&entry);
            }
            None => sound = false,
        }
        line.clear();
    }
    Ok(Some(head).filter(|_| sound))
}

/// The sound entries of these lines, each with its place in the chain.
fn read_lines(desk: u8, lines: &[u8]) -> impl Iterator<Item = (DocketEntry, Hash, Hash)> {
    let links = ledger::scan(Series { book: DOCKET, desk }, lines).links;
    links.into_iter().filter_map(move |link| {
        let text = std::str::from_utf8(lines.get(link.text)?).ok()?;
        Some((codec::entry_of(DOCKET, text).ok()?, link.prev, link.hash))
    })
}

/// The seals of a meeting, as the docket notes them, each with the entry that set it.
pub(super) fn marks_of(book: BookId, entries: &[Entry]) -> Vec<(SealMark, Entry)> {
    let mark = |covered: Vec<Entry>| {
        let mut heads = Heads::default();
        for entry in &covered {
            let text = codec::text_of(book, entry).ok()?;
            let (_, prev) = heads.of(entry.desk);
            heads.0.insert(entry.desk, (entry.seq, ledger::hash_of(prev, &text)));
        }
        let count = u64::try_from(covered.len()).unwrap_or(u64::MAX);
        let mark = SealMark { entries: count, fingerprint: heads.hash() };
        Some((mark, covered.into_iter().next_back()?))
    };
    seals_of(entries).filter_map(mark).collect()
}

/// The first of the seals that the docket notes of a book and the book does not have: how many
/// entries it fixed.
pub(super) fn contradicted(
    docket: &Docket,
    book: BookId,
    marks: &[(SealMark, Entry)],
) -> Option<u64> {
    let noted = docket.of(book).map(|docketed| docketed.seals.as_slice()).unwrap_or_default();
    let there = |mark: &&SealMark| marks.iter().any(|(other, _)| other == *mark);
    noted.iter().find(|mark| !there(mark)).map(|mark| mark.entries)
}
