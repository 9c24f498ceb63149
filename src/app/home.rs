//! The list of meetings: newest first, found by typing.

use crate::domain::Meeting;
use crate::store::{BookId, Header};
use crate::text::{Findable, Lang};

use super::{App, Dialog, Editor, Effect, Menu, Tone};

/// What the home screen holds.
#[derive(Debug, Default)]
pub struct Home {
    /// All meetings, newest first; `None` until the register is open.
    pub headers: Option<Vec<Header>>,
    pub query: Editor,
    pub chosen: Option<BookId>,
    /// Which of the starting points is chosen while the register is empty.
    pub start: usize,
    /// The meeting that is on its way from the disk, to be opened.
    pub loading: Option<BookId>,
    /// The meeting a new one is being made from, on its way from the disk.
    pub(super) templating: Option<BookId>,
    /// The meeting a new one is made from.
    pub(super) template: Option<Meeting>,
    /// What each header is found by, in the order of the headers.
    texts: Vec<Findable>,
    /// Places of the headers that the typed words find.
    hits: Vec<usize>,
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
        headers.sort_by_key(|header| std::cmp::Reverse((header.date, header.id)));
        self.chosen = self.chosen.filter(|id| headers.iter().any(|header| header.id == *id));
        self.chosen = self.chosen.or_else(|| headers.first().map(|header| header.id));
        self.texts = headers.iter().map(findable).collect();
        self.headers = Some(headers);
        self.loading = None;
        self.find();
    }

    /// Put a header in place of the one of the same book.
    pub(super) fn set(&mut self, header: Header) {
        let headers = self.headers.get_or_insert_default();
        self.chosen = Some(header.id);
        if let Some(at) = headers.iter().position(|other| other.id == header.id) {
            if headers[at].date == header.date {
                // Body, kind and day never change, so it is found by the same words.
                headers[at] = header;
                return;
            }
            headers.remove(at);
            self.texts.remove(at);
        }
        let key = (header.date, header.id);
        let at = headers.partition_point(|other| (other.date, other.id) > key);
        self.texts.insert(at, findable(&header));
        headers.insert(at, header);
        self.find();
    }

    /// Look again for what the typed words find.
    pub(super) fn find(&mut self) {
        let query = self.query.text();
        let places = self.texts.iter().enumerate();
        self.hits =
            places.filter(|(_, text)| text.answers(query)).map(|(place, _)| place).collect();
    }

    /// The meetings that the typed words find.
    pub fn found(&self) -> impl ExactSizeIterator<Item = &Header> {
        let headers = self.headers.as_deref().unwrap_or_default();
        self.hits.iter().map(move |place| &headers[*place])
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headers.as_ref().is_some_and(Vec::is_empty)
    }

    /// Which of those found is chosen; the first if none is.
    #[must_use]
    pub fn place(&self) -> usize {
        self.found().position(|header| Some(header.id) == self.chosen).unwrap_or(0)
    }

    /// The chosen meeting among those found, else the first.
    #[must_use]
    pub fn current(&self) -> Option<&Header> {
        self.found().nth(self.place())
    }
}

/// What a meeting is found by: body, kind and day, in both languages.
fn findable(header: &Header) -> Findable {
    let date = header.date.format("%d/%m/%Y %-d/%-m/%Y %Y-%m-%d");
    let kind = |lang: Lang| header.kind.as_ref().map(|kind| lang.kind(kind)).unwrap_or_default();
    let kinds = format!("{} {}", kind(Lang::Vi), kind(Lang::En));
    Findable::of(&format!("{} {} {kinds} {date}", header.body, header.superior))
}

/// What the keys of the home screen do.
impl App {
    pub(super) fn home_step(&mut self, step: isize) -> Vec<Effect> {
        if self.home.is_empty() {
            let last = Start::ALL.len() - 1;
            self.home.start = self.home.start.saturating_add_signed(step).min(last);
            return Vec::new();
        }
        let last = self.home.found().len().saturating_sub(1);
        let to = self.home.place().saturating_add_signed(step).min(last);
        let chosen = self.home.found().nth(to).map(|header| header.id);
        self.home.chosen = chosen;
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
        if self.is_waiting() || self.is_busy() {
            return Vec::new();
        }
        let Some(id) = self.home.current().map(|header| header.id) else {
            return self.nothing(self.lang.words().nothing_found);
        };
        self.home.chosen = Some(id);
        self.home.loading = Some(id);
        vec![Effect::Load(id)]
    }

    pub(super) fn open_sample(&mut self) -> Vec<Effect> {
        if self.access == super::Access::Sample {
            return self.nothing(self.lang.words().in_sample);
        }
        if self.is_busy() {
            return Vec::new();
        }
        self.forget_register();
        self.sample_is_visit = true;
        self.access = super::Access::Sample;
        vec![Effect::OpenSample]
    }

    /// A meeting is on its way from the disk already.
    pub(super) fn is_waiting(&self) -> bool {
        self.home.loading.is_some() || self.home.templating.is_some()
    }

    /// Clear the search; with nothing typed, say how to leave, so that a press too many of the
    /// key that goes back does not end the program.
    pub(super) fn home_back(&mut self) -> Vec<Effect> {
        if self.writing.is_some() {
            return vec![Effect::StopExport];
        }
        if self.home.query.is_empty() {
            self.tell(Tone::Plain, self.lang.words().how_to_leave);
        }
        self.home.query = Editor::default();
        self.home.find();
        Vec::new()
    }

    pub(super) fn leave_home(&mut self) -> Vec<Effect> {
        if self.sample_is_visit {
            if self.is_busy() {
                return Vec::new();
            }
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
        self.left = None;
        self.dialogs.clear();
    }

    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        self.dialogs.push(Dialog::Menu(Menu::of_commands(self)));
        Vec::new()
    }
}
