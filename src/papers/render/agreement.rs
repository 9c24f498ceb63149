//! The formats say the same: every word, in the same order.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::samples::{HOSTILE, empty, every_block, hostile};
use super::{clean::clean, docx::docx, html::html};
use crate::papers::{Block, Document, Form};
use crate::text::Lang;

/// The words of a paper in Word, with the footnotes and the foot after the text.
fn words_of_docx(document: &Document) -> Vec<String> {
    let bytes = docx(document).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut words = String::new();
    for part in ["word/document.xml", "word/footnotes.xml", "word/footer2.xml"] {
        let mut xml = String::new();
        if let Ok(mut file) = archive.by_name(part) {
            file.read_to_string(&mut xml).unwrap();
        }
        words.push_str(&plain(&xml));
        words.push('\n');
    }
    words.split_whitespace().map(str::to_owned).collect()
}

/// The words of a paper as a web page.
fn words_of_html(document: &Document) -> Vec<String> {
    let page = html(document);
    let body = &page[page.find("<body>").unwrap()..];
    plain(body).split_whitespace().map(str::to_owned).collect()
}

/// The text of XML, or of HTML as plain as ours.
fn plain(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    // Elements of HTML that have no end, and the ends of what was cut off before the body.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut text = String::new();
    let mut counted: HashMap<String, usize> = HashMap::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return text,
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(part) => {
                text.push_str(&quick_xml::escape::unescape(&format!("&{};", &*part)).unwrap());
            }
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                // Word counts by itself, unless the number stands next to it as text.
                name @ ("w:footnoteReference" | "w:footnoteRef")
                    if tag.try_get_attribute("w:customMarkFollows").unwrap().is_none() =>
                {
                    let count = counted.entry(name.to_owned()).or_default();
                    *count += 1;
                    text.push_str(&count.to_string());
                }
                "w:br" | "br" | "w:tab" => text.push(' '),
                _ => {}
            },
            Event::End(tag) => {
                let name = tag.name();
                let inline = ["w:t", "w:r", "w:rPr", "a", "sup", "span"];
                if !inline.contains(&name.as_ref()) {
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
}

#[test]
fn word_and_the_web_say_the_same() {
    for form in [Form::Party, Form::State, Form::Plain] {
        for lang in [Lang::Vi, Lang::En] {
            let paper = every_block(form, lang);
            let words = words_of_docx(&paper);
            assert_eq!(words, words_of_html(&paper));
            assert!(words.len() > 80);
            assert_eq!(words.contains(&"-----".to_owned()), form == Form::Party);
        }
    }
}

#[test]
fn harm_is_said_the_same_too() {
    let paper = hostile();
    let words = words_of_docx(&paper);
    assert_eq!(words, words_of_html(&paper));
    let clean = clean(HOSTILE);
    assert_eq!(words[..3], clean.split_whitespace().take(3).collect::<Vec<_>>());
}

#[test]
fn harm_opens_no_tag_and_leaves_no_mark_of_direction() {
    let page = html(&hostile());
    assert!(!page.contains("<script"));
    assert!(!page.contains("<!--"));
    assert_eq!(page.matches("</style>").count(), 1);
    let forbidden = |character: char| {
        character != '\n'
            && (character.is_control() || ('\u{202A}'..'\u{202F}').contains(&character))
    };
    assert!(!page.contains(forbidden));
    assert!(page.contains("🧑🏽‍🚀🇻🇳"));
}

#[test]
fn footnotes_nothing_asks_for_are_not_lost() {
    let mut paper = empty(Form::Party, Lang::Vi);
    paper.blocks = vec![Block::Paragraph("Đoạn".into())];
    paper.notes = vec!["Mồ côi".to_owned()];
    for words in [words_of_docx(&paper), words_of_html(&paper)] {
        assert_eq!(words[..4], ["Đoạn", "1", "Mồ", "côi"]);
    }
}

#[test]
fn links_of_footnotes_lead_somewhere() {
    for paper in [every_block(Form::Plain, Lang::En), hostile()] {
        let page = html(&paper);
        let links = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links {
            assert_eq!(page.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
        }
    }
}

#[test]
fn points_nest_as_lists() {
    let page = html(&every_block(Form::Plain, Lang::En));
    assert_eq!(page.matches("<ul").count(), page.matches("</ul>").count());
    // One list at depth 1 with one in it, then one at depth 0.
    assert_eq!(page.matches("<ul").count(), 3);
    assert_eq!(page.matches("<li").count(), 5);
}
