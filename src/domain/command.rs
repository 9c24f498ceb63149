//! Commands: what the secretary asks for, in the imperative.

use chrono::{NaiveDate, NaiveTime};

use super::{
    Body, Class, ConclusionId, Decision, Detail, GuestId, Headcount, IndicatorId, ItemId, Kind,
    MemberId, Method, NoteId, NoteKind, Office, Person, Presence, Profile, Rank, Tally, Task, Unit,
};

/// When it happened, as far as the secretary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Now, if the meeting is going on today; otherwise unknown.
    Now,
    /// At this time of the meeting's day.
    Said(NaiveTime),
}

/// Whether numbers that cannot be right are refused or kept as they were stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    Checked,
    AsStated,
}

/// What the secretary types about a vote: the fewest keys that describe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ballot {
    /// Everybody agreed.
    Unanimous,
    /// All voters in the room agreed but these; the tally's `yes` is ignored and computed.
    Except(Tally),
    /// All numbers stated.
    Counted(Tally),
    /// Only the result stated.
    Result { carried: bool },
}

/// What a new meeting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convening {
    pub body: Body,
    pub profile: Profile,
    pub kind: Kind,
    pub date: NaiveDate,
}

/// Something asked of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Convene(Box<Convening>),
    State {
        detail: Detail,
        text: String,
    },
    Name {
        office: Office,
        person: Person,
    },
    StateAttendance(Headcount),
    Enrol {
        name: String,
        post: String,
        class: Option<Class>,
    },
    AmendMember {
        member: MemberId,
        name: String,
        post: String,
        class: Option<Class>,
    },
    StrikeMember {
        member: MemberId,
    },
    Mark {
        member: MemberId,
        presence: Presence,
        at: At,
    },
    /// Mark everybody whose name has not been called as present.
    MarkRestPresent,
    AddGuest {
        name: String,
        post: String,
        rank: Rank,
    },
    AmendGuest {
        guest: GuestId,
        name: String,
        post: String,
        rank: Rank,
    },
    RemoveGuest {
        guest: GuestId,
    },
    AddItem {
        title: String,
        presenter: Option<Person>,
        planned: Option<u16>,
    },
    AmendItem {
        item: ItemId,
        title: String,
        presenter: Option<Person>,
        planned: Option<u16>,
    },
    MoveItem {
        item: ItemId,
        place: u32,
    },
    RemoveItem {
        item: ItemId,
    },
    StartItem {
        item: ItemId,
        at: At,
    },
    /// Finish the running item and start the next planned one.
    NextItem {
        at: At,
    },
    FinishItem {
        item: ItemId,
        at: At,
    },
    SkipItem {
        item: ItemId,
        reason: String,
    },
    TakeNote {
        item: Option<ItemId>,
        kind: NoteKind,
        speaker: Option<Person>,
        text: String,
        at: At,
    },
    AmendNote {
        note: NoteId,
        kind: NoteKind,
        speaker: Option<Person>,
        text: String,
    },
    RemoveNote {
        note: NoteId,
    },
    Report {
        item: Option<ItemId>,
        value: u64,
        of: Option<u64>,
        unit: Unit,
        label: String,
    },
    AmendIndicator {
        indicator: IndicatorId,
        value: u64,
        of: Option<u64>,
        unit: Unit,
        label: String,
    },
    RemoveIndicator {
        indicator: IndicatorId,
    },
    Conclude {
        item: Option<ItemId>,
        text: String,
    },
    AmendConclusion {
        conclusion: ConclusionId,
        text: String,
    },
    MoveConclusion {
        conclusion: ConclusionId,
        place: u32,
    },
    RemoveConclusion {
        conclusion: ConclusionId,
    },
    Assign {
        conclusion: ConclusionId,
        task: Task,
    },
    Vote {
        conclusion: ConclusionId,
        decision: Decision,
        method: Option<Method>,
        ballot: Ballot,
        assurance: Assurance,
    },
    /// Take back the vote on a conclusion, however long ago it was recorded.
    Annul {
        conclusion: ConclusionId,
    },
    Open {
        at: At,
    },
    Close {
        at: At,
    },
    /// The minutes were read back to the meeting.
    ReadBack {
        at: At,
    },
    Correct {
        text: String,
    },
    Adopt {
        at: At,
    },
}
