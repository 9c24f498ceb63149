//! The galley: the whole document as one long column of strips, before it is cut into pages.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag as Kind, TagKind};

use crate::papers::{Block, Document, Form, Layout, Role, Style, Text};

use crate::papers::render::shape::keeps;

use super::clean::{clean, clean_line};
use super::measure::{Sheet, mm, points};
use super::strip::{Item, Matter, Strip};
use super::tags::{Tag, Tags};
use super::typeset::{Compositor, Copy, Line, Measure, descent, drop};

/// From the lowest letters to a rule below them, and from the rule to what follows, in points.
const RULE_GAP: f32 = 2.5;
const RULE_BELOW: f32 = 3.0;
/// Space below a title, in points.
const TITLE_BELOW: f32 = 10.0;

/// The document set in type.
pub(super) struct Galley {
    pub sheet: Sheet,
    pub strips: Vec<Strip>,
    /// The heads of tables, repeated where a table goes on.
    pub heads: Vec<Strip>,
    /// The footnotes, each as strips of one line.
    pub notes: Vec<Vec<Strip>>,
    /// What stands at the foot of every page.
    pub foot: Vec<Strip>,
    /// The numbers of the pages from the second.
    pub numbers: Vec<Strip>,
    pub tags: Tags,
    pub(super) compositor: Compositor,
    pub(super) layout: Layout,
    /// The open lists: their depth, their place, and the body of their last point.
    lists: Vec<(u8, Tag, Tag)>,
    /// The level of the last heading; one may go only one level deeper at a time.
    level: u16,
    /// The first strip of the block set last.
    block: usize,
    /// Space below the last block, at least.
    below: f32,
    /// What is added next begins a copy of its own.
    first: bool,
}

impl Galley {
    /// Sets a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut galley = Self {
            sheet: Sheet::of(&document.layout, 0.0),
            strips: Vec::new(),
            heads: Vec::new(),
            notes: Vec::new(),
            foot: Vec::new(),
            numbers: Vec::new(),
            tags: Tags::default(),
            compositor: Compositor::new(),
            layout: document.layout,
            lists: Vec::new(),
            level: 0,
            block: 0,
            below: 0.0,
            first: false,
        };
        if !document.foot.trim().is_empty() {
            galley.foot = galley.plain(&clean(&document.foot), Role::Foot, None);
            let height = galley.foot.iter().map(|strip| strip.height).sum();
            galley.sheet = Sheet::of(&document.layout, height);
        }
        galley.notes = vec![Vec::new(); document.notes.len()];
        for (index, block) in document.blocks.iter().enumerate() {
            galley.block(block, &document.notes);
            let next = document.blocks.get(index + 1);
            if matches!(block, Block::Point { .. }) && keeps(block, next) {
                galley.tie_last();
            }
        }
        galley
    }

    /// Sets the numbers of the pages.
    pub(super) fn number(&mut self, document: &Document, pages: usize) {
        self.layout = document.layout;
        for page in 2..=pages {
            let strips = self.plain(&page.to_string(), Role::PageNumber, None);
            self.numbers.extend(strips);
        }
    }

    /// Whether the fonts had a glyph for every character.
    pub(super) fn shows_everything(&self) -> bool {
        self.compositor.complete
    }

    fn block(&mut self, block: &Block, notes: &[String]) {
        if !matches!(block, Block::Point { .. }) {
            self.lists.clear();
        }
        let start = self.strips.len();
        match block {
            Block::Letterhead { left, right } => self.letterhead(left, right),
            Block::Title { name, subject } => self.title(name, subject),
            Block::Heading { depth, text } => self.heading(*depth, text, notes),
            Block::Paragraph(text) => self.paragraph(text, notes),
            Block::Point { depth, mark, text } => self.point(*depth, mark, text, notes),
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::Signatures { left, right } => self.signatures(left, right),
            Block::PageBreak => self.first = true,
        }
        if start < self.strips.len() {
            self.block = start;
        }
    }

    /// Adds strips of one block, as far below the last block as both ask.
    pub(super) fn add(&mut self, strips: Vec<Strip>) {
        for mut strip in strips {
            strip.above = strip.above.max(std::mem::take(&mut self.below));
            strip.first = std::mem::take(&mut self.first);
            let limit = self.sheet.height;
            self.strips.extend(strip.cut(limit));
        }
    }

    /// Asks for space below what was added last.
    pub(super) fn leave(&mut self, below: f32) {
        self.below = self.below.max(below);
    }

    /// Ties the last two strips of the block before to what comes next.
    pub(super) fn tie_last(&mut self) {
        let from = self.block.max(self.strips.len().saturating_sub(2));
        for strip in self.strips.iter_mut().skip(from) {
            strip.keep = true;
        }
    }

    /// Ties so many strips to what comes next, whatever blocks they are of.
    pub(super) fn tie(&mut self, strips: usize) {
        let from = self.strips.len().saturating_sub(strips);
        for strip in self.strips.iter_mut().skip(from) {
            strip.keep = true;
        }
    }

    /// A text across the whole measure, a strip for each line.
    pub(super) fn plain(&mut self, text: &str, role: Role, tag: Option<Tag>) -> Vec<Strip> {
        let style = self.layout.style(role);
        let rest = mm(style.rest).min(self.sheet.width / 2.0);
        let first = mm(style.first).min(self.sheet.width / 2.0) - rest;
        let measure = Measure { width: self.sheet.width - rest, first };
        let lines = self.compositor.set(Copy { words: text, mark: "" }, &style, measure);
        stack(lines, &style, rest, tag)
    }

    fn title(&mut self, name: &str, subject: &str) {
        let mut strips = Vec::new();
        let mut closing = 0;
        let (name, subject) = (clean(name), clean(subject));
        for (text, role) in [(name, Role::Name), (subject, Role::Subject)] {
            if !text.trim().is_empty() {
                let tag = self.tags.root(Kind::Title);
                closing = strips.len();
                strips.extend(self.plain(&text, role, Some(tag)));
            }
        }
        if strips.is_empty() {
            return;
        }
        let style = self.layout.style(Role::Subject);
        if self.layout.form == Form::Party {
            let plain = Style { bold: false, ..style };
            let measure = Measure::even(self.sheet.width);
            let copy = Copy { words: "-----", mark: "" };
            let lines = self.compositor.set(copy, &plain, measure);
            strips.extend(stack(lines, &plain, 0.0, None));
        } else {
            underscore(&mut strips[closing..], &style);
        }
        self.add(strips);
        self.leave(TITLE_BELOW);
    }

    fn heading(&mut self, depth: u8, text: &Text, notes: &[String]) {
        let line = clean_line(&clean(&text.words));
        let kind: TagKind = if line.is_empty() {
            Kind::P.into()
        } else {
            self.level = (u16::from(depth) + 1).min(self.level + 1);
            let level = NonZeroU16::new(self.level).unwrap_or(NonZeroU16::MIN);
            Kind::Hn(level, Some(line.clone())).into()
        };
        let tag = self.tags.root(kind);
        let style = self.layout.style(Role::Heading(depth));
        let rest = mm(style.rest).min(self.sheet.width / 2.0);
        let first = mm(style.first).min(self.sheet.width / 2.0) - rest;
        let measure = Measure { width: self.sheet.width - rest, first };
        let mut strips = self.annotated(text, notes, &style, rest, measure, tag);
        if let Some(first) = strips.first_mut().filter(|_| !line.is_empty()) {
            first.bookmark = Some((depth, line));
        }
        self.add(strips);
    }

    fn paragraph(&mut self, text: &Text, notes: &[String]) {
        let style = self.layout.style(Role::Paragraph);
        let rest = mm(style.rest);
        let measure = Measure { width: self.sheet.width - rest, first: mm(style.first) - rest };
        let tag = self.tags.root(Kind::P);
        let strips = self.annotated(text, notes, &style, rest, measure, tag);
        self.add(strips);
    }

    /// A text with its footnotes, a strip for each line.
    fn annotated(
        &mut self,
        text: &Text,
        notes: &[String],
        style: &Style,
        x: f32,
        measure: Measure,
        tag: Tag,
    ) -> Vec<Strip> {
        let numbers = text.notes.iter().filter(|n| (1..=notes.len()).contains(*n));
        let mark = numbers.clone().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let copy = Copy { words: &clean(&text.words), mark: &mark };
        let lines = self.compositor.set(copy, style, measure);
        let mut strips = stack(lines, style, x, Some(tag));
        if let Some(last) = strips.last_mut() {
            last.notes = numbers.map(|number| number - 1).collect();
        }
        for number in numbers_of(&strips) {
            self.note(number, notes);
        }
        strips
    }

    /// Sets a footnote when its first mark comes.
    fn note(&mut self, index: usize, notes: &[String]) {
        let unset = self.notes.get(index).is_some_and(Vec::is_empty);
        let Some(text) = notes.get(index).filter(|_| unset) else { return };
        let tag = self.tags.root(Kind::Note);
        let text = format!("{}. {}", index + 1, clean(text));
        let strips = self.plain(&text, Role::Footnote, Some(tag));
        if let Some(note) = self.notes.get_mut(index) {
            *note = strips;
        }
    }

    fn point(&mut self, depth: u8, mark: &str, text: &Text, notes: &[String]) {
        let style = self.layout.style(Role::Point(depth));
        let half = self.sheet.width / 2.0;
        let (first, rest) = (mm(style.first).min(half), mm(style.rest).min(half));
        let mark = clean_line(mark);
        let (label, body) = self.list_place(depth, !mark.is_empty());
        // A mark as long as a line is no mark but the beginning of the text.
        let head = self.mark(&mark, &style).filter(|line| line.next < half / 2.0);
        let text = if head.is_none() && !mark.is_empty() {
            Text { words: format!("{mark} {}", text.words), notes: text.notes.clone() }
        } else {
            text.clone()
        };
        let after = first + head.as_ref().map_or(0.0, |line| line.next);
        let start = if rest > first { after.max(rest) } else { after };
        let measure = Measure { width: self.sheet.width - rest, first: start - rest };
        let mut strips = self.annotated(&text, notes, &style, rest, measure, body);
        if let (Some(strip), Some(line)) = (strips.first_mut(), head) {
            let item = Item {
                x: first,
                top: 0.0,
                height: points(style.pitch),
                matter: Matter::Line { line, drop: drop(&style) },
                tag: label,
            };
            strip.items.insert(0, item);
        }
        self.add(strips);
    }

    /// The mark of a point with the space behind it.
    fn mark(&mut self, mark: &str, style: &Style) -> Option<Line> {
        if mark.is_empty() {
            return None;
        }
        let style = Style { align: crate::papers::Align::Left, ..*style };
        let words = format!("{mark} ");
        let copy = Copy { words: &words, mark: "" };
        self.compositor.set(copy, &style, Measure::even(self.sheet.width)).into_iter().next()
    }

    /// A place for a point in the lists: for its mark and for its text.
    fn list_place(&mut self, depth: u8, marked: bool) -> (Option<Tag>, Tag) {
        while self.lists.last().is_some_and(|(open, ..)| *open > depth) {
            self.lists.pop();
        }
        let list = match self.lists.last().copied() {
            Some((open, list, _)) if open == depth => {
                self.lists.pop();
                list
            }
            Some((_, _, body)) => self.tags.under(body, Kind::L(ListNumbering::None)),
            None => self.tags.root(Kind::L(ListNumbering::None)),
        };
        let point = self.tags.under(list, Kind::LI);
        let label = marked.then(|| self.tags.under(point, Kind::Lbl));
        let body = self.tags.under(point, Kind::LBody);
        self.lists.push((depth, list, body));
        (label, body)
    }
}

/// Which notes hang on strips.
fn numbers_of(strips: &[Strip]) -> Vec<usize> {
    strips.iter().flat_map(|strip| strip.notes.iter().copied()).collect()
}

/// Lines as strips, kept together as the style and good typesetting ask.
fn stack(lines: Vec<Line>, style: &Style, x: f32, tag: Option<Tag>) -> Vec<Strip> {
    let count = lines.len();
    let height = points(style.pitch);
    let mut strips = Vec::with_capacity(count);
    for (index, line) in lines.into_iter().enumerate() {
        // Two lines at least stay together at the beginning and at the end.
        let keep = style.keeps_next || (index == 0 && count > 1) || index + 2 == count;
        let matter = Matter::Line { line, drop: drop(style) };
        strips.push(Strip {
            above: if index == 0 { points(style.above) } else { 0.0 },
            height,
            keep,
            items: vec![Item { x, top: 0.0, height, matter, tag }],
            ..Strip::default()
        });
    }
    strips
}

/// Draws the style's rule below the last of some strips, in the middle of the widest line.
pub(super) fn underscore(strips: &mut [Strip], style: &Style) {
    let Some((x, width)) = rule(strips.iter().flat_map(|strip| &strip.items), style) else {
        return;
    };
    if let Some(last) = strips.last_mut() {
        let top = drop(style) + descent(style) + RULE_GAP;
        let height = (last.height - top).max(RULE_BELOW);
        last.height = last.height.max(top + RULE_BELOW);
        last.items.push(Item { x, top, height, matter: Matter::Rule { width }, tag: None });
    }
}

/// Where the style's rule below some lines begins, and how wide it is.
pub(super) fn rule<'a>(items: impl Iterator<Item = &'a Item>, style: &Style) -> Option<(f32, f32)> {
    let (mut from, mut to) = (f32::MAX, f32::MIN);
    for item in items {
        if let Matter::Line { line, .. } = &item.matter {
            from = from.min(item.x + line.from);
            to = to.max(item.x + line.to);
        }
    }
    let width = (to - from) * f32::from(style.rule.min(100)) / 100.0;
    (width > 0.0).then(|| (f32::midpoint(from, to) - width / 2.0, width))
}
