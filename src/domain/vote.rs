//! Votes: what was counted, and what of it stands in the record.

use super::{Base, ConclusionId, Decision, Ground, MemberId, Moment, Threshold, VoteDoubt, VoteId};

/// How the vote was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    Hand,
    Card,
    SecretBallot,
    Consent,
    /// Every voter answers by name.
    RollCall,
    /// By post or electronically.
    Remote,
    Acclamation,
    Voice,
    /// Standing up to be counted.
    Division,
    /// Electronically, in the room.
    Button,
    /// In writing or by electronic mail, without a meeting.
    Circular,
    /// In the body's own word.
    Named(String),
}

impl Method {
    /// The methods that have a name of their own, in the order of the menus.
    pub const ALL: [Self; 11] = [
        Self::Hand,
        Self::Card,
        Self::SecretBallot,
        Self::Consent,
        Self::RollCall,
        Self::Remote,
        Self::Acclamation,
        Self::Voice,
        Self::Division,
        Self::Button,
        Self::Circular,
    ];
}

/// The answer of one voter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    Other,
    Abstain,
    /// In the room, but gives no answer.
    NotVoting,
    Absent,
    /// Kept from voting by an interest.
    Recused,
}

impl Answer {
    pub const ALL: [Self; 7] = [
        Self::Yes,
        Self::No,
        Self::Other,
        Self::Abstain,
        Self::NotVoting,
        Self::Absent,
        Self::Recused,
    ];
}

/// Answers by kind; `None` where nobody stated the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub yes: Option<u64>,
    pub no: Option<u64>,
    /// "Other opinion" of the Party's forms; not agreement.
    pub other: Option<u64>,
    pub abstained: Option<u64>,
    /// In the room, but gave no answer.
    pub silent: Option<u64>,
}

impl Tally {
    /// Every number is known, and is none.
    pub const NONE: Self = Self::of([0; 5]);

    /// For, against, of another opinion, abstaining, silent: all of them known.
    #[must_use]
    pub const fn of([yes, no, other, abstained, silent]: [u64; 5]) -> Self {
        Self {
            yes: Some(yes),
            no: Some(no),
            other: Some(other),
            abstained: Some(abstained),
            silent: Some(silent),
        }
    }

    /// All numbers in the order of [`Tally::of`].
    #[must_use]
    pub const fn numbers(self) -> [Option<u64>; 5] {
        [self.yes, self.no, self.other, self.abstained, self.silent]
    }

    /// All that was stated together, those who gave no answer among them.
    #[must_use]
    pub fn sum(self) -> u64 {
        total(self.numbers())
    }

    /// Everything that was stated and is not agreement.
    #[must_use]
    pub fn exceptions(self) -> u64 {
        total([self.no, self.other, self.abstained, self.silent])
    }

    /// Answers given, as far as they were stated.
    #[must_use]
    pub fn answers(self) -> u64 {
        total([self.yes, self.no, self.other, self.abstained])
    }

    /// Nothing was stated.
    #[must_use]
    pub fn is_unsaid(self) -> bool {
        self.numbers().iter().all(Option::is_none)
    }

    /// The same where it is known that nobody is left: what nobody stated is none.
    #[must_use]
    pub fn completed(self) -> Self {
        Self::of(self.numbers().map(|number| number.unwrap_or(0)))
    }

    /// Count one answer of this weight.
    pub fn add(&mut self, answer: Answer, weight: u64) {
        let place = match answer {
            Answer::Yes => &mut self.yes,
            Answer::No => &mut self.no,
            Answer::Other => &mut self.other,
            Answer::Abstain => &mut self.abstained,
            Answer::NotVoting => &mut self.silent,
            Answer::Absent | Answer::Recused => return,
        };
        *place = Some(place.unwrap_or(0).saturating_add(weight));
    }

    /// Numbers by answer as far as they were stated, those that are none left out, except of
    /// agreement.
    #[must_use]
    pub fn by_answer(self) -> Vec<(Answer, u64)> {
        let kinds = [Answer::Yes, Answer::No, Answer::Other, Answer::Abstain, Answer::NotVoting];
        let stated = kinds.into_iter().zip(self.numbers());
        let mut answers: Vec<(Answer, u64)> =
            stated.filter_map(|(answer, number)| Some((answer, number?))).collect();
        answers.retain(|(answer, number)| *number > 0 || *answer == Answer::Yes);
        answers
    }

    /// Both tallies together; unknown where one of them is.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |one: Option<u64>, two: Option<u64>| Some(one?.saturating_add(two?));
        Self {
            yes: sum(self.yes, other.yes),
            no: sum(self.no, other.no),
            other: sum(self.other, other.other),
            abstained: sum(self.abstained, other.abstained),
            silent: sum(self.silent, other.silent),
        }
    }
}

/// The stated numbers together.
fn total<const N: usize>(numbers: [Option<u64>; N]) -> u64 {
    numbers.into_iter().flatten().fold(0, u64::saturating_add)
}

/// What was counted for one choice of a ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    pub votes: u64,
    /// Votes that were expressly withheld from it, where they were counted.
    pub withheld: Option<u64>,
}

impl From<u64> for Received {
    fn from(votes: u64) -> Self {
        Self { votes, withheld: None }
    }
}

/// What somebody has of the votes on a ballot with several choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub name: String,
    pub votes: u64,
    /// Votes that were expressly withheld, where they were counted; they decide nothing.
    pub withheld: Option<u64>,
    /// Where the threshold of this choice differs from that of the rule.
    pub threshold: Option<Threshold>,
}

impl Chosen {
    /// Ballots that said something about this choice.
    #[must_use]
    pub fn marks(&self) -> u64 {
        self.votes.saturating_add(self.withheld.unwrap_or(0))
    }
}

/// A result that was stated, and as many of the numbers as were stated with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    pub carried: bool,
    pub yes: Option<u64>,
    pub no: Option<u64>,
    pub other: Option<u64>,
    pub abstained: Option<u64>,
}

impl Partial {
    /// The numbers that were stated.
    #[must_use]
    pub fn tally(self) -> Tally {
        let Self { yes, no, other, abstained, .. } = self;
        Tally { yes, no, other, abstained, silent: None }
    }
}

/// What the secretary could say about the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Everybody agreed; how many that was, if the roll knows.
    Unanimous { yes: Option<u64> },
    /// Numbers by kind of answer.
    Counted(Tally),
    /// Only the result was stated.
    Uncounted { carried: bool },
    /// Equal numbers for and against, which nobody stated.
    Tied,
    /// The vote is void, and why.
    Void { reason: String },
    /// Who or what was chosen was told without numbers, by the place among the choices that stood.
    Named { seats: u32, names: Vec<String>, chosen: Vec<u16> },
    /// The result was stated, and some of the numbers.
    Partly(Partial),
    /// Votes for each of several choices, in the order of the ballot.
    Choices { seats: u32, choices: Vec<Chosen> },
}

/// Ballot papers, as the tellers report them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    pub issued: Option<u64>,
    pub returned: Option<u64>,
    pub invalid: Option<u64>,
    /// Valid, but without an answer.
    pub blank: Option<u64>,
}

impl Papers {
    /// Valid ballots, where the report tells.
    #[must_use]
    pub fn valid(self) -> Option<u64> {
        self.returned?.checked_sub(self.invalid.unwrap_or(0))
    }
}

/// Who broke a tie or voted last, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casting {
    /// The chair votes, or decides a tie.
    Chair { yes: bool },
    /// The lot fell.
    Lot { yes: bool },
}

/// Base or threshold as the chair ruled them for this vote, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    pub base: Option<Base>,
    pub threshold: Option<Threshold>,
    pub reason: String,
}

/// What may be known about a vote beyond its count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// Further conclusions settled by the same vote, each with the text voted on.
    pub also: Vec<(ConclusionId, String)>,
    /// The count by weight: shares or mandates, in units of the decimals of the ground.
    pub weight: Option<Tally>,
    /// Of the count: what came by post or electronically.
    pub remote: Option<Tally>,
    pub papers: Papers,
    /// Answers by name.
    pub answers: Vec<(MemberId, Answer)>,
    /// The count within each group of voters.
    pub groups: Vec<(String, Tally)>,
    pub casting: Option<Casting>,
    /// Whom the lot chose among the tied, by their place on the ballot.
    pub drawn: Vec<u16>,
    /// A per cent as it was announced, verbatim.
    pub percent: Option<String>,
    pub ruling: Option<Ruling>,
    /// Places on the slate of the choices in the count.
    pub places: Vec<u16>,
    /// Places that stood in this round of the slate; empty in the first.
    pub round: Vec<u16>,
    /// The text of the motion that an amendment changes, as it was before.
    pub before: Option<String>,
    /// The doubts are printed as notes in the minutes.
    pub noted: bool,
}

impl Particulars {
    /// Places on the slate of choices given by their place in the count.
    #[must_use]
    pub fn on_slate(&self, of_count: &[u16]) -> Vec<u16> {
        let place = |index: &u16| self.places.get(usize::from(*index)).copied();
        of_count.iter().filter_map(place).collect()
    }
}

/// Who was chosen on a ballot with several choices: places on the ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub chosen: Vec<u16>,
    /// Equal votes for fewer places than there are of them.
    pub tied: Vec<u16>,
    /// Places that nobody filled.
    pub open: u32,
}

/// Whether it carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Carried,
    Lost,
    /// The chair's word, without numbers that could be judged.
    Stated {
        carried: bool,
    },
    /// Numbers that cannot be right, or over a base nobody knows.
    Unknown,
    /// Equal numbers; the chair, the lot or another round decides.
    Tied,
    /// Taken without a quorum: nothing is decided.
    Informal,
    /// Who or what was chosen.
    Chosen(Outcome),
}

impl Verdict {
    /// Whether the decision stands.
    #[must_use]
    pub fn carried(&self) -> bool {
        match self {
            Self::Carried | Self::Stated { carried: true } => true,
            Self::Chosen(outcome) => !outcome.chosen.is_empty(),
            Self::Lost | Self::Stated { .. } | Self::Unknown | Self::Tied | Self::Informal => false,
        }
    }
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
    pub more: Particulars,
}

impl Vote {
    /// Votes for, where they are known.
    #[must_use]
    pub fn yes(&self) -> Option<u64> {
        yes_of(&self.told())
    }

    /// The count as it may be told: where nobody objected, and where all were heard to agree,
    /// nobody counted.
    #[must_use]
    pub fn told(&self) -> Count {
        match (&self.count, &self.method) {
            (Count::Unanimous { .. }, Some(Method::Consent)) => Count::Unanimous { yes: None },
            (Count::Unanimous { .. }, Some(Method::Voice | Method::Acclamation))
                if self.verdict.carried() =>
            {
                Count::Unanimous { yes: None }
            }
            (count, _) => count.clone(),
        }
    }

    /// The numbers that decided: those counted, the vote of a chair who votes last among them.
    #[must_use]
    pub fn decided(&self) -> Option<Tally> {
        let Count::Counted(tally) = self.count else { return None };
        Some(super::judge(&self.ground, &self.count, &self.more).with_chair.unwrap_or(tally))
    }
}

/// Votes for, where a count tells.
pub(super) fn yes_of(count: &Count) -> Option<u64> {
    match count {
        Count::Unanimous { yes } | Count::Partly(Partial { yes, .. }) => *yes,
        Count::Counted(tally) => tally.yes,
        Count::Uncounted { .. }
        | Count::Tied
        | Count::Void { .. }
        | Count::Named { .. }
        | Count::Choices { .. } => None,
    }
}
