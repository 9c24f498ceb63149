//! Lengths: from the millimetres and half points of the layout to the points of the page.

use crate::papers::{Document, Layout};

/// Points in a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;

/// A length of the layout, from millimetres to points.
pub(super) fn mm(millimetres: u16) -> f32 {
    f32::from(millimetres) * MILLIMETRE
}

/// A size or distance of the layout, from half points to points.
pub(super) fn points(half_points: u16) -> f32 {
    f32::from(half_points) / 2.0
}

/// The part of a page that text may fill; all in points, from the upper left corner of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl Sheet {
    /// Width of an A4 page.
    pub(super) const PAGE_WIDTH: f32 = 210.0 * MILLIMETRE;
    /// Height of an A4 page.
    pub(super) const PAGE_HEIGHT: f32 = 297.0 * MILLIMETRE;
    /// From the upper edge of the page to the page number.
    pub(super) const NUMBER_TOP: f32 = 10.0 * MILLIMETRE;
    /// From the foot to the lower edge of the page and to the text above it.
    const FOOT_GAP: f32 = 8.0 * MILLIMETRE;
    /// However wide the margins, this much is left for the text.
    const LEAST: f32 = 50.0 * MILLIMETRE;

    /// What the margins leave free, with room for a foot `foot` points high.
    pub(super) fn of(layout: &Layout, foot: f32) -> Self {
        let for_foot = if foot > 0.0 { foot + 1.5 * Self::FOOT_GAP } else { 0.0 };
        let left = mm(layout.left).min(Self::PAGE_WIDTH - Self::LEAST);
        let top = mm(layout.top).min(Self::PAGE_HEIGHT - Self::LEAST);
        let bottom = mm(layout.bottom).max(for_foot);
        Self {
            left,
            top,
            width: (Self::PAGE_WIDTH - left - mm(layout.right)).max(Self::LEAST),
            height: (Self::PAGE_HEIGHT - top - bottom).max(Self::LEAST),
        }
    }

    /// Where the first line of a foot `foot` points high begins.
    pub(super) fn foot_top(foot: f32) -> f32 {
        Self::PAGE_HEIGHT - Self::FOOT_GAP - foot
    }
}

/// The language of a document as a tag of BCP 47.
pub(super) fn language(document: &Document) -> &'static str {
    match document.lang {
        crate::text::Lang::Vi => "vi",
        crate::text::Lang::En => "en",
    }
}
