//! Rules on votes: what the numbers say, what speaks against them, and the verdict.

use super::require_session;
use crate::domain::vote::judge;
use crate::domain::{
    Assurance, Ballot, ConclusionId, Count, Decision, Fact, Ground, Meeting, Method, Moment,
    Refusal, Tally, Verdict, Vote, VoteDoubt, VoteId,
};

/// A conclusion put to the vote, with what the secretary typed about it.
pub(super) struct Question {
    pub conclusion: ConclusionId,
    pub decision: Decision,
    pub method: Option<Method>,
    pub ballot: Ballot,
    pub assurance: Assurance,
}

pub(super) fn vote(
    meeting: &Meeting,
    question: Question,
    now: Moment,
) -> Result<Vec<Fact>, Refusal> {
    require_session(meeting)?;
    let Question { conclusion, decision, method, ballot, assurance } = question;
    let text = meeting.conclusion(conclusion).ok_or(Refusal::Gone)?.text.clone();
    if let Some(vote) = meeting.vote_on(conclusion) {
        return Err(Refusal::Voted { conclusion, time: vote.time });
    }
    let ground = meeting.ground(decision).ok_or(Refusal::NoRule)?;
    let count = count(meeting, &ground, ballot, assurance)?;
    let doubts = doubts(meeting, &ground, ballot, count);
    if assurance == Assurance::Checked && !doubts.is_empty() {
        return Err(Refusal::Doubtful(doubts));
    }
    let impossible = doubts.iter().any(|doubt| matches!(doubt, VoteDoubt::TooMany { .. }));
    let verdict = if impossible { Verdict::Unknown } else { judge(&ground, count) };
    let (id, time) = (VoteId(meeting.next_id), meeting.live(now));
    let vote =
        Vote { id, conclusion, text, decision, method, count, ground, verdict, doubts, time };
    Ok(vec![Fact::VoteTaken(vote)])
}

/// A vote recorded wrongly is taken back by name; the record keeps both.
pub(super) fn annul(meeting: &Meeting, conclusion: ConclusionId) -> Result<Vec<Fact>, Refusal> {
    meeting.conclusion(conclusion).ok_or(Refusal::Gone)?;
    let vote = meeting.vote_on(conclusion).ok_or(Refusal::NotVoted(conclusion))?;
    Ok(vec![Fact::VoteAnnulled { vote: vote.id }])
}

/// The count a ballot describes; agreement nobody counted comes from the roll.
fn count(
    meeting: &Meeting,
    ground: &Ground,
    ballot: Ballot,
    assurance: Assurance,
) -> Result<Count, Refusal> {
    let uncalled = meeting.turnout().uncalled;
    match ballot {
        Ballot::Result { carried } => Ok(Count::Uncounted { carried }),
        Ballot::Counted(tally) => Ok(Count::Counted(tally)),
        Ballot::Unanimous => match ground.voters_present {
            None if uncalled > 0 && assurance == Assurance::Checked => Err(voters_unknown(meeting)),
            yes => Ok(Count::Unanimous { yes }),
        },
        Ballot::Except(tally) => {
            let present = ground.voters_present.ok_or_else(|| voters_unknown(meeting))?;
            let exceptions = Tally { yes: 0, ..tally }.exceptions();
            let too_many = Refusal::TooManyExceptions { sum: exceptions, present };
            let yes = present.checked_sub(exceptions).ok_or(too_many)?;
            Ok(Count::Counted(Tally { yes, ..tally }))
        }
    }
}

/// What speaks against the numbers. A bare result has none to speak against.
fn doubts(meeting: &Meeting, ground: &Ground, ballot: Ballot, count: Count) -> Vec<VoteDoubt> {
    let mut doubts = Vec::new();
    if let (Ballot::Counted(_), Count::Counted(tally)) = (ballot, count) {
        match ground.voters_present {
            Some(present) if tally.sum() > present => {
                doubts.push(VoteDoubt::TooMany { sum: tally.sum(), present });
            }
            Some(present) if tally.sum() < present => {
                let missing = present - tally.sum();
                doubts.push(VoteDoubt::Unaccounted { missing, present });
            }
            Some(_) => {}
            None => {
                let uncalled = meeting.turnout().uncalled;
                if uncalled > 0 {
                    doubts.push(VoteDoubt::RollOpen { uncalled });
                }
            }
        }
    }
    doubts.extend(no_quorum(meeting, ground));
    doubts
}

fn no_quorum(meeting: &Meeting, ground: &Ground) -> Option<VoteDoubt> {
    let quorum = meeting.profile.as_ref()?.quorum?;
    let present = ground.voters_present?;
    let deducted: u32 = ground.deductions.iter().map(|(_, count)| count).sum();
    let needed = quorum.needed(ground.entitled?.saturating_sub(deducted));
    (present < needed).then_some(VoteDoubt::NoQuorum { present, needed })
}

fn voters_unknown(meeting: &Meeting) -> Refusal {
    let turnout = meeting.turnout();
    Refusal::VotersUnknown { uncalled: turnout.uncalled, unclassed: turnout.unclassed }
}
