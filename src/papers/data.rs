//! The facts of a meeting for other programs: tables for spreadsheets, dates for calendars.
//!
//! What nobody said is an empty cell here: a program that adds up a column must neither meet a
//! `……` nor a zero nobody counted.

mod csv;
mod ics;
mod roll;
mod tasks;
mod votes;
mod xlsx;

use std::fmt;

use chrono::NaiveDate;

use crate::domain::{Meeting, Moment, Person, Weight};
use crate::text::{Lang, Say, short_time};

pub use csv::csv;
pub(crate) use ics::next_said;
pub use ics::{ics, next_day};
pub use xlsx::xlsx;

/// A table of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Everybody on the roll.
    Roll,
    /// Every vote, with a row more for each choice of a ballot.
    Votes,
    /// What somebody is to do, or what is to be done by some day.
    Tasks,
}

impl Table {
    pub const ALL: [Self; 3] = [Self::Roll, Self::Votes, Self::Tasks];
}

/// Why the data could not be put together.
#[derive(Debug)]
pub enum DataError {
    Csv(::csv::Error),
    Workbook(rust_xlsxwriter::XlsxError),
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Csv(error) => error.fmt(f),
            Self::Workbook(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DataError {}

impl From<::csv::Error> for DataError {
    fn from(error: ::csv::Error) -> Self {
        Self::Csv(error)
    }
}

impl From<rust_xlsxwriter::XlsxError> for DataError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Workbook(error)
    }
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Empty,
    Number(u64),
    /// A weight with decimals.
    Decimal(Weight),
    Date(NaiveDate),
    /// Harmless, and never empty.
    Text(String),
}

impl Cell {
    fn text(text: impl AsRef<str>) -> Self {
        let text = harmless(text.as_ref());
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    fn number(number: Option<u64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    fn weight(weight: Option<Weight>) -> Self {
        match weight.map(Weight::trimmed) {
            None => Self::Empty,
            Some(Weight { units, decimals: 0 }) => Self::Number(units),
            Some(weight) => Self::Decimal(weight),
        }
    }

    fn place(number: usize) -> Self {
        Self::number(u64::try_from(number).ok())
    }
}

/// A text without what a program could take for an instruction: control characters other than
/// line feeds, characters that turn the direction of writing, and those no file may have.
fn harmless(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = |c: &char| {
        let turns = matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        );
        let none = matches!(c, '\u{fffe}' | '\u{ffff}');
        (*c == '\n' || !c.is_control()) && !turns && !none
    };
    let plain = |c| match c {
        '\r' => '\n',
        '\t' => ' ',
        other => other,
    };
    text.chars().map(plain).filter(kept).collect()
}

/// A text that a spreadsheet would take for a formula if it were typed in; what cannot be seen in
/// front of it does not count.
fn is_formula(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
    };
    text.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A column of a table, whole: its head, how many digits wide a workbook shows it, and its cell in a
/// row.
struct Column<F> {
    head: Say,
    width: u8,
    cell: F,
}

macro_rules! columns {
    ($($vi:literal, $en:literal, $width:literal => $cell:expr;)*) => {
        &[$(Column { head: Say { vi: $vi, en: $en }, width: $width, cell: $cell }),*]
    };
}
use columns;

impl Table {
    /// Head and width of each column.
    fn heads(self) -> Vec<(Say, u8)> {
        fn of<F>(columns: &[Column<F>]) -> Vec<(Say, u8)> {
            columns.iter().map(|column| (column.head, column.width)).collect()
        }
        match self {
            Self::Roll => of(roll::COLUMNS),
            Self::Votes => of(votes::COLUMNS),
            Self::Tasks => of(tasks::COLUMNS),
        }
    }

    /// The rows, without the head.
    fn rows(self, meeting: &Meeting, lang: Lang) -> Vec<Vec<Cell>> {
        match self {
            Self::Roll => roll::rows(meeting, lang),
            Self::Votes => votes::rows(meeting, lang),
            Self::Tasks => tasks::rows(meeting, lang),
        }
    }
}

fn name<'a>(meeting: &'a Meeting, person: Option<&'a Person>) -> &'a str {
    person.map_or("", |person| meeting.name_of(person))
}

/// The clock on the day of the meeting, else the day as well.
fn clock(meeting: &Meeting, time: Moment) -> String {
    if time.date() == meeting.date {
        short_time(time)
    } else {
        time.format("%Y-%m-%d %H:%M").to_string()
    }
}

#[cfg(test)]
mod tests;
