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

/// Who does it, by when; each unknown until said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    pub owner: Option<Person>,
    pub due: Option<Due>,
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
