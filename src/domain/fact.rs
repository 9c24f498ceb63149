//! Facts: what has happened, in the past tense. A fact sets, it never toggles.

use super::{
    Answer, Attendee, Body, Bundle, Choice, Class, ConclusionId, Conduct, Detail, Fate, Gone,
    GuestId, Headcount, Indicator, IndicatorId, ItemId, Kind, Known, MemberId, Method, Moment,
    Motion, Mover, Note, NoteId, Office, PauseKind, Person, Presence, Profile, Quorum, Rank,
    SeatChange, Slate, Task, Vote, VoteId,
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
        known: Known,
    },
    /// A detail of the meeting was stated; empty text takes it back to unknown.
    DetailStated {
        detail: Detail,
        text: String,
    },
    /// These hold an office of the meeting, the first of them first; for one item only where one is
    /// named.
    OfficeHeld {
        office: Office,
        people: Vec<Person>,
        item: Option<ItemId>,
    },
    /// Numbers of the roll as somebody reported them, beside what the names add up to: as it was
    /// from the beginning, or since this moment.
    AttendanceStated {
        headcount: Headcount,
        since: bool,
        time: Option<Moment>,
    },
    /// So many came, or went, whom nobody named.
    UnnamedMarked {
        count: u32,
        came: bool,
        time: Option<Moment>,
    },
    MemberEnrolled {
        member: MemberId,
        name: String,
        post: String,
        class: Option<Class>,
        /// An oath is still to be taken before voting.
        unsworn: bool,
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
        who: Attendee,
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
    /// A guest is a member from now on.
    GuestJoined {
        guest: GuestId,
        member: MemberId,
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
    VoteTaken(Box<Vote>),
    /// The vote no longer stands: it was recorded wrongly or is to be taken again.
    VoteAnnulled {
        vote: VoteId,
        /// Why, as it is printed; empty where another judgment of the same vote takes its place.
        reason: String,
    },
    /// Body, rules, kind and day were stated wrongly; these are right.
    MeetingAmended {
        body: Body,
        profile: Profile,
        kind: Kind,
        date: chrono::NaiveDate,
        known: Known,
    },
    MeetingPaused {
        kind: PauseKind,
        until: String,
        time: Option<Moment>,
    },
    MeetingResumed {
        time: Option<Moment>,
    },
    OpeningAmended {
        time: Option<Moment>,
    },
    ClosingAmended {
        time: Option<Moment>,
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
    /// The conclusion is a motion.
    MotionMade {
        conclusion: ConclusionId,
        motion: Motion,
    },
    MotionAmended {
        conclusion: ConclusionId,
        mover: Option<Mover>,
        seconders: Vec<Person>,
        condition: String,
    },
    /// What became of a motion other than by a vote.
    MotionDisposed {
        conclusion: ConclusionId,
        fate: Fate,
        time: Option<Moment>,
    },
    /// The conclusion is open again; its earlier votes stay in the record.
    ConclusionReopened {
        conclusion: ConclusionId,
    },
    /// The conclusion is a ballot with choices.
    SlateMade {
        conclusion: ConclusionId,
        slate: Slate,
    },
    Nominated {
        conclusion: ConclusionId,
        choice: Choice,
    },
    TakenOff {
        conclusion: ConclusionId,
        place: u16,
        gone: Gone,
    },
    TellersNamed {
        conclusion: ConclusionId,
        tellers: Vec<Person>,
    },
    /// Answers called out in a roll-call vote.
    VotersAnswered {
        conclusion: ConclusionId,
        answers: Vec<(MemberId, Answer)>,
    },
    /// Ballots read out to a counter.
    PaperEntered {
        conclusion: ConclusionId,
        sheet: u8,
        bundle: Bundle,
    },
    PollCleared {
        conclusion: ConclusionId,
    },
    /// Somebody looked at the vote after the roll was corrected: it stands.
    VoteReviewed {
        vote: VoteId,
    },
    MemberRated {
        member: MemberId,
        weight: Option<super::Weight>,
        group: String,
    },
    /// The body's own provision lets one person vote for so many others.
    ProxiesAllowed {
        /// The most others; `None` if no number was said.
        most: Option<u32>,
        source: String,
    },
    /// The body's own provision asks for so many to be there.
    QuorumSet(Quorum),
    ProxyGiven {
        member: MemberId,
        holder: Option<Person>,
        time: Option<Moment>,
    },
    /// A seat changed in the middle of the meeting.
    SeatChanged {
        member: MemberId,
        change: SeatChange,
        /// The member votes only after an oath that is still to be taken.
        unsworn: bool,
        time: Option<Moment>,
    },
    InterestDeclared {
        member: MemberId,
        item: Option<ItemId>,
        conduct: Conduct,
        what: String,
        time: Option<Moment>,
    },
    InterestEnded {
        member: MemberId,
        item: Option<ItemId>,
    },
    CallMade {
        call: u8,
    },
    /// The meeting goes on without a quorum and decides nothing, or decides again.
    InformalSet {
        informal: bool,
        time: Option<Moment>,
    },
    /// Another chair takes over in the middle of the meeting.
    ChairHandedOver {
        person: Person,
        time: Option<Moment>,
    },
    /// How a vote was taken, where nobody had said so.
    VoteMethodStated {
        vote: VoteId,
        method: Method,
    },
    /// The papers are fixed as the record stands now; undo goes no further back.
    PapersSealed {
        time: Moment,
        /// The template the papers are made by: its id if it is built in, else the whole of it.
        template: String,
    },
    /// Sealed papers are opened to correct the record.
    CorrectionOpened {
        reason: String,
        time: Moment,
    },
}

impl Fact {
    /// The number this fact gives to something new.
    #[must_use]
    pub fn names(&self) -> Option<u32> {
        match self {
            Self::MemberEnrolled { member, .. } => Some(member.0),
            Self::GuestAdded { guest, .. } => Some(guest.0),
            Self::ItemAdded { item, .. } => Some(item.0),
            Self::NoteTaken(note) => Some(note.id.0),
            Self::IndicatorReported(indicator) => Some(indicator.id.0),
            Self::ConclusionWritten { conclusion, .. } => Some(conclusion.0),
            Self::VoteTaken(vote) => Some(vote.id.0),
            Self::MeetingConvened { .. }
            | Self::DetailStated { .. }
            | Self::OfficeHeld { .. }
            | Self::AttendanceStated { .. }
            | Self::UnnamedMarked { .. }
            | Self::MemberAmended { .. }
            | Self::MemberStruck { .. }
            | Self::PresenceMarked { .. }
            | Self::GuestAmended { .. }
            | Self::GuestRemoved { .. }
            | Self::GuestJoined { .. }
            | Self::ItemAmended { .. }
            | Self::ItemMoved { .. }
            | Self::ItemRemoved { .. }
            | Self::ItemStarted { .. }
            | Self::ItemFinished { .. }
            | Self::ItemSkipped { .. }
            | Self::NoteAmended(_)
            | Self::NoteRemoved { .. }
            | Self::IndicatorAmended(_)
            | Self::IndicatorRemoved { .. }
            | Self::ConclusionAmended { .. }
            | Self::ConclusionMoved { .. }
            | Self::ConclusionRemoved { .. }
            | Self::TaskAssigned { .. }
            | Self::VoteAnnulled { .. }
            | Self::MeetingAmended { .. }
            | Self::MeetingPaused { .. }
            | Self::MeetingResumed { .. }
            | Self::OpeningAmended { .. }
            | Self::ClosingAmended { .. }
            | Self::MeetingOpened { .. }
            | Self::MeetingClosed { .. }
            | Self::MinutesRead { .. }
            | Self::CorrectionNoted { .. }
            | Self::MinutesAdopted { .. }
            | Self::MotionMade { .. }
            | Self::MotionAmended { .. }
            | Self::MotionDisposed { .. }
            | Self::ConclusionReopened { .. }
            | Self::SlateMade { .. }
            | Self::Nominated { .. }
            | Self::TakenOff { .. }
            | Self::TellersNamed { .. }
            | Self::VotersAnswered { .. }
            | Self::PaperEntered { .. }
            | Self::PollCleared { .. }
            | Self::VoteReviewed { .. }
            | Self::MemberRated { .. }
            | Self::ProxiesAllowed { .. }
            | Self::QuorumSet(_)
            | Self::ProxyGiven { .. }
            | Self::SeatChanged { .. }
            | Self::InterestDeclared { .. }
            | Self::InterestEnded { .. }
            | Self::CallMade { .. }
            | Self::InformalSet { .. }
            | Self::ChairHandedOver { .. }
            | Self::VoteMethodStated { .. }
            | Self::PapersSealed { .. }
            | Self::CorrectionOpened { .. } => None,
        }
    }
}
