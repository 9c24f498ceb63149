//! Applying facts. What is in the journal has happened, so this cannot fail.

mod course;
mod polls;
mod seats;

use super::{
    Attendance, Attendee, Change, Conclusion, Correction, Fact, Guest, GuestId, Interest, Item,
    ItemId, ItemState, Mark, Meeting, Member, MemberId, Moment, Pause, Person, Point, Poll, Seal,
    Seat, Span, Stage, Task, Unnamed,
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
            course::restating(meeting, |meeting| course::hold(meeting, *office, people, *item));
        }
        Fact::AttendanceStated { headcount, since, time } => {
            course::report(meeting, headcount, *since, *time);
        }
        Fact::UnnamedMarked { count, came, time } => {
            let at = meeting.point(*time);
            meeting.unnamed.push(Unnamed { count: *count, came: *came, at });
        }
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
        Fact::MotionMade { conclusion, motion } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                found.motion = Some(motion.clone());
            }
        }
        Fact::MotionAmended { conclusion, mover, seconders, condition } => {
            let found = meeting.conclusion_mut(*conclusion);
            if let Some(motion) = found.and_then(|found| found.motion.as_mut()) {
                motion.mover.clone_from(mover);
                motion.seconders.clone_from(seconders);
                motion.condition.clone_from(condition);
            }
        }
        Fact::MotionDisposed { conclusion, fate, time } => {
            polls::dispose(meeting, *conclusion, fate, *time);
        }
        Fact::ConclusionReopened { conclusion } => polls::reopen(meeting, *conclusion),
        Fact::VoteReviewed { vote } => meeting.flagged.retain(|flag| flag.vote != *vote),
        Fact::VoteMethodStated { vote, method } => polls::state_method(meeting, *vote, method),
        Fact::SlateMade { conclusion, slate } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                found.slate = Some(slate.clone());
            }
        }
        Fact::Nominated { conclusion, choice } => {
            let found = meeting.conclusion_mut(*conclusion);
            if let Some(slate) = found.and_then(|found| found.slate.as_mut()) {
                slate.choices.push(choice.clone());
            }
        }
        Fact::TakenOff { conclusion, place, gone } => {
            let found = meeting.conclusion_mut(*conclusion);
            let slate = found.and_then(|found| found.slate.as_mut());
            if let Some(choice) = slate.and_then(|s| s.choices.get_mut(usize::from(*place))) {
                choice.gone = Some(*gone);
            }
        }
        Fact::TellersNamed { conclusion, tellers } => {
            let found = meeting.conclusion_mut(*conclusion);
            if let Some(slate) = found.and_then(|found| found.slate.as_mut()) {
                slate.tellers.clone_from(tellers);
            }
        }
        Fact::VotersAnswered { conclusion, answers } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                for (member, answer) in answers {
                    found.poll.set(*member, *answer);
                }
            }
        }
        Fact::PaperEntered { conclusion, sheet, bundle } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                let sheets = &mut found.poll.sheets;
                let index = usize::from(*sheet);
                if sheets.len() <= index {
                    sheets.resize_with(index + 1, Vec::new);
                }
                sheets[index].push(bundle.clone());
            }
        }
        Fact::PollCleared { conclusion } => {
            if let Some(found) = meeting.conclusion_mut(*conclusion) {
                found.poll = Poll::default();
            }
        }
        Fact::MemberRated { member, weight, group } => {
            if let Some(member) = meeting.member_mut(*member) {
                member.weight = *weight;
                member.group.clone_from(group);
            }
        }
        Fact::ProxiesAllowed { most, source } => course::restating(meeting, |meeting| {
            let most = most.or(Some(u32::MAX));
            meeting.profile.iter_mut().for_each(|profile| profile.proxies = most);
            meeting.proxy_source.clone_from(source);
        }),
        Fact::QuorumSet(quorum) => course::restating(meeting, |meeting| {
            meeting.profile.iter_mut().for_each(|one| one.quorum = Some(quorum.clone()));
            meeting.quorum_source.clone_from(&quorum.source);
        }),
        Fact::ProxyGiven { member, holder, time } => {
            let at = meeting.point(*time);
            seats::correcting(meeting, *member, Some(at), |meeting| {
                if let Some(member) = meeting.member_mut(*member) {
                    member.proxies.push((holder.clone(), at));
                }
            });
        }
        Fact::SeatChanged { member, change, unsworn, time } => {
            let at = meeting.point(*time);
            seats::correcting(meeting, *member, Some(at), |meeting| {
                if let Some(member) = meeting.member_mut(*member) {
                    member.seat.changes.push((*change, at));
                    member.seat.unsworn = *unsworn;
                }
            });
        }
        Fact::InterestDeclared { member, item, conduct, what, time } => {
            let (member, item, conduct, what) = (*member, *item, *conduct, what.clone());
            let at = meeting.point(*time);
            seats::declare(meeting, Interest { member, item, conduct, what, at });
        }
        Fact::InterestEnded { member, item } => {
            seats::correcting(meeting, *member, None, |meeting| {
                meeting.interests.retain(|one| one.member != *member || one.item != *item);
            });
        }
        Fact::CallMade { call } => meeting.call = *call,
        Fact::InformalSet { informal, time } => {
            let at = meeting.point(*time);
            meeting.informal_turns.push((*informal, at));
        }
        Fact::ChairHandedOver { person, time } => {
            let at = meeting.point(*time);
            // Who presided before may be unknown.
            let before = meeting.chair.replace(person.clone());
            let before = before.unwrap_or_else(|| Person::Named("……".to_owned()));
            meeting.former_chairs.push((before, at));
        }
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
            course::amend(meeting, (body, profile, kind), (*date, *known));
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

fn after_close(meeting: &Meeting) -> Stage {
    if meeting.adopted.is_some() { Stage::Adopted } else { Stage::Closed }
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
