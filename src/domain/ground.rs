//! What a vote is measured against at one moment: the rule, and who may vote.

use super::{
    Attendance, Base, ChairVote, Class, Conduct, Deduction, ItemId, Kind, Mark, Measure, Meeting,
    Member, MemberId, Particulars, Person, Point, Presence, Profile, QuorumState, Rule, Tally,
    Threshold, Vote, VoteId, Weight,
};

/// Voters of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupGround {
    pub name: String,
    pub entitled: u64,
    /// Of the entitled: those the statutes take out of the base.
    pub deducted: u64,
    pub present: u64,
}

/// Weights on the roll, in units of their last decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightGround {
    pub entitled: u64,
    /// Of the entitled: what the statutes take out of the base.
    pub deducted: u64,
    pub present: u64,
}

/// What a vote is measured against at one moment, with every number shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    pub rule: Rule,
    /// Members of voting classes before deductions; `None` while a class is unknown.
    pub entitled: Option<u64>,
    /// Deductions that took somebody out, with how many.
    pub deductions: Vec<(Deduction, u32)>,
    /// Votes that can be given here and now, by heads; `None` while the roll or a class is unknown.
    pub voters_present: Option<u64>,
    /// The base in the rule's measure; `None` where it is unknown or comes from the count itself.
    pub base: Option<u64>,
    /// Of the voters present: members in the room by proxy.
    pub proxies: u64,
    /// Of the voters present: by telephone or picture.
    pub remote: u64,
    /// The chair is entitled and present, but votes only in the cases the rule names.
    pub chair_waits: bool,
    pub weight: Option<WeightGround>,
    /// Decimals of every number by weight here and in what is counted over this ground.
    pub decimals: u8,
    pub groups: Vec<GroupGround>,
    pub quorum: Option<QuorumState>,
    /// The meeting goes on without a quorum and decides nothing.
    pub informal: bool,
}

impl Ground {
    /// A rule over numbers that are known, for judging without a meeting.
    #[must_use]
    pub fn of_numbers(rule: Rule, entitled: Option<u64>, present: Option<u64>) -> Self {
        let base = match rule.base {
            Base::Statutory | Base::Entitled => entitled,
            Base::Present => present,
            Base::Cast
            | Base::YesNo
            | Base::EntitledLessAbstaining
            | Base::Valid
            | Base::Returned
            | Base::Issued => None,
        };
        Self {
            rule,
            entitled,
            deductions: Vec::new(),
            voters_present: present,
            base,
            proxies: 0,
            remote: 0,
            chair_waits: false,
            weight: None,
            decimals: 0,
            groups: Vec::new(),
            quorum: None,
            informal: false,
        }
    }

    /// The fewest votes that carry, where the base is known.
    #[must_use]
    pub fn needed(&self) -> Option<u64> {
        match self.rule.threshold {
            Threshold::Votes(votes) => Some(Weight::whole(votes).at(self.base_decimals())),
            Threshold::Plurality => None,
            threshold @ (Threshold::Part { .. } | Threshold::Unanimous) => {
                self.base.map(|base| threshold.needed(base))
            }
        }
    }

    /// Decimals of the base, and of what is held against it.
    #[must_use]
    pub fn base_decimals(&self) -> u8 {
        if self.rule.measure == Measure::Weight { self.decimals } else { 0 }
    }

    /// A count that accounts for every voter in the room: what nobody stated is none.
    #[must_use]
    pub fn accounted(&self, tally: Tally, more: &Particulars) -> Tally {
        let papers = more.papers;
        let spoilt = papers.invalid.unwrap_or(0).saturating_add(papers.blank.unwrap_or(0));
        let all = tally.sum().saturating_add(spoilt);
        let remote = more.remote.map_or(0, Tally::sum);
        let room = self.voters_present.map(|present| present.saturating_add(remote));
        let whole = !tally.is_unsaid() && (room == Some(all) || papers.returned == Some(all));
        if whole { tally.completed() } else { tally }
    }

    /// The same ground under another rule: the base follows it.
    #[must_use]
    pub fn under(mut self, rule: Rule) -> Self {
        let deducted: u64 = self.deductions.iter().map(|(_, count)| u64::from(*count)).sum();
        let less = |entitled: u64| entitled.saturating_sub(deducted);
        self.base = match (rule.measure, rule.base) {
            (Measure::Weight, Base::Statutory) => {
                self.weight.map(|weight| weight.entitled.saturating_sub(weight.deducted))
            }
            (Measure::Weight, Base::Entitled) => self.weight.map(|weight| weight.entitled),
            (Measure::Weight, Base::Present) => self.weight.map(|w| w.present),
            (_, Base::Statutory) => self.entitled.map(less),
            (_, Base::Entitled) => self.entitled,
            (_, Base::Present) => self.voters_present,
            _ => None,
        };
        self.rule = rule;
        self
    }
}

/// How one member stands to a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Not of a voting class, or no member any more.
    Outside,
    /// Entitled, but out of the base.
    Deducted(Deduction),
    /// In the base but not able to vote now.
    Waiting,
    Votes(By),
}

/// The people near one member at a vote: the member, and whom the member holds a proxy for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Who could vote.
    pub voters: u64,
    /// Who was in the base, there or not.
    pub entitled: u64,
}

/// How a voter is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Self_,
    Remote,
    Proxy,
}

/// The voters on the roll, counted one after another.
struct Voters {
    entitled: u64,
    present: u64,
    uncalled: u64,
    weight: WeightGround,
}

impl Voters {
    const NONE: Self = Self {
        entitled: 0,
        present: 0,
        uncalled: 0,
        weight: WeightGround { entitled: 0, deducted: 0, present: 0 },
    };

    /// Count a member who stands so, here and in what the ground tells apart.
    fn add(&mut self, ground: &mut Ground, member: &Member, standing: Standing) {
        let own = member.weight.unwrap_or_default().at(ground.decimals);
        self.entitled += 1;
        self.weight.entitled = self.weight.entitled.saturating_add(own);
        self.uncalled += u64::from(member.is_awaited());
        let group = group_of(&mut ground.groups, &member.group);
        if let Some(group) = &group {
            ground.groups[*group].entitled += 1;
        }
        match standing {
            Standing::Deducted(why) => {
                deduct(&mut ground.deductions, why);
                self.weight.deducted = self.weight.deducted.saturating_add(own);
                if let Some(group) = group {
                    ground.groups[group].deducted += 1;
                }
            }
            Standing::Votes(by) => {
                self.present += 1;
                self.weight.present = self.weight.present.saturating_add(own);
                ground.proxies += u64::from(by == By::Proxy);
                ground.remote += u64::from(by == By::Remote);
                if let Some(group) = group {
                    ground.groups[group].present += 1;
                }
            }
            Standing::Waiting | Standing::Outside => {}
        }
    }
}

impl Meeting {
    /// What a vote under this rule on something of this item would be measured against now.
    ///
    /// The statutory base is that of the Party's implementing regulation, 9.3.2: official members
    /// summoned, less those sent elsewhere, exempt members who are absent, and suspended members.
    #[must_use]
    pub fn ground_of(&self, rule: &Rule, item: Option<ItemId>) -> Option<Ground> {
        let profile = self.profile.as_ref()?;
        let mut ground = Ground::of_numbers(rule.clone(), None, None);
        let mut voters = Voters::NONE;
        ground.decimals = self.weight_decimals();
        let presides = self.chair_of(item);
        for member in &self.members {
            let standing = self.standing(profile, rule, member, item);
            if standing == Standing::Outside {
                continue;
            }
            voters.add(&mut ground, member, standing);
            let chairs = presides == Some(&Person::Member(member.id));
            if chairs && waits(rule.chair) {
                let free = Rule { chair: ChairVote::Always, ..rule.clone() };
                let standing = self.standing(profile, &free, member, item);
                ground.chair_waits = matches!(standing, Standing::Votes(_));
            }
        }
        ground.deductions.sort_unstable();
        if self.names_everybody() {
            let weighted = self.members.iter().any(|member| member.weight.is_some());
            let roll_known = self.roll_is_complete();
            let all_called = roll_known && voters.uncalled == 0;
            ground.entitled = roll_known.then_some(voters.entitled);
            ground.voters_present = all_called.then_some(voters.present);
            ground.weight = (weighted && all_called).then_some(voters.weight);
        } else {
            ground.entitled = self.voters_reported();
            ground.voters_present = self.voters_now_reported(profile, voters.present);
            ground.proxies += self.represented_reported(profile);
            ground.weight = self.weight_reported();
        }
        ground.quorum = self.quorum_on(item);
        ground.informal = self.is_informal();
        Some(ground.under(rule.clone()))
    }

    /// Voters now, where the numbers were reported: those in the room then, those represented, and
    /// who came or went since, by name (`by_name` of those named can vote now) or not.
    pub(super) fn voters_now_reported(&self, profile: &Profile, by_name: u64) -> Option<u64> {
        let reported = self.voters_present_reported()?;
        let since = self.reported_at();
        let votes = |member: &&Member| member.class.is_none_or(|class| profile.votes(class));
        let there = |member: &&Member| member.attendance.at(since).is_some();
        let was = self.members.iter().filter(|member| votes(member) && there(member)).count();
        let (came, went) = self.unnamed_since();
        let more = reported
            .saturating_add(self.represented_reported(profile))
            .saturating_add(u64::from(came))
            .saturating_add(by_name);
        Some(more.saturating_sub(was as u64).saturating_sub(u64::from(went)))
    }

    pub(super) fn represented_reported(&self, profile: &Profile) -> u64 {
        let represented = self.stated.represented.filter(|_| profile.proxies.is_some());
        u64::from(represented.unwrap_or(0))
    }

    /// Shares by the numbers reported.
    fn weight_reported(&self) -> Option<WeightGround> {
        let (stated, decimals) = (&self.stated, self.weight_decimals());
        let represented = stated.shares_represented.unwrap_or_default();
        let present = stated.shares_present?.plus(represented).at(decimals);
        Some(WeightGround { entitled: stated.shares?.at(decimals), deducted: 0, present })
    }

    fn standing(
        &self,
        profile: &Profile,
        rule: &Rule,
        member: &Member,
        item: Option<ItemId>,
    ) -> Standing {
        let Some(class) = member.class.filter(|_| member.seat.is_held()) else {
            return Standing::Outside;
        };
        let why = self.deduction(profile, member, class);
        if !profile.votes(class) && why.is_none() {
            return Standing::Outside;
        }
        let chairs = self.chair_of(item) == Some(&Person::Member(member.id));
        if chairs && rule.chair == ChairVote::Never {
            return Standing::Outside;
        }
        if let Some(why) = why {
            return Standing::Deducted(why);
        }
        let kept = self.interests.iter().any(|one| {
            one.member == member.id && one.conduct != Conduct::Votes && one.concerns(item)
        });
        if kept {
            let out = profile.deductions.contains(&Deduction::Recused);
            return if out { Standing::Deducted(Deduction::Recused) } else { Standing::Waiting };
        }
        if !member.seat.may_vote() || (chairs && waits(rule.chair)) {
            return Standing::Waiting;
        }
        self.way(profile, member).map_or(Standing::Waiting, Standing::Votes)
    }

    /// How a member can give a vote now, if at all.
    pub(super) fn way(&self, profile: &Profile, member: &Member) -> Option<By> {
        match member.presence() {
            Presence::Present | Presence::Late | Presence::Back => Some(By::Self_),
            Presence::Remote => profile.remote_votes.then_some(By::Remote),
            Presence::NotCalled | Presence::Left | Presence::Absent(_) => {
                let holder = member.proxy()?;
                let here = match holder {
                    Person::Member(id) => match self.member(*id)?.presence() {
                        Presence::Remote => profile.remote_votes,
                        presence @ (Presence::NotCalled
                        | Presence::Present
                        | Presence::Late
                        | Presence::Left
                        | Presence::Back
                        | Presence::Absent(_)) => presence.is_here(),
                    },
                    Person::Guest(_) | Person::Named(_) => true,
                };
                (profile.proxies.is_some() && here).then_some(By::Proxy)
            }
        }
    }

    /// Whether a member may vote now under a rule on something of an item.
    #[must_use]
    pub fn may_vote(&self, rule: &Rule, member: &Member, item: Option<ItemId>) -> bool {
        let Some(profile) = &self.profile else { return false };
        matches!(self.standing(profile, rule, member, item), Standing::Votes(_))
    }

    /// Whether a member recorded with an answer could not have given it, by what is known now.
    #[must_use]
    pub fn could_not_vote(&self, id: MemberId, vote: &Vote) -> bool {
        let item = self.conclusion(vote.conclusion).and_then(|one| one.item);
        let then = self.room_as_of(self.point_of(vote));
        !then.member(id).is_some_and(|voter| then.may_vote(&vote.ground.rule, voter, item))
    }

    /// Whether the chair is a member who takes no part in something of an item: not there, or kept
    /// from it by an interest or an oath.
    #[must_use]
    pub fn chair_is_out(&self, rule: &Rule, item: Option<ItemId>) -> bool {
        self.chair_cannot(rule, item, Member::clone)
    }

    /// Whether an interest or an oath keeps the chair from something of an item, there or not.
    #[must_use]
    pub fn chair_is_kept(&self, rule: &Rule, item: Option<ItemId>) -> bool {
        let marks = vec![Mark { presence: Presence::Present, at: Point::default() }];
        let there = Attendance { marks };
        self.chair_cannot(rule, item, |chair| Member { attendance: there.clone(), ..chair.clone() })
    }

    /// A chair who is no member, or whose class nobody stated, is not judged here.
    fn chair_cannot(
        &self,
        rule: &Rule,
        item: Option<ItemId>,
        seen: impl Fn(&Member) -> Member,
    ) -> bool {
        let Some(Person::Member(id)) = self.chair_of(item) else { return false };
        let chair = self.member(*id).filter(|chair| chair.class.is_some());
        let free = Rule { chair: ChairVote::Always, ..rule.clone() };
        chair.is_some_and(|chair| !self.may_vote(&free, &seen(chair), item))
    }

    pub(super) fn deduction(
        &self,
        profile: &Profile,
        member: &Member,
        class: Class,
    ) -> Option<Deduction> {
        // Not called is not absent.
        let absent = member.presence().is_absent();
        let why = match class {
            Class::Away => Deduction::Away,
            Class::Suspended => Deduction::Suspended,
            Class::Exempt if absent => Deduction::ExemptAbsent,
            Class::Official
                if self.kind == Some(Kind::Congress) && member.presence().is_excused() =>
            {
                Deduction::ApprovedAbsence
            }
            Class::Official | Class::Exempt | Class::Probationary | Class::Visiting => return None,
        };
        profile.deductions.contains(&why).then_some(why)
    }

    /// Votes not before `since`, each with how many of the people near one
    /// member (the member, and whom the member holds a proxy for) could vote in it and were in its
    /// base, by what is known now.
    #[must_use]
    pub fn voters_near(&self, id: MemberId, since: Option<Point>) -> Vec<(VoteId, Near)> {
        let placed = self.votes.iter().map(|vote| (vote, self.point_of(vote)));
        let votes: Vec<(&Vote, Point)> =
            placed.filter(|(_, at)| since.is_none_or(|since| since.is_by(*at))).collect();
        let Some(profile) = self.profile.as_ref().filter(|_| !votes.is_empty()) else {
            return Vec::new();
        };
        let me = Person::Member(id);
        let is_near = |member: &&Member| member.id == id || member.proxy() == Some(&me);
        let holder = self.member(id).and_then(|member| member.proxy().cloned());
        let people: Vec<Member> = if profile.proxies.is_some() {
            let is_holder = |one: &Member| holder == Some(Person::Member(one.id));
            let people = self.members.iter().filter(|one| is_near(one) || is_holder(one));
            people.cloned().collect()
        } else {
            self.member(id).cloned().into_iter().collect()
        };
        let part = Self {
            chair: self.chair.clone(),
            item_chairs: self.item_chairs.clone(),
            former_chairs: self.former_chairs.clone(),
            interests: self.interests.clone(),
            kind: self.kind.clone(),
            members: people,
            ..Self::default()
        };
        let counted = votes.into_iter().map(|(vote, at)| {
            let then = part.room_as_of(at);
            let item = self.conclusion(vote.conclusion).and_then(|one| one.item);
            let mut count = Near { voters: 0, entitled: 0 };
            for member in then.members.iter().filter(is_near) {
                let standing = then.standing(profile, &vote.ground.rule, member, item);
                count.voters += u64::from(matches!(standing, Standing::Votes(_)));
                count.entitled +=
                    u64::from(matches!(standing, Standing::Votes(_) | Standing::Waiting));
            }
            (vote.id, count)
        });
        counted.collect()
    }
}

fn waits(chair: ChairVote) -> bool {
    match chair {
        ChairVote::Always => false,
        ChairVote::Never | ChairVote::OnTie | ChairVote::WhenDecisive => true,
    }
}

/// The place of a group in the list, which grows by those not seen yet.
fn group_of(groups: &mut Vec<GroupGround>, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    let found = groups.iter().position(|group| group.name == name);
    Some(found.unwrap_or_else(|| {
        groups.push(GroupGround { name: name.to_owned(), entitled: 0, deducted: 0, present: 0 });
        groups.len() - 1
    }))
}

fn deduct(deductions: &mut Vec<(Deduction, u32)>, why: Deduction) {
    match deductions.iter_mut().find(|(key, _)| *key == why) {
        Some((_, count)) => *count += 1,
        None => deductions.push((why, 1)),
    }
}
