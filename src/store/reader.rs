//! A register read from its index and its ledgers alone: no lock, no store, not a byte written.
//!
//! For a second terminal, and for folders that may only be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::index::{Index, Listed, stamp_of};
use super::ledger::{self, Ledger};
use super::series::{Heads, Series};
use super::weigh::weigh_ledger;
use super::{BookReport, Fault, News, Notice, OpenError, Problem};
use crate::journal::{Entry, Journal};
use crate::register::{BookId, Header};

/// The ledgers of a book, by desk.
type Files = BTreeMap<u8, PathBuf>;

/// A register that can only be looked at.
#[derive(Debug)]
pub struct Reader {
    folder: PathBuf,
    books: BTreeMap<BookId, (Header, Files)>,
    /// What the index says of books that were not read from it yet.
    unread: Option<Index>,
    /// Books whose ledgers were read, so that what is wrong with them was told.
    told: BTreeSet<BookId>,
}

impl Reader {
    /// Read what the list shows: what the index says, and the ledgers that changed since. The
    /// notices are for the user.
    ///
    /// An unfinished last line is passed over in silence: somebody may be writing it now.
    ///
    /// # Errors
    /// An [`OpenError`] if the folder cannot be read.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Notice>), OpenError> {
        let ledgers = ledger::folder_of(folder);
        let fail = |path: &Path, error| OpenError::io("read ledgers", path, &error);
        fs::metadata(folder).map_err(|error| fail(folder, error))?;
        let index = Index::read(folder);
        let mut reader = Self {
            folder: folder.to_owned(),
            books: BTreeMap::new(),
            unread: None,
            told: BTreeSet::new(),
        };
        let Some(mut index) = index else {
            let files = ledger::list(&ledgers).map_err(|error| fail(&ledgers, error))?;
            let notices = reader.read_ledgers(files)?;
            return Ok((reader, notices));
        };
        for listed in index.settled.values() {
            reader.list(listed.clone());
        }
        let (touched, stamp) = (index.touched.clone(), index.stamp);
        let moved = stamp_of(&ledgers) != stamp;
        if touched.is_empty() && !moved {
            reader.unread = Some(index);
            return Ok((reader, Vec::new()));
        }
        let mut files = ledger::list(&ledgers).map_err(|error| fail(&ledgers, error))?;
        if moved {
            let mut same = BTreeSet::new();
            let mut see = |listed: &Listed| match files.get(&listed.header.id) {
                Some(found) if listed.names(found) => drop(same.insert(listed.header.id)),
                Some(_) | None => {}
            };
            index.settled.values().for_each(&mut see);
            while let Some(page) = index.next_page() {
                for listed in page.into_iter().flatten() {
                    see(&listed);
                    reader.list(listed);
                }
            }
            reader.books.retain(|id, _| same.contains(id));
            files.retain(|id, _| !same.contains(id));
        } else {
            files.retain(|id, _| touched.contains(id));
            reader.unread = Some(index);
        }
        let notices = reader.read_ledgers(files)?;
        Ok((reader, notices))
    }

    /// The headers of all books, in the order of their ids, as they were at opening.
    pub fn headers(&mut self) -> Vec<Header> {
        while self.read_page() {}
        self.books.values().map(|(header, _)| header.clone()).collect()
    }

    /// The header of a book, as far as the list was read.
    #[must_use]
    pub fn header(&self, book: BookId) -> Option<&Header> {
        self.books.get(&book).map(|(header, _)| header)
    }

    /// The meeting of the latest day; of several the last begun.
    pub fn last(&mut self) -> Option<Header> {
        // Pages go from the newest to the oldest.
        let before = self.books.len();
        while self.books.len() == before && self.read_page() {}
        let headers = self.books.values().map(|(header, _)| header);
        headers.max_by_key(|header| (header.date, header.id)).cloned()
    }

    /// All entries of a book as they are now, in order, and what the user is to be told of it that
    /// was not told before.
    ///
    /// # Errors
    /// A [`Fault`] if there is no such book or it cannot be read.
    pub fn load(&mut self, book: BookId) -> Result<(Vec<Entry>, Vec<Notice>), Fault> {
        while !self.books.contains_key(&book) && self.read_page() {}
        let (_, files) = self.books.get(&book).ok_or(Fault::Missing { book })?;
        let (mut entries, mut notices) = (Vec::new(), Vec::new());
        for (desk, path) in files {
            let bytes = fs::read(path).map_err(|error| Fault::io("read ledger", path, &error))?;
            let weighed = weigh_ledger(Series { book, desk: *desk }, &bytes);
            if weighed.newer.is_some() {
                return Err(Fault::NewerFormat);
            }
            notices.extend(weighed.notices(book));
            entries.extend(weighed.into_entries());
        }
        entries.sort_by_key(Entry::order);
        if !self.told.insert(book) {
            notices.clear();
        }
        Ok((entries, notices))
    }

    /// Check every line of every ledger as it is now.
    pub fn verify(&mut self) -> Vec<BookReport> {
        while self.read_page() {}
        self.books.iter().map(|(book, (header, files))| verify(*book, header, files)).collect()
    }

    /// Read a page more of the list; whether there was one.
    fn read_page(&mut self) -> bool {
        let Some(page) = self.unread.as_mut().and_then(Index::next_page) else {
            self.unread = None;
            return false;
        };
        page.into_iter().flatten().for_each(|listed| self.list(listed));
        true
    }

    fn list(&mut self, Listed { header, chains }: Listed) {
        let folder = ledger::folder_of(&self.folder);
        let files = chains.into_iter().map(|chain| (chain.desk, folder.join(chain.name)));
        self.books.insert(header.id, (header, files.collect()));
    }

    /// Read whole books, each processor its share of them.
    fn read_ledgers(
        &mut self,
        files: BTreeMap<BookId, BTreeMap<u8, Ledger>>,
    ) -> Result<Vec<Notice>, OpenError> {
        let path = |(desk, ledger): (u8, Ledger)| (desk, ledger.path);
        let files = files.into_iter().map(|(id, all)| (id, all.into_iter().map(path).collect()));
        let files: Vec<(BookId, Files)> = files.collect();
        let mut all = Vec::new();
        for (News { mut headers, notices }, (book, files)) in
            read_all(&files)?.into_iter().zip(files)
        {
            self.told.insert(book);
            all.extend(notices);
            if let Some(header) = headers.pop().filter(|header| header.entries > 0) {
                self.books.insert(book, (header, files));
            }
        }
        Ok(all)
    }
}

fn verify(book: BookId, header: &Header, files: &Files) -> BookReport {
    let mut report = BookReport::new(book, &header.body);
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

/// Read books from their ledgers, each processor its share; the order is kept.
fn read_all(files: &[(BookId, Files)]) -> Result<Vec<News>, OpenError> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = files.len().div_ceil(processors).max(1);
    let read_share = |share: &[(BookId, Files)]| -> Result<Vec<News>, OpenError> {
        share.iter().map(|(book, files)| read_one(*book, files)).collect()
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

fn read_one(book: BookId, files: &Files) -> Result<News, OpenError> {
    let (mut entries, mut notices) = (Vec::new(), Vec::new());
    for (desk, path) in files {
        let bytes = fs::read(path).map_err(|error| OpenError::io("read ledgers", path, &error))?;
        let weighed = weigh_ledger(Series { book, desk: *desk }, &bytes);
        notices.extend(weighed.notices(book));
        entries.extend(weighed.into_entries());
    }
    Ok(News { headers: vec![Header::of(book, &Journal::of(entries))], notices })
}
