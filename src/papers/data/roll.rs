//! The table of the roll.

use super::{Cell, Column, clock, columns, name};
use crate::domain::{Attendance, Meeting, Member, Point, Presence, Spell, Way};
use crate::text::{Lang, Say};

/// Somebody on the roll.
pub(super) struct Row<'a> {
    meeting: &'a Meeting,
    lang: Lang,
    number: usize,
    member: &'a Member,
}

type Of = fn(&Row<'_>) -> Cell;

pub(super) static COLUMNS: &[Column<Of>] = columns! {
    "STT", "No.", 6 => |row| Cell::place(row.number);
    "Họ và tên", "Name", 26 => |row| Cell::text(&row.member.name);
    "Chức vụ", "Post", 22 => |row| Cell::text(&row.member.post);
    "Diện", "Class", 17 => |row| {
        Cell::text(row.member.class.map(|class| row.lang.class(class)).unwrap_or_default())
    };
    "Điểm danh", "Roll call", 17 => |row| Cell::text(row.mark());
    "Đến muộn lúc", "Came in at", 10 => |row| {
        Cell::text(row.times(|attendance| of(attendance, |spell| spell.from)))
    };
    "Về sớm lúc", "Left at", 10 => |row| {
        Cell::text(row.times(|attendance| of(attendance, |spell| spell.until)))
    };
    "Lý do vắng", "Reason of absence", 24 => |row| Cell::text(row.reason());
    "Uỷ quyền cho", "Represented by", 22 => |row| {
        Cell::text(name(row.meeting, row.member.proxy()))
    };
    "Số cổ phần, số phiếu", "Shares or votes", 12 => |row| Cell::weight(row.member.weight);
    "Nhóm biểu quyết", "Voting group", 16 => |row| Cell::text(&row.member.group);
    "Tư cách thành viên", "Seat", 22 => |row| Cell::text(row.seat());
};

pub(super) fn rows(meeting: &Meeting, lang: Lang) -> Vec<Vec<Cell>> {
    let rows = (1..).zip(&meeting.members);
    let rows = rows.map(|(number, member)| Row { meeting, lang, number, member });
    rows.map(|row| COLUMNS.iter().map(|column| (column.cell)(&row)).collect()).collect()
}

impl Row<'_> {
    fn mark(&self) -> String {
        match self.member.presence() {
            // Nobody waits for this one, so nobody forgot to call the name.
            Presence::NotCalled if !self.member.is_awaited() => String::new(),
            mark => self.lang.presence(mark),
        }
    }

    fn reason(&self) -> &str {
        match self.member.presence() {
            Presence::Absent(absence) => &absence.reason,
            Presence::NotCalled
            | Presence::Present
            | Presence::Late
            | Presence::Left
            | Presence::Back
            | Presence::Remote => "",
        }
    }

    /// When somebody came in, the first time and again, or went.
    fn times(&self, ends: fn(&Attendance) -> Vec<Option<Point>>) -> String {
        let times = ends(&self.member.attendance).into_iter().flatten().filter_map(|at| at.time);
        times.map(|time| clock(self.meeting, time)).collect::<Vec<_>>().join("; ")
    }

    fn seat(&self) -> String {
        let mut seat: Vec<String> = Vec::new();
        for (change, changed) in &self.member.seat.changes {
            let at = changed.time.map(|time| format!(" {}", clock(self.meeting, time)));
            seat.push(format!("{}{}", self.lang.seat_change(*change), at.unwrap_or_default()));
        }
        seat.extend(self.member.seat.unsworn.then(|| self.lang.words().unsworn.to_owned()));
        seat.join("; ")
    }
}

/// One end of every time somebody was in the room.
fn of(attendance: &Attendance, end: fn(&Spell) -> Option<Point>) -> Vec<Option<Point>> {
    let spells = attendance.spells();
    spells.iter().filter(|spell| spell.way == Way::InRoom).map(end).collect()
}
