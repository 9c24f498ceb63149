//! The ledgers: one text file per book and desk, one line per entry, only ever appended to.
//!
//! A person can read a ledger with a pager and a program can check it without anything else.

mod gather;
mod line;
mod name;
mod text;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::Problem;
use super::cipher::Cipher;
use super::codec::{self, Kept};
use super::series::{Heads, Series};
use super::space::{make_private_folder, private, set_aside_name, sync_folder};
use crate::journal::EntryOf;
use crate::register::BookId;
pub(super) use gather::{Gathered, Gathering, gather};
pub(super) use line::{Scan, desk_of, hash_of, line_of, scan};
pub(super) use name::{file_name, header_by, name_of};
pub(super) use text::{Text, open, read};

/// The folder of the ledgers.
#[derive(Debug)]
pub(super) struct Cabinet {
    folder: PathBuf,
    cipher: Cipher,
    /// The ledger written to last, still open.
    open: Option<(Series, File)>,
}

/// A ledger's file and how long it is as far as it is sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ledger {
    pub(super) path: PathBuf,
    pub(super) length: u64,
}

impl Cabinet {
    /// The ledgers of a register, created if it is missing.
    pub(super) fn open(register: &Path, cipher: Cipher) -> io::Result<Self> {
        let folder = folder_of(register);
        if !folder.exists() {
            make_private_folder(&folder)?;
            sync_folder(register)?;
        }
        Ok(Self { folder, cipher, open: None })
    }

    /// How its lines are encrypted.
    pub(super) fn cipher(&self) -> &Cipher {
        &self.cipher
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Write the first lines of a book. Returns only when lines and name are durable.
    ///
    /// On failure nothing is left behind.
    pub(super) fn create(&mut self, series: Series, name: &str, lines: &str) -> io::Result<Ledger> {
        let path = self.folder.join(name);
        let mut file = private().write(true).create_new(true).open(&path)?;
        let written = file
            .write_all(lines.as_bytes())
            .and_then(|()| file.sync_all())
            .and_then(|()| sync_folder(&self.folder));
        if let Err(error) = written {
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        self.open = Some((series, file));
        Ok(Ledger { path, length: length_of(lines) })
    }

    /// Append lines to a ledger. Returns only when they are durable.
    ///
    /// On failure the ledger is cut back to what it was, as far as the disk still obeys.
    pub(super) fn append(
        &mut self,
        series: Series,
        ledger: &mut Ledger,
        lines: &str,
    ) -> io::Result<()> {
        let file = self.file(series, ledger)?;
        let metadata = file.metadata()?;
        // An editor that saves puts another file in its place.
        if metadata.len() != ledger.length || metadata.nlink() == 0 {
            return Err(io::Error::other("somebody else changed the ledger"));
        }
        let written = file.write_all(lines.as_bytes()).and_then(|()| file.sync_data());
        if let Err(error) = written {
            let _ = file.set_len(ledger.length).and_then(|()| file.sync_all());
            self.open = None;
            return Err(error);
        }
        ledger.length += length_of(lines);
        Ok(())
    }

    /// Set the unfinished end of a ledger aside and cut it off. A ledger without a single sound
    /// line is set aside as a whole.
    pub(super) fn cut_tail(&self, ledger: &Ledger, bytes: &[u8]) -> io::Result<PathBuf> {
        let aside = set_aside_name(&ledger.path, "torn");
        if ledger.length == 0 {
            fs::rename(&ledger.path, &aside)?;
            sync_folder(&self.folder)?;
            return Ok(aside);
        }
        let sound = usize::try_from(ledger.length).unwrap_or(usize::MAX);
        write_new(&aside, bytes.get(sound..).unwrap_or_default())?;
        let file = File::options().write(true).open(&ledger.path)?;
        file.set_len(ledger.length)?;
        file.sync_all()?;
        sync_folder(&self.folder)?;
        Ok(aside)
    }

    /// Put a mended ledger in the place of a damaged one, which is set aside under the name returned.
    pub(super) fn replace(&mut self, ledger: &mut Ledger, lines: &str) -> io::Result<PathBuf> {
        self.open = None;
        let mut draft = ledger.path.as_os_str().to_owned();
        draft.push(".new");
        let draft = PathBuf::from(draft);
        let _ = fs::remove_file(&draft);
        write_new(&draft, lines.as_bytes())?;
        // A copy, not a rename: at no moment is there no ledger under its name.
        let aside = set_aside_name(&ledger.path, "damaged");
        fs::copy(&ledger.path, &aside)?;
        fs::rename(&draft, &ledger.path)?;
        sync_folder(&self.folder)?;
        ledger.length = length_of(lines);
        Ok(aside)
    }

    /// Take back a ledger that was just created and never acknowledged.
    pub(super) fn withdraw(&mut self, ledger: &Ledger) {
        self.open = None;
        let _ = fs::remove_file(&ledger.path).and_then(|()| sync_folder(&self.folder));
    }

    fn file(&mut self, series: Series, ledger: &Ledger) -> io::Result<&mut File> {
        let file = match self.open.take() {
            Some((open, file)) if open == series => file,
            _ => File::options().append(true).open(&ledger.path)?,
        };
        let (_, file) = self.open.insert((series, file));
        Ok(file)
    }
}

/// Where a register keeps its ledgers.
pub(super) fn folder_of(register: &Path) -> PathBuf {
    register.join("ledger")
}

/// The ledger files in a folder, by book and desk. No folder, no ledgers.
///
/// Of two files for one series the longer counts; the other is a copy somebody made.
pub(super) fn list(folder: &Path) -> io::Result<BTreeMap<BookId, BTreeMap<u8, Ledger>>> {
    let mut books: BTreeMap<BookId, BTreeMap<u8, Ledger>> = BTreeMap::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(books),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let Some(series) = name::series_of(&entry.file_name().to_string_lossy()) else { continue };
        let length = entry.metadata()?.len();
        let files = books.entry(series.book).or_default();
        if files.get(&series.desk).is_none_or(|other| other.length < length) {
            files.insert(series.desk, Ledger { path: entry.path(), length });
        }
    }
    Ok(books)
}

/// Where the ledgers of a book end that has these entries, each desk's in order.
///
/// # Errors
/// The number of an entry that cannot be written.
pub(super) fn heads_after<F: Kept>(book: BookId, entries: &[EntryOf<F>]) -> Result<Heads, u64> {
    let mut heads = Heads::default();
    for entry in entries {
        let text = codec::text_of(book, entry).map_err(|_| entry.seq)?;
        let (_, prev) = heads.of(entry.desk);
        heads.0.insert(entry.desk, (entry.seq, hash_of(prev, &text)));
    }
    Ok(heads)
}

/// What is wrong with a ledger file of this size by itself.
pub(super) fn problems(scan: &Scan, size: usize) -> Vec<Problem> {
    let damaged = scan.damaged.iter().map(|line| Problem::LedgerDamaged { line: *line });
    let unfinished = u64::try_from(size - scan.sound).unwrap_or(u64::MAX);
    let unfinished = (unfinished > 0).then_some(Problem::LedgerUnfinished { bytes: unfinished });
    damaged.chain(unfinished).collect()
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn length_of(lines: &str) -> u64 {
    u64::try_from(lines.len()).unwrap_or(u64::MAX)
}
