//! What a calendar program shows.

use chrono::NaiveDate;
use icalendar::{CalendarDateTime, Component, DatePerhapsTime};

use super::{CELL, SOCIETY, events, played};
use crate::domain::Detail;
use crate::papers::data::ics;
use crate::text::Lang;

#[test]
fn the_next_meeting_and_the_deadlines_go_into_the_calendar() {
    let text = ics(&played(CELL), Lang::Vi, "0198", 1).unwrap();
    assert!(text.lines().all(|line| line.len() <= 76));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("DTSTART:20261208T073000Z\r\n"), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20261130\r\n"), "{text}");
    let events = events(&text);
    assert_eq!(events.len(), 2);
    let (next, task) = (&events[0], &events[1]);
    assert_eq!(next.get_uid(), Some("0198-next"));
    assert_eq!(next.get_summary(), Some("Họp Chi bộ Thôn Bình Minh"));
    assert_eq!(next.property_value("LOCATION"), Some("Phòng họp tầng 2"));
    let at = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap().and_hms_opt(7, 30, 0).unwrap();
    assert_eq!(
        next.get_start(),
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at.and_utc())))
    );
    assert_eq!(task.get_summary(), Some("Hoàn thành đường thôn"));
    assert!(task.get_description().unwrap().starts_with("Người thực hiện: Trần Thị Mai\n"));
    let stamp = NaiveDate::from_ymd_opt(2026, 11, 8).unwrap().and_hms_opt(0, 0, 0).unwrap();
    assert_eq!(task.get_timestamp(), Some(stamp.and_utc()));
}

#[test]
fn what_was_voted_down_has_no_deadline() {
    let events = events(&ics(&played(SOCIETY), Lang::En, "0198", 1).unwrap());
    let told: Vec<_> = events.iter().filter_map(Component::get_summary).collect();
    assert_eq!(told, ["Hang the lamps"]);
}

#[test]
fn the_next_meeting_is_read_as_it_was_typed() {
    let mut meeting = played(CELL);
    meeting.conclusions.clear();
    let mut start = |typed: &str| {
        meeting.details.retain(|(detail, _)| *detail != Detail::NextMeeting);
        meeting.details.push((Detail::NextMeeting, typed.to_owned()));
        let text = ics(&meeting, Lang::Vi, "0198", 1)?;
        let told = |key: &str| {
            let line = text.lines().find(|line| line.starts_with(key));
            line.unwrap_or("").to_owned()
        };
        Some([told("DTSTART"), told("LOCATION")])
    };
    let said = |start: &str, place: &str| Some([start.to_owned(), place.to_owned()]);
    assert_eq!(start("2026-12-20 18:00"), said("DTSTART:20261220T110000Z", ""));
    assert_eq!(start("8/12/2026"), said("DTSTART;VALUE=DATE:20261208", ""));
    assert_eq!(
        start("8/12/2026 Hội trường"),
        said("DTSTART;VALUE=DATE:20261208", "LOCATION:Hội trường")
    );
    assert_eq!(start("8/1 14h"), said("DTSTART:20270108T070000Z", ""), "after this meeting");
    assert_eq!(start("8/1/2026 14h"), None, "before this meeting");
    let evening = |place: &str| said("DTSTART:20261224T123000Z", place);
    assert_eq!(start("19h30 ngày 24/12/2026"), evening(""));
    assert_eq!(start("24/12/2026 lúc 19h30, Hội trường"), evening("LOCATION:Hội trường"));
    assert_eq!(start("tháng sau"), None);
    assert_eq!(start("31/2/2027"), None);
}

#[test]
fn long_conclusions_are_cut_in_the_line_and_whole_in_the_description() {
    let mut meeting = played(CELL);
    meeting.conclusions[0].text = "một hai ".repeat(100);
    let text = ics(&meeting, Lang::Vi, "0198", 1).unwrap();
    let task = &events(&text)[1];
    assert!(task.get_summary().unwrap().ends_with('…'));
    assert!(task.get_description().unwrap().contains(&"một hai ".repeat(100)));
    meeting.conclusions[0].text = "ệ".repeat(1_000_000);
    assert!(ics(&meeting, Lang::Vi, "0198", 1).unwrap().len() < 100_000);
}

#[test]
fn a_meeting_that_is_stated_anew_goes_before_the_one_a_calendar_has() {
    let meeting = played(CELL);
    let sequence = |moves| {
        let text = ics(&meeting, Lang::Vi, "0198", moves).unwrap();
        let next = text.split("BEGIN:VEVENT").find(|event| event.contains("-next")).unwrap();
        let line = next.lines().find(|line| line.starts_with("SEQUENCE")).unwrap_or("SEQUENCE:0");
        line["SEQUENCE:".len()..].parse::<u32>().unwrap()
    };
    assert!(sequence(1) < sequence(2) && sequence(2) < sequence(3));
}

#[test]
fn the_next_meeting_ends_as_long_after_its_beginning_as_this_one_took() {
    let mut meeting = played(CELL);
    let day = meeting.date;
    meeting.opened = day.and_hms_opt(14, 0, 0);
    meeting.closed = day.and_hms_opt(15, 20, 0);
    let text = ics(&meeting, Lang::Vi, "0198", 1).unwrap();
    assert!(text.contains("DTSTART:20261208T073000Z\r\n"), "{text}");
    assert!(text.contains("DTEND:20261208T090000Z\r\n"), "{text}");
    meeting.closed = None;
    assert!(!ics(&meeting, Lang::Vi, "0198", 1).unwrap().contains("DTEND"));
}
