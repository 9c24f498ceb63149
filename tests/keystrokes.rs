//! How many keys a fact costs. Each count is the number of keys in the string that is pressed.

mod support {
    pub mod screen;
}

use support::screen::{Screen, now};
use thuky::domain::{Count, Meeting, Presence, Tally, Verdict};
use thuky::journal::Journal;
use thuky::line;
use thuky::text::Lang;

const NAMES: [&str; 8] = [
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Văn Cường",
    "Phạm Thị Dung",
    "Hoàng Văn Giang",
    "Vũ Thị Hà",
    "Bùi Văn Khánh",
    "Đỗ Thị Liên",
];

/// A meeting of today with these names, its roll pane in front.
fn roll(more: &[&str]) -> Screen {
    let mut journal = Journal::default();
    let mut lines = vec![String::from("triệu tập \"Chi bộ Mẫu\" ngày 8/11/2026")];
    lines.extend(NAMES.iter().map(|name| format!("đảng viên \"{name}\" diện chính thức")));
    lines.extend(more.iter().map(ToString::to_string));
    for line in lines {
        for order in line::parse(&line, journal.meeting()).expect("a line") {
            let entry = journal.consider(order, now()).expect("in order");
            journal.push(entry);
        }
    }
    let books = vec![journal.entries().to_vec()];
    Screen::with(Lang::Vi, (80, 24), books).keys("<Enter><Tab>")
}

fn meeting(screen: &Screen) -> &Meeting {
    screen.app.opened.as_ref().expect("a meeting is open").meeting()
}

/// Keys in a string: a name in brackets is one.
fn count(keys: &str) -> usize {
    let named = keys.matches('<').count();
    let inside: usize = keys.split('<').skip(1).map(|part| part.find('>').unwrap_or(0) + 2).sum();
    named + keys.chars().count() - inside
}

#[test]
fn a_called_roll_takes_one_key_a_member() {
    let keys = "<Space>".repeat(8);
    let screen = roll(&[]).keys(&keys);
    assert_eq!(meeting(&screen).turnout().here, 8);
    assert_eq!(count(&keys), 8);
}

#[test]
fn all_present_but_one_take_four_keys_and_the_reason() {
    let (keys, reason) = ("k-<Enter>*", "om");
    let screen = roll(&[]).keys("k-").keys(reason).keys("<Enter>*");
    let turnout = meeting(&screen).turnout();
    assert_eq!((turnout.here, turnout.excused, turnout.uncalled), (7, 1, 0));
    let khanh = meeting(&screen).members.iter().find(|member| member.name.ends_with("Khánh"));
    assert_eq!(khanh.map(thuky::domain::Member::presence), Some(&Presence::Excused("om".into())));
    assert_eq!(count(keys), 4);
}

const READY: [&str; 4] = ["kết luận Sửa đường thôn", "có mặt tất cả", "khai mạc", "mục Thảo luận"];

#[test]
fn a_unanimous_vote_takes_two_keys() {
    let keys = "v<Enter>";
    let screen = roll(&READY).keys("<Tab><Tab>").keys(keys);
    let vote = &meeting(&screen).votes[0];
    assert_eq!(vote.count, Count::Unanimous { yes: Some(8) });
    assert_eq!(vote.verdict, Verdict::Carried);
    assert_eq!(count(keys), 2);
}

#[test]
fn a_split_vote_takes_three_keys_more_than_its_digits() {
    let keys = "v2<Tab>1<Enter>";
    let screen = roll(&READY).keys("<Tab><Tab>").keys(keys);
    let tally = Tally { yes: 5, no: 2, other: 1, ..Tally::default() };
    assert_eq!(meeting(&screen).votes[0].count, Count::Counted(tally));
    assert_eq!(count(keys), 3 + 2);
}

#[test]
fn the_next_item_takes_one_key() {
    let screen = roll(&READY).keys(">");
    assert!(meeting(&screen).running().is_some());
    assert_eq!(count(">"), 1);
}
