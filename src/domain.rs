//! The meeting and its rules: who is there, what is on the agenda, what was said and decided.
//!
//! A command goes through [`decide()`] and becomes facts or a [`Refusal`]; facts go through
//! [`evolve()`] and become the [`Meeting`]. Nothing here knows the clock, the disk, the screen or an
//! encoding: time arrives as a value.

#![deny(clippy::wildcard_enum_match_arm)]

mod agenda;
mod attendance;
mod choice;
mod command;
mod conclusion;
mod course;
mod decide;
mod detail;
mod doubt;
mod evolve;
mod fact;
mod fold;
mod ground;
mod ids;
mod judge;
mod judgment;
mod meeting;
mod missing;
mod motion;
mod note;
mod pen;
mod people;
mod question;
mod quorum;
mod reconcile;
mod refusal;
mod room;
mod rules;
mod seal;
mod turnout;
mod vote;
mod vote_doubt;
mod weight;

pub use agenda::{Item, ItemState, Span};
pub use attendance::{Absence, Attendance, Attendee, Excuse, Mark, Point, Presence, Spell, Way};
pub use choice::{Bundle, Choice, Gone, Paper, SheetCount, Slate, SlateKind};
pub use command::{
    AgendaCommand, At, Command, CourseCommand, MotionCommand, PollCommand, QuorumAsked,
    RecordCommand, RollCommand, SeatCommand, StandingCommand,
};
pub use conclusion::{Conclusion, Due, Poll, Task};
pub use course::{Pause, PauseKind};
pub use decide::decide;
pub use detail::Detail;
pub use doubt::{Doubt, doubts_in, doubts_of_future};
pub use evolve::{evolve, forgo};
pub use fact::Fact;
pub use fold::{fold, plain_mark};
pub use ground::{Ground, GroupGround, Near, WeightGround};
pub use ids::{ConclusionId, GuestId, IndicatorId, ItemId, MemberId, NoteId, VoteId};
pub use judge::{judge, percent_fits, percent_possible, percent_read, percent_scaled};
pub use judgment::{Judgment, Scope, Test};
pub use meeting::{Annulled, Body, Flag, Kind, Known, Meeting, Office, RulesDoubt, Stage};
pub use missing::{Missing, missing};
pub use motion::{Fate, Motion, MotionKind, Mover, Procedure};
pub use note::{Indicator, Note, NoteKind, Unit};
pub use pen::Pen;
pub use people::{Class, Conduct, Guest, Interest, Member, Person, Rank, Seat, SeatChange};
pub use question::{
    Assurance, Ballot, Convening, NewMotion, NewSlate, Outright, Question, Said, TakenDown,
};
pub use quorum::QuorumState;
pub use reconcile::reconcile;
pub use refusal::Refusal;
pub use rules::{
    Base, ChairVote, Comparison, Decision, Deduction, Fraction, GroupRule, Measure, PercentStyle,
    Profile, Quorum, QuorumTest, Rule, RuleChoice, Threshold, Tie, Tongue,
};
pub use seal::{Change, Correction, Seal};
pub use turnout::{AttendanceDoubt, Headcount, Turnout, Unnamed, attendance_doubts};
pub use vote::{
    Answer, Casting, Chosen, Count, Method, Outcome, Papers, Partial, Particulars, Received,
    Ruling, Tally, Verdict, Vote,
};
pub use vote_doubt::VoteDoubt;
pub use weight::Weight;

/// Local civil time at the place of the meeting, as it is said and printed.
pub type Moment = chrono::NaiveDateTime;
