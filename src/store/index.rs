//! The index: what the list of meetings shows and where each book ends, kept beside the ledgers so
//! that opening a register reads none of them. It can always be built anew, and nothing is believed
//! on its word alone: a book is checked when it is loaded.
//!
//! `index` holds pages of books, newest first. `index.log` goes with it: before a book is first
//! written to, its name is put there, and at the end what became of it. A name without an end is a
//! book that must be looked at. Both carry a generation, so that a log never goes with another index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::cipher::Cipher;
use super::codec::{self, CodecError, Record};
use super::ledger::Ledger;
use super::series::{Head, Heads};
use super::space::private;
use crate::register::{BookId, Header};

/// Books on a page; the first page is more than a screen shows.
const PAGE: usize = 200;

/// A log longer than this, in bytes, is folded into the index.
const LONG: u64 = 256 << 10;

/// More bytes than the head of an index has.
const HEAD: u64 = 64 << 10;

/// What the index knows of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) header: Header,
    pub(super) chains: Vec<ListedChain>,
}

/// What the index knows of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListedChain {
    pub(super) desk: u8,
    pub(super) seq: u64,
    pub(super) hash: codec::Hash,
    /// The name of the ledger file, and its length in bytes.
    pub(super) name: String,
    pub(super) length: u64,
}

impl Listed {
    /// Whether these are the ledgers that it names, as long as it says.
    pub(super) fn names(&self, files: &BTreeMap<u8, Ledger>) -> bool {
        names(&self.chains, files)
    }

    pub(super) fn heads(&self) -> Heads {
        let heads = self.chains.iter().map(|chain| (chain.desk, (chain.seq, chain.hash)));
        Heads(heads.collect::<BTreeMap<u8, Head>>())
    }
}

/// Whether these are the ledgers of those chains, as long as they say.
pub(super) fn names(chains: &[ListedChain], files: &BTreeMap<u8, Ledger>) -> bool {
    let same = |chain: &ListedChain| {
        files.get(&chain.desk).is_some_and(|ledger| {
            ledger.length == chain.length && ledger.path.ends_with(&chain.name)
        })
    };
    files.len() == chains.len() && chains.iter().all(same)
}

/// When the folder of the ledgers last got or lost a name: seconds and nanoseconds.
type Stamp = (i64, i64);

/// How the ledgers stand as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The stamp of their folder.
    pub(super) seconds: i64,
    pub(super) nanos: i64,
    /// Where the docket ends.
    pub(super) docket: Vec<ListedChain>,
}

impl Standing {
    /// How the ledgers in this folder stand, with a docket that ends so.
    pub(super) fn of(folder: &Path, docket: Vec<ListedChain>) -> Self {
        let (seconds, nanos) = stamp_of(folder);
        Self { seconds, nanos, docket }
    }

    /// Whether the folder got or lost a name since.
    pub(super) fn moved(&self, folder: &Path) -> bool {
        stamp_of(folder) != (self.seconds, self.nanos)
    }
}

/// The stamp of a folder; zeros if it cannot be read, which no folder has.
fn stamp_of(folder: &Path) -> Stamp {
    fs::metadata(folder).map(|found| (found.mtime(), found.mtime_nsec())).unwrap_or_default()
}

/// An index as it was read: all of it is sound, and its pages are taken one by one.
#[derive(Debug)]
pub(super) struct Index {
    cipher: Cipher,
    bytes: Vec<u8>,
    /// Where the next page begins.
    at: usize,
    generation: u64,
    /// How the ledgers stood when all was settled.
    pub(super) standing: Standing,
    /// Books that changed since, as they are now.
    pub(super) settled: BTreeMap<BookId, Listed>,
    /// Books that were written to and never settled.
    pub(super) touched: BTreeSet<BookId>,
    /// Length of the log in bytes.
    log: u64,
}

impl Index {
    /// Read the index of a register; `None` if there is none that can be used.
    pub(super) fn read(register: &Path, cipher: &Cipher) -> Option<Self> {
        let bytes = fs::read(path(register)).ok()?;
        let (generation, at, standing) = read_head(&bytes)?;
        let (settled, touched) = (BTreeMap::new(), BTreeSet::new());
        let cipher = cipher.clone();
        let mut index = Self { cipher, bytes, at, generation, standing, settled, touched, log: 0 };
        index.read_log(register)?;
        // A page that another version wrote is found before anybody relies on it.
        if let Some((page, _)) = codec::split(&index.bytes[at..]) {
            codec::read_listed(&index.cipher, page).ok()?;
        }
        // A log goes with the index only if nobody wrote another index in the meantime.
        (generation_of(register) == Some(generation)).then_some(index)
    }

    /// The books of the next page, as far as they did not change since; `None` at the end.
    ///
    /// # Errors
    /// Another version of the program wrote the page: the index cannot be used.
    pub(super) fn next_page(&mut self) -> Option<Result<Vec<Listed>, CodecError>> {
        let (page, _) = codec::split(self.bytes.get(self.at..)?)?;
        self.at += page.len();
        Some(codec::read_listed(&self.cipher, page).map(|(_, mut books)| {
            let changed = |id: &BookId| self.settled.contains_key(id) || self.touched.contains(id);
            books.retain(|listed| !changed(&listed.header.id));
            books
        }))
    }

    /// A log that is not whole may hide what was touched. It is rare, and costs a full reading.
    fn read_log(&mut self, register: &Path) -> Option<()> {
        let bytes = match fs::read(log_path(register)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(()),
            read => read.ok()?,
        };
        self.log = u64::try_from(bytes.len()).ok()?;
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (record, more) = codec::split(rest)?;
            rest = more;
            match self.read_logged(record) {
                Ok(()) => {}
                Err(CodecError::Damaged | CodecError::Newer | CodecError::TooLarge) => return None,
            }
        }
        Some(())
    }

    /// What was logged beside another index says nothing of this one.
    fn read_logged(&mut self, record: &[u8]) -> Result<(), CodecError> {
        match codec::kind_of(record) {
            Some(Record::Touched) => {
                let (generation, ids) =
                    codec::read_index::<Vec<[u8; 16]>>(Record::Touched, record)?;
                if generation == self.generation {
                    self.touched.extend(ids.into_iter().map(BookId));
                }
            }
            Some(Record::Stamp) => {
                let (generation, standing) = codec::read_standing(record)?;
                if generation == self.generation {
                    self.standing = standing;
                }
            }
            _ => {
                let (generation, books) = codec::read_listed(&self.cipher, record)?;
                let ours = books.into_iter().filter(|_| generation == self.generation);
                for listed in ours {
                    self.touched.remove(&listed.header.id);
                    self.settled.insert(listed.header.id, listed);
                }
            }
        }
        Ok(())
    }
}

/// Generation, end of the head, and standing in an index that is sound from end to end.
fn read_head(bytes: &[u8]) -> Option<(u64, usize, Standing)> {
    let (first, mut rest) = codec::split(bytes)?;
    let (generation, pages, standing) = codec::read_index_head(first).ok()?;
    let mut found = 0;
    while !rest.is_empty() {
        let (page, more) = codec::split(rest)?;
        let envelope = codec::unseal(Record::Listed, page).ok()?;
        if envelope.seq != generation {
            return None;
        }
        (found, rest) = (found + 1, more);
    }
    (found == pages).then_some((generation, first.len(), standing))
}

/// The generation of the index of a register, if its head can be read.
fn generation_of(register: &Path) -> Option<u64> {
    let mut bytes = Vec::new();
    File::open(path(register)).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
    let (first, _) = codec::split(&bytes)?;
    codec::read_index_head(first).ok().map(|(generation, ..)| generation)
}

/// The index while the register is open for writing.
#[derive(Debug)]
pub(super) struct Keeping {
    register: PathBuf,
    cipher: Cipher,
    generation: u64,
    /// Books written to since it was last settled.
    touched: BTreeSet<BookId>,
    /// Length of the log in bytes.
    log: u64,
    /// It could not be written, and is gone: the next opening reads everything.
    gone: bool,
}

impl Keeping {
    /// Go on with the index that was read.
    pub(super) fn of(register: &Path, index: &Index) -> Self {
        Self {
            register: register.to_owned(),
            cipher: index.cipher.clone(),
            generation: index.generation,
            touched: index.touched.clone(),
            log: index.log,
            gone: false,
        }
    }

    /// Write an index of these books, newest first; the others of the register must be looked at
    /// whenever it is opened.
    pub(super) fn write(
        register: &Path,
        cipher: &Cipher,
        standing: &Standing,
        books: &[Listed],
        others: &[BookId],
    ) -> Self {
        let last = generation_of(register).unwrap_or(0);
        let mut keeping = Self {
            register: register.to_owned(),
            cipher: cipher.clone(),
            generation: last.wrapping_add(1),
            touched: BTreeSet::new(),
            log: 0,
            gone: false,
        };
        match keeping.write_pages(standing, books) {
            Ok(()) => keeping.touch(others),
            Err(_) => keeping.give_up(),
        }
        keeping
    }

    fn write_pages(&self, standing: &Standing, books: &[Listed]) -> io::Result<()> {
        let refuse = |_: CodecError| io::Error::other("the index cannot be encoded");
        let pages = u64::try_from(books.len().div_ceil(PAGE)).unwrap_or(u64::MAX);
        let head = codec::index_head_record(self.generation, pages, standing);
        let mut bytes = head.map_err(refuse)?;
        for page in books.chunks(PAGE) {
            bytes
                .extend(codec::listed_record(&self.cipher, self.generation, page).map_err(refuse)?);
        }
        let draft = self.register.join("index.new");
        let _ = fs::remove_file(&draft);
        let mut file = private().write(true).create_new(true).open(&draft)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path(&self.register))?;
        super::space::sync_folder(&self.register)?;
        match fs::remove_file(log_path(&self.register)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Books are about to be written to. Returns when that is durable.
    pub(super) fn touch(&mut self, books: &[BookId]) {
        let new: Vec<[u8; 16]> =
            books.iter().filter(|id| !self.touched.contains(id)).map(|id| id.0).collect();
        if new.is_empty() || self.gone {
            return;
        }
        let record = codec::index_record(Record::Touched, self.generation, &new);
        let written = record.map_err(|_| io::ErrorKind::Other.into());
        match written.and_then(|record| self.append(&record, true)) {
            Ok(()) => self.touched.extend(books),
            Err(_) => self.give_up(),
        }
    }

    /// Books written to since it was last settled.
    pub(super) fn touched(&self) -> &BTreeSet<BookId> {
        &self.touched
    }

    /// Say what became of the books that were written to, and how the ledgers stand.
    /// Nothing depends on this being durable.
    pub(super) fn settle(&mut self, standing: &Standing, books: &[Listed]) {
        let mut records = Vec::new();
        for page in books.chunks(PAGE) {
            records.push(codec::listed_record(&self.cipher, self.generation, page));
        }
        records.push(codec::standing_record(self.generation, standing));
        let Ok(records) = records.into_iter().collect::<Result<Vec<_>, _>>() else { return };
        if !self.gone && self.append(&records.concat(), false).is_ok() {
            for listed in books {
                self.touched.remove(&listed.header.id);
            }
        }
    }

    /// Whether the log is so long that the index is better written anew.
    pub(super) fn is_long(&self) -> bool {
        self.log > LONG
    }

    fn append(&mut self, record: &[u8], durable: bool) -> io::Result<()> {
        let path = log_path(&self.register);
        let new = !path.exists();
        let mut file = private().append(true).create(true).open(path)?;
        file.write_all(record)?;
        if durable {
            file.sync_data()?;
            if new {
                super::space::sync_folder(&self.register)?;
            }
        }
        self.log += u64::try_from(record.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    /// No index is better than one that may be out of date.
    fn give_up(&mut self) {
        self.gone = true;
        let _ = fs::remove_file(path(&self.register));
        let _ = super::space::sync_folder(&self.register);
    }
}

fn path(register: &Path) -> PathBuf {
    register.join("index")
}

fn log_path(register: &Path) -> PathBuf {
    register.join("index.log")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Journal;

    fn listed(number: u8) -> Listed {
        let header = Header::of(BookId([number; 16]), &Journal::default());
        let name = format!("{number}.jsonl");
        let chain = ListedChain { desk: 0, seq: 3, hash: [number; 16], name, length: 900 };
        Listed { header, chains: vec![chain] }
    }

    fn standing(seconds: i64) -> Standing {
        let docket = listed(0).chains;
        Standing { seconds, nanos: 6, docket }
    }

    fn all(index: &mut Index) -> Vec<Listed> {
        let mut all: Vec<Listed> = Vec::new();
        while let Some(page) = index.next_page() {
            all.extend(page.unwrap());
        }
        all.extend(index.settled.values().cloned());
        all
    }

    #[test]
    fn what_was_touched_and_not_settled_is_to_be_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let books: Vec<Listed> = (1..=250).map(listed).collect();
        assert!(Index::read(folder.path(), &Cipher::PLAIN).is_none());
        let mut keeping = Keeping::write(folder.path(), &Cipher::PLAIN, &standing(5), &books, &[]);
        let mut index = Index::read(folder.path(), &Cipher::PLAIN).unwrap();
        assert_eq!(index.standing, standing(5));
        assert_eq!(all(&mut index), books);

        let changed = Listed { header: Header { entries: 9, ..listed(7).header }, ..listed(7) };
        keeping.touch(&[BookId([7; 16]), BookId([9; 16])]);
        keeping.settle(&standing(7), std::slice::from_ref(&changed));
        let mut index = Index::read(folder.path(), &Cipher::PLAIN).unwrap();
        assert_eq!(index.touched, BTreeSet::from([BookId([9; 16])]));
        assert_eq!(index.standing, standing(7));
        let now = all(&mut index);
        assert_eq!(now.len(), 249);
        assert!(now.contains(&changed) && !now.contains(&listed(9)));

        // The next index has nothing to do with the log before it.
        let log = fs::read(log_path(folder.path())).unwrap();
        drop(Keeping::write(
            folder.path(),
            &Cipher::PLAIN,
            &standing(5),
            &books,
            &[BookId([3; 16])],
        ));
        let touched = fs::read(log_path(folder.path())).unwrap();
        fs::write(log_path(folder.path()), [log, touched].concat()).unwrap();
        let index = Index::read(folder.path(), &Cipher::PLAIN).unwrap();
        assert_eq!(index.touched, BTreeSet::from([BookId([3; 16])]));
        assert!(index.settled.is_empty());
    }

    #[test]
    fn an_index_or_a_log_that_is_not_whole_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let books: Vec<Listed> = (1..=250).map(listed).collect();
        drop(Keeping::write(
            folder.path(),
            &Cipher::PLAIN,
            &standing(0),
            &books[..2],
            &[BookId([3; 16])],
        ));
        for path in [path(folder.path()), log_path(folder.path())] {
            let whole = fs::read(&path).unwrap();
            for at in 0..whole.len() {
                let mut bytes = whole.clone();
                bytes[at] ^= 4;
                fs::write(&path, bytes).unwrap();
                assert!(
                    Index::read(folder.path(), &Cipher::PLAIN).is_none(),
                    "byte {at} of {}",
                    path.display()
                );
            }
            for length in 1..whole.len() {
                fs::write(&path, &whole[..length]).unwrap();
                assert!(
                    Index::read(folder.path(), &Cipher::PLAIN).is_none(),
                    "{length} of {}",
                    path.display()
                );
            }
            fs::write(&path, whole).unwrap();
        }
        // Cut between two pages.
        drop(Keeping::write(folder.path(), &Cipher::PLAIN, &standing(0), &books, &[]));
        let whole = fs::read(path(folder.path())).unwrap();
        let (head, pages) = codec::split(&whole).unwrap();
        let (page, _) = codec::split(pages).unwrap();
        fs::write(path(folder.path()), [head, page].concat()).unwrap();
        assert!(Index::read(folder.path(), &Cipher::PLAIN).is_none());
    }
}
