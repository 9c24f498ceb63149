//! A register read from its index and its ledgers alone: no lock, no store, not a byte written.
//!
//! For a second terminal, and for folders that may only be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cipher::Cipher;
use super::codec::Kept;
use super::docket::{DOCKET, Gleaned, contradicted, each_entry, marks_of};
use super::index::{Index, Listed};
use super::ledger::{self, Ledger};
use super::lockbox::is_locked;
use super::series::{Head, Heads, Series};
use super::weigh::weigh_ledger;
use super::{BookReport, Doing, Fault, Notice, OpenError, Problem};
use crate::domain::Fact;
use crate::journal::{ActOf, Book as _, Entry, EntryOf, Journal};
use crate::register::{BookId, Docket, DocketFact, DocketJournal, Header};

/// The ledgers of a book, by desk.
type Files = BTreeMap<u8, PathBuf>;

/// A register that can only be looked at.
#[derive(Debug)]
pub struct Reader {
    folder: PathBuf,
    cipher: Cipher,
    books: BTreeMap<BookId, Shelved>,
    /// The ledgers of the docket.
    docket: Files,
    /// What the docket was seen to say, where that takes decrypting it.
    gleaned: Gleaned,
    /// What the index says of books that were not read from it yet.
    unread: Option<Index>,
    /// Books whose ledgers were read, so that what is wrong with them was told.
    told: BTreeSet<BookId>,
    /// Books of which the ledgers alone were asked, though there is another side.
    unsure: BTreeSet<BookId>,
    /// The list was made from ledgers alone, though there is another side.
    in_doubt: bool,
}

/// What is known of a book.
#[derive(Debug)]
struct Shelved {
    header: Header,
    files: Files,
    /// Where both sides ended when the index was written; `None` if it says nothing of the book.
    ends: Option<BTreeMap<u8, Head>>,
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
        Self::open_with(folder, &Cipher::PLAIN)
    }

    /// The same of a register that may be encrypted.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(folder: &Path, cipher: &Cipher) -> Result<(Self, Vec<Notice>), OpenError> {
        fs::metadata(folder).map_err(|error| cannot_read(folder, &error))?;
        if cipher.is_plain() && is_locked(folder) {
            return Err(OpenError::Locked);
        }
        let index = Index::read(folder, cipher);
        let mut reader = Self {
            folder: folder.to_owned(),
            cipher: cipher.clone(),
            books: BTreeMap::new(),
            docket: Files::new(),
            gleaned: Gleaned::default(),
            unread: None,
            told: BTreeSet::new(),
            unsure: BTreeSet::new(),
            in_doubt: false,
        };
        let notices = match index {
            Some(index) => reader.read_by_index(index)?,
            None => reader.read_without_index()?,
        };
        Ok((reader, notices))
    }

    /// Read all ledgers there are.
    fn read_without_index(&mut self) -> Result<Vec<Notice>, OpenError> {
        let ledgers = ledger::folder_of(&self.folder);
        let gathered = ledger::gather(&ledgers).map_err(|error| cannot_read(&ledgers, &error))?;
        let found = gathered.ledgers.into_iter().map(|(series, found)| (series, found.path));
        let unreadable = gathered.unreadable.into_iter();
        let mut files: BTreeMap<BookId, Files> = BTreeMap::new();
        for (series, path) in found.chain(unreadable.map(|(series, (path, _))| (series, path))) {
            files.entry(series.book).or_default().insert(series.desk, path);
        }
        self.docket = files.remove(&DOCKET).unwrap_or_default();
        self.in_doubt = self.folder.join("store").exists();
        let mut notices = self.read_ledgers(files);
        notices.extend(gathered.strays.into_iter().map(|path| Notice::Stray { path }));
        Ok(notices)
    }

    /// Read what the index says, and the ledgers that changed since it was written.
    fn read_by_index(&mut self, mut index: Index) -> Result<Vec<Notice>, OpenError> {
        let ledgers = ledger::folder_of(&self.folder);
        let docket = index.standing.docket.iter();
        self.docket = docket.map(|chain| (chain.desk, ledgers.join(&chain.name))).collect();
        for listed in index.settled.values() {
            self.list(listed.clone());
        }
        let (touched, moved) = (index.touched.clone(), index.standing.moved(&ledgers));
        if touched.is_empty() && !moved {
            self.unread = Some(index);
            return Ok(Vec::new());
        }
        let mut files = ledger::list(&ledgers).map_err(|error| cannot_read(&ledgers, &error))?;
        self.docket = paths(files.remove(&DOCKET).unwrap_or_default());
        if moved {
            let same = self.list_unchanged(&mut index, &files);
            files.retain(|id, _| !same.contains(id));
        } else {
            files.retain(|id, _| touched.contains(id));
            self.unread = Some(index);
        }
        self.in_doubt |= !files.is_empty();
        let files = files.into_iter().map(|(book, files)| (book, paths(files))).collect();
        Ok(self.read_ledgers(files))
    }

    /// List those books of the index whose ledgers are still as it says; their ids.
    fn list_unchanged(
        &mut self,
        index: &mut Index,
        files: &BTreeMap<BookId, BTreeMap<u8, Ledger>>,
    ) -> BTreeSet<BookId> {
        let (mut same, mut known) = (BTreeSet::new(), 0);
        let mut see = |listed: &Listed| {
            known += 1;
            if files.get(&listed.header.id).is_some_and(|found| listed.names(found)) {
                same.insert(listed.header.id);
            }
        };
        index.settled.values().for_each(&mut see);
        while let Some(page) = index.next_page() {
            for listed in page.into_iter().flatten() {
                see(&listed);
                self.list(listed);
            }
        }
        self.books.retain(|id, _| same.contains(id));
        self.in_doubt = same.len() < known;
        same
    }

    /// The headers of all books, in the order of their ids, as they were at opening.
    pub fn headers(&mut self) -> Vec<Header> {
        while self.read_page() {}
        self.books.values().map(|shelved| shelved.header.clone()).collect()
    }

    /// The header of a book, as far as the list was read.
    #[must_use]
    pub fn header(&self, book: BookId) -> Option<&Header> {
        self.books.get(&book).map(|shelved| &shelved.header)
    }

    /// The meeting of the latest day; of several the last begun.
    pub fn last(&mut self) -> Option<Header> {
        // Pages go from the newest to the oldest.
        let before = self.books.len();
        while self.books.len() == before && self.read_page() {}
        let headers = self.books.values().map(|shelved| &shelved.header);
        headers.max_by_key(|header| (header.date, header.id)).cloned()
    }

    /// All entries of a book as they are now, in order, and what the user is to be told of it that
    /// was not told before.
    ///
    /// # Errors
    /// A [`Fault`] if there is no such book or it cannot be read.
    pub fn load(&mut self, book: BookId) -> Result<(Vec<Entry>, Vec<Notice>), Fault> {
        while !self.books.contains_key(&book) && self.read_page() {}
        let Shelved { files, ends, .. } = self.books.get(&book).ok_or(Fault::Missing { book })?;
        let mut sure = ends.as_ref().is_some_and(|ends| ends.len() == files.len());
        let (mut entries, mut notices) = (Vec::new(), Vec::new());
        for (desk, path) in files {
            let read =
                ledger::read(path).map_err(|error| Fault::io(Doing::ReadLedgers, path, &error));
            let bytes = read?.bytes;
            let weighed = weigh_ledger(&self.cipher, Series { book, desk: *desk }, &bytes);
            if weighed.newer.is_some() {
                return Err(Fault::NewerFormat);
            }
            let end = ends.as_ref().and_then(|ends| ends.get(desk));
            sure &= end == Some(&weighed.head());
            notices.extend(weighed.notices(book));
            // A ledger only grows: where both sides ended once, it still passes.
            if let Some((seq, hash)) = end
                && weighed.entries.get(seq).is_none_or(|sound| sound.hash != *hash)
            {
                notices.push(Notice::Differs { book, seq: *seq });
            }
            entries.extend(weighed.into_entries());
        }
        entries.sort_by_key(Entry::order);
        if !sure {
            self.unsure.insert(book);
        }
        if !self.told.insert(book) {
            notices.clear();
        }
        let sealed = self.unsealed(book, &entries);
        notices.extend(sealed.map(|entries| Notice::SealDiffers { book, entries }));
        Ok((entries, notices))
    }

    /// Whether the list was made from ledgers alone, though they are not what the index says or there
    /// is a store that nobody asked.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// Whether a book that was loaded ended where both its sides did when they were last held against
    /// each other.
    #[must_use]
    pub fn is_sure(&self, book: BookId) -> bool {
        !self.unsure.contains(&book)
    }

    /// Check every line of every ledger as it is now.
    pub fn verify(&mut self) -> Vec<BookReport> {
        while self.read_page() {}
        // Once for all of them: in an encrypted register it can only be read whole.
        let docket = self.whole_docket();
        let books = self.books.iter();
        let mut reports: Vec<BookReport> = books
            .map(|(book, Shelved { header, files, .. })| {
                let (mut report, mut entries) =
                    verify::<Fact>(&self.cipher, *book, &header.body, files);
                entries.sort_by_key(Entry::order);
                let sealed = contradicted(&docket, *book, &marks_of(*book, &entries));
                report.problems.extend(sealed.map(|entries| Problem::SealDiffers { entries }));
                report
            })
            .collect();
        if !self.docket.is_empty() {
            reports.push(verify::<DocketFact>(&self.cipher, DOCKET, "", &self.docket).0);
        }
        reports
    }

    fn whole_docket(&self) -> Docket {
        let mut docket = Docket::default();
        for (desk, path) in &self.docket {
            // Where it cannot be read, its own check says so.
            let _ = each_entry(&self.cipher, path, *desk, |entry| {
                if let ActOf::Did(facts) = &entry.act {
                    for fact in facts {
                        docket.evolve(fact);
                    }
                }
            });
        }
        docket
    }

    /// How many entries the docket says were sealed of a book that does not have them so.
    fn unsealed(&mut self, book: BookId, entries: &[Entry]) -> Option<u64> {
        let on = |(desk, path): (&u8, &PathBuf)| {
            self.gleaned.entries_on(&self.cipher, path, *desk, book).ok()
        };
        let noted = self.docket.iter().filter_map(on).flatten().collect();
        let docket = DocketJournal::of(noted);
        contradicted(docket.book(), book, &marks_of(book, entries))
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
        let ends = chains.iter().map(|chain| (chain.desk, (chain.seq, chain.hash))).collect();
        let files = chains.into_iter().map(|chain| (chain.desk, folder.join(chain.name)));
        let (files, ends) = (files.collect(), Some(ends));
        self.books.insert(header.id, Shelved { header, files, ends });
    }

    /// Read whole books, each processor its share of them.
    fn read_ledgers(&mut self, files: BTreeMap<BookId, Files>) -> Vec<Notice> {
        let files: Vec<(BookId, Files)> = files.into_iter().collect();
        let mut all = Vec::new();
        for ((header, notices), (book, files)) in
            read_all(&self.cipher, &files).into_iter().zip(files)
        {
            self.told.insert(book);
            all.extend(notices);
            if let Some(header) = header {
                self.books.insert(book, Shelved { header, files, ends: None });
            }
        }
        all
    }
}

fn cannot_read(path: &Path, error: &io::Error) -> OpenError {
    OpenError::io(Doing::ReadLedgers, path, error)
}

fn paths(ledgers: BTreeMap<u8, Ledger>) -> Files {
    ledgers.into_iter().map(|(desk, ledger)| (desk, ledger.path)).collect()
}

/// What is wrong with the ledgers of a book, and its sound entries.
fn verify<F: Kept>(
    cipher: &Cipher,
    book: BookId,
    body: &str,
    files: &Files,
) -> (BookReport, Vec<EntryOf<F>>) {
    let mut report = BookReport::new(book, body);
    let (mut sound, mut heads, mut entries) = (0, Heads::default(), Vec::new());
    for (desk, path) in files {
        let series = Series { book, desk: *desk };
        let bytes = match ledger::read(path) {
            Ok(text) => text.bytes,
            Err(error) => {
                report.problems.push(Problem::Unreadable { error: error.to_string() });
                continue;
            }
        };
        report.problems.extend(ledger::problems(&ledger::scan(series, &bytes), bytes.len()));
        let weighed = weigh_ledger::<F>(cipher, series, &bytes);
        report.problems.extend(weighed.problems(false));
        sound += weighed.count();
        heads.0.insert(*desk, weighed.head());
        entries.extend(weighed.into_entries());
    }
    report.ends(sound, &heads);
    (report, entries)
}

/// What is known of a book, if anything is, and what is wrong with it.
type Told = (Option<Header>, Vec<Notice>);

/// Read books from their ledgers, each processor its share; the order is kept.
fn read_all(cipher: &Cipher, files: &[(BookId, Files)]) -> Vec<Told> {
    let shares = std::thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(shares).max(1);
    std::thread::scope(|scope| {
        let read = |share: &[(BookId, Files)]| -> Vec<Told> {
            share.iter().map(|(book, files)| read_one(cipher, *book, files)).collect()
        };
        let shares: Vec<_> =
            files.chunks(share).map(|share| scope.spawn(move || read(share))).collect();
        let joined = shares.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined
            .flat_map(|read| read.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn read_one(cipher: &Cipher, book: BookId, files: &Files) -> Told {
    let (mut entries, mut notices, mut shut) = (Vec::new(), Vec::new(), None);
    for (desk, path) in files {
        match ledger::read(path) {
            Ok(text) => {
                let weighed = weigh_ledger(cipher, Series { book, desk: *desk }, &text.bytes);
                notices.extend(weighed.notices(book));
                entries.extend(weighed.into_entries());
            }
            Err(error) => {
                notices.push(Notice::Unreadable { book, error: error.to_string() });
                shut = Some(path);
            }
        }
    }
    let header = match (entries.is_empty(), shut) {
        (true, Some(path)) => Some(ledger::header_by(book, path)),
        // A ledger without a line is one that is being begun.
        (true, None) => None,
        (false, _) => Some(Header::of(book, &Journal::of(entries))),
    };
    (header, notices)
}
