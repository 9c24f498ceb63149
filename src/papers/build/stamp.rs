//! What ties a paper to the record it was made from.

use crate::papers::{Paper, PaperKind};

/// What ties a paper to the record it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The book of the meeting.
    pub book: String,
    /// Entries up to and with the seal.
    pub entries: u64,
    /// The hash of the last of them, as hexadecimal digits: it stands for all before.
    pub fingerprint: String,
}

impl Stamp {
    /// The short form that stands at the foot of a page: 64 bits in groups of four digits.
    #[must_use]
    pub fn short(&self) -> String {
        let digits: Vec<char> = self.fingerprint.chars().take(16).collect();
        let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    /// The form that is kept inside a file: which record, which paper.
    pub(super) fn inside(&self, paper: Paper) -> String {
        let of = paper.of.map_or(0, |conclusion| conclusion.0);
        let Self { book, entries, fingerprint } = self;
        format!("1:{book}:{entries}:{fingerprint}:{}:{of}", paper.kind.word())
    }

    /// What a file says of itself: the record and the paper; `None` if it says nothing readable.
    #[must_use]
    pub fn read(inside: &str) -> Option<(Self, Paper)> {
        let parts: Vec<&str> = inside.split(':').collect();
        let ["1", book, entries, fingerprint, kind, of] = parts.as_slice() else { return None };
        let kind = PaperKind::ALL.iter().find(|(_, word)| word == kind)?.0;
        let of = match of.parse().ok()? {
            0 => None,
            id => Some(crate::domain::ConclusionId(id)),
        };
        let stamp = Self {
            book: (*book).to_owned(),
            entries: entries.parse().ok()?,
            fingerprint: (*fingerprint).to_owned(),
        };
        Some((stamp, Paper { kind, of }))
    }
}
