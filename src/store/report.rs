//! What a full check of a book found.

use super::codec::hex;
use super::series::Heads;
use crate::register::BookId;

/// Something wrong with a book as it is on disk now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no ledger file.
    LedgerMissing,
    /// This line (from 1) of the ledger is damaged.
    LedgerDamaged { line: u64 },
    /// The ledger ends in bytes that are no whole line.
    LedgerUnfinished { bytes: u64 },
    /// The ledger lacks this entry, which the store has.
    LedgerLacks { seq: u64 },
    /// The store lacks this entry or its record is damaged, and the ledger has it.
    StoreLacks { seq: u64 },
    /// Both sides have this entry and differ, or it does not follow the one before.
    Differs { seq: u64 },
    /// So many entries were sealed by what the docket says, and are not what they were.
    SealDiffers { entries: u64 },
    /// Neither side has these entries.
    Gap { from: u64, to: u64 },
    /// A later version of the program wrote this entry.
    NewerFormat { seq: u64 },
    /// The book could not be read at all.
    Unreadable { error: String },
}

/// The result of checking one book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookReport {
    pub book: BookId,
    /// Name of the body; empty if it cannot be read.
    pub body: String,
    /// Sound entries.
    pub entries: u64,
    /// Hash of the last entry, as 32 hexadecimal digits: it stands for the whole book.
    pub hash: Option<String>,
    /// Empty if all is well.
    pub problems: Vec<Problem>,
}

impl BookReport {
    pub(super) fn new(book: BookId, body: &str) -> Self {
        let (body, problems) = (body.to_owned(), Vec::new());
        Self { book, body, entries: 0, hash: None, problems }
    }

    /// Say how far the sound entries go.
    pub(super) fn ends(&mut self, sound: u64, heads: &Heads) {
        self.entries = sound;
        self.hash = (heads.entries() > 0).then(|| hex(&heads.hash()));
    }
}
