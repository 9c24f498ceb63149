//! Who came, by number: as reported, by the roll, or both.

use super::{
    Class, Meeting, Member, Person, Point, Presence, Tongue, Weight, percent_fits,
    percent_possible, percent_read,
};

/// Numbers of the roll as reported; `None` where nobody said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    pub total: Option<u32>,
    pub official: Option<u32>,
    pub probationary: Option<u32>,
    /// In the room, those represented by others apart.
    pub present: Option<u32>,
    /// Of those present: who votes.
    pub voting: Option<u32>,
    pub absent: Option<u32>,
    pub excused: Option<u32>,
    pub unexcused: Option<u32>,
    /// Not in the room, but somebody there votes for them.
    pub represented: Option<u32>,
    /// Shares, or other weight.
    pub shares: Option<Weight>,
    pub shares_present: Option<Weight>,
    pub shares_represented: Option<Weight>,
    /// Per cents as they were announced, verbatim: of heads, and of shares; empty if none was.
    pub percent: String,
    pub shares_percent: String,
    /// The body has more members than are named, how many more nobody said.
    pub partial: bool,
    /// What speaks against these numbers is printed as a note.
    pub noted: bool,
}

impl Headcount {
    /// Nothing was reported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { noted: self.noted, ..Self::default() }
    }

    /// Take over what one version of the numbers changes in another.
    pub(super) fn mend(&mut self, before: &Self, after: &Self) {
        macro_rules! mend {
            ($($field:ident)*) => {$(
                if before.$field != after.$field {
                    self.$field.clone_from(&after.$field);
                }
            )*};
        }
        mend!(total official probationary present voting absent excused unexcused represented
            shares shares_present shares_represented percent shares_percent partial noted);
    }

    /// Whether fewer or more are there than by the other numbers, as happens in the course of a
    /// meeting; a number nobody had stated before is only completed.
    #[must_use]
    pub fn has_moved(&self, before: &Self) -> bool {
        let heads = |one: &Self| [one.present, one.voting, one.absent, one.represented];
        let shares = |one: &Self| [one.shares_present, one.shares_represented];
        moved(heads(self), heads(before)) || moved(shares(self), shares(before))
    }
}

/// Whether a number that was stated is another now.
fn moved<T: PartialEq, const N: usize>(now: [Option<T>; N], before: [Option<T>; N]) -> bool {
    now.into_iter().zip(before).any(|(now, then)| then.is_some() && now != then)
}

/// People who came or went and were only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unnamed {
    pub count: u32,
    /// They came; else they went.
    pub came: bool,
    pub at: Point,
}

/// Who came, by number; what is unknown is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Members of the body: as reported, else the length of a roll that names all of them.
    pub total: Option<u32>,
    /// Members exempt and absent, or sent elsewhere: outside the attendance rate.
    pub outside_rate: u32,
    /// Members who took part: as reported, else by the roll; `None` before the roll is called.
    pub attended: Option<u32>,
    /// Members who did not take part: as reported, else by the other two numbers.
    pub absent: Option<u32>,
    /// In the room now: by the roll, else as reported and by who came and went since.
    pub here: Option<u32>,
    /// On the roll by name.
    pub named: u32,
    /// On the roll by name and absent.
    pub named_absent: u32,
    pub uncalled: u32,
    /// Members on the roll with no class stated.
    pub unclassed: u32,
}

impl Turnout {
    /// Who should have come: all but those outside the attendance rate.
    #[must_use]
    pub fn expected(&self) -> Option<u32> {
        self.total.map(|total| total.saturating_sub(self.outside_rate))
    }

    /// Members known by number only.
    #[must_use]
    pub fn unnamed(&self) -> u32 {
        self.total.map_or(0, |total| total.saturating_sub(self.named))
    }
}

impl Meeting {
    /// Who came, by number: of the body as it is now.
    #[must_use]
    pub fn turnout(&self) -> Turnout {
        self.count_turnout(&self.stated, |member| member.seat.is_held())
    }

    /// Who came, by number: of the body that was convened, so that whoever takes a seat in the
    /// course of the meeting is not counted beside the one who gave it up.
    #[must_use]
    pub fn turnout_at_opening(&self) -> Turnout {
        match self.opening {
            Some(opening) => {
                let stated = self.stated_by(opening);
                self.count_turnout(stated, |member| member.seat.is_held_at(opening))
            }
            None => self.turnout(),
        }
    }

    /// The numbers as reported by a moment; whatever was reported first was so from the beginning.
    fn stated_by(&self, at: Point) -> &Headcount {
        let mut by_then = self.reports.iter().skip(1).filter(|(_, reported)| reported.is_by(at));
        by_then.next_back().or(self.reports.first()).map_or(&self.stated, |(stated, _)| stated)
    }

    fn count_turnout(&self, stated: &Headcount, belongs: impl Fn(&Member) -> bool) -> Turnout {
        let mut turnout = Turnout::default();
        let (mut here, mut attended) = (0, 0);
        for member in self.members.iter().filter(|member| belongs(member)) {
            let presence = member.presence();
            turnout.named += 1;
            attended += u32::from(presence.attended());
            here += u32::from(presence.is_here() || *presence == Presence::Remote);
            turnout.named_absent += u32::from(presence.is_absent());
            turnout.uncalled += u32::from(member.is_awaited());
            match member.class {
                None => turnout.unclassed += 1,
                Some(Class::Away) => turnout.outside_rate += 1,
                Some(Class::Exempt) if presence.is_absent() => turnout.outside_rate += 1,
                Some(_) => {}
            }
        }
        let all_named = self.names_everybody();
        let called = all_named && turnout.uncalled == 0;
        let came: u32 = self.unnamed.iter().filter(|one| one.came).map(|one| one.count).sum();
        let reported = stated.present.map(|present| present.saturating_add(came));
        turnout.total = self.knows_total().then(|| self.total_of(turnout.named, &belongs));
        turnout.attended = reported.or(called.then_some(attended));
        turnout.absent = stated.absent.or_else(|| {
            let absent = turnout.total?.checked_sub(turnout.attended?)?;
            absent.checked_sub(stated.represented.unwrap_or(0))
        });
        turnout.here = if all_named { Some(here) } else { self.here_by_report() };
        turnout
    }

    fn knows_total(&self) -> bool {
        self.stated.total.is_some() || self.names_everybody()
    }

    /// The number of members: as reported, less who left the body and more who joined it since.
    fn total_of(&self, named: u32, belongs: &impl Fn(&Member) -> bool) -> u32 {
        let Some(total) = self.stated.total else { return named };
        let joined = |member: &&Member| member.seat.joined().is_some() && belongs(member);
        let gone = |member: &&Member| member.seat.joined().is_none() && !belongs(member);
        let count = |which: &dyn Fn(&&Member) -> bool| {
            u32::try_from(self.members.iter().filter(|member| which(member)).count())
                .unwrap_or(u32::MAX)
        };
        total.saturating_add(count(&joined)).saturating_sub(count(&gone))
    }

    /// In the room by the report, and by who came and went since, named or not.
    fn here_by_report(&self) -> Option<u32> {
        let present = self.stated.present?;
        let since = self.reported_at();
        let was = |member: &&Member| member.attendance.at(since).is_some();
        let is = |member: &&Member| {
            member.presence().is_here() || *member.presence() == Presence::Remote
        };
        let count = |which: &dyn Fn(&&Member) -> bool| {
            u32::try_from(self.members.iter().filter(|member| which(member)).count())
                .unwrap_or(u32::MAX)
        };
        let (came, went) = self.unnamed_since();
        let more = present.saturating_add(came).saturating_add(count(&is));
        Some(more.saturating_sub(went).saturating_sub(count(&was)))
    }

    /// How many came, and how many went, without being named.
    #[must_use]
    pub fn unnamed_since(&self) -> (u32, u32) {
        let sum = |came: bool| {
            let all = self.unnamed.iter().filter(move |one| one.came == came);
            all.map(|one| one.count).sum()
        };
        (sum(true), sum(false))
    }

    /// When the numbers that hold now were reported.
    pub(super) fn reported_at(&self) -> Point {
        self.reports.last().map(|(_, at)| *at).unwrap_or_default()
    }

    /// The roll names every member, as far as anybody said.
    #[must_use]
    pub fn names_everybody(&self) -> bool {
        let convened = self.members.iter().filter(|member| member.seat.joined().is_none());
        let named = u32::try_from(convened.clone().count()).unwrap_or(u32::MAX);
        let came = self.members.iter().any(|member| member.presence().attended());
        let absent = convened.clone().all(|member| member.presence().is_absent());
        let stated = &self.stated;
        let fits = |number: Option<u32>| number.is_none_or(|number| number <= named);
        let whole = if let Some(total) = stated.total {
            total == named
        } else {
            // A meeting of nobody but absent members is one whose other members are not named.
            let nobody = !came && absent && self.opening.is_some();
            let voters = [stated.official, stated.present, stated.absent];
            !stated.partial && !nobody && voters.into_iter().all(fits)
        };
        !self.members.is_empty() && whole
    }

    /// Every member is on the roll by name and has a class.
    #[must_use]
    pub fn roll_is_complete(&self) -> bool {
        self.names_everybody() && self.members.iter().all(|member| member.class.is_some())
    }

    /// Members of a class; `None` if some member's class is unknown or the roll is incomplete.
    #[must_use]
    pub fn of_class(&self, class: Class) -> Option<u32> {
        let stated = match class {
            Class::Official => self.stated.official,
            Class::Probationary => self.stated.probationary,
            Class::Exempt | Class::Visiting | Class::Away | Class::Suspended => None,
        };
        let opening = self.opening;
        let belongs = |member: &&Member| match opening {
            Some(opening) => member.seat.is_held_at(opening),
            None => member.seat.is_held(),
        };
        let of_class = |member: &&Member| belongs(member) && member.class == Some(class);
        stated.or_else(|| {
            let count = self.members.iter().filter(of_class).count();
            self.roll_is_complete().then(|| u32::try_from(count).unwrap_or(u32::MAX))
        })
    }

    /// Members who vote, by the numbers reported; `None` where they do not tell.
    ///
    /// Where a body knows no members on probation, all its members vote.
    pub(super) fn voters_reported(&self) -> Option<u64> {
        let profile = self.profile.as_ref()?;
        let stated = &self.stated;
        let all_vote = profile.votes(Class::Probationary);
        let no_probation = profile.tongue != Tongue::PartyVietnamese;
        let by_rest = || match (stated.total, stated.probationary) {
            (total, _) if all_vote => total,
            (Some(total), Some(probationary)) => total.checked_sub(probationary),
            (total, None) if no_probation => total,
            _ => None,
        };
        stated.official.filter(|_| !all_vote).or_else(by_rest).map(u64::from)
    }

    /// Voters in the room by the numbers reported, those represented apart.
    pub(super) fn voters_present_reported(&self) -> Option<u64> {
        let stated = &self.stated;
        let profile = self.profile.as_ref()?;
        let plain = profile.tongue != Tongue::PartyVietnamese && stated.official.is_none();
        let all = stated.present.is_some() && stated.present == stated.total;
        let none_on_probation = stated.probationary == Some(0)
            || profile.votes(Class::Probationary)
            || (stated.official.is_some() && stated.official == stated.total);
        let by_rest = || match stated.present {
            Some(_) if all => self.voters_reported(),
            Some(present) if plain || none_on_probation => Some(u64::from(present)),
            _ => None,
        };
        stated.voting.map(u64::from).or_else(by_rest)
    }
}

/// What speaks against the numbers of the roll, as reported and by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttendanceDoubt {
    /// More present, with those represented, than there are members.
    PresentOver { present: u32, total: u32 },
    /// Present, represented and absent do not make up the body.
    SumDiffers { sum: u32, total: u32 },
    /// Members who vote and members who do not do not make up the body.
    ClassesDiffer { sum: u32, total: u32 },
    /// More voters in the room than members who vote.
    VotersOver { present: u32, official: u32 },
    /// More excused and unexcused than absent.
    GroupsOver { sum: u32, absent: u32 },
    /// More members named than there are.
    NamedOver { named: u32, total: u32 },
    /// More named as present than were reported.
    NamedPresentOver { named: u32, present: u32 },
    /// More named as absent than were reported.
    NamedAbsentOver { named: u32, absent: u32 },
    /// More shares present than there are.
    SharesOver { present: Weight, total: Weight },
    /// Whoever votes for a member is not in the room.
    HolderAway { member: String, holder: String },
    /// Whoever votes for a member has given away the own vote.
    HolderGaveAway { member: String, holder: String },
    /// No count over this base makes the announced per cent.
    PercentImpossible { percent: String, base: u64 },
    /// The announced per cent is not that of the count.
    PercentDiffers { percent: String, part: u64, base: u64 },
}

/// Hold the numbers of the roll against each other and against the names.
#[must_use]
pub fn attendance_doubts(meeting: &Meeting) -> Vec<AttendanceDoubt> {
    let stated = &meeting.stated;
    let mut doubts = against_holders(meeting);
    if stated.is_empty() {
        return doubts;
    }
    let turnout = meeting.turnout_at_opening();
    let represented = stated.represented.unwrap_or(0);
    if let (Some(total), Some(present)) = (stated.total, turnout.attended) {
        let present = present.saturating_add(represented);
        if present > total {
            doubts.push(AttendanceDoubt::PresentOver { present, total });
        } else if let Some(absent) = stated.absent {
            let sum = present.saturating_add(absent);
            if sum != total {
                doubts.push(AttendanceDoubt::SumDiffers { sum, total });
            }
        }
    }
    if let (Some(total), Some(official), Some(probationary)) =
        (stated.total, stated.official, stated.probationary)
    {
        let sum = official.saturating_add(probationary);
        if sum != total {
            doubts.push(AttendanceDoubt::ClassesDiffer { sum, total });
        }
    } else if let (Some(total), Some(sum)) = (stated.total, stated.official.or(stated.probationary))
        && sum > total
    {
        doubts.push(AttendanceDoubt::ClassesDiffer { sum, total });
    }
    if let (Some(present), Some(official)) = (stated.voting, stated.official)
        && present > official
    {
        doubts.push(AttendanceDoubt::VotersOver { present, official });
    }
    let sum = stated.excused.unwrap_or(0).saturating_add(stated.unexcused.unwrap_or(0));
    if let Some(absent) = turnout.absent.filter(|absent| sum > *absent) {
        doubts.push(AttendanceDoubt::GroupsOver { sum, absent });
    }
    against_names(meeting, &turnout, &mut doubts);
    let (heads, shares) = (stated.percent.as_str(), stated.shares_percent.as_str());
    let present = turnout.attended.map(u64::from);
    against_percent(&mut doubts, heads, present, stated.total.map(u64::from));
    let with = stated.shares_represented.unwrap_or_default();
    let shares_present = stated.shares_present.map(|present| present.plus(with));
    if let (Some(present), Some(total)) = (shares_present, stated.shares)
        && present.exceeds(total)
    {
        doubts.push(AttendanceDoubt::SharesOver { present, total });
    }
    let decimals = meeting.weight_decimals();
    let units = |weight: Option<Weight>| weight.map(|weight| weight.at(decimals));
    against_percent(&mut doubts, shares, units(shares_present), units(stated.shares));
    doubts
}

/// Those who vote for others are there, and have their own votes.
fn against_holders(meeting: &Meeting) -> Vec<AttendanceDoubt> {
    let mut doubts = Vec::new();
    for member in &meeting.members {
        let Some(Person::Member(id)) = member.proxy() else { continue };
        let Some(holder) = meeting.member(*id) else { continue };
        let names = (member.name.clone(), holder.name.clone());
        if holder.presence().is_absent() || *holder.presence() == Presence::Left {
            doubts.push(AttendanceDoubt::HolderAway { member: names.0, holder: names.1 });
        } else if holder.proxy().is_some() {
            doubts.push(AttendanceDoubt::HolderGaveAway { member: names.0, holder: names.1 });
        }
    }
    doubts
}

fn against_names(meeting: &Meeting, turnout: &Turnout, doubts: &mut Vec<AttendanceDoubt>) {
    let named = turnout.named;
    if let Some(total) = meeting.stated.total.filter(|total| named > *total) {
        doubts.push(AttendanceDoubt::NamedOver { named, total });
    }
    let attended =
        |member: &&Member| member.presence().attended() && member.seat.joined().is_none();
    let came = meeting.members.iter().filter(attended).count();
    let came = u32::try_from(came).unwrap_or(u32::MAX);
    if let Some(present) = turnout.attended.filter(|present| came > *present) {
        doubts.push(AttendanceDoubt::NamedPresentOver { named: came, present });
    }
    if let Some(absent) = turnout.absent.filter(|absent| turnout.named_absent > *absent) {
        doubts.push(AttendanceDoubt::NamedAbsentOver { named: turnout.named_absent, absent });
    }
}

fn against_percent(
    doubts: &mut Vec<AttendanceDoubt>,
    percent: &str,
    part: Option<u64>,
    base: Option<u64>,
) {
    let Some((scaled, decimals)) = percent_read(percent) else { return };
    let Some(base) = base else { return };
    let percent = percent.to_owned();
    if !percent_possible(scaled, decimals, base) {
        doubts.push(AttendanceDoubt::PercentImpossible { percent, base });
    } else if let Some(part) = part
        && !percent_fits(scaled, decimals, part, base)
    {
        doubts.push(AttendanceDoubt::PercentDiffers { percent, part, base });
    }
}
