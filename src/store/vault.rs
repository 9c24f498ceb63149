//! Keeps books: ledger first, store second, each checked against the other before a book is written
//! to, and all of them by a whole opening.
//!
//! One vault owns a register. What it acknowledged is on disk twice.

mod book;
mod check;
mod docket;
mod found;
mod keys;
mod mend;
mod open;
mod quick;
mod records;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::cipher::Cipher;
use super::codec;
use super::index::{Index, Keeping};
use super::ledger::{self, Cabinet, Ledger};
use super::lock::Lock;
use super::lockbox::is_locked;
use super::memory::Memory;
use super::seam::{Expect, Op, Store, StoreError};
use super::series::{Head, Heads, Series};
use super::space::give_up_reserve;
use super::{Doing, Fault, Notice, OpenError};
use crate::journal::{Entry, EntryId, Journal, first_unlawful};
use crate::register::{BookId, Header};
pub(super) use book::convened;
use book::{Book, Broken, Chain, Slot};
use docket::Docketing;
pub(super) use records::raw_records;
use records::{Addition, prepare, records, refusal};

/// The id of a new book, which no other book has.
#[must_use]
pub fn fresh_book() -> BookId {
    BookId(uuid::Uuid::now_v7().into_bytes())
}

/// A register, open for reading and writing.
///
/// # Limitations
/// Instants are kept in milliseconds and offsets in whole minutes.
#[derive(Debug)]
pub struct Vault {
    // Fields drop in this order: the lock goes last.
    /// `None` until it is needed: whoever only reads does without.
    store: Option<Box<dyn Store>>,
    cabinet: Option<Cabinet>,
    books: BTreeMap<BookId, Slot>,
    docket: Docketing,
    /// What the index says of books that were not read from it yet.
    unread: Option<Index>,
    /// Books that the index listed.
    listed: Vec<BookId>,
    /// How many of them were checked in passing, from the first.
    checked: usize,
    /// `None` only in memory.
    keeping: Option<Keeping>,
    news: News,
    /// A fault has happened, and nobody knows what the disk holds until it is read again.
    closed: bool,
    folder: Option<PathBuf>,
    lock: Option<Lock>,
}

/// What was found since it was last asked for.
#[derive(Debug, Default)]
pub struct News {
    /// Books that were read, or that are not as they were listed.
    pub headers: Vec<Header>,
    /// What the user is to be told.
    pub notices: Vec<Notice>,
}

impl News {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.notices.is_empty()
    }
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

impl Vault {
    /// Open the register in this folder, which is created if it is missing: read everything, and mend
    /// what can be mended. The notices are for the user.
    ///
    /// # Errors
    /// An [`OpenError`]; nothing was lost then and nothing was written to a newer format.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Notice>), OpenError> {
        Self::open_with(folder, &Cipher::PLAIN)
    }

    /// The same of a register that may be encrypted.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(folder: &Path, cipher: &Cipher) -> Result<(Self, Vec<Notice>), OpenError> {
        match open::open(folder, cipher) {
            Err(OpenError::NoRoom { .. }) if give_up_reserve(folder) => open::open(folder, cipher),
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
        let mut vault = Self::empty();
        vault.store = Some(store);
        vault
    }

    /// A register on disk whose lock is ours, of which nothing was read yet.
    fn of_folder(folder: &Path, lock: Lock, cipher: &Cipher) -> Result<Self, OpenError> {
        if cipher.is_plain() && is_locked(folder) {
            return Err(OpenError::Locked);
        }
        let fail = |error| OpenError::io(Doing::ReadLedgers, &ledger::folder_of(folder), &error);
        let mut vault = Self::empty();
        vault.cabinet = Some(Cabinet::open(folder, cipher.clone()).map_err(fail)?);
        vault.folder = Some(folder.to_owned());
        vault.lock = Some(lock);
        Ok(vault)
    }

    fn empty() -> Self {
        Self {
            store: None,
            cabinet: None,
            books: BTreeMap::new(),
            docket: Docketing::default(),
            unread: None,
            listed: Vec::new(),
            checked: 0,
            keeping: None,
            news: News::default(),
            closed: false,
            folder: None,
            lock: None,
        }
    }

    /// How it is encrypted.
    pub(super) fn cipher(&self) -> Cipher {
        self.cabinet.as_ref().map(|cabinet| cabinet.cipher().clone()).unwrap_or_default()
    }

    /// Where it is; `None` in memory.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The headers of all books that were read, in the order of their ids.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        self.books.values().map(|slot| slot.header().clone()).collect()
    }

    /// The header of a book.
    #[must_use]
    pub fn header(&self, book: BookId) -> Option<&Header> {
        self.books.get(&book).map(Slot::header)
    }

    /// The hash that stands for a whole book, as hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self, book: BookId) -> Option<String> {
        self.books.get(&book).map(|slot| codec::hex(&slot.heads().hash()))
    }

    /// What was found since this was last asked.
    pub fn take_news(&mut self) -> News {
        std::mem::take(&mut self.news)
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
        self.read_pages()?;
        if self.books.get(&id).is_none_or(Slot::is_lost) {
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
        let (addition, header) = prepare(&self.cipher(), id, &Heads::default(), entries, header)?;
        let mut chains = BTreeMap::new();
        self.store()?;
        // Of a meeting that was lost the store may still have the header.
        let lost = self.books.contains_key(&id);
        let absent = Expect::Absent(keys::header(id));
        let expect: Vec<Expect> = [absent].into_iter().filter(|_| !lost).collect();
        self.touch(id);
        let written = self.create_ledgers(id, &addition, &header, &mut chains);
        let kept = written.and_then(|()| self.commit(id, &expect, &addition.ops));
        if let Err(fault) = kept {
            let ledgers = chains.values().filter_map(|chain: &Chain| chain.ledger.as_ref());
            if let Some(cabinet) = &mut self.cabinet {
                ledgers.for_each(|ledger| cabinet.withdraw(ledger));
            }
            return Err(self.close(fault));
        }
        self.books.insert(id, Slot::Ready(Book { chains, header, broken: None }));
        self.hold(id, entries);
        Ok(())
    }

    fn commit(&mut self, book: BookId, expect: &[Expect], ops: &[Op]) -> Result<(), Fault> {
        let done = self.store()?.commit(expect, ops);
        done.map_err(|error| self.fault(book, &error))
    }

    /// Begin the ledger of every desk that adds to a new book.
    fn create_ledgers(
        &mut self,
        book: BookId,
        addition: &Addition,
        header: &Header,
        chains: &mut BTreeMap<u8, Chain>,
    ) -> Result<(), Fault> {
        for (desk, lines) in &addition.lines {
            let series = Series { book, desk: *desk };
            let ledger = self.create_ledger(series, header, lines)?;
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
        let name = ledger::file_name(cabinet.cipher(), header.date, &header.body, series);
        let ledger = cabinet.create(series, &name, lines);
        ledger.map(Some).map_err(|error| Fault::io(Doing::WriteLedger, cabinet.folder(), &error))
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
        self.store()?;
        self.ready(book)?;
        let heads = self.writable_heads(book)?;
        let entries = self.without_kept(book, &heads, entries)?;
        if entries.is_empty() {
            return Ok(());
        }
        let (addition, header) = prepare(&self.cipher(), book, &heads, &entries, header)?;
        let expect = addition.expected(book, &heads)?;
        self.touch(book);
        for (desk, lines) in &addition.lines {
            let series = Series { book, desk: *desk };
            self.write_ledger(series, &header, lines).map_err(|fault| self.close(fault))?;
        }
        if let Err(fault) = self.commit(book, &expect, &addition.ops) {
            let fault = match self.cabinet {
                Some(_) => Fault::LedgerOnly(Box::new(fault)),
                None => fault,
            };
            return Err(self.close(fault));
        }
        if let Some(Slot::Ready(book)) = self.books.get_mut(&book) {
            for (desk, chain) in &mut book.chains {
                chain.head = addition.heads.of(*desk);
            }
            book.header = header;
        }
        if entries.iter().any(Entry::seals) {
            let _ = self.load(book);
        }
        Ok(())
    }

    /// All entries of a book, in order. Of a book that is only listed the ledgers are read; if they
    /// are not what the index says, or it is to be written to, both its sides are checked and mended.
    ///
    /// # Errors
    /// A [`Fault`] if there is no such book or it cannot be read.
    pub fn load(&mut self, id: BookId) -> Result<Vec<Entry>, Fault> {
        let entries = self.read(id)?;
        self.hold(id, &entries);
        Ok(entries)
    }

    /// As [`Self::load`], without a look into the docket.
    fn read(&mut self, id: BookId) -> Result<Vec<Entry>, Fault> {
        if !self.books.contains_key(&id) {
            self.read_pages()?;
        }
        if let Some(entries) = self.read_listed(id) {
            return Ok(entries);
        }
        let book = self.ready(id)?;
        if let Some(broken) = &book.broken {
            return match broken {
                Broken { newer: true, .. } => Err(Fault::NewerFormat),
                Broken { entries, .. } if entries.is_empty() => {
                    Err(Fault::Damaged { book: id, line: 1 })
                }
                Broken { entries, .. } => Ok(entries.clone()),
            };
        }
        let (heads, cipher) = (book.heads(), self.cipher());
        let found = records(self.store()?, id).map_err(|error| self.fault(id, &error))?;
        let mut entries = Vec::new();
        for (desk, (last, _)) in &heads.0 {
            let records = found.get(desk).map(Vec::as_slice).unwrap_or_default();
            for ((key, record), seq) in records.iter().zip(1..) {
                let read =
                    codec::read_entry(&cipher, record).map_err(|error| refusal(error, id, seq))?;
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

    fn require_open(&self) -> Result<(), Fault> {
        if self.closed { Err(Fault::Closed) } else { Ok(()) }
    }

    fn writable_heads(&self, id: BookId) -> Result<Heads, Fault> {
        let Some(Slot::Ready(book)) = self.books.get(&id) else {
            return Err(Fault::Missing { book: id });
        };
        match &book.broken {
            None => Ok(book.heads()),
            Some(Broken { newer: true, .. }) => Err(Fault::NewerFormat),
            Some(_) => Err(Fault::Conflict { book: id, seq: book.heads().entries() + 1 }),
        }
    }

    /// The entries that are not kept already; those that are must say the same.
    fn without_kept(
        &mut self,
        book: BookId,
        heads: &Heads,
        entries: &[Entry],
    ) -> Result<Vec<Entry>, Fault> {
        let (mut rest, cipher) = (Vec::new(), self.cipher());
        for entry in entries {
            if entry.seq > heads.of(entry.desk).0 {
                rest.push(entry.clone());
                continue;
            }
            let series = Series { book, desk: entry.desk };
            let record = self.store()?.get(&keys::entry(series, entry.seq));
            let record = record.map_err(|error| self.fault(book, &error))?.unwrap_or_default();
            let same = codec::unseal(codec::Record::Entry, &record)
                .and_then(|envelope| codec::entry_record(&cipher, entry, envelope.prev));
            if same.as_ref() != Ok(&record) {
                return Err(Fault::Conflict { book, seq: entry.seq });
            }
        }
        Ok(rest)
    }

    /// Append to the ledger of a series, which is begun if the desk writes for the first time.
    fn write_ledger(&mut self, series: Series, header: &Header, lines: &str) -> Result<(), Fault> {
        let chain = self.books.get_mut(&series.book).and_then(|slot| match slot {
            Slot::Ready(book) => Some(book.chains.get_mut(&series.desk)?.ledger.as_mut()),
            Slot::Listed(_) => None,
        });
        let Some(ledger) = chain else {
            let ledger = self.create_ledger(series, header, lines)?;
            let chain = Chain { head: Head::default(), ledger };
            if let Some(Slot::Ready(book)) = self.books.get_mut(&series.book) {
                book.chains.insert(series.desk, chain);
            }
            return Ok(());
        };
        match (&mut self.cabinet, ledger) {
            (Some(cabinet), Some(ledger)) => cabinet
                .append(series, ledger, lines)
                .map_err(|error| Fault::io(Doing::WriteLedger, &ledger.path, &error)),
            _ => Ok(()),
        }
    }

    /// Take nothing more, and make room if that was the trouble.
    fn close(&mut self, fault: Fault) -> Fault {
        self.closed = true;
        let full = match &fault {
            Fault::LedgerOnly(inner) => **inner == Fault::NoRoom,
            other @ (Fault::NoRoom
            | Fault::ReadOnly
            | Fault::Closed
            | Fault::Missing { .. }
            | Fault::Conflict { .. }
            | Fault::Damaged { .. }
            | Fault::NewerFormat
            | Fault::TooLarge { .. }
            | Fault::NotConvened
            | Fault::Io { .. }) => *other == Fault::NoRoom,
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
                let last = self.books.get(&book).map_or(0, |slot| slot.heads().entries());
                Fault::Conflict { book, seq: last + 1 }
            }
            StoreError::Damaged(_) | StoreError::Io(_) => Fault::Io {
                doing: Doing::UseStore,
                path: self.folder.as_deref().map(found::store_of).unwrap_or_default(),
                error: error.to_string(),
            },
        }
    }
}
