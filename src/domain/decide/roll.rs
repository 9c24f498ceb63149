//! Rules on the roll call and the guests.

use super::{moment, require_text};
use crate::domain::{
    At, Attendance, Attendee, Conclusion, Fact, GuestId, Meeting, Member, MemberId, Moment, Mover,
    Pen, Person, Presence, Refusal, RollCommand,
};

pub(super) fn decide(
    meeting: &Meeting,
    command: RollCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let fact = match command {
        RollCommand::Enrol { name, post, class } => {
            let name = require_text(name)?;
            require_told_apart(meeting, &name, &post, None)?;
            Fact::MemberEnrolled {
                member: MemberId(meeting.next_id(pen.desk)),
                name,
                post,
                class,
                unsworn: false,
            }
        }
        RollCommand::AmendMember { member, name, post, class } => {
            require_member(meeting, member)?;
            let name = require_text(name)?;
            require_told_apart(meeting, &name, &post, Some(member))?;
            Fact::MemberAmended { member, name, post, class }
        }
        RollCommand::StrikeMember { member } => {
            let name = require_member(meeting, member)?.name.clone();
            require_unmentioned(meeting, &Person::Member(member), name)?;
            Fact::MemberStruck { member }
        }
        RollCommand::Mark { who, presence, at } => mark(meeting, who, presence, at, pen)?,
        RollCommand::StateAttendance { headcount, since } => {
            let time = since.map_or(Ok(None), |at| moment(meeting, at, pen))?;
            let (headcount, since) = (*headcount, since.is_some());
            Fact::AttendanceStated { headcount, since, time }
        }
        RollCommand::MarkUnnamed { count, came, at } => {
            require_some(meeting, count, came)?;
            Fact::UnnamedMarked { count, came, time: moment(meeting, at, pen)? }
        }
        RollCommand::MarkRest(presence) => return mark_rest(meeting, &presence, pen),
        RollCommand::AddGuest { name, post, rank } => Fact::GuestAdded {
            guest: GuestId(meeting.next_id(pen.desk)),
            name: require_text(name)?,
            post,
            rank,
        },
        RollCommand::AmendGuest { guest, name, post, rank } => {
            require_guest(meeting, guest)?;
            Fact::GuestAmended { guest, name: require_text(name)?, post, rank }
        }
        RollCommand::RemoveGuest { guest } => {
            let name = meeting.guest(guest).ok_or(Refusal::Gone)?.name.clone();
            require_unmentioned(meeting, &Person::Guest(guest), name)?;
            Fact::GuestRemoved { guest }
        }
    };
    Ok(vec![fact])
}

/// Those who went without being named must have been there.
fn require_some(meeting: &Meeting, count: u32, came: bool) -> Result<(), Refusal> {
    let here = meeting.turnout().here.unwrap_or(count);
    match count {
        0 => Err(Refusal::Empty),
        count if !came && count > here => Err(Refusal::NotSoMany { count, here }),
        _ => Ok(()),
    }
}

fn mark(
    meeting: &Meeting,
    who: Attendee,
    presence: Presence,
    at: At,
    pen: Pen,
) -> Result<Fact, Refusal> {
    let attendance = meeting.attendance(who).ok_or(Refusal::Gone)?;
    let name = || named(meeting, who);
    let before = attendance.presence();
    if *before == presence && at == At::Now {
        return Err(Refusal::Unchanged);
    }
    // Whoever left and is there again came back; to say that somebody never left is to undo it.
    let presence = match (before, presence) {
        (Presence::Left, Presence::Present) => Presence::Back,
        (_, presence) => presence,
    };
    let guest = matches!(who, Attendee::Guest(_)) && *before == Presence::NotCalled;
    match presence {
        Presence::Left if !before.attended() && !guest => {
            return Err(Refusal::NotHere { name: name() });
        }
        Presence::Back if !matches!(before, Presence::Left | Presence::Back) => {
            return Err(Refusal::NotAway { name: name() });
        }
        Presence::Late if matches!(before, Presence::Left | Presence::Back) => {
            return Err(Refusal::CameBefore { name: name() });
        }
        Presence::NotCalled
        | Presence::Present
        | Presence::Late
        | Presence::Left
        | Presence::Back
        | Presence::Absent(_)
        | Presence::Remote => {}
    }
    let time = moment(meeting, at, pen)?;
    require_order(meeting, attendance, &presence, time, &name)?;
    Ok(Fact::PresenceMarked { who, presence, time })
}

fn named(meeting: &Meeting, who: Attendee) -> String {
    let name = match who {
        Attendee::Member(id) => meeting.member(id).map(|member| &member.name),
        Attendee::Guest(id) => meeting.guest(id).map(|guest| &guest.name),
    };
    name.cloned().unwrap_or_default()
}

/// Nobody goes before coming, comes back before going, or does either after the closing.
fn require_order(
    meeting: &Meeting,
    attendance: &Attendance,
    presence: &Presence,
    time: Option<Moment>,
    name: &dyn Fn() -> String,
) -> Result<(), Refusal> {
    let Some(time) = time else { return Ok(()) };
    let moves = match presence {
        Presence::Late | Presence::Left | Presence::Back => true,
        Presence::NotCalled | Presence::Present | Presence::Absent(_) | Presence::Remote => false,
    };
    if let Some(closed) = meeting.closed.filter(|closed| moves && is_after(time, *closed)) {
        return Err(Refusal::AfterClosing { time, closed });
    }
    let spells = attendance.spells();
    let last = match presence {
        // A mark of the same kind corrects the last one, which is held against what stood before.
        Presence::Left if *attendance.presence() == Presence::Left => {
            spells.last().and_then(|spell| spell.from)
        }
        Presence::Left => spells.last().and_then(|spell| spell.until.or(spell.from)),
        Presence::Back if *attendance.presence() == Presence::Back => {
            spells.iter().rev().nth(1).and_then(|spell| spell.until)
        }
        Presence::Back => spells.last().and_then(|spell| spell.until),
        Presence::NotCalled
        | Presence::Present
        | Presence::Late
        | Presence::Absent(_)
        | Presence::Remote => None,
    };
    match last.and_then(|last| last.time) {
        Some(earlier) if is_after(earlier, time) => {
            Err(Refusal::Crossed { name: name(), time, earlier })
        }
        _ => Ok(()),
    }
}

/// Later by the minutes in which times are said.
fn is_after(time: Moment, other: Moment) -> bool {
    (time - other).num_minutes() >= 1
}

/// A meeting is not closed before somebody came or went.
pub(super) fn require_nobody_after(
    meeting: &Meeting,
    closing: Option<Moment>,
) -> Result<(), Refusal> {
    let Some(closing) = closing else { return Ok(()) };
    let members = meeting.members.iter().map(|member| (&member.name, &member.attendance));
    let guests = meeting.guests.iter().map(|guest| (&guest.name, &guest.attendance));
    for (name, attendance) in members.chain(guests) {
        let ends = attendance.spells().into_iter().flat_map(|spell| [spell.from, spell.until]);
        let later = ends.flatten().filter_map(|at| at.time).find(|at| is_after(*at, closing));
        if let Some(moved) = later {
            return Err(Refusal::ClosedBefore { name: name.clone(), closing, moved });
        }
    }
    Ok(())
}

fn mark_rest(meeting: &Meeting, presence: &Presence, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    let time = meeting.live(pen.now());
    let facts: Vec<Fact> = meeting
        .members
        .iter()
        .filter(|member| member.is_awaited())
        .map(|member| Fact::PresenceMarked {
            who: Attendee::Member(member.id),
            presence: presence.clone(),
            time,
        })
        .collect();
    if facts.is_empty() { Err(Refusal::NobodyLeft) } else { Ok(facts) }
}

/// A second member of one name has a post, or whatever stands for it, that tells the two apart.
pub(super) fn require_told_apart(
    meeting: &Meeting,
    name: &str,
    post: &str,
    own: Option<MemberId>,
) -> Result<(), Refusal> {
    let same =
        |member: &&Member| Some(member.id) != own && member.name == name && member.seat.is_held();
    let alike = |member: &Member| post.is_empty() || member.post == post;
    if meeting.members.iter().filter(same).any(alike) {
        return Err(Refusal::SameName { name: name.to_owned() });
    }
    Ok(())
}

fn require_member(meeting: &Meeting, id: MemberId) -> Result<&Member, Refusal> {
    meeting.member(id).ok_or(Refusal::Gone)
}

/// Whoever the record names stays in it.
fn require_unmentioned(meeting: &Meeting, who: &Person, name: String) -> Result<(), Refusal> {
    let who = Some(who);
    let offices = [&meeting.co_chairs, &meeting.vice_chairs, &meeting.co_secretaries];
    let mentioned = meeting.chair.as_ref() == who
        || meeting.secretary.as_ref() == who
        || offices.into_iter().flatten().any(|person| Some(person) == who)
        || meeting.item_chairs.iter().any(|(_, person)| Some(person) == who)
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
