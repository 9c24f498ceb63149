//! Members, guests, and their presence as a timeline of marks.

use super::{GuestId, ItemId, MemberId, Moment};

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
    /// Takes part by telephone or picture.
    Remote,
}

impl Presence {
    /// In the room now.
    #[must_use]
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }

    /// Took part in the meeting for some of its time.
    #[must_use]
    pub fn attended(&self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::Left | Self::Remote)
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
    /// Shares or mandates; `None` where nobody said.
    pub weight: Option<u64>,
    /// The group whose majority is counted apart; empty if none.
    pub group: String,
    /// Who votes for the member while the member is away, and since when; the last one holds.
    pub proxies: Vec<(Option<Person>, Option<Moment>)>,
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
    pub changes: Vec<(SeatChange, Option<Moment>)>,
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
    pub time: Option<Moment>,
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
        self.marks.last().map_or(&Presence::NotCalled, |mark| &mark.presence)
    }

    /// Who votes for the member while the member is away.
    #[must_use]
    pub fn proxy(&self) -> Option<&Person> {
        self.proxies.last().and_then(|(holder, _)| holder.as_ref())
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

    /// The name is still to be called; nobody waits for a member who was sent elsewhere, gave up
    /// the seat, or is represented.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        *self.presence() == Presence::NotCalled
            && self.class != Some(Class::Away)
            && self.proxy().is_none()
            && self.seat.is_held()
    }

    /// The member at a time, by the marks, proxies and seat as they are known now.
    #[must_use]
    pub fn as_of(&self, at: Moment) -> Self {
        let by_then = |time: Option<Moment>| time.is_none_or(|time| time <= at);
        let mut then = self.clone();
        let open = *self.presence() == Presence::NotCalled;
        if let Some(presence) = self.presence_at(at) {
            then.marks = vec![Mark { presence, time: None }];
        } else if !open {
            // Whoever came later was absent, with the reason that was given.
            let absent = self.marks.iter().rev().find(|mark| mark.presence.is_absent());
            let presence = absent.map_or(Presence::Left, |mark| mark.presence.clone());
            then.marks = vec![Mark { presence, time: None }];
        }
        then.proxies.retain(|(_, time)| by_then(*time));
        then.seat.changes.retain(|(_, time)| by_then(*time));
        let first = self.seat.changes.first();
        if first.is_some_and(|(it, time)| *it == SeatChange::Seated && !by_then(*time)) {
            // Whoever joined later was no member yet.
            then.seat.changes = vec![(SeatChange::TermEnded, None)];
        }
        // Whoever was seated, and sworn only later, still had the oath to take.
        let sworn_later = self
            .seat
            .changes
            .iter()
            .any(|(change, time)| *change == SeatChange::Sworn && !by_then(*time));
        let seated = then.seat.changes.last().is_some_and(|(it, _)| *it == SeatChange::Seated);
        then.seat.unsworn = seated && (self.seat.unsworn || sworn_later);
        then
    }

    /// How the member took part at a time, by the marks as they are known now: in the room, or
    /// from afar; `None` if not at all.
    ///
    /// A mark right after one of its kind corrects it. Whoever came late was not there before;
    /// whoever is called and is there was there from the beginning, and so is a mark without a
    /// time.
    #[must_use]
    pub fn presence_at(&self, at: Moment) -> Option<Presence> {
        let mut here = None;
        let mut called = false;
        for (index, mark) in self.marks.iter().enumerate() {
            let next = self.marks.get(index + 1);
            let kind = std::mem::discriminant(&mark.presence);
            let first = !called;
            called |= mark.presence != Presence::NotCalled;
            if next.is_some_and(|next| std::mem::discriminant(&next.presence) == kind) {
                // What is corrected leaves the next one in its place.
                called &= !first;
                continue;
            }
            let by_then = mark.time.is_none_or(|time| time <= at);
            here = match mark.presence {
                Presence::Present if by_then || first => Some(Presence::Present),
                Presence::Remote if by_then || first => Some(Presence::Remote),
                Presence::Present | Presence::Remote => here,
                Presence::Late => by_then.then_some(Presence::Present),
                Presence::Left => here.filter(|_| !by_then),
                Presence::NotCalled | Presence::Excused(_) | Presence::Unexcused => None,
            };
        }
        here
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
