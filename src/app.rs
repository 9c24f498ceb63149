//! The state of the program and what changes it: a message comes in, effects go out.
//!
//! Knows no disk and draws nothing. Of the terminal it knows the key types alone.

mod abbreviations;
mod answers;
mod burst;
mod business;
mod dialog;
mod draft;
mod editor;
mod field;
mod find;
mod focus;
mod form;
mod home;
mod keymap;
mod lock;
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
mod typing;
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
use crate::settings::{ThemeSettings, Tones, Typing};
use crate::store::{Answer, OpenError, Passphrase};
use crate::text::Lang;

pub use abbreviations::Abbreviations;
use burst::Burst;
pub use dialog::{Confirm, Dialog};
use draft::Drafts;
pub use editor::{Editor, LIMIT};
pub use field::{Field, FieldKind};
pub use find::Find;
pub use form::{Form, field_width};
pub use home::{Home, Start};
pub use keymap::{Chord, KEYS, Keys, Row, Scope, Stated, keys_page};
pub use lock::{Lock, Locking};
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

/// What lies behind the text of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
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
    /// The terminal said what lies behind its text.
    Background(Background),
    Store(Answer),
    /// A file is being written.
    Writing(Writing),
    /// Papers were written, or not: what is there, or what failed.
    Exported(Result<Written, String>),
    /// Time has passed.
    Tick,
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
    /// Try a passphrase.
    Unlock(Passphrase),
    /// Keep what is typed and not recorded, or nothing any more.
    Draft(Option<String>),
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
    pub theme: ThemeSettings,
    pub keys: Keys,
    /// What the terminal or the environment said of itself.
    pub background: Option<Background>,
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
    /// Nothing is shown until the passphrase is said.
    pub lock: Option<Lock>,
    pub locking: Locking,
    /// How letters become Vietnamese, and where their tones stand.
    pub typing: Typing,
    pub tones: Tones,
    pub abbreviations: Abbreviations,
    composer: typing::Composer,
    burst: Burst,
    /// What is typed and not recorded, as it is kept.
    drafts: Drafts,
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
            theme: ThemeSettings::default(),
            keys: Keys::default(),
            background: None,
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
            lock: None,
            locking: Locking::new(now),
            typing: Typing::default(),
            tones: Tones::default(),
            abbreviations: Abbreviations::new(),
            composer: typing::Composer::default(),
            burst: Burst::default(),
            drafts: Drafts::default(),
            creating: None,
            leaving: false,
            reopening: false,
        }
    }

    /// Take a message in; what the world has to do comes out.
    pub fn update(&mut self, msg: Msg, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.now = now;
        let is_key = matches!(msg, Msg::Key(_) | Msg::Burst { .. });
        self.lock_if_idle();
        if is_key || matches!(msg, Msg::Paste(_)) {
            self.locking.touched = now;
        }
        let mut effects = match msg {
            Msg::Key(key) | Msg::Burst { key, .. } if self.lock.is_some() => {
                self.key_while_locked(key)
            }
            Msg::Paste(text) if self.lock.is_some() => {
                self.paste_while_locked(&text);
                Vec::new()
            }
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
            Msg::Background(background) => {
                self.background = Some(background);
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
        };
        self.saving.watch(now);
        effects.extend(self.write_when_kept());
        if self.opened.is_none() {
            self.home.refresh();
        }
        self.lay_pages(is_key);
        effects.extend(self.keep_draft());
        effects
    }

    /// Who writes, and when: this terminal, now.
    #[must_use]
    pub fn pen(&self) -> Pen {
        self.now.into()
    }

    /// Say something in the line above the keys.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        let text = self.keys.in_words(&text.into());
        self.note = Some(Note { text, tone });
    }

    /// Give an order to the open meeting: the entry it becomes is kept, a denial is said.
    ///
    /// `None` if it was denied.
    pub fn order(&mut self, order: Order) -> Option<Vec<Effect>> {
        let pen = self.pen();
        let opened = self.opened.as_mut()?;
        if opened.damaged {
            self.tell(Tone::Bad, self.lang.words().damaged_refused);
            return None;
        }
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
        let fault = self.saving.deadline(self.now);
        [fault, self.idle_left()].into_iter().flatten().fold(minute, std::time::Duration::min)
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
