//! Where books are kept: a readable ledger file per book, and an embedded store beside it.
//!
//! Everything is written twice and checked at opening, so that either side can mend the other.
//! Errors and notices are data; the sentences the user reads are written elsewhere.

mod codec;
mod exchange;
mod failing;
mod keeper;
mod ledger;
mod lock;
mod memory;
mod reader;
mod report;
mod seam;
mod sled;
mod space;
mod vault;
mod weigh;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::domain::{Command, Detail, Kind, Known, Meeting, Stage};
use crate::journal::{Journal, Numbered, Order};

pub use exchange::{Misfit, fingerprint, from_json, to_json};
pub use failing::{Failing, Switch};
pub use keeper::{Answer, Keeper, Request, Source};
pub use memory::Memory;
pub use reader::Reader;
pub use report::{BookReport, Problem};
pub use seam::{Expect, Op, Pair, Store, StoreError};
pub use sled::Sled;
pub use vault::{Imported, Vault};

/// Names a book, everywhere and for good. Later books have greater ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(pub [u8; 16]);

impl BookId {
    /// An id that no other book has.
    #[must_use]
    pub fn fresh() -> Self {
        Self(uuid::Uuid::now_v7().into_bytes())
    }
}

impl fmt::Display for BookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&codec::hex(&self.0))
    }
}

impl fmt::Debug for BookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BookId({self})")
    }
}

/// The text is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABookId;

impl fmt::Display for NotABookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a book id: 32 hexadecimal digits expected")
    }
}

impl std::error::Error for NotABookId {}

impl FromStr for BookId {
    type Err = NotABookId;

    fn from_str(text: &str) -> Result<Self, NotABookId> {
        codec::unhex(text.as_bytes()).map(Self).ok_or(NotABookId)
    }
}

/// What the list of meetings shows of a book, kept beside it so that listing needs no replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub id: BookId,
    pub body: String,
    /// The body above it; empty if none.
    pub superior: String,
    /// `None` only in a book whose first entry is lost.
    pub kind: Option<Kind>,
    pub date: NaiveDate,
    /// How much of the day is known.
    pub known: Known,
    pub stage: Stage,
    /// Members who took part; `None` before the roll is called.
    pub attended: Option<u32>,
    pub expected: Option<u32>,
    pub total: Option<u32>,
    pub conclusions: u32,
    /// Entries the book has.
    pub entries: u64,
    /// The term of the body; empty if none was stated.
    pub term: String,
    /// Every number that was ever given to a paper of the meeting, taken back or not.
    pub numbers: Vec<Numbered>,
}

impl Header {
    /// The header of the book that holds this journal. Takes time by the size of the roll, not by
    /// the number of entries.
    #[must_use]
    pub fn of(id: BookId, journal: &Journal) -> Self {
        let meeting = journal.meeting();
        let turnout = meeting.turnout_at_opening();
        Self {
            id,
            body: meeting.body.name.clone(),
            superior: meeting.body.superior.clone(),
            kind: meeting.kind.clone(),
            date: meeting.date,
            known: meeting.known,
            stage: meeting.stage,
            attended: turnout.attended,
            expected: turnout.expected(),
            total: turnout.total,
            conclusions: u32::try_from(meeting.conclusions.len()).unwrap_or(u32::MAX),
            entries: u64::try_from(journal.entries().len()).unwrap_or(u64::MAX),
            term: meeting.detail(Detail::Term).unwrap_or_default().to_owned(),
            numbers: journal.numbers().to_vec(),
        }
    }
}

impl Header {
    /// The numbers of another meeting that are of one series with those of this one in `term`: of
    /// one body, in one year or term.
    pub fn series<'a>(
        &self,
        term: &'a str,
        yearly: bool,
        other: &'a Self,
    ) -> impl Iterator<Item = (Detail, &'a str)> {
        let same_year = self.date.year() == other.date.year();
        let whole = self.body == other.body && (!yearly || same_year);
        let numbers = other.numbers.iter().filter(move |_| whole);
        // A term nobody stated may be any: rather no number than one given twice.
        let same_term = move |of: &str| of == term || of.is_empty() || term.is_empty();
        let of_term = numbers.filter(move |(of, ..)| yearly || same_term(of));
        of_term.map(|(_, detail, text)| (*detail, text.as_str()))
    }
}

/// The meeting that holds this number already, in the series of `own` in `term`, if another does.
pub fn number_holder<'a>(
    headers: impl Iterator<Item = &'a Header>,
    own: &Header,
    term: &str,
    yearly: bool,
    detail: Detail,
    text: &str,
) -> Option<&'a Header> {
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let same = |other: &str| match (number(other), number(text)) {
        (Some(other), Some(number)) => other == number,
        _ => other.trim() == text.trim(),
    };
    if !Detail::NUMBERS.contains(&detail) || text.trim().is_empty() {
        return None;
    }
    let mut others = headers.filter(|header| header.id != own.id);
    others.find(|header| {
        let mut series = own.series(term, yearly, header);
        series.any(|(of, text)| of == detail && same(text))
    })
}

/// What an order would number: the term it is in, the kind of number, and the number itself. The
/// term of a meeting renames all its numbers.
#[must_use]
pub fn numbered_by(order: &Order, meeting: &Meeting) -> Vec<Numbered> {
    let Order::Do(Command::State { detail, text }) = order else { return Vec::new() };
    let text = text.trim();
    if *detail == Detail::Term {
        let given = Detail::NUMBERS.into_iter();
        let given = given.filter_map(|of| Some((of, meeting.detail(of)?.to_owned())));
        return given.map(|(of, number)| (text.to_owned(), of, number)).collect();
    }
    if !Detail::NUMBERS.contains(detail) || text.is_empty() {
        return Vec::new();
    }
    let term = meeting.detail(Detail::Term).unwrap_or_default().to_owned();
    vec![(term, *detail, text.to_owned())]
}

/// Who has the register open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Zero if the holder has not written it yet.
    pub pid: u32,
    pub user: String,
    pub host: String,
    pub since: Option<DateTime<FixedOffset>>,
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
    /// A later version of the program wrote it.
    Newer { found: u64, known: u64 },
    /// The operating system refused; `what` says what was tried.
    Io { what: &'static str, path: PathBuf, error: String },
}

impl OpenError {
    fn io(what: &'static str, path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom { path },
            _ => Self::Io { what, path, error: error.to_string() },
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
            Self::Newer { found, known } => {
                write!(f, "written in format {found}, this program knows {known}")
            }
            Self::Io { what, path, error } => write!(f, "{what} {}: {error}", path.display()),
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
    /// The operating system refused; `what` says what was tried.
    Io {
        what: &'static str,
        path: PathBuf,
        error: String,
    },
}

impl Fault {
    fn io(what: &'static str, path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoRoom,
            _ => Self::Io { what, path: path.to_owned(), error: error.to_string() },
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
            Self::Io { what, path, error } => write!(f, "{what} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Fault {}

/// Something found at opening, mended or not, that the user is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A ledger ended in a line that was never finished; the bytes were set aside.
    TornTail { book: BookId, path: PathBuf, bytes: u64, kept_as: PathBuf },
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
    /// A later version of the program wrote into this book; it is left alone.
    NewerFormat { book: BookId },
    /// The disk is nearly full.
    LowSpace { free_bytes: u64 },
}
