//! A register read from its ledgers alone: no lock, no store, not a byte written.
//!
//! For a second terminal, and for folders that may only be read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::ledger;
use super::weigh::{Records, Weighed, weigh};
use super::{BookReport, Fault, Notice, OpenError, Problem};
use crate::journal::{Entry, Journal};
use crate::register::{BookId, Header};

/// A register that can only be looked at.
#[derive(Debug)]
pub struct Reader {
    files: BTreeMap<BookId, PathBuf>,
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
        let files = ledger::list(&ledgers).map_err(|error| fail(&ledgers, error))?;
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
        let path = self.files.get(&book).ok_or(Fault::Missing { book })?;
        let bytes = fs::read(path).map_err(|error| Fault::io("read ledger", path, &error))?;
        let weighed = weigh_ledger(book, &bytes);
        if weighed.newer.is_some() {
            return Err(Fault::NewerFormat);
        }
        Ok(weighed.into_entries())
    }

    /// Check every line of every ledger as it is now.
    #[must_use]
    pub fn verify(&self) -> Vec<BookReport> {
        self.files.iter().map(|(book, path)| self.verify_book(*book, path)).collect()
    }

    fn verify_book(&self, book: BookId, path: &Path) -> BookReport {
        let header = self.headers.iter().find(|header| header.id == book);
        let body = header.map(|header| header.body.clone()).unwrap_or_default();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let problems = vec![Problem::Unreadable { error: error.to_string() }];
                return BookReport { book, body, entries: 0, hash: None, problems };
            }
        };
        let mut problems = ledger::problems(&ledger::scan(book, &bytes), bytes.len());
        let mut report = weigh_ledger(book, &bytes).report(book, false);
        problems.append(&mut report.problems);
        BookReport { body, problems, ..report }
    }
}

type Headed = (Header, Vec<Notice>);

/// Read all ledgers, each processor its share of them; the order of the files is kept.
fn read_all(files: &BTreeMap<BookId, PathBuf>) -> Result<Vec<Headed>, OpenError> {
    let files: Vec<(&BookId, &PathBuf)> = files.iter().collect();
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = files.len().div_ceil(processors).max(1);
    let read_share = |share: &[(&BookId, &PathBuf)]| -> Result<Vec<Headed>, OpenError> {
        share.iter().map(|(book, path)| read_one(**book, path)).collect()
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

fn read_one(book: BookId, path: &Path) -> Result<Headed, OpenError> {
    let bytes = fs::read(path).map_err(|error| OpenError::io("read ledgers", path, &error))?;
    let weighed = weigh_ledger(book, &bytes);
    let notices = weighed.notices(book);
    Ok((Header::of(book, &Journal::of(weighed.into_entries())), notices))
}

fn weigh_ledger(book: BookId, bytes: &[u8]) -> Weighed {
    weigh(book, bytes, &ledger::scan(book, bytes), &Records::default())
}
