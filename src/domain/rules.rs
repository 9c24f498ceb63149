//! Rules of voting as data: who votes, over which base, by which threshold.
//!
//! A profile is chosen by the body and the meeting's date and copied into the meeting, so that a
//! later rule never rewrites an earlier vote. All arithmetic is on integers.

use chrono::NaiveDate;

use super::Class;

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

/// The part of the base that must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    pub comparison: Comparison,
    pub fraction: Fraction,
}

impl Threshold {
    /// More than half.
    pub const MAJORITY: Self =
        Self { comparison: Comparison::Over, fraction: Fraction { num: 1, den: 2 } };

    /// Whether `yes` of `base` reaches the threshold, by cross-multiplication.
    ///
    /// An empty base carries nothing, even under "at least".
    #[must_use]
    pub fn reached(self, yes: u32, base: u32) -> bool {
        let have = u64::from(yes) * u64::from(self.fraction.den);
        let want = u64::from(base) * u64::from(self.fraction.num);
        yes > 0
            && match self.comparison {
                Comparison::Over => have > want,
                Comparison::AtLeast => have >= want,
            }
    }

    /// The fewest votes that reach the threshold over `base`.
    #[must_use]
    pub fn needed(self, base: u32) -> u32 {
        let want = u64::from(base) * u64::from(self.fraction.num);
        let den = u64::from(self.fraction.den).max(1);
        let needed = match self.comparison {
            Comparison::Over => want / den + 1,
            Comparison::AtLeast => want.div_ceil(den).max(1),
        };
        u32::try_from(needed).unwrap_or(u32::MAX)
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
}

/// What is being decided; the rule differs by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

impl Decision {
    /// All decisions, in the order of the menus.
    pub const ALL: [Self; 6] = [
        Self::Resolution,
        Self::Admission,
        Self::Recognition,
        Self::Removal,
        Self::Expulsion,
        Self::TwoThirds,
    ];
}

/// How one decision is judged, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub decision: Decision,
    pub base: Base,
    pub threshold: Threshold,
    /// The provision it comes from, as cited.
    pub source: String,
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
    /// Part of the base that must be present for a vote, if the body has such a rule.
    pub quorum: Option<Threshold>,
    pub rules: Vec<Rule>,
}

impl Profile {
    /// The rule for a decision, if this body takes such decisions.
    #[must_use]
    pub fn rule(&self, decision: Decision) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.decision == decision)
    }

    /// Whether members of this class vote.
    #[must_use]
    pub fn votes(&self, class: Class) -> bool {
        self.voting.contains(&class)
    }
}

/// What a vote is measured against at one moment, with every number shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    pub rule: Rule,
    /// Members of voting classes before deductions; `None` while a class is unknown.
    pub entitled: Option<u32>,
    /// Deductions that took somebody out, with how many.
    pub deductions: Vec<(Deduction, u32)>,
    /// Entitled members in the room; `None` while the roll or a class is unknown.
    pub voters_present: Option<u32>,
    /// The base; `None` where it is unknown or comes from the count itself.
    pub base: Option<u32>,
}

impl Ground {
    /// The fewest votes that carry, where the base is known.
    #[must_use]
    pub fn needed(&self) -> Option<u32> {
        self.base.map(|base| self.rule.threshold.needed(base))
    }
}
