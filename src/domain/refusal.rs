//! Refusals: a command that is out of order, and why, with the numbers.

use super::{ConclusionId, ItemId, Moment, QuorumState, Stage, VoteDoubt};

/// Why a command changes nothing. The sentences live in `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The meeting was convened before.
    AlreadyConvened,
    /// The meeting does not exist yet.
    NotConvened,
    /// The meeting must be in session for this.
    NotInSession(Stage),
    /// The minutes are adopted; only corrections are possible.
    Adopted,
    /// The minutes are adopted when the meeting has closed or read them back.
    NotReadBack,
    /// The meeting is not closed yet.
    NotClosed,
    /// There is no such member, guest, item, note, indicator or conclusion any more.
    Gone,
    /// A text that must say something is empty.
    Empty,
    /// The member is marked so already.
    Unchanged,
    /// Somebody who was not in the room cannot leave it.
    NotHere { name: String },
    /// There is a member of this name already, and nothing tells the two apart.
    SameName { name: String },
    /// Only somebody who left comes back.
    NotAway { name: String },
    /// Somebody who was there and left comes back; he is not late.
    CameBefore { name: String },
    /// More went than are in the room.
    NotSoMany { count: u32, here: u32 },
    /// The time lies before another that is recorded of the same person.
    Crossed { name: String, time: Moment, earlier: Moment },
    /// Somebody came or went before the time at which the meeting is said to have opened.
    OpenedAfter { name: String, opening: Moment, moved: Moment },
    /// The meeting rests already.
    Paused,
    /// The meeting does not rest, so it cannot go on.
    NotPaused,
    /// Nobody comes or goes after the closing.
    AfterClosing { time: Moment, closed: Moment },
    /// Somebody came or went after the time at which the meeting is said to have closed.
    ClosedBefore { name: String, closing: Moment, moved: Moment },
    /// The record names this person as chair, secretary, presenter, speaker or owner of a task.
    Mentioned { name: String },
    /// Nobody is left whose name was not called.
    NobodyLeft,
    /// The item is running already.
    Running(ItemId),
    /// The item is not running.
    NotRunning(ItemId),
    /// The item has been started; it cannot be skipped or removed.
    Started(ItemId),
    /// No planned item is left.
    NoNextItem,
    /// Notes or conclusions hang on the item.
    HasRecords(ItemId),
    /// The conclusion was voted on; its text and place in the record are frozen.
    Voted { conclusion: ConclusionId, time: Option<Moment> },
    /// The conclusion was not voted on.
    NotVoted(ConclusionId),
    /// The time lies ahead of the clock.
    InFuture { time: Moment, now: Moment },
    /// This body's rules know no such decision.
    NoRule,
    /// The numbers of the vote cannot be right, or cannot be checked.
    Doubtful(Vec<VoteDoubt>),
    /// More exceptions than voters in the room, so that agreement cannot be computed.
    TooManyExceptions { sum: u64, present: u64 },
    /// Agreement cannot be computed while it is not known how many voters are in the room.
    VotersUnknown { uncalled: u32, unclassed: u32 },
    /// Nobody is left who may vote and has not answered.
    NobodyToAnswer,
    /// This member may not vote on this just now.
    MayNotVote { name: String },
    /// No answer was called out, or no ballot read out yet.
    NothingPolled,
    /// The sheets of two counters differ, by name: what the first has and what the other.
    SheetsDiffer { sheets: (u8, u8), lines: Vec<(String, u64, u64)> },
    /// A ballot names more choices than there are places.
    TooManyMarks { marks: u32, seats: u32 },
    /// The conclusion has no choices to vote for.
    NoChoices(ConclusionId),
    /// The ballot has another number of choices than votes were stated for.
    ChoicesDiffer { stated: usize, standing: usize },
    /// More stand than can be chosen, or the choices exclude each other: each needs its votes.
    NotAsAWhole { standing: usize, seats: u32 },
    /// Somebody of this name is on the ballot already.
    OnBallot { name: String },
    /// Only an amendment is accepted by the mover of what it changes.
    NotAnAmendment(ConclusionId),
    /// The motion was disposed of without a vote.
    Disposed(ConclusionId),
    /// The motion needs more seconders.
    NotSeconded { have: usize, needed: u8 },
    /// An amendment to it is still open.
    AmendmentOpen { amendment: ConclusionId },
    /// The meeting has no quorum: what it could do instead.
    NoQuorum(QuorumState),
    /// The meeting has a quorum, so it need not go on informally.
    HasQuorum(QuorumState),
    /// There is no vote to look at again, or it was not touched.
    NotFlagged(ConclusionId),
    /// Votes touched by a later correction of the roll, which nobody looked at yet.
    Unreviewed(Vec<ConclusionId>),
    /// A quorum is a number or a part of those who may come, not the most of anything.
    NoSuchQuorum,
    /// The profile has no voting by proxy.
    NoProxies,
    /// One person would vote for more members than the rules allow.
    TooManyProxies { name: String, holds: u32, most: u32 },
    /// The seat is not held any more, or still is.
    SeatUnchanged { name: String },
    /// Whoever was elected there has taken the seat.
    SeatTaken { name: String },
    /// Nobody was elected there.
    NobodyElected(ConclusionId),
    /// Such questions are not settled by one vote: one fills seats or changes another, stands twice,
    /// or has other voters.
    NotTogether(ConclusionId),
    /// The text was changed since by something else.
    ChangedSince(ConclusionId),
    /// The rules leave nothing to the lot.
    NoLot,
    /// A ballot names one choice twice.
    MarkedTwice { name: String },
    /// Nobody tied, or more were drawn than there are places.
    NothingToDraw,
    /// An indicator reports more than there are.
    MoreThanAll { value: u64, of: u64 },
    /// The time lies before the opening.
    BeforeOpening { time: Moment, opened: Moment },
    /// The papers are sealed in this version.
    Sealed { version: u32 },
    /// Papers are sealed once the meeting is over and its minutes are adopted.
    NotAdopted,
    /// Nothing is sealed, so that nothing needs to be opened.
    NotSealed,
}
