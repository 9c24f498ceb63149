//! What is typed and not recorded yet: kept beside the register, so that it is there again when the
//! program ended before it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Access, Opened};
use super::{App, Dialog, Editor, Effect, Field, FieldKind, Form, Prompt, Purpose, Tone, VoteBox};
use crate::register::BookId;

/// Drafts by the meeting they belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Drafts(BTreeMap<String, Draft>);

/// What a draft of no meeting is filed under: the form that begins a new one.
const NEW: &str = "new";

/// What was typed in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    /// So many entries the meeting had. If it has more, what was typed was recorded.
    entries: usize,
    /// The meeting that a new one takes over from.
    template: Option<String>,
    /// What lay open, the lowest first.
    open: Vec<Layer>,
    /// A form that was left, to be found again.
    left: Option<Layer>,
}

/// Something that takes text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Layer {
    Form {
        purpose: String,
        at: usize,
        values: Vec<Value>,
    },
    Vote {
        conclusion: String,
        numbers: Vec<(String, String)>,
        at: usize,
        result: Option<bool>,
        unanimous: bool,
        casting: Option<bool>,
        void: Option<String>,
    },
    Line(String),
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Value {
    Text(String),
    Choice(String),
    Person(String, Option<usize>),
}

impl Value {
    fn of(field: &Field) -> Self {
        let value = field.value().to_owned();
        match &field.kind {
            FieldKind::Line(_) | FieldKind::Text(_) => Self::Text(value),
            FieldKind::Choice { .. } => Self::Choice(value),
            FieldKind::Person { picked, .. } => Self::Person(value, *picked),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Choice(text) | Self::Person(text, _) => text,
        }
    }

    /// Put it into a field of its kind.
    fn fill(&self, field: &mut Field) {
        match (&mut field.kind, self) {
            (FieldKind::Line(editor) | FieldKind::Text(editor), Self::Text(text))
                if editor.text() != text =>
            {
                *editor = Editor::with(text);
            }
            (FieldKind::Person { editor, picked }, Self::Person(text, which))
                if editor.text() != text =>
            {
                (*editor, *picked) = (Editor::with(text), *which);
            }
            (FieldKind::Choice { options, chosen, .. }, Self::Choice(text)) => {
                let place = options.iter().position(|option| option == text);
                field.turned = place.is_some_and(|place| place != *chosen);
                *chosen = place.unwrap_or(*chosen);
            }
            _ => {}
        }
    }
}

impl Layer {
    fn of_form(form: &Form) -> Self {
        Self::Form {
            purpose: format!("{:?}", form.purpose),
            at: form.at,
            values: form.fields.iter().map(Value::of).collect(),
        }
    }

    fn of_vote(vote: &VoteBox) -> Self {
        let numbers = vote.numbers.iter().filter(|(_, number)| !number.is_empty());
        Self::Vote {
            conclusion: format!("{:?}", vote.conclusion),
            numbers: numbers.map(|(field, text)| (format!("{field:?}"), text.clone())).collect(),
            at: vote.at,
            result: vote.result,
            unanimous: vote.unanimous,
            casting: vote.casting,
            void: vote.void.clone(),
        }
    }

    /// What a dialog takes; `None` if it takes no text, or took none.
    fn of(dialog: &Dialog) -> Option<Self> {
        match dialog {
            Dialog::Form(form) if form.is_touched() => Some(Self::of_form(form)),
            Dialog::Vote(vote) if vote.is_touched() => Some(Self::of_vote(vote)),
            Dialog::Prompt(prompt) if !prompt.editor.is_empty() => {
                Some(Self::Line(prompt.editor.text().to_owned()))
            }
            // What is called out or read out is recorded as it comes.
            Dialog::Form(_)
            | Dialog::Vote(_)
            | Dialog::Prompt(_)
            | Dialog::Roll(_)
            | Dialog::Counting(_)
            | Dialog::Pager(_)
            | Dialog::Menu(_)
            | Dialog::Papers(_)
            | Dialog::Confirm(_) => None,
        }
    }

    /// All that was typed, as text.
    fn text(&self) -> String {
        let lines: Vec<&str> = match self {
            Self::Form { values, .. } => values.iter().map(Value::text).collect(),
            Self::Vote { numbers, .. } => numbers.iter().map(|(_, text)| text.as_str()).collect(),
            Self::Line(text) => vec![text],
        };
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        lines.join("\n")
    }
}

impl Form {
    /// The form with what a draft says typed into it.
    fn filled(mut self, layer: &Layer) -> Self {
        if let Layer::Form { values, at, .. } = layer {
            self.fields.iter_mut().zip(values).for_each(|(field, value)| value.fill(field));
            self.at = (*at).min(self.fields.len().saturating_sub(1));
        }
        self
    }
}

impl App {
    /// Whether something is typed that is not recorded.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.dialogs.iter().any(|dialog| Layer::of(dialog).is_some())
    }

    fn draft_key(&self) -> String {
        self.opened.as_ref().map_or_else(|| NEW.to_owned(), |opened| opened.book.to_string())
    }

    /// What is typed now.
    fn typed_now(&self) -> Option<Draft> {
        let open: Vec<Layer> = self.dialogs.iter().filter_map(Layer::of).collect();
        let left = self.left.as_ref().map(Layer::of_form);
        if open.is_empty() && left.is_none() {
            return None;
        }
        let entries = self.opened.as_ref().map_or(0, |opened| opened.journal.entries().len());
        let new = self.opened.is_none();
        let template = self.home.templated.filter(|_| new).map(|book| book.to_string());
        Some(Draft { entries, template, open, left })
    }

    /// Ask for what is typed to be kept, if it is not what is kept already.
    pub(super) fn keep_draft(&mut self) -> Option<Effect> {
        let waiting = self.home.templating.is_some() || self.home.loading.is_some();
        let open = self.home.register.is_some() && self.closed.is_none();
        if self.access != Access::Write || !open || waiting {
            return None;
        }
        let (key, typed) = (self.draft_key(), self.typed_now());
        // What was given to be recorded stays a draft until it is on disk.
        let under_way = !self.saving.is_done() || self.creating.is_some();
        let begun =
            self.opened.is_some() && self.drafts.0.get(NEW).is_some_and(|new| !new.open.is_empty());
        let same = self.drafts.0.get(&key) == typed.as_ref() && !begun;
        if same || (typed.is_none() && under_way) {
            return None;
        }
        if self.opened.is_some() {
            // What was typed about a new meeting became one.
            let new = self.drafts.0.remove(NEW);
            let left = new.filter(|new| new.left.is_some());
            self.drafts
                .0
                .extend(left.map(|new| (NEW.to_owned(), Draft { open: Vec::new(), ..new })));
        }
        match typed {
            Some(draft) => self.drafts.0.insert(key, draft),
            None => self.drafts.0.remove(&key),
        };
        let text = serde_json::to_string(&self.drafts).unwrap_or_default();
        Some(Effect::Draft((!self.drafts.0.is_empty()).then_some(text)))
    }

    /// Drafts of an earlier run were found.
    pub(super) fn drafts_found(&mut self, text: &str) {
        match serde_json::from_str(text) {
            Ok(drafts) => self.drafts = drafts,
            Err(error) => {
                let why = self.lang.system(&error.to_string());
                self.tell(Tone::Bad, self.lang.draft_unread(&why));
            }
        }
    }

    /// The register is open: go on with a new meeting that was being typed, or say in which meeting
    /// something was.
    pub(super) fn offer_drafts(&mut self) -> Vec<Effect> {
        if self.access != Access::Write || self.opened.is_some() {
            return Vec::new();
        }
        let open = |draft: &&Draft| !draft.open.is_empty();
        if let Some(draft) = self.drafts.0.get(NEW).filter(open) {
            let template = draft.template.as_ref().and_then(|book| book.parse().ok());
            return self.begin_from(template);
        }
        let of: Vec<BookId> = self
            .drafts
            .0
            .iter()
            .filter(|(_, draft)| open(draft))
            .filter_map(|(book, _)| book.parse().ok())
            .collect();
        if let Some(book) = of.into_iter().next_back() {
            self.home.chosen = Some(book);
            self.tell(Tone::Plain, self.lang.words().draft_found);
        }
        Vec::new()
    }

    /// Type what was being typed when the program ended.
    pub(super) fn restore_draft(&mut self) {
        let Some(draft) = self.drafts.0.get(&self.draft_key()).cloned() else { return };
        let recorded = self.opened.as_ref().is_some_and(|opened: &Opened| {
            opened.journal.entries().len() > draft.entries || opened.damaged
        });
        if recorded || self.access != Access::Write {
            return;
        }
        let found = |app: &Self, purpose: &str| {
            let purposes = Purpose::all(app.opened.as_ref().map(Opened::meeting));
            purposes.into_iter().find(|known| format!("{known:?}") == purpose)
        };
        if let Some(left @ Layer::Form { purpose, .. }) = &draft.left {
            let purpose = found(self, purpose);
            self.left = purpose.map(|purpose| Form::new(self, purpose).filled(left));
        }
        for layer in &draft.open {
            let before = self.dialogs.len();
            match layer {
                Layer::Form { purpose, .. } => {
                    if let Some(purpose) = found(self, purpose) {
                        let form = Form::new(self, purpose).filled(layer);
                        self.dialogs.push(Dialog::Form(form));
                    }
                }
                Layer::Vote { conclusion, .. } => self.restore_vote(conclusion, layer),
                Layer::Line(text) => self.dialogs.push(Dialog::Prompt(Prompt::with(text))),
            }
            // What it was typed into is no longer there; the words are.
            if self.dialogs.len() == before {
                let mut form = Form::new(self, Purpose::AddNote(None));
                let text = |field: &&mut Field| matches!(field.kind, FieldKind::Text(_));
                if let Some(field) = form.fields.iter_mut().find(text) {
                    Value::Text(layer.text()).fill(field);
                }
                self.dialogs.push(Dialog::Form(form));
            }
        }
        if !draft.open.is_empty() {
            self.tell(Tone::Plain, self.lang.words().draft_restored);
        }
    }

    fn restore_vote(&mut self, id: &str, layer: &Layer) {
        let Some(opened) = &mut self.opened else { return };
        let asked = opened.meeting().conclusions.iter().map(|conclusion| conclusion.id);
        let Some(asked) = asked.into_iter().find(|asked| format!("{asked:?}") == id) else {
            return;
        };
        opened.conclusion = Some(asked);
        self.open_vote();
        let Some(Dialog::Vote(vote)) = self.dialogs.last_mut() else { return };
        let Layer::Vote { numbers, at, result, unanimous, casting, void, .. } = layer else {
            return;
        };
        for (field, number) in &mut vote.numbers {
            let name = format!("{field:?}");
            let typed = numbers.iter().find(|(other, _)| *other == name);
            *number = typed.map(|(_, text)| text.clone()).unwrap_or_default();
        }
        (vote.at, vote.result, vote.unanimous) = (*at, *result, *unanimous);
        (vote.casting, vote.void) = (*casting, void.clone());
    }
}
