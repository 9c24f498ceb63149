//! Words into lines: shaping, line breaking and justification.

use std::borrow::Cow;
use std::sync::Arc;

use krilla::text::GlyphId;
use parley::fontique::{Blob, Collection, CollectionOptions};
use parley::style::{FontFamily, FontFamilyName, FontStyle, FontWeight, OverflowWrap, TextStyle};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, GlyphRun, IndentOptions, Layout,
    LayoutContext, PositionedLayoutItem, VerticalAlign,
};

use crate::papers::{Align, Style};

use super::glyph::Glyph;
use super::marks::Shapes;
use super::measure::points;

/// The fonts: regular, bold, italic, bold italic.
pub(super) const FACES: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];

const FAMILY: &str = "Liberation Serif";
/// How far the letters rise above and fall below the baseline, in parts of their size; accents on
/// Vietnamese capitals included.
const ASCENT: f32 = 0.891;
const DESCENT: f32 = 0.216;
/// The size of a footnote mark, in parts of the size of its text.
const MARK: f32 = 0.65;
/// Keeps a footnote mark on the line of the word before it; never printed.
const GLUE: char = '\u{2060}';

/// A line of type.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What the glyphs stand for.
    pub text: String,
    pub runs: Vec<Run>,
    /// Where its letters begin and end, in points from the left edge of the measure.
    pub from: f32,
    pub to: f32,
    /// Where the next word on the line would begin: the end including spaces.
    pub next: f32,
    pub underlined: bool,
}

/// Glyphs of one font and size.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Which of the [`FACES`].
    pub face: usize,
    /// In points.
    pub size: f32,
    pub x: f32,
    /// How far it is raised over the baseline of the line.
    pub rise: f32,
    pub glyphs: Vec<Glyph>,
}

/// What is to be set: words, and the footnote marks at their end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Copy<'a> {
    pub words: &'a str,
    pub mark: &'a str,
}

/// The place for a text: its width, and how far the first line is set in against the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub width: f32,
    pub first: f32,
}

impl Measure {
    /// Lines that all begin at the same place.
    pub(super) fn even(width: f32) -> Self {
        Self { width, first: 0.0 }
    }
}

/// How far below the top of a line its baseline lies.
pub(super) fn drop(style: &Style) -> f32 {
    let size = points(style.size);
    (points(style.pitch) - (ASCENT + DESCENT) * size) / 2.0 + ASCENT * size
}

/// How far the letters fall below the baseline.
pub(super) fn descent(style: &Style) -> f32 {
    DESCENT * points(style.size)
}

/// Sets type; keeps its fonts and its room from one text to the next.
pub(super) struct Compositor {
    fonts: FontContext,
    room: LayoutContext<()>,
    layout: Layout<()>,
    faces: [u64; 4],
    shapes: [Option<Shapes>; 4],
    /// Whether the fonts had a glyph for every character so far.
    pub complete: bool,
}

impl Compositor {
    pub(super) fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut fonts =
            FontContext { collection: Collection::new(options), ..FontContext::default() };
        let faces = FACES.map(|face| {
            let blob = Blob::new(Arc::new(face));
            let id = blob.id();
            fonts.collection.register_fonts(blob, None);
            id
        });
        let (room, layout) = (LayoutContext::new(), Layout::new());
        Self { fonts, room, layout, faces, shapes: FACES.map(Shapes::of), complete: true }
    }

    /// Sets a text as lines; a text without words is one empty line.
    pub(super) fn set(&mut self, copy: Copy<'_>, style: &Style, measure: Measure) -> Vec<Line> {
        if copy.words.is_empty() && copy.mark.is_empty() {
            return vec![Line::default()];
        }
        let text = if copy.mark.is_empty() {
            Cow::Borrowed(copy.words)
        } else {
            Cow::Owned(format!("{}{GLUE}{}", copy.words, copy.mark))
        };
        self.shape(&text, copy.words.len(), style);
        self.layout.set_text_indent(measure.first, IndentOptions::default());
        self.layout.break_all_lines(Some(measure.width));
        let shift =
            if style.align == Align::Centre { self.balance(measure.width, copy) } else { 0.0 };
        self.layout.align(alignment(style.align), AlignmentOptions::default());
        let mut lines = self.collect(&text, shift);
        for line in &mut lines {
            line.underlined = style.underlined;
        }
        lines
    }

    fn shape(&mut self, text: &str, words: usize, style: &Style) {
        let size = points(style.size);
        let body = TextStyle {
            font_family: FontFamily::Single(FontFamilyName::Named(Cow::Borrowed(FAMILY))),
            font_size: size,
            font_style: if style.italic { FontStyle::Italic } else { FontStyle::Normal },
            font_weight: if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL },
            overflow_wrap: OverflowWrap::BreakWord,
            ..TextStyle::default()
        };
        let mut builder = self.room.style_run_builder(&mut self.fonts, text, 1.0, false);
        builder.set_base_direction(BaseDirection::Ltr);
        let normal = builder.push_style(body.clone());
        builder.push_style_run(normal, 0..words);
        if words < text.len() {
            let raised = TextStyle {
                font_size: size * MARK,
                font_weight: FontWeight::NORMAL,
                vertical_align: VerticalAlign::SUPER,
                ..body
            };
            let raised = builder.push_style(raised);
            builder.push_style_run(raised, words..text.len());
        }
        builder.build_into(&mut self.layout, text);
    }

    /// Breaks centred lines anew so that they are about equally long, and says how far they must
    /// be moved to the right to stand in the middle.
    fn balance(&mut self, width: f32, copy: Copy<'_>) -> f32 {
        let lines = self.layout.len();
        if lines < 2 || copy.words.contains('\n') {
            return 0.0;
        }
        // Never so narrow that a word would be torn.
        let least = self.layout.calculate_content_widths().min;
        let (mut narrow, mut wide) = (least.max(width / 2.0).min(width), width);
        for _ in 0..6 {
            let middle = f32::midpoint(narrow, wide);
            self.layout.break_all_lines(Some(middle));
            if self.layout.len() > lines {
                narrow = middle;
            } else {
                wide = middle;
            }
        }
        self.layout.break_all_lines(Some(wide));
        (width - wide) / 2.0
    }

    fn collect(&mut self, text: &str, shift: f32) -> Vec<Line> {
        let layout = std::mem::take(&mut self.layout);
        let mut lines = Vec::with_capacity(layout.len());
        for set in layout.lines() {
            let mut line = Line { from: shift + set.metrics().offset, ..Line::default() };
            (line.to, line.next) = (line.from, line.from);
            let baseline = set.metrics().baseline;
            let mut before = None;
            for item in set.items() {
                let PositionedLayoutItem::GlyphRun(run) = item else { continue };
                // A run comes again for each of its styles, but all of them look alike.
                if before.replace(run.run().index()) == Some(run.run().index()) {
                    continue;
                }
                let rise = baseline - run.baseline();
                self.add_run(&mut line, text, &run, shift, rise);
            }
            lines.push(line);
        }
        // The room of the layout serves the next text.
        self.layout = layout;
        if lines.is_empty() { vec![Line::default()] } else { lines }
    }

    fn add_run(
        &mut self,
        line: &mut Line,
        text: &str,
        set: &GlyphRun<'_, ()>,
        shift: f32,
        rise: f32,
    ) {
        let inner = set.run();
        let id = inner.font().data.id();
        let face = self.faces.iter().position(|face| *face == id).unwrap_or(0);
        let (size, x) = (inner.font_size(), shift + set.offset());
        let mut run = Run { face, size, x, rise, glyphs: Vec::new() };
        let mut end = x;
        for cluster in inner.visual_clusters() {
            let words = text.get(cluster.text_range()).unwrap_or_default();
            if cluster.is_ligature_continuation() {
                // Its letters belong to the glyph before.
                line.text.push_str(words);
                if let Some(glyph) = run.glyphs.last_mut() {
                    glyph.text.end = line.text.len();
                }
                continue;
            }
            let glyphs = cluster.glyphs().map(|glyph| Glyph {
                id: GlyphId::new(glyph.id),
                text: 0..0,
                advance: glyph.advance / size,
                x: glyph.x / size,
                y: glyph.y / size,
            });
            let (start, glyphs) = (run.glyphs.len(), glyphs.collect::<Vec<_>>());
            end += glyphs.iter().map(|glyph| glyph.advance * size).sum::<f32>();
            if words.chars().all(is_silent) {
                continue;
            }
            run.glyphs.extend(glyphs);
            let shapes = self.shapes.get(face).and_then(Option::as_ref);
            let shown = run.glyphs.iter().skip(start).all(|glyph| glyph.id != GlyphId::new(0));
            self.complete &= shown;
            show_missing(&mut run.glyphs, start, shapes);
            let added = run.glyphs.get_mut(start..).unwrap_or_default();
            assign(added, words, &mut line.text);
            if let Some(shapes) = shapes.filter(|_| added.len() > 1) {
                stack(added, words, shapes);
            }
            if !words.chars().all(char::is_whitespace) {
                line.to = end;
            }
        }
        line.next = end;
        if !run.glyphs.is_empty() {
            line.runs.push(run);
        }
    }
}

/// Puts a box for each glyph from `start` that the font lacks.
///
/// The first is doubled: two glyphs for one character make the file say at this place what the
/// character is, whereas a single box would mean the same wherever it stands.
fn show_missing(glyphs: &mut Vec<Glyph>, start: usize, shapes: Option<&Shapes>) {
    let missing = |glyph: &&mut Glyph| glyph.id == GlyphId::new(0);
    let Some(empty) = shapes.and_then(Shapes::empty_box).map(GlyphId::new) else { return };
    let mut twin = None;
    for glyph in glyphs.iter_mut().skip(start).filter(missing) {
        glyph.id = empty;
        twin.get_or_insert_with(|| Glyph { advance: 0.0, ..glyph.clone() });
    }
    if let Some(twin) = twin {
        glyphs.insert(start, twin);
    }
}

/// Stacks the marks on a letter if there is a glyph for each.
fn stack(glyphs: &mut [Glyph], words: &str, shapes: &Shapes) {
    if glyphs.len() == words.chars().count() {
        shapes.stack(glyphs, words);
    }
}

/// Tells glyphs what they stand for, and adds that to the text of the line.
///
/// Where there is a glyph for each character, as with accents that no single letter holds, each
/// stands for its own, so that the letter means the same wherever it comes again.
fn assign(glyphs: &mut [Glyph], words: &str, text: &mut String) {
    let start = text.len();
    // Spaces of any kind look alike and share a glyph, which can have but one meaning.
    text.extend(words.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
    let whole = start..text.len();
    if glyphs.len() == words.chars().count() {
        let mut ends = text.get(start..).unwrap_or_default().char_indices();
        let mut from = start + ends.next().map_or(0, |(at, _)| at);
        for glyph in glyphs {
            let to = ends.next().map_or(whole.end, |(at, _)| start + at);
            glyph.text = from..to;
            from = to;
        }
    } else {
        for glyph in glyphs {
            glyph.text = whole.clone();
        }
    }
}

/// Whether a character only steers the breaking of lines.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\n' | GLUE | '\u{200b}')
}

fn alignment(align: Align) -> Alignment {
    match align {
        Align::Left => Alignment::Left,
        Align::Centre => Alignment::Center,
        Align::Right => Alignment::Right,
        Align::Justified => Alignment::Justify,
    }
}
