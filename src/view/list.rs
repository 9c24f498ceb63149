//! Rows in a box: which of them are seen, and how they are put there.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget};

use super::theme::Theme;
use crate::text::{cut, width};

/// The first row shown, so that the chosen one is seen: lists move by half their height, which
/// repaints little and needs no memory of where they stood.
pub(super) fn top(chosen: usize, height: usize) -> usize {
    if chosen < height {
        return 0;
    }
    let step = (height / 2).max(1);
    (chosen - height).div_euclid(step) * step + step
}

/// Put text into a row, cut with a mark where it does not fit.
pub(super) fn put(
    buffer: &mut Buffer,
    area: Rect,
    row: u16,
    text: &str,
    style: Style,
    theme: Theme,
) {
    if row < area.height {
        let room = usize::from(area.width);
        buffer.set_stringn(area.x, area.y + row, cut(text, room, theme.cut()), room, style);
    }
}

/// Put text left and text right into a row; the left one gives way.
pub(super) fn put_both(
    buffer: &mut Buffer,
    area: Rect,
    row: u16,
    (left, right): (&str, &str),
    style: Style,
    theme: Theme,
) {
    let room = usize::from(area.width);
    let right = cut(right, room / 2, theme.cut());
    let taken = if right.is_empty() { 0 } else { width(&right) + 1 };
    let left = cut(left, room.saturating_sub(taken), theme.cut());
    let gap = room.saturating_sub(width(&left) + width(&right));
    let line = format!("{left}{}{right}", " ".repeat(gap));
    put(buffer, area, row, &line, style, theme);
}

/// A box with a title; the area inside it.
pub(super) fn boxed(
    frame: &mut Frame,
    area: Rect,
    title: &str,
    focused: bool,
    theme: Theme,
) -> Rect {
    let room = usize::from(area.width.saturating_sub(4));
    let title = format!(" {} ", cut(title, room, theme.cut()));
    let block = Block::bordered()
        .border_set(theme.borders())
        .border_style(theme.border(focused))
        .title(ratatui::text::Span::styled(title, theme.title(focused)));
    let inside = block.inner(area);
    block.render(area, frame.buffer_mut());
    inside
}

/// A box in the middle of the screen over what was there; the area inside it.
pub(super) fn window(
    frame: &mut Frame,
    screen: Rect,
    (columns, rows): (u16, u16),
    title: &str,
    theme: Theme,
) -> Rect {
    let columns = columns.min(screen.width);
    let rows = rows.min(screen.height);
    let area = Rect {
        x: screen.x + (screen.width - columns) / 2,
        y: screen.y + (screen.height - rows) / 2,
        width: columns,
        height: rows,
    };
    Clear.render(area, frame.buffer_mut());
    boxed(frame, area, title, true, theme)
}

#[cfg(test)]
mod tests {
    use super::top;

    #[test]
    fn the_chosen_row_is_always_seen() {
        for height in 1..20 {
            for chosen in 0..100 {
                let top = top(chosen, height);
                assert!((top..top + height).contains(&chosen), "{chosen} in {height}");
            }
        }
    }
}
