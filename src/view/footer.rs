//! The foot of the screen: what was said last, and the keys that work here and now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list::put;
use super::theme::Theme;
use crate::app::{App, Dialog, Row, Tone, Trouble};
use crate::text::{lines, width};

/// Rows the foot takes.
pub(super) fn height(app: &App, area: Rect) -> u16 {
    let told = told(app).map_or(1, |(_, text)| lines(&text, usize::from(area.width)).count());
    let most = if area.height < 15 { 3 } else { 5 };
    u16::try_from(told).unwrap_or(1).clamp(1, most) + 1
}

/// What must be said: trouble first.
fn told(app: &App) -> Option<(Tone, String)> {
    let words = app.lang.words();
    let bad = |text: &str| Some((Tone::Bad, app.keys.in_words(text)));
    match &app.saving.trouble {
        Some(Trouble::Fault(text)) => bad(&format!("{}: {text}", words.not_saved)),
        Some(Trouble::Silence) => bad(&format!("{}. {}", words.not_saved, words.not_saved_help)),
        None => {
            let note = app.note.as_ref().filter(|note| !stands_beside(app, &note.text));
            writing(app).or_else(|| note.map(|note| (note.tone, note.text.clone())))
        }
    }
}

/// Whether a form says so already, beside the field it is about.
fn stands_beside(app: &App, text: &str) -> bool {
    match app.dialogs.last() {
        Some(Dialog::Form(form)) => form.fault.as_ref().is_some_and(|(_, told)| told == text),
        _ => false,
    }
}

/// Papers under way, where no list of them says so.
fn writing(app: &App) -> Option<(Tone, String)> {
    let writing = app.writing.as_ref()?;
    if app.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Papers(_))) {
        return None;
    }
    let words = app.lang.words();
    let stop = if app.opened.is_none() { words.stop_writing } else { "" };
    let text =
        format!("{} {}/{}: {}  {stop}", words.writing, writing.done, writing.of, writing.name);
    Some((Tone::Plain, text.trim_end().to_owned()))
}

pub(super) fn draw(app: &App, frame: &mut Frame, area: Rect, theme: Theme) {
    if area.height == 0 {
        return;
    }
    let room = Rect { height: area.height - 1, ..area };
    if let Some((tone, text)) = told(app) {
        let style = if app.saving.trouble.is_some() { theme.alarm() } else { theme.tone(tone) };
        let rows: Vec<&str> = lines(&text, usize::from(room.width)).collect();
        let height = usize::from(room.height);
        for (row, line) in (0..).zip(rows.iter().take(height)) {
            let last = usize::from(row) + 1 == height && rows.len() > height;
            let line = if last { format!("{line} {}", theme.cut()) } else { (*line).to_owned() };
            put(frame.buffer_mut(), room, row, &line, style, theme);
        }
    }
    let keys = Rect { y: area.y + area.height - 1, height: 1, ..area };
    let line = keys_line(app, usize::from(keys.width), theme);
    frame.buffer_mut().set_line(keys.x, keys.y, &line, keys.width);
}

/// As many keys as fit; the way to all others stands at the end.
fn keys_line(app: &App, columns: usize, theme: Theme) -> Line<'static> {
    let rows = app.footer();
    let help = rows.iter().find(|row| row.id.ends_with(".help")).copied();
    let mut spans: Vec<Span> = Vec::new();
    let mut room = columns.saturating_sub(2);
    // How letters are typed is seen before one of them is.
    let typing = app.typing.name();
    if !typing.is_empty() && app.takes_text() {
        let mark = format!("[{typing}] ");
        room = room.saturating_sub(width(&mark));
        spans.push(Span::styled(mark, theme.strong()));
    }
    room = room.saturating_sub(help.map_or(0, |row| cells(app, row)));
    for row in rows.iter().filter(|row| !row.id.ends_with(".help")) {
        let wanted = cells(app, row);
        if wanted > room {
            spans.push(Span::styled(format!("{} ", theme.cut()), theme.plain()));
            break;
        }
        room -= wanted;
        spans.extend(key(app, row, theme));
    }
    spans.extend(help.into_iter().flat_map(|row| key(app, row, theme)));
    Line::from(spans)
}

fn cells(app: &App, row: &Row) -> usize {
    let key = width(&app.keys.first(row, app.look));
    key + width(row.label.in_lang(app.lang)) + 3
}

/// A key and what it does, dim where the rules would refuse it just now.
fn key(app: &App, row: &Row, theme: Theme) -> [Span<'static>; 2] {
    let key = app.keys.first(row, app.look);
    let refused = app.is_refused(row);
    let style = if refused { theme.dimmed() } else { theme.key() };
    let label_style = if refused { theme.dimmed() } else { theme.plain() };
    let label = format!(" {}  ", row.label.in_lang(app.lang));
    [Span::styled(key, style), Span::styled(label, label_style)]
}
