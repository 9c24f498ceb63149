//! The parts of a file beside the text, and how they hang together.

use std::io;

use super::super::shape;
use super::paragraph::Notes;
use super::styles;
use super::xml::Xml;
use super::{RELATIONS, WORD, notes};
use crate::papers::{Document, Role};

/// The name of the property that holds the stamp.
pub(super) const STAMP: &str = "ThukyStamp";

pub(super) const HEADER_FIRST: &str = "rIdHeaderFirst";
pub(super) const HEADER: &str = "rIdHeader";
pub(super) const FOOTER_FIRST: &str = "rIdFooterFirst";
pub(super) const FOOTER: &str = "rIdFooter";

/// The path of the properties of our own.
pub(super) const CUSTOM: &str = "docProps/custom.xml";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument";

/// A part of a file.
pub(super) struct Part {
    pub(super) path: &'static str,
    /// What is in it.
    kind: String,
    /// What it is to the part that refers to it.
    relation: String,
    id: &'static str,
    pub(super) xml: Vec<u8>,
}

impl Part {
    /// A part the text refers to.
    fn of_text(path: &'static str, name: &str, id: &'static str, xml: Vec<u8>) -> Self {
        let kind = format!("{KIND}.wordprocessingml.{name}+xml");
        Self { path, kind, relation: format!("{OFFICE}/relationships/{name}"), id, xml }
    }

    /// Properties of the whole file.
    fn of_file(
        path: &'static str,
        kind: &str,
        relation: String,
        id: &'static str,
        xml: Vec<u8>,
    ) -> Self {
        Self { path, kind: kind.to_owned(), relation, id, xml }
    }
}

/// Whether something stands at the foot of the pages.
pub(super) fn has_foot(document: &Document) -> bool {
    !document.foot.is_empty()
}

/// The text, and what the other parts have to know of it.
pub(super) struct Written {
    pub(super) xml: Vec<u8>,
    pub(super) roles: Vec<Role>,
    pub(super) notes: Notes,
}

/// All files of the package, those that say what the others are before them.
pub(super) fn all(document: &Document, text: Written) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let beside = beside_text(document, &text)?;
    let whole = of_file(document, text.xml)?;
    let mut files = vec![
        ("[Content_Types].xml", content_types(whole.iter().chain(&beside))?),
        ("_rels/.rels", relations(&whole, "")?),
        ("word/_rels/document.xml.rels", relations(&beside, "word/")?),
    ];
    files.extend(whole.into_iter().chain(beside).map(|part| (part.path, part.xml)));
    Ok(files)
}

fn beside_text(document: &Document, text: &Written) -> io::Result<Vec<Part>> {
    let mut parts = vec![
        Part::of_text(
            "word/styles.xml",
            "styles",
            "rIdStyles",
            styles::part(document, &text.roles)?,
        ),
        Part::of_text("word/settings.xml", "settings", "rIdSettings", settings(document)?),
        Part::of_text("word/fontTable.xml", "fontTable", "rIdFonts", fonts()?),
        Part::of_text("word/header1.xml", "header", HEADER_FIRST, header(false)?),
        Part::of_text("word/header2.xml", "header", HEADER, header(true)?),
    ];
    if has_foot(document) {
        parts.push(Part::of_text("word/footer1.xml", "footer", FOOTER_FIRST, footer(document)?));
        parts.push(Part::of_text("word/footer2.xml", "footer", FOOTER, footer(document)?));
    }
    if !document.notes.is_empty() {
        let xml = notes::part(document, &text.notes)?;
        parts.push(Part::of_text("word/footnotes.xml", "footnotes", "rIdFootnotes", xml));
    }
    Ok(parts)
}

fn of_file(document: &Document, text: Vec<u8>) -> io::Result<Vec<Part>> {
    let relation = |name: &str| format!("{OFFICE}/relationships/{name}");
    let mut parts = vec![
        Part::of_file(
            "word/document.xml",
            &format!("{KIND}.wordprocessingml.document.main+xml"),
            relation("officeDocument"),
            "rIdDocument",
            text,
        ),
        Part::of_file(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "rIdCore",
            core(document)?,
        ),
        Part::of_file(
            "docProps/app.xml",
            &format!("{KIND}.extended-properties+xml"),
            relation("extended-properties"),
            "rIdApp",
            app()?,
        ),
    ];
    if let Some(stamp) = &document.stamp {
        let kind = format!("{KIND}.custom-properties+xml");
        let custom = custom(stamp)?;
        let relation = relation("custom-properties");
        parts.push(Part::of_file(CUSTOM, &kind, relation, "rIdCustom", custom));
    }
    Ok(parts)
}

fn content_types<'a>(parts: impl Iterator<Item = &'a Part>) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))])?;
    let rels = "application/vnd.openxmlformats-package.relationships+xml";
    xml.leaf("Default", &[("Extension", "rels"), ("ContentType", rels)])?;
    xml.leaf("Default", &[("Extension", "xml"), ("ContentType", "application/xml")])?;
    for part in parts {
        let name = format!("/{}", part.path);
        xml.leaf("Override", &[("PartName", &name), ("ContentType", &part.kind)])?;
    }
    xml.finish()
}

fn relations(parts: &[Part], folder: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))])?;
    for part in parts {
        let target = part.path.strip_prefix(folder).unwrap_or(part.path);
        let attributes = [("Id", part.id), ("Type", &part.relation), ("Target", target)];
        xml.leaf("Relationship", &attributes)?;
    }
    xml.finish()
}

/// The page number above the text; on the first page nothing.
fn header(numbered: bool) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("w:hdr", &[WORD, RELATIONS])?;
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.val("w:pStyle", shape::id(Role::PageNumber))?;
    xml.close()?;
    if numbered {
        xml.open("w:fldSimple", &[("w:instr", " PAGE ")])?;
        xml.open("w:r", &[])?;
        xml.element("w:t", &[], "2")?;
    }
    xml.finish()
}

fn footer(document: &Document) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("w:ftr", &[WORD, RELATIONS])?;
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.val("w:pStyle", shape::id(Role::Foot))?;
    xml.close()?;
    super::paragraph::run(&mut xml, &document.foot)?;
    xml.finish()
}

fn settings(document: &Document) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("w:settings", &[WORD])?;
    xml.leaf("w:zoom", &[("w:percent", "100")])?;
    xml.val("w:defaultTabStop", 340)?;
    xml.val("w:characterSpacingControl", "doNotCompress")?;
    if !document.notes.is_empty() {
        xml.open("w:footnotePr", &[])?;
        xml.leaf("w:footnote", &[("w:id", "-1")])?;
        xml.leaf("w:footnote", &[("w:id", "0")])?;
        xml.close()?;
    }
    xml.open("w:compat", &[])?;
    // Lines that end before the margin by themselves are not stretched to it.
    xml.leaf("w:doNotExpandShiftReturn", &[])?;
    // The rules of layout of Word 2013 and later; without it Word opens the file in an old mode.
    let mode = [
        ("w:name", "compatibilityMode"),
        ("w:uri", "http://schemas.microsoft.com/office/word"),
        ("w:val", "15"),
    ];
    xml.leaf("w:compatSetting", &mode)?;
    xml.close()?;
    xml.val("w:themeFontLang", styles::language(document.lang))?;
    xml.val("w:decimalSymbol", ",")?;
    xml.val("w:listSeparator", ";")?;
    xml.finish()
}

/// What to take where the type is missing.
fn fonts() -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("w:fonts", &[WORD])?;
    xml.open("w:font", &[("w:name", styles::FONT)])?;
    xml.val("w:altName", "Liberation Serif")?;
    xml.val("w:panose1", "02020603050405020304")?;
    xml.val("w:charset", "00")?;
    xml.val("w:family", "roman")?;
    xml.val("w:pitch", "variable")?;
    xml.finish()
}

fn core(document: &Document) -> io::Result<Vec<u8>> {
    let space = format!("{PACKAGE}/metadata/core-properties");
    let attributes = [
        ("xmlns:cp", &*space),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut xml = Xml::new("cp:coreProperties", &attributes)?;
    xml.element("dc:title", &[], &document.title)?;
    xml.element("dc:creator", &[], &document.author)?;
    xml.element("dc:language", &[], styles::language(document.lang))?;
    let date = document.date.format("%Y-%m-%dT00:00:00Z").to_string();
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &date)?;
    }
    xml.finish()
}

fn app() -> io::Result<Vec<u8>> {
    let space = format!("{OFFICE}/extended-properties");
    let mut xml = Xml::new("Properties", &[("xmlns", &space)])?;
    xml.element("Application", &[], "Thuky")?;
    xml.finish()
}

fn custom(stamp: &str) -> io::Result<Vec<u8>> {
    let space = format!("{OFFICE}/custom-properties");
    let types = format!("{OFFICE}/docPropsVTypes");
    let mut xml = Xml::new("Properties", &[("xmlns", &space), ("xmlns:vt", &types)])?;
    // The format identifier every property of one's own has, and the first free number.
    let attributes =
        [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", "2"), ("name", STAMP)];
    xml.open("property", &attributes)?;
    xml.element("vt:lpwstr", &[], stamp)?;
    xml.finish()
}
