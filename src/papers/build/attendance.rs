//! Who was there: point by point, in one paragraph, and as tables.

use super::{Built, Writer, ended, lowered, point};
use crate::domain::{
    Absence, Attendance, Class, Detail, Excuse, Member, Moment, Person, Presence, Rank, Tongue, Way,
};
use crate::papers::{Block, UNKNOWN};
use crate::text::{Lang, as_weight, long_day, percent, short_time};

impl Writer<'_> {
    /// The attendance block: what was reported or called, every unknown shown as such.
    pub(super) fn attendance(&self) -> Vec<Built> {
        let Writer { meeting, words, .. } = self;
        let turnout = meeting.turnout_at_opening();
        // Whose minutes they are: Luật Doanh nghiệp 2020, Điều 158 khoản 1.
        let company = [Detail::EnterpriseCode, Detail::Address];
        let stated = |detail: &Detail| {
            Some(format!("{}: {}", self.lang.detail(*detail), meeting.detail(*detail)?))
        };
        let mut lines: Vec<String> = company.iter().filter_map(stated).collect();
        let date = long_day(self.lang, meeting.date, meeting.known);
        lines.push(format!("{}: {}, {date}", words.opening, self.time(meeting.opened)));
        let place = meeting.detail(Detail::Place).unwrap_or(UNKNOWN);
        lines.push(format!("{}: {place}", &self.words.place));
        let total = self.people(turnout.total);
        // Where shares alone were reported nobody asks how many people hold them.
        let shares_alone = turnout.total.is_none() && meeting.stated.shares_present.is_some();
        if !shares_alone {
            lines.push(format!("{}: {total}{}", words.members, self.classes()));
            lines.push(format!("{}: {}", words.present, self.came()));
        }
        lines.extend(self.reported());
        if !shares_alone {
            lines.extend(self.absence_lines());
        }
        for (label, names) in [
            (&self.words.late, self.late()),
            (&self.words.back, self.back()),
            (&self.words.left_early, self.left()),
            (&self.words.remote, self.remote()),
        ] {
            if !names.is_empty() {
                lines.push(format!("{label}: {}", names.join("; ")));
            }
        }
        for (label, rank) in [
            (&words.superiors, Rank::Superior),
            (&words.guests, Rank::Invited),
            (&words.staff, Rank::Staff),
        ] {
            let guests = self.guests(rank);
            if !guests.is_empty() {
                lines.push(format!("{label}: {}", guests.join("; ")));
            }
        }
        lines.extend(self.offices());
        lines.extend(self.standing());
        let mut built: Vec<Built> =
            lines.into_iter().map(|line| point(0, "-", ended(line)).into()).collect();
        if meeting.stated.noted {
            let doubts = crate::domain::attendance_doubts(meeting);
            built.extend(doubts.iter().map(|doubt| Built::Note(self.lang.attendance_doubt(doubt))));
        }
        built
    }

    /// Those who hold an office, each where it was stated.
    fn offices(&self) -> Vec<String> {
        let (meeting, words) = (self.meeting, self.words);
        let named = |people: &[Person]| {
            let people: Vec<String> = people.iter().map(|who| self.person(Some(who))).collect();
            people.join("; ")
        };
        let mut lines = vec![format!("{}: {}", words.chair, self.person(meeting.chair.as_ref()))];
        for (former, handed) in &meeting.former_chairs {
            let (former, time) = (self.person(Some(former)), self.time(handed.time));
            lines.push(format!("{} {time}: {former}", words.chair_until));
        }
        for (label, people) in
            [(&words.co_chairs, &meeting.co_chairs), (&words.vice_chair, &meeting.vice_chairs)]
        {
            if !people.is_empty() {
                lines.push(format!("{label}: {}", named(people)));
            }
        }
        for (item, person) in &meeting.item_chairs {
            let title = meeting.item(*item).map_or(UNKNOWN, |item| &item.title);
            lines.push(format!("{} “{title}”: {}", words.item_chair, self.person(Some(person))));
        }
        let secretary = self.person(meeting.secretary.as_ref());
        let others = meeting.co_secretaries.iter().map(|who| self.person(Some(who)));
        let all: Vec<String> = std::iter::once(secretary).chain(others).collect();
        lines.push(format!("{}: {}", words.secretary, all.join("; ")));
        lines
    }

    /// How many came, of them how many vote and how many are not named, and the share.
    fn came(&self) -> String {
        let (meeting, words) = (self.meeting, self.words);
        let turnout = meeting.turnout_at_opening();
        let mut text = self.people(turnout.attended);
        text.push_str(&self.split_of(|member| member.presence().attended(), turnout.attended));
        if let Some(share) = self.share() {
            text.push_str(&words.reaching.replace("{share}", &share));
        }
        // Of more than are named, those who came by name are told, and how many are not.
        let there = meeting.members.iter().filter(|member| member.presence().attended());
        let named: Vec<String> = there.map(|member| self.told_member(member)).collect();
        let came = turnout.attended.unwrap_or(0);
        let rest = came.saturating_sub(u32::try_from(named.len()).unwrap_or(u32::MAX));
        let up_to = usize::from(self.template.names_up_to);
        if up_to > 0 && !named.is_empty() && u32::try_from(named.len()) == Ok(came) {
            if named.len() > up_to {
                return format!("{text}; {}", words.annexed);
            }
            let there = meeting.members.iter().filter(|member| member.presence().attended());
            let named = there.map(|member| self.member(member));
            return format!("{text}: {}", named.collect::<Vec<String>>().join("; "));
        }
        let all = turnout.attended == turnout.total;
        let told = !all && !meeting.names_everybody() && meeting.stated.present.is_some();
        if told && rest > 0 && !named.is_empty() {
            let (names, rest) = (named.join("; "), self.number(rest));
            text.push_str(&format!(" ({names}; {rest} {})", words.unnamed));
        } else if told && rest > 0 {
            text.push_str(&format!(" ({})", words.unnamed));
        }
        text
    }

    /// How many of those on the roll that fit are official and how many on probation, where the
    /// papers of the body ask and all of them are on the roll with their class.
    fn split_of(&self, fits: impl Fn(&Member) -> bool, number: Option<u32>) -> String {
        let words = self.words;
        let there: Vec<&Member> = self.meeting.members.iter().filter(|one| fits(one)).collect();
        let known = there.iter().all(|member| member.class.is_some());
        let whole = number.is_some_and(|number| u32::try_from(there.len()) == Ok(number));
        let of = |class| there.iter().filter(|member| member.class == Some(class)).count();
        let [official, probationary] = [Class::Official, Class::Probationary].map(of);
        let both = self.meeting.of_class(Class::Probationary).is_some_and(|number| number > 0);
        if !self.is_party() || there.is_empty() || !known || !whole || !both {
            return String::new();
        }
        let told = |number: usize| self.number(u32::try_from(number).unwrap_or(u32::MAX));
        let (official, probationary) = (told(official), told(probationary));
        format!(" ({}: {official}; {}: {probationary})", words.official, words.probationary)
    }

    /// Numbers that stand beside the names: those represented, shares, per cents as announced.
    fn reported(&self) -> Vec<String> {
        let (stated, words, lang) = (&self.meeting.stated, self.words, self.lang);
        let mut lines = Vec::new();
        if let Some(represented) = stated.represented {
            lines.push(format!("{}: {}", words.by_proxy, self.people(Some(represented))));
        }
        if let Some(present) = stated.shares_present {
            let total = stated.shares.map_or(UNKNOWN.into(), |shares| as_weight(lang, shares));
            let all = present.plus(stated.shares_represented.unwrap_or_default());
            let decimals = self.meeting.weight_decimals();
            let style = self.meeting.percent_style();
            let share = stated
                .shares
                .and_then(|shares| percent(lang, style, all.at(decimals), shares.at(decimals)));
            let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
            let represented = stated.shares_represented.map(|shares| {
                format!("; {}: {}", lowered(&words.by_proxy), as_weight(lang, shares))
            });
            let (label, present) = (&words.shares_present, as_weight(lang, present));
            let of = if lang == Lang::En { " of " } else { "/" };
            lines.push(format!(
                "{label}: {present}{of}{total}{}{share}",
                represented.unwrap_or_default()
            ));
        }
        let announced: Vec<&str> = [&stated.percent, &stated.shares_percent]
            .into_iter()
            .filter(|percent| !percent.is_empty())
            .map(String::as_str)
            .collect();
        if !announced.is_empty() {
            lines.push(format!("{}: {}", words.announced, announced.join("; ")));
        }
        lines
    }

    /// The shares present, where they were reported and people were not.
    pub(super) fn shares_present(&self) -> String {
        let told = self.reported().into_iter().next();
        let told = told.filter(|_| self.meeting.stated.shares_present.is_some());
        told.map_or(UNKNOWN.into(), |told| lowered(&told))
    }

    /// How many are official and on probation, where anybody said, or where the body has both.
    fn classes(&self) -> String {
        let (meeting, words) = (self.meeting, self.words);
        let of = |class| meeting.of_class(class);
        let split = [Class::Official, Class::Probationary].map(of);
        let party = meeting.profile.as_ref().is_some_and(|p| p.tongue == Tongue::PartyVietnamese);
        // Where all vote, that they do says nothing.
        let told = party || split[1].is_some_and(|number| number > 0);
        let known = |number: Option<u32>| number.map_or(UNKNOWN.into(), |n| self.number(n));
        let mut parts = Vec::new();
        if told {
            let [official, probationary] = split;
            parts.push(format!("{}: {}", words.official, known(official)));
            parts.push(format!("{}: {}", words.probationary, known(probationary)));
        }
        for class in [Class::Exempt, Class::Visiting, Class::Away, Class::Suspended] {
            if let Some(n @ 1..) = meeting.of_class(class) {
                parts.push(format!("{}: {}", self.lang.class(class), self.number(n)));
            }
        }
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
    }

    /// Who was absent: those with an excuse as apologies, where papers of this style have the word.
    fn absence_lines(&self) -> Vec<String> {
        let (meeting, words) = (self.meeting, self.words);
        let away: Vec<&Member> = meeting
            .members
            .iter()
            .filter(|member| matches!(member.presence(), Presence::Absent(_)))
            .collect();
        let all_named =
            meeting.turnout_at_opening().absent.is_some_and(|absent| absent as usize == away.len());
        if words.apologies.is_empty() || away.is_empty() || !all_named {
            return vec![self.absences()];
        }
        let told = |excused: bool| {
            let of = away.iter().filter(|member| member.presence().is_excused() == excused);
            let names = of.map(|member| {
                let name = self.member(member);
                match member.presence() {
                    Presence::Absent(Absence { reason, .. }) if !reason.is_empty() => {
                        format!("{name} ({reason})")
                    }
                    _ => name,
                }
            });
            names.collect::<Vec<String>>()
        };
        let lines = [(&words.apologies, told(true)), (&words.absent, told(false))];
        let told = lines.into_iter().filter(|(_, names)| !names.is_empty());
        told.map(|(label, names)| format!("{label}: {}", names.join("; "))).collect()
    }

    /// Who was absent, each group of absence with its names.
    fn absences(&self) -> String {
        let (meeting, words) = (self.meeting, self.words);
        let turnout = meeting.turnout_at_opening();
        let (label, people) = (&words.absent, self.people(turnout.absent));
        let groups = self.absent_by_excuse();
        if turnout.absent == Some(0) {
            return format!("{label}: {}", words.none);
        }
        if turnout.absent.is_none() && groups.is_empty() {
            return format!("{label}: {people}");
        }
        let away = |member: &Member| matches!(member.presence(), Presence::Absent(_));
        let split = self.split_of(away, turnout.absent);
        let mut parts = vec![format!("{label}: {people}{split}")];
        let named = groups.iter().map(|(_, names)| names.len()).sum::<usize>();
        for excuse in [Excuse::Excused, Excuse::Unexcused, Excuse::Unsaid] {
            let names = groups.iter().find(|(other, _)| **other == excuse);
            let names = names.map(|(_, names)| names.join("; "));
            parts.extend(self.with_excuse(&excuse, names));
        }
        for (excuse, names) in &groups {
            if let Excuse::Own(own) = excuse {
                parts.push(format!("{own}: {}", names.join("; ")));
            }
        }
        // More absent than named, and nobody said in which group: the rest is unknown.
        let grouped = meeting.stated.excused.is_some() || meeting.stated.unexcused.is_some();
        let short = turnout.absent.is_none_or(|absent| named < absent as usize);
        if short && !grouped {
            parts.push(UNKNOWN.into());
        }
        parts.join("; ")
    }

    /// The names of those absent, each with the reason, by their excuse.
    fn absent_by_excuse(&self) -> Vec<(&Excuse, Vec<String>)> {
        let mut groups: Vec<(&Excuse, Vec<String>)> = Vec::new();
        for member in &self.meeting.members {
            let Presence::Absent(Absence { excuse, reason }) = member.presence() else { continue };
            let reason = match (excuse, reason.as_str()) {
                (Excuse::Excused, "") => format!(" ({UNKNOWN})"),
                (_, "") => String::new(),
                (_, reason) => format!(" ({reason})"),
            };
            let name = format!("{}{reason}", self.member(member));
            match groups.iter_mut().find(|(other, _)| *other == excuse) {
                Some((_, names)) => names.push(name),
                None => groups.push((excuse, vec![name])),
            }
        }
        groups
    }

    /// How many were absent with an excuse of this kind, and their names, as far as either is known.
    fn with_excuse(&self, excuse: &Excuse, names: Option<String>) -> Option<String> {
        let (stated, words) = (&self.meeting.stated, self.words);
        // A class that nobody is in is not told.
        let number = match excuse {
            Excuse::Excused => stated.excused,
            Excuse::Unexcused => stated.unexcused,
            Excuse::Unsaid | Excuse::Own(_) => None,
        };
        let number = number.filter(|number| *number > 0 || names.is_some());
        let told = match (number.map(|number| self.people(Some(number))), names) {
            (None, None) => return None,
            (Some(number), None) => number,
            (None, Some(names)) => names,
            (Some(number), Some(names)) => format!("{number} ({names})"),
        };
        Some(match excuse {
            Excuse::Excused => format!("{}: {told}", words.excused),
            Excuse::Unexcused => format!("{}: {told}", words.unexcused),
            Excuse::Unsaid | Excuse::Own(_) => told,
        })
    }

    /// Who came after the opening, by name and by number.
    fn late(&self) -> Vec<String> {
        // Whoever took a seat in the middle of the meeting was not late.
        let late =
            |member: &&Member| member.seat.joined().is_none() && member.attendance.came_late();
        let named = |member: &Member| {
            let time = member.attendance.arrival().and_then(|at| at.time);
            format!("{} ({})", self.told_member(member), self.time(time))
        };
        let members = self.meeting.members.iter().filter(late).map(named);
        members.chain(self.unnamed(true)).collect()
    }

    /// Who went before the end, by name and by number.
    fn left(&self) -> Vec<String> {
        let left = |member: &&Member| *member.presence() == Presence::Left;
        let named = |member: &Member| {
            format!("{} ({})", self.told_member(member), self.time(member.attendance.since()))
        };
        let members = self.meeting.members.iter().filter(left).map(named);
        members.chain(self.unnamed(false)).collect()
    }

    fn unnamed(&self, came: bool) -> impl Iterator<Item = String> {
        let of_kind = self.meeting.unnamed.iter().filter(move |one| one.came == came);
        of_kind.map(|one| {
            let (count, unnamed) = (self.people(Some(one.count)), &self.words.unnamed);
            format!("{count} {unnamed} ({})", self.time(one.at.time))
        })
    }

    /// Who went out and came in again, with both times.
    fn back(&self) -> Vec<String> {
        let mut told = Vec::new();
        for member in &self.meeting.members {
            let spells = member.attendance.spells();
            for pair in spells.windows(2).filter(|pair| pair[0].way == pair[1].way) {
                let [left, back] =
                    [pair[0].until, pair[1].from].map(|at| self.time(at.and_then(|at| at.time)));
                told.push(format!("{} ({left}–{back})", self.told_member(member)));
            }
        }
        told
    }

    fn remote(&self) -> Vec<String> {
        let remote = |member: &&Member| *member.presence() == Presence::Remote;
        let named = |member: &Member| match member.attendance.since() {
            Some(time) => format!("{} ({})", self.told_member(member), self.time(Some(time))),
            None => self.told_member(member),
        };
        self.meeting.members.iter().filter(remote).map(named).collect()
    }

    /// The name of a member as it tells two of one name apart.
    pub(super) fn told_member(&self, member: &Member) -> String {
        self.meeting.told_name(&Person::Member(member.id)).into_owned()
    }

    /// A member with the post, which tells two of one name apart already.
    fn member(&self, member: &Member) -> String {
        let told = self.told_member(member);
        if told == member.name { self.named(&member.name, &member.post) } else { told }
    }

    pub(super) fn guests(&self, rank: Rank) -> Vec<String> {
        let of_rank = self.meeting.guests_only().filter(|guest| guest.rank == rank);
        of_rank
            .map(|guest| {
                let name = self.named(&guest.name, &guest.post);
                match self.movements(&guest.attendance) {
                    remark if remark.is_empty() => name,
                    remark => format!("{name} ({remark})"),
                }
            })
            .collect()
    }

    /// How somebody came and went, and why somebody was away, in a few words; empty for whoever
    /// was there all along.
    pub(super) fn movements(&self, attendance: &Attendance) -> String {
        let mut remarks = Vec::new();
        let clock = |at: Option<Moment>| at.map_or(UNKNOWN.to_owned(), short_time);
        let lang = self.lang;
        for (index, spell) in attendance.spells().iter().enumerate() {
            if let Some(from) = spell.from {
                let came = match (spell.way, index) {
                    (Way::Remote, _) => Presence::Remote,
                    (Way::InRoom, 0) => Presence::Late,
                    (Way::InRoom, _) => Presence::Back,
                };
                remarks.push(format!("{} {}", lang.presence(&came), clock(from.time)));
            }
            if let Some(until) = spell.until {
                remarks.push(format!("{} {}", lang.presence(&Presence::Left), clock(until.time)));
            }
        }
        match attendance.presence() {
            Presence::Absent(Absence { excuse, reason }) => {
                let told = lang.excuse(excuse);
                let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
                remarks.push(format!("{told}{reason}"));
            }
            Presence::Remote if remarks.is_empty() => {
                remarks.push(lang.presence(&Presence::Remote));
            }
            Presence::NotCalled
            | Presence::Present
            | Presence::Late
            | Presence::Left
            | Presence::Back
            | Presence::Remote => {}
        }
        remarks.join(", ")
    }

    /// Members who took part, in per cent of those who should have come.
    pub(super) fn share(&self) -> Option<String> {
        let turnout = self.meeting.turnout_at_opening();
        let style = self.meeting.percent_style();
        let (came, expected) = (turnout.attended?, turnout.expected()?);
        percent(self.lang, style, came.into(), expected.into())
    }

    /// The attendance in one paragraph.
    pub(super) fn attendance_in_words(&self) -> Vec<Block> {
        let (meeting, words) = (self.meeting, self.words);
        let turnout = meeting.turnout_at_opening();
        let mut sentences = vec![format!(
            "{}: {}, {}",
            words.opening,
            self.time(meeting.opened),
            long_day(self.lang, meeting.date, meeting.known)
        )];
        let place = meeting.detail(Detail::Place);
        sentences.extend(place.map(|place| format!("{}: {place}", words.place)));
        if turnout.total.is_some() || meeting.stated.shares_present.is_none() {
            let total = self.people(turnout.total);
            sentences.push(format!("{}: {total}{}", words.members, self.classes()));
            sentences.push(format!("{}: {}", words.present, self.came()));
            sentences.extend(self.reported());
            sentences.extend(self.absence_lines());
        } else {
            sentences.extend(self.reported());
        }
        sentences.push(format!("{}: {}", words.chair, self.person(meeting.chair.as_ref())));
        let secretary = self.person(meeting.secretary.as_ref());
        sentences.push(format!("{}: {secretary}", words.secretary));
        let sentences: Vec<String> = sentences.into_iter().map(ended).collect();
        vec![Block::Paragraph(sentences.join(" ").into())]
    }
}
