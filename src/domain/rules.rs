//! Rules of voting as data: who votes, over which base, by which threshold.
//!
//! A profile is chosen by the body and the meeting's date and copied into the meeting, so that a
//! later rule never rewrites an earlier vote. All arithmetic is on integers.

use chrono::NaiveDate;

use super::{Class, Method};

/// A part of a whole, as the rule states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    pub num: u32,
    pub den: u32,
}

/// Whether the fraction must be passed or may just be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// More than the fraction.
    Over,
    /// At least the fraction.
    AtLeast,
}

/// How many votes carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// A part of the base.
    Part { comparison: Comparison, fraction: Fraction },
    /// A fixed number of votes, whatever the base.
    Votes(u64),
    /// The whole base.
    Unanimous,
    /// More votes than any other answer has.
    Plurality,
}

impl Threshold {
    /// More than half.
    pub const MAJORITY: Self = Self::over(1, 2);

    #[must_use]
    pub const fn over(num: u32, den: u32) -> Self {
        Self::Part { comparison: Comparison::Over, fraction: Fraction { num, den } }
    }

    #[must_use]
    pub const fn at_least(num: u32, den: u32) -> Self {
        Self::Part { comparison: Comparison::AtLeast, fraction: Fraction { num, den } }
    }

    /// Whether `yes` of `base` reaches the threshold, by cross-multiplication.
    ///
    /// Nobody in favour carries nothing, even under "at least" over an empty base. Under
    /// [`Threshold::Plurality`] `base` is what the strongest other answer has.
    #[must_use]
    pub fn reached(self, yes: u64, base: u64) -> bool {
        yes > 0
            && match self {
                Self::Part { comparison, fraction } => {
                    let have = u128::from(yes) * u128::from(fraction.den);
                    let want = u128::from(base) * u128::from(fraction.num);
                    match comparison {
                        Comparison::Over => have > want,
                        Comparison::AtLeast => have >= want,
                    }
                }
                Self::Votes(votes) => yes >= votes,
                Self::Unanimous => yes == base,
                Self::Plurality => yes > base,
            }
    }

    /// The fewest votes that reach the threshold over `base`; never none at all.
    #[must_use]
    pub fn needed(self, base: u64) -> u64 {
        let needed = match self {
            Self::Part { comparison, fraction } => {
                let want = u128::from(base) * u128::from(fraction.num);
                let den = u128::from(fraction.den).max(1);
                match comparison {
                    Comparison::Over => want / den + 1,
                    Comparison::AtLeast => want.div_ceil(den),
                }
            }
            Self::Votes(votes) => u128::from(votes),
            Self::Unanimous => u128::from(base),
            Self::Plurality => u128::from(base) + 1,
        };
        u64::try_from(needed.max(1)).unwrap_or(u64::MAX)
    }

    /// Whether the number needed depends on the base.
    #[must_use]
    pub fn is_relative(self) -> bool {
        match self {
            Self::Part { .. } | Self::Unanimous => true,
            Self::Votes(_) | Self::Plurality => false,
        }
    }
}

/// What the votes are measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All entitled members less the statutory deductions, present or not.
    Statutory,
    /// Entitled members in the room at the vote.
    Present,
    /// All answers given: for, against, other opinion, abstaining.
    Cast,
    /// For and against only.
    YesNo,
    /// All entitled members, present or not, without deductions.
    Entitled,
    /// All entitled members less those who abstain.
    EntitledLessAbstaining,
    /// Valid ballots, blank ones among them where the body counts them valid.
    Valid,
    /// Ballots that came back, valid or not.
    Returned,
    /// Ballots handed out.
    Issued,
}

impl Base {
    pub const ALL: [Self; 9] = [
        Self::Statutory,
        Self::Entitled,
        Self::EntitledLessAbstaining,
        Self::Present,
        Self::Cast,
        Self::YesNo,
        Self::Valid,
        Self::Returned,
        Self::Issued,
    ];

    /// Known from the roll before anybody has answered.
    #[must_use]
    pub fn is_of_roll(self) -> bool {
        matches!(self, Self::Statutory | Self::Present | Self::Entitled)
    }
}

/// Whether heads or weights (shares, delegates' mandates) are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    #[default]
    Heads,
    Weight,
    /// The threshold must be reached by heads and by weight.
    Both,
}

/// What an equal number for and against means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tie {
    /// The motion is lost.
    #[default]
    Fails,
    /// The chair decides, by a casting vote.
    ChairDecides,
    /// The side on which the chair voted prevails.
    ChairSide,
    /// Decided by lot.
    Lot,
    /// Voted on again.
    NextRound,
}

/// When the chair votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChairVote {
    /// Like any other member, if the chair is one.
    #[default]
    Always,
    Never,
    /// Only where the others tie.
    OnTie,
    /// Only where it changes the result.
    WhenDecisive,
}

/// Why a member of a voting class is not in the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deduction {
    /// Sent elsewhere for a time.
    Away,
    /// Exempt from meetings and absent.
    ExemptAbsent,
    /// Suspended, under investigation, or detained.
    Suspended,
    /// Absent throughout with a reason the summoning committee accepted; congresses only.
    ApprovedAbsence,
    /// Kept from voting on this item by an interest.
    Recused,
}

/// What is being decided; the rule differs by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Resolution or conclusion.
    Resolution,
    /// Admission of a member.
    Admission,
    /// Recognition of a probationary member as official.
    Recognition,
    /// Removal of a name from the roll.
    Removal,
    /// Expulsion.
    Expulsion,
    /// A motion that needs two thirds.
    TwoThirds,
    /// Filling offices or seats.
    Election,
    /// Which form of discipline, on one ballot.
    Discipline,
    /// A grade of the year.
    Grading,
    /// Levels of confidence in a person.
    Confidence,
    /// Which of several variants.
    Options,
    /// Amending the statutes, bylaws or charter.
    Statutes,
    /// Dissolving the body.
    Dissolution,
    /// Removing from an office or a board.
    Dismissal,
    /// Procedure: close debate, postpone, refer, recess.
    Procedure,
    /// A decision named by a profile of the user's own.
    Named(String),
}

impl Decision {
    /// The decisions that have a name of their own, in the order of the menus.
    pub const ALL: [Self; 15] = [
        Self::Resolution,
        Self::TwoThirds,
        Self::Procedure,
        Self::Admission,
        Self::Recognition,
        Self::Removal,
        Self::Expulsion,
        Self::Discipline,
        Self::Grading,
        Self::Election,
        Self::Confidence,
        Self::Options,
        Self::Statutes,
        Self::Dissolution,
        Self::Dismissal,
    ];
}

/// A separate majority one class of voters must reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRule {
    /// The group as it is named on the roll.
    pub name: String,
    pub base: Base,
    pub threshold: Threshold,
}

/// A choice the rules give to a ballot, such as a form of discipline, heaviest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChoice {
    pub name: String,
    /// Where it differs from that of the rule.
    pub threshold: Option<Threshold>,
}

/// How one decision is judged, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub decision: Decision,
    pub base: Base,
    pub threshold: Threshold,
    pub measure: Measure,
    pub tie: Tie,
    pub chair: ChairVote,
    /// Forms in which the vote must be taken; empty if the meeting decides.
    pub methods: Vec<Method>,
    /// Separate majorities beside the one over all.
    pub groups: Vec<GroupRule>,
    /// Choices on the ballot, heaviest first.
    pub choices: Vec<RuleChoice>,
    /// Votes for heavier choices count for the next lighter one until one reaches its number.
    pub cumulate: bool,
    /// By secret ballot the chair votes as everybody does.
    pub ballot_chair: bool,
    /// The provision it comes from, as cited.
    pub source: String,
}

impl Rule {
    /// A rule of heads without peculiarities.
    #[must_use]
    pub fn plain(decision: Decision, base: Base, threshold: Threshold, source: String) -> Self {
        Self {
            decision,
            base,
            threshold,
            measure: Measure::Heads,
            tie: Tie::Fails,
            chair: ChairVote::Always,
            methods: Vec::new(),
            groups: Vec::new(),
            choices: Vec::new(),
            cumulate: false,
            ballot_chair: false,
            source,
        }
    }
}

/// The language and conventions of a body's papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Papers of a Party cell, in Vietnamese.
    PartyVietnamese,
    /// Papers of a board, in Vietnamese.
    BoardVietnamese,
    /// Papers of a board, in English.
    BoardEnglish,
}

/// When a quorum is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuorumTest {
    /// Once, at the opening.
    Opening,
    /// At each vote.
    Vote,
    /// At the opening and all the time; the meeting stops deciding as soon as it is lost.
    Continuously,
}

/// How many must be there for the meeting to decide anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// For the first, second and third call; the last one stands for all later calls.
    pub calls: Vec<Threshold>,
    pub measure: Measure,
    pub tested: QuorumTest,
    /// Only those physically in the room count, not those by telephone or by proxy.
    pub in_room_only: bool,
    /// The provision it comes from; empty where the profile's own source says it.
    pub source: String,
}

impl Quorum {
    /// A quorum of members, tested at each vote.
    #[must_use]
    pub fn of(threshold: Threshold) -> Self {
        Self {
            calls: vec![threshold],
            measure: Measure::Heads,
            tested: QuorumTest::Vote,
            in_room_only: false,
            source: String::new(),
        }
    }

    /// The threshold at a call, from 1; `None` if that call needs nobody in particular.
    #[must_use]
    pub fn at_call(&self, call: u8) -> Option<Threshold> {
        let index = usize::from(call.max(1)) - 1;
        let threshold = self.calls.get(index).or(self.calls.last()).copied()?;
        (threshold != Threshold::Votes(0)).then_some(threshold)
    }
}

/// How a body prints per cents. They never decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PercentStyle {
    pub decimals: u8,
    /// Cut off instead of rounding half up.
    pub truncate: bool,
    /// Keep zeros at the end.
    pub keep_zeros: bool,
}

impl Default for PercentStyle {
    /// Two decimals, half up, without idle zeros.
    fn default() -> Self {
        Self { decimals: 2, truncate: false, keep_zeros: false }
    }
}

/// The rules of one kind of body, valid from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Stable name, such as `party-cell`; several versions share it.
    pub id: String,
    pub name: String,
    pub valid_from: NaiveDate,
    pub source: String,
    pub tongue: Tongue,
    /// Classes whose members vote.
    pub voting: Vec<Class>,
    pub deductions: Vec<Deduction>,
    /// How many must be there for a vote, if the body has such a rule.
    pub quorum: Option<Quorum>,
    /// Most members one person may vote for; none if there is no voting by proxy.
    pub proxies: Option<u32>,
    /// Members present by telephone or by a picture vote.
    pub remote_votes: bool,
    /// A member who joins in the middle of a meeting votes only after an oath.
    pub oath: bool,
    /// How many seconders a motion needs.
    pub seconders: u8,
    pub percent: PercentStyle,
    pub rules: Vec<Rule>,
}

impl Profile {
    /// The rule for a decision, if this body takes such decisions.
    #[must_use]
    pub fn rule(&self, decision: &Decision) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.decision == *decision)
    }

    /// Whether members of this class vote.
    #[must_use]
    pub fn votes(&self, class: Class) -> bool {
        self.voting.contains(&class)
    }
}
