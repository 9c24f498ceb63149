//! What stands between one meeting and the disk: the meetings of a register as a whole.
//!
//! A book is one meeting; the register is the list of them, the numbers of their papers, and what
//! a new meeting takes over from the last. Knows neither clock nor disk nor screen.

#![deny(clippy::wildcard_enum_match_arm)]

mod docket;
mod founding;
mod header;
mod numbers;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use docket::{
    Docket, DocketCommand, DocketEntry, DocketFact, DocketJournal, DocketRefusal, Docketed,
    SealMark, seals_of,
};
pub use founding::{FACTS_AN_ENTRY, found};
pub use header::{BookId, Header, NotABookId};
pub use numbers::numbered_by;

/// The meetings of a register, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    headers: Vec<Header>,
    /// The day of each, by which its place is found without a walk over the list.
    days: HashMap<BookId, NaiveDate>,
}

/// Where a header went in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where the header before it was, if the book was known.
    pub was: Option<usize>,
    pub now: usize,
}

impl Register {
    /// The register of these meetings.
    #[must_use]
    pub fn of(mut headers: Vec<Header>) -> Self {
        headers.sort_by_key(|header| std::cmp::Reverse(key(header)));
        let days = headers.iter().map(|header| (header.id, header.date)).collect();
        Self { headers, days }
    }

    /// All meetings, newest first.
    #[must_use]
    pub fn headers(&self) -> &[Header] {
        &self.headers
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty()
    }

    /// The place of a book in the list.
    #[must_use]
    pub fn place(&self, id: BookId) -> Option<usize> {
        let day = self.days.get(&id)?;
        let at = self.headers.partition_point(|other| key(other) > (*day, id));
        self.headers.get(at).is_some_and(|header| header.id == id).then_some(at)
    }

    /// The header of a book.
    #[must_use]
    pub fn get(&self, id: BookId) -> Option<&Header> {
        self.headers.get(self.place(id)?)
    }

    /// Put a header in the place of the one of the same book.
    pub fn set(&mut self, header: Header) -> Placed {
        let was = self.place(header.id);
        if let Some(at) = was {
            if self.headers[at].date == header.date {
                self.headers[at] = header;
                return Placed { was, now: at };
            }
            self.headers.remove(at);
        }
        let now = self.headers.partition_point(|other| key(other) > key(&header));
        self.days.insert(header.id, header.date);
        self.headers.insert(now, header);
        Placed { was, now }
    }

    /// Put many headers in the place of those of the same books.
    pub fn extend(&mut self, headers: impl IntoIterator<Item = Header>) {
        for header in headers {
            let last = self.headers.last().is_none_or(|last| key(last) > key(&header));
            // A list that is read page by page goes from the newest to the oldest.
            if last && !self.days.contains_key(&header.id) {
                self.days.insert(header.id, header.date);
                self.headers.push(header);
            } else {
                self.set(header);
            }
        }
    }

    /// The meetings from a day to a day, the earliest first.
    pub fn between(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> impl Iterator<Item = &Header> {
        let until = |day: Option<NaiveDate>, last| {
            day.map_or(last, |day| self.headers.partition_point(|header| header.date > day))
        };
        let (newest, end) =
            (until(to, 0), until(from.and_then(|from| from.pred_opt()), self.headers.len()));
        self.headers.get(newest..end).unwrap_or_default().iter().rev()
    }

    /// The latest meeting of all.
    #[must_use]
    pub fn last(&self) -> Option<&Header> {
        self.headers.first()
    }

    /// The latest meeting of a body.
    #[must_use]
    pub fn last_of(&self, body: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.body == body)
    }
}

fn key(header: &Header) -> (NaiveDate, BookId) {
    (header.date, header.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Journal;

    fn header(id: u8, day: u32) -> Header {
        let date = NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        Header { date, ..Header::of(BookId([id; 16]), &Journal::default()) }
    }

    #[test]
    fn meetings_stand_newest_first_and_move_with_their_day() {
        let mut register = Register::of(vec![header(1, 5), header(2, 9), header(3, 5)]);
        let order = |register: &Register| -> Vec<u8> {
            register.headers().iter().map(|header| header.id.0[0]).collect()
        };
        assert_eq!(order(&register), [2, 3, 1]);
        assert_eq!(register.set(header(1, 20)), Placed { was: Some(2), now: 0 });
        assert_eq!(register.set(header(4, 9)), Placed { was: None, now: 1 });
        assert_eq!(register.set(header(3, 5)), Placed { was: Some(3), now: 3 });
        assert_eq!(order(&register), [1, 4, 2, 3]);
        for (place, header) in register.headers().iter().enumerate() {
            assert_eq!(register.place(header.id), Some(place));
        }
        assert_eq!(register.place(BookId([9; 16])), None);
    }
}
