//! Makes ledger and store of every book agree at opening: either side fills the other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::book::{Book, Broken, Chain};
use super::found::{Failure, Found, Ledgers, failure, store_of};
use super::records::{NumberedRecords, each_pair, header_op, records};
use super::{convened, keys};
use crate::domain::Fact;
use crate::journal::{Entry, EntryOf, Journal};
use crate::register::{BookId, DocketFact, Header};
use crate::store::cipher::Cipher;
use crate::store::codec::{self, CodecError, Hash, Kept, Record};
use crate::store::docket::{self, DOCKET};
use crate::store::ledger::{self, Cabinet, Ledger, Scan};
use crate::store::seam::{Op, Store, StoreError};
use crate::store::series::{Head, Heads, Series};
use crate::store::weigh::{Records, Sound, Weighed, weigh};
use crate::store::{Doing, Notice, OpenError};

/// Records written in one commit; a sled batch of very many costs memory without measure.
const BATCH: usize = 1000;

/// What the store holds of a book, as far as can be said without decoding it.
#[derive(Default)]
struct Survey {
    chains: BTreeMap<u8, Outline>,
    header: Option<Vec<u8>>,
}

/// What the store holds of a series.
#[derive(Default)]
struct Outline {
    stamps: Vec<Stamp>,
    head: Option<Head>,
}

/// The outside of one record.
struct Stamp {
    seq: u64,
    /// `None` if the record is damaged.
    prev: Option<Hash>,
}

/// The chains of the docket after mending, and whether something of it is lost or differs.
pub(super) type MendedDocket = (BTreeMap<u8, Chain>, bool);

/// A series as it is after mending.
struct Mended<F> {
    chain: Chain,
    /// What was read of it; `None` if the sides agree and nothing had to be read.
    entries: Option<Vec<EntryOf<F>>>,
    /// It can be read but not written, since something is lost or differs.
    broken: bool,
    /// A later version wrote in it.
    newer: bool,
}

/// Mends one register.
pub(super) struct Mender<'a> {
    folder: &'a Path,
    store: &'a mut dyn Store,
    cabinet: &'a mut Cabinet,
    notices: &'a mut Vec<Notice>,
    /// The store is new, so that filling it is one piece of news and not one per book.
    new: bool,
    ops: Vec<Op>,
}

impl<'a> Mender<'a> {
    pub(super) fn new(
        folder: &'a Path,
        store: &'a mut dyn Store,
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

    /// Mend a book; `None` if it is on neither side.
    pub(super) fn mend_one(
        mut self,
        id: BookId,
        mut ledgers: Ledgers,
    ) -> Result<Option<Book>, Failure> {
        let surveys = survey(&*self.store, &id.0);
        let survey = surveys.map_err(|error| failure(self.folder, error))?.remove(&id);
        let book = if let Some(error) = ledgers.unreadable.remove(&id) {
            Some(self.shut(id, error)?)
        } else {
            let found = ledgers.found.into_iter();
            let found = found.map(|(series, found)| (series.desk, found)).collect();
            self.mend_book(id, found, survey.unwrap_or_default())?
        };
        self.commit()?;
        Ok(book)
    }

    /// Mend the docket alone.
    pub(super) fn mend_docket_alone(mut self, ledgers: Ledgers) -> Result<MendedDocket, Failure> {
        let surveys = survey(&*self.store, &DOCKET.0);
        let survey = surveys.map_err(|error| failure(self.folder, error))?.remove(&DOCKET);
        let docket = self.mend_docket(ledgers, &survey.unwrap_or_default())?;
        self.commit()?;
        Ok(docket)
    }

    /// Mend every book, and the docket.
    pub(super) fn mend(
        mut self,
        ledgers: Ledgers,
    ) -> Result<(BTreeMap<BookId, Book>, MendedDocket), Failure> {
        let surveys = survey(&*self.store, &[]);
        let mut surveys = surveys.map_err(|error| failure(self.folder, error))?;
        let (mut of_docket, mut ledgers) = ledgers.split();
        of_docket.unreadable.extend(ledgers.unreadable.remove_entry(&DOCKET));
        let docket = self.mend_docket(of_docket, &surveys.remove(&DOCKET).unwrap_or_default())?;
        let mut found: BTreeMap<BookId, BTreeMap<u8, Found>> = BTreeMap::new();
        for (Series { book, desk }, ledger) in ledgers.found {
            found.entry(book).or_default().insert(desk, ledger);
        }
        let mut books = BTreeMap::new();
        for (id, error) in ledgers.unreadable {
            books.insert(id, self.shut(id, error)?);
            found.remove(&id);
            surveys.remove(&id);
        }
        let ids: BTreeSet<BookId> = found.keys().chain(surveys.keys()).copied().collect();
        for id in ids {
            let found = found.remove(&id).unwrap_or_default();
            let survey = surveys.remove(&id).unwrap_or_default();
            if let Some(book) = self.mend_book(id, found, survey)? {
                books.insert(id, book);
            }
        }
        self.commit()?;
        Ok((books, docket))
    }

    /// A book whose files cannot be read: what the store has of it can be read and not written.
    fn shut(&mut self, id: BookId, error: String) -> Result<Book, Failure> {
        let records = self.records(id)?.into_values().flatten();
        let read = records
            .filter_map(|(_, record)| codec::read_entry(self.cabinet.cipher(), &record).ok());
        let mut entries: Vec<Entry> = read.map(|(entry, _)| entry).collect();
        entries.sort_by_key(Entry::order);
        let header = Header::of(id, &Journal::of(entries.clone()));
        self.notices.push(Notice::Unreadable { book: id, error: error.clone() });
        let broken = Some(Broken { unreadable: Some(error), ..Broken::of(entries) });
        Ok(Book { chains: BTreeMap::new(), header, broken })
    }

    /// Mend every series of the docket.
    fn mend_docket(&mut self, ledgers: Ledgers, survey: &Survey) -> Result<MendedDocket, Failure> {
        if let Some(error) = ledgers.unreadable.into_values().next() {
            self.notices.push(Notice::Unreadable { book: DOCKET, error });
            return Ok((BTreeMap::new(), true));
        }
        let mut found: BTreeMap<u8, Found> =
            ledgers.found.into_iter().map(|(series, found)| (series.desk, found)).collect();
        let desks: BTreeSet<u8> = found.keys().chain(survey.chains.keys()).copied().collect();
        let (mut chains, mut broken) = (BTreeMap::new(), false);
        for desk in desks {
            let series = Series { book: DOCKET, desk };
            let outline = survey.chains.get(&desk);
            let name = |_: &Self, _: &Weighed<DocketFact>| Ok(docket::file_name(desk));
            let Some(mended) = self.mend_series(series, found.remove(&desk), outline, name)? else {
                continue;
            };
            broken |= mended.broken || mended.newer;
            chains.insert(desk, mended.chain);
        }
        Ok((chains, broken))
    }

    /// Mend every series of a book; `None` if nothing is left of it.
    fn mend_book(
        &mut self,
        id: BookId,
        mut found: BTreeMap<u8, Found>,
        survey: Survey,
    ) -> Result<Option<Book>, Failure> {
        let desks: BTreeSet<u8> = found.keys().chain(survey.chains.keys()).copied().collect();
        let mut chains = BTreeMap::new();
        let (mut read, mut unread) = (Vec::new(), Vec::new());
        let (mut broken, mut newer) = (false, false);
        for desk in desks {
            let outline = survey.chains.get(&desk);
            let series = Series { book: id, desk };
            let found = found.remove(&desk);
            let name =
                |mender: &Self, weighed: &Weighed<Fact>| mender.name(series, weighed, &survey);
            let Some(mended) = self.mend_series(series, found, outline, name)? else { continue };
            chains.insert(desk, mended.chain);
            match mended.entries {
                Some(entries) => read.extend(entries),
                None => unread.push(desk),
            }
            broken |= mended.broken;
            newer |= mended.newer;
        }
        if chains.is_empty() {
            return Ok(None);
        }
        let header = Header { id, ..Header::of(id, &Journal::default()) };
        let mut book = Book { chains, header, broken: None };
        let kept = kept_header(self.cabinet.cipher(), id, &book.heads(), &survey)
            .filter(|_| !broken && !newer);
        if let Some(header) = kept {
            book.header = header;
            return Ok(Some(book));
        }
        newer = self.read_agreed(id, &unread, &mut read, newer)?;
        read.sort_by_key(Entry::order);
        book.header = Header::of(id, &Journal::of(read.clone()));
        if broken || newer {
            book.header.entries = book.header.entries.max(book.heads().entries());
            book.broken = Some(Broken { newer, ..Broken::of(read) });
            return Ok(Some(book));
        }
        let op = header_op(self.cabinet.cipher(), &book.header, &book.heads()).map_err(encoding)?;
        self.put([op])?;
        Ok(Some(book))
    }

    /// Read the series whose sides agree; whether a later version wrote in the book.
    fn read_agreed(
        &mut self,
        id: BookId,
        desks: &[u8],
        read: &mut Vec<Entry>,
        mut newer: bool,
    ) -> Result<bool, Failure> {
        let found = self.records(id)?;
        for (_, record) in desks.iter().filter_map(|desk| found.get(desk)).flatten() {
            match codec::read_entry(self.cabinet.cipher(), record) {
                Ok((entry, _)) => read.push(entry),
                // The checksum holds but the contents cannot be read by this version.
                Err(_) if newer => {}
                Err(_) => {
                    newer = true;
                    self.notices.push(Notice::NewerFormat { book: id });
                }
            }
        }
        Ok(newer)
    }

    /// Mend a series; a ledger that is lost gets this name.
    fn mend_series<F: Kept>(
        &mut self,
        series: Series,
        found: Option<Found>,
        outline: Option<&Outline>,
        name: impl Fn(&Self, &Weighed<F>) -> Result<String, Failure>,
    ) -> Result<Option<Mended<F>>, Failure> {
        let none = Outline::default();
        let outline = outline.unwrap_or(&none);
        let found = match found {
            Some(found) => match agreed_head(&found.scan, outline).filter(|_| !found.foreign) {
                Some(head) => {
                    let chain = Chain { head, ledger: Some(found.ledger) };
                    let mended = Mended { chain, entries: None, broken: false, newer: false };
                    return Ok(Some(mended));
                }
                None => Some(found),
            },
            None => None,
        };
        let weighed = self.weigh(series, found.as_ref(), outline)?;
        let head = weighed.head();
        let newer = weighed.newer.is_some();
        if !weighed.is_sound() {
            self.notices.extend(weighed.notices(series.book));
            let chain = Chain { head, ledger: found.map(|found| found.ledger) };
            let entries = Some(weighed.into_entries());
            return Ok(Some(Mended { chain, entries, broken: true, newer }));
        }
        if weighed.entries.is_empty() {
            return Ok(None);
        }
        let ledger = Some(self.fill_ledger(series, found, &weighed, name)?);
        self.fill_store(series, &weighed, outline)?;
        let (chain, entries) = (Chain { head, ledger }, Some(weighed.into_entries()));
        Ok(Some(Mended { chain, entries, broken: false, newer }))
    }

    fn weigh<F: Kept>(
        &self,
        series: Series,
        found: Option<&Found>,
        outline: &Outline,
    ) -> Result<Weighed<F>, Failure> {
        let entries = self.records(series.book)?.remove(&series.desk).unwrap_or_default();
        let records = Records { entries, head: outline.head };
        let Some(found) = found else {
            return Ok(weigh(self.cabinet.cipher(), series, &[], &Scan::default(), &records));
        };
        if let Some(text) = &found.text {
            return Ok(weigh(self.cabinet.cipher(), series, text, &found.scan, &records));
        }
        let path = &found.ledger.path;
        let read = ledger::read(path);
        let bytes = read.map_err(|error| OpenError::io(Doing::ReadLedgers, path, &error))?.bytes;
        Ok(weigh(self.cabinet.cipher(), series, &bytes, &found.scan, &records))
    }

    fn records(&self, id: BookId) -> Result<BTreeMap<u8, NumberedRecords>, Failure> {
        records(&*self.store, id).map_err(|error| failure(self.folder, error))
    }

    /// Write to the ledger what only the store has.
    fn fill_ledger<F: Kept>(
        &mut self,
        series: Series,
        found: Option<Found>,
        weighed: &Weighed<F>,
        name: impl Fn(&Self, &Weighed<F>) -> Result<String, Failure>,
    ) -> Result<Ledger, Failure> {
        let missing = weighed.entries.values().filter(|sound| !sound.in_ledger);
        let count = missing.clone().count();
        let all = || weighed.entries.values().map(line_of).collect::<String>();
        let filled = match found {
            Some(found) if found.scan.is_whole() && !found.foreign => {
                let lines: String = missing.map(line_of).collect();
                let mut ledger = found.ledger;
                let written = match count {
                    0 => Ok(()),
                    _ => self.cabinet.append(series, &mut ledger, &lines),
                };
                written.map(|()| ledger)
            }
            Some(found) => {
                let mut ledger = found.ledger;
                let replaced = self.cabinet.replace(&mut ledger, &all());
                replaced.map(|kept_as| {
                    let book = series.book;
                    let again = (count == 0).then_some(Notice::LedgerRewritten { book, kept_as });
                    self.notices.extend(again);
                    ledger
                })
            }
            None => {
                let name = name(self, weighed)?;
                self.cabinet.create(series, &name, &all())
            }
        };
        let ledger = filled
            .map_err(|error| OpenError::io(Doing::WriteLedger, self.cabinet.folder(), &error))?;
        if count > 0 {
            let entries = u64::try_from(count).unwrap_or(u64::MAX);
            self.notices.push(Notice::LedgerRefilled { book: series.book, entries });
        }
        Ok(ledger)
    }

    /// The name of a ledger that is lost: by the meeting that the first entry convenes, which may be
    /// another desk's.
    fn name(
        &self,
        series: Series,
        weighed: &Weighed<Fact>,
        survey: &Survey,
    ) -> Result<String, Failure> {
        let own = weighed.entries.values().next().map(|sound| sound.entry.clone());
        let first = match own {
            Some(entry) if convened(std::slice::from_ref(&entry)).is_some() => Some(entry),
            _ => {
                let found = self.records(series.book)?;
                let firsts = survey.chains.keys().filter_map(|desk| found.get(desk)?.first());
                let read = firsts.filter_map(|(_, record)| {
                    codec::read_entry(self.cabinet.cipher(), record).ok()
                });
                read.map(|(entry, _)| entry).min_by_key(Entry::order)
            }
        };
        let meeting = Journal::of(first.into_iter().collect()).meeting().clone();
        Ok(ledger::file_name(self.cabinet.cipher(), meeting.date, &meeting.body.name, series))
    }

    /// Write to the store what only the ledger has.
    fn fill_store<F: Kept>(
        &mut self,
        series: Series,
        weighed: &Weighed<F>,
        outline: &Outline,
    ) -> Result<(), Failure> {
        let mut filled = 0;
        for (seq, sound) in weighed.entries.iter().filter(|(_, sound)| !sound.in_store) {
            let record = codec::entry_record(self.cabinet.cipher(), &sound.entry, sound.prev)
                .map_err(encoding)?;
            self.put([Op::Put(keys::entry(series, *seq), record)])?;
            filled += 1;
        }
        let (seq, hash) = weighed.head();
        if outline.head != Some((seq, hash)) {
            let record = codec::head_record(seq, hash).map_err(encoding)?;
            self.put([Op::Put(keys::head(series), record)])?;
        }
        if filled > 0 && !self.new {
            self.notices.push(Notice::StoreRefilled { book: series.book, entries: filled });
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

/// Read the outside of every record of the books whose ids begin so. Of all of them this is also the
/// full scan that shows whether the store can be read at all.
fn survey(store: &dyn Store, books: &[u8]) -> Result<BTreeMap<BookId, Survey>, StoreError> {
    let within = |kind: &[u8]| [kind, books].concat();
    let (entries, heads, headers) =
        (within(keys::ENTRIES), within(keys::HEADS), within(keys::HEADERS));
    let mut books: BTreeMap<BookId, Survey> = BTreeMap::new();
    each_pair(store, &entries, |key, record| {
        let Some((Series { book, desk }, seq)) = keys::read_entry(&key) else { return };
        let envelope = codec::unseal(Record::Entry, &record).ok();
        let prev = envelope.filter(|found| found.seq == seq).map(|found| found.prev);
        let chains = &mut books.entry(book).or_default().chains;
        chains.entry(desk).or_default().stamps.push(Stamp { seq, prev });
    })?;
    each_pair(store, &heads, |key, record| {
        let envelope = codec::unseal(Record::Head, &record);
        if let (Some(Series { book, desk }), Ok(envelope)) = (keys::read_head(&key), envelope) {
            let chains = &mut books.entry(book).or_default().chains;
            chains.entry(desk).or_default().head = Some((envelope.seq, envelope.prev));
        }
    })?;
    each_pair(store, &headers, |key, record| {
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
fn agreed_head(scan: &Scan, outline: &Outline) -> Option<Head> {
    let last = scan.links.last()?;
    let head = (last.seq, last.hash);
    let agreed = scan.is_whole()
        && outline.head == Some(head)
        && outline.stamps.len() == scan.links.len()
        && outline
            .stamps
            .iter()
            .zip(&scan.links)
            .all(|(stamp, link)| stamp.seq == link.seq && stamp.prev == Some(link.prev));
    agreed.then_some(head)
}

/// The header the store has of a book, if it is fresh.
fn kept_header(cipher: &Cipher, id: BookId, heads: &Heads, survey: &Survey) -> Option<Header> {
    let (count, hash) = heads.whole();
    codec::read_header(cipher, survey.header.as_ref()?, id, count, hash)
}

fn line_of<F>(sound: &Sound<F>) -> String {
    ledger::line_of(&sound.text, sound.prev, sound.hash)
}

/// What was decoded can be encoded; if not, the record is beyond this version.
fn encoding(error: CodecError) -> Failure {
    Failure::Open(OpenError::Io {
        doing: Doing::Encode,
        path: store_of(Path::new("")),
        error: format!("{error:?}"),
    })
}
