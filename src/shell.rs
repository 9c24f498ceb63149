//! The terminal and the loop: the one place that knows the clock, the threads and the screen.

mod background;
mod frame;
mod hands;
mod keys;
mod signals;

use std::env;
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Instant;

use chrono::{DateTime, FixedOffset, Local, SubsecRound};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event, KeyEvent};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, terminal};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::app::{Access, App, Effect, Keys as OwnKeys, Look, Msg, Period, Tone};
use crate::domain::Stage;
use crate::export::{Bundle, Wanted, Writing, Written, write};
use crate::journal::Journal;
use crate::papers::Templates;
use crate::profiles::{BadFile, Library};
use crate::settings::{Settings, ThemeName, Typing, templates_of};
use crate::store::{Answer, Cipher, Keeper, Notice, Reader, Request, Source};
use crate::text::Lang;
use crate::view::view;

use frame::FrameWriter;
use hands::Hands;
use keys::{Heard, Keys};
use signals::{HUNG_UP, Signal};

/// How the program is started.
#[derive(Clone, Debug)]
pub struct Start {
    pub lang: Lang,
    pub look: Look,
    pub register: PathBuf,
    /// Open the throw-away sample instead of the register.
    pub sample: bool,
}

/// Whether a clock shows a time that meetings can be named by. One that was never set may show a day
/// before 1970, where the names of books do not begin.
#[must_use]
pub fn clock_is_set(time: std::time::SystemTime) -> bool {
    time >= std::time::UNIX_EPOCH
}

/// Local time, to the millisecond as it is stored.
#[must_use]
pub fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset().trunc_subsecs(3)
}

enum Inbound {
    /// What the terminal said, and when it was read.
    Event(Event, Instant),
    Msg(Msg),
    Signal(Signal),
}

/// Run the program on the terminal until the user leaves; the status to exit with.
///
/// # Errors
/// What the terminal refused. Nothing recorded depends on it.
pub fn run(start: Start) -> io::Result<i32> {
    let _raw = RawTerminal::enter()?;
    let (sender, inbox) = mpsc::channel();
    let terminal = blank()?;
    let access = if start.sample { Access::Sample } else { Access::Write };
    let mut app = App::new(start.lang, start.look, now(), access);
    app.size = terminal::size().unwrap_or((80, 24));
    let (settings, bad_settings) = Settings::of_register(&start.register);
    // What the first frame is drawn in is chosen before it.
    let named = |name: &str| env::var(name).unwrap_or_default();
    app.theme = settings.theme.clone();
    app.background = background::stated(&named("COLORFGBG"));
    let asks = app.look.colour && app.theme.name == ThemeName::Auto;
    let mut shell = Shell {
        start,
        terminal,
        sender,
        inbox,
        keeper: None,
        settings,
        templates: Templates::default(),
        cipher: Cipher::default(),
        stop: Arc::default(),
        writer: None,
        leaving: None,
        hands: Hands::default(),
    };
    shell.draw(&app)?;
    if asks {
        background::ask(&named("TERM"))?;
    }
    shell.read_keys()?;
    shell.hear_signals()?;
    shell.read_choices(&mut app, bad_settings);
    shell.open(access == Access::Sample);
    let status = loop {
        if let Some(status) = shell.leaving {
            break Ok(status);
        }
        if let Err(error) = shell.turn(&mut app) {
            break Err(error);
        }
    };
    shell.hear_the_last(&mut app)?;
    status
}

/// How one types where nothing is stated: the Linux console has no input method, and whoever sits
/// at one in Vietnamese needs ours.
fn typing_of_terminal(lang: Lang) -> Typing {
    let console = env::var_os("TERM").is_some_and(|term| term == "linux");
    if console && lang == Lang::Vi { Typing::Telex } else { Typing::Off }
}

type Screen = Terminal<CrosstermBackend<FrameWriter<io::Stdout>>>;

/// A screen with nothing on it.
fn blank() -> io::Result<Screen> {
    Terminal::new(CrosstermBackend::new(FrameWriter::new(io::stdout())))
}

struct Shell {
    start: Start,
    terminal: Screen,
    sender: Sender<Inbound>,
    inbox: Receiver<Inbound>,
    keeper: Option<Keeper>,
    settings: Settings,
    templates: Templates,
    /// How the register is encrypted.
    cipher: Cipher,
    /// Set to write no more papers.
    stop: Arc<AtomicBool>,
    /// The thread that writes papers.
    writer: Option<JoinHandle<()>>,
    /// The program ends, with this status.
    leaving: Option<i32>,
    hands: Hands,
}

impl Shell {
    /// Profiles and templates of the register, and what its settings say; a file that cannot be read
    /// is named.
    fn read_choices(&mut self, app: &mut App, bad_settings: Option<BadFile>) {
        let register = &self.start.register;
        let (library, bad_profiles) = Library::of_register(register);
        let (templates, bad_templates) = templates_of(register);
        let settings = &self.settings;
        app.folder = settings.folder(register).display().to_string();
        app.library = library;
        self.templates = templates.clone();
        app.templates = templates;
        app.locking.after = settings.lock_after();
        app.typing = settings.typing.method.unwrap_or_else(|| typing_of_terminal(app.lang));
        app.tones = settings.typing.tones;
        app.abbreviations = settings.abbreviations.clone();
        let lang = app.lang;
        let bad_keys = match OwnKeys::read(&settings.keys()) {
            Ok(keys) => {
                app.keys = keys;
                None
            }
            Err((line, fault)) => {
                let path = Settings::path(register).display().to_string();
                Some(lang.bad_keys(&path, line, &fault))
            }
        };
        let told = (bad_profiles.first().map(|bad| lang.bad_profile(bad)))
            .or_else(|| bad_templates.first().map(|bad| lang.bad_template(bad)))
            .or_else(|| bad_settings.map(|bad| lang.bad_settings(&bad)))
            .or(bad_keys);
        if let Some(told) = told {
            app.tell(Tone::Bad, told);
        }
    }

    /// One thread blocks on the terminal, so that no burst of keys is left lying in the kernel.
    fn read_keys(&self) -> io::Result<()> {
        let (sender, keys) = (self.sender.clone(), Keys::new()?);
        let read = move || {
            while let Ok(heard) = keys.read() {
                let now = Instant::now();
                let inbound: Vec<Inbound> = match heard {
                    Heard::Background(found) => vec![Inbound::Msg(Msg::Background(found))],
                    Heard::Events(events) => {
                        events.into_iter().map(|event| Inbound::Event(event, now)).collect()
                    }
                };
                if inbound.into_iter().any(|inbound| sender.send(inbound).is_err()) {
                    return;
                }
            }
            // The terminal is gone: everything recorded is on disk, so leave.
            let _ = sender.send(Inbound::Signal(HUNG_UP));
        };
        std::thread::Builder::new().name("thuky-keys".into()).spawn(read).map(|_| ())
    }

    fn hear_signals(&self) -> io::Result<()> {
        let sender = self.sender.clone();
        signals::hear(move |signal| sender.send(Inbound::Signal(signal)).is_ok())
    }

    fn open(&mut self, sample: bool) {
        // The old register must be closed, and its lock free, before another is opened.
        self.keeper = None;
        let source = if sample {
            Source::Memory(crate::sample::books(self.start.lang, now()))
        } else {
            Source::Folder(self.start.register.clone())
        };
        let sender = self.sender.clone();
        self.keeper = Some(Keeper::start(source, move |answer| {
            let _ = sender.send(Inbound::Msg(Msg::Store(answer)));
        }));
    }

    /// Wait for something, take in all that is there, and draw once.
    fn turn(&mut self, app: &mut App) -> io::Result<()> {
        match self.inbox.recv_timeout(app.wake()) {
            Ok(first) => self.drain(app, first)?,
            Err(RecvTimeoutError::Timeout) => self.drain(app, Inbound::Msg(Msg::Tick))?,
            Err(RecvTimeoutError::Disconnected) => self.leaving = Some(0),
        }
        if self.leaving.is_none() {
            self.draw(app)?;
        }
        Ok(())
    }

    /// What a signal asks for, and what of it the program has to know.
    fn heed(&mut self, signal: Signal) -> io::Result<Option<Msg>> {
        match signal {
            Signal::End(number) => self.leaving = Some(signals::status(number)),
            Signal::Stop => {
                restore();
                signals::stop()?;
            }
            Signal::GoOn => {
                // Whoever had the terminal meanwhile may have left it in any state and size.
                restore();
                take_terminal()?;
                self.terminal = blank()?;
                let (columns, rows) = terminal::size()?;
                return Ok(Some(Msg::Resize(columns, rows)));
            }
            Signal::Resize(columns, rows) => return Ok(Some(Msg::Resize(columns, rows))),
        }
        Ok(None)
    }

    /// Wait for what is still being written, and do not leave in silence if it was not.
    fn hear_the_last(&mut self, app: &mut App) -> io::Result<()> {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(writer) = self.writer.take() {
            // The file under way is finished or gone, never half there.
            let _ = writer.join();
        }
        self.keeper = None;
        while let Ok(inbound) = self.inbox.try_recv() {
            if let Inbound::Msg(msg @ Msg::Store(_)) = inbound {
                app.update(msg, now());
            }
        }
        if app.saving.is_done() {
            return Ok(());
        }
        Err(io::Error::other(app.lang.words().not_saved))
    }

    /// Take in all that is there.
    fn drain(&mut self, app: &mut App, first: Inbound) -> io::Result<()> {
        let mut next = Some(first);
        while let (None, Some(inbound)) = (self.leaving, next.take()) {
            let msg = match inbound {
                Inbound::Event(Event::Key(key), at) => {
                    next = self.behind(app, key);
                    let then = match &next {
                        Some(Inbound::Event(Event::Key(_), then)) => Some(*then),
                        _ => None,
                    };
                    Some(self.hands.told(key, at, then))
                }
                Inbound::Event(Event::Paste(text), _) => Some(Msg::Paste(text)),
                Inbound::Event(Event::Resize(columns, rows), _) => Some(Msg::Resize(columns, rows)),
                Inbound::Event(Event::FocusGained | Event::FocusLost | Event::Mouse(_), _) => None,
                Inbound::Msg(msg) => Some(msg),
                Inbound::Signal(signal) => self.heed(signal)?,
            };
            if let Some(msg) = msg {
                if let Msg::Store(Answer::Unlocked(cipher)) = &msg {
                    self.cipher = cipher.clone();
                }
                for effect in app.update(msg, now()) {
                    self.effect(effect);
                }
            }
            next = next.or_else(|| self.inbox.try_recv().ok());
        }
        Ok(())
    }

    /// What comes right behind a key. One that gives an order that weighs waits a moment to see
    /// whether it came on its own.
    fn behind(&self, app: &App, key: KeyEvent) -> Option<Inbound> {
        if app.weighs(key) {
            return self.inbox.recv_timeout(hands::MOMENT).ok();
        }
        self.inbox.try_recv().ok()
    }

    fn effect(&mut self, effect: Effect) {
        match effect {
            Effect::Create { token, entries } => self.ask(Request::Create { token, entries }),
            Effect::Keep { book, token, entries, header } => {
                self.ask(Request::Keep { book, token, entries, header });
            }
            Effect::Unlock(said) => self.ask(Request::Unlock { said }),
            Effect::Draft(draft) => self.ask(Request::Draft { draft }),
            Effect::Load(book) => self.ask(Request::Load { book }),
            Effect::OpenReader => self.ask(Request::ReadOnly),
            Effect::Reopen if self.keeper.as_ref().is_none_or(Keeper::is_dead) => self.open(false),
            Effect::Reopen => self.ask(Request::Reopen),
            Effect::OpenSample => self.open(true),
            Effect::LeaveSample => self.open(false),
            Effect::Export { bundle, wanted } => self.export(Job::Meeting(bundle, wanted)),
            Effect::ExportPeriod(period) => {
                let (register, templates) = (self.start.register.clone(), self.templates.clone());
                self.export(Job::Period(period, register, self.cipher.clone(), templates));
            }
            Effect::StopExport => self.stop.store(true, Ordering::Relaxed),
            Effect::Quit => self.leaving = Some(0),
        }
    }

    fn ask(&self, request: Request) {
        if let Some(keeper) = &self.keeper {
            // A storage thread that is gone answers nothing, and silence is told as a fault.
            keeper.ask(request);
        }
    }

    /// Make and write files on a thread of their own, so that the screen never waits for them.
    fn export(&mut self, job: Job) {
        self.stop = Arc::default();
        let (sender, stop) = (self.sender.clone(), Arc::clone(&self.stop));
        let folder = self.settings.folder(&self.start.register);
        let (lang, key) = (self.start.lang, self.settings.key());
        let work = move || {
            let tell = |msg| sender.send(Inbound::Msg(msg)).is_ok();
            let progress = |writing| tell(Msg::Writing(writing)) && !stop.load(Ordering::Relaxed);
            let write = || job.write(lang, &folder, key.as_deref(), progress);
            // Whatever a renderer trips over, the meeting goes on and the user hears of it.
            let written = std::panic::catch_unwind(AssertUnwindSafe(write));
            let written = written.unwrap_or_else(|_| Err(lang.words().writer_failed.into()));
            tell(Msg::Exported(written));
        };
        match std::thread::Builder::new().name("thuky-papers".into()).spawn(work) {
            Ok(thread) => self.writer = Some(thread),
            Err(error) => {
                let _ = self
                    .sender
                    .send(Inbound::Msg(Msg::Exported(Err(lang.system(&error.to_string())))));
            }
        }
    }

    fn draw(&mut self, app: &App) -> io::Result<()> {
        self.terminal.draw(|frame| view(app, frame))?;
        FrameWriter::<io::Stdout>::show(self.terminal.backend_mut())
    }
}

/// Files to be made and written.
enum Job {
    Meeting(Box<Bundle>, Vec<Wanted>),
    /// Of all meetings of a period, in the register in this folder.
    Period(Period, PathBuf, Cipher, Templates),
}

impl Job {
    fn write(
        &self,
        lang: Lang,
        folder: &Path,
        key: Option<&Path>,
        go_on: impl Fn(Writing) -> bool,
    ) -> Result<Written, String> {
        match self {
            Self::Meeting(bundle, wanted) => {
                write::write_all(lang, folder, bundle, wanted, key, go_on)
            }
            Self::Period(period, register, cipher, templates) => {
                // What this program has open is read beside it, from the ledgers.
                let (mut reader, _) =
                    Reader::open_with(register, cipher).map_err(|error| lang.not_opened(&error))?;
                let mut all =
                    Written { folder: folder.display().to_string(), ..Written::default() };
                for (done, book) in period.books.iter().enumerate() {
                    let (entries, notices) =
                        reader.load(*book).map_err(|fault| lang.fault(&fault))?;
                    let damaged = notices.iter().any(Notice::is_unmended);
                    let bundle = Bundle::of(*book, &Journal::of(entries), templates);
                    let marked = |bundle: Bundle| if damaged { bundle.damaged() } else { bundle };
                    let bundle = bundle.map(marked);
                    let held = |bundle: &Bundle| bundle.meeting.stage != Stage::Planned;
                    let Some(bundle) = bundle.filter(held) else { continue };
                    let wanted = if period.all {
                        bundle.all(&period.formats)
                    } else {
                        bundle.usual(&period.formats)
                    };
                    let of = period.books.len();
                    let one = write::write_all(lang, folder, &bundle, &wanted, key, |writing| {
                        go_on(Writing { done, of, ..writing })
                    })?;
                    all.files.extend(one.files);
                    all.renamed += one.renamed;
                    all.there += one.there;
                    all.unsigned = all.unsigned.or(one.unsigned);
                    all.unmade.extend(one.unmade);
                    all.boxed.extend(one.boxed);
                    all.stopped = one.stopped;
                    if all.stopped {
                        break;
                    }
                }
                Ok(all)
            }
        }
    }
}

/// The terminal in the program's hands; dropping it gives it back as it was.
struct RawTerminal;

impl RawTerminal {
    fn enter() -> io::Result<Self> {
        let raw = Self;
        restore_on_panic();
        take_terminal()?;
        Ok(raw)
    }
}

impl Drop for RawTerminal {
    fn drop(&mut self) {
        restore();
    }
}

fn take_terminal() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    let mut out = io::stdout().lock();
    execute!(out, EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste)?;
    out.flush()
}

fn restore() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
}

/// A bug gives the terminal back before it speaks. Threads of the store may panic and be mended:
/// they leave the screen alone.
fn restore_on_panic() {
    let speak = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some("main") {
            restore();
            speak(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::clock_is_set;

    #[test]
    fn a_clock_that_was_never_set_is_told_from_one_that_was() {
        assert!(clock_is_set(UNIX_EPOCH));
        assert!(!clock_is_set(UNIX_EPOCH - Duration::from_secs(1)));
    }
}
