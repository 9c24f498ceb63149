//! Opening a register: lock, read both sides, mend, and set a store aside that is beyond mending.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::book::Book;
use super::mend::{MendedDocket, Mender};
use super::{Vault, convened, keys};
use crate::domain::Fact;
use crate::journal::Entry;
use crate::register::{BookId, Header};
use crate::store::codec::{self, CodecError};
use crate::store::docket::{self, DOCKET};
use crate::store::index::Index;
use crate::store::ledger::{self, Cabinet, Gathered, Gathering, Ledger, Scan, Text};
use crate::store::lock::Lock;
use crate::store::seam::{Store, StoreError};
use crate::store::series::Series;
use crate::store::sled::Sled;
use crate::store::space::{
    LOW, free, make_private, make_private_folder, make_reserve, set_aside_name, sync_folder,
};
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
    /// Length of its text, unfinished end included.
    size: usize,
    /// Its text is in another form than this program writes, or lies elsewhere: it must be written
    /// again.
    pub(super) foreign: bool,
    /// Its text, if it was found in a file that is about to be written over.
    pub(super) text: Option<Vec<u8>>,
}

/// The ledgers of some books as they were found.
#[derive(Default)]
pub(super) struct Ledgers {
    pub(super) found: BTreeMap<Series, Found>,
    /// Why the files of a book cannot be read.
    pub(super) unreadable: BTreeMap<BookId, String>,
}

impl Ledgers {
    /// Those of the docket, and the others.
    pub(super) fn split(mut self) -> (Self, Self) {
        let own = self.found.extract_if(.., |series, _| series.book == DOCKET).collect();
        (Self { found: own, unreadable: BTreeMap::new() }, self)
    }
}

/// A register after both its sides were read.
pub(super) struct Settled {
    pub(super) store: Box<dyn Store>,
    pub(super) books: BTreeMap<BookId, Book>,
    pub(super) docket: MendedDocket,
    /// What is left of meetings whose ledgers say nothing any more: their names.
    pub(super) names: Vec<Header>,
}

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
    let (mut ledgers, places) = gather(folder, notices)?;
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

/// The ledgers of a register by what stands in them, each under its own name, and where the files of
/// every book are.
fn gather(
    folder: &Path,
    notices: &mut Vec<Notice>,
) -> Result<(Ledgers, BTreeMap<BookId, PathBuf>), OpenError> {
    let folder = ledger::folder_of(folder);
    let fail = |error| OpenError::io("read ledgers", &folder, &error);
    let Gathered { ledgers, unreadable, strays } = ledger::gather(&folder).map_err(fail)?;
    notices.extend(strays.into_iter().map(|path| Notice::Stray { path }));
    let (mut found, mut places) = (BTreeMap::new(), BTreeMap::new());
    for (series, gathered) in ledgers {
        let fail = |error| OpenError::io("read ledger", &gathered.path, &error);
        let Gathering { named, is_named, scan, size, .. } = gathered;
        let (mut path, mut foreign, mut text) = (gathered.path.clone(), gathered.foreign, None);
        if let Some(named) = named {
            text = Some(ledger::read(&path).map_err(fail)?.bytes);
            (path, foreign) = (named, true);
        } else if !is_named {
            let own = folder.join(own_name(series, &path, &scan).map_err(fail)?);
            if !own.exists() {
                fs::rename(&path, &own).and_then(|()| sync_folder(&folder)).map_err(fail)?;
                notices.push(Notice::LedgerRenamed { book: series.book, from: path });
                path = own;
            }
        }
        places.entry(series.book).or_insert_with(|| path.clone());
        let length = u64::try_from(scan.sound).unwrap_or(u64::MAX);
        let ledger = Ledger { path, length };
        found.insert(series, Found { ledger, scan, size, foreign, text });
    }
    let mut errors = BTreeMap::new();
    for (series, (path, error)) in unreadable {
        places.entry(series.book).or_insert(path);
        errors.insert(series.book, error);
    }
    Ok((Ledgers { found, unreadable: errors }, places))
}

/// The name that a ledger should have, by the meeting that its first line convenes.
fn own_name(series: Series, path: &Path, scan: &Scan) -> io::Result<String> {
    let bytes = ledger::read(path)?.bytes;
    let text = scan.links.first().and_then(|link| bytes.get(link.text.clone()));
    let text = text.and_then(|text| std::str::from_utf8(text).ok());
    let entry = text.and_then(|text| codec::entry_of::<Fact>(series.book, text).ok());
    let entry: Vec<Entry> = entry.into_iter().collect();
    Ok(match convened(&entry) {
        Some((body, date)) => ledger::file_name(date, &body.name, series),
        None if series.book == DOCKET => docket::file_name(series.desk),
        None => ledger::name_of("meeting", series),
    })
}

/// The ledgers of every book of a register.
pub(super) fn files_of(folder: &Path) -> Result<BTreeMap<BookId, Files>, OpenError> {
    let folder = ledger::folder_of(folder);
    ledger::list(&folder).map_err(|error| OpenError::io("read ledgers", &folder, &error))
}

/// Read the ledgers of a book, as far as they are there.
pub(super) fn read_ledgers(book: BookId, files: Files) -> Ledgers {
    let mut ledgers = Ledgers::default();
    for (desk, Ledger { path, .. }) in files {
        let series = Series { book, desk };
        match ledger::read(&path) {
            Ok(Text { bytes, foreign }) => {
                let scan = ledger::scan(series, &bytes);
                let length = u64::try_from(scan.sound).unwrap_or(u64::MAX);
                let (ledger, size) = (Ledger { path, length }, bytes.len());
                let found = Found { ledger, scan, size, foreign, text: None };
                ledgers.found.insert(series, found);
            }
            Err(error) if is_nowhere(&path, &error) => {}
            Err(error) => {
                ledgers.unreadable.insert(book, error.to_string());
            }
        }
    }
    ledgers
}

/// Nothing has that name, not even a link that leads nowhere.
fn is_nowhere(path: &Path, error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err()
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
pub(super) fn cut_tails(
    cabinet: &Cabinet,
    ledgers: &mut Ledgers,
    notices: &mut Vec<Notice>,
) -> Result<(), OpenError> {
    // One that is written again keeps its end in the file that is set aside.
    let torn = |found: &Found| found.size > found.scan.sound || found.size == 0;
    let torn = |found: &Found| torn(found) && (!found.foreign || found.scan.sound == 0);
    for (series, found) in ledgers.found.iter().filter(|(_, found)| torn(found)) {
        let path = found.ledger.path.clone();
        let fail = |error| OpenError::io("mend ledger", &path, &error);
        let text = fs::read(&path).map_err(fail)?;
        let kept_as = cabinet.cut_tail(&found.ledger, &text).map_err(fail)?;
        let tail = text.get(found.scan.sound..).unwrap_or_default();
        let bytes = u64::try_from(tail.len()).unwrap_or(u64::MAX);
        // A line that was never finished has no end.
        let lines = memchr::memchr_iter(b'\n', tail).count();
        let lines = u64::try_from(lines).unwrap_or(u64::MAX);
        notices.push(Notice::TornTail { book: series.book, path, bytes, lines, kept_as });
    }
    // A file without a single sound line is gone from its name by now.
    ledgers.found.retain(|_, found| found.scan.sound > 0);
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
