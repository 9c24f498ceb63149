//! Keys that come faster than a hand: a paste that the terminal does not mark as one, a scanner, an
//! input method. They are text for the field that has the caret, or movement; they give no order
//! that weighs, and behind the form that one of them closed they are not taken for others.

use crossterm::event::{KeyCode, KeyEvent};

use super::{App, Effect, Tone};

/// What has come of the keys of the burst under way.
#[derive(Debug, Default)]
pub struct Burst {
    /// A form was closed: what follows was not meant for what is there now.
    spilled: bool,
    /// How many keys there were.
    keys: usize,
    /// How many keys were not taken.
    dropped: usize,
}

/// So many keys of a hand a slow line may deliver in one go; what is more is a text.
const FEW: usize = 3;

/// So many letters of a hand a line that stood still for a second or two delivers at once: they are
/// still made Vietnamese.
const HELD_UP: usize = 12;

impl Burst {
    /// So many keys came at once that no hand typed them.
    pub(super) fn is_text(&self) -> bool {
        self.keys > HELD_UP
    }
}

impl App {
    /// Whether a key would give an order that weighs, so that it must come on its own.
    #[must_use]
    pub fn weighs(&self, key: KeyEvent) -> bool {
        self.row_of(key).is_some_and(|row| row.alone)
    }

    /// A key that came on its own.
    pub(super) fn key_alone(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.burst = Burst::default();
        self.key(key)
    }

    /// A key that came with others, faster than a hand.
    pub(super) fn key_in_burst(&mut self, key: KeyEvent, first: bool) -> Vec<Effect> {
        if first {
            self.burst = Burst::default();
            self.begin_burst();
        }
        if moves(key) {
            return self.key(key);
        }
        if self.burst.spilled || self.weighs(key) {
            return self.drop_key();
        }
        // A line break of what is pasted into a field of several rows is one.
        if key.code == KeyCode::Enter && self.field_takes_rows() {
            self.finish_row();
            return self.form_new_line();
        }
        self.burst.keys += 1;
        if self.burst.keys == HELD_UP + 1 {
            self.uncompose();
        }
        // On the panes of a meeting a text would be orders, but for the letters that find a name.
        let on_panes = self.dialogs.is_empty() && self.opened.is_some();
        let finds = self.scopes().first().is_some_and(|scope| scope.takes_text());
        if on_panes && self.burst.keys > FEW && (!finds || self.row_of(key).is_some()) {
            return self.drop_key();
        }
        let before = (self.dialogs.len(), self.opened.is_some());
        let effects = self.key(key);
        // What a key opens may well be meant for the text behind it.
        self.burst.spilled = self.dialogs.len() < before.0 || self.opened.is_some() != before.1;
        effects
    }

    fn drop_key(&mut self) -> Vec<Effect> {
        self.burst.spilled = true;
        self.burst.dropped += 1;
        self.tell(Tone::Bad, self.lang.keys_not_taken(self.burst.dropped));
        Vec::new()
    }
}

/// A held arrow key comes as fast as the line delivers it.
fn moves(key: KeyEvent) -> bool {
    use KeyCode::{BackTab, Down, End, Home, Left, PageDown, PageUp, Right, Tab, Up};
    matches!(key.code, Down | Up | Left | Right | PageDown | PageUp | Home | End | Tab | BackTab)
}
