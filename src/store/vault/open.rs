//! Opening a register: lock, read both sides, mend, and set a store aside that is beyond mending.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::book::{Book, Slot};
use super::mend::{MendedDocket, Mender};
use super::{Vault, keys};
use crate::register::{BookId, Header};
use crate::store::codec::{self, CodecError};
use crate::store::docket::DOCKET;
use crate::store::index::Index;
use crate::store::ledger::{self, Cabinet, Ledger, Scan};
use crate::store::lock::Lock;
use crate::store::seam::{Store, StoreError};
use crate::store::series::Series;
use crate::store::sled::Sled;
use crate::store::space::{LOW, free, make_reserve, set_aside_name, sync_folder};
use crate::store::{Notice, OpenError};

/// Why an attempt to open failed.
pub(super) enum Failure {
    /// Nothing can be made of the store.
    Damaged(String),
    Open(OpenError),
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

/// A ledger as it was found.
pub(super) struct Found {
    pub(super) ledger: Ledger,
    pub(super) scan: Scan,
    /// Length of the file, unfinished end included.
    size: usize,
}

pub(super) type Settled = (Box<dyn Store>, BTreeMap<BookId, Book>, MendedDocket);

/// The ledgers of a book, by desk.
pub(super) type Files = BTreeMap<u8, Ledger>;

/// Open the register in this folder and read all of it.
pub(super) fn open(folder: &Path) -> Result<(Vault, Vec<Notice>), OpenError> {
    read_all(Vault::of_folder(folder, enter(folder)?)?)
}

/// Take the lock of a register, which is created if it is missing.
pub(super) fn enter(folder: &Path) -> Result<Lock, OpenError> {
    make_folder(folder).map_err(|error| OpenError::io("create", folder, &error))?;
    Lock::take(folder)
}

/// Read all of a register, mend it, and write its index anew.
pub(super) fn read_all(mut vault: Vault) -> Result<(Vault, Vec<Notice>), OpenError> {
    // Until everything was read nothing may be said in the index.
    vault.closed = true;
    let (Some(folder), Some(cabinet)) = (vault.folder.clone(), &mut vault.cabinet) else {
        return Ok((vault, Vec::new()));
    };
    let mut notices = Vec::new();
    let listed = listed_before(&folder);
    let (store, books, (chains, broken)) = settle_for_good(&folder, cabinet, &mut notices)?;
    notices.extend(look_for_room(&folder));
    vault.store = Some(store);
    (vault.docket.chains, vault.docket.broken) = (chains, broken);
    vault.books = books.into_iter().map(|(id, book)| (id, Slot::Ready(book))).collect();
    let lost = listed.into_iter().filter(|header| !vault.books.contains_key(&header.id));
    let lost: Vec<Header> = lost.collect();
    for header in lost {
        vault.keep_lost(header);
    }
    let sealed = vault.hold_list().map(|()| std::mem::take(&mut vault.docket.sealed));
    for id in sealed.map_err(|fault| fault.at_opening(&folder))? {
        // A meeting that cannot be loaded says why by itself.
        let _ = vault.load(id);
    }
    notices.extend(vault.take_news().notices);
    vault.write_index();
    vault.closed = false;
    Ok((vault, notices))
}

/// The books that the index lists, if there is one that can be used: what it names and nobody has
/// is lost.
fn listed_before(folder: &Path) -> Vec<Header> {
    let Some(mut index) = Index::read(folder) else { return Vec::new() };
    let mut headers: Vec<Header> =
        index.settled.values().map(|listed| listed.header.clone()).collect();
    while let Some(Ok(page)) = index.next_page() {
        headers.extend(page.into_iter().map(|listed| listed.header));
    }
    headers
}

/// Put the reserve in place, and tell if there is little room.
pub(super) fn look_for_room(folder: &Path) -> Option<Notice> {
    make_reserve(folder);
    free(folder).filter(|free| *free < LOW).map(|free_bytes| Notice::LowSpace { free_bytes })
}

/// Read both sides and make them agree; a store that is beyond use is set aside first.
pub(super) fn settle_for_good(
    folder: &Path,
    cabinet: &mut Cabinet,
    notices: &mut Vec<Notice>,
) -> Result<Settled, OpenError> {
    let why = match settle(folder, cabinet, notices, None) {
        Ok(settled) => return Ok(settled),
        Err(Failure::Open(error)) => return Err(error),
        Err(Failure::Damaged(why)) => why,
    };
    let moved_to = set_store_aside(folder)?;
    settle(folder, cabinet, notices, moved_to.as_deref()).map_err(|failure| match failure {
        Failure::Open(error) => error,
        Failure::Damaged(again) => {
            let error = format!("{why}; {again}");
            OpenError::Io { what: "open store", path: store_of(folder), error }
        }
    })
}

/// Open a store that is there and says its format.
pub(super) fn open_store(folder: &Path) -> Result<Sled, Failure> {
    if !store_of(folder).exists() {
        return Err(Failure::Damaged("missing".into()));
    }
    let store = Sled::open(&store_of(folder)).map_err(|error| failure(folder, error))?;
    if check_format(&store, folder)? {
        return Ok(store);
    }
    Err(Failure::Damaged("no format".into()))
}

/// Where a register keeps its store.
pub(super) fn store_of(folder: &Path) -> PathBuf {
    folder.join("store")
}

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Read both sides and make them agree. `moved_to` is where a damaged store went before.
fn settle(
    folder: &Path,
    cabinet: &mut Cabinet,
    notices: &mut Vec<Notice>,
    moved_to: Option<&Path>,
) -> Result<Settled, Failure> {
    let mut ledgers = Ledgers::new();
    for (book, files) in files_of(folder)? {
        ledgers.extend(read_ledgers(book, files)?);
    }
    let new = !store_of(folder).exists();
    let mut store = Sled::open(&store_of(folder)).map_err(|error| failure(folder, error))?;
    let format_known = check_format(&store, folder)?;
    cut_tails(cabinet, &mut ledgers, notices)?;
    if new && (moved_to.is_some() || !ledgers.is_empty()) {
        let books: BTreeSet<BookId> = ledgers.keys().map(|series| series.book).collect();
        let books = books.into_iter().filter(|book| *book != DOCKET).count();
        let books = u32::try_from(books).unwrap_or(u32::MAX);
        notices.push(Notice::StoreRebuilt { moved_to: moved_to.map(Path::to_owned), books });
    }
    let mut mender = Mender::new(folder, &mut store, cabinet, notices, new);
    if !format_known {
        mender.write_format()?;
    }
    let (books, docket) = mender.mend(ledgers)?;
    Ok((Box::new(store), books, docket))
}

/// The ledgers of every book of a register.
pub(super) fn files_of(folder: &Path) -> Result<BTreeMap<BookId, Files>, OpenError> {
    let folder = ledger::folder_of(folder);
    ledger::list(&folder).map_err(|error| OpenError::io("read ledgers", &folder, &error))
}

/// Read the ledgers of a book, as far as they are there.
pub(super) fn read_ledgers(book: BookId, files: Files) -> Result<Ledgers, OpenError> {
    let mut found = Ledgers::new();
    for (desk, Ledger { path, .. }) in files {
        let series = Series { book, desk };
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            read => read.map_err(|error| OpenError::io("read ledger", &path, &error))?,
        };
        let scan = ledger::scan(series, &bytes);
        let length = u64::try_from(scan.sound).unwrap_or(u64::MAX);
        let ledger = Ledger { path, length };
        found.insert(series, Found { ledger, scan, size: bytes.len() });
    }
    Ok(found)
}

/// Ledgers as they were found.
pub(super) type Ledgers = BTreeMap<Series, Found>;

/// Whether the store says its format; an error if it is not ours.
fn check_format(store: &Sled, folder: &Path) -> Result<bool, Failure> {
    let record = store.get(keys::FORMAT).map_err(|error| failure(folder, error))?;
    let Some(record) = record else { return Ok(false) };
    let found = match codec::unseal(codec::Record::Format, &record) {
        Ok(envelope) => envelope.seq,
        Err(CodecError::Newer) => codec::FORMAT + 1,
        Err(CodecError::Damaged | CodecError::TooLarge) => return Ok(false),
    };
    if found > codec::FORMAT {
        return Err(OpenError::Newer { found, known: codec::FORMAT }.into());
    }
    Ok(true)
}

/// Set aside what was never finished at the end of the ledgers.
pub(super) fn cut_tails(
    cabinet: &Cabinet,
    ledgers: &mut Ledgers,
    notices: &mut Vec<Notice>,
) -> Result<(), OpenError> {
    let torn = |found: &Found| found.size > found.scan.sound || found.size == 0;
    for (series, found) in ledgers.iter().filter(|(_, found)| torn(found)) {
        let path = found.ledger.path.clone();
        let kept_as = fs::read(&path).and_then(|bytes| cabinet.cut_tail(&found.ledger, &bytes));
        let kept_as = kept_as.map_err(|error| OpenError::io("mend ledger", &path, &error))?;
        let bytes = u64::try_from(found.size - found.scan.sound).unwrap_or(u64::MAX);
        notices.push(Notice::TornTail { book: series.book, path, bytes, kept_as });
    }
    // A file without a single sound line is gone from its name by now.
    ledgers.retain(|_, found| found.scan.sound > 0);
    Ok(())
}

/// Rename the store, so that a new one can take its place and somebody can still look at the old.
fn set_store_aside(folder: &Path) -> Result<Option<PathBuf>, OpenError> {
    let store = store_of(folder);
    let aside = set_aside_name(&store, "damaged");
    let moved = fs::rename(&store, &aside).and_then(|()| sync_folder(folder));
    moved.map_err(|error| OpenError::io("set store aside", &store, &error))?;
    Ok(Some(aside))
}

pub(super) fn failure(folder: &Path, error: StoreError) -> Failure {
    let path = store_of(folder);
    match error {
        StoreError::NoRoom => OpenError::NoRoom { path }.into(),
        StoreError::ReadOnly => OpenError::ReadOnly { path }.into(),
        StoreError::Io(error) => OpenError::Io { what: "open store", path, error }.into(),
        StoreError::Damaged(why) => Failure::Damaged(why),
        StoreError::Conflict { .. } => Failure::Damaged(error.to_string()),
    }
}
