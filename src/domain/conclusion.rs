//! Conclusions: whatever is put to the meeting for decision, and the tasks it gives.

use chrono::NaiveDate;

use super::{
    Answer, Bundle, ConclusionId, ItemId, MemberId, Moment, Motion, Person, Slate, VoteId,
};

/// When a task is due: a day, or the words that were said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    On(NaiveDate),
    Words(String),
}

/// What is to be done, by whom and when; each unknown until said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// In its own words; empty where those of the conclusion say it.
    pub text: String,
    pub owner: Option<Person>,
    pub due: Option<Due>,
    /// It was done, and what came of it, which may be empty.
    pub done: Option<String>,
}

impl Task {
    /// Somebody is to do something.
    #[must_use]
    pub fn is_given(&self) -> bool {
        *self != Self::default()
    }
}

impl Conclusion {
    /// What is to be done: in the words of the task, else in those of the conclusion.
    #[must_use]
    pub fn task_text(&self) -> &str {
        if self.task.text.is_empty() { &self.text } else { &self.task.text }
    }
}

/// What is known of a vote before it is complete: answers called out, ballots read out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Poll {
    /// The last answer of each voter.
    pub answers: Vec<(MemberId, Answer)>,
    /// Ballots as each counter entered them, not knowing those of the others.
    pub sheets: Vec<Vec<Bundle>>,
}

impl Poll {
    /// The answer of a voter so far.
    #[must_use]
    pub fn answer_of(&self, member: MemberId) -> Option<Answer> {
        let found = self.answers.binary_search_by_key(&member, |(id, _)| *id).ok()?;
        Some(self.answers[found].1)
    }

    /// Set the answer of a voter; the list stays in order of members.
    pub(super) fn set(&mut self, member: MemberId, answer: Answer) {
        match self.answers.binary_search_by_key(&member, |(id, _)| *id) {
            Ok(found) => self.answers[found].1 = answer,
            Err(place) => self.answers.insert(place, (member, answer)),
        }
    }
}

/// What the meeting decides on: the chair's conclusion, a motion, or a ballot with choices. Its
/// number is its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    pub id: ConclusionId,
    pub item: Option<ItemId>,
    pub text: String,
    pub task: Task,
    /// The vote that settled it; from then on the text is frozen.
    pub vote: Option<VoteId>,
    /// Votes that settled it before it was taken up again; they stand in the record alone.
    pub reopened: Vec<VoteId>,
    pub time: Option<Moment>,
    pub motion: Option<Motion>,
    pub slate: Option<Slate>,
    /// A vote under way.
    pub poll: Poll,
}
