//! Writing XML with the elements always closed in the right order.

use std::fmt::Display;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::super::clean::clean;

/// Names and values of an element's attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// One XML file while it is written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// Starts a file with its root element.
    pub(super) fn new(root: &'static str, attributes: Attributes) -> io::Result<Self> {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new() };
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        xml.writer.write_event(Event::Decl(declaration))?;
        xml.open(root, attributes)?;
        Ok(xml)
    }

    /// Starts an element that has others in it.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.open.push(name);
        Ok(())
    }

    /// Ends the element that was started last.
    pub(super) fn close(&mut self) -> io::Result<()> {
        match self.open.pop() {
            Some(name) => self.writer.write_event(Event::End(BytesEnd::new(name))),
            None => Ok(()),
        }
    }

    /// An element with nothing in it.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element that says one value.
    pub(super) fn val(&mut self, name: &'static str, value: impl Display) -> io::Result<()> {
        self.leaf(name, &[("w:val", &value.to_string())])
    }

    /// An element with nothing but words in it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        words: &str,
    ) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::new(&clean(words))))?;
        self.close()
    }

    /// Ends what is still open and hands the file over.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        while !self.open.is_empty() {
            self.close()?;
        }
        Ok(self.writer.into_inner())
    }
}

fn start(name: &'static str, attributes: Attributes) -> BytesStart<'static> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
