//! What stands in two columns: the letterhead and the signatures.

use krilla::tagging::Tag as Kind;

use crate::papers::{Align, HeadLine, Role, Side, Style};

use super::clean::clean;
use super::galley::{Galley, rule};
use super::measure::{mm, points};
use super::strip::{Item, Matter, Spare, Strip};
use super::typeset::{Copy, Measure, descent, drop};

/// The right column of the letterhead, in parts of the measure: usually, and at most.
const RIGHT: f32 = 0.55;
const RIGHT_MOST: f32 = 0.62;
/// Between two columns, in points.
const GUTTER: f32 = 6.0;
/// A rule lies so far below the lowest letters, and so far above what follows, in points.
const RULE_GAP: f32 = 1.8;
const RULE_BELOW: f32 = 4.0;
/// What is left free for a signature: so many lines, and where the page ends at least so many
/// millimetres.
const SIGNATURE: u16 = 5;
const SIGNATURE_LEAST: u16 = 12;
/// How many lines go with the signatures: a page that is signed says more than one.
const LINES_WITH: usize = 3;
/// Above the signatures, and above who gets the paper, in points.
const SIGNATURES_ABOVE: f32 = 14.0;

/// A column being filled from the top; lengths in points.
struct Column {
    x: f32,
    width: f32,
    top: f32,
    items: Vec<Item>,
}

impl Column {
    fn new(x: f32, width: f32) -> Self {
        Self { x, width, top: 0.0, items: Vec::new() }
    }
}

impl Galley {
    pub(super) fn letterhead(&mut self, left: &[HeadLine], right: &[HeadLine]) {
        let whole = self.sheet.width;
        let wide = right.iter().map(|line| self.natural(line)).fold(0.0, f32::max) + GUTTER;
        let wide = if wide > RIGHT_MOST * whole { RIGHT * whole } else { wide.max(RIGHT * whole) };
        let mut first = Column::new(0.0, whole - wide - GUTTER);
        let mut second = Column::new(whole - wide, wide);
        let is_level = |line: &&HeadLine| matches!(line.role, Role::Number | Role::Dateline);
        let mut level = [None, None];
        for ((column, lines), level) in
            [(&mut first, left), (&mut second, right)].into_iter().zip(&mut level)
        {
            *level = lines.last().filter(is_level);
            for line in &lines[..lines.len() - usize::from(level.is_some())] {
                self.head_line(column, line);
            }
        }
        // Number and date stand on one line, however many lines are above them.
        if level.iter().all(Option::is_some) {
            let top = first.top.max(second.top);
            (first.top, second.top) = (top, top);
        }
        for (column, line) in [&mut first, &mut second].into_iter().zip(level) {
            if let Some(line) = line {
                self.head_line(column, line);
            }
        }
        self.side_by_side(first, second, 0.0, None);
    }

    fn head_line(&mut self, column: &mut Column, line: &HeadLine) {
        let style = self.layout.style(line.role);
        self.fill(column, &line.text, &Style { align: Align::Centre, ..style });
    }

    /// How wide a line of the letterhead is when nothing breaks it.
    fn natural(&mut self, line: &HeadLine) -> f32 {
        let style = Style { align: Align::Left, ..self.layout.style(line.role) };
        let text = clean(&line.text);
        let copy = Copy { words: &text, mark: "" };
        let lines = self.compositor.set(copy, &style, Measure::even(f32::MAX));
        lines.iter().map(|line| line.to - line.from).fold(0.0, f32::max)
    }

    /// Sets a text below what stands in a column already, with the rule its style asks for.
    fn fill(&mut self, column: &mut Column, text: &str, style: &Style) {
        let tag = self.tags.root(Kind::P);
        let copy = Copy { words: &clean(text), mark: "" };
        let height = points(style.pitch);
        let start = column.items.len();
        for line in self.compositor.set(copy, style, Measure::even(column.width)) {
            let matter = Matter::Line { line, drop: drop(style) };
            let (x, top) = (column.x, column.top);
            column.items.push(Item { x, top, height, matter, tag: Some(tag) });
            column.top += height;
        }
        let added = column.items.iter().skip(start);
        if let Some((x, width)) = rule(added, style) {
            let top = column.top - height + drop(style) + descent(style) + RULE_GAP;
            let matter = Matter::Rule { width };
            column.items.push(Item { x, top, height: RULE_BELOW, matter, tag: None });
            column.top = column.top.max(top + RULE_BELOW);
        }
    }

    pub(super) fn signatures(&mut self, left: &Side, right: &Side) {
        let half = self.sheet.width / 2.0;
        let mut sides =
            [(Column::new(0.0, half - GUTTER), left, None), (Column::new(half, half), right, None)];
        for (column, side, name) in &mut sides {
            *name = self.side(column, side);
        }
        // The names of both sides stand on one line, however many lines are above them.
        let top = sides.iter().filter(|side| side.2.is_some()).map(|side| side.0.top);
        let top = top.fold(0.0, f32::max);
        let style = self.layout.style(Role::Signatory);
        for (column, _, name) in &mut sides {
            if let Some(name) = name {
                column.top = top;
                self.fill(column, name, &style);
            }
        }
        // The names may move up, but not beside recipients that reach down to them.
        let pitch = points(self.layout.style(Role::SignsAs).pitch);
        let unsigned = sides.iter().filter(|side| side.2.is_none()).map(|side| side.0.top);
        let height = (top - unsigned.fold(0.0, f32::max))
            .min(f32::from(SIGNATURE) * pitch - mm(SIGNATURE_LEAST));
        let spare = (height > 0.0).then_some(Spare { from: top, height });
        let [(first, ..), (second, ..)] = sides;
        if !first.items.is_empty() || !second.items.is_empty() {
            self.tie(LINES_WITH);
            self.side_by_side(first, second, SIGNATURES_ABOVE, spare);
        }
    }

    /// Sets one side down to the room for the signature, and says whose name goes below.
    fn side<'a>(&mut self, column: &mut Column, side: &'a Side) -> Option<&'a str> {
        match side {
            Side::Empty => None,
            Side::Signs { lines, name } => {
                for (index, line) in lines.iter().enumerate() {
                    let role = if index == 0 { Role::SignsFor } else { Role::SignsAs };
                    let style = self.layout.style(role);
                    self.fill(column, line, &style);
                }
                let pitch = points(self.layout.style(Role::SignsAs).pitch);
                column.top += f32::from(SIGNATURE) * pitch;
                Some(name)
            }
            Side::Recipients { head, lines } => {
                let texts = std::iter::once((head, Role::RecipientsHead))
                    .chain(lines.iter().map(|line| (line, Role::Recipient)));
                for (text, role) in texts {
                    let style = self.layout.style(role);
                    self.fill(column, text, &style);
                }
                None
            }
        }
    }

    fn side_by_side(&mut self, left: Column, right: Column, above: f32, spare: Option<Spare>) {
        let height = left.top.max(right.top);
        let items = left.items.into_iter().chain(right.items).collect();
        self.add(vec![Strip { above, height, spare, items, ..Strip::default() }]);
    }
}
