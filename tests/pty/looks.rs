//! Sizes, colours and characters of the screen.

use std::collections::BTreeSet;

use crate::desk::{Desk, Start};
use crate::keys::{ENTER, F5, TAB};
use crate::program::Place;

const SCRIPT: &str = include_str!("../seed/seed.thuky");

/// The rows below the head, in which the clock ticks.
fn below_the_head(desk: &Desk) -> Vec<String> {
    desk.rows().into_iter().skip(3).collect()
}

#[test]
fn a_screen_of_any_size_shows_the_same_meeting_again() {
    let place = Place::played(SCRIPT);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Văn phòng");
    desk.send(ENTER);
    desk.wait_for("Chương trình 8/8");
    let before = below_the_head(&desk);
    for (columns, rows) in [(1, 1), (60, 20), (2, 40), (80, 24), (200, 60), (300, 1), (1, 1)] {
        desk.resize(columns, rows);
        if columns >= 60 && rows >= 20 {
            desk.wait_for("Chương trình 8/8");
            desk.wait_for("Thông tin tình hình thời sự");
            desk.wait_for("Chi bộ Văn phòng");
        } else {
            desk.wait_until("the screen's first letter", |desk| desk.contents().starts_with('M'));
        }
    }
    desk.resize(120, 40);
    desk.wait_for("Chương trình 8/8");
    assert_eq!(below_the_head(&desk), before);
}

/// The numbers of all SGR sequences among these bytes.
fn renditions(bytes: &[u8]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for piece in String::from_utf8_lossy(bytes).split("\x1b[").skip(1) {
        let end = piece.find(|c: char| c.is_ascii_alphabetic());
        let Some(("m", numbers)) = end.map(|end| (&piece[end..=end], &piece[..end])) else {
            continue;
        };
        found.extend(numbers.split([';', ':']).map(|number| number.parse().unwrap_or(0)));
    }
    found
}

/// Whether a number of an SGR sequence sets a colour; 39, 49 and 59 take colours away.
fn is_colour(number: u32) -> bool {
    matches!(number, 30..=38 | 40..=48 | 58 | 90..=107)
}

/// Look at the sample: the list, a meeting with its four panes, and the draft.
fn look_around(environment: &[(&str, &str)], arguments: &[&str]) -> (Desk, BTreeSet<char>) {
    let start = Start { size: (120, 40), lang: "en", arguments, environment, script: None };
    let mut desk = Desk::started(&Place::new(), &start);
    let mut seen = BTreeSet::new();
    desk.wait_for("Larkfield Community Council");
    seen.extend(desk.contents().chars());
    desk.send(ENTER);
    desk.wait_for("Playground fence");
    for _ in 0..4 {
        seen.extend(desk.contents().chars());
        desk.send(TAB);
        desk.wait_for("Playground fence");
    }
    desk.send(F5);
    desk.wait_for("Papers: minutes");
    seen.extend(desk.contents().chars());
    (desk, seen)
}

#[test]
fn no_colour_is_sent_where_none_is_wanted() {
    let (plain, _) = look_around(&[("NO_COLOR", "1")], &["demo"]);
    let colours: Vec<u32> = renditions(&plain.sent).into_iter().filter(|n| is_colour(*n)).collect();
    assert!(colours.is_empty(), "{colours:?}");
    // The same way is colourful otherwise, so the check can fail.
    let (coloured, _) = look_around(&[], &["demo"]);
    assert!(renditions(&coloured.sent).into_iter().any(is_colour));
}

#[test]
fn borders_and_marks_are_ascii_where_nothing_else_can_be_shown() {
    let (_, seen) = look_around(&[], &["--ascii", "demo"]);
    let drawn = |c: &char| matches!(c, '\u{2500}'..='\u{27bf}' | '·' | '′' | '–');
    let fine: String = seen.iter().filter(|c| drawn(c)).collect();
    assert_eq!(fine, "", "not ASCII");
    let (_, seen) = look_around(&[], &["demo"]);
    assert!(seen.contains(&'│') && seen.contains(&'✓'));
}

#[test]
fn the_english_sample_works_on_a_screen_of_60_by_20_with_tabs() {
    let start = Start { size: (60, 20), lang: "en", arguments: &["demo"], ..Start::default() };
    let mut desk = Desk::started(&Place::new(), &start);
    desk.wait_for("Larkfield Community");
    desk.send(ENTER);
    let panes = ["Accounts of the half-year", "Margaret Reed", "steel one", "Accept the accounts"];
    for shown in panes {
        desk.wait_for(shown);
        let tabs = " Agenda   Roll call   Notes   Conclusions ";
        desk.wait_until("the tabs", |desk| {
            desk.rows().iter().any(|row| row.contains(tabs.trim_end()))
        });
        desk.send(TAB);
    }
    desk.wait_for(panes[0]);
    desk.send("a");
    desk.wait_for("Add an item");
    desk.send("Thanks to the caretaker\x13");
    desk.wait_for("Thanks to the caretaker");
}

/// Whether this colour of the cube of 256 was chosen for some text.
fn chose(sent: &[u8], index: u32) -> bool {
    let sent = String::from_utf8_lossy(sent);
    ['m', ';'].iter().any(|end| sent.contains(&format!("38;5;{index}{end}")))
}

#[test]
fn the_terminal_is_asked_what_lies_behind_its_text_and_its_answer_is_no_typing() {
    let place = Place::played(SCRIPT);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Văn phòng");
    let question = b"\x1b]11;?";
    assert!(desk.sent.windows(question.len()).any(|bytes| bytes == question));
    // Nobody waits for the answer: until it comes the colours are those for any background.
    assert!(chose(&desk.sent, 32) && !chose(&desk.sent, 25));
    desk.burst("\x1b]11;rgb:ffff/ffff/ffff\x07");
    desk.send("vq");
    desk.wait_for("vq");
    assert!(!desk.shows("rgb") && !desk.shows("11;"), "{}", desk.contents());
    assert!(chose(&desk.sent, 25), "the colours are those for a light background now");
    // An answer in pieces, as a slow line brings it.
    desk.burst("\x1b]11;rgb:0000/");
    desk.burst("0000/0000\x1b\\");
    desk.send("x");
    desk.wait_for("vqx");
    assert!(chose(&desk.sent, 80), "and for a dark one");
}
