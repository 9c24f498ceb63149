//! What lies over a screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::{put, put_both, top, window};
use super::papers::draw_papers;
use super::theme::Theme;
use super::votes::{draw_counting, draw_roll, draw_vote};
use crate::app::{
    App, Confirm, Dialog, Editor, Field, FieldKind, Form, Menu, Pager, Prompt, Tone, Topic,
    field_width, page_size,
};
use crate::domain::missing;
use crate::papers::{Paper, PaperKind};
use crate::text::{lines, rows, width};

pub(super) fn draw(app: &App, frame: &mut Frame, screen: Rect, theme: Theme) {
    // The foot stays in sight: it tells the keys of the dialog and what was refused.
    let foot = super::footer::height(app, screen);
    let area = Rect { height: screen.height.saturating_sub(foot), ..screen };
    match app.dialogs.last() {
        Some(Dialog::Form(form)) => draw_form(app, form, frame, area, theme),
        Some(Dialog::Vote(vote)) => draw_vote(app, vote, frame, area, theme),
        Some(Dialog::Roll(roll)) => draw_roll(app, roll, frame, area, theme),
        Some(Dialog::Counting(counting)) => draw_counting(app, counting, frame, area, theme),
        Some(Dialog::Pager(pager)) => draw_page(app, pager, frame, area, theme),
        Some(Dialog::Menu(menu)) => draw_menu(app, menu, frame, area, theme),
        Some(Dialog::Prompt(prompt)) => draw_prompt(app, prompt, frame, area, theme),
        Some(Dialog::Papers(list)) => draw_papers(app, list, frame, area, theme),
        Some(Dialog::Confirm(confirm)) => draw_confirm(app, confirm, frame, area, theme),
        None => {}
    }
}

fn draw_form(app: &App, form: &Form, frame: &mut Frame, area: Rect, theme: Theme) {
    let columns = field_width(app.size.0);
    let meeting = app.opened.as_ref().map(crate::app::Opened::meeting);
    let heights: Vec<u16> =
        (0..form.fields.len()).map(|index| field_rows(form, index, columns, area.height)).collect();
    let total: u16 = heights.iter().sum::<u16>() + 2;
    let size = (u16::try_from(columns + 6).unwrap_or(u16::MAX), total);
    let inside = window(frame, area, size, &form.purpose.title(app.lang, meeting), theme);
    // On a small screen the current field is in sight, the others give way.
    let mut skip = 0;
    while heights[skip..=form.at].iter().sum::<u16>() > inside.height && skip < form.at {
        skip += 1;
    }
    let mut row = 0;
    for (index, field) in form.fields.iter().enumerate().skip(skip) {
        let height = heights[index].min(inside.height.saturating_sub(row));
        let place = Rect {
            y: inside.y + row,
            height,
            x: inside.x + 1,
            width: inside.width.saturating_sub(2),
        };
        let more = form.fields.get(index + 1).is_some_and(|_| !form.is_shown(index + 1))
            && form.is_wanted(index + 1);
        let hint = if more { app.lang.words().further_keys } else { "" };
        let faults = fault_rows(form, index, columns);
        let beside = u16::try_from(faults.len()).unwrap_or(0).min(place.height);
        let fields = Rect { height: place.height - beside, ..place };
        draw_field(app, field, hint, index == form.at, frame, fields, theme);
        let below = Rect { y: place.y + fields.height, height: beside, x: place.x + 2, ..place };
        for (row, text) in (0..beside).zip(&faults) {
            put(frame.buffer_mut(), below, row, text, theme.tone(Tone::Bad), theme);
        }
        row += heights[index];
        if row >= inside.height {
            break;
        }
    }
}

/// What is wrong with a field, in the rows below it.
fn fault_rows(form: &Form, index: usize, columns: usize) -> Vec<&str> {
    let fault = form.fault.as_ref().filter(|(at, _)| *at == index);
    fault.map(|(_, text)| lines(text, columns).collect()).unwrap_or_default()
}

/// Rows of a field: its label, and its text or choice; a person field has one more for whom it
/// means; what is wrong with it.
fn field_rows(form: &Form, index: usize, columns: usize, screen: u16) -> u16 {
    if !form.is_shown(index) {
        return 0;
    }
    let faults = u16::try_from(fault_rows(form, index, columns).len()).unwrap_or(0);
    faults
        + match &form.fields[index].kind {
            FieldKind::Line(_) | FieldKind::Choice { .. } => 2,
            FieldKind::Person { .. } => 3,
            FieldKind::Text(editor) => {
                let text = rows(editor.text(), columns).len();
                let most = usize::from(screen.saturating_sub(12).max(3));
                u16::try_from(text.clamp(3, most)).unwrap_or(3) + 1
            }
        }
}

fn draw_field(
    app: &App,
    field: &Field,
    hint: &str,
    focused: bool,
    frame: &mut Frame,
    area: Rect,
    theme: Theme,
) {
    let pointer = if focused { theme.pointer() } else { " " };
    let label = format!("{pointer} {}{hint}", field.label);
    let style = if focused { theme.key() } else { theme.quiet() };
    put(frame.buffer_mut(), area, 0, &label, style, theme);
    let below = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    match &field.kind {
        FieldKind::Line(editor) => draw_line(editor, focused, frame, below, theme),
        FieldKind::Text(editor) => {
            let columns = field_width(app.size.0);
            draw_text(editor, columns, focused, frame, below, theme);
        }
        FieldKind::Choice { options, chosen, typed } => {
            let text = options.get(*chosen).map_or("", String::as_str);
            let text = if focused && !typed.is_empty() {
                format!("< {text} >  ({typed}_)")
            } else if focused {
                format!("< {text} >  ({})", app.lang.words().choice_keys)
            } else {
                text.to_owned()
            };
            put(frame.buffer_mut(), below, 0, &text, theme.plain(), theme);
        }
        FieldKind::Person { editor, picked } => {
            draw_line(editor, focused, frame, below, theme);
            let hint = person_hint(app, editor, *picked);
            let hint_area =
                Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
            put(frame.buffer_mut(), hint_area, 0, &hint, theme.quiet(), theme);
        }
    }
}

/// Whom the typed letters mean.
fn person_hint(app: &App, editor: &Editor, picked: Option<usize>) -> String {
    let Some(opened) = &app.opened else { return String::new() };
    let meeting = opened.meeting();
    let people = crate::line::people(meeting, editor.text());
    let named = |index: usize, person| {
        let name = meeting.told_name(person);
        if picked == Some(index) { format!("[{name}]") } else { name.into_owned() }
    };
    let names: Vec<String> =
        people.iter().take(6).enumerate().map(|(index, person)| named(index, person)).collect();
    match names.as_slice() {
        [] if editor.text().trim().is_empty() => String::new(),
        [] => format!("= “{}” ({})", editor.text().trim(), app.lang.words().not_listed),
        [one] => {
            let post = meeting.post_of(&people[0]);
            let told = post.is_empty() || one.ends_with(')');
            if told { format!("= {one}") } else { format!("= {one} - {post}") }
        }
        many => format!("? {}  (↑↓)", many.join(", ")),
    }
}

/// One row of text that slides under its caret.
fn draw_line(editor: &Editor, focused: bool, frame: &mut Frame, area: Rect, theme: Theme) {
    let (_, caret) = editor.place(usize::MAX);
    let room = usize::from(area.width).max(1);
    let from = caret.saturating_sub(room - 1);
    let mut shown = String::new();
    let mut cells = 0;
    for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(editor.text(), true) {
        if cells >= from {
            shown.push_str(grapheme);
        }
        cells += width(grapheme);
    }
    if from > 0 {
        let rest: String = shown.chars().skip(1).collect();
        shown = format!("{}{rest}", theme.cut());
    }
    let selected = focused && editor.is_selected();
    let style = if selected { theme.selected() } else { theme.plain() };
    put(frame.buffer_mut(), area, 0, &shown, style, theme);
    if focused && area.height > 0 {
        let column = u16::try_from(caret - from).unwrap_or(0).min(area.width.saturating_sub(1));
        frame.set_cursor_position((area.x + column, area.y));
    }
}

fn draw_text(
    editor: &Editor,
    columns: usize,
    focused: bool,
    frame: &mut Frame,
    area: Rect,
    theme: Theme,
) {
    let (row, column) = editor.place(columns);
    let height = usize::from(area.height).max(1);
    let first = row.saturating_sub(height - 1);
    for (line, range) in
        (0..).zip(rows(editor.text(), columns).into_iter().skip(first).take(height))
    {
        let text = editor.text()[range].trim_end_matches('\n');
        put(frame.buffer_mut(), area, line, text, theme.plain(), theme);
    }
    if focused && area.height > 0 {
        let column = u16::try_from(column).unwrap_or(0).min(area.width.saturating_sub(1));
        let row = u16::try_from(row - first).unwrap_or(0);
        frame.set_cursor_position((area.x + column, area.y + row));
    }
}

fn draw_page(app: &App, pager: &Pager, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    let title = match pager.topic {
        Topic::Help => words.help,
        Topic::History => words.history,
        Topic::Paper(paper) => &*paper_title(app, paper),
        Topic::Missing => words.missing,
        Topic::Explain => words.explain,
        Topic::Reading => words.read_back,
    };
    let (columns, height) = page_size(app.size);
    let page = &pager.page;
    let last = page.len().saturating_sub(height);
    let top = pager.top.min(last);
    let place = (top * 100).checked_div(last).unwrap_or(100);
    let title = if last == 0 { title.to_owned() } else { format!("{title}  {place}%") };
    let inside = window(frame, area, (area.width, area.height), &title, theme);
    // Papers stand in the middle of a wide screen.
    let widest = match pager.topic {
        Topic::Reading => 60,
        Topic::Paper(_) => crate::papers::COLUMNS,
        Topic::Help | Topic::History | Topic::Missing | Topic::Explain => columns,
    };
    let left = u16::try_from(columns.saturating_sub(widest) / 2).unwrap_or(0) + 1;
    let body = Rect { x: inside.x + left, width: inside.width.saturating_sub(left), ..inside };
    for (row, line) in (0..).zip(page.iter().skip(top).take(usize::from(inside.height))) {
        let chosen = line.part == Some(pager.part);
        let style = match pager.topic {
            // What is being read stands out; what was read and what comes recede.
            Topic::Reading if chosen => theme.tone(Tone::Heading),
            Topic::Reading => theme.tone(Tone::Quiet),
            Topic::Missing if chosen => theme.chosen(true),
            _ => theme.tone(line.tone),
        };
        put(frame.buffer_mut(), body, row, &line.text, style, theme);
    }
    let corner = Rect { y: inside.bottom(), height: 1, ..inside };
    let searched = pager.find.typing || !pager.find.words.is_empty();
    let label = if searched { format!(" {}: ", words.find) } else { String::new() };
    let more = if top < last { format!(" {} {} ", words.more, theme.cut()) } else { String::new() };
    if searched || top < last {
        let found = format!("{label}{}", pager.find.words.text());
        put_both(frame.buffer_mut(), corner, 0, (&found, &more), theme.quiet(), theme);
    }
    if pager.find.typing {
        let column = width(&label) + pager.find.words.place(usize::MAX).1;
        let column = u16::try_from(column).unwrap_or(0).min(corner.width.saturating_sub(1));
        frame.set_cursor_position((corner.x + column, corner.y));
    }
}

/// The title of a paper; that of the minutes counts what is still missing.
fn paper_title(app: &App, paper: Paper) -> String {
    let words = app.lang.words();
    let name = app.lang.paper(paper.kind);
    let mut title = format!("{}: {name}", words.papers);
    let Some(opened) = &app.opened else { return title };
    if let Some(of) = paper.of {
        title.push_str(&format!(" {}", opened.meeting().number_of(of)));
    }
    let lacking = missing(opened.meeting()).len();
    if paper.kind == PaperKind::Minutes && lacking > 0 {
        title.push_str(&format!(" ({}: {lacking})", words.missing.to_lowercase()));
    }
    title
}

fn draw_menu(app: &App, menu: &Menu, frame: &mut Frame, area: Rect, theme: Theme) {
    let found = menu.found(app);
    let height = u16::try_from(found.len() + 4).unwrap_or(u16::MAX).clamp(6, area.height.max(6));
    let inside = window(frame, area, (area.width.min(64), height), app.lang.words().palette, theme);
    let label = format!("{}: ", app.lang.words().find);
    put(
        frame.buffer_mut(),
        inside,
        0,
        &format!("{label}{}", menu.query.text()),
        theme.plain(),
        theme,
    );
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let rows = usize::from(list.height).max(1);
    let first = top(menu.chosen, rows);
    for (row, (index, feature)) in (0..).zip(found.iter().enumerate().skip(first).take(rows)) {
        let keys = app.keys.text(feature, app.look);
        let style = match (index == menu.chosen, app.is_refused(feature)) {
            (true, _) => theme.chosen(true),
            (false, true) => theme.dimmed(),
            (false, false) => theme.plain(),
        };
        let both = (feature.label.in_lang(app.lang), keys.as_str());
        put_both(frame.buffer_mut(), list, row, both, style, theme);
    }
    let column = width(&label) + menu.query.place(usize::MAX).1;
    let column = u16::try_from(column).unwrap_or(0).min(inside.width.saturating_sub(1));
    frame.set_cursor_position((inside.x + column, inside.y));
}

fn draw_prompt(app: &App, prompt: &Prompt, frame: &mut Frame, area: Rect, theme: Theme) {
    let ways = u16::try_from(prompt.ways.len().min(6)).unwrap_or(0);
    let height = (ways + 3).min(area.height);
    let bottom = Rect { y: area.bottom() - height, height, ..area };
    let inside = window(frame, bottom, (area.width, height), app.lang.words().prompt, theme);
    // The way that is filled in stays in sight.
    let first = prompt.way.unwrap_or(0).saturating_sub(5);
    for (row, (index, way)) in (1..).zip(prompt.ways.iter().enumerate().skip(first).take(6)) {
        let means = way.means.map(|say| format!(": {}", say.in_lang(app.lang)));
        let text = format!("{}{}", way.word, means.unwrap_or_default());
        let style = if prompt.way == Some(index) { theme.selected() } else { theme.quiet() };
        put(frame.buffer_mut(), inside, row, &text, style, theme);
    }
    let line = Rect { x: inside.x + 2, width: inside.width.saturating_sub(2), height: 1, ..inside };
    put(frame.buffer_mut(), inside, 0, ":", theme.key(), theme);
    draw_line(&prompt.editor, true, frame, line, theme);
}

fn draw_confirm(app: &App, confirm: &Confirm, frame: &mut Frame, area: Rect, theme: Theme) {
    let words = app.lang.words();
    let (question, name) = match confirm {
        Confirm::Remove { name, .. } => (words.confirm_remove, name.as_str()),
        Confirm::Seal => (words.confirm_seal, words.confirm_seal_why),
        Confirm::QuitUnsaved => (words.confirm_unsaved_quit, ""),
    };
    let inside = window(frame, area, (area.width.min(64), 6), question, theme);
    for (row, line) in (0..3).zip(lines(name, usize::from(inside.width.max(1)))) {
        put(frame.buffer_mut(), inside, row, line, theme.plain(), theme);
    }
    put(frame.buffer_mut(), inside, 3, words.confirm, theme.key(), theme);
}
