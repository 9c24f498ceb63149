//! The open meeting: its journal, and what is chosen in each pane.

use crate::domain::{
    Attendee, ConclusionId, Decision, Ground, IndicatorId, ItemId, Meeting, MemberId, Method,
    NoteId, QuorumState, Turnout,
};
use crate::journal::{Act, Entry, Journal};
use crate::papers::{Stamp, Template};
use crate::register::BookId;
use crate::text::fold;

/// The panes of the meeting screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Agenda,
    Roll,
    Notes,
    Conclusions,
}

impl Pane {
    pub const ALL: [Self; 4] = [Self::Agenda, Self::Roll, Self::Notes, Self::Conclusions];
}

/// Something on a line of the notes pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jotted {
    Indicator(IndicatorId),
    Note(NoteId),
}

/// A meeting on the screen. Choices are ids, never places in a list.
#[derive(Debug)]
pub struct Opened {
    pub book: BookId,
    pub journal: Journal,
    pub pane: Pane,
    pub item: Option<ItemId>,
    pub attendee: Option<Attendee>,
    pub jotted: Option<Jotted>,
    pub conclusion: Option<ConclusionId>,
    /// Letters typed in the roll pane to find a name.
    search: String,
    /// Members and guests that the letters find, the best first.
    hits: Vec<Attendee>,
    /// How the last vote was taken; the next one starts with it.
    pub method: Option<Method>,
    /// Names without marks, with their initials, for finding by letters.
    folded: Vec<(Attendee, String, String)>,
    /// Who came, by number, and what a resolution is measured against: counted once a fact, since
    /// the screen shows them in every frame.
    turnout: Turnout,
    ground: Option<Ground>,
    quorum: Option<QuorumState>,
    /// The seal the papers stand under, if they are sealed.
    pub(super) stamp: Option<Stamp>,
    /// The template its seal names.
    pub(super) pinned: Option<Template>,
    /// Something of its record is lost or differs: it is read and not written.
    pub damaged: bool,
}

impl Opened {
    pub(super) fn new(book: BookId, journal: Journal) -> Self {
        let mut opened = Self {
            book,
            journal,
            pane: Pane::Agenda,
            item: None,
            attendee: None,
            jotted: None,
            conclusion: None,
            search: String::new(),
            hits: Vec::new(),
            method: None,
            folded: Vec::new(),
            turnout: Turnout::default(),
            ground: None,
            quorum: None,
            stamp: None,
            pinned: None,
            damaged: false,
        };
        opened.method = opened.meeting().votes.iter().rev().find_map(|vote| vote.method.clone());
        opened.item = opened.meeting().running().map(|item| item.id);
        opened.fold_names();
        opened.choose_something();
        opened
    }

    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        self.journal.meeting()
    }

    /// The seal the papers stand under, if they are sealed.
    #[must_use]
    pub fn stamp(&self) -> Option<&Stamp> {
        self.stamp.as_ref()
    }

    /// Put a journal read again from disk in place of this one.
    pub(super) fn replace(&mut self, journal: Journal) {
        self.journal = journal;
        self.fold_names();
        self.choose_something();
    }

    /// Let the choices follow the entry just taken in: what was added or started is chosen.
    pub(super) fn settle(&mut self) {
        use crate::domain::Fact;
        let Some(Entry { act, .. }) = self.journal.entries().last() else { return };
        let Act::Did(facts) = act else {
            self.fold_names();
            self.choose_something();
            return;
        };
        let mut names = false;
        for fact in facts {
            match fact {
                Fact::ItemAdded { item, .. } | Fact::ItemStarted { item, .. } => {
                    self.item = Some(*item);
                    self.jotted = None;
                }
                Fact::MemberEnrolled { member, .. } | Fact::MemberAmended { member, .. } => {
                    self.attendee = Some(Attendee::Member(*member));
                    names = true;
                }
                Fact::MemberStruck { .. } => names = true,
                Fact::GuestAdded { guest, .. } => self.attendee = Some(Attendee::Guest(*guest)),
                Fact::NoteTaken(note) => self.jotted = Some(Jotted::Note(note.id)),
                Fact::IndicatorReported(found) => {
                    self.jotted = Some(Jotted::Indicator(found.id));
                }
                Fact::ConclusionWritten { conclusion, .. } => self.conclusion = Some(*conclusion),
                _ => {}
            }
        }
        if names {
            self.fold_names();
        }
        self.choose_something();
    }

    /// Who came, by number.
    #[must_use]
    pub fn turnout(&self) -> Turnout {
        self.turnout
    }

    /// What a vote on a resolution would be measured against now.
    #[must_use]
    pub fn ground(&self) -> Option<&Ground> {
        self.ground.as_ref()
    }

    /// How the quorum stands now.
    #[must_use]
    pub fn quorum(&self) -> Option<QuorumState> {
        self.quorum
    }

    /// How many there are in the roll pane: members, then guests; those found while letters are
    /// typed.
    #[must_use]
    pub fn attendees(&self) -> usize {
        if self.search.is_empty() {
            self.meeting().members.len() + self.meeting().guests_only().count()
        } else {
            self.hits.len()
        }
    }

    /// Who stands at a place of the roll pane.
    #[must_use]
    pub fn attendee_at(&self, place: usize) -> Option<Attendee> {
        if !self.search.is_empty() {
            return self.hits.get(place).copied();
        }
        let meeting = self.meeting();
        if let Some(member) = meeting.members.get(place) {
            Some(Attendee::Member(member.id))
        } else {
            let guest = meeting.guests_only().nth(place - meeting.members.len());
            guest.map(|guest| Attendee::Guest(guest.id))
        }
    }

    /// The place of the chosen one in the roll pane.
    #[must_use]
    pub fn attendee_place(&self) -> usize {
        let meeting = self.meeting();
        let place = match self.attendee {
            _ if !self.search.is_empty() => {
                self.hits.iter().position(|hit| Some(*hit) == self.attendee)
            }
            Some(Attendee::Member(id)) => {
                meeting.members.binary_search_by_key(&id, |member| member.id).ok()
            }
            Some(Attendee::Guest(id)) => {
                let guest = meeting.guests_only().position(|guest| guest.id == id);
                guest.map(|place| place + meeting.members.len())
            }
            None => None,
        };
        place.unwrap_or(0)
    }

    /// Whatever is chosen must be there; if nothing is, the first thing is chosen.
    pub(super) fn choose_something(&mut self) {
        self.renew_stamp();
        let meeting = self.journal.meeting();
        self.turnout = meeting.turnout();
        self.ground = meeting.ground(&Decision::Resolution);
        self.quorum = meeting.quorum();
        let items = &meeting.items;
        self.item = self.item.filter(|id| meeting.item(*id).is_some());
        self.item = self.item.or_else(|| items.first().map(|item| item.id));
        let here = |attendee: &Attendee| match attendee {
            Attendee::Member(id) => meeting.member(*id).is_some(),
            Attendee::Guest(id) => meeting.guest(*id).is_some(),
        };
        let first = meeting.members.first().map(|member| Attendee::Member(member.id));
        self.attendee = self.attendee.filter(here).or(first);
        self.conclusion = self.conclusion.filter(|id| meeting.conclusion(*id).is_some());
        self.conclusion = self.conclusion.or_else(|| meeting.conclusions.first().map(|c| c.id));
        let jotted = self.jotted_here();
        self.jotted = self.jotted.filter(|one| jotted.contains(one)).or(jotted.last().copied());
    }

    /// Indicators and notes of the chosen item, in the order of the minutes.
    #[must_use]
    pub fn jotted_here(&self) -> Vec<Jotted> {
        let meeting = self.meeting();
        let figures = meeting.indicators.iter().filter(|found| found.item == self.item);
        let notes = meeting.notes.iter().filter(|note| note.item == self.item);
        figures
            .map(|found| Jotted::Indicator(found.id))
            .chain(notes.map(|note| Jotted::Note(note.id)))
            .collect()
    }

    /// Letters typed in the roll pane to find a name; empty if none.
    #[must_use]
    pub fn search(&self) -> &str {
        &self.search
    }

    /// Members and guests that the typed letters find, the best first.
    #[must_use]
    pub fn hits(&self) -> &[Attendee] {
        &self.hits
    }

    pub(super) fn search_for(&mut self, letters: String) {
        self.search = letters;
        self.hits = if self.search.is_empty() { Vec::new() } else { self.found() };
    }

    fn found(&self) -> Vec<Attendee> {
        self.fitting(&self.search)
    }

    /// Members whose name the letters fit, the best first.
    #[must_use]
    pub fn named(&self, letters: &str) -> Vec<MemberId> {
        let member = |who| match who {
            Attendee::Member(id) => Some(id),
            Attendee::Guest(_) => None,
        };
        self.fitting(letters).into_iter().filter_map(member).collect()
    }

    /// Whose name the letters fit: words that begin so, or initials.
    fn fitting(&self, letters: &str) -> Vec<Attendee> {
        let wanted = fold(letters);
        let wanted = wanted.trim();
        let fits = |name: &str, initials: &str| {
            initials.starts_with(wanted)
                || name.split([' ', '-']).any(|word| word.starts_with(wanted))
                || (wanted.contains(' ') && name.contains(wanted))
        };
        let given = |name: &str| !name.rsplit(' ').next().unwrap_or("").starts_with(wanted);
        let mut found: Vec<(bool, Attendee)> = self
            .folded
            .iter()
            .filter(|(_, name, initials)| fits(name, initials))
            .map(|(id, name, _)| (given(name), *id))
            .collect();
        // Vietnamese are called by the given name, so it goes first; guests stand behind members.
        found.sort_by_key(|(other, who)| (matches!(who, Attendee::Guest(_)), *other));
        found.into_iter().map(|(_, id)| id).collect()
    }

    fn fold_names(&mut self) {
        let fold_name = |who: Attendee, name: &str| {
            let name = fold(name);
            let words = name.split([' ', '-']);
            let initials = words.filter_map(|word| word.chars().next()).collect();
            (who, name, initials)
        };
        let meeting = self.journal.meeting();
        let members = meeting.members.iter().map(|one| (Attendee::Member(one.id), &one.name));
        let guests = meeting.guests_only().map(|one| (Attendee::Guest(one.id), &one.name));
        self.folded = members.chain(guests).map(|(who, name)| fold_name(who, name)).collect();
    }
}
