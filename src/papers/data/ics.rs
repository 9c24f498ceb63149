//! The next meeting and the deadlines for calendar programs.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use unicode_segmentation::UnicodeSegmentation;

use super::{harmless, name, tasks};
use crate::domain::{Conclusion, Detail, Due, Meeting};
use crate::text::{Lang, parse_date, parse_time};

/// What a line of a calendar shows at the most, in characters; the rest is in the description.
const SUMMARY: usize = 250;

/// What a calendar program takes for a description at the most, in characters.
const DESCRIPTION: usize = 8_000;

/// One calendar with the next meeting and every deadline that is a day; `None` if there is neither.
///
/// `uid` names the meeting among all others: an entry keeps its name from file to file, so that a
/// calendar that has it already changes it instead of showing it twice. `moves` says how often the
/// next meeting was stated: a later statement goes before an earlier one.
#[must_use]
pub fn ics(meeting: &Meeting, lang: Lang, uid: &str, moves: usize) -> Option<String> {
    let mut calendar = Calendar::empty();
    let tongue = match lang {
        Lang::Vi => "VI",
        Lang::En => "EN",
    };
    // No name of the calendar: programs would make a new calendar of it.
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", format!("-//Thuky//Thuky//{tongue}")))
        .append_property(Property::new("CALSCALE", "GREGORIAN"));
    let next = next_meeting(meeting, lang, uid, moves);
    let deadlines = tasks::tasks(meeting).filter_map(|(number, one)| match one.task.due {
        Some(Due::On(day)) if !meeting.has_fallen(one) => {
            Some(deadline(meeting, lang, uid, number, one, day))
        }
        _ => None,
    });
    calendar.extend(next.into_iter().chain(deadlines));
    (!calendar.components.is_empty()).then(|| calendar.to_string())
}

/// The next meeting, where what was typed names a day.
///
/// The time is that of the clock on the wall, without a zone (RFC 5545, form 1): that is what was
/// said, whoever said it meant the clock of the place. In Vietnamese that is the clock of Vietnam, which
/// is never changed, so that the moment itself is known and a calendar elsewhere shows its hour. The entry ends as long after its
/// beginning as this meeting took, where that is known.
fn next_meeting(meeting: &Meeting, lang: Lang, uid: &str, moves: usize) -> Option<Event> {
    let typed = harmless(meeting.detail(Detail::NextMeeting)?).replace('\n', " ");
    let Said { day, time, rest } = said(meeting, &typed)?;
    let place = rest.trim_matches(|c: char| c.is_whitespace() || ",;-–".contains(c));
    let body = harmless(&meeting.body.name).replace('\n', " ");
    let mut event = entry(meeting, &format!("{uid}-next"));
    match time {
        Some(time) => {
            let begin = day.and_time(time);
            let end = length(meeting).map(|length| begin + length);
            match lang {
                Lang::Vi => {
                    event.starts(here(begin));
                    end.map(|end| event.ends(here(end)));
                }
                Lang::En => {
                    event.starts(begin);
                    end.map(|end| event.ends(end));
                }
            }
        }
        None => {
            event.starts(day);
        }
    }
    let changed = meeting.seals.len() + moves.saturating_sub(1);
    event.sequence(u32::try_from(changed).unwrap_or(u32::MAX));
    event.summary(&lang.next_meeting_of(&body));
    event.description(&harmless(&lang.from_meeting(meeting, None)));
    if !place.is_empty() {
        event.location(&harmless(place).replace('\n', " "));
    }
    Some(event.done())
}

/// Vietnam is so far ahead of universal time, all the year.
const VIETNAM: TimeDelta = TimeDelta::hours(7);

/// A time by the clock of Vietnam.
fn here(time: NaiveDateTime) -> DateTime<Utc> {
    (time - VIETNAM).and_utc()
}

/// How long this meeting took, to the next quarter of an hour.
fn length(meeting: &Meeting) -> Option<TimeDelta> {
    let took = (meeting.closed? - meeting.opened?).num_minutes();
    (1..=24 * 60).contains(&took).then(|| TimeDelta::minutes((took + 14) / 15 * 15))
}

/// The day on which the body meets next, where what was typed names one.
#[must_use]
pub fn next_day(meeting: &Meeting) -> Option<NaiveDate> {
    said(meeting, meeting.detail(Detail::NextMeeting)?).map(|said| said.day)
}

/// Day, time and the rest of what was said of the next meeting, if it says a day.
pub(crate) fn next_said<'a>(
    meeting: &Meeting,
    typed: &'a str,
) -> Option<(NaiveDate, Option<NaiveTime>, &'a str)> {
    said(meeting, typed).map(|said| (said.day, said.time, said.rest))
}

/// What was said of the next meeting: `24/12/2026 19:30 Phòng họp`, `19h30 ngày 24/12/2026`.
struct Said<'a> {
    day: NaiveDate,
    time: Option<NaiveTime>,
    /// What stands behind day and time.
    rest: &'a str,
}

fn said<'a>(meeting: &Meeting, typed: &'a str) -> Option<Said<'a>> {
    let (mut day, mut time, mut end) = (None, None, 0);
    for word in typed.split_whitespace() {
        let bare = word.trim_end_matches([',', ';', '.']);
        let from = word.as_ptr().addr() - typed.as_ptr().addr();
        if day.is_none()
            && let Some(found) = coming(meeting, bare)
        {
            (day, end) = (Some(found), from + word.len());
        } else if time.is_none()
            && let Ok(found) = parse_time(bare)
        {
            (time, end) = (Some(found), end.max(from + word.len()));
        } else if day.is_some() && !matches!(bare, "lúc" | "hồi" | "vào" | "at") {
            break;
        }
    }
    // A time said before the day leaves what is behind the day as it is.
    Some(Said { day: day?, time, rest: typed.get(end..).unwrap_or_default() })
}

/// A typed day that is not before this meeting; without a year it may be in the next one.
fn coming(meeting: &Meeting, word: &str) -> Option<NaiveDate> {
    let next_year = NaiveDate::from_ymd_opt(meeting.date.year() + 1, 1, 1)?;
    let days = [meeting.date, next_year].into_iter().filter_map(|day| parse_date(word, day).ok());
    days.into_iter().find(|day| *day >= meeting.date)
}

/// A deadline is an event of a whole day, not a to-do: most calendar programs leave to-dos out of
/// what they take in from a file, and say nothing about it. It keeps nobody from being free.
fn deadline(
    meeting: &Meeting,
    lang: Lang,
    uid: &str,
    number: usize,
    conclusion: &Conclusion,
    day: NaiveDate,
) -> Event {
    let text = harmless(&conclusion.text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let summary = cut(&line, SUMMARY);
    let owner = name(meeting, conclusion.task.owner.as_ref());
    let mut told = vec![
        lang.task_told(owner, &lang.standing(meeting, conclusion)),
        lang.from_meeting(meeting, Some(number)),
    ];
    if summary != line {
        told.push(text);
    }
    let mut event = entry(meeting, &format!("{uid}-conclusion-{}", conclusion.id.0));
    event.starts(day).summary(&summary);
    event.description(&cut(&harmless(&told.join("\n")), DESCRIPTION));
    event.add_property("TRANSP", "TRANSPARENT");
    event.done()
}

/// An entry with what makes it the same in every file.
fn entry(meeting: &Meeting, uid: &str) -> Event {
    let mut event = Event::new();
    event.uid(&harmless(uid));
    event.timestamp(meeting.date.and_time(NaiveTime::MIN).and_utc());
    // A correction of sealed papers goes before what a calendar already has.
    event.sequence(u32::try_from(meeting.seals.len()).unwrap_or(u32::MAX));
    event.done()
}

fn cut(text: &str, most: usize) -> String {
    match text.grapheme_indices(true).nth(most) {
        Some(_) => text.graphemes(true).take(most - 1).chain(["…"]).collect(),
        None => text.to_owned(),
    }
}
