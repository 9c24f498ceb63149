//! Paragraphs and runs, the stuff all blocks are made of.

use std::io;

use super::super::clean::clean;
use super::super::measure;
use super::super::shape;
use super::styles;
use super::xml::Xml;
use crate::papers::{Align, Document, Role, Style, Text};

/// The most space Word takes above a paragraph, in twips.
const MOST_ABOVE: u32 = 31_680;

/// The part with the text, while it is written.
pub(super) struct Body<'a> {
    pub(super) document: &'a Document,
    pub(super) xml: Xml,
    pub(super) notes: Notes,
    /// The roles met so far: each becomes a style.
    pub(super) roles: Vec<Role>,
}

/// What one paragraph is, and what it has beyond its style.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) role: Role,
    /// Stays on the page of what follows.
    pub(super) keeps: bool,
    /// Space above in twips, in place of the style's.
    pub(super) above: Option<u32>,
    pub(super) align: Option<Align>,
}

impl Look {
    /// A paragraph that looks as its style says.
    pub(super) fn of(role: Role) -> Self {
        Self { role, keeps: false, above: None, align: None }
    }

    pub(super) fn keeping(self, keeps: bool) -> Self {
        Self { keeps, ..self }
    }
}

impl Body<'_> {
    pub(super) fn style(&self, role: Role) -> Style {
        self.document.layout.style(role)
    }

    /// How high a line is in a column of a width, in twips.
    pub(super) fn height(&self, role: Role, words: &str, width: u32) -> u32 {
        let style = self.style(role);
        let count = measure::fall(&clean(words), &style, width).lines;
        measure::half_points(style.pitch).saturating_mul(count)
    }

    /// A whole paragraph of one text.
    pub(super) fn line(&mut self, look: Look, words: &str) -> io::Result<()> {
        self.open_paragraph(look)?;
        run(&mut self.xml, words)?;
        self.xml.close()
    }

    /// A whole paragraph with its footnotes.
    pub(super) fn text(&mut self, look: Look, text: &Text) -> io::Result<()> {
        self.open_paragraph(look)?;
        run(&mut self.xml, &text.words)?;
        self.references(&text.notes)?;
        self.xml.close()
    }

    /// A point: its mark is text, as Word must not count anew what has an official number.
    pub(super) fn point(&mut self, look: Look, mark: &str, text: &Text) -> io::Result<()> {
        let style = self.style(look.role);
        self.open_paragraph(look)?;
        if !mark.is_empty() {
            // A mark that fits hangs before the text; one that does not is just its first word.
            let room = measure::twips(style.rest.saturating_sub(style.first));
            if measure::width(mark, &style) < room {
                run(&mut self.xml, mark)?;
                self.xml.open("w:r", &[])?;
                self.xml.leaf("w:tab", &[])?;
                self.xml.close()?;
            } else {
                run(&mut self.xml, &format!("{mark} "))?;
            }
        }
        run(&mut self.xml, &text.words)?;
        self.references(&text.notes)?;
        self.xml.close()
    }

    /// Starts a paragraph.
    pub(super) fn open_paragraph(&mut self, look: Look) -> io::Result<()> {
        let role = bounded(look.role);
        if !self.roles.contains(&role) {
            self.roles.push(role);
        }
        let style = self.style(role);
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.val("w:pStyle", shape::id(role))?;
        if look.keeps && !style.keeps_next {
            self.xml.leaf("w:keepNext", &[])?;
        }
        if let Some(above) = look.above.map(|above| above.min(MOST_ABOVE)) {
            self.xml.leaf("w:spacing", &[("w:before", &above.to_string())])?;
        }
        if let Some(align) = look.align.filter(|align| *align != style.align) {
            self.xml.val("w:jc", styles::justification(align))?;
        }
        self.xml.close()
    }

    /// A rule centred in `available` twips. It keeps what follows on its page.
    pub(super) fn rule(&mut self, length: u32, available: u32, below: u32) -> io::Result<()> {
        let side = (available.saturating_sub(length) / 2).to_string();
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.val("w:pStyle", styles::RULE)?;
        if below > 0 {
            self.xml.leaf("w:spacing", &[("w:after", &below.to_string())])?;
        }
        self.xml.leaf("w:ind", &[("w:left", &side), ("w:right", &side)])?;
        self.xml.close()?;
        self.xml.close()
    }

    /// The paragraph Word asks for after a table, as low as can be.
    pub(super) fn gap(&mut self, above: u32, keeps: bool) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.val("w:pStyle", styles::GAP)?;
        if keeps {
            self.xml.leaf("w:keepNext", &[])?;
        }
        if above > 0 {
            self.xml.leaf("w:spacing", &[("w:before", &above.to_string())])?;
        }
        self.xml.close()?;
        self.xml.close()
    }
}

/// A run of text; line ends in it stay line ends.
pub(super) fn run(xml: &mut Xml, words: &str) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    xml.open("w:r", &[])?;
    for (index, line) in clean(words).split('\n').enumerate() {
        if index > 0 {
            xml.leaf("w:br", &[])?;
        }
        if !line.is_empty() {
            xml.element("w:t", &[("xml:space", "preserve")], line)?;
        }
    }
    xml.close()
}

/// Deeper levels look like the deepest Word has a style for.
fn bounded(role: Role) -> Role {
    match role {
        Role::Heading(depth) => Role::Heading(depth.min(shape::DEEPEST)),
        Role::Point(depth) => Role::Point(depth.min(shape::DEEPEST)),
        other => other,
    }
}

/// Which footnotes are already hung up, and whether Word numbers them.
pub(super) struct Notes {
    pub(super) automatic: bool,
    pub(super) hung: Vec<bool>,
}

impl Notes {
    /// Looks through a document for its footnotes.
    pub(super) fn of(document: &Document) -> Self {
        let count = document.notes.len();
        let automatic = shape::notes_in_order(document).into_iter().eq(1..=count);
        Self { automatic, hung: vec![false; count] }
    }

    /// Whether a footnote is asked for the first time.
    pub(super) fn hang(&mut self, note: usize) -> bool {
        let hung = note.checked_sub(1).and_then(|index| self.hung.get_mut(index));
        hung.is_some_and(|hung| !std::mem::replace(hung, true))
    }
}
