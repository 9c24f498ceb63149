//! Conclusions of the chair, and the tasks they give.

use chrono::NaiveDate;

use super::{ConclusionId, ItemId, Moment, Person, VoteId};

/// When a task is due: a day, or the words that were said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    On(NaiveDate),
    Words(String),
}

/// Who does it, by when; each unknown until said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    pub owner: Option<Person>,
    pub due: Option<Due>,
}

/// What the chair concluded. Its number is its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    pub id: ConclusionId,
    pub item: Option<ItemId>,
    pub text: String,
    pub task: Task,
    /// The vote that settled it; from then on the text is frozen.
    pub vote: Option<VoteId>,
    pub time: Option<Moment>,
}
