//! Opening a register: lock, read both sides, mend, and set a store aside that is beyond mending.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::book::Book;
use super::found::{Failure, cut_tails, failure, gather, store_of};
use super::mend::{MendedDocket, Mender};
use super::{Vault, keys};
use crate::register::{BookId, Header};
use crate::store::cipher::Cipher;
use crate::store::codec::{self, CodecError};
use crate::store::docket::DOCKET;
use crate::store::index::Index;
use crate::store::ledger::{self, Cabinet};
use crate::store::lock::Lock;
use crate::store::seam::Store;
use crate::store::sled::Sled;
use crate::store::space::{
    LOW, free, make_private, make_private_folder, make_reserve, set_aside_name, sync_folder,
};
use crate::store::{Doing, Notice, OpenError};

/// A register after both its sides were read.
pub(super) struct Settled {
    pub(super) store: Box<dyn Store>,
    pub(super) books: BTreeMap<BookId, Book>,
    pub(super) docket: MendedDocket,
    /// What is left of meetings whose ledgers say nothing any more: their names.
    pub(super) names: Vec<Header>,
}

/// Open the register in this folder and read all of it.
pub(super) fn open(folder: &Path, cipher: &Cipher) -> Result<(Vault, Vec<Notice>), OpenError> {
    read_all(Vault::of_folder(folder, enter(folder)?, cipher)?)
}

/// Take the lock of a register, which is created if it is missing.
pub(super) fn enter(folder: &Path) -> Result<Lock, OpenError> {
    make_folder(folder).map_err(|error| OpenError::io(Doing::CreateFolder, folder, &error))?;
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
    let listed = listed_before(&folder, cabinet.cipher());
    let settled = settle_for_good(&folder, cabinet, &mut notices)?;
    notices.extend(look_for_room(&folder));
    let names = vault.take(settled);
    for header in listed {
        vault.miss(header);
    }
    let held = vault.hold_list();
    for header in names {
        if vault.header(header.id).is_none() {
            vault.keep_lost(header);
        }
    }
    let sealed = held.map(|()| std::mem::take(&mut vault.docket.sealed));
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
fn listed_before(folder: &Path, cipher: &Cipher) -> Vec<Header> {
    let Some(mut index) = Index::read(folder, cipher) else { return Vec::new() };
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
            OpenError::Io { doing: Doing::OpenStore, path: store_of(folder), error }
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

fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    make_private_folder(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Read both sides and make them agree. `moved_to` is where a damaged store went before.
fn settle(
    folder: &Path,
    cabinet: &mut Cabinet,
    notices: &mut Vec<Notice>,
    moved_to: Option<&Path>,
) -> Result<Settled, Failure> {
    let (mut ledgers, places) = gather(cabinet.cipher(), folder, notices)?;
    let new = !store_of(folder).exists();
    let mut store = Sled::open(&store_of(folder)).map_err(|error| failure(folder, error))?;
    if new {
        make_private(&store_of(folder));
    }
    let format_known = check_format(&store, folder)?;
    cut_tails(cabinet, &mut ledgers, notices)?;
    if new && (moved_to.is_some() || !ledgers.found.is_empty()) {
        let books: BTreeSet<BookId> = ledgers.found.keys().map(|series| series.book).collect();
        let books = books.into_iter().filter(|book| *book != DOCKET).count();
        let books = u32::try_from(books).unwrap_or(u32::MAX);
        notices.push(Notice::StoreRebuilt { moved_to: moved_to.map(Path::to_owned), books });
    }
    let mut mender = Mender::new(folder, &mut store, cabinet, notices, new);
    if !format_known {
        mender.write_format()?;
    }
    let (books, docket) = mender.mend(ledgers)?;
    let gone = places.into_iter().filter(|(id, _)| *id != DOCKET && !books.contains_key(id));
    let names = gone.map(|(id, path)| ledger::header_by(id, &path)).collect();
    if new {
        // What would know whether these lines had been acknowledged is gone.
        notices.iter_mut().for_each(Notice::call_damage);
    }
    Ok(Settled { store: Box::new(store), books, docket, names })
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

/// Rename the store, so that a new one can take its place and somebody can still look at the old.
fn set_store_aside(folder: &Path) -> Result<Option<PathBuf>, OpenError> {
    let store = store_of(folder);
    let aside = set_aside_name(&store, "damaged");
    let moved = fs::rename(&store, &aside).and_then(|()| sync_folder(folder));
    moved.map_err(|error| OpenError::io(Doing::SetStoreAside, &store, &error))?;
    Ok(Some(aside))
}
