//! Makes ledger and store of every book agree at opening: either side fills the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::open::{Failure, Found, Settled, failure, store_of};
use super::{Book, Broken, each_pair, ending, keys, records};
use crate::domain::Meeting;
use crate::journal::{Entry, Journal};
use crate::register::{BookId, Header};
use crate::store::codec::{self, CodecError, Hash, Record};
use crate::store::ledger::{self, Cabinet, Ledger, Scan};
use crate::store::seam::{Op, Store, StoreError};
use crate::store::weigh::{Records, Sound, Weighed, weigh};
use crate::store::{Notice, OpenError};

/// Records written in one commit; a sled batch of very many costs memory without measure.
const BATCH: usize = 1000;

/// What the store holds of a book, as far as can be said without decoding it.
#[derive(Default)]
struct Survey {
    stamps: Vec<Stamp>,
    head: Option<(u64, Hash)>,
    header: Option<Vec<u8>>,
}

/// The outside of one record.
struct Stamp {
    seq: u64,
    /// `None` if the record is damaged.
    prev: Option<Hash>,
}

/// Mends one register.
pub(super) struct Mender<'a> {
    folder: &'a Path,
    store: Box<dyn Store>,
    cabinet: &'a mut Cabinet,
    notices: &'a mut Vec<Notice>,
    /// The store is new, so that filling it is one piece of news and not one per book.
    new: bool,
    ops: Vec<Op>,
}

impl<'a> Mender<'a> {
    pub(super) fn new(
        folder: &'a Path,
        store: Box<dyn Store>,
        cabinet: &'a mut Cabinet,
        notices: &'a mut Vec<Notice>,
        new: bool,
    ) -> Self {
        Self { folder, store, cabinet, notices, new, ops: Vec::new() }
    }

    /// Say in the store which format it has.
    pub(super) fn write_format(&mut self) -> Result<(), Failure> {
        let record = codec::format_record().map_err(encoding)?;
        self.put([Op::Put(keys::FORMAT.to_vec(), record)])
    }

    /// Mend every book; hand back the store and the books.
    pub(super) fn mend(mut self, mut ledgers: BTreeMap<BookId, Found>) -> Result<Settled, Failure> {
        let mut surveys = survey(&*self.store).map_err(|error| failure(self.folder, error))?;
        let ids: BTreeSet<BookId> = ledgers.keys().chain(surveys.keys()).copied().collect();
        let mut books = BTreeMap::new();
        for id in ids {
            let found = ledgers.remove(&id);
            let survey = surveys.remove(&id).unwrap_or_default();
            if let Some(book) = self.mend_book(id, found, &survey)? {
                books.insert(id, book);
            }
        }
        self.commit()?;
        Ok((self.store, books))
    }

    fn mend_book(
        &mut self,
        id: BookId,
        found: Option<Found>,
        survey: &Survey,
    ) -> Result<Option<Book>, Failure> {
        let found = match found {
            Some(found) => match agreed_head(&found.scan, survey) {
                Some(head) => return self.book(id, head, found.ledger, survey).map(Some),
                None => Some(found),
            },
            None => None,
        };
        let weighed = self.weigh(id, found.as_ref(), survey)?;
        let head = weighed.head();
        if !weighed.is_sound() {
            self.notices.extend(weighed.notices(id));
            let ledger = found.map(|found| found.ledger);
            return Ok(Some(broken_book(id, weighed, ledger)));
        }
        if weighed.entries.is_empty() {
            return Ok(None);
        }
        let ledger = self.fill_ledger(id, found, &weighed)?;
        self.fill_store(id, &weighed, survey)?;
        let header = match kept_header(id, head, survey) {
            Some(header) => header,
            None => self.new_header(id, head, weighed.into_entries())?,
        };
        Ok(Some(Book { head, header, ledger: Some(ledger), broken: None }))
    }

    /// A book whose sides agree.
    fn book(
        &mut self,
        id: BookId,
        head: (u64, Hash),
        ledger: Ledger,
        survey: &Survey,
    ) -> Result<Book, Failure> {
        if let Some(header) = kept_header(id, head, survey) {
            return Ok(Book { head, header, ledger: Some(ledger), broken: None });
        }
        let found = self.records(id)?;
        let read = found.iter().map(|(_, record)| codec::read_entry(record));
        let Ok(entries) = read.collect::<Result<Vec<_>, _>>() else {
            // The checksum holds but the contents cannot be read by this version.
            return Ok(self.unreadable_book(id, head, ledger));
        };
        let entries = entries.into_iter().map(|(entry, _)| entry).collect();
        let header = self.new_header(id, head, entries)?;
        Ok(Book { head, header, ledger: Some(ledger), broken: None })
    }

    fn unreadable_book(&mut self, id: BookId, head: (u64, Hash), ledger: Ledger) -> Book {
        self.notices.push(Notice::NewerFormat { book: id });
        let header = Header { entries: head.0, ..Header::of(id, &Journal::default()) };
        let broken = Some(Broken { entries: Vec::new(), newer: true });
        Book { head, header, ledger: Some(ledger), broken }
    }

    fn new_header(
        &mut self,
        id: BookId,
        head: (u64, Hash),
        entries: Vec<Entry>,
    ) -> Result<Header, Failure> {
        let header = Header::of(id, &Journal::of(entries));
        let ops = ending(&header, head).map_err(encoding)?;
        self.put(ops)?;
        Ok(header)
    }

    fn weigh(
        &self,
        id: BookId,
        found: Option<&Found>,
        survey: &Survey,
    ) -> Result<Weighed, Failure> {
        let records = Records { entries: self.records(id)?, head: survey.head };
        let Some(found) = found else { return Ok(weigh(id, &[], &Scan::default(), &records)) };
        let path = &found.ledger.path;
        let bytes = fs::read(path).map_err(|error| OpenError::io("read ledger", path, &error))?;
        Ok(weigh(id, &bytes, &found.scan, &records))
    }

    fn records(&self, id: BookId) -> Result<Vec<(u64, Vec<u8>)>, Failure> {
        records(&*self.store, id).map_err(|error| failure(self.folder, error))
    }

    /// Write to the ledger what only the store has.
    fn fill_ledger(
        &mut self,
        id: BookId,
        found: Option<Found>,
        weighed: &Weighed,
    ) -> Result<Ledger, Failure> {
        let missing = weighed.entries.values().filter(|sound| !sound.in_ledger);
        let count = missing.clone().count();
        let all = || weighed.entries.values().map(line_of).collect::<String>();
        let filled = match found {
            Some(found) if found.scan.is_whole() => {
                let lines: String = missing.map(line_of).collect();
                let mut ledger = found.ledger;
                let written = match count {
                    0 => Ok(()),
                    _ => self.cabinet.append(id, &mut ledger, &lines),
                };
                written.map(|()| ledger)
            }
            Some(found) => {
                let mut ledger = found.ledger;
                self.cabinet.replace(&mut ledger, &all()).map(|()| ledger)
            }
            None => {
                let meeting = meeting_of(weighed);
                let name = ledger::file_name(meeting.date, &meeting.body.name, id);
                self.cabinet.create(id, &name, &all())
            }
        };
        let ledger =
            filled.map_err(|error| OpenError::io("mend ledger", self.cabinet.folder(), &error))?;
        if count > 0 {
            let entries = u64::try_from(count).unwrap_or(u64::MAX);
            self.notices.push(Notice::LedgerRefilled { book: id, entries });
        }
        Ok(ledger)
    }

    /// Write to the store what only the ledger has.
    fn fill_store(
        &mut self,
        id: BookId,
        weighed: &Weighed,
        survey: &Survey,
    ) -> Result<(), Failure> {
        let mut filled = 0;
        for (seq, sound) in weighed.entries.iter().filter(|(_, sound)| !sound.in_store) {
            let record = codec::entry_record(&sound.entry, sound.prev).map_err(encoding)?;
            self.put([Op::Put(keys::entry(id, *seq), record)])?;
            filled += 1;
        }
        let (seq, hash) = weighed.head();
        if survey.head != Some((seq, hash)) {
            let record = codec::head_record(seq, hash).map_err(encoding)?;
            self.put([Op::Put(keys::head(id), record)])?;
        }
        if filled > 0 && !self.new {
            self.notices.push(Notice::StoreRefilled { book: id, entries: filled });
        }
        Ok(())
    }

    fn put(&mut self, ops: impl IntoIterator<Item = Op>) -> Result<(), Failure> {
        self.ops.extend(ops);
        if self.ops.len() < BATCH { Ok(()) } else { self.commit() }
    }

    fn commit(&mut self) -> Result<(), Failure> {
        if self.ops.is_empty() {
            return Ok(());
        }
        let ops = std::mem::take(&mut self.ops);
        self.store.commit(&[], &ops).map_err(|error| failure(self.folder, error))
    }
}

/// Read the outside of every record. This is also the full scan that shows whether the store can
/// be read at all.
fn survey(store: &dyn Store) -> Result<BTreeMap<BookId, Survey>, StoreError> {
    let mut books: BTreeMap<BookId, Survey> = BTreeMap::new();
    each_pair(store, keys::ENTRIES, |key, record| {
        let Some((book, seq)) = keys::read_entry(&key) else { return };
        let envelope = codec::unseal(Record::Entry, &record).ok();
        let prev = envelope.filter(|found| found.seq == seq).map(|found| found.prev);
        books.entry(book).or_default().stamps.push(Stamp { seq, prev });
    })?;
    each_pair(store, keys::HEADS, |key, record| {
        let envelope = codec::unseal(Record::Head, &record);
        if let (Some(book), Ok(envelope)) = (keys::read_book(&key), envelope) {
            books.entry(book).or_default().head = Some((envelope.seq, envelope.prev));
        }
    })?;
    each_pair(store, keys::HEADERS, |key, record| {
        if let Some(book) = keys::read_book(&key) {
            books.entry(book).or_default().header = Some(record);
        }
    })?;
    Ok(books)
}

/// Number and hash of the last entry, if both sides hold the same whole chain.
///
/// Each record names the hash of the entry before it, and the head that of the last, so that the
/// hashes of the ledger decide without decoding anything.
fn agreed_head(scan: &Scan, survey: &Survey) -> Option<(u64, Hash)> {
    let last = scan.links.last()?;
    let head = (last.seq, last.hash);
    let agreed = scan.is_whole()
        && survey.head == Some(head)
        && survey.stamps.len() == scan.links.len()
        && survey
            .stamps
            .iter()
            .zip(&scan.links)
            .all(|(stamp, link)| stamp.seq == link.seq && stamp.prev == Some(link.prev));
    agreed.then_some(head)
}

/// The meeting that the first entry convenes.
fn meeting_of(weighed: &Weighed) -> Meeting {
    let first = weighed.entries.values().next().map(|sound| sound.entry.clone());
    Journal::of(first.into_iter().collect()).meeting().clone()
}

/// The header the store has of a book, if it is fresh.
fn kept_header(id: BookId, head: (u64, Hash), survey: &Survey) -> Option<Header> {
    let record = survey.header.as_ref()?;
    codec::read_header(record, id, head.0, head.1)
}

fn broken_book(id: BookId, weighed: Weighed, ledger: Option<Ledger>) -> Book {
    let (head, newer) = (weighed.head(), weighed.newer.is_some());
    let entries = weighed.into_entries();
    let header = Header::of(id, &Journal::of(entries.clone()));
    Book { head, header, ledger, broken: Some(Broken { entries, newer }) }
}

fn line_of(sound: &Sound) -> String {
    ledger::line_of(&sound.text, sound.prev, sound.hash)
}

/// What was decoded can be encoded; if not, the record is beyond this version.
fn encoding(error: CodecError) -> Failure {
    Failure::Open(OpenError::Io {
        what: "encode record",
        path: store_of(Path::new("")),
        error: format!("{error:?}"),
    })
}
