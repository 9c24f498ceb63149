//! Applying facts about who may vote: marks, seats, proxies, interests, chair and quorum.

use crate::domain::{
    Answer, Flag, Interest, Mark, Meeting, MemberId, Moment, Near, Point, Presence, VoteDoubt,
    VoteId,
};

/// An interest takes the place of the one declared before in the same item.
pub(super) fn declare(meeting: &mut Meeting, interest: Interest) {
    let (member, item) = (interest.member, interest.item);
    correcting(meeting, member, None, |meeting| {
        meeting.interests.retain(|other| other.member != member || other.item != item);
        meeting.interests.push(interest);
    });
}

/// A mark of the roll.
pub(super) fn mark(meeting: &mut Meeting, id: MemberId, mark: Mark) {
    let before = meeting.member(id).map(|member| member.presence().clone());
    let goes = mark.presence == Presence::Left;
    let comes = mark.presence == Presence::Late;
    // Whoever goes, or comes, is there before, or is not, as was known; any other mark corrects.
    let since = match before {
        Some(Presence::Present | Presence::Late | Presence::Back | Presence::Remote) if goes => {
            Some(mark.at)
        }
        Some(Presence::Left) if mark.presence == Presence::Back => Some(mark.at),
        Some(Presence::NotCalled | Presence::Absent(_)) if comes => Some(mark.at),
        _ => None,
    };
    correcting(meeting, id, since, |meeting| {
        if let Some(member) = meeting.member_mut(id) {
            member.attendance.marks.push(mark);
        }
    });
}

/// Apply a fact about one member. Votes in which more, or fewer, could vote by it are
/// flagged; they stay as they were judged.
///
/// `since` is the moment before which the fact changes nothing, if there is one: what happens now
/// touches no vote that was taken, and costs none of them a look.
pub(super) fn correcting(
    meeting: &mut Meeting,
    id: MemberId,
    since: Option<Point>,
    apply: impl FnOnce(&mut Meeting),
) {
    let before = meeting.voters_near(id, since);
    apply(meeting);
    if !before.is_empty() {
        let after = meeting.voters_near(id, since);
        for ((vote, was), (_, is)) in before.into_iter().zip(after) {
            if was != is {
                flag(meeting, vote, was, is);
            }
        }
    }
    flag_named(meeting, id, since);
}

/// Votes without a time had been taken by the time of what was recorded next: whoever came later
/// was not there.
pub(super) fn bound(meeting: &mut Meeting, time: Option<Moment>) {
    let open = |at: Point| at.time.is_none() && at.by.is_none();
    let votes = meeting.polled.iter_mut().filter(|polled| open(polled.at));
    let places: Vec<u32> = votes.map(|polled| polled.at.order).collect();
    let Some(time) = time.filter(|_| !places.is_empty()) else { return };
    let set = |meeting: &mut Meeting, by: Option<Moment>| {
        for polled in meeting.polled.iter_mut().filter(|one| places.contains(&one.at.order)) {
            polled.at.by = by;
        }
    };
    let later = |mark: &Mark| mark.at.time.is_some_and(|at| at > time);
    let moved = meeting.members.iter().filter(|one| one.attendance.marks.iter().any(later));
    let moved: Vec<MemberId> = moved.map(|member| member.id).collect();
    for id in moved {
        correcting(meeting, id, None, |meeting| set(meeting, Some(time)));
        set(meeting, None);
    }
    set(meeting, Some(time));
}

/// Flag the votes in which a member is recorded with an answer, and by the roll as it is known now
/// could not give it.
fn flag_named(meeting: &mut Meeting, id: MemberId, since: Option<Point>) {
    let gives = |answer: Answer| !matches!(answer, Answer::Absent | Answer::Recused);
    let touched = meeting.votes.iter().filter(|vote| {
        let named = vote.more.answers.iter().any(|(who, answer)| *who == id && gives(*answer));
        let before = since.is_some_and(|since| !since.is_by(meeting.point_of(vote)));
        let told = vote.doubts.contains(&VoteDoubt::NotEntitled { member: id });
        named && !before && !told
    });
    let out: Vec<(VoteId, bool)> =
        touched.map(|vote| (vote.id, meeting.could_not_vote(id, vote))).collect();
    for (vote, out) in out {
        let found = meeting.flagged.iter().position(|flag| flag.vote == vote);
        match found {
            Some(at) if out => meeting.flagged[at].named = Some(id),
            Some(at) if meeting.flagged[at].named == Some(id) => {
                meeting.flagged[at].named = None;
                meeting.flagged.retain(|flag| !flag.doubts().is_empty());
            }
            None if out => {
                let named = Some(id);
                meeting.flagged.push(Flag { vote, then: 0, now: 0, entitled: 0, named });
            }
            _ => {}
        }
    }
}

fn flag(meeting: &mut Meeting, id: VoteId, was: Near, is: Near) {
    let vote = meeting.votes.iter().find(|vote| vote.id == id);
    let Some(then) = vote.and_then(|vote| vote.ground.voters_present) else { return };
    let before = meeting.flag_of(id);
    let counted = before.filter(|flag| flag.then == then);
    let now = counted.map_or(then, |flag| flag.now);
    let now = now.saturating_add(is.voters).saturating_sub(was.voters);
    let entitled = before.map_or(0, |flag| flag.entitled);
    let entitled =
        entitled.saturating_add_unsigned(is.entitled).saturating_sub_unsigned(was.entitled);
    let named = before.and_then(|flag| flag.named);
    meeting.flagged.retain(|other| other.vote != id);
    // A correction that is taken back leaves nothing to look at.
    let flag = Flag { vote: id, then, now, entitled, named };
    if !flag.doubts().is_empty() {
        meeting.flagged.push(flag);
    }
}
