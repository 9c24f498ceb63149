//! The course of the meeting in the line language: pauses, and what the meeting is.

use std::borrow::Cow;

use super::grammar::{Orders, edition, kind, nothing_left, one};
use super::options::{Split, Takes, take_time};
use super::tables::{MEETING, MeetingKey, PAUSE};
use crate::domain::{At, Body, Command, Convening, CourseCommand, Meeting, PauseKind};
use crate::profiles::Library;
use crate::text::{Misread, Say, parse_day};

/// `recess 15:00 until "a quarter past"`.
pub(super) fn pause(rest: &str, kind: PauseKind) -> Orders {
    let split = Split::of(rest, Takes::Many, PAUSE)?;
    let mut head = split.head.clone();
    let at = if head.is_empty() { At::Now } else { take_time(&mut head)? };
    nothing_left(&head)?;
    one(Command::Course(CourseCommand::Pause {
        kind,
        until: split.text(()).unwrap_or_default(),
        at,
    }))
}

/// `meeting date 2026-11-23 kind thematic`: what is not said anew stays as it is.
pub(super) fn amended(meeting: &Meeting, rest: &str, library: Option<&Library>) -> Orders {
    let split = Split::of(rest, Takes::Nothing, MEETING)?;
    let before = &meeting.body;
    let name = split.text(MeetingKey::Name).unwrap_or_else(|| before.name.clone());
    let superior = split.text(MeetingKey::Under).unwrap_or_else(|| before.superior.clone());
    let day = split.text(MeetingKey::Date).map(|text| parse_day(&text)).transpose()?;
    let (date, known) = day.unwrap_or((meeting.date, meeting.known));
    let built_in = || Cow::Owned(Library::default());
    let library = library.map_or_else(built_in, Cow::Borrowed);
    let profile = if let Some(id) = split.text(MeetingKey::Rules) {
        edition(&library, &id, date).ok_or_else(|| Misread::Choice {
            choices: library.ids().into_iter().map(String::from).collect(),
            typed: id,
        })?
    } else {
        let profile = meeting
            .profile
            .clone()
            .ok_or(Misread::Wanted(Say { vi: "thể thức", en: "rules" }))?;
        // Another day may have another edition of the same rules.
        day.and_then(|_| library.in_force(&profile.id, date)).unwrap_or(profile)
    };
    let kind = match split.text(MeetingKey::Kind) {
        Some(words) => kind(words),
        None => meeting.kind.clone().unwrap_or(crate::domain::Kind::UNSAID),
    };
    let body = Body { name, superior };
    one(Command::Course(CourseCommand::AmendMeeting(Box::new(Convening {
        body,
        profile,
        kind,
        date,
        known,
    }))))
}
