//! Keeps books: ledger first, store second, both checked against each other at opening.
//!
//! One vault owns a register. What it acknowledged is on disk twice.

mod keys;
mod mend;
mod open;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::codec::{self, CodecError, Hash};
use super::ledger::{self, Cabinet, Ledger};
use super::lock::Lock;
use super::memory::Memory;
use super::seam::{Expect, Op, Store, StoreError};
use super::space::give_up_reserve;
use super::weigh::{Records, weigh};
use super::{BookReport, Fault, Notice, OpenError, Problem};
use crate::domain::{Body, Fact};
use crate::journal::{Act, Entry, Journal};
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
    /// Number and hash of the last entry.
    head: (u64, Hash),
    header: Header,
    /// `None` only in memory.
    ledger: Option<Ledger>,
    /// The entries of a book that can be read but not written.
    broken: Option<Broken>,
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
    lines: String,
    ops: Vec<Op>,
    head: (u64, Hash),
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

    /// The hash of a book's last entry, as hexadecimal digits: it stands for the whole book.
    #[must_use]
    pub fn fingerprint(&self, book: BookId) -> Option<String> {
        self.books.get(&book).map(|book| codec::hex(&book.head.1))
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
        let Some(book) = self.books.get(&id) else {
            return self.create_as(id, entries).map(|()| Imported::New);
        };
        let held = usize::try_from(book.head.0).unwrap_or(usize::MAX);
        let here = self.load(id)?;
        for (one, other) in here.iter().zip(entries) {
            // Entries may be equal and yet written differently, which breaks the chain.
            if codec::text_of(id, one).ok() != codec::text_of(id, other).ok() {
                return Err(Fault::Conflict { book: id, seq: one.seq });
            }
        }
        if entries.len() <= held {
            return Ok(Imported::There { more_here: held - entries.len() });
        }
        let header = Header::of(id, &Journal::of(entries.to_vec()));
        let more = &entries[held..];
        self.keep(id, more, header)?;
        Ok(Imported::Extended { entries: more.len() })
    }

    fn create_as(&mut self, id: BookId, entries: &[Entry]) -> Result<(), Fault> {
        self.require_open()?;
        let (body, date) = convened(entries).ok_or(Fault::NotConvened)?;
        let name = ledger::file_name(date, &body.name, id);
        let header = Header::of(id, &Journal::of(entries.to_vec()));
        let addition = prepare(id, (0, Hash::default()), entries, header)?;
        let ledger = match &mut self.cabinet {
            None => None,
            Some(cabinet) => match cabinet.create(id, &name, &addition.lines) {
                Ok(ledger) => Some(ledger),
                Err(error) => {
                    let fault = Fault::io("create ledger", cabinet.folder(), &error);
                    return Err(self.close(fault));
                }
            },
        };
        if let Err(error) = self.store.commit(&[Expect::Absent(keys::head(id))], &addition.ops) {
            if let (Some(cabinet), Some(ledger)) = (&mut self.cabinet, &ledger) {
                cabinet.withdraw(ledger);
            }
            let fault = self.fault(id, &error);
            return Err(self.close(fault));
        }
        let Addition { head, header, .. } = addition;
        self.books.insert(id, Book { head, header, ledger, broken: None });
        Ok(())
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
        let head = self.writable_head(book)?;
        let entries = self.without_kept(book, head.0, entries)?;
        if entries.is_empty() {
            return Ok(());
        }
        let addition = prepare(book, head, entries, header)?;
        let old_head =
            codec::head_record(head.0, head.1).map_err(|error| refusal(error, book, head.0))?;
        self.write_ledger(book, &addition.lines).map_err(|fault| self.close(fault))?;
        let expect = [
            Expect::Value(keys::head(book), old_head),
            Expect::Absent(keys::entry(book, head.0 + 1)),
        ];
        if let Err(error) = self.store.commit(&expect, &addition.ops) {
            let fault = self.fault(book, &error);
            let fault = match self.cabinet {
                Some(_) => Fault::LedgerOnly(Box::new(fault)),
                None => fault,
            };
            return Err(self.close(fault));
        }
        if let Some(book) = self.books.get_mut(&book) {
            book.head = addition.head;
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
        let last = book.head.0;
        let records = records(&*self.store, id).map_err(|error| self.fault(id, &error))?;
        let mut entries = Vec::with_capacity(records.len());
        for ((key, record), seq) in records.iter().zip(1..) {
            let (entry, _) = codec::read_entry(record).map_err(|error| refusal(error, id, seq))?;
            if *key != seq {
                return Err(Fault::Damaged { book: id, line: seq });
            }
            entries.push(entry);
        }
        match u64::try_from(entries.len()) {
            Ok(count) if count == last => Ok(entries),
            count => Err(Fault::Damaged { book: id, line: count.unwrap_or(last) + 1 }),
        }
    }

    /// Check every byte of every book on both sides, as they are on disk now.
    #[must_use]
    pub fn verify(&mut self) -> Vec<BookReport> {
        self.books.iter().map(|(id, book)| self.verify_book(*id, book)).collect()
    }

    fn verify_book(&self, id: BookId, book: &Book) -> BookReport {
        let mut problems = Vec::new();
        let entries = records(&*self.store, id).unwrap_or_else(|error| {
            problems.push(Problem::Unreadable { error: error.to_string() });
            Vec::new()
        });
        let records = Records { entries, head: Some(book.head) };
        let path = book.ledger.as_ref().map(|ledger| &ledger.path);
        let bytes = path.and_then(|path| std::fs::read(path).ok());
        if bytes.is_none() && self.cabinet.is_some() {
            problems.push(Problem::LedgerMissing);
        }
        let no_ledger = bytes.is_none();
        let bytes = bytes.unwrap_or_default();
        let scan = ledger::scan(id, &bytes);
        problems.extend(ledger::problems(&scan, bytes.len()));
        let mut report = weigh(id, &bytes, &scan, &records).report(id, true);
        let lacks = |problem: &Problem| matches!(problem, Problem::LedgerLacks { .. });
        report.problems.retain(|problem| !(no_ledger && lacks(problem)));
        problems.append(&mut report.problems);
        BookReport { body: book.header.body.clone(), problems, ..report }
    }

    fn require_open(&self) -> Result<(), Fault> {
        if self.closed { Err(Fault::Closed) } else { Ok(()) }
    }

    fn writable_head(&self, id: BookId) -> Result<(u64, Hash), Fault> {
        let book = self.books.get(&id).ok_or(Fault::Missing { book: id })?;
        match &book.broken {
            None => Ok(book.head),
            Some(Broken { newer: true, .. }) => Err(Fault::NewerFormat),
            Some(_) => Err(Fault::Conflict { book: id, seq: book.head.0 + 1 }),
        }
    }

    /// The entries behind those that are kept already and say the same.
    fn without_kept<'a>(
        &self,
        book: BookId,
        last: u64,
        entries: &'a [Entry],
    ) -> Result<&'a [Entry], Fault> {
        let kept = entries.iter().take_while(|entry| entry.seq <= last).count();
        let (kept, rest) = entries.split_at(kept);
        for entry in kept {
            let record = self.store.get(&keys::entry(book, entry.seq));
            let record = record.map_err(|error| self.fault(book, &error))?.unwrap_or_default();
            let same = codec::unseal(codec::Record::Entry, &record)
                .and_then(|envelope| codec::entry_record(entry, envelope.prev));
            if same.as_ref() != Ok(&record) {
                return Err(Fault::Conflict { book, seq: entry.seq });
            }
        }
        Ok(rest)
    }

    fn write_ledger(&mut self, id: BookId, lines: &str) -> Result<(), Fault> {
        let ledger = self.books.get_mut(&id).and_then(|book| book.ledger.as_mut());
        match (&mut self.cabinet, ledger) {
            (Some(cabinet), Some(ledger)) => cabinet
                .append(id, ledger, lines)
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
                let last = self.books.get(&book).map_or(0, |book| book.head.0);
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

/// Lines, records, head and header for entries that follow `head`.
fn prepare(
    book: BookId,
    head: (u64, Hash),
    entries: &[Entry],
    header: Header,
) -> Result<Addition, Fault> {
    let (mut seq, mut hash) = head;
    let mut lines = String::new();
    let mut ops = Vec::with_capacity(entries.len() + 2);
    for entry in entries {
        seq += 1;
        if entry.seq != seq {
            return Err(Fault::Conflict { book, seq: entry.seq });
        }
        let refuse = |error| refusal(error, book, seq);
        let record = codec::entry_record(entry, hash).map_err(refuse)?;
        let text = codec::text_of(book, entry).map_err(refuse)?;
        ops.push(Op::Put(keys::entry(book, seq), record));
        let prev = hash;
        hash = ledger::hash_of(prev, &text);
        lines += &ledger::line_of(&text, prev, hash);
    }
    let header = Header { id: book, entries: seq, ..header };
    ops.extend(ending(&header, (seq, hash)).map_err(|error| refusal(error, book, seq))?);
    Ok(Addition { lines, ops, head: (seq, hash), header })
}

/// The records of where a book ends and what its header is there.
fn ending(header: &Header, (seq, hash): (u64, Hash)) -> Result<[Op; 2], CodecError> {
    Ok([
        Op::Put(keys::head(header.id), codec::head_record(seq, hash)?),
        Op::Put(keys::header(header.id), codec::header_record(header, seq, hash)?),
    ])
}

fn refusal(error: CodecError, book: BookId, seq: u64) -> Fault {
    match error {
        CodecError::Damaged => Fault::Damaged { book, line: seq },
        CodecError::Newer => Fault::NewerFormat,
        CodecError::TooLarge => Fault::TooLarge { book, seq },
    }
}

/// The entry records of a book, with the numbers their keys have.
fn records(store: &dyn Store, book: BookId) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    let mut records = Vec::new();
    each_pair(store, &keys::entries(book), |key, value| {
        if let Some((_, seq)) = keys::read_entry(&key) {
            records.push((seq, value));
        }
    })?;
    Ok(records)
}

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
