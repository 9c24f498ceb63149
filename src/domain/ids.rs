//! Names for the things of one meeting. Numbers are given once and never reused by a later fact.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A member on the roll.
    MemberId,
    /// A guest or a representative of a superior body; never counted.
    GuestId,
    /// An agenda item.
    ItemId,
    /// A note taken under an item.
    NoteId,
    /// An indicator reported under an item.
    IndicatorId,
    /// A conclusion of the chair.
    ConclusionId,
    /// A vote.
    VoteId,
}
