//! What stands at the end of a paper, in two columns.

use std::io;

use super::super::measure::{self, half_points};
use super::super::shape;
use super::paragraph::{Body, Look};
use crate::papers::{Role, Side};

/// Lines of room for a signature.
const ROOM: u32 = 5;

impl Body<'_> {
    /// What stands at the end, on one page with the lines before it.
    pub(super) fn signatures(&mut self, left: &Side, right: &Side) -> io::Result<()> {
        let whole = measure::text_width(&self.document.layout);
        let widths = [whole / 2, whole - whole / 2];
        let sides = [left, right];
        // Both names stand on one height, however many lines stand above them.
        let heights = sides.iter().zip(widths).map(|(side, width)| self.above_name(side, width));
        let tallest = heights.max().unwrap_or(0);
        self.gap(half_points(self.document.layout.size), true)?;
        self.open_columns(&widths)?;
        for (side, width) in sides.into_iter().zip(widths) {
            let room = tallest - self.above_name(side, width);
            self.open_cell(width)?;
            self.side(side, room)?;
            self.xml.close()?;
        }
        self.close_columns()?;
        self.gap(0, false)
    }

    /// How high what stands above the room for a signature is, in twips.
    fn above_name(&self, side: &Side, width: u32) -> u32 {
        let Side::Signs { lines, .. } = side else { return 0 };
        let heights = lines
            .iter()
            .enumerate()
            .map(|(index, line)| self.height(shape::signs(index), line, width));
        heights.fold(0, u32::saturating_add)
    }

    fn side(&mut self, side: &Side, room: u32) -> io::Result<()> {
        let look = |role| Look::of(role).keeping(true);
        match side {
            Side::Empty => self.gap(0, true),
            Side::Signs { lines, name } => {
                for (index, line) in lines.iter().enumerate() {
                    self.line(look(shape::signs(index)), line)?;
                }
                let pitch = half_points(self.style(Role::Signatory).pitch);
                let above = Some(room.saturating_add(ROOM * pitch));
                self.line(Look { above, ..look(Role::Signatory) }, name)
            }
            Side::Recipients { head, lines } => {
                self.line(look(Role::RecipientsHead), head)?;
                for line in lines {
                    self.line(look(Role::Recipient), line)?;
                }
                Ok(())
            }
        }
    }
}
