//! The quorum: who is there against who is needed, by the roll or by the numbers reported.

use super::ground::By;
use super::judge::percent_read;
use super::{
    Conduct, ItemId, Measure, Meeting, Member, Presence, Profile, Quorum, QuorumTest, Threshold,
};

/// How the quorum stood. Weights are in units of their last decimal, and so is a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuorumState {
    /// Heads or weight that count towards it; `None` while the roll is open.
    pub present: Option<u64>,
    /// Of those: represented by somebody in the room.
    pub represented: u64,
    pub needed: u64,
    /// What it is a part of.
    pub of: u64,
    pub threshold: Threshold,
    pub measure: Measure,
    pub decimals: u8,
    /// Only a per cent was announced: the numbers are parts of it.
    pub announced: bool,
}

impl QuorumState {
    /// Whether there is a quorum; `None` while nobody knows.
    #[must_use]
    pub fn is_met(self) -> Option<bool> {
        self.present.map(|present| present >= self.needed)
    }
}

/// What a quorum is held against.
#[derive(Clone, Copy, Debug)]
struct Counted {
    of: u64,
    present: Option<u64>,
    represented: u64,
    decimals: u8,
    announced: bool,
}

impl Meeting {
    /// How the quorum stands now; `None` if the body has none at this call.
    #[must_use]
    pub fn quorum(&self) -> Option<QuorumState> {
        self.quorum_on(self.running().map(|item| item.id))
    }

    /// How the quorum stood at the opening, of the call at which the meeting was opened.
    #[must_use]
    pub fn quorum_at_opening(&self) -> Option<QuorumState> {
        let mut then = self.room_as_of(self.opening?);
        then.call = self.opening_call;
        then.quorum_on(None)
    }

    /// How the quorum stands for something of an item: who left the room for it does not count.
    pub(super) fn quorum_on(&self, item: Option<ItemId>) -> Option<QuorumState> {
        let profile = self.profile.as_ref()?;
        let quorum = profile.quorum.as_ref()?;
        let threshold = quorum.at_call(self.call)?;
        let counted = if self.names_everybody() {
            self.counted(profile, quorum, item)?
        } else {
            self.reported(profile, quorum, item)?
        };
        let Counted { of, present, represented, decimals, announced } = counted;
        let (needed, measure) = (threshold.in_units(decimals).needed(of), quorum.measure);
        Some(QuorumState {
            present,
            represented,
            needed,
            of,
            threshold,
            measure,
            decimals,
            announced,
        })
    }

    /// What the numbers reported say about the quorum.
    fn reported(
        &self,
        profile: &Profile,
        quorum: &Quorum,
        item: Option<ItemId>,
    ) -> Option<Counted> {
        let stated = &self.stated;
        let proxies = profile.proxies.is_some() && !quorum.in_room_only;
        match quorum.measure {
            Measure::Heads | Measure::Both => {
                let of = self.voters_reported()?;
                let gone = |member: &&Member| self.goes_out(member, item);
                let by_name = |member: &&Member| {
                    let votes = member.class.is_none_or(|class| profile.votes(class));
                    votes && member.seat.is_held() && self.way(profile, member).is_some()
                };
                let named = self.members.iter().filter(|one| by_name(one) && !gone(one)).count();
                let present = self.voters_now_reported(profile, named as u64);
                let represented = if proxies { self.represented_reported(profile) } else { 0 };
                let apart = self.represented_reported(profile) - represented;
                let present = present.map(|present| present.saturating_sub(apart));
                Some(Counted { of, present, represented, decimals: 0, announced: false })
            }
            Measure::Weight => {
                let counts = stated.shares.zip(stated.shares_present);
                if let Some((of, present)) = counts {
                    let decimals = self.weight_decimals();
                    let represented = stated.shares_represented.filter(|_| proxies);
                    let represented = represented.unwrap_or_default().at(decimals);
                    let present = Some(present.at(decimals).saturating_add(represented));
                    let of = of.at(decimals);
                    return Some(Counted { of, present, represented, decimals, announced: false });
                }
                let (scaled, decimals) = percent_read(&stated.shares_percent)?;
                let of = 100_u64.saturating_mul(10_u64.checked_pow(decimals.into())?);
                let present = Some(scaled);
                Some(Counted { of, present, represented: 0, decimals, announced: true })
            }
        }
    }

    fn goes_out(&self, member: &Member, item: Option<ItemId>) -> bool {
        self.interests.iter().any(|one| {
            one.member == member.id && one.conduct == Conduct::Leaves && one.concerns(item)
        })
    }

    /// Heads or weight the quorum is a part of, and those that count towards it, by the roll.
    fn counted(&self, profile: &Profile, quorum: &Quorum, item: Option<ItemId>) -> Option<Counted> {
        if !self.roll_is_complete() {
            return None;
        }
        let weighed = self.members.iter().any(|member| member.weight.is_some());
        if quorum.measure == Measure::Weight && !weighed {
            return None;
        }
        let decimals = if quorum.measure == Measure::Weight { self.weight_decimals() } else { 0 };
        let mut counted =
            Counted { of: 0, present: None, represented: 0, decimals, announced: false };
        let (mut present, mut uncalled) = (0_u64, false);
        for member in &self.members {
            let Some(class) = member.class.filter(|_| member.seat.is_held()) else { continue };
            if !profile.votes(class) || self.deduction(profile, member, class).is_some() {
                continue;
            }
            let own = match quorum.measure {
                Measure::Weight => member.weight.unwrap_or_default().at(decimals),
                Measure::Heads | Measure::Both => 1,
            };
            counted.of = counted.of.saturating_add(own);
            uncalled |= member.is_awaited();
            let way = self.way(profile, member);
            let counts = match way {
                _ if self.goes_out(member, item) => false,
                Some(By::Self_) => true,
                Some(By::Remote | By::Proxy) => !quorum.in_room_only,
                // Present by telephone without a vote still takes part.
                None => *member.presence() == Presence::Remote && !quorum.in_room_only,
            };
            if counts {
                present = present.saturating_add(own);
                let by_proxy = if way == Some(By::Proxy) { own } else { 0 };
                counted.represented = counted.represented.saturating_add(by_proxy);
            }
        }
        counted.present = (!uncalled).then_some(present);
        Some(counted)
    }

    /// Whether votes need the quorum at the moment they are taken.
    #[must_use]
    pub fn quorum_binds_votes(&self) -> bool {
        let quorum = self.profile.as_ref().and_then(|profile| profile.quorum.as_ref());
        quorum.is_some_and(|quorum| quorum.tested != QuorumTest::Opening)
    }
}
