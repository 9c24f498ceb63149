//! What the vault remembers of a book.

use std::collections::BTreeMap;

use crate::domain::{Body, Fact};
use crate::journal::{Act, Entry};
use crate::register::Header;
use crate::store::index::{Listed, ListedChain};
use crate::store::ledger::Ledger;
use crate::store::series::{Head, Heads};

/// What is known of a book.
#[derive(Debug)]
pub(super) enum Slot {
    /// What the index says.
    Listed(Listed),
    /// Both its sides were checked.
    Ready(Book),
}

impl Slot {
    pub(super) fn header(&self) -> &Header {
        match self {
            Self::Listed(listed) => &listed.header,
            Self::Ready(book) => &book.header,
        }
    }

    pub(super) fn heads(&self) -> Heads {
        match self {
            Self::Listed(listed) => listed.heads(),
            Self::Ready(book) => book.heads(),
        }
    }

    /// Nothing is left of it but its name.
    pub(super) fn is_lost(&self) -> bool {
        let unreadable = |book: &Book| book.broken.as_ref().is_some_and(|b| b.unreadable.is_some());
        matches!(self, Self::Ready(book) if book.chains.is_empty() && !unreadable(book))
    }

    /// What the index may say of it; `None` if it must be looked at whenever the register is opened.
    pub(super) fn listed(&self) -> Option<Listed> {
        match self {
            Self::Listed(listed) => Some(listed.clone()),
            Self::Ready(book) => book.listed(),
        }
    }
}

/// What the vault remembers of a book.
#[derive(Debug)]
pub(super) struct Book {
    /// Of each desk that wrote in it.
    pub(super) chains: BTreeMap<u8, Chain>,
    pub(super) header: Header,
    /// The entries of a book that can be read but not written.
    pub(super) broken: Option<Broken>,
}

/// What the vault remembers of a series.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) head: Head,
    /// `None` only in memory.
    pub(super) ledger: Option<Ledger>,
}

impl Book {
    pub(super) fn heads(&self) -> Heads {
        Heads(self.chains.iter().map(|(desk, chain)| (*desk, chain.head)).collect())
    }

    pub(super) fn listed(&self) -> Option<Listed> {
        if self.broken.is_some() {
            return None;
        }
        Some(Listed { header: self.header.clone(), chains: listed_chains(&self.chains)? })
    }
}

/// What the index may say of these chains; `None` in memory.
pub(super) fn listed_chains(chains: &BTreeMap<u8, Chain>) -> Option<Vec<ListedChain>> {
    let chain = |(desk, chain): (&u8, &Chain)| {
        let Ledger { path, length } = chain.ledger.as_ref()?;
        let (seq, hash) = chain.head;
        let name = path.file_name()?.to_str()?.to_owned();
        Some(ListedChain { desk: *desk, seq, hash, name, length: *length })
    };
    chains.iter().map(chain).collect()
}

/// Why a book can be read but not written.
#[derive(Debug, Default)]
pub(super) struct Broken {
    pub(super) entries: Vec<Entry>,
    pub(super) newer: bool,
    /// It lacks what the docket says was sealed of it: so many entries.
    pub(super) unsealed: Option<u64>,
    /// Its files cannot be read: what the system said.
    pub(super) unreadable: Option<String>,
}

impl Broken {
    /// A book of which these entries can be read.
    pub(super) fn of(entries: Vec<Entry>) -> Self {
        Self { entries, ..Self::default() }
    }
}

/// Body and day of the meeting that the first entry convenes.
pub(in crate::store) fn convened(entries: &[Entry]) -> Option<(&Body, chrono::NaiveDate)> {
    let Act::Did(facts) = &entries.first()?.act else { return None };
    facts.iter().find_map(|fact| match fact {
        Fact::MeetingConvened { body, date, .. } => Some((body, *date)),
        _ => None,
    })
}
