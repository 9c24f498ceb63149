//! The course of the meeting: when it rested, and on which days it sat.

use chrono::NaiveDate;

use super::{Meeting, Moment, Point};

/// Why the meeting does not go on for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseKind {
    /// A short break within a sitting.
    Recess,
    /// The sitting ends, and the meeting goes on at a later time.
    Adjourned,
    /// The members go on as a committee of the whole, which decides nothing itself.
    Committee,
}

impl PauseKind {
    pub const ALL: [Self; 3] = [Self::Recess, Self::Adjourned, Self::Committee];
}

/// A stretch in which the meeting as such did not sit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    pub kind: PauseKind,
    /// Until when, as it was announced; empty if nobody said.
    pub until: String,
    pub from: Point,
    /// When the meeting went on; `None` while it has not.
    pub to: Option<Point>,
}

impl Meeting {
    /// The pause that the meeting is in.
    #[must_use]
    pub fn pause(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.to.is_none())
    }

    /// The day on which the meeting sits now, as far as times tell.
    #[must_use]
    pub fn sitting_day(&self) -> NaiveDate {
        let resumed = self.pauses.iter().rev().find_map(|pause| pause.to?.time);
        resumed.map_or(self.date, |time| time.date())
    }

    /// Every time that belongs to the meeting's day moves with it by so many days.
    pub(super) fn shift(&mut self, days: chrono::TimeDelta) {
        let (first, next) = (Some(self.date), self.date.succ_opt());
        let move_time = |time: &mut Moment| {
            let day = Some(time.date());
            if day == first || day == next {
                *time = time.checked_add_signed(days).unwrap_or(*time);
            }
        };
        let each = |time: &mut Option<Moment>| time.iter_mut().for_each(move_time);
        [&mut self.opened, &mut self.closed].into_iter().for_each(each);
        [&mut self.read_back, &mut self.adopted].into_iter().flatten().for_each(each);
        self.opening.iter_mut().for_each(|at| each(&mut at.time));
        for (_, time) in &mut self.corrections {
            each(time);
        }
        for member in &mut self.members {
            member.attendance.marks.iter_mut().for_each(|mark| each(&mut mark.at.time));
            member.proxies.iter_mut().for_each(|(_, at)| each(&mut at.time));
            member.seat.changes.iter_mut().for_each(|(_, at)| each(&mut at.time));
        }
        for guest in &mut self.guests {
            guest.attendance.marks.iter_mut().for_each(|mark| each(&mut mark.at.time));
        }
        for span in self.items.iter_mut().flat_map(|item| &mut item.spans) {
            each(&mut span.start);
            each(&mut span.end);
        }
        self.notes.iter_mut().for_each(|note| each(&mut note.time));
        self.conclusions.iter_mut().for_each(|one| each(&mut one.time));
        self.votes.iter_mut().for_each(|vote| each(&mut vote.time));
        for polled in &mut self.polled {
            each(&mut polled.at.time);
            each(&mut polled.at.by);
        }
        self.interests.iter_mut().for_each(|one| each(&mut one.at.time));
        self.informal_turns.iter_mut().for_each(|(_, at)| each(&mut at.time));
        self.former_chairs.iter_mut().for_each(|(_, at)| each(&mut at.time));
        self.unnamed.iter_mut().for_each(|one| each(&mut one.at.time));
        self.reports.iter_mut().for_each(|(_, at)| each(&mut at.time));
        for pause in &mut self.pauses {
            each(&mut pause.from.time);
            pause.to.iter_mut().for_each(|at| each(&mut at.time));
        }
    }
}
