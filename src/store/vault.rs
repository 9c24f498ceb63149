//! Keeps books: ledger first, store second, both checked against each other at opening.
//!
//! One vault owns a register. What it acknowledged is on disk twice.

mod check;
mod keys;
mod mend;
mod open;
mod quick;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::codec::{self, CodecError};
use super::index::{Index, Keeping, Listed, ListedChain};
use super::ledger::{self, Cabinet, Ledger};
use super::lock::Lock;
use super::memory::Memory;
use super::seam::{Expect, Op, Store, StoreError};
use super::series::{Head, Heads, Series};
use super::space::give_up_reserve;
use super::{Fault, Notice, OpenError};
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
    /// `None` while it rests on disk; it is opened when it is needed.
    store: Option<Box<dyn Store>>,
    cabinet: Option<Cabinet>,
    books: BTreeMap<BookId, Slot>,
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

/// What is known of a book.
#[derive(Debug)]
enum Slot {
    /// What the index says.
    Listed(Listed),
    /// Both its sides were checked.
    Ready(Book),
}

impl Slot {
    fn header(&self) -> &Header {
        match self {
            Self::Listed(listed) => &listed.header,
            Self::Ready(book) => &book.header,
        }
    }

    fn heads(&self) -> Heads {
        match self {
            Self::Listed(listed) => listed.heads(),
            Self::Ready(book) => book.heads(),
        }
    }

    /// What the index may say of it; `None` if it must be looked at whenever the register is opened.
    fn listed(&self) -> Option<Listed> {
        match self {
            Self::Listed(listed) => Some(listed.clone()),
            Self::Ready(book) => book.listed(),
        }
    }
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

    fn listed(&self) -> Option<Listed> {
        if self.broken.is_some() {
            return None;
        }
        let chain = |(desk, chain): (&u8, &Chain)| {
            let Ledger { path, length } = chain.ledger.as_ref()?;
            let (seq, hash) = chain.head;
            let name = path.file_name()?.to_str()?.to_owned();
            Some(ListedChain { desk: *desk, seq, hash, name, length: *length })
        };
        let chains = self.chains.iter().map(chain).collect::<Option<_>>()?;
        Some(Listed { header: self.header.clone(), chains })
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
    /// Open the register in this folder, which is created if it is missing: read everything, and mend
    /// what can be mended. The notices are for the user.
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
        let mut vault = Self::empty();
        vault.store = Some(store);
        vault
    }

    /// A register on disk whose lock is ours, of which nothing was read yet.
    fn of_folder(folder: &Path, lock: Lock) -> Result<Self, OpenError> {
        let fail = |error| OpenError::io("open ledgers", &ledger::folder_of(folder), &error);
        let mut vault = Self::empty();
        vault.cabinet = Some(Cabinet::open(folder).map_err(fail)?);
        vault.folder = Some(folder.to_owned());
        vault.lock = Some(lock);
        Ok(vault)
    }

    fn empty() -> Self {
        Self {
            store: None,
            cabinet: None,
            books: BTreeMap::new(),
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
        self.store()?;
        self.touch(id);
        let written = self.create_ledgers(id, &addition, &mut chains);
        let kept = written.and_then(|()| self.commit(id, &expect, &addition.ops));
        if let Err(fault) = kept {
            let ledgers = chains.values().filter_map(|chain: &Chain| chain.ledger.as_ref());
            if let Some(cabinet) = &mut self.cabinet {
                ledgers.for_each(|ledger| cabinet.withdraw(ledger));
            }
            return Err(self.close(fault));
        }
        let book = Book { chains, header: addition.header, broken: None };
        self.books.insert(id, Slot::Ready(book));
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
        self.store()?;
        self.ready(book)?;
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
        self.touch(book);
        for (desk, lines) in &addition.lines {
            let series = Series { book, desk: *desk };
            self.write_ledger(series, &addition.header, lines)
                .map_err(|fault| self.close(fault))?;
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
            book.header = addition.header;
        }
        Ok(())
    }

    /// All entries of a book, in order. It is checked and mended first, unless it was before.
    ///
    /// # Errors
    /// A [`Fault`] if there is no such book or it cannot be read.
    pub fn load(&mut self, id: BookId) -> Result<Vec<Entry>, Fault> {
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
        let heads = book.heads();
        let found = records(self.store()?, id).map_err(|error| self.fault(id, &error))?;
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
        let mut rest = Vec::new();
        for entry in entries {
            if entry.seq > heads.of(entry.desk).0 {
                rest.push(entry.clone());
                continue;
            }
            let series = Series { book, desk: entry.desk };
            let record = self.store()?.get(&keys::entry(series, entry.seq));
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
                let last = self.books.get(&book).map_or(0, |slot| slot.heads().entries());
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
