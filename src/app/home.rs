//! The list of meetings: newest first, found by typing.

use crate::domain::Meeting;
use crate::register::{BookId, Header, Register};
use crate::store::Notice;
use crate::text::{Findable, Lang};

use super::draft::Drafts;
use super::{App, Dialog, Editor, Effect, Menu, Tone};

/// So many of the things that were found are told: more than there is room for.
pub(super) const FOUND: usize = 12;

/// What the home screen holds.
#[derive(Debug, Default)]
pub struct Home {
    /// All meetings; `None` until the register is open.
    pub register: Option<Register>,
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
    /// Which meeting that is.
    pub(super) templated: Option<BookId>,
    /// How many meetings were checked in the background, and of how many; `None` if none are being.
    pub checking: Option<(usize, usize)>,
    /// What was found since the register was opened: what was not mended first, else the latest.
    pub(super) found: Vec<Notice>,
    /// What each header is found by, in the order of the headers; made when something is typed.
    texts: Vec<Findable>,
    /// Places of the headers that the typed words find; `None` while nothing is typed.
    hits: Option<Vec<usize>>,
    /// A header changed since the last search.
    stale: bool,
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
    pub(super) fn replace(&mut self, headers: Vec<Header>) {
        let register = Register::of(headers);
        self.chosen = self.chosen.filter(|id| register.get(*id).is_some());
        self.chosen = self.chosen.or_else(|| register.last().map(|header| header.id));
        self.register = Some(register);
        self.loading = None;
        self.checking = None;
        self.found.clear();
        self.stale = true;
    }

    /// More of the list has come, or meetings are not as they were listed.
    pub(super) fn extend(&mut self, headers: impl IntoIterator<Item = Header>) {
        self.register.get_or_insert_default().extend(headers);
        self.stale = true;
    }

    /// Put a header in place of the one of the same book.
    pub(super) fn set(&mut self, header: Header) {
        let id = header.id;
        self.register.get_or_insert_default().set(header);
        self.changed(id);
    }

    /// The register has another header of this book now, which is chosen.
    pub(super) fn changed(&mut self, id: BookId) -> Option<&Header> {
        self.chosen = Some(id);
        self.stale = true;
        self.register.as_ref()?.get(id)
    }

    /// Search again if something changed; the list is not seen while a meeting is open.
    pub(super) fn refresh(&mut self) {
        if std::mem::take(&mut self.stale) {
            self.texts.clear();
            self.find();
        }
    }

    /// Look again for what the typed words find.
    pub(super) fn find(&mut self) {
        let query = self.query.text();
        if query.trim().is_empty() {
            self.hits = None;
            return;
        }
        let headers = self.register.as_ref().map(Register::headers).unwrap_or_default();
        if self.texts.len() != headers.len() {
            self.texts = headers.iter().map(findable).collect();
        }
        let places = self.texts.iter().enumerate();
        let hits = places.filter(|(_, text)| text.answers(query)).map(|(place, _)| place);
        self.hits = Some(hits.collect());
    }

    /// How many meetings the typed words find.
    #[must_use]
    pub fn count(&self) -> usize {
        let all = || self.register.as_ref().map_or(0, |register| register.headers().len());
        self.hits.as_ref().map_or_else(all, Vec::len)
    }

    /// One of the meetings that the typed words find, by its place among them.
    #[must_use]
    pub fn nth(&self, place: usize) -> Option<&Header> {
        let headers = self.register.as_ref()?.headers();
        match &self.hits {
            Some(hits) => headers.get(*hits.get(place)?),
            None => headers.get(place),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.register.as_ref().is_some_and(Register::is_empty)
    }

    /// Which of those found is chosen; the first if none is.
    #[must_use]
    pub fn place(&self) -> usize {
        let chosen = self.chosen.and_then(|id| self.register.as_ref()?.place(id));
        let among = |place: usize| match &self.hits {
            Some(hits) => hits.binary_search(&place).ok(),
            None => Some(place),
        };
        chosen.and_then(among).unwrap_or(0)
    }

    /// The chosen meeting among those found, else the first.
    #[must_use]
    pub fn current(&self) -> Option<&Header> {
        self.nth(self.place())
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
        let last = self.home.count().saturating_sub(1);
        let to = self.home.place().saturating_add_signed(step).min(last);
        let chosen = self.home.nth(to).map(|header| header.id);
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
        self.drafts = Drafts::default();
        self.dialogs.clear();
    }

    pub(super) fn open_palette(&mut self) -> Vec<Effect> {
        self.dialogs.push(Dialog::Menu(Menu::of_commands(self)));
        Vec::new()
    }
}
