//! Minutes as plain text.

use super::{Block, Document};
use crate::text::{lines, width};

/// Columns of a plain-text paper.
pub const COLUMNS: usize = 80;

/// Render a paper as plain text, no row wider than `columns`.
#[must_use]
pub fn plain(document: &Document, columns: usize) -> String {
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
            Block::Heading(text) => {
                out.push('\n');
                for line in lines(text, columns) {
                    row(&mut out, line);
                }
            }
            Block::Paragraph(text) => hang(&mut out, "    ", "", text, columns),
            Block::Point { depth, mark, text } => {
                let indent = "   ".repeat(*depth);
                let first = format!("{indent}{mark} ");
                let rest = " ".repeat(width(&first));
                hang(&mut out, &first, &rest, text, columns);
            }
            Block::Table { head, rows } => table(&mut out, head, rows, columns),
            Block::Signatures { left, right } => {
                out.push('\n');
                pair(&mut out, &left.0, &right.0, columns);
                out.push_str("\n\n");
                pair(&mut out, &left.1, &right.1, columns);
            }
        }
    }
    out
}

/// Columns as wide as their widest cell; the first one takes what is left, in rows of its own
/// where that is too narrow.
fn table(out: &mut String, head: &[String], rows: &[Vec<String>], columns: usize) {
    const INDENT: usize = 3;
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let widest = |index: usize| {
        all().map(|cells| cells.get(index).map_or(0, |cell| width(cell))).max().unwrap_or(0)
    };
    let wide: Vec<usize> = (1..head.len()).map(|index| widest(index) + 2).collect();
    let room = columns.saturating_sub(wide.iter().sum::<usize>() + INDENT).max(8);
    let first = widest(0).min(room);
    for (number, cells) in all().enumerate() {
        let name: Vec<&str> = lines(cells.first().map_or("", String::as_str), first).collect();
        for (line, part) in name.iter().enumerate() {
            let mut text = format!("{}{part}", " ".repeat(INDENT));
            if line == 0 {
                text.push_str(&" ".repeat(first.saturating_sub(width(part))));
                for (cell, wide) in cells[1..].iter().zip(&wide) {
                    text.push_str(&" ".repeat(wide.saturating_sub(width(cell))));
                    text.push_str(cell);
                }
            }
            row(out, &text);
        }
        if number == 0 {
            let rule = (first + wide.iter().sum::<usize>()).min(columns.saturating_sub(INDENT));
            row(out, &format!("{}{}", " ".repeat(INDENT), "─".repeat(rule)));
        }
    }
}

fn letterhead(out: &mut String, left: &[String], right: &[String], columns: usize) {
    if columns < 64 {
        // Two columns would break every line: one under the other reads better.
        for line in left.iter().chain(right).flat_map(|line| lines(line, columns)) {
            row(out, &centred(line, columns));
        }
        return;
    }
    let half = columns / 2;
    let fold = |column: &[String]| -> Vec<String> {
        column.iter().flat_map(|line| lines(line, half - 2)).map(String::from).collect()
    };
    let (left, right) = (fold(left), fold(right));
    for index in 0..left.len().max(right.len()) {
        let text = |column: &[String]| column.get(index).cloned().unwrap_or_default();
        pair(out, &text(&left), &text(&right), columns);
    }
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
