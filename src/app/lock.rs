//! The screen of an encrypted register while it is locked: nothing is shown until the passphrase is
//! said.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{App, Chord, Editor, Effect, Tone};
use crate::store::{NotUnlocked, Passphrase};

/// The longest wait after a wrong passphrase, in seconds.
const LONGEST: u64 = 30;

/// When the screen is locked.
#[derive(Clone, Copy, Debug)]
pub struct Locking {
    /// The register is encrypted; no other is ever locked.
    pub encrypted: bool,
    /// After so long without a key; `None` for never.
    pub after: Option<Duration>,
    /// When a key was last pressed.
    pub(super) touched: DateTime<FixedOffset>,
}

impl Locking {
    pub(super) fn new(now: DateTime<FixedOffset>) -> Self {
        Self { encrypted: false, after: None, touched: now }
    }
}

/// A locked screen.
#[derive(Debug, Default)]
pub struct Lock {
    pub passphrase: Editor,
    /// It is being tried.
    pub asked: bool,
    /// How often it was wrong.
    wrong: u32,
    /// Before this moment nothing is tried.
    until: Option<DateTime<FixedOffset>>,
    /// Why the last one did not open it.
    pub told: Option<String>,
}

impl App {
    /// Lock the screen by a key.
    pub(super) fn lock_screen(&mut self) -> Vec<Effect> {
        if self.locking.encrypted {
            self.lock = Some(Lock::default());
        } else {
            self.tell(Tone::Bad, self.lang.words().not_encrypted);
        }
        Vec::new()
    }

    /// Lock a screen that nobody has touched for the time that was set.
    pub(super) fn lock_if_idle(&mut self) {
        if self.lock.is_none() && self.idle_left().is_some_and(|left| left.is_zero()) {
            self.lock = Some(Lock::default());
        }
    }

    /// How long until the screen is locked because nobody touches it; `None` if it never is.
    pub(super) fn idle_left(&self) -> Option<Duration> {
        let Locking { encrypted, after, touched } = self.locking;
        let after = after.filter(|_| encrypted && self.lock.is_none())?;
        let idle = (self.now - touched).to_std().unwrap_or_default();
        Some(after.saturating_sub(idle))
    }

    /// A key while the screen is locked: it belongs to the passphrase, or leaves.
    pub(super) fn key_while_locked(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(lock) = &mut self.lock else { return Vec::new() };
        let held = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (Chord::of(key).code, held) {
            (KeyCode::Char('c' | 'q'), true) | (KeyCode::F(10), _) => return self.quit_locked(),
            (KeyCode::Enter, _) => return self.say_passphrase(),
            (KeyCode::Char('u'), true) | (KeyCode::Esc, _) => lock.passphrase = Editor::default(),
            (KeyCode::Backspace, _) => lock.passphrase.backspace(),
            (KeyCode::Char(letter), false) => {
                lock.told = None;
                let _ = lock.passphrase.insert(&letter.to_string());
            }
            _ => {}
        }
        Vec::new()
    }

    /// What was pasted is the passphrase, but for the end of its line.
    pub(super) fn paste_while_locked(&mut self, text: &str) {
        if let Some(lock) = &mut self.lock {
            let _ = lock.passphrase.insert(text.trim_end_matches(['\r', '\n']));
        }
    }

    /// Leaving needs no passphrase; what is not on disk keeps the program.
    fn quit_locked(&mut self) -> Vec<Effect> {
        if self.saving.is_done() && self.creating.is_none() {
            return vec![Effect::Quit];
        }
        let told = self.lang.words().still_saving.to_owned();
        if let Some(lock) = &mut self.lock {
            lock.told = Some(told);
        }
        Vec::new()
    }

    fn say_passphrase(&mut self) -> Vec<Effect> {
        let (now, lang) = (self.now, self.lang);
        let Some(lock) = &mut self.lock else { return Vec::new() };
        if lock.asked || lock.passphrase.is_empty() {
            return Vec::new();
        }
        if let Some(left) = lock.until.map(|until| (until - now).num_milliseconds())
            && left > 0
        {
            let seconds = u64::try_from(left).unwrap_or(0).div_ceil(1000);
            lock.told = Some(lang.wait_before_passphrase(seconds));
            return Vec::new();
        }
        lock.asked = true;
        lock.told = None;
        let said = std::mem::take(&mut lock.passphrase);
        vec![Effect::Unlock(Passphrase::of(said.text()))]
    }

    /// The register opens only by its passphrase.
    pub(super) fn lock_unopened(&mut self) {
        self.closed = None;
        self.lock.get_or_insert_default();
    }

    pub(super) fn unlocked(&mut self) {
        self.lock = None;
        self.locking.encrypted = true;
        self.locking.touched = self.now;
    }

    pub(super) fn not_unlocked(&mut self, why: &NotUnlocked) {
        let (now, lang) = (self.now, self.lang);
        let Some(lock) = &mut self.lock else { return };
        lock.asked = false;
        let mut seconds = 0;
        if *why == NotUnlocked::Wrong {
            lock.wrong += 1;
            // One wrong letter costs nothing that is felt, guessing does.
            seconds = 2_u64.saturating_pow(lock.wrong).min(LONGEST);
            lock.until = Some(now + Duration::from_secs(seconds));
        }
        lock.told = Some(lang.not_unlocked(why, seconds));
    }
}
