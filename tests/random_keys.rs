//! Whatever is pressed, at whatever size: no panic, nothing lost, and the screen shows the record.

mod support {
    pub mod screen;
}

use proptest::prelude::*;
use support::screen::Screen;
use thuky::app::Msg;
use thuky::journal::Journal;

fn key() -> impl Strategy<Value = String> {
    let named = prop::sample::select(vec![
        "<Enter>",
        "<Tab>",
        "<Esc>",
        "<Up>",
        "<Down>",
        "<Left>",
        "<Right>",
        "<BS>",
        "<Del>",
        "<Home>",
        "<End>",
        "<PgUp>",
        "<PgDn>",
        "<C-g>",
        "<C-k>",
        "<C-n>",
        "<C-z>",
        "<C-y>",
        "<C-s>",
        "<C-e>",
        "<C-p>",
        "<C-j>",
        "<C-w>",
        "<C-u>",
        "<A-Up>",
        "<A-Down>",
        "<A-Enter>",
        "<F1>",
        "<F2>",
        "<F3>",
        "<F4>",
        "<F5>",
        "<F6>",
        "<F7>",
        "<F8>",
        "<F9>",
        "<F10>",
        ">",
        "*",
        "-",
        "+",
        "!",
        "/",
        "=",
        "@",
        "#",
        ":",
        "?",
        "v",
        "a",
        "e",
        "f",
        "s",
        "t",
        "i",
        "c",
        "r",
        "d",
        "m",
        "1",
        "2",
        "9",
        " ",
        "ế",
        "đ",
        "\u{301}",
        "👩‍👩‍👧",
        "日",
    ]);
    let typed = prop::sample::select(vec![
        "tr",
        "hanh 14:05",
        "30/2/2026",
        "có mặt tất cả",
        "biểu quyết 1 thống nhất",
        "vote 1 yes 3",
        "75/75",
        "@Mai x",
        "undo",
    ]);
    prop_oneof![8 => named.prop_map(String::from), 1 => typed.prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_key_panics_and_the_live_meeting_equals_its_replay(
        keys in prop::collection::vec(key(), 1..90),
        sizes in prop::collection::vec((1_u16..140, 1_u16..50), 1..6),
        vietnamese in any::<bool>(),
    ) {
        let mut screen = if vietnamese { Screen::vi(80, 24) } else { Screen::en(80, 24) };
        let every = keys.len().div_ceil(sizes.len()).max(1);
        for (index, key) in keys.iter().enumerate() {
            if index % every == 0 {
                let (columns, rows) = sizes[index / every % sizes.len()];
                screen.resize(columns, rows);
            }
            screen = screen.keys(key);
            screen.frame();
        }
        if let Some(opened) = &screen.app.opened {
            let replayed = Journal::of(opened.journal.entries().to_vec());
            prop_assert_eq!(replayed.meeting(), opened.journal.meeting());
            prop_assert_eq!(screen.kept(), opened.journal.entries());
        }
    }

    #[test]
    fn pasted_text_is_stored_harmless_and_whole(text in "\\PC{0,200}|[\u{0}-\u{9f}]{0,80}") {
        let mut screen = Screen::vi(80, 24).keys("<Enter><C-k>");
        screen.tell(Msg::Paste(text.clone()));
        let screen = screen.keys("<Enter>");
        let meeting = screen.app.opened.as_ref().expect("a meeting is open").meeting();
        let last = &meeting.conclusions.last().expect("the sample has conclusions").text;
        if !thuky::text::clean(&text.replace('\r', "\n")).trim().is_empty() {
            let harmful = |c: char| c.is_control() && c != '\n';
            prop_assert!(!last.contains(harmful), "{last:?}");
            prop_assert_eq!(meeting.conclusions.len(), 3);
        }
        screen.frame();
    }
}

#[test]
fn a_resize_to_one_cell_and_back_shows_the_same() {
    let mut screen = Screen::vi(80, 24).keys("<Enter><Tab>");
    let before = screen.frame();
    screen.resize(1, 1);
    screen.frame();
    screen.resize(80, 24);
    assert_eq!(screen.frame(), before);
}

#[test]
fn what_could_not_be_saved_is_saved_after_reopening() {
    let screen = Screen::vi(80, 24).keys("<Enter>").failing();
    let before = screen.kept().len();
    let screen = screen.keys("><C-k>Còn đây<Enter>");
    assert_eq!(screen.kept().len(), before, "the disk is full");
    let screen = screen.keys("<F5>");
    assert!(screen.app.saving.is_done());
    assert_eq!(screen.kept().len(), before + 2);
    let opened = screen.app.opened.as_ref().expect("the meeting is still open");
    assert_eq!(screen.kept(), opened.journal.entries());
}
