//! Applying facts. What is in the journal has happened, so this cannot fail.

mod polls;
mod seats;

use super::{
    Attendance, Attendee, Body, Change, Conclusion, Correction, Fact, Flag, Ground, Guest, GuestId,
    Headcount, Item, ItemId, ItemState, Kind, Known, Mark, Meeting, Member, MemberId, Moment,
    Office, Pause, Person, Point, Poll, Profile, Seal, Seat, Span, Stage, Task, Unnamed, Vote,
};

/// Pass over a fact that was taken back. The number of what it named is not given again: another
/// desk may speak of it.
pub fn forgo(meeting: &mut Meeting, fact: &Fact) {
    if let Some(id) = fact.names() {
        meeting.given.note(id);
    }
}

/// Apply a fact to the meeting.
///
/// A fact about a thing that is no longer there changes nothing: it stood on something undone.
#[expect(clippy::too_many_lines, reason = "a table of facts")]
pub fn evolve(meeting: &mut Meeting, fact: &Fact) {
    meeting.facts += 1;
    forgo(meeting, fact);
    if meeting.correcting.is_some() && !matches!(fact, Fact::PapersSealed { .. }) {
        let change = Change::of(meeting, fact);
        meeting.correcting.iter_mut().for_each(|one| one.changes.push(change.clone()));
    }
    match fact {
        Fact::MeetingConvened { body, profile, kind, date, known } => {
            meeting.body = body.clone();
            meeting.profile = Some(profile.clone());
            meeting.kind = Some(kind.clone());
            (meeting.date, meeting.known) = (*date, *known);
        }
        Fact::DetailStated { detail, text } => {
            meeting.details.retain(|(key, _)| key != detail);
            if !text.is_empty() {
                meeting.details.push((*detail, text.clone()));
                meeting.details.sort_by_key(|(key, _)| *key);
            }
        }
        // Who presides may be no voter.
        Fact::OfficeHeld { office, people, item } => {
            restating(meeting, |meeting| hold(meeting, *office, people, *item));
        }
        Fact::AttendanceStated { headcount, since, time } => {
            report(meeting, headcount, *since, *time);
        }
        Fact::UnnamedMarked { count, came, time } => {
            let at = meeting.point(*time);
            meeting.unnamed.push(Unnamed { count: *count, came: *came, at });
        }
        Fact::MemberEnrolled { .. }
        | Fact::MemberAmended { .. }
        | Fact::MemberStruck { .. }
        | Fact::PresenceMarked { .. }
        | Fact::GuestAdded { .. }
        | Fact::GuestAmended { .. }
        | Fact::GuestRemoved { .. }
        | Fact::GuestJoined { .. } => evolve_roll(meeting, fact),
        Fact::ItemAdded { .. }
        | Fact::ItemAmended { .. }
        | Fact::ItemMoved { .. }
        | Fact::ItemRemoved { .. }
        | Fact::ItemStarted { .. }
        | Fact::ItemFinished { .. }
        | Fact::ItemSkipped { .. } => evolve_agenda(meeting, fact),
        Fact::NoteTaken(_)
        | Fact::NoteAmended(_)
        | Fact::NoteRemoved { .. }
        | Fact::IndicatorReported(_)
        | Fact::IndicatorAmended(_)
        | Fact::IndicatorRemoved { .. } => evolve_notes(meeting, fact),
        Fact::ConclusionWritten { .. }
        | Fact::ConclusionAmended { .. }
        | Fact::ConclusionMoved { .. }
        | Fact::ConclusionRemoved { .. }
        | Fact::TaskAssigned { .. }
        | Fact::VoteTaken(_)
        | Fact::VoteAnnulled { .. } => evolve_conclusions(meeting, fact),
        Fact::MotionMade { .. }
        | Fact::MotionAmended { .. }
        | Fact::MotionDisposed { .. }
        | Fact::ConclusionReopened { .. }
        | Fact::SlateMade { .. }
        | Fact::Nominated { .. }
        | Fact::TakenOff { .. }
        | Fact::TellersNamed { .. }
        | Fact::VotersAnswered { .. }
        | Fact::PaperEntered { .. }
        | Fact::PollCleared { .. }
        | Fact::VoteReviewed { .. }
        | Fact::VoteMethodStated { .. } => polls::evolve(meeting, fact),
        Fact::MemberRated { .. }
        | Fact::ProxiesAllowed { .. }
        | Fact::QuorumSet(_)
        | Fact::ProxyGiven { .. }
        | Fact::SeatChanged { .. }
        | Fact::InterestDeclared { .. }
        | Fact::InterestEnded { .. }
        | Fact::CallMade { .. }
        | Fact::InformalSet { .. }
        | Fact::ChairHandedOver { .. } => seats::evolve(meeting, fact),
        Fact::MeetingOpened { time } => {
            meeting.stage = Stage::InSession;
            meeting.opened = *time;
            let opening = meeting.point(*time);
            meeting.opening = Some(opening);
            // The place after the opening belongs to whoever was said to come late before it.
            meeting.facts += 1;
            for member in &mut meeting.members {
                member.attendance.open(opening);
            }
            for guest in &mut meeting.guests {
                guest.attendance.open(opening);
            }
            meeting.opening_call = meeting.call;
        }
        Fact::MeetingAmended { body, profile, kind, date, known } => {
            amend(meeting, (body, profile, kind), (*date, *known));
        }
        Fact::MeetingPaused { kind, until, time } => {
            seats::bound(meeting, *time);
            let (kind, until, from) = (*kind, until.clone(), meeting.point(*time));
            meeting.pauses.push(Pause { kind, until, from, to: None });
        }
        Fact::MeetingResumed { time } => {
            let at = meeting.point(*time);
            meeting.pauses.iter_mut().filter(|one| one.to.is_none()).for_each(|one| {
                one.to = Some(at);
            });
        }
        Fact::OpeningAmended { time } => {
            meeting.opened = *time;
            meeting.opening.iter_mut().for_each(|at| at.time = *time);
        }
        Fact::ClosingAmended { time } => meeting.closed = *time,
        Fact::MeetingClosed { time } => {
            seats::bound(meeting, *time);
            meeting.closed = *time;
            meeting.stage = after_close(meeting);
        }
        Fact::MinutesRead { time } => meeting.read_back = Some(*time),
        Fact::CorrectionNoted { text, time } => meeting.corrections.push((text.clone(), *time)),
        Fact::MinutesAdopted { time } => {
            meeting.adopted = Some(*time);
            if meeting.stage == Stage::Closed {
                meeting.stage = Stage::Adopted;
            }
        }
        Fact::PapersSealed { time, template } => {
            let (template, correction) = (template.clone(), meeting.correcting.take());
            meeting.seals.push(Seal { time: *time, template, correction });
        }
        Fact::CorrectionOpened { reason, .. } => {
            let (reason, changes) = (reason.clone(), Vec::new());
            meeting.correcting = Some(Correction { reason, changes });
        }
    }
}

/// What the meeting is was stated wrongly: times go with its day.
fn amend(
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
fn restating(meeting: &mut Meeting, change: impl FnOnce(&mut Meeting)) {
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
    meeting.as_of(meeting.point_of(vote)).ground_of(rule, item)
}

fn after_close(meeting: &Meeting) -> Stage {
    if meeting.adopted.is_some() { Stage::Adopted } else { Stage::Closed }
}

/// Set who holds an office; the first of several is the one who answers for it.
fn hold(meeting: &mut Meeting, office: Office, people: &[Person], item: Option<ItemId>) {
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
fn report(meeting: &mut Meeting, headcount: &Headcount, since: bool, time: Option<Moment>) {
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

fn evolve_roll(meeting: &mut Meeting, fact: &Fact) {
    match fact {
        Fact::MemberEnrolled { member, name, post, class, unsworn } => {
            meeting.enrol(Member {
                id: *member,
                name: name.clone(),
                post: post.clone(),
                class: *class,
                attendance: Attendance::default(),
                weight: None,
                group: String::new(),
                proxies: Vec::new(),
                seat: Seat { changes: Vec::new(), unsworn: *unsworn },
            });
        }
        Fact::MemberAmended { member, name, post, class } => {
            seats::correcting(meeting, *member, None, |meeting| {
                if let Some(member) = meeting.member_mut(*member) {
                    member.name.clone_from(name);
                    member.post.clone_from(post);
                    member.class = *class;
                }
            });
        }
        Fact::MemberStruck { member } => meeting.members.retain(|other| other.id != *member),
        Fact::PresenceMarked { who, presence, time } => {
            let mark = Mark { presence: presence.clone(), at: meeting.point(*time) };
            match who {
                Attendee::Member(member) => seats::mark(meeting, *member, mark),
                Attendee::Guest(guest) => {
                    if let Some(guest) = meeting.guest_mut(*guest) {
                        guest.attendance.marks.push(mark);
                    }
                }
            }
        }
        Fact::GuestAdded { guest, name, post, rank } => {
            let (name, post) = (name.clone(), post.clone());
            let (attendance, became) = (Attendance::default(), None);
            meeting.guests.push(Guest { id: *guest, name, post, rank: *rank, attendance, became });
        }
        Fact::GuestAmended { guest, name, post, rank } => {
            if let Some(found) = meeting.guest_mut(*guest) {
                found.name.clone_from(name);
                found.post.clone_from(post);
                found.rank = *rank;
            }
        }
        Fact::GuestRemoved { guest } => meeting.guests.retain(|other| other.id != *guest),
        Fact::GuestJoined { guest, member } => {
            if let Some(found) = meeting.guest_mut(*guest) {
                found.became = Some(*member);
            }
        }
        _ => {}
    }
}

fn evolve_agenda(meeting: &mut Meeting, fact: &Fact) {
    match fact {
        Fact::ItemAdded { item, title, presenter, planned } => {
            meeting.items.push(Item {
                id: *item,
                title: title.clone(),
                presenter: presenter.clone(),
                planned: *planned,
                state: ItemState::Planned,
                spans: Vec::new(),
            });
        }
        Fact::ItemAmended { item, title, presenter, planned } => {
            if let Some(item) = meeting.item_mut(*item) {
                item.title.clone_from(title);
                item.presenter.clone_from(presenter);
                item.planned = *planned;
            }
        }
        Fact::ItemMoved { item, place } => {
            move_to(&mut meeting.items, |other| other.id == *item, *place);
        }
        Fact::ItemRemoved { item } => meeting.items.retain(|other| other.id != *item),
        Fact::ItemStarted { item, time } => {
            if let Some(item) = meeting.item_mut(*item) {
                item.state = ItemState::Running;
                item.spans.push(Span { start: *time, end: None });
            }
            seats::bound(meeting, *time);
        }
        Fact::ItemFinished { item, time } => {
            if let Some(item) = meeting.item_mut(*item) {
                item.state = ItemState::Done;
                if let Some(span) = item.spans.last_mut() {
                    span.end = *time;
                }
            }
            seats::bound(meeting, *time);
        }
        Fact::ItemSkipped { item, reason } => {
            if let Some(item) = meeting.item_mut(*item) {
                item.state = ItemState::Skipped(reason.clone());
            }
        }
        _ => {}
    }
}

fn evolve_notes(meeting: &mut Meeting, fact: &Fact) {
    match fact {
        Fact::NoteTaken(note) => {
            meeting.notes.push(note.clone());
        }
        Fact::NoteAmended(note) => {
            if let Some(found) = meeting.notes.iter_mut().find(|other| other.id == note.id) {
                *found = note.clone();
            }
        }
        Fact::NoteRemoved { note } => meeting.notes.retain(|other| other.id != *note),
        Fact::IndicatorReported(indicator) => {
            meeting.indicators.push(indicator.clone());
        }
        Fact::IndicatorAmended(indicator) => {
            let id = indicator.id;
            if let Some(found) = meeting.indicators.iter_mut().find(|other| other.id == id) {
                *found = indicator.clone();
            }
        }
        Fact::IndicatorRemoved { indicator } => {
            meeting.indicators.retain(|other| other.id != *indicator);
        }
        _ => {}
    }
}

fn evolve_conclusions(meeting: &mut Meeting, fact: &Fact) {
    match fact {
        Fact::ConclusionWritten { conclusion, item, text, time } => {
            meeting.conclusions.push(Conclusion {
                id: *conclusion,
                item: *item,
                text: text.clone(),
                task: Task::default(),
                vote: None,
                time: *time,
                motion: None,
                slate: None,
                reopened: Vec::new(),
                poll: Poll::default(),
            });
        }
        Fact::ConclusionAmended { conclusion, text } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                found.text.clone_from(text);
            }
        }
        Fact::ConclusionMoved { conclusion, place } => {
            move_to(&mut meeting.conclusions, |other| other.id == *conclusion, *place);
        }
        Fact::ConclusionRemoved { conclusion } => {
            meeting.conclusions.retain(|other| other.id != *conclusion);
        }
        Fact::TaskAssigned { conclusion, task } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                found.task = task.clone();
            }
        }
        Fact::VoteTaken(vote) => polls::take_vote(meeting, vote),
        Fact::VoteAnnulled { vote, reason } => polls::annul(meeting, *vote, reason),
        _ => {}
    }
}

fn move_to<T>(list: &mut Vec<T>, which: impl Fn(&T) -> bool, place: u32) {
    let Some(from) = list.iter().position(which) else { return };
    let thing = list.remove(from);
    let to = usize::try_from(place).unwrap_or(usize::MAX).min(list.len());
    list.insert(to, thing);
}

impl Meeting {
    /// Members stand in the order of their numbers, in whatever order they come in.
    fn enrol(&mut self, member: Member) {
        let place = self.members.partition_point(|other| other.id < member.id);
        self.members.insert(place, member);
    }

    pub(super) fn member_mut(&mut self, id: MemberId) -> Option<&mut Member> {
        let index = self.members.binary_search_by_key(&id, |member| member.id).ok()?;
        self.members.get_mut(index)
    }

    fn guest_mut(&mut self, id: GuestId) -> Option<&mut Guest> {
        self.guests.iter_mut().find(|guest| guest.id == id)
    }

    /// The place of the fact that is being taken in.
    pub(super) fn point(&self, time: Option<Moment>) -> Point {
        Point { order: self.facts, time, by: None }
    }

    fn item_mut(&mut self, id: ItemId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    fn conclusion_mut(&mut self, id: super::ConclusionId) -> Option<&mut Conclusion> {
        self.conclusions.iter_mut().find(|conclusion| conclusion.id == id)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Fact, ItemId, ItemState, Meeting, Moment, evolve};

    #[test]
    fn a_fact_about_something_undone_changes_nothing() {
        let mut meeting = Meeting::default();
        evolve(&mut meeting, &Fact::ItemStarted { item: ItemId(7), time: None::<Moment> });
        assert_eq!(meeting, Meeting { facts: 1, ..Meeting::default() });
    }

    #[test]
    fn a_return_to_an_item_adds_its_time() {
        let at = |minute| chrono::NaiveDate::from_ymd_opt(2026, 3, 3)?.and_hms_opt(8, minute, 30);
        let mut meeting = Meeting::default();
        let item = ItemId(1);
        let (title, presenter, planned) = (String::from("x"), None, Some(4));
        evolve(&mut meeting, &Fact::ItemAdded { item, title, presenter, planned });
        for (start, end) in [(0, 3), (10, 14)] {
            evolve(&mut meeting, &Fact::ItemStarted { item, time: at(start) });
            evolve(&mut meeting, &Fact::ItemFinished { item, time: at(end) });
        }
        let item = &meeting.items[0];
        assert_eq!(item.state, ItemState::Done);
        let now = at(59).unwrap_or_default();
        assert_eq!((item.minutes(now), item.overtime(now)), (Some(7), Some(3)));
    }
}
