//! What other programs read out of the exports is what the meeting knows.

mod calendar;

use std::io::{Cursor, Read as _};

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::DateTime;
use icalendar::{Calendar, Component, Event};
use proptest::prelude::*;

use super::{Table, csv, ics, xlsx};
use crate::domain::{Count, Detail, Meeting, MemberId, Person, VoteDoubt, Weight};
use crate::journal::Journal;
use crate::line;
use crate::text::Lang;

fn played(script: &str) -> Meeting {
    let mut journal = Journal::default();
    for line in script.lines().map(str::trim) {
        for order in line::parse(line, journal.meeting()).expect(line) {
            let entry = journal.consider(order, DateTime::UNIX_EPOCH.fixed_offset()).expect(line);
            journal.push(entry);
        }
    }
    journal.meeting().clone()
}

const CELL: &str = r#"triệu tập "Chi bộ Thôn Bình Minh" thể thức party-cell ngày 8/11/2026
    đảng viên "Nguyễn Văn Thành" chức vụ "Bí thư chi bộ" diện chính thức
    đảng viên "Trần Thị Mai" diện chính thức
    đảng viên "Lê Quang Đạt" diện chính thức
    đảng viên "Vũ Ngọc Lan"
    địa điểm Nhà văn hoá thôn
    có mặt Thành Lan
    đến muộn Mai 14:05
    vắng Đạt có lý do "ốm"
    khai mạc 14:00
    kết luận Hoàn thành đường thôn
    giao 1 cho Mai hạn 30/11/2026
    kết luận Thu đủ quỹ
    giao 2 hạn "trước kỳ họp tới"
    kết luận Không giao ai
    biểu quyết 1 đồng ý 2 không đồng ý 0 bằng giơ tay
    biểu quyết 2 thông qua
    kỳ họp sau 8/12/2026 14h30, Phòng họp tầng 2"#;

const SOCIETY: &str = r#"convene "Larkfield Society" rules society date 2026-11-08
    member "Ann Reed" class official
    member "Ben Cole" class official
    member "Cara Nair" class official
    present all
    open 14:00
    election "Two auditors" seats 2 candidates "Ann Reed" "Ben Cole" "Cara Nair"
    vote 1 Reed 3 Cole 1 Nair 0 returned 3
    conclude Paint the hall
    task 2 owner Cole due 2026-12-01
    vote 2 yes 1 no 2
    conclude Hang the lamps
    task 3 owner Cole due 2026-12-02"#;

fn records(meeting: &Meeting, table: Table, lang: Lang) -> Vec<Vec<String>> {
    let bytes = csv(meeting, table, lang).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cell of a row under a head.
#[track_caller]
fn cell<'a>(records: &'a [Vec<String>], row: usize, head: &str) -> &'a str {
    let column = records[0].iter().position(|one| one == head).expect(head);
    &records[row][column]
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap()
}

fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    calendar.events().cloned().collect()
}

#[test]
fn the_roll_tells_what_is_known_and_no_more() {
    let mut meeting = played(CELL);
    meeting.members[3].attendance.marks.clear();
    let records = records(&meeting, Table::Roll, Lang::Vi);
    assert_eq!(records.len(), 5);
    assert_eq!(cell(&records, 1, "Họ và tên"), "Nguyễn Văn Thành");
    assert_eq!(cell(&records, 1, "Điểm danh"), "có mặt");
    assert_eq!(cell(&records, 2, "Đến muộn lúc"), "14:05");
    assert_eq!(cell(&records, 3, "Lý do vắng"), "ốm");
    assert_eq!(cell(&records, 4, "STT"), "4");
    assert_eq!(cell(&records, 4, "Diện"), "");
    assert_eq!(cell(&records, 4, "Điểm danh"), "chưa gọi");
    assert_eq!(cell(&records, 4, "Số cổ phần, số phiếu"), "");
}

#[test]
fn corrected_marks_leave_no_times() {
    let meeting = played(
        r#"convene "Larkfield Council" rules board date 2026-11-08
        member "Ann Reed" class official
        member "Ben Cole" class official
        present all
        open 14:00
        late Reed 14:05
        late Reed 14:07
        left Reed 15:00
        late Cole 14:10
        absent Cole excused "ill""#,
    );
    let records = records(&meeting, Table::Roll, Lang::En);
    assert_eq!(cell(&records, 1, "Came in at"), "14:07");
    assert_eq!(cell(&records, 1, "Left at"), "15:00");
    assert_eq!(cell(&records, 2, "Came in at"), "");
    assert_eq!(cell(&records, 2, "Reason of absence"), "ill");
}

#[test]
fn numbers_nobody_said_are_empty() {
    let records = records(&played(CELL), Table::Votes, Lang::Vi);
    assert_eq!(records.len(), 3);
    assert_eq!(cell(&records, 1, "Hình thức"), "giơ tay");
    assert_eq!(cell(&records, 1, "Tính theo"), "số người");
    assert_eq!(cell(&records, 1, "Đồng ý"), "2");
    assert_eq!(cell(&records, 1, "Không đồng ý"), "0");
    // A class is unknown, and so is the base.
    assert_eq!(cell(&records, 1, "Cơ số"), "");
    for head in ["Hình thức", "Tính theo", "Đồng ý", "Không đồng ý", "Cơ số", "Số phiếu cần"]
    {
        assert_eq!(cell(&records, 2, head), "", "{head}");
    }
    assert!(cell(&records, 2, "Kết quả").contains("không nêu số phiếu"));
}

#[test]
fn a_ballot_has_a_row_for_each_choice() {
    let records = records(&played(SOCIETY), Table::Votes, Lang::En);
    assert_eq!(records.len(), 6);
    assert_eq!(cell(&records, 1, "For"), "");
    assert_eq!(cell(&records, 1, "Base"), "3");
    let choices: Vec<[&str; 3]> = (2..5)
        .map(|row| ["Choice", "Votes of the choice", "Result"].map(|h| cell(&records, row, h)))
        .collect();
    assert_eq!(
        choices,
        [["Ann Reed", "3", "elected"], ["Ben Cole", "1", ""], ["Cara Nair", "0", ""]]
    );
    assert_eq!(cell(&records, 5, "Against"), "2");
    assert_eq!(cell(&records, 5, "Needed"), "2");
    assert_eq!(cell(&records, 5, "Threshold"), "more than 1/2");
}

#[test]
fn shares_are_counted_as_shares() {
    let meeting = played(
        r#"convene "Sample Ltd" rules shareholders date 2022-06-08
        member "Ann Reed" class official
        member "Ben Cole" class official
        shares Reed 3333
        shares Cole 1697
        present all
        open 9:00
        conclude Pay a dividend
        vote 1 yes 1 no 1 shares yes 3333 no 1697"#,
    );
    let records = records(&meeting, Table::Votes, Lang::En);
    assert_eq!(cell(&records, 1, "Counted by"), "weight");
    assert_eq!(cell(&records, 1, "For"), "3333");
    assert_eq!(cell(&records, 1, "Base"), "5030");
}

#[test]
fn tasks_have_days_that_sort_or_the_words() {
    let records = records(&played(CELL), Table::Tasks, Lang::Vi);
    assert_eq!(records.len(), 3, "what is given to nobody is no task");
    assert_eq!(records[1][1..4], ["Hoàn thành đường thôn", "Trần Thị Mai", "2026-11-30"]);
    assert_eq!(records[2][2..], ["", "trước kỳ họp tới", "thông qua"]);
}

#[test]
fn no_cell_of_a_table_is_run_as_a_formula() {
    let mut meeting = played(CELL);
    let hostile = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\r\n=1",
        "  =1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\u{200b}=1",
        "\u{feff}=1",
        "\u{202e}=1",
        "\0=1",
    ];
    for text in hostile {
        text.clone_into(&mut meeting.members[0].name);
        let records = records(&meeting, Table::Roll, Lang::Vi);
        let name = cell(&records, 1, "Họ và tên");
        assert!(name.starts_with('\''), "{text:?} became {name:?}");
        let sheet = sheet(&xlsx(&meeting, Lang::Vi).unwrap(), "Điểm danh");
        let told = sheet.get_value((1, 1)).unwrap();
        assert!(told.is_string() && !told.to_string().starts_with('\''), "{told:?}");
    }
    for text in ["Trung = An", "1-2", "a@b"] {
        text.clone_into(&mut meeting.members[0].name);
        assert_eq!(cell(&records(&meeting, Table::Roll, Lang::Vi), 1, "Họ và tên"), text);
    }
}

#[test]
fn quotes_line_feeds_and_turned_writing_do_no_harm() {
    let mut meeting = played(CELL);
    meeting.conclusions[0].text = "a \"b\", c;\r\nd\u{202e}e\u{2066}\u{7}\u{9b}f\tg".into();
    let text = String::from_utf8(csv(&meeting, Table::Tasks, Lang::Vi).unwrap()).unwrap();
    assert!(text.contains("\r\n1,\"a \"\"b\"\", c;\ndef g\","), "{text:?}");
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches("\r\n").count(), 3);
    let bytes = xlsx(&meeting, Lang::Vi).unwrap();
    let tasks = sheet(&bytes, "Nhiệm vụ");
    assert_eq!(tasks.get_value((1, 1)).unwrap(), &Data::String("a \"b\", c;\ndef g".into()));
}

#[test]
fn a_workbook_has_every_table_with_numbers_as_numbers() {
    let (vi, en) = (played(CELL), played(SOCIETY));
    for (meeting, lang) in [(&vi, Lang::Vi), (&en, Lang::En)] {
        let bytes = xlsx(meeting, lang).unwrap();
        let book = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        assert_eq!(book.sheet_names(), Table::ALL.map(|table| lang.table(table)));
        for table in Table::ALL {
            let (sheet, records) =
                (sheet(&bytes, &lang.table(table)), records(meeting, table, lang));
            for (line, record) in (0..).zip(&records) {
                for (column, text) in (0..).zip(record) {
                    let told = sheet.get_value((line, column)).unwrap_or(&Data::Empty);
                    match text.parse::<u32>() {
                        Ok(number) => assert_eq!(told, &Data::Float(number.into())),
                        // A day is a day, which a spreadsheet counts with.
                        Err(_) if text.parse::<chrono::NaiveDate>().is_ok() => {
                            let Data::DateTime(day) = told else { panic!("{told:?}") };
                            let (year, month, day, ..) = day.to_ymd_hms_milli();
                            assert_eq!(&format!("{year}-{month:02}-{day:02}"), text);
                        }
                        Err(_) => assert_eq!(&told.to_string(), text),
                    }
                }
            }
        }
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_with_a_remark() {
    let mut meeting = played(CELL);
    meeting.conclusions[0].text = "ệ𝄞".repeat(20_000);
    let tasks = sheet(&xlsx(&meeting, Lang::Vi).unwrap(), "Nhiệm vụ");
    let text = tasks.get_value((1, 1)).unwrap().to_string();
    assert!(text.ends_with("… (cắt bớt; đủ trong tệp CSV)"));
    assert!((32_760..=32_767).contains(&text.encode_utf16().count()));
    let records = records(&meeting, Table::Tasks, Lang::Vi);
    assert_eq!(records[1][1], meeting.conclusions[0].text);
}

#[test]
fn numbers_a_spreadsheet_would_round_are_texts() {
    let mut meeting = played(CELL);
    meeting.members[0].weight = Some(Weight::whole(999_999_999_999_999));
    meeting.members[1].weight = Some(Weight::whole(u64::MAX));
    let roll = sheet(&xlsx(&meeting, Lang::Vi).unwrap(), "Điểm danh");
    assert_eq!(roll.get_value((1, 9)).unwrap(), &Data::Float(999_999_999_999_999.0));
    assert_eq!(roll.get_value((2, 9)).unwrap(), &Data::String(u64::MAX.to_string()));
}

#[test]
fn an_empty_meeting_has_heads_alone() {
    let meeting = Meeting::default();
    for table in Table::ALL {
        assert_eq!(records(&meeting, table, Lang::En).len(), 1);
    }
    assert!(xlsx(&meeting, Lang::En).is_ok());
    assert_eq!(ics(&meeting, Lang::En, "0", 1), None);
}

#[test]
fn the_same_meeting_makes_the_same_bytes() {
    let meeting = played(CELL);
    let all = |meeting: &Meeting| {
        let ics = ics(meeting, Lang::Vi, "0198", 1).unwrap();
        (xlsx(meeting, Lang::Vi).unwrap(), csv(meeting, Table::Votes, Lang::Vi).unwrap(), ics)
    };
    let first = all(&meeting);
    // Were a clock asked, the day of today would stand in the properties.
    let mut workbook = zip::ZipArchive::new(Cursor::new(&first.0)).unwrap();
    let mut core = String::new();
    workbook.by_name("docProps/core.xml").unwrap().read_to_string(&mut core).unwrap();
    let day = meeting.date.to_string();
    assert_eq!(core.matches(&format!(">{day}T")).count(), 2, "{core}");
    assert!(first == all(&meeting));
}

#[test]
fn people_who_are_gone_leave_an_empty_name() {
    let mut meeting = played(CELL);
    meeting.conclusions[0].task.owner = Some(Person::Member(MemberId(999)));
    assert_eq!(records(&meeting, Table::Tasks, Lang::Vi)[1][2], "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing in a text gets out of its place in the file.
    #[test]
    fn any_text_comes_back_as_it_went(text in any::<String>(), place in "\\PC{0,300}") {
        let mut meeting = played(CELL);
        meeting.conclusions[0].text.clone_from(&text);
        meeting.body.name = format!("{text}\r\nEND:VEVENT\nX-{text}");
        meeting.details.push((Detail::Place, place));
        let harmless = super::harmless(&text);
        let tasks = records(&meeting, Table::Tasks, Lang::Vi);
        prop_assert_eq!(tasks[1][1].strip_prefix('\'').unwrap_or(&tasks[1][1]),
            harmless.strip_prefix('\'').unwrap_or(&harmless));
        prop_assert!(xlsx(&meeting, Lang::Vi).is_ok());
        let text = ics(&meeting, Lang::Vi, "0198", 1).unwrap();
        prop_assert!(!text.lines().any(|line| line == "X-"));
        prop_assert_eq!(text.matches("\r\nEND:VEVENT\r\n").count(), 2);
        let events = events(&text);
        prop_assert_eq!(events.len(), 2);
        let line = harmless.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(events[1].get_summary().unwrap_or(""), line);
    }
}

#[test]
fn a_result_with_some_numbers_keeps_the_others_empty() {
    let mut meeting = played(SOCIETY);
    meeting.votes[1].count = Count::Unanimous { yes: None };
    let all = records(&meeting, Table::Votes, Lang::En);
    assert_eq!(cell(&all, 5, "For"), "");
    meeting.votes[1].count = Count::Unanimous { yes: Some(3) };
    let all = records(&meeting, Table::Votes, Lang::En);
    assert_eq!((cell(&all, 5, "For"), cell(&all, 5, "Against")), ("3", "0"));
}

#[test]
fn a_vote_on_several_stands_with_each_and_doubts_are_told() {
    let mut meeting = played(SOCIETY);
    let third = meeting.conclusions[2].id;
    meeting.votes[1].more.also.push((third, "Hang all lamps".into()));
    meeting.votes[1].doubts.push(VoteDoubt::ChairMayNot);
    let all = records(&meeting, Table::Votes, Lang::En);
    assert_eq!(all.len(), 7);
    for (row, number, text) in [(5, "2", "Paint the hall"), (6, "3", "Hang all lamps")] {
        assert_eq!((cell(&all, row, "No."), cell(&all, row, "Put to the vote")), (number, text));
        assert_eq!(cell(&all, row, "Against"), "2");
        assert!(cell(&all, row, "Doubts").starts_with("The chair may not vote"));
    }
}
