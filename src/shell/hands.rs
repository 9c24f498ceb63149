//! How fast keys come: a hand leaves time between them, a paste or a scanner does not.

use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;

use crate::app::Msg;

/// How long to wait for what may stand right behind a key that must come on its own.
pub(super) const MOMENT: Duration = Duration::from_millis(5);

/// Between two keys of a hand, and of a key that is held down, there is more than this.
const FAST: Duration = Duration::from_millis(12);

/// A paste over a slow line comes in pieces; so many keys are one, and end with a longer pause.
const MANY: usize = 8;
const PAUSE: Duration = Duration::from_millis(80);

/// The keys so far.
#[derive(Debug, Default)]
pub(super) struct Hands {
    last: Option<Instant>,
    /// How many keys came without a pause.
    run: usize,
}

impl Hands {
    /// The message of a key that was read now, and what may have been read behind it.
    pub(super) fn told(&mut self, key: KeyEvent, now: Instant, behind: Option<Instant>) -> Msg {
        let within = if self.run >= MANY { PAUSE } else { FAST };
        let near = |from: Instant, to: Instant| to.saturating_duration_since(from) < within;
        let preceded = self.last.is_some_and(|last| near(last, now));
        let followed = behind.is_some_and(|then| near(now, then));
        self.run = if preceded { self.run + 1 } else { 1 };
        self.last = Some(now);
        let first = !preceded;
        if preceded || followed { Msg::Burst { key, first } } else { Msg::Key(key) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyModifiers};

    /// Whether each of the keys read at these milliseconds came on its own.
    fn alone(times: &[u64]) -> Vec<bool> {
        let (start, mut hands) = (Instant::now(), Hands::default());
        let at = |ms: u64| start + Duration::from_millis(ms);
        let key = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
        let behind = times.iter().skip(1).map(|ms| Some(at(*ms))).chain([None]);
        let told = times.iter().zip(behind).map(|(ms, then)| hands.told(key, at(*ms), then));
        told.map(|msg| matches!(msg, Msg::Key(_))).collect()
    }

    #[test]
    fn a_hand_is_told_from_a_paste() {
        // A fast typist, and a key held down.
        assert_eq!(alone(&[0, 60, 120, 153, 186]), [true; 5]);
        assert_eq!(alone(&[0, 1, 2, 90]), [false, false, false, true]);
        // A paste in two pieces.
        let paste: Vec<u64> = (0..20).chain(90..110).chain([400]).collect();
        let told = alone(&paste);
        assert_eq!(told.iter().position(|alone| *alone), Some(40));
    }
}
