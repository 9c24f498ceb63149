//! Accents that no single letter holds, as in the scripts of minorities: stacked on their letter
//! by the shapes of both, because the fonts do not say where they stand.

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::{BoundingBox, GlyphMetrics};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::glyph::Glyph;

/// Between a letter and its accents, in parts of the size of the type.
const GAP: f32 = 0.04;
/// The classes of marks that stand above and below a letter.
const ABOVE: u8 = 230;
const BELOW: u8 = 220;
/// What is drawn for a character that the fonts lack.
const BOX: char = '□';

/// The shapes of a font's glyphs.
pub(super) struct Shapes {
    letters: Charmap<'static>,
    outlines: GlyphMetrics<'static>,
}

impl Shapes {
    /// The shapes of a font; nothing if it cannot be read.
    pub(super) fn of(font: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(font).ok()?;
        let outlines = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Self { letters: font.charmap(), outlines })
    }

    /// The glyph drawn for a character that the font lacks.
    pub(super) fn empty_box(&self) -> Option<u32> {
        self.letters.map(BOX).map(GlyphId::to_u32)
    }

    /// Stacks the marks of one letter, a glyph for each character.
    pub(super) fn stack(&self, glyphs: &mut [Glyph], characters: &str) {
        let mut letters = characters.chars();
        let (Some(letter), [base, marks @ ..]) = (letters.next(), glyphs) else { return };
        let Some(shape) = self.shape(base) else { return };
        let middle = self.middle(letter, &shape);
        let (mut top, mut bottom, mut pen) = (shape.y_max, shape.y_min, base.advance);
        for (mark, character) in marks.iter_mut().zip(letters) {
            let class = canonical_combining_class(character);
            if let Some(shape) = self.shape(mark).filter(|_| class == ABOVE || class == BELOW) {
                mark.x = middle - f32::midpoint(shape.x_min, shape.x_max) - pen;
                if class == ABOVE {
                    mark.y = (top + GAP - shape.y_min).max(0.0);
                    top = shape.y_max + mark.y;
                } else {
                    mark.y = (bottom - GAP - shape.y_max).min(0.0);
                    bottom = shape.y_min + mark.y;
                }
            }
            pen += mark.advance;
        }
    }

    fn shape(&self, glyph: &Glyph) -> Option<BoundingBox> {
        self.outlines.bounds(GlyphId::new(glyph.id.to_u32()))
    }

    /// The middle of a letter without its horn or accents.
    fn middle(&self, letter: char, shape: &BoundingBox) -> f32 {
        let bare = std::iter::once(letter).nfd().next().and_then(|bare| self.letters.map(bare));
        let bare = bare.and_then(|bare| self.outlines.bounds(bare)).unwrap_or(*shape);
        f32::midpoint(bare.x_min, bare.x_max)
    }
}
