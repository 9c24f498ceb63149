//! What was said under an item: notes by kind, and indicators as numbers.

use super::{IndicatorId, ItemId, Moment, NoteId, Person};

/// What a note records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Information given, documents passed on.
    Information,
    /// Assessment of work done.
    Review,
    /// A member's opinion.
    Opinion,
    /// A shortcoming named.
    Shortcoming,
    /// A proposal to another body, named as typed; empty while nobody said to whom.
    Proposal(String),
    /// A directive of a superior.
    Directive,
    /// A document cited.
    Citation,
}

/// One thing said, as the secretary typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    /// The item it was said under; `None` if it was said outside the agenda.
    pub item: Option<ItemId>,
    pub kind: NoteKind,
    pub speaker: Option<Person>,
    pub text: String,
    pub time: Option<Moment>,
}

/// What an indicator's number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Pieces,
    Percent,
}

/// A reported number: how many, of how many if stated, of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    pub id: IndicatorId,
    pub item: Option<ItemId>,
    pub value: u64,
    pub of: Option<u64>,
    pub unit: Unit,
    pub label: String,
}
