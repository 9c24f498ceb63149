//! Opening a register: lock, read both sides, mend, and set a store aside that is beyond mending.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::mend::Mender;
use super::{Book, Vault, keys};
use crate::register::BookId;
use crate::store::codec::{self, CodecError};
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

pub(super) type Settled = (Box<dyn Store>, BTreeMap<BookId, Book>);

/// Open the register in this folder.
pub(super) fn open(folder: &Path) -> Result<(Vault, Vec<Notice>), OpenError> {
    make_folder(folder).map_err(|error| OpenError::io("create", folder, &error))?;
    let lock = Lock::take(folder)?;
    let fail = |error| OpenError::io("open ledgers", &ledger::folder_of(folder), &error);
    let mut cabinet = Cabinet::open(folder).map_err(fail)?;
    let mut notices = Vec::new();
    let mut moved_to = None;
    let (store, books) = match settle(folder, &mut cabinet, &mut notices, None) {
        Ok(settled) => settled,
        Err(Failure::Open(error)) => return Err(error),
        Err(Failure::Damaged(_)) => {
            moved_to = set_store_aside(folder)?;
            settle(folder, &mut cabinet, &mut notices, moved_to.as_deref()).map_err(|failure| {
                match failure {
                    Failure::Open(error) => error,
                    Failure::Damaged(error) => {
                        OpenError::Io { what: "open store", path: store_of(folder), error }
                    }
                }
            })?
        }
    };
    if moved_to.is_none() {
        make_reserve(folder);
    }
    if let Some(free_bytes) = free(folder).filter(|free| *free < LOW) {
        notices.push(Notice::LowSpace { free_bytes });
    }
    let folder = Some(folder.to_owned());
    let cabinet = Some(cabinet);
    Ok((Vault { store, cabinet, books, closed: false, folder, _lock: Some(lock) }, notices))
}

/// Where a register keeps its store.
pub(super) fn store_of(folder: &Path) -> PathBuf {
    folder.join("store")
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
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
    let mut ledgers = read_ledgers(cabinet)?;
    let new = !store_of(folder).exists();
    let store = Sled::open(&store_of(folder)).map_err(|error| failure(folder, error))?;
    let format_known = check_format(&store, folder)?;
    cut_tails(cabinet, &mut ledgers, notices)?;
    if new && (moved_to.is_some() || !ledgers.is_empty()) {
        let books = u32::try_from(ledgers.len()).unwrap_or(u32::MAX);
        notices.push(Notice::StoreRebuilt { moved_to: moved_to.map(Path::to_owned), books });
    }
    let mut mender = Mender::new(folder, Box::new(store), cabinet, notices, new);
    if !format_known {
        mender.write_format()?;
    }
    mender.mend(ledgers)
}

fn read_ledgers(cabinet: &Cabinet) -> Result<BTreeMap<Series, Found>, OpenError> {
    let fail = |path: &Path, error| OpenError::io("read ledger", path, &error);
    let files = ledger::list(cabinet.folder()).map_err(|error| fail(cabinet.folder(), error))?;
    let read = |(series, path): (Series, PathBuf)| {
        let bytes = fs::read(&path).map_err(|error| fail(&path, error))?;
        let scan = ledger::scan(series, &bytes);
        let length = u64::try_from(scan.sound).unwrap_or(u64::MAX);
        Ok((series, Found { ledger: Ledger { path, length }, scan, size: bytes.len() }))
    };
    files.into_iter().map(read).collect()
}

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
fn cut_tails(
    cabinet: &Cabinet,
    ledgers: &mut BTreeMap<Series, Found>,
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
