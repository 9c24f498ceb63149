//! What may stand where: of entries that desks wrote without knowing of each other, and of entries
//! that come from elsewhere.

use std::collections::BTreeMap;

use super::{ActOf, Bound, EntryId, EntryOf, Record, places};

/// Whether each entry was written without knowing of a seal that was set without knowing of it.
///
/// Such an entry is kept and counts for nothing: the papers stay as they were sealed. Of two seals
/// that did not know of each other the first in order stands. Who takes back the opening of a
/// correction seals again.
fn void<F: Record>(entries: &[EntryOf<F>]) -> Vec<bool> {
    let places = places(entries);
    let opened = |id: &EntryId| places.get(id).is_some_and(|place| entries[*place].opens());
    let seals_again = |entry: &EntryOf<F>| matches!(&entry.act, ActOf::Undid(id) if opened(id));
    let mut seals: Vec<&EntryOf<F>> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.seals() || seals_again(entry)) {
        if seals.iter().all(|seal| entry.knows(seal.id())) {
            seals.push(entry);
        }
    }
    let apart = |entry: &EntryOf<F>, seal: &EntryOf<F>| {
        entry.id() != seal.id() && !entry.knows(seal.id()) && !seal.knows(entry.id())
    };
    entries.iter().map(|entry| seals.iter().any(|seal| apart(entry, seal))).collect()
}

/// Whether the facts of each entry stand.
pub(super) fn standing<F: Record>(entries: &[EntryOf<F>]) -> Vec<bool> {
    let (void, places) = (void(entries), places(entries));
    let mut standing = vec![false; entries.len()];
    for (place, entry) in entries.iter().enumerate().filter(|(place, _)| !void[*place]) {
        match &entry.act {
            ActOf::Did(_) => standing[place] = true,
            ActOf::Undid(id) | ActOf::Redid(id) => {
                let again = matches!(entry.act, ActOf::Redid(_));
                if let Some(of) = places.get(id).filter(|of| !void[**of]) {
                    standing[*of] = again;
                }
            }
        }
    }
    standing
}

/// The place of the first entry that no journal of this program has there: one that begins a second
/// book, undoes what is fixed or another desk did, records under a seal it knew of, or claims to
/// know what it cannot. `None` if all may stand as they do.
#[must_use]
pub fn first_unlawful<F: Record>(entries: &[EntryOf<F>]) -> Option<usize> {
    let mut court = Court {
        entries,
        void: void(entries),
        heads: BTreeMap::new(),
        standing: vec![false; entries.len()],
        turns: Vec::new(),
        seals: Vec::new(),
    };
    (0..entries.len()).find(|place| !court.admits(*place))
}

/// What has been admitted so far.
struct Court<'a, F> {
    entries: &'a [EntryOf<F>],
    void: Vec<bool>,
    /// Places of the entries of each desk.
    heads: BTreeMap<u8, Vec<usize>>,
    standing: Vec<bool>,
    /// The entries at which the book was sealed and opened again.
    turns: Vec<(EntryId, bool)>,
    seals: Vec<usize>,
}

impl<F: Record> Court<'_, F> {
    fn admits(&mut self, place: usize) -> bool {
        let entry = &self.entries[place];
        let lawful = self.is_orderly(place, entry) && self.may_act(place, entry);
        self.heads.entry(entry.desk).or_default().push(place);
        lawful
    }

    /// Numbers and clocks run as a desk counts them, and nobody knows what comes later.
    fn is_orderly(&self, place: usize, entry: &EntryOf<F>) -> bool {
        let before = place.checked_sub(1).and_then(|place| self.entries.get(place));
        let own = self.heads.get(&entry.desk).and_then(|places| places.last());
        let own = own.map(|place| &self.entries[*place]);
        let earlier = |seen: &EntryId| {
            let at = self.place(*seen).map(|place| &self.entries[place]);
            seen.desk != entry.desk && at.is_some_and(|seen| seen.clock < entry.clock)
        };
        before.is_none_or(|before| before.order() < entry.order())
            && entry.seq == own.map_or(1, |own| own.seq + 1)
            && own.is_none_or(|own| own.clock < entry.clock)
            && (1..u64::MAX / 2).contains(&entry.clock)
            && entry.seen.windows(2).all(|pair| pair[0].desk < pair[1].desk)
            && entry.seen.iter().all(earlier)
            && own.is_none_or(|own| own.seen.iter().all(|seen| entry.knows(*seen)))
    }

    fn may_act(&mut self, place: usize, entry: &EntryOf<F>) -> bool {
        let begins = |fact: &F| fact.bound() == Some(Bound::Begins);
        if self.void[place] {
            // What counts for nothing may say anything of its own desk.
            return match &entry.act {
                ActOf::Did(facts) => !facts.iter().any(begins),
                ActOf::Undid(id) | ActOf::Redid(id) => id.desk == entry.desk,
            };
        }
        let sealed = self.sealed(entry);
        match &entry.act {
            ActOf::Did(facts) => {
                let first = facts.first().is_some_and(begins);
                let others = facts.iter().skip(usize::from(place == 0)).any(begins);
                self.standing[place] = true;
                if entry.seals() {
                    self.turns.push((entry.id(), true));
                    self.seals.push(place);
                } else if entry.opens() {
                    self.turns.push((entry.id(), false));
                }
                (place > 0 || first) && !others && sealed == entry.opens()
            }
            ActOf::Undid(id) => self.own(entry, *id).is_some_and(|of| {
                // Only what the desk did last is taken back.
                let last = self.latest(entry.desk) == Some(of);
                self.turn(place, of, false);
                last
            }),
            ActOf::Redid(id) => self.own(entry, *id).is_some_and(|of| {
                let did = matches!(self.entries[of].act, ActOf::Did(_));
                let lawful = did && !self.standing[of] && sealed == self.entries[of].opens();
                self.turn(place, of, true);
                lawful
            }),
        }
    }

    /// Whether the book was sealed as far as the desk knew when it wrote this.
    fn sealed(&self, entry: &EntryOf<F>) -> bool {
        let known = self.turns.iter().rev().find(|(turn, _)| entry.knows(*turn));
        known.is_some_and(|(_, sealed)| *sealed)
    }

    fn place(&self, id: EntryId) -> Option<usize> {
        let place = usize::try_from(id.seq).ok()?.checked_sub(1)?;
        self.heads.get(&id.desk)?.get(place).copied()
    }

    /// The place of what a desk takes back or restores: its own, and under no seal it knew of.
    fn own(&self, entry: &EntryOf<F>, id: EntryId) -> Option<usize> {
        let place = self.place(id).filter(|place| *place > 0 && id.desk == entry.desk)?;
        let fixed = |seal: &usize| {
            let seal = &self.entries[*seal];
            entry.knows(seal.id()) && (seal.knows(id) || seal.id() == id)
        };
        (!self.seals.iter().any(fixed)).then_some(place)
    }

    /// The latest entry of a desk that stands.
    fn latest(&self, desk: u8) -> Option<usize> {
        let own = self.heads.get(&desk)?;
        own.iter().rev().find(|place| self.standing[**place]).copied()
    }

    /// What was done at `of` stands or does not stand from the entry at `place` on.
    fn turn(&mut self, place: usize, of: usize, stands: bool) {
        self.standing[of] = stands;
        if self.entries[of].opens() {
            self.turns.push((self.entries[place].id(), !stands));
        }
    }
}
