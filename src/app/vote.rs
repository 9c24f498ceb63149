//! The vote box: the fewest keys that say what happened.

use crate::domain::{
    Answer, Assurance, Ballot, Casting, Command, Conclusion, ConclusionId, Decision, Fact, Ground,
    Measure, Meeting, Method, Moment, Papers, Partial, Particulars, Question, Refusal, Ruling,
    Slate, Tally, Tie, Tongue, Vote, VoteDoubt, decide,
};
use crate::journal::Order;

use super::{App, Dialog, Effect, Form, Purpose, Tone};

/// What a form over the vote box changes in it.
pub(super) type Amendment = Box<dyn Fn(&mut VoteBox)>;

/// A number of the vote box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoteField {
    Against,
    Other,
    Abstaining,
    /// In the room, but gave no answer.
    Silent,
    For,
    Issued,
    Returned,
    Invalid,
    Blank,
    /// An answer by weight.
    Weight(Answer),
    /// An answer by post or electronically.
    Remote(Answer),
    /// An answer within a group, by its place in the rule.
    Group(u8, Answer),
    /// Votes of a choice, by its place on the slate.
    Choice(u16),
    /// The announced per cent.
    Percent,
}

/// What is typed about a vote, not yet recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteBox {
    pub conclusion: ConclusionId,
    /// Further questions settled by the same vote.
    pub also: Vec<ConclusionId>,
    pub decision: Decision,
    pub method: Option<Method>,
    /// The numbers in the order of the body's forms, as typed.
    pub numbers: Vec<(VoteField, String)>,
    pub at: usize,
    /// The result as it was stated.
    pub result: Option<bool>,
    /// "Unanimous" was announced, whatever exceptions stand beside it.
    pub unanimous: bool,
    /// How the chair voted, or decided a tie, or how the lot fell.
    pub casting: Option<bool>,
    pub ruling: Option<Ruling>,
    /// Doubts are to be printed in the minutes.
    pub noted: bool,
    /// The numbers were refused once; the next Enter records them as stated.
    pub insisted: bool,
}

const BY_WEIGHT: [VoteField; 3] = [
    VoteField::Weight(Answer::Yes),
    VoteField::Weight(Answer::No),
    VoteField::Weight(Answer::Abstain),
];

const BY_POST: [VoteField; 3] = [
    VoteField::Remote(Answer::Yes),
    VoteField::Remote(Answer::No),
    VoteField::Remote(Answer::Abstain),
];

const PAPERS: [VoteField; 4] =
    [VoteField::Issued, VoteField::Returned, VoteField::Invalid, VoteField::Blank];

impl VoteBox {
    fn new(asked: &Conclusion, meeting: &Meeting, method: Option<Method>) -> Self {
        let profile = meeting.profile.as_ref();
        let decision =
            profile.map_or(Decision::Resolution, |profile| asked.usual_decision(profile));
        let party = profile.is_some_and(|p| p.tongue == Tongue::PartyVietnamese);
        let mut fields: Vec<VoteField> = match &asked.slate {
            Some(slate) => choice_fields(slate),
            None if party => {
                vec![VoteField::Against, VoteField::Other, VoteField::Abstaining, VoteField::For]
            }
            None => vec![VoteField::Against, VoteField::Abstaining, VoteField::For],
        };
        let rule = profile.and_then(|profile| profile.rule(&decision));
        if let Some(rule) = rule.filter(|_| asked.slate.is_none()) {
            if rule.measure != Measure::Heads {
                fields.extend(BY_WEIGHT);
            }
            for group in 0..u8::try_from(rule.groups.len()).unwrap_or(0) {
                let answers = [Answer::Yes, Answer::No, Answer::Abstain];
                fields.extend(answers.map(|answer| VoteField::Group(group, answer)));
            }
        }
        // A form that the rules prescribe needs no key.
        let prescribed = rule.and_then(|rule| rule.methods.first().cloned());
        Self {
            conclusion: asked.id,
            also: Vec::new(),
            decision,
            method: prescribed.or(method),
            numbers: fields.into_iter().map(|field| (field, String::new())).collect(),
            at: 0,
            result: None,
            unanimous: false,
            casting: None,
            ruling: None,
            noted: false,
            insisted: false,
        }
    }

    fn changed(&mut self) {
        self.insisted = false;
    }

    pub(super) fn digit(&mut self, digit: char) {
        if let Some((field, number)) = self.numbers.get_mut(self.at) {
            let percent = *field == VoteField::Percent;
            let fits = digit.is_ascii_digit() || (percent && matches!(digit, ',' | '.' | ' '));
            if fits && number.len() < if percent { 60 } else { 15 } {
                number.push(digit);
            }
        }
        self.changed();
    }

    pub(super) fn backspace(&mut self) {
        if let Some((_, number)) = self.numbers.get_mut(self.at) {
            number.pop();
        }
        self.changed();
    }

    /// Whether a typed character belongs to the current number.
    pub(super) fn takes(&self, c: char) -> bool {
        let percent = self.numbers.get(self.at).is_some_and(|(f, _)| *f == VoteField::Percent);
        c.is_ascii_digit() || (percent && matches!(c, ',' | '.' | ' '))
    }

    fn number(&self, field: VoteField) -> Option<u64> {
        let (_, number) = self.numbers.iter().find(|(other, _)| *other == field)?;
        number.parse().ok()
    }

    /// Show further numbers, or hide those that are still empty.
    fn toggle(&mut self, fields: &[VoteField]) {
        let there = self.numbers.iter().any(|(field, _)| fields.contains(field));
        if there {
            self.numbers.retain(|(field, text)| !fields.contains(field) || !text.is_empty());
            self.at = self.at.min(self.numbers.len().saturating_sub(1));
        } else {
            self.at = self.numbers.len();
            self.numbers.extend(fields.iter().map(|field| (*field, String::new())));
        }
    }

    fn tally(&self, of: impl Fn(Answer) -> VoteField) -> Option<Tally> {
        let answers = [Answer::Yes, Answer::No, Answer::Abstain];
        let stated = answers.map(|answer| (answer, self.number(of(answer))));
        if stated.iter().all(|(_, number)| number.is_none()) {
            return None;
        }
        let [yes, no, abstained] = stated.map(|(_, number)| number);
        Some(Tally { yes, no, abstained, ..Tally::default() })
    }

    /// What was typed, as the rules take it.
    #[must_use]
    pub fn ballot(&self, asked: &Conclusion) -> Ballot {
        let choices: Vec<Option<u64>> = self
            .numbers
            .iter()
            .filter(|(field, _)| matches!(field, VoteField::Choice(_)))
            .map(|(field, _)| self.number(*field))
            .collect();
        if choices.iter().any(Option::is_some) {
            return Ballot::Choices(choices.iter().map(|number| number.unwrap_or(0)).collect());
        }
        let [yes, no, other, abstained, silent] = [
            VoteField::For,
            VoteField::Against,
            VoteField::Other,
            VoteField::Abstaining,
            VoteField::Silent,
        ]
        .map(|field| self.number(field));
        let tally = Tally { yes, no, other, abstained, silent };
        let stated = [yes, no, other, abstained].iter().any(Option::is_some);
        if let Some(carried) = self.result {
            return if stated {
                Ballot::Partly(Partial { carried, yes, no, other, abstained })
            } else {
                Ballot::Result { carried }
            };
        }
        let of_groups = self.groups_total();
        if yes.is_some() {
            Ballot::Counted(tally)
        } else if tally.exceptions() > 0 && self.unanimous {
            Ballot::UnanimousBut(tally)
        } else if tally.exceptions() > 0 {
            Ballot::Except(tally)
        } else if let Some(tally) = of_groups {
            Ballot::Counted(tally)
        } else if self.tally(VoteField::Weight).is_some() {
            Ballot::Counted(Tally::default())
        } else if !asked.poll.answers.is_empty() {
            Ballot::Answers
        } else if !asked.poll.sheets.is_empty() {
            Ballot::Sheets
        } else {
            Ballot::Unanimous
        }
    }

    fn groups(&self) -> Vec<(u8, Tally)> {
        (0..=u8::MAX)
            .take_while(|group| {
                let field = VoteField::Group(*group, Answer::Yes);
                self.numbers.iter().any(|(other, _)| *other == field)
            })
            .filter_map(|group| Some((group, self.tally(|a| VoteField::Group(group, a))?)))
            .collect()
    }

    fn groups_total(&self) -> Option<Tally> {
        self.groups().into_iter().map(|(_, tally)| tally).reduce(Tally::plus)
    }

    fn particulars(&self, meeting: &Meeting) -> Particulars {
        let rule = meeting.profile.as_ref().and_then(|profile| profile.rule(&self.decision));
        let group = |(index, tally): (u8, Tally)| {
            let name = rule.and_then(|rule| rule.groups.get(usize::from(index)));
            (name.map_or(String::new(), |group| group.name.clone()), tally)
        };
        let lot = rule.is_some_and(|rule| rule.tie == Tie::Lot);
        let casting =
            self.casting.map(|yes| if lot { Casting::Lot { yes } } else { Casting::Chair { yes } });
        let percent = self.numbers.iter().find(|(field, _)| *field == VoteField::Percent);
        let percent = percent.map(|(_, text)| text).filter(|text| !text.is_empty());
        Particulars {
            weight: self.tally(VoteField::Weight),
            remote: self.tally(VoteField::Remote),
            papers: Papers {
                issued: self.number(VoteField::Issued),
                returned: self.number(VoteField::Returned),
                invalid: self.number(VoteField::Invalid),
                blank: self.number(VoteField::Blank),
            },
            groups: self.groups().into_iter().map(group).collect(),
            casting,
            percent: percent.map(|text| format!("{text}%")),
            ruling: self.ruling.clone(),
            noted: self.noted,
            ..Particulars::default()
        }
    }

    /// The command that Enter gives.
    #[must_use]
    pub fn command(&self, meeting: &Meeting) -> Option<Command> {
        let asked = meeting.conclusion(self.conclusion)?;
        Some(Command::Vote(Box::new(Question {
            conclusion: self.conclusion,
            also: self.also.clone(),
            decision: self.decision.clone(),
            method: self.method.clone(),
            ballot: self.ballot(asked),
            more: self.particulars(meeting),
            assurance: if self.insisted { Assurance::AsStated } else { Assurance::Checked },
        })))
    }

    /// What the vote is measured against.
    #[must_use]
    pub fn ground(&self, meeting: &Meeting) -> Option<Ground> {
        let rule = meeting.profile.as_ref()?.rule(&self.decision)?;
        let mut rule = rule.clone();
        if let Some(ruling) = &self.ruling {
            rule.base = ruling.base.unwrap_or(rule.base);
            rule.threshold = ruling.threshold.unwrap_or(rule.threshold);
        }
        meeting.ground_of(&rule, meeting.conclusion(self.conclusion)?.item)
    }

    /// The vote that Enter would record, or what stands against it.
    ///
    /// # Errors
    /// The refusal of the rules.
    pub fn outlook(&self, meeting: &Meeting, now: Moment) -> Result<Vote, Refusal> {
        let command = self.command(meeting).ok_or(Refusal::Gone)?;
        let facts = decide(meeting, command, now)?;
        let vote = facts.into_iter().find_map(|fact| match fact {
            Fact::VoteTaken(vote) => Some(*vote),
            _ => None,
        });
        vote.ok_or(Refusal::Gone)
    }
}

fn choice_fields(slate: &Slate) -> Vec<VoteField> {
    slate.standing().into_iter().map(VoteField::Choice).collect()
}

impl App {
    pub(super) fn asked(&self) -> Option<&Conclusion> {
        let opened = self.opened.as_ref()?;
        opened.meeting().conclusion(opened.conclusion?)
    }

    pub(super) fn vote_command(&self) -> Option<Command> {
        let opened = self.opened.as_ref()?;
        let asked = self.asked()?;
        let decision = asked.usual_decision(opened.meeting().profile.as_ref()?);
        // Stands for any vote: what refuses it refuses every vote on this question.
        let ballot = match &asked.slate {
            Some(slate) => Ballot::Choices(vec![0; slate.standing().len()]),
            None => Ballot::Result { carried: true },
        };
        let question = Question::new(asked.id, decision, ballot);
        let question = Question { assurance: Assurance::AsStated, ..question };
        Some(Command::Vote(Box::new(question)))
    }

    pub(super) fn annul_command(&self) -> Option<Command> {
        // Stands for any reason: what refuses it refuses every one.
        Some(Command::Annul { conclusion: self.opened.as_ref()?.conclusion?, reason: "x".into() })
    }

    /// Ask why the vote on the chosen conclusion is annulled.
    pub(super) fn annul_vote(&mut self) -> Vec<Effect> {
        let Some(command) = self.annul_command() else { return self.no_conclusion() };
        let Some(opened) = &self.opened else { return Vec::new() };
        if opened.journal.consider(Order::Do(command.clone()), self.now).is_err() {
            return self.give(command);
        }
        let Some(id) = opened.conclusion else { return self.no_conclusion() };
        // It is taken again as it was taken, not as some other vote was.
        let chosen = opened.meeting().vote_on(id).map(|vote| vote.method.clone());
        if let (Some(opened), Some(method)) = (&mut self.opened, chosen) {
            opened.method = method;
        }
        self.ask(Purpose::Annul(id))
    }

    /// Say how the vote on the chosen conclusion was taken.
    pub(super) fn state_method(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(conclusion) = opened.conclusion else { return self.no_conclusion() };
        let stated = opened.meeting().vote_on(conclusion).and_then(|vote| vote.method.clone());
        // Whatever is not stated yet shows whether anything can be stated.
        let other = Method::ALL.into_iter().find(|method| Some(method) != stated.as_ref());
        let method = other.unwrap_or(Method::Hand);
        let command = Command::StateMethod { conclusion, method };
        if opened.journal.consider(Order::Do(command.clone()), self.now).is_err() {
            return self.give(command);
        }
        self.ask(Purpose::Method(conclusion))
    }

    pub(super) fn open_vote(&mut self) -> Vec<Effect> {
        if self.refuse_reading() {
            return Vec::new();
        }
        let (Some(command), Some(opened)) = (self.vote_command(), &self.opened) else {
            return self.no_conclusion();
        };
        // A vote that is out of order whatever its numbers is refused before it is typed.
        if opened.journal.consider(Order::Do(command.clone()), self.now).is_err() {
            return self.give(command);
        }
        let Some(asked) = self.asked() else { return Vec::new() };
        let vote = VoteBox::new(asked, opened.meeting(), opened.method.clone());
        self.dialogs.push(Dialog::Vote(vote));
        Vec::new()
    }

    /// Say why something was refused.
    pub(super) fn refuse(&mut self, refusal: &Refusal) {
        let Some(opened) = &self.opened else { return };
        let text = self.lang.refusal(opened.meeting(), refusal);
        self.tell(Tone::Bad, text);
    }

    fn vote(&mut self) -> Option<&mut VoteBox> {
        match self.dialogs.last_mut() {
            Some(Dialog::Vote(vote)) => Some(vote),
            _ => None,
        }
    }

    /// The vote box wherever it lies among the dialogs.
    #[must_use]
    pub fn vote_box(&self) -> Option<&VoteBox> {
        self.dialogs.iter().rev().find_map(|dialog| match dialog {
            Dialog::Vote(vote) => Some(vote),
            _ => None,
        })
    }

    pub(super) fn vote_step(&mut self, forward: bool) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            let of = vote.numbers.len().max(1);
            vote.at = if forward { (vote.at + 1) % of } else { (vote.at + of - 1) % of };
        }
        Vec::new()
    }

    /// Only the result, or the result beside some numbers: chosen by one key, recorded by Enter,
    /// taken back by the same key.
    pub(super) fn vote_result(&mut self, carried: bool) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.result = (vote.result != Some(carried)).then_some(carried);
            vote.changed();
        }
        Vec::new()
    }

    pub(super) fn vote_method(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            let at = vote.method.as_ref();
            let at = at.and_then(|m| Method::ALL.iter().position(|other| other == m));
            vote.method = Method::ALL.get(at.map_or(0, |at| at + 1)).cloned();
            vote.changed();
        }
        Vec::new()
    }

    pub(super) fn vote_decision(&mut self) -> Vec<Effect> {
        let profile = self.opened.as_ref().and_then(|opened| opened.meeting().profile.as_ref());
        let known: Vec<Decision> = profile
            .map(|profile| profile.rules.iter().map(|rule| rule.decision.clone()).collect())
            .unwrap_or_default();
        if let Some(vote) = self.vote() {
            let at = known.iter().position(|decision| *decision == vote.decision).unwrap_or(0);
            if let Some(next) = known.get((at + 1) % known.len().max(1)) {
                vote.decision = next.clone();
            }
            vote.changed();
        }
        if known.len() < 2 { self.nothing(self.lang.words().one_decision) } else { Vec::new() }
    }

    /// Numbers of ballots, of weights, of votes by post, of those who gave no answer, the
    /// announced per cent: shown when asked for.
    fn vote_toggle(&mut self, fields: &[VoteField]) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.toggle(fields);
            vote.changed();
        }
        Vec::new()
    }

    pub(super) fn vote_papers(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            let hidden = !vote.numbers.iter().any(|(field, _)| *field == VoteField::Issued);
            if hidden
                && vote.method.as_ref().is_none_or(|it| matches!(it, Method::Hand | Method::Card))
            {
                vote.method = Some(Method::SecretBallot);
            }
        }
        self.vote_toggle(&PAPERS)
    }

    pub(super) fn vote_weight(&mut self) -> Vec<Effect> {
        self.vote_toggle(&BY_WEIGHT)
    }

    pub(super) fn vote_remote(&mut self) -> Vec<Effect> {
        self.vote_toggle(&BY_POST)
    }

    pub(super) fn vote_silent(&mut self) -> Vec<Effect> {
        self.vote_toggle(&[VoteField::Silent])
    }

    pub(super) fn vote_percent(&mut self) -> Vec<Effect> {
        self.vote_toggle(&[VoteField::Percent])
    }

    /// How the chair voted or decided: for, against, not at all.
    pub(super) fn vote_casting(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.casting = match vote.casting {
                None => Some(true),
                Some(true) => Some(false),
                Some(false) => None,
            };
            vote.changed();
        }
        Vec::new()
    }

    /// "Unanimous" was announced, though somebody did not agree.
    pub(super) fn vote_unanimous(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.unanimous = !vote.unanimous;
            vote.changed();
        }
        Vec::new()
    }

    pub(super) fn vote_noted(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.noted = !vote.noted;
        }
        Vec::new()
    }

    /// Put the voters nobody accounted for into the current number.
    pub(super) fn vote_rest(&mut self) -> Vec<Effect> {
        let now = self.now.naive_local();
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(Dialog::Vote(vote)) = self.dialogs.last() else { return Vec::new() };
        let doubts = match vote.outlook(opened.meeting(), now) {
            Err(Refusal::Doubtful(doubts)) => doubts,
            Ok(vote) => vote.doubts,
            Err(_) => Vec::new(),
        };
        let missing = doubts.iter().find_map(|doubt| match doubt {
            VoteDoubt::Unaccounted { missing, .. } => Some(*missing),
            _ => None,
        });
        let Some(missing) = missing else {
            return self.nothing(self.lang.words().all_accounted);
        };
        if let Some(vote) = self.vote()
            && let Some((_, number)) = vote.numbers.get_mut(vote.at)
        {
            let before: u64 = number.parse().unwrap_or(0);
            *number = (before + missing).to_string();
            vote.changed();
        }
        Vec::new()
    }

    /// The chair rules base or threshold for this vote: a form over the box.
    pub(super) fn vote_ruling(&mut self) -> Vec<Effect> {
        let form = Form::new(self, Purpose::Ruling);
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// Further questions settled by the same vote: a form over the box.
    pub(super) fn vote_also(&mut self) -> Vec<Effect> {
        let form = Form::new(self, Purpose::Together);
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// Take over what a form over the box says.
    pub(super) fn amend_vote(&mut self, amend: impl Fn(&mut VoteBox)) {
        let found = self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Vote(vote) => Some(vote),
            _ => None,
        });
        if let Some(vote) = found {
            amend(vote);
            vote.changed();
        }
    }

    pub(super) fn vote_record(&mut self) -> Vec<Effect> {
        let now = self.now.naive_local();
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(Dialog::Vote(vote)) = self.dialogs.last() else { return Vec::new() };
        match vote.outlook(opened.meeting(), now) {
            Ok(_) => {
                let (command, method) = (vote.command(opened.meeting()), vote.method.clone());
                let Some(effects) = command.map(|command| self.give(command)) else {
                    return Vec::new();
                };
                self.dialogs.pop();
                if let Some(opened) = &mut self.opened {
                    // Hands stay hands; a ballot or a roll call is asked for each time.
                    let usual = |method: &Method| matches!(method, Method::Hand | Method::Card);
                    opened.method = method.filter(usual);
                }
                effects
            }
            Err(refusal) => {
                self.refuse(&refusal);
                let doubtful = matches!(refusal, Refusal::Doubtful(_));
                if let Some(vote) = self.vote() {
                    vote.insisted = doubtful;
                }
                Vec::new()
            }
        }
    }
}
