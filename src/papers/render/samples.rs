//! Papers to test the formats with: one of every block, and one that means harm.

use chrono::NaiveDate;

use crate::papers::{
    Align, Block, Column, Document, Form, HeadLine, Layout, Role, Side, Text, UNKNOWN,
};
use crate::text::Lang;

/// What means harm: other languages' syntax, characters no file may hold, turned directions.
pub(super) const HOSTILE: &str = "</w:t></p><script>x('y')</script> & \"q\" ]]> &amp; \u{202E}gnp.exe\u{202C} \
     \u{2067}x\u{2069} \u{1B}[31m\0\u{8} \u{FFFF}\u{85} שלום عربي 🧑🏽‍🚀🇻🇳 \ttab\r\nline <!-- --> {{ }}";

/// A paper of every block.
pub(super) fn every_block(form: Form, lang: Lang) -> Document {
    Document {
        blocks: head().into_iter().chain(body()).collect(),
        notes: strings(&["Báo cáo số 45", "Biểu quyết", "Ghi âm 00:12:31"]),
        ..empty(form, lang)
    }
}

/// A paper with harm in every field.
pub(super) fn hostile() -> Document {
    let long = "Đài".repeat(3_334);
    let big = format!("{HOSTILE} {long}");
    let lines = |role| vec![HeadLine { role, text: HOSTILE.to_owned() }];
    let text = |notes: &[usize]| Text { words: big.clone(), notes: notes.to_vec() };
    let blocks = vec![
        Block::Letterhead { left: lines(Role::Issuer), right: lines(Role::Motto) },
        Block::Letterhead { left: Vec::new(), right: Vec::new() },
        Block::Title { name: HOSTILE.to_owned(), subject: HOSTILE.to_owned() },
        Block::Title { name: String::new(), subject: String::new() },
        Block::Heading { depth: 255, text: HOSTILE.to_owned().into() },
        Block::Paragraph(text(&[2, 1, 2, 99, 0])),
        Block::Point { depth: 255, mark: HOSTILE.to_owned(), text: text(&[1]) },
        Block::Point { depth: 3, mark: String::new(), text: Text::default() },
        Block::Table {
            columns: vec![column(HOSTILE, 0), column("", u16::MAX)],
            rows: vec![vec![big.clone(); 3], Vec::new(), vec![format!("{HOSTILE}\n").repeat(80)]],
        },
        Block::Table { columns: Vec::new(), rows: Vec::new() },
        Block::Signatures {
            left: Side::Recipients { head: HOSTILE.to_owned(), lines: vec![big.clone()] },
            right: Side::Signs { lines: vec![HOSTILE.to_owned(); 3], name: HOSTILE.to_owned() },
        },
        Block::Signatures { left: Side::Empty, right: Side::Empty },
    ];
    Document {
        title: HOSTILE.to_owned(),
        author: HOSTILE.to_owned(),
        foot: HOSTILE.to_owned(),
        stamp: Some(HOSTILE.to_owned()),
        blocks,
        notes: vec![HOSTILE.to_owned(), big],
        ..empty(Form::State, Lang::Vi)
    }
}

/// A paper without blocks.
pub(super) fn empty(form: Form, lang: Lang) -> Document {
    Document {
        lang,
        title: "Biên bản".to_owned(),
        author: "Chi bộ Văn phòng".to_owned(),
        date: NaiveDate::from_ymd_opt(2023, 11, 8).unwrap_or_default(),
        layout: Layout::of(form),
        foot: "Ở cuối trang".to_owned(),
        stamp: Some("thuky:1:7f3a".to_owned()),
        blocks: Vec::new(),
        notes: Vec::new(),
    }
}

fn head() -> Vec<Block> {
    let line = |role, text: &str| HeadLine { role, text: text.to_owned() };
    vec![
        Block::Letterhead {
            left: vec![
                line(Role::Superior, "ĐẢNG BỘ KHOA HỌC VÀ CÔNG NGHỆ THANH HOÁ"),
                line(Role::Issuer, "CHI BỘ VĂN PHÒNG"),
                line(Role::Star, "*"),
                line(Role::Number, "Số 12-BB/CB"),
            ],
            right: vec![
                line(Role::Nation, "ĐẢNG CỘNG SẢN VIỆT NAM"),
                line(Role::Motto, "Độc lập - Tự do - Hạnh phúc"),
                line(Role::Dateline, "Thanh Hoá, ngày 08 tháng 11 năm 2023"),
            ],
        },
        Block::Title {
            name: "BIÊN BẢN".to_owned(), subject: "Hội nghị\nchi bộ".to_owned()
        },
    ]
}

fn body() -> Vec<Block> {
    let point = |depth, mark: &str| Block::Point {
        depth,
        mark: mark.to_owned(),
        text: "Nội dung của điểm này.".into(),
    };
    let heading = |depth| Block::Heading { depth, text: "Đánh giá".into() };
    let noted =
        |notes: &[usize]| Text { words: "Đã biểu quyết.".into(), notes: notes.to_vec() };
    vec![
        heading(0),
        heading(1),
        heading(2),
        Block::Paragraph(UNKNOWN.into()),
        Block::Paragraph(noted(&[1, 2])),
        point(1, "a)"),
        point(2, "-"),
        point(1, "đ)"),
        point(0, "1."),
        Block::Point { depth: 0, mark: "100.".to_owned(), text: noted(&[3]) },
        Block::Table {
            columns: vec![column("TT", 1), column("Việc", 9)],
            rows: vec![strings(&["1", "Gửi thư"]), strings(&["2"])],
        },
        Block::Signatures {
            left: Side::Recipients {
                head: "Nơi nhận:".to_owned(), lines: strings(&["- Lưu."])
            },
            right: Side::Signs {
                lines: strings(&["T/M CHI BỘ", "BÍ THƯ"]),
                name: "Nguyễn Thị Ánh Tuyết".to_owned(),
            },
        },
    ]
}

fn column(head: &str, share: u16) -> Column {
    Column { head: head.to_owned(), align: Align::Centre, share, room: 0 }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
