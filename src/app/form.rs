//! Forms: some fields and what they become when they are kept.

use super::field::{Field, FieldKind};
use super::purpose::{self, BusinessForm, Purpose};
use super::{App, Dialog, Effect, Tone};
use crate::domain::Profile;
use crate::text::Misread;

/// Fields over the screen. The current one owns the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub purpose: Purpose,
    pub fields: Vec<Field>,
    pub at: usize,
    /// What is wrong with a field, until something is typed: it is told beside it.
    pub fault: Option<(usize, String)>,
    /// The rules a choice offers, in its order.
    pub editions: Vec<Profile>,
    /// What the fields held before anything was typed.
    pub(super) untouched: Vec<String>,
}

impl Form {
    #[must_use]
    pub fn new(app: &App, purpose: Purpose) -> Self {
        let fields = purpose::fields(app, &purpose);
        let amended = app.opened.as_ref().filter(|_| purpose == Purpose::AmendMeeting);
        let editions =
            amended.map(|opened| purpose::offered(app, opened.meeting())).unwrap_or_default();
        let untouched = fields.iter().map(|field| field.value().to_owned()).collect();
        Self { purpose, fields, at: 0, fault: None, editions, untouched }
    }

    /// Whether anything was typed or chosen.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        !self.fields.iter().map(Field::value).eq(&self.untouched)
    }

    #[must_use]
    pub fn current(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    pub fn current_mut(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// Whether a field says anything here: an addressee belongs to a proposal only.
    #[must_use]
    pub fn is_wanted(&self, index: usize) -> bool {
        let note = matches!(self.purpose, Purpose::AddNote(_) | Purpose::EditNote(_));
        !note || index != purpose::ADDRESSEE || purpose::is_proposal(self)
    }

    /// Whether Enter goes on from the current field; from the last one that is usually said, and
    /// from the very last, it keeps.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let here = self.fields.get(self.at).is_some_and(|field| field.further);
        self.fields.get(self.at + 1).is_some_and(|next| here || !next.further)
    }

    /// The field that holds what could not be read, or lacks it.
    fn field_of(&self, misread: &Misread) -> Option<usize> {
        let value = |at: usize| self.fields[at].value().trim();
        let is_meant = |at: &usize| match (misread, misread.typed()) {
            (Misread::Lacking(label), _) => self.fields[*at].label == *label,
            (_, typed) => typed == Some(value(*at)),
        };
        let meant: Vec<usize> = (0..self.fields.len()).filter(is_meant).collect();
        // Of several, the one that has the caret; else a word is lacked by what stands above it.
        let here = meant.iter().find(|at| **at == self.at);
        let lacked =
            |at: &&usize| **at > 0 && value(**at).is_empty() && !value(**at - 1).is_empty();
        here.or_else(|| meant.iter().find(lacked)).or(meant.first()).copied()
    }

    /// Whether a field is shown: what is seldom said comes into sight when it is reached.
    #[must_use]
    pub fn is_shown(&self, index: usize) -> bool {
        let further = |at: usize| self.fields.get(at).is_some_and(|field| field.further);
        self.is_wanted(index) && (!further(index) || further(self.at))
    }

    /// The current field takes text of several rows.
    #[must_use]
    pub fn takes_rows(&self) -> bool {
        matches!(self.current(), Some(Field { kind: FieldKind::Text(_), .. }))
    }
}

/// Cells of a form's text fields on a screen of this many columns.
#[must_use]
pub fn field_width(columns: u16) -> usize {
    usize::from(columns.min(100).saturating_sub(8).max(8))
}

impl App {
    pub(super) fn form_step(&mut self, forward: bool) -> Vec<Effect> {
        self.expand_word(0);
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut() {
            form.current_mut().into_iter().for_each(Field::forget_letters);
            let of = form.fields.len().max(1);
            let next = |at: usize| if forward { (at + 1) % of } else { (at + of - 1) % of };
            form.at = next(form.at);
            if !form.is_wanted(form.at) {
                form.at = next(form.at);
            }
        }
        Vec::new()
    }

    /// Forget what was typed.
    pub(super) fn form_reset(&mut self) -> Vec<Effect> {
        if let Some(Dialog::Form(form)) = self.dialogs.pop() {
            self.dialogs.push(Dialog::Form(Form::new(self, form.purpose)));
        }
        Vec::new()
    }

    /// On to the next field, unless this one names nobody in particular; from the last one: keep.
    pub(super) fn form_enter(&mut self) -> Vec<Effect> {
        if self.begins_next_row() {
            return self.form_new_line();
        }
        let meeting = self.opened.as_ref().map(super::Opened::meeting);
        match self.dialogs.last() {
            Some(Dialog::Form(form)) if form.goes_on() => {
                let whom = meeting.zip(form.current()).map(|(meeting, field)| field.whom(meeting));
                if let Some(Err(misread)) = whom {
                    return self.tell_misread(&misread);
                }
                self.form_step(true)
            }
            _ => self.form_submit(),
        }
    }

    /// Enter in a list, on a row that says something.
    fn begins_next_row(&self) -> bool {
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return false };
        let Some(field) = form.current().filter(|field| field.listed) else { return false };
        field.editor().is_some_and(|editor| !editor.row().trim().is_empty())
    }

    pub(super) fn form_new_line(&mut self) -> Vec<Effect> {
        if let Some(Dialog::Form(form)) = self.dialogs.last_mut()
            && form.takes_rows()
            && let Some(editor) = form.current_mut().and_then(Field::editor_mut)
        {
            editor.insert("\n");
            return Vec::new();
        }
        self.nothing(self.lang.words().one_row)
    }

    /// Say what could not be read, beside the field that holds it or lacks it, with the caret there.
    pub(super) fn tell_misread(&mut self, misread: &Misread) -> Vec<Effect> {
        self.tell(Tone::Bad, self.lang.misread(misread));
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return Vec::new() };
        if let Some(at) = form.field_of(misread) {
            form.at = at;
            form.fault = self.note.as_ref().map(|note| (at, note.text.clone()));
        }
        Vec::new()
    }

    /// Up and down: rows of a text, people a name fits, choices, else fields.
    pub(super) fn form_row(&mut self, down: bool) -> Vec<Effect> {
        let columns = field_width(self.size.0);
        let meeting = self.opened.as_ref().map(super::Opened::meeting);
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return Vec::new() };
        let moved = match form.current_mut() {
            Some(Field { kind: FieldKind::Text(editor), .. }) => editor.step_row(columns, down),
            Some(field @ Field { kind: FieldKind::Person { .. }, .. }) => field.turn(meeting, down),
            _ => false,
        };
        if moved { Vec::new() } else { self.form_step(down) }
    }

    /// Leave; what was typed is there again when the same form is opened next.
    pub(super) fn form_leave(&mut self) -> Vec<Effect> {
        if let Some(Dialog::Form(form)) = self.dialogs.pop()
            && form.is_touched()
        {
            self.left = Some(form);
            self.tell(Tone::Plain, self.lang.words().discarded);
        }
        Vec::new()
    }

    /// Where the keys go after a form: to the next name, or to what was written.
    fn after_form(&mut self, purpose: &Purpose) {
        match purpose {
            Purpose::Absence(_) | Purpose::MarkTime(..) => self.go_to_uncalled(),
            Purpose::StatedAttendance => self.tell_figures(),
            Purpose::Closing => {
                self.open_papers();
            }
            Purpose::AddConclusion(_)
            | Purpose::Business(BusinessForm::AddMotion(_) | BusinessForm::AddSlate(_)) => {
                if let Some(opened) = &mut self.opened {
                    opened.pane = super::Pane::Conclusions;
                }
            }
            Purpose::AddNote(_)
            | Purpose::AddIndicator(_)
            | Purpose::Opening
            | Purpose::Pause
            | Purpose::Resume
            | Purpose::Informal(_) => {
                let entry = self.opened.as_ref().and_then(|opened| opened.journal.entries().last());
                let text = entry.map(|entry| self.tell_entry(entry, 1)).unwrap_or_default();
                let kept = self.lang.words().kept;
                self.tell(Tone::Good, format!("{kept}: {text}"));
            }
            _ => {}
        }
    }

    /// A form over the vote box: what it says goes into the box.
    fn submit_over_vote(&mut self, amend: Result<super::vote::Amendment, Misread>) -> Vec<Effect> {
        match amend {
            Ok(amend) => {
                self.dialogs.pop();
                self.amend_vote(amend);
            }
            Err(misread) => return self.tell_misread(&misread),
        }
        Vec::new()
    }

    pub(super) fn form_submit(&mut self) -> Vec<Effect> {
        self.expand_word(0);
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return Vec::new() };
        let form = form.clone();
        match form.purpose {
            Purpose::NewMeeting => return self.submit_meeting(&form),
            Purpose::Period => return self.submit_period(&form),
            _ => {}
        }
        let Some(opened) = &self.opened else { return Vec::new() };
        if let Some(amend) = purpose::amends(&form, opened.meeting(), opened.conclusion) {
            return self.submit_over_vote(amend);
        }
        let chosen = opened.conclusion;
        let today = self.now.date_naive();
        let commands = match purpose::commands(&form, opened.meeting(), chosen, today) {
            Ok(commands) => commands,
            Err(misread) => return self.tell_misread(&misread),
        };
        let mut effects = Vec::new();
        for command in commands {
            match self.order(crate::journal::Order::Do(command)) {
                Some(more) => effects.extend(more),
                // The form stays open with everything typed.
                None => return effects,
            }
        }
        self.dialogs.retain(|dialog| !matches!(dialog, Dialog::Form(other) if *other == form));
        self.after_form(&form.purpose);
        effects
    }
}
