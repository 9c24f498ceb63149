//! A register read from its ledgers alone: no lock, no store, not a byte written.
//!
//! For a second terminal, and for folders that may only be read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::ledger;
use super::series::{Heads, Series};
use super::weigh::{Records, Weighed, weigh};
use super::{BookReport, Fault, Notice, OpenError, Problem};
use crate::journal::{Entry, Journal};
use crate::register::{BookId, Header};

/// The ledgers of each book, by desk.
type Files = BTreeMap<BookId, BTreeMap<u8, PathBuf>>;

/// A register that can only be looked at.
#[derive(Debug)]
pub struct Reader {
    files: Files,
    headers: Vec<Header>,
}

impl Reader {
    /// Read the ledgers in this folder. The notices are for the user.
    ///
    /// An unfinished last line is passed over in silence: somebody may be writing it now.
    ///
    /// # Errors
    /// An [`OpenError`] if the folder cannot be read.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Notice>), OpenError> {
        let fail = |path: &Path, error| OpenError::io("read ledgers", path, &error);
        fs::metadata(folder).map_err(|error| fail(folder, error))?;
        let ledgers = ledger::folder_of(folder);
        let files = by_book(ledger::list(&ledgers).map_err(|error| fail(&ledgers, error))?);
        let mut headers = Vec::new();
        let mut notices = Vec::new();
        for (header, found) in read_all(&files)? {
            headers.push(header);
            notices.extend(found);
        }
        headers.retain(|header| header.entries > 0);
        Ok((Self { files, headers }, notices))
    }

    /// The headers of all books, in the order of their ids, as they were at opening.
    #[must_use]
    pub fn headers(&self) -> Vec<Header> {
        self.headers.clone()
    }

    /// All entries of a book as they are now, in order.
    ///
    /// # Errors
    /// A [`Fault`] if there is no such book or it cannot be read.
    pub fn load(&self, book: BookId) -> Result<Vec<Entry>, Fault> {
        let files = self.files.get(&book).ok_or(Fault::Missing { book })?;
        let mut entries = Vec::new();
        for (desk, path) in files {
            let bytes = fs::read(path).map_err(|error| Fault::io("read ledger", path, &error))?;
            let weighed = weigh_ledger(Series { book, desk: *desk }, &bytes);
            if weighed.newer.is_some() {
                return Err(Fault::NewerFormat);
            }
            entries.extend(weighed.into_entries());
        }
        entries.sort_by_key(Entry::order);
        Ok(entries)
    }

    /// Check every line of every ledger as it is now.
    #[must_use]
    pub fn verify(&self) -> Vec<BookReport> {
        self.files.iter().map(|(book, files)| self.verify_book(*book, files)).collect()
    }

    fn verify_book(&self, book: BookId, files: &BTreeMap<u8, PathBuf>) -> BookReport {
        let header = self.headers.iter().find(|header| header.id == book);
        let mut report = BookReport::new(book, header.map_or("", |header| &header.body));
        let (mut sound, mut heads) = (0, Heads::default());
        for (desk, path) in files {
            let series = Series { book, desk: *desk };
            let bytes = match fs::read(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    report.problems.push(Problem::Unreadable { error: error.to_string() });
                    continue;
                }
            };
            report.problems.extend(ledger::problems(&ledger::scan(series, &bytes), bytes.len()));
            let weighed = weigh_ledger(series, &bytes);
            report.problems.extend(weighed.problems(false));
            sound += weighed.count();
            heads.0.insert(*desk, weighed.head());
        }
        report.ends(sound, &heads);
        report
    }
}

fn by_book(all: BTreeMap<Series, PathBuf>) -> Files {
    let mut files = Files::new();
    for (Series { book, desk }, path) in all {
        files.entry(book).or_default().insert(desk, path);
    }
    files
}

type Headed = (Header, Vec<Notice>);

/// Read all ledgers, each processor its share of them; the order of the files is kept.
fn read_all(files: &Files) -> Result<Vec<Headed>, OpenError> {
    let files: Vec<(&BookId, &BTreeMap<u8, PathBuf>)> = files.iter().collect();
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = files.len().div_ceil(processors).max(1);
    let read_share =
        |share: &[(&BookId, &BTreeMap<u8, PathBuf>)]| -> Result<Vec<Headed>, OpenError> {
            share.iter().map(|(book, files)| read_one(**book, files)).collect()
        };
    std::thread::scope(|scope| {
        let shares: Vec<_> =
            files.chunks(share).map(|files| scope.spawn(move || read_share(files))).collect();
        let mut all = Vec::new();
        for share in shares {
            match share.join() {
                Ok(read) => all.extend(read?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(all)
    })
}

fn read_one(book: BookId, files: &BTreeMap<u8, PathBuf>) -> Result<Headed, OpenError> {
    let (mut entries, mut notices) = (Vec::new(), Vec::new());
    for (desk, path) in files {
        let bytes = fs::read(path).map_err(|error| OpenError::io("read ledgers", path, &error))?;
        let weighed = weigh_ledger(Series { book, desk: *desk }, &bytes);
        notices.extend(weighed.notices(book));
        entries.extend(weighed.into_entries());
    }
    Ok((Header::of(book, &Journal::of(entries)), notices))
}

fn weigh_ledger(series: Series, bytes: &[u8]) -> Weighed {
    weigh(series, bytes, &ledger::scan(series, bytes), &Records::default())
}
