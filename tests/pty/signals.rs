//! What asks the program to end, to stop for a while, to go on; and a terminal that is taken away.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::desk::{Desk, Start};
use crate::keys::{CTRL_C, ENTER};
use crate::program::Place;

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023\nmục \"Thảo luận\"\n";

fn opened(place: &Place, start: &Start) -> Desk {
    let mut desk = Desk::started(place, start);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/1");
    desk
}

/// Everything recorded is there and sound.
fn assert_kept(place: &Place, words: &str) {
    let said = place.run(&["verify"]);
    assert!(said.accepted() && said.err.is_empty(), "{said:?}");
    assert!(place.run(&["log", "last"]).out.contains(words));
}

#[test]
fn a_signal_that_ends_gives_the_terminal_back_and_keeps_what_was_said() {
    let signals =
        [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)];
    for (signal, status) in signals {
        let place = Place::played(MEETING);
        let mut desk = opened(&place, &Start::default());
        desk.send("aPhần cuối\x13");
        desk.wait_for("Chương trình 0/2");
        desk.send("aĐang gõ dở");
        desk.wait_for("Đang gõ dở");
        desk.signal(signal);
        assert_eq!(desk.wait_exit().exit_code(), status);
        assert!(!desk.screen().alternate_screen() && !desk.screen().bracketed_paste());
        assert!(!desk.screen().hide_cursor(), "the cursor is hidden");
        assert_eq!(desk.contents(), "");
        assert_eq!(desk.settings(), desk.before);
        assert_kept(&place, "Phần cuối");
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_takes_it_again() {
    let place = Place::played(MEETING);
    let mut desk = opened(&place, &Start::default());
    let raw = desk.settings();
    for signal in [Signal::TSTP, Signal::STOP] {
        desk.signal(signal);
        let deadline = Instant::now() + Duration::from_secs(20);
        while !desk.is_stopped() {
            assert!(Instant::now() < deadline, "it does not stop");
            std::thread::sleep(Duration::from_millis(5));
        }
        if signal == Signal::TSTP {
            desk.wait_gone("Chương trình");
            assert!(!desk.screen().alternate_screen());
            assert_eq!(desk.settings(), desk.before);
        }
        // Whatever used the terminal meanwhile left another size behind.
        desk.resize(if signal == Signal::TSTP { 90 } else { 120 }, 30);
        desk.signal(Signal::CONT);
        desk.wait_for("Chương trình 0/1");
        assert!(desk.screen().alternate_screen() && desk.screen().bracketed_paste());
        assert_eq!(desk.settings(), raw);
        desk.send("j");
        desk.send("?");
        desk.wait_for("Esc");
        desk.send("\x1b");
        desk.wait_for("Chương trình 0/1");
    }
    desk.send(CTRL_C);
    assert!(desk.wait_exit().success());
    assert_eq!(desk.settings(), desk.before);
}

#[test]
fn a_program_whose_terminal_is_gone_ends_with_everything_kept() {
    let place = Place::played(MEETING);
    let mut desk = opened(&place, &Start::default());
    desk.send("aPhần cuối\x13");
    desk.wait_for("Chương trình 0/2");
    desk.wait_for("● đã lưu");
    desk.hang_up();
    desk.wait_exit();
    assert_kept(&place, "Phần cuối");
}

/// No signal tells of the hang-up: the program is in a session that the terminal knows nothing of,
/// and the shell above it ignores what the terminal says.
#[test]
fn a_terminal_that_is_gone_is_noticed_without_a_signal() {
    let place = Place::played(MEETING);
    let script = "trap '' HUP; setsid -w \"$@\"; echo $? > status";
    let start = Start { script: Some(script), ..Start::default() };
    let mut desk = opened(&place, &start);
    desk.send("aPhần cuối\x13");
    desk.wait_for("Chương trình 0/2");
    desk.wait_for("● đã lưu");
    desk.hang_up();
    desk.wait_exit();
    assert_eq!(std::fs::read_to_string(place.home().join("status")).unwrap(), "129\n");
    assert_kept(&place, "Phần cuối");
}
