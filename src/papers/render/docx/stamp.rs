//! Reading the stamp back out of a file, which may come from anywhere.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::parts::{CUSTOM, STAMP};

/// The most of the properties that is read: more is no file of ours.
const MOST: u64 = 1 << 20;

/// The most of the text that is read.
const MOST_TEXT: u64 = 1 << 28;

/// Every word of a file, its footnotes, and what stands above and below its pages, in order, each behind one space: what stays when
/// another program saves the file. `None` for what is no such file.
#[must_use]
pub fn words_in_docx(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut words = String::new();
    let mut parts: Vec<String> = archive
        .file_names()
        .filter(|name| name.starts_with("word/") && name.ends_with(".xml"))
        .filter(|name| {
            ["/document", "/footnote", "/endnote", "/footer", "/header"]
                .iter()
                .any(|part| name.contains(part))
        })
        .map(String::from)
        .collect();
    parts.sort();
    let mut feet: Vec<String> = Vec::new();
    for part in parts {
        let mut xml = String::new();
        archive.by_name(&part).ok()?.take(MOST_TEXT).read_to_string(&mut xml).ok()?;
        let text = text_in(&xml)?;
        if part.contains("/header") && text.chars().all(|c| c.is_ascii_digit() || c == ' ') {
            // The number of a page, which every program counts anew.
        } else if !part.contains("/footer") && !part.contains("/header") {
            words.push_str(&text);
            words.push(' ');
        } else if !feet.contains(&text) {
            // The feet of the first page and of all others say the same.
            feet.push(text);
        }
    }
    words.push_str(&feet.join(" "));
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text of a part; paragraphs and breaks part words.
fn text_in(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "t" => inside = true,
            Event::End(end) => match end.local_name().as_ref() {
                "t" => inside = false,
                "p" => text.push(' '),
                _ => {}
            },
            Event::Empty(empty) if matches!(empty.local_name().as_ref(), "br" | "tab" | "cr") => {
                text.push(' ');
            }
            Event::Text(part) if inside => text.push_str(&part.xml10_content()),
            Event::CData(part) if inside => text.push_str(&part),
            Event::GeneralRef(reference) if inside => {
                let whole = format!("&{};", &*reference);
                text.push_str(&quick_xml::escape::unescape(&whole).ok()?);
            }
            Event::Eof => return Some(text),
            _ => {}
        }
    }
}

/// What ties a file to the register it came from, if the file says so. Whatever is no such file
/// has no stamp.
#[must_use]
pub fn stamp_in_docx(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    archive.by_name(CUSTOM).ok()?.take(MOST).read_to_string(&mut xml).ok()?;
    in_properties(&xml)
}

/// The text in the property of the stamp's name.
fn in_properties(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut found: Option<String> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if is_stamp(&start) => found = Some(String::new()),
            Event::End(end) if end.local_name().as_ref() == "property" && found.is_some() => {
                return found.map(|stamp| stamp.trim().to_owned());
            }
            Event::Text(text) => {
                if let Some(stamp) = &mut found {
                    stamp.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(stamp) = &mut found {
                    let whole = format!("&{};", &*reference);
                    stamp.push_str(&quick_xml::escape::unescape(&whole).ok()?);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Whether an element starts the property of the stamp.
fn is_stamp(start: &BytesStart) -> bool {
    start.local_name().as_ref() == "property"
        && start.try_get_attribute("name").ok().flatten().is_some_and(|name| *name.value == *STAMP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_word_wrote() {
        let xml = r#"<?xml version="1.0"?><op:Properties xmlns:op="a" xmlns:vt="b">
            <op:property pid="2" name="Other"><vt:lpwstr>no</vt:lpwstr></op:property>
            <op:property pid="3" name="ThukyStamp">
            <vt:lpwstr>a &lt;b&gt; &#x111;</vt:lpwstr></op:property></op:Properties>"#;
        assert_eq!(in_properties(xml).as_deref(), Some("a <b> đ"));
    }

    #[test]
    fn what_is_no_file_of_ours_has_no_stamp() {
        assert_eq!(stamp_in_docx(b""), None);
        assert_eq!(stamp_in_docx(b"PK\x03\x04 and then nothing"), None);
        assert_eq!(in_properties("<a><property name='ThukyStamp'>&evil;</property></a>"), None);
        assert_eq!(in_properties("<property name='ThukyStamp'>"), None);
    }
}
