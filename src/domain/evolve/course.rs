//! What the meeting is, said wrongly, and numbers reported: what they change of votes taken.

use crate::domain::{
    Body, Flag, Ground, Headcount, ItemId, Kind, Known, Meeting, Moment, Office, Person, Profile,
    Vote,
};

/// What the meeting is was stated wrongly: times go with its day.
pub(super) fn amend(
    meeting: &mut Meeting,
    (body, profile, kind): (&Body, &Profile, &Kind),
    (date, known): (chrono::NaiveDate, Known),
) {
    restating(meeting, |meeting| {
        meeting.shift(date - meeting.date);
        (meeting.date, meeting.known) = (date, known);
        meeting.body = body.clone();
        let mut profile = profile.clone();
        // What the body's own provisions say stays said.
        if let Some(before) = meeting.profile.take() {
            if !meeting.proxy_source.is_empty() {
                profile.proxies = before.proxies;
            }
            if !meeting.quorum_source.is_empty() {
                profile.quorum = before.quorum;
            }
        }
        meeting.profile = Some(profile);
        meeting.kind = Some(kind.clone());
    });
}

/// Votes that another rule or base would judge after a change are flagged.
pub(super) fn restating(meeting: &mut Meeting, change: impl FnOnce(&mut Meeting)) {
    let grounds = |meeting: &Meeting| -> Vec<Option<Ground>> {
        meeting.votes.iter().map(|one| regrounded(meeting, one)).collect()
    };
    let before = grounds(meeting);
    change(meeting);
    let after = grounds(meeting);
    for ((vote, before), after) in meeting.votes.iter().zip(before).zip(after) {
        if before == after || meeting.flagged.iter().any(|flag| flag.vote == vote.id) {
            continue;
        }
        let voters = |ground: &Option<Ground>| ground.as_ref().and_then(|one| one.voters_present);
        let base = |ground: &Option<Ground>| ground.as_ref().and_then(|one| one.base).unwrap_or(0);
        let then = vote.ground.voters_present.unwrap_or(0);
        let now = voters(&after).unwrap_or(then);
        let entitled = i64::try_from(i128::from(base(&after)) - i128::from(base(&before)));
        let entitled = entitled.unwrap_or(0);
        meeting.flagged.push(Flag { vote: vote.id, then, now, entitled, named: None });
    }
}

/// What a vote would be measured against by the rules as they are stated now.
fn regrounded(meeting: &Meeting, vote: &Vote) -> Option<Ground> {
    let item = meeting.conclusion(vote.conclusion).and_then(|one| one.item);
    let rule = meeting.profile.as_ref()?.rule(&vote.decision)?;
    meeting.room_as_of(meeting.point_of(vote)).ground_of(rule, item)
}

/// Set who holds an office; the first of several is the one who answers for it.
pub(super) fn hold(meeting: &mut Meeting, office: Office, people: &[Person], item: Option<ItemId>) {
    if let Some(item) = item {
        meeting.item_chairs.retain(|(of, _)| *of != item);
        meeting.item_chairs.extend(people.first().map(|person| (item, person.clone())));
        return;
    }
    let first = people.first().cloned();
    let others = people.get(1..).unwrap_or_default().to_vec();
    match office {
        Office::Chair => (meeting.chair, meeting.co_chairs) = (first, others),
        Office::ViceChair => meeting.vice_chairs = people.to_vec(),
        Office::Secretary => (meeting.secretary, meeting.co_secretaries) = (first, others),
    }
}

/// Numbers of a later moment follow those before; a correction mends all that were reported.
pub(super) fn report(
    meeting: &mut Meeting,
    headcount: &Headcount,
    since: bool,
    time: Option<Moment>,
) {
    if since || meeting.reports.is_empty() {
        let at = meeting.point(time);
        meeting.reports.push((headcount.clone(), at));
        meeting.stated = headcount.clone();
        return;
    }
    restating(meeting, |meeting| {
        let before = std::mem::replace(&mut meeting.stated, headcount.clone());
        meeting.reports.iter_mut().for_each(|(stated, _)| stated.mend(&before, headcount));
    });
}
