//! All tables as one workbook.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_segmentation::UnicodeSegmentation;

use super::{Cell, DataError, Table, harmless, is_formula};
use crate::domain::Meeting;
use crate::text::{Lang, lines};

/// What a cell holds at the most, in UTF-16 units.
const ROOM: usize = 32_767;

/// Whole numbers of more digits than this a spreadsheet would round.
const LARGEST: u64 = 999_999_999_999_999;

/// The number that stands for A4 in workbooks.
const A4: u8 = 9;

/// The tables of a meeting, a sheet each. The same meeting makes the same bytes.
///
/// # Errors
/// A [`DataError`] if the meeting does not fit into a workbook.
pub fn xlsx(meeting: &Meeting, lang: Lang) -> Result<Vec<u8>, DataError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(meeting, lang)?);
    for table in Table::ALL {
        fill(workbook.add_worksheet(), meeting, table, lang)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(meeting: &Meeting, lang: Lang) -> Result<DocProperties, XlsxError> {
    // A workbook knows no day before 1900.
    let date = meeting.date.max(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default());
    // Out of the range of a workbook is out of the range of a number here as well.
    let year = u16::try_from(date.year()).unwrap_or(0);
    let month = u8::try_from(date.month()).unwrap_or(0);
    let day = u8::try_from(date.day()).unwrap_or(0);
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new()
        .set_title(lang.workbook_title(meeting))
        .set_author(harmless(&meeting.body.name).replace('\n', " "))
        // Left alone, it would be the time of writing, and no two files alike.
        .set_creation_datetime(&created))
}

/// The letters of official papers, which every office program has.
const FONT: &str = "Times New Roman";
const SIZE: u8 = 12;

/// Heights of a line, of what is around all lines of a row, and of a row at the most, in points.
const LINE: u32 = 16;
const AROUND: u32 = 2;
const TALLEST: u32 = 409;

/// How the cells of the rows look.
struct Looks {
    number: Format,
    text: Format,
    /// A text that looks like a formula stays a text when somebody edits the cell.
    guarded: Format,
}

fn fill(
    sheet: &mut Worksheet,
    meeting: &Meeting,
    table: Table,
    lang: Lang,
) -> Result<(), XlsxError> {
    let letters = Format::new().set_font_name(FONT).set_font_size(SIZE).set_text_wrap();
    let number = letters.clone().set_align(FormatAlign::Top);
    let text = number.clone().set_align(FormatAlign::Left).set_indent(1);
    let looks = Looks { number, guarded: text.clone().set_quote_prefix(), text };
    let head = letters
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("D9E2EC")
        .set_border_bottom(FormatBorder::Thin);
    sheet.set_name(lang.table(table))?;
    let heads = table.heads();
    let widths: Vec<u8> = heads.iter().map(|(_, width)| *width).collect();
    let texts = heads.iter().map(|(text, _)| text.in_lang(lang));
    sheet.set_row_height(0, height(&widths, texts))?;
    for (column, (text, width)) in (0..).zip(&heads) {
        sheet.write_string_with_format(0, column, text.in_lang(lang), &head)?;
        sheet.set_column_width(column, *width)?;
    }
    let rows = table.rows(meeting, lang);
    for (line, row) in (1..).zip(&rows) {
        for (column, cell) in (0..).zip(row) {
            write(sheet, (line, column), cell, lang, &looks)?;
        }
        let texts = row.iter().map(|cell| match cell {
            Cell::Text(text) => text.as_str(),
            Cell::Empty | Cell::Number(_) | Cell::Decimal(_) | Cell::Date(_) => "",
        });
        sheet.set_row_height(line, height(&widths, texts))?;
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?.set_paper_size(A4).set_print_gridlines(true);
    // As wide as the page, and as many pages as it takes.
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&L&A&R&P/&N");
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    cell: &Cell,
    lang: Lang,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let mut put = |number: Option<f64>, text: String| {
        match number {
            Some(number) => sheet.write_number_with_format(line, column, number, &looks.number),
            None => sheet.write_string_with_format(line, column, text, &looks.text),
        }
        .map(|_| ())
    };
    match cell {
        Cell::Empty => {}
        Cell::Number(number) => put(exact(*number), number.to_string())?,
        Cell::Decimal(weight) => {
            let unit = 10_f64.powi(i32::from(weight.decimals));
            put(exact(weight.units).map(|units| units / unit), weight.to_string())?;
        }
        Cell::Date(day) => match date_of(*day) {
            Some(date) => {
                let look = looks.number.clone().set_num_format(date_form(lang));
                let look = look.set_align(FormatAlign::Left).set_indent(1);
                sheet.write_datetime_with_format(line, column, date, &look)?;
            }
            None => put(None, day.to_string())?,
        },
        Cell::Text(text) => {
            let look = if is_formula(text) { &looks.guarded } else { &looks.text };
            sheet.write_string_with_format(line, column, fitting(text, lang), look)?;
        }
    }
    Ok(())
}

/// A day as a workbook has it, which knows none before 1900.
fn date_of(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// How a day is shown.
fn date_form(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "dd/mm/yyyy",
        Lang::En => "d mmmm yyyy",
    }
}

/// The height of a row in which every text is seen. Not every program finds it by itself.
fn height<'a>(widths: &[u8], texts: impl Iterator<Item = &'a str>) -> u32 {
    let lines = texts.zip(widths).map(|(text, width)| {
        // What is behind these does not fit into the tallest row anyway.
        let seen: String = text.chars().take(2_000).collect();
        // A margin on either side, and letters wider than a digit.
        lines(&seen, usize::from(*width).saturating_sub(1)).count()
    });
    let lines = u32::try_from(lines.max().unwrap_or(1)).unwrap_or(u32::MAX);
    lines.saturating_mul(LINE).saturating_add(AROUND).min(TALLEST)
}

/// A number as a spreadsheet holds it, if it holds it exactly.
fn exact(number: u64) -> Option<f64> {
    // Two halves, each of which is exact.
    let high = u32::try_from(number >> 32).ok()?;
    let low = u32::try_from(number & u64::from(u32::MAX)).ok()?;
    (number <= LARGEST).then(|| f64::from(high) * 4_294_967_296.0 + f64::from(low))
}

/// A text as much of which as a cell can hold, with a remark if that is not all.
fn fitting(text: &str, lang: Lang) -> Cow<'_, str> {
    let units = |text: &str| text.encode_utf16().count();
    if units(text) <= ROOM {
        return text.into();
    }
    let remark = lang.cut_short();
    let room = ROOM - units(&remark);
    let mut used = 0;
    let mut short = String::new();
    for grapheme in text.graphemes(true) {
        used += units(grapheme);
        if used > room {
            break;
        }
        short.push_str(grapheme);
    }
    short.push_str(&remark);
    short.into()
}
