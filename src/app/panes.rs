//! What the keys of the meeting screen do.

use crate::domain::{
    AgendaCommand, At, Command, ConclusionId, Item, ItemId, ItemState, RecordCommand, Stage,
};
use crate::journal::Order;

use super::opened::{Jotted, Opened, Pane};
use super::{Access, App, Confirm, Dialog, Effect, Form, Purpose, Tone};

impl App {
    /// Give a command; what stands against it is said.
    pub(super) fn give(&mut self, command: Command) -> Vec<Effect> {
        self.order(Order::Do(command)).unwrap_or_default()
    }

    pub(super) fn refuse_reading(&mut self) -> bool {
        let reading = self.access == Access::Read;
        if reading {
            self.tell(Tone::Bad, self.lang.words().read_only_refused);
        }
        reading
    }

    pub(super) fn ask(&mut self, purpose: Purpose) -> Vec<Effect> {
        if self.refuse_reading() {
            return Vec::new();
        }
        if let Some(opened) = &mut self.opened {
            opened.search_for(String::new());
            // What would be refused is refused before anything is typed.
            let probe = super::purpose::probe(&purpose, opened.meeting());
            if let Some(refusal) = probe.and_then(|command| self.refused_at_once(command)) {
                return self.refused(&refusal);
            }
        }
        let form = match self.left.take_if(|form| form.purpose == purpose) {
            Some(form) => {
                self.tell(Tone::Plain, self.lang.words().restored);
                Form { at: 0, ..form }
            }
            None => Form::new(self, purpose),
        };
        self.dialogs.push(Dialog::Form(form));
        Vec::new()
    }

    pub(super) fn ask_to_remove(&mut self, name: &str, command: Command) -> Vec<Effect> {
        if !self.refuse_reading() {
            // What cannot be removed says so before the question.
            if let Some(refusal) = self.refused_at_once(command.clone()) {
                return self.refused(&refusal);
            }
            let (name, command) = (name.to_owned(), Box::new(command));
            self.dialogs.push(Dialog::Confirm(Confirm::Remove { name, command }));
        }
        Vec::new()
    }

    pub(super) fn leave_meeting(&mut self) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened
            && !opened.search().is_empty()
        {
            opened.search_for(String::new());
            return Vec::new();
        }
        if self.saving.trouble.is_some() {
            return self.quit();
        }
        if !self.saving.is_done() {
            self.leaving = true;
            return Vec::new();
        }
        self.close_meeting();
        Vec::new()
    }

    /// Back to the list of meetings. A form that was left in this one is found again in this one.
    pub(super) fn close_meeting(&mut self) {
        self.opened = None;
        self.left = None;
        self.restore_draft();
    }

    pub(super) fn turn_pane(&mut self, by: isize) -> Vec<Effect> {
        if let Some(opened) = &mut self.opened {
            let at = Pane::ALL.iter().position(|pane| *pane == opened.pane).unwrap_or(0);
            let of = Pane::ALL.len();
            opened.search_for(String::new());
            opened.pane = Pane::ALL[at.wrapping_add_signed(by).wrapping_add(of) % of];
        }
        Vec::new()
    }

    pub(super) fn step_in_pane(&mut self, by: isize) -> Vec<Effect> {
        let Some(opened) = &mut self.opened else { return Vec::new() };
        match opened.pane {
            Pane::Agenda => {
                let ids = opened.meeting().items.iter().map(|item| item.id);
                opened.item = stepped(ids, opened.item, by);
                opened.jotted = None;
                opened.choose_something();
            }
            Pane::Roll => {
                let last = opened.attendees().saturating_sub(1);
                let place = opened.attendee_place().saturating_add_signed(by).min(last);
                opened.attendee = opened.attendee_at(place).or(opened.attendee);
            }
            Pane::Notes => {
                let all = opened.jotted_here();
                opened.jotted = stepped(all.into_iter(), opened.jotted, by);
            }
            Pane::Conclusions => {
                let ids = opened.meeting().conclusions.iter().map(|conclusion| conclusion.id);
                opened.conclusion = stepped(ids, opened.conclusion, by);
            }
        }
        Vec::new()
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        self.turn_back(Order::Undo)
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        self.turn_back(Order::Redo)
    }

    fn turn_back(&mut self, order: Order) -> Vec<Effect> {
        let words = self.lang.words();
        let Some(opened) = &self.opened else { return Vec::new() };
        let (entry, done) = match order {
            Order::Undo => (opened.journal.undoable(self.pen().desk), words.undid),
            Order::Redo => (opened.journal.redoable(self.pen().desk), words.redid),
            Order::Do(_) => return Vec::new(),
        };
        let what = entry.map(|entry| self.tell_entry(entry, 1)).unwrap_or_default();
        let Some(effects) = self.order(order) else { return Vec::new() };
        // Numbers may be given anew after an undo, so a form left for one of them is forgotten.
        self.left = None;
        self.tell(Tone::Good, format!("{done}: {what}"));
        effects
    }

    pub(super) fn next_item(&mut self) -> Vec<Effect> {
        self.give(Command::Agenda(AgendaCommand::NextItem { at: At::Now }))
    }

    pub(super) fn open_or_close(&mut self) -> Vec<Effect> {
        let stage = self.opened.as_ref().map(|opened| opened.meeting().stage);
        match stage {
            Some(Stage::Planned) => self.ask(Purpose::Opening),
            Some(Stage::InSession) => self.ask(Purpose::Closing),
            Some(Stage::Closed | Stage::Adopted) => self.give(Command::Close { at: At::Now }),
            None => Vec::new(),
        }
    }

    pub(super) fn amend_meeting(&mut self) -> Vec<Effect> {
        self.ask(Purpose::AmendMeeting)
    }

    /// The meeting rests, or goes on.
    pub(super) fn pause_or_resume(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let resting = opened.meeting().pause().is_some();
        self.ask(if resting { Purpose::Resume } else { Purpose::Pause })
    }

    pub(super) fn edit_details(&mut self) -> Vec<Effect> {
        self.ask(Purpose::Details)
    }

    pub(super) fn add_note(&mut self) -> Vec<Effect> {
        let item = self.opened.as_ref().and_then(|opened| opened.item);
        self.ask(Purpose::AddNote(item))
    }

    pub(super) fn add_indicator(&mut self) -> Vec<Effect> {
        let item = self.opened.as_ref().and_then(|opened| opened.item);
        self.ask(Purpose::AddIndicator(item))
    }

    pub(super) fn edit_jotted(&mut self) -> Vec<Effect> {
        match self.opened.as_ref().and_then(|opened| opened.jotted) {
            Some(Jotted::Note(note)) => self.ask(Purpose::EditNote(note)),
            Some(Jotted::Indicator(indicator)) => self.ask(Purpose::EditIndicator(indicator)),
            None => self.no_note(),
        }
    }

    pub(super) fn remove_jotted(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let meeting = opened.meeting();
        let (name, command) = match opened.jotted {
            Some(Jotted::Note(note)) => {
                let text = meeting.note(note).map(|note| note.text.clone());
                (text, Command::Record(RecordCommand::RemoveNote { note }))
            }
            Some(Jotted::Indicator(indicator)) => {
                let label = meeting.indicator(indicator).map(|found| found.label.clone());
                (label, Command::Record(RecordCommand::RemoveIndicator { indicator }))
            }
            None => return self.no_note(),
        };
        self.ask_to_remove(&name.unwrap_or_default(), command)
    }
}

/// The agenda pane.
impl App {
    fn chosen_item(&self) -> Option<&Item> {
        let opened = self.opened.as_ref()?;
        opened.meeting().item(opened.item?)
    }

    fn chosen_item_id(&self) -> Option<ItemId> {
        self.chosen_item().map(|item| item.id)
    }

    pub(super) fn start_item_command(&self) -> Option<Command> {
        Some(Command::Agenda(AgendaCommand::StartItem {
            item: self.chosen_item_id()?,
            at: At::Now,
        }))
    }

    pub(super) fn start_item(&mut self) -> Vec<Effect> {
        self.give_or(self.start_item_command(), Self::no_item)
    }

    pub(super) fn finish_item_command(&self) -> Option<Command> {
        Some(Command::Agenda(AgendaCommand::FinishItem {
            item: self.chosen_item_id()?,
            at: At::Now,
        }))
    }

    pub(super) fn finish_item(&mut self) -> Vec<Effect> {
        self.give_or(self.finish_item_command(), Self::no_item)
    }

    pub(super) fn skip_item_command(&self) -> Option<Command> {
        Some(Command::Agenda(AgendaCommand::SkipItem {
            item: self.chosen_item_id()?,
            reason: String::new(),
        }))
    }

    pub(super) fn skip_item(&mut self) -> Vec<Effect> {
        match self.chosen_item() {
            Some(Item { state: ItemState::Running | ItemState::Done, .. }) => {
                self.give_or(self.skip_item_command(), Self::no_item)
            }
            Some(item) => {
                let id = item.id;
                self.ask(Purpose::SkipItem(id))
            }
            None => self.no_item(),
        }
    }

    pub(super) fn add_item(&mut self) -> Vec<Effect> {
        self.ask(Purpose::AddItem)
    }

    pub(super) fn edit_item(&mut self) -> Vec<Effect> {
        match self.chosen_item_id() {
            Some(id) => self.ask(Purpose::EditItem(id)),
            None => self.no_item(),
        }
    }

    pub(super) fn remove_item_command(&self) -> Option<Command> {
        Some(Command::Agenda(AgendaCommand::RemoveItem { item: self.chosen_item_id()? }))
    }

    pub(super) fn remove_item(&mut self) -> Vec<Effect> {
        let title = self.chosen_item().map(|item| item.title.clone()).unwrap_or_default();
        match self.remove_item_command() {
            Some(command) => self.ask_to_remove(&title, command),
            None => self.no_item(),
        }
    }

    pub(super) fn move_item(&mut self, by: isize) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let ids: Vec<ItemId> = opened.meeting().items.iter().map(|item| item.id).collect();
        match moved(&ids, opened.item, by) {
            Some((item, place)) => {
                self.give(Command::Agenda(AgendaCommand::MoveItem { item, place }))
            }
            None if ids.is_empty() => self.no_item(),
            None => self.at_the_end(),
        }
    }
}

/// The conclusions pane.
impl App {
    fn chosen_conclusion(&self) -> Option<ConclusionId> {
        self.opened.as_ref().and_then(|opened| opened.conclusion)
    }

    pub(super) fn add_conclusion(&mut self) -> Vec<Effect> {
        let item = self.opened.as_ref().and_then(|opened| opened.item);
        self.ask(Purpose::AddConclusion(item))
    }

    pub(super) fn edit_conclusion_command(&self) -> Option<Command> {
        let opened: &Opened = self.opened.as_ref()?;
        let conclusion = opened.meeting().conclusion(opened.conclusion?)?;
        let text = conclusion.text.clone();
        Some(Command::Record(RecordCommand::AmendConclusion { conclusion: conclusion.id, text }))
    }

    pub(super) fn edit_conclusion(&mut self) -> Vec<Effect> {
        match self.chosen_conclusion() {
            Some(id) => self.ask(Purpose::EditConclusion(id)),
            None => self.no_conclusion(),
        }
    }

    pub(super) fn assign_task(&mut self) -> Vec<Effect> {
        match self.chosen_conclusion() {
            Some(id) => self.ask(Purpose::Task(id)),
            None => self.no_conclusion(),
        }
    }

    pub(super) fn remove_conclusion_command(&self) -> Option<Command> {
        Some(Command::Record(RecordCommand::RemoveConclusion {
            conclusion: self.chosen_conclusion()?,
        }))
    }

    pub(super) fn remove_conclusion(&mut self) -> Vec<Effect> {
        let Some(command) = self.remove_conclusion_command() else { return self.no_conclusion() };
        let Some(opened) = &self.opened else { return Vec::new() };
        let chosen = opened.conclusion.and_then(|id| opened.meeting().conclusion(id));
        let name = chosen.map(|conclusion| conclusion.text.clone()).unwrap_or_default();
        self.ask_to_remove(&name, command)
    }

    pub(super) fn move_conclusion(&mut self, by: isize) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let ids: Vec<ConclusionId> =
            opened.meeting().conclusions.iter().map(|conclusion| conclusion.id).collect();
        match moved(&ids, opened.conclusion, by) {
            Some((conclusion, place)) => {
                self.give(Command::Record(RecordCommand::MoveConclusion { conclusion, place }))
            }
            None if ids.is_empty() => self.no_conclusion(),
            None => self.at_the_end(),
        }
    }
}

/// The thing some steps away from the chosen one; the ends hold.
fn stepped<T: Copy + PartialEq>(
    all: impl Iterator<Item = T>,
    chosen: Option<T>,
    by: isize,
) -> Option<T> {
    let all: Vec<T> = all.collect();
    let at = all.iter().position(|one| Some(*one) == chosen).unwrap_or(0);
    all.get(at.saturating_add_signed(by).min(all.len().saturating_sub(1))).copied()
}

/// The chosen thing and its new place, if it can move that way.
fn moved<T: Copy + PartialEq>(all: &[T], chosen: Option<T>, by: isize) -> Option<(T, u32)> {
    let at = all.iter().position(|one| Some(*one) == chosen)?;
    let place = at.checked_add_signed(by).filter(|place| *place < all.len())?;
    Some((all[at], u32::try_from(place).ok()?))
}
