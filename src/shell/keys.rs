//! Keys as terminals send them, where crossterm takes them for others.

use std::fs::File;
use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::background;
use crate::app::Background;

/// How long to look for events of bytes that are there: crossterm looks for none in no time.
const LOOK: Duration = Duration::from_millis(1);

/// How long to wait for the next letter of an answer.
const ANSWER: Duration = Duration::from_millis(20);

/// A terminal that has bytes so many times in a row, of which none can be read, is gone.
const EMPTY: usize = 50;

/// What a terminal says.
pub(super) enum Heard {
    Events(Vec<Event>),
    Background(Background),
}

/// The terminal that keys come from.
pub(super) struct Keys {
    /// `None` where it is the standard input.
    terminal: Option<File>,
}

impl Keys {
    /// The terminal that crossterm reads.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn new() -> io::Result<Self> {
        if rustix::termios::isatty(rustix::stdio::stdin()) {
            return Ok(Self { terminal: None });
        }
        File::open("/dev/tty").map(|terminal| Self { terminal: Some(terminal) })
    }

    /// Wait for the next events of the terminal, or its answer to what it was asked.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn read(&self) -> io::Result<Heard> {
        let mut empty = 0;
        // What was read with the last event lies in crossterm, no longer in the terminal.
        while !event::poll(LOOK)? {
            empty += 1;
            if empty > EMPTY {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.wait()?;
        }
        let mut events = vec![event::read()?];
        // The three bytes of an arrow behind an Esc come with it.
        while events.len() < 3 && may_go_on(&events) && event::poll(LOOK)? {
            events.push(event::read()?);
        }
        // An answer comes in one go; whoever presses Alt-] waits for what does not come.
        while background::may_go_on(&events) && event::poll(ANSWER)? {
            events.push(event::read()?);
        }
        if let Some(background) = background::answered(&events) {
            return Ok(Heard::Background(background));
        }
        Ok(Heard::Events(meant(events)))
    }

    /// Wait until there is something to read. crossterm would wait as well, but where the terminal
    /// is gone it waits without ever resting.
    fn wait(&self) -> io::Result<()> {
        let stdin = rustix::stdio::stdin();
        let mut polled = match &self.terminal {
            Some(terminal) => [PollFd::new(terminal, PollFlags::IN)],
            None => [PollFd::new(&stdin, PollFlags::IN)],
        };
        loop {
            match poll(&mut polled, None) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(_) => break,
            }
        }
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if polled[0].revents().intersects(gone) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

/// `ESC ESC [ A` is Alt and an arrow, as terminals of one kind send it.
fn may_go_on(events: &[Event]) -> bool {
    match events {
        [first] => plain(first) == Some(KeyCode::Esc),
        [_, second] => plain(second) == Some(KeyCode::Char('[')),
        _ => false,
    }
}

fn meant(events: Vec<Event>) -> Vec<Event> {
    let arrow = |event: &Event| match plain(event)? {
        KeyCode::Char('A') => Some(KeyCode::Up),
        KeyCode::Char('B') => Some(KeyCode::Down),
        KeyCode::Char('C') => Some(KeyCode::Right),
        KeyCode::Char('D') => Some(KeyCode::Left),
        _ => None,
    };
    if let [_, _, third] = events.as_slice()
        && let Some(code) = arrow(third)
    {
        return vec![Event::Key(KeyEvent::new(code, KeyModifiers::ALT))];
    }
    events.into_iter().map(erasing).collect()
}

/// The key of an event, Shift aside; `None` with other modifiers.
fn plain(event: &Event) -> Option<KeyCode> {
    let Event::Key(key) = event else { return None };
    (key.modifiers - KeyModifiers::SHIFT).is_empty().then_some(key.code)
}

/// Byte 08 erases like 7F: which of the two a terminal sends is its own affair.
fn erasing(event: Event) -> Event {
    match event {
        Event::Key(key)
            if key.code == KeyCode::Char('h') && key.modifiers == KeyModifiers::CONTROL =>
        {
            Event::Key(KeyEvent { code: KeyCode::Backspace, modifiers: KeyModifiers::NONE, ..key })
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn an_arrow_behind_two_escapes_is_one_with_alt() {
        let none = KeyModifiers::NONE;
        let start = [key(KeyCode::Esc, none), key(KeyCode::Char('['), none)];
        assert!(may_go_on(&start[..1]) && may_go_on(&start) && !may_go_on(&start[1..]));
        let whole = [&start[..], &[key(KeyCode::Char('A'), KeyModifiers::SHIFT)]].concat();
        assert_eq!(meant(whole), [key(KeyCode::Up, KeyModifiers::ALT)]);
        let other = [&start[..], &[key(KeyCode::Char('x'), none)]].concat();
        assert_eq!(meant(other.clone()), other);
    }

    #[test]
    fn both_bytes_erase() {
        let control = key(KeyCode::Char('h'), KeyModifiers::CONTROL);
        assert_eq!(meant(vec![control]), [key(KeyCode::Backspace, KeyModifiers::NONE)]);
    }
}
