//! Signals: what asks the program to end, to stop for a while, and to go on.

use std::io;
use std::time::Duration;

use crossterm::terminal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// To end; the signal's number.
    End(i32),
    /// To give the terminal back and stop until somebody says go on.
    Stop,
    /// To take the terminal again.
    GoOn,
    /// To look how large the screen is now.
    Resize(u16, u16),
}

/// The end of a terminal asks for what its hang-up does.
pub(super) const HUNG_UP: Signal = Signal::End(SIGHUP);

/// A program that cannot end by itself, because its terminal takes nothing any more, is ended after
/// this time. What was acknowledged is on disk.
const GRACE: Duration = Duration::from_secs(5);

/// What a shell reads as the end by this signal.
pub(super) fn status(signal: i32) -> i32 {
    128 + signal
}

/// Hear signals on a thread of its own, until nobody listens.
///
/// # Errors
/// The system gives no way to hear them.
pub(super) fn hear(tell: impl Fn(Signal) -> bool + Send + 'static) -> io::Result<()> {
    let asked = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
    let mut signals = Signals::new(asked)?;
    let hear = move || {
        for number in signals.forever() {
            let signal = match number {
                SIGTSTP => Signal::Stop,
                SIGCONT => Signal::GoOn,
                SIGWINCH => match terminal::size() {
                    Ok((columns, rows)) => Signal::Resize(columns, rows),
                    Err(_) => continue,
                },
                number => Signal::End(number),
            };
            let heard = tell(signal);
            if let Signal::End(number) = signal {
                std::thread::sleep(GRACE);
                // It may take no bytes either.
                let _ = terminal::disable_raw_mode();
                std::process::exit(status(number));
            }
            if !heard {
                return;
            }
        }
    };
    std::thread::Builder::new().name("thuky-signals".into()).spawn(hear).map(|_| ())
}

/// Stop here until the program is told to go on.
///
/// # Errors
/// The system does not stop it.
pub(super) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}
