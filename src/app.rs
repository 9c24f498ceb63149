//! The state of the program and what changes it: a message comes in, effects go out.
//!
//! Knows no disk and draws nothing. Of the terminal it knows the key types alone.

mod burst;
mod business;
mod dialog;
mod editor;
mod field;
mod focus;
mod form;
mod home;
mod keymap;
mod menu;
mod missing;
mod opened;
mod pager;
mod panes;
mod papers;
mod period;
mod poll;
mod purpose;
mod roll;
mod saving;
mod settle;
mod silent;
mod vote;

use chrono::{DateTime, FixedOffset};
use crossterm::event::KeyEvent;

use crate::desk::Desk;
use crate::domain::Pen;
use crate::export::{Bundle, Wanted, Writing, Written};
use crate::journal::{Entry, Journal, Order};
use crate::papers::Templates;
use crate::profiles::Library;
use crate::register::{BookId, Header};
use crate::store::{Answer, Notice, OpenError};
use crate::text::Lang;

use burst::Burst;
pub use dialog::{Confirm, Dialog};
pub use editor::{Editor, LIMIT};
pub use field::{Field, FieldKind};
pub use form::{Form, field_width};
pub use home::{Home, Start};
pub use keymap::{Chord, KEYS, Row, Scope, keys_page, keys_text};
pub use menu::{Menu, Prompt};
pub use opened::{Jotted, Opened, Pane};
pub use pager::{Line, Pager, Tone, Topic, page_size};
pub use papers::{PaperList, Sheet};
pub use period::Period;
pub use poll::{Counting, RollVote, letter_of};
pub use purpose::{BoxForm, BusinessForm, Purpose, SeatForm};
pub use saving::{Saving, Trouble};
pub use vote::{VoteBox, VoteField};

/// How the screen may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Borders and marks in ASCII only.
    pub ascii: bool,
    pub colour: bool,
}

/// What happened outside.
#[derive(Debug)]
pub enum Msg {
    /// A key that came on its own.
    Key(KeyEvent),
    /// A key that came with others, faster than a hand; the first of them, or not.
    Burst {
        key: KeyEvent,
        first: bool,
    },
    Paste(String),
    Resize(u16, u16),
    Store(Answer),
    /// A file is being written.
    Writing(Writing),
    /// Papers were written, or not: what is there, or what failed.
    Exported(Result<Written, String>),
    /// Time has passed.
    Tick,
    /// The terminal is gone.
    HungUp,
}

/// What the world is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Create {
        token: u64,
        entries: Vec<Entry>,
    },
    Keep {
        book: BookId,
        token: u64,
        entries: Vec<Entry>,
        header: Header,
    },
    Load(BookId),
    /// Open the register to read it only.
    OpenReader,
    /// Open the register anew after a fault.
    Reopen,
    /// Put the register aside and open the throw-away sample.
    OpenSample,
    /// Leave the sample for the register it was opened from.
    LeaveSample,
    /// Make these files and write them.
    Export {
        bundle: Box<Bundle>,
        wanted: Vec<Wanted>,
    },
    /// Write the papers of all meetings of a period.
    ExportPeriod(Period),
    /// Write no more of them.
    StopExport,
    Quit,
}

/// What may be done with the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Write,
    /// Somebody else holds the register, or the disk does: reading only.
    Read,
    /// A throw-away register with the sample.
    Sample,
}

/// Something to tell in the line above the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub text: String,
    pub tone: Tone,
}

/// The whole state of the program.
#[derive(Debug)]
pub struct App {
    pub lang: Lang,
    pub look: Look,
    /// Local time of the last message.
    pub now: DateTime<FixedOffset>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    pub access: Access,
    /// Rule profiles at hand.
    pub library: Library,
    /// Templates of papers at hand.
    pub templates: Templates,
    /// The sample was opened from a register, which is there to go back to.
    pub sample_is_visit: bool,
    pub home: Home,
    pub opened: Option<Opened>,
    /// What lies over the screen; the last one has the keys.
    pub dialogs: Vec<Dialog>,
    pub note: Option<Note>,
    pub saving: Saving,
    /// The folder papers are written to, as it is shown.
    pub folder: String,
    /// Papers on their way to the disk.
    pub writing: Option<Writing>,
    /// Why the register is not open, while it is not.
    pub closed: Option<OpenError>,
    /// A form that was left with text in it, to be found again.
    pub left: Option<Form>,
    /// Lines given at the prompt, oldest first.
    pub lines: Vec<String>,
    burst: Burst,
    /// The meeting that is being created, with its request, until the store has it.
    creating: Option<(u64, Journal)>,
    /// The meeting is left as soon as everything of it is on disk.
    leaving: bool,
    /// The register is being opened again after a fault.
    reopening: bool,
}

impl App {
    /// A program that has just started: no register yet, which comes as a message.
    #[must_use]
    pub fn new(lang: Lang, look: Look, now: DateTime<FixedOffset>, access: Access) -> Self {
        Self {
            lang,
            look,
            now,
            size: (80, 24),
            access,
            library: Library::default(),
            templates: Templates::default(),
            sample_is_visit: false,
            home: Home::default(),
            opened: None,
            dialogs: Vec::new(),
            note: None,
            saving: Saving::default(),
            folder: String::new(),
            writing: None,
            closed: None,
            left: None,
            lines: Vec::new(),
            burst: Burst::default(),
            creating: None,
            leaving: false,
            reopening: false,
        }
    }

    /// Take a message in; what the world has to do comes out.
    pub fn update(&mut self, msg: Msg, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.now = now;
        let is_key = matches!(msg, Msg::Key(_) | Msg::Burst { .. });
        let mut effects = match msg {
            Msg::Key(key) => {
                let effects = self.key_alone(key);
                self.follow_body();
                effects
            }
            Msg::Burst { key, first } => {
                let effects = self.key_in_burst(key, first);
                self.follow_body();
                effects
            }
            Msg::Paste(text) => {
                let effects = self.paste(&text);
                self.follow_body();
                effects
            }
            Msg::Resize(columns, rows) => {
                self.size = (columns, rows);
                Vec::new()
            }
            Msg::Store(answer) => self.answered(answer),
            Msg::Writing(writing) => {
                if self.writing.is_some() {
                    self.writing = Some(writing);
                }
                Vec::new()
            }
            Msg::Exported(result) => {
                self.written(result);
                Vec::new()
            }
            Msg::Tick => Vec::new(),
            Msg::HungUp => vec![Effect::Quit],
        };
        self.saving.watch(now);
        effects.extend(self.write_when_kept());
        if self.opened.is_none() {
            self.home.refresh();
        }
        self.lay_pages(is_key);
        effects
    }

    /// Who writes, and when: this terminal, now.
    #[must_use]
    pub fn pen(&self) -> Pen {
        self.now.into()
    }

    /// Say something in the line above the keys.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.note = Some(Note { text: text.into(), tone });
    }

    /// Give an order to the open meeting: the entry it becomes is kept, a denial is said.
    ///
    /// `None` if it was denied.
    pub fn order(&mut self, order: Order) -> Option<Vec<Effect>> {
        let pen = self.pen();
        let opened = self.opened.as_mut()?;
        let mut desk = Desk {
            register: self.home.register.get_or_insert_default(),
            templates: &self.templates,
            book: Some(opened.book),
            journal: &mut opened.journal,
            writable: self.access != Access::Read,
        };
        match desk.give(order, pen) {
            Ok(entry) => Some(self.keep(entry)),
            Err(denial) => {
                let text = self.lang.denial(opened.meeting(), &denial);
                self.tell(Tone::Bad, text);
                None
            }
        }
    }

    /// Show what an entry changed and ask for it to be kept.
    fn keep(&mut self, entry: Entry) -> Vec<Effect> {
        let Some(opened) = &mut self.opened else { return Vec::new() };
        opened.settle();
        let book = opened.book;
        let header = self.home.changed(book).cloned();
        let token = self.saving.sent(entry.clone(), self.now);
        if self.saving.trouble.is_some() {
            return Vec::new();
        }
        let kept = header.map(|header| Effect::Keep { book, token, entries: vec![entry], header });
        kept.into_iter().collect()
    }

    fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Opened { headers, notices } => return self.register_opened(headers, &notices),
            Answer::News { headers, notices } => self.heard(headers, &notices),
            Answer::Checked { done, of } => {
                self.home.checking = (done < of).then_some((done, of));
            }
            // Nobody asked for it: what is being waited for is still on its way.
            Answer::Unchecked(fault) => self.tell(Tone::Bad, self.lang.fault(&fault)),
            Answer::NotOpened(error) => {
                if self.saving.trouble.is_some() {
                    let text = self.lang.not_opened(&error);
                    self.saving.trouble = Some(Trouble::Fault(text));
                }
                self.closed = Some(error);
                self.reopening = false;
                self.home.register = None;
            }
            Answer::Created { token, book } => {
                self.saving.kept(token);
                let ours = self.creating.take_if(|(request, _)| *request == token);
                if let Some((_, journal)) = ours {
                    self.home.set(Header::of(book, &journal));
                    self.enter(book, journal);
                }
            }
            Answer::Kept { token } => {
                self.saving.kept(token);
                if self.leaving && self.saving.is_done() {
                    self.leaving = false;
                    self.opened = None;
                }
            }
            Answer::Loaded { book, entries } => return self.loaded(book, entries),
            Answer::Failed { token, fault } => {
                let text = self.lang.fault(&fault);
                if token.is_some() {
                    self.saving.trouble = Some(Trouble::Fault(text));
                } else {
                    self.home.loading = None;
                    self.home.templating = None;
                    self.tell(Tone::Bad, text);
                }
            }
        }
        Vec::new()
    }

    fn register_opened(&mut self, headers: Vec<Header>, notices: &[Notice]) -> Vec<Effect> {
        self.closed = None;
        self.home.replace(headers);
        self.heard(Vec::new(), notices);
        if self.saving.trouble.is_none() {
            return Vec::new();
        }
        // After a fault: read what is there, then send again what is not.
        match &self.opened {
            Some(opened) => vec![Effect::Load(opened.book)],
            None => self.create_again(),
        }
    }

    /// The store found something, in the list or in the background.
    fn heard(&mut self, headers: Vec<Header>, notices: &[Notice]) {
        // Of the open meeting this screen knows best.
        let open = self.opened.as_ref().map(|opened| opened.book);
        self.home.extend(headers.into_iter().filter(|header| Some(header.id) != open));
        if notices.is_empty() {
            return;
        }
        // The row has room for a few: what was not mended comes first, then what was found last.
        self.home.found.splice(0..0, notices.iter().cloned());
        self.home.found.sort_by_key(|notice| !notice.is_unmended());
        self.home.found.truncate(home::FOUND);
        let register = self.home.register.as_ref();
        let header = |book| register.and_then(|register| register.get(book));
        let found = self.home.found.iter();
        let told: Vec<String> =
            found.map(|one| self.lang.notice(one, one.book().and_then(header))).collect();
        self.tell(Tone::Bad, told.join(" "));
    }

    fn create_again(&mut self) -> Vec<Effect> {
        self.saving.trouble = None;
        self.reopening = false;
        let Some((_, journal)) = self.creating.take() else { return Vec::new() };
        self.create(journal)
    }

    fn loaded(&mut self, book: BookId, entries: Vec<Entry>) -> Vec<Effect> {
        if self.home.templating == Some(book) && self.opened.is_none() {
            self.home.templating = None;
            self.home.template = Some(Journal::of(entries).meeting().clone());
            self.new_meeting_form();
            return Vec::new();
        }
        let unkept = match &self.opened {
            Some(opened) if opened.book == book => self.saving.take_unkept(),
            // An answer to a question that is no longer asked.
            _ if self.home.loading != Some(book) => return Vec::new(),
            _ => Vec::new(),
        };
        self.reopening = false;
        let mut journal = Journal::of(entries);
        let missing = follow(&mut journal, unkept);
        let header = Header::of(book, &journal);
        match &mut self.opened {
            Some(opened) if opened.book == book => opened.replace(journal),
            _ => self.enter(book, journal),
        }
        self.saving.trouble = None;
        if missing.is_empty() {
            return Vec::new();
        }
        let token = self.saving.sent_all(missing.clone(), self.now);
        vec![Effect::Keep { book, token, entries: missing, header }]
    }

    /// Show a meeting.
    fn enter(&mut self, book: BookId, journal: Journal) {
        self.dialogs.clear();
        self.note = None;
        self.home.loading = None;
        self.left = None;
        self.leaving = false;
        self.opened = Some(Opened::new(book, journal));
    }

    /// Ask the store for a new meeting that holds these entries.
    fn create(&mut self, journal: Journal) -> Vec<Effect> {
        let entries = journal.entries().to_vec();
        let token = self.saving.resend(self.now);
        self.creating = Some((token, journal));
        vec![Effect::Create { token, entries }]
    }

    /// Whether something is still on its way to the disk, which is said: what depends on it waits.
    fn is_busy(&mut self) -> bool {
        let busy = !self.saving.is_done() || self.creating.is_some();
        if busy {
            self.tell(Tone::Bad, self.lang.words().still_saving);
        }
        busy
    }

    /// While something is not saved: open the register again and send it once more.
    fn reopen(&mut self) -> Vec<Effect> {
        if self.saving.trouble.is_none() {
            return self.nothing(self.lang.words().nothing_unsaved);
        }
        if self.reopening {
            return self.nothing(self.lang.words().opening_register);
        }
        self.reopening = true;
        vec![Effect::Reopen]
    }

    /// When the screen must be drawn again though nothing happens: the next minute of the clock,
    /// or the moment at which an unanswered save becomes a fault.
    #[must_use]
    pub fn wake(&self) -> std::time::Duration {
        use chrono::Timelike;
        let into =
            u64::from(self.now.second()) * 1000 + u64::from(self.now.nanosecond() / 1_000_000);
        let minute = std::time::Duration::from_millis(60_000 - into.min(59_999));
        self.saving.deadline(self.now).map_or(minute, |fault| fault.min(minute))
    }
}

/// Let entries that were not answered follow what is on disk; those that must be sent again.
///
/// What is there already is passed over. If somebody else wrote in the meantime, facts get the
/// next numbers; an undo of ours would then name another entry, so it is not repeated.
fn follow(journal: &mut Journal, unkept: Vec<Entry>) -> Vec<Entry> {
    let mut missing = Vec::new();
    for mut entry in unkept {
        if journal.entries().contains(&entry) {
            continue;
        }
        let renamed = journal.following(entry.desk, entry.at, entry.act.clone());
        if entry.seq != renamed.seq && !matches!(entry.act, crate::journal::Act::Did(_)) {
            continue;
        }
        entry = renamed;
        journal.push(entry.clone());
        missing.push(entry);
    }
    missing
}
