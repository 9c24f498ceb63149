//! The journal of a book: entries in order, undo and redo as entries, and the replay.
//!
//! A book is a meeting, or anything else that commands change through facts. Knows neither disk nor
//! clock. What an entry looks like in bytes is the store's business.

#![deny(clippy::wildcard_enum_match_arm)]

mod law;
mod meeting;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::{Command, Detail, Fact, Meeting, Moment, Pen, Refusal};

pub use law::first_unlawful;
pub use meeting::Numbered;

/// What a journal adds up to: rules that turn commands into facts, and the fold of the facts.
pub trait Book: Clone + Debug + Default {
    type Command;
    type Fact: Record;
    type Refusal;
    /// What facts leave behind for good, taken back or not.
    type Trace: Clone + Debug + Default;

    /// Rule on a command. Changes nothing.
    ///
    /// # Errors
    /// What stands against the command.
    fn decide(&self, command: Self::Command, pen: Pen) -> Result<Vec<Self::Fact>, Self::Refusal>;

    /// Fold a fact in. Cannot fail, whatever became of what the fact is about.
    fn evolve(&mut self, fact: &Self::Fact);

    /// Pass over a fact that was taken back: what it named is never named again.
    fn forgo(&mut self, fact: &Self::Fact);

    /// An entry was written at this time.
    fn wrote(&mut self, at: Moment);

    /// Note what a fact leaves behind for good.
    fn trace(trace: &mut Self::Trace, fact: &Self::Fact);

    /// Why nothing is recorded while the book is sealed; `None` if it is not.
    fn sealed(&self) -> Option<Self::Refusal>;
}

/// A fact that entries can hold.
pub trait Record: Clone + Debug + PartialEq + Eq {
    /// What the fact does to the facts around it.
    fn bound(&self) -> Option<Bound>;
}

/// A fact that bounds what may stand before or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The first fact of a book, and of no other place.
    Begins,
    /// Fixes what stands before it.
    Seals,
    /// Lets facts follow a seal.
    Opens,
}

/// Names an entry: the desk that wrote it and its number there, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    pub desk: u8,
    pub seq: u64,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActOf<F> {
    Did(Vec<F>),
    /// The facts of an earlier entry of the same desk no longer stand.
    Undid(EntryId),
    /// The facts of an undone entry of the same desk stand again.
    Redid(EntryId),
}

/// One line of the journal. It is never changed and never removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryOf<F> {
    pub desk: u8,
    /// Number at its desk, from 1, without gaps.
    pub seq: u64,
    /// Lamport clock: `(clock, desk)` orders the entries of all desks the same way everywhere.
    pub clock: u64,
    /// Wall time of writing, for people to read.
    pub at: DateTime<FixedOffset>,
    /// The last entry of every other desk that was known when this one was written, by desk.
    pub seen: Vec<EntryId>,
    pub act: ActOf<F>,
}

impl<F> EntryOf<F> {
    #[must_use]
    pub fn id(&self) -> EntryId {
        EntryId { desk: self.desk, seq: self.seq }
    }

    /// Its place among the entries of all desks.
    #[must_use]
    pub fn order(&self) -> (u64, u8) {
        (self.clock, self.desk)
    }

    /// Whether that other entry was there when this one was written.
    #[must_use]
    pub fn knows(&self, id: EntryId) -> bool {
        if id.desk == self.desk {
            return id.seq < self.seq;
        }
        self.seen.iter().any(|seen| seen.desk == id.desk && seen.seq >= id.seq)
    }
}

impl<F: Record> EntryOf<F> {
    /// It opens what was sealed, and does nothing else.
    fn opens(&self) -> bool {
        let ActOf::Did(facts) = &self.act else { return false };
        matches!(&facts[..], [fact] if fact.bound() == Some(Bound::Opens))
    }

    /// It fixes the papers, so that undo goes no further back.
    #[must_use]
    pub fn seals(&self) -> bool {
        let ActOf::Did(facts) = &self.act else { return false };
        facts.iter().any(|fact| fact.bound() == Some(Bound::Seals))
    }
}

/// What a person asks of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderOf<C> {
    Do(C),
    Undo,
    Redo,
}

/// Why an order changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DenialOf<R> {
    Refused(R),
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

impl<R> From<R> for DenialOf<R> {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal)
    }
}

/// What an entry of a meeting says.
pub type Act = ActOf<Fact>;
/// An entry of a meeting.
pub type Entry = EntryOf<Fact>;
/// An order to a meeting.
pub type Order = OrderOf<Command>;
/// Why an order to a meeting changes nothing.
pub type Denial = DenialOf<Refusal>;
/// The journal of a meeting.
pub type Journal = JournalOf<Meeting>;

/// The entries of a book, of all desks, and what they add up to.
#[derive(Clone, Debug)]
pub struct JournalOf<B: Book> {
    /// In the order of [`EntryOf::order`].
    entries: Vec<EntryOf<B::Fact>>,
    /// Whether each entry's facts stand; entries that undo or redo never count as standing.
    standing: Vec<bool>,
    /// The number of the last entry of each desk.
    heads: BTreeMap<u8, u64>,
    trace: B::Trace,
    book: B,
}

impl<B: Book> Default for JournalOf<B> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            standing: Vec::new(),
            heads: BTreeMap::new(),
            trace: B::Trace::default(),
            book: B::default(),
        }
    }
}

impl<B: Book> JournalOf<B> {
    /// The journal these entries make, in whatever order they come.
    #[must_use]
    pub fn of(entries: Vec<EntryOf<B::Fact>>) -> Self {
        let mut journal = Self::default();
        journal.take_in(entries);
        journal
    }

    /// What the entries add up to.
    #[must_use]
    pub fn book(&self) -> &B {
        &self.book
    }

    #[must_use]
    pub fn entries(&self) -> &[EntryOf<B::Fact>] {
        &self.entries
    }

    /// What was ever left behind for good.
    #[must_use]
    pub fn traces(&self) -> &B::Trace {
        &self.trace
    }

    /// Whether the facts of the entry at this index stand.
    #[must_use]
    pub fn stands(&self, index: usize) -> bool {
        self.standing.get(index).copied().unwrap_or(false)
    }

    /// The place of the entry under whose seal the book stands now; `None` if it is not sealed.
    #[must_use]
    pub fn seal(&self) -> Option<usize> {
        self.book.sealed()?;
        self.standing.iter().zip(&self.entries).rposition(|(s, e)| *s && e.seals())
    }

    /// Rule on an order; the entry to keep if it is accepted. Changes nothing.
    ///
    /// # Errors
    /// A [`DenialOf`] if the order is out of order.
    pub fn consider(
        &self,
        order: OrderOf<B::Command>,
        pen: impl Into<Pen>,
    ) -> Result<EntryOf<B::Fact>, DenialOf<B::Refusal>> {
        let pen = pen.into();
        let act = match order {
            OrderOf::Do(command) => ActOf::Did(self.book.decide(command, pen)?),
            OrderOf::Undo => {
                let entry = self.undoable(pen.desk).ok_or(DenialOf::NothingToUndo)?;
                self.require_open(entry)?;
                ActOf::Undid(entry.id())
            }
            OrderOf::Redo => {
                let entry = self.redoable(pen.desk).ok_or(DenialOf::NothingToRedo)?;
                if !entry.opens() {
                    self.require_open(entry)?;
                }
                ActOf::Redid(entry.id())
            }
        };
        Ok(self.following(pen.desk, pen.at, act))
    }

    /// The entry with which a desk follows all that is known here.
    #[must_use]
    pub fn following(
        &self,
        desk: u8,
        at: DateTime<FixedOffset>,
        act: ActOf<B::Fact>,
    ) -> EntryOf<B::Fact> {
        let seq = 1 + self.heads.get(&desk).copied().unwrap_or(0);
        let clock = self.entries.last().map_or(0, |entry| entry.clock).saturating_add(1);
        let others = self.heads.iter().filter(|(other, _)| **other != desk);
        let seen = others.map(|(desk, seq)| EntryId { desk: *desk, seq: *seq }).collect();
        EntryOf { desk, seq, clock, at, seen, act }
    }

    /// Undo and redo change nothing that a seal has fixed.
    fn require_open(&self, entry: &EntryOf<B::Fact>) -> Result<(), DenialOf<B::Refusal>> {
        match self.book.sealed() {
            Some(refusal) if !entry.opens() => Err(refusal.into()),
            Some(_) | None => Ok(()),
        }
    }

    /// Take an entry in and fold it into the book.
    pub fn push(&mut self, entry: EntryOf<B::Fact>) {
        let follows = self.entries.last().is_none_or(|last| last.order() < entry.order())
            && self.heads.iter().all(|(desk, seq)| entry.knows(EntryId { desk: *desk, seq: *seq }));
        let ActOf::Did(facts) = &entry.act else { return self.take_in([entry]) };
        if !follows {
            return self.take_in([entry]);
        }
        for fact in facts {
            self.book.evolve(fact);
            B::trace(&mut self.trace, fact);
        }
        self.book.wrote(entry.at.naive_local());
        self.heads.insert(entry.desk, entry.seq);
        self.standing.push(true);
        self.entries.push(entry);
    }

    /// Take in entries of any desk, in whatever order they come: the same entries make the same
    /// book everywhere.
    pub fn take_in(&mut self, entries: impl IntoIterator<Item = EntryOf<B::Fact>>) {
        self.entries.extend(entries);
        self.entries.sort_by_key(EntryOf::order);
        self.entries.dedup_by_key(|entry| entry.id());
        self.heads.clear();
        for entry in &self.entries {
            let head = self.heads.entry(entry.desk).or_default();
            *head = entry.seq.max(*head);
        }
        self.standing = law::standing(&self.entries);
        self.replay();
    }

    fn replay(&mut self) {
        (self.book, self.trace) = (B::default(), B::Trace::default());
        for (entry, stands) in self.entries.iter().zip(&self.standing) {
            if let ActOf::Did(facts) = &entry.act {
                for fact in facts {
                    B::trace(&mut self.trace, fact);
                    if *stands { self.book.evolve(fact) } else { self.book.forgo(fact) }
                }
            }
            self.book.wrote(entry.at.naive_local());
        }
    }

    /// The entry of a desk that undo takes back: its latest that stands, the first one of all
    /// excepted, since without it there is no book.
    #[must_use]
    pub fn undoable(&self, desk: u8) -> Option<&EntryOf<B::Fact>> {
        let mut standing = self.entries.iter().zip(&self.standing).skip(1).rev();
        let (entry, _) = standing.find(|(entry, stands)| **stands && entry.desk == desk)?;
        Some(entry).filter(|entry| entry.seals() || !self.is_covered(entry))
    }

    /// The entry of a desk that redo restores: the one it undid last, unless it did something new
    /// since.
    #[must_use]
    pub fn redoable(&self, desk: u8) -> Option<&EntryOf<B::Fact>> {
        let mut undone: Vec<EntryId> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.desk == desk) {
            match &entry.act {
                ActOf::Did(_) => undone.clear(),
                ActOf::Undid(id) => undone.push(*id),
                ActOf::Redid(id) => undone.retain(|other| other != id),
            }
        }
        let id = undone.pop()?;
        let entry = self.entries.iter().find(|entry| entry.id() == id)?;
        (!self.is_covered(entry)).then_some(entry)
    }

    /// Whether a seal that stands was set over this entry.
    fn is_covered(&self, entry: &EntryOf<B::Fact>) -> bool {
        let mut seals = self.entries.iter().zip(&self.standing);
        seals.any(|(seal, stands)| *stands && seal.seals() && seal.knows(entry.id()))
    }
}

/// What an entry was set over: the entries it knew, and itself. A seal fixes these.
#[must_use]
pub fn covered<F: Clone>(entries: &[EntryOf<F>], place: usize) -> Vec<EntryOf<F>> {
    let Some(seal) = entries.get(place) else { return Vec::new() };
    let known = entries.iter().filter(|entry| seal.knows(entry.id()) || entry.id() == seal.id());
    known.cloned().collect()
}

/// What the seal was set over that fixes so many entries, itself among them; `None` if none does.
#[must_use]
pub fn sealed_with<F: Record>(entries: &[EntryOf<F>], count: usize) -> Option<Vec<EntryOf<F>>> {
    let standing = law::standing(entries);
    // At its place at least as many stand before it as it knew.
    let places = count.checked_sub(1)?..entries.len();
    let seals = places.filter(|place| standing[*place] && entries[*place].seals());
    seals.map(|place| covered(entries, place)).find(|covered| covered.len() == count)
}

/// The places of entries by their names.
fn places<F>(entries: &[EntryOf<F>]) -> HashMap<EntryId, usize> {
    entries.iter().enumerate().map(|(place, entry)| (entry.id(), place)).collect()
}
