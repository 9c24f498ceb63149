//! Tables, with lines and without.

use std::io;

use super::super::clean::clean;
use super::super::measure::{self, fall, twips};
use super::super::shape;
use super::paragraph::{Body, Look};
use crate::papers::{Column, Role};

/// The room left and right in a cell, in twips.
const CELL_MARGIN: u32 = 85;
/// A text of so few bytes is never tall.
const SHORT: usize = 20;
/// A row of more lines than this may go over to the next page.
const TALL: u32 = 20;

impl Body<'_> {
    /// A table with lines, its head on every page.
    pub(super) fn table(
        &mut self,
        columns: &[Column],
        rows: &[Vec<String>],
        keeps: bool,
    ) -> io::Result<()> {
        let columns = shape::columns(columns, rows);
        if columns.is_empty() {
            return Ok(());
        }
        let whole = measure::text_width(&self.document.layout);
        let widths = shape::widths(&columns, whole, twips(shape::NARROWEST));
        self.gap(60, true)?;
        self.open_table(&widths, true)?;
        let heads = columns.iter().map(|column| &*column.head);
        if columns.iter().any(|column| !column.head.is_empty()) {
            self.open_row(true, true, 0)?;
            for (head, width) in heads.zip(&widths) {
                self.cell(*width, Look::of(Role::ColumnHead).keeping(true), head, false)?;
            }
            self.xml.close()?;
        }
        let room = columns.iter().map(|column| column.room).max().unwrap_or(0);
        for (index, row) in rows.iter().enumerate() {
            self.open_row(false, !self.is_tall(row, &widths), room)?;
            let keeps = keeps && index + 1 == rows.len();
            for (index, (column, width)) in columns.iter().zip(&widths).enumerate() {
                let text = row.get(index).map_or("", String::as_str);
                let align = Some(column.align);
                let look = Look { align, ..Look::of(Role::Cell).keeping(keeps) };
                self.cell(*width, look, text, room > 0)?;
            }
            self.xml.close()?;
        }
        self.xml.close()?;
        self.gap(100, keeps)
    }

    /// Whether a row may fill a page, so that keeping it whole would leave another page empty.
    fn is_tall(&self, row: &[String], widths: &[u32]) -> bool {
        let style = self.style(Role::Cell);
        row.iter().zip(widths).any(|(text, width)| {
            text.len() > SHORT
                && fall(&clean(text), &style, width.saturating_sub(2 * CELL_MARGIN)).lines > TALL
        })
    }

    /// Starts a table without lines that is one row.
    pub(super) fn open_columns(&mut self, widths: &[u32]) -> io::Result<()> {
        self.open_table(widths, false)?;
        self.open_row(false, true, 0)
    }

    /// Ends a table of one row.
    pub(super) fn close_columns(&mut self) -> io::Result<()> {
        self.xml.close()?;
        self.xml.close()
    }

    fn open_table(&mut self, widths: &[u32], lines: bool) -> io::Result<()> {
        let xml = &mut self.xml;
        xml.open("w:tbl", &[])?;
        xml.open("w:tblPr", &[])?;
        let whole = widths.iter().sum::<u32>().to_string();
        xml.leaf("w:tblW", &[("w:w", &whole), ("w:type", "dxa")])?;
        if lines {
            xml.open("w:tblBorders", &[])?;
            for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                let look =
                    [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
                xml.leaf(side, &look)?;
            }
            xml.close()?;
        }
        xml.leaf("w:tblLayout", &[("w:type", "fixed")])?;
        xml.open("w:tblCellMar", &[])?;
        let (across, up) = if lines { (CELL_MARGIN, 30) } else { (0, 0) };
        for (side, size) in
            [("w:top", up), ("w:left", across), ("w:bottom", up), ("w:right", across)]
        {
            xml.leaf(side, &[("w:w", &size.to_string()), ("w:type", "dxa")])?;
        }
        xml.close()?;
        xml.close()?;
        xml.open("w:tblGrid", &[])?;
        for width in widths {
            xml.leaf("w:gridCol", &[("w:w", &width.to_string())])?;
        }
        xml.close()
    }

    /// Starts a row that is at least so many millimetres high.
    fn open_row(&mut self, head: bool, whole: bool, room: u16) -> io::Result<()> {
        self.xml.open("w:tr", &[])?;
        if !head && !whole && room == 0 {
            return Ok(());
        }
        self.xml.open("w:trPr", &[])?;
        if whole {
            self.xml.leaf("w:cantSplit", &[])?;
        }
        if room > 0 {
            let height = twips(room).to_string();
            self.xml.leaf("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")])?;
        }
        if head {
            self.xml.leaf("w:tblHeader", &[])?;
        }
        self.xml.close()
    }

    pub(super) fn open_cell(&mut self, width: u32) -> io::Result<()> {
        self.open_cell_at(width, false)
    }

    /// Starts a cell whose words stand at the top, or halfway down.
    fn open_cell_at(&mut self, width: u32, halfway: bool) -> io::Result<()> {
        self.xml.open("w:tc", &[])?;
        self.xml.open("w:tcPr", &[])?;
        self.xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
        if halfway {
            self.xml.val("w:vAlign", "center")?;
        }
        self.xml.close()
    }

    fn cell(&mut self, width: u32, look: Look, text: &str, halfway: bool) -> io::Result<()> {
        self.open_cell_at(width, halfway)?;
        self.line(look, text)?;
        self.xml.close()
    }
}
