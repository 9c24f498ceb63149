//! The screen: a pure picture of the program's state. Drawing decides nothing.

mod dialogs;
mod footer;
mod header;
mod home;
mod list;
mod lock;
mod panes;
mod papers;
mod theme;
mod votes;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::{App, Pane};
use theme::Theme;

/// Smallest screen on which something useful can be shown.
const SMALLEST: (u16, u16) = (20, 6);

/// Draw the whole screen.
pub fn view(app: &App, frame: &mut Frame) {
    let theme = Theme::of(app);
    draw(app, frame, theme);
    theme.paint(frame.buffer_mut());
}

fn draw(app: &App, frame: &mut Frame, theme: Theme) {
    let area = frame.area();
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        frame.buffer_mut().set_stringn(
            0,
            0,
            app.lang.words().too_small,
            usize::from(area.width),
            theme.plain(),
        );
        return;
    }
    if let Some(locked) = &app.lock {
        return lock::draw(app, locked, frame, area, theme);
    }
    let footer = footer::height(app, area);
    let [top, bottom] =
        Layout::vertical([Constraint::Min(1), Constraint::Length(footer)]).areas(area);
    match &app.opened {
        Some(opened) => {
            let header = header::lines(app, opened, usize::from(area.width));
            let height = u16::try_from(header.len()).unwrap_or(1).min(top.height);
            let [above, body] =
                Layout::vertical([Constraint::Length(height), Constraint::Min(0)]).areas(top);
            header::draw(frame, above, &header, theme);
            panes::draw(app, opened, frame, body, theme);
        }
        None => home::draw(app, frame, top, theme),
    }
    footer::draw(app, frame, bottom, theme);
    dialogs::draw(app, frame, area, theme);
}

/// The panes that fit an area, and whether tabs must name those that do not.
fn arrange(area: Rect, focus: Pane) -> (Vec<(Pane, Rect)>, Option<Rect>) {
    if area.width >= 100 && area.height >= 24 {
        let [left, right] =
            Layout::horizontal([Constraint::Percentage(42), Constraint::Percentage(58)])
                .areas(area);
        let halves = [Constraint::Percentage(45), Constraint::Percentage(55)];
        let [agenda, roll] = Layout::vertical(halves).areas(left);
        let [notes, conclusions] = Layout::vertical(halves).areas(right);
        let panes = [agenda, roll, notes, conclusions];
        return (Pane::ALL.into_iter().zip(panes).collect(), None);
    }
    let [tabs, body] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(area);
    if area.width >= 76 && area.height >= 12 {
        let [left, right] =
            Layout::horizontal([Constraint::Percentage(42), Constraint::Percentage(58)])
                .areas(body);
        let beside = if focus == Pane::Agenda { Pane::Notes } else { focus };
        return (vec![(Pane::Agenda, left), (beside, right)], Some(tabs));
    }
    (vec![(focus, body)], Some(tabs))
}
