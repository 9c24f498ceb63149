//! The records of a book: made ready to be written, and read.

use std::collections::BTreeMap;
use std::path::Path;

use super::found::store_of;
use super::keys;
use crate::journal::{Entry, EntryOf};
use crate::register::{BookId, Header};
use crate::store::cipher::Cipher;
use crate::store::codec::{self, CodecError, Hash, Kept, Record};
use crate::store::ledger;
use crate::store::lock::Lock;
use crate::store::seam::{Expect, Op, Store, StoreError};
use crate::store::series::{Heads, Series};
use crate::store::sled::Sled;
use crate::store::{Doing, Fault, OpenError};

/// Pairs taken from the store at a time.
const PAGE: usize = 1000;

/// Entries made ready to be written.
pub(super) struct Addition {
    /// What each desk adds to its ledger.
    pub(super) lines: BTreeMap<u8, String>,
    /// Entries and heads for the store.
    pub(super) ops: Vec<Op>,
    pub(super) heads: Heads,
}

impl Addition {
    /// What must hold in the store before this is added to a book with these heads.
    pub(super) fn expected(&self, book: BookId, heads: &Heads) -> Result<Vec<Expect>, Fault> {
        let mut expect = Vec::new();
        for desk in self.lines.keys() {
            let (series, (last, hash)) = (Series { book, desk: *desk }, heads.of(*desk));
            let head = codec::head_record(last, hash).map_err(|why| refusal(why, book, last))?;
            let head = match last {
                0 => Expect::Absent(keys::head(series)),
                _ => Expect::Value(keys::head(series), head),
            };
            expect.extend([head, Expect::Absent(keys::entry(series, last + 1))]);
        }
        Ok(expect)
    }
}

/// Lines, records, heads and header for entries that follow the heads of a meeting.
pub(super) fn prepare(
    cipher: &Cipher,
    book: BookId,
    heads: &Heads,
    entries: &[Entry],
    header: Header,
) -> Result<(Addition, Header), Fault> {
    let mut addition = follow(cipher, book, heads, entries)?;
    let header = Header { id: book, entries: addition.heads.entries(), ..header };
    let refuse = |error| refusal(error, book, header.entries);
    addition.ops.push(header_op(cipher, &header, &addition.heads).map_err(refuse)?);
    Ok((addition, header))
}

/// Lines, records and heads for entries that follow the heads of a book.
pub(super) fn follow<F: Kept>(
    cipher: &Cipher,
    book: BookId,
    heads: &Heads,
    entries: &[EntryOf<F>],
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
        let record = codec::entry_record(cipher, entry, prev).map_err(refuse)?;
        let text = codec::line_text(cipher, book, entry).map_err(refuse)?;
        ops.push(Op::Put(keys::entry(Series { book, desk }, seq), record));
        let hash = ledger::hash_of(prev, &text);
        *lines.entry(desk).or_default() += &ledger::line_of(&text, prev, hash);
        heads.0.insert(desk, (seq, hash));
    }
    let refuse = |error| refusal(error, book, heads.entries());
    for desk in lines.keys() {
        let (seq, hash) = heads.of(*desk);
        let record = codec::head_record(seq, hash).map_err(refuse)?;
        ops.push(Op::Put(keys::head(Series { book, desk: *desk }), record));
    }
    Ok(Addition { lines, ops, heads })
}

/// The record of the header that holds after these heads.
pub(super) fn header_op(cipher: &Cipher, header: &Header, heads: &Heads) -> Result<Op, CodecError> {
    let (count, hash) = heads.whole();
    let record = codec::header_record(cipher, header, count, hash)?;
    Ok(Op::Put(keys::header(header.id), record))
}

pub(super) fn refusal(error: CodecError, book: BookId, seq: u64) -> Fault {
    match error {
        CodecError::Damaged => Fault::Damaged { book, line: seq },
        CodecError::Newer => Fault::NewerFormat,
        CodecError::TooLarge => Fault::TooLarge { book, seq },
    }
}

/// The entry records of a book by desk, with the numbers their keys have.
pub(super) fn records(
    store: &dyn Store,
    book: BookId,
) -> Result<BTreeMap<u8, NumberedRecords>, StoreError> {
    let mut records: BTreeMap<u8, NumberedRecords> = BTreeMap::new();
    each_pair(store, &keys::entries(book), |key, value| {
        if let Some((series, seq)) = keys::read_entry(&key) {
            records.entry(series.desk).or_default().push((seq, value));
        }
    })?;
    Ok(records)
}

/// Records with the numbers their keys have.
pub(super) type NumberedRecords = Vec<(u64, Vec<u8>)>;

/// Go through all pairs whose key starts with `prefix`, page by page.
pub(super) fn each_pair(
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

/// The entry records of a register by series and number: the hash before each, or nothing if the
/// record is damaged. Nobody may have the register open.
pub(in crate::store) fn raw_records(
    register: &Path,
) -> Result<BTreeMap<(Series, u64), Option<Hash>>, OpenError> {
    let _lock = Lock::take(register)?;
    let fail = |error: StoreError| {
        let (path, error) = (store_of(register), error.to_string());
        OpenError::Io { doing: Doing::OpenStore, path, error }
    };
    let store = Sled::open(&store_of(register)).map_err(fail)?;
    let mut records = BTreeMap::new();
    let read = each_pair(&store, keys::ENTRIES, |key, value| {
        if let Some(place) = keys::read_entry(&key) {
            let envelope = codec::unseal(Record::Entry, &value);
            let sound = envelope.ok().filter(|envelope| envelope.seq == place.1);
            records.insert(place, sound.map(|envelope| envelope.prev));
        }
    });
    read.map_err(fail)?;
    Ok(records)
}
