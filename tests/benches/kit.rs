//! What the benchmarks measure on: meetings of a size.

use chrono::{DateTime, FixedOffset, NaiveDate};
use thuky::journal::Journal;
use thuky::line;

/// A moment of the meeting's day.
pub fn now() -> DateTime<FixedOffset> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    day.and_hms_opt(8, 30, 0).unwrap().and_utc().fixed_offset()
}

/// Take the orders of a line into a journal.
pub fn play(journal: &mut Journal, line: &str) {
    for order in line::parse(line, journal.meeting()).unwrap() {
        let entry = journal.consider(order, now()).unwrap();
        journal.push(entry);
    }
}

/// A meeting in session: so many members on the roll, so many notes in its first item.
pub fn journal(members: usize, notes: usize) -> Journal {
    let mut journal = Journal::default();
    let head = "triệu tập \"Chi bộ Thôn Bình Minh\" thuộc \"Đảng bộ xã Tân Hoà\"";
    play(&mut journal, &format!("{head} thể thức party-cell ngày 22/11/2026"));
    let family = ["Nguyễn Văn", "Trần Thị", "Lê Quang", "Phạm Ngọc", "Hoàng Minh"];
    let given = ["Thành", "Mai", "Đạt", "Ánh", "Đức", "Lan", "Khánh"];
    for (number, (family, given)) in
        (1..=members).zip(family.iter().cycle().zip(given.iter().cycle()))
    {
        let name = format!("\"{family} {given} {number}\" chức vụ \"Tổ {}\"", number % 30);
        play(&mut journal, &format!("đảng viên {name} diện chính thức"));
    }
    play(&mut journal, "mục \"Đánh giá tháng trước, phương hướng tháng tới\" thời lượng 20");
    play(&mut journal, "khai mạc 8:00");
    play(&mut journal, "tiếp");
    for number in 1..=notes {
        play(&mut journal, &format!("ý kiến Điều {number}: làm xong đường thôn trước ngày 30/6."));
    }
    play(&mut journal, "kết luận Hoàn thành đường thôn trong quý; báo cáo kỳ sau.");
    journal
}
