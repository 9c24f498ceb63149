//! A book's name, and what is known of it without reading it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::domain::{Detail, Kind, Known, Stage};
use crate::journal::{Journal, Numbered};

/// Names a book, everywhere and for good. Later books have greater ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(pub [u8; 16]);

impl BookId {
    /// No book's name.
    pub const NONE: Self = Self([0; 16]);
}

impl fmt::Display for BookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
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
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let number = u128::from_str_radix(text, 16).ok().filter(|_| digits && text.len() == 32);
        number.map(|number| Self(number.to_be_bytes())).ok_or(NotABookId)
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
