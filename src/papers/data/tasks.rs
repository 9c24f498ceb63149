//! The table of tasks.

use super::{Cell, Column, columns, name};
use crate::domain::{Conclusion, Due, Meeting};
use crate::text::{Lang, Say};

/// A conclusion with something to do.
pub(super) struct Row<'a> {
    meeting: &'a Meeting,
    lang: Lang,
    number: usize,
    conclusion: &'a Conclusion,
}

type Of = fn(&Row<'_>) -> Cell;

pub(super) static COLUMNS: &[Column<Of>] = columns! {
    "Kết luận số", "No.", 9 => |row| Cell::place(row.number);
    "Nhiệm vụ", "Task", 70 => |row| Cell::text(row.conclusion.task_text());
    "Người thực hiện", "Owner", 26 => |row| {
        Cell::text(name(row.meeting, row.conclusion.task.owner.as_ref()))
    };
    "Thời hạn", "Due", 14 => |row| match &row.conclusion.task.due {
        Some(Due::On(date)) => Cell::Date(*date),
        Some(Due::Words(words)) => Cell::text(words),
        None => Cell::Empty,
    };
    "Tình trạng", "State", 24 => |row| Cell::text(match &row.conclusion.task.done {
        Some(result) => row.lang.done(result),
        None => row.lang.standing(row.meeting, row.conclusion),
    });
};

pub(super) fn rows(meeting: &Meeting, lang: Lang) -> Vec<Vec<Cell>> {
    let rows = tasks(meeting);
    let rows = rows.map(|(number, conclusion)| Row { meeting, lang, number, conclusion });
    rows.map(|row| COLUMNS.iter().map(|column| (column.cell)(&row)).collect()).collect()
}

/// Conclusions with somebody who carries them out, or a day; each with its number.
pub(super) fn tasks(meeting: &Meeting) -> impl Iterator<Item = (usize, &Conclusion)> {
    let given = |(_, one): &(usize, &Conclusion)| one.task.is_given();
    (1..).zip(&meeting.conclusions).filter(given)
}
