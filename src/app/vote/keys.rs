//! The keys of the vote box, and of votes that stand.

use super::{BY_POST, BY_WEIGHT, PAPERS, VoteBox, VoteField};
use crate::app::{App, BoxForm, Dialog, Effect, Form, Purpose, Tone};
use crate::domain::{
    Assurance, Ballot, Command, Conclusion, Decision, Meeting, Method, Question, Received, Refusal,
    Slate, StandingCommand, VoteDoubt,
};
use crate::journal::Order;

impl App {
    pub(in crate::app) fn asked(&self) -> Option<&Conclusion> {
        let opened = self.opened.as_ref()?;
        opened.meeting().conclusion(opened.conclusion?)
    }

    pub(in crate::app) fn vote_command(&self) -> Option<Command> {
        let opened = self.opened.as_ref()?;
        let asked = self.asked()?;
        let decision = asked.usual_decision(opened.meeting().profile.as_ref()?);
        // Stands for any vote: what refuses it refuses every vote on this question.
        let ballot = match &asked.slate {
            Some(slate) => Ballot::Choices(vec![Received::default(); slate.standing().len()]),
            None => Ballot::Result { carried: true },
        };
        let question = Question::new(asked.id, decision, ballot);
        let question = Question { assurance: Assurance::AsStated, ..question };
        Some(Command::Vote(Box::new(question)))
    }

    pub(in crate::app) fn annul_command(&self) -> Option<Command> {
        // Stands for any reason: what refuses it refuses every one.
        Some(Command::Standing(StandingCommand::Annul {
            conclusion: self.opened.as_ref()?.conclusion?,
            reason: "x".into(),
        }))
    }

    /// Ask why the vote on the chosen conclusion is annulled.
    pub(in crate::app) fn annul_vote(&mut self) -> Vec<Effect> {
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
    pub(in crate::app) fn state_method(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(conclusion) = opened.conclusion else { return self.no_conclusion() };
        let stated = opened.meeting().vote_on(conclusion).and_then(|vote| vote.method.clone());
        // Whatever is not stated yet shows whether anything can be stated.
        let other = Method::ALL.into_iter().find(|method| Some(method) != stated.as_ref());
        let method = other.unwrap_or(Method::Hand);
        let command = Command::Standing(StandingCommand::StateMethod { conclusion, method });
        if opened.journal.consider(Order::Do(command.clone()), self.now).is_err() {
            return self.give(command);
        }
        self.ask(Purpose::Method(conclusion))
    }

    pub(in crate::app) fn open_vote(&mut self) -> Vec<Effect> {
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
    pub(in crate::app) fn refuse(&mut self, refusal: &Refusal) {
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

    pub(in crate::app) fn vote_step(&mut self, forward: bool) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            let of = vote.numbers.len().max(1);
            vote.at = if forward { (vote.at + 1) % of } else { (vote.at + of - 1) % of };
        }
        Vec::new()
    }

    /// Only the result, or the result beside some numbers: chosen by one key, recorded by Enter,
    /// taken back by the same key.
    pub(in crate::app) fn vote_result(&mut self, carried: bool) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.result = (vote.result != Some(carried)).then_some(carried);
            vote.void = None;
            vote.changed();
        }
        Vec::new()
    }

    pub(in crate::app) fn vote_method(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            let at = vote.method.as_ref();
            let at = at.and_then(|m| Method::ALL.iter().position(|other| other == m));
            vote.method = Method::ALL.get(at.map_or(0, |at| at + 1)).cloned();
            vote.changed();
        }
        Vec::new()
    }

    pub(in crate::app) fn vote_decision(&mut self) -> Vec<Effect> {
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

    pub(in crate::app) fn vote_papers(&mut self) -> Vec<Effect> {
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

    /// Votes withheld from each choice, right behind those it has.
    pub(in crate::app) fn vote_withheld(&mut self) -> Vec<Effect> {
        let slate = self.asked().and_then(|asked| asked.slate.as_ref());
        let Some(standing) = slate.map(Slate::standing) else {
            return self.nothing(self.lang.words().no_choices_here);
        };
        let withheld: Vec<_> = standing.into_iter().map(VoteField::Withheld).collect();
        self.vote_toggle(&withheld)
    }

    pub(in crate::app) fn vote_weight(&mut self) -> Vec<Effect> {
        self.vote_toggle(&BY_WEIGHT)
    }

    pub(in crate::app) fn vote_remote(&mut self) -> Vec<Effect> {
        self.vote_toggle(&BY_POST)
    }

    pub(in crate::app) fn vote_silent(&mut self) -> Vec<Effect> {
        self.vote_toggle(&[VoteField::Silent])
    }

    pub(in crate::app) fn vote_percent(&mut self) -> Vec<Effect> {
        self.vote_toggle(&[VoteField::Percent])
    }

    /// How the chair voted or decided: for, against, not at all.
    pub(in crate::app) fn vote_casting(&mut self) -> Vec<Effect> {
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
    pub(in crate::app) fn vote_unanimous(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.unanimous = !vote.unanimous;
            vote.changed();
        }
        Vec::new()
    }

    pub(in crate::app) fn vote_noted(&mut self) -> Vec<Effect> {
        if let Some(vote) = self.vote() {
            vote.noted = !vote.noted;
        }
        Vec::new()
    }

    /// Put the voters nobody accounted for into the current number.
    pub(in crate::app) fn vote_rest(&mut self) -> Vec<Effect> {
        let pen = self.pen();
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(Dialog::Vote(vote)) = self.dialogs.last() else { return Vec::new() };
        let doubts = match vote.outlook(opened.meeting(), pen) {
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
    pub(in crate::app) fn vote_ruling(&mut self) -> Vec<Effect> {
        let form = Form::new(self, Purpose::Box(BoxForm::Ruling));
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// Further questions settled by the same vote: a form over the box.
    pub(in crate::app) fn vote_also(&mut self) -> Vec<Effect> {
        let form = Form::new(self, Purpose::Box(BoxForm::Together));
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// The vote is void, and why: a form over the box.
    pub(in crate::app) fn vote_void(&mut self) -> Vec<Effect> {
        let form = Form::new(self, Purpose::Box(BoxForm::Void));
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// How the vote is taken and what it decides, from lists: a form over the box.
    pub(in crate::app) fn vote_manner(&mut self) -> Vec<Effect> {
        let form = Form::new(self, Purpose::Box(BoxForm::Manner));
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// Who or what was chosen, where nobody stated numbers: a form over the box.
    pub(in crate::app) fn vote_elected(&mut self) -> Vec<Effect> {
        if self.asked().is_none_or(|asked| asked.slate.is_none()) {
            return self.nothing(self.lang.words().no_choices_here);
        }
        let form = Form::new(self, Purpose::Box(BoxForm::Elected));
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    /// Take over what a form over the box says.
    pub(in crate::app) fn amend_vote(&mut self, amend: impl Fn(&mut VoteBox)) {
        let found = self.dialogs.iter_mut().rev().find_map(|dialog| match dialog {
            Dialog::Vote(vote) => Some(vote),
            _ => None,
        });
        if let Some(vote) = found {
            amend(vote);
            vote.changed();
        }
    }

    /// A tie that the chair or the lot may still decide.
    fn tell_tie(&mut self) {
        let Some(opened) = &self.opened else { return };
        let open = |command: Option<Command>| {
            let settled = command.map(|one| opened.journal.consider(Order::Do(one), self.now));
            settled.is_some_and(|settled| settled.is_ok())
        };
        if open(self.settle_for_command()) && open(self.settle_against_command()) {
            self.tell(Tone::Bad, self.lang.words().tie_open);
        }
    }

    /// Why what is typed cannot be taken as one result; it stays as it is.
    #[must_use]
    pub fn vote_unclear(&self, meeting: &Meeting, vote: &VoteBox) -> Option<String> {
        if let Some(misread) = vote.unread(meeting) {
            return Some(self.lang.misread(&misread));
        }
        vote.tells_two_results().then(|| self.lang.words().one_result.to_owned())
    }

    pub(in crate::app) fn vote_record(&mut self) -> Vec<Effect> {
        let pen = self.pen();
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(Dialog::Vote(vote)) = self.dialogs.last() else { return Vec::new() };
        let uncounted = || vote.uncounted(opened.meeting());
        let unclear = self.vote_unclear(opened.meeting(), vote);
        if let Some(text) = unclear.or_else(|| Some(self.lang.choice_uncounted(uncounted()?))) {
            self.tell(Tone::Bad, text);
            return Vec::new();
        }
        match vote.outlook(opened.meeting(), pen) {
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
                self.tell_tie();
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
