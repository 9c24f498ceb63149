//! Meetings from scripts in the line language, and their papers.

use thuky::export::Bundle;
use thuky::journal::{Denial, Journal};
use thuky::line;
use thuky::papers::{Document, Paper, PaperKind, Templates};
use thuky::register::BookId;

pub const SEED: &str = include_str!("../seed/seed.thuky");
pub const COUNCIL: &str = include_str!("../papers/council.thuky");
pub const CELL: &str = include_str!("../papers/cell.thuky");
pub const BOARD: &str = include_str!("../papers/board.thuky");
pub const BOOK: BookId = BookId([7; 16]);

pub fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339("2026-11-24T17:30:00+07:00").expect("a time")
}

/// Give a line; what it was refused for, if it was.
pub fn give(journal: &mut Journal, line: &str) -> Result<(), Denial> {
    for order in line::parse(line, journal.meeting()).expect(line) {
        let entry = journal.consider(order, now())?;
        journal.push(entry);
    }
    Ok(())
}

pub fn played(script: &str) -> Journal {
    let mut journal = Journal::default();
    for line in script.lines() {
        give(&mut journal, line).expect(line);
    }
    journal
}

pub fn bundle(journal: &Journal) -> Bundle {
    Bundle::of(BOOK, journal, &Templates::default()).expect("every body has a template")
}

pub fn document(journal: &Journal, kind: PaperKind) -> Document {
    bundle(journal).document(Paper::whole(kind))
}
