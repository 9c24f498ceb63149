//! Attendance as a timeline: what the roll recorded about somebody, and the spells it adds up to.
//!
//! Members and guests have the same timeline; only members are counted.

use super::{GuestId, MemberId, Moment};

/// A place in the course of the meeting: how many facts stood before it, and the time where it is
/// known.
///
/// A meeting that is written up later knows few times; the order in which things were recorded is
/// then the order in which they happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    pub order: u32,
    pub time: Option<Moment>,
    /// Where the time is not known: when it had happened at the latest, by what was recorded next.
    pub by: Option<Moment>,
}

impl Point {
    /// Whether this had happened by the other: by the times where both are known, else by the order
    /// of recording.
    #[must_use]
    pub fn is_by(self, other: Self) -> bool {
        match (self.time, other.time) {
            (Some(this), Some(that)) => this <= that,
            (Some(this), None) if other.by.is_some_and(|by| this > by) => false,
            (Some(_) | None, None) | (None, Some(_)) => self.order <= other.order,
        }
    }
}

/// Somebody on the roll or among the guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendee {
    Member(MemberId),
    Guest(GuestId),
}

/// What was said about an absence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Excuse {
    /// Nobody said whether it is excused.
    #[default]
    Unsaid,
    Excused,
    Unexcused,
    /// A group of absence in the body's own words: "on duty", "without a substitute".
    Own(String),
}

/// An absence and the reason of it, which is empty where nobody gave one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absence {
    pub excuse: Excuse,
    pub reason: String,
}

impl Absence {
    /// An excused absence with its reason.
    #[must_use]
    pub fn excused(reason: impl Into<String>) -> Self {
        Self { excuse: Excuse::Excused, reason: reason.into() }
    }

    /// An absence that is not excused, without a reason.
    #[must_use]
    pub fn unexcused() -> Self {
        Self { excuse: Excuse::Unexcused, reason: String::new() }
    }
}

/// What the roll recorded about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The name has not been called; not the same as absent.
    NotCalled,
    /// In the room from the opening, or from the moment of joining the body.
    Present,
    /// Came in after the opening, at the mark's time.
    Late,
    /// Went out at the mark's time.
    Left,
    /// Came in again at the mark's time after having left.
    Back,
    Absent(Absence),
    /// Takes part by telephone or picture.
    Remote,
}

impl Presence {
    /// In the room now.
    #[must_use]
    pub fn is_here(&self) -> bool {
        match self {
            Self::Present | Self::Late | Self::Back => true,
            Self::NotCalled | Self::Left | Self::Absent(_) | Self::Remote => false,
        }
    }

    /// Took part in the meeting for some of its time.
    #[must_use]
    pub fn attended(&self) -> bool {
        match self {
            Self::Present | Self::Late | Self::Back | Self::Left | Self::Remote => true,
            Self::NotCalled | Self::Absent(_) => false,
        }
    }

    /// Not in the room at all.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent(_))
    }

    /// Absent, and excused.
    #[must_use]
    pub fn is_excused(&self) -> bool {
        matches!(self, Self::Absent(Absence { excuse: Excuse::Excused, .. }))
    }

    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// One fact of the roll: what was found, and where in the course of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub presence: Presence,
    pub at: Point,
}

/// How somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    InRoom,
    /// By telephone or picture.
    Remote,
}

/// A stretch of the meeting in which somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    pub way: Way,
    /// `None`: from the beginning.
    pub from: Option<Point>,
    /// `None`: to the end, or until now.
    pub until: Option<Point>,
}

impl Spell {
    fn holds_at(&self, at: Point) -> bool {
        self.from.is_none_or(|from| from.is_by(at)) && self.until.is_none_or(|end| !end.is_by(at))
    }
}

/// The timeline of one person: every mark in the order in which it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    pub marks: Vec<Mark>,
}

impl Attendance {
    /// The mark recorded last.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        self.marks.last().map_or(&Presence::NotCalled, |mark| &mark.presence)
    }

    /// The time of the mark recorded last, if it was said.
    #[must_use]
    pub fn since(&self) -> Option<Moment> {
        self.marks.last().and_then(|mark| mark.at.time)
    }

    /// The stretches in which the person took part, as the marks are known now.
    ///
    /// A mark right after one of its kind corrects it. Whoever is called and is there was there
    /// from the beginning, however late the roll was called; *absent* and *not called* take back
    /// all before them; *present* right after *late* corrects it.
    #[must_use]
    pub fn spells(&self) -> Vec<Spell> {
        let mut spells: Vec<Spell> = Vec::new();
        // Whether the name had been called before, so that a mark of presence is no first call.
        let mut called = false;
        for (index, mark) in self.marks.iter().enumerate() {
            let next = self.marks.get(index + 1);
            if next.is_some_and(|next| next.presence.is_like(&mark.presence)) {
                continue;
            }
            add(&mut spells, mark, called);
            called = mark.presence != Presence::NotCalled;
        }
        spells
    }

    /// How the person took part at a moment; `None` if not at all.
    #[must_use]
    pub fn at(&self, at: Point) -> Option<Way> {
        self.spells().iter().rev().find(|spell| spell.holds_at(at)).map(|spell| spell.way)
    }

    /// When the person came in after the beginning; `None` if there from the beginning or never.
    #[must_use]
    pub fn arrival(&self) -> Option<Point> {
        self.spells().first().and_then(|spell| spell.from)
    }

    /// Came after the opening.
    #[must_use]
    pub fn came_late(&self) -> bool {
        self.presence().attended()
            && self.arrival().is_some()
            && self.marks.iter().any(|mark| mark.presence == Presence::Late)
    }

    /// The marks at a moment, as one mark that says how the person took part then.
    #[must_use]
    pub fn as_of(&self, at: Point) -> Self {
        let called = *self.presence() != Presence::NotCalled;
        let presence = match self.at(at) {
            Some(Way::InRoom) => Presence::Present,
            Some(Way::Remote) => Presence::Remote,
            None if !called => return self.clone(),
            // Whoever came later was absent, with the reason that was given.
            None => {
                let absent = self.marks.iter().rev().find(|mark| mark.presence.is_absent());
                absent.map_or(Presence::Left, |mark| mark.presence.clone())
            }
        };
        Self { marks: vec![Mark { presence, at: Point::default() }] }
    }

    /// Whoever was said to be late before the opening came after it.
    pub(super) fn open(&mut self, opening: Point) {
        if let Some(mark) = self.marks.last_mut()
            && mark.presence == Presence::Late
            && mark.at.time.is_none()
        {
            mark.at.order = opening.order + 1;
        }
    }
}

/// What one mark makes of the spells before it.
fn add(spells: &mut Vec<Spell>, mark: &Mark, called: bool) {
    let at = Some(mark.at);
    let open = spells.last().is_some_and(|spell| spell.until.is_none());
    // A first call says how it has been from the beginning, and so does a correction without a
    // time.
    let from = at.filter(|at| called && at.time.is_some());
    match mark.presence {
        Presence::NotCalled | Presence::Absent(_) => spells.clear(),
        Presence::Left => match spells.last_mut() {
            Some(spell) => spell.until = at,
            // A guest is not called: whoever leaves was there.
            None => spells.push(Spell { way: Way::InRoom, from: None, until: at }),
        },
        Presence::Late => match spells.first_mut() {
            Some(first) => first.from = at,
            None => spells.push(Spell { way: Way::InRoom, from: at, until: None }),
        },
        Presence::Back => spells.push(Spell { way: Way::InRoom, from: at, until: None }),
        Presence::Present | Presence::Remote => {
            let way = if mark.presence == Presence::Remote { Way::Remote } else { Way::InRoom };
            let only = spells.len() == 1;
            match spells.last_mut() {
                Some(spell) if open && spell.way == way => {
                    spell.from = spell.from.filter(|_| !only);
                }
                Some(spell) if open => {
                    spell.until = at;
                    spells.push(Spell { way, from: at, until: None });
                }
                Some(_) => spells.push(Spell { way, from: at, until: None }),
                None => spells.push(Spell { way, from, until: None }),
            }
        }
    }
}
