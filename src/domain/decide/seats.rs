//! Rules on who may vote: seats, weights, proxies, interests, chair, quorum.

use super::{moment, require_person, require_session, require_text};
use crate::domain::{
    At, Attendee, Class, ConclusionId, Fact, ItemId, Measure, Meeting, Member, MemberId, Moment,
    Office, Pen, Person, Presence, Quorum, QuorumAsked, QuorumTest, Refusal, SeatChange,
    SeatCommand, Threshold,
};

pub(super) fn decide(
    meeting: &Meeting,
    command: SeatCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    match command {
        SeatCommand::Rate { member, weight, group } => {
            require_member(meeting, member)?;
            Ok(vec![Fact::MemberRated { member, weight, group }])
        }
        SeatCommand::AllowProxies { most, source } => {
            if most == Some(0) {
                return Err(Refusal::Empty);
            }
            // What the statutes of a body do not say needs a provision that is named.
            Ok(vec![Fact::ProxiesAllowed { most, source: require_text(source)? }])
        }
        SeatCommand::SetQuorum(asked) => set_quorum(meeting, asked),
        SeatCommand::GiveProxy { member, holder, at } => {
            require_member(meeting, member)?;
            require_person(meeting, holder.as_ref())?;
            if holder == Some(Person::Member(member)) {
                return Err(Refusal::Unchanged);
            }
            require_proxies(meeting, member, holder.as_ref())?;
            Ok(vec![Fact::ProxyGiven { member, holder, time: moment(meeting, at, pen)? }])
        }
        SeatCommand::ChangeSeat { member, change, at } => {
            change_seat(meeting, member, change, at, pen)
        }
        SeatCommand::EndTerms { at } => {
            require_session(meeting)?;
            let time = moment(meeting, at, pen)?;
            let change = SeatChange::TermEnded;
            let held = meeting.members.iter().filter(|member| member.seat.is_held());
            let ended = held.map(|member| changed(member.id, change, false, time));
            let facts: Vec<Fact> = ended.collect();
            if facts.is_empty() { Err(Refusal::NobodyLeft) } else { Ok(facts) }
        }
        SeatCommand::CoOpt { name, post, class, at } => {
            let time = moment(meeting, at, pen)?;
            let (member, name) = (MemberId(meeting.next_id(pen.desk)), require_text(name)?);
            super::roll::require_told_apart(meeting, &name, &post, None)?;
            Ok(join(meeting, member, name, post, class, time))
        }
        SeatCommand::SeatElected { conclusion, at } => seat_elected(meeting, conclusion, at, pen),
        SeatCommand::DeclareInterest { member, item, conduct, what, at } => {
            require_member(meeting, member)?;
            super::record::require_place(meeting, item)?;
            let time = moment(meeting, at, pen)?;
            Ok(vec![Fact::InterestDeclared { member, item, conduct, what, time }])
        }
        SeatCommand::EndInterest { member, item } => {
            let there =
                meeting.interests.iter().any(|one| one.member == member && one.item == item);
            if there {
                Ok(vec![Fact::InterestEnded { member, item }])
            } else {
                Err(Refusal::Unchanged)
            }
        }
        SeatCommand::SetCall { call } => Ok(vec![Fact::CallMade { call: call.clamp(1, 9) }]),
        SeatCommand::GoInformal { informal, at } => go_informal(meeting, informal, at, pen),
    }
}

/// What a provision of the body's own does not say stays as the rules have it.
fn set_quorum(meeting: &Meeting, asked: QuorumAsked) -> Result<Vec<Fact>, Refusal> {
    let QuorumAsked { threshold, of_shares, with_proxies, source } = asked;
    if threshold == Threshold::Plurality {
        return Err(Refusal::NoSuchQuorum);
    }
    let profile = meeting.profile.as_ref().ok_or(Refusal::NotConvened)?;
    if with_proxies && profile.proxies.is_none() {
        return Err(Refusal::NoProxies);
    }
    let general = profile.quorum.clone().unwrap_or_else(|| Quorum::of(threshold));
    Ok(vec![Fact::QuorumSet(Quorum {
        calls: vec![threshold],
        measure: if of_shares { Measure::Weight } else { general.measure },
        in_room_only: general.in_room_only && !with_proxies,
        source: require_text(source)?,
        ..general
    })])
}

/// Who holds an office: at the beginning it is said who that is, later the chair is handed over, or
/// it is mended who held it all along.
pub(super) fn name(
    meeting: &Meeting,
    (office, item): (Office, Option<ItemId>),
    people: Vec<Person>,
    at: Option<At>,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let said = at.is_some_and(|at| at != At::Now);
    if said && meeting.opening.is_none() {
        return Err(Refusal::NotInSession(meeting.stage));
    }
    for person in &people {
        require_person(meeting, Some(person))?;
    }
    super::record::require_place(meeting, item)?;
    let [person] = people.as_slice() else {
        return if people.is_empty() {
            Err(Refusal::Empty)
        } else {
            Ok(vec![Fact::OfficeHeld { office, people, item }])
        };
    };
    let chairs = office == Office::Chair && item.is_none();
    if chairs && meeting.chair.as_ref() == Some(person) && meeting.co_chairs.is_empty() {
        return Err(Refusal::Unchanged);
    }
    let handed = at.filter(|_| said || meeting.chair.is_some());
    Ok(vec![match handed.filter(|_| chairs && meeting.opening.is_some()) {
        Some(at) => {
            let time = moment(meeting, at, pen)?;
            Fact::ChairHandedOver { person: person.clone(), time }
        }
        None => Fact::OfficeHeld { office, people, item },
    }])
}

/// Whether the meeting may be opened for business, as far as anybody knows.
pub(super) fn require_quorum_to_open(meeting: &Meeting) -> Result<(), Refusal> {
    let tested = meeting.profile.as_ref().and_then(|profile| profile.quorum.as_ref());
    let at_opening = tested.is_some_and(|quorum| quorum.tested != QuorumTest::Vote);
    match meeting.quorum().filter(|_| at_opening && !meeting.is_informal()) {
        Some(quorum) if quorum.is_met() == Some(false) => Err(Refusal::NoQuorum(quorum)),
        _ => Ok(()),
    }
}

fn change_seat(
    meeting: &Meeting,
    id: MemberId,
    change: SeatChange,
    at: At,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let member = require_member(meeting, id)?;
    let fits = match change {
        SeatChange::Resigned | SeatChange::TermEnded | SeatChange::Removed => member.seat.is_held(),
        // Somebody put on the roll may turn out to have joined in the course of the meeting.
        SeatChange::Seated => {
            !member.seat.is_held() || member.seat.changes.is_empty() && meeting.opening.is_some()
        }
        SeatChange::Sworn => member.seat.is_held() && member.seat.unsworn,
    };
    if !fits {
        return Err(Refusal::SeatUnchanged { name: member.name.clone() });
    }
    let oath = meeting.profile.as_ref().is_some_and(|profile| profile.oath);
    let unsworn = change == SeatChange::Seated && oath;
    let time = moment(meeting, at, pen)?;
    let mut facts = vec![changed(id, change, unsworn, time)];
    if change == SeatChange::Seated && *member.presence() == Presence::NotCalled {
        let who = Attendee::Member(id);
        facts.push(Fact::PresenceMarked { who, presence: Presence::Present, time });
    }
    Ok(facts)
}

fn changed(member: MemberId, change: SeatChange, unsworn: bool, time: Option<Moment>) -> Fact {
    Fact::SeatChanged { member, change, unsworn, time }
}

/// Whoever joins is in the room from then on, and votes after the oath where one is asked for; a
/// guest who joins stays the same person.
fn join(
    meeting: &Meeting,
    member: MemberId,
    name: String,
    post: String,
    class: Option<Class>,
    time: Option<Moment>,
) -> Vec<Fact> {
    let oath = meeting.profile.as_ref().is_some_and(|profile| profile.oath);
    let was = meeting.guests_only().find(|guest| guest.name == name);
    let (who, presence) = (Attendee::Member(member), Presence::Present);
    let guest = was.map(|guest| Fact::GuestJoined { guest: guest.id, member });
    let post = if post.is_empty() { was.map(|g| g.post.clone()).unwrap_or_default() } else { post };
    let joined = [
        Fact::MemberEnrolled {
            member,
            name,
            post,
            class: class.or(Some(Class::Official)),
            unsworn: false,
        },
        changed(member, SeatChange::Seated, oath, time),
        Fact::PresenceMarked { who, presence, time },
    ];
    guest.into_iter().chain(joined).collect()
}

fn seat_elected(
    meeting: &Meeting,
    id: ConclusionId,
    at: At,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let slate = meeting.conclusion(id).ok_or(Refusal::Gone)?.slate.as_ref();
    let slate = slate.ok_or(Refusal::NoChoices(id))?;
    let time = moment(meeting, at, pen)?;
    let oath = meeting.profile.as_ref().is_some_and(|profile| profile.oath);
    let mut facts = Vec::new();
    let mut next = meeting.next_id(pen.desk);
    for place in &slate.chosen {
        let Some(choice) = slate.choices.get(usize::from(*place)) else { continue };
        match meeting.members.iter().find(|member| member.name == choice.name) {
            Some(member) if member.seat.is_held() => {}
            Some(member) => facts.push(changed(member.id, SeatChange::Seated, oath, time)),
            None => {
                let name = choice.name.clone();
                facts.extend(join(meeting, MemberId(next), name, String::new(), None, time));
                next += 1;
            }
        }
    }
    if facts.is_empty() { Err(Refusal::NobodyElected(id)) } else { Ok(facts) }
}

fn require_proxies(
    meeting: &Meeting,
    member: MemberId,
    holder: Option<&Person>,
) -> Result<(), Refusal> {
    let Some(holder) = holder else { return Ok(()) };
    let most = meeting.profile.as_ref().and_then(|profile| profile.proxies);
    let most = most.ok_or(Refusal::NoProxies)?;
    let same = |other: &&Member| other.id != member && other.proxy() == Some(holder);
    let held = meeting.members.iter().filter(same).count() + 1;
    let holds = u32::try_from(held).unwrap_or(u32::MAX);
    if holds > most {
        let name = meeting.name_of(holder).to_owned();
        return Err(Refusal::TooManyProxies { name, holds, most });
    }
    Ok(())
}

fn go_informal(meeting: &Meeting, informal: bool, at: At, pen: Pen) -> Result<Vec<Fact>, Refusal> {
    if meeting.is_informal() == informal {
        return Err(Refusal::Unchanged);
    }
    let quorum = meeting.quorum();
    if let Some(quorum) = quorum {
        match (informal, quorum.is_met()) {
            (true, Some(true)) => return Err(Refusal::HasQuorum(quorum)),
            (false, Some(false)) => return Err(Refusal::NoQuorum(quorum)),
            _ => {}
        }
    }
    Ok(vec![Fact::InformalSet { informal, time: moment(meeting, at, pen)? }])
}

fn require_member(meeting: &Meeting, id: MemberId) -> Result<&Member, Refusal> {
    meeting.member(id).ok_or(Refusal::Gone)
}
