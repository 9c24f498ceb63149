//! Footnotes. Word numbers them itself as long as they are asked for in their order; otherwise
//! their numbers are written out, so that they stay those of the other formats.

use std::io;

use super::super::shape;
use super::paragraph::{Body, Look, Notes};
use super::styles::FOOTNOTE_REFERENCE;
use super::xml::Xml;
use crate::papers::{Document, Role};

impl Body<'_> {
    /// The raised numbers at the end of a text.
    pub(super) fn references(&mut self, asked: &[usize]) -> io::Result<()> {
        for (index, note) in shape::notes(self.document, asked).into_iter().enumerate() {
            let number = note.to_string();
            let first = self.notes.hang(note);
            raised(&mut self.xml)?;
            if index > 0 {
                // Or 1 and 2 would read as 12.
                self.xml.element("w:t", &[("xml:space", "preserve")], "\u{A0}")?;
            }
            if first && self.notes.automatic {
                self.xml.leaf("w:footnoteReference", &[("w:id", &number)])?;
            } else {
                // Word takes a footnote only once: what asks for it again is a mere number.
                let own_mark = [("w:customMarkFollows", "1"), ("w:id", &number)];
                if first {
                    self.xml.leaf("w:footnoteReference", &own_mark)?;
                }
                self.xml.element("w:t", &[], &number)?;
            }
            self.xml.close()?;
        }
        Ok(())
    }

    /// Footnotes nothing asks for are not lost: they stand at the end.
    pub(super) fn orphans(&mut self) -> io::Result<()> {
        let notes = self.document.notes.iter().enumerate();
        let orphans: Vec<_> = notes.filter(|(index, _)| !self.notes.hung[*index]).collect();
        for (index, words) in orphans {
            self.line(Look::of(Role::Footnote), &format!("{} {words}", index + 1))?;
        }
        Ok(())
    }
}

/// The part that holds the footnotes: the two lines Word asks for, then those asked for.
pub(super) fn part(document: &Document, notes: &Notes) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("w:footnotes", &[super::WORD, super::RELATIONS])?;
    separator(&mut xml, "separator", "-1", "w:separator")?;
    separator(&mut xml, "continuationSeparator", "0", "w:continuationSeparator")?;
    for (index, words) in document.notes.iter().enumerate() {
        if !notes.hung.get(index).is_some_and(|hung| *hung) {
            continue;
        }
        let number = (index + 1).to_string();
        xml.open("w:footnote", &[("w:id", &number)])?;
        xml.open("w:p", &[])?;
        xml.open("w:pPr", &[])?;
        xml.val("w:pStyle", shape::id(Role::Footnote))?;
        xml.close()?;
        raised(&mut xml)?;
        if notes.automatic {
            xml.leaf("w:footnoteRef", &[])?;
        } else {
            xml.element("w:t", &[], &number)?;
        }
        xml.close()?;
        super::paragraph::run(&mut xml, &format!(" {words}"))?;
        xml.close()?;
        xml.close()?;
    }
    xml.finish()
}

/// Starts a run of raised text.
fn raised(xml: &mut Xml) -> io::Result<()> {
    xml.open("w:r", &[])?;
    xml.open("w:rPr", &[])?;
    xml.val("w:rStyle", FOOTNOTE_REFERENCE)?;
    xml.close()
}

fn separator(xml: &mut Xml, kind: &str, id: &str, line: &'static str) -> io::Result<()> {
    xml.open("w:footnote", &[("w:type", kind), ("w:id", id)])?;
    xml.open("w:p", &[])?;
    xml.open("w:r", &[])?;
    xml.leaf(line, &[])?;
    xml.close()?;
    xml.close()?;
    xml.close()
}
