//! Whether a word-processor file may show other words than those that are read from it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The most of a part that is read.
const MOST: u64 = 1 << 24;

/// The part whose text is the paper.
const MAIN: &str = "word/document.xml";

/// What the names of parts begin with that a word processor writes and that show no words of their
/// own, or whose words are compared.
const KNOWN: [&str; 16] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/",
    "word/_rels/",
    "word/document.xml",
    "word/styles",
    "word/stylesWithEffects.xml",
    "word/settings.xml",
    "word/webSettings.xml",
    "word/fontTable.xml",
    "word/numbering.xml",
    "word/theme/",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/footer",
    "word/header",
];

/// Elements that show words, or hide them, without any text that is read.
const TELLING: [&str; 18] = [
    "altChunk",
    "sym",
    "drawing",
    "pict",
    "object",
    "txbxContent",
    "fldSimple",
    "instrText",
    "fldChar",
    "del",
    "ins",
    "moveFrom",
    "moveTo",
    "subDoc",
    "contentPart",
    "control",
    "ruby",
    "AlternateContent",
];

/// Whether `found` has anything that `made`, a file of this program with the same words, has not and
/// that could show other words: another main part, parts or elements that are not compared, or more
/// than is read. Nothing else is known of what it shows.
#[must_use]
pub fn may_show_otherwise(made: &[u8], found: &[u8]) -> bool {
    match (telling_in(made), telling_in(found)) {
        (Some(made), Some(found)) => {
            found.iter().any(|(element, count)| made.get(element).is_none_or(|of| of < count))
        }
        _ => true,
    }
}

/// How often each telling element stands in the parts of a file; `None` if it has parts that are not
/// known, or one that is longer than is read.
fn telling_in(bytes: &[u8]) -> Option<BTreeMap<String, usize>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive.file_names().map(String::from).collect();
    let mut telling = BTreeMap::new();
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        if !KNOWN.iter().any(|known| name.starts_with(known)) {
            return None;
        }
        let mut xml = String::new();
        let part = archive.by_name(name).ok()?;
        part.take(MOST + 1).read_to_string(&mut xml).ok()?;
        if u64::try_from(xml.len()).ok()? > MOST || (name == "_rels/.rels" && !leads_to_main(&xml)?)
        {
            return None;
        }
        if name.starts_with("word/") && !name.contains("/_rels/") {
            count(&xml, &mut telling)?;
        }
    }
    // Two parts of one name leave open which of them is shown.
    let mut once = names.clone();
    once.sort_unstable_by_key(|name| name.to_lowercase());
    once.dedup_by_key(|name| name.to_lowercase());
    (once.len() == names.len() && names.iter().any(|name| name == MAIN)).then_some(telling)
}

/// Whether the one relationship to a main part leads to the part that is read.
fn leads_to_main(xml: &str) -> Option<bool> {
    let mut main = Vec::new();
    each_element(xml, |element| {
        let value = |name: &str| {
            let value = element.try_get_attribute(name).ok().flatten();
            value.map(|value| value.value.to_string()).unwrap_or_default()
        };
        if value("Type").ends_with("/officeDocument") {
            main.push(value("Target").trim_start_matches('/').to_owned());
        }
    })?;
    Some(main == [MAIN])
}

fn count(xml: &str, telling: &mut BTreeMap<String, usize>) -> Option<()> {
    each_element(xml, |element| {
        let name = element.local_name();
        if let Some(name) = TELLING.iter().find(|one| **one == name.as_ref()) {
            *telling.entry((*name).to_owned()).or_default() += 1;
        }
    })
}

fn each_element(xml: &str, mut take: impl FnMut(&BytesStart)) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => take(&start),
            Event::Empty(empty) => take(&empty),
            // What an entity stands for is not looked up.
            Event::DocType(_) => return None,
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}
