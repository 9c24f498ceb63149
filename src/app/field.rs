//! Fields of a form: text, a choice, a person.

use crate::domain::{Meeting, Person};
use crate::line;
use crate::text::{Misread, found_in};

use super::editor::Editor;

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub label: &'static str,
    pub kind: FieldKind,
    /// A list with one thing a row: Enter begins the next row, and on an empty one goes on.
    pub listed: bool,
    /// The user turned this choice, so that nothing else turns it.
    pub turned: bool,
    /// Seldom said: Enter before it keeps the form, Tab goes on to it.
    pub further: bool,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One row of text.
    Line(Editor),
    /// Text of several rows.
    Text(Editor),
    /// One of several.
    /// One of several, found by the letters typed.
    Choice { options: Vec<String>, chosen: usize, typed: String },
    /// A person by a few letters of the name, or anybody by words; which of several was picked.
    Person { editor: Editor, picked: Option<usize> },
}

impl Field {
    #[must_use]
    pub fn line(label: &'static str, text: &str) -> Self {
        Self {
            label,
            kind: FieldKind::Line(Editor::selected(text)),
            listed: false,
            turned: false,
            further: false,
        }
    }

    #[must_use]
    pub fn text(label: &'static str, text: &str) -> Self {
        Self {
            label,
            kind: FieldKind::Text(Editor::with(text)),
            listed: false,
            turned: false,
            further: false,
        }
    }

    /// A list with one thing a row.
    #[must_use]
    pub fn list(label: &'static str, text: &str) -> Self {
        Self { listed: true, ..Self::text(label, text) }
    }

    #[must_use]
    pub fn choice(label: &'static str, options: Vec<String>, chosen: usize) -> Self {
        Self {
            label,
            kind: FieldKind::Choice { options, chosen, typed: String::new() },
            listed: false,
            turned: false,
            further: false,
        }
    }

    #[must_use]
    pub fn person(label: &'static str, name: &str) -> Self {
        Self {
            label,
            kind: FieldKind::Person { editor: Editor::selected(name), picked: None },
            listed: false,
            turned: false,
            further: false,
        }
    }

    /// The same, as one that is seldom said.
    #[must_use]
    pub fn further(self) -> Self {
        Self { further: true, ..self }
    }

    /// The text typed into the field; of a choice, what is chosen.
    #[must_use]
    pub fn value(&self) -> &str {
        match &self.kind {
            FieldKind::Line(editor)
            | FieldKind::Text(editor)
            | FieldKind::Person { editor, .. } => editor.text(),
            FieldKind::Choice { options, chosen, .. } => {
                options.get(*chosen).map_or("", String::as_str)
            }
        }
    }

    /// Which of the choices is chosen; 0 for other fields.
    #[must_use]
    pub fn chosen(&self) -> usize {
        match &self.kind {
            FieldKind::Choice { chosen, .. } => *chosen,
            FieldKind::Line(_) | FieldKind::Text(_) | FieldKind::Person { .. } => 0,
        }
    }

    #[must_use]
    pub fn editor(&self) -> Option<&Editor> {
        match &self.kind {
            FieldKind::Line(editor)
            | FieldKind::Text(editor)
            | FieldKind::Person { editor, .. } => Some(editor),
            FieldKind::Choice { .. } => None,
        }
    }

    pub fn editor_mut(&mut self) -> Option<&mut Editor> {
        match &mut self.kind {
            FieldKind::Line(editor) | FieldKind::Text(editor) => Some(editor),
            FieldKind::Person { editor, picked } => {
                *picked = None;
                Some(editor)
            }
            FieldKind::Choice { .. } => None,
        }
    }

    /// Go through the choices, or through the people a name fits.
    pub fn turn(&mut self, meeting: Option<&Meeting>, forward: bool) -> bool {
        match &mut self.kind {
            FieldKind::Choice { options, chosen, typed } => {
                typed.clear();
                *chosen = turned(*chosen, options.len(), forward);
                self.turned = true;
                true
            }
            FieldKind::Person { editor, picked } => {
                let hits = meeting.map_or(0, |m| line::people(m, editor.text()).len());
                let next = picked.map_or(0, |at| turned(at, hits, forward));
                *picked = (hits > 0).then_some(next);
                hits > 0
            }
            FieldKind::Line(_) | FieldKind::Text(_) => false,
        }
    }

    /// Choose by letters: what the words typed find. Whether they find anything; else they stay as
    /// they were.
    pub fn seek(&mut self, c: char) -> bool {
        let FieldKind::Choice { options, chosen, typed } = &mut self.kind else { return false };
        typed.push(c);
        let Some(found) = options.iter().position(|option| found_in(option, typed)) else {
            typed.pop();
            return false;
        };
        *chosen = found;
        self.turned = true;
        true
    }

    /// Take the last letter back that chose; whether there was one.
    pub fn seek_back(&mut self) -> bool {
        let FieldKind::Choice { options, chosen, typed } = &mut self.kind else { return false };
        let shorter = typed.pop().is_some();
        if let Some(found) = options.iter().position(|option| found_in(option, typed))
            && !typed.is_empty()
        {
            *chosen = found;
        }
        shorter
    }

    /// Whether letters chose.
    #[must_use]
    pub fn has_letters(&self) -> bool {
        matches!(&self.kind, FieldKind::Choice { typed, .. } if !typed.is_empty())
    }

    /// The letters that chose are forgotten when the keys go elsewhere.
    pub fn forget_letters(&mut self) {
        if let FieldKind::Choice { typed, .. } = &mut self.kind {
            typed.clear();
        }
    }

    /// Whom a person field means; `None` while it is empty.
    ///
    /// # Errors
    /// [`Misread::Several`] if the name fits several people and none was picked.
    pub fn whom(&self, meeting: &Meeting) -> Result<Option<Person>, Misread> {
        let FieldKind::Person { editor, picked } = &self.kind else { return Ok(None) };
        let typed = editor.text().trim();
        if typed.is_empty() {
            return Ok(None);
        }
        if let Some(picked) = picked {
            return Ok(line::people(meeting, typed).into_iter().nth(*picked));
        }
        line::person_or_words(meeting, typed).map(Some)
    }
}

fn turned(at: usize, of: usize, forward: bool) -> usize {
    if of == 0 {
        return 0;
    }
    if forward { (at + 1) % of } else { (at + of - 1) % of }
}
