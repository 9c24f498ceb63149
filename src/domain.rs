//! The meeting and its rules: who is there, what is on the agenda, what was said and decided.
//!
//! A command goes through [`decide()`] and becomes facts or a [`Refusal`]; facts go through
//! [`evolve()`] and become the [`Meeting`]. Nothing here knows the clock, the disk, the screen or an
//! encoding: time arrives as a value.

mod agenda;
mod command;
mod conclusion;
mod decide;
mod doubt;
mod evolve;
mod fact;
mod ids;
mod meeting;
mod missing;
mod note;
mod people;
mod refusal;
mod rules;
mod vote;

pub use agenda::{Item, ItemState, Span};
pub use command::{Assurance, At, Ballot, Command, Convening};
pub use conclusion::{Conclusion, Due, Task};
pub use decide::decide;
pub use doubt::{Doubt, doubts_in};
pub use evolve::evolve;
pub use fact::Fact;
pub use ids::{ConclusionId, GuestId, IndicatorId, ItemId, MemberId, NoteId, VoteId};
pub use meeting::{Body, Detail, Headcount, Kind, Meeting, Office, Stage, Turnout};
pub use missing::{Missing, missing};
pub use note::{Indicator, Note, NoteKind, Unit};
pub use people::{Class, Guest, Mark, Member, Person, Presence, Rank};
pub use refusal::Refusal;
pub use rules::{
    Base, Comparison, Decision, Deduction, Fraction, Ground, Profile, Rule, Threshold, Tongue,
};
pub use vote::{Count, Method, Tally, Verdict, Vote, VoteDoubt};

/// Local civil time at the place of the meeting, as it is said and printed.
pub type Moment = chrono::NaiveDateTime;
