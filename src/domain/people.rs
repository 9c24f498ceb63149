//! Members and guests, and what they may do.

use super::{Attendance, GuestId, ItemId, MemberId, Point, Presence};

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

/// A person on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    /// Post or title as typed; empty if none.
    pub post: String,
    /// `None` while nobody has said whether the member is official.
    pub class: Option<Class>,
    pub attendance: Attendance,
    /// Shares or mandates; `None` where nobody said.
    pub weight: Option<super::Weight>,
    /// The group whose majority is counted apart; empty if none.
    pub group: String,
    /// Who votes for the member while the member is away, and since when; the last one holds.
    pub proxies: Vec<(Option<Person>, Point)>,
    pub seat: Seat,
}

/// What happened to a seat in the middle of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatChange {
    /// The member gave it up.
    Resigned,
    /// The term ended.
    TermEnded,
    /// The body took it away.
    Removed,
    /// The member joined in the middle of the meeting: co-opted or newly elected.
    Seated,
    /// The member took the oath.
    Sworn,
}

/// Whether a member holds the seat, by what happened in the meeting so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    pub changes: Vec<(SeatChange, Point)>,
    /// An oath is still to be taken before voting.
    pub unsworn: bool,
}

impl Seat {
    /// Still, or again, a member.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.changes.last().is_none_or(|(change, _)| match change {
            SeatChange::Seated | SeatChange::Sworn => true,
            SeatChange::Resigned | SeatChange::TermEnded | SeatChange::Removed => false,
        })
    }

    /// Whether the seat was held at a moment, by what is known now.
    #[must_use]
    pub fn is_held_at(&self, at: Point) -> bool {
        let joined_later = self
            .changes
            .first()
            .is_some_and(|(first, changed)| *first == SeatChange::Seated && !changed.is_by(at));
        let by_then = self.changes.iter().filter(|(_, changed)| changed.is_by(at));
        let last = Self { changes: by_then.copied().collect(), unsworn: false };
        !joined_later && last.is_held()
    }

    /// The member joined in the course of the meeting.
    #[must_use]
    pub fn joined(&self) -> Option<Point> {
        self.changes.first().filter(|(it, _)| *it == SeatChange::Seated).map(|(_, at)| *at)
    }

    /// A member whom no oath keeps from voting.
    #[must_use]
    pub fn may_vote(&self) -> bool {
        self.is_held() && !self.unsworn
    }
}

/// How somebody with an interest takes part in an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conduct {
    /// Declares the interest and votes.
    Votes,
    /// Does not vote, and stays in the room.
    Stays,
    /// Does not vote, and leaves the room.
    Leaves,
}

/// A declared interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interest {
    pub member: MemberId,
    /// The item it concerns; `None`: all of the meeting.
    pub item: Option<ItemId>,
    pub conduct: Conduct,
    /// What it is, as it was said.
    pub what: String,
    pub at: Point,
}

impl Interest {
    /// Whether it concerns something of this item.
    #[must_use]
    pub fn concerns(&self, item: Option<ItemId>) -> bool {
        self.item.is_none() || self.item == item
    }
}

impl Member {
    /// The presence that holds now.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        self.attendance.presence()
    }

    /// Who votes for the member while the member is away.
    #[must_use]
    pub fn proxy(&self) -> Option<&Person> {
        self.proxies.last().and_then(|(holder, _)| holder.as_ref())
    }

    /// The name is still to be called; nobody waits for a member who was sent elsewhere, gave up
    /// the seat, or is represented.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        *self.presence() == Presence::NotCalled
            && self.class != Some(Class::Away)
            && self.proxy().is_none()
            && self.seat.is_held()
    }

    /// The member at a moment, by the marks, proxies and seat as they are known now.
    #[must_use]
    pub fn as_of(&self, at: Point) -> Self {
        let mut then = self.clone();
        then.attendance = self.attendance.as_of(at);
        then.proxies.retain(|(_, given)| given.is_by(at));
        then.seat.changes.retain(|(_, changed)| changed.is_by(at));
        let first = self.seat.changes.first();
        if first.is_some_and(|(it, changed)| *it == SeatChange::Seated && !changed.is_by(at)) {
            // Whoever joined later was no member yet.
            then.seat.changes = vec![(SeatChange::TermEnded, Point::default())];
        }
        // Whoever was seated, and sworn only later, still had the oath to take.
        let sworn_later = self
            .seat
            .changes
            .iter()
            .any(|(change, changed)| *change == SeatChange::Sworn && !changed.is_by(at));
        let seated = then.seat.changes.last().is_some_and(|(it, _)| *it == SeatChange::Seated);
        then.seat.unsworn = seated && (self.seat.unsworn || sworn_later);
        then
    }
}

/// Where a guest stands: representatives of a superior body are named first and may direct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Superior,
    Invited,
    /// Staff of the body: clerk, counsel, interpreter.
    Staff,
}

/// Somebody in the room who is not on the roll and never counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub id: GuestId,
    pub name: String,
    pub post: String,
    pub rank: Rank,
    pub attendance: Attendance,
    /// The member this guest became in the course of the meeting.
    pub became: Option<MemberId>,
}

/// Whoever speaks, presents, or takes on a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    Member(MemberId),
    Guest(GuestId),
    /// Somebody, or several, known only by these words.
    Named(String),
}
