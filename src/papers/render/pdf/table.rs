//! Tables: columns by their share, cells, and the head that comes again on every page.

use std::rc::Rc;

use krilla::tagging::{TableHeaderScope, Tag as Kind};

use crate::papers::render::shape::{NARROWEST, widths};
use crate::papers::{Align, Column, Layout, Role, Style};

use super::clean::clean;
use super::galley::Galley;
use super::measure::{mm, points};
use super::strip::{Item, Matter, Strip};
use super::tags::Tag;
use super::typeset::{Copy, Line, Measure, drop};

/// Above and below a table, in points.
const AROUND: f32 = 6.0;
/// Between border and text: above and below, and at the sides, in points.
const PADDING: f32 = 1.5;
const SIDE: f32 = 4.0;
/// What the width of a table is shared out in.
const WHOLE: u16 = 10_000;
/// More columns than this stand close.
const MANY: usize = 6;
/// A head higher than this part of a page is not repeated.
const HEAD_MOST: f32 = 0.4;

/// The columns of a table being set.
struct Grid {
    borders: Rc<[f32]>,
    side: f32,
}

impl Galley {
    pub(super) fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        if columns.is_empty() {
            return;
        }
        let grid = Grid::new(columns, &self.layout, self.sheet.width);
        let table = self.tags.root(Kind::Table);
        self.leave(AROUND);
        let head = self.head(columns, &grid, table);
        let body = self.tags.under(table, Kind::TBody);
        let style = self.layout.style(Role::Cell);
        let above = head.and_then(|head| self.heads.get(head)).map_or(0.0, |head| head.height);
        let room = self.sheet.height - above;
        for row in rows {
            let tag = self.tags.under(body, Kind::TR);
            let cells = columns.iter().enumerate().map(|(index, column)| {
                // A row longer than the head loses nothing: the last cell takes what is left.
                let last = index + 1 == columns.len();
                let text = match row.get(index..) {
                    Some(rest) if last => rest.join("\n"),
                    Some([text, ..]) => text.clone(),
                    _ => String::new(),
                };
                (text, Style { align: column.align, ..style })
            });
            let cells = cells.collect::<Vec<_>>();
            let mut strip = self.row(&cells, &grid, |tags| tags.under(tag, Kind::TD));
            let hand = mm(columns.iter().map(|column| column.room).max().unwrap_or(0));
            if hand > strip.height {
                strip.height = hand;
                centre(&mut strip);
            }
            for piece in (Strip { head, ..strip }).cut(room) {
                self.add(vec![piece]);
            }
        }
        self.leave(AROUND);
    }

    /// Sets the head and says where it is kept, if it can be repeated.
    fn head(&mut self, columns: &[Column], grid: &Grid, table: Tag) -> Option<usize> {
        if columns.iter().all(|column| column.head.trim().is_empty()) {
            return None;
        }
        let style = Style { align: Align::Centre, ..self.layout.style(Role::ColumnHead) };
        let group = self.tags.under(table, Kind::THead);
        let row = self.tags.under(group, Kind::TR);
        let cells = columns.iter().map(|column| (column.head.clone(), style)).collect::<Vec<_>>();
        let mut strip =
            self.row(&cells, grid, |tags| tags.under(row, Kind::TH(TableHeaderScope::Column)));
        centre(&mut strip);
        strip.keep = true;
        let again = strip.height < HEAD_MOST * self.sheet.height;
        let head = again.then(|| {
            let mut copy = strip.clone();
            copy.keep = false;
            for item in &mut copy.items {
                item.tag = None;
            }
            self.heads.push(copy);
            self.heads.len() - 1
        });
        self.add(vec![strip]);
        head
    }

    fn row(
        &mut self,
        cells: &[(String, Style)],
        grid: &Grid,
        mut place: impl FnMut(&mut super::tags::Tags) -> Tag,
    ) -> Strip {
        let mut strip = Strip { frame: Some(Rc::clone(&grid.borders)), ..Strip::default() };
        for ((text, style), borders) in cells.iter().zip(grid.borders.windows(2)) {
            let &[from, to] = borders else { continue };
            let tag = place(&mut self.tags);
            let copy = Copy { words: &clean(text), mark: "" };
            let width = to - from - 2.0 * grid.side;
            let lines = self.compositor.set(copy, style, Measure::even(width));
            let bottom = fill(&mut strip.items, lines, style, from + grid.side, tag);
            strip.height = strip.height.max(bottom + PADDING);
        }
        strip
    }
}

impl Grid {
    fn new(columns: &[Column], layout: &Layout, width: f32) -> Self {
        // In parts of ten thousand of the measure, as all formats share it out.
        let measure = 210_u32.saturating_sub(u32::from(layout.left) + u32::from(layout.right));
        let narrowest = u32::from(NARROWEST) * u32::from(WHOLE) / measure.max(1);
        let parts = widths(columns, u32::from(WHOLE), narrowest);
        let mut borders = vec![0.0];
        let mut at = 0.0;
        for part in parts {
            at += width * f32::from(u16::try_from(part).unwrap_or(WHOLE)) / f32::from(WHOLE);
            borders.push(at);
        }
        // Many columns leave little room beside their text.
        let side = if columns.len() > MANY { SIDE / 2.0 } else { SIDE };
        Self { borders: borders.into(), side }
    }
}

/// Puts lines into a cell and says where the last one ends.
fn fill(items: &mut Vec<Item>, lines: Vec<Line>, style: &Style, x: f32, tag: Tag) -> f32 {
    let height = points(style.pitch);
    let mut top = PADDING;
    for line in lines {
        let matter = Matter::Line { line, drop: drop(style) };
        items.push(Item { x, top, height, matter, tag: Some(tag) });
        top += height;
    }
    top
}

/// Moves the text of each cell to the middle of the row.
fn centre(strip: &mut Strip) {
    let mut bottoms: Vec<(Option<Tag>, f32)> = Vec::new();
    for item in &strip.items {
        let bottom = item.top + item.height;
        match bottoms.last_mut() {
            Some((tag, deepest)) if *tag == item.tag => *deepest = bottom,
            _ => bottoms.push((item.tag, bottom)),
        }
    }
    let height = strip.height - PADDING;
    for item in &mut strip.items {
        if let Some((_, bottom)) = bottoms.iter().find(|(tag, _)| *tag == item.tag) {
            item.top += (height - bottom) / 2.0;
        }
    }
}
