//! Keys in bursts, pastes, and where the caret is.

use std::fmt::Write;

use crate::desk::{Desk, Start};
use crate::keys::{CTRL_G, CTRL_N, CTRL_S, DOWN, ENTER, F2, LEFT, TAB};
use crate::program::Place;

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023\nmục \"Thảo luận\"\n";

/// A meeting on the screen, with its form for notes open at the text.
fn at_a_note(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/1");
    desk.send(CTRL_G);
    desk.wait_for(" Ghi ý kiến ");
    desk.send(&ENTER.repeat(3));
    desk.wait_for("▸ Nội dung");
    desk
}

fn keep(desk: &mut Desk) {
    desk.send(CTRL_S);
    desk.wait_gone(" Ghi ý kiến ");
    desk.wait_for("● đã lưu");
}

fn log(place: &Place) -> String {
    let said = place.run(&["log", "last"]);
    assert!(said.accepted(), "{said:?}");
    said.out
}

#[test]
fn a_paste_of_ten_kilobytes_is_kept_to_the_last_letter_in_composed_form() {
    let place = Place::played(MEETING);
    let mut desk = at_a_note(&place);
    // Letters as macOS sends them: the marks are characters of their own.
    let (mut decomposed, mut composed) = (String::new(), String::new());
    for number in 0..400 {
        write!(decomposed, "kiê\u{301}n nghi\u{323} {number} đô\u{300}ng y\u{301}; ").unwrap();
        write!(composed, "kiến nghị {number} đồng ý; ").unwrap();
    }
    assert!(decomposed.len() > 10_000);
    desk.paste(decomposed.trim_end());
    desk.wait_for("nghị 399");
    keep(&mut desk);
    assert!(log(&place).contains(composed.trim_end()), "{}", log(&place));
}

#[test]
fn a_paste_of_any_line_ends_has_the_lines_it_had() {
    let place = Place::played(MEETING);
    let mut desk = at_a_note(&place);
    desk.paste("một\r\nhai\nba\rbốn");
    desk.wait_for("bốn");
    keep(&mut desk);
    assert!(log(&place).contains("một hai ba bốn"), "{}", log(&place));
    let minutes = place.run(&["export", "last", "--format", "json"]);
    assert!(minutes.out.contains("một\\nhai\\nba\\nbốn"), "{minutes:?}");
}

#[test]
fn a_paste_that_no_field_takes_is_named_with_its_size() {
    let place = Place::played(MEETING);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/1");
    desk.paste("trước khi họp");
    desk.wait_for("dài 18 byte không có ô nào nhận");
    desk.send(TAB);
    desk.wait_for("còn lại có mặt");
    desk.paste("Ngọc\nHân\n");
    desk.wait_for("dài 12 byte không có ô nào nhận");
}

#[test]
fn two_escapes_before_an_arrow_are_alt_and_the_arrow() {
    let script = format!("{MEETING}mục \"Bàn việc khác\"\n");
    let place = Place::played(&script);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/2");
    let order = |desk: &Desk| {
        let text = desk.contents();
        text.find("Bàn việc khác").unwrap() < text.find("Thảo luận").unwrap()
    };
    assert!(!order(&desk));
    desk.send(DOWN);
    desk.burst("\x1b\x1b[A");
    desk.wait_until("the other order", order);
}

#[test]
fn controls_in_a_paste_are_shown_as_pictures_and_never_reach_the_terminal() {
    let place = Place::played(MEETING);
    let mut desk = at_a_note(&place);
    let before = desk.sent.len();
    desk.paste("trước\x1b]0;HACK\x07giữa\x1b[31;5mđỏ\x1bc\u{9b}2Jsau\u{202e}hết");
    // The parser of the test shows no replacement characters.
    desk.wait_for("trước␛]0;HACK␇giữa␛[31;5mđỏ␛c2Jsauhết");
    keep(&mut desk);
    let sent = String::from_utf8_lossy(&desk.sent[before..]).into_owned();
    for harmful in ["\x1b]", "\x1b[31;5m", "\x1bc", "\x07", "\u{9b}", "\u{202e}"] {
        assert!(!sent.contains(harmful), "{harmful:?} reached the terminal");
    }
    assert!(log(&place).contains("trước␛]0;HACK␇giữa␛[31;5mđỏ␛c\u{fffd}2Jsau\u{fffd}hết"));
}

#[test]
fn a_paste_of_a_megabyte_is_refused_in_words_and_nothing_typed_is_lost() {
    let place = Place::played(MEETING);
    let mut desk = at_a_note(&place);
    desk.send("gõ trước khi dán");
    desk.wait_for("gõ trước khi dán");
    desk.paste(&"x".repeat(1 << 20));
    desk.wait_for("chưa dán gì");
    desk.send(", và sau đó");
    desk.wait_for("gõ trước khi dán, và sau đó");
    keep(&mut desk);
    assert!(log(&place).contains("gõ trước khi dán, và sau đó"));
    assert!(!log(&place).contains("xxx"));
}

#[test]
fn a_burst_of_six_hundred_keys_is_handled_to_the_last_key() {
    let mut script = String::from(MEETING);
    for number in 1..=700 {
        writeln!(script, "đảng viên \"Hội viên {number}\"").unwrap();
    }
    let place = Place::played(&script);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/1");
    desk.send(TAB);
    desk.wait_for("còn lại có mặt");
    desk.burst(&DOWN.repeat(600));
    desk.wait_for("Hội viên 601");
    desk.send(F2);
    desk.wait_for(" Sửa thông tin ");
    let name = desk.rows().into_iter().skip_while(|row| !row.contains("▸ Họ tên")).nth(1);
    assert!(name.as_deref().is_some_and(|row| row.contains("Hội viên 601")), "{name:?}");
}

/// The text left of the cursor on its row.
fn before_cursor(desk: &Desk) -> String {
    let (column, row) = desk.cursor();
    let text = desk.screen().rows(0, column).nth(usize::from(row)).unwrap();
    // Spaces that were never drawn are no cells to the parser.
    format!("{text:<width$}", width = usize::from(column))
}

#[test]
fn the_cursor_of_the_terminal_is_at_the_caret_while_vietnamese_is_typed() {
    let place = Place::new();
    let mut desk = Desk::at(&place);
    desk.wait_for("Sổ chưa có cuộc họp nào.");
    desk.send(CTRL_N);
    desk.wait_for(" Cuộc họp mới ");
    let mut typed = String::new();
    for letter in "Chi bộ Nguyễn Đức Cảnh".chars() {
        desk.send(&letter.to_string());
        typed.push(letter);
        desk.wait_until(&format!("the caret after {typed}"), |desk| {
            !desk.screen().hide_cursor() && before_cursor(desk).ends_with(&typed)
        });
    }
    // Marks that arrive after their letter join it.
    desk.send(" Thê\u{301}");
    desk.wait_until("the caret after composed letters", |desk| {
        before_cursor(desk).ends_with("Chi bộ Nguyễn Đức Cảnh Thế")
    });
    desk.send(&LEFT.repeat(6));
    desk.wait_until("the caret six letters back", |desk| {
        before_cursor(desk).ends_with("Chi bộ Nguyễn Đức Cả")
    });
}

#[test]
fn keys_typed_ahead_of_the_screen_are_not_lost() {
    let place = Place::played(MEETING);
    let start = Start { size: (80, 24), ..Start::default() };
    let mut desk = Desk::started(&place, &start);
    desk.wait_for("Chi bộ Thôn Đoài");
    // One write holds the whole way into a note, so that no key may be lost between screens
    // that need no disk.
    desk.send(ENTER);
    desk.wait_for("Chương trình");
    desk.burst(&format!("{CTRL_G}Trung{ENTER}{ENTER}{ENTER}nói nhanh{CTRL_S}"));
    desk.wait_for("nói nhanh");
    desk.wait_for("● đã lưu");
    assert!(log(&place).contains("nói nhanh"));
}

/// A terminal that does not mark a paste sends it as keys.
#[test]
fn a_paste_that_is_not_marked_is_text_for_the_field_or_nothing() {
    let place = Place::played(MEETING);
    let mut desk = at_a_note(&place);
    // It comes whole into a field of several rows, and the last line break ends nothing by itself.
    desk.burst("dòng một\rvote 1 carried\r\r\rF7 v7\r");
    desk.wait_for("F7 v7");
    assert!(desk.shows("dòng một") && desk.shows("vote 1 carried"), "{}", desk.contents());
    keep(&mut desk);
    let log = log(&place);
    assert!(log.contains("dòng một vote 1 carried"), "{log}");
    assert_eq!(log.lines().count(), 4, "{log}");
}

#[test]
fn what_comes_behind_a_form_in_one_go_gives_no_order() {
    let place = Place::played(MEETING);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình");
    desk.send("a");
    desk.wait_for(" Thêm mục chương trình ");
    let before = log(&place).lines().count();
    desk.burst(&format!("Mục mới{CTRL_S}aaaddd{ENTER}{ENTER}"));
    desk.wait_for("phím đến liền một lúc");
    desk.wait_for("● đã lưu");
    assert!(!desk.shows(" Thêm mục chương trình "), "{}", desk.contents());
    assert_eq!(log(&place).lines().count(), before + 1);
    // A key on its own works as ever.
    std::thread::sleep(std::time::Duration::from_millis(120));
    desk.send("a");
    desk.wait_for(" Thêm mục chương trình ");
}

#[test]
fn a_name_that_comes_in_one_go_is_found_on_the_roll_and_marks_nobody() {
    let names =
        "đảng viên \"Lê Văn An\" diện chính thức\nđảng viên \"Trần Thị Bình\" diện chính thức\n";
    let place = Place::played(&format!("{MEETING}{names}"));
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình");
    desk.send(TAB);
    desk.wait_for("còn lại có mặt");
    let before = log(&place).lines().count();
    desk.burst("Trần Thị Bình\r*_!");
    desk.wait_for("phím đến liền một lúc");
    // The whole name is what is looked for, and it finds one.
    assert!(desk.shows("Trần Thị Bình"), "{}", desk.contents());
    assert!(!desk.shows("Lê Văn An"), "{}", desk.contents());
    assert_eq!(log(&place).lines().count(), before, "{}", desk.contents());
    std::thread::sleep(std::time::Duration::from_millis(120));
    desk.send(ENTER);
    desk.wait_until("a mark", |_| log(&place).lines().count() > before);
    let last = log(&place);
    assert!(last.lines().last().is_some_and(|line| line.contains("Trần Thị Bình")), "{last}");
}

#[test]
fn a_vote_takes_a_key_of_its_own() {
    let names =
        "đảng viên \"Lê Văn An\" diện chính thức\nđảng viên \"Trần Thị Bình\" diện chính thức\n";
    let session = "có mặt tất cả\nkhai mạc 8:00\nkết luận Sửa đường thôn.\n";
    let place = Place::played(&format!("{MEETING}{names}{session}"));
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình");
    desk.send("\x1b[Z");
    desk.wait_for("v biểu quyết");
    let before = log(&place).lines().count();
    desk.burst("vt\r\r");
    desk.wait_for("phím đến liền một lúc");
    assert_eq!(log(&place).lines().count(), before, "{}", desk.contents());
    std::thread::sleep(std::time::Duration::from_millis(120));
    desk.send(ENTER);
    desk.wait_until("a vote", |_| log(&place).lines().count() > before);
}
