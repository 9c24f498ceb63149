//! What a key says that can do nothing: no key is silent.

use crossterm::event::KeyCode;

use crate::domain::{Attendee, Command, Refusal};
use crate::journal::{Denial, Order};

use super::keymap::KEYS;
use super::{App, Chord, Effect, Note, Tone};

impl App {
    /// Say something instead of doing it.
    pub(super) fn nothing(&mut self, why: &'static str) -> Vec<Effect> {
        self.tell(Tone::Bad, why);
        Vec::new()
    }

    /// Say why something was refused, and do nothing.
    pub(super) fn refused(&mut self, refusal: &Refusal) -> Vec<Effect> {
        self.refuse(refusal);
        Vec::new()
    }

    /// The agenda is empty, so there is no item to do anything about.
    pub(super) fn no_item(&mut self) -> Vec<Effect> {
        self.nothing(self.lang.words().no_items)
    }

    /// Nothing was noted on the chosen item.
    pub(super) fn no_note(&mut self) -> Vec<Effect> {
        self.nothing(self.lang.words().no_notes)
    }

    /// Nothing was concluded yet.
    pub(super) fn no_conclusion(&mut self) -> Vec<Effect> {
        self.nothing(self.lang.words().no_conclusions)
    }

    /// What stands at the end of its list goes no further.
    pub(super) fn at_the_end(&mut self) -> Vec<Effect> {
        self.nothing(self.lang.words().at_the_end)
    }

    /// A guest has no seat, no weight and no interest that could be declared.
    pub(super) fn not_a_member(&mut self, who: Attendee) -> Vec<Effect> {
        if let Some(opened) = &self.opened {
            let name = self.lang.attendee(opened.meeting(), who);
            self.tell(Tone::Bad, self.lang.not_a_member(&name));
        }
        Vec::new()
    }

    /// The command of a key, given; `instead` says why there is none.
    pub(super) fn give_or(
        &mut self,
        command: Option<Command>,
        instead: fn(&mut Self) -> Vec<Effect>,
    ) -> Vec<Effect> {
        match command {
            Some(command) => self.give(command),
            None => instead(self),
        }
    }

    /// A key that means nothing where it was pressed; keys that are none by themselves are passed
    /// over.
    pub(super) fn unknown_key(&mut self, chord: Chord) {
        let pressed = matches!(
            chord.code,
            KeyCode::Char(_)
                | KeyCode::F(_)
                | KeyCode::Enter
                | KeyCode::Backspace
                | KeyCode::Tab
                | KeyCode::BackTab
                | KeyCode::Delete
                | KeyCode::Insert
                | KeyCode::Left
                | KeyCode::Right
                | KeyCode::Up
                | KeyCode::Down
                | KeyCode::Home
                | KeyCode::End
                | KeyCode::PageUp
                | KeyCode::PageDown
        );
        if pressed {
            // Letters may be text here: a key that is none helps everywhere.
            let help = KEYS.iter().find(|row| row.id == "meeting.help");
            let keys = help.map(|row| self.keys.of(row)).unwrap_or_default();
            let sure = |key: &&Chord| !matches!(key.code, KeyCode::Char(_)) || keys.len() == 1;
            let help = keys.iter().find(sure).or(keys.first());
            let help = help.map(|key| key.text(self.look)).unwrap_or_default();
            let text = self.lang.unknown_key(&chord.text(self.look), &help);
            // The key that was pressed is named as it is.
            self.note = Some(Note { text, tone: Tone::Bad });
        }
    }

    /// Why a command would be refused whatever else were typed into its form; `None` if it may be
    /// in order.
    pub(super) fn refused_at_once(&self, command: Command) -> Option<Refusal> {
        let journal = &self.opened.as_ref()?.journal;
        match journal.consider(Order::Do(command), self.now) {
            Err(Denial::Refused(refusal)) if !depends_on_typing(&refusal) => Some(refusal),
            Err(_) | Ok(_) => None,
        }
    }
}

/// Another text, time or choice in the same form could be in order.
fn depends_on_typing(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Empty
            | Refusal::Unchanged
            | Refusal::SameName { .. }
            | Refusal::OnBallot { .. }
            | Refusal::InFuture { .. }
            | Refusal::BeforeOpening { .. }
            | Refusal::AfterClosing { .. }
            | Refusal::ClosedBefore { .. }
            | Refusal::OpenedAfter { .. }
            | Refusal::Crossed { .. }
            | Refusal::MoreThanAll { .. }
            | Refusal::NothingToDraw
    )
}
