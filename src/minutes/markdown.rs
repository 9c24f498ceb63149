//! Minutes as Markdown.

use std::fmt::Write;

use super::{Block, Document};

/// Render a paper as Markdown. Whatever was typed shows as typed: its marks are escaped.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let written = match block {
            Block::Letterhead { left, right } => letterhead(&mut out, left, right),
            Block::Title { name, subject } => {
                write!(out, "# {}\n\n**{}**\n\n", escape(name), escape(subject))
            }
            Block::Heading(text) => write!(out, "\n## {}\n\n", escape(text)),
            Block::Paragraph(text) => write!(out, "\n{}\n\n", lines(text, "")),
            Block::Point { depth, mark, text } => point(&mut out, *depth, mark, text),
            Block::Table { head, rows } => table(&mut out, head, rows),
            Block::Signatures { left, right } => signatures(&mut out, left, right),
        };
        debug_assert!(written.is_ok(), "a string takes everything");
    }
    out.replace("\n\n\n", "\n\n")
}

fn letterhead(out: &mut String, left: &[String], right: &[String]) -> std::fmt::Result {
    out.push_str("| | |\n|:-:|:-:|\n");
    for index in 0..left.len().max(right.len()) {
        let cell = |column: &[String]| column.get(index).map_or(String::new(), |line| escape(line));
        writeln!(out, "| {} | {} |", cell(left), cell(right))?;
    }
    out.push('\n');
    Ok(())
}

fn point(out: &mut String, depth: usize, mark: &str, text: &str) -> std::fmt::Result {
    let indent = "    ".repeat(depth);
    let inside = format!("{indent}    ");
    let text = lines(text, &inside);
    if mark == "-" || mark.ends_with('.') {
        writeln!(out, "{indent}{mark} {text}")
    } else {
        // Lettered points are no Markdown list, so the letter is text of a plain one.
        writeln!(out, "{indent}- {} {text}", escape(mark))
    }
}

/// The first column is a name, all others numbers and words to the right.
fn table(out: &mut String, head: &[String], rows: &[Vec<String>]) -> std::fmt::Result {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let aligned = std::iter::once(":--").chain(head.iter().skip(1).map(|_| "--:"));
    write!(out, "\n{}\n| {} |\n", line(head), aligned.collect::<Vec<_>>().join(" | "))?;
    for cells in rows {
        writeln!(out, "{}", line(cells))?;
    }
    out.push('\n');
    Ok(())
}

fn signatures(
    out: &mut String,
    left: &(String, String),
    right: &(String, String),
) -> std::fmt::Result {
    let cell = |text: &String| escape(text);
    write!(out, "\n| {} | {} |\n|:-:|:-:|\n", cell(&left.0), cell(&right.0))?;
    writeln!(out, "| | |\n| {} | {} |", cell(&left.1), cell(&right.1))
}

/// Typed line feeds become hard breaks.
fn lines(text: &str, indent: &str) -> String {
    escape(text).replace('\n', &format!("  \n{indent}"))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
