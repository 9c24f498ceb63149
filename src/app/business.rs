//! Keys of motions, ballots with choices, seats, interests and quorum.

use crate::domain::{
    At, Attendee, Command, ConclusionId, MotionCommand, PollCommand, Presence, Refusal, SeatCommand,
};

use super::{App, BusinessForm, Effect, Purpose, SeatForm};

/// Motions and ballots, in the conclusions pane.
impl App {
    fn chosen(&self) -> Option<ConclusionId> {
        self.opened.as_ref().and_then(|opened| opened.conclusion)
    }

    pub(super) fn add_motion(&mut self) -> Vec<Effect> {
        let item = self.opened.as_ref().and_then(|opened| opened.item);
        self.ask(Purpose::Business(BusinessForm::AddMotion(item)))
    }

    pub(super) fn add_slate(&mut self) -> Vec<Effect> {
        let item = self.opened.as_ref().and_then(|opened| opened.item);
        self.ask(Purpose::Business(BusinessForm::AddSlate(item)))
    }

    pub(super) fn edit_motion(&mut self) -> Vec<Effect> {
        self.ask_of_question(BusinessForm::EditMotion)
    }

    pub(super) fn dispose(&mut self) -> Vec<Effect> {
        self.ask_of_question(BusinessForm::Dispose)
    }

    pub(super) fn split_question(&mut self) -> Vec<Effect> {
        self.ask_of_question(BusinessForm::Split)
    }

    pub(super) fn reconsider_command(&self) -> Option<Command> {
        Some(Command::Motion(MotionCommand::Reconsider { conclusion: self.chosen()? }))
    }

    pub(super) fn reconsider(&mut self) -> Vec<Effect> {
        self.give_or(self.reconsider_command(), Self::no_conclusion)
    }

    /// A form about the chosen question.
    fn ask_of_question(&mut self, form: impl Fn(ConclusionId) -> BusinessForm) -> Vec<Effect> {
        match self.chosen() {
            Some(id) => self.ask(Purpose::Business(form(id))),
            None => self.no_conclusion(),
        }
    }

    /// A form that only a ballot with choices has.
    fn ask_of_slate(&mut self, form: impl Fn(ConclusionId) -> BusinessForm) -> Vec<Effect> {
        let Some(id) = self.chosen() else { return self.no_conclusion() };
        if self.asked().is_some_and(|asked| asked.slate.is_none()) {
            self.refuse(&Refusal::NoChoices(id));
            return Vec::new();
        }
        self.ask(Purpose::Business(form(id)))
    }

    pub(super) fn nominate(&mut self) -> Vec<Effect> {
        self.ask_of_slate(BusinessForm::Nominate)
    }

    pub(super) fn take_off(&mut self) -> Vec<Effect> {
        let slate = self.asked().and_then(|asked| asked.slate.as_ref());
        if slate.is_some_and(|slate| slate.standing().is_empty()) {
            return self.nothing(self.lang.words().nobody_stands);
        }
        self.ask_of_slate(BusinessForm::TakeOff)
    }

    pub(super) fn name_tellers(&mut self) -> Vec<Effect> {
        self.ask_of_slate(BusinessForm::Tellers)
    }

    pub(super) fn drop_poll_command(&self) -> Option<Command> {
        Some(Command::Poll(PollCommand::ClearPoll { conclusion: self.chosen()? }))
    }

    pub(super) fn drop_poll(&mut self) -> Vec<Effect> {
        self.give_or(self.drop_poll_command(), Self::no_conclusion)
    }
}

/// Seats, interests and quorum.
impl App {
    fn ask_of_member(&mut self, form: impl Fn(crate::domain::MemberId) -> SeatForm) -> Vec<Effect> {
        match self.opened.as_ref().and_then(|opened| opened.attendee) {
            Some(Attendee::Member(id)) => self.ask(Purpose::Seat(form(id))),
            Some(guest @ Attendee::Guest(_)) => self.not_a_member(guest),
            None => self.nobody_chosen(),
        }
    }

    pub(super) fn mark_remote(&mut self) -> Vec<Effect> {
        self.mark(Presence::Remote)
    }

    pub(super) fn declare_interest(&mut self) -> Vec<Effect> {
        self.ask_of_member(SeatForm::Interest)
    }

    pub(super) fn change_seat(&mut self) -> Vec<Effect> {
        self.ask_of_member(SeatForm::Seat)
    }

    pub(super) fn rate_member(&mut self) -> Vec<Effect> {
        self.ask_of_member(SeatForm::Rate)
    }

    pub(super) fn co_opt(&mut self) -> Vec<Effect> {
        self.ask(Purpose::Seat(SeatForm::CoOpt))
    }

    pub(super) fn informal_command(&self) -> Option<Command> {
        let informal = !self.opened.as_ref()?.meeting().is_informal();
        Some(Command::Seat(SeatCommand::GoInformal { informal, at: At::Now }))
    }

    /// Go on without a quorum, or decide again.
    pub(super) fn turn_informal(&mut self) -> Vec<Effect> {
        match self.informal_command() {
            Some(Command::Seat(SeatCommand::GoInformal { informal, .. })) if !self.is_live() => {
                self.ask(Purpose::Informal(informal))
            }
            Some(command) => self.give(command),
            None => Vec::new(),
        }
    }
}
