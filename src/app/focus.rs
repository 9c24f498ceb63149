//! Who gets a key: computed from what is on the screen, never stored.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::domain::{Command, decide};
use crate::text::Misread;

use super::editor::{Editor, Step};
use super::keymap::KEYS;
use super::opened::Pane;
use super::{Access, App, Chord, Confirm, Dialog, Effect, Row, Scope, Tone};

/// The longest name a paste may find on the roll, in bytes.
const NAME: usize = 200;

/// Whether a key is a letter, a digit or a sign, not an order.
fn is_letter(key: KeyEvent) -> bool {
    let order = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    matches!(key.code, KeyCode::Char(_)) && !order
}

impl App {
    /// The scopes whose keys work now, the nearest first.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        if let Some(dialog) = self.dialogs.last() {
            return vec![dialog.scope()];
        }
        let Some(opened) = &self.opened else { return vec![Scope::Home] };
        let pane = match opened.pane {
            Pane::Agenda => Scope::Agenda,
            Pane::Roll => Scope::Roll,
            Pane::Notes => Scope::Notes,
            Pane::Conclusions => Scope::Conclusions,
        };
        vec![pane, Scope::Meeting]
    }

    /// The rows that work now, as the footer shows them.
    #[must_use]
    pub fn footer(&self) -> Vec<&'static Row> {
        if self.closed.is_some() && self.opened.is_none() && self.dialogs.is_empty() {
            return Vec::new();
        }
        let scopes = self.scopes();
        let shown = |row: &&Row| {
            let in_sample = self.access == Access::Sample && row.id == "home.sample";
            row.footer > 0 && scopes.contains(&row.scope) && !in_sample
        };
        let mut rows: Vec<&Row> = KEYS.iter().filter(shown).collect();
        rows.sort_by_key(|row| row.footer);
        rows
    }

    /// Whether the rules would refuse a row just now.
    #[must_use]
    pub fn is_refused(&self, row: &Row) -> bool {
        let (Some(probe), Some(opened)) = (row.probe, &self.opened) else { return false };
        match probe(self) {
            Some(command) => self.access == Access::Read || self.would_refuse(opened, command),
            None => true,
        }
    }

    fn would_refuse(&self, opened: &super::Opened, command: Command) -> bool {
        decide(opened.meeting(), command, self.pen()).is_err()
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        if self.closed.is_some() && self.opened.is_none() && self.dialogs.is_empty() {
            return self.key_while_closed(key);
        }
        // Whatever lies open, it is covered at once.
        if self.locking.encrypted && Chord::of(key) == Chord::ctrl('l') {
            return self.lock_screen();
        }
        if !is_letter(key) && key.code != KeyCode::Backspace {
            self.finish_word();
        }
        if let Some(row) = self.row_of(key) {
            self.note = None;
            return (row.run)(self);
        }
        self.typed(key);
        Vec::new()
    }

    /// The row of a key, of the nearest scope that has one.
    pub(super) fn row_of(&self, key: KeyEvent) -> Option<&'static Row> {
        let chord = Chord::of(key);
        // While letters find a name, a space goes on with them; Enter marks.
        let searching = self.dialogs.is_empty()
            && self.opened.as_ref().is_some_and(|opened| !opened.search().is_empty());
        if searching && chord.code == KeyCode::Char(' ') {
            return None;
        }
        self.scopes().into_iter().find_map(|scope| {
            self.keys.row(scope, if scope.takes_text() { chord } else { chord.folded() })
        })
    }

    /// The register is not open: read it without writing, try again, or leave.
    fn key_while_closed(&mut self, key: KeyEvent) -> Vec<Effect> {
        match Chord::of(key).folded().code {
            KeyCode::Enter => {
                self.access = Access::Read;
                self.closed = None;
                vec![Effect::OpenReader]
            }
            KeyCode::Char('r') => {
                if self.access == Access::Read {
                    self.access = Access::Write;
                }
                vec![Effect::Reopen]
            }
            KeyCode::Char('q' | 'c') | KeyCode::Esc | KeyCode::F(10) => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    /// Text goes to the field that has the caret.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.finish_word();
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.dialogs.is_empty() && self.opened.as_ref().is_some_and(|o| o.pane == Pane::Roll) {
            let name = crate::text::clean(text.trim());
            if name.len() > NAME || name.contains('\n') {
                self.tell(Tone::Bad, self.lang.paste_not_taken(text.len()));
            } else {
                self.search(&name);
            }
            return Vec::new();
        }
        if !self.field_takes_rows() {
            text = text.replace('\n', " ");
        }
        match self.field().map(|editor| editor.insert(&text)) {
            None => self.tell(Tone::Bad, self.lang.paste_not_taken(text.len())),
            Some(None) => self.after_typing(),
            Some(Some(bytes)) => {
                let misread = Misread::TooLong { bytes, limit: super::LIMIT };
                self.tell(Tone::Bad, self.lang.misread(&misread));
            }
        }
        Vec::new()
    }

    fn typed(&mut self, key: KeyEvent) {
        if let (KeyCode::Char(c), true) = (key.code, is_letter(key)) {
            if self.typed_outside_fields(c) {
                return;
            }
            match self.compose(c) {
                Ok(true) => self.expand_behind(c),
                Ok(false) => {
                    self.unknown_key(Chord::char(c));
                    return;
                }
                Err(bytes) => {
                    let misread = Misread::TooLong { bytes, limit: super::LIMIT };
                    self.tell(Tone::Bad, self.lang.misread(&misread));
                }
            }
            self.after_typing();
            return;
        }
        if self.dialogs.is_empty() && key.code == KeyCode::Backspace && self.shorten_search() {
            return;
        }
        if key.code == KeyCode::Backspace && self.backspace_outside_fields() {
            return;
        }
        if matches!(key.code, KeyCode::Left | KeyCode::Right) && self.turn_choice(key.code) {
            return;
        }
        let known = self.field().is_some_and(|editor| edit(editor, key));
        if !known {
            self.unknown_key(Chord::of(key));
        }
        if key.code == KeyCode::Backspace {
            self.shorten_word();
        }
        self.after_typing();
    }

    /// Whether a field has the caret, so that letters are text.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        match self.dialogs.last() {
            Some(Dialog::Form(form)) => {
                form.current().is_some_and(|field| field.editor().is_some())
            }
            Some(Dialog::Menu(_) | Dialog::Prompt(_)) => true,
            Some(Dialog::Pager(pager)) => pager.find.typing,
            Some(_) => false,
            None => self.opened.is_none() && !self.home.is_empty(),
        }
    }

    /// Letters in the roll pane find a name, digits in the vote box are numbers, space in a choice
    /// turns it.
    fn typed_outside_fields(&mut self, c: char) -> bool {
        match self.dialogs.last_mut() {
            Some(Dialog::Vote(vote)) => {
                if vote.takes(c) {
                    vote.digit(c);
                } else {
                    self.unknown_key(Chord::char(c));
                }
                true
            }
            Some(Dialog::Roll(_)) => {
                self.roll_search(c);
                true
            }
            Some(Dialog::Counting(_)) => {
                self.count_typed(c);
                true
            }
            Some(Dialog::Form(form)) if form.current().is_some_and(|f| f.editor().is_none()) => {
                let field = form.current_mut();
                let begun = field.as_ref().is_some_and(|field| field.has_letters());
                if c == ' ' && !begun {
                    self.turn_choice(KeyCode::Right);
                } else if !field.is_some_and(|field| field.seek(c)) {
                    self.tell(Tone::Bad, self.lang.no_such_choice(c));
                }
                true
            }
            Some(Dialog::Pager(pager)) if pager.find.typing => false,
            Some(Dialog::Pager(_) | Dialog::Papers(_) | Dialog::Confirm(_)) => {
                self.unknown_key(Chord::char(c));
                true
            }
            Some(Dialog::Form(_) | Dialog::Menu(_) | Dialog::Prompt(_)) => false,
            None => match &self.opened {
                Some(opened) if opened.pane == Pane::Roll => {
                    self.search(&c.to_string());
                    true
                }
                Some(_) => {
                    self.unknown_key(Chord::char(c));
                    true
                }
                None => false,
            },
        }
    }

    /// Numbers, letters and marks that stand in no text field are taken back one by one.
    fn backspace_outside_fields(&mut self) -> bool {
        match self.dialogs.last_mut() {
            Some(Dialog::Vote(vote)) => vote.backspace(),
            Some(Dialog::Roll(_)) => self.roll_backspace(),
            Some(Dialog::Counting(_)) => self.count_backspace(),
            Some(Dialog::Form(form)) => {
                return form.current_mut().is_some_and(crate::app::Field::seek_back);
            }
            Some(_) | None => return false,
        }
        true
    }

    /// Find a name by letters; a digit takes the hit of that number.
    fn search(&mut self, typed: &str) {
        let Some(opened) = &mut self.opened else { return };
        let digit = typed.parse::<usize>().ok().filter(|_| !opened.search().is_empty());
        if let Some(number) = digit {
            if let Some(hit) = opened.hits().get(number.wrapping_sub(1)).copied() {
                opened.attendee = Some(hit);
                opened.search_for(String::new());
            }
            return;
        }
        let before = opened.search().to_owned();
        opened.search_for(format!("{before}{typed}"));
        if let Some(hit) = opened.hits().first().copied() {
            opened.attendee = Some(hit);
        } else {
            let letters = opened.search().to_owned();
            opened.search_for(before);
            self.tell(Tone::Bad, self.lang.misread(&Misread::Nobody(letters)));
        }
    }

    fn shorten_search(&mut self) -> bool {
        let Some(opened) = &mut self.opened else { return false };
        let mut letters = opened.search().to_owned();
        let shortened = letters.pop().is_some();
        opened.search_for(letters);
        if let Some(hit) = opened.hits().first().copied() {
            opened.attendee = Some(hit);
        }
        shortened
    }

    /// The field that has the caret, if any.
    pub(super) fn field(&mut self) -> Option<&mut Editor> {
        match self.dialogs.last_mut() {
            Some(Dialog::Form(form)) => form.current_mut().and_then(|field| field.editor_mut()),
            Some(Dialog::Menu(menu)) => Some(&mut menu.query),
            Some(Dialog::Prompt(prompt)) => Some(&mut prompt.editor),
            Some(Dialog::Pager(pager)) if pager.find.typing => Some(&mut pager.find.words),
            Some(
                Dialog::Vote(_)
                | Dialog::Roll(_)
                | Dialog::Counting(_)
                | Dialog::Pager(_)
                | Dialog::Papers(_)
                | Dialog::Confirm(_),
            ) => None,
            None if self.opened.is_none() && !self.home.is_empty() => Some(&mut self.home.query),
            None => None,
        }
    }

    pub(super) fn field_takes_rows(&self) -> bool {
        match self.dialogs.last() {
            Some(Dialog::Form(form)) => form.takes_rows(),
            _ => false,
        }
    }

    fn turn_choice(&mut self, code: KeyCode) -> bool {
        let meeting = self.opened.as_ref().map(super::Opened::meeting);
        match self.dialogs.last_mut() {
            Some(Dialog::Form(form)) => match form.current_mut() {
                Some(field) if field.editor().is_none() => {
                    field.turn(meeting, code == KeyCode::Right)
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn after_typing(&mut self) {
        match self.dialogs.last_mut() {
            Some(Dialog::Form(form)) => {
                let told = form.fault.take().map(|(_, text)| text);
                self.note.take_if(|note| Some(&note.text) == told.as_ref());
            }
            Some(Dialog::Menu(menu)) => menu.chosen = 0,
            Some(Dialog::Prompt(prompt)) => prompt.typed(),
            Some(Dialog::Pager(pager)) => pager.changed(),
            _ => {}
        }
        if self.opened.is_none() && self.dialogs.is_empty() {
            self.home.find();
            self.home.chosen = self.home.current().map(|header| header.id);
        }
    }

    pub(super) fn close_dialog(&mut self) -> Vec<Effect> {
        self.dialogs.pop();
        Vec::new()
    }

    pub(super) fn confirm_yes(&mut self) -> Vec<Effect> {
        match self.dialogs.pop() {
            Some(Dialog::Confirm(Confirm::Remove { command, .. })) => self.give(*command),
            Some(Dialog::Confirm(Confirm::Seal)) => self.seal(),
            Some(Dialog::Confirm(Confirm::QuitUnsaved)) => vec![Effect::Quit],
            other => {
                self.dialogs.extend(other);
                Vec::new()
            }
        }
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.saving.trouble.is_some() {
            self.dialogs.push(Dialog::Confirm(Confirm::QuitUnsaved));
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    /// Rows of a page, for scrolling.
    pub(super) fn page(&self) -> isize {
        isize::try_from(self.size.1.saturating_sub(6).max(1)).unwrap_or(1)
    }
}

/// Whether the key means something while text is typed.
fn edit(editor: &mut Editor, key: KeyEvent) -> bool {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match (key.code, control) {
        (KeyCode::Backspace, false) => editor.backspace(),
        (KeyCode::Backspace | KeyCode::Char('w'), true) => editor.delete_word(),
        (KeyCode::Char('u'), true) => editor.delete_to_start(),
        (KeyCode::Delete, _) => editor.delete(),
        (KeyCode::Left, false) => editor.step(Step::Left),
        (KeyCode::Right, false) => editor.step(Step::Right),
        (KeyCode::Left, true) => editor.step(Step::WordLeft),
        (KeyCode::Right, true) => editor.step(Step::WordRight),
        (KeyCode::Home, _) | (KeyCode::Char('a'), true) => editor.step(Step::Home),
        (KeyCode::End, _) | (KeyCode::Char('e'), true) => editor.step(Step::End),
        (KeyCode::Char('z'), true) => editor.undo(),
        (KeyCode::Char('y'), true) => editor.redo(),
        _ => return false,
    }
    true
}
