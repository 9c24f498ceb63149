#![expect(dead_code, reason = "each test uses its part")]
//! The program without terminal and disk: keys go in, frames come out, time stands still.

use chrono::{DateTime, FixedOffset};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use thuky::app::Background;
use thuky::app::{Access, App, Effect, Look, Msg};
use thuky::journal::Journal;
use thuky::register::{BookId, Header};
use thuky::sample;
use thuky::settings::{ThemeName, ThemeSettings};
use thuky::store::{Answer, Fault};
use thuky::text::Lang;
use thuky::view::view;

/// A screen on the sample, whose disk answers at once.
pub struct Screen {
    pub app: App,
    books: Vec<(BookId, Vec<thuky::journal::Entry>)>,
    size: (u16, u16),
    failing: bool,
    lost: u64,
    /// Files asked for, in the order in which they were.
    pub asked: Vec<thuky::export::Wanted>,
    /// What is typed and not recorded, as it is kept.
    pub draft: Option<String>,
}

impl Screen {
    pub fn vi(columns: u16, rows: u16) -> Self {
        Self::with(Lang::Vi, (columns, rows), sample::books(Lang::Vi, now()))
    }

    pub fn en(columns: u16, rows: u16) -> Self {
        Self::with(Lang::En, (columns, rows), sample::books(Lang::En, now()))
    }

    pub fn empty(columns: u16, rows: u16) -> Self {
        Self::with(Lang::Vi, (columns, rows), Vec::new())
    }

    pub fn with(lang: Lang, size: (u16, u16), books: Vec<Vec<thuky::journal::Entry>>) -> Self {
        let look = Look { ascii: false, colour: true };
        let app = App::new(lang, look, now(), Access::Write);
        let numbered = (1..).zip(books).map(|(number, entries)| (BookId([number; 16]), entries));
        let mut screen = Self {
            app,
            books: numbered.collect(),
            size,
            failing: false,
            lost: 0,
            asked: Vec::new(),
            draft: None,
        };
        screen.start();
        screen
    }

    /// The program ended without having been asked, and is started again on the same disk.
    pub fn killed(mut self) -> Self {
        let (lang, look) = (self.app.lang, self.app.look);
        self.app = App::new(lang, look, now(), Access::Write);
        self.start();
        self
    }

    fn start(&mut self) {
        let (size, screen) = (self.size, self);
        screen.tell(Msg::Resize(size.0, size.1));
        if let Some(draft) = screen.draft.clone() {
            screen.tell(Msg::Store(Answer::Draft(draft)));
        }
        let headers =
            screen.books.iter().map(|(id, entries)| Header::of(*id, &Journal::of(entries.clone())));
        let headers = headers.collect();
        screen.tell(Msg::Store(Answer::Opened { headers, notices: Vec::new() }));
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.tell(Msg::Resize(columns, rows));
    }

    pub fn ascii(mut self) -> Self {
        self.app.look.ascii = true;
        self
    }

    /// Drawn in a theme, on a terminal that says what lies behind its text, or does not.
    pub fn themed(mut self, name: ThemeName, background: Option<Background>) -> Self {
        self.app.theme = ThemeSettings { name, ..ThemeSettings::default() };
        if let Some(background) = background {
            self.tell(Msg::Background(background));
        }
        self
    }

    /// The theme is as the settings say.
    pub fn theme(&mut self, theme: ThemeSettings) {
        self.app.theme = theme;
    }

    pub fn colourless(mut self) -> Self {
        self.app.look.colour = false;
        self
    }

    /// From now on the disk is full.
    pub fn failing(mut self) -> Self {
        self.failing = true;
        self
    }

    /// Press keys: text as it is, `<Enter>`, `<Tab>`, `<C-g>`, `<F5>` and so on.
    pub fn keys(mut self, keys: &str) -> Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let (event, used) = named(rest).unwrap_or((KeyCode::Char(c).into(), c.len_utf8()));
            self.tell(Msg::Key(event));
            rest = &rest[used..];
        }
        self
    }

    pub fn tell(&mut self, msg: Msg) {
        let mut effects = self.app.update(msg, now());
        while !effects.is_empty() {
            let answers: Vec<Answer> =
                effects.drain(..).filter_map(|effect| self.answer(effect)).collect();
            for answer in answers {
                effects.extend(self.app.update(Msg::Store(answer), now()));
            }
        }
    }

    /// What the disk says to an effect.
    fn answer(&mut self, effect: Effect) -> Option<Answer> {
        match effect {
            Effect::Keep { token, .. } | Effect::Create { token, .. } if self.failing => {
                self.lost += 1;
                Some(Answer::Failed { token: Some(token), fault: Fault::NoRoom })
            }
            Effect::Keep { book, token, entries, .. } => {
                let kept = self.books.iter_mut().find(|(id, _)| *id == book);
                kept.expect("the book is there").1.extend(entries);
                Some(Answer::Kept { token })
            }
            Effect::Create { token, entries } => {
                let number = u8::try_from(self.books.len() + 1).expect("few books");
                let book = BookId([number; 16]);
                self.books.push((book, entries));
                Some(Answer::Created { token, book })
            }
            Effect::Load(book) => {
                let found = self.books.iter().find(|(id, _)| *id == book);
                Some(Answer::Loaded {
                    book,
                    entries: found.expect("the book is there").1.clone(),
                    damaged: false,
                })
            }
            Effect::Reopen => {
                self.failing = false;
                let header = |(id, entries): &(BookId, Vec<_>)| {
                    Header::of(*id, &Journal::of(entries.clone()))
                };
                let headers = self.books.iter().map(header).collect();
                Some(Answer::Opened { headers, notices: Vec::new() })
            }
            Effect::Export { wanted, .. } => {
                self.asked.extend(wanted);
                None
            }
            Effect::Draft(draft) => {
                self.draft = draft;
                None
            }
            Effect::Unlock(_)
            | Effect::OpenReader
            | Effect::OpenSample
            | Effect::LeaveSample
            | Effect::ExportPeriod(_)
            | Effect::StopExport
            | Effect::Quit => None,
        }
    }

    /// The entries on the disk of the chosen meeting.
    pub fn kept(&self) -> &[thuky::journal::Entry] {
        let book = self.app.opened.as_ref().map(|opened| opened.book);
        let found = self.books.iter().find(|(id, _)| Some(*id) == book);
        found.map_or(&[], |(_, entries)| entries)
    }

    fn draw(&self) -> Terminal<TestBackend> {
        let backend = TestBackend::new(self.size.0, self.size.1);
        let mut terminal = Terminal::new(backend).expect("a test terminal");
        terminal.draw(|frame| view(&self.app, frame)).expect("a test terminal takes every frame");
        terminal
    }

    /// The frame as text.
    pub fn frame(&self) -> String {
        let terminal = self.draw();
        let buffer = terminal.backend().buffer();
        let width = usize::from(buffer.area.width);
        let symbols: Vec<&str> =
            buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        let rows: Vec<String> =
            symbols.chunks(width).map(|row| row.concat().trim_end().to_owned()).collect();
        rows.join("\n")
    }

    pub fn buffer(&self) -> ratatui::buffer::Buffer {
        self.draw().backend().buffer().clone()
    }

    pub fn has_no_colour(&self) -> bool {
        let terminal = self.draw();
        let plain =
            |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        terminal.backend().buffer().content().iter().all(plain)
    }
}

/// The moment at which time stands still.
pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-08T14:45:00+07:00").expect("a moment")
}

/// A key by its name in angle brackets.
fn named(keys: &str) -> Option<(KeyEvent, usize)> {
    let end = keys.strip_prefix('<')?.find('>')? + 1;
    let name = &keys[1..end];
    let (modifiers, name) = match name.split_once('-') {
        Some(("C", key)) => (KeyModifiers::CONTROL, key),
        Some(("A", key)) => (KeyModifiers::ALT, key),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Tab" => KeyCode::Tab,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Space" => KeyCode::Char(' '),
        "BS" => KeyCode::Backspace,
        "Del" => KeyCode::Delete,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        _ => match name.strip_prefix('F').and_then(|number| number.parse().ok()) {
            Some(number) => KeyCode::F(number),
            None => KeyCode::Char(name.chars().next().filter(|_| name.chars().count() == 1)?),
        },
    };
    Some((KeyEvent::new(code, modifiers), end + 1))
}
