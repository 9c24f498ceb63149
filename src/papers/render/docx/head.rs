//! The head of a paper: who issues it, the state or Party, and what the paper is.

use std::io;

use super::super::clean::clean;
use super::super::measure::{self, fall};
use super::super::shape;
use super::paragraph::{Body, Look};
use crate::papers::{Form, HeadLine, Role};

/// What a rule adds to the height of the line above it, in twips.
const RULE_HEIGHT: u32 = 115;

impl Body<'_> {
    /// Two columns without borders.
    pub(super) fn letterhead(
        &mut self,
        left: &[HeadLine],
        right: &[HeadLine],
        keeps: bool,
    ) -> io::Result<()> {
        let layout = &self.document.layout;
        let beside = measure::right_of_head(layout, right);
        let widths = [measure::text_width(layout) - beside, beside];
        let above_number = self.height_before(left, Role::Number, widths[0]);
        let above_date = self.height_before(right, Role::Dateline, widths[1]);
        // Number and date stand on one height.
        let (lower_number, lower_date) = match (above_number, above_date) {
            (Some(number), Some(date)) => {
                (date.saturating_sub(number), number.saturating_sub(date))
            }
            _ => (0, 0),
        };
        self.open_columns(&widths)?;
        for (lines, width, role, lower) in [
            (left, widths[0], Role::Number, lower_number),
            (right, widths[1], Role::Dateline, lower_date),
        ] {
            self.open_cell(width)?;
            self.head_lines(lines, width, (role, lower))?;
            self.xml.close()?;
        }
        self.close_columns()?;
        self.gap(0, keeps)
    }

    /// How high what stands before the first line of a role is, in twips.
    fn height_before(&self, lines: &[HeadLine], role: Role, width: u32) -> Option<u32> {
        let end = lines.iter().position(|line| line.role == role)?;
        let before = lines.iter().take(end).enumerate();
        Some(
            before
                .map(|(index, line)| self.head_height(lines, index, line, width))
                .fold(0, u32::saturating_add),
        )
    }

    fn head_height(&self, lines: &[HeadLine], index: usize, line: &HeadLine, width: u32) -> u32 {
        let ruled = self.style(line.role).rule > 0 && shape::closes(lines, index);
        let rule = if ruled { RULE_HEIGHT } else { 0 };
        self.height(line.role, &line.text, width).saturating_add(rule)
    }

    /// The lines of one column; the first of the lowered role stands so much lower.
    fn head_lines(
        &mut self,
        lines: &[HeadLine],
        width: u32,
        (lowered, by): (Role, u32),
    ) -> io::Result<()> {
        let first = lines.iter().position(|line| line.role == lowered);
        for (index, line) in lines.iter().enumerate() {
            let above = (by > 0 && first == Some(index)).then_some(by);
            self.line(Look { above, ..Look::of(line.role).keeping(true) }, &line.text)?;
            if shape::closes(lines, index) {
                self.rule_under(line.role, &line.text, width, 0)?;
            }
        }
        if lines.is_empty() {
            self.gap(0, true)?;
        }
        Ok(())
    }

    /// The kind of paper and what it is about, closed by a short rule.
    pub(super) fn title(&mut self, name: &str, subject: &str) -> io::Result<()> {
        let parts = [(Role::Name, name), (Role::Subject, subject)];
        let mut last = None;
        for (role, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.line(Look::of(role).keeping(true), text)?;
            last = Some(text);
        }
        match last {
            None => Ok(()),
            Some(_) if self.document.layout.form == Form::Party => {
                self.line(Look::of(Role::Subject).keeping(true), shape::PARTY_RULE)
            }
            Some(text) => {
                let width = measure::text_width(&self.document.layout);
                self.rule_under(Role::Subject, text, width, 120)
            }
        }
    }

    /// The rule of a role under a text, if the role has one.
    fn rule_under(&mut self, role: Role, text: &str, available: u32, below: u32) -> io::Result<()> {
        let style = self.style(role);
        if style.rule == 0 {
            return Ok(());
        }
        let widest = fall(&clean(text), &style, available).widest.min(available);
        self.rule(widest * u32::from(style.rule.min(100)) / 100, available, below)
    }
}
