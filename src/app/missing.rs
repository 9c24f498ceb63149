//! From what is missing to the place where it is entered.

use crate::domain::{
    At, Attendee, Command, ConclusionId, MemberId, Missing, NoteId, Stage, missing,
};

use super::opened::{Jotted, Pane};
use super::{App, Dialog, Effect, Purpose, Topic};

/// Fields of the form of details, by place.
const CHAIR: usize = 0;
const SECRETARY: usize = 1;
const PLACE: usize = 2;
const LOCALITY: usize = 3;
const NUMBER: usize = 4;
const QUALITY: usize = 6;

impl App {
    /// Go where the chosen missing fact is entered.
    pub(super) fn go_to_missing(&mut self) -> Vec<Effect> {
        let Some(Dialog::Pager(pager)) = self.dialogs.last() else { return Vec::new() };
        let (topic, part) = (pager.topic, pager.part);
        let Some(opened) = &self.opened else { return Vec::new() };
        let wanted = missing(opened.meeting()).get(part).copied();
        let (Topic::Missing, Some(wanted)) = (topic, wanted) else {
            return self.nothing(self.lang.words().nothing_missing);
        };
        self.dialogs.pop();
        self.go_to(wanted)
    }

    fn go_to(&mut self, wanted: Missing) -> Vec<Effect> {
        match wanted {
            Missing::Chair | Missing::ChairOnRoll(_) => self.detail_form(CHAIR),
            Missing::Secretary => self.detail_form(SECRETARY),
            Missing::Edition => self.amend_meeting(),
            Missing::Place => self.detail_form(PLACE),
            Missing::Locality => self.detail_form(LOCALITY),
            // Adopted minutes may still be numbered.
            Missing::Number if self.is_adopted() => self.ask(Purpose::Numbers),
            Missing::Number => self.detail_form(NUMBER),
            Missing::Quality => self.detail_form(QUALITY),
            Missing::OpeningTime => self.ask_time(Stage::Planned),
            Missing::ClosingTime => self.ask_time(Stage::InSession),
            Missing::Names(_) => self.in_pane(Pane::Roll, Self::add_member),
            Missing::ClassSplit | Missing::Figures(_) => {
                self.in_pane(Pane::Roll, Self::state_attendance)
            }
            Missing::RollCall(_) => self.in_pane(Pane::Roll, |_| Vec::new()),
            Missing::Class(member) => self.at_member(member, Self::edit_attendee),
            Missing::Reason(member) => self.at_member(member, Self::mark_absent),
            Missing::Speaker(note) | Missing::Addressee(note) => self.at_note(note),
            Missing::Conclusions => self.in_pane(Pane::Conclusions, Self::add_conclusion),
            Missing::Vote(id) => self.at_conclusion(id, Self::open_vote),
            // What stands is annulled or settled there; which of it, the secretary says.
            Missing::Method(id) => self.at_conclusion(id, |app| app.ask(Purpose::Method(id))),
            Missing::Counts(id) | Missing::Review(id) => self.at_conclusion(id, |_| Vec::new()),
            Missing::Tasks if self.has_conclusions() => {
                self.in_pane(Pane::Conclusions, Self::assign_task)
            }
            Missing::Tasks => self.in_pane(Pane::Conclusions, Self::add_conclusion),
            Missing::Owner(id) | Missing::Due(id) => self.at_conclusion(id, Self::assign_task),
            Missing::ReadBack | Missing::Adoption => self.read_back(),
        }
    }

    fn has_conclusions(&self) -> bool {
        self.opened.as_ref().is_some_and(|opened| !opened.meeting().conclusions.is_empty())
    }

    fn is_adopted(&self) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.meeting().adopted.is_some())
    }

    /// The form of details with the caret in one of its fields.
    fn detail_form(&mut self, field: usize) -> Vec<Effect> {
        let effects = self.ask(Purpose::Details);
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            form.at = field.min(form.fields.len().saturating_sub(1));
        }
        effects
    }

    /// Opening and closing are told while they are due; afterwards the time is told by undoing.
    fn ask_time(&mut self, due: Stage) -> Vec<Effect> {
        let stage = self.opened.as_ref().map(|opened| opened.meeting().stage);
        match due {
            _ if stage == Some(due) => self.open_or_close(),
            // Nothing can be closed before it is open, which is said.
            Stage::InSession if stage == Some(Stage::Planned) => {
                self.give(Command::Close { at: At::Now })
            }
            _ => self.amend_meeting(),
        }
    }

    fn in_pane(&mut self, pane: Pane, then: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            opened.pane = pane;
        }
        then(self)
    }

    fn at_member(
        &mut self,
        member: MemberId,
        then: impl FnOnce(&mut Self) -> Vec<Effect>,
    ) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            opened.attendee = Some(Attendee::Member(member));
        }
        self.in_pane(Pane::Roll, then)
    }

    fn at_note(&mut self, note: NoteId) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            opened.item = opened.meeting().note(note).and_then(|note| note.item);
            opened.jotted = Some(Jotted::Note(note));
        }
        self.in_pane(Pane::Notes, Self::edit_jotted)
    }

    fn at_conclusion(
        &mut self,
        conclusion: ConclusionId,
        then: impl FnOnce(&mut Self) -> Vec<Effect>,
    ) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            opened.conclusion = Some(conclusion);
        }
        self.in_pane(Pane::Conclusions, then)
    }
}
