//! One table as comma-separated values.

use csv::{Terminator, WriterBuilder};

use super::{Cell, DataError, Table, is_formula};
use crate::domain::Meeting;
use crate::text::Lang;

/// A table as RFC 4180 has it, in UTF-8; the mark at its beginning lets spreadsheets know that.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front of it: whoever
/// opens the file did not write what people said in the meeting.
///
/// # Errors
/// A [`DataError`] if a row cannot be written.
pub fn csv(meeting: &Meeting, table: Table, lang: Lang) -> Result<Vec<u8>, DataError> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(table.heads().iter().map(|(head, _)| head.in_lang(lang)))?;
    for row in table.rows(meeting, lang) {
        writer.write_record(row.into_iter().map(plain))?;
    }
    writer.into_inner().map_err(|error| DataError::Csv(error.into_error().into()))
}

fn plain(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Decimal(weight) => weight.to_string(),
        // The one form that every program reads as a day.
        Cell::Date(day) => day.to_string(),
        Cell::Text(text) if is_formula(&text) => format!("'{text}"),
        Cell::Text(text) => text,
    }
}
