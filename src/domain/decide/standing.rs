//! What becomes of a vote that stands: taken back, settled, looked at again.

use super::require_text;
use super::votes::{called, no_quorum, verdict, weigh_all};
use crate::domain::{
    Casting, ChairVote, Conclusion, ConclusionId, Count, Fact, Meeting, Method, MotionKind, Papers,
    Particulars, Pen, Refusal, SeatChange, StandingCommand, Tie, Verdict, Vote, VoteDoubt, VoteId,
    judge, reconcile,
};

pub(super) fn decide(
    meeting: &Meeting,
    command: StandingCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    match command {
        StandingCommand::Annul { conclusion, reason } => annul(meeting, conclusion, reason),
        StandingCommand::Settle { conclusion, casting, drawn } => {
            settle(meeting, conclusion, casting, drawn, pen)
        }
        StandingCommand::Review { conclusion, anew } => review(meeting, conclusion, anew, pen),
        StandingCommand::StateMethod { conclusion, method } => {
            state_method(meeting, conclusion, method)
        }
    }
}

/// A vote recorded wrongly is taken back by name; the record keeps both.
fn annul(
    meeting: &Meeting,
    conclusion: ConclusionId,
    reason: String,
) -> Result<Vec<Fact>, Refusal> {
    meeting.conclusion(conclusion).ok_or(Refusal::Gone)?;
    let vote = meeting.vote_on(conclusion).ok_or(Refusal::NotVoted(conclusion))?;
    require_unbuilt(meeting, vote)?;
    Ok(vec![Fact::VoteAnnulled { vote: vote.id, reason: require_text(reason)? }])
}

/// The same vote stands as it is judged now.
fn replaced(vote: &Vote) -> Fact {
    Fact::VoteAnnulled { vote: vote.id, reason: String::new() }
}

/// A tie that was recorded is decided: the vote is judged again with what decided it.
fn settle(
    meeting: &Meeting,
    id: ConclusionId,
    casting: Option<Casting>,
    drawn: Vec<u16>,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let vote = meeting.vote_on(id).ok_or(Refusal::NotVoted(id))?;
    require_unchanged(meeting, vote)?;
    let by_lot = vote.ground.rule.tie == Tie::Lot;
    let tied = match &vote.verdict {
        Verdict::Tied => match casting {
            Some(Casting::Lot { .. }) => by_lot,
            Some(Casting::Chair { .. }) => {
                matches!(vote.ground.rule.tie, Tie::ChairDecides | Tie::ChairSide)
            }
            None => false,
        },
        Verdict::Chosen(outcome) => {
            if !by_lot && !outcome.tied.is_empty() {
                return Err(Refusal::NoLot);
            }
            let fits = drawn.len() <= outcome.open as usize;
            !drawn.is_empty() && fits && drawn.iter().all(|one| outcome.tied.contains(one))
        }
        // A chair who votes only where it changes the result may still do so.
        Verdict::Carried | Verdict::Lost => {
            matches!(vote.ground.rule.chair, ChairVote::OnTie | ChairVote::WhenDecisive)
                && vote.more.casting.is_none()
                && casting.is_some()
        }
        Verdict::Stated { .. } | Verdict::Unknown | Verdict::Informal => false,
    };
    if !tied {
        return Err(Refusal::NothingToDraw);
    }
    let drawn = [vote.more.drawn.clone(), drawn].concat();
    let casting = casting.or(vote.more.casting);
    let more = Particulars { casting, drawn, ..vote.more.clone() };
    let judgment = judge(&vote.ground, &vote.count, &more);
    let item = meeting.conclusion(vote.conclusion).and_then(|one| one.item);
    let by_chair = matches!(more.casting, Some(Casting::Chair { .. }));
    // Who was there when it was voted on decides, not who is there now.
    let out = by_chair
        && match vote.time {
            Some(_) => {
                meeting.room_as_of(meeting.point_of(vote)).chair_is_out(&vote.ground.rule, item)
            }
            None => meeting.chair_is_kept(&vote.ground.rule, item),
        };
    if judgment.chair_may_not || out {
        return Err(Refusal::Doubtful(vec![VoteDoubt::ChairMayNot]));
    }
    let id = VoteId(meeting.next_id(pen.desk));
    // A correction nobody looked at yet stays in doubt.
    let mut doubts = vote.doubts.clone();
    doubts.extend(meeting.later_doubts(vote.id));
    let settled = Vote { id, verdict: judgment.verdict, more, doubts, ..vote.clone() };
    Ok(vec![replaced(vote), Fact::VoteTaken(Box::new(settled))])
}

/// Whether the motion that an amendment is about is still as the vote on it left it.
fn require_unchanged(meeting: &Meeting, vote: &Vote) -> Result<(), Refusal> {
    let asked = meeting.conclusion(vote.conclusion);
    let kind = asked.and_then(|one| one.motion.as_ref()).map(|motion| &motion.kind);
    let Some(MotionKind::Amendment { of } | MotionKind::Substitute { of }) = kind else {
        return Ok(());
    };
    if let Some(later) = meeting.vote_on(*of) {
        return Err(Refusal::Voted { conclusion: *of, time: later.time });
    }
    let main = meeting.conclusion(*of).map(|main| &main.text);
    // A carried amendment left the motion as it says; any other left it as it was.
    let left = if vote.verdict.carried() { Some(&vote.text) } else { vote.more.before.as_ref() };
    match (left.filter(|_| vote.more.before.is_some()), main) {
        (Some(left), Some(text)) if left != text => Err(Refusal::ChangedSince(*of)),
        _ => Ok(()),
    }
}

/// What a carried amendment or substitute changed must still be as it left it.
pub(super) fn require_unbuilt(meeting: &Meeting, vote: &Vote) -> Result<(), Refusal> {
    let asked = meeting.conclusion(vote.conclusion);
    if let Some(taken) = asked.and_then(|one| seat_taken(meeting, one, vote)) {
        return Err(Refusal::SeatTaken { name: taken.to_owned() });
    }
    let kind = asked.and_then(|one| one.motion.as_ref()).map(|motion| &motion.kind);
    let (of, text) = match kind {
        Some(MotionKind::Amendment { of }) => (*of, Some(&vote.text)),
        Some(MotionKind::Substitute { of }) => (*of, None),
        _ => return Ok(()),
    };
    let Some(main) = meeting.conclusion(of).filter(|_| vote.verdict.carried()) else {
        return Ok(());
    };
    if let Some(later) = meeting.vote_on(of) {
        return Err(Refusal::Voted { conclusion: of, time: later.time });
    }
    match text {
        Some(text) if main.text != *text => Err(Refusal::ChangedSince(of)),
        _ => Ok(()),
    }
}

/// How a vote was taken may be said later, and said again if it was told wrongly; what was counted
/// by names or by papers shows for itself how it was taken.
fn state_method(meeting: &Meeting, id: ConclusionId, method: Method) -> Result<Vec<Fact>, Refusal> {
    let vote = meeting.vote_on(id).ok_or(Refusal::NotVoted(id))?;
    let counted = !vote.more.answers.is_empty() || vote.more.papers != Papers::default();
    match &vote.method {
        Some(stated) if *stated == method => Err(Refusal::Unchanged),
        Some(_) if counted => Err(Refusal::Voted { conclusion: id, time: vote.time }),
        _ => Ok(vec![Fact::VoteMethodStated { vote: vote.id, method }]),
    }
}

/// A vote touched by a later correction of the roll: it stands, or is judged anew over the voters
/// known now.
fn review(meeting: &Meeting, id: ConclusionId, anew: bool, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    let current = meeting.vote_on(id);
    let flagged = |vote: &&Vote| vote.conclusion == id && meeting.flag_of(vote.id).is_some();
    let vote = current.filter(flagged).or_else(|| meeting.votes.iter().find(flagged));
    let Some(vote) = vote else {
        let voted = meeting.votes.iter().any(|vote| vote.conclusion == id);
        return Err(if voted { Refusal::NotFlagged(id) } else { Refusal::NotVoted(id) });
    };
    if !anew {
        return Ok(vec![Fact::VoteReviewed { vote: vote.id }]);
    }
    // Only the vote that stands can be judged anew.
    if current.map(|current| current.id) != Some(vote.id) {
        return Err(Refusal::NotFlagged(id));
    }
    require_unbuilt(meeting, vote)?;
    require_unchanged(meeting, vote)?;
    let anew = judged_anew(meeting, vote, pen).ok_or(Refusal::NotFlagged(id))?;
    Ok(vec![replaced(vote), Fact::VoteTaken(Box::new(anew))])
}

/// The vote over the voters who were there at its time, as the roll is known now.
fn judged_anew(meeting: &Meeting, vote: &Vote, pen: Pen) -> Option<Vote> {
    let item = meeting.conclusion(vote.conclusion).and_then(|one| one.item);
    let then = vote.ground.voters_present;
    let mut room = meeting.room_as_of(meeting.point_of(vote));
    // The rules may have been stated wrongly, too.
    let stated = meeting.profile.as_ref().and_then(|profile| profile.rule(&vote.decision));
    let rule = stated.filter(|_| vote.more.ruling.is_none()).unwrap_or(&vote.ground.rule);
    if let Some(called) = called(&room, &vote.more.answers, rule, item) {
        room = called;
    }
    let mut ground = room.ground_of(rule, item)?;
    ground.informal = vote.ground.informal;
    let now = ground.voters_present;
    let count = match &vote.count {
        Count::Unanimous { yes: Some(_) } => Count::Unanimous { yes: now },
        other @ (Count::Unanimous { .. }
        | Count::Counted(_)
        | Count::Uncounted { .. }
        | Count::Tied
        | Count::Void { .. }
        | Count::Named { .. }
        | Count::Partly(_)
        | Count::Choices { .. }) => other.clone(),
    };
    let mut more = vote.more.clone();
    if let Count::Unanimous { .. } = count {
        (more.weight, more.groups) = (None, Vec::new());
        weigh_all(&room, &ground, item, &mut more);
    }
    let mut doubts = reconcile(&ground, &count, &more);
    // What does not hang on the room stays in doubt.
    let kept = vote.doubts.iter().filter(|doubt| {
        matches!(
            doubt,
            VoteDoubt::NotEntitled { .. }
                | VoteDoubt::MethodDiffers { .. }
                | VoteDoubt::NamesInSecret { .. }
                | VoteDoubt::NotUnanimous { .. }
        )
    });
    doubts.extend(kept.cloned());
    doubts.extend(no_quorum(meeting, &ground));
    if let (Some(then), Some(now)) = (then, now) {
        doubts.push(VoteDoubt::RollChanged { then, now });
    }
    let verdict = verdict(&ground, &count, &more, &doubts);
    Some(Vote {
        id: VoteId(meeting.next_id(pen.desk)),
        ground,
        count,
        doubts,
        verdict,
        more,
        ..vote.clone()
    })
}

/// Who was elected by this vote and took the seat on it.
fn seat_taken<'a>(meeting: &Meeting, asked: &'a Conclusion, vote: &Vote) -> Option<&'a str> {
    let slate = asked.slate.as_ref()?;
    let filled = match &vote.verdict {
        Verdict::Chosen(outcome) => vote.more.on_slate(&outcome.chosen),
        verdict if verdict.carried() => vote.more.places.clone(),
        Verdict::Carried
        | Verdict::Lost
        | Verdict::Stated { .. }
        | Verdict::Unknown
        | Verdict::Tied
        | Verdict::Informal => return None,
    };
    let voted = meeting.point_of(vote).order;
    let seated = |name: &str| {
        meeting.members.iter().filter(|member| member.name == name).any(|member| {
            let mut changes = member.seat.changes.iter();
            member.seat.is_held()
                && changes.any(|(change, at)| *change == SeatChange::Seated && at.order > voted)
        })
    };
    let names = filled.iter().filter_map(|place| slate.choices.get(usize::from(*place)));
    names.map(|choice| choice.name.as_str()).find(|name| seated(name))
}
