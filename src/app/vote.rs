//! The vote box: the fewest keys that say what happened.

use crate::domain::{
    Assurance, Ballot, Command, ConclusionId, Decision, Fact, Ground, Meeting, Method, Refusal,
    Tally, Tongue, Vote, decide,
};
use crate::journal::Order;

use super::{App, Dialog, Effect, Tone};

/// A number of the vote box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoteField {
    Against,
    Other,
    Abstaining,
    For,
}

/// What is typed about a vote, not yet recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteBox {
    pub conclusion: ConclusionId,
    pub decision: Decision,
    pub method: Option<Method>,
    /// The numbers in the order of the body's forms, as typed.
    pub numbers: Vec<(VoteField, String)>,
    pub at: usize,
    /// Only the result was stated.
    pub result: Option<bool>,
    /// The numbers were refused once; the next Enter records them as stated.
    pub insisted: bool,
}

impl VoteBox {
    fn new(conclusion: ConclusionId, meeting: &Meeting, method: Option<Method>) -> Self {
        let party = meeting.profile.as_ref().map(|profile| profile.tongue);
        let fields: &[VoteField] = match party {
            Some(Tongue::PartyVietnamese) => {
                &[VoteField::Against, VoteField::Other, VoteField::Abstaining, VoteField::For]
            }
            _ => &[VoteField::Against, VoteField::Abstaining, VoteField::For],
        };
        Self {
            conclusion,
            decision: Decision::Resolution,
            method,
            numbers: fields.iter().map(|field| (*field, String::new())).collect(),
            at: 0,
            result: None,
            insisted: false,
        }
    }

    pub(super) fn digit(&mut self, digit: char) {
        if let Some((_, number)) = self.numbers.get_mut(self.at)
            && number.len() < 7
        {
            number.push(digit);
        }
        self.result = None;
        self.insisted = false;
    }

    pub(super) fn backspace(&mut self) {
        if let Some((_, number)) = self.numbers.get_mut(self.at) {
            number.pop();
        }
        self.result = None;
        self.insisted = false;
    }

    fn number(&self, field: VoteField) -> Option<u32> {
        let (_, number) = self.numbers.iter().find(|(other, _)| *other == field)?;
        number.parse().ok()
    }

    /// What was typed, as the rules take it.
    #[must_use]
    pub fn ballot(&self) -> Ballot {
        if let Some(carried) = self.result {
            return Ballot::Result { carried };
        }
        let count = |field| self.number(field).unwrap_or(0);
        let tally = Tally {
            yes: count(VoteField::For),
            no: count(VoteField::Against),
            other: count(VoteField::Other),
            abstained: count(VoteField::Abstaining),
        };
        if self.number(VoteField::For).is_some() {
            Ballot::Counted(tally)
        } else if tally.exceptions() > 0 {
            Ballot::Except(tally)
        } else {
            Ballot::Unanimous
        }
    }

    /// The command that Enter gives.
    #[must_use]
    pub fn command(&self) -> Command {
        Command::Vote {
            conclusion: self.conclusion,
            decision: self.decision,
            method: self.method,
            ballot: self.ballot(),
            assurance: if self.insisted { Assurance::AsStated } else { Assurance::Checked },
        }
    }

    /// What the vote is measured against.
    #[must_use]
    pub fn ground(&self, meeting: &Meeting) -> Option<Ground> {
        meeting.ground(self.decision)
    }

    /// The vote that Enter would record, or what stands against it.
    ///
    /// # Errors
    /// The refusal of the rules.
    pub fn outlook(&self, meeting: &Meeting, now: crate::domain::Moment) -> Result<Vote, Refusal> {
        let facts = decide(meeting, self.command(), now)?;
        let vote = facts.into_iter().find_map(|fact| match fact {
            Fact::VoteTaken(vote) => Some(vote),
            _ => None,
        });
        vote.ok_or(Refusal::Gone)
    }
}

impl App {
    pub(super) fn vote_command(&self) -> Option<Command> {
        let conclusion = self.opened.as_ref()?.conclusion?;
        Some(Command::Vote {
            conclusion,
            decision: Decision::Resolution,
            method: None,
            ballot: Ballot::Result { carried: true },
            assurance: Assurance::AsStated,
        })
    }

    pub(super) fn annul_command(&self) -> Option<Command> {
        Some(Command::Annul { conclusion: self.opened.as_ref()?.conclusion? })
    }

    pub(super) fn annul_vote(&mut self) -> Vec<Effect> {
        self.annul_command().map(|command| self.give(command)).unwrap_or_default()
    }

    pub(super) fn open_vote(&mut self) -> Vec<Effect> {
        if self.refuse_reading() {
            return Vec::new();
        }
        let (Some(command), Some(opened)) = (self.vote_command(), &self.opened) else {
            return Vec::new();
        };
        // A vote that is out of order whatever its numbers is refused before it is typed.
        if opened.journal.consider(Order::Do(command.clone()), self.now).is_err() {
            return self.give(command);
        }
        let Some(conclusion) = opened.conclusion else { return Vec::new() };
        let vote = VoteBox::new(conclusion, opened.meeting(), opened.method);
        self.dialogs.push(Dialog::Vote(vote));
        Vec::new()
    }

    fn vote(&mut self) -> Option<&mut VoteBox> {
        match self.dialogs.last_mut() {
            Some(Dialog::Vote(vote)) => Some(vote),
            _ => None,
        }
    }

    pub(super) fn vote_step(&mut self, forward: bool) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            let of = vote.numbers.len();
            vote.at = if forward { (vote.at + 1) % of } else { (vote.at + of - 1) % of };
        }
        Vec::new()
    }

    /// Only the result: chosen by one key, recorded by Enter, taken back by the same key.
    pub(super) fn vote_result(&mut self, carried: bool) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.result = (vote.result != Some(carried)).then_some(carried);
            vote.insisted = false;
        }
        Vec::new()
    }

    pub(super) fn vote_method(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.method = match vote.method {
                None => Some(Method::Hand),
                Some(Method::Hand) => Some(Method::Card),
                Some(Method::Card) => Some(Method::SecretBallot),
                Some(Method::SecretBallot) => Some(Method::Consent),
                Some(Method::Consent) => None,
            };
        }
        Vec::new()
    }

    pub(super) fn vote_decision(&mut self) -> Vec<Effect> {
        let known: Vec<Decision> = self
            .opened
            .as_ref()
            .and_then(|opened| opened.meeting().profile.as_ref())
            .map(|profile| profile.rules.iter().map(|rule| rule.decision).collect())
            .unwrap_or_default();
        if let Some(vote) = self.vote() {
            let at = known.iter().position(|decision| *decision == vote.decision).unwrap_or(0);
            vote.decision =
                known.get((at + 1) % known.len().max(1)).copied().unwrap_or(vote.decision);
            vote.insisted = false;
        }
        Vec::new()
    }

    pub(super) fn vote_record(&mut self) -> Vec<Effect> {
        let now = self.now.naive_local();
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(Dialog::Vote(vote)) = self.dialogs.last() else { return Vec::new() };
        match vote.outlook(opened.meeting(), now) {
            Ok(_) => {
                let (command, method) = (vote.command(), vote.method);
                let effects = self.give(command);
                self.dialogs.pop();
                if let Some(opened) = &mut self.opened {
                    opened.method = method;
                }
                effects
            }
            Err(refusal) => {
                let text = self.lang.refusal(opened.meeting(), &refusal);
                self.tell(Tone::Bad, text);
                let doubtful = matches!(refusal, Refusal::Doubtful(_));
                if let Some(vote) = self.vote() {
                    vote.insisted = doubtful;
                }
                Vec::new()
            }
        }
    }
}
