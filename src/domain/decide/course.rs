//! Rules on the course of the meeting: pauses, and what is corrected about the meeting itself.

use super::roll::require_nobody_after;
use super::{moment, require_session};
use crate::domain::{At, Convening, CourseCommand, Fact, Meeting, Moment, Pen, Refusal, Stage};

pub(super) fn decide(
    meeting: &Meeting,
    command: CourseCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let fact = match command {
        CourseCommand::AmendMeeting(convening) => amend(meeting, *convening)?,
        CourseCommand::Pause { kind, until, at } => {
            require_session(meeting)?;
            if meeting.pause().is_some() {
                return Err(Refusal::Paused);
            }
            Fact::MeetingPaused { kind, until, time: moment(meeting, at, pen)? }
        }
        CourseCommand::Resume { at } => {
            let pause = meeting.pause().ok_or(Refusal::NotPaused)?;
            let time = moment(meeting, at, pen)?;
            if let (Some(time), Some(earlier)) = (time, pause.from.time)
                && time < earlier
            {
                let name = meeting.body.name.clone();
                return Err(Refusal::Crossed { name, time, earlier });
            }
            Fact::MeetingResumed { time }
        }
        CourseCommand::AmendOpening { at } => {
            if meeting.opening.is_none() {
                return Err(Refusal::NotInSession(meeting.stage));
            }
            Fact::OpeningAmended { time: opening(meeting, at)? }
        }
        CourseCommand::AmendClosing { at } => {
            if !matches!(meeting.stage, Stage::Closed | Stage::Adopted) {
                return Err(Refusal::NotClosed);
            }
            let time = moment(meeting, at, pen)?;
            require_nobody_after(meeting, time)?;
            Fact::ClosingAmended { time }
        }
    };
    Ok(vec![fact])
}

fn amend(meeting: &Meeting, convening: Convening) -> Result<Fact, Refusal> {
    let Convening { body, profile, kind, date, known } = convening;
    if body.name.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let same = meeting.body == body
        && meeting.profile.as_ref() == Some(&profile)
        && meeting.kind.as_ref() == Some(&kind)
        && (meeting.date, meeting.known) == (date, known);
    if same {
        return Err(Refusal::Unchanged);
    }
    Ok(Fact::MeetingAmended { body, profile, kind, date, known })
}

/// The opening lies on the meeting's day, before everything that has a time.
fn opening(meeting: &Meeting, at: At) -> Result<Option<Moment>, Refusal> {
    let time = match at {
        At::Now => return Ok(None),
        At::Said(time) => meeting.date.and_time(time),
        At::On(day, time) => day.and_time(time),
    };
    let people = meeting.members.iter().map(|member| (&member.name, &member.attendance));
    for (name, attendance) in people {
        let ends = attendance.spells().into_iter().flat_map(|spell| [spell.from, spell.until]);
        let earlier = ends.flatten().filter_map(|at| at.time).find(|moved| *moved < time);
        if let Some(moved) = earlier {
            return Err(Refusal::OpenedAfter { name: name.clone(), opening: time, moved });
        }
    }
    let votes = meeting.votes.iter().filter_map(|vote| vote.time);
    let rests = meeting.pauses.iter().filter_map(|pause| pause.from.time);
    let starts = meeting.items.iter().flat_map(|item| &item.spans).filter_map(|span| span.start);
    if let Some(moved) = votes.chain(rests).chain(starts).find(|moved| *moved < time) {
        let name = meeting.body.name.clone();
        return Err(Refusal::OpenedAfter { name, opening: time, moved });
    }
    match meeting.closed.filter(|closed| *closed < time) {
        Some(closed) => Err(Refusal::AfterClosing { time, closed }),
        None => Ok(Some(time)),
    }
}
