//! A new meeting: what convenes it, and what it takes over from the last meeting of its body.

use std::collections::HashMap;

use chrono::Timelike;

use crate::domain::{
    Command, Convening, Detail, Fact, ItemId, Meeting, MemberId, Office, Pen, Person, Refusal,
    decide, evolve,
};
use crate::journal::{Act, Entry, Journal};

/// The most facts of one entry: a record has a greatest length, and a roll has none.
pub const FACTS_AN_ENTRY: usize = 500;

/// A new meeting's journal. It copies roll, agenda, offices and the body's own provisions from the
/// last meeting of its body, and stands alone from then on.
///
/// People are who they are, not what they are called: two of one name stay two.
///
/// # Errors
/// A [`Refusal`] if the meeting cannot be convened.
pub fn found(convening: Convening, last: Option<&Meeting>, pen: Pen) -> Result<Journal, Refusal> {
    let convene = Command::Convene(Box::new(convening));
    let mut founding = Founding { pen, facts: Vec::new(), meeting: Meeting::default() };
    for fact in decide(&founding.meeting, convene, pen)? {
        founding.tell(fact);
    }
    if let Some(last) = last {
        founding.copy(last);
    }
    Ok(founding.journal())
}

/// The facts told so far, and the meeting they make.
struct Founding {
    pen: Pen,
    facts: Vec<Fact>,
    meeting: Meeting,
}

impl Founding {
    fn tell(&mut self, fact: Fact) {
        evolve(&mut self.meeting, &fact);
        self.facts.push(fact);
    }

    fn copy(&mut self, last: &Meeting) {
        let people = self.copy_roll(last);
        let person = |person: &Person| match person {
            Person::Member(id) if people.contains_key(id) => Person::Member(people[id]),
            Person::Member(_) | Person::Guest(_) | Person::Named(_) => {
                Person::Named(last.name_of(person).to_owned())
            }
        };
        let there = |person: &&Person| !last.name_of(person).is_empty();
        for (office, holder) in [(Office::Chair, &last.chair), (Office::Secretary, &last.secretary)]
        {
            if let Some(holder) = holder.as_ref().filter(there) {
                let people = vec![person(holder)];
                self.tell(Fact::OfficeHeld { office, people, item: None });
            }
        }
        for detail in [
            Detail::Place,
            Detail::Locality,
            Detail::Symbol,
            Detail::Term,
            Detail::EnterpriseCode,
            Detail::Address,
        ] {
            if let Some(text) = last.detail(detail) {
                self.tell(Fact::DetailStated { detail, text: text.to_owned() });
            }
        }
        for item in &last.items {
            let presenter = item.presenter.as_ref().filter(there).map(person);
            let title = item.title.clone();
            let id = ItemId(self.meeting.next_id(self.pen.desk));
            self.tell(Fact::ItemAdded { item: id, title, presenter, planned: item.planned });
        }
        self.copy_provisions(last);
    }

    /// The roll, with class, post, weight, group and an oath still to be taken. Who gave up the
    /// seat is not on the next roll.
    fn copy_roll(&mut self, last: &Meeting) -> HashMap<MemberId, MemberId> {
        let mut people = HashMap::new();
        for member in last.members.iter().filter(|member| member.seat.is_held()) {
            let id = MemberId(self.meeting.next_id(self.pen.desk));
            people.insert(member.id, id);
            self.tell(Fact::MemberEnrolled {
                member: id,
                name: member.name.clone(),
                post: member.post.clone(),
                class: member.class,
                unsworn: member.seat.unsworn,
            });
            if member.weight.is_some() || !member.group.is_empty() {
                let group = member.group.clone();
                self.tell(Fact::MemberRated { member: id, weight: member.weight, group });
            }
        }
        people
    }

    /// What the body's own bylaws say otherwise holds as long as the body goes by the same rules.
    fn copy_provisions(&mut self, last: &Meeting) {
        let rules = |meeting: &Meeting| meeting.profile.as_ref().map(|profile| profile.id.clone());
        let Some(profile) = last.profile.as_ref() else { return };
        if rules(&self.meeting) != rules(last) {
            return;
        }
        if !last.proxy_source.is_empty() {
            let most = profile.proxies.filter(|most| *most != u32::MAX);
            self.tell(Fact::ProxiesAllowed { most, source: last.proxy_source.clone() });
        }
        if let Some(quorum) = profile.quorum.as_ref().filter(|_| !last.quorum_source.is_empty()) {
            self.tell(Fact::QuorumSet(quorum.clone()));
        }
    }

    fn journal(self) -> Journal {
        let Pen { at, desk } = self.pen;
        let at = at.with_nanosecond(0).unwrap_or(at);
        let mut facts = self.facts.into_iter().peekable();
        let mut entries = Vec::new();
        for seq in 1.. {
            if facts.peek().is_none() {
                break;
            }
            let act = Act::Did(facts.by_ref().take(FACTS_AN_ENTRY).collect());
            entries.push(Entry { desk, seq, clock: seq, at, seen: Vec::new(), act });
        }
        Journal::of(entries)
    }
}
