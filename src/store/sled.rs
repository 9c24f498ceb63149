//! The store on sled 0.34.7, with the guards that its durability needs.
//!
//! Before opening, leftovers of an interrupted snapshot are deleted, since sled would choke on
//! them for ever. After opening, files and folders are synced, which sled never does. After every
//! commit the data file is synced through our own descriptor, since sled's own flush does not
//! reach the drive. Whatever panics inside sled becomes an error here.

use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::seam::{Expect, Op, Pair, Store, StoreError};
use super::space::sync_folder;

/// Bytes of pages kept in memory. Sled may use several times as much.
const CACHE: u64 = 16 << 20;

/// How often to wait for a lock that a database just closed in this process still holds.
const LOCK_TRIES: u32 = 200;

/// How long closing may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// How sled says that somebody else has the database open.
const LOCKED: &str = "could not acquire lock";

/// A store on disk.
#[derive(Debug)]
pub struct Sled {
    /// `None` only while dropping.
    db: Option<::sled::Db>,
    /// Our own descriptor of sled's data file, to sync it.
    data: File,
    /// A commit has failed. Closing such a database would wait for ever for a write that never
    /// comes, so it is left as it is; its folder is set aside at the next opening.
    failed: bool,
}

impl Sled {
    /// Open the store in this folder; the folder is created if it is missing.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if sled can make nothing of it, or panics.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        remove_leftovers(folder).map_err(of_io)?;
        let db = open_db(folder)?;
        let data = sync_files(folder).map_err(of_io)?;
        Ok(Self { db: Some(db), data, failed: false })
    }

    fn with<T>(
        &self,
        ask: impl FnOnce(&::sled::Db) -> Result<T, ::sled::Error>,
    ) -> Result<T, StoreError> {
        let db = self.db.as_ref().ok_or_else(|| StoreError::Damaged("closed".into()))?;
        guarded(|| ask(db))
    }
}

impl Drop for Sled {
    fn drop(&mut self) {
        let db = self.db.take();
        if self.failed {
            std::mem::forget(db);
            return;
        }
        // Sled flushes as it goes and may panic over damage, or on a full disk wait for ever for a
        // write that one of its threads died over; everything of ours is durable.
        let (end, ended) = mpsc::channel();
        let close = move || {
            let _ = catch_unwind(AssertUnwindSafe(move || drop(db)));
            let _ = end.send(());
        };
        if thread::Builder::new().name("thuky-close".into()).spawn(close).is_ok() {
            let _ = ended.recv_timeout(PATIENCE);
        }
    }
}

impl Store for Sled {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.with(|db| Ok(db.get(key)?.map(|value| value.to_vec())))
    }

    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Pair>, StoreError> {
        // The first key after `after` is `after` with a zero byte behind it.
        let start = after.map_or_else(|| prefix.to_vec(), |after| [after, &[0]].concat());
        self.with(|db| {
            let mut pairs = Vec::new();
            for pair in db.range(start..).take(limit) {
                let (key, value) = pair?;
                if !key.starts_with(prefix) {
                    break;
                }
                pairs.push((key.to_vec(), value.to_vec()));
            }
            Ok(pairs)
        })
    }

    fn commit(&mut self, expect: &[Expect], ops: &[Op]) -> Result<(), StoreError> {
        // This is the only writer, so that nothing changes between check and batch.
        for expect in expect {
            let (key, wanted) = match expect {
                Expect::Absent(key) => (key, None),
                Expect::Value(key, value) => (key, Some(value)),
            };
            if self.get(key)?.as_ref() != wanted {
                return Err(StoreError::Conflict { key: key.clone() });
            }
        }
        let mut batch = ::sled::Batch::default();
        for op in ops {
            match op {
                Op::Put(key, value) => batch.insert(key.as_slice(), value.as_slice()),
                Op::Delete(key) => batch.remove(key.as_slice()),
            }
        }
        let written = self.with(|db| {
            db.apply_batch(batch)?;
            db.flush()
        });
        let durable = written.and_then(|_| self.data.sync_data().map_err(of_io));
        self.failed |= durable.is_err();
        durable
    }
}

/// Delete `snap.*.generating`: sled writes it while opening and cannot read it back.
fn remove_leftovers(folder: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn open_db(folder: &Path) -> Result<::sled::Db, StoreError> {
    // No background flusher: every commit flushes, an idle program must not wake up, and a
    // flusher that has died would keep the database from ever closing.
    let config = ::sled::Config::new().path(folder).cache_capacity(CACHE).flush_every_ms(None);
    let mut tries = 0;
    loop {
        match guarded(|| config.open()) {
            Err(StoreError::Io(why)) if why.contains(LOCKED) => {
                tries += 1;
                if tries == LOCK_TRIES {
                    // The register's own lock is ours, so this is a database of this process
                    // that failed and was never closed: it is beyond use.
                    return Err(StoreError::Damaged(why));
                }
                thread::sleep(Duration::from_millis(10));
            }
            other => return other,
        }
    }
}

/// Make the files and their names durable; the data file stays open.
fn sync_files(folder: &Path) -> io::Result<File> {
    let data = File::options().read(true).write(true).open(folder.join("db"))?;
    data.sync_all()?;
    let conf: PathBuf = folder.join("conf");
    if conf.exists() {
        File::open(conf)?.sync_all()?;
    }
    sync_folder(folder)?;
    if let Some(parent) = folder.parent() {
        sync_folder(parent)?;
    }
    Ok(data)
}

fn guarded<T>(ask: impl FnOnce() -> Result<T, ::sled::Error>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(::sled::Error::Io(error))) => Err(of_io(error)),
        Ok(Err(error)) => Err(StoreError::Damaged(error.to_string())),
        Err(_) => Err(StoreError::Damaged("sled panicked".into())),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn of_io(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::NoRoom,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ if error.to_string().contains(LOCKED) => StoreError::Io(error.to_string()),
        // Errors the system did not raise are sled's own: it found nonsense in a file.
        io::ErrorKind::InvalidInput => StoreError::Damaged(error.to_string()),
        _ if error.raw_os_error().is_none() => StoreError::Damaged(error.to_string()),
        _ => StoreError::Io(error.to_string()),
    }
}
