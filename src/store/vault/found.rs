//! The ledgers of a register as they were found, and why an attempt to use it failed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::convened;
use crate::domain::Fact;
use crate::journal::Entry;
use crate::register::BookId;
use crate::store::cipher::Cipher;
use crate::store::codec;
use crate::store::docket::{self, DOCKET};
use crate::store::ledger::{self, Cabinet, Gathered, Gathering, Ledger, Scan, Text};
use crate::store::seam::StoreError;
use crate::store::series::Series;
use crate::store::space::sync_folder;
use crate::store::{Doing, Notice, OpenError};

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

/// The ledgers of a book, by desk.
pub(super) type Files = BTreeMap<u8, Ledger>;

/// Where a register keeps its store.
pub(super) fn store_of(folder: &Path) -> PathBuf {
    folder.join("store")
}

/// The ledgers of a register by what stands in them, each under its own name, and where the files of
/// every book are.
pub(super) fn gather(
    cipher: &Cipher,
    folder: &Path,
    notices: &mut Vec<Notice>,
) -> Result<(Ledgers, BTreeMap<BookId, PathBuf>), OpenError> {
    let folder = ledger::folder_of(folder);
    let fail = |error| OpenError::io(Doing::ReadLedgers, &folder, &error);
    let Gathered { ledgers, unreadable, strays } = ledger::gather(&folder).map_err(fail)?;
    notices.extend(strays.into_iter().map(|path| Notice::Stray { path }));
    let (mut found, mut places) = (BTreeMap::new(), BTreeMap::new());
    for (series, gathered) in ledgers {
        let fail = |error| OpenError::io(Doing::ReadLedgers, &gathered.path, &error);
        let Gathering { named, is_named, scan, size, .. } = gathered;
        let (mut path, mut foreign, mut text) = (gathered.path.clone(), gathered.foreign, None);
        if let Some(named) = named {
            text = Some(ledger::read(&path).map_err(fail)?.bytes);
            (path, foreign) = (named, true);
        } else if !is_named {
            let own = folder.join(own_name(cipher, series, &path, &scan).map_err(fail)?);
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
fn own_name(cipher: &Cipher, series: Series, path: &Path, scan: &Scan) -> io::Result<String> {
    let bytes = ledger::read(path)?.bytes;
    let first = scan.links.first();
    let entry = first.and_then(|link| {
        let text = std::str::from_utf8(bytes.get(link.text.clone())?).ok()?;
        codec::line_entry::<Fact>(cipher, series, link.seq, text).ok()
    });
    let entry: Vec<Entry> = entry.into_iter().collect();
    Ok(match convened(&entry) {
        Some((body, date)) => ledger::file_name(cipher, date, &body.name, series),
        None if series.book == DOCKET => docket::file_name(series.desk),
        None => ledger::name_of("meeting", series),
    })
}

/// The ledgers of every book of a register.
pub(super) fn files_of(folder: &Path) -> Result<BTreeMap<BookId, Files>, OpenError> {
    let folder = ledger::folder_of(folder);
    ledger::list(&folder).map_err(|error| OpenError::io(Doing::ReadLedgers, &folder, &error))
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
        let fail = |error| OpenError::io(Doing::WriteLedger, &path, &error);
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

pub(super) fn failure(folder: &Path, error: StoreError) -> Failure {
    let path = store_of(folder);
    match error {
        StoreError::NoRoom => OpenError::NoRoom { path }.into(),
        StoreError::ReadOnly => OpenError::ReadOnly { path }.into(),
        StoreError::Io(error) => OpenError::Io { doing: Doing::OpenStore, path, error }.into(),
        StoreError::Damaged(why) => Failure::Damaged(why),
        StoreError::Conflict { .. } => Failure::Damaged(error.to_string()),
    }
}
