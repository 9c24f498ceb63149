//! The list of meetings: newest first, found by typing.

use crate::domain::Meeting;
use crate::store::{BookId, Header};
use crate::text::{Lang, found_in};

use super::{App, Dialog, Editor, Effect, Menu};

/// What the home screen holds.
#[derive(Debug, Default)]
pub struct Home {
    /// All meetings, newest first; `None` until the register is open.
    pub headers: Option<Vec<Header>>,
    pub query: Editor,
    pub chosen: Option<BookId>,
    /// Which of the starting points is chosen while the register is empty.
    pub start: usize,
    /// A meeting is on its way from the disk.
    pub loading: bool,
    /// The meeting a new one is being made from, on its way from the disk.
    pub(super) templating: Option<BookId>,
    /// The meeting a new one is made from.
    pub(super) template: Option<Meeting>,
}

/// What an empty register offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    NewMeeting,
    Sample,
    Help,
}

impl Start {
    pub const ALL: [Self; 3] = [Self::NewMeeting, Self::Sample, Self::Help];
}

impl Home {
    pub(super) fn replace(&mut self, mut headers: Vec<Header>) {
        headers.sort_by(|a, b| (b.date, b.id).cmp(&(a.date, a.id)));
        self.chosen = self.chosen.filter(|id| headers.iter().any(|header| header.id == *id));
        self.chosen = self.chosen.or_else(|| headers.first().map(|header| header.id));
        self.headers = Some(headers);
        self.loading = false;
    }

    /// Put a header in place of the one of the same book.
    pub(super) fn set(&mut self, header: Header) {
        let headers = self.headers.get_or_insert_default();
        self.chosen = Some(header.id);
        match headers.iter_mut().find(|other| other.id == header.id) {
            Some(other) if other.date == header.date => *other = header,
            _ => {
                headers.retain(|other| other.id != header.id);
                let key = (header.date, header.id);
                let at = headers.partition_point(|other| (other.date, other.id) > key);
                headers.insert(at, header);
            }
        }
    }

    /// The meetings that the typed words find.
    #[must_use]
    pub fn found(&self, lang: Lang) -> Vec<&Header> {
        let query = self.query.text();
        if query.is_empty() {
            return self.headers.iter().flatten().collect();
        }
        let fits = |header: &&Header| {
            let date = header.date.format("%d/%m/%Y %-d/%-m/%Y %Y-%m-%d");
            let kind = header.kind.as_ref().map(|kind| lang.kind(kind)).unwrap_or_default();
            let stage = lang.stage(header.stage);
            let all = format!("{} {} {kind} {stage} {date}", header.body, header.superior);
            found_in(&all, query)
        };
        self.headers.iter().flatten().filter(fits).collect()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headers.as_ref().is_some_and(Vec::is_empty)
    }

    /// The chosen meeting among those found, else the first.
    #[must_use]
    pub fn current(&self, lang: Lang) -> Option<&Header> {
        let found = self.found(lang);
        let chosen = found.iter().find(|header| Some(header.id) == self.chosen).copied();
        chosen.or_else(|| found.first().copied())
    }
}

/// What the keys of the home screen do.
impl App {
    pub(super) fn home_step(&mut self, step: isize) -> Vec<Effect> {
        if self.home.is_empty() {
            let last = Start::ALL.len() - 1;
            self.home.start = self.home.start.saturating_add_signed(step).min(last);
            return Vec::new();
        }
        let found: Vec<BookId> =
            self.home.found(self.lang).iter().map(|header| header.id).collect();
        let at = found.iter().position(|id| Some(*id) == self.home.chosen).unwrap_or(0);
        let to = at.saturating_add_signed(step).min(found.len().saturating_sub(1));
        self.home.chosen = found.get(to).copied();
        Vec::new()
    }

    pub(super) fn home_open(&mut self) -> Vec<Effect> {
        if self.home.is_empty() {
            return match Start::ALL[self.home.start] {
                Start::NewMeeting => self.home_begin(),
                Start::Sample => self.open_sample(),
                Start::Help => self.open_help(),
            };
        }
        let Some(id) = self.home.current(self.lang).map(|header| header.id) else {
            return Vec::new();
        };
        self.home.chosen = Some(id);
        self.home.loading = true;
        vec![Effect::Load(id)]
    }

    pub(super) fn open_sample(&mut self) -> Vec<Effect> {
        if self.access == super::Access::Sample {
            return Vec::new();
        }
        self.forget_register();
        self.sample_is_visit = true;
        self.access = super::Access::Sample;
        vec![Effect::OpenSample]
    }

    pub(super) fn leave_home(&mut self) -> Vec<Effect> {
        if !self.home.query.is_empty() {
            self.home.query = Editor::default();
            return Vec::new();
        }
        if self.sample_is_visit {
            self.forget_register();
            self.sample_is_visit = false;
            self.access = super::Access::Write;
            return vec![Effect::LeaveSample];
        }
        self.quit()
    }

    fn forget_register(&mut self) {
        self.home = Home::default();
        self.opened = None;
        self.note = None;
    }

    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        self.dialogs.push(Dialog::Menu(Menu::of_commands(self)));
        Vec::new()
    }
}
