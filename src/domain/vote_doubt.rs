//! What speaks against the numbers of a vote.

use super::{Answer, MemberId, Method, QuorumState, Weight};

/// Why the numbers of a vote cannot be right, or cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoteDoubt {
    /// More answers than voters in the room.
    TooMany { sum: u64, present: u64 },
    /// Voters in the room whose answer nobody stated.
    Unaccounted { missing: u64, present: u64 },
    /// Members whose name was not called yet.
    RollOpen { uncalled: u32 },
    /// Fewer voters than a vote needs.
    NoQuorum(QuorumState),
    /// More ballots handed out than voters in the room.
    IssuedOver { issued: u64, present: u64 },
    /// More ballots came back than were handed out.
    ReturnedOver { returned: u64, issued: u64 },
    /// Valid and invalid ballots do not make up those that came back.
    PapersDiffer { sum: u64, returned: u64 },
    /// More votes than valid ballots.
    OverValid { sum: u64, valid: u64 },
    /// One choice has more votes than there are ballots.
    ChoiceOver { name: String, votes: u64, withheld: Option<u64>, ballots: u64 },
    /// More votes on all ballots than places times ballots.
    MarksOver { marks: Weight, most: Weight },
    /// More voters named with an answer than the count has.
    NamedOver { answer: Answer, named: u64, stated: u64 },
    /// Somebody is named with two answers.
    Duplicate { member: MemberId },
    /// Somebody voted who was not entitled to just then.
    NotEntitled { member: MemberId },
    /// No whole number over this base makes the announced per cent.
    PercentImpossible { percent: String, base: u64 },
    /// The announced per cent is not that of the count.
    PercentDiffers { percent: String, yes: u64, base: u64 },
    /// The chair may not vote in this case.
    ChairMayNot,
    /// "Unanimous" was announced, but not everybody agreed.
    NotUnanimous { exceptions: u64 },
    /// The counts of the groups do not make up the whole.
    GroupsDiffer { sum: u64, stated: u64 },
    /// A group whose separate majority is needed was not counted.
    GroupMissing { name: String },
    /// More weight was cast than is present.
    WeightOver { sum: Weight, present: Weight },
    /// The rule counts weight, and none was stated.
    WeightMissing,
    /// The rules want another form.
    MethodDiffers { expected: Vec<Method> },
    /// More came by post than were counted in all.
    RemoteOver { remote: u64, sum: u64 },
    /// The roll was corrected after the vote: voters present then, and now known.
    RollChanged { then: u64, now: u64 },
    /// The rule measures by the ballots, and nobody reported them.
    PapersMissing,
    /// More ballots came back than there are voters.
    ReturnedOverPresent { returned: u64, present: u64 },
    /// More votes came by post than there are voters outside the room.
    RemoteOverAbsent { remote: u64, absent: u64 },
    /// The stated result is not that of the numbers stated with it.
    Contradicts { carried: bool },
    /// The ballot is secret, and so many voters are recorded with their answers.
    NamesInSecret { named: u64 },
    /// Somebody is recorded with an answer, and by the roll as corrected was not there to give it.
    NamedAway { member: MemberId },
    /// More than there can be people.
    BeyondCount { sum: u64 },
}

impl VoteDoubt {
    /// Whether nothing can be decided on such a count: it cannot be true, or there was no quorum.
    #[must_use]
    pub fn leaves_open(&self) -> bool {
        match self {
            Self::TooMany { .. }
            | Self::OverValid { .. }
            | Self::ReturnedOver { .. }
            | Self::ChoiceOver { .. }
            | Self::MarksOver { .. }
            | Self::WeightOver { .. }
            | Self::WeightMissing
            | Self::GroupMissing { .. }
            | Self::RemoteOver { .. }
            | Self::RemoteOverAbsent { .. }
            | Self::ReturnedOverPresent { .. }
            | Self::GroupsDiffer { .. }
            | Self::NamedOver { .. }
            | Self::BeyondCount { .. }
            | Self::NoQuorum(_) => true,
            // Fewer may be a matter of those nobody accounted for.
            Self::PapersDiffer { sum, returned } => sum > returned,
            Self::Unaccounted { .. }
            | Self::RollOpen { .. }
            | Self::IssuedOver { .. }
            | Self::Duplicate { .. }
            | Self::NamedAway { .. }
            | Self::NotEntitled { .. }
            | Self::PercentImpossible { .. }
            | Self::PercentDiffers { .. }
            | Self::ChairMayNot
            | Self::NotUnanimous { .. }
            | Self::MethodDiffers { .. }
            | Self::RollChanged { .. }
            | Self::PapersMissing
            | Self::Contradicts { .. }
            | Self::NamesInSecret { .. } => false,
        }
    }
}
