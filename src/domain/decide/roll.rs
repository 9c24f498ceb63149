//! Rules on the roll call and the guests.

use super::{moment, require_text};
use crate::domain::{
    At, Command, Conclusion, Fact, GuestId, Meeting, Member, MemberId, Moment, Mover, Person,
    Presence, Refusal,
};

pub(super) fn decide(
    meeting: &Meeting,
    command: Command,
    now: Moment,
) -> Result<Vec<Fact>, Refusal> {
    let fact = match command {
        Command::Enrol { name, post, class } => Fact::MemberEnrolled {
            member: MemberId(meeting.next_id),
            name: require_text(name)?,
            post,
            class,
        },
        Command::AmendMember { member, name, post, class } => {
            require_member(meeting, member)?;
            Fact::MemberAmended { member, name: require_text(name)?, post, class }
        }
        Command::StrikeMember { member } => {
            let name = require_member(meeting, member)?.name.clone();
            require_unmentioned(meeting, &Person::Member(member), name)?;
            Fact::MemberStruck { member }
        }
        Command::Mark { member, presence, at } => mark(meeting, member, presence, at, now)?,
        Command::MarkRestPresent => return mark_rest_present(meeting, now),
        Command::AddGuest { name, post, rank } => Fact::GuestAdded {
            guest: GuestId(meeting.next_id),
            name: require_text(name)?,
            post,
            rank,
        },
        Command::AmendGuest { guest, name, post, rank } => {
            require_guest(meeting, guest)?;
            Fact::GuestAmended { guest, name: require_text(name)?, post, rank }
        }
        Command::RemoveGuest { guest } => {
            let name = meeting.guest(guest).ok_or(Refusal::Gone)?.name.clone();
            require_unmentioned(meeting, &Person::Guest(guest), name)?;
            Fact::GuestRemoved { guest }
        }
        _ => return Err(Refusal::Gone),
    };
    Ok(vec![fact])
}

fn mark(
    meeting: &Meeting,
    id: MemberId,
    presence: Presence,
    at: At,
    now: Moment,
) -> Result<Fact, Refusal> {
    let member = require_member(meeting, id)?;
    if *member.presence() == presence && at == At::Now {
        return Err(Refusal::Unchanged);
    }
    if presence == Presence::Left && !member.presence().attended() {
        return Err(Refusal::NotHere { name: member.name.clone() });
    }
    Ok(Fact::PresenceMarked { member: id, presence, time: moment(meeting, at, now)? })
}

fn mark_rest_present(meeting: &Meeting, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let time = meeting.live(now);
    let facts: Vec<Fact> = meeting
        .members
        .iter()
        .filter(|member| member.is_awaited())
        .map(|member| Fact::PresenceMarked { member: member.id, presence: Presence::Present, time })
        .collect();
    if facts.is_empty() { Err(Refusal::NobodyLeft) } else { Ok(facts) }
}

fn require_member(meeting: &Meeting, id: MemberId) -> Result<&Member, Refusal> {
    meeting.member(id).ok_or(Refusal::Gone)
}

/// Whoever the record names stays in it.
fn require_unmentioned(meeting: &Meeting, who: &Person, name: String) -> Result<(), Refusal> {
    let who = Some(who);
    let mentioned = meeting.chair.as_ref() == who
        || meeting.secretary.as_ref() == who
        || meeting.items.iter().any(|item| item.presenter.as_ref() == who)
        || meeting.notes.iter().any(|note| note.speaker.as_ref() == who)
        || meeting.conclusions.iter().any(|one| one.task.owner.as_ref() == who)
        || meeting.former_chairs.iter().any(|(person, _)| Some(person) == who)
        || meeting.members.iter().any(|member| member.proxy() == who)
        || meeting.conclusions.iter().any(|one| names(one, who))
        || matches!(who, Some(Person::Member(id)) if votes_or_cares(meeting, *id));
    if mentioned { Err(Refusal::Mentioned { name }) } else { Ok(()) }
}

/// Whether a question names somebody as mover, seconder, nominator or teller.
fn names(conclusion: &Conclusion, who: Option<&Person>) -> bool {
    let moves = conclusion.motion.as_ref().is_some_and(|motion| {
        let mover = match &motion.mover {
            Some(Mover::Person(person)) => Some(person),
            Some(Mover::Chair) | None => None,
        };
        (mover.is_some() && mover == who) || motion.seconders.iter().any(|one| Some(one) == who)
    });
    let counts = conclusion.slate.as_ref().is_some_and(|slate| {
        slate.tellers.iter().any(|one| Some(one) == who)
            || slate
                .choices
                .iter()
                .any(|choice| choice.nominated_by.is_some() && choice.nominated_by.as_ref() == who)
    });
    moves || counts
}

/// Whether a member answered by name, or declared an interest.
fn votes_or_cares(meeting: &Meeting, id: MemberId) -> bool {
    meeting.interests.iter().any(|one| one.member == id)
        || meeting.conclusions.iter().any(|one| one.poll.answer_of(id).is_some())
        || meeting.votes.iter().any(|vote| vote.more.answers.iter().any(|(one, _)| *one == id))
}

fn require_guest(meeting: &Meeting, id: GuestId) -> Result<(), Refusal> {
    meeting.guest(id).map(|_| ()).ok_or(Refusal::Gone)
}
