//! The facts of a meeting for other programs: tables for spreadsheets, dates for calendars.
//!
//! What nobody said is an empty cell here: a program that adds up a column must neither meet a
//! `……` nor a zero nobody counted.

mod csv;
mod ics;
mod votes;
mod xlsx;

use std::fmt;

use crate::domain::{
    Attendance, Conclusion, Due, Meeting, Member, Moment, Person, Point, Presence, Way, Weight,
};
use crate::text::{Lang, short_time};

pub use csv::csv;
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

/// The rows of a table, without its head.
fn rows(meeting: &Meeting, table: Table, lang: Lang) -> Vec<Vec<Cell>> {
    match table {
        Table::Roll => {
            (1..).zip(&meeting.members).map(|(n, one)| on_roll(meeting, lang, n, one)).collect()
        }
        Table::Votes => (1..)
            .zip(&meeting.conclusions)
            .flat_map(|(number, one)| votes::on(meeting, lang, number, one))
            .collect(),
        Table::Tasks => tasks(meeting)
            .map(|(number, conclusion)| {
                let due = match &conclusion.task.due {
                    Some(Due::On(date)) => date.format("%Y-%m-%d").to_string(),
                    Some(Due::Words(words)) => words.clone(),
                    None => String::new(),
                };
                vec![
                    Cell::place(number),
                    Cell::text(conclusion.task_text()),
                    Cell::text(name(meeting, conclusion.task.owner.as_ref())),
                    Cell::text(due),
                    Cell::text(match &conclusion.task.done {
                        Some(result) => lang.done(result),
                        None => lang.standing(meeting, conclusion),
                    }),
                ]
            })
            .collect(),
    }
}

/// Conclusions with somebody who carries them out, or a day; each with its number.
fn tasks(meeting: &Meeting) -> impl Iterator<Item = (usize, &Conclusion)> {
    let given = |(_, one): &(usize, &Conclusion)| one.task.is_given();
    (1..).zip(&meeting.conclusions).filter(given)
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

fn on_roll(meeting: &Meeting, lang: Lang, number: usize, member: &Member) -> Vec<Cell> {
    let mark = match member.presence() {
        // Nobody waits for this one, so nobody forgot to call the name.
        Presence::NotCalled if !member.is_awaited() => String::new(),
        mark => lang.presence(mark),
    };
    let reason = match member.presence() {
        Presence::Absent(absence) => &absence.reason,
        _ => "",
    };
    let [late, left] = comings_and_goings(meeting, &member.attendance);
    let mut seat: Vec<String> = Vec::new();
    for (change, changed) in &member.seat.changes {
        let at = changed.time.map(|time| format!(" {}", clock(meeting, time))).unwrap_or_default();
        seat.push(format!("{}{at}", lang.seat_change(*change)));
    }
    seat.extend(member.seat.unsworn.then(|| lang.words().unsworn.to_owned()));
    vec![
        Cell::place(number),
        Cell::text(&member.name),
        Cell::text(&member.post),
        Cell::text(member.class.map(|class| lang.class(class)).unwrap_or_default()),
        Cell::text(mark),
        Cell::text(late),
        Cell::text(left),
        Cell::text(reason),
        Cell::text(name(meeting, member.proxy())),
        Cell::weight(member.weight),
        Cell::text(&member.group),
        Cell::text(seat.join("; ")),
    ]
}

/// When somebody came in, the first time and again, and when they went.
fn comings_and_goings(meeting: &Meeting, attendance: &Attendance) -> [String; 2] {
    let spells = attendance.spells();
    let in_room = || spells.iter().filter(|spell| spell.way == Way::InRoom);
    let told = |ends: Vec<Option<Point>>| {
        let times = ends.into_iter().flatten().filter_map(|at| at.time);
        times.map(|time| clock(meeting, time)).collect::<Vec<_>>().join("; ")
    };
    [
        told(in_room().map(|spell| spell.from).collect()),
        told(in_room().map(|spell| spell.until).collect()),
    ]
}

#[cfg(test)]
mod tests;
