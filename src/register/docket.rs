//! The docket: the register's own book. It names the meetings that were begun and what was sealed of
//! each, so that a meeting which is gone or was changed is missed by more than itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{BookId, Header};
use crate::domain::{Moment, Pen};
use crate::journal::{Book, Bound, Entry, EntryOf, Journal, JournalOf, Record, covered};

/// What the register knows of its meetings by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docket {
    meetings: BTreeMap<BookId, Docketed>,
}

/// What the docket says of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Docketed {
    /// The name of the body, as it was when the meeting was begun.
    pub body: String,
    pub date: NaiveDate,
    pub seals: Vec<SealMark>,
}

/// A seal, as far as it can be held against the meeting it was set on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealMark {
    /// How many entries it fixes, itself among them.
    pub entries: u64,
    /// What stands for them.
    pub fingerprint: [u8; 16],
}

/// What can be asked of the docket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocketCommand {
    /// Name a meeting that was begun.
    Begin { book: BookId, body: String, date: NaiveDate },
    /// Note what was sealed of a meeting.
    Seal { book: BookId, mark: SealMark },
}

/// What the docket says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocketFact {
    MeetingBegun { book: BookId, body: String, date: NaiveDate },
    PapersSealed { book: BookId, entries: u64, fingerprint: [u8; 16] },
}

/// Why the docket takes no note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocketRefusal {
    /// The meeting is named already.
    Named,
    /// No such meeting was begun.
    Unnamed,
    /// This seal is noted already.
    Noted,
}

/// An entry of the docket.
pub type DocketEntry = EntryOf<DocketFact>;
/// The journal of the docket.
pub type DocketJournal = JournalOf<Docket>;

impl Docket {
    /// What it says of a meeting, if it names it.
    #[must_use]
    pub fn of(&self, book: BookId) -> Option<&Docketed> {
        self.meetings.get(&book)
    }

    /// All meetings that it names, by their ids.
    pub fn meetings(&self) -> impl Iterator<Item = (BookId, &Docketed)> {
        self.meetings.iter().map(|(book, docketed)| (*book, docketed))
    }
}

impl Header {
    /// The header of a meeting of which nothing is left but what the docket says.
    #[must_use]
    pub fn docketed(id: BookId, docketed: &Docketed) -> Self {
        let Docketed { body, date, seals } = docketed;
        let entries = seals.iter().map(|mark| mark.entries).max().unwrap_or(0);
        let none = Self::of(id, &Journal::default());
        Self { body: body.clone(), date: *date, entries, ..none }
    }
}

impl DocketFact {
    /// The meeting it is about.
    #[must_use]
    pub fn book(&self) -> BookId {
        match self {
            Self::MeetingBegun { book, .. } | Self::PapersSealed { book, .. } => *book,
        }
    }
}

impl Record for DocketFact {
    /// Its facts stand in any order beside each other: nothing in the docket is ever sealed.
    fn bound(&self) -> Option<Bound> {
        None
    }
}

impl Book for Docket {
    type Command = DocketCommand;
    type Fact = DocketFact;
    type Refusal = DocketRefusal;
    type Trace = ();

    fn decide(&self, command: DocketCommand, _: Pen) -> Result<Vec<DocketFact>, DocketRefusal> {
        match command {
            DocketCommand::Begin { book, body, date } => match self.of(book) {
                None => Ok(vec![DocketFact::MeetingBegun { book, body, date }]),
                Some(_) => Err(DocketRefusal::Named),
            },
            DocketCommand::Seal { book, mark } => {
                let docketed = self.of(book).ok_or(DocketRefusal::Unnamed)?;
                if docketed.seals.contains(&mark) {
                    return Err(DocketRefusal::Noted);
                }
                let SealMark { entries, fingerprint } = mark;
                Ok(vec![DocketFact::PapersSealed { book, entries, fingerprint }])
            }
        }
    }

    fn evolve(&mut self, fact: &DocketFact) {
        match fact {
            DocketFact::MeetingBegun { book, body, date } => {
                // Two desks may both name a meeting; the first one counts.
                self.meetings.entry(*book).or_insert_with(|| Docketed {
                    body: body.clone(),
                    date: *date,
                    seals: Vec::new(),
                });
            }
            DocketFact::PapersSealed { book, entries, fingerprint } => {
                let mark = SealMark { entries: *entries, fingerprint: *fingerprint };
                if let Some(docketed) = self.meetings.get_mut(book)
                    && !docketed.seals.contains(&mark)
                {
                    docketed.seals.push(mark);
                }
            }
        }
    }

    fn forgo(&mut self, _: &DocketFact) {}

    fn wrote(&mut self, _: Moment) {}

    fn trace((): &mut (), _: &DocketFact) {}

    fn sealed(&self) -> Option<DocketRefusal> {
        None
    }
}

/// The entries that each seal of a meeting was set over, itself the last; of seals taken back as
/// well, since papers may have gone out under them.
pub fn seals_of(entries: &[Entry]) -> impl Iterator<Item = Vec<Entry>> {
    let seals = entries.iter().enumerate().filter(|(_, entry)| entry.seals());
    seals.map(|(place, _)| covered(entries, place))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::journal::{DenialOf, OrderOf};

    const BOOK: BookId = BookId([7; 16]);

    fn give(
        journal: &mut DocketJournal,
        command: DocketCommand,
    ) -> Result<(), DenialOf<DocketRefusal>> {
        let at = DateTime::parse_from_rfc3339("2026-11-08T07:30:00+07:00").unwrap();
        let entry = journal.consider(OrderOf::Do(command), at)?;
        journal.push(entry);
        Ok(())
    }

    #[test]
    fn a_meeting_is_named_once_and_each_of_its_seals_noted_once() {
        let mut journal = DocketJournal::default();
        let date = NaiveDate::from_ymd_opt(2026, 11, 8).unwrap();
        let begin = DocketCommand::Begin { book: BOOK, body: "Chi bộ".into(), date };
        let mark = SealMark { entries: 60, fingerprint: [3; 16] };
        let later = SealMark { entries: 66, fingerprint: [4; 16] };
        let seal = |mark| DocketCommand::Seal { book: BOOK, mark };
        assert_eq!(give(&mut journal, seal(mark)), Err(DenialOf::Refused(DocketRefusal::Unnamed)));
        assert_eq!(give(&mut journal, begin.clone()), Ok(()));
        assert_eq!(give(&mut journal, begin), Err(DenialOf::Refused(DocketRefusal::Named)));
        assert_eq!(give(&mut journal, seal(mark)), Ok(()));
        assert_eq!(give(&mut journal, seal(mark)), Err(DenialOf::Refused(DocketRefusal::Noted)));
        assert_eq!(give(&mut journal, seal(later)), Ok(()));
        let expected = Docketed { body: "Chi bộ".into(), date, seals: vec![mark, later] };
        assert_eq!(journal.book().of(BOOK), Some(&expected));
        assert_eq!(DocketJournal::of(journal.entries().to_vec()).book(), journal.book());
    }
}
