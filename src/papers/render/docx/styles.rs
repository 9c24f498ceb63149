//! The styles of a paper, one for each role it uses, so that who opens it in Word can change the
//! look of all its headings at once and walk through them.

use std::borrow::Cow;
use std::io;

use super::super::measure::{half_points, twips};
use super::super::shape::id;
use super::xml::Xml;
use crate::papers::{Align, Document, Layout, Role};
use crate::text::Lang;

/// The raised number of a footnote.
pub(super) const FOOTNOTE_REFERENCE: &str = "FootnoteReference";
/// A rule under a line.
pub(super) const RULE: &str = "Rule";
/// What follows a table.
pub(super) const GAP: &str = "Gap";
/// The type of all papers.
pub(super) const FONT: &str = "Times New Roman";

/// The name Word shows; for what Word has a style of its own for, the name it knows it by.
fn name(role: Role) -> Cow<'static, str> {
    let name = match role {
        Role::Heading(depth) => return format!("heading {}", u16::from(depth) + 1).into(),
        Role::Point(depth) => return format!("Point {}", u16::from(depth) + 1).into(),
        Role::Paragraph => "Body Text",
        Role::ColumnHead => "Column Head",
        Role::SignsFor => "Signs For",
        Role::SignsAs => "Signs As",
        Role::RecipientsHead => "Recipients Head",
        Role::Footnote => "footnote text",
        Role::Foot => "footer",
        Role::PageNumber => "header",
        other => return id(other),
    };
    name.into()
}

/// What Word calls a way to place lines.
pub(super) fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Justified => "both",
    }
}

/// The name of a language in files.
pub(super) fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    }
}

/// The part that holds the styles.
pub(super) fn part(document: &Document, roles: &[Role]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new("w:styles", &[super::WORD])?;
    defaults(&mut xml, document)?;
    built_in(&mut xml)?;
    for role in roles {
        of_role(&mut xml, &document.layout, *role)?;
    }
    low(&mut xml, RULE, 60, 40, true)?;
    low(&mut xml, GAP, 20, 0, false)?;
    if !document.notes.is_empty() {
        xml.open("w:style", &[("w:type", "character"), ("w:styleId", FOOTNOTE_REFERENCE)])?;
        xml.val("w:name", "footnote reference")?;
        xml.val("w:basedOn", "DefaultParagraphFont")?;
        xml.open("w:rPr", &[])?;
        xml.val("w:vertAlign", "superscript")?;
        xml.close()?;
        xml.close()?;
    }
    xml.finish()
}

/// Type, language and distances of whatever has no style.
fn defaults(xml: &mut Xml, document: &Document) -> io::Result<()> {
    let language = language(document.lang);
    xml.open("w:docDefaults", &[])?;
    xml.open("w:rPrDefault", &[])?;
    xml.open("w:rPr", &[])?;
    let fonts = [("w:ascii", FONT), ("w:eastAsia", FONT), ("w:hAnsi", FONT), ("w:cs", FONT)];
    xml.leaf("w:rFonts", &fonts)?;
    xml.val("w:sz", document.layout.size)?;
    xml.val("w:szCs", document.layout.size)?;
    let languages = [("w:val", language), ("w:eastAsia", language), ("w:bidi", language)];
    xml.leaf("w:lang", &languages)?;
    xml.close()?;
    xml.close()?;
    xml.open("w:pPrDefault", &[])?;
    xml.open("w:pPr", &[])?;
    xml.leaf("w:widowControl", &[])?;
    let spacing = [("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")];
    xml.leaf("w:spacing", &spacing)?;
    xml.close()?;
    xml.close()?;
    xml.close()
}

/// What Word wants to find in every file.
fn built_in(xml: &mut Xml) -> io::Result<()> {
    let kinds = [
        ("paragraph", "Normal", "Normal"),
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
    ];
    for (kind, id, name) in kinds {
        xml.open("w:style", &[("w:type", kind), ("w:default", "1"), ("w:styleId", id)])?;
        xml.val("w:name", name)?;
        match kind {
            "paragraph" => xml.leaf("w:qFormat", &[])?,
            "character" => xml.val("w:uiPriority", 1)?,
            _ => {
                xml.val("w:uiPriority", 99)?;
                xml.open("w:tblPr", &[])?;
                xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
                xml.open("w:tblCellMar", &[])?;
                for side in ["w:top", "w:left", "w:bottom", "w:right"] {
                    xml.leaf(side, &[("w:w", "0"), ("w:type", "dxa")])?;
                }
                xml.close()?;
                xml.close()?;
            }
        }
        xml.close()?;
    }
    Ok(())
}

/// The style of a role.
fn of_role(xml: &mut Xml, layout: &Layout, role: Role) -> io::Result<()> {
    let id = id(role);
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", &id)])?;
    xml.val("w:name", name(role))?;
    xml.val("w:basedOn", "Normal")?;
    xml.leaf("w:qFormat", &[])?;
    paragraph_look(xml, layout, role)?;
    type_look(xml, layout, role)?;
    xml.close()
}

fn paragraph_look(xml: &mut Xml, layout: &Layout, role: Role) -> io::Result<()> {
    let style = layout.style(role);
    xml.open("w:pPr", &[])?;
    if style.keeps_next {
        xml.leaf("w:keepNext", &[])?;
    }
    // The body keeps its distance whatever stands in it; lines that may hold other sizes, raised
    // numbers or pictures grow with them.
    let exact = matches!(role, Role::Paragraph | Role::Point(_));
    let spacing = [
        ("w:before", &*half_points(style.above).to_string()),
        ("w:after", "0"),
        ("w:line", &*half_points(style.pitch).to_string()),
        ("w:lineRule", if exact { "exact" } else { "atLeast" }),
    ];
    xml.leaf("w:spacing", &spacing)?;
    let (first, rest) = (twips(style.first), twips(style.rest));
    let (kind, by) =
        if first < rest { ("w:hanging", rest - first) } else { ("w:firstLine", first - rest) };
    if first > 0 || rest > 0 {
        xml.leaf("w:ind", &[("w:left", &rest.to_string()), (kind, &by.to_string())])?;
    }
    xml.val("w:jc", justification(style.align))?;
    if let Role::Heading(depth) = role {
        xml.val("w:outlineLvl", depth)?;
    }
    xml.close()
}

fn type_look(xml: &mut Xml, layout: &Layout, role: Role) -> io::Result<()> {
    let style = layout.style(role);
    xml.open("w:rPr", &[])?;
    if style.bold {
        xml.leaf("w:b", &[])?;
        xml.leaf("w:bCs", &[])?;
    }
    if style.italic {
        xml.leaf("w:i", &[])?;
        xml.leaf("w:iCs", &[])?;
    }
    xml.val("w:sz", style.size)?;
    xml.val("w:szCs", style.size)?;
    if style.underlined {
        xml.val("w:u", "single")?;
    }
    xml.close()
}

/// A style for a paragraph without text, as low as can be. What is ruled off stays with what
/// follows.
fn low(xml: &mut Xml, id: &str, line: u16, after: u16, ruled: bool) -> io::Result<()> {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", id)])?;
    xml.val("w:name", id)?;
    xml.val("w:basedOn", "Normal")?;
    xml.open("w:pPr", &[])?;
    if ruled {
        xml.leaf("w:keepNext", &[])?;
        xml.open("w:pBdr", &[])?;
        let look = [("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "auto")];
        xml.leaf("w:bottom", &look)?;
        xml.close()?;
    }
    let (line, after) = (line.to_string(), after.to_string());
    let spacing = [("w:after", &*after), ("w:line", &*line), ("w:lineRule", "exact")];
    xml.leaf("w:spacing", &spacing)?;
    xml.close()?;
    xml.open("w:rPr", &[])?;
    xml.val("w:sz", 2)?;
    xml.val("w:szCs", 2)?;
    xml.close()?;
    xml.close()
}
