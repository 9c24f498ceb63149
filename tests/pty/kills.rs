//! SIGKILL while a form is open: what was typed is recorded or typed still, never both and never
//! neither.

use std::time::Duration;

use rustix::process::Signal;

use crate::desk::Desk;
use crate::dice::{Dice, kills};
use crate::keys::{CTRL_C, CTRL_S, ENTER};
use crate::program::Place;

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023\nmục \"Thảo luận\"\n";

/// The heading of the form.
const FORM: &str = " Thêm mục chương trình ";

/// How often a text was recorded.
fn recorded(place: &Place, text: &str) -> usize {
    let said = place.run(&["log", "last"]);
    assert!(said.accepted(), "{said:?}");
    said.out.lines().filter(|line| line.contains(text)).count()
}

fn opened(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/");
    desk
}

#[test]
fn what_is_typed_in_a_form_survives_sigkill() {
    let mut dice = Dice::new("kills with a form open");
    let place = Place::played(MEETING);
    let all = kills();
    let (mut kept, mut last) = (0, String::new());
    for kill in 0..all {
        let mut desk = opened(&place);
        if !last.is_empty() && recorded(&place, &last) == 0 {
            // Not recorded, so it is typed still; and it is not called saved.
            assert!(desk.shows(FORM) && desk.shows(&last), "{}", desk.contents());
            assert!(desk.shows("đang gõ, chưa ghi"), "{}", desk.contents());
            desk.send(CTRL_S);
            desk.wait_gone(FORM);
            desk.wait_for("● đã lưu");
            kept += 1;
        }
        assert!(!desk.shows(FORM), "{}", desk.contents());
        last = format!("Mục số {kill} của ngày");
        desk.send("a");
        desk.wait_for(FORM);
        desk.burst(&last);
        desk.wait_for(&last);
        if dice.luck() {
            desk.burst(CTRL_S);
        }
        std::thread::sleep(Duration::from_micros(u64::try_from(dice.place(25_000)).unwrap()));
        desk.signal(Signal::KILL);
        desk.wait_exit();
        let said = place.run(&["verify"]);
        assert!(said.accepted(), "{said:?}");
    }
    let mut desk = opened(&place);
    if desk.shows(FORM) {
        desk.send(CTRL_S);
        desk.wait_gone(FORM);
        desk.wait_for("● đã lưu");
    }
    desk.send(CTRL_C);
    desk.wait_exit();
    for kill in 0..all {
        assert_eq!(recorded(&place, &format!("Mục số {kill} của")), 1, "kill {kill}");
    }
    println!("{all} kills with a form open, {kept} texts typed still");
}
