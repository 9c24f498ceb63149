//! Looking back: who was there at a moment, by what is known now.

use super::{Meeting, Member, Point, Profile};

impl Meeting {
    /// No meeting yet, of a body that goes by these rules.
    #[must_use]
    pub fn under(profile: Profile) -> Self {
        Self { profile: Some(profile), ..Self::default() }
    }

    /// The meeting with roll, chair, interests and reported numbers as they were at a moment, by
    /// what is known now. Where nothing that was said or decided is asked for, the room will do.
    #[must_use]
    pub fn as_of(&self, at: Point) -> Self {
        self.clone().with(&self.members, at)
    }

    /// As [`Self::as_of`], without what was said and decided: what a ground and a quorum hang on.
    #[must_use]
    pub fn room_as_of(&self, at: Point) -> Self {
        self.room(Vec::new()).with(&self.members, at)
    }

    /// Who the meeting is, and who of it is there, without what is said and decided in it. A field
    /// that is new has to say whether it belongs here.
    pub(super) fn room(&self, members: Vec<Member>) -> Self {
        let Self {
            profile,
            kind,
            date,
            known,
            stage,
            chair,
            item_chairs,
            stated,
            reports,
            unnamed,
            members: _,
            guests,
            items,
            opening,
            opened,
            closed,
            interests,
            call,
            opening_call,
            informal_turns,
            pauses,
            former_chairs,
            polled,
            facts,
            body: _,
            details: _,
            co_chairs: _,
            vice_chairs: _,
            secretary: _,
            co_secretaries: _,
            notes: _,
            indicators: _,
            conclusions: _,
            votes: _,
            read_back: _,
            corrections: _,
            adopted: _,
            proxy_source: _,
            quorum_source: _,
            flagged: _,
            clock: _,
            annulled: _,
            given: _,
            seals: _,
            correcting: _,
        } = self;
        Self {
            profile: profile.clone(),
            kind: kind.clone(),
            date: *date,
            known: *known,
            stage: *stage,
            chair: chair.clone(),
            item_chairs: item_chairs.clone(),
            stated: stated.clone(),
            reports: reports.clone(),
            unnamed: unnamed.clone(),
            members,
            guests: guests.clone(),
            items: items.clone(),
            opening: *opening,
            opened: *opened,
            closed: *closed,
            interests: interests.clone(),
            call: *call,
            opening_call: *opening_call,
            informal_turns: informal_turns.clone(),
            pauses: pauses.clone(),
            former_chairs: former_chairs.clone(),
            polled: polled.clone(),
            facts: *facts,
            ..Self::default()
        }
    }

    /// With these members and all that is here as they were at a moment.
    fn with(self, members: &[Member], at: Point) -> Self {
        let mut then = self;
        then.members = members.iter().map(|member| member.as_of(at)).collect();
        then.interests.retain(|one| one.at.is_by(at));
        then.unnamed.retain(|one| one.at.is_by(at));
        // Whatever was reported first says how it has been from the beginning.
        let by_then = |index: usize, reported: Point| index == 0 || reported.is_by(at);
        let mut index = 0;
        then.reports.retain(|(_, reported)| {
            index += 1;
            by_then(index - 1, *reported)
        });
        then.stated = then.reports.last().map(|(stated, _)| stated.clone()).unwrap_or_default();
        let until = |handed: &Point| !handed.is_by(at);
        if let Some((chair, _)) = then.former_chairs.iter().find(|(_, handed)| until(handed)) {
            then.chair = Some(chair.clone());
        }
        then
    }
}
