//! Every part against the schema: Word refuses what other programs forgive.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::clean::clean;
use super::super::samples::{HOSTILE, empty, every_block, hostile};
use super::{docx, stamp_in_docx};
use crate::papers::{Document, Form};
use crate::text::Lang;

/// In which order the children of an element stand, after ECMA-376, part 1, annex A.
const ORDERS: [(&str, &str); 17] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers \
         pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE \
         autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents \
         suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle \
         rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint \
         noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u \
         effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc \
         tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText \
         vAlign hideMark",
    ),
    ("w:trPr", "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader"),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders \
         lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter \
         docGrid",
    ),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed \
         qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr",
    ),
    ("w:styles", "docDefaults latentStyles style"),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    (
        "w:settings",
        "writeProtection view zoom removePersonalInformation defaultTabStop autoHyphenation \
         evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids \
         themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    ),
    ("w:compat", "doNotExpandShiftReturn compatSetting"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tr", "trPr tc"),
    ("w:pBdr", "top left bottom right between bar"),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    ("w:font", "altName panose1 charset family notTrueType pitch sig"),
];

type Parts = BTreeMap<String, String>;

fn parts(document: &Document) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(docx(document).unwrap())).unwrap();
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut xml = String::new();
        file.read_to_string(&mut xml).unwrap();
        parts.insert(file.name().to_owned(), xml);
    }
    parts
}

fn papers() -> Vec<Document> {
    let mut papers = vec![hostile(), empty(Form::Party, Lang::Vi)];
    for form in [Form::Party, Form::State, Form::Plain] {
        papers.push(every_block(form, Lang::Vi));
    }
    let bare = Document { stamp: None, foot: String::new(), ..empty(Form::Plain, Lang::En) };
    papers.push(bare);
    papers
}

/// Calls with every element's name and attributes, and the names of its children in order.
fn walk(xml: &str, mut each: impl FnMut(&str, &BTreeMap<String, String>, &[String])) {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![(String::new(), BTreeMap::new(), Vec::<String>::new())];
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                open.last_mut().unwrap().2.push(name.clone());
                open.push((name, attributes(tag), Vec::new()));
            }
            Event::Eof => break,
            _ => {}
        }
        if matches!(event, Event::End(_) | Event::Empty(_)) {
            let (name, attributes, children) = open.pop().unwrap();
            each(&name, &attributes, &children);
        }
    }
    assert_eq!(open.len(), 1);
}

fn attributes(tag: &BytesStart) -> BTreeMap<String, String> {
    let pair = |attribute: quick_xml::events::attributes::Attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
        (attribute.key.as_ref().to_owned(), value.into_owned())
    };
    tag.attributes().map(|attribute| pair(attribute.unwrap())).collect()
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    let orders: BTreeMap<&str, Vec<&str>> =
        ORDERS.iter().map(|(name, order)| (*name, order.split_whitespace().collect())).collect();
    for (part, xml) in papers().iter().flat_map(parts) {
        walk(&xml, |name, _, children| {
            let Some(order) = orders.get(name) else { return };
            let places = children.iter().map(|child| {
                let local = child.trim_start_matches("w:");
                let place = order.iter().position(|name| *name == local);
                place.unwrap_or_else(|| panic!("{child} in {name} of {part}"))
            });
            let places: Vec<usize> = places.collect();
            assert!(places.is_sorted(), "{children:?} in {name} of {part}");
        });
    }
}

#[test]
fn bodies_and_cells_end_as_word_wants_them() {
    for xml in papers().iter().map(|paper| parts(paper)["word/document.xml"].clone()) {
        walk(&xml, |name, _, children| match name {
            "w:tc" => {
                assert_eq!(children[0], "w:tcPr");
                assert_eq!(children.last().unwrap(), "w:p");
            }
            "w:body" => {
                assert_eq!(children.last().unwrap(), "w:sectPr");
                // Tables next to each other would be one.
                let tables = children.windows(2).filter(|pair| pair[0] == "w:tbl");
                tables.for_each(|pair| assert_eq!(pair[1], "w:p"));
            }
            "w:tr" => assert!(children.iter().any(|child| child == "w:tc")),
            _ => {}
        });
    }
}

#[test]
fn every_relation_and_every_part_is_known() {
    for parts in papers().iter().map(parts) {
        let mut related = BTreeSet::new();
        walk(&parts["word/_rels/document.xml.rels"], |name, attributes, _| {
            if name == "Relationship" {
                assert!(parts.contains_key(&format!("word/{}", attributes["Target"])));
                assert!(related.insert(attributes["Id"].clone()));
            }
        });
        walk(&parts["_rels/.rels"], |name, attributes, _| {
            assert!(name != "Relationship" || parts.contains_key(&attributes["Target"]));
        });
        let mut typed = BTreeSet::new();
        walk(&parts["[Content_Types].xml"], |name, attributes, _| {
            if name == "Override" {
                assert!(typed.insert(attributes["PartName"].clone()));
            }
        });
        for (name, xml) in &parts {
            let plain = name.starts_with('[') || name.contains("_rels/");
            assert!(plain || typed.contains(&format!("/{name}")), "{name}");
            walk(xml, |_, attributes, _| {
                let asked = attributes.get("r:id");
                assert!(asked.is_none_or(|id| related.contains(id)), "{asked:?} in {name}");
            });
        }
    }
}

#[test]
fn every_style_is_defined_once() {
    for parts in papers().iter().map(parts) {
        let mut defined = BTreeSet::new();
        walk(&parts["word/styles.xml"], |name, attributes, _| {
            if name == "w:style" {
                assert!(defined.insert(attributes["w:styleId"].clone()));
            }
        });
        for xml in parts.values() {
            walk(xml, |name, attributes, _| {
                if ["w:pStyle", "w:rStyle", "w:basedOn"].contains(&name) {
                    assert!(defined.contains(&attributes["w:val"]), "{attributes:?}");
                }
            });
        }
    }
}

#[test]
fn every_footnote_is_asked_for_once() {
    for parts in papers().iter().map(parts) {
        let Some(notes) = parts.get("word/footnotes.xml") else { continue };
        let (mut written, mut asked) = (Vec::new(), Vec::new());
        walk(notes, |name, attributes, _| {
            if name == "w:footnote" && !attributes.contains_key("w:type") {
                written.push(attributes["w:id"].clone());
            }
        });
        walk(&parts["word/document.xml"], |name, attributes, _| {
            if name == "w:footnoteReference" {
                asked.push(attributes["w:id"].clone());
            }
        });
        asked.sort_unstable();
        assert_eq!(written, asked);
    }
}

#[test]
fn head_rows_are_repeated_and_the_end_stays_together() {
    let parts = parts(&every_block(Form::Party, Lang::Vi));
    let text = &parts["word/document.xml"];
    assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
    let end = &text[text.rfind("<w:tbl>").unwrap()..text.rfind("</w:tbl>").unwrap()];
    assert_eq!(end.matches("<w:p>").count(), end.matches("<w:keepNext/>").count());
    assert!(end.contains("<w:cantSplit/>"));
    assert!(parts["word/header2.xml"].contains(" PAGE "));
    assert!(!parts["word/header1.xml"].contains(" PAGE "));
    assert!(text.contains("<w:titlePg/>"));
}

#[test]
fn the_stamp_is_found() {
    let paper = every_block(Form::State, Lang::En);
    assert_eq!(stamp_in_docx(&docx(&paper).unwrap()), paper.stamp);
    assert_eq!(stamp_in_docx(&docx(&hostile()).unwrap()).as_deref(), Some(&*clean(HOSTILE)));
    let bare = Document { stamp: None, ..paper };
    assert_eq!(stamp_in_docx(&docx(&bare).unwrap()), None);
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for paper in papers() {
        assert_eq!(docx(&paper).unwrap(), docx(&paper).unwrap());
    }
}
