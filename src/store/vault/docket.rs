//! The docket beside the meetings: what a meeting begins or seals is noted in it, and every meeting
//! that is loaded or checked is held against it.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Broken, Chain, Slot, listed_chains};
use super::found::Files;
use super::records::follow;
use super::{Vault, convened};
use crate::domain::Pen;
use crate::journal::{ActOf, Book as _, Entry, OrderOf};
use crate::register::{
    BookId, Docket, DocketCommand, DocketEntry, DocketFact, DocketJournal, Header, SealMark,
};
use crate::store::docket::{
    DOCKET, Gleaned, contradicted, each_entry, file_name, last_entry, marks_of,
};
use crate::store::index::ListedChain;
use crate::store::ledger::{Cabinet, Ledger};
use crate::store::series::{Heads, Series};
use crate::store::{Doing, Fault, Notice};

/// Meetings noted in one commit.
const BATCH: usize = 1000;

/// What the vault knows of the docket.
#[derive(Debug, Default)]
pub(super) struct Docketing {
    pub(super) chains: BTreeMap<u8, Chain>,
    /// It can be read but not written, since something of it is lost or differs.
    pub(super) broken: bool,
    /// It was said that it cannot be used.
    told: bool,
    /// It was held against the list of meetings.
    pub(super) held: bool,
    /// Meetings of which it notes a seal, as it said when it was held against the list.
    pub(super) sealed: BTreeSet<BookId>,
    /// What it was seen to say, where that takes decrypting it.
    gleaned: Gleaned,
    /// Meetings that could not be noted in it: they are looked at when the register is opened again.
    pub(super) unnoted: BTreeSet<BookId>,
}

impl Docketing {
    /// The docket as the index says it ends.
    pub(super) fn listed_as(cabinet: &Cabinet, chains: &[ListedChain]) -> Self {
        let chain = |listed: &ListedChain| {
            let path = cabinet.folder().join(&listed.name);
            let ledger = Some(Ledger { path, length: listed.length });
            (listed.desk, Chain { head: (listed.seq, listed.hash), ledger })
        };
        Self { chains: chains.iter().map(chain).collect(), ..Self::default() }
    }

    /// What the index may say of it: nothing, if it must be looked at at every opening.
    pub(super) fn listed(&self) -> Vec<ListedChain> {
        let chains = listed_chains(&self.chains).filter(|_| !self.broken);
        chains.unwrap_or_default()
    }

    fn heads(&self) -> Heads {
        Heads(self.chains.iter().map(|(desk, chain)| (*desk, chain.head)).collect())
    }

    /// The ledgers, by desk.
    pub(super) fn files(&self) -> Files {
        let file = |(desk, chain): (&u8, &Chain)| Some((*desk, chain.ledger.clone()?));
        self.chains.iter().filter_map(file).collect()
    }
}

impl Vault {
    /// Hold a meeting against the docket, and note in the docket what it does not have of it. A
    /// meeting that lacks what was sealed of it can be read but not written.
    pub(super) fn hold(&mut self, id: BookId, entries: &[Entry]) {
        if self.cabinet.is_none() || self.is_damaged(id) {
            return;
        }
        let marks = marks_of(id, entries);
        let held = self.docket_on(Some(id)).and_then(|mut journal| {
            match contradicted(journal.book(), id, &marks) {
                Some(sealed) => self.unseal(id, entries, sealed),
                None => self.write_docket(&notes(&mut journal, id, entries, &marks)),
            }
        });
        if let Err(fault) = held {
            self.touch(id);
            self.docket.unnoted.insert(id);
            self.tell_docket(&fault);
        }
    }

    /// A meeting lacks what was sealed of it: so many entries.
    fn unseal(&mut self, id: BookId, entries: &[Entry], sealed: u64) -> Result<(), Fault> {
        self.news.notices.push(Notice::SealDiffers { book: id, entries: sealed });
        self.touch(id);
        self.ready(id)?;
        if let Some(Slot::Ready(book)) = self.books.get_mut(&id) {
            let (entries, unsealed) = (entries.to_vec(), Some(sealed));
            book.broken = Some(Broken { unsealed, ..Broken::of(entries) });
        }
        Ok(())
    }

    /// The docket could not be read or written, which is said once.
    fn tell_docket(&mut self, fault: &Fault) {
        if !std::mem::replace(&mut self.docket.told, true) {
            let error = fault.to_string();
            self.news.notices.push(Notice::Unreadable { book: DOCKET, error });
        }
    }

    /// Whether something of a book is lost or differs, as far as was seen: it can be read and not
    /// written.
    #[must_use]
    pub fn is_damaged(&self, id: BookId) -> bool {
        matches!(self.books.get(&id), Some(Slot::Ready(book)) if book.broken.is_some())
    }

    /// What the docket says of a book, if one is asked for, and its last entry.
    fn docket_on(&mut self, id: Option<BookId>) -> Result<DocketJournal, Fault> {
        let (mut entries, cipher) = (Vec::new(), self.cipher());
        for (desk, Ledger { path, .. }) in self.docket.files() {
            let found = match id {
                Some(book) => self.docket.gleaned.entries_on(&cipher, &path, desk, book),
                None => last_entry(&cipher, &path, desk),
            };
            entries.extend(found.map_err(|error| Fault::io(Doing::ReadLedgers, &path, &error))?);
        }
        Ok(DocketJournal::of(entries))
    }

    /// Write these entries to the docket; none to one that contradicts itself.
    fn write_docket(&mut self, entries: &[DocketEntry]) -> Result<(), Fault> {
        if entries.is_empty() || self.docket.broken {
            return Ok(());
        }
        let heads = self.docket.heads();
        let addition = follow(&self.cipher(), DOCKET, &heads, entries)?;
        let expect = addition.expected(DOCKET, &heads)?;
        self.store()?;
        let Some(cabinet) = &mut self.cabinet else { return Ok(()) };
        for (desk, lines) in &addition.lines {
            let series = Series { book: DOCKET, desk: *desk };
            let chain = self.docket.chains.get_mut(desk);
            let written = match chain.and_then(|chain| chain.ledger.as_mut()) {
                Some(ledger) => cabinet.append(series, ledger, lines),
                None => cabinet.create(series, &file_name(*desk), lines).map(|ledger| {
                    let chain = Chain { head: heads.of(*desk), ledger: Some(ledger) };
                    self.docket.chains.insert(*desk, chain);
                }),
            };
            written.map_err(|error| Fault::io(Doing::WriteLedger, cabinet.folder(), &error))?;
        }
        self.commit(DOCKET, &expect, &addition.ops).map_err(|fault| self.close(fault))?;
        for (desk, chain) in &mut self.docket.chains {
            chain.head = addition.heads.of(*desk);
        }
        Ok(())
    }

    /// Check the docket by these ledgers against the store, and mend it.
    pub(super) fn check_docket(&mut self, files: Files) -> Result<(), Fault> {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method itself is that of one lifetime"
        )]
        let mended = self.mended(DOCKET, files, |mender, found| mender.mend_docket_alone(found))?;
        if let Some(mended) = mended {
            (self.docket.chains, self.docket.broken) = mended;
            self.docket.gleaned = Gleaned::default();
        }
        Ok(())
    }

    /// Hold the docket against the list of meetings: those it names and nobody has are lost, and
    /// those it does not name are noted in it.
    pub(super) fn hold_list(&mut self) -> Result<(), Fault> {
        self.docket.held = true;
        let (mut docket, sound) = self.read_docket();
        if !sound {
            let files = self.docket.files();
            self.check_docket(files)?;
            docket = self.read_docket().0;
        }
        let lost = docket.meetings().filter(|(id, _)| !self.books.contains_key(id));
        let lost: Vec<Header> = lost.map(|(id, docketed)| Header::docketed(id, docketed)).collect();
        for header in lost {
            self.keep_lost(header);
        }
        let sealed = docket.meetings().filter(|(_, docketed)| !docketed.seals.is_empty());
        self.docket.sealed = sealed.map(|(id, _)| id).collect();
        let unnamed =
            self.books.iter().filter(|(id, slot)| docket.of(**id).is_none() && !slot.is_lost());
        let unnamed: Vec<BookId> = unnamed.map(|(id, _)| *id).collect();
        if docket.meetings().next().is_none() && !unnamed.is_empty() && !self.docket.broken {
            let meetings = u32::try_from(unnamed.len()).unwrap_or(u32::MAX);
            self.news.notices.push(Notice::DocketRebuilt { meetings });
        }
        self.name_all(&unnamed)
    }

    /// Note many meetings that the docket does not name, not each by itself.
    fn name_all(&mut self, unnamed: &[BookId]) -> Result<(), Fault> {
        let mut journal = self.docket_on(None)?;
        for some in unnamed.chunks(BATCH) {
            let mut new = Vec::new();
            for id in some {
                // A meeting that cannot be read says why by itself.
                if let Ok(entries) = self.read(*id) {
                    new.extend(notes(&mut journal, *id, &entries, &marks_of(*id, &entries)));
                }
            }
            self.write_docket(&new)?;
        }
        Ok(())
    }

    /// What the docket says, and whether it is sound and ends where it should.
    fn read_docket(&self) -> (Docket, bool) {
        let (mut docket, mut sound) = (Docket::default(), true);
        for (desk, Ledger { path, .. }) in self.docket.files() {
            let end = each_entry(&self.cipher(), &path, desk, |entry| {
                let ActOf::Did(facts) = &entry.act else { return };
                for fact in facts {
                    docket.evolve(&self.in_short(fact));
                }
            });
            let head = self.docket.chains.get(&desk).map(|chain| chain.head);
            sound &= end.is_ok_and(|end| end == head);
        }
        (docket, sound)
    }

    /// The name of a meeting that is in the list need not be held twice.
    fn in_short(&self, fact: &DocketFact) -> DocketFact {
        match fact {
            DocketFact::MeetingBegun { book, date, .. } if self.books.contains_key(book) => {
                DocketFact::MeetingBegun { book: *book, body: String::new(), date: *date }
            }
            other @ (DocketFact::MeetingBegun { .. } | DocketFact::PapersSealed { .. }) => {
                other.clone()
            }
        }
    }
}

/// The entries by which the docket gets to know what it does not have of a meeting yet; the journal
/// has them from now on.
fn notes(
    journal: &mut DocketJournal,
    id: BookId,
    entries: &[Entry],
    marks: &[(SealMark, Entry)],
) -> Vec<DocketEntry> {
    let (Some((body, date)), Some(first)) = (convened(entries), entries.first()) else {
        return Vec::new();
    };
    let begin = DocketCommand::Begin { book: id, body: body.name.clone(), date };
    let seal = |(mark, entry): &(SealMark, Entry)| {
        (DocketCommand::Seal { book: id, mark: *mark }, entry.at)
    };
    let mut new: Vec<DocketEntry> = Vec::new();
    for (command, at) in [(begin, first.at)].into_iter().chain(marks.iter().map(seal)) {
        // What is noted already is refused.
        if let Ok(entry) = journal.consider(OrderOf::Do(command), Pen::from(at)) {
            journal.push(entry.clone());
            new.push(entry);
        }
    }
    new
}
