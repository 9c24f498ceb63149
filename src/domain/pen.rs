//! Who writes a fact and when, and the numbers that a desk gives to the things it writes about.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::Moment;

/// Who gives an order, and when: the time arrives as a value, and so does the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    pub at: DateTime<FixedOffset>,
    /// The terminal that writes, of those that write into one register. One alone is desk 0.
    pub desk: u8,
}

impl Pen {
    /// Local civil time.
    #[must_use]
    pub fn now(self) -> Moment {
        self.at.naive_local()
    }
}

impl From<DateTime<FixedOffset>> for Pen {
    /// The pen of the only desk.
    fn from(at: DateTime<FixedOffset>) -> Self {
        Self { at, desk: 0 }
    }
}

/// The desk stands in the upper bits of a number, so that no two desks ever give the same.
const DESK_AT: u32 = 24;

/// The numbers given so far, by desk: the highest of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given(BTreeMap<u8, u32>);

impl Given {
    /// The number a desk gives next.
    ///
    /// # Limitations
    /// A desk gives 16,777,216 numbers in one meeting.
    pub(super) fn next(&self, desk: u8) -> u32 {
        let first = u32::from(desk) << DESK_AT;
        self.0.get(&desk).map_or(first, |last| last.saturating_add(1))
    }

    /// A number was given: it is given once, whatever becomes of what it names.
    pub(super) fn note(&mut self, id: u32) {
        let [desk, ..] = id.to_be_bytes();
        let highest = self.0.entry(desk).or_default();
        *highest = id.max(*highest);
    }
}

#[cfg(test)]
mod tests {
    use super::Given;

    #[test]
    fn desks_never_give_the_same_number() {
        let mut given = Given::default();
        assert_eq!((given.next(0), given.next(3)), (0, 0x0300_0000));
        for id in [1, 7, 0x0300_0005, 4] {
            given.note(id);
        }
        assert_eq!((given.next(0), given.next(3), given.next(2)), (8, 0x0300_0006, 0x0200_0000));
    }
}
