//! The meeting that the facts add up to, and the questions one may ask of it.

use chrono::NaiveDate;

use super::{
    Class, Conclusion, ConclusionId, Correction, Decision, Ground, Guest, GuestId, Indicator,
    IndicatorId, Interest, Item, ItemId, ItemState, Member, MemberId, Moment, Note, NoteId,
    PercentStyle, Person, Presence, Profile, Refusal, Seal, Verdict, Vote, VoteId,
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
    Other(String),
}

/// A detail of the meeting that is one piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Where it is held.
    Place,
    /// The place name of the letterhead's date line.
    Locality,
    /// The number of the minutes.
    Number,
    /// The title of the minutes, where the usual one does not fit.
    Title,
    /// The body's own assessment of the meeting: points and rank.
    Quality,
    /// The number of the resolution.
    ResolutionNumber,
    /// The number of the paper that holds the conclusions.
    ConclusionsNumber,
    /// The number of the report to the superior body.
    ReportNumber,
    /// The body's own part of the symbol of its papers.
    Symbol,
    /// The term of the body, in whose course the numbers of its papers run on.
    Term,
    /// When the body meets next: a day, and a time if it is known.
    NextMeeting,
}

impl Detail {
    pub const ALL: [Self; 11] = [
        Self::Place,
        Self::Locality,
        Self::Number,
        Self::Title,
        Self::Quality,
        Self::ResolutionNumber,
        Self::ConclusionsNumber,
        Self::ReportNumber,
        Self::Symbol,
        Self::Term,
        Self::NextMeeting,
    ];

    /// Those that number a paper.
    pub const NUMBERS: [Self; 4] =
        [Self::Number, Self::ResolutionNumber, Self::ConclusionsNumber, Self::ReportNumber];

    /// It numbers a paper, so that it may be stated after the minutes are adopted.
    #[must_use]
    pub fn is_of_papers(self) -> bool {
        Self::NUMBERS.contains(&self)
            || matches!(self, Self::Symbol | Self::Term | Self::NextMeeting)
    }
}

/// An office held for the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    Chair,
    Secretary,
}

/// Numbers of the roll as reported; `None` where nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    pub total: Option<u32>,
    pub official: Option<u32>,
    pub probationary: Option<u32>,
    pub present: Option<u32>,
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

/// Who came, by number; what is unknown is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Members of the body: as reported, else the length of the roll.
    pub total: u32,
    /// Members exempt and absent, or sent elsewhere: outside the attendance rate.
    pub outside_rate: u32,
    /// Members who took part: as reported, else by the roll; `None` before the roll is called.
    pub attended: Option<u32>,
    /// In the room now, by the roll.
    pub here: u32,
    pub late: u32,
    pub left: u32,
    pub excused: u32,
    pub unexcused: u32,
    pub uncalled: u32,
    /// Members on the roll with no class stated.
    pub unclassed: u32,
    /// On the roll, but no member any more: resigned, removed, at the end of the term.
    pub gone: u32,
    /// Of those gone: who took part before.
    pub gone_came: u32,
}

impl Turnout {
    /// Who should have come: all but those outside the attendance rate.
    #[must_use]
    pub fn expected(&self) -> u32 {
        self.total.saturating_sub(self.outside_rate)
    }
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
}

/// A meeting: the fold of its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    pub body: Body,
    /// `None` only before the meeting is convened.
    pub profile: Option<Profile>,
    pub kind: Option<Kind>,
    pub date: NaiveDate,
    pub stage: Stage,
    pub details: Vec<(Detail, String)>,
    pub chair: Option<Person>,
    pub secretary: Option<Person>,
    pub stated: Headcount,
    pub members: Vec<Member>,
    pub guests: Vec<Guest>,
    pub items: Vec<Item>,
    pub notes: Vec<Note>,
    pub indicators: Vec<Indicator>,
    pub conclusions: Vec<Conclusion>,
    pub votes: Vec<Vote>,
    pub opened: Option<Moment>,
    pub closed: Option<Moment>,
    /// The minutes were read back; the time, if known.
    pub read_back: Option<Option<Moment>>,
    pub corrections: Vec<(String, Option<Moment>)>,
    /// The minutes were adopted; the time, if known.
    pub adopted: Option<Option<Moment>>,
    /// Interests declared, each for an item or for all of the meeting.
    pub interests: Vec<Interest>,
    /// Which call to this meeting it is, from 1: a later one may need fewer people.
    pub call: u8,
    /// The call at which the meeting was opened.
    pub opening_call: u8,
    /// When the meeting turned informal, and formal again.
    pub informal_turns: Vec<(bool, Option<Moment>)>,
    /// Chairs before the present one, with the time at which each handed over.
    pub former_chairs: Vec<(Person, Option<Moment>)>,
    /// Votes taken on a roll that was corrected afterwards; somebody must look at them.
    pub flagged: Vec<Flag>,
    /// The next number to give to a thing of this meeting.
    pub(super) next_id: u32,
    /// The versions of the papers that were sealed.
    pub seals: Vec<Seal>,
    /// What is being corrected since the last seal, while it is.
    pub correcting: Option<Correction>,
}

impl Meeting {
    #[must_use]
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        // Members are enrolled in order of id, so a strike leaves the list sorted.
        let index = self.members.binary_search_by_key(&id, |member| member.id).ok()?;
        self.members.get(index)
    }

    #[must_use]
    pub fn guest(&self, id: GuestId) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.id == id)
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
        let today = now.date() == self.date;
        let past_midnight = self.stage == Stage::InSession
            && self.opened.is_some_and(|opened| now >= opened && (now - opened).num_hours() < 18);
        (today || past_midnight).then_some(now)
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

    /// The post of a person; empty if none is known.
    #[must_use]
    pub fn post_of(&self, person: &Person) -> &str {
        match person {
            Person::Member(id) => self.member(*id).map_or("", |member| &member.post),
            Person::Guest(id) => self.guest(*id).map_or("", |guest| &guest.post),
            Person::Named(_) => "",
        }
    }

    /// Who came, by number.
    #[must_use]
    pub fn turnout(&self) -> Turnout {
        let mut turnout = Turnout::default();
        for member in &self.members {
            let held = member.seat.is_held();
            turnout.gone += u32::from(!held);
            turnout.gone_came += u32::from(!held && member.presence().attended());
            match member.presence() {
                // Whoever gave up the seat took part, and is here as a member no more.
                Presence::Present | Presence::Remote | Presence::Late if !held => {
                    turnout.left += 1;
                }
                Presence::NotCalled => turnout.uncalled += u32::from(member.is_awaited()),
                Presence::Present | Presence::Remote => turnout.here += 1,
                Presence::Late => {
                    turnout.here += 1;
                    turnout.late += 1;
                }
                Presence::Left => turnout.left += 1,
                Presence::Excused(_) => turnout.excused += 1,
                Presence::Unexcused => turnout.unexcused += 1,
            }
            match member.class {
                None => turnout.unclassed += 1,
                Some(Class::Away) => turnout.outside_rate += 1,
                Some(Class::Exempt) if member.presence().is_absent() => turnout.outside_rate += 1,
                Some(_) => {}
            }
        }
        let listed = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        turnout.total = self.stated.total.unwrap_or(listed);
        let named = turnout.uncalled == 0 && listed > 0 && turnout.total == listed;
        let by_roll = named.then_some(turnout.here + turnout.left);
        turnout.attended = self.stated.present.or(by_roll);
        turnout
    }

    /// Members of a class; `None` if some member's class is unknown or the roll is incomplete.
    #[must_use]
    pub fn of_class(&self, class: Class) -> Option<u32> {
        let stated = match class {
            Class::Official => self.stated.official,
            Class::Probationary => self.stated.probationary,
            Class::Exempt | Class::Visiting | Class::Away | Class::Suspended => None,
        };
        stated.or_else(|| {
            self.roll_is_complete().then(|| self.count(|member| member.class == Some(class)))
        })
    }

    /// Every member is on the roll by name and has a class.
    #[must_use]
    pub fn roll_is_complete(&self) -> bool {
        let listed = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        listed > 0
            && self.stated.total.is_none_or(|total| total == listed)
            && self.members.iter().all(|member| member.class.is_some())
    }

    fn count(&self, which: impl Fn(&Member) -> bool) -> u32 {
        u32::try_from(self.members.iter().filter(|member| which(member)).count())
            .unwrap_or(u32::MAX)
    }

    /// What a vote on this decision would be measured against now, on the running item.
    ///
    /// `None` if the body's rules know no such decision.
    #[must_use]
    pub fn ground(&self, decision: &Decision) -> Option<Ground> {
        let rule = self.profile.as_ref()?.rule(decision)?;
        self.ground_of(rule, self.running().map(|item| item.id))
    }

    /// The meeting goes on without a quorum and decides nothing.
    #[must_use]
    pub fn is_informal(&self) -> bool {
        self.informal_turns.last().is_some_and(|(informal, _)| *informal)
    }

    /// How the body prints per cents.
    #[must_use]
    pub fn percent_style(&self) -> PercentStyle {
        self.profile.as_ref().map_or_else(PercentStyle::default, |profile| profile.percent)
    }

    /// Why a vote must be looked at again, if the roll was corrected since.
    #[must_use]
    pub fn flag_of(&self, vote: VoteId) -> Option<Flag> {
        self.flagged.iter().copied().find(|flag| flag.vote == vote)
    }
}
