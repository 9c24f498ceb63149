//! Who was there: point by point, in one paragraph, and as tables.

use super::{Writer, column, ended, lowered, point};
use crate::domain::{
    Class, Detail, Guest, Member, Moment, Presence, QuorumState, Rank, SeatChange,
};
use crate::papers::{Align, Block, Column, UNKNOWN};
use crate::text::{long_date, percent, short_time};

impl Writer<'_> {
    /// The attendance block: what was reported or called, every unknown shown as such.
    pub(super) fn attendance(&self) -> Vec<Block> {
        let Writer { meeting, words, .. } = self;
        let turnout = meeting.turnout();
        let mut blocks = Vec::new();
        let mut point = |text: String| blocks.push(point(0, "-", ended(text)));
        let date = long_date(self.lang, meeting.date);
        point(format!("{}: {}, {date}", words.opening, self.time(meeting.opened)));
        let place = meeting.detail(Detail::Place).unwrap_or(UNKNOWN);
        point(format!("{}: {place}", &self.words.place));
        let total = self.people(Some(turnout.total));
        point(format!("{}: {total} ({})", words.members, self.classes()));
        let reaching = self.share().map(|share| words.reaching.replace("{share}", &share));
        let came = self.people(turnout.attended);
        let present = &self.words.present;
        point(format!("{present}: {came}{}", reaching.unwrap_or_default()));
        point(self.absences());
        for (label, names) in [
            (&self.words.late, self.timed(&Presence::Late)),
            (&self.words.left_early, self.timed(&Presence::Left)),
            (&self.words.remote, self.timed(&Presence::Remote)),
        ] {
            if !names.is_empty() {
                point(format!("{label}: {}", names.join("; ")));
            }
        }
        let superiors = self.guests(Rank::Superior);
        if !superiors.is_empty() {
            let label = &self.words.superiors;
            point(format!("{label}: {}", superiors.join("; ")));
        }
        let invited = self.guests(Rank::Invited);
        if !invited.is_empty() {
            point(format!("{}: {}", &self.words.guests, invited.join("; ")));
        }
        let chair = self.person(meeting.chair.as_ref());
        point(format!("{}: {chair}", &self.words.chair));
        for (former, time) in &meeting.former_chairs {
            let (former, time) = (self.person(Some(former)), self.time(*time));
            let until = &self.words.chair_until;
            point(format!("{until} {time}: {former}"));
        }
        let secretary = self.person(meeting.secretary.as_ref());
        point(format!("{}: {secretary}", &self.words.secretary));
        for line in self.standing() {
            point(line);
        }
        blocks
    }

    fn classes(&self) -> String {
        let (meeting, words) = (self.meeting, self.words);
        let known = |class| meeting.of_class(class).map_or(UNKNOWN.into(), |n| self.number(n));
        let mut parts = vec![
            format!("{}: {}", words.official, known(Class::Official)),
            format!("{}: {}", words.probationary, known(Class::Probationary)),
        ];
        for class in [Class::Exempt, Class::Visiting, Class::Away, Class::Suspended] {
            if let Some(n @ 1..) = meeting.of_class(class) {
                parts.push(format!("{}: {}", self.lang.class(class), self.number(n)));
            }
        }
        parts.join("; ")
    }

    fn absences(&self) -> String {
        let meeting = self.meeting;
        let turnout = meeting.turnout();
        let named = |member: &Member| match member.presence() {
            Presence::Excused(reason) => {
                let reason = if reason.is_empty() { UNKNOWN } else { reason };
                Some((true, format!("{} ({reason})", member.name)))
            }
            Presence::Unexcused => Some((false, member.name.clone())),
            Presence::NotCalled
            | Presence::Present
            | Presence::Late
            | Presence::Left
            | Presence::Remote => None,
        };
        let absent: Vec<(bool, String)> = meeting.members.iter().filter_map(named).collect();
        let count = turnout.attended.map(|came| turnout.total.saturating_sub(came));
        let names = |excused: bool| -> String {
            let of: Vec<&str> =
                absent.iter().filter(|(e, _)| *e == excused).map(|(_, n)| n.as_str()).collect();
            // More absent than named: the rest is unknown, not nobody.
            let short = count.is_none_or(|count| absent.len() < count as usize);
            match (of.is_empty(), short) {
                (true, true) => UNKNOWN.into(),
                (true, false) => self.words.none.clone(),
                (false, true) => format!("{}; {UNKNOWN}", of.join("; ")),
                (false, false) => of.join("; "),
            }
        };
        let label = &self.words.absent;
        let people = self.people(count);
        if count.is_none_or(|count| count == 0) {
            return format!("{label}: {people}");
        }
        let (with, without) = (&self.words.excused, &self.words.unexcused);
        format!("{label}: {people}; {with}: {}; {without}: {}", names(true), names(false))
    }

    /// Members whose roll shows this mark, with its time.
    fn timed(&self, presence: &Presence) -> Vec<String> {
        let holds = |member: &&Member| match presence {
            // Whoever took a seat in the middle of the meeting was not late.
            Presence::Late => {
                let joined = member.seat.changes.first();
                let joined = joined.is_some_and(|(change, _)| *change == SeatChange::Seated);
                !joined && member.presence().attended() && member.arrived_late().is_some()
            }
            _ => member.presence() == presence,
        };
        let named = |member: &Member| {
            let mark = member.marks.iter().rev().find(|mark| mark.presence == *presence);
            let time = mark.and_then(|mark| mark.time);
            format!("{} ({})", member.name, self.time(time))
        };
        self.meeting.members.iter().filter(holds).map(named).collect()
    }

    pub(super) fn guests(&self, rank: Rank) -> Vec<String> {
        let of_rank = self.meeting.guests.iter().filter(|guest| guest.rank == rank);
        of_rank.map(|guest| self.named(&guest.name, &guest.post)).collect()
    }

    /// Who may vote, as far as it changed or needs saying: call, quorum, proxies, seats, interests.
    fn standing(&self) -> Vec<String> {
        let (meeting, lang) = (self.meeting, self.lang);
        let mut lines = Vec::new();
        if meeting.call > 1 {
            let call = &self.words.call;
            lines.push(format!("{call} {}", meeting.call));
        }
        lines.extend(self.quorum());
        lines.extend(self.informal());
        for member in &meeting.members {
            if let Some(holder) = member.proxy() {
                let by = &self.words.represented;
                lines.push(format!("{} {by} {}", member.name, meeting.name_of(holder)));
            }
            for (change, time) in &member.seat.changes {
                let at = time.map(|_| format!(" ({})", self.time(*time))).unwrap_or_default();
                lines.push(format!("{}: {}{at}", member.name, lang.seat_change(*change)));
            }
        }
        for interest in &meeting.interests {
            let name = meeting.member(interest.member).map_or("", |member| &member.name);
            let item = interest.item.and_then(|item| meeting.item(item));
            let item = item.map(|item| format!(", “{}”", item.title)).unwrap_or_default();
            let what = match interest.what.as_str() {
                "" => String::new(),
                what => format!(" ({what})"),
            };
            lines.push(format!("{name}: {}{what}{item}", lang.conduct(interest.conduct)));
        }
        lines
    }

    /// The quorum with which the meeting was opened.
    fn quorum(&self) -> Option<String> {
        let (meeting, lang) = (self.meeting, self.lang);
        let known = |quorum: Option<QuorumState>| quorum.filter(|q| q.present.is_some());
        match meeting.opened {
            Some(at) => {
                let mut then = meeting.as_of(at);
                then.call = meeting.opening_call;
                known(then.quorum()).map(|quorum| {
                    let opening = &self.words.at_opening;
                    format!("{opening}: {}", lowered(&lang.quorum(quorum)))
                })
            }
            None => known(meeting.quorum()).map(|quorum| lang.quorum(quorum)),
        }
    }

    /// The times during which the meeting decided nothing.
    fn informal(&self) -> Vec<String> {
        let turns = &self.meeting.informal_turns;
        let began = turns.iter().enumerate().filter(|(_, (informal, _))| *informal);
        let spell = |(index, (_, from)): (usize, &(bool, Option<Moment>))| {
            let clock = |time: Option<Moment>| self.time(time);
            let when = match turns.get(index + 1) {
                Some((_, until)) => {
                    let (since, to) = (&self.words.from, &self.words.to);
                    format!("{since} {} {to} {}", clock(*from), clock(*until))
                }
                None => format!("{} {}", &self.words.from, clock(*from)),
            };
            let told = &self.words.informal;
            format!("{when} {told}")
        };
        began.map(spell).collect()
    }

    /// Members who took part, in per cent of those who should have come.
    pub(super) fn share(&self) -> Option<String> {
        let turnout = self.meeting.turnout();
        let style = self.meeting.percent_style();
        let (came, expected) = (turnout.attended?, turnout.expected());
        percent(self.lang, style, came.into(), expected.into())
    }

    /// The attendance in one paragraph.
    pub(super) fn attendance_in_words(&self) -> Vec<Block> {
        let (meeting, words) = (self.meeting, self.words);
        let turnout = meeting.turnout();
        let reaching = self.share().map(|share| words.reaching.replace("{share}", &share));
        let sentences = [
            format!(
                "{}: {}, {}",
                words.opening,
                self.time(meeting.opened),
                long_date(self.lang, meeting.date)
            ),
            format!("{}: {}", words.members, self.people(Some(turnout.total))),
            format!(
                "{}: {}{}",
                words.present,
                self.people(turnout.attended),
                reaching.unwrap_or_default()
            ),
            self.absences(),
            format!("{}: {}", words.chair, self.person(meeting.chair.as_ref())),
            format!("{}: {}", words.secretary, self.person(meeting.secretary.as_ref())),
        ];
        let sentences: Vec<String> = sentences.into_iter().map(ended).collect();
        vec![Block::Paragraph(sentences.join(" ").into())]
    }

    /// Everybody on the roll with the mark of the day.
    pub(super) fn roll(&self) -> Vec<Block> {
        let (words, lang) = (self.words, self.lang);
        let columns = vec![
            column(&words.row, Align::Centre, 2),
            column(&words.full_name, Align::Left, 8),
            column(&words.post, Align::Left, 7),
            column(&words.class, Align::Left, 5),
            column(&words.presence, Align::Left, 4),
            column(&words.remark, Align::Left, 5),
        ];
        let row = |(number, member): (usize, &Member)| {
            let class = member.class.map_or(UNKNOWN.to_owned(), |class| lang.class(class));
            vec![
                number.to_string(),
                member.name.clone(),
                member.post.clone(),
                class,
                mark(self, member.presence()),
                self.remark(member),
            ]
        };
        let rows: Vec<_> = (1..).zip(&self.meeting.members).map(row).collect();
        if rows.is_empty() {
            return vec![Block::Paragraph(UNKNOWN.into())];
        }
        vec![Block::Table { columns, rows }]
    }

    /// What the list says beside a name: times, the reason of an absence, who stands in.
    fn remark(&self, member: &Member) -> String {
        let mut remarks = Vec::new();
        for mark in &member.marks {
            let what = match mark.presence {
                Presence::Late => &self.words.late,
                Presence::Left => &self.words.left_early,
                _ => continue,
            };
            let time = mark.time.map_or(UNKNOWN.to_owned(), short_time);
            remarks.push(format!("{} {time}", lowered(what)));
        }
        if let Presence::Excused(reason) = member.presence() {
            remarks.push(if reason.is_empty() { UNKNOWN.to_owned() } else { reason.clone() });
        }
        if let Some(holder) = member.proxy() {
            remarks.push(format!("{} {}", self.words.represented, self.meeting.name_of(holder)));
        }
        remarks.join("; ")
    }

    /// Guests with post and rank.
    pub(super) fn guest_table(&self) -> Vec<Block> {
        let words = self.words;
        if self.meeting.guests.is_empty() {
            return Vec::new();
        }
        let columns: Vec<Column> = vec![
            column(&words.row, Align::Centre, 2),
            column(&words.full_name, Align::Left, 9),
            column(&words.post, Align::Left, 12),
            column(&words.remark, Align::Left, 7),
        ];
        let row = |(number, guest): (usize, &Guest)| {
            let rank = match guest.rank {
                Rank::Superior => &words.superiors,
                Rank::Invited => &words.guests,
            };
            vec![number.to_string(), guest.name.clone(), guest.post.clone(), lowered(rank)]
        };
        let rows = (1..).zip(&self.meeting.guests).map(row).collect();
        vec![Block::Table { columns, rows }]
    }
}

/// The mark of the roll in a word.
fn mark(writer: &Writer<'_>, presence: &Presence) -> String {
    match presence {
        Presence::NotCalled => UNKNOWN.to_owned(),
        other => writer.lang.presence(other),
    }
}
