//! What the settings choose, on the screen: keys of one's own.

use crate::desk::Desk;
use crate::keys::{CTRL_C, ENTER, F7};
use crate::program::Place;

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" thể thức party-cell ngày 8/11/2026\n\
    đảng viên \"Nguyễn Văn An\" diện chính thức\n";

/// A register with a meeting and these settings.
fn with_settings(text: &str) -> Place {
    let place = Place::played(MEETING);
    std::fs::write(place.register().join("settings.toml"), text).unwrap();
    place
}

fn in_the_meeting(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình");
    desk
}

#[test]
fn a_key_of_ones_own_works_and_is_shown_everywhere() {
    let place = with_settings(
        "[keys]\n\"meeting.open-close\" = [\"Ctrl-X\", \"F7\"]\n\"agenda.add\" = \"+\"\n",
    );
    let mut desk = in_the_meeting(&place);
    desk.wait_for("+ thêm mục");
    desk.send("+");
    desk.wait_for(" Thêm mục chương trình ");
    desk.send(CTRL_C);
    // What the row had before is nobody's now.
    desk.send("a");
    desk.wait_for("Phím a không có việc ở đây");
    desk.send("?");
    desk.wait_for("Khung Chương trình");
    desk.send(CTRL_C);
    desk.wait_until("help is closed", |desk| !desk.shows("Khung Chương trình"));
    desk.send("\x18");
    desk.wait_for(" Khai mạc lúc ");
}

#[test]
fn without_function_keys_the_sentences_name_the_keys_there_are() {
    let place = with_settings("[keys]\npreset = \"no-function\"\n");
    let mut desk = in_the_meeting(&place);
    desk.send(F7);
    desk.wait_for("Phím F7 không có việc ở đây; ? để xem các phím.");
    desk.send(":");
    desk.wait_for("┌ Lệnh ");
    desk.send("đọc lại");
    desk.send(ENTER);
    desk.wait_for("Ctrl-X");
    assert!(!desk.shows("F7"), "{}", desk.contents());
}

#[test]
fn keys_that_cannot_be_are_named_with_their_line_and_the_usual_ones_work() {
    for (text, why) in [
        (
            "[keys]\n\n\"agenda.ad\" = \"x\"\n",
            "dòng 3, không dùng được: không có việc nào tên “agenda.ad”; có phải là agenda.add?",
        ),
        (
            "[keys]\n\"agenda.add\" = [\"f\"]\n",
            "dòng 2, không dùng được: f của agenda.add đã là phím của agenda.finish",
        ),
    ] {
        let place = with_settings(text);
        let mut desk = Desk::at(&place);
        desk.wait_until("why", |desk| desk.contents().replace("  ", " ").contains(&why[..20]));
        let told = desk.rows().join(" ");
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(why), "{told}");
        desk.send(ENTER);
        desk.wait_for("Chương trình");
        desk.send("a");
        desk.wait_for(" Thêm mục chương trình ");
    }
}
