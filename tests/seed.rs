//! The seed meeting: everything its report states stands in the minutes, and nothing it does not.

use chrono::DateTime;
use thuky::domain::{Meeting, Missing, doubts_in, missing};
use thuky::journal::Journal;
use thuky::text::Lang;
use thuky::{line, papers};

fn seed() -> Meeting {
    played(include_str!("seed/seed.thuky"))
}

fn played(script: &str) -> Meeting {
    let mut journal = Journal::default();
    for line in script.lines() {
        for order in line::parse(line, journal.meeting()).expect(line) {
            let at = DateTime::UNIX_EPOCH.fixed_offset();
            let entry = journal.consider(order, at).expect(line);
            journal.push(entry);
        }
    }
    journal.meeting().clone()
}

fn minutes(meeting: &Meeting) -> papers::Document {
    let templates = papers::Templates::default();
    let template = templates.of(meeting).expect("every body has a template");
    papers::document(meeting, papers::Paper::whole(papers::PaperKind::Minutes), template, None)
}

/// The minutes on one endless row, so that breaks do not hide words.
fn paper() -> String {
    let plain = papers::plain(&minutes(&seed()), 10_000);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_stated_value_stands_in_the_minutes() {
    let paper = paper();
    for value in [
        "CHI BỘ VĂN PHÒNG",
        "ĐẢNG BỘ KHOA HỌC VÀ CÔNG NGHỆ THANH HOÁ",
        "Thanh Hoá, ngày 08 tháng 11 năm 2023",
        "sinh hoạt chi bộ định kỳ tháng 11 năm 2023",
        "08 đồng chí, đạt tỷ lệ 100%",
        "đồng chí Lê Sỹ Trung - Bí thư chi bộ",
        "đồng chí Hoàng Thị Hạnh - Phó Bí thư chi bộ",
        "đồng chí Lê Hải Quân - UVBTV, Trưởng Ban Tuyên giáo Đảng ủy Khối",
        "đồng chí Nguyễn Duy Bình - Tỉnh uỷ viên, Bí thư Đảng ủy, Giám đốc Sở",
        "đại diện các đồng chí Bí thư chi bộ trực thuộc Đảng bộ Sở",
        "10 quyết định",
        "03 kế hoạch",
        "10 báo cáo",
        "87 công văn",
        "04 thông báo",
        "75/75 TTHC",
        "06 TTHC cung cấp trực tuyến mức độ 3",
        "22 TTHC cung cấp trực tuyến mức độ 4",
        "100% hồ sơ",
        "chưa kịp thời, chưa chuyên nghiệp",
        "Kiến nghị (gửi Đảng ủy): bổ sung thêm biên chế còn thiếu",
        "Kiến nghị (gửi Đảng ủy): sớm có trụ sở mới…",
        "a) Rà soát các chỉ tiêu",
        "đ) Lãnh đạo hoàn thành kế hoạch",
        "13-CTr/ĐUK",
        "05-HD/ĐUK",
        "01-KL/TW ngày 18/5/2021",
        "05-CT/TW ngày 15/5/2016",
        "Nghị quyết Trung ương 4 (khóa XI, XII)",
        "21-KL/TW ngày 25/10/2021",
    ] {
        assert!(paper.contains(value), "{value} is not in:\n{paper}");
    }
}

#[test]
fn the_vote_prints_as_agreed_without_invented_numbers() {
    let paper = paper();
    let (_, vote) = paper.split_once("IV- BIỂU QUYẾT").expect("there is a vote");
    let (vote, _) = vote.split_once("V- ĐÁNH GIÁ").expect("and something after it");
    assert!(vote.contains("chi bộ thống nhất"), "{vote}");
    assert!(!vote.trim_start_matches(" 1.").contains(|c: char| c.is_ascii_digit()), "{vote}");
}

#[test]
fn the_wrong_year_is_kept_and_doubted() {
    let meeting = seed();
    assert!(paper().contains("17/4/20201"));
    assert!(paper().contains("thực hiên"), "spelling is never mended");
    let doubts: Vec<String> = meeting
        .notes
        .iter()
        .flat_map(|note| doubts_in(&note.text, meeting.date))
        .map(|doubt| Lang::Vi.doubt(&doubt))
        .collect();
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    assert!(doubts[0].contains("17/4/20201"));
}

#[test]
fn the_missing_list_names_what_nobody_said() {
    let meeting = seed();
    let missing = missing(&meeting);
    let vote = meeting.conclusions[0].id;
    for expected in [
        Missing::OpeningTime,
        Missing::ClosingTime,
        Missing::Place,
        Missing::Secretary,
        Missing::ClassSplit,
        Missing::Names(6),
        Missing::Counts(vote),
        Missing::Method(vote),
        Missing::Tasks,
    ] {
        assert!(missing.contains(&expected), "{expected:?} is not in {missing:?}");
    }
    assert!(!missing.contains(&Missing::Chair));
}

#[test]
fn the_missing_list_asks_who_the_chair_is_and_whether_a_vote_stands() {
    let before = "convene \"Riverside Board\" rules board date 1970-01-01\nchair Cole\n\
                  member \"Ann Cole\" class official\nmember \"Ben Hughes\" class official\n\
                  present all\nopen 00:00\nconclude Repair the roof\nvote 1 yes 2\n\
                  late Hughes 00:05\n";
    let meeting = played(before);
    let (chair, vote) = (meeting.members[0].id, meeting.conclusions[0].id);
    for expected in [Missing::ChairOnRoll(chair), Missing::Review(vote)] {
        assert!(missing(&meeting).contains(&expected), "{:?}", missing(&meeting));
    }
    let meeting = played(&format!("{before}chair Cole\nrecheck 1 stands\n"));
    for settled in [Missing::ChairOnRoll(chair), Missing::Review(vote)] {
        assert!(!missing(&meeting).contains(&settled), "{:?}", missing(&meeting));
    }
}

#[test]
fn the_minutes_tell_rounds_results_and_what_was_taken_up_again() {
    let meeting = played(
        "convene \"Society\" rules society date 2026-11-08\nmember \"Ann Reed\" class official\n\
         member \"Ben Cole\" class official\nmember \"Cara Nair\" class official\npresent all\n\
         open 14:00\nmotion \"Buy the van\" mover Cole seconder Nair\nvote 1 unanimous\n\
         reconsider 1\nvote 1 no 2\nelection \"Clerk\" candidates \"Ann Reed\" \"Ben Cole\"\n\
         vote 2 Reed 1 Cole 1\nvote 2 Reed 2 Cole 1\nelection \"Two\" seats 2 candidates \"A\" \"B\"\n\
         vote 3 unanimous\nmotion \"For 10\" mover Cole seconder Nair\n\
         amend 4 \"For 12\" mover Reed seconder Nair\nvote 5 unanimous",
    );
    let plain = papers::plain(&minutes(&meeting), 10_000);
    for told in [
        "1. Lost (moved by Ben Cole, seconded by Cara Nair): Buy the van.",
        "Vote (reconsidered later): unanimous",
        "2. RESOLVED: That Ann Reed be elected Clerk.",
        "Vote (round 2): Ann Reed 2",
        "Elected: A, B.",
        "The motion read before: “For 10”",
        "A quorum was present (3 of 3; 2 required).",
    ] {
        assert!(plain.contains(told), "{told} is not in\n{plain}");
    }
}

#[test]
fn unknown_stays_unknown() {
    let paper = paper();
    assert!(paper.contains("chính thức: ……; dự bị: ……"));
    assert!(paper.contains("Khai mạc: …… giờ …… phút"));
    assert!(paper.contains("Kết thúc hồi …… giờ …… phút cùng ngày"));
    assert!(!paper.contains("được đọc lại, chi bộ thông qua"), "nobody said so");
}

#[test]
fn the_minutes_are_as_on_record() {
    let document = minutes(&seed());
    insta::assert_snapshot!("seed_plain", papers::plain(&document, papers::COLUMNS));
    insta::assert_snapshot!("seed_markdown", papers::markdown(&document));
}
