//! A paper as Markdown.

use std::fmt::Write;

use super::clean::clean;
use super::shape::PARTY_RULE;
use crate::papers::{Align, Block, Column, Document, Form, HeadLine, Side, Text};

/// Render a paper as Markdown. Whatever was typed shows as typed: its marks are escaped.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let written = match block {
            Block::Letterhead { left, right } => letterhead(&mut out, left, right),
            Block::Title { name, subject } => title(&mut out, name, subject, document.layout.form),
            Block::Heading { depth, text } => {
                write!(out, "\n{} {}\n\n", "#".repeat(usize::from(*depth) + 2), noted(text, ""))
            }
            Block::Paragraph(text) => write!(out, "\n{}\n\n", noted(text, "")),
            Block::Point { depth, mark, text } => point(&mut out, *depth, mark, text),
            Block::Table { columns, rows } => table(&mut out, columns, rows),
            Block::Signatures { left, right } => signatures(&mut out, left, right),
            Block::PageBreak => write!(out, "\n---\n\n"),
        };
        debug_assert!(written.is_ok(), "a string takes everything");
    }
    for (number, note) in (1..).zip(&document.notes) {
        out.push_str(&format!("\n[^{number}]: {}\n", lines(note, "    ")));
    }
    if !document.foot.is_empty() {
        out.push_str(&format!("\n---\n\n*{}*\n", escape(&document.foot)));
    }
    out.replace("\n\n\n", "\n\n").trim_start().to_owned()
}

/// The left column, then the right one, as they are read aloud: each a paragraph of lines.
fn letterhead(out: &mut String, left: &[HeadLine], right: &[HeadLine]) -> std::fmt::Result {
    for column in [left, right] {
        let column: Vec<String> = column.iter().map(|line| lines(&line.text, "")).collect();
        write!(out, "\n{}\n\n", column.join("  \n"))?;
    }
    Ok(())
}

fn title(out: &mut String, name: &str, subject: &str, form: Form) -> std::fmt::Result {
    write!(out, "\n# {}\n\n", lines(name, ""))?;
    if !subject.is_empty() {
        write!(out, "**{}**\n\n", lines(subject, ""))?;
    }
    // A row of hyphens alone would be a heading's underline.
    if form == Form::Party { write!(out, "{}\n\n", escape(PARTY_RULE)) } else { Ok(()) }
}

fn point(out: &mut String, depth: u8, mark: &str, text: &Text) -> std::fmt::Result {
    let indent = "    ".repeat(usize::from(depth));
    let inside = format!("{indent}    ");
    let text = noted(text, &inside);
    let number = mark.strip_suffix('.').is_some_and(|mark| mark.parse::<u32>().is_ok());
    if mark == "-" || number {
        writeln!(out, "{indent}{mark} {text}")
    } else {
        // Lettered and named points are no Markdown list, so the mark is text of a plain one.
        writeln!(out, "{indent}- {} {text}", escape(mark))
    }
}

fn table(out: &mut String, columns: &[Column], rows: &[Vec<String>]) -> std::fmt::Result {
    let line = |cells: Vec<&str>| {
        let cells: Vec<String> =
            cells.into_iter().map(|cell| escape(cell).replace('\n', "<br>")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let aligned: Vec<&str> = columns
        .iter()
        .map(|column| match column.align {
            Align::Left | Align::Justified => ":--",
            Align::Centre => ":-:",
            Align::Right => "--:",
        })
        .collect();
    let head = columns.iter().map(|column| column.head.as_str()).collect();
    write!(out, "\n{}\n| {} |\n", line(head), aligned.join(" | "))?;
    for cells in rows {
        writeln!(out, "{}", line(cells.iter().map(String::as_str).collect()))?;
    }
    out.push('\n');
    Ok(())
}

fn signatures(out: &mut String, left: &Side, right: &Side) -> std::fmt::Result {
    for side in [left, right] {
        match side {
            Side::Empty => {}
            Side::Signs { lines: above, name } => {
                let above: Vec<String> = above.iter().map(|line| lines(line, "")).collect();
                write!(out, "\n**{}**\n\n{}\n\n", above.join("  \n"), lines(name, ""))?;
            }
            Side::Recipients { head, lines: to } => {
                let to: Vec<String> = to.iter().map(|line| lines(line, "")).collect();
                write!(out, "\n{}\n\n{}\n\n", lines(head, ""), to.join("  \n"))?;
            }
        }
    }
    Ok(())
}

/// The text, with its footnote marks.
fn noted(text: &Text, indent: &str) -> String {
    let marks: Vec<String> = text.notes.iter().map(|note| format!("[^{note}]")).collect();
    lines(&text.words, indent) + &marks.concat()
}

/// Typed line feeds become hard breaks.
fn lines(text: &str, indent: &str) -> String {
    let text = clean(text);
    let lines: Vec<String> = text.split('\n').map(escape).collect();
    lines.join(&format!("  \n{indent}"))
}

/// The text so that it reads as typed: no mark of it means anything to Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What begins a list, a rule or a heading does so at the beginning of a line only.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (place, c) in clean(text).chars().enumerate() {
        let begins = place == 0 && matches!(c, '-' | '+' | '=')
            || digits > 0 && place == digits && matches!(c, '.' | ')');
        let means =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~');
        if begins || means {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
