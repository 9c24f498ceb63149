//! A paper as plain text.

use crate::papers::{Align, Block, Column, Document, HeadLine, Role, Side, Text};
use crate::text::{lines, width};

use super::bound::{BOUND, bound};
use super::clean::clean;

/// Columns of a plain-text paper.
pub const COLUMNS: usize = 80;

/// Render a paper as plain text, no row wider than `columns`.
#[must_use]
pub fn plain(document: &Document, columns: usize) -> String {
    let document = &*bound(document);
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Letterhead { left, right } => letterhead(&mut out, left, right, columns),
            Block::Title { name, subject } => {
                out.push('\n');
                for line in lines(name, columns).chain(lines(subject, columns)).chain(["-----"]) {
                    row(&mut out, &centred(line, columns));
                }
            }
            Block::Heading { text, .. } => {
                out.push('\n');
                for line in lines(&noted(text), columns) {
                    row(&mut out, line);
                }
            }
            Block::Paragraph(text) => hang(&mut out, "    ", "", &noted(text), columns),
            Block::Point { depth, mark, text } => {
                let indent = "   ".repeat(usize::from(*depth));
                let first = format!("{indent}{mark} ");
                let rest = " ".repeat(width(&first));
                hang(&mut out, &first, &rest, &noted(text), columns);
            }
            Block::Table { columns: cells, rows } => table(&mut out, cells, rows, columns),
            Block::Signatures { left, right } => signatures(&mut out, left, right, columns),
            Block::PageBreak => row(&mut out, &"═".repeat(columns)),
        }
    }
    if !document.notes.is_empty() {
        row(&mut out, "");
        row(&mut out, &"─".repeat(20.min(columns)));
    }
    for (number, note) in (1..).zip(&document.notes) {
        let mark = format!("[{number}] ");
        hang(&mut out, &mark, &" ".repeat(width(&mark)), note, columns);
    }
    if !document.foot.is_empty() {
        out.push('\n');
        for line in lines(&document.foot, columns) {
            row(&mut out, &centred(line, columns));
        }
    }
    // Whatever steers a terminal is taken out once, at the end.
    clean(&out).replace(BOUND, " ")
}

/// The text, with its footnote marks.
fn noted(text: &Text) -> String {
    let marks: Vec<String> = text.notes.iter().map(|note| format!("[{note}]")).collect();
    clean(&text.words).into_owned() + &marks.concat()
}

/// Columns as wide as their widest cell; the widest one takes what is left, in rows of its own
/// where that is too narrow.
fn table(out: &mut String, heads: &[Column], rows: &[Vec<String>], columns: usize) {
    const INDENT: usize = 3;
    const GAP: usize = 2;
    let head: Vec<String> = heads.iter().map(|column| column.head.clone()).collect();
    let all = || std::iter::once(&head).chain(rows);
    let widest = |index: usize| {
        all().map(|cells| cells.get(index).map_or(0, |cell| width(cell))).max().unwrap_or(0)
    };
    let mut wide: Vec<usize> = (0..heads.len()).map(widest).collect();
    let room = columns.saturating_sub(INDENT + GAP * heads.len().saturating_sub(1));
    narrow(&mut wide, room);
    for (number, cells) in all().enumerate() {
        let folded: Vec<Vec<&str>> = (wide.iter().enumerate())
            .map(|(index, wide)| lines(cells.get(index).map_or("", |c| c), *wide).collect())
            .collect();
        for line in 0..folded.iter().map(Vec::len).max().unwrap_or(0) {
            let parts: Vec<String> = (folded.iter().zip(&wide).zip(heads))
                .map(|((part, wide), head)| {
                    let text = part.get(line).copied().unwrap_or("");
                    let space = " ".repeat(wide.saturating_sub(width(text)));
                    match head.align {
                        Align::Right => format!("{space}{text}"),
                        Align::Left | Align::Centre | Align::Justified => format!("{text}{space}"),
                    }
                })
                .collect();
            row(out, &format!("{}{}", " ".repeat(INDENT), parts.join(&" ".repeat(GAP))));
        }
        if number == 0 {
            let rule = wide.iter().sum::<usize>() + GAP * wide.len().saturating_sub(1);
            let rule = rule.min(columns.saturating_sub(INDENT));
            row(out, &format!("{}{}", " ".repeat(INDENT), "─".repeat(rule)));
        }
    }
}

/// Take from the widest column, cell by cell, until all fit into the room.
fn narrow(wide: &mut [usize], room: usize) {
    while wide.iter().sum::<usize>() > room {
        let Some(widest) = wide.iter_mut().max() else { return };
        if *widest <= 4 {
            return;
        }
        *widest -= 1;
    }
}

fn letterhead(out: &mut String, left: &[HeadLine], right: &[HeadLine], columns: usize) {
    if columns < 64 {
        // Two columns would break every line: one under the other reads better.
        for line in ruled(left, columns).iter().chain(&ruled(right, columns)) {
            row(out, &centred(line, columns));
        }
        return;
    }
    let half = columns / 2;
    let last = |column: &[HeadLine]| column.last().map(|line| line.role);
    let dated = last(left) == Some(Role::Number) && last(right) == Some(Role::Dateline);
    let (mut left, mut right) = (ruled(left, half - 2), ruled(right, half - 2));
    if dated {
        // Number and date stand on one row, however many are above them.
        let above = left.len().max(right.len()).saturating_sub(1);
        for column in [&mut left, &mut right] {
            if let Some(last) = column.pop() {
                column.resize(above, String::new());
                column.push(last);
            }
        }
    }
    for index in 0..left.len().max(right.len()) {
        let text = |column: &[String]| column.get(index).cloned().unwrap_or_default();
        pair(out, &text(&left), &text(&right), columns);
    }
}

/// The lines of a column, with a rule as long as the line above it before the date.
fn ruled(column: &[HeadLine], columns: usize) -> Vec<String> {
    let mut folded: Vec<String> = Vec::new();
    for line in column {
        if line.role == Role::Dateline
            && let Some(above) = folded.last()
        {
            folded.push("─".repeat(width(above)));
        }
        folded.extend(lines(&line.text, columns).map(String::from));
    }
    folded
}

fn signatures(out: &mut String, left: &Side, right: &Side, columns: usize) {
    let above = |side: &Side| match side {
        Side::Empty => Vec::new(),
        Side::Signs { lines, .. } => lines.clone(),
        Side::Recipients { head, lines } => {
            std::iter::once(head.clone()).chain(lines.iter().cloned()).collect()
        }
    };
    let name = |side: &Side| match side {
        Side::Signs { name, .. } => name.clone(),
        Side::Empty | Side::Recipients { .. } => String::new(),
    };
    out.push('\n');
    let (first, second) = (above(left), above(right));
    for index in 0..first.len().max(second.len()) {
        let text = |column: &[String]| column.get(index).cloned().unwrap_or_default();
        pair(out, &text(&first), &text(&second), columns);
    }
    out.push_str("\n\n");
    pair(out, &name(left), &name(right), columns);
}

/// Two texts centred in their halves; each is cut into rows where it is too wide.
fn pair(out: &mut String, left: &str, right: &str, columns: usize) {
    let half = (columns / 2).max(1);
    let left: Vec<&str> = lines(left, half).collect();
    let right: Vec<&str> = lines(right, half).collect();
    for index in 0..left.len().max(right.len()) {
        let first = centred(left.get(index).copied().unwrap_or(""), half);
        let padding = " ".repeat(half.saturating_sub(width(&first)));
        let second = centred(right.get(index).copied().unwrap_or(""), half);
        row(out, &format!("{first}{padding}{second}"));
    }
}

fn hang(out: &mut String, first: &str, rest: &str, text: &str, columns: usize) {
    let room = columns.saturating_sub(width(first).max(width(rest))).max(1);
    for (index, line) in lines(text, room).enumerate() {
        let indent = if index == 0 { first } else { rest };
        row(out, &format!("{indent}{line}"));
    }
}

fn centred(line: &str, columns: usize) -> String {
    let left = columns.saturating_sub(width(line)) / 2;
    format!("{}{line}", " ".repeat(left))
}

fn row(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}
