//! Opening by the index, and what that puts off: the store is opened when it is needed, a book is
//! checked when it is loaded, and the others one by one while there is nothing else to do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::book::{Book, Broken, Slot};
use super::docket::Docketing;
use super::found::{self, Failure, Files, Ledgers};
use super::mend::Mender;
use super::open::{self, Settled};
use super::{News, Vault};
use crate::journal::Entry;
use crate::register::{BookId, Header};
use crate::store::cipher::Cipher;
use crate::store::docket::DOCKET;
use crate::store::index::{self, Index, Keeping, Listed, Standing};
use crate::store::ledger::{self, Ledger, Scan, Text};
use crate::store::seam::Store;
use crate::store::series::Series;
use crate::store::space::give_up_reserve;
use crate::store::weigh::{Records, weigh};
use crate::store::{Fault, Notice, OpenError};

/// A ledger as it was read.
type Read = (Series, Vec<u8>, Scan);

impl Vault {
    /// Open the register in this folder by its index, and look only at what changed since. The news
    /// has the first page of the list and what the user is to be told. Without an index that can be
    /// used, everything is read as by [`Vault::open`].
    ///
    /// # Errors
    /// An [`OpenError`]; nothing was lost then and nothing was written to a newer format.
    pub fn open_listed(folder: &Path) -> Result<Self, OpenError> {
        Self::open_listed_with(folder, &Cipher::PLAIN)
    }

    /// The same of a register that may be encrypted.
    ///
    /// # Errors
    /// As [`Self::open_listed`].
    pub fn open_listed_with(folder: &Path, cipher: &Cipher) -> Result<Self, OpenError> {
        match by_index(folder, cipher) {
            Err(OpenError::NoRoom { .. }) if give_up_reserve(folder) => by_index(folder, cipher),
            other => other,
        }
    }

    /// Read a page more of the list, which the news has then; whether there was one.
    ///
    /// # Errors
    /// A [`Fault`] if the index has to be given up and the register cannot be read either.
    pub fn read_page(&mut self) -> Result<bool, Fault> {
        let Some(index) = &mut self.unread else { return Ok(false) };
        match index.next_page() {
            None => self.unread = None,
            Some(Ok(page)) => page.into_iter().for_each(|listed| self.list(listed)),
            Some(Err(_)) => self.settle_all()?,
        }
        Ok(self.unread.is_some())
    }

    /// Read the rest of the list.
    ///
    /// # Errors
    /// A [`Fault`] as from [`Vault::read_page`].
    pub fn read_pages(&mut self) -> Result<(), Fault> {
        while self.read_page()? {}
        Ok(())
    }

    /// How many books were checked of those that the index listed, and how many it listed.
    #[must_use]
    pub fn checked(&self) -> (usize, usize) {
        (self.checked, self.listed.len())
    }

    /// Check the ledgers of the next book of those that were only listed; `false` if all were. If
    /// they are not what the index says, both sides of the book are checked.
    ///
    /// # Errors
    /// A [`Fault`] if the disk refused to read or to mend it.
    pub fn check_next(&mut self) -> Result<bool, Fault> {
        if !self.docket.held && self.cabinet.is_some() {
            self.hold_list()?;
        }
        let Some(id) = self.listed.get(self.checked).copied() else { return Ok(false) };
        self.checked += 1;
        if let Some(Slot::Listed(listed)) = self.books.get(&id) {
            if self.as_listed(listed).is_none() {
                self.check(id)?;
            } else if self.docket.sealed.contains(&id) {
                self.load(id)?;
            }
        }
        Ok(true)
    }

    /// The entries of a book that is only listed, if its ledgers are sound and end where the index
    /// says: then the store need not be opened to show it.
    pub(super) fn read_listed(&self, id: BookId) -> Option<Vec<Entry>> {
        let Some(Slot::Listed(listed)) = self.books.get(&id) else { return None };
        let ledgers = self.as_listed(listed)?;
        let mut entries = Vec::new();
        for (series, bytes, scan) in ledgers {
            let weighed = weigh(&self.cipher(), series, &bytes, &scan, &Records::default());
            if !weighed.is_sound() {
                return None;
            }
            entries.extend(weighed.into_entries());
        }
        entries.sort_by_key(Entry::order);
        Some(entries)
    }

    /// The ledgers of a book, if they are sound and end where the index says.
    fn as_listed(&self, listed: &Listed) -> Option<Vec<Read>> {
        let mut read = Vec::new();
        for (chain, (desk, Ledger { path, .. })) in listed.chains.iter().zip(self.files(listed)) {
            let series = Series { book: listed.header.id, desk };
            let Ok(Text { bytes, foreign: false }) = ledger::read(&path) else { return None };
            let scan = ledger::scan(series, &bytes);
            if scan.end(bytes.len()) != Some((chain.seq, chain.hash)) {
                return None;
            }
            read.push((series, bytes, scan));
        }
        Some(read)
    }

    /// The ledgers that the index names.
    fn files(&self, listed: &Listed) -> Files {
        let Some(cabinet) = &self.cabinet else { return Files::new() };
        let file = |name: &str| Ledger { path: cabinet.folder().join(name), length: 0 };
        listed.chains.iter().map(|chain| (chain.desk, file(&chain.name))).collect()
    }

    /// A book, checked.
    pub(super) fn ready(&mut self, id: BookId) -> Result<&Book, Fault> {
        if !self.books.contains_key(&id) {
            self.read_pages()?;
        }
        if let Some(Slot::Listed(_)) = self.books.get(&id) {
            self.check(id)?;
        }
        match self.books.get(&id) {
            Some(Slot::Ready(book)) => Ok(book),
            Some(Slot::Listed(_)) | None => Err(Fault::Missing { book: id }),
        }
    }

    /// The store, opened when it is first needed.
    pub(super) fn store(&mut self) -> Result<&mut (dyn Store + 'static), Fault> {
        if let (None, Some(folder)) = (&self.store, &self.folder) {
            match open::open_store(folder) {
                Ok(store) => self.store = Some(Box::new(store)),
                Err(Failure::Damaged(_)) => self.settle_all()?,
                Err(Failure::Open(error)) => return Err(error.into()),
            }
        }
        self.store.as_deref_mut().ok_or(Fault::Closed)
    }

    /// A book is about to be written to: whoever opens the register after a crash looks at it.
    pub(super) fn touch(&mut self, id: BookId) {
        if let Some(keeping) = &mut self.keeping {
            keeping.touch(&[id]);
        }
    }

    /// Write an index of everything, which was read.
    pub(super) fn write_index(&mut self) {
        let Some(folder) = &self.folder else { return };
        let mut books: Vec<Listed> = Vec::with_capacity(self.books.len());
        let mut others = Vec::new();
        for (id, slot) in &self.books {
            match slot.listed() {
                Some(listed) => books.push(listed),
                None => others.push(*id),
            }
        }
        books.sort_by_key(|listed| std::cmp::Reverse((listed.header.date, listed.header.id)));
        let standing = Standing::of(&ledger::folder_of(folder), self.docket.listed());
        self.keeping = Some(Keeping::write(folder, &self.cipher(), &standing, &books, &others));
    }

    /// Say in the index what became of the books that were written to.
    fn settle_index(&mut self) {
        let (Some(folder), Some(keeping)) = (&self.folder, &mut self.keeping) else { return };
        // A book that was begun and is not there cannot be settled.
        let gone = keeping.touched().iter().any(|id| !self.books.contains_key(id));
        if self.unread.is_none() && (gone || keeping.is_long()) {
            return self.write_index();
        }
        let touched = keeping.touched().iter().filter_map(|id| self.books.get(id));
        let listed = touched.filter_map(Slot::listed);
        let unnoted = |listed: &Listed| self.docket.unnoted.contains(&listed.header.id);
        let listed: Vec<Listed> = listed.filter(|listed| !unnoted(listed)).collect();
        let standing = Standing::of(&ledger::folder_of(folder), self.docket.listed());
        keeping.settle(&standing, &listed);
    }

    fn list(&mut self, listed: Listed) {
        let id = listed.header.id;
        self.listed.push(id);
        self.news.headers.push(listed.header.clone());
        self.books.insert(id, Slot::Listed(listed));
    }

    /// Look at what changed since the index was settled.
    fn catch_up(&mut self) -> Result<(), Fault> {
        let (Some(folder), Some(index)) = (self.folder.clone(), &self.unread) else {
            return Ok(());
        };
        let moved = index.standing.moved(&ledger::folder_of(&folder));
        let docket = index.standing.docket.clone();
        if let Some(cabinet) = &self.cabinet {
            self.docket = Docketing::listed_as(cabinet, &docket);
        }
        let mut look = index.touched.clone();
        let settled: Vec<Listed> = index.settled.values().cloned().collect();
        for listed in settled {
            self.list(listed);
        }
        if moved {
            self.read_pages()?;
        }
        if !moved && look.is_empty() {
            return self.read_page().map(|_| ());
        }
        let mut files = found::files_of(&folder)?;
        let own = files.remove(&DOCKET).unwrap_or_default();
        if !index::names(&docket, &own) {
            self.check_docket(own)?;
        }
        if moved {
            look.extend(self.changed(&files));
        }
        for id in look {
            self.check_files(id, files.remove(&id).unwrap_or_default())?;
            // What it began or sealed may not be in the docket yet.
            let _ = self.load(id);
        }
        self.read_page().map(|_| ())
    }

    /// The books whose ledgers are not those that the index names.
    fn changed(&self, files: &BTreeMap<BookId, Files>) -> BTreeSet<BookId> {
        let ids: BTreeSet<BookId> = files.keys().chain(self.books.keys()).copied().collect();
        let none = Files::new();
        let differs = |id: &BookId| match self.books.get(id) {
            Some(Slot::Listed(listed)) => !listed.names(files.get(id).unwrap_or(&none)),
            Some(Slot::Ready(_)) => false,
            None => true,
        };
        ids.into_iter().filter(differs).collect()
    }

    /// Check a book by the ledgers that the index names.
    fn check(&mut self, id: BookId) -> Result<(), Fault> {
        let Some(Slot::Listed(listed)) = self.books.get(&id) else { return Ok(()) };
        let files = self.files(listed);
        match self.check_files(id, files) {
            Err(Fault::NoRoom) if self.folder.as_deref().is_some_and(give_up_reserve) => {
                self.check(id)
            }
            other => other,
        }
    }

    /// Check a book by these ledgers, and mend it.
    fn check_files(&mut self, id: BookId, files: Files) -> Result<(), Fault> {
        match self.mended(id, files, |mender, ledgers| mender.mend_one(id, ledgers))? {
            Some(Some(book)) => self.found(id, book),
            Some(None) => self.lost(id),
            None => {}
        }
        Ok(())
    }

    /// Read these ledgers of a book and mend it; `None` if everything was read and mended instead, since
    /// the store is beyond use.
    pub(super) fn mended<T>(
        &mut self,
        id: BookId,
        files: Files,
        mend: impl FnOnce(Mender<'_>, Ledgers) -> Result<T, Failure>,
    ) -> Result<Option<T>, Fault> {
        self.store()?;
        let (Some(folder), Some(cabinet), Some(store)) =
            (&self.folder, &mut self.cabinet, &mut self.store)
        else {
            return Ok(None);
        };
        let mut notices = Vec::new();
        let mut ledgers = found::read_ledgers(id, files);
        let cut = found::cut_tails(cabinet, &mut ledgers, &mut notices).map_err(Failure::Open);
        let mended = cut.and_then(|()| {
            mend(Mender::new(folder, &mut **store, cabinet, &mut notices, false), ledgers)
        });
        self.news.notices.extend(notices);
        match mended {
            Ok(mended) => Ok(Some(mended)),
            Err(Failure::Damaged(_)) => self.settle_all().map(|()| None),
            Err(Failure::Open(error)) => Err(error.into()),
        }
    }

    /// What a check found takes the place of what the index said.
    fn found(&mut self, id: BookId, book: Book) {
        let (header, listed) = (book.header.clone(), book.listed());
        let before = self.books.insert(id, Slot::Ready(book));
        if before.as_ref().and_then(Slot::listed) != listed {
            self.touch(id);
        }
        if before.as_ref().map(Slot::header) != Some(&header) {
            self.news.headers.push(header);
        }
        if let Some(before) = before {
            self.miss(before.header().clone());
        }
    }

    /// Hold what is there of a book against what the index said of it: entries only become more.
    pub(super) fn miss(&mut self, before: Header) {
        let id = before.id;
        match self.header(id).map(|now| now.entries) {
            None => self.keep_lost(before),
            // Of a damaged book it was said already what it lacks.
            Some(now) if now < before.entries && !self.is_damaged(id) => {
                let (from, to) = (now + 1, before.entries);
                self.news.notices.push(Notice::Gap { book: id, from, to });
            }
            Some(_) => {}
        }
    }

    /// A book is on neither side. If it was listed, that is a loss, and is told.
    fn lost(&mut self, id: BookId) {
        let Some(slot) = self.books.remove(&id) else { return };
        self.touch(id);
        self.keep_lost(slot.header().clone());
    }

    /// The name of a lost book stays in the list.
    pub(super) fn keep_lost(&mut self, header: Header) {
        let (id, entries) = (header.id, header.entries);
        self.news.notices.push(Notice::MeetingLost { book: id, entries });
        let broken = Some(Broken::default());
        self.books.insert(id, Slot::Ready(Book { chains: BTreeMap::new(), header, broken }));
    }

    /// The store is beyond use: set it aside, and read everything there is.
    pub(super) fn settle_all(&mut self) -> Result<(), Fault> {
        let (Some(folder), Some(cabinet)) = (&self.folder, &mut self.cabinet) else {
            return Err(Fault::Closed);
        };
        self.store = None;
        let settled = open::settle_for_good(folder, cabinet, &mut self.news.notices)?;
        self.unread = None;
        self.checked = self.listed.len();
        let before = std::mem::take(&mut self.books);
        let names = self.take(settled);
        for (id, slot) in &self.books {
            if before.get(id).map(Slot::header) != Some(slot.header()) {
                self.news.headers.push(slot.header().clone());
            }
        }
        for slot in before.into_values() {
            self.miss(slot.header().clone());
        }
        for header in names {
            if !self.books.contains_key(&header.id) {
                self.keep_lost(header);
            }
        }
        self.write_index();
        Ok(())
    }

    /// Go on with what a full reading found; the names of meetings of which nothing else is left.
    pub(super) fn take(&mut self, settled: Settled) -> Vec<Header> {
        let Settled { store, books, docket, names } = settled;
        self.store = Some(store);
        (self.docket.chains, self.docket.broken) = docket;
        self.books = books.into_iter().map(|(id, book)| (id, Slot::Ready(book))).collect();
        names
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        // After a fault nobody knows what the disk holds, and the next opening looks.
        if !self.closed {
            self.settle_index();
        }
    }
}

fn by_index(folder: &Path, cipher: &Cipher) -> Result<Vault, OpenError> {
    let mut vault = Vault::of_folder(folder, open::enter(folder)?, cipher)?;
    let index = if found::store_of(folder).exists() { Index::read(folder, cipher) } else { None };
    let Some(index) = index else {
        let (mut vault, notices) = open::read_all(vault)?;
        vault.news = News { headers: vault.headers(), notices };
        return Ok(vault);
    };
    vault.keeping = Some(Keeping::of(folder, &index));
    vault.unread = Some(index);
    // Until what changed was looked at nothing may be said in the index.
    vault.closed = true;
    vault.catch_up().map_err(|fault| fault.at_opening(folder))?;
    vault.closed = false;
    vault.news.notices.extend(open::look_for_room(folder));
    Ok(vault)
}
