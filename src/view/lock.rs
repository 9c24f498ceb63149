//! The locked screen: a field for the passphrase and nothing else.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear};

use super::list::put;
use super::theme::Theme;
use crate::app::{App, Lock};
use crate::text::lines;

/// Draw the locked screen.
pub(super) fn draw(app: &App, lock: &Lock, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    frame.render_widget(Clear, area);
    let block = Block::bordered().border_set(theme.borders()).border_style(theme.border(true));
    let block = block.title(format!(" Thuky · {} ", words.locked_title));
    let inside = block.inner(area);
    frame.render_widget(block, area);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let columns = usize::from(inside.width);
    let mut row = 1;
    for line in lines(words.locked_text, columns) {
        put(frame.buffer_mut(), inside, row, line, theme.plain(), theme);
        row += 1;
    }
    // How long it is says as much as a guess is worth: nothing past what fits the field.
    let letters = lock.passphrase.text().chars().count().min(columns.saturating_sub(24));
    let label = format!("{}: ", words.register_passphrase);
    let dots = "*".repeat(letters);
    row += 1;
    put(frame.buffer_mut(), inside, row, &format!("{label}{dots}"), theme.strong(), theme);
    let column = u16::try_from(crate::text::width(&label) + letters).unwrap_or(0);
    let column = column.min(inside.width.saturating_sub(1));
    frame.set_cursor_position((inside.x + column, inside.y + row));
    let told = if lock.asked { Some(words.unlocking) } else { lock.told.as_deref() };
    row += 2;
    for line in told.into_iter().flat_map(|told| lines(told, columns)) {
        put(frame.buffer_mut(), inside, row, line, theme.alarm(), theme);
        row += 1;
    }
    let last = inside.height.saturating_sub(1);
    put(frame.buffer_mut(), inside, last, words.locked_keys, theme.key(), theme);
}
