//! Motions: who moved what, and what became of it without or beside a vote.

use super::{ConclusionId, Moment, Person};

/// What a motion is to the business before the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MotionKind {
    /// Brings business before the meeting.
    Main,
    /// Changes the text of another motion.
    Amendment {
        of: ConclusionId,
    },
    /// Takes the place of another motion.
    Substitute {
        of: ConclusionId,
    },
    Procedural(Procedure),
}

/// What a procedural motion asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Procedure {
    Postpone,
    Refer,
    CloseDebate,
    Recess,
    /// Take up again what was decided.
    Reconsider,
    Adjourn,
    /// Fix the time to which to adjourn.
    FixTime,
    /// Take measures to obtain a quorum.
    ObtainQuorum,
}

impl Procedure {
    pub const ALL: [Self; 8] = [
        Self::Postpone,
        Self::Refer,
        Self::CloseDebate,
        Self::Recess,
        Self::Reconsider,
        Self::Adjourn,
        Self::FixTime,
        Self::ObtainQuorum,
    ];

    /// Whether it may be carried without a quorum (RONR 40:7).
    #[must_use]
    pub fn needs_quorum(self) -> bool {
        match self {
            Self::Adjourn | Self::FixTime | Self::Recess | Self::ObtainQuorum => false,
            Self::Postpone | Self::Refer | Self::CloseDebate | Self::Reconsider => true,
        }
    }
}

/// Who brings a motion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mover {
    Person(Person),
    /// The chair puts it, in the name of nobody in particular.
    Chair,
}

/// What became of a motion other than by a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Withdrawn,
    /// To a later time, in words.
    Postponed(String),
    /// To somebody, in words.
    Referred(String),
    /// Put to the vote in parts, each a motion of its own.
    Split(Vec<ConclusionId>),
    /// Another text took its place.
    Replaced {
        by: ConclusionId,
    },
    /// Not seconded, or out of order.
    Fell(String),
    /// Laid on the table.
    Tabled,
    /// Of an amendment: the mover of the motion took its words over, without a vote.
    Accepted {
        /// The words of the motion before.
        before: String,
    },
}

/// A motion: what makes a conclusion more than the chair's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
    pub kind: MotionKind,
    pub mover: Option<Mover>,
    pub seconders: Vec<Person>,
    /// Under which condition it holds, as it was said; empty if under none.
    pub condition: String,
    pub fate: Option<(Fate, Option<Moment>)>,
}
