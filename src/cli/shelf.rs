//! A register that a command reads: by its index and its ledgers, and with both sides held against each
//! other wherever these leave a doubt.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::commands::{find, tell_all};
use super::secret::cipher;
use crate::journal::{Entry, Journal};
use crate::register::{BookId, Header, Register};
use crate::store::{Cipher, Fault, Notice, Reader, Vault};
use crate::text::Lang;

/// A register to read from.
pub(super) struct Shelf {
    lang: Lang,
    register: PathBuf,
    cipher: Cipher,
    reader: Reader,
    /// Meetings of which something is lost, contradicts itself, or cannot be read.
    damaged: BTreeSet<BookId>,
}

impl Shelf {
    /// Read the list. If it is in doubt and nobody else writes, the register is opened as by whoever
    /// writes first, which mends what can be mended.
    pub(super) fn open(lang: Lang, register: &Path) -> Result<Self, String> {
        let cipher = cipher(lang, register)?;
        let open = || Reader::open_with(register, &cipher).map_err(|error| lang.not_opened(&error));
        let (mut reader, mut notices) = open()?;
        let mut mended = None;
        if reader.is_in_doubt()
            && let Ok(mut vault) = Vault::open_listed_with(register, &cipher)
        {
            let pages = vault.read_pages();
            pages.map_err(|fault| lang.fault(&fault))?;
            notices = vault.take_news().notices;
            mended = Some(Register::of(vault.headers()));
            drop(vault);
            (reader, _) = open()?;
        }
        let header = |book| mended.as_ref().and_then(|all| all.get(book)).or(reader.header(book));
        tell_all(lang, &notices, header);
        let damaged = damaged_in(&notices).collect();
        Ok(Self { lang, register: register.to_owned(), cipher, reader, damaged })
    }

    /// The headers of all meetings.
    pub(super) fn headers(&mut self) -> Vec<Header> {
        self.reader.headers()
    }

    /// The header of a meeting.
    pub(super) fn header(&mut self, book: BookId) -> Option<Header> {
        if self.reader.header(book).is_none() {
            self.reader.headers();
        }
        self.reader.header(book).cloned()
    }

    /// Whether anything is wrong with a meeting of the list, as far as is known.
    pub(super) fn is_damaged(&self) -> bool {
        !self.damaged.is_empty()
    }

    /// The meeting that words name. For the last one the list need not be read to its end.
    pub(super) fn find(&mut self, words: &str) -> Result<BookId, String> {
        let headers = match words {
            "last" => self.reader.last().into_iter().collect(),
            _ => self.reader.headers(),
        };
        find(self.lang, &Register::of(headers), words)
    }

    /// A meeting as it is now, and whether nothing is wrong with it; what is wrong is told.
    pub(super) fn load(&mut self, book: BookId) -> Result<(Journal, bool), String> {
        let loaded = self.reader.load(book);
        let sure = self.reader.is_sure(book) && loaded.is_ok() && !self.damaged.contains(&book);
        let (entries, notices) = match loaded {
            Ok((entries, notices)) if sure && notices.is_empty() => (entries, notices),
            loaded => self.ask_both(book, loaded).map_err(|fault| self.lang.fault(&fault))?,
        };
        let header = self.reader.header(book).cloned();
        tell_all(self.lang, &notices, |of| header.as_ref().filter(|header| header.id == of));
        self.damaged.extend(damaged_in(&notices));
        Ok((Journal::of(entries), !self.damaged.contains(&book)))
    }

    /// Hold both sides of a meeting against each other. While somebody else writes only the ledger can
    /// be read; what is there then is as much as he has.
    fn ask_both(
        &self,
        book: BookId,
        loaded: Result<(Vec<Entry>, Vec<Notice>), Fault>,
    ) -> Result<(Vec<Entry>, Vec<Notice>), Fault> {
        let Ok(mut vault) = Vault::open_listed_with(&self.register, &self.cipher) else {
            return loaded;
        };
        let entries = vault.load(book)?;
        let notices = vault.take_news().notices;
        let of_book = notices.into_iter().filter(|notice| notice.book() == Some(book));
        Ok((entries, of_book.filter(|_| !self.damaged.contains(&book)).collect()))
    }
}

/// The meetings with which something is wrong that was not mended.
fn damaged_in(notices: &[Notice]) -> impl Iterator<Item = BookId> {
    let unmended = notices.iter().filter(|notice| notice.is_unmended());
    unmended.filter_map(Notice::book).filter(|book| *book != BookId::NONE)
}
