//! A secretary holds the seed meeting by keys alone; the script of the same meeting is the judge.

use std::fs;
use std::time::{Duration, Instant};

use thuky::settings::Typing;

use crate::desk::{Desk, Start, key_length};
use crate::keys::{
    BACK_TAB, CTRL_C, CTRL_G, CTRL_K, CTRL_N, CTRL_S, CTRL_U, ENTER, F3, F7, LEFT, TAB,
};
use crate::program::Place;
use crate::telex::{ToneKey, keys_of};

const SCRIPT: &str = include_str!("../seed/seed.thuky");

/// What is said in a note, and of which kind it is: how often the choice is turned.
struct Kind(usize);

const OPINION: Kind = Kind(0);
const REVIEW: Kind = Kind(2);
const SHORTCOMING: Kind = Kind(3);
const PROPOSAL: Kind = Kind(4);
const DIRECTIVE: Kind = Kind(5);
const CITATION: Kind = Kind(6);

/// The presses of the secretary.
struct Secretary {
    desk: Desk,
    /// Facts recorded so far, to wait for each of them.
    facts: usize,
    /// There is no input method: every letter is typed as Telex has it, each key on its own, the tone
    /// by the habit given.
    telex: Option<ToneKey>,
    /// Keys pressed so far.
    keys: usize,
}

impl Secretary {
    /// Press keys; of a text, those that a typist presses for it.
    fn send(&mut self, keys: &str) {
        let Some(tone_key) = self.telex else {
            return self.desk.send(keys);
        };
        let typed = keys_of(Typing::Telex, keys, tone_key);
        let mut rest = typed.as_str();
        while !rest.is_empty() {
            let (key, behind) = rest.split_at(key_length(rest));
            self.desk.burst(key);
            self.keys += 1;
            // No hand is faster, so that each key is one of its own.
            std::thread::sleep(Duration::from_millis(14));
            if key.starts_with(char::is_control) {
                self.desk.wait_answer();
            }
            rest = behind;
        }
    }

    /// Open a form, fill it in, keep it, and see it go.
    fn form(&mut self, open: &str, title: &str, presses: &str) {
        self.send(open);
        self.desk.wait_for(&format!(" {title} "));
        self.send(presses);
        self.desk.wait_gone(&format!(" {title} "));
        self.desk.wait_for("● đã lưu");
        self.facts += 1;
    }

    /// `turn` of the class: the form starts from the class of the member before.
    fn member(&mut self, name: &str, post: &str, turn: &str) {
        self.form(CTRL_N, "Thêm người vào danh sách", &format!("{name}\r{post}\r{turn}\r"));
    }

    /// `turns` of the rank: a superior, or a guest.
    fn guest(&mut self, name: &str, post: &str, turns: usize) {
        let turns = " ".repeat(turns);
        self.form("@", "Thêm đại biểu, khách mời", &format!("{name}\r{post}\r{turns}\r"));
    }

    fn item(&mut self, title: &str, presenter: &str) {
        let presses = format!("{title}\r{presenter}");
        self.form("a", "Thêm mục chương trình", &format!("{presses}{CTRL_S}"));
    }

    fn note(&mut self, Kind(turns): Kind, speaker: &str, to: &str, text: &str) {
        let kind = " ".repeat(turns);
        self.form(CTRL_G, "Ghi ý kiến", &format!("{speaker}\r{kind}\r{to}\r{text}\r"));
    }

    fn indicator(&mut self, figure: &str, label: &str) {
        self.form("i", "Ghi chỉ tiêu", &format!("{figure}\r{label}\r"));
    }

    /// On to the next item, which the agenda then marks.
    fn next(&mut self, title: &str) {
        self.send(">");
        let is_current = |row: &String| row.contains('▶') && row.contains(title);
        self.desk.wait_until(&format!("“▶ … {title}”"), |desk| {
            desk.rows().iter().any(is_current)
        });
    }

    fn press(&mut self, keys: &str, then: &str) {
        self.send(keys);
        self.desk.wait_for(then);
    }
}

fn convene(who: &mut Secretary) {
    who.desk.wait_for("Sổ chưa có cuộc họp nào.");
    who.press(ENTER, " Cuộc họp mới ");
    who.press("Chi bộ Văn phòng\r", "▸ Cấp trên trực tiếp");
    who.press("Đảng bộ Khoa học và Công nghệ Thanh Hoá\r", "▸ Thể thức");
    // Rules and kind are right as they stand.
    who.press(&format!("{ENTER}{ENTER}"), "▸ Ngày họp");
    who.press(&format!("{CTRL_U}08/11/2023{ENTER}"), "Chương trình 0/0");
}

fn call_the_roll(who: &mut Secretary) {
    who.press(TAB, "còn lại có mặt");
    who.member("Lê Sỹ Trung", "Bí thư chi bộ", LEFT);
    who.member("Hoàng Thị Hạnh", "Phó Bí thư chi bộ", "");
    who.form("#", "Tình hình theo báo cáo", "8\r8\r\r\r");
    who.guest("Lê Hải Quân", "UVBTV, Trưởng Ban Tuyên giáo Đảng ủy Khối", 0);
    who.guest("Nguyễn Duy Bình", "Tỉnh uỷ viên, Bí thư Đảng ủy, Giám đốc Sở", 0);
    who.guest("đại diện các đồng chí Bí thư chi bộ trực thuộc Đảng bộ Sở", "", 1);
    who.form(F3, "Thông tin cuộc họp", &format!("Trung\r\r\rThanh Hoá{CTRL_S}"));
    who.press("*", "trong phòng 8/8");
}

fn write_the_agenda(who: &mut Secretary) {
    who.press(BACK_TAB, "bắt đầu / trở lại");
    who.item("Thông tin tình hình thời sự trong nước, trong tỉnh", "Trung");
    who.item("Triển khai các văn bản lãnh đạo, chỉ đạo của cấp trên", "Trung");
    who.item(
        "Đánh giá công tác lãnh đạo thực hiện nhiệm vụ chính trị, công tác chuyên môn tháng 10",
        "Hạnh",
    );
    who.item("Đề ra phương hướng nhiệm vụ trọng tâm tháng 11 năm 2023", "Hạnh");
    who.item("Thảo luận", "các đồng chí đảng viên");
    who.item("Tiếp thu các ý kiến và kết luận hội nghị", "Trung");
    let vote =
        "Biểu quyết một số nội dung công việc trọng tâm cần triển khai, thực hiện trong tháng";
    who.item(vote, "");
    who.item("Phát biểu ý kiến với chi bộ của đại biểu cấp trên", "Quân");
}

fn review(who: &mut Secretary) {
    // The meeting is not today, so that its time stays unknown.
    who.form(F7, "Khai mạc lúc", ENTER);
    who.next("Thông tin tình hình");
    who.next("Triển khai các văn bản");
    who.next("Đánh giá công tác");
    who.note(REVIEW, "", "", line_of("đã kịp thời quán triệt"));
    who.note(REVIEW, "", "", line_of("làm tốt công tác"));
    who.note(REVIEW, "", "", line_of("lãnh đạo cán bộ"));
    who.press(&format!("{TAB}{TAB}"), "ghi chỉ tiêu");
    for line in SCRIPT.lines().filter_map(|line| line.strip_prefix("chỉ tiêu ")) {
        let (figure, label) = line.split_once(' ').unwrap();
        who.indicator(figure, label);
    }
}

fn discuss(who: &mut Secretary) {
    who.next("Đề ra phương hướng");
    who.next("Thảo luận");
    who.note(OPINION, "", "", line_of("bày tỏ sự nhất trí"));
    who.note(SHORTCOMING, "", "", line_of("Chất lượng tham mưu"));
    who.note(PROPOSAL, "", "Đảng ủy", "bổ sung thêm biên chế còn thiếu");
    who.note(PROPOSAL, "", "Đảng ủy", "sớm có trụ sở mới…");
    who.next("Tiếp thu các ý kiến");
    let text = line_of("một số nội dung công việc");
    who.form(CTRL_K, "Viết kết luận", &format!("{text}\r"));
}

fn decide(who: &mut Secretary) {
    who.next("Biểu quyết một số nội dung");
    who.desk.wait_for("giao nhiệm vụ");
    who.press("v", "Enter: tất cả nhất trí.");
    who.press(ENTER, "1 đã biểu quyết");
    who.next("Phát biểu ý kiến");
}

fn hear_the_superior(who: &mut Secretary) {
    let said = SCRIPT.lines().filter_map(|line| line.split_once(" @Quân "));
    for (verb, text) in said {
        let kind = match verb {
            "ý kiến" => OPINION,
            "tồn tại" => SHORTCOMING,
            _ => DIRECTIVE,
        };
        who.note(kind, "Quân", "", text);
    }
    for text in SCRIPT.lines().filter_map(|line| line.strip_prefix("viện dẫn ")) {
        who.note(CITATION, "", "", text);
    }
    who.press(F7, " Bế mạc lúc ");
    // The closing offers the papers.
    who.press(ENTER, "[x] biên bản");
}

/// The text of the script that begins so, after its verb.
fn line_of(beginning: &str) -> &'static str {
    let mut said = SCRIPT.lines().filter(|line| !line.starts_with("mục "));
    let found = said.find_map(|line| {
        let at = line.find(beginning).filter(|at| (1..30).contains(at))?;
        Some(&line[at..])
    });
    found.unwrap()
}

/// The minutes in a format, as the program prints them.
fn minutes(place: &Place, format: &str) -> String {
    let said = place.run(&["export", "last", "--format", format]);
    assert!(said.accepted(), "{said:?}");
    said.out
}

#[test]
fn the_seed_meeting_by_keys_has_the_minutes_of_the_seed_meeting_by_script() {
    let (pressed, played) = (Place::new(), Place::played(SCRIPT));
    let mut who = Secretary { desk: Desk::at(&pressed), facts: 0, telex: None, keys: 0 };
    convene(&mut who);
    call_the_roll(&mut who);
    write_the_agenda(&mut who);
    review(&mut who);
    discuss(&mut who);
    decide(&mut who);
    hear_the_superior(&mut who);
    who.press("45", "5[x]txt");
    who.press(ENTER, "Đã ghi");
    // Nothing needs to be saved on the way out.
    who.desk.send(CTRL_C);
    assert!(who.desk.wait_exit().success());
    for format in ["md", "txt"] {
        let expected = minutes(&played, format);
        assert_eq!(minutes(&pressed, format), expected);
        let name = format!("papers/2023-11-08 Chi bộ Văn phòng - biên bản.{format}");
        assert_eq!(fs::read_to_string(pressed.register().join(name)).unwrap(), expected);
    }
    for format in ["docx", "pdf"] {
        let name = format!("papers/2023-11-08 Chi bộ Văn phòng - biên bản.{format}");
        assert!(fs::metadata(pressed.register().join(name)).unwrap().len() > 5_000);
    }
    assert!(who.facts > 40, "only {} forms were kept", who.facts);
    assert!(pressed.run(&["verify"]).accepted());
}

/// On a bare console of 80×25, with no input method. The whole meeting takes a minute of pressing:
/// `THUKY_TELEX=1` holds it and says how many keys it took, without it the roll and the agenda are enough.
#[test]
fn the_seed_meeting_is_typed_in_telex_on_a_console() {
    let (pressed, played) = (Place::new(), Place::played(SCRIPT));
    let start = Start { size: (80, 25), environment: &[("TERM", "linux")], ..Start::default() };
    let desk = Desk::started(&pressed, &start);
    let began = Instant::now();
    let whole = std::env::var_os("THUKY_TELEX").is_some();
    let telex = Some(if whole { ToneKey::Last } else { ToneKey::AtOnce });
    let mut who = Secretary { desk, facts: 0, telex, keys: 0 };
    convene(&mut who);
    call_the_roll(&mut who);
    if !whole {
        let log = pressed.run(&["log", "last"]).out;
        for name in ["Lê Sỹ Trung", "Hoàng Thị Hạnh", "Nguyễn Duy Bình"] {
            assert!(log.contains(name), "{log}");
        }
        return;
    }
    write_the_agenda(&mut who);
    review(&mut who);
    discuss(&mut who);
    decide(&mut who);
    hear_the_superior(&mut who);
    // The script sets tones as both schools do; a typist has one.
    let one_school = minutes(&played, "md").replace("ủy", "uỷ").replace("khóa", "khoá");
    assert_eq!(minutes(&pressed, "md"), one_school);
    eprintln!("{} keys, {:?} at 14 ms a key", who.keys, began.elapsed());
}
