//! Words that a page is searched for: only what holds them all stays on it.

use super::pager::{Line, Tone};
use super::{App, Dialog, Editor, Effect, Pager};
use crate::text::found_in;

/// The search of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    pub words: Editor,
    /// Letters go on with the words now; without it they are keys of the page.
    pub typing: bool,
}

impl Find {
    /// Whether a text of the page stays on it.
    pub(super) fn keeps(&self, text: &str) -> bool {
        self.words.is_empty() || found_in(text, self.words.text())
    }
}

impl App {
    fn found_page(&mut self) -> Option<&mut Pager> {
        match self.dialogs.last_mut() {
            Some(Dialog::Pager(pager)) => Some(pager),
            _ => None,
        }
    }

    pub(super) fn open_find(&mut self) -> Vec<Effect> {
        if let Some(pager) = self.found_page() {
            pager.find.typing = true;
        }
        Vec::new()
    }

    /// The words stand; letters are keys again.
    pub(super) fn keep_find(&mut self) -> Vec<Effect> {
        if let Some(pager) = self.found_page() {
            pager.find.typing = false;
        }
        Vec::new()
    }

    /// The whole page again.
    pub(super) fn leave_find(&mut self) -> Vec<Effect> {
        if let Some(pager) = self.found_page() {
            pager.find = Find::default();
            pager.changed();
        }
        Vec::new()
    }

    /// From what was found back to the whole page, from there out of it.
    pub(super) fn leave_page(&mut self) -> Vec<Effect> {
        let searched = self.found_page().is_some_and(|pager| !pager.find.words.is_empty());
        if searched { self.leave_find() } else { self.close_dialog() }
    }

    /// What a page shows when nothing on it holds the words.
    pub(super) fn nothing_on_page(&self) -> Line {
        let text = self.lang.words().nothing_on_page.to_owned();
        Line { text, tone: Tone::Quiet, part: None }
    }
}
