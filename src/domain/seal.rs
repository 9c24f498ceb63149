//! Sealed papers, and what was corrected after a seal.

use super::{Fact, Meeting, Moment};

/// The papers as they were fixed at one time. Its place in the list is its version, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    pub time: Moment,
    /// The template the papers are made by: its id if it is built in, else the whole of it.
    pub template: String,
    /// What was corrected since the version before; `None` in the first.
    pub correction: Option<Correction>,
}

/// A correction of sealed papers: why, and everything recorded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub reason: String,
    pub changes: Vec<Change>,
}

/// One thing recorded for a correction, and the words that stood there before, if it replaced any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub fact: Fact,
    pub before: Option<String>,
}

impl Change {
    /// What a fact would change of a meeting.
    #[expect(clippy::wildcard_enum_match_arm, reason = "what is new was nothing before")]
    pub(super) fn of(meeting: &Meeting, fact: &Fact) -> Self {
        let before = match fact {
            Fact::DetailStated { detail, .. } => meeting.detail(*detail).map(String::from),
            Fact::NoteAmended(note) => meeting.note(note.id).map(|note| note.text.clone()),
            Fact::NoteRemoved { note } => meeting.note(*note).map(|note| note.text.clone()),
            Fact::ConclusionAmended { conclusion, .. } | Fact::ConclusionRemoved { conclusion } => {
                meeting.conclusion(*conclusion).map(|conclusion| conclusion.text.clone())
            }
            Fact::ItemAmended { item, .. } | Fact::ItemRemoved { item } => {
                meeting.item(*item).map(|item| item.title.clone())
            }
            Fact::MemberAmended { member, .. } | Fact::MemberStruck { member } => {
                meeting.member(*member).map(|member| member.name.clone())
            }
            Fact::GuestAmended { guest, .. } | Fact::GuestRemoved { guest } => {
                meeting.guest(*guest).map(|guest| guest.name.clone())
            }
            _ => None,
        };
        Self { fact: fact.clone(), before }
    }

    /// It replaces what an earlier change of the same correction said of the same thing.
    #[must_use]
    pub fn replaces(&self, earlier: &Self) -> bool {
        match (&self.fact, &earlier.fact) {
            (Fact::DetailStated { detail, .. }, Fact::DetailStated { detail: other, .. }) => {
                detail == other
            }
            (Fact::NoteAmended(note), Fact::NoteAmended(other) | Fact::NoteTaken(other)) => {
                note.id == other.id
            }
            (
                Fact::ConclusionAmended { conclusion, .. },
                Fact::ConclusionAmended { conclusion: other, .. }
                | Fact::ConclusionWritten { conclusion: other, .. },
            ) => conclusion == other,
            (
                Fact::TaskAssigned { conclusion, .. },
                Fact::TaskAssigned { conclusion: other, .. },
            ) => conclusion == other,
            (Fact::ItemAmended { item, .. }, Fact::ItemAmended { item: other, .. }) => {
                item == other
            }
            _ => false,
        }
    }
}
