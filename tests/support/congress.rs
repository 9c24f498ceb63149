//! A large meeting, for papers of many pages.

use thuky::journal::Journal;
use thuky::line;

/// A congress with this many delegates by name and this many votes taken.
pub fn congress(delegates: usize, votes: usize) -> Journal {
    let mut journal = Journal::default();
    let mut lines = vec![String::from(
        "triệu tập \"Đại hội đại biểu Đảng bộ xã Mẫu\" thuộc \"Đảng bộ tỉnh Mẫu\" thể thức party-congress loại đại hội ngày 20/8/2026",
    )];
    let member =
        |number| format!("đảng viên \"Đại biểu {number}\" chức vụ \"Đảng viên\" diện chính thức");
    lines.extend((1..=delegates).map(member));
    lines.extend(
        ["có mặt tất cả", "mục \"Nội dung\"", "khai mạc 8:00", "tiếp 8:01"].map(String::from),
    );
    for number in 1..=votes {
        lines.push(format!("ý kiến @1 nhất trí với nội dung {number}, đề nghị làm rõ tiến độ, nguồn lực và người chịu trách nhiệm"));
        lines.push(format!("kết luận Thông qua nội dung {number} của báo cáo chính trị, giao Ban Chấp hành khoá mới cụ thể hoá trong chương trình hành động toàn khoá"));
        lines.push(format!("biểu quyết {number} không đồng ý {number} bằng giơ thẻ"));
    }
    for line in lines {
        let orders = line::parse(&line, journal.meeting()).expect(&line);
        for order in orders {
            let at = chrono::DateTime::UNIX_EPOCH.fixed_offset();
            let entry = journal.consider(order, at).expect(&line);
            journal.push(entry);
        }
    }
    journal
}
