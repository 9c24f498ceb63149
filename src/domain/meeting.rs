//! The meeting that the facts add up to, and the questions one may ask of it.

use std::borrow::Cow;

use chrono::{Months, NaiveDate};

use super::detail::Detail;
use super::pen::Given;
use super::{
    Attendance, Attendee, Conclusion, ConclusionId, Correction, Decision, Ground, Guest, GuestId,
    Headcount, Indicator, IndicatorId, Interest, Item, ItemId, ItemState, Member, MemberId, Moment,
    Note, NoteId, Pause, PercentStyle, Person, Point, Profile, Refusal, Seal, Unnamed, Verdict,
    Vote, VoteDoubt, VoteId,
};

/// Whose meeting it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub name: String,
    /// The body above it, as it stands in the letterhead; empty if none.
    pub superior: String,
}

/// What kind of meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Regular,
    Thematic,
    Extraordinary,
    Congress,
    /// In the body's own words; no words where nobody said.
    Other(String),
}

impl Kind {
    /// Nobody said what kind of meeting it is.
    pub const UNSAID: Self = Self::Other(String::new());
}

/// How much of the day of a meeting is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    #[default]
    Day,
    Month,
    Year,
    Nothing,
}

/// Why it is doubtful by which edition of the rules a meeting is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesDoubt {
    /// The meeting was held before the edition was in force, and no older one is at hand.
    Before { valid_from: NaiveDate },
    /// The day of the meeting does not say which edition was in force.
    Undated { valid_from: NaiveDate },
}

/// An office held for the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    Chair,
    ViceChair,
    Secretary,
}

/// How far the meeting has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    #[default]
    Planned,
    InSession,
    Closed,
    Adopted,
}

/// A vote whose voters were counted on a roll that was corrected afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag {
    pub vote: VoteId,
    /// Voters in the room as the vote was judged.
    pub then: u64,
    /// Voters in the room as the roll says now.
    pub now: u64,
    /// Members of the base more, or fewer, than as the vote was judged.
    pub entitled: i64,
    /// Who is recorded with an answer, and by the roll as it is known now could not vote.
    pub named: Option<MemberId>,
}

impl Flag {
    /// What speaks against the vote since the roll was corrected.
    #[must_use]
    pub fn doubts(self) -> Vec<VoteDoubt> {
        let mut doubts = Vec::new();
        if self.then != self.now || self.entitled != 0 {
            doubts.push(VoteDoubt::RollChanged { then: self.then, now: self.now });
        }
        doubts.extend(self.named.map(|member| VoteDoubt::NamedAway { member }));
        doubts
    }
}

/// A vote that no longer stands, as it was recorded, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annulled {
    pub vote: Vote,
    pub reason: String,
}

/// Where a vote stands in the order of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Polled {
    pub vote: VoteId,
    pub conclusion: ConclusionId,
    pub at: Point,
    pub annulled: bool,
}

/// A meeting: the fold of its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    pub body: Body,
    /// `None` only before the meeting is convened.
    pub profile: Option<Profile>,
    pub kind: Option<Kind>,
    /// The day; what is not known of it stands at its beginning.
    pub date: NaiveDate,
    pub known: Known,
    pub stage: Stage,
    pub details: Vec<(Detail, String)>,
    pub chair: Option<Person>,
    /// Those who preside with the chair: a presidium.
    pub co_chairs: Vec<Person>,
    /// Who presides over one item only.
    pub item_chairs: Vec<(ItemId, Person)>,
    pub vice_chairs: Vec<Person>,
    pub secretary: Option<Person>,
    /// Who keeps the minutes with the secretary.
    pub co_secretaries: Vec<Person>,
    /// The numbers reported last.
    pub stated: Headcount,
    /// All numbers reported, each with where it was in the course of the meeting.
    pub reports: Vec<(Headcount, Point)>,
    /// Who came and went without being named.
    pub unnamed: Vec<Unnamed>,
    pub members: Vec<Member>,
    pub guests: Vec<Guest>,
    pub items: Vec<Item>,
    pub notes: Vec<Note>,
    pub indicators: Vec<Indicator>,
    pub conclusions: Vec<Conclusion>,
    pub votes: Vec<Vote>,
    /// Where the opening stands in the course of the meeting; `None` before it.
    pub opening: Option<Point>,
    pub opened: Option<Moment>,
    pub closed: Option<Moment>,
    /// The minutes were read back; the time, if known.
    pub read_back: Option<Option<Moment>>,
    pub corrections: Vec<(String, Option<Moment>)>,
    /// The minutes were adopted; the time, if known.
    pub adopted: Option<Option<Moment>>,
    /// Interests declared, each for an item or for all of the meeting.
    pub interests: Vec<Interest>,
    /// The provision of the body by which people may vote for others; empty if its rules say it.
    pub proxy_source: String,
    /// The provision of the body that sets its quorum; empty if its rules say it.
    pub quorum_source: String,
    /// Which call to this meeting it is, from 1: a later one may need fewer people.
    pub call: u8,
    /// The call at which the meeting was opened.
    pub opening_call: u8,
    /// When the meeting turned informal, and formal again.
    pub informal_turns: Vec<(bool, Point)>,
    /// When the meeting rested, was adjourned, or sat as a committee.
    pub pauses: Vec<Pause>,
    /// Chairs before the present one, with the moment at which each handed over.
    pub former_chairs: Vec<(Person, Point)>,
    /// Votes taken on a roll that was corrected afterwards; somebody must look at them.
    pub flagged: Vec<Flag>,
    /// Where each vote stands in the order of facts, those taken back among them.
    pub(super) polled: Vec<Polled>,
    /// The computer's clock at the last entry.
    pub(crate) clock: Option<Moment>,
    /// Facts taken in so far.
    pub(super) facts: u32,
    /// Votes that were annulled by name, in the order in which that was said.
    pub annulled: Vec<Annulled>,
    /// The numbers given to things of this meeting.
    pub(super) given: Given,
    /// The versions of the papers that were sealed.
    pub seals: Vec<Seal>,
    /// What is being corrected since the last seal, while it is.
    pub correcting: Option<Correction>,
}

impl Meeting {
    /// The next number a desk gives to a thing of this meeting.
    #[must_use]
    pub fn next_id(&self, desk: u8) -> u32 {
        self.given.next(desk)
    }

    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        let index = self.members.binary_search_by_key(&id, |member| member.id).ok()?;
        self.members.get(index)
    }

    #[must_use]
    pub fn guest(&self, id: GuestId) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.id == id)
    }

    /// The timeline of somebody on the roll or among the guests.
    #[must_use]
    pub fn attendance(&self, who: Attendee) -> Option<&Attendance> {
        match who {
            Attendee::Member(id) => self.member(id).map(|member| &member.attendance),
            Attendee::Guest(id) => self.guest(id).map(|guest| &guest.attendance),
        }
    }

    /// Guests who did not become members in the course of the meeting.
    pub fn guests_only(&self) -> impl Iterator<Item = &Guest> {
        self.guests.iter().filter(|guest| guest.became.is_none())
    }

    /// Where a vote stands in the course of the meeting.
    #[must_use]
    pub fn point_of(&self, vote: &Vote) -> Point {
        let found = self.polled.iter().rev().find(|polled| polled.vote == vote.id);
        let at = found.map_or(Point { order: self.facts, ..Point::default() }, |polled| polled.at);
        Point { time: vote.time, ..at }
    }

    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    #[must_use]
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == id)
    }

    #[must_use]
    pub fn indicator(&self, id: IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    #[must_use]
    pub fn conclusion(&self, id: ConclusionId) -> Option<&Conclusion> {
        self.conclusions.iter().find(|conclusion| conclusion.id == id)
    }

    /// The number of a conclusion as it is shown, from 1; 0 if it is no longer there.
    #[must_use]
    pub fn number_of(&self, id: ConclusionId) -> usize {
        self.conclusions.iter().position(|other| other.id == id).map_or(0, |index| index + 1)
    }

    /// The vote that settled a conclusion.
    #[must_use]
    pub fn vote_on(&self, id: ConclusionId) -> Option<&Vote> {
        let vote = self.conclusion(id)?.vote?;
        self.votes.iter().find(|candidate| candidate.id == vote)
    }

    /// What was voted down, withdrawn or disposed of otherwise: nobody has to do it.
    #[must_use]
    pub fn has_fallen(&self, conclusion: &Conclusion) -> bool {
        let lost = |vote: &Vote| {
            matches!(vote.verdict, Verdict::Lost | Verdict::Stated { carried: false })
        };
        self.vote_on(conclusion.id).is_some_and(lost)
            || conclusion.motion.as_ref().is_some_and(|motion| motion.fate.is_some())
    }

    /// The last day on which the meeting can have been, as far as its day is known.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        let next = match self.known {
            Known::Day => return self.date,
            Known::Month => self.date.checked_add_months(Months::new(1)),
            Known::Year => self.date.checked_add_months(Months::new(12)),
            Known::Nothing => None,
        };
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// A stated detail, if it was stated.
    #[must_use]
    pub fn detail(&self, detail: Detail) -> Option<&str> {
        self.details.iter().find(|(key, _)| *key == detail).map(|(_, text)| text.as_str())
    }

    /// The item under discussion.
    #[must_use]
    pub fn running(&self) -> Option<&Item> {
        self.items.iter().find(|item| item.state == ItemState::Running)
    }

    /// The first planned item after the running one, else after the last one done, else of all.
    #[must_use]
    pub fn next_item(&self) -> Option<&Item> {
        let planned = |item: &&Item| item.state == ItemState::Planned;
        let running = self.items.iter().position(|item| item.state == ItemState::Running);
        let done = || self.items.iter().rposition(|item| item.state == ItemState::Done);
        let after = running.or_else(done).map_or(0, |index| index + 1);
        self.items[after..].iter().find(planned).or_else(|| self.items.iter().find(planned))
    }

    /// The moment to stamp on a fact that happens now: `now` while the meeting goes on, nothing
    /// when an old meeting is written up later.
    #[must_use]
    pub fn live(&self, now: Moment) -> Option<Moment> {
        let today = self.known == Known::Day
            && (now.date() == self.date || now.date() == self.sitting_day());
        let past_midnight = self.stage == Stage::InSession
            && self.opened.is_some_and(|opened| now >= opened && (now - opened).num_hours() < 18);
        let now =
            self.clock.filter(|_| !self.clock_ran_back(now)).map_or(now, |last| last.max(now));
        (today || past_midnight).then_some(now).filter(|now| !self.clock_ran_back(*now))
    }

    /// Whether the computer's clock shows a time before that of the last entry, so that it cannot
    /// say when something happens.
    #[must_use]
    pub fn clock_ran_back(&self, now: Moment) -> bool {
        let slack = chrono::TimeDelta::seconds(2);
        self.clock.is_some_and(|last| last - now > slack)
    }

    /// The papers are fixed: nothing may be recorded until they are opened for a correction.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        !self.seals.is_empty() && self.correcting.is_none()
    }

    /// Why nothing is recorded while the papers are sealed.
    #[must_use]
    pub fn sealed(&self) -> Option<Refusal> {
        let version = u32::try_from(self.seals.len()).unwrap_or(u32::MAX);
        self.is_sealed().then_some(Refusal::Sealed { version })
    }

    /// The name of a person as it is printed.
    #[must_use]
    pub fn name_of<'a>(&'a self, person: &'a Person) -> &'a str {
        match person {
            Person::Member(id) => self.member(*id).map_or("", |member| &member.name),
            Person::Guest(id) => self.guest(*id).map_or("", |guest| &guest.name),
            Person::Named(name) => name,
        }
    }

    /// The name of a person as it tells two of one name apart: with the post where several here
    /// bear it.
    #[must_use]
    pub fn told_name<'a>(&'a self, person: &'a Person) -> Cow<'a, str> {
        let (name, post) = (self.name_of(person), self.post_of(person));
        let of_members = self.members.iter().map(|member| &member.name);
        let of_guests = self.guests_only().map(|guest| &guest.name);
        let alike = of_members.chain(of_guests).filter(|other| *other == name).nth(1).is_some();
        if alike && !post.is_empty() { format!("{name} ({post})").into() } else { name.into() }
    }

    /// The post of a person; empty if none is known.
    #[must_use]
    pub fn post_of(&self, person: &Person) -> &str {
        match person {
            Person::Member(id) => self.member(*id).map_or("", |member| &member.post),
            Person::Guest(id) => self.guest(*id).map_or("", |guest| &guest.post),
            Person::Named(_) => "",
        }
    }

    /// What a vote on this decision would be measured against now, on the running item.
    ///
    /// `None` if the body's rules know no such decision.
    #[must_use]
    pub fn ground(&self, decision: &Decision) -> Option<Ground> {
        let rule = self.profile.as_ref()?.rule(decision)?;
        self.ground_of(rule, self.running().map(|item| item.id))
    }

    /// Who presides over something of an item.
    #[must_use]
    pub fn chair_of(&self, item: Option<ItemId>) -> Option<&Person> {
        let own = self.item_chairs.iter().find(|(of, _)| Some(*of) == item);
        own.map(|(_, person)| person).or(self.chair.as_ref())
    }

    /// The meeting goes on without a quorum and decides nothing.
    #[must_use]
    pub fn is_informal(&self) -> bool {
        self.informal_turns.last().is_some_and(|(informal, _)| *informal)
    }

    /// Why it is doubtful whether the meeting is judged by the right edition of its rules.
    #[must_use]
    pub fn rules_doubt(&self) -> Option<RulesDoubt> {
        let valid_from = self.profile.as_ref()?.valid_from;
        let years = u32::from(self.known == Known::Year);
        let months = u32::from(self.known == Known::Month);
        let end = self.date.checked_add_months(chrono::Months::new(years * 12 + months))?;
        match self.known {
            Known::Nothing => Some(RulesDoubt::Undated { valid_from }),
            Known::Day => (self.date < valid_from).then_some(RulesDoubt::Before { valid_from }),
            Known::Month | Known::Year if end <= valid_from => {
                Some(RulesDoubt::Before { valid_from })
            }
            Known::Month | Known::Year => {
                (self.date < valid_from).then_some(RulesDoubt::Undated { valid_from })
            }
        }
    }

    /// How the body prints per cents.
    #[must_use]
    pub fn percent_style(&self) -> PercentStyle {
        self.profile.as_ref().map_or_else(PercentStyle::default, |profile| profile.percent)
    }

    /// The vote on something that was annulled last, if none stands in its place.
    #[must_use]
    pub fn annulled_on(&self, conclusion: ConclusionId) -> Option<&Vote> {
        let last = self.annulled.iter().rfind(|one| one.vote.conclusion == conclusion)?;
        self.vote_on(conclusion).is_none().then_some(&last.vote)
    }

    /// What speaks against a vote since the roll was corrected.
    #[must_use]
    pub fn later_doubts(&self, vote: VoteId) -> Vec<VoteDoubt> {
        self.flag_of(vote).map(Flag::doubts).unwrap_or_default()
    }

    /// Why a vote must be looked at again, if the roll was corrected since.
    #[must_use]
    pub fn flag_of(&self, vote: VoteId) -> Option<Flag> {
        self.flagged.iter().copied().find(|flag| flag.vote == vote)
    }
}
