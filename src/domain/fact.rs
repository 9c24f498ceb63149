//! Facts: what has happened, in the past tense. A fact sets, it never toggles.

use super::{
    Body, Class, ConclusionId, Detail, GuestId, Headcount, Indicator, IndicatorId, ItemId, Kind,
    MemberId, Moment, Note, NoteId, Office, Person, Presence, Profile, Rank, Task, Vote, VoteId,
};

/// One thing that has happened in a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The meeting exists: whose it is, by which rules, what kind, on which day.
    MeetingConvened {
        body: Body,
        profile: Profile,
        kind: Kind,
        date: chrono::NaiveDate,
    },
    /// A detail of the meeting was stated; empty text takes it back to unknown.
    DetailStated {
        detail: Detail,
        text: String,
    },
    /// Somebody holds an office of the meeting.
    OfficeHeld {
        office: Office,
        person: Person,
    },
    /// Numbers of the roll as somebody reported them, beside what the names add up to.
    AttendanceStated(Headcount),
    MemberEnrolled {
        member: MemberId,
        name: String,
        post: String,
        class: Option<Class>,
    },
    MemberAmended {
        member: MemberId,
        name: String,
        post: String,
        class: Option<Class>,
    },
    MemberStruck {
        member: MemberId,
    },
    PresenceMarked {
        member: MemberId,
        presence: Presence,
        time: Option<Moment>,
    },
    GuestAdded {
        guest: GuestId,
        name: String,
        post: String,
        rank: Rank,
    },
    GuestAmended {
        guest: GuestId,
        name: String,
        post: String,
        rank: Rank,
    },
    GuestRemoved {
        guest: GuestId,
    },
    ItemAdded {
        item: ItemId,
        title: String,
        presenter: Option<Person>,
        planned: Option<u16>,
    },
    ItemAmended {
        item: ItemId,
        title: String,
        presenter: Option<Person>,
        planned: Option<u16>,
    },
    /// The item stands at this place (from 0) of the agenda.
    ItemMoved {
        item: ItemId,
        place: u32,
    },
    ItemRemoved {
        item: ItemId,
    },
    ItemStarted {
        item: ItemId,
        time: Option<Moment>,
    },
    ItemFinished {
        item: ItemId,
        time: Option<Moment>,
    },
    ItemSkipped {
        item: ItemId,
        reason: String,
    },
    NoteTaken(Note),
    NoteAmended(Note),
    NoteRemoved {
        note: NoteId,
    },
    IndicatorReported(Indicator),
    IndicatorAmended(Indicator),
    IndicatorRemoved {
        indicator: IndicatorId,
    },
    ConclusionWritten {
        conclusion: ConclusionId,
        item: Option<ItemId>,
        text: String,
        time: Option<Moment>,
    },
    ConclusionAmended {
        conclusion: ConclusionId,
        text: String,
    },
    /// The conclusion stands at this place (from 0) of the list.
    ConclusionMoved {
        conclusion: ConclusionId,
        place: u32,
    },
    ConclusionRemoved {
        conclusion: ConclusionId,
    },
    TaskAssigned {
        conclusion: ConclusionId,
        task: Task,
    },
    VoteTaken(Vote),
    /// The vote no longer stands: it was recorded wrongly or is to be taken again.
    VoteAnnulled {
        vote: VoteId,
    },
    MeetingOpened {
        time: Option<Moment>,
    },
    MeetingClosed {
        time: Option<Moment>,
    },
    MinutesRead {
        time: Option<Moment>,
    },
    /// A correction asked for when the minutes were read back.
    CorrectionNoted {
        text: String,
        time: Option<Moment>,
    },
    MinutesAdopted {
        time: Option<Moment>,
    },
}
