//! Keys of the roll.

use super::{App, Effect, Purpose, Tone};
use crate::domain::{Absence, At, Attendee, Command, Presence, RollCommand, attendance_doubts};
use crate::journal::Order;

/// The roll pane.
impl App {
    fn chosen_attendee(&self) -> Option<Attendee> {
        self.opened.as_ref()?.attendee
    }

    /// Mark the chosen one and go to the next whose name has not been called.
    pub(super) fn mark(&mut self, presence: Presence) -> Vec<Effect> {
        let Some(who) = self.chosen_attendee() else { return self.nobody_chosen() };
        match self.order(Order::Do(Command::Roll(RollCommand::Mark { who, presence, at: At::Now })))
        {
            Some(effects) => {
                self.go_to_uncalled();
                effects
            }
            None => Vec::new(),
        }
    }

    /// The roll is empty, so there is nobody to do anything about.
    pub(super) fn nobody_chosen(&mut self) -> Vec<Effect> {
        self.tell(Tone::Bad, self.lang.words().nobody_chosen);
        Vec::new()
    }

    /// What speaks against the numbers just reported.
    pub(super) fn tell_figures(&mut self) {
        let Some(opened) = &self.opened else { return };
        let doubts = attendance_doubts(opened.meeting());
        if !doubts.is_empty() {
            let told: Vec<String> =
                doubts.iter().map(|doubt| self.lang.attendance_doubt(doubt)).collect();
            self.tell(Tone::Bad, told.join(" "));
        }
    }

    pub(super) fn go_to_uncalled(&mut self) {
        let Some(opened) = &mut self.opened else { return };
        if !opened.search().is_empty() {
            opened.search_for(String::new());
            // Who was found and marked is no longer in sight of the letters: say who it was.
            let told = opened.journal.entries().last().cloned();
            let text = told.map(|entry| self.tell_entry(&entry, 1)).unwrap_or_default();
            self.tell(Tone::Good, text);
            return;
        }
        let Some(Attendee::Member(from)) = opened.attendee else { return };
        let members = &opened.journal.meeting().members;
        let at = members.iter().position(|member| member.id == from).unwrap_or(0);
        let (before, after) = members.split_at(at);
        let open = |member: &&crate::domain::Member| *member.presence() == Presence::NotCalled;
        if let Some(next) = after.iter().chain(before).find(open) {
            opened.attendee = Some(Attendee::Member(next.id));
        }
    }

    pub(super) fn mark_present(&mut self) -> Vec<Effect> {
        self.mark(Presence::Present)
    }

    /// Stands for marking all the rest, which is in order when marking the first of them is.
    pub(super) fn mark_one_of_rest_command(&self) -> Option<Command> {
        let members = &self.opened.as_ref()?.meeting().members;
        let member = members.iter().find(|member| member.is_awaited())?.id;
        let who = Attendee::Member(member);
        Some(Command::Roll(RollCommand::Mark { who, presence: Presence::Present, at: At::Now }))
    }

    pub(super) fn mark_rest(&mut self) -> Vec<Effect> {
        self.give(Command::Roll(RollCommand::MarkRest(Presence::Present)))
    }

    pub(super) fn mark_rest_absent(&mut self) -> Vec<Effect> {
        self.give(Command::Roll(RollCommand::MarkRest(Presence::Absent(Absence::default()))))
    }

    pub(super) fn mark_unexcused(&mut self) -> Vec<Effect> {
        self.mark(Presence::Absent(Absence::unexcused()))
    }

    /// Somebody comes in: late, or back after having left.
    pub(super) fn mark_late(&mut self) -> Vec<Effect> {
        let chosen = self.chosen_attendee();
        let before = self.opened.as_ref().zip(chosen);
        let before = before.and_then(|(opened, who)| opened.meeting().attendance(who));
        let back = before.is_some_and(|before| *before.presence() == Presence::Left);
        let presence = if back { Presence::Back } else { Presence::Late };
        match chosen.filter(|_| !self.is_live()) {
            Some(who) => self.ask(Purpose::MarkTime(who, presence)),
            None => self.mark(presence),
        }
    }

    /// The clock of this computer tells when something happens; of a meeting that is written up
    /// later the secretary does.
    pub(super) fn is_live(&self) -> bool {
        let now = self.now.naive_local();
        self.opened.as_ref().is_some_and(|opened| opened.meeting().live(now).is_some())
    }

    pub(super) fn mark_left_command(&self) -> Option<Command> {
        let who = self.chosen_attendee()?;
        Some(Command::Roll(RollCommand::Mark { who, presence: Presence::Left, at: At::Now }))
    }

    pub(super) fn mark_left(&mut self) -> Vec<Effect> {
        let Some(command) = self.mark_left_command() else { return self.nobody_chosen() };
        if let Some(opened) = &mut self.opened {
            opened.search_for(String::new());
        }
        match command {
            Command::Roll(RollCommand::Mark { who, presence, .. }) if !self.is_live() => {
                self.ask(Purpose::MarkTime(who, presence))
            }
            command => self.give(command),
        }
    }

    pub(super) fn mark_absent(&mut self) -> Vec<Effect> {
        match self.chosen_attendee() {
            Some(who) => self.ask(Purpose::Absence(who)),
            None => self.nobody_chosen(),
        }
    }

    pub(super) fn mark_time(&mut self) -> Vec<Effect> {
        let Some(who) = self.chosen_attendee() else { return self.nobody_chosen() };
        let found = self.opened.as_ref().and_then(|opened| opened.meeting().attendance(who));
        let presence = match found.map(|attendance| attendance.presence().clone()) {
            Some(presence @ (Presence::Late | Presence::Left | Presence::Back)) => presence,
            _ => Presence::Late,
        };
        self.ask(Purpose::MarkTime(who, presence))
    }

    pub(super) fn add_member(&mut self) -> Vec<Effect> {
        self.ask(Purpose::AddMember)
    }

    pub(super) fn add_guest(&mut self) -> Vec<Effect> {
        self.ask(Purpose::AddGuest)
    }

    pub(super) fn state_attendance(&mut self) -> Vec<Effect> {
        self.ask(Purpose::StatedAttendance)
    }

    pub(super) fn edit_attendee(&mut self) -> Vec<Effect> {
        match self.opened.as_ref().and_then(|opened| opened.attendee) {
            Some(Attendee::Member(id)) => self.ask(Purpose::EditMember(id)),
            Some(Attendee::Guest(id)) => self.ask(Purpose::EditGuest(id)),
            None => self.nobody_chosen(),
        }
    }

    pub(super) fn remove_attendee(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let meeting = opened.meeting();
        let (name, command) = match opened.attendee {
            Some(Attendee::Member(member)) => {
                let name = meeting.member(member).map(|member| member.name.clone());
                (name, Command::Roll(RollCommand::StrikeMember { member }))
            }
            Some(Attendee::Guest(guest)) => {
                let name = meeting.guest(guest).map(|guest| guest.name.clone());
                (name, Command::Roll(RollCommand::RemoveGuest { guest }))
            }
            None => return self.nobody_chosen(),
        };
        self.ask_to_remove(&name.unwrap_or_default(), command)
    }
}
