//! The agenda: items in the order of the day, each with the time it really took.

use super::{ItemId, Moment, Person};

/// One stretch of time spent on an item; a later return adds another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: Option<Moment>,
    pub end: Option<Moment>,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemState {
    Planned,
    Running,
    Done,
    /// Left out, with the reason if one was given.
    Skipped(String),
}

/// A point of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: ItemId,
    pub title: String,
    pub presenter: Option<Person>,
    /// Planned minutes.
    pub planned: Option<u16>,
    pub state: ItemState,
    pub spans: Vec<Span>,
}

impl Item {
    /// Whole minutes spent so far, by the clock; `None` while no start is known.
    ///
    /// A running span counts up to `now`. Minutes are differences of clock minutes, so that they
    /// agree with the times printed in the minutes.
    #[must_use]
    pub fn minutes(&self, now: Moment) -> Option<i64> {
        let mut total = None;
        for span in &self.spans {
            let Some(start) = span.start else { continue };
            let end = match span.end {
                Some(end) => end,
                None if self.state == ItemState::Running => now,
                None => continue,
            };
            let spent = clock_minutes(end) - clock_minutes(start);
            total = Some(total.unwrap_or(0) + spent.max(0));
        }
        total
    }

    /// Minutes over the plan, if there is a plan and it is exceeded.
    #[must_use]
    pub fn overtime(&self, now: Moment) -> Option<i64> {
        let over = self.minutes(now)? - i64::from(self.planned?);
        (over > 0).then_some(over)
    }
}

/// Minutes since the epoch of the civil calendar, seconds dropped.
fn clock_minutes(moment: Moment) -> i64 {
    moment.and_utc().timestamp().div_euclid(60)
}
