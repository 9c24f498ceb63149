//! What judging a count comes to, and over how many it is counted.

use super::{Base, Ground, Particulars, Tally, Threshold, Verdict};

/// What one test of a judgment measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Heads over the whole body.
    Heads,
    Weight,
    /// A group of voters with a majority of its own.
    Group(String),
    /// One choice on the ballot.
    Choice(String),
}

/// One comparison: how many, of how many, how many needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    pub scope: Scope,
    pub base_kind: Base,
    pub threshold: Threshold,
    pub base: Option<u64>,
    pub yes: Option<u64>,
    pub needed: Option<u64>,
    pub reached: Option<bool>,
}

/// A verdict with the arithmetic that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgment {
    pub tests: Vec<Test>,
    /// The count with the vote of a chair who votes only in certain cases.
    pub with_chair: Option<Tally>,
    /// The chair's vote was given where the rules do not allow it, so it was not counted.
    pub chair_may_not: bool,
    /// Equal numbers for and against.
    pub tie: bool,
    pub verdict: Verdict,
}

impl Judgment {
    /// The first test: over the whole body.
    #[must_use]
    pub fn main(&self) -> Option<&Test> {
        self.tests.first()
    }

    /// Votes above those needed; negative if some are missing.
    #[must_use]
    pub fn surplus(&self) -> Option<i128> {
        let main = self.main()?;
        Some(i128::from(main.yes?) - i128::from(main.needed?))
    }
}

/// The base of a count over a ground: from the roll, from the answers, or from the ballots.
pub(super) fn base_of(ground: &Ground, tally: Option<Tally>, more: &Particulars) -> Option<u64> {
    let base = ground.rule.base;
    match base {
        Base::Statutory | Base::Entitled => ground.base,
        // Who votes by post is not in the room, but takes part.
        Base::Present => {
            let remote = more.remote.map_or(0, Tally::sum);
            ground.base.map(|present| present.saturating_add(remote))
        }
        Base::EntitledLessAbstaining => {
            let abstained = tally.and_then(|tally| tally.abstained);
            ground.entitled.zip(abstained).map(|(all, abstained)| all.saturating_sub(abstained))
        }
        Base::Issued => more.papers.issued,
        Base::Returned => more
            .papers
            .returned
            .or_else(|| tally.and_then(|tally| base_in_count(base, tally, more))),
        Base::Valid => {
            more.papers.valid().or_else(|| tally.and_then(|t| base_in_count(base, t, more)))
        }
        // On a ballot with choices the answers are the ballots that say something.
        Base::Cast if tally.is_none() => {
            let blank = more.papers.blank.unwrap_or(0);
            more.papers.valid().map(|valid| valid.saturating_sub(blank))
        }
        Base::Cast | Base::YesNo => tally.and_then(|tally| base_in_count(base, tally, more)),
    }
}

pub(super) fn base_in_count(base: Base, tally: Tally, more: &Particulars) -> Option<u64> {
    // Another opinion is an answer of the Party's forms alone, so that elsewhere nobody states it.
    let all = [tally.yes, tally.no, tally.abstained].iter().all(Option::is_some);
    let answers = all.then(|| tally.answers());
    match base {
        Base::Cast => answers,
        Base::Valid => Some(answers?.saturating_add(more.papers.blank.unwrap_or(0))),
        Base::YesNo => Some(tally.yes?.saturating_add(tally.no?)),
        Base::Returned => {
            let silent = more.papers.blank.unwrap_or(0);
            let spoilt = more.papers.invalid.unwrap_or(0);
            Some(answers?.saturating_add(silent).saturating_add(spoilt))
        }
        Base::Statutory
        | Base::Entitled
        | Base::EntitledLessAbstaining
        | Base::Present
        | Base::Issued => None,
    }
}
