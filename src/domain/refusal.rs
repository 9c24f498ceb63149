//! Refusals: a command that is out of order, and why, with the numbers.

use super::{ConclusionId, ItemId, Moment, Stage, VoteDoubt};

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
    /// There is no such member, guest, item, note, indicator or conclusion any more.
    Gone,
    /// A text that must say something is empty.
    Empty,
    /// The member is marked so already.
    Unchanged,
    /// Somebody who was not in the room cannot leave it.
    NotHere { name: String },
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
    TooManyExceptions { sum: u32, present: u32 },
    /// Agreement cannot be computed while it is not known how many voters are in the room.
    VotersUnknown { uncalled: u32, unclassed: u32 },
    /// An indicator reports more than there are.
    MoreThanAll { value: u64, of: u64 },
    /// The time lies before the opening.
    BeforeOpening { time: Moment, opened: Moment },
}
