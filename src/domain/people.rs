//! Members, guests, and their presence as a timeline of marks.

use super::{GuestId, MemberId, Moment};

/// What a member is by the statutes of the body; decides whether the member votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Full (official) member: votes.
    Official,
    /// Probationary or non-voting member: speaks, never votes.
    Probationary,
    /// Official member exempt from meetings: counted in the base only when present.
    Exempt,
    /// Member of another body who attends here for a time; speaks, does not vote by default.
    Visiting,
    /// Official member sent elsewhere for a time: out of the base.
    Away,
    /// Official member suspended from activity: out of the base.
    Suspended,
}

impl Class {
    /// All classes, in the order in which they are printed.
    pub const ALL: [Self; 6] = [
        Self::Official,
        Self::Probationary,
        Self::Exempt,
        Self::Visiting,
        Self::Away,
        Self::Suspended,
    ];
}

/// What the roll call found about a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The name has not been called; not the same as absent.
    NotCalled,
    /// In the room from the opening.
    Present,
    /// In the room since the mark's time.
    Late,
    /// Was in the room until the mark's time.
    Left,
    /// Absent with a reason, which may be empty when nobody said it.
    Excused(String),
    /// Absent without a reason.
    Unexcused,
}

impl Presence {
    /// In the room now, so able to vote if entitled.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }

    /// Took part in the meeting for some of its time.
    #[must_use]
    pub fn attended(&self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::Left)
    }

    /// Not in the room at all.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Excused(_) | Self::Unexcused)
    }
}

/// One fact of the roll: what was found, and when it happened if that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub presence: Presence,
    pub time: Option<Moment>,
}

/// A person on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    /// Post or title as typed; empty if none.
    pub post: String,
    /// `None` while nobody has said whether the member is official.
    pub class: Option<Class>,
    /// Marks in the order they were recorded; the last one holds.
    pub marks: Vec<Mark>,
}

impl Member {
    /// The presence that holds now.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        self.marks.last().map_or(&Presence::NotCalled, |mark| &mark.presence)
    }

    /// The time of the mark that holds now, if it was said.
    #[must_use]
    pub fn since(&self) -> Option<Moment> {
        self.marks.last().and_then(|mark| mark.time)
    }

    /// When the member came in after the opening, if they did; a mark of presence right after it
    /// corrects it.
    #[must_use]
    pub fn arrived_late(&self) -> Option<&Mark> {
        let at = self.marks.iter().rposition(|mark| mark.presence == Presence::Late)?;
        let corrected = self.marks.get(at + 1).is_some_and(|m| m.presence == Presence::Present);
        self.marks.get(at).filter(|_| !corrected)
    }

    /// The name is still to be called; nobody waits for a member who was sent elsewhere.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        *self.presence() == Presence::NotCalled && self.class != Some(Class::Away)
    }
}

/// Where a guest stands: representatives of a superior body are named first and may direct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Superior,
    Invited,
}

/// Somebody in the room who is not on the roll and never counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub id: GuestId,
    pub name: String,
    pub post: String,
    pub rank: Rank,
}

/// Whoever speaks, presents, or takes on a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    Member(MemberId),
    Guest(GuestId),
    /// Somebody, or several, known only by these words.
    Named(String),
}
