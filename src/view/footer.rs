//! The foot of the screen: what was said last, and the keys that work here and now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list::put;
use super::theme::Theme;
use crate::app::{App, Tone, Trouble};
use crate::text::{cut, lines, width};

/// Rows the foot takes.
pub(super) fn height(app: &App, area: Rect) -> u16 {
    let told = told(app).map_or(1, |(_, text)| lines(&text, usize::from(area.width)).count());
    let most = if area.height < 15 { 3 } else { 5 };
    u16::try_from(told).unwrap_or(1).clamp(1, most) + 1
}

/// What must be said: trouble first.
fn told(app: &App) -> Option<(Tone, String)> {
    let words = app.lang.words();
    match &app.saving.trouble {
        Some(Trouble::Fault(text)) => Some((Tone::Bad, format!("{}: {text}", words.not_saved))),
        Some(Trouble::Silence) => {
            Some((Tone::Bad, format!("{}. {}", words.not_saved, words.not_saved_help)))
        }
        None => app.note.as_ref().map(|note| (note.tone, note.text.clone())),
    }
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

/// As many keys as fit; what is left out is a press of `?` away and marked so.
fn keys_line(app: &App, columns: usize, theme: Theme) -> Line<'static> {
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    for row in app.footer() {
        let Some(key) = row.keys.first() else { continue };
        let (key, label) = (key.to_string(), row.label.in_lang(app.lang));
        let cells = width(&key) + 1 + width(label) + 2;
        if used + cells > columns.saturating_sub(2) {
            spans.push(Span::styled(cut("…", 1, theme.cut()).into_owned(), theme.plain()));
            break;
        }
        used += cells;
        let refused = app.is_refused(row);
        let style = if refused { theme.dimmed() } else { theme.key() };
        let label_style = if refused { theme.dimmed() } else { theme.plain() };
        spans.push(Span::styled(key, style));
        spans.push(Span::styled(format!(" {label}  "), label_style));
    }
    Line::from(spans)
}
