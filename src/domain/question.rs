//! What is put to a vote, as the secretary types it.

use chrono::NaiveDate;

use super::{
    Body, ConclusionId, Decision, ItemId, Kind, Known, Method, MotionKind, Mover, Partial,
    Particulars, Person, Profile, Received, SlateKind, Tally,
};

/// Whether numbers that cannot be right are refused or kept as they were stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    Checked,
    AsStated,
}

/// What the secretary types about a vote: the fewest keys that describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ballot {
    /// Everybody agreed.
    Unanimous,
    /// "Unanimous" was announced, with numbers beside it; a `yes` that was not stated is computed.
    UnanimousBut(Tally),
    /// All voters in the room agreed but these; the tally's `yes` is ignored and computed.
    Except(Tally),
    /// All numbers stated.
    Counted(Tally),
    /// Only the result stated.
    Result { carried: bool },
    /// Only that the votes were equal.
    Tied,
    /// The vote is void, and why.
    Void { reason: String },
    /// Only who or what was chosen, by the place among the choices that stand.
    Named(Vec<u16>),
    /// The result, and some of the numbers.
    Partly(Partial),
    /// Votes for each choice that stands, in the order of the ballot.
    Choices(Vec<Received>),
    /// The answers called out so far, by name.
    Answers,
    /// The ballots read out so far; the sheets of all counters must agree.
    Sheets,
}

/// What was said of a vote, wherever it was typed: the one place where it becomes a [`Ballot`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The vote is void, and why.
    pub void: Option<String>,
    /// Who or what was chosen, without numbers.
    pub named: Option<Vec<u16>>,
    /// The votes of each choice that stands.
    pub choices: Option<Vec<Received>>,
    pub result: Option<Outright>,
    pub counts: Tally,
    /// The numbers of all groups together, where groups were counted apart.
    pub groups: Option<Tally>,
    /// Shares or mandates were stated.
    pub weighed: bool,
    /// Nobody was against, and nobody abstained.
    pub no_exceptions: bool,
    /// The answers called out, or the ballots read out, are the vote.
    pub taken_down: Option<TakenDown>,
}

/// A result said outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outright {
    Unanimous,
    Carried,
    Lost,
    Tied,
}

/// What was taken down while the vote was under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenDown {
    Answers,
    Sheets,
}

impl Said {
    /// The ballot it describes; `None` if nothing was said.
    #[must_use]
    pub fn ballot(self) -> Option<Ballot> {
        if let Some(reason) = self.void {
            return Some(Ballot::Void { reason });
        }
        if let Some(chosen) = self.named {
            return Some(Ballot::Named(chosen));
        }
        if let Some(choices) = self.choices {
            return Some(Ballot::Choices(choices));
        }
        let Tally { yes, no, other, abstained, .. } = self.counts;
        let partly = |carried| match [yes, no, other, abstained] {
            [None, None, None, None] => Ballot::Result { carried },
            _ => Ballot::Partly(Partial { carried, yes, no, other, abstained }),
        };
        let all_but = yes.is_some() || self.counts.exceptions() > 0;
        Some(match (self.result, self.taken_down) {
            (Some(Outright::Carried), _) => partly(true),
            (Some(Outright::Lost), _) => partly(false),
            (Some(Outright::Tied), _) => Ballot::Tied,
            (Some(Outright::Unanimous), _) if all_but => Ballot::UnanimousBut(self.counts),
            (Some(Outright::Unanimous), _) => Ballot::Unanimous,
            (None, _) if yes.is_some() => Ballot::Counted(self.counts),
            (None, _) if !self.counts.is_unsaid() || self.no_exceptions => {
                Ballot::Except(self.counts)
            }
            (None, _) if self.groups.is_some() => Ballot::Counted(self.groups.unwrap_or_default()),
            (None, _) if self.weighed => Ballot::Counted(Tally::default()),
            (None, Some(TakenDown::Answers)) => Ballot::Answers,
            (None, Some(TakenDown::Sheets)) => Ballot::Sheets,
            (None, None) => return None,
        })
    }
}

/// What is put to the vote, and what was said about the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub conclusion: ConclusionId,
    /// Further conclusions settled by the same vote.
    pub also: Vec<ConclusionId>,
    pub decision: Decision,
    pub method: Option<Method>,
    pub ballot: Ballot,
    /// What else was stated; answers by name are added to those called out.
    pub more: Particulars,
    pub assurance: Assurance,
}

impl Question {
    /// A question about one conclusion, with nothing more known than its ballot.
    #[must_use]
    pub fn new(conclusion: ConclusionId, decision: Decision, ballot: Ballot) -> Self {
        Self {
            conclusion,
            also: Vec::new(),
            decision,
            method: None,
            ballot,
            more: Particulars::default(),
            assurance: Assurance::Checked,
        }
    }
}

/// A motion as it is brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMotion {
    pub item: Option<ItemId>,
    pub kind: MotionKind,
    pub text: String,
    pub mover: Option<Mover>,
    pub seconders: Vec<Person>,
    pub condition: String,
}

/// A ballot with choices as it is prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSlate {
    pub item: Option<ItemId>,
    pub text: String,
    pub kind: SlateKind,
    pub seats: u32,
    /// Empty: the choices of the rule for the decision.
    pub choices: Vec<String>,
    pub decision: Decision,
    /// Who moved it, where somebody did.
    pub mover: Option<Mover>,
    pub seconders: Vec<Person>,
}

/// What a new meeting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convening {
    pub body: Body,
    pub profile: Profile,
    pub kind: Kind,
    pub date: NaiveDate,
    pub known: Known,
}
