//! Votes called by name, counted ballot by ballot, explained, and tried without a meeting.

use crate::desk::Desk;
use crate::keys::{DOWN, ENTER, F12, TAB};
use crate::program::Place;

const MEETING: &str = "triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023
đảng viên \"Nguyễn Văn An\" diện chính thức
đảng viên \"Trần Thị Bình\" diện chính thức
đảng viên \"Lê Văn Cường\" diện chính thức
có mặt tất cả
khai mạc 14:00
kết luận Sửa đường thôn
bầu cử \"Bầu bí thư\" ứng cử \"Nguyễn Văn An\" \"Trần Thị Bình\"
";

/// The meeting on the screen, its conclusions before the eyes.
fn at_conclusions(place: &Place) -> Desk {
    let mut desk = Desk::at(place);
    desk.wait_for("Chi bộ Thôn Đoài");
    desk.send(ENTER);
    desk.wait_for("Chương trình 0/0");
    desk.send(&TAB.repeat(3));
    desk.wait_for("1. Sửa đường thôn");
    desk
}

#[test]
fn every_answer_of_a_roll_call_is_on_disk_before_the_vote_is_taken() {
    let place = Place::played(MEETING);
    let mut desk = at_conclusions(&place);
    desk.send("vr");
    desk.wait_for("đã trả lời: 0/3");
    desk.send("+-");
    desk.wait_for("đã trả lời: 2/3");
    desk.wait_for("● đã lưu");
    // Killed in the middle, nothing that was called out is lost.
    std::process::Command::new("kill").args(["-9", &desk.pid().to_string()]).status().unwrap();
    desk.wait_exit();
    drop(desk);
    let mut desk = at_conclusions(&place);
    desk.send("vr");
    desk.wait_for("đã trả lời: 2/3");
    desk.send("+");
    desk.wait_for("đã trả lời: 3/3");
    desk.send(ENTER);
    desk.wait_for("Đồng ý 02/03, đạt 66,67%");
    desk.send(F12);
    desk.wait_for("2 × 2 = 4 > 3 = 3 × 1");
}

#[test]
fn ballots_read_out_make_the_count() {
    let place = Place::played(MEETING);
    let mut desk = at_conclusions(&place);
    desk.send(DOWN);
    desk.send("ve");
    desk.wait_for("Kiểm phiếu · Tờ 1");
    desk.send(&format!("a{ENTER}+b{ENTER}"));
    desk.wait_for("đã ghi 3: hợp lệ 3");
    desk.send("\x1b");
    desk.wait_for("so các tờ kiểm phiếu");
    desk.send(ENTER);
    desk.wait_for("trúng cử Nguyễn Văn An");
    desk.wait_for("● đã lưu");
    let log = place.run(&["log", "last"]);
    assert!(log.out.contains("Tờ 1: 1 phiếu 1"), "{log:?}");
}

#[test]
fn a_rule_is_tried_without_a_meeting() {
    let place = Place::new();
    let judged =
        place.run(&["judge", "--entitled", "10", "--present", "9", "--yes", "6", "--no", "3"]);
    assert!(judged.accepted(), "{judged:?}");
    assert!(judged.out.contains("6 × 2 = 12 > 10 = 10 × 1"), "{judged:?}");
    let lost = place.run(&["judge", "--entitled", "10", "--yes", "5", "--json"]);
    assert_eq!(lost.code, Some(1), "{lost:?}");
    let json: serde_json::Value = serde_json::from_str(&lost.out).unwrap();
    assert_eq!((&json["pass"], &json["needed"]), (&false.into(), &6.into()));
    let unknown = place.run(&["judge", "--decision", "naming", "--yes", "5"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    assert!(unknown.err.contains("resolution"), "{unknown:?}");
}

#[test]
fn votes_withheld_from_a_choice_are_tried_without_a_meeting() {
    let place = Place::new();
    let election = ["judge", "--profile", "society", "--decision", "election", "--returned", "13"];
    let elected = place.run(&[&election[..], &["--choice", "Reed=10/3"]].concat());
    assert!(elected.accepted(), "{elected:?}");
    let doubted = place.run(&[&election[..], &["--choice", "Reed=10/4"]].concat());
    assert!(
        doubted.out.contains("10 phiếu và 4 không bầu, nhiều hơn 13 phiếu hợp lệ"),
        "{doubted:?}"
    );
}

#[test]
fn votes_by_post_and_groups_are_tried_without_a_meeting() {
    let place = Place::new();
    let judge = |more: &[&str]| {
        let board = ["judge", "--profile", "works-council", "--entitled", "9"];
        place.run(&[&board[..], &["--present", "5", "--yes", "6", "--no", "1"], more].concat())
    };
    let some = judge(&["--post", "3/0"]);
    assert!(some.accepted() && some.out.contains("trong đó 03 gửi đến"), "{some:?}");
    let more_than_away = judge(&["--post", "6/0"]);
    assert!(
        more_than_away.out.contains("chỉ có 4 người được biểu quyết vắng mặt"),
        "{more_than_away:?}"
    );
    let wrong = judge(&["--post", "6"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    let groups = |voters: &str| {
        let both = ["judge", "--profile", "double-majority", "--entitled", "9"];
        let counts = ["--present", "7", "--group", "founders=3/0", "--group", "members=2/2"];
        place.run(&[&both[..], &counts, &["--voters", voters]].concat())
    };
    let lost = groups("founders=4/3");
    assert_eq!(lost.code, Some(1), "{lost:?}");
    assert!(lost.out.contains("members: đồng ý 02/04, cần 03"), "{lost:?}");
    let too_many = groups("founders=4/2");
    assert!(too_many.out.contains("Tổng 3 phiếu, nhiều hơn 2 người"), "{too_many:?}");
}

#[test]
fn cases_of_a_file_get_a_line_each() {
    let place = Place::new();
    let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/majority.json");
    let said = place.run(&["judge", "--cases", cases]);
    assert!(said.accepted(), "{said:?}");
    assert_eq!(said.out.lines().count(), 71);
    for line in said.out.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        for field in ["id", "pass", "percent", "base", "needed", "surplus", "doubts", "why"] {
            assert!(answer.get(field).is_some(), "{field} is missing: {line}");
        }
    }
    let one = place.feed(
        &["judge", "--cases", "-"],
        r#"{"id": 7, "base": "YN", "threshold": ">1/2", "yes": 3, "no": 2}"#,
    );
    assert!(one.out.contains(r#""pass":true"#), "{one:?}");
    let broken = place.feed(&["judge", "--cases", "-"], "[{");
    assert_eq!(broken.code, Some(2), "{broken:?}");
}

#[test]
fn a_profile_of_the_user_is_read_and_a_bad_one_named_with_its_line() {
    let place = Place::new();
    let folder = place.register().join("profiles");
    std::fs::create_dir_all(&folder).unwrap();
    let own = place.run(&["rules", "society"]).out.replace("\"society\"", "\"our-club\"");
    std::fs::write(folder.join("club.toml"), &own).unwrap();
    std::fs::write(folder.join("bad.toml"), own.replacen("> 1/2", "half", 1)).unwrap();
    let listed = place.run(&["rules"]);
    assert!(listed.out.contains("our-club"), "{listed:?}");
    let line = 1 + own.lines().position(|line| line.contains("> 1/2")).unwrap();
    assert!(listed.err.contains(&format!("dòng {line}: “half”")), "{listed:?}");
    let played =
        place.feed(&["play", "-"], "triệu tập \"Câu lạc bộ\" thể thức our-club ngày 8/11/2026\n");
    assert!(played.accepted(), "{played:?}");
    let bad = folder.join("bad.toml");
    let checked = place.run(&["rules", "--check", bad.to_str().unwrap()]);
    assert_eq!(checked.code, Some(2), "{checked:?}");
}
