//! The list of all commands, and the command line.

use crate::journal::Order;
use crate::line;
use crate::text::found_in;

use super::keymap::KEYS;
use super::{App, Dialog, Editor, Effect, Row, Scope, Tone};

/// All commands of a place, found by typing.
#[derive(Debug)]
pub struct Menu {
    pub query: Editor,
    /// Which of the found rows is chosen.
    pub chosen: usize,
    scopes: Vec<Scope>,
}

impl Menu {
    pub(super) fn of_commands(app: &App) -> Self {
        Self { query: Editor::default(), chosen: 0, scopes: app.scopes() }
    }

    /// The rows that the typed words find.
    #[must_use]
    pub fn found(&self, app: &App) -> Vec<&'static Row> {
        let query = self.query.text();
        let fits = |row: &&Row| found_in(row.label.in_lang(app.lang), query);
        let here = |row: &&Row| self.scopes.contains(&row.scope);
        KEYS.iter().filter(here).filter(fits).collect()
    }
}

/// The command line.
#[derive(Debug, Default)]
pub struct Prompt {
    pub editor: Editor,
    /// Which earlier line is shown, counted from the last.
    recalled: Option<usize>,
    /// Ways to go on, and which of them was filled in.
    pub ways: Vec<crate::line::Way>,
    pub way: Option<usize>,
}

impl Prompt {
    pub(super) fn with(line: &str) -> Self {
        Self { editor: Editor::with(line), ..Self::default() }
    }

    pub(super) fn typed(&mut self) {
        self.ways.clear();
        self.way = None;
    }
}

impl App {
    fn menu(&mut self) -> Option<&mut Menu> {
        match self.dialogs.last_mut() {
            Some(Dialog::Menu(menu)) => Some(menu),
            _ => None,
        }
    }

    pub(super) fn menu_step(&mut self, by: isize) -> Vec<Effect> {
        let Some(Dialog::Menu(menu)) = self.dialogs.last() else { return Vec::new() };
        let last = menu.found(self).len().saturating_sub(1);
        if let Some(menu) = self.menu() {
            menu.chosen = menu.chosen.saturating_add_signed(by).min(last);
        }
        Vec::new()
    }

    pub(super) fn menu_run(&mut self) -> Vec<Effect> {
        let Some(Dialog::Menu(menu)) = self.dialogs.last() else { return Vec::new() };
        let Some(row) = menu.found(self).get(menu.chosen).copied() else {
            return self.nothing(self.lang.words().no_command_found);
        };
        self.dialogs.pop();
        (row.run)(self)
    }

    pub(super) fn open_prompt(&mut self) -> Vec<Effect> {
        self.dialogs.push(Dialog::Prompt(Prompt::default()));
        Vec::new()
    }

    fn prompt(&mut self) -> Option<&mut Prompt> {
        match self.dialogs.last_mut() {
            Some(Dialog::Prompt(prompt)) => Some(prompt),
            _ => None,
        }
    }

    /// Fill in the next way to go on.
    pub(super) fn prompt_complete(&mut self) -> Vec<Effect> {
        let Some(opened) = &self.opened else { return Vec::new() };
        let Some(Dialog::Prompt(prompt)) = self.dialogs.last() else { return Vec::new() };
        let ways = if prompt.ways.is_empty() {
            line::complete(prompt.editor.text(), opened.meeting(), self.lang)
        } else {
            prompt.ways.clone()
        };
        if ways.is_empty() {
            return self.nothing(self.lang.words().no_way_on);
        }
        if let Some(prompt) = self.prompt() {
            let way = prompt.way.map_or(0, |way| (way + 1) % ways.len());
            prompt.editor = Editor::with(&ways[way].line);
            prompt.way = Some(way);
            prompt.ways = ways;
        }
        Vec::new()
    }

    /// Bring back a line given before.
    pub(super) fn prompt_recall(&mut self, later: bool) -> Vec<Effect> {
        let lines = self.lines.clone();
        if lines.is_empty() {
            return self.nothing(self.lang.words().no_earlier_line);
        }
        let Some(prompt) = self.prompt() else { return Vec::new() };
        let next = match (prompt.recalled, later) {
            (None, false) => Some(0),
            (None | Some(0), true) => None,
            (Some(at), false) => Some((at + 1).min(lines.len().saturating_sub(1))),
            (Some(at), true) => Some(at - 1),
        };
        prompt.recalled = next;
        let text = next.and_then(|at| lines.iter().rev().nth(at));
        prompt.editor = Editor::with(text.map_or("", String::as_str));
        Vec::new()
    }

    pub(super) fn prompt_run(&mut self) -> Vec<Effect> {
        let Some(Dialog::Prompt(prompt)) = self.dialogs.last() else { return Vec::new() };
        let Some(opened) = &self.opened else { return Vec::new() };
        let typed = prompt.editor.text().trim().to_owned();
        let orders = match line::parse_with(&typed, opened.meeting(), &self.library) {
            Ok(orders) => orders,
            Err(misread) => {
                let text = self.lang.misread(&misread);
                self.tell(Tone::Bad, text);
                return Vec::new();
            }
        };
        let mut effects = Vec::new();
        for order in orders {
            match self.line_order(order) {
                Some(more) => effects.extend(more),
                None => return effects,
            }
        }
        self.dialogs.pop();
        if self.lines.last() != Some(&typed) && !typed.is_empty() {
            self.lines.push(typed);
        }
        effects
    }

    fn line_order(&mut self, order: Order) -> Option<Vec<Effect>> {
        let effects = self.order(order)?;
        let told = self.opened.as_ref().and_then(|opened| opened.journal.entries().last());
        if let Some(text) = told.map(|entry| self.tell_entry(entry, 2)) {
            self.tell(Tone::Good, text);
        }
        Some(effects)
    }
}
