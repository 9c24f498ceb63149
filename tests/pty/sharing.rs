//! Two programs on one register, and what the terminal is like afterwards.

use std::fs;
use std::path::Path;

use crate::desk::Desk;
use crate::keys::{CTRL_C, CTRL_N, ENTER, F7};
use crate::program::Place;

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023\nmục \"Thảo luận\"\n";

/// All ledgers of a register.
fn ledgers(register: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(register.join("ledger")).unwrap().map(Result::unwrap);
    files.map(|file| (file.path().display().to_string(), fs::read(file.path()).unwrap())).collect()
}

/// What a key that would write is answered while another program has the register.
const REFUSED: &str = "không ghi được";

#[test]
fn a_second_program_says_who_has_the_register_shows_it_and_writes_nothing() {
    let place = Place::played(MEETING);
    let mut first = Desk::at(&place);
    first.wait_for("Chi bộ Thôn Đoài");
    let before = ledgers(&place.register());

    let mut second = Desk::at(&place);
    second.wait_for("Sổ đang được mở ở nơi khác");
    assert!(second.shows(&format!("tiến trình {}", first.pid())), "{}", second.contents());
    second.send(ENTER);
    second.wait_for("Chi bộ Thôn Đoài");
    second.wait_for("chỉ đọc");
    second.send(CTRL_N);
    second.wait_for(REFUSED);
    second.send(ENTER);
    second.wait_for("Chương trình 0/1");
    for key in ["a", "F7", ">"] {
        assert!(second.shows("chỉ đọc"), "{}", second.contents());
        second.send(if key == "F7" { F7 } else { key });
        second.wait_for(REFUSED);
        assert!(!second.shows(" Thêm mục chương trình "));
        second.send("\t");
        second.wait_until("no refusal", |desk| !desk.shows(REFUSED));
        second.send("\x1b[Z");
        second.wait_for("bắt đầu / trở lại");
    }
    assert_eq!(ledgers(&place.register()), before);
}

#[test]
fn leaving_gives_the_terminal_back_as_it_was() {
    let place = Place::played(MEETING);
    let mut desk = Desk::at(&place);
    desk.wait_for("Chi bộ Thôn Đoài");
    assert!(desk.settings() != desk.before, "the program never made the terminal raw");
    assert!(desk.screen().alternate_screen() && desk.screen().bracketed_paste());
    desk.send(CTRL_C);
    assert!(desk.wait_exit().success());
    assert!(!desk.screen().alternate_screen(), "still on the alternate screen");
    assert!(!desk.screen().bracketed_paste(), "still bracketing pastes");
    assert!(!desk.screen().hide_cursor(), "the cursor is hidden");
    assert_eq!(desk.contents(), "", "something was left on the shell's screen");
    assert_eq!(desk.settings(), desk.before);
}

#[test]
fn a_ledger_damaged_while_nobody_looked_is_found_named_and_healed() {
    let place = Place::played(MEETING);
    let files = ledgers(&place.register());
    assert_eq!(files.len(), 2, "of the meeting and of the docket");
    for (path, whole) in files {
        let mut bytes = whole.clone();
        bytes[whole.len() / 2] ^= 1;
        fs::write(&path, bytes).unwrap();
        let mut desk = Desk::at(&place);
        let of_docket = path.contains("/docket_");
        let whose = if of_docket { "Sổ theo dõi" } else { "Chi bộ Thôn Đoài, 08/11/2023" };
        desk.wait_for(&format!("{whose}: sổ cái được ghi bù 1 dòng"));
        assert_eq!(fs::read(&path).unwrap(), whole);
        desk.send(CTRL_C);
        assert!(desk.wait_exit().success());
    }
}
