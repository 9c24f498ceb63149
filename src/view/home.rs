//! The home screen: all meetings, newest first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::{boxed, put, top};
use super::theme::Theme;
use crate::app::{Access, App, Start, Tone};
use crate::domain::PercentStyle;
use crate::register::Header;
use crate::text::{cut, lines, percent, short_day, width};

pub(super) fn draw(app: &App, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    let mut title = match app.access {
        Access::Sample => format!("Thuky{}{}", theme.dot(), words.sample_note),
        Access::Read => {
            format!("Thuky{}{}{}{}", theme.dot(), words.register, theme.dot(), words.read_only)
        }
        Access::Write => format!("Thuky{}{}", theme.dot(), words.register),
    };
    if let Some((done, of)) = app.home.checking {
        title += &format!("{}{}", theme.dot(), app.lang.checking(done, of));
    }
    let inside = boxed(frame, area, &title, app.dialogs.is_empty(), theme);
    if let Some(error) = &app.closed {
        return closed(app, &app.lang.not_opened(error), frame, inside, theme);
    }
    let Some(_) = &app.home.register else {
        return put(frame.buffer_mut(), inside, 0, words.opening_register, theme.quiet(), theme);
    };
    if app.home.is_empty() {
        return starts(app, frame, inside, theme);
    }
    search(app, frame, inside, theme);
    let table = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    rows(app, frame, table, theme);
}

fn closed(app: &App, why: &str, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    put(frame.buffer_mut(), area, 1, words.held_title, theme.alarm(), theme);
    let rows: Vec<&str> = lines(why, usize::from(area.width)).collect();
    for (row, line) in (3..).zip(&rows) {
        put(frame.buffer_mut(), area, row, line, theme.plain(), theme);
    }
    let below = u16::try_from(rows.len()).unwrap_or(1) + 4;
    put(frame.buffer_mut(), area, below, words.held_keys, theme.key(), theme);
}

fn starts(app: &App, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    let buffer = frame.buffer_mut();
    put(buffer, area, 1, &format!("  {}", words.empty_register), theme.plain(), theme);
    for (row, start) in (3..).zip(Start::ALL) {
        let label = match start {
            Start::NewMeeting => words.new_meeting,
            Start::Sample => words.start_sample,
            Start::Help => words.help,
        };
        let chosen = Start::ALL.get(app.home.start) == Some(&start);
        let style = if chosen { theme.chosen(true) } else { theme.plain() };
        let pointer = if chosen { theme.pointer() } else { " " };
        put(buffer, area, row, &format!(" {pointer} {label} "), style, theme);
    }
}

fn search(app: &App, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    let query = &app.home.query;
    let label = format!(" {}: ", words.find);
    put(frame.buffer_mut(), area, 0, &format!("{label}{}", query.text()), theme.plain(), theme);
    if app.dialogs.is_empty() {
        let column = width(&label) + query.place(usize::MAX).1;
        let column = u16::try_from(column).unwrap_or(0).min(area.width.saturating_sub(1));
        frame.set_cursor_position((area.x + column, area.y));
    }
    if app.home.loading.is_some() {
        put(frame.buffer_mut(), area, 1, words.opening_meeting, theme.quiet(), theme);
    }
}

fn rows(app: &App, frame: &mut Frame, area: Rect, theme: Theme) {
    if app.home.count() == 0 {
        let text = app.lang.words().nothing_found;
        return put(frame.buffer_mut(), area, 0, text, theme.tone(Tone::Quiet), theme);
    }
    let at = app.home.place();
    let height = usize::from(area.height).max(1);
    let first = top(at, height);
    let shown = (first..first + height).map_while(|place| Some((place, app.home.nth(place)?)));
    for (row, (place, header)) in (0..).zip(shown) {
        let focused = app.dialogs.is_empty();
        let style = if place == at { theme.chosen(focused) } else { theme.plain() };
        let line = line(app, header, usize::from(area.width), theme);
        put(frame.buffer_mut(), area, row, &line, style, theme);
    }
}

/// One meeting in columns that fit the width.
fn line(app: &App, header: &Header, columns: usize, theme: Theme) -> String {
    let lang = app.lang;
    let words = lang.words();
    let unknown = words.unknown;
    let total = header.total.map_or(unknown.to_owned(), |total| total.to_string());
    let came = header.attended.map_or(unknown.into(), |came| format!("{came}/{total}"));
    let share = header.attended.zip(header.expected).and_then(|(came, expected)| {
        percent(lang, PercentStyle::default(), came.into(), expected.into())
    });
    let kind = header.kind.as_ref().map(|kind| lang.kind(kind)).unwrap_or_default();
    let mut right = format!("{:<13} {came:>7}", cut(&lang.stage(header.stage), 13, theme.cut()));
    if columns >= 76 {
        if columns >= 96 {
            right.push_str(&format!(" {:>8}", share.unwrap_or_default()));
        }
        right.push_str(&format!("  {:>2} {}", header.conclusions, words.conclusions_short));
    }
    if columns >= 76 {
        right = format!("{:<10} {right}", cut(&kind, 10, theme.cut()));
    }
    let date = short_day(lang, header.date, header.known);
    let room = columns.saturating_sub(width(&right) + 14);
    let body = cut(&header.body, room, theme.cut());
    let padding = " ".repeat(room.saturating_sub(width(&body)));
    format!(" {date:<10}  {body}{padding} {right}")
}
