//! The docket on disk: a ledger among those of the meetings, under the id that no meeting has.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use memchr::memmem;

use super::cipher::Cipher;
use super::codec::{self, Hash};
use super::ledger;
use super::series::{Head, Series};
use crate::journal::{ActOf, Entry};
use crate::register::{BookId, Docket, DocketEntry, DocketFact, SealMark, seals_of};

/// The book of the docket.
pub(super) const DOCKET: BookId = BookId::NONE;

/// Bytes of a docket looked at in one go.
const CHUNK: u64 = 256 << 10;

/// The name of the docket's ledger of a desk.
pub(super) fn file_name(desk: u8) -> String {
    ledger::name_of("docket", Series { book: DOCKET, desk })
}

/// What an encrypted docket says of each book, as far as its ledgers were read: no line says which
/// book it names before it is decrypted, so that each is decrypted once and not at every question.
#[derive(Debug, Default)]
pub(super) struct Gleaned(BTreeMap<PathBuf, Known>);

/// What is known of one ledger.
#[derive(Debug, Default)]
struct Known {
    /// Bytes that were read, to the end of a line.
    bytes: u64,
    on: BTreeMap<BookId, Vec<DocketEntry>>,
    last: Option<DocketEntry>,
}

impl Gleaned {
    /// The entries of a docket's ledger that name a book, and the last one of all, after which the
    /// next is written. Whatever is not sound is passed over; a check of the whole docket finds it.
    pub(super) fn entries_on(
        &mut self,
        cipher: &Cipher,
        path: &Path,
        desk: u8,
        book: BookId,
    ) -> io::Result<Vec<DocketEntry>> {
        if cipher.is_plain() {
            return entries_in_plain_sight(cipher, path, desk, Some(book));
        }
        let known = self.0.entry(path.to_owned()).or_default();
        match known.read_on(cipher, path, desk) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read?,
        }
        let mut found = known.on.get(&book).cloned().unwrap_or_default();
        found.extend(known.last.clone().filter(|last| found.last() != Some(last)));
        Ok(found)
    }
}

impl Known {
    /// Read what was written since.
    fn read_on(&mut self, cipher: &Cipher, path: &Path, desk: u8) -> io::Result<()> {
        let mut file = ledger::open(path)?;
        if file.metadata()?.len() < self.bytes {
            // It was mended, or is another's.
            *self = Self::default();
        }
        file.seek(SeekFrom::Start(self.bytes))?;
        let (mut file, mut line) = (BufReader::new(file), Vec::new());
        while file.read_until(b'\n', &mut line)? > 0 {
            if !line.ends_with(b"\n") {
                break;
            }
            self.bytes += line.len() as u64;
            if let Some((entry, ..)) = read_lines(cipher, desk, &line).next() {
                self.take(entry);
            }
            line.clear();
        }
        Ok(())
    }

    fn take(&mut self, entry: DocketEntry) {
        let ActOf::Did(facts) = &entry.act else { return };
        let books: BTreeSet<BookId> = facts.iter().map(DocketFact::book).collect();
        for book in books {
            self.on.entry(book).or_default().push(entry.clone());
        }
        self.last = Some(entry);
    }
}

/// The last entry of a docket's ledger, after which the next is written.
pub(super) fn last_entry(cipher: &Cipher, path: &Path, desk: u8) -> io::Result<Vec<DocketEntry>> {
    entries_in_plain_sight(cipher, path, desk, None)
}

/// The entries whose lines show the name of a book, if one is asked for, and the last one of all.
fn entries_in_plain_sight(
    cipher: &Cipher,
    path: &Path,
    desk: u8,
    book: Option<BookId>,
) -> io::Result<Vec<DocketEntry>> {
    let mut file = match ledger::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened?,
    };
    let name = book.map(|book| book.to_string());
    let finder = name.as_ref().map(memmem::Finder::new);
    let (mut lines, mut last, mut chunk) = (Vec::new(), Vec::new(), Vec::new());
    // Piece by piece, since a docket may be longer than memory should be.
    while (&mut file).take(CHUNK).read_to_end(&mut chunk)? > 0 {
        let whole = memchr::memrchr(b'\n', &chunk).map_or(0, |end| end + 1);
        let rest = chunk.split_off(whole);
        let found = finder.iter().flat_map(|finder| finder.find_iter(&chunk));
        let mut after = 0;
        for at in found {
            if at >= after {
                let line = line_at(&chunk, at);
                after = line.end;
                lines.extend_from_slice(&chunk[line]);
            }
        }
        if let Some(end) = whole.checked_sub(1) {
            let line = line_at(&chunk, end);
            last = if line.start < after { Vec::new() } else { chunk[line].to_vec() };
        }
        chunk = rest;
    }
    lines.extend(last);
    Ok(read_lines(cipher, desk, &lines).map(|(entry, ..)| entry).collect())
}

/// Where the line lies that has this byte.
fn line_at(bytes: &[u8], at: usize) -> Range<usize> {
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
    start..end
}

/// Go through a docket's ledger without holding it; where it ends, if it is sound from end to end.
pub(super) fn each_entry(
    cipher: &Cipher,
    path: &Path,
    desk: u8,
    mut take: impl FnMut(&DocketEntry),
) -> io::Result<Option<Head>> {
    let mut file = BufReader::new(ledger::open(path)?);
    let (mut line, mut head, mut sound) = (Vec::new(), Head::default(), true);
    while file.read_until(b'\n', &mut line)? > 0 {
        match read_lines(cipher, desk, &line).next() {
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
fn read_lines(
    cipher: &Cipher,
    desk: u8,
    lines: &[u8],
) -> impl Iterator<Item = (DocketEntry, Hash, Hash)> {
    let series = Series { book: DOCKET, desk };
    let links = ledger::scan(series, lines).links;
    links.into_iter().filter_map(move |link| {
        let text = std::str::from_utf8(lines.get(link.text)?).ok()?;
        let entry = codec::line_entry(cipher, series, link.seq, text).ok()?;
        Some((entry, link.prev, link.hash))
    })
}

/// The seals of a meeting, as the docket notes them, each with the entry that set it.
pub(super) fn marks_of(book: BookId, entries: &[Entry]) -> Vec<(SealMark, Entry)> {
    let mark = |covered: Vec<Entry>| {
        let heads = ledger::heads_after(book, &covered).ok()?;
        let mark = SealMark { entries: heads.entries(), fingerprint: heads.hash() };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::codec::samples::{at, day};

    /// Lines of a docket in which two entries in a row name one meeting, from this number on.
    fn lines(cipher: &Cipher, (first, mut prev): Head, last: u64) -> (Vec<u8>, Hash) {
        let mut all = Vec::new();
        for seq in first..=last {
            let fact = DocketFact::MeetingBegun {
                book: book(seq / 2),
                body: "Chi bộ".repeat(usize::try_from(seq % 11).unwrap()),
                date: day(11, 8),
            };
            let act = ActOf::Did(vec![fact]);
            let entry =
                DocketEntry { desk: 0, seq, clock: seq, at: at(seq), seen: Vec::new(), act };
            let text = codec::line_text(cipher, DOCKET, &entry).unwrap();
            let hash = ledger::hash_of(prev, &text);
            all.extend(ledger::line_of(&text, prev, hash).into_bytes());
            prev = hash;
        }
        (all, prev)
    }

    fn book(number: u64) -> BookId {
        BookId((u128::from(number) << 64 | 7).to_be_bytes())
    }

    fn numbers(entries: io::Result<Vec<DocketEntry>>) -> Vec<u64> {
        entries.unwrap().iter().map(|entry| entry.seq).collect()
    }

    #[test]
    fn a_meeting_is_found_wherever_it_stands_in_a_long_docket() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("docket.jsonl");
        // Several pieces, and lines that lie across their borders.
        let (all, head) = lines(&Cipher::PLAIN, (1, Hash::default()), 3000);
        std::fs::write(&path, &all).unwrap();
        assert!(all.len() > 3 * usize::try_from(CHUNK).unwrap());
        let mut gleaned = Gleaned::default();
        let mut on = |book| numbers(gleaned.entries_on(&Cipher::PLAIN, &path, 0, book));
        for number in 1..1500 {
            assert_eq!(on(book(number)), [2 * number, 2 * number + 1, 3000]);
        }
        assert_eq!(on(book(1500)), [3000]);
        assert_eq!(on(book(9999)), [3000]);
        assert_eq!(numbers(last_entry(&Cipher::PLAIN, &path, 0)), [3000]);
        assert_eq!(each_entry(&Cipher::PLAIN, &path, 0, |_| {}).unwrap(), Some((3000, head)));
    }

    #[test]
    fn an_encrypted_docket_is_read_once_and_then_what_was_written_since() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("docket.jsonl");
        let cipher = Cipher::of(&[7; 32]);
        let (first, prev) = lines(&cipher, (1, Hash::default()), 20);
        let (second, _) = lines(&cipher, (21, prev), 40);
        // The last line is being written.
        let (half, rest) = second.split_at(second.len() - 10);
        std::fs::write(&path, [&first, half].concat()).unwrap();
        let mut gleaned = Gleaned::default();
        let mut on = |book| numbers(gleaned.entries_on(&cipher, &path, 0, book));
        assert_eq!(on(book(3)), [6, 7, 39]);
        assert_eq!(on(book(20)), [39]);
        std::fs::write(&path, [&first, half, rest].concat()).unwrap();
        assert_eq!(on(book(20)), [40]);
        assert_eq!(on(book(3)), [6, 7, 40]);
        // A shorter one is another one.
        std::fs::write(&path, &first).unwrap();
        assert_eq!(on(book(3)), [6, 7, 20]);
        assert_eq!(on(book(15)), [20]);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(on(book(3)), [0; 0]);
    }
}
