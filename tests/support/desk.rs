//! A desk with a terminal on it: the real program in a pseudo-terminal, its screen as text.
//!
//! Nothing here waits for a time: it waits for a text on a screen that has come to rest.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};

use rustix::process::{Pid, Signal};

use crate::program::{Place, THUKY};

/// A screen that did not change for this long is at rest.
const REST: Duration = Duration::from_millis(40);

/// Longer than anything takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal with the program in it.
pub struct Desk {
    child: Box<dyn Child + Send + Sync>,
    /// `None` once the terminal is gone.
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept open, so that the terminal's settings can be read after the program has ended.
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Box<dyn Write + Send>,
    inbox: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Every byte the program sent to the terminal.
    pub sent: Vec<u8>,
    /// The terminal's settings before the program had it.
    pub before: String,
}

/// How the program is started.
pub struct Start<'a> {
    pub size: (u16, u16),
    pub lang: &'a str,
    pub arguments: &'a [&'a str],
    pub environment: &'a [(&'a str, &'a str)],
    /// A script of the shell that starts it, where it is `"$@"`.
    pub script: Option<&'a str>,
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { size: (120, 40), lang: "vi", arguments: &[], environment: &[], script: None }
    }
}

impl Start<'_> {
    fn command(&self, home: &Path, register: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(self.script.map_or(THUKY, |_| "sh"));
        if let Some(script) = self.script {
            command.args(["-c", script, "sh", THUKY]);
        }
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in self.environment {
            command.env(name, value);
        }
        command.cwd(home);
        command.args(["--lang", self.lang, "--register"]);
        command.arg(register);
        command.args(self.arguments);
        command
    }
}

impl Desk {
    /// The program on the register of this place, on a screen of 120 × 40.
    pub fn at(place: &Place) -> Self {
        Self::started(place, &Start::default())
    }

    pub fn started(place: &Place, start: &Start) -> Self {
        let pty = native_pty_system().openpty(size(start.size)).unwrap();
        let before = settings(&*pty.master);
        let command = start.command(place.home(), &place.register());
        let child = pty.slave.spawn_command(command).unwrap();
        let reader = pty.master.try_clone_reader().unwrap();
        let writer = pty.master.take_writer().unwrap();
        let screen = vt100::Parser::new(start.size.1, start.size.0, 0);
        let inbox = read_all(reader);
        let (master, slave) = (Some(pty.master), Some(pty.slave));
        Self { child, master, slave, writer, inbox, screen, sent: Vec::new(), before }
    }

    /// Press keys, all in one write.
    pub fn send(&mut self, keys: &str) {
        let mut rest = keys;
        while !rest.is_empty() {
            let text = rest.find(|c: char| c.is_control()).unwrap_or(rest.len());
            let length = if text > 0 { text } else { key_length(rest) };
            self.burst(&rest[..length]);
            rest = &rest[length..];
            // A hand that reaches for another key; behind a word it takes longer.
            let pause = if text > 1 { 90 } else { 15 };
            std::thread::sleep(Duration::from_millis(pause));
            self.wait_answer();
        }
    }

    /// A hand waits for the screen, so that keys do not come together where the machine is busy. Some
    /// keys change nothing that could be waited for.
    pub fn wait_answer(&mut self) {
        if let Ok(bytes) = self.inbox.recv_timeout(Duration::from_millis(300)) {
            self.take(&bytes);
        }
    }

    /// Send keys faster than a hand.
    pub fn burst(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Paste a text as a terminal does.
    pub fn paste(&mut self, text: &str) {
        self.burst(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Wait until a text is on the screen, which may break it over several rows.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("“{text}”"), |desk| desk.shows(text));
    }

    /// Wait until a text is no longer on the screen.
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_until(&format!("no “{text}”"), |desk| !desk.shows(text));
    }

    /// Wait until the screen is at rest and something holds.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let ended = match self.inbox.recv_timeout(REST) {
                Ok(bytes) => {
                    self.take(&bytes);
                    false
                }
                Err(RecvTimeoutError::Timeout) if holds(self) => return,
                Err(RecvTimeoutError::Timeout) => self.child.try_wait().unwrap().is_some(),
                Err(RecvTimeoutError::Disconnected) => true,
            };
            let late = ended || Instant::now() > deadline;
            assert!(!late, "waited for {what}; the screen is\n{}", self.contents());
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    /// Wait until the program has ended.
    pub fn wait_exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        let mut status = None;
        // After the end, what is still on its way belongs to the screen.
        loop {
            match self.inbox.recv_timeout(REST) {
                Ok(bytes) => self.take(&bytes),
                Err(_) if status.is_some() => break,
                Err(_) => status = self.child.try_wait().unwrap(),
            }
            let late = Instant::now() > deadline;
            assert!(!late, "waited for the end; the screen is\n{}", self.contents());
        }
        status.unwrap()
    }

    /// Everything on the screen.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// The rows of the screen.
    pub fn rows(&self) -> Vec<String> {
        let (_, columns) = self.screen.screen().size();
        self.screen.screen().rows(0, columns).collect()
    }

    /// Whether a text is on the screen, on one row or broken over several.
    pub fn shows(&self, text: &str) -> bool {
        let contents = self.contents();
        let words = |text: &str| {
            let words = text.split(|c: char| c.is_whitespace() || c == '│');
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        contents.contains(text) || words(&contents).contains(&words(text))
    }

    /// Column and row of the terminal's cursor.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.screen.screen().cursor_position();
        (column, row)
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.screen.screen_mut().set_size(rows, columns);
        self.master.as_ref().unwrap().resize(size((columns, rows))).unwrap();
    }

    /// The terminal's settings as they are now.
    pub fn settings(&self) -> String {
        settings(&**self.master.as_ref().unwrap())
    }

    /// Take the terminal away, as when its window is closed.
    pub fn hang_up(&mut self) {
        let (_held, inbox) = mpsc::channel();
        self.inbox = inbox;
        // The reader notices with the next frame that nobody listens, and lets go of the terminal.
        self.resize(100, 30);
        self.writer = Box::new(std::io::sink());
        (self.slave, self.master) = (None, None);
    }

    /// Send the program a signal.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(Pid::from_raw(self.pid().cast_signed()).unwrap(), signal)
            .unwrap();
    }

    /// Whether the program was stopped by a signal.
    pub fn is_stopped(&self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap();
        stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('T'))
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn settings(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

fn size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Read on a thread of its own, so that the program never waits for its screen.
fn read_all(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, inbox) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    inbox
}

/// The length of the key that the bytes begin with: a letter, a control character, an escape sequence.
pub fn key_length(keys: &str) -> usize {
    let mut letters = keys.char_indices().skip(1);
    match letters.next() {
        _ if !keys.starts_with('\x1b') => keys.chars().next().map_or(0, char::len_utf8),
        Some((_, '[')) => {
            let end = letters.find(|(_, c)| c.is_ascii_alphabetic() || *c == '~');
            end.map_or(keys.len(), |(at, _)| at + 1)
        }
        Some((_, 'O')) => letters.next().map_or(2, |(at, c)| at + c.len_utf8()),
        Some((at, c)) if !c.is_control() => at + c.len_utf8(),
        _ => 1,
    }
}
