//! The part with the text: the blocks one after another, then the page.

use std::io;

use super::super::measure::twips;
use super::super::shape;
use super::paragraph::Notes;
use super::paragraph::{Body, Look};
use super::parts::{self, Written};
use super::styles;
use super::xml::Xml;
use crate::papers::{Block, Document, Role};

/// Writes the part with the text.
pub(super) fn part(document: &Document) -> io::Result<Written> {
    let mut xml = Xml::new("w:document", &[super::WORD, super::RELATIONS])?;
    xml.open("w:body", &[])?;
    // These stand in other parts, but need their styles too.
    let roles = vec![Role::PageNumber, Role::Foot, Role::Footnote];
    let mut body = Body { document, xml, notes: Notes::of(document), roles };
    for (index, block) in document.blocks.iter().enumerate() {
        let next = |ahead: usize| document.blocks.get(index + ahead);
        // A page that is signed says more than one line.
        let signed = matches!(next(2), Some(Block::Signatures { .. }));
        let keeps = shape::keeps(block, next(1)) || signed;
        body.block(block, keeps)?;
    }
    if document.blocks.is_empty() {
        body.gap(0, false)?;
    }
    body.orphans()?;
    page(&mut body.xml, document)?;
    Ok(Written { xml: body.xml.finish()?, roles: body.roles, notes: body.notes })
}

impl Body<'_> {
    /// Ends a section: what follows begins on a new page and counts its pages anew.
    fn new_copy(&mut self) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.val("w:pStyle", styles::GAP)?;
        page(&mut self.xml, self.document)?;
        self.xml.close()?;
        self.xml.close()
    }

    fn block(&mut self, block: &Block, keeps: bool) -> io::Result<()> {
        let look = |role| Look::of(role).keeping(keeps);
        match block {
            Block::Letterhead { left, right } => self.letterhead(left, right, keeps),
            Block::Title { name, subject } => self.title(name, subject),
            Block::Heading { depth, text } => self.text(look(Role::Heading(*depth)), text),
            Block::Paragraph(text) => self.text(look(Role::Paragraph), text),
            Block::Point { depth, mark, text } => self.point(look(Role::Point(*depth)), mark, text),
            Block::Table { columns, rows } => self.table(columns, rows, keeps),
            Block::Signatures { left, right } => self.signatures(left, right),
            Block::PageBreak => self.new_copy(),
        }
    }
}

/// The page: its size, margins, and what stands above and below the text.
fn page(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let layout = &document.layout;
    xml.open("w:sectPr", &[])?;
    for (kind, id) in [("first", parts::HEADER_FIRST), ("default", parts::HEADER)] {
        xml.leaf("w:headerReference", &[("w:type", kind), ("r:id", id)])?;
    }
    if parts::has_foot(document) {
        for (kind, id) in [("first", parts::FOOTER_FIRST), ("default", parts::FOOTER)] {
            xml.leaf("w:footerReference", &[("w:type", kind), ("r:id", id)])?;
        }
    }
    xml.leaf("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
    let mut margins = vec![("w:gutter", "0".to_owned())];
    let sides = [
        ("w:top", twips(layout.top)),
        ("w:right", twips(layout.right)),
        ("w:bottom", twips(layout.bottom)),
        ("w:left", twips(layout.left)),
        ("w:header", twips(layout.top) / 2),
        ("w:footer", twips(layout.bottom) * 2 / 5),
    ];
    margins.extend(sides.map(|(name, size)| (name, size.to_string())));
    let margins: Vec<_> = margins.iter().map(|(name, size)| (*name, &**size)).collect();
    xml.leaf("w:pgMar", &margins)?;
    if document.blocks.contains(&Block::PageBreak) {
        xml.leaf("w:pgNumType", &[("w:start", "1")])?;
    }
    xml.leaf("w:cols", &[("w:space", "720")])?;
    xml.leaf("w:titlePg", &[])?;
    xml.close()
}
