//! Votes: what was counted, what it was measured against, and whether it carried.

use super::{Base, ConclusionId, Decision, Ground, Moment, VoteId};

/// How the vote was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Hand,
    Card,
    SecretBallot,
    Consent,
}

/// Answers by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub yes: u32,
    pub no: u32,
    /// "Other opinion" of the Party's forms; not agreement.
    pub other: u32,
    pub abstained: u32,
}

impl Tally {
    /// All answers together.
    #[must_use]
    pub fn sum(self) -> u32 {
        self.yes.saturating_add(self.exceptions())
    }

    /// Everything that is not agreement.
    #[must_use]
    pub fn exceptions(self) -> u32 {
        self.no.saturating_add(self.other).saturating_add(self.abstained)
    }
}

/// What the secretary could say about the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Everybody agreed; how many that was, if the roll knows.
    Unanimous { yes: Option<u32> },
    /// Numbers by kind of answer.
    Counted(Tally),
    /// Only the result was stated.
    Uncounted { carried: bool },
}

/// Whether it carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Carried,
    Lost,
    /// The chair's word, without numbers that could be judged.
    Stated {
        carried: bool,
    },
    /// Numbers that cannot be right, or over a base nobody knows.
    Unknown,
}

impl Verdict {
    /// Whether the decision stands.
    #[must_use]
    pub fn carried(self) -> bool {
        matches!(self, Self::Carried | Self::Stated { carried: true })
    }
}

/// Why the numbers of a vote cannot be right, or cannot be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoteDoubt {
    /// More answers than voters in the room.
    TooMany { sum: u32, present: u32 },
    /// Voters in the room whose answer nobody stated.
    Unaccounted { missing: u32, present: u32 },
    /// Members whose name was not called yet.
    RollOpen { uncalled: u32 },
    /// Fewer voters than a vote needs.
    NoQuorum { present: u32, needed: u32 },
}

/// A vote as it stands in the record; its text, ground and verdict are frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    pub id: VoteId,
    pub conclusion: ConclusionId,
    /// The exact text that was voted on.
    pub text: String,
    pub decision: Decision,
    pub method: Option<Method>,
    pub count: Count,
    pub ground: Ground,
    pub verdict: Verdict,
    /// Doubts that stood when the secretary recorded the numbers as stated.
    pub doubts: Vec<VoteDoubt>,
    pub time: Option<Moment>,
}

impl Vote {
    /// The base the votes were measured against, where it is known.
    #[must_use]
    pub fn base(&self) -> Option<u32> {
        base_of(&self.ground, self.count)
    }

    /// Votes for, where they are known.
    #[must_use]
    pub fn yes(&self) -> Option<u32> {
        match self.count {
            Count::Unanimous { yes } => yes,
            Count::Counted(tally) => Some(tally.yes),
            Count::Uncounted { .. } => None,
        }
    }
}

/// The base of a count over a ground: from the roll, or from the answers themselves.
pub(super) fn base_of(ground: &Ground, count: Count) -> Option<u32> {
    match (ground.rule.base, count) {
        (Base::Statutory | Base::Present, _) => ground.base,
        (Base::Cast, Count::Counted(tally)) => Some(tally.sum()),
        (Base::YesNo, Count::Counted(tally)) => Some(tally.yes.saturating_add(tally.no)),
        (Base::Cast | Base::YesNo, Count::Unanimous { yes }) => yes,
        (Base::Cast | Base::YesNo, Count::Uncounted { .. }) => None,
    }
}

/// Judge a count over a ground.
///
/// Numbers are judged by the rule; words without numbers stay the chair's words.
pub(super) fn judge(ground: &Ground, count: Count) -> Verdict {
    let yes = match count {
        Count::Unanimous { yes: Some(yes) } => yes,
        Count::Unanimous { yes: None } => return Verdict::Stated { carried: true },
        Count::Counted(tally) => tally.yes,
        Count::Uncounted { carried } => return Verdict::Stated { carried },
    };
    match base_of(ground, count) {
        Some(base) if ground.rule.threshold.reached(yes, base) => Verdict::Carried,
        Some(_) => Verdict::Lost,
        None if matches!(count, Count::Unanimous { .. }) => Verdict::Stated { carried: true },
        None => Verdict::Unknown,
    }
}
