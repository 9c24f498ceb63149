//! Applying facts about who may vote: marks, seats, proxies, interests, chair and quorum.

use crate::domain::{Fact, Flag, Mark, Meeting, MemberId, Vote};

pub(super) fn evolve(meeting: &mut Meeting, fact: &Fact) {
    match fact {
        Fact::MemberRated { member, weight, group } => {
            if let Some(member) = meeting.member_mut(*member) {
                member.weight = *weight;
                member.group.clone_from(group);
            }
        }
        Fact::ProxyGiven { member, holder, .. } => {
            if let Some(member) = meeting.member_mut(*member) {
                member.proxy.clone_from(holder);
            }
        }
        Fact::SeatChanged { member, change, unsworn, time } => {
            let id = *member;
            let Some(member) = meeting.member_mut(id) else { return };
            let held = member.seat.is_held();
            member.seat.changes.push((*change, *time));
            member.seat.unsworn = *unsworn;
            let now = member.seat.is_held();
            let member = member.clone();
            let touched = |vote: &Vote| {
                held != now
                    && vote.time.is_some_and(|at| {
                        time.is_some_and(|time| time <= at) && member.was_here(at)
                    })
            };
            flag(meeting, touched, now);
        }
        Fact::InterestDeclared(interest) => {
            let same = |other: &crate::domain::Interest| {
                other.member == interest.member && other.item == interest.item
            };
            meeting.interests.retain(|other| !same(other));
            meeting.interests.push(interest.clone());
        }
        Fact::InterestEnded { member, item } => {
            meeting.interests.retain(|one| one.member != *member || one.item != *item);
        }
        Fact::CallMade { call } => meeting.call = *call,
        Fact::InformalSet { informal, .. } => meeting.informal = *informal,
        Fact::ChairHandedOver { person, time } => {
            if let Some(before) = meeting.chair.replace(person.clone()) {
                meeting.former_chairs.push((before, *time));
            }
        }
        _ => {}
    }
}

/// A mark of the roll. One that changes who was there at an earlier vote flags that vote; the vote
/// itself stays as it was judged.
pub(super) fn mark(meeting: &mut Meeting, id: MemberId, mark: Mark) {
    let no_votes = meeting.votes.is_empty();
    let profile = meeting.profile.clone().filter(|_| !no_votes);
    let Some(member) = meeting.member_mut(id) else { return };
    if no_votes {
        member.marks.push(mark);
        return;
    }
    let before = member.clone();
    member.marks.push(mark);
    let after = member.clone();
    let votes = after.class.is_some_and(|class| profile.is_some_and(|p| p.votes(class)));
    for came in [true, false] {
        let touched = |vote: &Vote| {
            votes
                && vote.time.is_some_and(|at| {
                    before.was_here(at) != after.was_here(at) && after.was_here(at) == came
                })
        };
        flag(meeting, touched, came);
    }
}

/// Flag the votes that one voter more, or one less, touches.
fn flag(meeting: &mut Meeting, touched: impl Fn(&Vote) -> bool, more: bool) {
    let mut flags = Vec::new();
    for vote in meeting.votes.iter().filter(|vote| touched(vote)) {
        let Some(then) = vote.ground.voters_present else { continue };
        let now = meeting.flag_of(vote.id).map_or(then, |flag| flag.now);
        let now = if more { now + 1 } else { now.saturating_sub(1) };
        flags.push(Flag { vote: vote.id, then, now });
    }
    for flag in flags {
        meeting.flagged.retain(|other| other.vote != flag.vote);
        // A correction that is taken back leaves nothing to look at.
        if flag.then != flag.now {
            meeting.flagged.push(flag);
        }
    }
}
