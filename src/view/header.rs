//! What the head of the meeting screen always shows.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::put;
use super::theme::Theme;
use crate::app::{Access, App, Opened};
use crate::domain::{Comparison, Stage, Threshold, Weight};
use crate::text::{Lang, as_weight, cut, percent, short_day, short_time, width};

/// The head in as many rows as it needs at a width, nothing left out.
pub(super) fn lines(app: &App, opened: &Opened, columns: usize) -> Vec<String> {
    let theme = Theme::of(app);
    let (words, lang, meeting) = (app.lang.words(), app.lang, opened.meeting());
    let kind = meeting.kind.as_ref().map(|kind| lang.kind(kind)).unwrap_or_default();
    let body =
        cut(&meeting.body.name, columns.saturating_sub(26).max(12), theme.cut()).into_owned();
    let turnout = opened.turnout();
    let unknown = words.unknown;
    let came = turnout.attended.or(turnout.here);
    let known = |number: Option<u32>| number.map_or(unknown.to_owned(), |n| n.to_string());
    let share = came.zip(turnout.expected());
    let style = meeting.percent_style();
    let share = share.and_then(|(came, of)| percent(lang, style, came.into(), of.into()));
    let share = share.unwrap_or_else(|| unknown.into());
    let (came, total) = (known(came), known(turnout.total));
    let ground = opened.ground();
    let number =
        |number: Option<u64>| number.map_or(unknown.to_owned(), |number| number.to_string());
    let voters = number(ground.and_then(|ground| ground.voters_present));
    // Over votes cast the number is known only when they are counted: the fraction stands for it.
    let needed = match ground {
        Some(ground) if !ground.rule.base.is_of_roll() && ground.needed().is_none() => {
            needed_part(ground.rule.threshold, lang, theme)
        }
        Some(ground) => ground.needed().map_or(unknown.to_owned(), |units| {
            as_weight(lang, Weight { units, decimals: ground.base_decimals() })
        }),
        None => unknown.to_owned(),
    };
    let mut segments =
        vec![body, kind, short_day(lang, meeting.date, meeting.known), short_time(app.now.time())];
    segments.retain(|segment| !segment.is_empty());
    segments.extend(elapsed(app, opened, theme));
    segments.push(state(app, opened));
    segments.extend(clock_back(app, opened));
    segments.extend(meeting.pause().map(|pause| lang.pause(pause.kind).to_lowercase()));
    segments.extend(quorum(app, opened));
    segments.extend([
        format!("{} {came}/{total} ({share})", words.present),
        format!("{} {voters}", words.voters),
        format!("{} {needed}", words.needed),
        saved(app, theme),
    ]);
    flow(segments, theme.dot(), columns)
}

/// How far the meeting and its papers have come.
fn state(app: &App, opened: &Opened) -> String {
    let (words, meeting) = (app.lang.words(), opened.meeting());
    if meeting.is_sealed() {
        return words.sealed.to_lowercase();
    }
    if meeting.correcting.is_some() {
        return words.being_corrected.to_owned();
    }
    app.lang.stage(meeting.stage)
}

/// The computer's clock shows a time before the last entry: what happens now gets no time.
fn clock_back(app: &App, opened: &Opened) -> Option<String> {
    let back = opened.meeting().clock_ran_back(app.now.naive_local());
    back.then(|| app.lang.words().clock_back.to_owned())
}

/// What must stand on every screen: no quorum, or a meeting that decides nothing.
fn quorum(app: &App, opened: &Opened) -> Option<String> {
    let (words, meeting) = (app.lang.words(), opened.meeting());
    if meeting.is_informal() {
        return Some(words.informal.to_owned());
    }
    let quorum = opened.quorum()?;
    let lacking = meeting.stage == Stage::InSession && quorum.is_met() == Some(false);
    let (present, needed) = app.lang.quorum_numbers(quorum);
    lacking.then(|| format!("{} {present}/{needed}", words.no_quorum))
}

/// The part that is needed of a base which only the count will tell.
fn needed_part(threshold: Threshold, lang: Lang, theme: Theme) -> String {
    match threshold {
        Threshold::Part { comparison, fraction } => {
            let mark = match comparison {
                Comparison::Over => ">",
                Comparison::AtLeast => theme.at_least(),
            };
            format!("{mark} {}/{}", fraction.num, fraction.den)
        }
        other => lang.threshold(other),
    }
}

fn elapsed(app: &App, opened: &Opened, theme: Theme) -> Option<String> {
    let meeting = opened.meeting();
    let end = match meeting.stage {
        Stage::InSession => meeting.live(app.now.naive_local())?,
        Stage::Closed | Stage::Adopted => meeting.closed?,
        Stage::Planned => return None,
    };
    let minutes = (end - meeting.opened?).num_minutes().max(0);
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hours = if hours > 0 { format!("{hours}h") } else { String::new() };
    Some(format!("{} {hours}{rest}{}", app.lang.words().elapsed, theme.minute()))
}

fn saved(app: &App, theme: Theme) -> String {
    let words = app.lang.words();
    if app.opened.as_ref().is_some_and(|opened| opened.damaged) {
        return words.damaged_mark.to_owned();
    }
    match app.access {
        Access::Read => words.read_only.to_owned(),
        Access::Write | Access::Sample if app.saving.trouble.is_some() => {
            words.not_saved.to_owned()
        }
        // A throw-away register keeps nothing, so it never says that anything is saved.
        Access::Sample => words.sample_mark.to_owned(),
        Access::Write if app.is_typing() => {
            format!("{} {}", theme.saved(false), words.draft)
        }
        Access::Write => {
            let done = app.saving.is_done();
            let word = if done { words.saved } else { words.unsaved };
            format!("{} {word}", theme.saved(done))
        }
    }
}

/// Segments one after another, a new row where one does not fit.
fn flow(segments: Vec<String>, dot: &str, columns: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(row) if width(row) + width(dot) + width(&segment) < columns => {
                row.push_str(dot);
                row.push_str(&segment);
            }
            _ => rows.push(format!(" {segment}")),
        }
    }
    rows
}

pub(super) fn draw(frame: &mut Frame, area: Rect, lines: &[String], theme: Theme) {
    for (row, line) in (0..).zip(lines) {
        put(frame.buffer_mut(), area, row, line, theme.strong(), theme);
    }
}
