//! What is on disk and what is not yet: the screen never claims more.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::journal::Entry;

/// How long the disk may take before the screen says NOT SAVED.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why facts are not being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The store answered with a fault; what it means.
    Fault(String),
    /// The store has not answered for too long.
    Silence,
}

/// Entries on their way to the disk.
#[derive(Debug, Default)]
pub struct Saving {
    next: u64,
    /// What was sent and not answered, oldest first.
    waiting: Vec<Sent>,
    pub trouble: Option<Trouble>,
}

#[derive(Debug)]
struct Sent {
    token: u64,
    at: DateTime<FixedOffset>,
    entries: Vec<Entry>,
}

impl Saving {
    /// Everything shown is on disk.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.trouble.is_none()
    }

    pub(super) fn sent(&mut self, entry: Entry, at: DateTime<FixedOffset>) -> u64 {
        self.sent_all(vec![entry], at)
    }

    pub(super) fn sent_all(&mut self, entries: Vec<Entry>, at: DateTime<FixedOffset>) -> u64 {
        self.next += 1;
        self.waiting.push(Sent { token: self.next, at, entries });
        self.next
    }

    /// A new meeting is on its way; its entries are kept elsewhere.
    pub(super) fn resend(&mut self, at: DateTime<FixedOffset>) -> u64 {
        self.waiting.clear();
        self.sent_all(Vec::new(), at)
    }

    pub(super) fn kept(&mut self, token: u64) {
        self.waiting.retain(|sent| sent.token != token);
        if self.trouble == Some(Trouble::Silence) && self.waiting.is_empty() {
            self.trouble = None;
        }
    }

    /// Everything not answered, in order; it is no longer waited for.
    pub(super) fn take_unkept(&mut self) -> Vec<Entry> {
        self.waiting.drain(..).flat_map(|sent| sent.entries).collect()
    }

    /// Notice that the store has been silent for too long.
    pub(super) fn watch(&mut self, now: DateTime<FixedOffset>) {
        let late = self.deadline(now).is_some_and(|left| left.is_zero());
        if late && self.trouble.is_none() {
            self.trouble = Some(Trouble::Silence);
        }
    }

    /// How long until silence becomes a fault; `None` while nothing is awaited.
    #[must_use]
    pub fn deadline(&self, now: DateTime<FixedOffset>) -> Option<Duration> {
        if self.trouble.is_some() {
            return None;
        }
        let waited = (now - self.waiting.first()?.at).to_std().unwrap_or_default();
        Some(PATIENCE.saturating_sub(waited))
    }
}
