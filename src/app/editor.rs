//! Editing text: a caret that moves by grapheme, soft-wrapped rows, undo of typing.
//!
//! Text is always NFC and harmless; see [`clean`].

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::{clean, rows, width};

/// The most a text field takes, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// A text with a caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    /// Byte offset of the caret, always at a grapheme boundary.
    caret: usize,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
    /// The last change was typing inside a word, so the next letter joins its undo step.
    typing: bool,
    /// All of the text is selected: what is typed takes its place.
    selected: bool,
}

/// Which way the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
}

impl Editor {
    /// A field that holds a text, the caret at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        let text = clean(text);
        Self { caret: text.len(), text, ..Self::default() }
    }

    /// A text that was filled in beforehand: what is typed takes its place, a step keeps it.
    #[must_use]
    pub fn selected(text: &str) -> Self {
        let editor = Self::with(text);
        Self { selected: !editor.text.is_empty(), ..editor }
    }

    /// Whether what is typed next takes the place of the text.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The row of the text in which the caret stands.
    #[must_use]
    pub fn row(&self) -> &str {
        let start = self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.text[self.caret..];
        let end = rest.find('\n').map_or(self.text.len(), |at| self.caret + at);
        &self.text[start..end]
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Put text in at the caret. Whatever arrives is composed with the text before it, so that a
    /// combining mark that comes as a key of its own joins its letter.
    ///
    /// Returns how many bytes the text would have if that is more than [`LIMIT`]; then nothing
    /// changes.
    pub fn insert(&mut self, raw: &str) -> Option<usize> {
        let length = self.text.len() + raw.len();
        if length > LIMIT {
            return Some(length);
        }
        if std::mem::take(&mut self.selected) {
            self.remove(0, self.text.len());
        }
        let one_letter = raw.chars().count() == 1 && raw.chars().all(char::is_alphanumeric);
        if !(one_letter && self.typing) {
            self.remember();
        }
        self.typing = one_letter;
        let before = clean(&format!("{}{raw}", &self.text[..self.caret]));
        let after = self.text[self.caret..].to_owned();
        self.caret = before.len();
        self.text = before + &after;
        self.settle();
        None
    }

    /// The text before the caret.
    #[must_use]
    pub fn before_caret(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Put other text in the place of the last bytes before the caret, as the word being typed changes
    /// with each of its letters; it is one step of undo.
    ///
    /// Returns how many bytes the text would have if that is more than [`LIMIT`]; then nothing changes.
    pub fn retype(&mut self, bytes: usize, raw: &str) -> Option<usize> {
        let length = self.text.len() + raw.len() - bytes.min(self.text.len());
        if length > LIMIT {
            return Some(length);
        }
        if std::mem::take(&mut self.selected) {
            self.remove(0, self.text.len());
        }
        if !self.typing {
            self.remember();
        }
        self.typing = true;
        let from = self.caret.saturating_sub(bytes);
        self.text.replace_range(from..self.caret, &clean(raw));
        self.caret = from + clean(raw).len();
        None
    }

    /// What changes next is a step of undo of its own.
    pub fn begin_step(&mut self) {
        self.typing = false;
    }

    /// Take away the grapheme before the caret.
    pub fn backspace(&mut self) {
        if std::mem::take(&mut self.selected) {
            self.remove(0, self.text.len());
            return;
        }
        let from = self.before(self.caret);
        self.remove(from, self.caret);
    }

    /// Take away the grapheme after the caret.
    pub fn delete(&mut self) {
        if std::mem::take(&mut self.selected) {
            self.remove(0, self.text.len());
            return;
        }
        let to = self.after(self.caret);
        self.remove(self.caret, to);
    }

    /// Take away the word before the caret.
    pub fn delete_word(&mut self) {
        let from = self.word_before();
        self.remove(from, self.caret);
    }

    /// Take away everything before the caret.
    pub fn delete_to_start(&mut self) {
        self.remove(0, self.caret);
    }

    pub fn step(&mut self, step: Step) {
        self.typing = false;
        self.selected = false;
        self.caret = match step {
            Step::Left => self.before(self.caret),
            Step::Right => self.after(self.caret),
            Step::WordLeft => self.word_before(),
            Step::WordRight => self.word_after(),
            Step::Home => self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1),
            Step::End => {
                self.text[self.caret..].find('\n').map_or(self.text.len(), |at| self.caret + at)
            }
        };
    }

    /// Move to the row above or below at a width. `false` if there is none.
    pub fn step_row(&mut self, columns: usize, down: bool) -> bool {
        let rows = rows(&self.text, columns);
        let (row, column) = self.place(columns);
        let target = if down { row + 1 } else { row.wrapping_sub(1) };
        let Some(range) = rows.get(target) else { return false };
        self.typing = false;
        let mut used = 0;
        self.caret = range.start;
        for grapheme in self.text[range.clone()].graphemes(true) {
            if grapheme == "\n" || used + width(grapheme) > column {
                break;
            }
            used += width(grapheme);
            self.caret += grapheme.len();
        }
        // The end of a soft-wrapped row is the start of the next; stay on the row asked for.
        if self.caret == range.end && target + 1 < rows.len() {
            self.caret = self.before(self.caret);
        }
        true
    }

    /// Where the caret stands at a width: row and column in cells, from 0.
    #[must_use]
    pub fn place(&self, columns: usize) -> (usize, usize) {
        let rows = rows(&self.text, columns);
        let row = rows.iter().rposition(|range| range.start <= self.caret).unwrap_or(0);
        let start = rows.get(row).map_or(0, |range| range.start);
        (row, width(&self.text[start..self.caret]))
    }

    pub fn undo(&mut self) {
        self.selected = false;
        if let Some(state) = self.past.pop() {
            self.future.push((std::mem::replace(&mut self.text, state.0), self.caret));
            self.caret = state.1;
        }
        self.typing = false;
    }

    pub fn redo(&mut self) {
        if let Some(state) = self.future.pop() {
            self.past.push((std::mem::replace(&mut self.text, state.0), self.caret));
            self.caret = state.1;
        }
        self.typing = false;
    }

    fn remember(&mut self) {
        self.past.push((self.text.clone(), self.caret));
        self.future.clear();
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.selected = false;
        if from < to {
            self.remember();
            self.typing = false;
            self.text.replace_range(from..to, "");
            self.caret = from;
            self.settle();
        }
    }

    /// Put the caret on a grapheme boundary: text on both sides of it may have joined.
    fn settle(&mut self) {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        if !cursor.is_boundary(&self.text, 0).unwrap_or(true) {
            self.caret = self.after(self.caret);
        }
    }

    fn before(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.caret].unicode_word_indices();
        words.next_back().map_or(0, |(start, _)| start)
    }

    fn word_after(&self) -> usize {
        let words = self.text[self.caret..].unicode_word_indices();
        let next = words.map(|(start, word)| self.caret + start + word.len()).next();
        next.unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Editor, LIMIT, Step};

    #[test]
    fn the_caret_moves_by_grapheme() {
        let mut editor = Editor::with("a👩‍👩‍👧ơ̆");
        editor.step(Step::Left);
        editor.step(Step::Left);
        editor.insert("b");
        assert_eq!(editor.text(), "ab👩‍👩‍👧ơ̆");
        editor.delete();
        assert_eq!(editor.text(), "abơ̆");
    }

    #[test]
    fn a_mark_that_comes_as_a_key_joins_its_letter() {
        let mut editor = Editor::default();
        for key in ["e", "\u{302}", "\u{301}"] {
            editor.insert(key);
        }
        assert_eq!(editor.text(), "ế");
        editor.backspace();
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn undo_takes_back_a_word_at_a_time() {
        let mut editor = Editor::default();
        for key in "họp chi".chars() {
            editor.insert(&key.to_string());
        }
        editor.undo();
        assert_eq!(editor.text(), "họp ");
        editor.undo();
        editor.undo();
        assert_eq!(editor.text(), "");
        editor.redo();
        assert_eq!(editor.text(), "họp");
    }

    #[test]
    fn too_long_a_paste_changes_nothing() {
        let mut editor = Editor::with("x");
        assert_eq!(editor.insert(&"y".repeat(LIMIT)), Some(LIMIT + 1));
        assert_eq!(editor.text(), "x");
    }

    #[test]
    fn rows_are_walked_at_their_column() {
        let mut editor = Editor::with("một hai\nba bốn năm");
        assert_eq!(editor.place(7), (2, 3));
        assert!(editor.step_row(7, false));
        assert_eq!(editor.place(7), (1, 3));
        assert!(editor.step_row(7, false));
        assert_eq!(editor.place(7), (0, 3));
        assert!(!editor.step_row(7, false));
    }
}
