//! Where books are kept: a readable ledger file per book, and an embedded store beside it.
//!
//! Everything is written twice and checked, so that either side can mend the other.
//! Errors and notices are data; the sentences the user reads are written elsewhere.

mod cipher;
mod codec;
mod convert;
mod docket;
mod draft;
mod exchange;
mod failing;
mod index;
mod keeper;
mod keyless;
mod ledger;
mod lock;
mod lockbox;
mod memory;
mod reader;
mod report;
mod seam;
mod series;
mod sled;
mod space;
mod vault;
mod weigh;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use crate::register::BookId;

pub use cipher::Cipher;
#[cfg(test)]
pub(crate) use codec::samples::entries as sample_entries;
pub use convert::{NotConverted, convert};
pub use exchange::{Misfit, fingerprint, from_json, to_json};
pub use failing::{Failing, Switch};
pub use keeper::{Answer, Keeper, Request, Source};
pub use keyless::verify_keyless;
pub use lockbox::{Key, NotUnlocked, Passphrase, change, is_locked, unlock};
pub use memory::Memory;
pub use reader::Reader;
pub use report::{BookReport, Problem};
pub use seam::{Expect, Op, Pair, Store, StoreError};
pub use sled::Sled;
pub use vault::{Imported, News, Vault, fresh_book};

/// Who has the register open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Zero if the holder has not written it yet.
    pub pid: u32,
    pub user: String,
    pub host: String,
    pub since: Option<DateTime<FixedOffset>>,
}

/// What was tried with the files of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    CreateFolder,
    Lock,
    ReadLedgers,
    WriteLedger,
    OpenStore,
    UseStore,
    SetStoreAside,
    Encode,
}

/// Why the register cannot be opened for writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Another process has it open.
    Held(Holder),
    /// The folder may be read only; [`Reader`] can.
    ReadOnly { path: PathBuf },
    /// The disk is full.
    NoRoom { path: PathBuf },
    /// It is encrypted, and the key is not at hand.
    Locked,
    /// A later version of the program wrote it.
    Newer { found: u64, known: u64 },
    /// The operating system refused; `doing` says what was tried.
    Io { doing: Doing, path: PathBuf, error: String },
}

impl OpenError {
    fn io(doing: Doing, path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom { path },
            _ => Self::Io { doing, path, error: error.to_string() },
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(holder) => {
                let Holder { pid, user, host, .. } = holder;
                write!(f, "already open by {user} (pid {pid}) on {host}")
            }
            Self::ReadOnly { path } => write!(f, "may not write to {}", path.display()),
            Self::NoRoom { path } => write!(f, "no room on the disk of {}", path.display()),
            Self::Locked => f.write_str("encrypted"),
            Self::Newer { found, known } => {
                write!(f, "written in format {found}, this program knows {known}")
            }
            Self::Io { doing, path, error } => write!(f, "{doing:?} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for OpenError {}

/// Why something was not kept, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full. The reserve was given up, so that reopening works.
    NoRoom,
    ReadOnly,
    /// An earlier fault closed the vault; it takes nothing until it is reopened.
    Closed,
    /// There is no such book.
    Missing {
        book: BookId,
    },
    /// The entry does not follow the last one kept, or the book is shown but not writable since
    /// its two sides differ.
    Conflict {
        book: BookId,
        seq: u64,
    },
    /// The record of this entry cannot be read.
    Damaged {
        book: BookId,
        line: u64,
    },
    /// A later version of the program wrote it.
    NewerFormat,
    /// The entry is larger than a record may be.
    TooLarge {
        book: BookId,
        seq: u64,
    },
    /// A book starts with the fact that its meeting was convened.
    NotConvened,
    /// The ledger holds the entry but the store failed: it is there again after reopening.
    LedgerOnly(Box<Fault>),
    /// The operating system refused; `doing` says what was tried.
    Io {
        doing: Doing,
        path: PathBuf,
        error: String,
    },
}

impl From<OpenError> for Fault {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Held(_) | OpenError::Locked => Self::Closed,
            OpenError::ReadOnly { .. } => Self::ReadOnly,
            OpenError::NoRoom { .. } => Self::NoRoom,
            OpenError::Newer { .. } => Self::NewerFormat,
            OpenError::Io { doing, path, error } => Self::Io { doing, path, error },
        }
    }
}

impl Fault {
    /// The same while the register in this folder was being opened.
    fn at_opening(self, folder: &Path) -> OpenError {
        let path = folder.to_owned();
        match self {
            Self::NoRoom => OpenError::NoRoom { path },
            Self::ReadOnly => OpenError::ReadOnly { path },
            Self::Io { doing, path, error } => OpenError::Io { doing, path, error },
            other @ (Self::Closed
            | Self::Missing { .. }
            | Self::Conflict { .. }
            | Self::Damaged { .. }
            | Self::NewerFormat
            | Self::TooLarge { .. }
            | Self::NotConvened
            | Self::LedgerOnly(_)) => {
                OpenError::Io { doing: Doing::OpenStore, path, error: other.to_string() }
            }
        }
    }

    fn io(doing: Doing, path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom,
            _ => Self::Io { doing, path: path.to_owned(), error: error.to_string() },
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoom => f.write_str("no room on the disk"),
            Self::ReadOnly => f.write_str("the register may only be read"),
            Self::Closed => f.write_str("closed after an earlier fault"),
            Self::Missing { book } => write!(f, "no book {book}"),
            Self::Conflict { book, seq } => write!(f, "book {book}: entry {seq} does not follow"),
            Self::Damaged { book, line } => write!(f, "book {book}: entry {line} is damaged"),
            Self::NewerFormat => f.write_str("written by a later version"),
            Self::TooLarge { book, seq } => write!(f, "book {book}: entry {seq} is too large"),
            Self::NotConvened => f.write_str("the first entry convenes no meeting"),
            Self::LedgerOnly(fault) => write!(f, "kept in the ledger only: {fault}"),
            Self::Io { doing, path, error } => write!(f, "{doing:?} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Fault {}

/// Something found at opening, mended or not, that the user is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A ledger ended in a line that was never finished; the bytes were set aside.
    /// Of these bytes so many are ends of lines, which a line that was never finished has not.
    TornTail { book: BookId, path: PathBuf, bytes: u64, lines: u64, kept_as: PathBuf },
    /// The store was missing or damaged and was built anew from the ledgers.
    StoreRebuilt { moved_to: Option<PathBuf>, books: u32 },
    /// Entries missing from a ledger were written to it again.
    LedgerRefilled { book: BookId, entries: u64 },
    /// Entries missing from the store were written to it again.
    StoreRefilled { book: BookId, entries: u64 },
    /// These entries are lost on both sides; the book can be read but not written.
    Gap { book: BookId, from: u64, to: u64 },
    /// Both sides are sound and say different things; the book can be read but not written.
    Differs { book: BookId, seq: u64 },
    /// Neither side has the meeting any more, which had so many entries as far as is known.
    MeetingLost { book: BookId, entries: u64 },
    /// The docket says that so many entries of the meeting were sealed, and they are not what they
    /// were; the meeting can be read but not written.
    SealDiffers { book: BookId, entries: u64 },
    /// The files of a meeting cannot be read: what the system said.
    Unreadable { book: BookId, error: String },
    /// A ledger was in another form or order than this program writes, and nothing in it was lost; it
    /// was written again and the old file kept.
    LedgerRewritten { book: BookId, kept_as: PathBuf },
    /// A ledger was found under another name and got its own again.
    LedgerRenamed { book: BookId, from: PathBuf },
    /// The end of a ledger cannot be read and nothing else has it: so many lines, which were set aside.
    TailLost { book: BookId, lines: u64, kept_as: PathBuf },
    /// A file among the ledgers says nowhere which meeting it is of.
    Stray { path: PathBuf },
    /// There was no docket, and it was written anew from this many meetings.
    DocketRebuilt { meetings: u32 },
    /// A later version of the program wrote into this book; it is left alone.
    NewerFormat { book: BookId },
    /// The disk is nearly full.
    LowSpace { free_bytes: u64 },
}

impl Notice {
    /// Something was not mended: it is lost, contradicts itself, or cannot be read.
    #[must_use]
    pub fn is_unmended(&self) -> bool {
        match self {
            Self::Gap { .. }
            | Self::Differs { .. }
            | Self::MeetingLost { .. }
            | Self::SealDiffers { .. }
            | Self::Unreadable { .. }
            | Self::TailLost { .. }
            | Self::Stray { .. }
            | Self::NewerFormat { .. } => true,
            Self::TornTail { .. }
            | Self::LedgerRewritten { .. }
            | Self::LedgerRenamed { .. }
            | Self::DocketRebuilt { .. }
            | Self::StoreRebuilt { .. }
            | Self::LedgerRefilled { .. }
            | Self::StoreRefilled { .. }
            | Self::LowSpace { .. } => false,
        }
    }

    /// Without the store nobody knows whether whole lines at the end of a ledger were acknowledged:
    /// they are called damaged and not unfinished.
    fn call_damage(&mut self) {
        if let Self::TornTail { book, lines: lines @ 1.., kept_as, .. } = self {
            *self = Self::TailLost { book: *book, lines: *lines, kept_as: std::mem::take(kept_as) };
        }
    }

    /// The book it speaks of, if it is one.
    #[must_use]
    pub fn book(&self) -> Option<BookId> {
        match self {
            Self::TornTail { book, .. }
            | Self::LedgerRefilled { book, .. }
            | Self::StoreRefilled { book, .. }
            | Self::Gap { book, .. }
            | Self::Differs { book, .. }
            | Self::MeetingLost { book, .. }
            | Self::SealDiffers { book, .. }
            | Self::Unreadable { book, .. }
            | Self::LedgerRewritten { book, .. }
            | Self::LedgerRenamed { book, .. }
            | Self::TailLost { book, .. }
            | Self::NewerFormat { book } => Some(*book),
            Self::StoreRebuilt { .. }
            | Self::DocketRebuilt { .. }
            | Self::Stray { .. }
            | Self::LowSpace { .. } => None,
        }
    }
}
