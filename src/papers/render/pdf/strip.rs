//! Strips: what stands side by side across the page and is never torn apart.

use std::rc::Rc;

use super::tags::Tag;
use super::typeset::Line;

/// A strip of the galley. All lengths in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// Space before it; dropped at the top of a page.
    pub above: f32,
    pub height: f32,
    /// Room in it that it can do without, from where on: what stands below moves up.
    pub spare: Option<Spare>,
    /// It begins a copy of its own, on a new page that is counted as the first.
    pub first: bool,
    /// Whether the next strip must stand on the same page.
    pub keep: bool,
    pub items: Vec<Item>,
    /// Where the vertical borders stand, from left to right, if it is a row of a table.
    pub frame: Option<Rc<[f32]>>,
    /// The head of the table it belongs to, as an index into the galley's heads.
    pub head: Option<usize>,
    /// The footnotes whose marks stand in it, as indices into the galley's notes.
    pub notes: Vec<usize>,
    /// What it is called in the list of bookmarks, and how deep.
    pub bookmark: Option<(u8, String)>,
}

/// Room that a strip can do without, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spare {
    /// From the top of the strip.
    pub from: f32,
    pub height: f32,
}

/// Something printed on a strip.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// From the left edge of the text.
    pub x: f32,
    /// From the top of the strip.
    pub top: f32,
    pub height: f32,
    pub matter: Matter,
    /// Its place in the structure; nothing for mere decoration.
    pub tag: Option<Tag>,
}

/// What is printed.
#[derive(Clone, Debug)]
pub(super) enum Matter {
    /// A line whose baseline lies `drop` below the item's top.
    Line { line: Line, drop: f32 },
    /// A rule so wide, at the top of the item.
    Rule { width: f32 },
}

impl Strip {
    /// Makes the strip so much lower, at most by what it can do without.
    pub(super) fn squeeze(&mut self, by: f32) {
        let Some(spare) = self.spare.as_mut() else { return };
        let by = by.min(spare.height);
        spare.height -= by;
        self.height -= by;
        for item in self.items.iter_mut().filter(|item| item.top >= spare.from) {
            item.top -= by;
        }
    }

    /// The strip itself, or pieces of it no higher than `limit` if it is higher, cut between lines.
    ///
    /// Each piece keeps the distance that the first line has from the top of the whole.
    pub(super) fn cut(mut self, limit: f32) -> Vec<Self> {
        if self.height <= limit {
            return vec![self];
        }
        let mut items = std::mem::take(&mut self.items);
        items.sort_by(|a, b| a.top.total_cmp(&b.top));
        let padding = items.first().map_or(0.0, |item| item.top);
        let mut pieces = Vec::new();
        let mut rest = items;
        while let Some(first) = rest.first() {
            let shift = first.top - padding;
            let bottom = shift + limit - padding;
            // A line higher than a page goes alone.
            let reach = bottom.max(first.top + first.height);
            let (now, later): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|item| item.top + item.height <= reach);
            pieces.push(self.piece(now, shift, padding));
            rest = later;
        }
        self.close(pieces)
    }

    fn piece(&self, mut items: Vec<Item>, shift: f32, padding: f32) -> Self {
        let mut height = 0.0_f32;
        for item in &mut items {
            item.top -= shift;
            height = height.max(item.top + item.height);
        }
        Self {
            height: height + padding,
            items,
            frame: self.frame.clone(),
            head: self.head,
            ..Self::default()
        }
    }

    /// Gives what belongs to the whole to the first or the last of the pieces.
    fn close(self, mut pieces: Vec<Self>) -> Vec<Self> {
        if let Some(first) = pieces.first_mut() {
            first.above = self.above;
            first.first = self.first;
            first.bookmark = self.bookmark;
        }
        if let Some(last) = pieces.last_mut() {
            last.keep = self.keep;
            last.notes = self.notes;
        }
        pieces
    }
}
