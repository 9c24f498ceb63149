//! The journal of one meeting: entries in order, undo and redo as entries, and the replay.
//!
//! Knows neither disk nor clock. What an entry looks like in bytes is the store's business.

use chrono::{DateTime, FixedOffset};

use crate::domain::{Command, Detail, Fact, Meeting, Moment, Refusal, decide, evolve};

/// Names an entry: the desk that wrote it and its number there, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    pub desk: u16,
    pub seq: u64,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Did(Vec<Fact>),
    /// The facts of an earlier entry no longer stand.
    Undid(EntryId),
    /// The facts of an undone entry stand again.
    Redid(EntryId),
}

/// One line of the journal. It is never changed and never removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub desk: u16,
    /// Number at its desk, from 1, without gaps.
    pub seq: u64,
    /// Lamport clock: `(clock, desk)` orders the entries of all desks the same way everywhere.
    pub clock: u64,
    /// Wall time of writing, for people to read.
    pub at: DateTime<FixedOffset>,
    pub act: Act,
}

impl Entry {
    #[must_use]
    pub fn id(&self) -> EntryId {
        EntryId { desk: self.desk, seq: self.seq }
    }

    /// It fixes the papers, so that undo goes no further back.
    #[must_use]
    pub fn seals(&self) -> bool {
        let Act::Did(facts) = &self.act else { return false };
        facts.iter().any(|fact| matches!(fact, Fact::PapersSealed { .. }))
    }
}

/// What a person asks of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Do(Command),
    Undo,
    Redo,
}

/// Why an order changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    Refused(Refusal),
    NothingToUndo,
    NothingToRedo,
}

impl From<Refusal> for Denial {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The entries of a meeting and the meeting they add up to.
///
/// # Limitations
/// One desk writes (number 0). Entries of further desks keep their place in the order, but
/// undo looks only at what this desk did.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    /// Whether each entry's facts stand; entries that undo or redo never count as standing.
    standing: Vec<bool>,
    /// Every number ever given to a paper, whether its entry stands or not: on paper it may.
    numbers: Vec<(Detail, String)>,
    meeting: Meeting,
}

impl Journal {
    /// The journal these entries make.
    #[must_use]
    pub fn of(entries: Vec<Entry>) -> Self {
        let mut journal = Self::default();
        for entry in entries {
            journal.place(entry);
        }
        journal.replay();
        journal
    }

    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every number that was ever given to a paper, in the order in which it was given.
    #[must_use]
    pub fn numbers(&self) -> &[(Detail, String)] {
        &self.numbers
    }

    /// The place of the entry under whose seal the papers stand now; `None` if they are not sealed.
    #[must_use]
    pub fn seal(&self) -> Option<usize> {
        let sealed = self.meeting.is_sealed();
        let place = || self.standing.iter().zip(&self.entries).rposition(|(s, e)| *s && e.seals());
        sealed.then(place).flatten()
    }

    /// Whether the facts of the entry at this index stand.
    #[must_use]
    pub fn stands(&self, index: usize) -> bool {
        self.standing.get(index).copied().unwrap_or(false)
    }

    /// Rule on an order; the entry to keep if it is accepted. Changes nothing.
    ///
    /// # Errors
    /// A [`Denial`] if the order is out of order.
    pub fn consider(&self, order: Order, at: DateTime<FixedOffset>) -> Result<Entry, Denial> {
        let act = match order {
            Order::Do(command) => Act::Did(decide(&self.meeting, command, civil(at))?),
            Order::Undo => {
                let entry = self.undoable().ok_or(Denial::NothingToUndo)?;
                if entry.seals() {
                    let version = u32::try_from(self.meeting.seals.len()).unwrap_or(u32::MAX);
                    return Err(Refusal::Sealed { version }.into());
                }
                Act::Undid(entry.id())
            }
            Order::Redo => Act::Redid(self.redoable().ok_or(Denial::NothingToRedo)?.id()),
        };
        let seq = 1 + self.entries.last().map_or(0, |entry| entry.seq);
        let clock = 1 + self.entries.last().map_or(0, |entry| entry.clock);
        Ok(Entry { desk: 0, seq, clock, at, act })
    }

    /// Take an entry in and fold it into the meeting.
    pub fn push(&mut self, entry: Entry) {
        let replay = !matches!(entry.act, Act::Did(_));
        self.place(entry);
        if replay {
            self.replay();
            return;
        }
        if let Some(Entry { act: Act::Did(facts), .. }) = self.entries.last() {
            for fact in facts {
                evolve(&mut self.meeting, fact);
            }
        }
    }

    /// The entry that undo takes back: the latest that stands, the first one of all excepted,
    /// since without it there is no meeting.
    #[must_use]
    pub fn undoable(&self) -> Option<&Entry> {
        let index = self.standing.iter().rposition(|stands| *stands)?;
        if index == 0 { None } else { self.entries.get(index) }
    }

    /// The entry that redo restores: the one undone last, unless something new was done since.
    #[must_use]
    pub fn redoable(&self) -> Option<&Entry> {
        let mut undone: Vec<EntryId> = Vec::new();
        for entry in &self.entries {
            match &entry.act {
                Act::Did(_) => undone.clear(),
                Act::Undid(id) => undone.push(*id),
                Act::Redid(id) => undone.retain(|other| other != id),
            }
        }
        let id = undone.pop()?;
        self.entries.iter().find(|entry| entry.id() == id)
    }

    fn place(&mut self, entry: Entry) {
        match &entry.act {
            Act::Did(facts) => {
                self.standing.push(true);
                for fact in facts {
                    self.note_number(fact);
                }
            }
            Act::Undid(id) | Act::Redid(id) => {
                let stands = matches!(entry.act, Act::Redid(_));
                if let Some(index) = self.entries.iter().position(|other| other.id() == *id) {
                    self.standing[index] = stands;
                }
                self.standing.push(false);
            }
        }
        self.entries.push(entry);
    }

    fn note_number(&mut self, fact: &Fact) {
        let Fact::DetailStated { detail, text } = fact else { return };
        let given = (*detail, text.clone());
        if Detail::NUMBERS.contains(detail) && !text.is_empty() && !self.numbers.contains(&given) {
            self.numbers.push(given);
        }
    }

    fn replay(&mut self) {
        self.meeting = Meeting::default();
        for (entry, stands) in self.entries.iter().zip(&self.standing) {
            if let (Act::Did(facts), true) = (&entry.act, stands) {
                for fact in facts {
                    evolve(&mut self.meeting, fact);
                }
            }
        }
    }
}

/// Local civil time of a moment.
fn civil(at: DateTime<FixedOffset>) -> Moment {
    at.naive_local()
}
