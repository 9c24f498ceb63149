//! The press: pages of strips into the bytes of a PDF file.

use chrono::Datelike;
use krilla::Data;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::Font;
use krilla::{Document as File, SerializeSettings};

use crate::papers::Document;

use super::PdfError;
use super::clean::clean_line;
use super::galley::Galley;
use super::measure::{Sheet, language};
use super::pages::{NOTES_ABOVE, Page, Source};
use super::stamp::keyword;
use super::strip::{Item, Matter, Strip};
use super::tags::{Tag, Tags};
use super::typeset::{FACES, Line};

/// How thick rules, borders and underlines are, in points.
const RULE: f32 = 0.75;
const BORDER: f32 = 0.5;
const UNDERLINE: f32 = 0.6;
/// How far below the baseline an underline lies, in points.
const UNDERLINE_DROP: f32 = 1.8;
/// How wide the rule above footnotes is, as a part of the measure.
const NOTES_RULE: f32 = 0.3;

/// What is needed to print a document as often as must be.
pub(super) struct Press<'a> {
    document: &'a Document,
    galley: &'a Galley,
    pages: &'a [Page],
    fonts: Vec<Font>,
    settings: PageSettings,
}

impl<'a> Press<'a> {
    pub(super) fn new(
        document: &'a Document,
        galley: &'a Galley,
        pages: &'a [Page],
    ) -> Result<Self, PdfError> {
        let fonts = FACES
            .iter()
            .map(|&face| Font::new(Data::from(face), 0).ok_or(PdfError::Font))
            .collect::<Result<_, _>>()?;
        let settings =
            PageSettings::from_wh(Sheet::PAGE_WIDTH, Sheet::PAGE_HEIGHT).ok_or(PdfError::Page)?;
        Ok(Self { document, galley, pages, fonts, settings })
    }

    /// The file; `accessible` if it is to claim PDF/UA-1 and fail where it would not be true.
    pub(super) fn print(&self, accessible: bool) -> Result<Vec<u8>, PdfError> {
        let mut builder = ConfigurationBuilder::new();
        if accessible {
            builder = builder.with_accessibility_validator(Accessibility::UA1);
        }
        let configuration =
            builder.finish().map_err(|error| PdfError::File(format!("{error:?}")))?;
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        let mut file = File::new_with(settings);
        let mut tags = self.galley.tags.clone();
        let mut bookmarks = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            self.print_page(&mut file, &mut tags, page);
            self.mark(&mut bookmarks, index, page);
        }
        file.set_tag_tree(tags.into_tree(language(self.document)));
        file.set_outline(self.outline(bookmarks));
        file.set_metadata(self.metadata());
        file.finish().map_err(|error: KrillaError| PdfError::File(error.to_string()))
    }

    fn print_page(&self, file: &mut File, tags: &mut Tags, page: &Page) {
        let mut leaf = file.start_page_with(self.settings.clone());
        let mut surface = leaf.surface();
        surface.set_fill(Some(Fill::default()));
        let sheet = self.galley.sheet;
        let mut hand = Hand {
            press: self,
            surface: &mut surface,
            tags,
            open: Open::Nothing,
            rules: PathBuilder::new(),
        };
        let mut framed = None;
        for &(source, top) in &page.body {
            let Some(strip) = self.strip(source) else { continue };
            hand.frame(strip, sheet.top + top, framed == strip.frame.as_deref());
            hand.strip(strip, sheet.top + top);
            framed = strip.frame.as_deref();
        }
        hand.notes(page);
        hand.finish();
        self.furnish(&mut surface, page.number);
        surface.finish();
        leaf.finish();
    }

    fn strip(&self, source: Source) -> Option<&Strip> {
        match source {
            Source::Strip(index) => self.galley.strips.get(index),
            Source::Head(index) => self.galley.heads.get(index),
        }
    }

    /// Prints the page number and the foot.
    fn furnish(&self, surface: &mut Surface<'_>, number: usize) {
        let number = number.checked_sub(1).and_then(|second| self.galley.numbers.get(second));
        let foot_height = self.galley.foot.iter().map(|strip| strip.height).sum();
        let mut top = Sheet::foot_top(foot_height);
        if let Some(strip) = number {
            self.artifact(surface, strip, Sheet::NUMBER_TOP, ArtifactType::Header);
        }
        for strip in &self.galley.foot {
            self.artifact(surface, strip, top, ArtifactType::Footer);
            top += strip.height;
        }
    }

    fn artifact(&self, surface: &mut Surface<'_>, strip: &Strip, top: f32, kind: ArtifactType) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        for item in &strip.items {
            if let Matter::Line { line, drop } = &item.matter {
                let x = self.galley.sheet.left + item.x;
                self.line(surface, line, x, top + item.top + drop);
            }
        }
        surface.end_tagged();
    }

    fn line(&self, surface: &mut Surface<'_>, line: &Line, x: f32, baseline: f32) {
        for run in &line.runs {
            if let Some(font) = self.fonts.get(run.face) {
                let start = Point::from_xy(x + run.x, baseline - run.rise);
                surface.draw_glyphs(start, &run.glyphs, font.clone(), &line.text, run.size, false);
            }
        }
    }

    /// Notes the bookmarks of a page.
    fn mark(&self, bookmarks: &mut Vec<(u8, OutlineNode)>, index: usize, page: &Page) {
        let sheet = self.galley.sheet;
        for &(source, top) in &page.body {
            let bookmark = self.strip(source).and_then(|strip| strip.bookmark.as_ref());
            if let Some((depth, text)) = bookmark {
                let place = XyzDestination::new(index, Point::from_xy(sheet.left, sheet.top + top));
                bookmarks.push((*depth, OutlineNode::new(text.clone(), place)));
            }
        }
    }

    /// The bookmarks as a tree; the title stands for a document without headings.
    fn outline(&self, bookmarks: Vec<(u8, OutlineNode)>) -> Outline {
        let mut outline = Outline::new();
        let mut open: Vec<(u8, OutlineNode)> = Vec::new();
        if bookmarks.is_empty() {
            let start = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(clean_line(&self.document.title), start));
        }
        for (depth, node) in bookmarks {
            close(&mut open, &mut outline, depth);
            open.push((depth, node));
        }
        close(&mut open, &mut outline, 0);
        outline
    }

    fn metadata(&self) -> Metadata {
        let document = self.document;
        let part = |number: u32| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(document.date.year()).unwrap_or_default();
        let date = DateTime::new(year)
            .month(part(document.date.month()))
            .day(part(document.date.day()))
            .hour(0)
            .minute(0)
            .second(0)
            .utc_offset_hour(0);
        let author = clean_line(&document.author);
        let mut metadata = Metadata::new()
            .title(clean_line(&document.title))
            .language(language(document).to_owned())
            .creation_date(date)
            .creator("Thuky".to_owned());
        if !author.is_empty() {
            metadata = metadata.authors(vec![author]);
        }
        if let Some(stamp) = &document.stamp {
            metadata = metadata.keywords(vec![keyword(stamp)]);
        }
        metadata
    }
}

/// Hangs bookmarks at `depth` or deeper under those above them.
fn close(open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline, depth: u8) {
    while open.last().is_some_and(|(last, _)| *last >= depth) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}

/// What the marks in a page's stream say about what is being printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    Decoration,
    Text(Tag),
}

/// What prints one page: text at once, rules at the end.
struct Hand<'a, 'b, 's> {
    press: &'a Press<'a>,
    surface: &'a mut Surface<'s>,
    tags: &'b mut Tags,
    /// The place in the structure of what is being printed.
    open: Open,
    rules: PathBuilder,
}

impl Hand<'_, '_, '_> {
    fn strip(&mut self, strip: &Strip, top: f32) {
        for item in &strip.items {
            self.item(item, top);
        }
    }

    fn item(&mut self, item: &Item, top: f32) {
        let x = self.press.galley.sheet.left + item.x;
        let top = top + item.top;
        match &item.matter {
            Matter::Rule { width } => self.rule(x, top, *width, RULE),
            Matter::Line { line, drop } => {
                self.turn_to(item.tag);
                self.press.line(self.surface, line, x, top + drop);
                if line.underlined {
                    let below = top + drop + UNDERLINE_DROP;
                    self.rule(x + line.from, below, line.to - line.from, UNDERLINE);
                }
            }
        }
    }

    /// The borders of a row; the upper one only if no row stands above.
    fn frame(&mut self, strip: &Strip, top: f32, joined: bool) {
        let Some(borders) = &strip.frame else { return };
        let left = self.press.galley.sheet.left;
        let (Some(first), Some(last)) = (borders.first(), borders.last()) else { return };
        for &x in borders.iter() {
            self.upright(left + x - BORDER / 2.0, top, strip.height);
        }
        let (x, width) = (left + first - BORDER / 2.0, last - first + BORDER);
        if !joined {
            self.rule(x, top - BORDER / 2.0, width, BORDER);
        }
        self.rule(x, top + strip.height - BORDER / 2.0, width, BORDER);
    }

    /// The footnotes of a page at its lower edge, under a short rule.
    fn notes(&mut self, page: &Page) {
        let sheet = self.press.galley.sheet;
        let mut top = sheet.top + sheet.height - page.notes_height;
        if page.notes.is_empty() {
            return;
        }
        self.rule(sheet.left, top + NOTES_ABOVE / 2.0, sheet.width * NOTES_RULE, BORDER);
        top += NOTES_ABOVE;
        for &(note, line) in &page.notes {
            let strip = self.press.galley.notes.get(note).and_then(|lines| lines.get(line));
            if let Some(strip) = strip {
                self.strip(strip, top);
                top += strip.height;
            }
        }
    }

    /// Goes on at another place of the structure.
    fn turn_to(&mut self, tag: Option<Tag>) {
        let next = tag.map_or(Open::Decoration, Open::Text);
        if self.open == next {
            return;
        }
        self.leave();
        let content = match tag {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let printed = self.surface.start_tagged(content);
        if let Some(tag) = tag {
            self.tags.printed(tag, printed);
        }
        self.open = next;
    }

    fn leave(&mut self) {
        if std::mem::replace(&mut self.open, Open::Nothing) != Open::Nothing {
            self.surface.end_tagged();
        }
    }

    fn rule(&mut self, x: f32, y: f32, width: f32, thickness: f32) {
        if let Some(rect) = Rect::from_xywh(x, y, width, thickness) {
            self.rules.push_rect(rect);
        }
    }

    fn upright(&mut self, x: f32, y: f32, height: f32) {
        if let Some(rect) = Rect::from_xywh(x, y, BORDER, height) {
            self.rules.push_rect(rect);
        }
    }

    fn finish(mut self) {
        self.leave();
        let rules = std::mem::take(&mut self.rules);
        if let Some(path) = rules.finish() {
            self.turn_to(None);
            self.surface.draw_path(&path);
            self.leave();
        }
    }
}
