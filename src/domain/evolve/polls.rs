//! Applying facts about motions, ballots and votes.

use crate::domain::meeting::Polled;
use crate::domain::{
    Annulled, ConclusionId, Fate, Meeting, Method, Moment, MotionKind, Poll, Verdict, Vote,
    VoteDoubt, VoteId,
};

/// A motion goes some way without a vote; an amendment that its mover accepts changes the text.
pub(super) fn dispose(
    meeting: &mut Meeting,
    conclusion: ConclusionId,
    fate: &Fate,
    time: Option<Moment>,
) {
    let found = meeting.conclusion_mut(conclusion);
    let mut accepted = None;
    if let Some(found) = found
        && let Some(motion) = found.motion.as_mut()
    {
        motion.fate = Some((fate.clone(), time));
        if let (Fate::Accepted { .. }, MotionKind::Amendment { of }) = (fate, &motion.kind) {
            accepted = Some((*of, found.text.clone()));
        }
    }
    if let Some((of, text)) = accepted
        && let Some(main) = meeting.conclusion_mut(of)
    {
        main.text = text;
    }
}

/// How a vote was taken is said afterwards.
pub(super) fn state_method(meeting: &mut Meeting, id: VoteId, method: &Method) {
    if let Some(vote) = meeting.votes.iter_mut().find(|other| other.id == id) {
        vote.method = Some(method.clone());
        vote.doubts.retain(|doubt| !matches!(doubt, VoteDoubt::MethodDiffers { .. }));
        let expected = &vote.ground.rule.methods;
        if !expected.is_empty() && !expected.contains(method) {
            let expected = expected.clone();
            vote.doubts.push(VoteDoubt::MethodDiffers { expected });
        }
    }
}

/// A vote settles its conclusions; a carried amendment or substitute changes what it is about.
pub(super) fn take_vote(meeting: &mut Meeting, vote: &Vote) {
    place(meeting, vote);
    let also = vote.more.also.iter().map(|(conclusion, _)| *conclusion);
    for id in std::iter::once(vote.conclusion).chain(also) {
        if let Some(conclusion) = meeting.conclusion_mut(id) {
            conclusion.vote = Some(vote.id);
            conclusion.poll = Poll::default();
        }
    }
    match &vote.verdict {
        Verdict::Chosen(outcome) => fill_seats(meeting, vote, outcome),
        verdict if verdict.carried() => elect_all(meeting, vote),
        Verdict::Carried
        | Verdict::Lost
        | Verdict::Stated { .. }
        | Verdict::Unknown
        | Verdict::Tied
        | Verdict::Informal => {}
    }
    meeting.votes.push(vote.clone());
    if vote.verdict.carried() {
        replace_text(meeting, vote);
    }
}

/// Where the vote stands in the order of facts. What was recorded again, at the time of the vote it
/// takes the place of, stands where that stood.
fn place(meeting: &mut Meeting, vote: &Vote) {
    let again = meeting.polled.iter().rev().find(|polled| {
        polled.annulled && polled.conclusion == vote.conclusion && polled.at.time == vote.time
    });
    let at = again.map_or_else(|| meeting.point(vote.time), |polled| polled.at);
    let (vote, conclusion) = (vote.id, vote.conclusion);
    meeting.polled.push(Polled { vote, conclusion, at, annulled: false });
}

/// A list agreed to as a whole: everybody who stands is elected.
fn elect_all(meeting: &mut Meeting, vote: &Vote) {
    let conclusion = meeting.conclusion_mut(vote.conclusion);
    if let Some(slate) = conclusion.and_then(|conclusion| conclusion.slate.as_mut()) {
        slate.chosen.extend(slate.standing());
    }
}

/// Seats filled in this round, and who stands in the next one.
fn fill_seats(meeting: &mut Meeting, vote: &Vote, outcome: &crate::domain::Outcome) {
    let Some(conclusion) = meeting.conclusion_mut(vote.conclusion) else { return };
    let Some(slate) = &mut conclusion.slate else { return };
    slate.chosen.extend(vote.more.on_slate(&outcome.chosen));
    slate.round = vote.more.on_slate(&outcome.tied);
    if slate.round.is_empty() && outcome.open > 0 && outcome.chosen.is_empty() {
        // Nobody reached the number among those who stood: they stand again, and nobody else.
        slate.round.clone_from(&vote.more.round);
    }
}

/// The text of a motion follows a carried amendment; a substitute takes the motion's place.
fn replace_text(meeting: &mut Meeting, vote: &Vote) {
    let conclusion = meeting.conclusion(vote.conclusion);
    let kind = conclusion.and_then(|one| one.motion.as_ref()).map(|motion| motion.kind.clone());
    match kind {
        Some(MotionKind::Amendment { of }) => {
            if let Some(main) = meeting.conclusion_mut(of) {
                main.text.clone_from(&vote.text);
            }
        }
        Some(MotionKind::Substitute { of }) => {
            let by = vote.conclusion;
            let main = meeting.conclusion_mut(of);
            if let Some(motion) = main.and_then(|main| main.motion.as_mut()) {
                motion.fate = Some((Fate::Replaced { by }, vote.time));
            }
        }
        Some(MotionKind::Main | MotionKind::Procedural(_)) | None => {}
    }
}

/// A question is open again: what followed from its last vote no longer stands, the vote itself
/// stays in the record.
pub(super) fn reopen(meeting: &mut Meeting, id: ConclusionId) {
    if let Some(vote) = meeting.vote_on(id).cloned() {
        take_back(meeting, &vote);
    }
    if let Some(found) = meeting.conclusion_mut(id) {
        found.reopened.extend(found.vote.take());
        if let Some(motion) = &mut found.motion {
            motion.fate = None;
        }
    }
}

/// The vote no longer stands; what followed from it does not either.
pub(super) fn annul(meeting: &mut Meeting, id: VoteId, reason: &str) {
    let Some(at) = meeting.votes.iter().position(|vote| vote.id == id) else { return };
    let vote = meeting.votes.remove(at);
    for polled in meeting.polled.iter_mut().filter(|polled| polled.vote == id) {
        polled.annulled = true;
    }
    meeting.flagged.retain(|flag| flag.vote != id);
    take_back(meeting, &vote);
    if !reason.is_empty() {
        meeting.annulled.push(Annulled { vote: vote.clone(), reason: reason.to_owned() });
    }
    for conclusion in meeting.conclusions.iter_mut().filter(|one| one.vote == Some(id)) {
        conclusion.vote = None;
    }
    // The earlier round of a ballot stands again.
    let reopened = meeting.conclusion(vote.conclusion).map(|one| one.reopened.clone());
    let reopened = reopened.unwrap_or_default();
    let earlier = meeting
        .votes
        .iter()
        .rev()
        .find(|other| other.conclusion == vote.conclusion && !reopened.contains(&other.id));
    let earlier = earlier.map(|other| other.id);
    if let Some(conclusion) = meeting.conclusion_mut(vote.conclusion)
        && conclusion.slate.is_some()
    {
        conclusion.vote = earlier;
    }
}

/// Take back what followed from a vote: seats filled, texts changed, motions replaced.
fn take_back(meeting: &mut Meeting, vote: &Vote) {
    let Some(conclusion) = meeting.conclusion_mut(vote.conclusion) else { return };
    if let Some(slate) = &mut conclusion.slate {
        let filled = match &vote.verdict {
            Verdict::Chosen(outcome) => vote.more.on_slate(&outcome.chosen),
            Verdict::Carried
            | Verdict::Lost
            | Verdict::Stated { .. }
            | Verdict::Unknown
            | Verdict::Tied
            | Verdict::Informal => vote.more.places.clone(),
        };
        slate.chosen.retain(|place| !filled.contains(place));
        slate.round.clone_from(&vote.more.round);
    }
    let kind = conclusion.motion.as_ref().map(|motion| motion.kind.clone());
    match kind {
        Some(MotionKind::Amendment { of }) if vote.verdict.carried() => {
            let main = meeting.conclusion_mut(of).filter(|main| main.text == vote.text);
            if let (Some(before), Some(main)) = (&vote.more.before, main) {
                main.text.clone_from(before);
            }
        }
        Some(MotionKind::Substitute { of }) if vote.verdict.carried() => {
            let main = meeting.conclusion_mut(of);
            if let Some(motion) = main.and_then(|main| main.motion.as_mut()) {
                motion.fate = None;
            }
        }
        _ => {}
    }
}
