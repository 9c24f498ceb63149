//! Commands: what the secretary asks for, in the imperative.

use chrono::{NaiveDate, NaiveTime};

use super::{
    Answer, Attendee, Bundle, Casting, Class, ConclusionId, Conduct, Convening, Detail, Fate, Gone,
    GuestId, Headcount, IndicatorId, ItemId, MemberId, Method, Mover, NewMotion, NewSlate, NoteId,
    NoteKind, Office, PauseKind, Person, Presence, Question, Rank, SeatChange, Task, Threshold,
    Unit,
};

/// A quorum as a body's own provision sets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumAsked {
    pub threshold: Threshold,
    /// It is a part of the shares, not of the heads.
    pub of_shares: bool,
    /// Whoever is represented counts too.
    pub with_proxies: bool,
    /// The provision.
    pub source: String,
}

/// When it happened, as far as the secretary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Now, if the meeting is going on today; otherwise unknown.
    Now,
    /// At this time of the meeting's day.
    Said(NaiveTime),
    /// At this time of another day.
    On(NaiveDate, NaiveTime),
}

/// Something asked of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Convene(Box<Convening>),
    State {
        detail: Detail,
        text: String,
    },
    /// These hold an office, the first of them first; of one item only, where one is named.
    Name {
        office: Office,
        people: Vec<Person>,
        item: Option<ItemId>,
        /// When the chair was handed over; `None` if it is said who held the office all along.
        at: Option<At>,
    },
    /// The roll and the guests.
    Roll(RollCommand),
    /// The agenda.
    Agenda(AgendaCommand),
    /// Notes, indicators, conclusions and tasks.
    Record(RecordCommand),
    Vote(Box<Question>),
    /// What becomes of a vote that stands.
    Standing(StandingCommand),
    /// A vote under way.
    Poll(PollCommand),
    /// Motions, and ballots with choices.
    Motion(MotionCommand),
    /// Who may vote: seats, weights, proxies, interests, quorum.
    Seat(SeatCommand),
    /// Pauses, and what was said wrongly of the meeting itself.
    Course(CourseCommand),
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
    /// Fix the papers as the record stands, in the form this template gives them; empty if the one
    /// in force.
    Seal {
        template: String,
    },
    /// Open sealed papers to correct the record.
    OpenCorrection {
        reason: String,
    },
}

/// The roll and the guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollCommand {
    /// Numbers of the roll as reported: as it was from the beginning, or as it is since `at`.
    StateAttendance {
        headcount: Box<Headcount>,
        since: Option<At>,
    },
    /// So many came, or went, whom nobody names.
    MarkUnnamed {
        count: u32,
        came: bool,
        at: At,
    },
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
        who: Attendee,
        presence: Presence,
        at: At,
    },
    /// Mark everybody whose name has not been called alike: as present, or as absent.
    MarkRest(Presence),
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
}

/// The agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgendaCommand {
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
}

/// Notes, indicators, conclusions and tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordCommand {
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
}

/// What becomes of a vote that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StandingCommand {
    /// Take back the vote on a conclusion, however long ago it was recorded.
    Annul {
        conclusion: ConclusionId,
        /// Why, as it is printed.
        reason: String,
    },
    /// How a tie that stands in the record was decided: by the chair, or by lot; for a ballot, whom
    /// the lot chose, by place in the count.
    Settle { conclusion: ConclusionId, casting: Option<Casting>, drawn: Vec<u16> },
    /// Whether a vote stands although the roll was corrected afterwards, or is judged anew on the
    /// roll as it is known now.
    Review { conclusion: ConclusionId, anew: bool },
    /// Say how a vote was taken that was recorded without saying so.
    StateMethod { conclusion: ConclusionId, method: Method },
}

/// A vote under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollCommand {
    /// Answers called out in a roll-call vote.
    Answer { conclusion: ConclusionId, members: Vec<MemberId>, answer: Answer },
    /// Every voter in the room who has not answered yet answers so.
    AnswerRest { conclusion: ConclusionId, answer: Answer },
    /// Ballots read out to a counter.
    EnterPaper { conclusion: ConclusionId, sheet: u8, bundle: Bundle },
    /// Throw away what was called or read out for a vote that was not taken.
    ClearPoll { conclusion: ConclusionId },
}

/// Motions, and ballots with choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MotionCommand {
    Move(Box<NewMotion>),
    /// Mover, seconders and condition as they are now known.
    AmendMotion {
        conclusion: ConclusionId,
        mover: Option<Mover>,
        seconders: Vec<Person>,
        condition: String,
    },
    Dispose {
        conclusion: ConclusionId,
        fate: Fate,
    },
    /// Put a motion to the vote in parts: each text becomes a motion of its own.
    Split {
        conclusion: ConclusionId,
        texts: Vec<String>,
    },
    /// Take up again what was decided; the earlier vote stays in the record.
    Reconsider {
        conclusion: ConclusionId,
    },
    Slate(Box<NewSlate>),
    Nominate {
        conclusion: ConclusionId,
        name: String,
        by: Option<Person>,
    },
    /// Take a candidate off the ballot.
    TakeOff {
        conclusion: ConclusionId,
        place: u16,
        gone: Gone,
    },
    NameTellers {
        conclusion: ConclusionId,
        tellers: Vec<Person>,
    },
}

/// Who may vote: seats, weights, proxies, interests, quorum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatCommand {
    /// Shares or mandates, and group, of a member.
    Rate {
        member: MemberId,
        weight: Option<super::Weight>,
        group: String,
    },
    /// The body's own provision lets one person vote for so many others, or for any number.
    AllowProxies {
        most: Option<u32>,
        source: String,
    },
    /// The body's own provision asks for so many to be there.
    SetQuorum(QuorumAsked),
    /// Somebody votes for a member; nobody does if `holder` is `None`.
    GiveProxy {
        member: MemberId,
        holder: Option<Person>,
        at: At,
    },
    ChangeSeat {
        member: MemberId,
        change: SeatChange,
        at: At,
    },
    /// The terms of all members end: the next board takes over.
    EndTerms {
        at: At,
    },
    /// Somebody joins in the middle of the meeting.
    CoOpt {
        name: String,
        post: String,
        class: Option<Class>,
        at: At,
    },
    /// Those elected take their seats.
    SeatElected {
        conclusion: ConclusionId,
        at: At,
    },
    DeclareInterest {
        member: MemberId,
        item: Option<ItemId>,
        conduct: Conduct,
        what: String,
        at: At,
    },
    /// The interest no longer keeps the member from the item.
    EndInterest {
        member: MemberId,
        item: Option<ItemId>,
    },
    /// Which call to the meeting this is, from 1.
    SetCall {
        call: u8,
    },
    /// Go on without a quorum, deciding nothing, or decide again.
    GoInformal {
        informal: bool,
        at: At,
    },
}

/// Pauses, and what was said wrongly of the meeting itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseCommand {
    /// Body, rules, kind and day as they are now known.
    AmendMeeting(Box<Convening>),
    /// The meeting rests, is adjourned, or goes on as a committee.
    Pause {
        kind: PauseKind,
        until: String,
        at: At,
    },
    /// The meeting goes on.
    Resume {
        at: At,
    },
    /// When the meeting was opened, as it is now known.
    AmendOpening {
        at: At,
    },
    AmendClosing {
        at: At,
    },
}
