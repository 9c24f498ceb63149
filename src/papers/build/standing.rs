//! Who may vote and when the meeting decided: call, quorum, proxies, seats, interests, pauses.

use super::{Writer, lowered};
use crate::domain::{Known, Pause, Person, Point, QuorumState};
use crate::papers::UNKNOWN;
use crate::text::long_day;

impl Writer<'_> {
    /// Who may vote, as far as it changed or needs saying: call, quorum, proxies, seats, interests.
    pub(super) fn standing(&self) -> Vec<String> {
        let (meeting, lang) = (self.meeting, self.lang);
        let mut lines = Vec::new();
        if meeting.call > 1 {
            let call = &self.words.call;
            lines.push(format!("{call} {}", meeting.call));
        }
        let quorum = self.quorum();
        let told = quorum.is_some();
        lines.extend(quorum);
        let most = meeting.profile.as_ref().and_then(|profile| profile.proxies);
        let own = most.filter(|_| !meeting.proxy_source.is_empty());
        lines.extend(own.map(|most| lang.proxies_allowed(Some(most), &meeting.proxy_source)));
        let own = meeting.profile.as_ref().and_then(|profile| profile.quorum.as_ref());
        // Beside the sentence that says so.
        let own = own.filter(|_| !meeting.quorum_source.is_empty() && !told);
        lines.extend(own.map(|quorum| lang.quorum_set(quorum)));
        for (reported, at) in meeting.reports.iter().skip(1) {
            let (from, time) = (&self.words.from, self.time(at.time));
            lines.push(format!("{from} {time}: {}", lang.headcount(reported)));
        }
        lines.extend(self.informal());
        lines.extend(self.pauses());
        for member in &meeting.members {
            // Which proxy stood when stays in the record.
            for (holder, given) in &member.proxies {
                let since = given.time.map(|time| format!(" ({})", self.time(Some(time))));
                let since = since.unwrap_or_default();
                let told = match holder {
                    Some(holder) => {
                        format!("{} {}", self.words.represented, meeting.told_name(holder))
                    }
                    None => format!("{} —", self.words.represented),
                };
                lines.push(format!("{} {told}{since}", self.told_member(member)));
            }
            for (change, changed) in &member.seat.changes {
                let at = changed.time.map(|time| format!(" ({})", self.time(Some(time))));
                let at = at.unwrap_or_default();
                lines.push(format!(
                    "{}: {}{at}",
                    self.told_member(member),
                    lang.seat_change(*change)
                ));
            }
        }
        for interest in &meeting.interests {
            let who = Person::Member(interest.member);
            let name = meeting.told_name(&who);
            let place = |id| meeting.items.iter().position(|item| item.id == id);
            let item = interest.item.and_then(place).map(|place| place + 1);
            lines.push(lang.interest(&name, item, &interest.what, interest.conduct));
        }
        lines
    }

    /// The quorum with which the meeting was opened.
    fn quorum(&self) -> Option<String> {
        let (meeting, lang) = (self.meeting, self.lang);
        let known = |quorum: Option<QuorumState>| quorum.filter(|q| q.present.is_some());
        match meeting.opening {
            Some(_) => known(meeting.quorum_at_opening()).map(|quorum| {
                lang.quorum_in_minutes(quorum, &meeting.quorum_source).unwrap_or_else(|| {
                    let opening = &self.words.at_opening;
                    format!("{opening}: {}", lowered(&lang.quorum(quorum)))
                })
            }),
            None => known(meeting.quorum()).map(|quorum| lang.quorum(quorum)),
        }
    }

    /// The times during which the meeting decided nothing.
    fn informal(&self) -> Vec<String> {
        let turns = &self.meeting.informal_turns;
        let began = turns.iter().enumerate().filter(|(_, (informal, _))| *informal);
        let spell = |(index, (_, from)): (usize, &(bool, Point))| {
            let clock = |at: Point| self.time(at.time);
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

    /// When the meeting rested or was adjourned, and when it went on.
    fn pauses(&self) -> Vec<String> {
        let told = |pause: &Pause| {
            let clock = |at: Point| match at.time {
                Some(time) if time.date() != self.meeting.date => {
                    let day = long_day(self.lang, time.date(), Known::Day);
                    format!("{}, {day}", self.time(at.time))
                }
                time => self.time(time),
            };
            let kind = self.lang.pause(pause.kind);
            let until = match pause.until.as_str() {
                "" => String::new(),
                until => format!(" ({}: {until})", self.words.announced_until),
            };
            let to = pause.to.map_or(UNKNOWN.to_owned(), clock);
            let (since, until_word) = (&self.words.from, &self.words.to);
            format!("{kind}: {} {} {until_word} {to}{until}", lowered(since), clock(pause.from))
        };
        self.meeting.pauses.iter().map(told).collect()
    }
}
