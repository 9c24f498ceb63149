//! How many keys a fact costs. Each count is the number of keys in the string that is pressed.

mod support {
    pub mod screen;
}

use support::screen::{Screen, now};
use thuky::domain::{Absence, Count, Meeting, Partial, Presence, Tally, Verdict};
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
    let mut lines = vec![String::from("triệu tập \"Chi bộ Mẫu\" ngày 8/11/2026")];
    lines.extend(NAMES.iter().map(|name| format!("đảng viên \"{name}\" diện chính thức")));
    lines.extend(more.iter().map(ToString::to_string));
    opened(&lines).keys("<Tab>")
}

/// The meeting that these lines make, on the screen.
fn opened(lines: &[String]) -> Screen {
    let mut journal = Journal::default();
    for line in lines {
        for order in line::parse(line, journal.meeting()).expect("a line") {
            let entry = journal.consider(order, now()).expect("in order");
            journal.push(entry);
        }
    }
    let books = vec![journal.entries().to_vec()];
    Screen::with(Lang::Vi, (80, 24), books).keys("<Enter>")
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
    assert_eq!(meeting(&screen).turnout().here, Some(8));
    assert_eq!(count(&keys), 8);
}

#[test]
fn all_present_but_one_take_four_keys_and_the_reason() {
    let (keys, reason) = ("k-<Enter>*", "om");
    let screen = roll(&[]).keys("k-").keys(reason).keys("<Enter>*");
    let turnout = meeting(&screen).turnout();
    assert_eq!((turnout.here, turnout.named_absent, turnout.uncalled), (Some(7), 1, 0));
    let khanh = meeting(&screen).members.iter().find(|member| member.name.ends_with("Khánh"));
    assert_eq!(
        khanh.map(thuky::domain::Member::presence),
        Some(&Presence::Absent(Absence::excused("om")))
    );
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
    let tally = Tally { yes: Some(5), no: Some(2), other: Some(1), ..Tally::NONE };
    assert_eq!(meeting(&screen).votes[0].count, Count::Counted(tally));
    assert_eq!(count(keys), 3 + 2);
}

#[test]
fn the_next_item_takes_one_key() {
    let screen = roll(&READY).keys(">");
    assert!(meeting(&screen).running().is_some());
    assert_eq!(count(">"), 1);
}

/// A council or cell of this many, present but for none, with a question to vote on.
fn many(count: usize, more: &[&str]) -> Screen {
    let mut lines = vec![String::from("triệu tập \"Chi bộ Lớn\" ngày 8/11/2026")];
    lines.extend((0..count).map(|index| {
        let (family, middle, given) = (
            ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Bùi", "Đỗ"][index % 8],
            ["Văn", "Thị", "Đức", "Minh", "Hữu", "Ngọc", "Quang", "Thu"][index / 8 % 8],
            ["An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khánh", "Liên"][index / 64 % 8],
        );
        format!("đảng viên \"{family} {middle} {given}\" diện chính thức")
    }));
    lines.extend(["có mặt tất cả", "khai mạc"].map(String::from));
    lines.extend(more.iter().map(ToString::to_string));
    opened(&lines).keys("<Tab><Tab><Tab>")
}

#[test]
fn a_roll_call_of_nine_takes_twelve_keys() {
    let keys = "vr+++-++.+-<Enter>";
    let screen = many(9, &["kết luận Sửa đường thôn"]).keys(keys);
    let tally = Tally { yes: Some(6), no: Some(2), abstained: Some(1), ..Tally::NONE };
    assert_eq!(meeting(&screen).votes[0].count, Count::Counted(tally));
    assert_eq!(meeting(&screen).votes[0].more.answers.len(), 9);
    assert_eq!(count(keys), 12);
}

/// The fewest keys that find a voter: letters of the name until a digit takes the hit.
fn finding(screen: &Screen, name: &str) -> String {
    let initials: String =
        thuky::text::fold(name).split(' ').filter_map(|word| word.chars().next()).collect();
    let given = thuky::text::fold(name.rsplit(' ').next().unwrap_or(""));
    let opened = screen.app.opened.as_ref().expect("a meeting is open");
    let wanted = opened.meeting().members.iter().find(|member| member.name == name);
    let wanted = wanted.expect("a voter").id;
    let ways = [initials.clone(), given.clone(), format!("{given} ")];
    let mut best: Option<String> = None;
    for way in ways {
        for length in 1..=way.len() {
            let typed = &way[..length];
            let hits = opened.named(typed);
            let Some(place) = hits.iter().position(|hit| *hit == wanted) else { continue };
            let steps = "<Down>".repeat(place.saturating_sub(8));
            let digit =
                if place == 0 || place > 8 { String::new() } else { (place + 1).to_string() };
            let keys = format!("{typed}{steps}{digit}");
            if best.as_ref().is_none_or(|best| count(&keys) < count(best)) {
                best = Some(keys);
            }
        }
    }
    best.expect("everybody can be found")
}

#[test]
fn a_roll_call_of_five_hundred_with_twenty_exceptions_takes_at_most_120_keys() {
    let mut screen = many(500, &["kết luận Sửa đường thôn"]).keys("vr");
    let mut pressed = 2;
    let exceptions: Vec<String> =
        meeting(&screen).members.iter().step_by(25).map(|member| member.name.clone()).collect();
    assert_eq!(exceptions.len(), 20);
    for name in exceptions {
        let keys = finding(&screen, &name) + "-";
        pressed += count(&keys);
        screen = screen.keys(&keys);
    }
    screen = screen.keys("*<Enter>");
    pressed += 2;
    let tally = Tally { yes: Some(480), no: Some(20), ..Tally::NONE };
    assert_eq!(meeting(&screen).votes[0].count, Count::Counted(tally));
    assert!(pressed <= 120, "{pressed} keys");
}

#[test]
fn every_kind_of_vote_has_its_number_of_keys() {
    let question = ["kết luận Sửa đường thôn"];
    // Ballots: 9 handed out, 9 back, 1 invalid, 6 for, 2 against.
    let ballots = "v2<Tab><Tab><Tab>6b9<Tab>9<Tab>1<Enter>";
    let screen = many(9, &question).keys(ballots);
    assert!(meeting(&screen).votes[0].verdict.carried());
    assert_eq!(count(ballots), 13);
    // Carried, one against, no other count.
    let partly = "vt1<Enter>";
    let screen = many(9, &question).keys(partly);
    assert!(matches!(
        meeting(&screen).votes[0].count,
        Count::Partly(Partial { carried: true, .. })
    ));
    assert_eq!(count(partly), 4);
    // Three forms of discipline on one ballot.
    let options = ["phương án \"Kỷ luật\" về việc kỷ luật"];
    let discipline = "v1<Tab>2<Tab>6<Enter>";
    let screen = many(9, &options).keys(discipline);
    assert!(meeting(&screen).votes[0].verdict.carried());
    assert_eq!(count(discipline), 7);
    // One vote for three questions: the others are named by their numbers.
    let three = ["kết luận Một", "kết luận Hai", "kết luận Ba"];
    let together = "va2,3<Enter><Enter>";
    let screen = many(9, &three).keys(together);
    assert_eq!(meeting(&screen).votes[0].more.also.len(), 2);
    assert_eq!(count(together), 7);
}

#[test]
fn a_count_of_159_ballots_with_21_candidates_takes_five_keys_a_ballot_on_the_average() {
    let names: Vec<String> = (1..=21).map(|index| format!("\"Ứng cử {index}\"")).collect();
    let election = format!("bầu cử \"Ban chấp hành\" số lượng 17 ứng cử {}", names.join(" "));
    let mut screen = many(160, &[&election]).keys("ve<Tab>");
    let mut pressed = 3;
    // Voters strike four or five of twenty-one; every fifth ballot is like the one before it.
    let mut state = 7_u64;
    for ballot in 0..159 {
        let keys = if ballot % 5 == 4 {
            String::from("+")
        } else {
            let mut struck: Vec<char> = Vec::new();
            while struck.len() < 4 + usize::from(ballot % 4 == 0) {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let letter = char::from(b'a' + u8::try_from((state >> 33) % 21).unwrap_or(0));
                if !struck.contains(&letter) {
                    struck.push(letter);
                }
            }
            struck.into_iter().collect::<String>() + "<Enter>"
        };
        pressed += count(&keys);
        screen = screen.keys(&keys);
    }
    let sheets = &meeting(&screen).conclusions[0].poll.sheets;
    let papers: u32 = sheets[0].iter().map(|bundle| bundle.copies).sum();
    assert_eq!(papers, 159);
    assert!(pressed <= 159 * 5, "{pressed} keys");
}

#[test]
fn from_the_closing_to_all_papers_takes_three_keys() {
    let lines = ["có mặt tất cả", "khai mạc", "kết luận Họp xong", "biểu quyết 1 thống nhất"];
    let screen = roll(&lines).keys("<F8>a");
    assert!(meeting(&screen).adopted.is_some());
    let keys = "<F7><Enter><Enter>";
    let screen = screen.keys(keys);
    assert!(meeting(&screen).closed.is_some());
    assert_eq!(count(keys), 3);
    // Minutes, resolution and attendance list, each for a word processor and for a printer.
    assert_eq!(screen.asked.len(), 6, "{:?}", screen.asked);
}

#[test]
fn a_missing_fact_is_two_keys_from_the_list() {
    let screen = roll(&[]).keys("<F4><Down>").keys("<Enter>");
    let keys = "<F4><Down><Enter>";
    assert_eq!(count(keys), 3);
    let form = screen.keys("Nhà văn hoá<C-s>");
    let place = meeting(&form).detail(thuky::domain::Detail::Place);
    assert_eq!(place, Some("Nhà văn hoá"), "{}", form.frame());
}

#[test]
fn numbers_and_the_seal_take_a_key_each_and_a_confirmation() {
    let lines = ["có mặt tất cả", "khai mạc", "kết luận Họp xong", "biểu quyết 1 thống nhất"];
    let screen = roll(&lines).keys("<F8>a<F7><Enter>n");
    let number = |screen: &Screen| {
        meeting(screen).detail(thuky::domain::Detail::ResolutionNumber).map(String::from)
    };
    assert_eq!(number(&screen).as_deref(), Some("1"));
    let screen = screen.keys("s");
    assert!(!meeting(&screen).is_sealed(), "it asks first");
    let screen = screen.keys("<Enter>");
    assert!(meeting(&screen).is_sealed());
    assert!(screen.frame().contains("đã niêm phong"), "{}", screen.frame());
    // Undo stops at the seal and says so; a correction is the way on.
    let screen = screen.keys("<Esc><C-z>");
    assert!(meeting(&screen).is_sealed());
    assert!(screen.frame().contains("đính chính"), "{}", screen.frame());
    let screen = screen.keys("<C-e>cGhi nhầm nơi họp<C-s>");
    assert!(meeting(&screen).correcting.is_some(), "{}", screen.frame());
}

#[test]
fn how_a_vote_was_taken_is_said_from_the_missing_list() {
    let lines = ["có mặt tất cả", "khai mạc", "kết luận Họp xong", "biểu quyết 1 thống nhất"];
    let screen = roll(&lines);
    let wanted = thuky::domain::missing(meeting(&screen));
    let id = meeting(&screen).conclusions[0].id;
    let place = wanted.iter().position(|one| *one == thuky::domain::Missing::Method(id));
    let steps = "<Down>".repeat(place.expect("the method is missing"));
    let screen = screen.keys(&format!("<F4>{steps}<Enter><C-s>"));
    let vote = meeting(&screen).vote_on(id).expect("voted");
    assert_eq!(vote.method, Some(thuky::domain::Method::Hand), "{}", screen.frame());
    // Told wrongly, it is told again.
    let screen = screen.keys(":hình thức 1 giơ thẻ<Enter>");
    let vote = meeting(&screen).vote_on(id).expect("voted");
    assert_eq!(vote.method, Some(thuky::domain::Method::Card), "{}", screen.frame());
}
