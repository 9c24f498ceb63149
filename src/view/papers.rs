//! The list of papers: what is ticked, which number it has, where it will go.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::{put, put_both, top, window};
use super::theme::Theme;
use crate::app::{App, Opened, PaperList, Sheet};
use crate::domain::Meeting;
use crate::papers::{Paper, Stamp};

pub(super) fn draw_papers(
    app: &App,
    list: &PaperList,
    frame: &mut Frame,
    area: Rect,
    theme: Theme,
) {
    let words = app.lang.words();
    let rows = u16::try_from(list.rows.len()).unwrap_or(u16::MAX);
    let size = (area.width.min(76), rows.saturating_add(5).min(area.height));
    let inside = window(frame, area, size, &title(app), theme);
    let formats: Vec<String> = (1..)
        .zip(&list.formats)
        .map(|(key, (format, ticked))| format!("{key}{}{}", tick(*ticked), format.ending()))
        .collect();
    let formats = format!("{}: {}", words.formats, formats.join(" "));
    put(frame.buffer_mut(), inside, 0, &formats, theme.plain(), theme);
    let body = Rect { y: inside.y + 1, height: inside.height.saturating_sub(2), ..inside };
    let height = usize::from(body.height).max(1);
    let first = top(list.chosen, height);
    for (row, (index, (sheet, ticked))) in
        (0..).zip(list.rows.iter().enumerate().skip(first).take(height))
    {
        let chosen = index == list.chosen;
        let (name, beside) = told(app, *sheet);
        let pointer = if chosen { theme.pointer() } else { " " };
        let left = format!("{pointer} {} {name}", tick(*ticked));
        let style = if chosen { theme.chosen(true) } else { theme.plain() };
        put_both(frame.buffer_mut(), body, row, (&left, &beside), style, theme);
    }
    let foot = Rect { y: inside.bottom().saturating_sub(1), height: 1, ..inside };
    if let Some(writing) = &app.writing {
        let text = format!("{} {}/{}: {}", words.writing, writing.done, writing.of, writing.name);
        put(frame.buffer_mut(), foot, 0, &text, theme.key(), theme);
    } else if !app.folder.is_empty() {
        put(frame.buffer_mut(), foot, 0, &format!("→ {}", app.folder), theme.quiet(), theme);
    }
}

/// The list's title says how far the papers are: a draft, adopted, or sealed.
fn title(app: &App) -> String {
    let words = app.lang.words();
    let Some(opened) = &app.opened else { return words.papers.into() };
    let meeting = opened.meeting();
    let state = match opened.stamp() {
        Some(stamp) => sealed(app, meeting, stamp),
        None if meeting.correcting.is_some() => words.being_corrected.to_owned(),
        None => format!("{}, {}", app.lang.stage(meeting.stage), words.unsealed_papers),
    };
    format!("{} — {state}", words.papers)
}

fn sealed(app: &App, meeting: &Meeting, stamp: &Stamp) -> String {
    let version = app.lang.version(meeting.seals.len());
    format!("{} {}, {version}", app.lang.words().sealed.to_lowercase(), stamp.short())
}

/// A row's name, and what stands beside it: the number of a paper, the ending of a file.
fn told(app: &App, sheet: Sheet) -> (String, String) {
    match sheet {
        Sheet::Paper(paper) => paper_row(app, paper),
        Sheet::Data(wanted) => (app.lang.data(wanted), wanted.ending().to_owned()),
    }
}

fn paper_row(app: &App, paper: Paper) -> (String, String) {
    let words = app.lang.words();
    let name = app.lang.paper(paper.kind);
    let meeting = app.opened.as_ref().map(Opened::meeting);
    let Some(meeting) = meeting else { return (name, String::new()) };
    if let Some(conclusion) = paper.of.and_then(|of| meeting.conclusion(of)) {
        let number = meeting.number_of(conclusion.id);
        return (format!("{name} {number}: {}", conclusion.text), String::new());
    }
    let form = app.template().and_then(|template| template.form(paper.kind));
    let numbered = form.is_some_and(|form| !form.code.is_empty());
    let beside = match meeting.detail(paper.kind.number()) {
        _ if !numbered => String::new(),
        Some(number) => format!("{} {number}", words.number_short),
        None => words.no_number.to_owned(),
    };
    (name, beside)
}

fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}
