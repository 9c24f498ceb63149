//! The journal of one meeting: entries in order, undo and redo as entries, and the replay.
//!
//! Knows neither disk nor clock. What an entry looks like in bytes is the store's business.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

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

    /// It opens sealed papers, and does nothing else.
    fn opens_correction(&self) -> bool {
        matches!(&self.act, Act::Did(facts) if matches!(facts[..], [Fact::CorrectionOpened { .. }]))
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
    /// The register is only read.
    ReadOnly,
    /// The order numbers a paper as another meeting's paper is numbered.
    NumberTaken(Taken),
}

/// A number that another meeting has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub detail: Detail,
    pub number: String,
    /// The day of the meeting that has it.
    pub by: NaiveDate,
}

impl From<Refusal> for Denial {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A number given to a paper: in which term, of which kind, and the number itself.
pub type Numbered = (String, Detail, String);

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
    numbers: Vec<Numbered>,
    /// The term stated last.
    term: String,
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
    pub fn numbers(&self) -> &[Numbered] {
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
                if let (true, Some(refusal)) = (entry.seals(), self.meeting.sealed()) {
                    return Err(refusal.into());
                }
                Act::Undid(entry.id())
            }
            Order::Redo => Act::Redid(self.redoable().ok_or(Denial::NothingToRedo)?.id()),
        };
        let seq = 1 + self.entries.last().map_or(0, |entry| entry.seq);
        let clock = self.entries.last().map_or(0, |entry| entry.clock).saturating_add(1);
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
        if let Some(Entry { act: Act::Did(facts), at, .. }) = self.entries.last() {
            for fact in facts {
                evolve(&mut self.meeting, fact);
            }
            self.meeting.clock = self.meeting.clock.max(Some(civil(*at)));
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
        let mut given = Vec::new();
        if *detail == Detail::Term {
            // Numbers given before the term was stated are of this term as well.
            let renamed = self.numbers.iter().filter(|(term, ..)| *term == self.term);
            given.extend(renamed.map(|(_, detail, number)| (*detail, number.clone())));
            self.term.clone_from(text);
        } else if Detail::NUMBERS.contains(detail) && !text.is_empty() {
            given.push((*detail, text.clone()));
        }
        for (detail, number) in given {
            let given = (self.term.clone(), detail, number);
            if !self.numbers.contains(&given) {
                self.numbers.push(given);
            }
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
        self.meeting.clock = self.entries.iter().map(|entry| civil(entry.at)).max();
    }
}

/// The place of the first entry that no journal of this program has there: one that begins a second
/// meeting, undoes what is fixed, or records under a seal. `None` if all may stand as they do.
#[must_use]
pub fn first_unlawful(entries: &[Entry]) -> Option<usize> {
    let mut places: HashMap<EntryId, usize> = HashMap::new();
    let mut standing = vec![false; entries.len()];
    // Entries before the wall are fixed by a seal.
    let (mut wall, mut sealed, mut clock) = (1, false, 0);
    for (place, entry) in entries.iter().enumerate() {
        let orderly = entry.clock > clock && entry.clock < u64::MAX / 2;
        clock = entry.clock;
        let known = |id: &EntryId| places.get(id).copied().filter(|place| *place >= wall);
        let lawful = match &entry.act {
            Act::Did(facts) => {
                let convenes = |fact: &Fact| matches!(fact, Fact::MeetingConvened { .. });
                let first = facts.first().is_some_and(convenes);
                let others = facts.iter().skip(usize::from(place == 0)).any(convenes);
                standing[place] = true;
                let opens = entry.opens_correction();
                let lawful = (place > 0 || first) && !others && sealed == opens;
                sealed = entry.seals();
                if sealed {
                    wall = place + 1;
                }
                lawful
            }
            Act::Undid(id) => known(id).is_some_and(|undone| {
                sealed = entries[undone].opens_correction();
                // Only what was done last is taken back.
                let last = standing.iter().rposition(|stands| *stands) == Some(undone);
                standing[undone] = false;
                last
            }),
            Act::Redid(id) => known(id).is_some_and(|redone| {
                let did = matches!(entries[redone].act, Act::Did(_));
                let lawful =
                    did && !standing[redone] && sealed == entries[redone].opens_correction();
                standing[redone] = true;
                sealed = false;
                lawful
            }),
        };
        if !orderly || !lawful {
            return Some(place);
        }
        places.insert(entry.id(), place);
    }
    None
}

/// Local civil time of a moment.
fn civil(at: DateTime<FixedOffset>) -> Moment {
    at.naive_local()
}
