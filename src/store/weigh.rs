//! The two sides of a book held against each other, entry by entry.
//!
//! Pure: what a ledger and a store contain goes in, what the book is and what is wrong comes out.

use std::collections::BTreeMap;

use super::cipher::Cipher;
use super::codec::{self, CodecError, Hash, Kept};
use super::ledger::{self, Scan};
use super::series::{Head, Series};
use super::{Notice, Problem};
use crate::journal::EntryOf;
use crate::register::BookId;

/// What the store holds of a series.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    /// Number, as the key has it, and record.
    pub(super) entries: Vec<(u64, Vec<u8>)>,
    /// Number and hash of the last entry, as the store last wrote them.
    pub(super) head: Option<Head>,
}

/// An entry that is sound on at least one side.
#[derive(Clone, Debug)]
pub(super) struct Sound<F> {
    pub(super) entry: EntryOf<F>,
    pub(super) prev: Hash,
    pub(super) hash: Hash,
    pub(super) text: String,
    pub(super) in_ledger: bool,
    pub(super) in_store: bool,
}

/// What both sides add up to.
#[derive(Clone, Debug)]
pub(super) struct Weighed<F> {
    pub(super) entries: BTreeMap<u64, Sound<F>>,
    /// First entry on which the sides differ or the chain breaks.
    pub(super) differs: Option<u64>,
    pub(super) gaps: Vec<(u64, u64)>,
    /// First entry that a later version wrote.
    pub(super) newer: Option<u64>,
}

/// Hold a ledger and the records of the store against each other.
///
/// Where they differ the ledger is shown, since that is what a person can read.
pub(super) fn weigh<F: Kept>(
    cipher: &Cipher,
    series: Series,
    bytes: &[u8],
    scan: &Scan,
    records: &Records,
) -> Weighed<F> {
    let Series { book, desk } = series;
    let mut weighed =
        Weighed { entries: BTreeMap::new(), differs: None, gaps: Vec::new(), newer: None };
    for link in &scan.links {
        let text = bytes.get(link.text.clone()).and_then(|text| std::str::from_utf8(text).ok());
        let Some(text) = text else { continue };
        let entry = codec::line_entry(cipher, series, link.seq, text);
        weighed.take(link.seq, entry, |entry| Sound {
            entry,
            prev: link.prev,
            hash: link.hash,
            text: text.to_owned(),
            in_ledger: true,
            in_store: false,
        });
    }
    for (seq, record) in &records.entries {
        let read = codec::read_entry(cipher, record).and_then(|(entry, prev)| {
            let text = codec::line_text(cipher, book, &entry)?;
            if (entry.desk, entry.seq) == (desk, *seq) {
                Ok((entry, prev, text))
            } else {
                Err(CodecError::Damaged)
            }
        });
        weighed.take(*seq, read, |(entry, prev, text)| {
            let hash = ledger::hash_of(prev, &text);
            Sound { entry, prev, hash, text, in_ledger: false, in_store: true }
        });
    }
    weighed.check_chain(records.head.map_or(0, |(seq, _)| seq));
    weighed
}

/// What a ledger says by itself, without a store beside it.
pub(super) fn weigh_ledger<F: Kept>(cipher: &Cipher, series: Series, bytes: &[u8]) -> Weighed<F> {
    weigh(cipher, series, bytes, &ledger::scan(series, bytes), &Records::default())
}

impl<F> Weighed<F> {
    /// Whether every entry is there and the sides agree as far as both have it.
    pub(super) fn is_sound(&self) -> bool {
        self.differs.is_none() && self.gaps.is_empty() && self.newer.is_none()
    }

    /// How many entries are sound.
    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap_or(u64::MAX)
    }

    /// Number and hash of the last entry.
    pub(super) fn head(&self) -> Head {
        let last = self.entries.last_key_value();
        last.map_or((0, Hash::default()), |(seq, sound)| (*seq, sound.hash))
    }

    /// What the user is told if the book is not sound.
    pub(super) fn notices(&self, book: BookId) -> Vec<Notice> {
        let gaps = self.gaps.iter().map(|(from, to)| Notice::Gap { book, from: *from, to: *to });
        let differs = self.differs.map(|seq| Notice::Differs { book, seq });
        let newer = self.newer.map(|_| Notice::NewerFormat { book });
        newer.into_iter().chain(differs).chain(gaps).collect()
    }

    /// The entries in order, whatever is missing between them.
    pub(super) fn into_entries(self) -> Vec<EntryOf<F>> {
        self.entries.into_values().map(|sound| sound.entry).collect()
    }

    /// What is wrong with the series; `with_store` unless there is only a ledger to look at.
    pub(super) fn problems(&self, with_store: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (seq, sound) in &self.entries {
            if !sound.in_ledger {
                problems.push(Problem::LedgerLacks { seq: *seq });
            }
            if with_store && !sound.in_store {
                problems.push(Problem::StoreLacks { seq: *seq });
            }
        }
        problems.extend(self.newer.map(|seq| Problem::NewerFormat { seq }));
        problems.extend(self.differs.map(|seq| Problem::Differs { seq }));
        problems.extend(self.gaps.iter().map(|(from, to)| Problem::Gap { from: *from, to: *to }));
        problems
    }

    fn take<T>(
        &mut self,
        seq: u64,
        read: Result<T, CodecError>,
        sound: impl FnOnce(T) -> Sound<F>,
    ) {
        match read {
            Ok(value) => self.add(seq, sound(value)),
            Err(CodecError::Newer) => self.newer = Some(self.newer.map_or(seq, |n| n.min(seq))),
            Err(CodecError::Damaged | CodecError::TooLarge) => {}
        }
    }

    fn add(&mut self, seq: u64, sound: Sound<F>) {
        match self.entries.get_mut(&seq) {
            None => {
                self.entries.insert(seq, sound);
            }
            Some(there) => {
                there.in_ledger |= sound.in_ledger;
                there.in_store |= sound.in_store;
                if there.hash != sound.hash {
                    self.differ(seq);
                }
            }
        }
    }

    fn differ(&mut self, seq: u64) {
        self.differs = Some(self.differs.map_or(seq, |first| first.min(seq)));
    }

    /// Look for missing numbers up to `witnessed`, the last one the store ever acknowledged, and
    /// for entries that do not follow the one before.
    fn check_chain(&mut self, witnessed: u64) {
        let mut next = 1;
        let mut prev = Some(Hash::default());
        let mut broken = None;
        for (seq, sound) in &self.entries {
            if *seq > next {
                self.gaps.push((next, seq - 1));
                prev = None;
            }
            if prev.is_some_and(|prev| prev != sound.prev) && broken.is_none() {
                broken = Some(*seq);
            }
            prev = Some(sound.hash);
            next = seq + 1;
        }
        if witnessed >= next {
            self.gaps.push((next, witnessed));
        }
        if let Some(seq) = broken {
            self.differ(seq);
        }
        if let Some(newer) = self.newer {
            // What only a later version can read is no gap.
            self.gaps.retain(|(_, to)| *to < newer);
        }
    }
}
