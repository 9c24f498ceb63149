//! Keeps books: ledger first, store second, both checked against each other at opening.
//!
//! One vault owns a register. What it acknowledged is on disk twice.

mod keys;
mod mend;
mod open;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::codec::{self, CodecError};
use super::ledger::{self, Cabinet, Ledger};
use super::lock::Lock;
use super::memory::Memory;
use super::seam::{Expect, Op, Store, StoreError};
use super::series::{Head, Heads, Series};
use super::space::give_up_reserve;
use super::weigh::{Records, weigh};
use super::{BookReport, Fault, Notice, OpenError, Problem};
use crate::domain::{Body, Fact};
use crate::journal::{Act, Entry, EntryId, Journal, first_unlawful};
use crate::register::{BookId, Header};

/// The id of a new book, which no other book has.
#[must_use]
pub fn fresh_book() -> BookId {
    BookId(uuid::Uuid::now_v7().into_bytes())
}

/// Pairs taken from the store at a time.
const PAGE: usize = 1000;

/// A register, open for reading and writing.
///
/// # Limitations
/// Instants are kept in milliseconds and offsets in whole minutes.
#[derive(Debug)]
pub struct Vault {
    // Fields drop in this order: the lock goes last.
    store: Box<dyn Store>,
    cabinet: Option<Cabinet>,
    books: BTreeMap<BookId, Book>,
    /// A fault has happened, and nobody knows what the disk holds until it is read again.
    closed: bool,
    folder: Option<PathBuf>,
    _lock: Option<Lock>,
}

/// What the vault remembers of a book.
#[derive(Debug)]
struct Book {
    /// Of each desk that wrote in it.
    chains: BTreeMap<u8, Chain>,
    header: Header,
    /// The entries of a book that can be read but not written.
    broken: Option<Broken>,
}

/// What the vault remembers of a series.
#[derive(Debug)]
struct Chain {
    head: Head,
    /// `None` only in memory.
    ledger: Option<Ledger>,
}

impl Book {
    fn heads(&self) -> Heads {
        Heads(self.chains.iter().map(|(desk, chain)| (*desk, chain.head)).collect())
    }
}

#[derive(Debug)]
struct Broken {
    entries: Vec<Entry>,
    newer: bool,
}

/// What taking a book in from elsewhere came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// It was not here.
    New,
    /// It was here with fewer entries; these were added.
    Extended { entries: usize },
    /// All of it was here already, and perhaps more.
    There { more_here: usize },
}

/// Entries made ready to be written.
struct Addition {
    /// What each desk adds to its ledger.
    lines: BTreeMap<u8, String>,
    ops: Vec<Op>,
    heads: Heads,
    header: Header,
}

impl Vault {
    /// Open the register in this folder, which is created if it is missing, and mend what can be
    /// mended. The notices are for the user.
    ///
    /// # Errors
    /// An [`OpenError`]; nothing was lost then and nothing was written to a newer format.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Notice>), OpenError> {
        match open::open(folder) {
            Err(OpenError::NoRoom { .. }) if give_up_reserve(folder) => open::open(folder),
            other => other,
        }
    }

    /// A register that is gone when it is dropped.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::over(Box::new(Memory::default()))
    }

    /// An empty register over a store of any kind, without ledgers.
    #[must_use]
    pub fn over(store: Box<dyn Store>) -> Self {
        let books = BTreeMap::new();
        Self { store, cabinet: None, books, closed: false, folder: None, _lock: None }
    }

    /// The headers of all books, in the order of their ids.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        self.books.values().map(|book| book.header.clone()).collect()
    }

    /// The hash that stands for a whole book, as hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self, book: BookId) -> Option<String> {
        self.books.get(&book).map(|book| codec::hex(&book.heads().hash()))
    }

    /// Start a book with these entries. Returns only when they are durable.
    ///
    /// # Errors
    /// A [`Fault`]; the book does not exist then.
    pub fn create(&mut self, entries: &[Entry]) -> Result<BookId, Fault> {
        let id = fresh_book();
        self.create_as(id, entries).map(|()| id)
    }

    /// Take in a book that was kept elsewhere, or what it has more than the one kept here. Returns
    /// only when all is durable.
    ///
    /// # Errors
    /// A [`Fault::Conflict`] if the two say different things; nothing is changed then. Any other
    /// [`Fault`] as from [`Self::create`] and [`Self::keep`].
    pub fn import(&mut self, id: BookId, entries: &[Entry]) -> Result<Imported, Fault> {
        if !self.books.contains_key(&id) {
            return self.create_as(id, entries).map(|()| Imported::New);
        }
        let here = self.load(id)?;
        let text = |entry: &Entry| codec::text_of(id, entry).ok();
        let held: HashMap<EntryId, &Entry> = here.iter().map(|one| (one.id(), one)).collect();
        let mut more: Vec<Entry> = Vec::new();
        for entry in entries {
            match held.get(&entry.id()) {
                None => more.push(entry.clone()),
                // Entries may be equal and yet written differently, which breaks the chain.
                Some(one) if text(one) == text(entry) => {}
                Some(_) => return Err(Fault::Conflict { book: id, seq: entry.seq }),
            }
        }
        if more.is_empty() {
            return Ok(Imported::There { more_here: here.len() - entries.len() });
        }
        let journal = Journal::of([here, more.clone()].concat());
        if let Some(place) = first_unlawful(journal.entries()) {
            let seq = journal.entries()[place].seq;
            return Err(Fault::Conflict { book: id, seq });
        }
        self.keep(id, &more, Header::of(id, &journal))?;
        Ok(Imported::Extended { entries: more.len() })
    }

    fn create_as(&mut self, id: BookId, entries: &[Entry]) -> Result<(), Fault> {
        self.require_open()?;
        convened(entries).ok_or(Fault::NotConvened)?;
        let header = Header::of(id, &Journal::of(entries.to_vec()));
        let addition = prepare(id, &Heads::default(), entries, header)?;
        let mut chains = BTreeMap::new();
        let expect = [Expect::Absent(keys::header(id))];
        let written = self.create_ledgers(id, &addition, &mut chains);
        let kept = written.and_then(|()| {
            self.store.commit(&expect, &addition.ops).map_err(|error| self.fault(id, &error))
        });
        if let Err(fault) = kept {
            let ledgers = chains.values().filter_map(|chain: &Chain| chain.ledger.as_ref());
            if let Some(cabinet) = &mut self.cabinet {
                ledgers.for_each(|ledger| cabinet.withdraw(ledger));
            }
            return Err(self.close(fault));
        }
        self.books.insert(id, Book { chains, header: addition.header, broken: None });
        Ok(())
    }

    /// Begin the ledger of every desk that adds to a new book.
    fn create_ledgers(
        &mut self,
        book: BookId,
        addition: &Addition,
        chains: &mut BTreeMap<u8, Chain>,
    ) -> Result<(), Fault> {
        for (desk, lines) in &addition.lines {
            let series = Series { book, desk: *desk };
            let ledger = self.create_ledger(series, &addition.header, lines)?;
            chains.insert(*desk, Chain { head: addition.heads.of(*desk), ledger });
        }
        Ok(())
    }

    fn create_ledger(
        &mut self,
        series: Series,
        header: &Header,
        lines: &str,
    ) -> Result<Option<Ledger>, Fault> {
        let Some(cabinet) = &mut self.cabinet else { return Ok(None) };
        let name = ledger::file_name(header.date, &header.body, series);
        let ledger = cabinet.create(series, &name, lines);
        ledger.map(Some).map_err(|error| Fault::io("create ledger", cabinet.folder(), &error))
    }

    /// Keep entries that follow the last one of a book, and the header that holds after them.
    /// Returns only when all is durable.
    ///
    /// Entries that are kept already are accepted again, so that whatever was not acknowledged
    /// may be sent once more after reopening.
    ///
    /// # Errors
    /// A [`Fault`]. Unless nothing was tried ([`Fault::Missing`], [`Fault::Conflict`],
    /// [`Fault::TooLarge`], [`Fault::NewerFormat`]) the vault takes nothing until it is reopened.
    pub fn keep(&mut self, book: BookId, entries: &[Entry], header: Header) -> Result<(), Fault> {
        self.require_open()?;
        let heads = self.writable_heads(book)?;
        let entries = self.without_kept(book, &heads, entries)?;
        if entries.is_empty() {
            return Ok(());
        }
        let addition = prepare(book, &heads, &entries, header)?;
        let mut expect = Vec::new();
        for desk in addition.lines.keys() {
            let (series, (last, hash)) = (Series { book, desk: *desk }, heads.of(*desk));
            let head = codec::head_record(last, hash).map_err(|why| refusal(why, book, last))?;
            let head = match last {
                0 => Expect::Absent(keys::head(series)),
                _ => Expect::Value(keys::head(series), head),
            };
            expect.extend([head, Expect::Absent(keys::entry(series, last + 1))]);
        }
        for (desk, lines) in &addition.lines {
            let series = Series { book, desk: *desk };
            self.write_ledger(series, &addition.header, lines)
                .map_err(|fault| self.close(fault))?;
        }
        if let Err(error) = self.store.commit(&expect, &addition.ops) {
            let fault = self.fault(book, &error);
            let fault = match self.cabinet {
                Some(_) => Fault::LedgerOnly(Box::new(fault)),
                None => fault,
            };
            return Err(self.close(fault));
        }
        if let Some(book) = self.books.get_mut(&book) {
            for (desk, chain) in &mut book.chains {
                chain.head = addition.heads.of(*desk);
            }
            book.header = addition.header;
        }
        Ok(())
    }

    /// All entries of a book, in order.
    ///
    /// # Errors
    /// A [`Fault`] if there is no such book or it cannot be read.
    pub fn load(&mut self, id: BookId) -> Result<Vec<Entry>, Fault> {
        let book = self.books.get(&id).ok_or(Fault::Missing { book: id })?;
        if let Some(broken) = &book.broken {
            return if broken.newer { Err(Fault::NewerFormat) } else { Ok(broken.entries.clone()) };
        }
        let heads = book.heads();
        let found = records(&*self.store, id).map_err(|error| self.fault(id, &error))?;
        let mut entries = Vec::new();
        for (desk, (last, _)) in &heads.0 {
            let records = found.get(desk).map(Vec::as_slice).unwrap_or_default();
            for ((key, record), seq) in records.iter().zip(1..) {
                let read = codec::read_entry(record).map_err(|error| refusal(error, id, seq))?;
                if *key != seq {
                    return Err(Fault::Damaged { book: id, line: seq });
                }
                entries.push(read.0);
            }
            let count = u64::try_from(records.len()).unwrap_or(u64::MAX);
            if count != *last {
                return Err(Fault::Damaged { book: id, line: count.min(*last) + 1 });
            }
        }
        entries.sort_by_key(Entry::order);
        Ok(entries)
    }

    /// Check every byte of every book on both sides, as they are on disk now.
    #[must_use]
    pub fn verify(&mut self) -> Vec<BookReport> {
        self.books.iter().map(|(id, book)| self.verify_book(*id, book)).collect()
    }

    fn verify_book(&self, id: BookId, book: &Book) -> BookReport {
        let mut report = BookReport::new(id, &book.header.body);
        let mut found = records(&*self.store, id).unwrap_or_else(|error| {
            report.problems.push(Problem::Unreadable { error: error.to_string() });
            BTreeMap::new()
        });
        let (mut sound, mut heads) = (0, Heads::default());
        for (desk, chain) in &book.chains {
            let series = Series { book: id, desk: *desk };
            let entries = found.remove(desk).unwrap_or_default();
            let records = Records { entries, head: Some(chain.head) };
            let path = chain.ledger.as_ref().map(|ledger| &ledger.path);
            let bytes = path.and_then(|path| std::fs::read(path).ok());
            if bytes.is_none() && self.cabinet.is_some() {
                report.problems.push(Problem::LedgerMissing);
            }
            let no_ledger = bytes.is_none();
            let bytes = bytes.unwrap_or_default();
            let scan = ledger::scan(series, &bytes);
            report.problems.extend(ledger::problems(&scan, bytes.len()));
            let weighed = weigh(series, &bytes, &scan, &records);
            let lacks = |problem: &Problem| matches!(problem, Problem::LedgerLacks { .. });
            let problems = weighed.problems(true).into_iter();
            report.problems.extend(problems.filter(|problem| !(no_ledger && lacks(problem))));
            sound += weighed.count();
            heads.0.insert(*desk, weighed.head());
        }
        report.ends(sound, &heads);
        report
    }

    fn require_open(&self) -> Result<(), Fault> {
        if self.closed { Err(Fault::Closed) } else { Ok(()) }
    }

    fn writable_heads(&self, id: BookId) -> Result<Heads, Fault> {
        let book = self.books.get(&id).ok_or(Fault::Missing { book: id })?;
        match &book.broken {
            None => Ok(book.heads()),
            Some(Broken { newer: true, .. }) => Err(Fault::NewerFormat),
            Some(_) => Err(Fault::Conflict { book: id, seq: book.heads().entries() + 1 }),
        }
    }

    /// The entries that are not kept already; those that are must say the same.
    fn without_kept(
        &self,
        book: BookId,
        heads: &Heads,
        entries: &[Entry],
    ) -> Result<Vec<Entry>, Fault> {
        let mut rest = Vec::new();
        for entry in entries {
            if entry.seq > heads.of(entry.desk).0 {
                rest.push(entry.clone());
                continue;
            }
            let series = Series { book, desk: entry.desk };
            let record = self.store.get(&keys::entry(series, entry.seq));
            let record = record.map_err(|error| self.fault(book, &error))?.unwrap_or_default();
            let same = codec::unseal(codec::Record::Entry, &record)
                .and_then(|envelope| codec::entry_record(entry, envelope.prev));
            if same.as_ref() != Ok(&record) {
                return Err(Fault::Conflict { book, seq: entry.seq });
            }
        }
        Ok(rest)
    }

    /// Append to the ledger of a series, which is begun if the desk writes for the first time.
    fn write_ledger(&mut self, series: Series, header: &Header, lines: &str) -> Result<(), Fault> {
        let chain = self.books.get_mut(&series.book).and_then(|book| {
            let ledger = book.chains.get_mut(&series.desk)?.ledger.as_mut();
            Some(ledger)
        });
        let Some(ledger) = chain else {
            let ledger = self.create_ledger(series, header, lines)?;
            let chain = Chain { head: Head::default(), ledger };
            if let Some(book) = self.books.get_mut(&series.book) {
                book.chains.insert(series.desk, chain);
            }
            return Ok(());
        };
        match (&mut self.cabinet, ledger) {
            (Some(cabinet), Some(ledger)) => cabinet
                .append(series, ledger, lines)
                .map_err(|error| Fault::io("write ledger", &ledger.path, &error)),
            _ => Ok(()),
        }
    }

    /// Take nothing more, and make room if that was the trouble.
    fn close(&mut self, fault: Fault) -> Fault {
        self.closed = true;
        let full = match &fault {
            Fault::LedgerOnly(inner) => **inner == Fault::NoRoom,
            other => *other == Fault::NoRoom,
        };
        if let (true, Some(folder)) = (full, &self.folder) {
            give_up_reserve(folder);
        }
        fault
    }

    fn fault(&self, book: BookId, error: &StoreError) -> Fault {
        match error {
            StoreError::NoRoom => Fault::NoRoom,
            StoreError::ReadOnly => Fault::ReadOnly,
            StoreError::Conflict { .. } => {
                let last = self.books.get(&book).map_or(0, |book| book.heads().entries());
                Fault::Conflict { book, seq: last + 1 }
            }
            StoreError::Damaged(_) | StoreError::Io(_) => Fault::Io {
                what: "use store",
                path: self.folder.as_deref().map(open::store_of).unwrap_or_default(),
                error: error.to_string(),
            },
        }
    }
}

/// Lines, records, heads and header for entries that follow the heads of a book.
fn prepare(
    book: BookId,
    heads: &Heads,
    entries: &[Entry],
    header: Header,
) -> Result<Addition, Fault> {
    let mut heads = heads.clone();
    let mut lines: BTreeMap<u8, String> = BTreeMap::new();
    let mut ops = Vec::with_capacity(entries.len() + 2);
    for entry in entries {
        let (desk, seq) = (entry.desk, entry.seq);
        let (last, prev) = heads.of(desk);
        if seq != last + 1 {
            return Err(Fault::Conflict { book, seq });
        }
        let refuse = |error| refusal(error, book, seq);
        let record = codec::entry_record(entry, prev).map_err(refuse)?;
        let text = codec::text_of(book, entry).map_err(refuse)?;
        ops.push(Op::Put(keys::entry(Series { book, desk }, seq), record));
        let hash = ledger::hash_of(prev, &text);
        *lines.entry(desk).or_default() += &ledger::line_of(&text, prev, hash);
        heads.0.insert(desk, (seq, hash));
    }
    let header = Header { id: book, entries: heads.entries(), ..header };
    let refuse = |error| refusal(error, book, heads.entries());
    for desk in lines.keys() {
        let (seq, hash) = heads.of(*desk);
        let record = codec::head_record(seq, hash).map_err(refuse)?;
        ops.push(Op::Put(keys::head(Series { book, desk: *desk }), record));
    }
    ops.push(header_op(&header, &heads).map_err(refuse)?);
    Ok(Addition { lines, ops, heads, header })
}

/// The record of the header that holds after these heads.
fn header_op(header: &Header, heads: &Heads) -> Result<Op, CodecError> {
    let (count, hash) = heads.whole();
    Ok(Op::Put(keys::header(header.id), codec::header_record(header, count, hash)?))
}

fn refusal(error: CodecError, book: BookId, seq: u64) -> Fault {
    match error {
        CodecError::Damaged => Fault::Damaged { book, line: seq },
        CodecError::Newer => Fault::NewerFormat,
        CodecError::TooLarge => Fault::TooLarge { book, seq },
    }
}

/// The entry records of a book by desk, with the numbers their keys have.
fn records(store: &dyn Store, book: BookId) -> Result<BTreeMap<u8, NumberedRecords>, StoreError> {
    let mut records: BTreeMap<u8, NumberedRecords> = BTreeMap::new();
    each_pair(store, &keys::entries(book), |key, value| {
        if let Some((series, seq)) = keys::read_entry(&key) {
            records.entry(series.desk).or_default().push((seq, value));
        }
    })?;
    Ok(records)
}

/// Records with the numbers their keys have.
type NumberedRecords = Vec<(u64, Vec<u8>)>;

/// Go through all pairs whose key starts with `prefix`, page by page.
fn each_pair(
    store: &dyn Store,
    prefix: &[u8],
    mut take: impl FnMut(Vec<u8>, Vec<u8>),
) -> Result<(), StoreError> {
    let mut after: Option<Vec<u8>> = None;
    loop {
        let page = store.scan(prefix, after.as_deref(), PAGE)?;
        let full = page.len() == PAGE;
        after = page.last().map(|(key, _)| key.clone());
        for (key, value) in page {
            take(key, value);
        }
        if !full {
            return Ok(());
        }
    }
}

/// Body and day of the meeting that the first entry convenes.
pub(super) fn convened(entries: &[Entry]) -> Option<(&Body, chrono::NaiveDate)> {
    let Act::Did(facts) = &entries.first()?.act else { return None };
    facts.iter().find_map(|fact| match fact {
        Fact::MeetingConvened { body, date, .. } => Some((body, *date)),
        _ => None,
    })
}
